//! What the parser says of sentences that are already cut into words, for `training/syntax_scores.py`, which scores it:
//!
//! ```text
//! cargo run --release -p casus-reader --example parse_words < WORDS > TREES
//! ```
//!
//! A word a line, behind a tab `1` where a space follows and else `0`; a blank line ends a sentence. For each word comes
//! back a line with tag, part of speech, head (counted from 0; a root is its own), label and lemma, tab-separated.

#![allow(clippy::print_stdout)] // a program

use casus_reader::parser::{Parser, Word};
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let sentences: Vec<Vec<Word>> = text.split("\n\n").map(|block| block.lines().filter_map(word).collect()).collect();
    for analysis in Parser::embedded()?.parse(&sentences) {
        for word in analysis.words {
            println!("{}\t{}\t{}\t{}\t{}", word.tag.text(), word.pos.text(), word.head, word.label.text(), word.lemma);
        }
        println!();
    }
    Ok(())
}

fn word(line: &str) -> Option<Word<'_>> {
    line.split_once('\t').map(|(text, spaced)| Word { text, spaced: spaced == "1" })
}
