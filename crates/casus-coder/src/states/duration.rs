//! Since when a state is, until when, and for which day it is told. What is said in the present or the perfect holds on
//! the day of the report; the past of a report's own voice holds on the day that the sentence names, or on none known. What
//! is reported of a speaker's words in the past is his present: `said that it was open to talks`.

use super::words::Told;
use crate::roles::Reading;
use crate::times::TimeFound;
use crate::verbs::{Mood, VerbGroup};
use casus_types::{Date, Label};

/// The days of a state.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Duration {
    /// In which it began.
    pub since: Option<(Date, Date)>,
    /// In which it ends.
    pub until: Option<(Date, Date)>,
    /// For which it is told.
    pub as_of: Option<Date>,
}

/// The days of what a sentence tells.
pub fn of(reading: &Reading, times: &[TimeFound], told: &Told, reported: bool, published: Option<Date>) -> Duration {
    let own = || times.iter().filter(|time| is_near(reading, time, told));
    let led = |time: &&TimeFound, words: &[&str]| led_by(reading, time, words);
    let past = is_past(reading, told) && !reported;
    let since =
        own().filter(|_| !past).find(|time| time.since || led(time, &["since"])).and_then(|time| time.time.days);
    let until = own().find(|time| led(time, &["until", "till"])).and_then(|time| time.time.days);
    let plain = |time: &&TimeFound| !time.since && !led(time, &["since", "until", "till", "by", "before", "after"]);
    let named = own().filter(plain).find_map(|time| time.time.days);
    let as_of = match (past, until, named) {
        (false, ..) => published,
        (true, Some((_, last)), _) | (true, None, Some((_, last))) => Some(published.map_or(last, |day| day.min(last))),
        (true, None, None) => None,
    };
    Duration { since, until, as_of }
}

/// Whether a time belongs to the words: no verb with a tense of its own stands between.
fn is_near(reading: &Reading, time: &TimeFound, told: &Told) -> bool {
    let (low, high) = if time.start < told.first() { (time.end, told.first()) } else { (told.last() + 1, time.start) };
    let own = |group: &VerbGroup| told.verb == Some(group.head) || told.words.contains(&group.head);
    !reading
        .verbs
        .iter()
        .any(|group| group.mood == Mood::Finite && !own(group) && low <= group.head && group.head < high)
}

/// Whether one of these words leads to a time: `since its defeat in 2011`.
fn led_by(reading: &Reading, time: &TimeFound, words: &[&str]) -> bool {
    let tree = reading.words.tree();
    let before = time.start.checked_sub(1).is_some_and(|at| reading.words.is(at, words));
    let leads = |at: &usize| {
        reading.words.is(*at, words) && tree.label(*at) == Label::Prep && tree.below(*at).contains(&time.start)
    };
    before || (0..time.start).any(|at| leads(&at))
}

/// The verb group that a word is the verb or an auxiliary of: `were` in `were prepared`.
pub fn group<'r>(reading: &'r Reading, verb: usize) -> Option<&'r VerbGroup> {
    let own = reading.verbs.iter().find(|group| group.head == verb);
    own.or_else(|| reading.verbs.iter().find(|group| group.start <= verb && verb < group.head))
}

/// Whether the verb that says it stands in the past. One without a tense follows the verb above it.
pub fn is_past(reading: &Reading, told: &Told) -> bool {
    let tree = reading.words.tree();
    let Some(mut verb) = told.verb else { return false };
    for _ in 0..4 {
        let Some(group) = group(reading, verb) else { return false };
        match group.mood {
            Mood::Finite => return group.pluperfect || !(group.present || group.perfect || group.modal.is_some()),
            Mood::Reduced => return false,
            Mood::Infinitive | Mood::Gerund => verb = tree.head(verb),
        }
    }
    false
}
