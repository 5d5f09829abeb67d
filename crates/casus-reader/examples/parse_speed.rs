//! How fast an article is read on one thread: text to sentences, tokens, tree, names and lemmas; the same with the event
//! reader's proposals; and with every sentence read to the end, to show what is lost and spared by leaving some. Beside it
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

use casus_reader::Reader;
use casus_reader::event_reader::EventReader;
use casus_reader::parser::Parser;
use casus_types::{Article, Block, BlockKind, Parsed, Published, Text};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

const WEIGHTS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/event_reader.safetensors"));
const ARTICLES: usize = 100;
/// From here on the coder takes a proposal without a rule.
const SURE: f64 = 0.85;
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
    let (parser, first) = timed(Parser::embedded);
    parser?;
    let (reader, second) = timed(Reader::embedded);
    let reader = reader?;
    println!("weights read in {:.1} ms and {:.1} ms", first.as_secs_f64() * 1e3, second.as_secs_f64() * 1e3);
    tell("parser alone", &articles, |article| reader.parse(article));
    tell("with the event reader", &articles, |article| reader.read(article));
    let patient = EventReader::new(WEIGHTS)?.without_glances();
    tell("every sentence to the end", &articles, |article| {
        let mut parsed = reader.parse(article);
        for sentence in &mut parsed.sentences {
            sentence.proposals = patient.read(&parsed.article.text, &sentence.tokens, &sentence.names);
        }
        parsed
    });
    Ok(())
}

/// Reads all articles and says how fast, and how many acts are proposed.
fn tell(what: &str, articles: &[Article], read: impl Fn(Article) -> Parsed) {
    let round = |_| timed(|| articles.iter().fold([0; 4], |sum, article| add(sum, &read(article.clone()))));
    let Some((sums, best)) = (0..ROUNDS).map(round).min_by_key(|(_, time)| *time) else { return };
    let ([sentences, tokens, acts, sure], seconds) = (sums, best.as_secs_f64());
    println!(
        "{what}: {} articles, {sentences} sentences, {tokens} tokens, {acts} acts, {sure} sure: {seconds:.3} s, \
         {:.0} sentences/s, {:.0} tokens/s",
        articles.len(),
        sentences as f64 / seconds,
        tokens as f64 / seconds
    );
}

/// Sentences, tokens, proposed acts and the sure ones of these, with those of one article more.
fn add([sentences, tokens, acts, sure]: [usize; 4], parsed: &Parsed) -> [usize; 4] {
    let own = parsed.sentences.iter();
    let proposals = own.clone().flat_map(|sentence| &sentence.proposals);
    [
        sentences + own.len(),
        tokens + own.clone().map(|sentence| sentence.tokens.len()).sum::<usize>(),
        acts + proposals.clone().count(),
        sure + proposals.filter(|proposal| proposal.score.value() >= SURE).count(),
    ]
}

/// What comes out of some work, and how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (start, clock) = (thread_time(), Instant::now());
    let result = work();
    let spent = thread_time().zip(start).map(|(end, start)| end.saturating_sub(start));
    (result, spent.unwrap_or_else(|| clock.elapsed()))
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
