//! What a time in a sentence belongs to: the verb or the act above it in the tree. `condemned the March 24 launch` was not
//! done on March 24; `extended the truce and, on Monday, ended it` ended it on Monday.

use crate::roles::Reading;
use crate::times::TimeFound;
use crate::verbs::VerbGroup;
use casus_types::Label;

/// How far a question climbs before it gives up.
const CLIMB: usize = 8;

/// The word that a time belongs to: an act of the sentence, a verb, or a noun that it describes.
pub fn owner(reading: &Reading, time: &TimeFound, acts: &[(usize, usize)]) -> Option<usize> {
    let tree = reading.words.tree();
    let inside = |at: usize| (time.start..time.end).contains(&at);
    let mut at = time.start;
    for _ in time.start..time.end {
        at = if inside(tree.head(at)) { tree.head(at) } else { at };
    }
    for _ in 0..CLIMB {
        let above = tree.head(at);
        if above == at {
            return None;
        }
        let act = acts.iter().any(|(start, end)| (*start..*end).contains(&above));
        // `Tuesday's ruling`, `a June 3 meeting`: the noun's own, whether or not the noun is an act.
        let describes =
            matches!(tree.label(at), Label::Poss | Label::Compound | Label::Amod | Label::Nmod | Label::Nummod)
                && tree.is_noun(above)
                && !inside(above);
        if act || describes || verb(reading, above).is_some() {
            // `a day after they met, he resigned`: counted from what the clause tells, for the verb above it.
            let counted = tree.label(time.end) == Label::Mark && tree.head(time.end) == above;
            return Some(if counted { tree.head(above) } else { above });
        }
        at = above;
    }
    None
}

/// The verb group that a word heads.
pub fn verb<'r>(reading: &'r Reading, word: usize) -> Option<&'r VerbGroup> {
    reading.verbs.iter().find(|group| group.head == word)
}

/// The words above an act whose time is its own too: the verb it is joined to, the one that reports it, the one whose
/// manner or purpose it tells. A relative clause tells of something else, and so does a noun that another act concerns. What is
/// not done is not of the day when it is spoken of.
pub fn above(reading: &Reading, word: usize, acts: &[(usize, usize)], done: bool) -> Vec<usize> {
    let tree = reading.words.tree();
    let is_act = |at: usize| acts.iter().any(|(start, end)| (*start..*end).contains(&at));
    let (mut at, mut out) = (word, Vec::new());
    for _ in 0..CLIMB {
        let parent = tree.head(at);
        if parent == at {
            break;
        }
        let passes = match tree.label(at) {
            Label::Relcl => false,
            // `said today that it will send troops` does not say when.
            Label::Ccomp if !done => false,
            // `sanctions imposed by Peru`; `a statement condemning them` is of the statement's day.
            Label::Acl => verb(reading, at).is_none_or(|group| group.mood == crate::verbs::Mood::Gerund),
            Label::Dobj | Label::Appos => !is_act(parent),
            Label::Prep => is_setting(reading, at),
            _ => true,
        };
        if !passes {
            break;
        }
        out.push(parent);
        if verb(reading, parent).is_some_and(|group| group.pluperfect) {
            break;
        }
        at = parent;
    }
    out
}

/// All words above a word.
pub fn over(reading: &Reading, word: usize) -> Vec<usize> {
    let tree = reading.words.tree();
    let climbed = std::iter::successors(Some(word), |at| Some(tree.head(*at)).filter(|head| head != at));
    climbed.skip(1).take(reading.words.len()).collect()
}

/// A preposition that puts an act where or when the verb is: `died in the raid`, and not `spoke about the raid`.
pub fn is_setting(reading: &Reading, preposition: usize) -> bool {
    let verbal = |at: usize| verb(reading, at).is_some();
    let clause = reading.words.tree().labelled(preposition, &[Label::Pcomp]).any(verbal);
    clause
        || reading
            .words
            .is(preposition, &["in", "at", "during", "amid", "of", "by", "on", "after", "following", "with", "through"])
}

/// Whether a word stands in a clause that describes a noun, or below a verb that looks further back than the report does.
pub fn is_aside(reading: &Reading, word: usize) -> bool {
    let tree = reading.words.tree();
    let mut at = word;
    for _ in 0..CLIMB {
        if matches!(tree.label(at), Label::Relcl | Label::Acl)
            || verb(reading, at).is_some_and(|group| group.pluperfect)
        {
            return true;
        }
        if tree.head(at) == at {
            return false;
        }
        at = tree.head(at);
    }
    false
}
