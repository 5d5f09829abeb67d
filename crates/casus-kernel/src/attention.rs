//! Attention over one sentence: every piece gathers from all others, in several heads, as much as its query and their
//! keys agree. The layers that make queries, keys and values, and the one that takes what was gathered, are not part of
//! it.

use crate::curves::shares;
use crate::dense::{Place, Rows, times};
use crate::lanes::{Fractions, LANES, Lanes, Line};
use crate::path::{Path, on_each_path};

/// Attention, with the room that it works in kept from one sentence to the next.
///
/// Every agreement and every gathered number is a sum of products in the order of the head's numbers or of the pieces,
/// each added with a fused multiply-add.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    /// Of one head, packed like the weights of a layer: `[pieces / 16][width of a head]`.
    keys: Vec<Fractions>,
    /// `[width of a head / 16][pieces]`.
    values: Vec<Fractions>,
    /// `[pieces][pieces, rounded up to sixteens]`.
    shares: Vec<f32>,
}

/// No bias.
const NONE: Fractions = Line([0.0; LANES]);

impl Attention {
    /// From queries, keys and values, `[pieces][3][heads][width of a head]`, to what is gathered, `[pieces][heads][width
    /// of a head]`; what was in `out` before is lost. `hidden` is the heads' width together; where it is no multiple of
    /// their number, what is left over at the end of a row is zero.
    pub fn apply(&mut self, path: Path, projected: &[f32], heads: usize, hidden: usize, out: &mut Vec<f32>) {
        let pieces = projected.len().checked_div(3 * hidden).unwrap_or(0);
        let width = hidden.checked_div(heads).unwrap_or(0);
        out.clear();
        out.resize(pieces * hidden, 0.0);
        self.keys.resize(pieces.div_ceil(LANES) * width, NONE);
        self.values.resize(width.div_ceil(LANES) * pieces, NONE);
        self.shares.resize(pieces * pieces.next_multiple_of(LANES), 0.0);
        for head in 0..if pieces * width > 0 { heads } else { 0 } {
            apply(path, self, Head { projected, hidden, first: head * width, width, pieces }, out);
        }
    }
}

/// One head: where its numbers stand in a piece's queries, keys or values.
#[derive(Clone, Copy)]
struct Head<'a> {
    projected: &'a [f32],
    hidden: usize,
    first: usize,
    width: usize,
    pieces: usize,
}

impl<'a> Head<'a> {
    /// The numbers of a piece: of its queries (0), keys (1) or values (2).
    #[inline(always)]
    fn numbers(self, piece: usize, which: usize) -> &'a [f32] {
        &self.projected[(3 * piece + which) * self.hidden + self.first..][..self.width]
    }
}

on_each_path! {
    fn apply(room: &mut Attention, head: Head, out: &mut [f32]) = apply_body;
}

#[inline(always)]
fn apply_body<L: Lanes>(room: &mut Attention, head: Head, out: &mut [f32]) {
    let Attention { keys, values, shares: room } = room;
    pack(head, keys, values);
    let (count, stride) = (head.pieces, head.pieces.next_multiple_of(LANES));
    let queries = Rows { values: &head.projected[head.first..], stride: 3 * head.hidden, count };
    for (panel, keys) in keys.chunks_exact(head.width).enumerate() {
        let first = panel * LANES;
        let bias = if first + LANES > count { &beyond(count - first) } else { &NONE };
        times::<L>(queries, keys, bias, Place { out: room, first, width: LANES, stride });
    }
    for row in room.chunks_exact_mut(stride) {
        shares::<L>(row.as_chunks_mut().0, &mut [], 1.0 / (head.width as f32).sqrt());
    }
    let shares = Rows { values: room, stride, count };
    for (panel, values) in values.chunks_exact(count).enumerate() {
        let (first, width) = (panel * LANES, (head.width - panel * LANES).min(LANES));
        times::<L>(shares, values, &NONE, Place { out, first: head.first + first, width, stride: head.hidden });
    }
}

/// Makes the agreement with pieces that are not there so low that their share is next to nothing.
fn beyond(count: usize) -> Fractions {
    let mut bias = NONE;
    bias.0[count..].fill(-1e30);
    bias
}

/// Lays keys and values side by side in sixteens. What the last sixteen of the keys holds beyond
/// them is of earlier pieces; it makes shares that nobody reads.
#[inline(always)]
fn pack(head: Head, keys: &mut [Fractions], values: &mut [Fractions]) {
    for piece in 0..head.pieces {
        let lines = &mut keys[piece / LANES * head.width..][..head.width];
        for (line, number) in lines.iter_mut().zip(head.numbers(piece, 1)) {
            line.0[piece % LANES] = *number;
        }
        for (panel, numbers) in head.numbers(piece, 2).chunks(LANES).enumerate() {
            values[panel * head.pieces + piece].0[..numbers.len()].copy_from_slice(numbers);
        }
    }
}
