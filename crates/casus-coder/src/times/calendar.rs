//! Arithmetic of the calendar for times: stretches around a day, steps of a unit, seasons, quarters, Easter. It knows no
//! words and decides nothing.

use crate::times::meaning::Unit;
use crate::times::place::Days;
use casus_types::Date;
use jiff::ToSpan;
use jiff::civil::Weekday;

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the words say it
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The grain of a unit; hours and less have none.
    pub fn of(unit: Unit) -> Option<Grain> {
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Grain::Day,
            Unit::Week | Unit::Weekend => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century => Grain::Century,
        })
    }
}

/// A day so many units on, back where negative.
pub fn moved(day: Date, unit: Unit, count: i64) -> Option<Date> {
    let (years, months, days) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => (0, 0, 0),
        Unit::Day => (0, 0, count),
        Unit::Week | Unit::Weekend => (0, 0, count.checked_mul(7)?),
        Unit::Month => (0, count, 0),
        Unit::Quarter => (0, count.checked_mul(3)?, 0),
        Unit::Year => (count, 0, 0),
        Unit::Decade => (count.checked_mul(10)?, 0, 0),
        Unit::Century => (count.checked_mul(100)?, 0, 0),
    };
    let span = jiff::Span::new().try_years(years).ok()?.try_months(months).ok()?.try_days(days).ok()?;
    day.checked_add(span).ok()
}

/// The day, week, month, quarter, year, decade or century that a day lies in. Weeks begin on Monday.
pub fn stretch(day: Date, grain: Grain) -> Option<Days> {
    let years = |length: i16| {
        let first = day.year() - day.year().rem_euclid(length);
        Some((Date::new(first, 1, 1).ok()?, Date::new(first + length - 1, 12, 31).ok()?))
    };
    match grain {
        Grain::Day => Some((day, day)),
        Grain::Week => {
            let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Grain::Month => Some((day.first_of_month(), day.last_of_month())),
        Grain::Quarter => {
            let month = (day.month() - 1) / 3 * 3 + 1;
            let last = Date::new(day.year(), month + 2, 1).ok()?.last_of_month();
            Some((Date::new(day.year(), month, 1).ok()?, last))
        }
        Grain::Year => years(1),
        Grain::Decade => years(10),
        Grain::Century => years(100),
    }
}

/// TimeML's value for the stretch of a grain that a day lies in.
pub fn written(day: Date, grain: Grain) -> String {
    match grain {
        Grain::Day => day.to_string(),
        Grain::Week => {
            let week = day.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Grain::Month => format!("{}-{:02}", day.year(), day.month()),
        Grain::Quarter => format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
        Grain::Year => day.year().to_string(),
        Grain::Decade => (day.year() / 10).to_string(),
        Grain::Century => (day.year() / 100).to_string(),
    }
}

/// The days of a quarter (`Q1`) or half (`H1`) of a year.
pub fn quarter(year: i16, letters: &str) -> Option<Days> {
    let (kind, number) = letters.split_at_checked(1)?;
    let number: i8 = number.parse().ok()?;
    let length = if kind == "Q" { 3 } else { 6 };
    let first = (number - 1) * length + 1;
    Some((Date::new(year, first, 1).ok()?, Date::new(year, first + length - 1, 1).ok()?.last_of_month()))
}

/// The days of a season of the north; a winter is that of the year it begins in.
pub fn season(year: i16, letters: &str) -> Option<Days> {
    let (first, last) = match letters {
        "SP" => ((year, 3), (year, 5)),
        "SU" => ((year, 6), (year, 8)),
        "FA" => ((year, 9), (year, 11)),
        "WI" => ((year, 12), (year + 1, 2)),
        _ => return None,
    };
    Some((Date::new(first.0, first.1, 1).ok()?, Date::new(last.0, last.1, 1).ok()?.last_of_month()))
}

/// The n-th weekday of a month, the last where `nth` is -1.
pub fn nth_weekday(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// Easter Sunday in the West, by the Gregorian rule as Meeus, Jones and Butcher wrote it out.
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let count = moon + sunday - 7 * late + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(count / 31).ok()?, i8::try_from(count % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_has_it() {
        let days = [(2000, "2000-04-23"), (2019, "2019-04-21"), (2022, "2022-04-17"), (2024, "2024-03-31")];
        for (year, day) in days {
            assert_eq!(easter(year).map(|day| day.to_string()).as_deref(), Some(day));
        }
    }

    #[test]
    fn stretches_hold_their_day_and_have_its_value() {
        let day = Date::new(2022, 2, 28).unwrap();
        let values = [(Grain::Day, "2022-02-28"), (Grain::Week, "2022-W09"), (Grain::Month, "2022-02")];
        let more = [(Grain::Quarter, "2022-Q1"), (Grain::Year, "2022"), (Grain::Decade, "202"), (Grain::Century, "20")];
        for (grain, value) in values.into_iter().chain(more) {
            let (from, to) = stretch(day, grain).unwrap();
            assert!(from <= day && day <= to, "{grain:?}");
            assert_eq!(written(from, grain), value);
        }
    }
}
