//! Where the time of the event reader goes: every part of its arithmetic at its own sizes, for one sentence of 32 word
//! pieces (27 words), on each path that the machine has. Prints for each part microseconds in one sentence, the best of
//! many rounds, its share, and what layers do in a second. `cargo bench -p casus-kernel`.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a bench has a clock and a voice

use casus_kernel::{Attention, Bytes, Dense, Dense8, Norm, Path, gelu};
use std::time::{Duration, Instant};

const PIECES: usize = 32;
const HIDDEN: usize = 384;
const WIDE: usize = 1536;
const HEADS: usize = 12;
const LAYERS: usize = 6;
const ROUNDS: usize = 40;

/// As many different layers follow each other as the network has, so that weights come from where they come from there
/// and not from the nearest cache.
struct Part {
    name: &'static str,
    /// Multiply-adds in one sentence, where that is what the part is about.
    products: usize,
    time: Duration,
}

fn main() {
    for path in Path::available().into_iter().filter(|path| *path != Path::Plain) {
        println!("{path:?}");
        let parts = parts(path);
        let whole: Duration = parts.iter().map(|part| part.time).sum();
        for part in &parts {
            let (time, share) = (part.time.as_secs_f64() * 1e6, part.time.as_secs_f64() / whole.as_secs_f64());
            let pace = part.products as f64 / part.time.as_secs_f64() / 1e9;
            let pace = if part.products > 0 { format!("{pace:7.0} G products/s") } else { String::new() };
            println!("  {:34} {time:7.0} us {:5.1} % {pace}", part.name, share * 100.0);
        }
        println!("  {:34} {:7.0} us", "together", whole.as_secs_f64() * 1e6);
    }
}

fn parts(path: Path) -> Vec<Part> {
    let (rows, wide) = (numbers(PIECES * HIDDEN), numbers(PIECES * WIDE));
    let layer8 = |name, outputs, inputs| {
        let weights: Vec<i8> = numbers(outputs * inputs).into_iter().map(|number| (number * 127.0) as i8).collect();
        let layers = vec![Dense8::new(&weights, &numbers(outputs), &numbers(outputs), outputs, inputs); LAYERS];
        let (mut bytes, mut out) = (Bytes::default(), Vec::new());
        bytes.fill_on(path, &wide[..PIECES * inputs], inputs);
        let time = best(|| layers.iter().for_each(|layer| layer.apply_on(path, &bytes, &mut out)));
        Part { name, products: LAYERS * PIECES * outputs * inputs, time }
    };
    let mut parts = vec![
        layer8("layer to queries, keys, values", 3 * HIDDEN, HIDDEN),
        layer8("layer after attention", HIDDEN, HIDDEN),
        layer8("layer up", WIDE, HIDDEN),
        layer8("layer down", HIDDEN, WIDE),
    ];
    let mut add = |name, work: &mut dyn FnMut()| parts.push(Part { name, products: 0, time: best(work) });
    let (mut attention, mut bytes, mut out) = (Attention::default(), Bytes::default(), Vec::new());
    let projected = numbers(PIECES * 3 * HIDDEN);
    add("attention", &mut || (0..LAYERS).for_each(|_| attention.apply(path, &projected, HEADS, HIDDEN, &mut out)));
    add("cutting to 8 bits", &mut || {
        (0..3 * LAYERS).for_each(|_| bytes.fill_on(path, &rows, HIDDEN));
        (0..LAYERS).for_each(|_| bytes.fill_on(path, &wide, WIDE));
    });
    let mut curved = wide.clone();
    add("error units", &mut || {
        (0..LAYERS).for_each(|_| {
            curved.copy_from_slice(&wide);
            gelu(path, &mut curved);
        })
    });
    let (norm, mut normed) = (Norm::new(&numbers(HIDDEN), &numbers(HIDDEN), 1e-12), rows.clone());
    add("norms", &mut || (0..2 * LAYERS + 1).for_each(|_| norm.apply(path, &mut normed, &rows)));
    let head = Dense::new(&numbers(17 * HIDDEN), &numbers(17), 17, HIDDEN);
    add("head for triggers, in 32 bits", &mut || head.apply_on(path, &rows, &mut out));
    parts
}

/// Numbers between -1 and 1, the same in every run.
fn numbers(count: usize) -> Vec<f32> {
    (0..count).map(|at| (at * 7919 % 1009) as f32 / 504.5 - 1.0).collect()
}

/// The shortest of many rounds: what the machine can do when nothing else disturbs it.
fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}
