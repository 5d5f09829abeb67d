//! How fast one layer is on each path.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a bench has a clock and a voice

use casus_kernel::{Bytes, Dense, Dense8, Path};
use std::time::Instant;

fn main() {
    for (inputs, outputs) in [(384, 1152), (384, 384), (384, 1536), (1536, 384)] {
        let rows: Vec<f32> = (0..35 * inputs).map(|at| (at % 97) as f32 / 97.0 - 0.5).collect();
        let weights: Vec<f32> = (0..outputs * inputs).map(|at| (at % 89) as f32 / 89.0 - 0.5).collect();
        let layer = Dense::new(&weights, &[], outputs, inputs);
        let mut out = Vec::new();
        for path in [Path::Avx512, Path::Avx2] {
            time(&format!("{path:?} {inputs} {outputs}"), (35 * inputs * outputs) as f64, || {
                layer.apply_on(path, &rows, &mut out)
            });
        }
        let weights: Vec<i8> = weights.iter().map(|w| (w * 127.0) as i8).collect();
        let layer = Dense8::new(&weights, &[], &[], outputs, inputs);
        let mut bytes = Bytes::default();
        for path in [Path::Avx512, Path::Avx2] {
            time(&format!("8 fill {path:?} {inputs} {outputs}"), (35 * inputs) as f64, || {
                bytes.fill_on(path, &rows, inputs)
            });
            time(&format!("8 {path:?} {inputs} {outputs}"), (35 * inputs * outputs) as f64, || {
                layer.apply_on(path, &bytes, &mut out)
            });
        }
    }
}
fn time(name: &str, work: f64, mut f: impl FnMut()) {
    let mut best = f64::MAX;
    for _ in 0..60 {
        let start = Instant::now();
        f();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:30} {:.1} us {:.1} G/s", best * 1e6, work / best / 1e9);
}
