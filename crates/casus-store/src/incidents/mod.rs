//! Reports of one act become one incident.

mod gather;
mod kin;
mod likeness;
mod witness;
mod words;

pub use gather::gather;
pub use likeness::{NAMES, Weights, chance, likenesses, logit};
pub use witness::{Party, Place, Witness};
pub use words::{Bag, stem, weight};
