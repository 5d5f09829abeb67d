//! The words of a phrase, given the one that it hangs by: what stands before it and belongs to it, the rest of its name,
//! and an `of` that completes it: `the foreign minister of Poland`. What follows otherwise (a clause, a place, an
//! apposition) is not part of it.

use super::words::Words;
use casus_types::{Label, Pos};
use std::ops::Range;

/// How far up the tree a word may belong to the phrase by way of others that belong to it.
const STEPS: usize = 6;

/// The phrase of a word, as a range of words that holds it.
pub(super) fn phrase(words: &Words, head: usize) -> Range<usize> {
    let whole = own(words, head);
    let (mut end, mut last) = (whole.end, (head, whole.start));
    // Each round begins further right, so this ends.
    while let Some(next) = completed_by(words, last.0, last.1, end) {
        let more = own(words, next);
        if more.start != end + 1 {
            break;
        }
        (end, last) = (more.end, (next, more.start));
    }
    whole.start..end
}

/// What stands before the head and belongs to it, the head, and the rest of its name without an `'s`.
fn own(words: &Words, head: usize) -> Range<usize> {
    let mut start = head;
    while start > 0 && belongs(words, start - 1, start..head + 1) {
        start -= 1;
    }
    let mut end = head + 1;
    if let Some(name) = words.name(head) {
        while words.name(end) == Some(name) {
            end += 1;
        }
        while end > head + 1 && matches!(words.text(end - 1), "'s" | "’s" | "'") {
            end -= 1;
        }
    }
    start..end
}

/// Whether a word hangs on one of these, directly or by words that belong to it.
fn belongs(words: &Words, word: usize, to: Range<usize>) -> bool {
    if matches!(words.text(word), "," | ";" | ":" | "(" | ")") {
        return false;
    }
    let mut at = word;
    for _ in 0..STEPS {
        if !words.label(at).is_some_and(is_inner) || words.head(at) == at {
            return false;
        }
        at = words.head(at);
        if to.contains(&at) {
            return true;
        }
    }
    false
}

fn is_inner(label: Label) -> bool {
    use Label::*;
    matches!(
        label,
        Det | Predet | Amod | Compound | Nummod | Quantmod | Nmod | Poss | Case | Punct | Npadvmod | Advmod | Neg
    )
}

/// The word that an `of` at the phrase's end brings in, where the phrase is one that an `of` completes: a name, or what
/// begins with `the`.
fn completed_by(words: &Words, head: usize, start: usize, end: usize) -> Option<usize> {
    let name = words.tokens.get(head).is_some_and(|token| token.pos == Pos::Propn);
    let defined = name || words.text(start).eq_ignore_ascii_case("the");
    if !defined || words.text(end) != "of" || words.head(end) != head {
        return None;
    }
    (end + 1..words.tokens.len()).find(|word| words.head(*word) == end && words.label(*word) == Some(Label::Pobj))
}
