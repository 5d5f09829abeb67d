//! "This input could not be used", said so that whoever gave it can mend it. A refusal concerns one input; the others
//! are done all the same.

use std::fmt;

/// Why one input was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which: path, URL, `id` or `FILE:LINE`.
    pub source: String,
    /// What is wrong with it.
    pub what: String,
    /// A way out.
    pub cure: String,
    /// It names nothing: what is wrong is what was typed, and not an input.
    pub mistyped: bool,
}

impl Refusal {
    /// About one input.
    pub fn new(source: &str, what: impl Into<String>, cure: impl Into<String>) -> Refusal {
        Refusal { source: source.to_string(), what: what.into(), cure: cure.into(), mistyped: false }
    }

    /// About a PATH that names nothing.
    pub fn of_path(path: &str, what: impl Into<String>, cure: impl Into<String>) -> Refusal {
        Refusal { mistyped: true, ..Refusal::new(path, what, cure) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.source, self.what, self.cure)
    }
}

impl std::error::Error for Refusal {}
