//! Our chains of the named mentions that `training/chains.py prepare` wrote, for its `score`:
//!
//! ```text
//! cargo run --release -p casus-line --example chains -- gold.jsonl > ours.jsonl
//! ```

#![allow(clippy::print_stdout)] // a program

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader};
use serde::Deserialize;
use std::error::Error;

/// A line of the prepared file.
#[derive(Deserialize)]
struct Article {
    id: String,
    published: Option<String>,
    text: String,
    mentions: Vec<Mention>,
}

/// A place in characters.
#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the file that training/chains.py prepared")?;
    let lexicon = Lexicon::embedded().map_err(|complaints| complaints.to_string())?;
    let line = Line::new(lexicon, Reader::embedded()?).without_cleaning();
    for row in std::fs::read_to_string(path)?.lines() {
        let article: Article = serde_json::from_str(row)?;
        let places: Vec<(usize, usize)> = article.mentions.iter().map(|m| (m.start, m.end)).collect();
        let published = article.published.as_deref().and_then(|day| day.parse().ok());
        let chains = line.chains(&article.text, &places, published).map_err(|refusal| refusal.to_string())?;
        println!("{}", serde_json::json!({ "id": article.id, "chains": chains }));
    }
    Ok(())
}
