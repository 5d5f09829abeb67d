//! Feeds kept as files: each item that carries its article, or at least a summary, is a report. Items that only link to
//! theirs, and those of sitemaps, are named; nothing is fetched.

use super::bounds::{Limits, megabytes};
use super::{Content, Form, Found, Report};
use crate::Refusal;
use casus_feeds::{Entry, Listing};
use std::io::{BufRead, Read};

/// So many links are named in one message.
const NAMED: usize = 3;

/// The items with content, in the feed's order, and a word on those without.
pub(crate) fn items(reader: impl BufRead, source: &str, limits: Limits) -> Result<Vec<Found>, Refusal> {
    let mut bytes = Vec::new();
    let read = reader.take(limits.line as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Refusal::new(source, format!("cannot be read to its end: {error}"), "check the file"))?;
    if bytes.len() > limits.line {
        let what = format!("a feed of more than {}", megabytes(limits.line));
        return Err(Refusal::new(source, what, "cut it into several"));
    }
    let listing = casus_feeds::read(&bytes, None).map_err(|error| {
        Refusal::new(source, format!("a feed that cannot be read: {error}"), "check it with a feed validator")
    })?;
    let (mut found, mut links) = (Vec::new(), Vec::new());
    match listing {
        Listing::Sitemaps(sitemaps) => links = sitemaps,
        Listing::Entries(entries) => {
            for (at, entry) in entries.into_iter().enumerate() {
                let link = entry.link.clone();
                match item(entry, &format!("{source}:{}", at + 1), limits) {
                    Some(item) => found.push(item),
                    None => links.extend(link),
                }
            }
        }
    }
    let named = named(&links);
    if found.is_empty() {
        let what = format!("a feed whose items carry no text{named}");
        return Err(Refusal::new(source, what, "give the pages that it links to, or watch it with `casus watch`"));
    }
    if !links.is_empty() {
        found.push(Found::PassedOver(format!("{source}: passed over items that are links alone{named}")));
    }
    Ok(found)
}

fn named(links: &[String]) -> String {
    let shown = links.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match links.len() {
        0 => String::new(),
        many if many > NAMED => format!(": {shown} and {} more", many - NAMED),
        _ => format!(": {shown}"),
    }
}

fn item(entry: Entry, at: &str, limits: Limits) -> Option<Found> {
    let body = entry.body?;
    let name = entry.link.clone().or(entry.id).unwrap_or_else(|| at.to_string());
    if body.text.len() > limits.article {
        return Some(Found::Refused(limits.article_too_long(&name)));
    }
    let (form, text) = match body.html {
        true => (Form::Html, as_page(entry.title.as_deref(), &body.text)),
        false => (Form::Plain, body.text),
    };
    Some(Found::Report(Box::new(Report {
        id: name.clone(),
        source: name,
        form,
        content: Content::Text(text),
        url: entry.link,
        title: entry.title,
        outlet: None,
        published: entry.published,
        notes: Vec::new(),
    })))
}

/// A feed carries the inside of an article; the page stage reads pages.
fn as_page(title: Option<&str>, body: &str) -> String {
    let title = title.unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ours</title>
        <item><title>Talks &amp; tests</title><link>http://our.example/1</link><guid>g1</guid>
          <pubDate>Tue, 14 Jun 2022 09:00:00 GMT</pubDate>
          <description>&lt;p&gt;Envoys met in Vienna.&lt;/p&gt;</description></item>
        <item><title>Only a link</title><link>http://our.example/2</link></item>
        </channel></rss>"#;

    #[test]
    fn items_with_text_are_reports_and_mere_links_are_named() {
        let found = items(FEED.as_bytes(), "f.xml", Limits::default()).unwrap();
        let [Found::Report(report), Found::PassedOver(links)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((report.source.as_str(), report.form), ("http://our.example/1", Form::Html));
        assert_eq!(report.title.as_deref(), Some("Talks & tests"));
        assert_eq!(report.published, Some(casus_types::Date::constant(2022, 6, 14)));
        let Content::Text(text) = &report.content else { panic!("a feed is text") };
        assert!(text.contains("<h1>Talks &amp; tests</h1><p>Envoys met in Vienna.</p>"), "{text}");
        assert_eq!(links, "f.xml: passed over items that are links alone: http://our.example/2");
    }

    #[test]
    fn a_feed_of_links_alone_says_what_to_do() {
        let links = FEED.replace("<description>", "<x>").replace("</description>", "</x>");
        let refusal = items(links.as_bytes(), "f.xml", Limits::default()).unwrap_err();
        assert!(refusal.cure.contains("pages that it links to") && refusal.what.contains("our.example/1"), "{refusal}");
        let sitemap = "<urlset><url><loc>http://our.example/1</loc></url></urlset>";
        let refusal = items(sitemap.as_bytes(), "s.xml", Limits::default()).unwrap_err();
        assert!(refusal.what.ends_with(": http://our.example/1"), "{refusal}");
    }

    #[test]
    fn a_json_feed_is_read() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Ours", "items": [
            {"id": "1", "url": "http://our.example/1", "content_text": "Envoys met in Vienna."}]}"#;
        let found = items(feed.as_bytes(), "f.json", Limits::default()).unwrap();
        let [Found::Report(report)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((report.form, report.url.as_deref()), (Form::Plain, Some("http://our.example/1")));
    }
}
