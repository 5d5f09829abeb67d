//! From bytes to an article, and from an article to its sentences and tokens. It decides what a report says where, and
//! nothing about what it means: no actors, no events.

pub mod event_reader;
pub mod page;
pub mod parser;
mod reader;
pub mod text;
mod weights;

pub use event_reader::Relations;
pub use reader::Reader;
pub use weights::BadWeights;
