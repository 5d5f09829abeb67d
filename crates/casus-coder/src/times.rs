//! When: the times that a report names, placed on the calendar from its day of publication. Weekdays, days of months,
//! years, `last month`, `two weeks ago`, `late 2019`. A time that cannot be placed keeps its words and has no days;
//! nothing is dated by the publication day in silence.

use crate::words::{Words, is_preposition};
use casus_lexicon::Lexicon;
use casus_types::{Date, TimeKind, TimeRef};
use jiff::civil::Weekday;
use jiff::{Span as Stretch, ToSpan};
use std::collections::HashMap;

/// The lexicon's words for times: kind and value by word.
#[derive(Debug, Default)]
pub struct TimeWords {
    words: HashMap<String, (String, String)>,
}

impl TimeWords {
    /// Indexes the time words of a lexicon.
    pub fn new(lexicon: &Lexicon) -> TimeWords {
        let mut times = TimeWords::default();
        for row in &lexicon.time_words {
            for word in &row.words {
                times.words.insert(word.to_lowercase(), (row.kind.clone(), row.value.clone()));
            }
        }
        times
    }

    /// A word that looks back: `recently`, `earlier`, `ago`.
    pub fn is_past(&self, lower: &str) -> bool {
        self.value("vague", lower) == Some("PAST_REF") || self.value("relation", lower) == Some("-")
    }

    fn value(&self, kind: &str, lower: &str) -> Option<&str> {
        self.words.get(lower).filter(|(k, _)| k == kind).map(|(_, value)| value.as_str())
    }

    fn weekday(&self, lower: &str) -> Option<Weekday> {
        let number: i8 = self.value("weekday", lower)?.parse().ok()?;
        Weekday::from_monday_one_offset(number).ok()
    }

    fn month(&self, lower: &str) -> Option<i8> {
        self.value("month", lower)?.parse().ok()
    }

    fn unit(&self, lower: &str) -> Option<Unit> {
        match self.value("unit", lower)? {
            "P1D" => Some(Unit::Day),
            "P1W" => Some(Unit::Week),
            "P1M" => Some(Unit::Month),
            "P1Y" => Some(Unit::Year),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A time found in a sentence: the words it covers, with its place on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFound {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What it is.
    pub time: TimeRef,
    /// `since` stands before it: the time opens an interval.
    pub since: bool,
    /// The same words read of what is to come: `on Friday` of a plan is the next Friday.
    pub coming: Option<(Date, Date)>,
}

/// Finds the times of a sentence.
pub fn find(words: &Words, times: &TimeWords, published: Option<Date>) -> Vec<TimeFound> {
    let finder = Finder { words, times, published };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        match finder.at(at) {
            Some((end, value, days, kind)) => {
                let time = TimeRef { span: words.span_of(at, end), kind, value, days };
                let since = at.checked_sub(1).is_some_and(|before| words.is(before, &["since"]));
                let coming = finder.coming(at, end, days);
                out.push(TimeFound { start: at, end, time, since, coming });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

type Placed = (usize, String, Option<(Date, Date)>, TimeKind);

struct Finder<'w, 't> {
    words: &'w Words<'t>,
    times: &'w TimeWords,
    published: Option<Date>,
}

impl Finder<'_, '_> {
    fn at(&self, at: usize) -> Option<Placed> {
        let lower = self.words.lower(at);
        self.iso(at)
            .or_else(|| self.relative_day(at, lower))
            .or_else(|| self.month_date(at))
            .or_else(|| self.weekday(at, lower))
            .or_else(|| self.relative_unit(at, lower))
            .or_else(|| self.ago(at))
            .or_else(|| self.year(at, lower))
    }

    /// A weekday or a day of a month without its year, moved past the day of the report.
    fn coming(&self, start: usize, end: usize, days: Option<(Date, Date)>) -> Option<(Date, Date)> {
        let (from, to) = days?;
        let published = self.published.filter(|day| to < *day)?;
        let last = self.words.is(start.checked_sub(1)?, &["last", "past", "this"]);
        let dated = (start..end).any(|at| self.year_number(at).is_some());
        let step = match self.words.lower(start) {
            lower if self.times.weekday(lower).is_some() => 1.weeks(),
            lower if self.times.month(lower).is_some() => 1.years(),
            _ => return None,
        };
        let moved = from.checked_add(step).ok().zip(to.checked_add(step).ok());
        moved.filter(|(from, _)| !last && !dated && published <= *from)
    }

    fn iso(&self, at: usize) -> Option<Placed> {
        let text = self.words.words.get(at)?.text;
        let date: Date = if text.len() == 10 { text.parse().ok()? } else { return None };
        Some((at + 1, date.to_string(), Some((date, date)), TimeKind::Date))
    }

    /// `today`, `yesterday`, `tonight`.
    fn relative_day(&self, at: usize, lower: &str) -> Option<Placed> {
        let offset: i64 = self.times.value("day", lower)?.parse().ok()?;
        let day = self.published.and_then(|day| day.checked_add(offset.days()).ok());
        let kind = if lower == "tonight" { TimeKind::Time } else { TimeKind::Date };
        Some((at + 1, day.map_or("PRESENT_REF".to_string(), |d| d.to_string()), day.map(|d| (d, d)), kind))
    }

    /// `June 13`, `June 13, 2022`, `13 June 2022`, `June 2022`, `in June`.
    fn month_date(&self, at: usize) -> Option<Placed> {
        let capital = self.words.words.get(at)?.capital;
        if let (true, Some(month)) = (capital, self.times.month(self.words.lower(at))) {
            if let Some(day) = self.day_number(at + 1) {
                let comma = usize::from(self.words.is(at + 2, &[","]));
                let year = self.year_number(at + 2 + comma);
                let end = if year.is_some() { at + 3 + comma } else { at + 2 };
                return self.day(end, year, month, day);
            }
            if let Some(year) = self.year_number(at + 1) {
                return self.month(at + 2, Some(year), month);
            }
            let named = at > 0
                && (is_preposition(self.words.lower(at - 1))
                    || self.words.is(at - 1, &["last", "this", "next", "early", "late", "mid"]));
            let may = self.words.is(at, &["may", "march"]) && !named;
            return (named && !may).then(|| self.month(at + 1, None, month)).flatten();
        }
        let day = self.day_number(at)?;
        let of = usize::from(self.words.is(at + 1, &["of"]));
        let month = self
            .times
            .month(self.words.lower(at + 1 + of))
            .filter(|_| self.words.words.get(at + 1 + of).is_some_and(|w| w.capital))?;
        let year = self.year_number(at + 2 + of);
        self.day(if year.is_some() { at + 3 + of } else { at + 2 + of }, year, month, day)
    }

    fn day(&self, end: usize, year: Option<i16>, month: i8, day: i8) -> Option<Placed> {
        let date = match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => self.published.and_then(|published| nearest_year(published, month, day)),
        };
        let value = date.map_or(format!("XXXX-{month:02}-{day:02}"), |d| d.to_string());
        Some((end, value, date.map(|d| (d, d)), TimeKind::Date))
    }

    fn month(&self, end: usize, year: Option<i16>, month: i8) -> Option<Placed> {
        let year = year.or_else(|| self.published.map(|p| if month > p.month() { p.year() - 1 } else { p.year() }));
        let first = year.and_then(|year| Date::new(year, month, 1).ok());
        let value = year.map_or(format!("XXXX-{month:02}"), |year| format!("{year}-{month:02}"));
        Some((end, value, first.map(|d| (d, d.last_of_month())), TimeKind::Date))
    }

    /// `Tuesday`, `last Tuesday`, `next Tuesday`: without a word beside it the last one up to the day of the report.
    fn weekday(&self, at: usize, lower: &str) -> Option<Placed> {
        self.words.words.get(at).filter(|w| w.capital)?;
        let weekday = self.times.weekday(lower)?;
        let before = at.checked_sub(1).map_or("", |b| self.words.lower(b));
        let day = self.published.and_then(|published| match before {
            "next" | "coming" => published.nth_weekday(1, weekday).ok(),
            _ if published.weekday() == weekday => Some(published),
            _ => published.nth_weekday(-1, weekday).ok(),
        });
        let part = usize::from(self.times.value("part", self.words.lower(at + 1)).is_some());
        let value = day.map_or(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()), |d| d.to_string());
        Some((at + 1 + part, value, day.map(|d| (d, d)), TimeKind::Date))
    }

    /// `last month`, `this year`, `next week`.
    fn relative_unit(&self, at: usize, lower: &str) -> Option<Placed> {
        let offset: i64 = match lower {
            "last" | "past" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let unit = self.times.unit(self.words.lower(at + 1))?;
        let days = self.published.and_then(|published| around(published, unit, offset));
        let value = days.map_or("UNKNOWN".to_string(), |(from, _)| written(from, unit));
        Some((at + 2, value, days, TimeKind::Date))
    }

    /// `three weeks ago`, `a year ago`, `10 days earlier`.
    fn ago(&self, at: usize) -> Option<Placed> {
        let count = count(self.words.words.get(at)?.lower.as_str())?;
        let unit = self.times.unit(self.words.lower(at + 1))?;
        if !self.words.is(at + 2, &["ago"]) {
            return None;
        }
        let day = self.published.and_then(|p| p.checked_sub(stretch(unit, count)).ok());
        let days = day.and_then(|day| if unit == Unit::Day { Some((day, day)) } else { around(day, unit, 0) });
        let value = days.map_or("PAST_REF".to_string(), |(from, _)| written(from, unit));
        Some((at + 3, value, days, TimeKind::Date))
    }

    /// `2017`, `in 2011`, `late 2019`.
    fn year(&self, at: usize, lower: &str) -> Option<Placed> {
        let part = matches!(lower, "early" | "late" | "mid") as usize;
        let year = self.year_number(at + part)?;
        let before = at.checked_sub(1).map_or("", |b| self.words.lower(b));
        if part == 0
            && !(is_preposition(before) || matches!(before, "(" | "," | "" | "the" | "year" | "early" | "late" | "-"))
        {
            return None;
        }
        let (first, last) = match lower {
            "early" => ((1, 1), (4, 30)),
            "mid" => ((5, 1), (8, 31)),
            "late" => ((9, 1), (12, 31)),
            _ => ((1, 1), (12, 31)),
        };
        let days = Date::new(year, first.0, first.1).ok().zip(Date::new(year, last.0, last.1).ok());
        Some((at + part + 1, year.to_string(), days, TimeKind::Date))
    }

    fn day_number(&self, at: usize) -> Option<i8> {
        let text = self.words.words.get(at)?.text;
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let text = self.words.words.get(at)?.text;
        let money = at > 0 && self.words.is(at - 1, &["$", "€", "£"]);
        text.parse().ok().filter(|year| text.len() == 4 && (1900..=2100).contains(year) && !money)
    }
}

/// The year that puts a day closest to the report, a day up to two months ahead counting as coming.
fn nearest_year(published: Date, month: i8, day: i8) -> Option<Date> {
    let horizon = published.checked_add(2.months()).ok()?;
    [published.year() + 1, published.year(), published.year() - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date <= horizon)
}

/// The week, month or year that lies `offset` from the one of a day.
fn around(day: Date, unit: Unit, offset: i64) -> Option<(Date, Date)> {
    let moved = day.checked_add(stretch(unit, 1).checked_mul(offset).ok()?).ok()?;
    match unit {
        Unit::Day => Some((moved, moved)),
        Unit::Week => {
            let monday = moved.checked_sub(i64::from(moved.weekday().to_monday_zero_offset()).days()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Unit::Month => Some((moved.first_of_month(), moved.last_of_month())),
        Unit::Year => Some((moved.first_of_year(), moved.last_of_year())),
    }
}

fn stretch(unit: Unit, count: i64) -> Stretch {
    match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
    }
}

/// TimeML's value for a period that begins on a day.
fn written(from: Date, unit: Unit) -> String {
    match unit {
        Unit::Day => from.to_string(),
        Unit::Week => {
            let week = from.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Unit::Month => format!("{}-{:02}", from.year(), from.month()),
        Unit::Year => from.year().to_string(),
    }
}

/// A small number in digits or words.
pub fn count(lower: &str) -> Option<i64> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(lower, "a" | "an") {
        return Some(1);
    }
    WORDS
        .iter()
        .position(|word| *word == lower)
        .map(|n| n as i64)
        .or_else(|| lower.parse().ok().filter(|n| (0..=10_000).contains(n)))
}
