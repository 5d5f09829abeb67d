//! Reads a folder of pages and prints one cleaned article a line, for scoring the page stage by itself:
//! `cargo run --release --example pages -- LEXICON_DIR PAGES_DIR > pages.jsonl`. Times go to standard error.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used
)]

#[path = "../tests/page_support/mod.rs"]
mod page_support;

use casus_reader::page::{PageInput, decode, looks_like_html, read_html, read_plain};
use casus_types::{Article, BlockKind, CharOffsets, Span};
use serde_json::{Value, json};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words = page_support::words_in(&arguments[0]);
    let subheads = !arguments.iter().any(|argument| argument == "--no-subheads");
    let mut names: Vec<_> = std::fs::read_dir(&arguments[1]).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let (mut total, mut worst) = (0.0, (0.0, String::new()));
    for name in &names {
        let bytes = std::fs::read(name).unwrap();
        let source = name.file_name().unwrap().to_string_lossy().to_string();
        let input = PageInput { id: &source, source: &source, ..PageInput::default() };
        let begin = Instant::now();
        let decoded = decode(&bytes, None);
        let (article, _) = match looks_like_html(&decoded.text) {
            true => read_html(&decoded.text, &input, &words),
            false => read_plain(&decoded.text, &input, &words),
        };
        let seconds = begin.elapsed().as_secs_f64();
        total += seconds;
        if seconds > worst.0 {
            worst = (seconds, source.clone());
        }
        println!("{}", page(&article, subheads));
    }
    eprintln!(
        "{} pages in {total:.2} s, {:.0} a second, longest {:.3} s ({})",
        names.len(),
        names.len() as f64 / total,
        worst.0,
        worst.1
    );
}

fn page(article: &Article, subheads: bool) -> Value {
    let offsets = CharOffsets::new(&article.text);
    let span = |span: Span| {
        let (start, end) = offsets.range(span);
        json!({"start": start, "end": end})
    };
    let kept = |kinds: &[BlockKind]| -> Vec<Value> {
        let blocks = article.blocks.iter().filter(|block| block.dropped.is_none() && kinds.contains(&block.kind));
        blocks.map(|block| span(block.span)).collect()
    };
    let dropped: Vec<Value> = article
        .blocks
        .iter()
        .filter_map(|block| {
            let (start, end) = offsets.range(block.span);
            Some(json!({"start": start, "end": end, "why": block.dropped.as_ref()?}))
        })
        .collect();
    let body: &[BlockKind] =
        if subheads { &[BlockKind::Paragraph, BlockKind::Subhead] } else { &[BlockKind::Paragraph] };
    json!({
        "source": article.source, "title": article.headline, "authors": article.authors,
        "date": article.published.date.map(|date| date.to_string()), "why": article.published.why,
        "modified": article.modified.map(|date| date.to_string()), "agency": article.agency, "outlet": article.outlet,
        "place": article.place, "text": article.text.as_str(), "paragraphs": kept(body),
        "captions": kept(&[BlockKind::Caption]), "dropped": dropped,
        "kinds": article.blocks.iter().map(|block| format!("{:?}", block.kind)).collect::<Vec<_>>(),
        "blocks": article.blocks.iter().map(|block| span(block.span)).collect::<Vec<_>>(),
        "candidates": article.published.candidates.iter().map(|c| format!("{}: {}", c.date, c.why)).collect::<Vec<_>>(),
    })
}
