//! The encoder: from the pieces of a sentence to a vector for each, in which it knows of the others. A small BERT, its
//! layers in 8 bits; beside the piece and its place, its word's shape, label in the tree and kind of name go in.

use super::BadWeights;
use crate::weights::Weights;
use casus_kernel::{Attention, Bytes, Dense, Dense8, Norm, Path, gelu};

/// What the norms were trained with.
const EPSILON: f32 = 1e-12;

/// A piece of a word with all that goes in of it; all but the first are rows of the tables of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) piece: u32,
    pub(super) shape: usize,
    pub(super) label: usize,
    pub(super) name: usize,
    /// 0 in neither, 1 in the source, 2 in the target that a relation is asked for.
    pub(super) pair: usize,
}

/// The weights of the encoder.
#[derive(Debug)]
pub(super) struct Encoder {
    /// Vectors of the pieces in 8 bits, where the file has them, and the scale of each.
    pieces: (&'static [i8], Vec<f32>),
    positions: Table,
    shapes: Table,
    labels: Table,
    names: Table,
    pairs: Table,
    norm: Norm,
    layers: Vec<Layer>,
    heads: usize,
    /// How many numbers a vector has.
    pub(super) hidden: usize,
}

#[derive(Debug)]
struct Layer {
    /// To queries, keys and values.
    project: Dense8,
    attended: Dense8,
    attended_norm: Norm,
    up: Dense8,
    down: Dense8,
    down_norm: Norm,
}

/// How many rows the tables must have.
pub(super) struct Sizes {
    pub(super) pieces: usize,
    pub(super) shapes: usize,
    pub(super) labels: usize,
    pub(super) names: usize,
}

impl Encoder {
    /// Reads the embeddings and as many layers as there are.
    pub(super) fn read(weights: &Weights<'static>, sizes: Sizes) -> Result<Encoder, BadWeights> {
        let hidden = weights.width("embed.norm.weight")?;
        let positions = weights.shape("embed.position")?.first().copied().unwrap_or(0);
        let table = |name, rows| Table::read(weights, name, rows, hidden);
        let mut layers = Vec::new();
        while weights.has(&format!("layer.{}.qkv", layers.len())) {
            layers.push(Layer::read(weights, &format!("layer.{}", layers.len()), hidden)?);
        }
        let heads: usize = weights.number("heads")?;
        if heads == 0 || hidden % heads != 0 {
            return Err(BadWeights::new("heads", format!("do not divide {hidden}")));
        }
        if layers.is_empty() {
            return Err(BadWeights::new("layer.0.qkv", "is not in it"));
        }
        if positions < 3 {
            return Err(BadWeights::new("embed.position", "has no place for a word"));
        }
        Ok(Encoder {
            pieces: (
                weights.integers("embed.word", &[sizes.pieces, hidden])?,
                weights.floats("embed.word.scale", &[sizes.pieces])?,
            ),
            positions: table("embed.position", positions)?,
            shapes: table("embed.shape", sizes.shapes)?,
            labels: table("embed.label", sizes.labels)?,
            names: table("embed.name", sizes.names)?,
            pairs: table("embed.pair", 3)?,
            norm: norm(weights, "embed.norm", hidden)?,
            layers,
            heads,
            hidden,
        })
    }

    /// How many pieces it can read at once.
    pub(super) fn longest(&self) -> usize {
        self.positions.rows.len() / self.hidden
    }

    /// A vector for each of the pieces that are `wanted` by their places, `[wanted][hidden]`; the last layer is spared the
    /// others. Before each layer `go_on` is asked, given how many there were and the vectors of all pieces; at its no there
    /// is nothing.
    pub(super) fn encode(
        &self,
        path: Path,
        pieces: &[Piece],
        wanted: &[usize],
        go_on: impl Fn(usize, &[f32]) -> bool,
    ) -> Option<Vec<f32>> {
        let mut vectors = self.embed(pieces);
        self.norm.apply(path, &mut vectors, &[]);
        let (mut attention, mut bytes) = (Attention::default(), Bytes::default());
        let (mut wide, mut narrow) = (Vec::new(), Vec::new());
        for (before, layer) in self.layers.iter().enumerate() {
            if !go_on(before, &vectors) {
                return None;
            }
            bytes.fill_on(path, &vectors, self.hidden);
            layer.project.apply_on(path, &bytes, &mut wide);
            attention.apply(path, &wide, self.heads, self.hidden, &mut narrow);
            if before + 1 == self.layers.len() {
                narrow = self.rows(&narrow, wanted);
                vectors = self.rows(&vectors, wanted);
            }
            bytes.fill_on(path, &narrow, self.hidden);
            layer.attended.apply_on(path, &bytes, &mut narrow);
            layer.attended_norm.apply(path, &mut vectors, &narrow);

            bytes.fill_on(path, &vectors, self.hidden);
            layer.up.apply_on(path, &bytes, &mut wide);
            gelu(path, &mut wide);
            bytes.fill_on(path, &wide, layer.up.outputs());
            layer.down.apply_on(path, &bytes, &mut narrow);
            layer.down_norm.apply(path, &mut vectors, &narrow);
        }
        Some(vectors)
    }

    /// These rows of some vectors.
    fn rows(&self, vectors: &[f32], wanted: &[usize]) -> Vec<f32> {
        wanted.iter().flat_map(|row| &vectors[row * self.hidden..][..self.hidden]).copied().collect()
    }

    /// For each piece the sum of what the tables have for it, taken in the order in which they stand here.
    fn embed(&self, pieces: &[Piece]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(pieces.len() * self.hidden);
        for (position, piece) in pieces.iter().enumerate() {
            let start = piece.piece as usize * self.hidden;
            let whole = self.pieces.0.get(start..start + self.hidden).unwrap_or_default();
            let scale = self.pieces.1.get(piece.piece as usize).copied().unwrap_or(0.0);
            let first = vectors.len();
            vectors.extend(whole.iter().map(|number| f32::from(*number) * scale));
            let vector = &mut vectors[first..];
            self.positions.add(position, vector);
            self.shapes.add(piece.shape, vector);
            self.labels.add(piece.label, vector);
            self.names.add(piece.name, vector);
            self.pairs.add(piece.pair, vector);
        }
        vectors
    }
}

impl Layer {
    fn read(weights: &Weights, name: &str, hidden: usize) -> Result<Layer, BadWeights> {
        let wide = weights.width(&format!("{name}.up.bias"))?;
        let dense = |part: &str, outputs, inputs| dense8(weights, &format!("{name}.{part}"), outputs, inputs);
        Ok(Layer {
            project: dense("qkv", 3 * hidden, hidden)?,
            attended: dense("attended", hidden, hidden)?,
            attended_norm: norm(weights, &format!("{name}.norm1"), hidden)?,
            up: dense("up", wide, hidden)?,
            down: dense("down", hidden, wide)?,
            down_norm: norm(weights, &format!("{name}.norm2"), hidden)?,
        })
    }
}

/// Rows of one width, one for each of a few things that can be said of a word.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<f32>,
    width: usize,
}

impl Table {
    pub(super) fn read(weights: &Weights, name: &str, rows: usize, width: usize) -> Result<Table, BadWeights> {
        Ok(Table { rows: weights.floats(name, &[rows, width])?, width })
    }

    /// Adds a row to a vector; nothing where there is no such row.
    pub(super) fn add(&self, row: usize, vector: &mut [f32]) {
        let row = self.rows.get(row * self.width..(row + 1) * self.width).unwrap_or_default();
        vector.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
    }
}

/// A layer in 8 bits with a scale and a bias an output.
fn dense8(weights: &Weights, name: &str, outputs: usize, inputs: usize) -> Result<Dense8, BadWeights> {
    let numbers = weights.integers(name, &[outputs, inputs])?;
    let scales = weights.floats(&format!("{name}.scale"), &[outputs])?;
    let bias = weights.floats(&format!("{name}.bias"), &[outputs])?;
    Ok(Dense8::new(numbers, &scales, &bias, outputs, inputs))
}

fn norm(weights: &Weights, name: &str, width: usize) -> Result<Norm, BadWeights> {
    let weight = weights.floats(&format!("{name}.weight"), &[width])?;
    Ok(Norm::new(&weight, &weights.floats(&format!("{name}.bias"), &[width])?, EPSILON))
}

/// A layer in fractions, `head.NAME`, with or without a bias.
pub(super) fn dense(weights: &Weights, name: &str, outputs: usize, inputs: usize) -> Result<Dense, BadWeights> {
    let name = format!("head.{name}");
    let numbers = weights.floats(&format!("{name}.weight"), &[outputs, inputs])?;
    let bias = format!("{name}.bias");
    let bias = if weights.has(&bias) { weights.floats(&bias, &[outputs])? } else { Vec::new() };
    Ok(Dense::new(&numbers, &bias, outputs, inputs))
}
