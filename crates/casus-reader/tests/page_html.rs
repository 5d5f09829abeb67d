//! A page in HTML: the body without what stands around it, and headline, people, days and captions from the markup.

mod page_support;

use casus_reader::page::{Extractor, PageInput, Piece, Shape, decode, looks_like_html, read_html, read_html_with};
use casus_types::{Article, BlockKind, Date};
use page_support::{dropped, kept, words};

const BODY: &str = "\
<p>Three harbour towns agreed on Thursday to share the crews of their ferries until the end of spring, their mayors said.</p>
<p>The paper was signed after a meeting that lasted most of the night, in the old customs house above the quay of Port Amber.</p>
<figure><img src='ferry.jpg'><figcaption>Deck hands load a ferry at Port Amber.</figcaption></figure>
<p>\"We had no choice left,\" said Mayor Ida Holm, who had opposed the plan for a year and had twice walked out of the talks.</p>
<h2>What the union says</h2>
<p>The crews' union was not asked, and said that it would wait for the paper before it answers the towns in public.</p>
<p>Sign up for our newsletter to get the day's harbour news.</p>";

fn page(head: &str, before: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Crews shared | The Amber Post</title>{head}</head><body>\
         <nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>\
         <article><h1>Harbour towns agree to share ferry crews</h1>{before}{BODY}</article>\
         <footer><p>© 2022 The Amber Post. All rights reserved.</p></footer></body></html>"
    )
}

fn read(html: &str) -> Article {
    read_html(html, &PageInput { id: "a", source: "a.html", ..PageInput::default() }, words()).0
}

#[test]
fn the_body_is_kept_and_what_stands_around_it_is_not() {
    let article = read(&page("", ""));
    assert_eq!(article.headline.as_deref(), Some("Harbour towns agree to share ferry crews"));
    assert_eq!(kept(&article, BlockKind::Headline), ["Harbour towns agree to share ferry crews"]);
    assert_eq!(kept(&article, BlockKind::Paragraph).len(), 4);
    assert_eq!(kept(&article, BlockKind::Subhead), ["What the union says"]);
    assert!(!article.text.as_str().contains("World") && !article.text.as_str().contains("rights reserved"));
}

#[test]
fn a_promo_line_that_extraction_keeps_is_dropped_with_its_reason() {
    let article = read(&page("", ""));
    let line = ("Sign up for our newsletter to get the day's harbour news.".to_string(), "newsletter".to_string());
    assert_eq!(dropped(&article), [line]);
}

#[test]
fn captions_come_from_the_source_because_extraction_drops_figures() {
    let article = read(&page("", ""));
    assert_eq!(kept(&article, BlockKind::Caption), ["Deck hands load a ferry at Port Amber."]);
    let text = article.text.as_str();
    assert!(text.find("customs house") < text.find("Deck hands") && text.find("Deck hands") < text.find("no choice"));
}

#[test]
fn the_day_comes_from_the_first_source_that_names_one() {
    let json = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour towns agree to share ferry crews",
        "datePublished":"2022-06-16T23:30:00-05:00","dateModified":"2022-06-18","publisher":{"name":"The Amber Post"},
        "author":[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Person","name":"Tom Berg"}]}</script>"#;
    let meta = "<meta property='article:published_time' content='2022-06-15T08:00:00Z'>";
    let time = "<time datetime='2022-06-14'>June 14</time>";
    let url = "https://amber.example/2022/06/13/crews";
    let cases: [(&str, &str, Option<&str>, &str, &str); 5] = [
        (&format!("{json}{meta}"), time, Some(url), "2022-06-16", "json-ld datePublished"),
        (meta, time, Some(url), "2022-06-15", "meta article:published_time"),
        ("", time, Some(url), "2022-06-14", "time tag"),
        ("", "", Some(url), "2022-06-13", "address of the page"),
        ("", "<p class='dateline'>Published 12 June 2022</p>", None, "2022-06-12", "visible text"),
    ];
    for (head, before, url, day, why) in cases {
        let input = PageInput { url, ..PageInput::default() };
        let published = read_html(&page(head, before), &input, words()).0.published;
        assert_eq!(published.date.map(|date| date.to_string()).as_deref(), Some(day));
        assert_eq!(published.why.as_deref(), Some(why));
    }
    let article = read(&page(json, ""));
    assert_eq!(article.modified, Date::new(2022, 6, 18).ok(), "published and modified apart");
    assert_eq!(article.authors, ["Ana Ruiz", "Tom Berg"]);
    assert_eq!(article.outlet.as_deref(), Some("The Amber Post"));
}

#[test]
fn a_page_without_a_day_has_none() {
    assert_eq!(read(&page("", "")).published, Default::default());
}

#[test]
fn the_title_s_publication_is_no_part_of_the_headline() {
    let html = page(
        "<meta property='og:title' content='Crews shared | The Amber Post'><meta property='og:site_name' content='The Amber Post'>",
        "",
    );
    let html = html.replace("<h1>Harbour towns agree to share ferry crews</h1>", "");
    assert_eq!(read(&html).headline.as_deref(), Some("Crews shared"));
}

#[test]
fn a_publisher_is_no_person_but_may_be_an_agency() {
    let article = read(&page("<meta name='author' content='The Associated Press'>", ""));
    assert!(article.authors.is_empty());
    assert_eq!(article.agency.as_deref(), Some("AP"));
}

#[test]
fn a_dateline_in_html_becomes_fields() {
    let html = page("", "").replace("<p>Three harbour", "<p>PORT AMBER, Norland, June 16 (Reuters) - Three harbour");
    let article = read(&html);
    assert_eq!((article.place.as_deref(), article.agency.as_deref()), (Some("Port Amber"), Some("Reuters")));
    assert!(kept(&article, BlockKind::Paragraph)[0].starts_with("Three harbour towns"));
}

/// Hands over the same pieces whatever the page says.
struct Stub(Vec<Piece>);

impl Extractor for Stub {
    fn pieces(&self, _: &str) -> Vec<Piece> {
        self.0.clone()
    }
}

#[test]
fn another_extractor_can_be_put_in() {
    let piece = |text: &str, shape| Piece { text: text.to_string(), shape };
    let stub = Stub(vec![
        piece("The ferries stopped at noon, the harbour master said.", Shape::Text),
        piece("Advertisement", Shape::Text),
        piece("They will not run before Friday, he added.", Shape::Text),
    ]);
    let (article, notes) = read_html_with(&stub, "<html></html>", &PageInput::default(), words());
    assert_eq!(kept(&article, BlockKind::Paragraph).len(), 2);
    assert_eq!(dropped(&article), [("Advertisement".to_string(), "advertisement".to_string())]);
    assert!(notes.is_empty());
}

#[test]
fn a_page_with_no_article_says_so() {
    for html in ["", "<html><body></body></html>", "<p>", "<!DOCTYPE html><html><head><title>x</title>"] {
        let (article, notes) = read_html(html, &PageInput::default(), words());
        assert!(article.readable().next().is_none());
        assert!(notes.iter().any(|note| note.what.contains("no article")), "{html}");
    }
}

#[test]
fn plain_keeps_all_words_of_the_page() {
    let input = PageInput { plain: true, ..PageInput::default() };
    let (article, _) = read_html(&page("", ""), &input, words());
    assert!(dropped(&article).is_empty());
    for words in ["World", "newsletter", "All rights reserved", "Deck hands"] {
        assert!(article.text.as_str().contains(words), "{words}");
    }
}

#[test]
fn the_encoding_of_a_page_is_found() {
    let html = page("<meta charset='iso-8859-1'>", "").replace("Ida Holm", "Zoë Holm").replace("\"We", "“We");
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&html);
    assert!(!lost);
    let decoded = decode(&bytes, None);
    assert!(looks_like_html(&decoded.text));
    let article = read(&decoded.text);
    assert!(article.text.as_str().contains("“We had no choice left") && article.text.as_str().contains("Zoë Holm"));
}

#[test]
fn html_is_told_by_its_content() {
    for html in ["<!doctype html><p>x", "  <html>", "<p>One</p><p>Two</p>", "Intro <p>a <br> b <a href=x>c</a> d</p>"] {
        assert!(looks_like_html(html), "{html}");
    }
    for text in ["The ferries stopped.", "a < b and b > c", "", "<<< wire copy >>>"] {
        assert!(!looks_like_html(text), "{text}");
    }
}
