//! When: the times that a report names, in TimeML's types and values, and the days they cover. A grammar over the words
//! (`grammar.rs`, `clock.rs`) says what a time says; where on the calendar that is (`place.rs`) follows from the day of the
//! report, the tense of the verb beside it (`leaning.rs`), and the time spoken of before. A time that cannot be placed keeps
//! its words and has no days; nothing is dated by the publication day in silence. When an event was is decided elsewhere.

mod calendar;
mod clock;
mod days;
mod grammar;
mod home;
mod leaning;
mod meaning;
mod numbers;
mod place;
mod stretches;
mod terms;

pub use home::{Home, day_in, is_dateline};
pub use meaning::iso_days;
pub use terms::TimeWords;

use crate::roles::Reading;
use calendar::Grain;
use casus_types::{Date, TimeKind, TimeRef};
use leaning::Leaning;
use meaning::{Expression, Meaning, Portion, Which};
use place::{Days, Ground, place};

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
    /// `until` or `by` stands before it: the time closes an interval.
    pub until: bool,
    /// `so far this year`: the interval ends with the report.
    pub so_far: bool,
    /// The same words read of what is to come: `on Friday` of a plan is the next Friday.
    pub coming: Option<Days>,
}

/// The times of an article, sentence by sentence, counted from the day where it was written.
pub fn of_article(readings: &[Reading], words: &TimeWords, published: Option<Date>, home: Home) -> Vec<Vec<TimeFound>> {
    let from = |readings: &[Reading], home: Home| {
        let mut said = Said { home, here: false, spoken: None, quarter: None };
        readings.iter().map(|reading| said.sentence(reading, words)).collect::<Vec<_>>()
    };
    let head = &readings[..readings.len().min(home::HEAD)];
    let dateline = home::day_of_dateline(head, &from(head, Home { today: published, ..home }), published);
    from(readings, dateline.map_or(home, |day| Home { today: Some(day), ahead: false }))
}

/// What has been said of times up to here.
struct Said {
    home: Home,
    /// The time spoken of last is in this sentence.
    here: bool,
    spoken: Option<(Days, Grain)>,
    quarter: Option<Days>,
}

impl Said {
    fn sentence(&mut self, reading: &Reading, words: &TimeWords) -> Vec<TimeFound> {
        self.here = false;
        let expressions = grammar::expressions(&reading.words, words);
        expressions.into_iter().filter_map(|expression| self.found(reading, &expression)).collect()
    }

    fn found(&mut self, reading: &Reading, expression: &Expression) -> Option<TimeFound> {
        let open = is_open(expression);
        let leaning = if open { leaning::of(reading, (expression.start, expression.end)) } else { Leaning::Open };
        let ground =
            Ground { home: self.home, spoken: self.spoken, same_sentence: self.here, quarter: self.quarter, leaning };
        let placed = place(expression, &ground)?;
        // `soon became`: told as past, it is no time to come.
        if placed.value == "FUTURE_REF" && leaning::of(reading, (expression.start, expression.end)) == Leaning::Past {
            return None;
        }
        let ahead = Ground { leaning: Leaning::Ahead, ..ground };
        let coming = open.then(|| place(expression, &ahead)).flatten().and_then(|placed| placed.days);
        if let Some((days, grain)) = placed.days.zip(placed.grain) {
            (self.spoken, self.here) = (Some((days, grain)), true);
            if grain == Grain::Quarter && matches!(expression.meaning, Meaning::Share(..) | Meaning::Named(..)) {
                self.quarter = Some(days);
            }
        }
        let before = |these: &[&str]| expression.start.checked_sub(1).is_some_and(|at| reading.words.is(at, these));
        let so_far = || {
            let far = expression.start.checked_sub(2).and_then(|at| reading.words.phrase_at(at, "so far"));
            far.is_some()
                || reading.words.phrase_at(expression.end, "so far").is_some()
                || reading.words.phrase_at(expression.end, "to date").is_some()
        };
        Some(TimeFound {
            start: expression.start,
            end: expression.end,
            since: before(&["since"]) && placed.kind != TimeKind::Duration,
            until: before(&["until", "till", "by"]),
            so_far: so_far(),
            time: TimeRef {
                span: reading.words.span_of(expression.start, expression.end),
                kind: placed.kind,
                value: placed.value,
                days: placed.days,
            },
            coming,
        })
    }
}

/// Whether the tense of the verb decides which day or stretch is meant.
fn is_open(expression: &Expression) -> bool {
    let which = match &expression.meaning {
        Meaning::Month { year: None, which, .. } | Meaning::Weekday(_, which) => *which,
        Meaning::Season(_, None, which) | Meaning::Share(_, None, which) | Meaning::Feast(_, None, which) => *which,
        Meaning::Named(meaning::Unit::Weekend, which) => *which,
        _ => return false,
    };
    matches!(which, Which::Open | Which::Same | Which::This) && expression.portion != Some(Portion::Earlier)
}
