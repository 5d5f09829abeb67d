//! A layer of a network in 32-bit fractions: every output is a bias and the products of all inputs with that output's
//! weights. It has no curve after it and keeps no state.

use crate::blocks::{blocks, with_rows};
use crate::lanes::{Fractions, LANES, Lanes, Line, put};
use crate::path::{Path, on_each_path};

/// A layer, its weights packed for sixteen outputs side by side.
///
/// An output is its bias, to which the products are added one by one in the order of the inputs, each with a fused
/// multiply-add. That is the order on every path, so all paths agree to the last bit.
#[derive(Clone, Debug)]
pub struct Dense {
    /// `[outputs / 16, rounded up][inputs]` lines of sixteen weights, zero where there is no output.
    weights: Vec<Fractions>,
    /// As many as the panels have outputs.
    bias: Vec<Fractions>,
    outputs: usize,
    inputs: usize,
}

impl Dense {
    /// A layer of weights `[outputs][inputs]`, row by row, and one bias an output. A weight or bias that is missing is
    /// zero, and one too many is left out; whoever reads weights from a file checks their number there.
    pub fn new(weights: &[f32], bias: &[f32], outputs: usize, inputs: usize) -> Dense {
        let panels = outputs.div_ceil(LANES);
        let zeros = |count| vec![Line([0.0; LANES]); count];
        let mut layer = Dense { weights: zeros(panels * inputs), bias: zeros(panels), outputs, inputs };
        for (output, bias) in bias.iter().take(outputs).enumerate() {
            layer.bias[output / LANES].0[output % LANES] = *bias;
        }
        for (output, row) in weights.chunks(inputs.max(1)).take(outputs).enumerate() {
            let lines = &mut layer.weights[output / LANES * inputs..][..inputs];
            for (line, weight) in lines.iter_mut().zip(row) {
                line.0[output % LANES] = *weight;
            }
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

    /// From rows `[m][inputs]` to `out`, `[m][outputs]`; what was in `out` before is lost. A last row that is cut short
    /// is not read.
    pub fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        self.apply_on(Path::best(), rows, out);
    }

    /// The same on a path of one's choice, the plain one where the machine lacks it.
    pub fn apply_on(&self, path: Path, rows: &[f32], out: &mut Vec<f32>) {
        let count = rows.len().checked_div(self.inputs).unwrap_or(0);
        out.resize(count * self.outputs, 0.0);
        apply(path, self, Rows { values: rows, stride: self.inputs, count }, out);
    }
}

on_each_path! {
    fn apply(layer: &Dense, rows: Rows, out: &mut [f32]) = apply_body;
}

#[inline(always)]
fn apply_body<L: Lanes>(layer: &Dense, rows: Rows, out: &mut [f32]) {
    for (panel, bias) in layer.bias.iter().enumerate() {
        let (first, weights) = (panel * LANES, &layer.weights[panel * layer.inputs..][..layer.inputs]);
        let width = (layer.outputs - first).min(LANES);
        times::<L>(rows, weights, bias, Place { out, first, width, stride: layer.outputs });
    }
}

/// Rows to be multiplied: each begins `stride` numbers after the one before it.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) count: usize,
}

/// Where the outputs of a panel go: `width` numbers (16 at most) from `first` on, and again every `stride` numbers.
pub(crate) struct Place<'a> {
    pub(crate) out: &'a mut [f32],
    pub(crate) first: usize,
    pub(crate) width: usize,
    pub(crate) stride: usize,
}

/// Multiplies rows with the weights of one panel.
#[inline(always)]
pub(crate) fn times<L: Lanes>(rows: Rows, weights: &[Fractions], bias: &Fractions, mut place: Place) {
    for (first, count) in blocks(rows.count, L::ROWS) {
        with_rows!(count, block::<L>(rows, first, weights, bias, &mut place));
    }
}

#[inline(always)]
fn block<L: Lanes, const R: usize>(
    rows: Rows,
    first: usize,
    weights: &[Fractions],
    bias: &Fractions,
    place: &mut Place,
) {
    // Filled in a loop: where each slice is known to be as long as the weights, no fetch from it is checked.
    let mut inputs = [rows.values; R];
    for (row, inputs) in inputs.iter_mut().enumerate() {
        *inputs = &rows.values[(first + row) * rows.stride..][..weights.len()];
    }
    let mut sums = [L::load(&bias.0); R];
    for (input, weights) in weights.iter().enumerate() {
        let weights = L::load(&weights.0);
        for (sum, inputs) in sums.iter_mut().zip(&inputs) {
            *sum = L::all(inputs[input]).mul_add(weights, *sum);
        }
    }
    for (row, sum) in sums.into_iter().enumerate() {
        let start = (first + row) * place.stride + place.first;
        put(sum, &mut place.out[start..start + place.width]);
    }
}
