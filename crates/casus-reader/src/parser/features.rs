//! What the networks see of a word: not the word itself but four of its features, each as spaCy's number for a string.
//! They are its norm (how the word is usually spelt, in small letters), its first letter, its last three, and its shape
//! (`Xxxxx`, `dd`). Whatever is not in these four, the networks do not know.

use super::hashing::string_hash;
use crate::weights::{BadWeights, Weights};
use std::collections::HashMap;

/// Norm, first letter, ending, shape.
pub(super) type Features = [u64; 4];

/// The tables that features are made by.
pub(super) struct Spelling {
    /// Strings that spaCy numbers by hand.
    symbols: HashMap<&'static str, u64>,
    /// The norm of a word, both as numbers, where it is not the word in small letters.
    norms: HashMap<u64, u64>,
    /// By their first piece: strings cut by the tokenizer's table that are read as something else, longest first.
    contractions: HashMap<&'static str, Vec<Contraction>>,
}

/// The pieces of a contraction and how each is read: `ca` as `can`, `n't` as `not`.
pub(super) type Contraction = Vec<(&'static str, &'static str)>;

impl Spelling {
    pub(super) fn read(weights: &Weights<'static>) -> Result<Spelling, BadWeights> {
        let mut spelling = Spelling { symbols: HashMap::new(), norms: HashMap::new(), contractions: HashMap::new() };
        for line in weights.text("symbols")?.lines() {
            let entry = line.split_once('\t').and_then(|(name, number)| Some((name, number.parse().ok()?)));
            let (name, number) = entry.ok_or_else(|| BadWeights::new("symbols", format!("has the line `{line}`")))?;
            spelling.symbols.insert(name, number);
        }
        for line in weights.text("norms")?.lines() {
            let entry =
                line.split_once('\t').and_then(|(word, norm)| Some((u64::from_str_radix(word, 16).ok()?, norm)));
            let (word, norm) = entry.ok_or_else(|| BadWeights::new("norms", format!("has the line `{line}`")))?;
            spelling.norms.insert(word, spelling.id(norm));
        }
        for line in weights.text("norms.exceptions")?.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let (pieces, rest) = cells.as_chunks::<2>();
            let (Some([first, _]), []) = (pieces.first(), rest) else {
                return Err(BadWeights::new("norms.exceptions", format!("has the line `{line}`")));
            };
            let pieces = pieces.iter().map(|[piece, norm]| (*piece, *norm)).collect();
            spelling.contractions.entry(first).or_default().push(pieces);
        }
        spelling.contractions.values_mut().for_each(|all| all.sort_by_key(|pieces| std::cmp::Reverse(pieces.len())));
        Ok(spelling)
    }

    /// spaCy's number for a string.
    fn id(&self, string: &str) -> u64 {
        self.symbols.get(string).copied().unwrap_or_else(|| string_hash(string))
    }

    /// The features of a word; `read_as` is its norm where it is a piece of a contraction.
    pub(super) fn features(&self, word: &str, lower: &str, read_as: Option<&str>) -> Features {
        let norm = match read_as {
            Some(norm) => self.id(norm),
            None => self.norms.get(&self.id(word)).copied().unwrap_or_else(|| self.id(lower)),
        };
        let first = word.chars().next().map_or(0, char::len_utf8);
        let ending = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        let part = |range: std::ops::RangeFrom<usize>| word.get(range).unwrap_or("");
        let first = word.get(..first).unwrap_or("");
        [norm, self.id(first), self.id(part(ending..)), self.id(&shape(word))]
    }

    /// The contractions that begin with this piece, longest first: each a list of pieces and what they are read as.
    pub(super) fn contractions(&self, first: &str) -> &[Contraction] {
        self.contractions.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Capitals as `X`, other letters as `x`, digits as `d`, the rest as it is; of a run of one kind no more than four.
fn shape(word: &str) -> String {
    if word.chars().nth(99).is_some() {
        return "LONG".to_string();
    }
    let mut shape = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for character in word.chars() {
        let kind = match character {
            _ if is_letter(character) => {
                if character.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if is_digit(character) => 'd',
            other => other,
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// A letter as Python has it, in what newspapers print: numerals and circled letters are none, as Rust has them.
pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !matches!(character, '\u{2160}'..='\u{2188}' | '\u{24B6}'..='\u{24E9}')
}

/// A digit as Python has it: raised ones count, fractions and Roman numerals do not.
fn is_digit(character: char) -> bool {
    character.is_numeric() && !matches!(character, '¼'..='¾' | '\u{2150}'..='\u{2188}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_those_of_spacy() {
        let cases = [
            ("Seoul", "Xxxxx"),
            ("MERCOSUR", "XXXX"),
            ("F-35A", "X-ddX"),
            ("1,250,000", "d,ddd,ddd"),
            ("20000", "dddd"),
            ("Ævar", "Xxxx"),
            ("평양", "xx"),
            ("m²", "xd"),
            ("½", "½"),
            ("......", "...."),
            ("", ""),
        ];
        cases.into_iter().for_each(|(word, expected)| assert_eq!(shape(word), expected, "{word}"));
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }
}
