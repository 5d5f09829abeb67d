//! The choice of the next move, for the tree and for the names alike. A state points at a few words; each word has,
//! for each place it can be pointed at from, a share that is worked out once a sentence. The shares of a state are
//! summed, the larger of two candidates taken for each number, and the scores of all moves read off. What the moves
//! do, and which of them a state allows, is for the others to say.

use super::vectors::WIDTH;
use crate::weights::{BadWeights, Weights};
use casus_kernel::Dense;

/// Numbers that a word is narrowed to, and numbers that describe a state.
const HIDDEN: usize = 64;
/// Two candidates for each number that describes a state.
const SHARE: usize = 2 * HIDDEN;

/// The layers that score moves, for states that point at `PLACES` words.
pub(super) struct Moves<const PLACES: usize> {
    narrow: Dense,
    shares: Dense,
    bias: [f32; SHARE],
    /// The share of each place that points at no word.
    absent: Vec<f32>,
    scores: Dense,
}

impl<const PLACES: usize> Moves<PLACES> {
    /// The layers whose tensors begin with `prefix`, for so many moves.
    pub(super) fn read(weights: &Weights, prefix: &str, moves: usize) -> Result<Moves<PLACES>, BadWeights> {
        let mut bias = [0.0; SHARE];
        bias.copy_from_slice(&weights.floats(&format!("{prefix}.places.bias"), &[SHARE])?);
        let dense = |layer: &str, outputs: usize, inputs: usize, bias: Option<Vec<f32>>| {
            let weight = weights.floats(&format!("{prefix}.{layer}.weight"), &[outputs, inputs])?;
            let bias = match bias {
                Some(bias) => bias,
                None => weights.floats(&format!("{prefix}.{layer}.bias"), &[outputs])?,
            };
            Ok::<Dense, BadWeights>(Dense::new(&weight, &bias, outputs, inputs))
        };
        Ok(Moves {
            narrow: dense("narrow", HIDDEN, WIDTH, None)?,
            shares: dense("places", PLACES * SHARE, HIDDEN, Some(Vec::new()))?,
            bias,
            absent: weights.floats(&format!("{prefix}.places.absent"), &[PLACES * SHARE])?,
            scores: dense("scores", moves, HIDDEN, None)?,
        })
    }

    /// Lets all states take moves until they are finished. `vectors` holds those of all words that they may point at.
    /// They move together, because many states are scored faster at once; none sees another.
    pub(super) fn run<S: State<PLACES>>(&self, vectors: &[f32], states: &mut [S]) {
        let (mut narrowed, mut shares) = (Vec::new(), Vec::new());
        self.narrow.apply(vectors, &mut narrowed);
        self.shares.apply(&narrowed, &mut shares);
        let mut unfinished: Vec<usize> = (0..states.len()).filter(|at| !states[*at].is_finished()).collect();
        let (mut described, mut scores) = (Vec::new(), Vec::new());
        while !unfinished.is_empty() {
            described.clear();
            for at in &unfinished {
                described.extend_from_slice(&self.describe(&shares, states[*at].places()));
            }
            self.scores.apply(&described, &mut scores);
            let rows = scores.chunks_exact(self.scores.outputs());
            unfinished.iter().zip(rows).for_each(|(at, scores)| states[*at].step(scores));
            unfinished.retain(|at| !states[*at].is_finished());
        }
    }

    /// The numbers that describe a state which points at these words.
    fn describe(&self, shares: &[f32], places: [Option<usize>; PLACES]) -> [f32; HIDDEN] {
        let mut sum = self.bias;
        for (place, word) in places.into_iter().enumerate() {
            let share = match word {
                Some(word) => &shares[(word * PLACES + place) * SHARE..][..SHARE],
                None => &self.absent[place * SHARE..][..SHARE],
            };
            sum.iter_mut().zip(share).for_each(|(sum, number)| *sum += number);
        }
        let (first, second) = sum.split_at(HIDDEN);
        let mut state = [0.0; HIDDEN];
        for ((larger, a), b) in state.iter_mut().zip(first).zip(second) {
            *larger = if a > b { *a } else { *b };
        }
        state
    }
}

/// A sentence while moves are being made in it.
pub(super) trait State<const PLACES: usize> {
    /// Whether there is nothing left to do.
    fn is_finished(&self) -> bool;
    /// The words that it points at, counted among all words.
    fn places(&self) -> [Option<usize>; PLACES];
    /// Takes the best move that it allows.
    fn step(&mut self, scores: &[f32]);
}

/// The best of the moves in a range; of equal ones the first.
pub(super) fn best_of(scores: &[f32], moves: std::ops::Range<usize>) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for place in moves {
        let score = *scores.get(place)?;
        if best.is_none_or(|(_, so_far)| score > so_far) {
            best = Some((place, score));
        }
    }
    best
}
