//! Sentences of a block of text.

use std::ops::Range;

/// The sentences of one block of text, as byte ranges in order, without white space at either end.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    vec![start..start + trimmed.len()]
}
