//! What is wrong with a file that a person writes (the lexicon, ledgers, feeds to watch), said so that it can be mended:
//! the file, the line, what is wrong and a way out. Complaints are collected, never thrown at the first.

use std::fmt;
use std::sync::Arc;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The file as whoever wrote it knows it: `lexicon/verbs/assault.toml`.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub what: String,
    /// A way out.
    pub help: String,
}

impl Complaint {
    /// About a place in the text of a file, in bytes.
    ///
    /// ```
    /// let said = casus_types::Complaint::at("feeds.toml", "a = 1\nb = 2\n", 6, "`b` is no key", "leave it out");
    /// assert_eq!(said.to_string(), "feeds.toml:2: `b` is no key\n  help: leave it out");
    /// ```
    pub fn at(file: &str, text: &str, place: usize, what: impl Into<String>, help: impl Into<String>) -> Complaint {
        let line = 1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count() as u32;
        Complaint { file: file.into(), line, what: what.into(), help: help.into() }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  help: {}", self.file, self.line, self.what, self.help)
    }
}
