//! A vector for each word. First from the word alone: rows of four tables, picked by its features and summed, then mixed
//! by one layer. Then four layers look around, each one word to either side, so that a word's vector knows of four words
//! before it and four after. The tree and the names have a network of this kind each.
//!
//! Sums over a row are taken in sixteen lanes, lane `i` taking every sixteenth number from `i` on, and the lanes then
//! added in order; no step is fused outside the kernel. So a vector is the same on every machine.

use super::features::Features;
use super::hashing::row_hashes;
use crate::weights::{BadWeights, Weights};
use casus_kernel::Dense;

/// Numbers in a word's vector.
pub(super) const WIDTH: usize = 96;
/// A maxout layer has three candidates for each number it gives.
const PIECES: usize = 3;
/// How many words a vector knows of on either side.
pub(super) const REACH: usize = 4;
const LANES: usize = 16;

/// One network.
pub(super) struct WordVectors {
    tables: Vec<Table>,
    /// Whether a space follows, and whether the word is white space itself: rows for no and yes.
    answers: Vec<[Vec<f32>; 2]>,
    mix: Hidden,
    around: Vec<Hidden>,
}

/// A table of rows that features are hashed into.
struct Table {
    rows: Vec<f32>,
    seed: u32,
}

/// A layer: the largest of three candidates for each number, then brought to mean zero and spread one, then scaled.
struct Hidden {
    candidates: Dense,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl WordVectors {
    /// The network whose tensors begin with `prefix`; `answers` names its questions of yes or no.
    pub(super) fn read(weights: &Weights, prefix: &str, answers: &[&str]) -> Result<WordVectors, BadWeights> {
        let seeds = format!("{prefix}.seeds");
        let mut tables = Vec::new();
        let seed_of = weights.meta(&seeds)?.split(' ').map(|seed| seed.parse::<u32>());
        for (feature, seed) in ["norm", "prefix", "suffix", "shape"].into_iter().zip(seed_of) {
            let name = format!("{prefix}.{feature}");
            let shape = weights.shape(&name)?;
            let seed = seed.map_err(|_| BadWeights::new(&seeds, "holds something other than numbers"))?;
            let count = shape.first().copied().filter(|count| *count > 0);
            let count = count.ok_or_else(|| BadWeights::new(&name, "has no rows"))?;
            tables.push(Table { rows: weights.floats(&name, &[count, WIDTH])?, seed });
        }
        let answer = |name: &&str| {
            let rows = weights.floats(&format!("{prefix}.{name}"), &[2, WIDTH])?;
            let (no, yes) = rows.split_at(WIDTH);
            Ok([no.to_vec(), yes.to_vec()])
        };
        let answers = answers.iter().map(answer).collect::<Result<Vec<_>, BadWeights>>()?;
        let inputs = (tables.len() + answers.len()) * WIDTH;
        let around = (1..=REACH).map(|place| Hidden::read(weights, &format!("{prefix}.window{place}"), 3 * WIDTH));
        Ok(WordVectors {
            mix: Hidden::read(weights, &format!("{prefix}.mix"), inputs)?,
            around: around.collect::<Result<_, _>>()?,
            tables,
            answers,
        })
    }

    /// Adds a row for the mixing layer: what the tables hold for a word.
    pub(super) fn look_up(&self, features: &Features, answers: [bool; 2], row: &mut Vec<f32>) {
        for (table, feature) in self.tables.iter().zip(features) {
            table.add_row(*feature, row);
        }
        for (rows, yes) in self.answers.iter().zip(answers) {
            row.extend_from_slice(&rows[usize::from(yes)]);
        }
    }

    /// From rows of [`WordVectors::look_up`] to the vectors of words that stand alone; adds them to `out`.
    pub(super) fn mix(&self, rows: &[f32], out: &mut Vec<f32>) {
        let mut candidates = Vec::new();
        for block in rows.chunks(BLOCK * self.mix.candidates.inputs()) {
            self.mix.candidates.apply(block, &mut candidates);
            candidates.chunks_exact(PIECES * WIDTH).for_each(|row| out.extend_from_slice(&self.mix.best(row)));
        }
    }

    /// Lets the vectors of some sentences look around, in place.
    pub(super) fn look_around(&self, sentences: &mut Padded) {
        for (done, layer) in self.around.iter().enumerate() {
            sentences.look_around(layer, REACH - 1 - done);
        }
    }
}

impl Table {
    /// Adds the sum of the four rows of a feature.
    fn add_row(&self, feature: u64, out: &mut Vec<f32>) {
        let count = (self.rows.len() / WIDTH) as u32;
        let mut sum = [0.0; WIDTH];
        for hash in row_hashes(feature, self.seed) {
            let row = &self.rows[(hash % count) as usize * WIDTH..][..WIDTH];
            sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        }
        out.extend_from_slice(&sum);
    }
}

impl Hidden {
    fn read(weights: &Weights, prefix: &str, inputs: usize) -> Result<Hidden, BadWeights> {
        let name = |what: &str| format!("{prefix}.{what}");
        let outputs = PIECES * WIDTH;
        let weight = weights.floats(&name("weight"), &[outputs, inputs])?;
        let bias = weights.floats(&name("bias"), &[outputs])?;
        Ok(Hidden {
            candidates: Dense::new(&weight, &bias, outputs, inputs),
            gain: weights.floats(&name("gain"), &[WIDTH])?,
            shift: weights.floats(&name("shift"), &[WIDTH])?,
        })
    }

    /// What the layer gives for the candidates of one row.
    fn best(&self, candidates: &[f32]) -> [f32; WIDTH] {
        let mut row = [0.0; WIDTH];
        let (first, others) = candidates.split_at(WIDTH);
        let (second, third) = others.split_at(WIDTH);
        for (((best, a), b), c) in row.iter_mut().zip(first).zip(second).zip(third) {
            let larger = if a > b { a } else { b };
            *best = if larger > c { *larger } else { *c };
        }
        let mean = sum(&row) / WIDTH as f32;
        row.iter_mut().for_each(|number| *number -= mean);
        let squares = row.map(|number| number * number);
        let spread = (sum(&squares) / WIDTH as f32 + 1e-8).sqrt().recip();
        for ((number, gain), shift) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
            *number = *number * spread * gain + shift;
        }
        row
    }
}

fn sum(row: &[f32; WIDTH]) -> f32 {
    let mut lanes = [0.0; LANES];
    for part in row.as_chunks::<LANES>().0 {
        lanes.iter_mut().zip(part).for_each(|(lane, number)| *lane += number);
    }
    lanes.iter().sum()
}

/// How many rows go through a layer at once: few enough for the machine's nearest memory.
const BLOCK: usize = 32;

/// Farther from a word than anything that matters.
const FAR: usize = REACH + 1;

/// The vectors of several sentences below one another, with [`REACH`] rows of zeros before and after each, as in
/// training. What a sentence is next to does not change its vectors.
#[derive(Default)]
pub(super) struct Padded {
    rows: Vec<f32>,
    /// How far each row is from the nearest word: 0 for a word.
    distance: Vec<usize>,
    // Room for the numbers between two steps, kept so that it is not asked for anew.
    next: Vec<f32>,
    windows: Vec<f32>,
    candidates: Vec<f32>,
}

impl Padded {
    /// Lays sentences out anew, each given as the vectors of its words.
    pub(super) fn fill<'v>(&mut self, sentences: impl Iterator<Item = impl Iterator<Item = &'v [f32]>>) {
        self.rows.clear();
        self.distance.clear();
        self.pad();
        for sentence in sentences {
            for vector in sentence {
                self.rows.extend_from_slice(vector);
                self.distance.push(0);
            }
            self.pad();
        }
        self.next.resize(self.rows.len(), 0.0);
        let mut before = FAR;
        for distance in self.distance.iter_mut() {
            before = (*distance).min(before + 1);
            *distance = before;
        }
        for distance in self.distance.iter_mut().rev() {
            before = (*distance).min(before + 1);
            *distance = before;
        }
    }

    fn pad(&mut self) {
        self.rows.resize(self.rows.len() + REACH * WIDTH, 0.0);
        self.distance.resize(self.distance.len() + REACH, FAR);
    }

    /// One layer. Rows that lie farther from a word than `remaining`, the number of layers to come, cannot reach one
    /// any more and are left as they are.
    fn look_around(&mut self, layer: &Hidden, remaining: usize) {
        let mut live = (0..self.distance.len()).filter(|row| self.distance[*row] <= remaining).peekable();
        while live.peek().is_some() {
            let block: Vec<usize> = live.by_ref().take(BLOCK).collect();
            self.windows.clear();
            for row in &block {
                self.windows.extend_from_slice(&self.rows[(row - 1) * WIDTH..][..3 * WIDTH]);
            }
            layer.candidates.apply(&self.windows, &mut self.candidates);
            for (row, candidates) in block.iter().zip(self.candidates.chunks_exact(PIECES * WIDTH)) {
                let (old, new) = (&self.rows[row * WIDTH..][..WIDTH], &mut self.next[row * WIDTH..][..WIDTH]);
                let found = layer.best(candidates);
                new.iter_mut().zip(old).zip(found).for_each(|((new, old), found)| *new = old + found);
            }
        }
        std::mem::swap(&mut self.rows, &mut self.next);
    }

    /// The vectors of the words alone, sentence after sentence.
    pub(super) fn words(&self, out: &mut Vec<f32>) {
        out.clear();
        for (row, distance) in self.rows.chunks_exact(WIDTH).zip(&self.distance) {
            if *distance == 0 {
                out.extend_from_slice(row);
            }
        }
    }
}
