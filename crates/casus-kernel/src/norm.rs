//! Brings a row of numbers to mean zero and spread one, then to the scale and place that were learned for each of them.

use crate::lanes::{LANES, Lanes, filled};
use crate::path::{Path, on_each_path};

/// A norm of a layer.
///
/// Both sums, of the numbers and of the squares of what is left of them without their mean, are of sixteen sums, each of
/// every sixteenth number in order.
#[derive(Clone, Debug)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// Scale and place of each number of a row, and what is added to the variance so that it is never zero. Rows have
    /// as many numbers as the shorter of the two.
    pub fn new(weight: &[f32], bias: &[f32], epsilon: f32) -> Norm {
        let width = weight.len().min(bias.len());
        Norm { weight: weight[..width].to_vec(), bias: bias[..width].to_vec(), epsilon }
    }

    /// Adds `added` to the rows, number by number, and norms them in place. What is added may be empty, or else is as
    /// long as the rows; a last row that is cut short stays as it is.
    pub fn apply(&self, path: Path, rows: &mut [f32], added: &[f32]) {
        if !self.weight.is_empty() {
            apply(path, self, rows, added);
        }
    }
}

on_each_path! {
    fn apply(norm: &Norm, rows: &mut [f32], added: &[f32]) = apply_body;
}

#[inline(always)]
fn apply_body<L: Lanes>(norm: &Norm, rows: &mut [f32], added: &[f32]) {
    let width = norm.weight.len();
    for (row, numbers) in rows.chunks_exact_mut(width).enumerate() {
        if let Some(added) = added.get(row * width..(row + 1) * width) {
            add::<L>(numbers, added);
        }
        one::<L>(norm, numbers);
    }
}

#[inline(always)]
fn add<L: Lanes>(numbers: &mut [f32], added: &[f32]) {
    let ((whole, rest), (more, last)) = (numbers.as_chunks_mut::<LANES>(), added.as_chunks::<LANES>());
    for (some, more) in whole.iter_mut().zip(more) {
        *some = L::load(some).plus(L::load(more)).store();
    }
    for (number, more) in rest.iter_mut().zip(last) {
        *number += more;
    }
}

#[inline(always)]
fn one<L: Lanes>(norm: &Norm, numbers: &mut [f32]) {
    let count = numbers.len() as f32;
    let (whole, rest) = numbers.as_chunks_mut::<LANES>();
    let mut sum = L::load(&filled(rest, 0.0));
    for some in whole.iter() {
        sum = L::load(some).plus(sum);
    }
    let mean = sum.total() / count;
    let centre = L::all(mean);
    let last = L::load(&filled(rest, mean)).minus(centre);
    let mut squares = last.times(last);
    for some in whole.iter() {
        let apart = L::load(some).minus(centre);
        squares = apart.mul_add(apart, squares);
    }
    let factor = L::all(1.0 / (squares.total() / count + norm.epsilon).sqrt());
    let (weights, biases) = (norm.weight.as_chunks::<LANES>(), norm.bias.as_chunks::<LANES>());
    for ((some, weight), bias) in whole.iter_mut().zip(weights.0).zip(biases.0) {
        let apart = L::load(some).minus(centre).times(factor);
        *some = apart.mul_add(L::load(weight), L::load(bias)).store();
    }
    let last = last.times(factor).mul_add(L::load(&filled(weights.1, 0.0)), L::load(&filled(biases.1, 0.0)));
    rest.copy_from_slice(&last.store()[..rest.len()]);
}
