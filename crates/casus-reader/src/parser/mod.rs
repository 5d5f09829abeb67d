//! The parser: tags, parts of speech, lemmas, a tree and names for sentences that are already cut into words. It reads
//! spaCy's published English weights (`models/parser.md`) and says what spaCy says of the same words; what spaCy knows
//! of English is all that it knows. What a word means for politics is not its business.
//!
//! [`Parser::parse`] is the way through, in this order: `memory` (words alone: their features, looked up and mixed),
//! `vectors` (words in their surroundings), tags, `tree` with `rehang`, `names`, `ruler` (parts of speech), `lemmas`.

mod features;
mod hashing;
mod lemmas;
mod memory;
mod moves;
mod names;
mod network;
mod rehang;
mod ruler;
mod tree;
mod vectors;

use crate::weights::BadWeights;
use casus_types::{Label, Name, Pos, Tag};
use memory::Memory;
use names::Unnamed;
use network::Network;
use ruler::Seen;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use tree::Tree;
use vectors::Surroundings;

static WEIGHTS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/parser.safetensors"));
static NETWORK: LazyLock<Result<Arc<Network>, BadWeights>> = LazyLock::new(|| Network::read(WEIGHTS).map(Arc::new));

/// How many words go through the networks at once, at least; enough to work fast, and few enough for little memory.
const BATCH: usize = 256;

/// Reads the grammar of sentences. One serves all threads.
pub struct Parser {
    network: Arc<Network>,
    /// What earlier calls kept; a call takes one and puts it back, so each thread has its own.
    memories: Mutex<Vec<Memory>>,
}

/// A word as it goes into the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As written, without white space.
    pub text: &'t str,
    /// Whether white space follows in the sentence.
    pub spaced: bool,
}

/// What the parser says of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// A word each, in order.
    pub words: Vec<Analysed>,
    /// In order, never overlapping.
    pub names: Vec<Name>,
}

/// What the parser says of a word; see [`casus_types::Token`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // as in `Token`
pub struct Analysed {
    pub lemma: String,
    pub tag: Tag,
    pub pos: Pos,
    pub head: usize,
    pub label: Label,
}

impl Parser {
    /// The parser with the weights that are built into the program. They are read once and shared by all.
    ///
    /// # Errors
    /// If the weights that were built in are not whole.
    pub fn embedded() -> Result<Parser, BadWeights> {
        NETWORK.clone().map(|network| Parser { network, memories: Mutex::default() })
    }

    /// What there is to say of some sentences, one for each. A sentence is read by itself: the others beside it change
    /// nothing but the time it takes.
    ///
    /// ```
    /// use casus_reader::parser::{Parser, Word};
    /// let words = ["Norway", "sent", "grain"].map(|text| Word { text, spaced: text != "grain" });
    /// let found = Parser::embedded()?.parse(&[words.to_vec()]);
    /// let sent = &found[0].words[1];
    /// assert_eq!((sent.lemma.as_str(), sent.tag.text(), sent.label.text()), ("send", "VBD", "ROOT"));
    /// assert_eq!((found[0].words[0].head, found[0].words[0].label.text()), (1, "nsubj"));
    /// # Ok::<(), casus_reader::BadWeights>(())
    /// ```
    pub fn parse(&self, sentences: &[Vec<Word>]) -> Vec<Analysis> {
        let mut memory = self.memories().pop().unwrap_or_default();
        let read = memory.read(&self.network, sentences);
        let mut found = Vec::with_capacity(sentences.len());
        let mut rest = read.as_slice();
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_of(rest));
            found.extend(self.network.analyse(batch, &mut memory));
            rest = after;
        }
        self.memories().push(memory);
        found
    }

    fn memories(&self) -> std::sync::MutexGuard<'_, Vec<Memory>> {
        // What a memory holds does not depend on how far another call came, so a poisoned lock does no harm.
        self.memories.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many sentences go through the networks at once.
fn batch_of(sentences: &[Vec<usize>]) -> usize {
    let mut words = 0;
    let full = sentences.iter().position(|sentence| {
        words += sentence.len();
        words >= BATCH
    });
    full.map_or(sentences.len(), |last| last + 1)
}

impl Network {
    /// What there is to say of some sentences, given as the places of their words in memory.
    fn analyse(&self, sentences: &[Vec<usize>], memory: &mut Memory) -> Vec<Analysis> {
        let (mut surroundings, mut vectors) = (Surroundings::default(), Vec::new());
        let lengths: Vec<usize> = sentences.iter().map(Vec::len).collect();
        let lone = sentences.iter().map(|words| words.iter().map(|word| memory.for_tree(*word)));
        self.tree_vectors.look_around(lone, &mut surroundings, &mut vectors);
        let tags = self.tags(&vectors);
        let trees = self.trees.build(&lengths, &vectors);
        let lone = sentences.iter().map(|words| words.iter().map(|word| memory.for_names(*word)));
        self.name_vectors.look_around(lone, &mut surroundings, &mut vectors);
        let unnamed = sentences.iter().zip(&trees).map(|(words, tree)| Unnamed {
            starts: rehang::starts_of_stretches(&tree.heads),
            blank: words.iter().map(|word| memory.known(*word).blank).collect(),
        });
        let names = self.names.find(&unnamed.collect::<Vec<_>>(), &vectors);
        let mut tags = tags.as_slice();
        let sentences = sentences.iter().zip(trees).zip(names);
        let analysis = |((words, tree), names): ((&Vec<usize>, Tree), Vec<Name>)| {
            let (own, rest) = tags.split_at(words.len().min(tags.len()));
            tags = rest;
            Analysis { words: self.words(words, own, tree, memory), names }
        };
        sentences.map(analysis).collect()
    }

    /// The words of one sentence, with parts of speech and lemmas.
    fn words(&self, words: &[usize], tags: &[Tag], tree: Tree, memory: &mut Memory) -> Vec<Analysed> {
        let seen = |((word, tag), label): ((&usize, &Tag), &Label)| {
            let known = memory.known(*word);
            Seen { lower: &known.lower, tag: *tag, label: *label, blank: known.blank, rules: &known.rules }
        };
        let seen: Vec<Seen> = words.iter().zip(tags).zip(&tree.labels).map(seen).collect();
        let told: Vec<_> = (0..seen.len()).map(|at| self.ruler.tell(&seen, at)).collect();
        let mut analysed = Vec::with_capacity(words.len());
        for (at, told) in told.into_iter().enumerate() {
            let lemma = match told.lemma {
                Some(lemma) => lemma.to_string(),
                None => memory.lemma(&self.lemmas, words[at], told),
            };
            analysed.push(Analysed {
                lemma,
                tag: tags[at],
                pos: told.pos,
                head: tree.heads[at],
                label: tree.labels[at],
            });
        }
        analysed
    }
}
