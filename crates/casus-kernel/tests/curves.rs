//! Curves, norms and attention on every path, bit for bit, and against arithmetic in 64 bits.

mod support;

use casus_kernel::{Attention, Norm, gelu, softmax, tanh};
use support::{numbers, on_every_path};

/// The furthest that any number is from where it should be.
fn furthest(numbers: &[f32], expected: impl Fn(usize) -> f64) -> f64 {
    numbers.iter().enumerate().map(|(at, number)| (f64::from(*number) - expected(at)).abs()).fold(0.0, f64::max)
}

/// The normal distribution's share below x, by its series, all of whose terms have one sign.
fn share_below(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for n in 1..400 {
        term *= x * x / (2 * n + 1) as f64;
        sum += term;
    }
    0.5 + sum * (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt()
}

/// Finely from -12 to 12, and the odd ends.
fn line() -> Vec<f32> {
    let line = (-60_001..=60_001).map(|step| step as f32 / 5_000.0);
    line.chain([0.0, -0.0, 1e-30, -1e-40]).collect()
}

#[test]
fn the_error_unit_is_right_to_a_millionth() {
    let line = line();
    let out = on_every_path("gelu", |path| {
        let mut out = line.clone();
        gelu(path, &mut out);
        out
    });
    assert!(furthest(&out, |at| f64::from(line[at]) * share_below(f64::from(line[at]))) < 1e-6);
    let mut far = [-1e30, -20.0, 20.0, 1e30];
    gelu(casus_kernel::Path::best(), &mut far);
    assert_eq!(far, [0.0, 0.0, 20.0, 1e30]);
}

#[test]
fn the_hyperbolic_tangent_is_right_to_a_millionth() {
    let line = line();
    let out = on_every_path("tanh", |path| {
        let mut out = line.clone();
        tanh(path, &mut out);
        out
    });
    assert!(furthest(&out, |at| f64::from(line[at]).tanh()) < 1e-6);
}

#[test]
fn shares_add_up_to_one_and_are_right_to_a_millionth() {
    for width in [1, 3, 16, 35, 100] {
        let rows: Vec<f32> = numbers(5, 4 * width).into_iter().map(|number| number * 60.0).collect();
        let scale = 0.7;
        let out = on_every_path("softmax", |path| {
            let mut out = rows.clone();
            softmax(path, &mut out, width, scale);
            out
        });
        let expected: Vec<f64> = rows.chunks(width).flat_map(|row| shares(row, f64::from(scale))).collect();
        assert!(furthest(&out, |at| expected[at]) < 1e-6, "{width}");
    }
}

fn shares(row: &[f32], scale: f64) -> Vec<f64> {
    let largest = row.iter().fold(f32::MIN, |largest, x| largest.max(*x));
    let powers: Vec<f64> = row.iter().map(|x| (f64::from(x - largest) * scale).exp()).collect();
    powers.iter().map(|power| power / powers.iter().sum::<f64>()).collect()
}

#[test]
fn a_norm_brings_every_row_to_its_weights_and_biases() {
    for width in [1, 5, 16, 33, 384] {
        let (weight, bias) = (numbers(6, width), numbers(7, width));
        let (rows, added) = (numbers(8, 3 * width), numbers(9, 3 * width));
        let norm = Norm::new(&weight, &bias, 1e-12);
        let out = on_every_path("norm", |path| {
            let mut out = rows.clone();
            norm.apply(path, &mut out, &added);
            out
        });
        let sums: Vec<f64> = rows.iter().zip(&added).map(|(a, b)| f64::from(a + b)).collect();
        let expected: Vec<f64> = sums.chunks(width).flat_map(|row| normed(row, &weight, &bias)).collect();
        assert!(furthest(&out, |at| expected[at]) < 1e-5, "{width}");
    }
}

fn normed(row: &[f64], weight: &[f32], bias: &[f32]) -> Vec<f64> {
    let mean = row.iter().sum::<f64>() / row.len() as f64;
    let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / row.len() as f64;
    let scaled = row.iter().map(|x| (x - mean) / (variance + 1e-12).sqrt());
    scaled.zip(weight.iter().zip(bias)).map(|(x, (w, b))| x * f64::from(*w) + f64::from(*b)).collect()
}

#[test]
fn attention_gathers_what_the_agreeing_pieces_hold() {
    for (pieces, heads, hidden) in [(1, 1, 1), (5, 2, 32), (17, 3, 60), (35, 12, 384), (0, 2, 8)] {
        let projected: Vec<f32> = numbers(10, pieces * 3 * hidden).into_iter().map(|number| number * 2.0).collect();
        let out = on_every_path("attention", |path| {
            let (mut attention, mut out) = (Attention::default(), Vec::new());
            // What an earlier, longer sentence left behind must not be read.
            attention.apply(path, &numbers(11, 40 * 3 * hidden), heads, hidden, &mut out);
            attention.apply(path, &projected, heads, hidden, &mut out);
            out
        });
        let expected = gathered(&projected, pieces, heads, hidden);
        assert_eq!(out.len(), expected.len());
        assert!(furthest(&out, |at| expected[at]) < 1e-5, "{pieces} {heads} {hidden}");
    }
}

fn gathered(projected: &[f32], pieces: usize, heads: usize, hidden: usize) -> Vec<f64> {
    let width = hidden / heads;
    let number = |piece: usize, which: usize, at: usize| projected[(3 * piece + which) * hidden + at];
    let mut out = vec![0.0; pieces * hidden];
    for (piece, first) in (0..pieces).flat_map(|piece| (0..heads).map(move |head| (piece, head * width))) {
        let agreement = |other| (first..first + width).map(move |at| number(piece, 0, at) * number(other, 1, at)).sum();
        let agreements: Vec<f32> = (0..pieces).map(agreement).collect();
        let shares = shares(&agreements, 1.0 / (width as f64).sqrt());
        for at in first..first + width {
            out[piece * hidden + at] = (0..pieces).map(|other| shares[other] * f64::from(number(other, 2, at))).sum();
        }
    }
    out
}

#[test]
fn nothing_in_gives_nothing_out_and_what_has_no_shape_is_left_alone() {
    let path = casus_kernel::Path::best();
    gelu(path, &mut []);
    softmax(path, &mut [], 3, 1.0);
    let mut rows = [1.0, 2.0];
    softmax(path, &mut rows, 0, 1.0);
    softmax(path, &mut rows, 3, 1.0);
    Norm::new(&[], &[], 1.0).apply(path, &mut rows, &[]);
    assert_eq!(rows, [1.0, 2.0]);
    let mut out = vec![1.0];
    Attention::default().apply(path, &rows, 0, 0, &mut out);
    assert_eq!(out, []);
}
