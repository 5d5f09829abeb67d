//! Numbers that somebody puts on a political fact: missiles, dead, wounded, arrested, troops, votes, money. A number
//! counts only before a unit of the lexicon; dates, ages and addresses are no claims.

use crate::roles::Reading;
use crate::times::TimeFound;
use crate::who::mentions::Mention;
use casus_lexicon::{Lexicon, UnitSubject};
use casus_types::{Claim, Comparator, Date, Ledger, Saying};
use std::collections::BTreeMap;

/// The lexicon's units, by first word.
#[derive(Debug, Default)]
pub struct Units {
    units: BTreeMap<String, Vec<UnitEntry>>,
}

#[derive(Debug)]
struct UnitEntry {
    rest: Vec<String>,
    ledger: Option<Ledger>,
    subject: UnitSubject,
}

impl Units {
    /// Indexes the units of a lexicon, singular and plural.
    pub fn new(lexicon: &Lexicon) -> Units {
        let mut units = Units::default();
        for unit in &lexicon.units {
            for written in std::iter::once(&unit.unit).chain(&unit.plural) {
                let mut parts = written.split(' ').map(str::to_lowercase);
                let Some(first) = parts.next() else { continue };
                let entry = UnitEntry { rest: parts.collect(), ledger: unit.ledger, subject: unit.subject };
                units.units.entry(first).or_default().push(entry);
            }
        }
        for list in units.units.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        units
    }

    fn at(&self, reading: &Reading, at: usize) -> Option<(usize, &UnitEntry)> {
        let list = self.units.get(reading.words.lower(at))?;
        let entry =
            list.iter().find(|e| e.rest.iter().enumerate().all(|(i, word)| reading.words.lower(at + 1 + i) == word))?;
        Some((at + 1 + entry.rest.len(), entry))
    }
}

/// Finds the claims of a sentence.
pub fn find(reading: &Reading, times: &[TimeFound], units: &Units, published: Option<Date>) -> Vec<Claim> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < reading.words.len() {
        let found = claim_at(reading, times, units, published, at);
        at = match found {
            Some((claim, end)) => {
                out.push(claim);
                end
            }
            None => at + 1,
        };
    }
    out
}

fn claim_at(
    reading: &Reading,
    times: &[TimeFound],
    units: &Units,
    published: Option<Date>,
    at: usize,
) -> Option<(Claim, usize)> {
    if times.iter().any(|t| t.start <= at && at < t.end) {
        return None;
    }
    let (number, mut after) = number_at(reading, at)?;
    let mut number_to = None;
    let (mut comparator, start) = comparator_before(reading, at);
    if reading.words.is(after, &["to", "-", "–", "and"])
        && let Some((upper, end)) = number_at(reading, after + 1)
    {
        let range = comparator == Comparator::Between || !reading.words.is(after, &["and"]);
        if range && number.zip(upper).is_some_and(|(low, high)| low < high) {
            (number_to, after, comparator) = (upper, end, Comparator::Between);
        }
    }
    // Up to three words may stand between the number and what it counts: `31 ballistic missiles`.
    let (end, entry) = (after..(after + 4).min(reading.words.len())).find_map(|u| {
        let plain = (after..u).all(|i| !reading.words.words[i].mark || reading.words.is(i, &["-"]));
        units.at(reading, u).filter(|_| plain)
    })?;
    let near = |m: &&Mention| m.who.first().is_some_and(|who| who.code.is_some());
    let subject = match entry.subject {
        UnitSubject::Doer => reading.mentions.iter().filter(near).rfind(|m| m.end <= start && m.acts()),
        UnitSubject::Victim => reading.mentions.iter().filter(near).find(|m| m.start >= at && m.end <= end + 6),
    };
    let claimant = (0..reading.words.len()).find(|i| reading.words.phrase_at(*i, "according to").is_some());
    let claimant = claimant.and_then(|i| reading.mentions.iter().find(|m| m.start >= i + 2 && m.start <= i + 4));
    let time = times.iter().min_by_key(|t| t.start.abs_diff(end)).filter(|t| t.start.abs_diff(end) <= 8);
    let days = time.and_then(|t| t.time.days).map(|(from, to)| {
        (from, published.map_or(to, |p| if t_open(time) { p.max(from) } else { to.min(p.max(from)) }))
    });
    let claim = Claim {
        span: reading.words.span_of(start, end),
        number,
        number_to,
        comparator,
        unit: (after..end).map(|i| reading.words.lower(i)).collect::<Vec<_>>().join(" "),
        subject: subject.and_then(|m| m.who.first()).and_then(|who| who.code.clone()),
        claimant: claimant.map(|m| Saying {
            actor: m.who.first().map(|who| who.id.clone()),
            span: reading.words.span_of(m.start, m.end),
        }),
        days,
        ledger: entry.ledger,
        class: None,
        currency: None,
        event: None,
        evidence: reading.words.span,
        why: String::new(),
    };
    Some((claim, end))
}

/// `since March`: the interval runs to the day of the report.
fn t_open(time: Option<&TimeFound>) -> bool {
    time.is_some_and(|t| t.since)
}

/// A number at a position: digits with separators, words, with `million` and the like. `thousands` counts nothing exactly.
fn number_at(reading: &Reading, at: usize) -> Option<(Option<f64>, usize)> {
    let word = reading.words.words.get(at)?;
    let lower = word.lower.as_str();
    if matches!(lower, "dozens" | "hundreds" | "thousands" | "scores") {
        let of = usize::from(reading.words.is(at + 1, &["of"]));
        return Some((None, at + 1 + of));
    }
    let money = usize::from(matches!(lower, "$" | "€" | "£" | "us$"));
    let digits = reading.words.words.get(at + money)?;
    let value = digits.text.replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite());
    let value = value.or_else(|| small(&digits.lower))?;
    let scale = match reading.words.lower(at + money + 1) {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return Some((Some(value), at + money + 1)),
    };
    Some((Some(value * scale), at + money + 2))
}

fn small(lower: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match lower {
        "a" | "an" | "zero" => None,
        "dozen" => Some(12.0),
        _ => crate::times::count(lower)
            .map(|n| n as f64)
            .or_else(|| TENS.iter().position(|t| *t == lower).map(|i| (i as f64 + 2.0) * 10.0)),
    }
}

fn comparator_before(reading: &Reading, at: usize) -> (Comparator, usize) {
    const PHRASES: [(&str, Comparator); 22] = [
        ("at least", Comparator::AtLeast),
        ("no fewer than", Comparator::AtLeast),
        ("no less than", Comparator::AtLeast),
        ("not less than", Comparator::AtLeast),
        ("at most", Comparator::AtMost),
        ("no more than", Comparator::AtMost),
        ("up to", Comparator::AtMost),
        ("as many as", Comparator::AtMost),
        ("more than", Comparator::MoreThan),
        ("over", Comparator::MoreThan),
        ("upwards of", Comparator::MoreThan),
        ("exceeding", Comparator::MoreThan),
        ("fewer than", Comparator::LessThan),
        ("less than", Comparator::LessThan),
        ("under", Comparator::LessThan),
        ("about", Comparator::About),
        ("around", Comparator::About),
        ("some", Comparator::About),
        ("nearly", Comparator::About),
        ("almost", Comparator::About),
        ("roughly", Comparator::About),
        ("between", Comparator::Between),
    ];
    let found = PHRASES.iter().filter_map(|(phrase, comparator)| {
        let len = phrase.split(' ').count();
        let start = at.checked_sub(len)?;
        (reading.words.phrase_at(start, phrase) == Some(at)).then_some((*comparator, start, len))
    });
    found.max_by_key(|(_, _, len)| *len).map_or((Comparator::Exactly, at), |(comparator, start, _)| (comparator, start))
}
