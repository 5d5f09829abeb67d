//! Measures the text stage, and shows what it does.
//!
//! ```text
//! sentences score FILE.conllu …    sentence precision, recall and F1 against Universal Dependencies
//! sentences misses FILE.conllu …   the same, with every boundary that differs
//! sentences split  < TEXT          one sentence a line, blank lines between blocks
//! sentences tokens < TEXT          the tokens of each line as a JSON array
//! sentences speed  < TEXT          megabytes a second on one core
//! ```
//!
//! A scored text is rebuilt from the tokens and `SpaceAfter=No`; `# newpar` begins a new block.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a program: it prints, and the speed needs a clock

use casus_reader::text::{sentences, tokens};
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((mode, files)) if mode == "score" || mode == "misses" => score(files, mode == "misses")?,
        Some((mode, _)) if mode == "split" => split(&standard_input()?),
        Some((mode, _)) if mode == "tokens" => print_tokens(&standard_input()?)?,
        Some((mode, _)) if mode == "speed" => speed(&standard_input()?),
        _ => println!("sentences score|misses FILE.conllu … | split | tokens | speed"),
    }
    Ok(())
}

fn standard_input() -> std::io::Result<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

fn split(text: &str) {
    for block in text.split("\n\n") {
        sentences(block).into_iter().for_each(|range| println!("{}", block[range].replace('\n', " ")));
        println!();
    }
}

fn print_tokens(text: &str) -> serde_json::Result<()> {
    for line in text.lines() {
        let words: Vec<&str> = tokens(line).into_iter().map(|range| &line[range]).collect();
        println!("{}", serde_json::to_string(&words)?);
    }
    Ok(())
}

/// The whole text is read as blocks between blank lines, sentences first, then the tokens of each.
fn speed(text: &str) {
    let start = std::time::Instant::now();
    let (mut sentence_count, mut token_count) = (0, 0);
    for block in text.split("\n\n") {
        for range in sentences(block) {
            sentence_count += 1;
            token_count += tokens(&block[range]).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = text.len() as f64 / 1e6;
    println!(
        "{megabytes:.1} MB, {sentence_count} sentences, {token_count} tokens, {seconds:.2} s, {:.1} MB/s",
        megabytes / seconds
    );
}

fn score(files: &[String], show: bool) -> std::io::Result<()> {
    let (mut right, mut gold_total, mut ours_total) = (0, 0, 0);
    for file in files {
        for block in blocks(&std::fs::read_to_string(file)?) {
            let ours: BTreeSet<(usize, usize)> = sentences(&block.text).iter().map(|r| (r.start, r.end)).collect();
            let gold: BTreeSet<(usize, usize)> = block.sentences.iter().map(|r| (r.start, r.end)).collect();
            right += ours.intersection(&gold).count();
            gold_total += gold.len();
            ours_total += ours.len();
            if show {
                show_misses(&block.text, &gold, &ours);
            }
        }
    }
    let (precision, recall) = (right as f64 / ours_total as f64, right as f64 / gold_total as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{gold_total} sentences, {ours_total} ours: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    Ok(())
}

/// Boundaries that only one side has: `+` is ours alone, `-` is theirs alone.
fn show_misses(text: &str, gold: &BTreeSet<(usize, usize)>, ours: &BTreeSet<(usize, usize)>) {
    let starts = |set: &BTreeSet<(usize, usize)>| set.iter().map(|(start, _)| *start).collect::<BTreeSet<usize>>();
    let (gold, ours) = (starts(gold), starts(ours));
    for at in gold.symmetric_difference(&ours) {
        let sign = if ours.contains(at) { '+' } else { '-' };
        let before: String = text[..*at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = text[*at..].chars().take(60).collect();
        println!("{sign} {before} | {after}");
    }
}

struct Block {
    text: String,
    sentences: Vec<Range<usize>>,
}

/// The blocks of a CoNLL-U file, with the place of each sentence.
fn blocks(conllu: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut new_block = true;
    let mut inside_until = 0;
    let mut first_of_sentence = true;
    for line in conllu.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            first_of_sentence = true;
            inside_until = 0;
        } else if line == "# newpar" || line.starts_with("# newpar ") || line.starts_with("# newdoc") {
            new_block = true;
        } else if let [id, form, .., misc] = columns.as_slice() {
            // `3-4` is one written word of two syntactic ones; `3.1` is an elided word that is not in the text.
            let (first, last) = id.split_once('-').unwrap_or((id, id));
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else { continue };
            if first <= inside_until {
                continue;
            }
            inside_until = if id.contains('-') { last } else { inside_until };
            if new_block {
                blocks.push(Block { text: String::new(), sentences: Vec::new() });
                new_block = false;
            }
            let Some(block) = blocks.last_mut() else { continue };
            let start = block.text.len();
            block.text.push_str(form);
            let end = block.text.len();
            match block.sentences.last_mut() {
                Some(sentence) if !first_of_sentence => sentence.end = end,
                _ => block.sentences.push(start..end),
            }
            first_of_sentence = false;
            if !misc.contains("SpaceAfter=No") {
                block.text.push(' ');
            }
        }
    }
    blocks
}
