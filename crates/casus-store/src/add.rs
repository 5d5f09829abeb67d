//! Coded documents into the record: one transaction an article, so that a break loses nothing and doubles nothing.

use crate::error::StoreError;
use crate::open::Store;

/// What became of a document that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The record had it from the same run.
    Known,
    /// The record had the article, coded by another run.
    Recoded,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Events of all runs.
    pub events: u64,
    /// Incidents of all runs.
    pub incidents: u64,
}

impl Store {
    /// How much there is.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| self.sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        Ok(Counts { articles: count("article")?, events: count("event")?, incidents: count("incident")? })
    }
}
