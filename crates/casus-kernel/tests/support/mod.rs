//! Stored numbers for the tests, and a way to compare them that forgives nothing.

use casus_kernel::Path;

/// Numbers that look random and are the same in every run, between -1 and 1.
pub fn numbers(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(next).collect()
}

/// The bits of numbers, so that 0.0 and -0.0 differ.
pub fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// What the plain path gives, once every other path was seen to give the same.
pub fn on_every_path(what: &str, run: impl Fn(Path) -> Vec<f32>) -> Vec<f32> {
    let plain = run(Path::Plain);
    for path in Path::available() {
        assert_eq!(bits(&run(path)), bits(&plain), "{what} on {path:?}");
    }
    plain
}
