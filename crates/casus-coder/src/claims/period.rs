//! Which days a number covers: the time beside it (`so far this year` and `since March` run to the day of the report), else
//! the days of the event that it counts in.

use super::counted::Counted;
use crate::events::EventFound;
use crate::times::TimeFound;
use casus_types::{Date, Status};

/// How far a time may stand from the number.
const REACH: usize = 12;

/// First and last day, never after the report.
pub fn of(
    times: &[TimeFound],
    counted: &Counted,
    event: Option<&EventFound>,
    published: Option<Date>,
) -> Option<(Date, Date)> {
    let away = |time: &TimeFound| match time.start >= counted.end {
        true => time.start - counted.end,
        // What stands before a number less often belongs to it.
        false => counted.start.saturating_sub(time.end) + 2,
    };
    let near = times.iter().filter(|time| time.time.days.is_some() && away(time) <= REACH);
    if let Some(time) = near.min_by_key(|time| away(time))
        && let Some((from, to)) = time.time.days
    {
        let end = published.map_or(to, |day| if time.since || time.so_far { day } else { to.min(day) });
        return Some((from, end.max(from)));
    }
    // The day on which something is feared is no day that a number covers.
    event.filter(|found| found.event.status == Status::Happened).and_then(|found| found.event.when.days)
}
