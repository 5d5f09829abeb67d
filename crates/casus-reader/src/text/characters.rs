//! What the tokenizer asks of single characters: which of spaCy's classes (letter, quote mark, symbol …) each belongs
//! to, and which units and currencies are cut off after a digit. Read once from `tokenizer_classes.tsv`. It cuts
//! nothing itself.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Cut off at the front of a chunk.
pub(super) const PREFIX: u8 = 1;
/// Cut off at the end of a chunk.
pub(super) const SUFFIX: u8 = 1 << 1;
/// A pictogram or other symbol: stands alone wherever it is.
pub(super) const SYMBOL: u8 = 1 << 2;
/// A letter of a script that spaCy knows.
pub(super) const LETTER: u8 = 1 << 3;
/// A lower-case letter, or one of a script without case.
pub(super) const LOWER: u8 = 1 << 4;
/// An upper-case letter, or one of a script without case.
pub(super) const UPPER: u8 = 1 << 5;
/// A quotation mark or bracket of quotation.
pub(super) const QUOTE: u8 = 1 << 6;
/// A full stop after it is cut off at the end of a chunk.
pub(super) const BEFORE_STOP: u8 = 1 << 7;

static TABLE: &str = include_str!("tokenizer_classes.tsv");
static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes::read(TABLE));

/// The classes of every character: the basic plane as a table, the rest as ranges.
pub(super) struct Classes {
    plane: Vec<u8>,
    beyond: Vec<(u32, u32, u8)>,
    after_digit: HashSet<&'static str>,
    longest_after_digit: usize,
}

impl Classes {
    /// The table that the program carries.
    pub(super) fn get() -> &'static Classes {
        &CLASSES
    }

    fn read(table: &'static str) -> Classes {
        let mut classes = Classes {
            plane: vec![0; 0x1_0000],
            beyond: Vec::new(),
            after_digit: HashSet::new(),
            longest_after_digit: 0,
        };
        for line in table.lines().filter(|line| !line.starts_with("# ")) {
            let Some((name, members)) = line.split_once('\t') else { continue };
            let bit = match name {
                "prefix" => PREFIX,
                "suffix" => SUFFIX,
                "symbol" => SYMBOL,
                "letter" => LETTER,
                "lower" => LOWER,
                "upper" => UPPER,
                "quote" => QUOTE,
                "before_stop" => BEFORE_STOP,
                _ => {
                    classes.after_digit = members.split(' ').collect();
                    classes.longest_after_digit = members.split(' ').map(str::len).max().unwrap_or(0);
                    continue;
                }
            };
            members.split(' ').filter_map(code_range).for_each(|(first, last)| classes.add(first, last, bit));
        }
        classes
    }

    fn add(&mut self, first: u32, last: u32, bit: u8) {
        if let Some(cells) = self.plane.get_mut(first as usize..=last as usize) {
            cells.iter_mut().for_each(|cell| *cell |= bit);
        } else {
            self.beyond.push((first, last, bit));
        }
    }

    /// The classes of one character, as a set of bits.
    pub(super) fn of(&self, character: char) -> u8 {
        let code = character as u32;
        match self.plane.get(code as usize) {
            Some(bits) => *bits,
            None => {
                self.beyond.iter().filter(|(a, b, _)| (*a..=*b).contains(&code)).fold(0, |set, (_, _, bit)| set | bit)
            }
        }
    }

    /// Whether a character belongs to at least one of the classes in `bits`.
    pub(super) fn is(&self, character: char, bits: u8) -> bool {
        self.of(character) & bits != 0
    }

    /// Length in bytes of the unit or currency that ends `chunk` right after a digit; 0 without one.
    pub(super) fn after_digit(&self, chunk: &str) -> usize {
        let bytes = chunk.as_bytes();
        let digit = bytes.iter().rev().take(self.longest_after_digit + 1).position(u8::is_ascii_digit);
        match digit {
            Some(length) if length > 0 => {
                let unit = chunk.get(chunk.len() - length..).unwrap_or("");
                if self.after_digit.contains(unit) { length } else { 0 }
            }
            _ => 0,
        }
    }
}

/// `41-5A` or `AB`, hexadecimal.
fn code_range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((u32::from_str_radix(first, 16).ok()?, u32::from_str_radix(last, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_the_table() {
        let classes = Classes::get();
        assert!(classes.is('S', UPPER) && classes.is('S', LETTER) && !classes.is('S', LOWER));
        assert!(classes.is('평', LOWER) && classes.is('평', UPPER), "Hangul has no case: it is in both");
        assert!(classes.is('”', QUOTE) && classes.is('”', SUFFIX));
        assert!(classes.is('🚀', SYMBOL), "beyond the basic plane");
        assert!(!classes.is('-', PREFIX | SUFFIX));
    }

    #[test]
    fn units_are_cut_off_only_after_a_digit() {
        let classes = Classes::get();
        assert_eq!(classes.after_digit("155mm"), 2);
        assert_eq!(classes.after_digit("40€"), 3);
        assert_eq!(classes.after_digit("mm"), 0);
        assert_eq!(classes.after_digit("A320neo"), 0);
        assert_eq!(classes.after_digit("155"), 0);
    }
}
