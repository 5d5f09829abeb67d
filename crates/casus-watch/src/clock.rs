//! Time and chance, handed in: tests play days in seconds, and the same way twice.

use jiff::Timestamp;

/// Whoever knows the time and can let it pass.
pub trait Clock {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Lets time pass until then; false where somebody stopped it before.
    fn wait(&self, until: Timestamp) -> bool;

    /// Whether somebody wants it to stop.
    fn stopped(&self) -> bool;
}

/// Numbers by chance, from 0 up to but not with 1.
pub trait Chance {
    /// The next one.
    fn part(&mut self) -> f64;
}

/// A row of numbers that looks like chance and is the same for the same seed: enough to keep many from asking at once.
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Seeded {
    /// From a seed: the time, or where the process stands.
    pub fn new(seed: u64) -> Seeded {
        Seeded(seed ^ 0x9E37_79B9_7F4A_7C15)
    }
}

impl Chance for Seeded {
    fn part(&mut self) -> f64 {
        // Weyl's sequence, mixed (SplitMix64).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}
