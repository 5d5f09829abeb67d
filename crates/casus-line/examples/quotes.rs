//! Everything that could be a quote in texts that annotators read, with what is seen of it, for `training/quotes.py`:
//!
//! ```text
//! cargo run --release -p casus-line --example quotes -- texts.jsonl > seen.jsonl
//! ```

#![allow(clippy::print_stdout)] // a program

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader};
use casus_types::{CharOffsets, Span};
use serde::Deserialize;
use std::error::Error;

/// A line of the texts.
#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a file of texts, a line of JSON each: id, text")?;
    let lexicon = Lexicon::embedded().map_err(|complaints| complaints.to_string())?;
    let line = Line::new(lexicon, Reader::embedded()?).without_cleaning();
    for row in std::fs::read_to_string(path)?.lines() {
        let article: Article = serde_json::from_str(row)?;
        let (text, seen) = line.quotes_seen(&article.text).map_err(|refusal| refusal.to_string())?;
        let offsets = CharOffsets::new(&text);
        let place = |span: Span| {
            let (start, end) = offsets.range(span);
            [start, end]
        };
        let seen: Vec<_> = seen
            .into_iter()
            .map(|quote| {
                serde_json::json!({
                    "cue": quote.cue.map(place),
                    "source": quote.source.map(place),
                    "content": quote.content.into_iter().map(place).collect::<Vec<_>>(),
                    "features": quote.features,
                })
            })
            .collect();
        println!("{}", serde_json::json!({ "id": article.id, "seen": seen }));
    }
    Ok(())
}
