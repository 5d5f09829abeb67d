//! Distances, stretches and repetitions: `three weeks ago`, `two days later`, `the past two months`, `every day`, `the
//! 1990s`, and what is too vague for the calendar, `recently`.

use crate::times::grammar::{Grammar, Read};
use crate::times::meaning::{Count, From, Meaning, Unit, Which};
use crate::times::numbers::{amount, ordinal, spelled_year, year};
use crate::times::terms::Term;
use crate::words::is_preposition;

impl Grammar<'_, '_> {
    /// `three weeks ago`, `two days later`, `a year earlier`, `in two weeks' time`, `the next day`.
    pub(super) fn distance(&self, at: usize) -> Option<Read> {
        let skip = usize::from(self.is(at, &["nearly", "almost", "about", "some", "around"]));
        let (count, next) = amount(self.words, at + skip).or_else(|| amount(self.words, at))?;
        let dash = usize::from(self.is(next, &["-"]));
        let (mut end, Term::Unit(unit, times)) = self.term(next + dash)? else { return None };
        if self.words.phrase_at(end, "or so").is_some() {
            end += 2;
        }
        let count = times_of(count, *times);
        let (after, back, from) = match self.term(end) {
            Some((after, Term::Ago)) => (after, true, From::Report),
            Some((after, Term::Hence)) => (after, false, From::Report),
            Some((after, Term::Back)) if self.is(end, &["earlier", "before", "previously"]) => {
                (after, true, From::Spoken)
            }
            Some((after, Term::On)) if self.is(end, &["later"]) => (after, false, From::Spoken),
            _ => return None,
        };
        // `two days before the vote`: counted from the vote, which the calendar does not know.
        let of_something = self.is(end, &["before"]) && self.words.words.get(after).is_some_and(|word| !word.mark);
        (!of_something).then_some((after, Meaning::Shifted { count, unit: *unit, back, from }))
    }

    /// `every day`, `each year`, `daily`.
    pub(super) fn often(&self, at: usize) -> Option<Read> {
        if let Some((end, Term::Often(value))) = self.term(at) {
            return Some((end, Meaning::Often(value.clone())));
        }
        let each = self.is(at, &["every", "each"]);
        let (end, Term::Unit(unit, times)) = self.term(at + 1).filter(|_| each)? else { return None };
        Some((end, Meaning::Often(unit.written(Count::Exactly(*times)))))
    }

    /// `$5 million a year`, `40 trips a year`: a rate, and no time.
    pub(super) fn is_rate(&self, at: usize) -> bool {
        let number = |back: usize| {
            at.checked_sub(back).is_some_and(|before| {
                self.words.words[before].is_number()
                    || self
                        .is(before, &["million", "billion", "thousand", "hundred", "times", "once", "twice", "$", "%"])
            })
        };
        let noun = at.checked_sub(1).is_some_and(|before| self.tree.is_noun(before) || self.is(before, &["%"]));
        self.is(at, &["a", "an", "per"]) && (number(1) || (number(2) && noun))
    }

    /// `three weeks`, `the past two months`, `a few days`, `two-week`, `the nine months`, `for years`.
    pub(super) fn lasting(&self, at: usize) -> Option<Read> {
        const MORE_OR_LESS: [&str; 4] = ["more than", "less than", "fewer than", "no more than"];
        if self.is_rate(at) {
            return None;
        }
        let from = MORE_OR_LESS.iter().find_map(|phrase| self.words.phrase_at(at, phrase)).unwrap_or(at);
        let first = usize::from(self.is(from + 1, &["first", "last"]) && amount(self.words, from + 2).is_some());
        let (from, relative) = match self.which(from) {
            Some((next, which)) => (next, Some(which)),
            None if self.is(from, &["recent"]) => (from + 1, Some(Which::Last)),
            // `the 30-day truce`: the article is the noun's.
            None => (from + usize::from(self.is(from, &["the"]) && !self.is(from + 2, &["-"])) + first, None),
        };
        // `recent years`, `coming weeks`: so many that nobody says how many; `the past few days`: some time back.
        let bare = self.is(from.wrapping_sub(1), &["recent", "coming"]);
        let vague = |unit: Unit| match relative? {
            Which::Last | Which::Before if !bare => Some(Meaning::Vague("PAST_REF".to_string())),
            Which::Next | Which::After if !bare && !self.is(from.wrapping_sub(1), &["next"]) => {
                Some(Meaning::Vague("FUTURE_REF".to_string()))
            }
            _ => Some(Meaning::Lasting(Count::Some, unit)),
        };
        if let Some((count, next)) = amount(self.words, from).filter(|_| year(self.words, from).is_none()) {
            let dash = usize::from(self.is(next, &["-"]));
            let (mut end, Term::Unit(unit, times)) = self.term(next + dash)? else { return None };
            let old = self.is(end, &["old"]) || (self.is(end, &["-"]) && self.is(end + 1, &["old"]));
            let sum =
                self.is(from, &["a", "an"]) && (relative.is_some() || *unit == Unit::Second || self.is(end, &["'s"]));
            let dashed = self.is(end, &["-"]) && self.is(end + 1, &["ago", "earlier"]);
            let share = dashed || *unit == Unit::Quarter && self.is(end, &["of"]);
            if old || sum || share || self.is(end, &["in"]) && self.is(end + 1, &["prison", "jail", "custody"]) {
                return None;
            }
            end += usize::from(self.is(end, &["long"]))
                + 2 * usize::from(self.is(end, &["-"]) && self.is(end + 1, &["long"]));
            if self.words.phrase_at(end, "or so").is_some() {
                end += 2;
            }
            let long = Meaning::Lasting(times_of(count, *times), *unit);
            let past = matches!(relative, Some(Which::Last | Which::Before)) && count == Count::Some;
            return Some((end, if past { vague(*unit)? } else { long }));
        }
        let (end, Term::Unit(unit, _)) = self.term(from)? else { return None };
        let plural = self.words.lower(from).ends_with('s');
        vague(*unit).filter(|_| plural).map(|meaning| (end, meaning))
    }

    /// `2017`, `2021-22`, `the 1990s`, `the '80s`.
    pub(super) fn years(&self, at: usize) -> Option<Read> {
        let from = at + usize::from(self.is(at, &["the"]));
        let quote = usize::from(self.is(from, &["'", "‘", "’"]));
        let lower = self.words.lower(from + quote);
        let lower = lower.strip_prefix("mid-").unwrap_or(lower);
        if let Some(decade) = lower.strip_suffix('s').and_then(|digits| digits.parse::<i16>().ok()) {
            let first = match decade {
                1500..=2090 if decade % 10 == 0 => Some(decade),
                20..=90 if decade % 10 == 0 && (quote == 1 || from > at) => Some(1900 + decade),
                _ => None,
            };
            return first.map(|first| (from + quote + 1, Meaning::Years { first, last: first + 9 }));
        }
        if self.is(from + 1, &["century"])
            && let Some(nth) = ordinal(lower)
        {
            let first = i16::try_from(nth).ok().filter(|nth| (1..=22).contains(nth)).map(|nth| (nth - 1) * 100);
            return first.map(|first| (from + 2, Meaning::Years { first, last: first + 99 }));
        }
        let from = from + 2 * usize::from(from > at && self.is(from, &["year"]) && self.is(from + 1, &["-"]));
        let from = from + usize::from(self.is(from, &["year"]));
        if let Some((year, end)) = spelled_year(self.words, from) {
            return Some((end, Meaning::Years { first: year, last: year }));
        }
        let first = year(self.words, from)?;
        let counted = self.tree.is_noun(from + 1)
            && self.words.lower(from + 1).ends_with('s')
            && self.tree.head(from) == from + 1;
        let money = self.is(from + 1, &["%", "percent", "million", "billion", "people", "troops"]);
        let plain = (1900..=2100).contains(&first) || is_preposition(self.before(from));
        if counted && !is_preposition(self.before(from)) || money || !plain {
            return None;
        }
        let last = self.words.lower(from + 2).parse::<i16>().ok().filter(|_| self.is(from + 1, &["-", "–", "/"]));
        match last.map(|last| if last < 100 { first / 100 * 100 + last } else { last }) {
            Some(last) if last > first && last - first < 60 => Some((from + 3, Meaning::Years { first, last })),
            _ => Some((from + 1, Meaning::Years { first, last: first })),
        }
    }

    /// `recently`, `now`, `in the future`.
    pub(super) fn vague(&self, at: usize) -> Option<Read> {
        match self.term(at)? {
            (end, Term::Vague(value)) => {
                let other = self.is(end, &["as", "after"]) || self.is(at.wrapping_sub(1), &["as"]);
                (!other).then(|| (end, Meaning::Vague(value.clone())))
            }
            // `the current mandate`: of today.
            (end, Term::Which(Which::This)) if self.is(at, &["current"]) && self.term(end).is_none() => {
                Some((end, Meaning::Vague("PRESENT_REF".to_string())))
            }
            _ => None,
        }
    }
}

fn times_of(of: Count, times: i64) -> Count {
    match of {
        Count::Exactly(count) => Count::Exactly(count.saturating_mul(times)),
        Count::Some => Count::Some,
    }
}
