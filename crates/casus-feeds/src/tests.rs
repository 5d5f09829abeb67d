//! Feeds as sites write them, and as nobody should.

use super::*;
use proptest::prelude::*;

fn entries(feed: &str) -> Vec<Entry> {
    match read(feed.as_bytes(), Some("https://our.example/feed")) {
        Ok(Listing::Entries(entries)) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rss_atom_and_json_say_the_same() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ours</title><item><title>Talks &amp; tests</title>
        <link>https://our.example/1</link><guid>g1</guid><pubDate>Tue, 14 Jun 2022 09:00:00 GMT</pubDate>
        <description>&lt;p&gt;Envoys met.&lt;/p&gt;</description></item></channel></rss>"#;
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Ours</title><id>f</id><entry><title>Talks &amp; tests</title>
        <id>g1</id><link rel="self" href="https://our.example/feed/1"/><link href="https://our.example/1"/>
        <published>2022-06-14T09:00:00Z</published><summary type="html">&lt;p&gt;Envoys met.&lt;/p&gt;</summary></entry></feed>"#;
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Ours","items":[{"id":"g1","url":"https://our.example/1",
        "title":"Talks & tests","date_published":"2022-06-14T09:00:00Z","summary":"<p>Envoys met.</p>"}]}"#;
    for feed in [rss, atom, json] {
        let listed = entries(feed);
        assert_eq!(listed.len(), 1, "{feed}");
        let entry = &listed[0];
        assert_eq!(entry.link.as_deref(), Some("https://our.example/1"), "{feed}");
        assert_eq!(entry.id.as_deref(), Some("g1"), "{feed}");
        assert_eq!(entry.title.as_deref(), Some("Talks & tests"), "{feed}");
        assert_eq!(entry.published, Some(Date::constant(2022, 6, 14)), "{feed}");
        let body = entry.body.as_ref().unwrap();
        assert!(body.html && !body.whole && body.text.contains("Envoys met"), "{feed}: {body:?}");
    }
}

#[test]
fn a_news_sitemap_lists_pages_with_their_day_and_headline() {
    let sitemap = r#"<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc>https://our.example/a?x=1&amp;y=2</loc><lastmod>2024-05-03T01:00:00+00:00</lastmod>
          <image:image><image:loc>https://our.example/a.png</image:loc></image:image>
          <news:news><news:publication><news:name>Ours</news:name></news:publication>
            <news:publication_date>2024-05-01T08:00:00+09:00</news:publication_date><news:title><![CDATA[Talks & tests]]></news:title>
          </news:news></url>
        <url><loc> https://our.example/b </loc></url><url></url></urlset>"#;
    let listed = entries(sitemap);
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0].link.as_deref(), Some("https://our.example/a?x=1&y=2"));
    assert_eq!(listed[0].published, Some(Date::constant(2024, 5, 1)));
    assert_eq!(listed[0].title.as_deref(), Some("Talks & tests"));
    assert_eq!(listed[1], Entry { link: Some("https://our.example/b".to_string()), ..Entry::default() });
}

#[test]
fn an_index_lists_sitemaps() {
    let index = "<sitemapindex><sitemap><loc>https://our.example/1.xml</loc></sitemap><sitemap><loc>https://our.example/2.xml</loc>\
                 <lastmod>2024-05-01</lastmod></sitemap></sitemapindex>";
    let expected = ["https://our.example/1.xml", "https://our.example/2.xml"].map(str::to_string).to_vec();
    assert_eq!(read(index.as_bytes(), None), Ok(Listing::Sitemaps(expected)));
}

#[test]
fn entities_of_its_own_and_endless_nesting_are_refused() {
    let bomb = "<!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><urlset><url><loc>&b;</loc></url></urlset>";
    assert_eq!(read(bomb.as_bytes(), None), Err(Unreadable::new("it defines entities of its own")));
    let bomb = bomb.replace("urlset", "rss");
    assert_eq!(read(bomb.as_bytes(), None), Err(Unreadable::new("it defines entities of its own")));
    for root in ["urlset", "rss"] {
        let deep = format!("<{root} version=\"2.0\">{}", "<a>".repeat(200_000));
        assert_eq!(read(deep.as_bytes(), None), Err(Unreadable::new("elements nested more than 200 deep")));
    }
}

#[test]
fn no_more_is_listed_than_the_protocol_allows() {
    let many: String =
        (0..MOST_ENTRIES + 10).map(|n| format!("<url><loc>https://our.example/{n}</loc></url>")).collect();
    assert_eq!(entries(&format!("<urlset>{many}</urlset>")).len(), MOST_ENTRIES);
}

#[test]
fn what_has_no_name_gets_none_by_chance() {
    let feed = r#"<rss version="2.0"><channel><item><description>Envoys met.</description></item></channel></rss>"#;
    assert_eq!(entries(feed), entries(feed));
    assert_eq!(entries(feed)[0].id, None);
}

#[test]
fn a_page_and_a_word_are_no_feed() {
    for no_feed in ["<!doctype html><html></html>", "<feedback>", "{\"text\": \"a\"}", "", "<", "<rss", "rss"] {
        assert!(read(no_feed.as_bytes(), None).is_err(), "{no_feed}");
    }
}

proptest! {
    /// Pieces of feeds in any order are read or refused, always the same way.
    #[test]
    fn any_pieces_are_read_or_refused(pieces in proptest::collection::vec(0usize..14, 0..40), root in 0usize..4) {
        const PIECES: [&str; 14] = [
            "<item>", "</item>", "<url>", "</url>", "<loc>https://a.example/", "</loc>", "&amp;", "&x;", "<![CDATA[", "]]>",
            "<link/>", "<!-- ", "</channel>", "\u{fffd}<",
        ];
        let roots = ["<rss version=\"2.0\"><channel>", "<urlset>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<sitemapindex>"];
        let text: String = std::iter::once(roots[root]).chain(pieces.into_iter().map(|at| PIECES[at])).collect();
        prop_assert_eq!(read(text.as_bytes(), None), read(text.as_bytes(), None));
    }
}
