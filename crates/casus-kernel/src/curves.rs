//! The curves between layers: the exponential and what is made of it, and the Gaussian error unit. Polynomials of our
//! own instead of a library's functions, since those differ in their last bit from one machine to the next.

use crate::lanes::{LANES, Lanes, ROUNDER, filled};
use crate::path::{Path, on_each_path};

/// The Gaussian error linear unit, `x (1 + erf(x / √2)) / 2`, of every number; at most 1e-6 off.
pub fn gelu(path: Path, numbers: &mut [f32]) {
    gelu_lanes(path, numbers);
}

/// The hyperbolic tangent of every number; at most 1e-6 off.
pub fn tanh(path: Path, numbers: &mut [f32]) {
    tanh_lanes(path, numbers);
}

/// Makes each row of `width` numbers a distribution: every number is first multiplied with `scale`, the exponentials
/// are taken, and divided by their sum. A last row that is cut short stays as it is.
pub fn softmax(path: Path, rows: &mut [f32], width: usize, scale: f32) {
    if width > 0 {
        softmax_lanes(path, rows, width, scale);
    }
}

on_each_path! {
    fn gelu_lanes(numbers: &mut [f32]) = gelu_body;
}

on_each_path! {
    fn tanh_lanes(numbers: &mut [f32]) = tanh_body;
}

on_each_path! {
    fn softmax_lanes(rows: &mut [f32], width: usize, scale: f32) = softmax_body;
}

#[inline(always)]
fn gelu_body<L: Lanes>(numbers: &mut [f32]) {
    let (whole, rest) = numbers.as_chunks_mut::<LANES>();
    for some in whole {
        *some = gelu_of(L::load(some)).store();
    }
    let last = gelu_of(L::load(&filled(rest, 0.0))).store();
    rest.copy_from_slice(&last[..rest.len()]);
}

#[inline(always)]
fn tanh_body<L: Lanes>(numbers: &mut [f32]) {
    let (whole, rest) = numbers.as_chunks_mut::<LANES>();
    for some in whole {
        *some = tanh_of(L::load(some)).store();
    }
    let last = tanh_of(L::load(&filled(rest, 0.0))).store();
    rest.copy_from_slice(&last[..rest.len()]);
}

#[inline(always)]
pub(crate) fn softmax_body<L: Lanes>(rows: &mut [f32], width: usize, scale: f32) {
    for row in rows.chunks_exact_mut(width) {
        softmax_of::<L>(row, scale);
    }
}

/// The sum is of sixteen sums, each of every sixteenth number in order; what fills the last sixteen up adds nothing that
/// a fraction could hold beside the largest number's 1.
#[inline(always)]
fn softmax_of<L: Lanes>(row: &mut [f32], scale: f32) {
    let (whole, rest) = row.as_chunks_mut::<LANES>();
    match rest.len() {
        0 => shares::<L>(whole, &mut [], scale),
        _ => {
            let mut last = [filled(rest, f32::MIN)];
            shares::<L>(whole, &mut last, scale);
            rest.copy_from_slice(&last[0][..rest.len()]);
        }
    }
}

/// Makes whole sixteens, and the last one where there is one, a distribution.
#[inline(always)]
pub(crate) fn shares<L: Lanes>(whole: &mut [[f32; LANES]], last: &mut [[f32; LANES]], scale: f32) {
    let scale = L::all(scale);
    let mut largest = L::all(f32::MIN);
    for some in whole.iter().chain(last.iter()) {
        largest = L::load(some).max(largest);
    }
    let less = L::all(0.0).minus(L::all(largest.largest()).times(scale));
    let mut sum = L::all(0.0);
    for some in whole.iter_mut().chain(last.iter_mut()) {
        let power = exp(L::load(some).mul_add(scale, less));
        sum = power.plus(sum);
        *some = power.store();
    }
    let share = L::all(1.0 / sum.total());
    for some in whole.iter_mut().chain(last) {
        *some = L::load(some).times(share).store();
    }
}

/// e to the power of each number, which is first brought between -87 and 88. The power is split in a whole power of two
/// and a rest of at most half a doubling, and of the rest a polynomial is taken, fitted for the least relative error
/// (3e-9 before rounding).
#[inline(always)]
fn exp<L: Lanes>(number: L) -> L {
    const CURVE: [f32; 5] = [0.499_999_94, 0.166_665_2, 0.041_668_393, 0.008_368_781, 0.001_381_446_7];
    // The logarithm of two in two parts, the first of few enough bits that a whole number times it is exact.
    const LN_2: [f32; 2] = [0.693_359_4, -0.000_212_194_44];
    let number = number.max(L::all(-87.0)).min(L::all(88.0));
    let doublings = number.mul_add(L::all(std::f32::consts::LOG2_E), L::all(ROUNDER));
    let whole = doublings.minus(L::all(ROUNDER));
    let rest = whole.mul_add(L::all(-LN_2[1]), whole.mul_add(L::all(-LN_2[0]), number));
    let curve = polynomial(rest, CURVE).mul_add(rest, L::all(1.0)).mul_add(rest, L::all(1.0));
    curve.times(doublings.power())
}

#[inline(always)]
fn tanh_of<L: Lanes>(number: L) -> L {
    let power = exp(number.plus(number));
    L::all(1.0).minus(L::all(2.0).over(power.plus(L::all(1.0))))
}

/// `x (1/2 + Φ(x) - 1/2)` with the normal distribution's Φ. Beyond 5.4 the second part is one half as a fraction of 32
/// bits can hold it; up to there it is x times a polynomial in x², fitted for the least error of the whole (7e-8 before
/// rounding). The polynomial runs over -1 to 1, where it rounds best.
#[inline(always)]
fn gelu_of<L: Lanes>(number: L) -> L {
    const END: f32 = 5.4;
    const CURVE: [f32; 15] = [
        0.130_928_11,
        -0.065_327_995,
        0.048_499_37,
        -0.039_208_815,
        0.032_121_304,
        -0.025_727_57,
        0.019_609_44,
        -0.014_038_115,
        0.009_775_545,
        -0.006_573_922,
        0.003_442_762,
        -0.001_312_767_9,
        0.001_057_049_4,
        -0.000_985_538,
        0.000_333_726_44,
    ];
    let near = number.max(L::all(-END)).min(L::all(END));
    let place = near.times(near).mul_add(L::all(2.0 / (END * END)), L::all(-1.0));
    let part = near.times(polynomial(place, CURVE)).max(L::all(-0.5)).min(L::all(0.5));
    number.mul_add(part, number.times(L::all(0.5)))
}

/// From the last coefficient to the first, each step fused.
#[inline(always)]
fn polynomial<L: Lanes, const N: usize>(at: L, coefficients: [f32; N]) -> L {
    let mut sum = L::all(0.0);
    for coefficient in coefficients.into_iter().rev() {
        sum = sum.mul_add(at, L::all(coefficient));
    }
    sum
}
