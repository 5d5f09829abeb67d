//! How fast an article is read: text to sentences, tokens, tree, names and lemmas, on one thread. Beside it
//! `training/parse_speed.py`, which has spaCy's own pipeline read the same paragraphs:
//!
//! ```text
//! cargo run --release -p casus-reader --example parse_speed -- FILE.jsonl.gz …
//! OMP_NUM_THREADS=1 python training/parse_speed.py FILE.jsonl.gz …
//! ```
//!
//! A line is a report: `title`, and `text` or a list of `paragraphs`. Of each file the first hundred are read, all of
//! them several times over; the best round counts. Time is the thread's own (Linux; elsewhere the clock's).

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a program: it prints, and the speed needs a clock

use casus_reader::parser::Parser;
use casus_reader::text;
use casus_types::{Article, Block, BlockKind, Published, Text};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

const ARTICLES: usize = 100;
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut articles = Vec::new();
    for path in std::env::args().skip(1) {
        match std::fs::File::open(&path) {
            Ok(file) => {
                let lines = BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines();
                for line in lines.take(ARTICLES) {
                    articles.extend(article(&serde_json::from_str(&line?)?));
                }
            }
            Err(error) => println!("{path} is left out: {error}"),
        }
    }
    if articles.is_empty() {
        println!("no reports to read: parse_speed FILE.jsonl.gz …");
        return Ok(());
    }
    let start = Instant::now();
    let parser = Parser::embedded()?;
    println!("weights read in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut best = Duration::MAX;
    let (mut sentences, mut tokens) = (0, 0);
    for _ in 0..ROUNDS {
        let start = thread_time();
        let clock = Instant::now();
        (sentences, tokens) = (0, 0);
        for article in &articles {
            let parsed = text::parse(article.clone(), &parser);
            sentences += parsed.sentences.len();
            tokens += parsed.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        }
        best = best.min(thread_time().zip(start).map_or(clock.elapsed(), |(end, start)| end.saturating_sub(start)));
    }
    let seconds = best.as_secs_f64();
    println!(
        "{} articles, {sentences} sentences, {tokens} tokens: {seconds:.3} s, {:.0} sentences/s, {:.0} tokens/s",
        articles.len(),
        sentences as f64 / seconds,
        tokens as f64 / seconds
    );
    Ok(())
}

/// The time that this thread has had on a core.
fn thread_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(line.split(' ').next()?.parse().ok()?))
}

/// A report with its title as the headline and a paragraph a line.
fn article(report: &Value) -> Option<Article> {
    let title = report["title"].as_str().unwrap_or("");
    let lines: Vec<&str> = match &report["paragraphs"] {
        Value::Array(paragraphs) => paragraphs.iter().filter_map(Value::as_str).collect(),
        _ => report["text"].as_str()?.lines().filter(|line| !line.trim().is_empty()).collect(),
    };
    let text = Text::new(format!("{title}\n\n{}", lines.join("\n\n")));
    let mut at = title.len() + 2;
    let headline = Block { span: text.span(0..title.len())?, kind: BlockKind::Headline, dropped: None };
    let mut blocks = vec![headline];
    for line in lines {
        blocks.push(Block { span: text.span(at..at + line.len())?, kind: BlockKind::Paragraph, dropped: None });
        at += line.len() + 2;
    }
    Some(Article {
        id: String::new(),
        source: String::new(),
        headline: None,
        published: Published::default(),
        modified: None,
        authors: Vec::new(),
        agency: None,
        outlet: None,
        place: None,
        text,
        blocks,
    })
}
