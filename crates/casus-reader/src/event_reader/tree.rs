//! Where one word stands as seen from another: how far along the sentence, and how in the tree. The network counts both
//! in a few classes. Prepositions and joined nouns are looked through: of "condemned A and B" both hang on the verb.

use super::words::Words;
use casus_types::{Label, Pos};

/// How many classes of distance there are.
pub(super) const DISTANCES: usize = 17;

/// The classes of paths as the weights name them, in the network's order.
pub(super) const PATHS: [&str; 12] = [
    "same",
    "child",
    "prep",
    "joined",
    "grandchild",
    "below",
    "parent",
    "above",
    "subject",
    "sibling",
    "aunt",
    "other",
];

/// The class of the distance from a trigger to another word: 0 to 7 before it, nearest first; 8 at it; 9 to 16 after it.
pub(super) fn distance(trigger: usize, word: usize) -> usize {
    let step = match trigger.abs_diff(word) {
        0 => return 8,
        near @ 1..=4 => near - 1,
        5..=7 => 4,
        8..=12 => 5,
        13..=20 => 6,
        _ => 7,
    };
    if word < trigger { step } else { 9 + step }
}

/// The class of the way from a trigger to another word, the first that fits.
pub(super) fn path(words: &Words, trigger: usize, word: usize) -> usize {
    let (up, by_preposition) = hangs_on(words, word);
    let below = way_down(words, trigger, up);
    let trigger_up = words.head(trigger);
    let is_subject = is_subject(words, first_joined(words, word));
    let classes = [
        trigger == word,
        up == trigger && !by_preposition,
        up == trigger,
        below == Some(Way::Joined),
        words.head(up) == trigger,
        below.is_some(),
        trigger_up == word,
        way_down(words, word, trigger).is_some(),
        is_subject && Some(up) == shares_subject_of(words, trigger),
        up == trigger_up,
        up == words.head(trigger_up),
    ];
    classes.iter().position(|fits| *fits).unwrap_or(classes.len())
}

/// The first of the nouns that a noun is joined to: of "A, B and C" all hang where A does.
fn first_joined(words: &Words, word: usize) -> usize {
    let mut at = word;
    for _ in 0..words.tokens.len() {
        if words.label(at) != Some(Label::Conj) || matches!(words.pos(at), Some(Pos::Verb | Pos::Aux)) {
            break;
        }
        at = words.head(at);
    }
    at
}

/// The word that a phrase hangs on, a preposition between them left out, and whether there was one.
fn hangs_on(words: &Words, word: usize) -> (usize, bool) {
    let up = words.head(first_joined(words, word));
    let brings_in = matches!(words.label(up), Some(Label::Prep | Label::Agent | Label::Dative));
    if brings_in && words.pos(up) == Some(Pos::Adp) { (words.head(up), true) } else { (up, false) }
}

/// How a word hangs below another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By way of something that is joined to the other.
    Joined,
    Plain,
}

/// How a word hangs below another, if it does; below itself it hangs plainly.
fn way_down(words: &Words, top: usize, word: usize) -> Option<Way> {
    let (mut at, mut way) = (word, Way::Plain);
    // No way up is longer than the sentence, so that a ring would end here too.
    for _ in 0..words.tokens.len() {
        if at == top {
            return Some(way);
        }
        if words.label(at) == Some(Label::Conj) {
            way = Way::Joined;
        }
        at = words.head(at);
    }
    None
}

/// The word whose subject is the trigger's too, since it has none of its own: the nearest above it that has one.
fn shares_subject_of(words: &Words, trigger: usize) -> Option<usize> {
    let has_subject = |word: usize| (0..words.tokens.len()).any(|of| words.head(of) == word && is_subject(words, of));
    let mut at = trigger;
    for _ in 0..words.tokens.len() {
        if at == trigger && has_subject(at) || words.head(at) == at {
            return None;
        }
        at = words.head(at);
        if has_subject(at) {
            return Some(at);
        }
    }
    None
}

fn is_subject(words: &Words, word: usize) -> bool {
    use Label::*;
    matches!(words.label(word), Some(Nsubj | Nsubjpass | Csubj | Csubjpass))
}
