//! A vector for each word. First from the word alone: rows of four tables, picked by its features and summed, then mixed
//! by one layer. Then four layers look around, each one word to either side, so that a word's vector knows of four words
//! before it and four after. The tree and the names have a network of this kind each.
//!
//! What a word gives to the first of those layers depends on the word alone, so that too is worked out once a word: see
//! [`LONE`]. Sums over a row are taken in sixteen lanes, lane `i` taking every sixteenth number from `i` on, and the
//! lanes then added in order; no step is fused outside the kernel. So a vector is the same on every machine.

use super::features::Features;
use super::hashing::row_hashes;
use crate::weights::{BadWeights, Weights};
use casus_kernel::Dense;

/// Numbers in a word's vector.
pub(super) const WIDTH: usize = 96;
/// A maxout layer has three candidates for each number it gives.
const CANDIDATES: usize = 3 * WIDTH;
/// How many words a vector knows of on either side.
const REACH: usize = 4;
const LANES: usize = 16;

/// What is known of a word that stands alone: its vector; then what it adds to the candidates of the first layer that
/// looks around, in its own row, in that of the word after it, and in that of the word before it.
pub(super) const LONE: usize = WIDTH + 3 * CANDIDATES;

/// One network.
pub(super) struct WordVectors {
    tables: Vec<Table>,
    /// Whether a space follows, and whether the word is white space itself: rows for no and yes.
    answers: Vec<[Vec<f32>; 2]>,
    mix: Hidden,
    /// The first layer that looks around, word by word: `LONE - WIDTH` outputs.
    shares: Dense,
    /// Its candidates in a row where no word is.
    first_bias: Vec<f32>,
    first: Finish,
    around: Vec<Hidden>,
}

/// A table of rows that features are hashed into.
struct Table {
    rows: Vec<f32>,
    seed: u32,
}

/// A layer: candidates, and what is made of them.
struct Hidden {
    candidates: Dense,
    finish: Finish,
}

/// The largest of three candidates for each number, then brought to mean zero and spread one, then scaled.
struct Finish {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl WordVectors {
    /// The network whose tensors begin with `prefix`; `answers` names its questions of yes or no.
    pub(super) fn read(weights: &Weights, prefix: &str, answers: &[&str]) -> Result<WordVectors, BadWeights> {
        let tables = tables(weights, prefix)?;
        let answer = |name: &&str| {
            let rows = weights.floats(&format!("{prefix}.{name}"), &[2, WIDTH])?;
            let (no, yes) = rows.split_at(WIDTH);
            Ok([no.to_vec(), yes.to_vec()])
        };
        let answers = answers.iter().map(answer).collect::<Result<Vec<_>, BadWeights>>()?;
        let inputs = (tables.len() + answers.len()) * WIDTH;
        let layer = |place: usize| Hidden::read(weights, &format!("{prefix}.window{place}"), 3 * WIDTH);
        let first = format!("{prefix}.window1");
        Ok(WordVectors {
            mix: Hidden::read(weights, &format!("{prefix}.mix"), inputs)?,
            shares: shares(weights, &first)?,
            first_bias: weights.floats(&format!("{first}.bias"), &[CANDIDATES])?,
            first: Finish::read(weights, &first)?,
            around: (2..=REACH).map(layer).collect::<Result<_, _>>()?,
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

    /// From rows of [`WordVectors::look_up`] to words that stand alone, [`LONE`] numbers each; adds them to `out`.
    pub(super) fn mix(&self, rows: &[f32], out: &mut Vec<f32>) {
        let (mut candidates, mut shares) = (Vec::new(), Vec::new());
        for block in rows.chunks(BLOCK * self.mix.candidates.inputs()) {
            self.mix.candidates.apply(block, &mut candidates);
            let vectors: Vec<f32> =
                candidates.chunks_exact(CANDIDATES).flat_map(|row| self.mix.finish.of(row)).collect();
            self.shares.apply(&vectors, &mut shares);
            for (vector, shares) in vectors.chunks_exact(WIDTH).zip(shares.chunks_exact(LONE - WIDTH)) {
                out.extend_from_slice(vector);
                out.extend_from_slice(shares);
            }
        }
    }

    /// The vectors of all words of some sentences, one after another, from what is known of each word alone.
    pub(super) fn look_around<'w>(
        &self,
        sentences: impl Iterator<Item = impl Iterator<Item = &'w [f32]>>,
        surroundings: &mut Surroundings,
        out: &mut Vec<f32>,
    ) {
        let lone = surroundings.lay_out(sentences);
        surroundings.first_layer(self, &lone);
        for (done, layer) in self.around.iter().enumerate() {
            surroundings.layer(layer, self.around.len() - 1 - done);
        }
        surroundings.words(out);
    }
}

/// The tables of the four features, with the seeds that they are hashed with.
fn tables(weights: &Weights, prefix: &str) -> Result<Vec<Table>, BadWeights> {
    let seeds = format!("{prefix}.seeds");
    let mut tables = Vec::new();
    for (feature, seed) in ["norm", "prefix", "suffix", "shape"].into_iter().zip(weights.text(&seeds)?.lines()) {
        let name = format!("{prefix}.{feature}");
        let count = weights.shape(&name)?.first().copied().filter(|count| *count > 0);
        let count = count.ok_or_else(|| BadWeights::new(&name, "has no rows"))?;
        let seed = seed.parse().map_err(|_| BadWeights::new(&seeds, "holds something other than numbers"))?;
        tables.push(Table { rows: weights.floats(&name, &[count, WIDTH])?, seed });
    }
    Ok(tables)
}

/// A layer over three words, in three parts side by side: for the word in the middle with the bias, for the one before
/// it and for the one after it.
fn shares(weights: &Weights, prefix: &str) -> Result<Dense, BadWeights> {
    let weight = weights.floats(&format!("{prefix}.weight"), &[CANDIDATES, 3 * WIDTH])?;
    let rows = weight.chunks_exact(3 * WIDTH);
    let part = |place: usize| rows.clone().flat_map(move |row| row[place * WIDTH..][..WIDTH].iter().copied());
    let parts: Vec<f32> = part(1).chain(part(0)).chain(part(2)).collect();
    let bias = weights.floats(&format!("{prefix}.bias"), &[CANDIDATES])?;
    Ok(Dense::new(&parts, &bias, 3 * CANDIDATES, WIDTH))
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
        let weight = weights.floats(&format!("{prefix}.weight"), &[CANDIDATES, inputs])?;
        let bias = weights.floats(&format!("{prefix}.bias"), &[CANDIDATES])?;
        let candidates = Dense::new(&weight, &bias, CANDIDATES, inputs);
        Ok(Hidden { candidates, finish: Finish::read(weights, prefix)? })
    }
}

impl Finish {
    fn read(weights: &Weights, prefix: &str) -> Result<Finish, BadWeights> {
        let gain = weights.floats(&format!("{prefix}.gain"), &[WIDTH])?;
        Ok(Finish { gain, shift: weights.floats(&format!("{prefix}.shift"), &[WIDTH])? })
    }

    /// What the layer gives for the candidates of one row.
    fn of(&self, candidates: &[f32]) -> [f32; WIDTH] {
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

/// The vectors of several sentences below one another, with [`REACH`] empty rows before and after each, as in training.
/// What a sentence is next to does not change its vectors.
#[derive(Default)]
pub(super) struct Surroundings {
    rows: Vec<f32>,
    /// How far each row is from the nearest word: 0 for a word.
    distance: Vec<usize>,
    // Room for the numbers between two steps, kept so that it is not asked for anew.
    next: Vec<f32>,
    windows: Vec<f32>,
    candidates: Vec<f32>,
}

impl Surroundings {
    /// What is known of the word in each row; nothing in an empty row.
    fn lay_out<'w>(
        &mut self,
        sentences: impl Iterator<Item = impl Iterator<Item = &'w [f32]>>,
    ) -> Vec<Option<&'w [f32]>> {
        let mut lone = vec![None; REACH];
        for sentence in sentences {
            lone.extend(sentence.map(Some));
            lone.resize(lone.len() + REACH, None);
        }
        self.distance.clear();
        self.distance.extend(lone.iter().map(|word| if word.is_some() { 0 } else { FAR }));
        let mut before = FAR;
        for distance in self.distance.iter_mut() {
            before = (*distance).min(before + 1);
            *distance = before;
        }
        for distance in self.distance.iter_mut().rev() {
            before = (*distance).min(before + 1);
            *distance = before;
        }
        self.rows.resize(lone.len() * WIDTH, 0.0);
        self.next.resize(lone.len() * WIDTH, 0.0);
        lone
    }

    /// The first layer, from what each word adds to its own row and to those beside it.
    fn first_layer(&mut self, network: &WordVectors, lone: &[Option<&[f32]>]) {
        let share = |row: usize, place: usize| Some(&(*lone.get(row)?)?[WIDTH + place * CANDIDATES..][..CANDIDATES]);
        let mut candidates = [0.0; CANDIDATES];
        for row in (0..lone.len()).filter(|row| self.distance[*row] < REACH) {
            candidates.copy_from_slice(share(row, 0).unwrap_or(&network.first_bias));
            for beside in [share(row - 1, 1), share(row + 1, 2)].into_iter().flatten() {
                candidates.iter_mut().zip(beside).for_each(|(sum, number)| *sum += number);
            }
            let new = &mut self.rows[row * WIDTH..][..WIDTH];
            new.copy_from_slice(&network.first.of(&candidates));
            if let Some(word) = lone[row] {
                new.iter_mut().zip(word).for_each(|(new, old)| *new += old);
            }
        }
    }

    /// One of the other layers. Rows that lie farther from a word than `remaining`, the number of layers to come, cannot
    /// reach one any more and are left as they are.
    fn layer(&mut self, layer: &Hidden, remaining: usize) {
        let mut live = (0..self.distance.len()).filter(|row| self.distance[*row] <= remaining).peekable();
        while live.peek().is_some() {
            let block: Vec<usize> = live.by_ref().take(BLOCK).collect();
            self.windows.clear();
            for row in &block {
                self.windows.extend_from_slice(&self.rows[(row - 1) * WIDTH..][..3 * WIDTH]);
            }
            layer.candidates.apply(&self.windows, &mut self.candidates);
            for (row, candidates) in block.iter().zip(self.candidates.chunks_exact(CANDIDATES)) {
                let (old, new) = (&self.rows[row * WIDTH..][..WIDTH], &mut self.next[row * WIDTH..][..WIDTH]);
                let found = layer.finish.of(candidates);
                new.iter_mut().zip(old).zip(found).for_each(|((new, old), found)| *new = old + found);
            }
        }
        std::mem::swap(&mut self.rows, &mut self.next);
    }

    /// The vectors of the words alone, sentence after sentence.
    fn words(&self, out: &mut Vec<f32>) {
        out.clear();
        for (row, distance) in self.rows.chunks_exact(WIDTH).zip(&self.distance) {
            if *distance == 0 {
                out.extend_from_slice(row);
            }
        }
    }
}
