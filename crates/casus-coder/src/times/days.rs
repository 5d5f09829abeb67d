//! Days and months of the calendar, and days of the week: `June 13, 2022`, `13 June`, `last June`, `Monday`, `every
//! Friday`. Which year or week is meant where the words leave it open is not decided here but in `place.rs`.

use crate::times::grammar::{Grammar, Read};
use crate::times::meaning::{Meaning, Unit, Which};
use crate::times::numbers::{day_of_month, year};
use crate::times::terms::Term;
use crate::words::is_preposition;
use casus_types::Tag;

impl Grammar<'_, '_> {
    /// `2022-06-14`, also cut at its dashes.
    pub(super) fn iso(&self, at: usize) -> Option<Read> {
        let text = self.words.words.get(at)?.text;
        let whole: jiff::civil::Date = match text.len() {
            10 if text.contains('-') => text.parse().ok()?,
            4 if self.is(at + 1, &["-"]) && self.is(at + 3, &["-"]) => self.words.joined(at, at + 5).parse().ok()?,
            _ => return None,
        };
        let end = if text.len() == 10 { at + 1 } else { at + 5 };
        let days = Some((whole.day(), whole.day()));
        Some((end, Meaning::Month { year: Some(whole.year()), month: whole.month(), days, which: Which::Open }))
    }

    /// `June 13`, `June 3-5, 2022`, `13 June 2022`, `June 2022`, `in June`, `last June`.
    pub(super) fn month(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).filter(|(from, _)| *from > at).unwrap_or((at, Which::Open));
        if let Some((end, Term::Month(month))) = self.term(from) {
            return self.after_month(from, end, *month, which);
        }
        let the = usize::from(self.is(at, &["the"]));
        let first = day_of_month(self.words, at + the)?;
        let (last, next) = self.to_day(at + the, first);
        let of = usize::from(self.is(next, &["of"]));
        let Some((end, Term::Month(month))) = self.term(next + of) else { return None };
        let (end, year) = self.year_after(end);
        Some((end, Meaning::Month { year, month: *month, days: Some((first, last)), which: Which::Open }))
    }

    pub(super) fn after_month(&self, at: usize, end: usize, month: i8, which: Which) -> Option<Read> {
        let the = usize::from(self.is(end, &["the"]));
        if let Some(first) = day_of_month(self.words, end + the) {
            let percent = self.is(end + the + 1, &["percent", "%", "per", "people", "million"]);
            let (last, next) = self.to_day(end + the, first);
            let (next, year) = self.year_after(next);
            return (!percent).then_some((next, Meaning::Month { year, month, days: Some((first, last)), which }));
        }
        let (next, year) = self.year_after(end);
        let of = usize::from(self.is(end, &["of"]));
        if let Some((after, Meaning::Named(Unit::Year, of_year))) = self.named(end + of).filter(|_| year.is_none()) {
            // `in June last year`, `January of this year`: the year is named.
            return Some((after, Meaning::Month { year: None, month, days: None, which: of_year }));
        }
        // `Jan Kavan`: a month cut short has its full stop or a day beside it.
        let short = self.words.words.get(at).is_some_and(|word| word.text.len() <= 4 && !word.text.ends_with('.'));
        let short = short && !self.is(at, &["may", "june", "july"]);
        // A month by itself is a name, and not the first word of a sentence that gives an order or allows something.
        let name = matches!(self.tree.tag(at), Tag::Nnp | Tag::Nnps);
        let unlike = !self.is(at, &["may", "march"]) || is_preposition(self.before(at)) || which != Which::Open;
        let alone = year.is_some() || (name && unlike && !short);
        alone.then_some((next, Meaning::Month { year, month, days: None, which }))
    }

    /// `3-5`, `3 to 5`, `3 and 4` of one month: the last day, and the position after.
    pub(super) fn to_day(&self, at: usize, first: i8) -> (i8, usize) {
        let joined = self.is(at + 1, &["-", "–", "to", "through"]);
        match day_of_month(self.words, at + 2).filter(|last| joined && *last > first) {
            Some(last) => (last, at + 3),
            None => (first, at + 1),
        }
    }

    /// `, 2022`, `2022`, `of last year` is left to the next rule.
    pub(super) fn year_after(&self, at: usize) -> (usize, Option<i16>) {
        let skip = usize::from(self.is(at, &[",", "of"]));
        match year(self.words, at + skip) {
            Some(year) => (at + skip + 1, Some(year)),
            None => (at, None),
        }
    }

    /// `Monday`, `last Monday`, `next Monday`, `Mondays`.
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).filter(|(from, _)| *from > at).unwrap_or((at, Which::Open));
        let every = self.is(at, &["every", "each"]);
        let from = if every { at + 1 } else { from };
        if let Some((end, Term::Month(month))) = self.term(from).filter(|_| every) {
            return Some((end, Meaning::Often(format!("XXXX-{month:02}"))));
        }
        let Some((end, Term::Weekday(day))) = self.term(from) else { return None };
        let plural = self.words.lower(from).ends_with("days");
        if every || plural {
            return Some((end, Meaning::Often(format!("XXXX-WXX-{}", day.to_monday_one_offset()))));
        }
        // `Monday, June 13`: one time.
        let comma = usize::from(self.is(end, &[","]));
        if let Some((after, whole @ Meaning::Month { days: Some(_), .. })) = self.month(end + comma) {
            return Some((after, whole));
        }
        Some((end, Meaning::Weekday(*day, which)))
    }
}
