//! Counts in how many of a thousand articles each stem stands: `incidents/common_words.tsv`, so that a rare word that two
//! reports share weighs more than a common one. Stems of fewer than five in a thousand are left out.
//!
//! ```text
//! casus code --plain TEXTS.jsonl --format jsonl | cargo run --release -p casus-store --example common_words
//! ```

#![allow(clippy::print_stdout)] // a program

use casus_store::incidents::stem;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::BufRead;

/// Stems in fewer of a thousand articles are not listed.
const RARE: f64 = 5.0;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut stands, mut articles) = (BTreeMap::<String, f64>::new(), 0.0);
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document["article"]["text"].as_str().ok_or("an article has no text")?;
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| word.len() > 1);
        let stems: BTreeSet<String> = words.map(stem).collect();
        stems.into_iter().for_each(|stem| *stands.entry(stem).or_default() += 1.0);
        articles += 1.0;
    }
    println!("# Stems of words, and in how many of a thousand articles they stand.");
    for (stem, count) in stands {
        let share = 1000.0 * count / articles;
        if share >= RARE {
            println!("{stem}\t{share:.0}");
        }
    }
    Ok(())
}
