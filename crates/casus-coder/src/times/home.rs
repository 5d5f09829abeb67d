//! The day of a report where its writer is. `Yesterday` in a report that was written in Washington on June 14 and printed in
//! Seoul on June 15 is June 13: a Tuesday in Washington is not a Tuesday in Seoul. The day of the dateline says it; without
//! one, what lies between the place of the dateline and the seat of the agency.

use crate::roles::Reading;
use crate::times::{TimeFound, TimeWords};
use casus_types::Date;
use jiff::ToSpan;

/// How many minutes of difference make it another day: what is written by day in the one place is dated the next in the other.
const ANOTHER_DAY: i32 = 8 * 60;
/// How many sentences may bear a dateline.
pub const HEAD: usize = 4;
/// How many days a report may lie before it is printed.
const LATE: i64 = 3;

/// Where and when a report was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The day there.
    pub today: Option<Date>,
    /// It may be a day later there than where the report is published: a weekday told as past may be the next one.
    pub ahead: bool,
}

impl Home {
    /// From the day of publication, how many degrees east of Greenwich the dateline is, and minutes from UTC at the seat of
    /// the agency.
    pub fn of(published: Option<Date>, dateline: Option<f64>, seat: Option<i16>) -> Home {
        // The sun takes four minutes a degree.
        let there = dateline.map(|degrees| (degrees * 4.0) as i32);
        let later = there.zip(seat).map_or(0, |(there, seat)| there - i32::from(seat));
        let behind = later <= -ANOTHER_DAY;
        let before = || published.and_then(|day| day.checked_sub(1.day()).ok());
        Home { today: if behind { before() } else { published }, ahead: later >= ANOTHER_DAY }
    }
}

/// The day in a dateline that was cut off its paragraph, `LIMA, June 14 (Reuters) -`, close before the day of publication.
pub fn day_in(dateline: &str, words: &TimeWords, published: Option<Date>) -> Option<Date> {
    let published = published?;
    let parts: Vec<String> =
        dateline.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    let month = parts.iter().position(|part| words.month(part).is_some())?;
    let number = |at: Option<usize>| parts.get(at?)?.parse::<i8>().ok();
    let day = number(Some(month + 1)).or_else(|| number(month.checked_sub(1)))?;
    let late = published.checked_sub(LATE.days()).ok()?;
    let of = |year: i16| Date::new(year, words.month(&parts[month])?, day).ok();
    [published.year(), published.year() - 1].into_iter().filter_map(of).find(|day| (late..=published).contains(day))
}

/// The day in the dateline of a report, from the times of its first sentences.
pub fn day_of_dateline(readings: &[Reading], times: &[Vec<TimeFound>], published: Option<Date>) -> Option<Date> {
    let published = published?;
    let head = readings
        .iter()
        .zip(times)
        .take(HEAD)
        .flat_map(|(reading, times)| times.iter().map(move |time| (reading, time)));
    let of_dateline = head.filter(|(reading, time)| is_dateline(reading, time));
    let days = of_dateline.filter_map(|(_, time)| time.time.days.filter(|(from, to)| from == to).map(|(day, _)| day));
    let late = published.checked_sub(LATE.days()).ok()?;
    days.into_iter().find(|day| (late..=published).contains(day))
}

/// Whether a time is the day of a dateline, `LIMA, June 15 (Reuters) -`: it is the report's, and no act's.
pub fn is_dateline(reading: &Reading, time: &TimeFound) -> bool {
    let words = &reading.words;
    let heading = words.words[..time.start].iter().all(|word| word.capital || word.mark);
    let close = (time.end..words.len().min(time.end + 8)).find(|at| words.is(*at, &[")"]));
    let end = match close {
        Some(close) if words.is(time.end, &["("]) => close + 1,
        _ => time.end,
    };
    time.start < 10 && time.start > 0 && heading && words.is(end, &["-", "--", "–", "—"])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The day in a place at this longitude of a report of June 15 by an agency whose seat is so many hours from UTC.
    fn day_at(lon: f64, hours: i16) -> Option<Date> {
        Home::of(Date::new(2022, 6, 15).ok(), Some(lon), Some(hours * 60)).today
    }

    #[test]
    fn it_is_still_the_day_before_in_washington_when_seoul_prints() {
        assert_eq!(day_at(-77.0, 9), Date::new(2022, 6, 14).ok());
        assert_eq!(day_at(127.0, 9), Date::new(2022, 6, 15).ok());
    }

    #[test]
    fn a_report_from_seoul_in_new_york_may_be_of_tomorrow() {
        assert!(Home::of(Date::new(2022, 6, 14).ok(), Some(127.0), Some(-300)).ahead);
    }

    #[test]
    fn paris_and_moscow_have_one_day() {
        assert_eq!(day_at(2.3, 3), Date::new(2022, 6, 15).ok());
    }

    #[test]
    fn without_a_seat_the_day_is_that_of_publication() {
        let day = Date::new(2022, 6, 15).ok();
        assert_eq!(Home::of(day, Some(-77.0), None).today, day);
    }
}
