//! Where quoted words stand in a text, and how far two places agree. Places are counted in characters, as in the coded
//! document.

use casus_types::{CharOffsets, Extent, Text};

/// A text in which words are looked up.
pub(super) struct Searched<'t> {
    text: &'t Text,
    offsets: CharOffsets<'t>,
}

/// A quotation longer than this may be broken by its cue: it is then found by its two ends.
const BREAKABLE: usize = 30;
/// How many characters of each end are looked for.
const ENDS: usize = 15;

impl<'t> Searched<'t> {
    pub(super) fn new(text: &'t Text) -> Searched<'t> {
        Searched { text, offsets: CharOffsets::new(text) }
    }

    /// Every place of some words, overlapping ones too; a quotation broken by its cue is one place from its first to its
    /// last words.
    pub(super) fn places(&self, words: &str) -> Vec<Extent> {
        let places: Vec<Extent> = self.all(words).filter_map(|at| self.extent(at, at + words.len())).collect();
        if places.is_empty() { self.broken(words).into_iter().collect() } else { places }
    }

    /// Whether the words stand anywhere, unbroken.
    pub(super) fn holds(&self, words: &str) -> bool {
        self.text.as_str().contains(words)
    }

    /// The words of a place.
    pub(super) fn words(&self, place: Extent) -> String {
        self.text.as_str().chars().skip(place.start).take(place.end.saturating_sub(place.start)).collect()
    }

    /// The first byte of every occurrence; of the empty string there is none.
    fn all(&self, words: &str) -> impl Iterator<Item = usize> {
        let content = self.text.as_str();
        let mut from = if words.is_empty() { None } else { Some(0) };
        std::iter::from_fn(move || {
            let at = from.and_then(|from| Some(from + content.get(from..)?.find(words)?));
            // The next search begins one character on.
            from = at.and_then(|at| Some(at + content.get(at..)?.chars().next()?.len_utf8()));
            at
        })
    }

    fn broken(&self, words: &str) -> Option<Extent> {
        let length = words.chars().count();
        if length <= BREAKABLE {
            return None;
        }
        let head: String = words.chars().take(ENDS).collect();
        let tail: String = words.chars().skip(length - ENDS).collect();
        let (first, last) = (self.all(&head).next()?, self.all(&tail).next()?);
        if first < last { self.extent(first, last + tail.len()) } else { None }
    }

    fn extent(&self, start: usize, end: usize) -> Option<Extent> {
        let (start, end) = self.offsets.range(self.text.span(start..end)?);
        Some(Extent { start, end })
    }
}

/// How many characters two places share.
pub(super) fn shared(a: Extent, b: Extent) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn length(place: Extent) -> usize {
    place.end.saturating_sub(place.start)
}

/// Whether any two places share half of the shorter of them.
pub(super) fn touch(a: &[Extent], b: &[Extent]) -> bool {
    let half = |x: Extent, y: Extent| shared(x, y) * 2 >= length(x).min(length(y)).max(1);
    a.iter().any(|x| b.iter().any(|y| half(*x, *y)))
}

/// The share of the characters of both that both have, from 0 to 1.
pub(super) fn agreement(a: Extent, b: Extent) -> f64 {
    let both = shared(a, b);
    both as f64 / (length(a) + length(b) - both).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, words: &str) -> Vec<(usize, usize)> {
        let text = Text::new(text.to_string());
        Searched::new(&text).places(words).into_iter().map(|place| (place.start, place.end)).collect()
    }

    #[test]
    fn words_are_found_wherever_they_stand_counted_in_characters() {
        assert_eq!(places("Séoul, Séoul", "oul"), [(2, 5), (9, 12)]);
        assert_eq!(places("aaa", "aa"), [(0, 2), (1, 3)]);
        assert_eq!(places("aaa", ""), []);
        assert_eq!(places("aaa", "b"), []);
    }

    #[test]
    fn a_quotation_broken_by_its_cue_is_one_place() {
        let text = "\"We shall not yield one yard,\" he said, \"nor shall we pay.\"";
        assert_eq!(places(text, "We shall not yield one yard, nor shall we pay."), [(1, 58)]);
        assert_eq!(places(text, "We shall, nor shall we pay."), [], "too short to be told by its ends");
        assert_eq!(places(text, "nor shall we pay. And We shall not yield"), [], "its ends in the wrong order");
    }

    #[test]
    fn half_of_the_shorter_place_is_enough() {
        let at = |start, end| Extent { start, end };
        assert!(touch(&[at(0, 100)], &[at(95, 105)]));
        assert!(!touch(&[at(0, 100)], &[at(96, 106)]));
        assert!(!touch(&[], &[at(0, 1)]));
        assert!(!touch(&[at(3, 3)], &[at(0, 9)]), "an empty place touches nothing");
        assert_eq!(agreement(at(0, 10), at(5, 15)), 5.0 / 15.0);
        assert_eq!(agreement(at(0, 0), at(0, 0)), 0.0);
    }
}
