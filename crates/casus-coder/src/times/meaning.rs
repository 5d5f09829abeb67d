//! What the words of a time say by themselves, before any calendar: `last month` is the month before some month, `June 13`
//! a day of a year not named. Which one it is, is settled in `place.rs`.

use jiff::civil::Weekday;

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the words say it
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The days of a length in TimeML's writing, for lengths of whole days and weeks.
pub fn iso_days(value: &str) -> Option<i64> {
    let length = value.strip_prefix('P')?;
    let in_weeks = length.strip_suffix('W').and_then(|weeks| weeks.parse::<i64>().ok());
    let in_days = || length.strip_suffix('D').and_then(|days| days.parse().ok());
    in_weeks.map(|weeks| weeks.saturating_mul(7)).or_else(in_days)
}

impl Unit {
    /// From an ISO 8601 duration of one unit, with how many of the unit it is: `P2W` is two weeks.
    pub fn from_iso(value: &str) -> Option<(Unit, i64)> {
        Some(match value {
            "PT1S" => (Unit::Second, 1),
            "PT1M" => (Unit::Minute, 1),
            "PT1H" => (Unit::Hour, 1),
            "P1D" => (Unit::Day, 1),
            "P1W" => (Unit::Week, 1),
            "P2W" => (Unit::Week, 2),
            "P1WE" => (Unit::Weekend, 1),
            "P1M" => (Unit::Month, 1),
            "P3M" => (Unit::Quarter, 1),
            "P1Y" => (Unit::Year, 1),
            "P10Y" => (Unit::Decade, 1),
            "P100Y" => (Unit::Century, 1),
            _ => return None,
        })
    }

    /// The years, months, days or seconds of the clock in one unit, as TimeML writes them: a decade is ten years.
    pub fn written(self, count: Count) -> String {
        let (times, letter) = match self {
            Unit::Second => (1, "S"),
            Unit::Minute => (1, "M"),
            Unit::Hour => (1, "H"),
            Unit::Day => (1, "D"),
            Unit::Week => (1, "W"),
            Unit::Weekend => (1, "WE"),
            Unit::Month => (1, "M"),
            Unit::Quarter => (1, "Q"),
            Unit::Year => (1, "Y"),
            Unit::Decade => (10, "Y"),
            Unit::Century => (100, "Y"),
        };
        let clock = if matches!(self, Unit::Second | Unit::Minute | Unit::Hour) { "T" } else { "" };
        match count {
            Count::Exactly(count) => format!("P{clock}{}{letter}", count.saturating_mul(times)),
            Count::Some => format!("P{clock}X{letter}"),
        }
    }
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// `three`.
    Exactly(i64),
    /// `several`, `a few`.
    Some,
}

/// Which one of several: weeks, Mondays, summers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// `last week`.
    Last,
    /// `this week`.
    This,
    /// `next week`.
    Next,
    /// `the same week`, `that week`: the one spoken of.
    Same,
    /// `the following week`: the one after the one spoken of.
    After,
    /// `the previous week`: the one before the one spoken of.
    Before,
    /// `Monday`: the verb tells.
    Open,
}

impl Which {
    /// From the lexicon's number for a relation.
    pub fn from_step(step: i64) -> Which {
        match step {
            ..0 => Which::Last,
            0 => Which::This,
            _ => Which::Next,
        }
    }
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// `early June`, `the beginning of`.
    Start,
    /// `mid-June`.
    Middle,
    /// `late June`, `the end of`.
    End,
    /// `earlier this year`: up to the report.
    Earlier,
    /// `later this year`: from the report on.
    Later,
}

/// A feast by its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// The n-th weekday of a month; -1 is the last.
    Nth(i8, i8, Weekday),
    /// Days from Easter in the West.
    Easter(i64),
}

/// Where a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// `three weeks ago`.
    Report,
    /// `three weeks earlier`, `the next day`.
    Spoken,
}

/// What a time says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A month, or a day or days of it, with or without its year.
    Month {
        /// The year, where named.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// First and last day of the month, where named.
        days: Option<(i8, i8)>,
        /// `last August`.
        which: Which,
    },
    /// A year, or years: `2017`, `2021-22`, `the 1990s`.
    Years {
        /// The first.
        first: i16,
        /// The last.
        last: i16,
    },
    /// `Monday`.
    Weekday(Weekday, Which),
    /// `yesterday`: days from the report.
    Near(i64),
    /// `last week`.
    Named(Unit, Which),
    /// `in the summer`, `summer 2020`: the lexicon's letters, from which month to which.
    Season(String, Option<i16>, Which),
    /// A quarter or a half of a year: `Q3`, `H1`.
    Share(String, Option<i16>, Which),
    /// A feast, with its name's rule.
    Feast(Feast, Option<i16>, Which),
    /// So many units before or after a day.
    Shifted {
        /// How many; back is negative.
        count: Count,
        /// Of what.
        unit: Unit,
        /// Backwards.
        back: bool,
        /// From where.
        from: From,
    },
    /// How long.
    Lasting(Count, Unit),
    /// How often, as TimeML writes it.
    Often(String),
    /// `recently`: TimeML's word for it.
    Vague(String),
    /// `the morning`: only a part of the day spoken of.
    Spoken,
}

/// Part of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// TimeML's letters: `TMO`.
    Of(String),
    /// Hour and minute.
    Clock(i8, i8),
}

/// A time as the grammar reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What it says.
    pub meaning: Meaning,
    /// Part of the day.
    pub part: Option<Part>,
    /// Part of the stretch.
    pub portion: Option<Portion>,
}
