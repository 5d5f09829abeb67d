//! RSS, Atom and JSON feeds, read by feed-rs, and what we take of them.

use crate::{Body, Entry, Listing, MOST_ENTRIES, Unreadable, sitemap};
use casus_types::Date;
use feed_rs::model;
use feed_rs::parser::Builder;

pub(crate) fn read(bytes: &[u8], base: Option<&str>) -> Result<Listing, Unreadable> {
    if !bytes.trim_ascii_start().starts_with(b"{") {
        sitemap::must_be_flat(bytes)?;
    }
    // An entry without a name of its own would be given one by chance; it stays without.
    let parser = Builder::new().base_uri(base).sanitize_content(false).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(bytes).map_err(|error| Unreadable::new(error.to_string()))?;
    Ok(Listing::Entries(feed.entries.into_iter().take(MOST_ENTRIES).map(entry).collect()))
}

fn entry(entry: model::Entry) -> Entry {
    let id = Some(entry.id).filter(|id| !id.trim().is_empty());
    // An id that is an address is the article's, where no link is given.
    let link = link(entry.links).or_else(|| id.clone().filter(|id| id.starts_with("http")));
    let title = entry.title.map(|title| title.content.trim().to_string()).filter(|title| !title.is_empty());
    let whole = entry.content.and_then(|content| {
        let html = is_html(content.content_type.essence().to_string());
        content.body.map(|text| body(text, html, true))
    });
    let summary = entry.summary.map(|text| {
        let html = is_html(text.content_type.essence().to_string());
        body(text.content, html, false)
    });
    let written = |body: &Body| !body.text.trim().is_empty();
    Entry {
        link,
        id,
        title,
        published: entry.published.or(entry.updated).and_then(|time| time.date_naive().to_string().parse().ok()),
        body: whole.filter(written).or(summary.filter(written)),
    }
}

/// The link to the article itself: not to the entry in the feed, nor to a sound or picture with it.
fn link(links: Vec<model::Link>) -> Option<String> {
    let leads = |link: &model::Link, rels: &[&str]| link.rel.as_deref().is_none_or(|rel| rels.contains(&rel));
    let href = links.iter().find(|link| leads(link, &["alternate"]))?.href.trim().to_string();
    Some(href).filter(|href| !href.is_empty())
}

fn is_html(media_type: String) -> bool {
    !media_type.eq_ignore_ascii_case("text/plain")
}

fn body(text: String, said_html: bool, whole: bool) -> Body {
    // Feeds often say that their text is plain, and write tags.
    let html = said_html || text.contains("</") || text.contains("/>");
    Body { text, html, whole }
}

/// A day of a sitemap: `2024-05-01`, alone or before a time.
pub(crate) fn day(written: &str) -> Option<Date> {
    let (head, rest) = written.trim().split_at_checked(10)?;
    let ends = rest.chars().next().is_none_or(|next| next == 'T' || next == ' ');
    if ends { head.parse().ok() } else { None }
}
