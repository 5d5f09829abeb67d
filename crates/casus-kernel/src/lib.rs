//! The arithmetic of the networks: layers of weights in 32 and in 8 bits, norms, attention, and the few curves between
//! them. Every function gives the same bits on every machine: whole numbers are summed exactly, and every sum of
//! fractions is taken in one order with fused multiply-adds, whichever instructions carry it out. This crate knows no
//! networks, no words and no files; it is the only one where `unsafe` may stand, and each use is argued.

mod attention;
mod blocks;
mod curves;
mod dense;
mod dense8;
mod lanes;
mod norm;
mod path;
#[cfg(target_arch = "x86_64")]
mod registers;

pub use attention::Attention;
pub use curves::{gelu, softmax, tanh};
pub use dense::Dense;
pub use dense8::{Bytes, Dense8};
pub use norm::Norm;
pub use path::Path;
