//! Cuts words out of `article.text` by the character offsets of the published form.

use casus_types::Extent;

/// A text, ready to be cut. Without it every cut would count characters from the beginning.
pub(crate) struct Cut<'t> {
    text: &'t str,
    /// The byte at which every [`Cut::STRIDE`]th character begins; empty for pure ASCII.
    begins: Vec<usize>,
}

impl<'t> Cut<'t> {
    const STRIDE: usize = 256;

    /// One pass over the text.
    pub(crate) fn new(text: &'t str) -> Cut<'t> {
        let every = || text.char_indices().map(|(at, _)| at).step_by(Self::STRIDE).collect();
        Cut { text, begins: if text.is_ascii() { Vec::new() } else { every() } }
    }

    /// The words of an extent; what lies outside the text gives nothing.
    pub(crate) fn words(&self, extent: Extent) -> &'t str {
        self.text.get(self.byte(extent.start)..self.byte(extent.end)).unwrap_or("")
    }

    fn byte(&self, character: usize) -> usize {
        if self.begins.is_empty() {
            return character.min(self.text.len());
        }
        let Some(begin) = self.begins.get(character / Self::STRIDE) else { return self.text.len() };
        let rest = self.text.get(*begin..).unwrap_or("");
        rest.char_indices().nth(character % Self::STRIDE).map_or(self.text.len(), |(at, _)| begin + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_counted_in_characters_also_far_into_a_text() {
        let text = "é漢a ".repeat(500);
        let cut = Cut::new(&text);
        for start in [0, 1, 255, 256, 257, 1023, 1990] {
            let expected: String = text.chars().skip(start).take(7).collect();
            assert_eq!(cut.words(Extent { start, end: start + 7 }), expected, "{start}");
        }
        assert_eq!(cut.words(Extent { start: 1998, end: 2000 }), "a ");
        assert_eq!(cut.words(Extent { start: 1998, end: 9999 }), "a ");
    }
}
