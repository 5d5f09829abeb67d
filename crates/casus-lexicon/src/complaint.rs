//! What is wrong with a file of the lexicon, said so that an analyst can mend it: the file, the line, what is wrong
//! and a way out. Complaints are collected, never thrown at the first.

pub use casus_types::Complaint;
use std::fmt;
use std::sync::Arc;

/// The place in the lexicon that something was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file as the analyst knows it: `lexicon/verbs/assault.toml`.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Everything that is wrong, by file and line; never empty when it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints(pub Vec<Complaint>);

impl Complaints {
    /// Adds one about a place.
    pub(crate) fn push(&mut self, origin: &Origin, what: impl Into<String>, help: impl Into<String>) {
        self.0.push(Complaint {
            file: Arc::clone(&origin.file),
            line: origin.line,
            what: what.into(),
            help: help.into(),
        });
    }
}

impl fmt::Display for Complaints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for complaint in &self.0 {
            writeln!(f, "{complaint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Complaints {}

/// A help line for a word that is none of `known`: the nearest one where one is near, else all of them.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", quoted(&known)),
    }
}

/// The known word that is at most a third of its letters away.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let (distance, near) =
        known.iter().map(|one| (strsim::damerau_levenshtein(&lower, &one.to_lowercase()), *one)).min()?;
    (distance <= near.chars().count().div_ceil(3)).then_some(near)
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
