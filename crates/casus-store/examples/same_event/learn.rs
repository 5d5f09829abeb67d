//! Logistic regression by Newton's steps, with a light pull to zero.

use casus_store::incidents::{NAMES, Weights, chance, logit};
use std::collections::BTreeMap;

const N: usize = NAMES.len();
/// The pull to zero.
const DECAY: f64 = 2.0;

/// The weights that tell best which pairs are one act.
pub(crate) fn weights(pairs: &[(usize, usize, Weights, bool)]) -> Weights {
    let mut partners: BTreeMap<usize, f64> = BTreeMap::new();
    for (a, b, _, same) in pairs.iter().filter(|pair| pair.3) {
        let _ = same;
        *partners.entry(*a).or_default() += 1.0;
        *partners.entry(*b).or_default() += 1.0;
    }
    let power: f64 = std::env::var("POWER").ok().and_then(|x| x.parse().ok()).unwrap_or(0.0);
    let heavy = |a: &usize, b: &usize, same: bool| {
        if same { (partners[a] * partners[b]).powf(-0.5 * power) } else { (1.0f64).min(20.0f64.powf(-0.5 * power)) }
    };
    let mut weights = [0.0; N];
    for _ in 0..12 {
        let (mut slope, mut curve) = ([0.0; N], [[0.0; N]; N]);
        for at in 0..N {
            slope[at] -= DECAY * weights[at];
            curve[at][at] += DECAY;
        }
        for (a, b, like, same) in pairs {
            let heavy = heavy(a, b, *same);
            let is = chance(logit(like, &weights));
            let (miss, bend) = (heavy * (f64::from(u8::from(*same)) - is), heavy * is * (1.0 - is));
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
            for column in pivot..N {
                matrix[row][column] -= factor * matrix[pivot][column];
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
