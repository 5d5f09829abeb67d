//! Our factuality of the event words that `training/factuality.py prepare` wrote, for its `score`:
//!
//! ```text
//! cargo run --release -p casus-line --example factuality -- gold.jsonl > ours.jsonl
//! ```

#![allow(clippy::print_stdout)] // a program

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader};
use serde::Deserialize;
use std::error::Error;

/// A line of the prepared file: a sentence with its event words.
#[derive(Deserialize)]
struct Sentence {
    text: String,
    words: Vec<Word>,
}

/// A place in characters.
#[derive(Deserialize)]
struct Word {
    start: usize,
    end: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the file that training/factuality.py prepared")?;
    let lexicon = Lexicon::embedded().map_err(|complaints| complaints.to_string())?;
    let line = Line::new(lexicon, Reader::embedded()?).without_cleaning();
    for row in std::fs::read_to_string(path)?.lines() {
        let sentence: Sentence = serde_json::from_str(row)?;
        let places: Vec<(usize, usize)> = sentence.words.iter().map(|word| (word.start, word.end)).collect();
        let found = line.factuality(&sentence.text, &places).map_err(|refusal| refusal.to_string())?;
        let told: Vec<_> = found
            .iter()
            .map(|found| found.as_ref().map(|p| serde_json::json!({ "factuality": p.factuality, "why": p.why })))
            .collect();
        println!("{}", serde_json::json!({ "words": told }));
    }
    Ok(())
}
