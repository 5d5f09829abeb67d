//! Words cut into the pieces that the encoder knows, as BERT's uncased tokenizer cuts them when it is handed words: lower
//! case, no accents, marks apart, then the longest pieces from the left. The pieces that stand for no word (`[SEP]`) are
//! never read off a text.

use super::BadWeights;
use crate::weights::Weights;
use regex::Regex;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A word of more characters is not looked up at all.
const LONGEST_WORD: usize = 100;

/// What the tokenizer's own code writes before a piece inside a word.
const INSIDE: &str = "##";

/// The vocabulary.
#[derive(Debug)]
pub(super) struct WordPieces {
    starts: HashMap<String, u32>,
    insides: HashMap<String, u32>,
    /// In bytes.
    longest: usize,
    characters: Characters,
    /// Before a sentence.
    pub(super) before: u32,
    /// After a sentence.
    pub(super) after: u32,
    /// For a word that cannot be put together.
    unknown: u32,
    /// How many pieces there are.
    pub(super) count: usize,
}

impl WordPieces {
    /// Reads the vocabulary, a piece a line.
    pub(super) fn read(weights: &Weights) -> Result<WordPieces, BadWeights> {
        let (mut starts, mut insides, mut count) = (HashMap::new(), HashMap::new(), 0);
        for (piece, number) in weights.text("vocab")?.split('\n').zip(0..) {
            match piece.strip_prefix(INSIDE) {
                Some(inside) if !inside.is_empty() => insides.insert(inside.to_string(), number),
                _ => starts.insert(piece.to_string(), number),
            };
            count += 1;
        }
        let special = |piece: &str| {
            starts.get(piece).copied().ok_or_else(|| BadWeights::new("vocab", format!("has no piece {piece}")))
        };
        let (before, after, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        let longest = starts.keys().chain(insides.keys()).map(String::len).fold(0, usize::max);
        Ok(WordPieces { starts, insides, longest, characters: Characters::new()?, before, after, unknown, count })
    }

    /// The pieces of one word, none where nothing is left of it.
    pub(super) fn of(&self, word: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        for part in self.characters.plain(word).split(' ') {
            self.cut(part, &mut pieces);
        }
        pieces
    }

    /// Adds the longest pieces from the left, or the one for the unknown where a rest is no piece.
    fn cut(&self, part: &str, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        let (mut rest, mut known) = (part, &self.starts);
        let too_long = part.len() > LONGEST_WORD && part.chars().count() > LONGEST_WORD;
        while !rest.is_empty() {
            let Some((piece, length)) = self.longest_in(known, rest).filter(|_| !too_long) else {
                pieces.truncate(start);
                return pieces.push(self.unknown);
            };
            pieces.push(piece);
            (rest, known) = (&rest[length..], &self.insides);
        }
    }

    /// The longest piece that a text begins with, and its length in bytes.
    fn longest_in(&self, known: &HashMap<String, u32>, text: &str) -> Option<(u32, usize)> {
        let ends = (1..=text.len().min(self.longest)).rev().filter(|end| text.is_char_boundary(*end));
        ends.into_iter().find_map(|end| Some((*known.get(&text[..end])?, end)))
    }
}

/// What is done with the characters of a word before it is cut. The classes are those of Unicode.
#[derive(Debug)]
struct Characters {
    /// Control, format and private characters.
    left_out: Regex,
    accent: Regex,
    mark: Regex,
}

impl Characters {
    fn new() -> Result<Characters, BadWeights> {
        let class = |class: &str| Regex::new(class).map_err(|error| BadWeights::new("vocab", error.to_string()));
        Ok(Characters {
            left_out: class(r"[\p{Cc}\p{Cf}\p{Co}\u{FFFD}]")?,
            accent: class(r"\p{Mn}")?,
            mark: class(r"\p{P}")?,
        })
    }

    /// A word in lower case without accents, its parts with a space between them.
    fn plain(&self, word: &str) -> String {
        let mut plain = String::with_capacity(word.len() + 8);
        if word.is_ascii() {
            word.chars().for_each(|c| self.add(c.to_ascii_lowercase(), &mut plain));
            return plain;
        }
        let kept = word.chars().filter(|c| c.is_whitespace() || !is(&self.left_out, *c));
        for letter in kept.nfd().filter(|c| !is(&self.accent, *c)) {
            letter.to_lowercase().for_each(|c| self.add(c, &mut plain));
        }
        plain
    }

    /// Marks, and the signs that are words of their own in Chinese, stand apart.
    fn add(&self, c: char, plain: &mut String) {
        if c.is_whitespace() {
            plain.push(' ');
        } else if c.is_ascii_punctuation() || is_chinese(c) || (!c.is_ascii() && is(&self.mark, c)) {
            plain.extend([' ', c, ' ']);
        } else if !c.is_ascii_control() {
            plain.push(c);
        }
    }
}

fn is(class: &Regex, c: char) -> bool {
    class.is_match(c.encode_utf8(&mut [0; 4]))
}

/// Whether the tokenizer sets a character apart as a Chinese one.
fn is_chinese(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}
