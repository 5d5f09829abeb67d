//! From the bytes of a page to an [`Article`]: text, typed blocks, headline, people, days, agency. A page copied as
//! plain text and a page in HTML go through the same classifier, so that menus, adverts and repeated captions go the
//! same way, each with its reason, and the dateline becomes fields. Nothing is cut from the text: what is dropped is
//! marked. This stage knows nothing of sentences, actors or events, and it has no clock.

mod assemble;
mod classify;
mod dateline;
mod days;
mod decode;
mod json_ld;
mod layout;
mod line;
mod pattern;
mod people;
mod piece;
mod published;
mod source;
mod title;
mod trafilatura;
mod tree;

pub use assemble::{read_html, read_html_with, read_plain};
pub use decode::{Decoded, decode};
pub use piece::{Extractor, Piece, Shape};
pub use trafilatura::Trafilatura;

use casus_types::Date;

/// What is known of a page besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageInput<'a> {
    /// The name of the article; event ids are made from it.
    pub id: &'a str,
    /// Path, URL, `id` or `FILE:LINE`: what messages name.
    pub source: &'a str,
    /// The address of the page.
    pub url: Option<&'a str>,
    /// The title, where the collection gives one.
    pub title: Option<&'a str>,
    /// The day of publication, where the caller gives it.
    pub published: Option<Date>,
    /// No cleaning: every paragraph is read, nothing is dropped.
    pub plain: bool,
}

/// Whether a text is a page in HTML rather than plain words.
pub fn looks_like_html(text: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default().trim_start().to_ascii_lowercase();
    let opens =
        ["<!doctype html", "<html", "<head", "<body", "<!--", "<?xml"].iter().any(|start| head.starts_with(start));
    let tags = ["<p>", "<p ", "<div", "<br", "</a>", "<span", "<meta", "<article", "<h1", "<ul", "<script", "</p>"];
    opens
        || (head.starts_with('<') && tags.iter().any(|tag| head.contains(tag)))
        || tags.iter().filter(|tag| head.contains(*tag)).count() >= 3
}
