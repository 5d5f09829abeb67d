//! The text of an article and the spans that point into it. A [`Span`] can only be cut by a [`Text`], so it always
//! falls on characters; pieces rejoin to the whole. Inside the program spans count bytes, because slicing is then
//! free; everything written for others counts Unicode characters, and [`CharOffsets`] is the one place that converts.
//! This module knows nothing about what a piece of text *is*: that is a block, a sentence or a mention.

use std::ops::Range;

/// A piece of a [`Text`]: byte offsets, end exclusive, always on character boundaries, at most 4 GiB in.
///
/// Spans order by start, then by end, so sorting a list of them gives reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no byte at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The byte range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest span that holds both. Both ends were on characters, so the result is too.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The text of one article, whole. What stands in it is never cut out again: later stages mark spans of it.
///
/// ```
/// use casus_types::Text;
/// let text = Text::new("Séoul said no.".to_string());
/// let span = text.span(0..6).expect("on characters");
/// assert_eq!(text.slice(span), "Séoul");
/// assert!(text.span(0..2).is_none(), "inside é");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    content: String,
}

impl Text {
    /// The longest text that spans can address, in bytes.
    pub const LIMIT: usize = u32::MAX as usize;

    /// Takes a decoded text. What lies beyond [`Text::LIMIT`] is cut off on a character; callers that can meet such
    /// inputs refuse them earlier, with a note.
    pub fn new(mut content: String) -> Text {
        if content.len() > Text::LIMIT {
            let mut end = Text::LIMIT;
            while !content.is_char_boundary(end) {
                end -= 1;
            }
            content.truncate(end);
        }
        Text { content }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The span of a byte range, or nothing when the range leaves the text or cuts a character.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let ok = range.start <= range.end
            && self.content.is_char_boundary(range.start)
            && self.content.is_char_boundary(range.end);
        ok.then_some(Span { start: range.start as u32, end: range.end as u32 })
    }

    /// The words of a span. A span of another, longer text gives the empty string rather than a panic.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or("")
    }

    /// The whole text as one span.
    pub fn whole(&self) -> Span {
        Span { start: 0, end: self.content.len() as u32 }
    }
}

/// Converts byte spans to character offsets, for everything that leaves the program.
///
/// ```
/// use casus_types::{CharOffsets, Text};
/// let text = Text::new("Séoul said no.".to_string());
/// let said = text.span(7..11).expect("on characters");
/// assert_eq!(CharOffsets::new(&text).range(said), (6, 10));
/// ```
#[derive(Debug)]
pub struct CharOffsets<'t> {
    content: &'t str,
    /// Characters before each block of [`CharOffsets::STRIDE`] bytes; empty for pure ASCII.
    before: Vec<usize>,
}

impl<'t> CharOffsets<'t> {
    const STRIDE: usize = 256;

    /// One pass over the text.
    pub fn new(text: &'t Text) -> CharOffsets<'t> {
        let content = text.as_str();
        let mut before = Vec::new();
        if !content.is_ascii() {
            let mut seen = 0;
            for block in content.as_bytes().chunks(Self::STRIDE) {
                before.push(seen);
                seen += block.iter().filter(|byte| starts_character(**byte)).count();
            }
        }
        CharOffsets { content, before }
    }

    /// Start and end of a span in characters, end exclusive.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start()), self.at(span.end()))
    }

    fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte / Self::STRIDE).min(self.before.len() - 1);
        let head = self.content.as_bytes().get(block * Self::STRIDE..byte).unwrap_or_default();
        self.before[block] + head.iter().filter(|byte| starts_character(**byte)).count()
    }
}

/// A byte of UTF-8 that is not a continuation byte begins a character.
fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Byte offsets and character offsets agree with counting characters one by one.
        #[test]
        fn characters_are_counted_as_rust_counts_them(content in "\\PC{0,600}", a in 0usize..600, b in 0usize..600) {
            let text = Text::new(content.clone());
            let chars: Vec<usize> = content.char_indices().map(|(i, _)| i).chain([content.len()]).collect();
            let (a, b) = (a.min(b) % chars.len(), a.max(b) % chars.len());
            let (a, b) = (a.min(b), a.max(b));
            let span = text.span(chars[a]..chars[b]).unwrap();
            prop_assert_eq!(CharOffsets::new(&text).range(span), (a, b));
        }
    }
}
