//! Sixteen numbers worked on side by side: what the bodies of this crate are written in. [`Plain`] is the definition of
//! every operation; the registers in `registers.rs` carry out the same on the machines that have them.

/// How many numbers stand side by side, on every path: one register of AVX-512, two of AVX2, four of SSE2.
pub(crate) const LANES: usize = 16;

/// Added to a number below 2^22 it rounds it to a whole one, the even one at a tie, which then stands in the low bits.
pub(crate) const ROUNDER: f32 = 12_582_912.0;

/// What lies in one line of the cache, so that no fetch touches two.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(crate) struct Line<T>(pub(crate) T);

/// Sixteen fractions.
pub(crate) type Fractions = Line<[f32; LANES]>;

/// For each of sixteen outputs the weights of four inputs that follow each other.
pub(crate) type Fours = Line<[[i8; 4]; LANES]>;

/// Sixteen numbers side by side. Every operation rounds as IEEE 754 says, so it gives the same on every path.
pub(crate) trait Lanes: Copy {
    /// How many rows are multiplied at once, for fractions and for bytes: as many sums as there are registers for.
    const ROWS: usize;
    const BYTE_ROWS: usize;
    /// How many panels of sixteen outputs at once, for bytes: 1 or 2.
    const BYTE_PANELS: usize;

    fn all(number: f32) -> Self;
    fn load(numbers: &[f32; LANES]) -> Self;
    fn store(self) -> [f32; LANES];

    /// The product and the sum, rounded once.
    fn mul_add(self, factor: Self, addend: Self) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn over(self, other: Self) -> Self;
    /// The other, where the two are equal or one is no number.
    fn min(self, other: Self) -> Self;
    /// As with `min`.
    fn max(self, other: Self) -> Self;
    /// Without the sign.
    fn size(self) -> Self;
    /// Two to the power of the whole number that stands in the low bits after adding [`ROUNDER`]; from -126 to 127.
    fn power(self) -> Self;
    /// The low byte of each number's bits.
    fn low_bytes(self) -> [u8; LANES];

    /// All sixteen added: each to the one eight further on, of what is left each to the one four further on, and so on.
    fn total(self) -> f32;
    /// The largest of all sixteen.
    fn largest(self) -> f32;

    /// Sixteen sums of whole numbers in the making.
    type Sums: Copy;

    fn no_sums() -> Self::Sums;
    /// Adds for each of sixteen outputs the four products; exact.
    fn add_products(sums: Self::Sums, four: [u8; 4], weights: &Fours) -> Self::Sums;
    /// The sums less these numbers, as fractions.
    fn sums_less(sums: Self::Sums, less: &[i32; LANES]) -> Self;
    /// Asks for weights that will be read soon, where a path has a way to ask.
    fn fetch(_weights: &Fours) {}
}

/// Writes numbers to their place, or as many of them as there is room for.
#[inline(always)]
pub(crate) fn put<L: Lanes>(numbers: L, place: &mut [f32]) {
    let numbers = numbers.store();
    match place.first_chunk_mut() {
        Some(place) => *place = numbers,
        None => place.copy_from_slice(&numbers[..place.len()]),
    }
}

/// The numbers of a row that are left after its last whole sixteen, filled up with another.
#[inline(always)]
pub(crate) fn filled(rest: &[f32], with: f32) -> [f32; LANES] {
    let mut numbers = [with; LANES];
    numbers[..rest.len()].copy_from_slice(rest);
    numbers
}

/// Sixteen numbers in memory, one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Plain([f32; LANES]);

impl Plain {
    #[inline(always)]
    fn with(self, other: Plain, operation: impl Fn(f32, f32) -> f32) -> Plain {
        Plain(std::array::from_fn(|lane| operation(self.0[lane], other.0[lane])))
    }

    #[inline(always)]
    fn folded(mut self, operation: impl Fn(f32, f32) -> f32) -> f32 {
        for apart in [8, 4, 2, 1] {
            for lane in 0..apart {
                self.0[lane] = operation(self.0[lane], self.0[lane + apart]);
            }
        }
        self.0[0]
    }
}

impl Lanes for Plain {
    const ROWS: usize = 2;
    const BYTE_ROWS: usize = 2;
    const BYTE_PANELS: usize = 1;

    #[inline(always)]
    fn all(number: f32) -> Plain {
        Plain([number; LANES])
    }

    #[inline(always)]
    fn load(numbers: &[f32; LANES]) -> Plain {
        Plain(*numbers)
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        self.0
    }

    #[inline(always)]
    fn mul_add(self, factor: Plain, addend: Plain) -> Plain {
        Plain(std::array::from_fn(|lane| self.0[lane].mul_add(factor.0[lane], addend.0[lane])))
    }

    #[inline(always)]
    fn plus(self, other: Plain) -> Plain {
        self.with(other, |a, b| a + b)
    }

    #[inline(always)]
    fn minus(self, other: Plain) -> Plain {
        self.with(other, |a, b| a - b)
    }

    #[inline(always)]
    fn times(self, other: Plain) -> Plain {
        self.with(other, |a, b| a * b)
    }

    #[inline(always)]
    fn over(self, other: Plain) -> Plain {
        self.with(other, |a, b| a / b)
    }

    #[inline(always)]
    fn min(self, other: Plain) -> Plain {
        self.with(other, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn max(self, other: Plain) -> Plain {
        self.with(other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn size(self) -> Plain {
        Plain(self.0.map(f32::abs))
    }

    #[inline(always)]
    fn power(self) -> Plain {
        Plain(self.0.map(|number| f32::from_bits((number.to_bits() << 23).wrapping_add(1.0f32.to_bits()))))
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        self.0.map(|number| number.to_bits() as u8)
    }

    #[inline(always)]
    fn total(self) -> f32 {
        self.folded(|a, b| a + b)
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        self.folded(|a, b| if a > b { a } else { b })
    }

    type Sums = [i32; LANES];

    #[inline(always)]
    fn no_sums() -> [i32; LANES] {
        [0; LANES]
    }

    #[inline(always)]
    fn add_products(mut sums: [i32; LANES], four: [u8; 4], weights: &Fours) -> [i32; LANES] {
        for (sum, weights) in sums.iter_mut().zip(&weights.0) {
            for (input, weight) in four.into_iter().zip(weights) {
                *sum = sum.wrapping_add(i32::from(input) * i32::from(*weight));
            }
        }
        sums
    }

    #[inline(always)]
    fn sums_less(sums: [i32; LANES], less: &[i32; LANES]) -> Plain {
        Plain(std::array::from_fn(|lane| sums[lane].wrapping_sub(less[lane]) as f32))
    }
}
