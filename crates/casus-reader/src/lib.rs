//! From bytes to an article, and from an article to its sentences and tokens. It decides what a report says where, and
//! nothing about what it means: no actors, no events.

pub mod page;
pub mod text;
