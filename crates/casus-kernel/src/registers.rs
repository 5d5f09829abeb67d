//! Sixteen numbers in the registers of x86-64: one of 512 bits, or two of 256. Each operation is that of `Plain` in
//! `lanes.rs`, by one instruction or a few.
//!
//! The types here are named in one place alone, the macro `on_each_path`, inside functions that are compiled for these
//! instructions and are called only after the machine was asked for them. Every `unsafe` below rests on that: the
//! instructions exist where they are reached. Nothing else about them is unsafe, for they take and give values, and what
//! is loaded or stored is an array whose size the type says.

#![allow(unsafe_code)] // argued above and beside each use

use crate::lanes::{Fours, LANES, Lanes};
use std::arch::x86_64::*;

/// Wraps intrinsics that take and give values.
macro_rules! instruction {
    ($call:expr) => {
        // SAFETY: the instruction exists here, as the head of this file argues, and it touches no memory.
        unsafe { $call }
    };
}

/// One register of 512 bits.
#[derive(Clone, Copy)]
pub(crate) struct One(__m512);

impl Lanes for One {
    const ROWS: usize = 8;
    const BYTE_ROWS: usize = 8;
    const BYTE_PANELS: usize = 2;

    #[inline(always)]
    fn all(number: f32) -> One {
        One(instruction!(_mm512_set1_ps(number)))
    }

    #[inline(always)]
    fn load(numbers: &[f32; LANES]) -> One {
        // SAFETY: sixteen numbers are read, and sixteen are borrowed; they need not be aligned.
        One(unsafe { _mm512_loadu_ps(numbers.as_ptr()) })
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        let mut numbers = [0.0; LANES];
        // SAFETY: sixteen numbers are written, and there is room for sixteen.
        unsafe { _mm512_storeu_ps(numbers.as_mut_ptr(), self.0) };
        numbers
    }

    #[inline(always)]
    fn mul_add(self, factor: One, addend: One) -> One {
        One(instruction!(_mm512_fmadd_ps(self.0, factor.0, addend.0)))
    }

    #[inline(always)]
    fn plus(self, other: One) -> One {
        One(instruction!(_mm512_add_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn minus(self, other: One) -> One {
        One(instruction!(_mm512_sub_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn times(self, other: One) -> One {
        One(instruction!(_mm512_mul_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn over(self, other: One) -> One {
        One(instruction!(_mm512_div_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn min(self, other: One) -> One {
        One(instruction!(_mm512_min_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn max(self, other: One) -> One {
        One(instruction!(_mm512_max_ps(self.0, other.0)))
    }

    #[inline(always)]
    fn size(self) -> One {
        One(instruction!(_mm512_abs_ps(self.0)))
    }

    #[inline(always)]
    fn power(self) -> One {
        let exponent = instruction!(_mm512_slli_epi32::<23>(_mm512_castps_si512(self.0)));
        let one = instruction!(_mm512_castps_si512(_mm512_set1_ps(1.0)));
        One(instruction!(_mm512_castsi512_ps(_mm512_add_epi32(exponent, one))))
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        let mut bytes = [0; LANES];
        let low = instruction!(_mm512_cvtepi32_epi8(_mm512_castps_si512(self.0)));
        // SAFETY: sixteen bytes are written, and there is room for sixteen.
        unsafe { _mm_storeu_si128(bytes.as_mut_ptr().cast(), low) };
        bytes
    }

    #[inline(always)]
    fn total(self) -> f32 {
        let (low, high) =
            (instruction!(_mm512_castps512_ps256(self.0)), instruction!(_mm512_extractf32x8_ps::<1>(self.0)));
        total(instruction!(_mm256_add_ps(low, high)))
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        let (low, high) =
            (instruction!(_mm512_castps512_ps256(self.0)), instruction!(_mm512_extractf32x8_ps::<1>(self.0)));
        largest(instruction!(_mm256_max_ps(low, high)))
    }

    type Sums = __m512i;

    #[inline(always)]
    fn no_sums() -> __m512i {
        instruction!(_mm512_setzero_si512())
    }

    #[inline(always)]
    fn add_products(sums: __m512i, four: [u8; 4], weights: &Fours) -> __m512i {
        // SAFETY: 64 bytes are read, and a line of weights has 64, aligned.
        let weights = unsafe { _mm512_load_si512((&raw const weights.0).cast()) };
        let four = instruction!(_mm512_set1_epi32(i32::from_ne_bytes(four)));
        instruction!(_mm512_dpbusd_epi32(sums, four, weights))
    }

    #[inline(always)]
    fn sums_less(sums: __m512i, less: &[i32; LANES]) -> One {
        // SAFETY: sixteen numbers are read, and sixteen are borrowed.
        let less = unsafe { _mm512_loadu_si512(less.as_ptr().cast()) };
        One(instruction!(_mm512_cvtepi32_ps(_mm512_sub_epi32(sums, less))))
    }

    #[inline(always)]
    fn fetch(weights: &Fours) {
        instruction!(_mm_prefetch::<_MM_HINT_T0>((&raw const weights.0).cast()));
    }
}

/// Two registers of 256 bits.
#[derive(Clone, Copy)]
pub(crate) struct Two(__m256, __m256);

/// One instruction on both registers of two pairs.
macro_rules! both {
    ($instruction:ident, $a:expr, $b:expr) => {
        Two(instruction!($instruction($a.0, $b.0)), instruction!($instruction($a.1, $b.1)))
    };
}

impl Lanes for Two {
    const ROWS: usize = 6;
    const BYTE_ROWS: usize = 2;
    const BYTE_PANELS: usize = 1;

    #[inline(always)]
    fn all(number: f32) -> Two {
        let all = instruction!(_mm256_set1_ps(number));
        Two(all, all)
    }

    #[inline(always)]
    fn load(numbers: &[f32; LANES]) -> Two {
        // SAFETY: eight numbers are read twice, and sixteen are borrowed; they need not be aligned.
        unsafe { Two(_mm256_loadu_ps(numbers.as_ptr()), _mm256_loadu_ps(numbers.as_ptr().add(8))) }
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        let mut numbers = [0.0; LANES];
        // SAFETY: eight numbers are written twice, and there is room for sixteen.
        unsafe {
            _mm256_storeu_ps(numbers.as_mut_ptr(), self.0);
            _mm256_storeu_ps(numbers.as_mut_ptr().add(8), self.1);
        }
        numbers
    }

    #[inline(always)]
    fn mul_add(self, factor: Two, addend: Two) -> Two {
        let low = instruction!(_mm256_fmadd_ps(self.0, factor.0, addend.0));
        Two(low, instruction!(_mm256_fmadd_ps(self.1, factor.1, addend.1)))
    }

    #[inline(always)]
    fn plus(self, other: Two) -> Two {
        both!(_mm256_add_ps, self, other)
    }

    #[inline(always)]
    fn minus(self, other: Two) -> Two {
        both!(_mm256_sub_ps, self, other)
    }

    #[inline(always)]
    fn times(self, other: Two) -> Two {
        both!(_mm256_mul_ps, self, other)
    }

    #[inline(always)]
    fn over(self, other: Two) -> Two {
        both!(_mm256_div_ps, self, other)
    }

    #[inline(always)]
    fn min(self, other: Two) -> Two {
        both!(_mm256_min_ps, self, other)
    }

    #[inline(always)]
    fn max(self, other: Two) -> Two {
        both!(_mm256_max_ps, self, other)
    }

    #[inline(always)]
    fn size(self) -> Two {
        both!(_mm256_andnot_ps, Two::all(-0.0), self)
    }

    #[inline(always)]
    fn power(self) -> Two {
        Two(half_power(self.0), half_power(self.1))
    }

    #[inline(always)]
    fn low_bytes(self) -> [u8; LANES] {
        let words = instruction!(_mm256_packus_epi32(low_byte(self.0), low_byte(self.1)));
        // Packing goes by halves of a register, so the quarters are put in order between the two packings.
        let words = instruction!(_mm256_permute4x64_epi64::<0b11_01_10_00>(words));
        let (first, second) = instruction!((_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words)));
        let mut bytes = [0; LANES];
        // SAFETY: sixteen bytes are written, and there is room for sixteen.
        unsafe { _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm_packus_epi16(first, second)) };
        bytes
    }

    #[inline(always)]
    fn total(self) -> f32 {
        total(instruction!(_mm256_add_ps(self.0, self.1)))
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        largest(instruction!(_mm256_max_ps(self.0, self.1)))
    }

    /// Four outputs a register, each in two halves: two of its four products in one, two in the other.
    type Sums = [__m256i; 4];

    #[inline(always)]
    fn no_sums() -> [__m256i; 4] {
        [instruction!(_mm256_setzero_si256()); 4]
    }

    #[inline(always)]
    fn add_products(sums: [__m256i; 4], four: [u8; 4], weights: &Fours) -> [__m256i; 4] {
        let four = instruction!(_mm256_cvtepu8_epi16(_mm_set1_epi32(i32::from_ne_bytes(four))));
        let [a, b, c, d] = sums;
        let [e, f, g, h] = weights.0.as_chunks::<4>().0 else { return sums };
        [quarter(a, four, e), quarter(b, four, f), quarter(c, four, g), quarter(d, four, h)]
    }

    #[inline(always)]
    fn sums_less(sums: [__m256i; 4], less: &[i32; LANES]) -> Two {
        let [a, b, c, d] = sums;
        let [low, high] = less.as_chunks::<8>().0 else { return Two::all(0.0) };
        Two(half_less(a, b, low), half_less(c, d, high))
    }
}

/// [`Lanes::total`], from where eight sums are left.
#[inline(always)]
fn total(eight: __m256) -> f32 {
    let (low, high) = (instruction!(_mm256_castps256_ps128(eight)), instruction!(_mm256_extractf128_ps::<1>(eight)));
    let four = instruction!(_mm_add_ps(low, high));
    let two = instruction!(_mm_add_ps(four, _mm_movehl_ps(four, four)));
    instruction!(_mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two))))
}

/// [`Lanes::largest`], from where eight numbers are left.
#[inline(always)]
fn largest(eight: __m256) -> f32 {
    let (low, high) = (instruction!(_mm256_castps256_ps128(eight)), instruction!(_mm256_extractf128_ps::<1>(eight)));
    let four = instruction!(_mm_max_ps(low, high));
    let two = instruction!(_mm_max_ps(four, _mm_movehl_ps(four, four)));
    instruction!(_mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two))))
}

/// [`Lanes::power`] on one register.
#[inline(always)]
fn half_power(numbers: __m256) -> __m256 {
    let exponent = instruction!(_mm256_slli_epi32::<23>(_mm256_castps_si256(numbers)));
    let one = instruction!(_mm256_castps_si256(_mm256_set1_ps(1.0)));
    instruction!(_mm256_castsi256_ps(_mm256_add_epi32(exponent, one)))
}

/// The low byte of each number, all else zero.
#[inline(always)]
fn low_byte(numbers: __m256) -> __m256i {
    instruction!(_mm256_and_si256(_mm256_castps_si256(numbers), _mm256_set1_epi32(0xFF)))
}

/// Adds the products of four outputs. In 16 bits no product and in 32 no pair of them is too large, so they are exact.
#[inline(always)]
fn quarter(sums: __m256i, four: __m256i, weights: &[[i8; 4]; 4]) -> __m256i {
    // SAFETY: sixteen bytes are read, and sixteen are borrowed.
    let weights = unsafe { _mm_loadu_si128((&raw const *weights).cast()) };
    instruction!(_mm256_add_epi32(sums, _mm256_madd_epi16(four, _mm256_cvtepi8_epi16(weights))))
}

/// The sums of eight outputs less these numbers. Adding neighbours leaves the outputs as 0 1 4 5, 2 3 6 7; the pairs are
/// then put in order.
#[inline(always)]
fn half_less(low: __m256i, high: __m256i, less: &[i32; 8]) -> __m256 {
    let sums = instruction!(_mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(low, high)));
    // SAFETY: eight numbers are read, and eight are borrowed.
    let less = unsafe { _mm256_loadu_si256((&raw const *less).cast()) };
    instruction!(_mm256_cvtepi32_ps(_mm256_sub_epi32(sums, less)))
}
