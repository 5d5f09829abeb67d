//! RSS and Atom: each item that carries its article, or at least a summary, is a report. A feed that only links to its
//! articles holds none; nothing is fetched.

use super::bounds::{Limits, megabytes};
use super::{Content, Form, Report, day};
use crate::Refusal;
use feed_rs::model::{Entry, Text};
use std::io::{BufRead, Read};

/// The items with content, in the feed's order.
pub(crate) fn items(reader: impl BufRead, source: &str, limits: Limits) -> Result<Vec<Report>, Refusal> {
    let mut bytes = Vec::new();
    let read = reader.take(limits.line as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Refusal::new(source, format!("cannot be read to its end: {error}"), "check the file"))?;
    if bytes.len() > limits.line {
        let what = format!("a feed of more than {}", megabytes(limits.line));
        return Err(Refusal::new(source, what, "cut it into several"));
    }
    let feed = feed_rs::parser::parse(bytes.as_slice()).map_err(|error| {
        Refusal::new(source, format!("a feed that cannot be read: {error}"), "check it with a feed validator")
    })?;
    let entries = feed.entries.into_iter().enumerate();
    let reports: Vec<Report> = entries.filter_map(|(at, entry)| item(entry, &format!("{source}:{}", at + 1))).collect();
    if reports.is_empty() {
        let what = "a feed whose items carry no text";
        return Err(Refusal::new(source, what, "download the pages that it links to and give those"));
    }
    Ok(reports)
}

fn item(entry: Entry, at: &str) -> Option<Report> {
    let title = entry.title.map(|title| title.content.trim().to_string()).filter(|title| !title.is_empty());
    let url = entry.links.into_iter().next().map(|link| link.href);
    let body = entry.content.and_then(|content| {
        let html = !content.content_type.essence().to_string().eq_ignore_ascii_case("text/plain");
        content.body.map(|body| (html, body))
    });
    let summary =
        |text: Text| (!text.content_type.essence().to_string().eq_ignore_ascii_case("text/plain"), text.content);
    let (html, body) = body.or_else(|| entry.summary.map(summary)).filter(|(_, body)| !body.trim().is_empty())?;
    let (form, text) = match html || body.contains("</") || body.contains("/>") {
        true => (Form::Html, as_page(title.as_deref(), &body)),
        false => (Form::Plain, body),
    };
    let id = Some(entry.id).filter(|id| !id.is_empty());
    let name = url.clone().or(id).unwrap_or_else(|| at.to_string());
    Some(Report {
        id: name.clone(),
        source: name,
        form,
        content: Content::Text(text),
        url,
        title,
        outlet: None,
        // The day as the feed's clock has it; feed-rs gives it in UTC.
        published: entry.published.and_then(|time| day(&time.date_naive().to_string())),
        notes: Vec::new(),
    })
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
    fn items_with_text_are_reports_and_mere_links_are_not() {
        let reports = items(FEED.as_bytes(), "f.xml", Limits::default()).unwrap();
        assert_eq!(reports.len(), 1);
        let report = &reports[0];
        assert_eq!((report.source.as_str(), report.form), ("http://our.example/1", Form::Html));
        assert_eq!(report.title.as_deref(), Some("Talks & tests"));
        assert_eq!(report.published, day("2022-06-14"));
        let Content::Text(text) = &report.content else { panic!("a feed is text") };
        assert!(text.contains("<h1>Talks &amp; tests</h1><p>Envoys met in Vienna.</p>"), "{text}");
    }

    #[test]
    fn a_feed_of_links_alone_says_what_to_do() {
        let links = FEED.replace("<description>", "<x>").replace("</description>", "</x>");
        let refusal = items(links.as_bytes(), "f.xml", Limits::default()).unwrap_err();
        assert!(refusal.cure.contains("pages that it links to"), "{refusal}");
    }
}
