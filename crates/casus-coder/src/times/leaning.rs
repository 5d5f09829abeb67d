//! Whether a time looks back or ahead. A weekday or a month by itself says neither: the verb that the time stands with does.
//! `met on Friday` is the last one, `will meet on Friday` the next.

use crate::roles::Reading;
use crate::verbs::{Mood, VerbGroup};
use casus_types::Label;

/// Which way a time looks from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// To what was.
    Past,
    /// To what is to come.
    Ahead,
    /// Nothing tells.
    Open,
}

/// The leaning of the words of a time, from the nearest verb above them in the tree whose tense says something.
pub fn of(reading: &Reading, (start, end): (usize, usize)) -> Leaning {
    let tree = reading.words.tree();
    // `until Monday`, `effective May 1`, `as soon as Tuesday`; `until Monday, nobody had known` looks back all the same.
    const OPENS: [&str; 6] = ["until", "till", "effective", "by", "through", "payable"];
    let before = |back: usize| start.checked_sub(back);
    let as_soon_as = before(3).is_some_and(|at| {
        reading.words.phrase_at(at, "as soon as").or_else(|| reading.words.phrase_at(at, "as early as")).is_some()
    });
    let opens = as_soon_as || before(1).is_some_and(|at| reading.words.is(at, &OPENS));
    if opens && !reading.verbs.iter().any(|verb| verb.pluperfect) {
        return Leaning::Ahead;
    }
    let mut word = start;
    while (start..end).contains(&tree.head(word)) && tree.head(word) != word {
        word = tree.head(word);
    }
    // `Wednesday's ruling`: the day is the noun's, and an infinitive above says nothing of it.
    let of_noun = matches!(tree.label(word), Label::Poss | Label::Compound | Label::Nmod | Label::Amod);
    for _ in 0..reading.words.len() {
        if let Some(group) = reading.verbs.iter().find(|group| group.head == word) {
            if group.mood == Mood::Infinitive && of_noun {
                return Leaning::Open;
            }
            let said = of_verb(reading, group);
            if said != Leaning::Open {
                return said;
            }
        }
        // `the planned Monday meeting`, `the coming talks on Friday`.
        if tree.is_noun(word) && tree.labelled(word, &[Label::Amod]).any(|child| reading.words.is(child, &AHEAD)) {
            return Leaning::Ahead;
        }
        let head = tree.head(word);
        if head == word {
            break;
        }
        word = head;
    }
    Leaning::Open
}

/// Adjectives and participles of what is to come.
const AHEAD: [&str; 8] =
    ["planned", "scheduled", "upcoming", "coming", "expected", "proposed", "future", "forthcoming"];

/// Participles that put what follows ahead: `is scheduled to`, `is due on`.
const FIXED: [&str; 7] = ["scheduled", "due", "set", "slated", "expected", "planned", "supposed"];

fn of_verb(reading: &Reading, group: &VerbGroup) -> Leaning {
    let fixed = FIXED.contains(&reading.words.lower(group.head));
    if let Some(modal) = &group.modal {
        return match modal.as_str() {
            "could" => Leaning::Open,
            _ if group.perfect => Leaning::Past,
            _ => Leaning::Ahead,
        };
    }
    match group.mood {
        Mood::Infinitive => infinitive(reading, group),
        Mood::Finite if group.perfect || group.pluperfect => {
            if fixed {
                Leaning::Ahead
            } else {
                Leaning::Past
            }
        }
        Mood::Finite if fixed && group.passive => Leaning::Ahead,
        Mood::Finite if group.present => Leaning::Open,
        Mood::Finite => Leaning::Past,
        Mood::Reduced if fixed => Leaning::Ahead,
        Mood::Reduced => Leaning::Past,
        Mood::Gerund => Leaning::Open,
    }
}

/// `to meet on Friday` is ahead, except under a verb whose own past says that it was done: `managed to`, `went on to`.
fn infinitive(reading: &Reading, group: &VerbGroup) -> Leaning {
    const DONE: [&str; 8] = ["manage", "begin", "start", "continue", "fail", "go", "use", "come"];
    let tree = reading.words.tree();
    let above = tree.head(group.head);
    if matches!(tree.label(group.head), Label::Advcl | Label::Acl) {
        return Leaning::Open; // a purpose: the verb above tells
    }
    if group.perfect || reading.verbs.iter().any(|verb| verb.head == above && verb.pluperfect) {
        return Leaning::Past;
    }
    let done = reading.verbs.iter().find(|verb| verb.head == above).is_some_and(|verb| {
        !verb.present && verb.modal.is_none() && verb.lemmas.iter().any(|lemma| DONE.contains(&lemma.as_str()))
    });
    if done { Leaning::Past } else { Leaning::Ahead }
}
