//! Where one word stands as seen from another: how far along the sentence, and how in the tree. The network counts both
//! in a few classes.

use super::words::Words;

/// How many classes of distance there are.
pub(super) const DISTANCES: usize = 17;

/// The classes of paths as the weights name them, in the network's order.
pub(super) const PATHS: &str = "same,child,grandchild,below,parent,above,sibling,aunt,other";

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
    let (up, trigger_up) = (words.head(word), words.head(trigger));
    let classes = [
        trigger == word,
        up == trigger,
        words.head(up) == trigger,
        is_below(words, word, trigger),
        trigger_up == word,
        is_below(words, trigger, word),
        up == trigger_up,
        up == words.head(trigger_up),
    ];
    classes.iter().position(|fits| *fits).unwrap_or(classes.len())
}

/// Whether a word hangs on another, directly or not.
fn is_below(words: &Words, word: usize, top: usize) -> bool {
    let mut at = word;
    // No way up is longer than the sentence, so that a ring would end here too.
    for _ in 0..words.tokens.len() {
        let up = words.head(at);
        if up == at {
            return false;
        }
        if up == top {
            return true;
        }
        at = up;
    }
    false
}
