//! Logistic regression by Newton's steps, with a light pull to zero.

use casus_store::incidents::{NAMES, Weights, chance, logit};

const N: usize = NAMES.len();
/// The pull to zero.
const DECAY: f64 = 2.0;

/// The weights that tell best which pairs are one act.
pub(crate) fn weights(pairs: &[(usize, usize, Weights, bool)]) -> Weights {
    let mut weights = [0.0; N];
    for _ in 0..12 {
        let (mut slope, mut curve) = ([0.0; N], [[0.0; N]; N]);
        for at in 0..N {
            slope[at] -= DECAY * weights[at];
            curve[at][at] += DECAY;
        }
        for (_, _, like, same) in pairs {
            let is = chance(logit(like, &weights));
            let (miss, bend) = (f64::from(u8::from(*same)) - is, is * (1.0 - is));
            for row in (0..N).filter(|row| like[*row] != 0.0) {
                slope[row] += miss * like[row];
                for column in 0..N {
                    curve[row][column] += bend * like[row] * like[column];
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(curve, slope)) {
            *weight += step;
        }
    }
    weights
}

/// Gaussian elimination; the matrix is positive.
fn solved(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            for (cell, over) in matrix[row].iter_mut().zip(above).skip(pivot) {
                *cell -= factor * over;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
