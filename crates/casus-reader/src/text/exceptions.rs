//! Strings that are cut as a table says and not by the affix rules: `can't`, `U.S.`, `10a.m.`, `:-)`. Read once from
//! `tokenizer_exceptions.tsv`. A chunk that is in the table is cut at once ([`Exceptions::pieces`]); one that the affix
//! rules have already taken apart is found again among its tokens ([`Exceptions::restore`]), as `mid-Jan.` shows.

use super::tokens::{Run, cut_by_affixes};
use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("tokenizer_exceptions.tsv");
static EXCEPTIONS: LazyLock<Exceptions> = LazyLock::new(|| Exceptions::read(TABLE));

/// The table, by the whole string and by the tokens that the affix rules would make of it.
pub(super) struct Exceptions {
    /// Lengths in bytes of the tokens of each string.
    pieces: HashMap<String, Vec<u8>>,
    longest: usize,
    /// By first token: what the affix rules make of a string, where they would cut it.
    broken: HashMap<String, Vec<Vec<String>>>,
}

impl Exceptions {
    /// The table that the program carries.
    pub(super) fn get() -> &'static Exceptions {
        &EXCEPTIONS
    }

    fn read(table: &str) -> Exceptions {
        let mut pieces = HashMap::new();
        let mut broken: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for line in table.lines().filter(|line| !line.starts_with("# ")) {
            let string: String = line.split('\t').collect();
            let tokens: Vec<String> = cut_by_affixes(&string).into_iter().map(str::to_string).collect();
            if let [first, _, ..] = tokens.as_slice() {
                broken.entry(first.clone()).or_default().push(tokens);
            }
            pieces.insert(string, line.split('\t').map(|piece| piece.len() as u8).collect());
        }
        Exceptions { longest: pieces.keys().map(String::len).max().unwrap_or(0), pieces, broken }
    }

    /// Lengths in bytes of the tokens that a string is cut into, if it is in the table.
    pub(super) fn pieces(&self, string: &str) -> Option<&[u8]> {
        // The length check keeps hashing off long chunks, which would otherwise be hashed once per affix.
        if string.len() > self.longest { None } else { self.pieces.get(string).map(Vec::as_slice) }
    }

    /// Puts exceptions back together where the affix rules took them apart. Of overlapping places the longest wins,
    /// then the first, as in spaCy; a place that only matches with a space inside is left alone but takes its tokens.
    pub(super) fn restore(&self, text: &str, run: &mut Vec<Run>) {
        let mut places = self.places(text, run);
        if places.is_empty() {
            return;
        }
        places.sort_unstable_by_key(|(start, end)| (std::cmp::Reverse(end - start), *start));
        let mut taken = vec![false; run.len()];
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for (start, end) in places {
            let Some(tokens) = taken.get_mut(start..end) else { continue };
            if !tokens.first().is_some_and(|t| *t) && !tokens.last().is_some_and(|t| *t) {
                kept.push((start, end));
            }
            tokens.fill(true);
        }
        kept.sort_unstable();
        *run = self.with_restored(text, run, &kept);
    }

    /// Every place, as indices of tokens, where the tokens are those of a broken exception.
    fn places(&self, text: &str, run: &[Run]) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (index, token) in run.iter().enumerate() {
            let word = text.get(token.start..token.end).unwrap_or("");
            if word.len() > self.longest {
                continue;
            }
            let Some(candidates) = self.broken.get(word) else { continue };
            for tokens in candidates {
                let Some(found) = run.get(index..index + tokens.len()) else { continue };
                let same_words = found.iter().zip(tokens).all(|(t, word)| text.get(t.start..t.end) == Some(word));
                let unbroken = found.iter().skip(1).all(|t| !t.apart);
                if same_words && unbroken {
                    places.push((index, index + tokens.len()));
                }
            }
        }
        places
    }

    fn with_restored(&self, text: &str, run: &[Run], kept: &[(usize, usize)]) -> Vec<Run> {
        let mut out = Vec::with_capacity(run.len());
        let mut done = 0;
        for (start, end) in kept {
            out.extend(run.get(done..*start).unwrap_or_default());
            done = *end;
            let old = run.get(*start..*end).unwrap_or_default();
            let (Some(first), Some(last)) = (old.first(), old.last()) else { continue };
            match text.get(first.start..last.end).and_then(|whole| self.pieces(whole)) {
                Some(lengths) => push_pieces(&mut out, *first, lengths),
                None => out.extend(old),
            }
        }
        out.extend(run.get(done..).unwrap_or_default());
        out
    }
}

/// Appends the tokens of an exception that begins where `first` begins.
fn push_pieces(out: &mut Vec<Run>, first: Run, lengths: &[u8]) {
    let mut start = first.start;
    for (place, length) in lengths.iter().enumerate() {
        let end = start + usize::from(*length);
        out.push(Run { start, end, apart: place == 0 && first.apart });
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let exceptions = Exceptions::get();
        assert_eq!(exceptions.pieces("can't"), Some([2, 3].as_slice()));
        assert_eq!(exceptions.pieces("Gen."), Some([4].as_slice()));
        assert_eq!(exceptions.pieces("general"), None);
        assert!(exceptions.pieces.len() > 1_000);
    }
}
