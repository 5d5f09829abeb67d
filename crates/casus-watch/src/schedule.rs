//! What to do next: the feed that is due, the article that has waited longest, the alarm that is owed, or nothing before
//! a point in time. It is decided from what is known alone, so that the same knowledge at the same time decides the same.

use crate::feeds_file::Feeds;
use crate::kept::{Kept, Seconds};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask this feed of the file.
    Feed(usize),
    /// Fetch what waits under this key.
    Waiting(String),
    /// Send this alarm.
    Alarm(u64),
    /// Nothing before then.
    Nothing(Seconds),
    /// Nothing any more.
    Never,
}

/// One visit of each feed, or day after day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Round<'r> {
    /// Until somebody stops it.
    Endless,
    /// Every feed is asked once, due or not; these were.
    Once(&'r BTreeSet<usize>),
}

/// What to do now. `free` says when the host of an address may be asked.
pub(crate) fn next(
    feeds: &Feeds,
    kept: &Kept,
    now: Seconds,
    round: &Round<'_>,
    free: &dyn Fn(&str) -> Timestamp,
) -> Next {
    if let Some((number, _)) = kept.owed().find(|(_, owed)| owed.due <= now) {
        return Next::Alarm(number);
    }
    let mut earliest: Option<Seconds> = None;
    let mut ready = |due: Seconds, address: &str| {
        // Seconds are rounded up: a host that is free within this one is free in the next.
        let at = due.max(free(address).as_second().saturating_add(i64::from(free(address).subsec_nanosecond() > 0)));
        if at > now {
            earliest = Some(earliest.map_or(at, |earliest| earliest.min(at)));
        }
        at <= now
    };
    for (at, feed) in feeds.feeds.iter().enumerate() {
        let state = kept.feeds.get(&feed.url);
        let due = match (round, state) {
            (_, Some(state)) if state.gone => continue,
            (Round::Once(asked), _) if asked.contains(&at) => continue,
            // One that failed is left alone for as long as it was going to be.
            (Round::Once(_), Some(state)) if state.failures > 0 && state.due > now => continue,
            (Round::Once(_), _) | (Round::Endless, None) => Seconds::MIN,
            (Round::Endless, Some(state)) => state.due,
        };
        if ready(due, &feed.url) {
            return Next::Feed(at);
        }
    }
    for waiting in kept.waiting() {
        let later = *round != Round::Endless && waiting.due > now;
        if !later && ready(waiting.due, &waiting.address) {
            return Next::Waiting(waiting.key.clone());
        }
    }
    let owed = kept.owed().map(|(_, owed)| owed.due).filter(|_| *round == Round::Endless).min();
    match earliest.into_iter().chain(owed).min() {
        Some(at) => Next::Nothing(at),
        None => Next::Never,
    }
}
