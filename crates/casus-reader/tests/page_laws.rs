//! What holds for any page at all: blocks are in order, apart, and hold everything that is not white space; no input
//! makes the page stage fail; the same input gives the same article; depth costs no more than length.

#![allow(clippy::expect_used, clippy::disallowed_methods)] // a law that breaks ends its test; the clock bounds one

mod page_support;

use casus_reader::page::{PageInput, decode, read_html, read_plain};
use casus_types::Article;
use page_support::words;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The law of blocks.
fn blocks_hold_the_text(article: &Article) {
    let text = article.text.as_str();
    let mut at = 0;
    for block in &article.blocks {
        let between = text.get(at..block.span.start()).expect("in order, on characters");
        assert!(between.trim().is_empty(), "words between blocks: {between:?}");
        let words = article.text.slice(block.span);
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        at = block.span.end();
    }
    assert!(text.get(at..).expect("inside the text").trim().is_empty());
}

const LINES: [&str; 22] = [
    "Home",
    "MOST POPULAR",
    "Related stories",
    "By Ana Ruiz",
    "PORT AMBER, June 13 (Reuters) - The ferries stopped.",
    "The ferries stopped at noon, the harbour master said.",
    "They will not run before Friday, he said. (AP)",
    "(Yonhap)",
    "Photo: Ana Ruiz",
    "© 2022",
    "###",
    "Ana Ruiz is a reporter.",
    "소아쌤",
    "QUESTION: Why?",
    "— A minister",
    "",
    "   indented",
    "June 14, 2022",
    "06/07/2022",
    "Source: AP",
    "a\u{2028}b",
    "“Quote,” he said.",
];

proptest! {
    #[test]
    fn plain_texts_keep_the_law_of_blocks(picks in prop::collection::vec(0usize..22, 0..24), tail in "\\PC{0,80}") {
        let text = picks.iter().map(|pick| LINES[*pick]).collect::<Vec<_>>().join("\n") + &tail;
        let (article, _) = read_plain(&text, &PageInput::default(), words());
        prop_assert_eq!(article.text.as_str(), &text);
        blocks_hold_the_text(&article);
        prop_assert_eq!(&read_plain(&text, &PageInput::default(), words()).0, &article);
    }

    #[test]
    fn pages_of_loose_tags_keep_the_law_of_blocks(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</td>", "<b>", "</b>", "<a href=x>", "</a>", "<ul><li>",
            "<figure><figcaption>", "</figure>", "<h1>", "</h1>", "<script>", "</script>", "<!--", "-->", "<p class='caption'",
            "The ferries stopped at noon, the harbour master said to the council in a long letter.", "&amp;", "<br>", "é",
            "<time datetime='2022-06-14'>", "<article>", "</article>", "<", "\"", "(Reuters)",
        ]), 0..40),
    ) {
        let (article, _) = read_html(&parts.concat(), &PageInput::default(), words());
        blocks_hold_the_text(&article);
    }

    #[test]
    fn any_bytes_can_be_decoded_and_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let decoded = decode(&bytes, None);
        blocks_hold_the_text(&read_plain(&decoded.text, &PageInput::default(), words()).0);
        blocks_hold_the_text(&read_html(&decoded.text, &PageInput::default(), words()).0);
    }
}

#[test]
fn a_page_cut_off_anywhere_is_still_read() {
    let page = "<!DOCTYPE html><html><head><meta charset=utf-8><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
        \"headline\":\"Züge stehen\",\"datePublished\":\"2022-06-14\"}</script></head><body><article><h1>Züge stehen</h1>\
        <figure><figcaption>Ein Bahnhof.</figcaption></figure><p class=\"a'b\">PORT AMBER (AP) — The trains stopped at noon, \
        the office said, and will not run again before Friday or later.</p><!-- x --><ul><li>One<li>Two</ul></article></body>";
    for cut in 0..page.len() {
        let decoded = decode(&page.as_bytes()[..cut], None);
        blocks_hold_the_text(&read_html(&decoded.text, &PageInput::default(), words()).0);
        blocks_hold_the_text(&read_plain(&decoded.text, &PageInput::default(), words()).0);
    }
}

#[test]
fn a_mebibyte_of_nested_tags_takes_no_time_to_speak_of() {
    for (tag, count) in [("<ul><li>", 131_072), ("<div>", 209_715)] {
        let page = tag.repeat(count);
        let begin = Instant::now();
        let (article, notes) = read_html(&page, &PageInput::default(), words());
        // A release build takes a tenth of a second; this one is neither optimised nor alone on its machine.
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
        assert!(article.blocks.is_empty());
        assert!(notes.iter().any(|note| note.what.contains("nested too deep")));
    }
}

#[test]
fn deep_pages_with_words_are_read_on_a_small_stack() {
    for tag in ["<div>Some words stand here. ", "<ul><li>Some words. ", "<blockquote><b>Some words. ", "<span>Words "] {
        for plain in [false, true] {
            let input = PageInput { plain, ..PageInput::default() };
            let (article, _) = read_html(&tag.repeat(3000), &input, words());
            blocks_hold_the_text(&article);
        }
    }
}
