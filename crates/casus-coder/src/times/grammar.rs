//! The grammar of times over the words of one sentence: what is a time, from which word to which, and what it says.
//! Days of the calendar first, then days named by the report's own (`yesterday`, `last week`), then distances and
//! stretches. The first that fits at a word is taken; where none does, the word is no time.

use crate::times::clock;
use crate::times::meaning::{Count, Expression, From, Meaning, Part, Portion, Unit, Which};
use crate::times::numbers::{count, ordinal, year};
use crate::times::terms::{Term, TimeWords};
use crate::tree::Tree;
use crate::words::Words;

/// A sentence as the grammar sees it.
pub struct Grammar<'w, 't> {
    pub words: &'w Words<'t>,
    pub(super) terms: Vec<Option<(usize, &'w Term)>>,
    pub(super) tree: Tree<'t>,
}

/// What a rule reads: where it ends and what it says.
pub(super) type Read = (usize, Meaning);

/// The times of a sentence, in order, none over another.
pub fn expressions(words: &Words, terms: &TimeWords) -> Vec<Expression> {
    let grammar = Grammar { words, terms: terms.find(words), tree: words.tree() };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        match grammar.expression(at) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

impl<'w> Grammar<'w, '_> {
    /// The term at a word, with the position after it.
    pub fn term(&self, at: usize) -> Option<(usize, &'w Term)> {
        self.terms.get(at).copied().flatten()
    }

    pub(super) fn is(&self, at: usize, these: &[&str]) -> bool {
        self.words.is(at, these)
    }

    /// The word before a position, empty at the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.words.lower(before))
    }

    fn expression(&self, at: usize) -> Option<Expression> {
        let clock = clock::at(self, at).map(|(end, part, meaning)| (end, meaning, Some(part), None));
        let (end, meaning, part, portion) = clock.or_else(|| self.portioned(at)).or_else(|| self.dated(at))?;
        if self.is_title(at, end) {
            return None;
        }
        // `earlier`, `later` and `the` of a year stand outside.
        let ahead = matches!(portion, Some(Portion::Earlier | Portion::Later));
        let article = self.is(at, &["the"]) && matches!(meaning, Meaning::Years { first, last } if first == last);
        let start = if ahead { self.after_comparative(at + 1) } else { at + usize::from(article && portion.is_none()) };
        Some(Expression { start, end, meaning, part, portion })
    }

    /// `This Week`, `60 Minutes`: a name in capitals is a broadcast.
    fn is_title(&self, at: usize, end: usize) -> bool {
        let capital = |at: usize| self.words.words.get(at).is_some_and(|word| word.capital);
        let unit = matches!(self.term(end.saturating_sub(1)), Some((_, Term::Unit(..))));
        unit && at > 0
            && end > at + 1
            && capital(end - 1)
            && (capital(at) || self.words.words[at].is_number())
            && !self.words.title
    }

    /// Past `in the`, `on` after `earlier` and `later`.
    fn after_comparative(&self, at: usize) -> usize {
        let preposition = usize::from(self.is(at, &["in", "on"]));
        at + preposition
    }

    /// `early June`, `the end of last year`, `mid-1990s`, `earlier this week`, `later in the day`.
    fn portioned(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let the = usize::from(self.is(at, &["the", "very"]));
        let (portion, mut next) = match self.term(at + the) {
            Some((end, Term::Portion(portion))) => (*portion, end),
            Some((end, Term::Back)) if the == 0 && self.is(at, &["earlier"]) => (Portion::Earlier, end),
            Some((end, Term::On)) if the == 0 && self.is(at, &["later"]) => (Portion::Later, end),
            _ => return None,
        };
        next += usize::from(self.is(next, &["-"]));
        let preposition = usize::from(self.is(next, &["in", "on"]));
        let article = usize::from(self.is(next + preposition, &["the"]));
        let (end, meaning, part, _) = match portion {
            // `earlier Monday`, `later in the year`: only before a day or a stretch that the report lies in.
            Portion::Earlier | Portion::Later => {
                let of = |(_, meaning, ..): &(usize, Meaning, Option<Part>, Option<Portion>)| {
                    matches!(
                        meaning,
                        Meaning::Named(..) | Meaning::Near(_) | Meaning::Weekday(..) | Meaning::Month { .. }
                    )
                };
                self.dated(next + preposition).filter(of).or_else(|| self.of_stretch(next + preposition))?
            }
            _ => self.dated(next).or_else(|| self.of_stretch(next)).or_else(|| self.dated(next + article)).filter(
                |(_, meaning, ..)| {
                    !matches!(meaning, Meaning::Lasting(..) | Meaning::Vague(_) | Meaning::Shifted { .. })
                },
            )?,
        };
        Some((end, meaning, part, Some(portion)))
    }

    /// `the year` after `the end of`: the one spoken of.
    fn of_stretch(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let (end, Term::Unit(unit, 1)) = self.term(at + 1).filter(|_| self.is(at, &["the"]))? else { return None };
        let long = *unit >= Unit::Week && !self.words.lower(at + 1).ends_with('s');
        long.then_some((end, Meaning::Named(*unit, Which::This), None, None))
    }

    /// A time without a word for a portion of it, with the part of the day that stands after it.
    fn dated(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let (end, meaning) = self
            .iso(at)
            .or_else(|| self.month(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.near(at))
            .or_else(|| self.season_or_share(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.named(at))
            .or_else(|| self.often(at))
            .or_else(|| self.lasting(at))
            .or_else(|| self.years(at))
            .or_else(|| self.vague(at))?;
        let of_day = matches!(meaning, Meaning::Weekday(..) | Meaning::Near(_) | Meaning::Month { days: Some(_), .. });
        match self.term(end) {
            Some((after, Term::Part(part))) if of_day && part.starts_with('T') && !self.is(end, &["am"]) => {
                Some((after, meaning, Some(clock::part_of(part)), None))
            }
            _ => Some((end, meaning, None, None)),
        }
    }

    /// A day of the calendar, of the week or near the report.
    pub fn day(&self, at: usize) -> Option<Read> {
        self.month(at).or_else(|| self.weekday(at)).or_else(|| self.near(at))
    }

    /// `yesterday`, `tonight`; `a week from today` is left out.
    fn near(&self, at: usize) -> Option<Read> {
        match self.term(at)? {
            (end, Term::Day(days)) => Some((end, Meaning::Near(*days))),
            _ => None,
        }
    }

    /// `last`, `this past`, `the following`, `the same`: which one, and where the noun begins.
    pub(super) fn which(&self, at: usize) -> Option<(usize, Which)> {
        let the = usize::from(self.is(at, &["the", "this"]) && !matches!(self.term(at + 1), Some((_, Term::Unit(..)))));
        let one = match self.term(at + the) {
            Some((end, Term::Which(which))) => Some((end, *which)),
            _ => None,
        };
        let this = || match self.term(at) {
            Some((end, Term::Which(which))) => Some((end, *which)),
            _ if self.is(at, &["that"]) => Some((at + 1, Which::Same)),
            _ => None,
        };
        one.or_else(this)
    }

    /// `last week`, `this fiscal year`, `the year-ago quarter`, `the weekend`, `fiscal 1989`.
    pub(super) fn named(&self, at: usize) -> Option<Read> {
        if let Some(read) = self.year_ago(at) {
            return Some(read);
        }
        let the = usize::from(self.is(at, &["the", "current"]));
        if self.is(at + the, &["fiscal"])
            && let Some(year) = year(self.words, at + the + 1)
        {
            return Some((at + the + 2, Meaning::Years { first: year, last: year }));
        }
        let (from, which) = match self.which(at) {
            Some(read) => read,
            // `the quarter`, `the weekend`: the one spoken of.
            None if the == 1 => (at + 1, Which::Same),
            None => return None,
        };
        let skip = usize::from(self.is(from, &["fiscal", "calendar", "financial", "full", "entire", "whole"]));
        let (end, Term::Unit(unit, 1)) = self.term(from + skip)? else { return None };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) || self.words.lower(from + skip).ends_with('s') {
            return None;
        }
        let bare = which == Which::Same && self.is(at, &["the"]) && from == at + 1;
        if bare && !(matches!(unit, Unit::Quarter | Unit::Weekend) || (skip == 1 && *unit == Unit::Year)) {
            return None;
        }
        // `this time`, `last minute` are no times, and `this week's` is one.
        Some((end, Meaning::Named(*unit, which)))
    }

    /// `the year-earlier quarter`, `the year-ago period`.
    fn year_ago(&self, at: usize) -> Option<Read> {
        let the = usize::from(self.is(at, &["the", "a"]));
        let year =
            self.is(at + the, &["year"]) && self.is(at + the + 1, &["-"]) && self.is(at + the + 2, &["ago", "earlier"]);
        if !year || self.is(at, &["a"]) {
            return None;
        }
        let ordinal = usize::from(ordinal(self.words.lower(at + the + 3)).is_some());
        let noun = self.is(at + the + 3 + ordinal, &["quarter", "period", "month", "week", "half"]);
        let end = at + the + 3 + if noun { ordinal + 1 } else { 0 };
        Some((end, Meaning::Shifted { count: Count::Exactly(1), unit: Unit::Year, back: true, from: From::Spoken }))
    }

    /// `in the summer of 2020`, `last spring`, `the third quarter`, `Q3 2022`, `the first half of the year`.
    fn season_or_share(&self, at: usize) -> Option<Read> {
        if let Some(read) = self.share_of(at) {
            return Some(read);
        }
        let (from, mut which) = self.which(at).unwrap_or((at + usize::from(self.is(at, &["the"])), Which::Open));
        let fiscal = usize::from(self.is(from, &["fiscal"]));
        let dash = usize::from(fiscal == 1 && self.is(from + 1, &["-"]));
        let from = from + fiscal + dash;
        let (end, share) = match self.term(from) {
            Some((end, Term::Season(season))) => {
                // `fall` and `spring` are verbs too.
                let noun = self.tree.is_noun(from)
                    && (which != Which::Open
                        || self.before(at) == "in"
                        || from > at
                        || year(self.words, end).is_some());
                noun.then_some((end, Meaning::Season(season.clone(), None, which)))?
            }
            Some((end, Term::Share(share))) => (end, Meaning::Share(share.clone(), None, which)),
            _ => {
                let short = self.words.lower(from);
                let quarter =
                    short.strip_prefix('q').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=4).contains(n));
                (from + 1, Meaning::Share(format!("Q{}", quarter?), None, which))
            }
        };
        let of = usize::from(self.is(end, &["of", ","]));
        let (end, year) = match year(self.words, end + of) {
            Some(year) => (end + of + 1, Some(year)),
            None => (end, None),
        };
        let mut end = end;
        // `of last year`, `of this year`, `of the year`.
        if year.is_none() && self.is(end, &["of"]) {
            if let Some((after, Meaning::Named(Unit::Year, of_year))) = self.named(end + 1) {
                (end, which) = (after, of_year);
            } else if self.is(end + 1, &["the"]) && self.is(end + 2, &["year"]) {
                end += 3;
            }
        }
        Some((
            end,
            match share {
                Meaning::Season(season, ..) => Meaning::Season(season, year, which),
                Meaning::Share(share, ..) => Meaning::Share(share, year, which),
                other => other,
            },
        ))
    }

    /// `the 1988 third quarter`, `this year's third quarter`: the year first.
    fn share_of(&self, at: usize) -> Option<Read> {
        let the = usize::from(self.is(at, &["the"]));
        if let (Some(year), Some((end, Term::Share(share)))) = (year(self.words, at + the), self.term(at + the + 1)) {
            return Some((end, Meaning::Share(share.clone(), Some(year), Which::Open)));
        }
        let (end, Meaning::Named(Unit::Year, which)) = self.named(at)? else { return None };
        match self.term(end + 1).filter(|_| self.is(end, &["'s"]))? {
            (end, Term::Share(share)) => Some((end, Meaning::Share(share.clone(), None, which))),
            _ => None,
        }
    }

    /// `Easter`, `last Thanksgiving`, `Christmas 2019`.
    fn feast(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).unwrap_or((at, Which::Open));
        let (end, Term::Feast(feast)) = self.term(from)? else { return None };
        let (end, year) = self.year_after(end);
        Some((end, Meaning::Feast(*feast, year, which)))
    }
}

/// Whether a word is a number that the clock may show.
pub fn hour(lower: &str) -> Option<i8> {
    count(lower).and_then(|hour| i8::try_from(hour).ok()).filter(|hour| (0..=24).contains(hour))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;
    use casus_lexicon::Lexicon;
    use casus_types::conllu;

    /// The times of a sentence with what they say. Words are given as `word/TAG`; what the tree says is left out, so that all
    /// hang on the first.
    fn times(sentence: &str) -> Vec<String> {
        let row = |(at, word): (usize, &str)| {
            let (word, tag) = word.split_once('/').unwrap_or((word, "NN"));
            let pos = if tag.starts_with("NNP") { "PROPN" } else { "NOUN" };
            let (head, label) = if at == 0 { (0, "ROOT") } else { (1, "dep") };
            format!("{}\t{word}\t{word}\t{pos}\t{tag}\t_\t{head}\t{label}\t_\t_\n", at + 1)
        };
        let parsed =
            conllu::read(&sentence.split(' ').enumerate().map(row).collect::<String>()).expect("rows are whole");
        let words = Words::of(&parsed);
        let terms = TimeWords::new(&Lexicon::embedded().expect("the lexicon is sound"));
        let shown = |found: Expression| format!("{}: {:?}", words[0].joined(found.start, found.end), found.meaning);
        expressions(&words[0], &terms).into_iter().map(shown).collect()
    }

    #[test]
    fn days_of_the_calendar_in_many_writings() {
        for written in ["June/NNP 13 , 2022", "13 June/NNP 2022", "the 13th of June/NNP 2022", "2022-06-13"] {
            let found = times(written);
            assert!(
                found.len() == 1 && found[0].contains("year: Some(2022), month: 6, days: Some((13, 13))"),
                "{written}: {found:?}"
            );
        }
    }

    #[test]
    fn a_month_that_is_a_verb_or_a_name_is_no_time() {
        assert!(times("they/PRP may/MD march/VB").is_empty());
        assert!(times("Jan/NNP Kavan/NNP spoke/VBD").is_empty());
        assert_eq!(times("in/IN May/NNP").len(), 1);
    }

    #[test]
    fn counted_from_the_report_or_from_what_was_spoken_of() {
        assert!(times("three weeks/NNS ago/RB")[0].contains("Exactly(3), unit: Week, back: true, from: Report"));
        assert!(times("two days/NNS later/RB")[0].contains("Exactly(2), unit: Day, back: false, from: Spoken"));
    }

    #[test]
    fn a_length_is_no_age_no_rate_and_no_sentence_in_prison() {
        assert!(times("a 25 - year - old man").is_empty());
        assert!(times("five years/NNS in/IN prison").is_empty());
        assert!(times("40 trips a year").is_empty());
        assert!(times("for/IN two weeks/NNS")[0].contains("Lasting(Exactly(2), Week)"));
    }

    #[test]
    fn years_are_told_from_numbers() {
        assert!(times("in/IN 2017")[0].contains("first: 2017, last: 2017"));
        assert!(times("the 1990s/NNS")[0].contains("first: 1990, last: 1999"));
        assert!(times("2000 troops/NNS left/VBD").is_empty());
    }

    #[test]
    fn portions_seasons_quarters_and_sets() {
        assert!(times("late/JJ June/NNP")[0].starts_with("late June"));
        assert!(times("the third quarter of/IN 2021")[0].contains("Q3"));
        assert!(times("in/IN the summer of/IN 2020")[0].contains("SU"));
        assert!(times("every/DT Friday/NNP")[0].contains("Often(\"XXXX-WXX-5\")"));
    }
}
