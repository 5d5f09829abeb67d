//! The lexicon's cues, ready to be asked: which words stand at a place, and what a verb, a noun or an adjective does to
//! its complement. How far a cue reaches is not decided here.

use crate::roles::Reading;
use crate::words::{as_tokens, is_adverb};
use casus_lexicon::{CueEffect as Effect, CueKind, Lexicon};
use std::collections::BTreeMap;

/// A cue as it was found: its row in the lexicon, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of its row.
    pub row: usize,
    /// What it does to what follows.
    pub effect: Effect,
    /// Its words.
    pub words: String,
    /// What kind of word it is.
    pub kind: CueKind,
    /// One past its last word, for a cue found as written.
    pub end: usize,
}

/// How a complement hangs on the verb, noun or adjective that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement<'t> {
    /// `to attack`.
    Infinitive,
    /// `that it attacked`.
    Clause,
    /// `attacking`.
    Gerund,
    /// `an attack`.
    Noun,
    /// `for an attack`, `from attacking`: the preposition.
    After(&'t str),
}

/// One cue: the words after its first, its effect and its row.
#[derive(Debug)]
struct Cue {
    rest: Vec<String>,
    effect: Effect,
    kind: CueKind,
    row: usize,
}

/// The lexicon's cues, by kind and first word; the longest first.
#[derive(Debug, Default)]
pub struct Cues {
    by_kind: BTreeMap<CueKind, BTreeMap<String, Vec<Cue>>>,
}

impl Cues {
    /// Indexes the cues of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Cues {
        let mut cues = Cues::default();
        for (row, cue) in lexicon.status_cues.iter().enumerate() {
            let parts: Vec<String> = as_tokens(&cue.cue).split(' ').map(str::to_string).collect();
            let Some((first, rest)) = parts.split_first() else { continue };
            let list = cues.by_kind.entry(cue.kind).or_default().entry(first.clone()).or_default();
            list.push(Cue { rest: rest.to_vec(), effect: cue.effect, kind: cue.kind, row });
        }
        // The longest first: `is not expected to` before `is`.
        for list in cues.by_kind.values_mut().flat_map(BTreeMap::values_mut) {
            list.sort_by_key(|cue| std::cmp::Reverse(cue.rest.len()));
        }
        cues
    }

    /// The base forms of the verbs among the cues.
    pub fn verb_bases(&self) -> impl Iterator<Item = &str> {
        self.by_kind.get(&CueKind::Verb).into_iter().flat_map(|table| table.keys().map(String::as_str))
    }

    fn list(&self, kind: CueKind, first: &str) -> &[Cue] {
        self.by_kind.get(&kind).and_then(|table| table.get(first)).map_or(&[], Vec::as_slice)
    }

    /// A cue of a kind whose words begin at a position, as written.
    pub fn at(&self, reading: &Reading, kind: CueKind, at: usize) -> Option<Found> {
        let first = reading.words.lower(at);
        self.list(kind, first).iter().find_map(|cue| {
            let matches = cue.rest.iter().enumerate().all(|(i, word)| reading.words.lower(at + 1 + i) == word);
            matches.then(|| cue.found(first, at + 1 + cue.rest.len()))
        })
    }

    /// A cue of a kind whose words begin at a position and end before another, with adverbs and negations between them; and
    /// whether there is a negation.
    pub fn led(&self, reading: &Reading, kind: CueKind, at: usize, end: usize) -> Option<(Found, bool)> {
        let first = reading.words.lower(at);
        self.list(kind, first).iter().find_map(|cue| {
            let (mut next, mut negated) = (at + 1, false);
            for word in &cue.rest {
                while next < end && reading.words.lower(next) != word {
                    let between = reading.words.lower(next);
                    negated |= matches!(between, "not" | "n't" | "never");
                    if !matches!(between, "not" | "n't" | "never") && !is_adverb(between) {
                        return None;
                    }
                    next += 1;
                }
                next += 1;
            }
            (next == end).then(|| (cue.found(first, end), negated))
        })
    }

    /// What a verb does to a complement, by its base form. `beside` are the words that hang on the verb: its particle, and
    /// whatever leads from it to the complement.
    pub fn of_verb(&self, lemma: &str, complement: Complement, beside: &[&str]) -> Option<Found> {
        self.list(CueKind::Verb, lemma).iter().find_map(|cue| {
            let stands = |word: &String| match complement {
                Complement::Infinitive if word == "to" => true,
                Complement::Clause if word == "that" => true,
                Complement::After(preposition) if word == preposition => true,
                _ => word != "to" && beside.contains(&word.as_str()),
            };
            let led = match complement {
                // Without a preposition of its own, a verb reaches over those that bring in what it is about.
                Complement::After(preposition) => {
                    cue.rest.iter().any(|word| word == preposition) || brings_in(cue.effect, preposition)
                }
                _ => true,
            };
            (led && cue.rest.iter().all(stands)).then(|| cue.found(lemma, 0))
        })
    }

    /// What a noun or an adjective, as written or in its base form, does to a complement after this word: `plan` and `to`.
    pub fn of_head(&self, kind: CueKind, forms: [&str; 2], link: &str) -> Option<Found> {
        let fits = |cue: &&Cue| cue.rest.first().map_or(kind == CueKind::Adjective, |word| word == link);
        forms.iter().find_map(|form| self.list(kind, form).iter().find(fits).map(|cue| cue.found(form, 0)))
    }

    /// What a noun does to one that stands before it: `plan` in `an attack plan`.
    pub fn of_compound(&self, forms: [&str; 2]) -> Option<Found> {
        forms.iter().find_map(|form| self.list(CueKind::Noun, form).first().map(|cue| cue.found(form, 0)))
    }
}

impl Cue {
    fn found(&self, first: &str, end: usize) -> Found {
        let words = [first].into_iter().chain(self.rest.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        Found { row: self.row, effect: self.effect, kind: self.kind, words, end }
    }
}

/// Whether a preposition leads from a verb to what it is about, by what the verb does.
fn brings_in(effect: Effect, preposition: &str) -> bool {
    match effect {
        Effect::Demanded => matches!(preposition, "for" | "into"),
        Effect::Negated => matches!(preposition, "from"),
        Effect::Happened | Effect::Conditional => false,
        Effect::Reported => matches!(preposition, "of"),
        Effect::Planned | Effect::Hypothetical => matches!(preposition, "for" | "of" | "about" | "against"),
    }
}
