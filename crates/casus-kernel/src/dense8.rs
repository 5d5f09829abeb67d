//! A layer of a network in 8-bit whole numbers: a quarter of the memory and several times the speed of [`Dense`], for a
//! little exactness. Weights are cut to 8 bits once, with a scale for each output; the rows that go in are cut while the
//! program runs, with a scale for each row ([`Bytes`]).
//!
//! [`Dense`]: crate::Dense

use crate::blocks::{blocks, with_rows};
use crate::lanes::{Fours, LANES, Lanes, Line, ROUNDER, filled, put};
use crate::path::{Path, on_each_path};

/// What stands for zero in a row of [`Bytes`].
const ZERO: i32 = 128;

/// Below this a row holds nothing that 8 bits could tell from zero without leaving the range of fractions.
const NOTHING: f32 = 1e-30;

/// A layer, its weights packed for sixteen outputs side by side.
///
/// An output is its bias and the exact sum of products of whole numbers, turned into a fraction, times the scale of the
/// row times the scale of the output; one rounding each, so all paths agree to the last bit.
#[derive(Clone, Debug)]
pub struct Dense8 {
    /// `[outputs / 16, rounded up][inputs / 4, rounded up]`, zero where there is no output or no input.
    weights: Vec<Fours>,
    /// For each panel of sixteen outputs.
    ends: Vec<End>,
    outputs: usize,
    inputs: usize,
}

/// What makes an output of a sum.
#[derive(Clone, Debug)]
struct End {
    /// What the sum holds too much, since [`ZERO`] stands for zero.
    less: [i32; LANES],
    scale: [f32; LANES],
    bias: [f32; LANES],
}

/// Rows in 8 bits, each with a scale: a number is its byte less 128, times the scale of its row. Kept from one layer to
/// the next only to spare the memory's making.
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    /// Rows of whole fours.
    values: Vec<[u8; 4]>,
    scales: Vec<f32>,
    inputs: usize,
}

impl Bytes {
    /// Cuts rows `[m][inputs]` to 8 bits: the largest size in a row becomes 127, the others are rounded to the nearest
    /// whole number, a tie to the even one. A last row that is cut short is not read.
    pub fn fill(&mut self, rows: &[f32], inputs: usize) {
        self.fill_on(Path::best(), rows, inputs);
    }

    /// The same on a path of one's choice, the plain one where the machine lacks it.
    pub fn fill_on(&mut self, path: Path, rows: &[f32], inputs: usize) {
        let count = rows.len().checked_div(inputs).unwrap_or(0);
        self.inputs = inputs;
        self.scales.resize(count, 0.0);
        self.values.resize(count * inputs.div_ceil(4), [0; 4]);
        fill(path, self, rows);
    }
}

on_each_path! {
    fn fill(bytes: &mut Bytes, rows: &[f32]) = fill_body;
}

#[inline(always)]
fn fill_body<L: Lanes>(bytes: &mut Bytes, rows: &[f32]) {
    let Bytes { values, scales, inputs } = bytes;
    let fours = inputs.div_ceil(4);
    for (row, scale) in scales.iter_mut().enumerate() {
        let numbers = &rows[row * *inputs..][..*inputs];
        let bytes = values[row * fours..][..fours].as_flattened_mut();
        let (whole, rest) = numbers.as_chunks::<LANES>();
        let rest = filled(rest, 0.0);
        let mut largest = L::load(&rest).size();
        for some in whole {
            largest = L::load(some).size().max(largest);
        }
        let largest = largest.largest();
        let nothing = largest < NOTHING;
        *scale = if nothing { 0.0 } else { largest / 127.0 };
        let factor = L::all(if nothing { 0.0 } else { 127.0 / largest });
        let zero = L::all(ROUNDER + ZERO as f32);
        for (bytes, some) in bytes.chunks_mut(LANES).zip(whole.iter().chain([&rest])) {
            bytes.copy_from_slice(&L::load(some).mul_add(factor, zero).low_bytes()[..bytes.len()]);
        }
    }
}

impl Dense8 {
    /// A layer of weights `[outputs][inputs]`, row by row, with a scale and a bias an output. What is missing is zero, and
    /// what is too many is left out; whoever reads weights from a file checks their number there.
    pub fn new(weights: &[i8], scales: &[f32], bias: &[f32], outputs: usize, inputs: usize) -> Dense8 {
        let (panels, fours) = (outputs.div_ceil(LANES), inputs.div_ceil(4));
        let end = End { less: [0; LANES], scale: [0.0; LANES], bias: [0.0; LANES] };
        let mut layer =
            Dense8 { weights: vec![Line([[0; 4]; LANES]); panels * fours], ends: vec![end; panels], outputs, inputs };
        for output in 0..outputs {
            let end = &mut layer.ends[output / LANES];
            end.scale[output % LANES] = scales.get(output).copied().unwrap_or(0.0);
            end.bias[output % LANES] = bias.get(output).copied().unwrap_or(0.0);
        }
        for (output, row) in weights.chunks(inputs.max(1)).take(outputs).enumerate() {
            let (panel, lane) = (output / LANES, output % LANES);
            for (line, four) in layer.weights[panel * fours..][..fours].iter_mut().zip(row.chunks(4)) {
                line.0[lane][..four.len()].copy_from_slice(four);
            }
            layer.ends[panel].less[lane] =
                row.iter().map(|weight| ZERO * i32::from(*weight)).fold(0, i32::wrapping_add);
        }
        layer
    }

    /// How many numbers a row has that goes in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers a row has that comes out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// From rows in 8 bits to `out`, `[m][outputs]`; what was in `out` before is lost. Rows of another width than the
    /// layer's give nothing.
    pub fn apply(&self, rows: &Bytes, out: &mut Vec<f32>) {
        self.apply_on(Path::best(), rows, out);
    }

    /// The same on a path of one's choice, the plain one where the machine lacks it.
    pub fn apply_on(&self, path: Path, rows: &Bytes, out: &mut Vec<f32>) {
        let count = if rows.inputs == self.inputs { rows.scales.len() } else { 0 };
        out.resize(count * self.outputs, 0.0);
        if count > 0 {
            apply(path, self, rows, out);
        }
    }
}

on_each_path! {
    fn apply(layer: &Dense8, rows: &Bytes, out: &mut [f32]) = apply_body;
}

#[inline(always)]
fn apply_body<L: Lanes>(layer: &Dense8, rows: &Bytes, out: &mut [f32]) {
    let mut panel = 0;
    while panel < layer.ends.len() {
        let panels = L::BYTE_PANELS.min(layer.ends.len() - panel);
        for (number, (first, count)) in blocks(rows.scales.len(), L::BYTE_ROWS).enumerate() {
            let at = At { panel, first, number };
            match panels {
                2 => with_rows!(count, two_panels::<L>(layer, rows, at, out)),
                _ => with_rows!(count, one_panel::<L>(layer, rows, at, out)),
            }
        }
        panel += panels;
    }
}

/// Where a block begins: its first panel and its first row, and how many blocks of rows there were before it.
#[derive(Clone, Copy)]
struct At {
    panel: usize,
    first: usize,
    number: usize,
}

#[inline(always)]
fn one_panel<L: Lanes, const R: usize>(layer: &Dense8, rows: &Bytes, at: At, out: &mut [f32]) {
    block::<L, R, 1>(layer, rows, at, out);
}

#[inline(always)]
fn two_panels<L: Lanes, const R: usize>(layer: &Dense8, rows: &Bytes, at: At, out: &mut [f32]) {
    block::<L, R, 2>(layer, rows, at, out);
}

/// Some rows with the weights of some panels.
#[inline(always)]
fn block<L: Lanes, const R: usize, const P: usize>(layer: &Dense8, rows: &Bytes, at: At, out: &mut [f32]) {
    let (At { panel, first, number }, fours) = (at, layer.inputs.div_ceil(4));
    // Filled in loops: where each slice is known to have so many fours, no fetch from it is checked.
    let (mut weights, mut inputs) = ([&layer.weights[..]; P], [&rows.values[..]; R]);
    for (p, weights) in weights.iter_mut().enumerate() {
        *weights = &layer.weights[(panel + p) * fours..][..fours];
    }
    for (row, inputs) in inputs.iter_mut().enumerate() {
        *inputs = &rows.values[(first + row) * fours..][..fours];
    }
    // The first block of rows asks for the next panel meanwhile, the second for the one after it, and so on, so that the
    // next blocks need not wait for the memory.
    let ahead = if number < P { (panel + P + number) * fours } else { usize::MAX };
    let ahead = layer.weights.get(ahead..ahead.saturating_add(fours)).unwrap_or_default();
    let mut sums = [[L::no_sums(); P]; R];
    for four in 0..fours {
        if let Some(line) = ahead.get(four) {
            L::fetch(line);
        }
        for (sums, inputs) in sums.iter_mut().zip(&inputs) {
            for (sum, weights) in sums.iter_mut().zip(&weights) {
                *sum = L::add_products(*sum, inputs[four], &weights[four]);
            }
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        for (p, sums) in sums.into_iter().enumerate() {
            let end = &layer.ends[panel + p];
            let scale = L::load(&end.scale).times(L::all(rows.scales[first + row]));
            let numbers = L::sums_less(sums, &end.less).mul_add(scale, L::load(&end.bias));
            let (start, width) = ((panel + p) * LANES, (layer.outputs - (panel + p) * LANES).min(LANES));
            put(numbers, &mut out[(first + row) * layer.outputs + start..][..width]);
        }
    }
}
