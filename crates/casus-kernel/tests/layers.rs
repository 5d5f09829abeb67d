//! Layers on every path, bit for bit, and against sums written out.

mod support;

use casus_kernel::{Bytes, Dense, Dense8, Path};
use support::{bits, numbers, on_every_path};

/// Rows, inputs, outputs: multiples of the lanes and not, none at all, one, and many.
const SHAPES: [(usize, usize, usize); 9] =
    [(1, 1, 1), (3, 5, 7), (8, 16, 16), (13, 96, 17), (35, 33, 50), (7, 384, 31), (0, 8, 8), (4, 3, 0), (2, 0, 5)];

fn whole_numbers(seed: u64, count: usize) -> Vec<i8> {
    numbers(seed, count).into_iter().map(|number| (number * 128.0) as i8).collect()
}

#[test]
fn a_layer_is_bias_and_products_in_the_order_of_the_inputs() {
    for (count, inputs, outputs) in SHAPES {
        let (weights, bias) = (numbers(1, outputs * inputs), numbers(2, outputs));
        let rows = numbers(3, count * inputs);
        let mut expected = Vec::new();
        for row in rows.chunks_exact(inputs.max(1)) {
            for output in 0..outputs {
                let products = row.iter().zip(&weights[output * inputs..]);
                expected.push(products.fold(bias[output], |sum, (x, weight)| x.mul_add(*weight, sum)));
            }
        }
        let layer = Dense::new(&weights, &bias, outputs, inputs);
        let out = on_every_path(&format!("{count} {inputs} {outputs}"), |path| {
            let mut out = vec![7.0; 3];
            layer.apply_on(path, &rows, &mut out);
            out
        });
        assert_eq!(bits(&out), bits(&expected), "{count} {inputs} {outputs}");
    }
}

#[test]
fn a_layer_in_bytes_is_the_exact_sum_scaled() {
    for (count, inputs, outputs) in SHAPES {
        let weights = whole_numbers(1, outputs * inputs);
        let (scales, bias) = (numbers(2, outputs), numbers(3, outputs));
        let rows = numbers(4, count * inputs);
        let mut expected = Vec::new();
        for row in rows.chunks_exact(inputs.max(1)) {
            let largest = row.iter().fold(0.0, |largest: f32, x| largest.max(x.abs()));
            let cut = |x: &f32| (f64::from(*x) * f64::from(127.0 / largest)).round_ties_even() as i32;
            for output in 0..outputs {
                let products = row.iter().zip(&weights[output * inputs..]);
                let sum: i32 = products.map(|(x, weight)| cut(x) * i32::from(*weight)).sum();
                expected.push((sum as f32).mul_add(scales[output] * (largest / 127.0), bias[output]));
            }
        }
        let layer = Dense8::new(&weights, &scales, &bias, outputs, inputs);
        let out = on_every_path(&format!("{count} {inputs} {outputs}"), |path| {
            let (mut bytes, mut out) = (Bytes::default(), vec![7.0; 3]);
            bytes.fill_on(path, &rows, inputs);
            layer.apply_on(path, &bytes, &mut out);
            out
        });
        assert_eq!(bits(&out), bits(&expected), "{count} {inputs} {outputs}");
    }
}

/// Where a path would add in 16 bits, these would run over.
#[test]
fn the_largest_weights_and_inputs_are_summed_exactly() {
    let layer = Dense8::new(&[127; 2 * 64], &[1.0, 1.0], &[], 2, 64);
    let lowest = Dense8::new(&[-128; 2 * 64], &[1.0, 1.0], &[], 2, 64);
    for (layer, weight) in [(layer, 127.0), (lowest, -128.0)] {
        let out = on_every_path("largest", |path| {
            let (mut bytes, mut out) = (Bytes::default(), Vec::new());
            bytes.fill_on(path, &[[127.0; 64], [-127.0; 64]].concat(), 64);
            layer.apply_on(path, &bytes, &mut out);
            out
        });
        let sum = 64.0 * 127.0 * weight;
        assert_eq!(out, [sum, sum, -sum, -sum]);
    }
}

#[test]
fn a_row_of_zeros_or_next_to_nothing_gives_the_bias() {
    let layer = Dense8::new(&[5, -7], &[0.5, 0.5], &[1.0, 2.0], 2, 1);
    let out = on_every_path("nothing", |path| {
        let (mut bytes, mut out) = (Bytes::default(), Vec::new());
        bytes.fill_on(path, &[0.0, -0.0, 1e-40], 1);
        layer.apply_on(path, &bytes, &mut out);
        out
    });
    assert_eq!(out, [1.0, 2.0, 1.0, 2.0, 1.0, 2.0]);
}

#[test]
fn a_layer_of_the_wrong_size_is_filled_up_or_cut_and_a_short_row_is_not_read() {
    let mut out = Vec::new();
    Dense::new(&[1.0, 2.0, 3.0], &[], 2, 2).apply(&[1.0, 10.0, 5.0], &mut out);
    assert_eq!(out, [21.0, 3.0]);
    Dense::new(&[1.0, 2.0], &[0.5, 9.0], 1, 1).apply(&[3.0], &mut out);
    assert_eq!(out, [3.5]);

    let mut bytes = Bytes::default();
    bytes.fill(&[127.0, 0.0, 5.0], 2);
    Dense8::new(&[1, 2, 3], &[1.0, 1.0, 9.0], &[], 2, 2).apply(&bytes, &mut out);
    assert_eq!(out, [127.0, 381.0]);
    Dense8::new(&[1; 3], &[1.0], &[], 1, 3).apply(&bytes, &mut out);
    assert_eq!(out, [], "rows of two, a layer of three");
}

#[test]
fn there_is_always_a_plain_path_and_the_best_is_among_the_available() {
    assert_eq!(Path::available().last(), Some(&Path::Plain));
    assert_eq!(Path::available().first(), Some(&Path::best()));
}
