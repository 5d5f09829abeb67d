//! The base form of a word: `launch` for `launched`, `axis` or `ax` for `axes`. Endings are taken off by a few rules a
//! part of speech; a form that the word list knows wins over one that it does not, and the list of irregular forms over
//! both (spaCy's rule lemmatizer, over WordNet's lists). What it says is a spelling, not a meaning.

use super::features::is_letter;
use crate::weights::{BadWeights, Weights};
use casus_types::Pos;
use std::collections::HashMap;

/// Rules and lists.
pub(super) struct Lemmas {
    /// By part of speech: an ending, and what takes its place.
    rules: HashMap<Pos, Vec<(&'static str, &'static str)>>,
    /// Irregular forms by part of speech, with the lemmas of each, tab-separated.
    irregular: HashMap<Pos, HashMap<&'static str, &'static str>>,
    /// Base forms, a line each, in the order of their bytes.
    known: HashMap<Pos, &'static str>,
}

impl Lemmas {
    pub(super) fn read(weights: &Weights<'static>) -> Result<Lemmas, BadWeights> {
        let mut lemmas = Lemmas { rules: HashMap::new(), irregular: HashMap::new(), known: HashMap::new() };
        let parts = |name: &str, line: &'static str| {
            let mut cells = line.splitn(3, '\t');
            let cells = (cells.next().and_then(Pos::from_text), cells.next(), cells.next());
            let (Some(pos), Some(word), Some(rest)) = cells else {
                return Err(BadWeights::new(name, format!("has the line `{line}`")));
            };
            Ok((pos, word, rest))
        };
        for line in weights.text("lemma.rules")?.lines() {
            let (pos, old, new) = parts("lemma.rules", line)?;
            lemmas.rules.entry(pos).or_default().push((old, new));
        }
        for line in weights.text("lemma.exceptions")?.lines() {
            let (pos, word, bases) = parts("lemma.exceptions", line)?;
            lemmas.irregular.entry(pos).or_default().insert(word, bases);
        }
        for pos in [Pos::Noun, Pos::Verb, Pos::Adj] {
            lemmas.known.insert(pos, weights.text(&format!("lemma.known.{}", pos.text()))?);
        }
        Ok(lemmas)
    }

    /// The lemma of a word: `lower` is the word in small letters, `is_base` whether it is its own base form.
    pub(super) fn lemma(&self, word: &str, lower: &str, pos: Pos, is_base: bool) -> String {
        let Some(rules) = self.rules.get(&pos).filter(|_| !is_base) else {
            return if pos == Pos::Propn && !is_base { word } else { lower }.to_string();
        };
        let forms = Forms::of(lower, rules, self.known.get(&pos).copied().unwrap_or(""));
        let irregular = self.irregular.get(&pos).and_then(|words| words.get(lower));
        // Of several irregular lemmas the last stands first, as in spaCy.
        let irregular = irregular.and_then(|bases| bases.rsplit('\t').find(|base| !forms.hold(base)));
        match irregular {
            Some(base) => base.to_string(),
            None => forms.best().unwrap_or_else(|| word.to_string()),
        }
    }
}

/// What the rules make of a word.
#[derive(Default)]
struct Forms {
    /// Forms in the word list.
    known: Vec<String>,
    /// Forms with something other than letters in them, which no list can know.
    odd: Vec<String>,
    unknown: Vec<String>,
}

impl Forms {
    fn of(lower: &str, rules: &[(&str, &str)], list: &str) -> Forms {
        let mut forms = Forms::default();
        for (old, new) in rules {
            let Some(stem) = lower.strip_suffix(old) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            let kind = if is_line(list, &form) {
                &mut forms.known
            } else if form.chars().all(is_letter) {
                &mut forms.unknown
            } else {
                &mut forms.odd
            };
            kind.push(form);
        }
        forms
    }

    fn hold(&self, form: &str) -> bool {
        self.known.iter().chain(&self.odd).any(|held| held == form)
    }

    /// The last that the list knows, else the first of the others.
    fn best(self) -> Option<String> {
        let rest = self.odd.into_iter().chain(self.unknown).next();
        self.known.into_iter().next_back().or(rest)
    }
}

/// Whether a list, one word a line in the order of bytes, holds the word.
fn is_line(list: &str, word: &str) -> bool {
    let (mut list, word) = (list.as_bytes(), word.as_bytes());
    while !list.is_empty() {
        let middle = list.len() / 2;
        let start = list[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = list[middle..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| middle + at);
        match word.cmp(list.get(start..end).unwrap_or_default()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => list = &list[..start.saturating_sub(1)],
            std::cmp::Ordering::Greater => list = list.get(end + 1..).unwrap_or_default(),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_searched_by_lines() {
        let list = "a\nable\naxis\nlaunch\nzoo";
        for word in list.lines() {
            assert!(is_line(list, word), "{word}");
        }
        for word in ["", "ab", "axi", "axiss", "launc", "zo", "zoos", "a\nable"] {
            assert!(!is_line(list, word), "{word}");
        }
        assert!(!is_line("", "a"));
    }
}
