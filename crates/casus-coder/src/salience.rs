//! Whether an act is the news of its report or what stands behind the news: history, what is recalled, what is known
//! already. Several signs each weigh a little: its day, its tense, whether it is told or only named, where in the report
//! it stands. It says nothing of whether the act matters.

use crate::roles::Reading;
use crate::times::{TimeFound, TimeWords};
use casus_types::{Date, Label, Salience, When};
use jiff::ToSpan;

/// From this weight on an act is background.
const BACKGROUND: i32 = 13;

/// An act as it stands in its report.
pub struct Standing<'a, 't> {
    /// Its sentence.
    pub reading: &'a Reading<'t>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The word that stands for the act.
    pub word: usize,
    /// When it was.
    pub when: &'a When,
    /// All times of its sentence.
    pub times: &'a [TimeFound],
    /// It rests on a speaker's word.
    pub said: bool,
}

/// Weighs the signs. The weights, in tenths, are those of a logistic regression over the annotated development articles,
/// brought to round numbers; leaving out one article each, it is right on four in five.
pub fn salience(act: &Standing, words: &TimeWords, published: Option<Date>) -> Salience {
    let tree = act.reading.words.tree();
    let group = act.reading.verbs.iter().find(|group| group.head == act.word);
    let noun = tree.is_noun(act.word) && group.is_none();
    let known = [Label::Det, Label::Poss];
    let aside = [Label::Relcl, Label::Acl, Label::Advcl, Label::Pcomp];
    let signs = [
        (is_past(act.when, published), 20),
        (noun, 13),
        (noun && tree.child(act.word, &known).is_some(), 8),
        (group.is_some_and(|group| group.perfect || group.pluperfect), 15),
        (looks_back(act, words, published), 13),
        (aside.contains(&tree.label(act.word)), 12),
        (act.sentence >= 8, 10),
        (act.sentence <= 3, -10),
        (act.sentence <= 1, -6),
        (act.said, -7),
    ];
    let weight: i32 = signs.iter().filter(|(stands, _)| *stands).map(|(_, weight)| weight).sum();
    if weight > BACKGROUND { Salience::Background } else { Salience::Core }
}

/// Over some days before the report, or begun more than a month before it.
fn is_past(when: &When, published: Option<Date>) -> bool {
    let Some(((from, until), day)) = when.days.zip(published) else { return false };
    let before = |date: Date, days: i64| day.checked_sub(days.days()).is_ok_and(|horizon| date < horizon);
    before(until, 3) || before(from, 31)
}

/// The sentence names a time well before the report: `in 2015`, `recently`, `two years ago`.
fn looks_back(act: &Standing, words: &TimeWords, published: Option<Date>) -> bool {
    let far = |time: &TimeFound| {
        let until = time.time.days.map(|(_, until)| until);
        let before = until
            .zip(published)
            .is_some_and(|(until, day)| day.checked_sub(8.days()).is_ok_and(|horizon| until < horizon));
        time.since || before
    };
    act.times.iter().any(far) || act.reading.words.words.iter().any(|word| words.is_past(&word.lower))
}
