//! The event reader: one pass over a parsed sentence, from which it proposes acts with their class, mode and status, and
//! the phrases that take part in them, each with a score. A proposal is an observation; whether it becomes an event is
//! for the coder to say.
//!
//! [`EventReader::read`] is the way through, in this order: `words` (what the parser says of each), `pieces`, `encoder`,
//! `heads`, and for each link `tree` and `phrase`.

mod encoder;
mod heads;
mod phrase;
mod pieces;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use words::may_hold_an_act;

use crate::weights::{BadWeights, Weights};
use casus_kernel::Path;
use casus_types::{Label, Link, Name, NameKind, Proposal, Score, Text, Token};
use encoder::{Encoder, Piece, Sizes};
use heads::Heads;
use pieces::WordPieces;
use words::{Shape, Words};

/// The network with all that its inputs and outputs mean. Made once, and used from any thread.
#[derive(Debug)]
pub struct EventReader {
    pieces: WordPieces,
    encoder: Encoder,
    heads: Heads,
    /// For each label of the tree, and each kind of name, its row of the encoder's table; row 0 is for none.
    labels: Vec<usize>,
    names: Vec<usize>,
    path: Path,
}

/// Which list of relations is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relations {
    /// PLOVER's classes, formal sanctions (`SANCTION/formal`) apart.
    Plover,
    /// The fifteen classes of the published pair benchmark.
    Plv,
}

/// A sentence as it goes into the encoder.
struct LaidOut {
    /// Those of the words, with one before and one after them.
    pieces: Vec<Piece>,
    /// For each word its first piece, none where it has none or lies beyond what is read.
    first: Vec<Option<usize>>,
}

/// What the encoder makes of the words of a sentence.
struct Read {
    /// One vector after the other.
    vectors: Vec<f32>,
    /// For each word the place of its vector, none where it has none.
    place: Vec<Option<usize>>,
}

impl EventReader {
    /// Reads the network from a file of weights, as `training/` writes it.
    ///
    /// # Errors
    /// If a tensor or fact is missing or does not fit; the error names it.
    pub fn new(bytes: &'static [u8]) -> Result<EventReader, BadWeights> {
        let weights = Weights::read(bytes)?;
        heads::written(&weights, "shapes", &Shape::NAMES)?;
        let labels = counted(&weights, "labels", &Label::ALL.iter().map(|label| label.text()).collect::<Vec<_>>())?;
        let names = counted(&weights, "names", &NameKind::ALL.iter().map(|kind| kind.text()).collect::<Vec<_>>())?;
        let pieces = WordPieces::read(&weights)?;
        let sizes = Sizes {
            pieces: pieces.count,
            shapes: Shape::NAMES.len(),
            labels: weights.text("labels")?.lines().count(),
            names: weights.text("names")?.lines().count(),
        };
        let encoder = Encoder::read(&weights, sizes)?;
        let heads = Heads::read(&weights, encoder.hidden)?;
        Ok(EventReader { pieces, encoder, heads, labels, names, path: Path::best() })
    }

    /// The acts of one sentence, in the order of their triggers. Of a sentence of more pieces than the network reads (254
    /// as it is trained) the words beyond are not seen. Whether a sentence is worth it says [`may_hold_an_act`].
    pub fn read(&self, text: &Text, tokens: &[Token], names: &[Name]) -> Vec<Proposal> {
        let words = Words::new(text, tokens, names);
        self.read_if_worth_it(&words).map_or_else(Vec::new, |read| self.propose(&words, &read))
    }

    /// The same reader, but one that reads every sentence to the end: to find out what that is worth.
    pub fn without_glances(mut self) -> EventReader {
        self.heads.glances.clear();
        self
    }

    /// The words of a sentence that may have a part in an act, read; nothing where a glance sees none.
    fn read_if_worth_it(&self, words: &Words) -> Option<Read> {
        let sentence = self.lay_out(words, &[], &[]);
        let go_on = |layers, vectors: &[f32]| {
            let Some(glance) = self.heads.glances.iter().find(|glance| glance.after == layers) else { return true };
            let words = sentence.first.iter().flatten().flat_map(|piece| self.vector(vectors, *piece));
            glance.sees_an_act(self.path, &words.copied().collect::<Vec<f32>>())
        };
        let mut wanted = Vec::new();
        let places = sentence.first.iter().enumerate().map(|(word, piece)| {
            let piece = piece.filter(|_| words.may_have_a_part(word))?;
            wanted.push(piece);
            Some(wanted.len() - 1)
        });
        let place = places.collect();
        let vectors = self.encoder.encode(self.path, &sentence.pieces, &wanted, go_on)?;
        Some(Read { vectors, place })
    }

    /// What the heads make of a sentence's vectors.
    fn propose(&self, words: &Words, read: &Read) -> Vec<Proposal> {
        let is_seen = |word: &usize| read.place[*word].is_some();
        let seen: Vec<usize> = (0..words.tokens.len()).filter(is_seen).collect();
        let triggers = self.heads.triggers(self.path, &self.vectors(read, &seen));
        if triggers.is_empty() {
            return Vec::new();
        }
        let candidates: Vec<usize> = words.candidates().filter(is_seen).collect();
        let bring = self.heads.as_candidates(self.path, &self.vectors(read, &candidates));
        let triggers = triggers.into_iter();
        triggers
            .map(|(at, kind, score)| {
                let vector = self.vectors(read, &seen[at..=at]);
                let (status, status_score) = self.heads.status(self.path, &vector);
                let ways = candidates.iter().map(|word| way(words, seen[at], *word)).collect::<Vec<_>>();
                let trigger = self.heads.as_trigger(self.path, &vector);
                let parts = self.heads.parts(self.path, &trigger, &bring, kind, &ways);
                Proposal {
                    trigger: seen[at],
                    kind,
                    score: Score::new(score),
                    mode: self.heads.mode(self.path, &vector, kind),
                    status,
                    status_score: Score::new(status_score),
                    links: links(words, seen[at], &candidates, parts),
                }
            })
            .collect()
    }

    /// How a source stands to a target, both given by their words: every relation of the list, with its score, the
    /// likeliest first. A word in both counts to the source; a party of no word, or beyond what is read, is taken for
    /// unknown.
    pub fn relate(
        &self,
        text: &Text,
        tokens: &[Token],
        names: &[Name],
        source: &[usize],
        target: &[usize],
        relations: Relations,
    ) -> Vec<(&str, Score)> {
        let sentence = self.lay_out(&Words::new(text, tokens, names), source, target);
        let vectors = self.whole(&sentence);
        let mut pooled = vectors[..self.encoder.hidden].to_vec();
        pooled.extend([1, 2].into_iter().flat_map(|pair| self.mean(&sentence, &vectors, pair)));
        let answers = self.heads.answers(relations);
        let scores = self.heads.relation(self.path, &pooled, answers);
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        order.into_iter().map(|at| (answers.names[at].as_str(), Score::new(scores[at]))).collect()
    }

    /// The vectors of all pieces of a sentence, worth it or not.
    fn whole(&self, sentence: &LaidOut) -> Vec<f32> {
        let all: Vec<usize> = (0..sentence.pieces.len()).collect();
        self.encoder.encode(self.path, &sentence.pieces, &all, |_, _| true).unwrap_or_default()
    }

    /// A sentence as it goes into the encoder.
    fn lay_out(&self, words: &Words, source: &[usize], target: &[usize]) -> LaidOut {
        let mark = |piece| Piece { piece, shape: Shape::None as usize, label: 0, name: 0, pair: 0 };
        let mut pieces = vec![mark(self.pieces.before)];
        let mut first = vec![None; words.tokens.len()];
        for (word, first) in first.iter_mut().enumerate() {
            let room = self.encoder.longest().saturating_sub(pieces.len() + 1);
            if room == 0 {
                break;
            }
            let own = self.pieces.of(words.text(word));
            *first = (!own.is_empty()).then_some(pieces.len());
            let all = self.word(words, word, source, target);
            pieces.extend(own.into_iter().take(room).map(|piece| Piece { piece, ..all }));
        }
        pieces.push(mark(self.pieces.after));
        LaidOut { pieces, first }
    }

    /// What all pieces of a word share.
    fn word(&self, words: &Words, word: usize, source: &[usize], target: &[usize]) -> Piece {
        let row = |rows: &[usize], at: Option<usize>| at.and_then(|at| rows.get(at)).copied().unwrap_or(0);
        Piece {
            piece: 0,
            shape: Shape::of(words.text(word)) as usize,
            label: row(&self.labels, words.label(word).map(|label| label as usize)),
            name: row(&self.names, words.kind(word).map(|kind| kind as usize)),
            pair: if source.contains(&word) { 1 } else { 2 * usize::from(target.contains(&word)) },
        }
    }

    /// The vectors of these words, one after the other; each is that of its first piece.
    fn vectors(&self, read: &Read, words: &[usize]) -> Vec<f32> {
        let places = words.iter().filter_map(|word| read.place[*word]);
        places.flat_map(|place| self.vector(&read.vectors, place)).copied().collect()
    }

    fn vector<'v>(&self, vectors: &'v [f32], place: usize) -> &'v [f32] {
        &vectors[place * self.encoder.hidden..][..self.encoder.hidden]
    }

    /// The mean of the vectors of a source's (1) or a target's (2) pieces, taken in their order; zero where it has none.
    fn mean(&self, sentence: &LaidOut, vectors: &[f32], pair: usize) -> Vec<f32> {
        let mut mean = vec![0.0; self.encoder.hidden];
        let mut count = 0.0f32;
        for (at, _) in sentence.pieces.iter().enumerate().filter(|(_, piece)| piece.pair == pair) {
            mean.iter_mut().zip(self.vector(vectors, at)).for_each(|(sum, number)| *sum += number);
            count += 1.0;
        }
        mean.iter_mut().for_each(|sum| *sum /= count.max(1.0));
        mean
    }
}

/// The classes of distance and path from a trigger to a candidate.
fn way(words: &Words, trigger: usize, candidate: usize) -> (usize, usize) {
    (tree::distance(trigger, candidate), tree::path(words, trigger, candidate))
}

/// A link for every candidate that has a part, but for the trigger itself.
fn links(
    words: &Words,
    trigger: usize,
    candidates: &[usize],
    parts: Vec<Option<(casus_types::Role, f32)>>,
) -> Vec<Link> {
    let others = candidates.iter().zip(parts).filter(|(head, _)| **head != trigger);
    others
        .filter_map(|(head, part)| {
            let (role, score) = part?;
            Some(Link { role, head: *head, tokens: phrase::phrase(words, *head), score: Score::new(score) })
        })
        .collect()
}

/// For each of these things, in the program's order, its place in a list that is written beside the weights.
fn counted(weights: &Weights, key: &str, things: &[&str]) -> Result<Vec<usize>, BadWeights> {
    let listed: Vec<&str> = weights.text(key)?.lines().collect();
    let place = |thing: &&str| {
        let place = listed.iter().position(|name| name == thing);
        place.ok_or_else(|| BadWeights::new(key, format!("do not have {thing}")))
    };
    things.iter().map(place).collect()
}
