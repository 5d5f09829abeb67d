//! Points in time as HTTP writes them, in seconds from now or as one of its three kinds of date; and how long to wait
//! after failures.

use crate::clock::Chance;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// Nobody is waited for longer than this.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The kinds of date that HTTP has had.
const KINDS: [&str; 3] = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"];

/// When `Retry-After` says to come again; nothing where it says neither seconds nor a date. Never longer than a week.
pub fn retry_after(written: &str, now: Timestamp) -> Option<Timestamp> {
    let written = written.trim();
    let latest = later(now, LONGEST);
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = written.parse::<i64>().unwrap_or(i64::MAX).min(LONGEST.as_secs());
        return Some(later(now, SignedDuration::from_secs(seconds)));
    }
    http_date(written).map(|then| then.clamp(now, latest))
}

/// A date of HTTP.
pub fn http_date(written: &str) -> Option<Timestamp> {
    let dates = KINDS.iter().filter_map(|kind| DateTime::strptime(kind, written).ok());
    dates.filter_map(|date| Offset::UTC.to_timestamp(date).ok()).next()
}

/// A point in time that much later, or the last one there is.
pub(crate) fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// How long to wait after so many failures on end: twice as long each time, up to `most`, and up to a fifth longer by
/// chance, so that not all who failed together come again together.
pub(crate) fn backoff(
    first: SignedDuration,
    failures: u32,
    most: SignedDuration,
    chance: &mut dyn Chance,
) -> SignedDuration {
    let doubled = first.saturating_mul(1i32.checked_shl(failures.saturating_sub(1).min(20)).unwrap_or(i32::MAX));
    let wait = doubled.min(most);
    wait.saturating_add(SignedDuration::from_secs_f64(wait.as_secs_f64() * 0.2 * chance.part()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Seeded;

    #[test]
    fn retry_after_is_read_in_seconds_and_in_dates() {
        let now: Timestamp = "1994-11-06T08:00:00Z".parse().unwrap();
        let then: Timestamp = "1994-11-06T08:49:37Z".parse().unwrap();
        assert_eq!(retry_after(" 120 ", now), Some(later(now, SignedDuration::from_secs(120))));
        for date in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(retry_after(date, now), Some(then), "{date}");
        }
        assert_eq!(retry_after("Sat, 05 Nov 1994 08:49:37 GMT", now), Some(now), "a day gone by");
        for long in ["99999999999999999999", "Sat, 06 Nov 2094 08:49:37 GMT"] {
            assert_eq!(retry_after(long, now), Some(later(now, LONGEST)), "{long}");
        }
        for none in ["", "soon", "-5", "1.5", "Sun, 06 Foo 1994 08:49:37 GMT"] {
            assert_eq!(retry_after(none, now), None, "{none}");
        }
    }

    #[test]
    fn each_failure_doubles_the_wait_up_to_the_most() {
        let (first, most) = (SignedDuration::from_mins(1), SignedDuration::from_hours(1));
        let mut chance = Seeded::new(7);
        for (failures, minutes) in [(1, 1.0), (2, 2.0), (3, 4.0), (6, 32.0), (7, 60.0), (1000, 60.0)] {
            let wait = backoff(first, failures, most, &mut chance).as_secs_f64() / 60.0;
            assert!((minutes..minutes * 1.2).contains(&wait), "{failures}: {wait}");
        }
    }
}
