//! The lexicon's words that bind, ready to be asked: which stands at a place, and which in a stretch. A word is found in
//! every form; a phrase of harm or help also with other words inside it: `lift all sanctions`.

use crate::words::{Words, as_tokens};
use casus_lexicon::{Binding, Lexicon, QuoteWord};
use std::collections::{BTreeMap, BTreeSet};

/// How far apart the words of a phrase of harm or help may stand.
const GAP: usize = 4;

/// The words that bind, by their first word; the longest first.
#[derive(Debug, Default)]
pub struct BindingWords {
    by_first: BTreeMap<String, Vec<Phrase>>,
    sayings: BTreeSet<String>,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    kind: Binding,
}

/// Words found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First word.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What they do.
    pub kind: Binding,
}

impl BindingWords {
    /// Indexes the words of a lexicon.
    pub fn new(lexicon: &Lexicon) -> BindingWords {
        let verbs = lexicon.quote_cues.iter().filter(|cue| cue.kind == QuoteWord::Verb);
        let sayings = verbs.map(|cue| cue.cue.clone()).collect();
        let mut table = BindingWords { sayings, ..BindingWords::default() };
        for (words, kind) in lexicon.commitment_words.iter().flat_map(|row| row.words.iter().map(|w| (w, row.kind))) {
            let parts: Vec<String> = as_tokens(words).split(' ').map(str::to_string).collect();
            let Some((first, rest)) = parts.split_first() else { continue };
            table.by_first.entry(first.clone()).or_default().push(Phrase { rest: rest.to_vec(), kind });
        }
        for list in table.by_first.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        table
    }

    /// Whether a verb, in its base form, is one of saying.
    pub fn says(&self, lemma: &str) -> bool {
        self.sayings.contains(lemma)
    }

    /// The words of one of these kinds that begin at a position.
    pub fn at(&self, words: &Words, at: usize, kinds: &[Binding]) -> Option<Found> {
        let lower = words.lower(at);
        let lemma = lemma(words, at);
        let lists = [Some(lower), lemma.filter(|lemma| *lemma != lower)].into_iter().flatten();
        let phrases = lists.filter_map(|form| self.by_first.get(form)).flatten();
        let fits = |phrase: &&Phrase| kinds.contains(&phrase.kind);
        let found = phrases.filter(fits).filter_map(|phrase| phrase.ends(words, at).map(|end| (end, phrase.kind)));
        found.max_by_key(|(end, _)| *end).map(|(end, kind)| Found { start: at, end, kind })
    }

    /// The first words of one of these kinds in a stretch.
    pub fn within(&self, words: &Words, stretch: (usize, usize), kinds: &[Binding]) -> Option<Found> {
        (stretch.0..stretch.1.min(words.len())).find_map(|at| self.at(words, at, kinds))
    }
}

impl Phrase {
    /// Where it ends, if it begins at a position.
    fn ends(&self, words: &Words, at: usize) -> Option<usize> {
        let gap = if matches!(self.kind, Binding::Harm | Binding::Good | Binding::Suffer) { GAP } else { 0 };
        let mut next = at + 1;
        for part in &self.rest {
            let is = |position: &usize| words.lower(*position) == part || lemma(words, *position) == Some(part);
            next = (next..=next + gap).find(is)? + 1;
        }
        Some(next)
    }
}

fn lemma<'w>(words: &'w Words, at: usize) -> Option<&'w str> {
    words.tokens.get(at).map(|token| token.lemma.as_str())
}
