//! Words that bear on where a sentence ends: abbreviations by kind, and words that commonly open sentences. Read once
//! from `abbreviations.txt`, where the kinds are explained. It looks at single words; what stands around them is weighed
//! by `boundary`.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("abbreviations.txt");
static WORDS: LazyLock<HashMap<String, u16>> = LazyLock::new(|| read(TABLE));

pub(super) const TITLE: u16 = 1;
pub(super) const NEVER: u16 = 1 << 1;
pub(super) const NUMBER: u16 = 1 << 2;
pub(super) const MONTH: u16 = 1 << 3;
pub(super) const PERHAPS: u16 = 1 << 4;
pub(super) const CLOSING: u16 = 1 << 5;
pub(super) const HOUR: u16 = 1 << 6;
pub(super) const WITH_MARK: u16 = 1 << 7;
pub(super) const OPENER: u16 = 1 << 8;
pub(super) const AFTER_HOUR: u16 = 1 << 9;
pub(super) const SPEECH: u16 = 1 << 10;
pub(super) const DOMAIN: u16 = 1 << 11;
pub(super) const CREDIT: u16 = 1 << 12;

const KINDS: [(&str, u16); 13] = [
    ("title", TITLE),
    ("never", NEVER),
    ("number", NUMBER),
    ("month", MONTH),
    ("perhaps", PERHAPS),
    ("closing", CLOSING),
    ("hour", HOUR),
    ("with_mark", WITH_MARK),
    ("opener", OPENER),
    ("after_hour", AFTER_HOUR),
    ("speech", SPEECH),
    ("domain", DOMAIN),
    ("credit", CREDIT),
];

/// The kinds of a word, as a set of bits; 0 for an ordinary word.
pub(super) fn kinds(word: &str) -> u16 {
    WORDS.get(word).copied().unwrap_or(0)
}

/// The kinds of a word before a full stop: its own, or those of its last part, as in `Ex-Gov` and `Lt.-Gov`.
pub(super) fn kinds_before_stop(word: &str) -> u16 {
    match word.rsplit_once('-') {
        Some((_, part)) => kinds(word) | kinds(part) & (TITLE | NEVER | MONTH | PERHAPS),
        None => kinds(word),
    }
}

/// Whether a word is of at least one of the kinds in `bits`.
pub(super) fn is(word: &str, bits: u16) -> bool {
    kinds(word) & bits != 0
}

fn read(table: &str) -> HashMap<String, u16> {
    let mut words: HashMap<String, u16> = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let Some(name) = fields.next() else { continue };
        let bit = KINDS.iter().find(|(kind, _)| *kind == name).map_or(0, |(_, bit)| *bit);
        for word in fields {
            *words.entry(word.to_string()).or_default() |= bit;
            // "GEN." and "THE" in capitals are the same words, but "NO" and "US" are not what "No" and "Us" are here.
            if word.len() > 2 {
                *words.entry(word.to_uppercase()).or_default() |= bit;
            }
        }
    }
    words
}

/// Whether a word is letters with full stops between, as acronyms and degrees are: `U.S`, `p.m`, `Ph.D`, `J.-P`.
pub(super) fn is_dotted(word: &str) -> bool {
    let short = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split(['.', '-']).filter(|part| !part.is_empty()).all(short)
}

/// Whether a word looks shortened without being listed: a capital, then small consonants only, as in `Cmsr`.
pub(super) fn looks_shortened(word: &str) -> bool {
    let mut letters = word.chars();
    let vowel = |c: char| "aeiouyAEIOUY".contains(c);
    letters.next().is_some_and(|c| c.is_ascii_uppercase() && !vowel(c))
        && (2..=5).contains(&word.len())
        && letters.all(|c| c.is_ascii_lowercase() && !vowel(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_and_every_line_a_known_kind() {
        for (name, bit) in KINDS {
            assert!(WORDS.values().any(|bits| bits & bit != 0), "{name}");
        }
        let unknown: Vec<&str> = TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| !KINDS.iter().any(|(kind, _)| kind == name))
            .collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn words_are_known_as_written_or_in_capitals() {
        assert!(is("Gen", TITLE) && is("GEN", TITLE) && !is("gen", TITLE));
        assert!(kinds_before_stop("Ex-Gov") & TITLE != 0 && kinds_before_stop("mid-Jan") & MONTH != 0);
        assert!(is("THE", OPENER) && !is("the", OPENER));
        assert!(is_dotted("U.S") && is_dotted("Ph.D") && !is_dotted("3.5") && !is_dotted("un.org"));
        assert!(looks_shortened("Cmsr") && !looks_shortened("Kim") && !looks_shortened("TV"));
    }
}
