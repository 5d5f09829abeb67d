//! The words that make a quote, as the analyst lists them: verbs of saying, thinking and wanting, nouns of speech
//! ("statement"), adjectives of a mind ("confident"), and phrases that stand before a speaker ("according to").

use crate::roles::Reading;
use crate::words::Words;
use casus_lexicon::{Lexicon, QuoteStrength, QuoteWord};
use casus_types::{Label, Pos};
use std::collections::BTreeMap;

/// The lexicon's words of saying, by first word.
#[derive(Debug, Default)]
pub struct SayingWords {
    entries: BTreeMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    rest: Vec<String>,
    kind: QuoteWord,
    strength: QuoteStrength,
}

/// A word of saying where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The word that clauses and subjects hang on.
    pub head: usize,
    /// One past its last word: after `out` in `pointed out`.
    pub end: usize,
    /// As the lexicon has it; the lemma of a verb that the lexicon has not.
    pub word: String,
    /// Verb, noun, adjective, phrase.
    pub kind: QuoteWord,
    /// How strong; nothing for a verb that the lexicon has not.
    pub strength: Option<QuoteStrength>,
}

impl SayingWords {
    /// Indexes the cues of a lexicon; those of most words first.
    pub fn new(lexicon: &Lexicon) -> SayingWords {
        let mut words = SayingWords::default();
        for cue in &lexicon.quote_cues {
            let mut parts = cue.cue.split(' ').map(str::to_string);
            let Some(first) = parts.next() else { continue };
            let entry = Entry { rest: parts.collect(), kind: cue.kind, strength: cue.strength };
            words.entries.entry(first).or_default().push(entry);
        }
        for list in words.entries.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        words
    }

    /// The base forms of the verbs that say something, for the verb index.
    pub fn bases(&self) -> Vec<&str> {
        let verb = |entry: &Entry| {
            entry.kind == QuoteWord::Verb && entry.strength != QuoteStrength::Belief && entry.rest.is_empty()
        };
        self.entries.iter().filter(|(_, list)| list.iter().any(verb)).map(|(first, _)| first.as_str()).collect()
    }

    /// Whether a word is a noun of speech or thought.
    pub fn is_noun(&self, reading: &Reading, at: usize) -> bool {
        let lemma = reading.words.tokens.get(at).map_or(String::new(), |token| token.lemma.to_lowercase());
        self.entries.get(&lemma).is_some_and(|list| list.iter().any(|entry| entry.kind == QuoteWord::Noun))
    }

    /// The cue at a word, if there is one.
    pub fn at(&self, reading: &Reading, at: usize) -> Option<Cue> {
        let token = reading.words.tokens.get(at)?;
        let lemma = token.lemma.to_lowercase();
        let lower = reading.words.lower(at);
        let list = [lemma.as_str(), lower].into_iter().find_map(|word| self.entries.get(word))?;
        let fits = |entry: &&Entry| {
            let right = match entry.kind {
                QuoteWord::Verb => token.pos == Pos::Verb || (token.pos == Pos::Aux && lemma != "be"),
                QuoteWord::Noun => token.pos == Pos::Noun,
                QuoteWord::Adjective => matches!(token.pos, Pos::Adj | Pos::Verb),
                QuoteWord::Phrase => true,
            };
            right && (entry.rest.is_empty() || follows(&reading.words, at, entry).is_some())
        };
        let entry = list.iter().find(fits)?;
        let end = follows(&reading.words, at, entry).unwrap_or(at + 1);
        let first = if self.entries.contains_key(&lemma) { lemma.as_str() } else { lower };
        let word = std::iter::once(first).chain(entry.rest.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        Some(Cue { head: at, end, word, kind: entry.kind, strength: Some(entry.strength) })
    }

    /// The cue at a word, or the word itself where it is a verb of no list: beside quotation marks any verb may say.
    pub fn at_any(&self, reading: &Reading, at: usize) -> Option<Cue> {
        self.at(reading, at).or_else(|| {
            let token = reading.words.tokens.get(at)?;
            let main = token.pos == Pos::Verb && !matches!(token.label, Label::Aux | Label::Auxpass | Label::Amod);
            let word = token.lemma.to_lowercase();
            main.then_some(Cue { head: at, end: at + 1, word, kind: QuoteWord::Verb, strength: None })
        })
    }
}

/// Where the further words of a cue end: right after the first, or with one or two words between (`point it out`).
fn follows(words: &Words, at: usize, entry: &Entry) -> Option<usize> {
    let straight = |from: usize| {
        entry.rest.iter().enumerate().all(|(i, part)| words.lower(from + i) == part).then_some(from + entry.rest.len())
    };
    straight(at + 1)
}
