//! Letters that an article explains: `Tropas de Prevención (TDP)`. Found by their shape alone; whom the long form names is
//! decided elsewhere.

use crate::words::{Words, is_function_word};

/// Letters in brackets with the words before them that they stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// `TDP`.
    pub short: String,
    /// Sentence, first word and one past the last word of the long form.
    pub long: (usize, usize, usize),
}

/// Finds letters in brackets after the words whose first letters they are: `Tropas de Prevención (TDP)`.
pub fn letters_in_brackets(sentences: &[Words]) -> Vec<Letters> {
    let mut out = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        for at in 1..words.len().saturating_sub(2) {
            let short = words.words[at + 1].text;
            let capitals = short.chars().filter(|c| c.is_uppercase()).count();
            let letters = short.chars().all(char::is_alphanumeric) && (2..=7).contains(&short.chars().count());
            if !(words.is(at, &["("]) && words.is(at + 2, &[")"]) && letters && capitals >= 2) {
                continue;
            }
            if let Some(start) = long_form(words, at, short) {
                out.push(Letters { short: short.to_string(), long: (sentence, start, at) });
            }
        }
    }
    out
}

/// Where the long form begins that ends before a word: its capitals are the letters, in order; small words are passed over.
fn long_form(words: &Words, end: usize, short: &str) -> Option<usize> {
    let mut letters: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
    let mut at = end;
    while let Some(letter) = letters.last().copied() {
        at = at.checked_sub(1)?;
        let word = words.words.get(at)?;
        let first = word.text.chars().next()?;
        let counts = word.capital || !is_function_word(&word.lower);
        if first.to_uppercase().next() == Some(letter) && counts {
            letters.pop();
        } else if word.capital || word.mark || end - at > 12 {
            return None;
        }
    }
    Some(at)
}
