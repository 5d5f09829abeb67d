//! The lexicon's words for times, made ready to be found in a sentence.

use crate::times::meaning::{Feast, Portion, Unit, Which};
use crate::words::Words;
use casus_lexicon::{Lexicon, TimeWordKind};
use jiff::civil::Weekday;
use std::collections::HashMap;

/// What a word for a time means, as its row in the lexicon says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the kinds of lexicon/times/words.csv
pub enum Term {
    Weekday(Weekday),
    Month(i8),
    Season(String),
    Part(String),
    Day(i64),
    Unit(Unit, i64),
    Often(String),
    Which(Which),
    /// `ago`: back from the report.
    Ago,
    /// `earlier`: back from the time spoken of.
    Back,
    /// `later`: on from the time spoken of.
    On,
    /// `hence`: on from the report.
    Hence,
    Opens,
    Closes,
    Portion(Portion),
    Share(String),
    Vague(String),
    Feast(Feast),
    /// Hours from UTC.
    Zone,
}

/// The lexicon's words for times, by first word.
#[derive(Debug, Default)]
pub struct TimeWords {
    terms: HashMap<String, Vec<(Vec<String>, Term)>>,
}

impl TimeWords {
    /// Indexes the time words of a lexicon; a row that says nothing is passed over, for the check has named it.
    pub fn new(lexicon: &Lexicon) -> TimeWords {
        let mut times = TimeWords::default();
        for row in &lexicon.time_words {
            let Some(term) = term(row.kind, &row.value) else { continue };
            for written in &row.words {
                let lower = crate::words::as_tokens(&written.to_lowercase());
                let mut parts = lower.split(' ').map(str::to_string);
                let Some(first) = parts.next() else { continue };
                let rest: Vec<String> = parts.collect();
                // The longest first, for the first that fits is taken.
                let list = times.terms.entry(first).or_default();
                list.insert(list.partition_point(|(other, _)| other.len() >= rest.len()), (rest, term.clone()));
            }
        }
        times
    }

    /// The month that a word names by itself.
    pub fn month(&self, lower: &str) -> Option<i8> {
        self.terms.get(lower)?.iter().find_map(|(rest, term)| match term {
            Term::Month(month) if rest.is_empty() => Some(*month),
            _ => None,
        })
    }

    /// A word that looks back: `recently`, `earlier`, `ago`.
    pub fn is_past(&self, lower: &str) -> bool {
        let of = |(rest, term): &(Vec<String>, Term)| {
            rest.is_empty() && (matches!(term, Term::Ago | Term::Back) || *term == Term::Vague("PAST_REF".to_string()))
        };
        self.terms.get(lower).is_some_and(|list| list.iter().any(of))
    }

    /// The longest term that begins at each word of a sentence, with the position after it.
    pub fn find<'t>(&'t self, words: &Words) -> Vec<Option<(usize, &'t Term)>> {
        (0..words.len()).map(|at| self.at(words, at)).collect()
    }

    fn at(&self, words: &Words, at: usize) -> Option<(usize, &Term)> {
        let word = words.words.get(at)?;
        let list = self.terms.get(word.lower.as_str()).or_else(|| {
            // `Mondays`: the weekday, in the plural.
            let one = word.lower.strip_suffix('s').filter(|_| word.lower.ends_with("days"))?;
            self.terms.get(one)
        })?;
        let (end, term) = list.iter().find_map(|(rest, term)| Some((after(words, at + 1, rest)?, term)))?;
        // `may`, `march`, `sat`: a month or a weekday is a name.
        let named = !matches!(term, Term::Weekday(_) | Term::Month(_) | Term::Zone) || word.capital;
        named.then_some((end, term))
    }
}

/// Where a term ends whose other words stand at a position, a hyphen between them or none: `third-quarter`.
fn after(words: &Words, at: usize, rest: &[String]) -> Option<usize> {
    let mut end = at;
    for part in rest {
        end += usize::from(part != "-" && words.lower(end) == "-");
        if words.lower(end) != part {
            return None;
        }
        end += 1;
    }
    Some(end)
}

fn term(kind: TimeWordKind, value: &str) -> Option<Term> {
    Some(match kind {
        TimeWordKind::Weekday => Term::Weekday(Weekday::from_monday_one_offset(value.parse().ok()?).ok()?),
        TimeWordKind::Month => Term::Month(value.parse().ok()?),
        TimeWordKind::Season => Term::Season(value.to_string()),
        TimeWordKind::Part => Term::Part(value.to_string()),
        TimeWordKind::Day => Term::Day(value.parse().ok()?),
        TimeWordKind::Unit => {
            let (unit, count) = Unit::from_iso(value)?;
            Term::Unit(unit, count)
        }
        TimeWordKind::Set => Term::Often(value.to_string()),
        TimeWordKind::Relation => match value {
            "ago" => Term::Ago,
            "hence" => Term::Hence,
            "-" => Term::Back,
            "+" => Term::On,
            ">" => Term::Opens,
            "<" => Term::Closes,
            "same" => Term::Which(Which::Same),
            "after" => Term::Which(Which::After),
            "before" => Term::Which(Which::Before),
            step => Term::Which(Which::from_step(step.parse().ok()?)),
        },
        TimeWordKind::Mod => Term::Portion(match value {
            "START" => Portion::Start,
            "MID" => Portion::Middle,
            "END" => Portion::End,
            _ => return None,
        }),
        TimeWordKind::Share => Term::Share(value.to_string()),
        TimeWordKind::Vague => Term::Vague(value.to_string()),
        TimeWordKind::Holiday => Term::Feast(feast(value)?),
        TimeWordKind::Zone => Term::Zone,
    })
}

/// `12-25`, `11-W4-4`, `05-WL-1`, `E-2`.
fn feast(value: &str) -> Option<Feast> {
    if let Some(days) = value.strip_prefix('E') {
        return Some(Feast::Easter(days.parse().ok()?));
    }
    let mut parts = value.split('-');
    let (month, second, third) = (parts.next()?.parse().ok()?, parts.next()?, parts.next());
    match (second.strip_prefix('W'), third) {
        (Some(nth), Some(weekday)) => {
            let nth = if nth == "L" { -1 } else { nth.parse().ok()? };
            Some(Feast::Nth(month, nth, Weekday::from_monday_one_offset(weekday.parse().ok()?).ok()?))
        }
        _ => Some(Feast::Fixed(month, second.parse().ok()?)),
    }
}
