//! What a feed lists: RSS, Atom, JSON feeds and sitemaps, from their bytes to plain entries. Nothing is fetched and
//! nothing is cleaned here; those who fetch ([`Entry::link`]) and those who read files ([`Entry::body`]) both ask this
//! room, so that a feed means the same to both. Whatever stands in the bytes, reading ends, within limits, and the same
//! bytes always list the same.
//!
//! ```
//! let feed = br#"<rss version="2.0"><channel><item><link>https://our.example/1</link></item></channel></rss>"#;
//! let casus_feeds::Listing::Entries(entries) = casus_feeds::read(feed, None)? else { unreachable!() };
//! assert_eq!(entries[0].link.as_deref(), Some("https://our.example/1"));
//! # Ok::<(), casus_feeds::Unreadable>(())
//! ```

mod feed;
mod kind;
mod sitemap;

use casus_types::Date;
use std::fmt;

pub use kind::{Dialect, dialect};

/// This many entries are listed at most, as the protocol of sitemaps has it; what stands behind them is left out.
pub const MOST_ENTRIES: usize = 50_000;

/// Elements in elements may go this deep; no feed does, and what goes deeper is made to exhaust a reader.
pub(crate) const DEEPEST: usize = 200;

/// What stands in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Articles, in the feed's order.
    Entries(Vec<Entry>),
    /// Addresses of other sitemaps, in the order of the index.
    Sitemaps(Vec<String>),
}

/// One article as a feed lists it. What the feed does not say is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it is to be read.
    pub link: Option<String>,
    /// What the feed calls it.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day, in UTC where the feed gives a time.
    pub published: Option<Date>,
    /// Its text, or a summary.
    pub body: Option<Body>,
}

/// The text that an entry carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The text.
    pub text: String,
    /// Whether it is the inside of a page rather than plain text.
    pub html: bool,
    /// Whether it is given as the article, or only as a summary of it.
    pub whole: bool,
}

/// Bytes that are no feed, or a broken one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong with them.
    pub what: String,
}

impl Unreadable {
    pub(crate) fn new(what: impl Into<String>) -> Unreadable {
        Unreadable { what: what.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Unreadable {}

/// Reads what a feed lists. `base` is where it was found: links that are no whole addresses count from there.
///
/// # Errors
/// The bytes are no feed, or one that breaks off, nests without end or defines entities of its own.
pub fn read(bytes: &[u8], base: Option<&str>) -> Result<Listing, Unreadable> {
    match dialect(bytes) {
        Some(Dialect::Sitemap) => sitemap::read(bytes),
        Some(Dialect::Feed) => feed::read(bytes, base),
        None => Err(Unreadable::new("no RSS, Atom, JSON feed or sitemap")),
    }
}

#[cfg(test)]
mod tests;
