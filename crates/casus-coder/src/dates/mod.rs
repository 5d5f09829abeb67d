//! When an act was. Its own time comes first, then one of the clauses around it, then the only one of its sentence that
//! belongs to nothing else; what none of them dates takes the day that the report tells of (`told.rs`). Nothing else is
//! dated: an act without a day is better than one on the wrong day. Times themselves are found and placed in `times/`.

mod attached;
mod beside;
mod told;

pub use attached::owner;
pub use told::complete;

use crate::roles::Reading;
use crate::times::{TimeFound, is_dateline};
use crate::verbs::Mood;
use attached::above;
use casus_types::{Date, Label, Status, Text, When};

/// What dates an act, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Its own time.
    Own,
    /// The time of a clause that it stands in.
    Clause,
    /// The only time of its sentence.
    Sentence,
    /// The day of another act that it is told with: `after the vote`.
    Beside,
    /// The day that its paragraph or its report tells of.
    Told,
}

/// A sentence with its times.
#[derive(Clone, Copy)]
pub struct Dating<'a, 't> {
    /// The text, for the reasons.
    pub text: &'a Text,
    /// The sentence.
    pub reading: &'a Reading<'t>,
    /// Its times.
    pub times: &'a [TimeFound],
    /// The words of all acts of the sentence.
    pub acts: &'a [(usize, usize)],
    /// The day of the report.
    pub published: Option<Date>,
}

impl<'a> Dating<'a, '_> {
    /// When the act was that stands at a word, with what says so.
    pub fn of(&self, word: usize, span: (usize, usize), status: Status) -> Option<(When, Basis)> {
        let tree = self.reading.words.tree();
        let now = attached::verb(self.reading, word).is_some_and(|group| group.present);
        // `currently` is of what goes on.
        let dates = |time: &&TimeFound| {
            // `promised to send them by Friday` was not done on Friday.
            let closes = time.until && status == Status::Happened;
            time.time.days.is_some()
                && (now || time.time.value != "PRESENT_REF")
                && !is_dateline(self.reading, time)
                && !closes
        };
        let mut owned: Vec<(&'a TimeFound, Option<usize>)> =
            self.times.iter().filter(dates).map(|t| (t, owner(self.reading, t, self.acts))).collect();
        let nearest = |owned: &[(&'a TimeFound, Option<usize>)], at: &dyn Fn(Option<usize>) -> bool| {
            owned
                .iter()
                .filter(|(_, owner)| at(*owner))
                .map(|(time, _)| *time)
                .min_by_key(|time| time.start.abs_diff(word))
        };
        let inside = |at: usize| at == word || (span.0..span.1).contains(&at);
        let own = nearest(&owned, &|owner| owner.is_some_and(inside));
        if let Some(time) = own {
            return Some((self.when(time, status), Basis::Own));
        }
        let done = matches!(status, Status::Happened | Status::Negated);
        let back = attached::verb(self.reading, word).is_some_and(|group| group.pluperfect);
        if !back {
            for at in above(self.reading, word, self.acts, done) {
                // `sought last month to pass it, but it was blocked`: the time may hang on the verb below.
                let of = |owner: usize| {
                    owner == at || tree.label(owner) == Label::Xcomp && tree.head(owner) == at && owner != word
                };
                if let Some(time) = nearest(&owned, &|owner| owner.is_some_and(of)) {
                    return Some((self.when(time, status), Basis::Clause));
                }
            }
            let below = |at: usize| tree.labelled(at, &[Label::Conj, Label::Advcl, Label::Xcomp]);
            let joined: Vec<usize> = (span.0..span.1).chain([word]).flat_map(below).collect();
            if let Some(time) = nearest(&owned, &|owner| owner.is_some_and(|at| joined.contains(&at))) {
                return Some((self.when(time, status), Basis::Sentence));
            }
        }
        let over = attached::over(self.reading, word);
        // What is not done is not of the day when it is spoken of.
        owned.retain(|(_, owner)| done || owner.is_none_or(|at| !over.contains(&at)));
        let time = self.alone(word, &owned)?;
        Some((self.when(time, status), Basis::Sentence))
    }

    /// The nearest time that is nobody else's, with no verb with a tense between it and the act.
    fn alone<'t>(&self, word: usize, owned: &[(&'t TimeFound, Option<usize>)]) -> Option<&'t TimeFound> {
        let tree = self.reading.words.tree();
        let clear = |time: &TimeFound| {
            let (low, high) = (time.start.min(word), time.start.max(word));
            !self.reading.verbs.iter().any(|v| v.mood == Mood::Finite && low < v.head && v.head < high)
        };
        let act = |at: usize| self.acts.iter().any(|(start, end)| (*start..*end).contains(&at));
        let free = |owner: Option<usize>| {
            owner.is_none_or(|at| !act(at) && !tree.is_noun(at) && !attached::is_aside(self.reading, at))
        };
        let times = owned.iter().filter(|(time, owner)| free(*owner) && clear(time)).map(|(time, _)| *time);
        times.min_by_key(|time| time.start.abs_diff(word))
    }

    /// The days of a time for an act: `since` runs up to the report, and what happened does not end after it.
    fn when(&self, time: &TimeFound, status: Status) -> When {
        let words = self.text.slice(time.time.span);
        let coming = time.coming.filter(|_| status == Status::Planned);
        let days = coming.or(time.time.days).map(|(from, to)| {
            if time.since {
                (from, self.published.unwrap_or(to).max(from))
            } else {
                clip((from, to), self.published, status)
            }
        });
        let since = if time.since { "since " } else { "" };
        When { days, why: Some(format!("\"{since}{words}\" in the sentence")) }
    }
}

/// What happened lies before the day of the report: `this year` ends with it.
fn clip((from, to): (Date, Date), published: Option<Date>, status: Status) -> (Date, Date) {
    match published {
        Some(day) if status == Status::Happened && from <= day && day < to => (from, day),
        _ => (from, to),
    }
}
