//! Words met before. What a network makes of a word before it looks around depends on the word alone, and news says
//! most words again and again; so it is worked out once and kept. What is kept is what would be worked out anew: no
//! reading shows whether a word was met before.

use super::Word;
use super::features::{Contraction, Spelling};
use super::lemmas::Lemmas;
use super::network::Network;
use super::ruler::Told;
use super::vectors::LONE;
use casus_types::Pos;
use std::collections::HashMap;

/// Above this many words those are forgotten that were not among the first [`KEPT`]: what is met first is common.
const LIMIT: usize = 3_000;
/// About 12 MB.
const KEPT: usize = 1_500;

/// Words with what the networks make of them.
#[derive(Default)]
pub(super) struct Memory {
    /// By the word, a space where one follows, and behind a tab what it is read as where that is another word.
    places: HashMap<String, usize>,
    words: Vec<Known>,
    /// [`LONE`] numbers a word, for the tree and for the names.
    tree: Vec<f32>,
    names: Vec<f32>,
    // Rows of the latest words, not yet mixed; and room for a key.
    tree_rows: Vec<f32>,
    name_rows: Vec<f32>,
    key: String,
}

/// A word met before.
pub(super) struct Known {
    pub(super) lower: String,
    /// Whether it is white space.
    pub(super) blank: bool,
    /// The rules of the ruler that ask for it.
    pub(super) rules: Vec<usize>,
    word: String,
    lemmas: Vec<(Pos, bool, String)>,
}

impl Memory {
    /// The places in memory of the words of some sentences; what was not met before is taken in.
    pub(super) fn read(&mut self, network: &Network, sentences: &[Vec<Word>]) -> Vec<Vec<usize>> {
        if self.words.len() > LIMIT {
            self.places.retain(|_, place| *place < KEPT);
            self.words.truncate(KEPT);
            self.tree.truncate(KEPT * LONE);
            self.names.truncate(KEPT * LONE);
        }
        let places = sentences.iter().map(|words| self.read_sentence(network, words)).collect();
        network.tree_vectors.mix(&self.tree_rows, &mut self.tree);
        network.name_vectors.mix(&self.name_rows, &mut self.names);
        self.tree_rows.clear();
        self.name_rows.clear();
        places
    }

    fn read_sentence(&mut self, network: &Network, words: &[Word]) -> Vec<usize> {
        let mut places = Vec::with_capacity(words.len());
        while let Some((word, rest)) = words.get(places.len()..).and_then(|rest| Some((rest.first()?, rest))) {
            match contraction(&network.spelling, rest) {
                Some(pieces) => {
                    let read = rest.iter().zip(pieces).map(|(word, (_, norm))| self.place(network, word, Some(norm)));
                    places.extend(read);
                }
                None => places.push(self.place(network, word, None)),
            }
        }
        places
    }

    /// The place of a word, which is read as another where it is a piece of a contraction.
    fn place(&mut self, network: &Network, word: &Word, read_as: Option<&str>) -> usize {
        self.key.clear();
        self.key.push_str(word.text);
        if word.spaced {
            self.key.push(' ');
        }
        if let Some(norm) = read_as {
            self.key.push('\t');
            self.key.push_str(norm);
        }
        if let Some(place) = self.places.get(&self.key) {
            return *place;
        }
        let lower = word.text.to_lowercase();
        let features = network.spelling.features(word.text, &lower, read_as);
        let blank = !word.text.is_empty() && word.text.chars().all(is_blank);
        network.tree_vectors.look_up(&features, [word.spaced, blank], &mut self.tree_rows);
        network.name_vectors.look_up(&features, [word.spaced, blank], &mut self.name_rows);
        let rules = network.ruler.rules_of(&lower).to_vec();
        self.words.push(Known { rules, blank, word: word.text.to_string(), lower, lemmas: Vec::new() });
        self.places.insert(self.key.clone(), self.words.len() - 1);
        self.words.len() - 1
    }

    /// The word at a place.
    pub(super) fn known(&self, place: usize) -> &Known {
        &self.words[place]
    }

    /// What the network for the tree makes of it alone, [`LONE`] numbers.
    pub(super) fn for_tree(&self, place: usize) -> &[f32] {
        &self.tree[place * LONE..][..LONE]
    }

    /// What the network for the names makes of it alone, [`LONE`] numbers.
    pub(super) fn for_names(&self, place: usize) -> &[f32] {
        &self.names[place * LONE..][..LONE]
    }

    /// The lemma of the word at a place, as its part of speech has it.
    pub(super) fn lemma(&mut self, lemmas: &Lemmas, place: usize, told: Told) -> String {
        let known = &mut self.words[place];
        let kept = known.lemmas.iter().find(|(pos, is_base, _)| (*pos, *is_base) == (told.pos, told.is_base));
        if let Some((_, _, lemma)) = kept {
            return lemma.clone();
        }
        let lemma = lemmas.lemma(&known.word, &known.lower, told.pos, told.is_base);
        known.lemmas.push((told.pos, told.is_base, lemma.clone()));
        lemma
    }
}

/// The contraction that these words begin with, if they are written together as it is.
fn contraction<'n>(spelling: &'n Spelling, words: &[Word]) -> Option<&'n Contraction> {
    let written = |pieces: &&Contraction| {
        let Some(words) = words.get(..pieces.len()) else { return false };
        let together = words.iter().rev().skip(1).all(|word| !word.spaced);
        together && words.iter().zip(pieces.iter()).all(|(word, (piece, _))| word.text == *piece)
    };
    spelling.contractions(words.first()?.text).iter().find(written)
}

/// White space as Python has it, to which four signs belong that Unicode leaves out.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}
