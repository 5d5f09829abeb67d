//! How fast the line is on whole reports, beside a baseline in the same run: the parser alone (sentences, tokens, tree,
//! names), which every report goes through. Prints reports and megabytes a second on one core, the best of several
//! rounds, and the share that each part takes. `cargo bench -p casus-line`, or with `-- FILE.jsonl` on reports of one's own.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)] // a bench has a clock and a voice

use casus_coder::Coder;
use casus_lexicon::Lexicon;
use casus_line::{Content, Found, Intake, Line, Reader, Report, Wanted};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

fn main() {
    let own = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/effect/sample.jsonl").to_string();
    let wanted = Wanted { paths: vec![own.unwrap_or(sample)], ..Wanted::default() };
    let reports: Vec<Report> = Intake::new(wanted).filter_map(report).collect();
    let bytes: usize = reports.iter().map(size).sum();
    println!("{} reports, {:.2} MB", reports.len(), bytes as f64 / 1e6);

    let start = Instant::now();
    let Ok(lexicon) = Lexicon::embedded() else { return eprintln!("the lexicon has complaints: casus lexicon check") };
    let lexicon_read = start.elapsed();
    let Ok(reader) = Reader::embedded() else { return eprintln!("the built-in weights are damaged") };
    let reader_read = start.elapsed() - lexicon_read;
    println!("{:28} {:8.1} ms", "load weights", reader_read.as_secs_f64() * 1e3);
    let Ok(alone) = Reader::embedded() else { return };
    let coder = Coder::new(&lexicon);
    let line = Line::new(lexicon, reader);
    println!("{:28} {:8.1} ms", "all ready to code", start.elapsed().as_secs_f64() * 1e3);

    let stamp = line.stamp();
    let articles: Vec<_> =
        reports.iter().filter_map(|report| line.page(report).ok()).map(|(article, _)| article).collect();
    let baseline = best(|| articles.iter().map(|article| alone.parse(article.clone()).sentences.len()).sum());
    tell("parser alone (baseline)", &reports, bytes, baseline, baseline);
    let read = best(|| articles.iter().map(|article| alone.read(article.clone()).sentences.len()).sum());
    tell("parser and event reader", &reports, bytes, read, baseline);
    let page = best(|| reports.iter().filter_map(|report| line.page(report).ok()).count());
    tell("page stage", &reports, bytes, page, baseline);
    let whole =
        best(|| reports.iter().filter_map(|report| line.code(report).ok()).map(|coded| coded.events.len()).sum());
    tell("whole line, records made", &reports, bytes, whole, baseline);
    let parsed: Vec<_> = articles.iter().map(|article| alone.read(article.clone())).collect();
    let who = best(|| parsed.iter().map(|parsed| coder.chains(parsed, &[]).len()).sum());
    tell("who is meant, alone", &reports, bytes, who, baseline);
    println!("{:28} {:8.1} % of the whole line", "", 100.0 * who.as_secs_f64() / whole.as_secs_f64().max(1e-9));
    let shallow: Vec<_> = parsed.iter().map(|parsed| coder.shallow(parsed)).collect();
    let sentences: usize = parsed.iter().map(|parsed| parsed.sentences.len()).sum();
    let times = best(|| shallow.iter().map(|shallow| coder.times(shallow).len()).sum());
    tell("times, alone", &reports, bytes, times, baseline);
    println!("{:28} {:8.0} sentences/s", "", sentences as f64 / times.as_secs_f64().max(1e-9));
    let copied = best(|| parsed.iter().map(|parsed| parsed.clone().sentences.len()).sum());
    let coded = best(|| parsed.iter().map(|parsed| coder.code(parsed.clone()).events.len()).sum());
    let coding = coded.saturating_sub(copied);
    tell("coder alone", &reports, bytes, coding, baseline);
    println!("{:28} {:8.1} % of the networks' time", "", 100.0 * coding.as_secs_f64() / read.as_secs_f64().max(1e-9));
    let written = best(|| {
        let documents = reports.iter().filter_map(|report| line.code(report).ok()).map(|coded| coded.document(&stamp));
        documents.filter_map(|document| serde_json::to_string(&document).ok()).map(|json| json.len()).sum()
    });
    tell("whole line, JSON written", &reports, bytes, written, baseline);
}

fn report(found: Found) -> Option<Report> {
    match found {
        Found::Report(report) => Some(*report),
        _ => None,
    }
}

fn size(report: &Report) -> usize {
    match &report.content {
        Content::Bytes(bytes, _) => bytes.len(),
        Content::Text(text) => text.len(),
        Content::Article(article) => article.text.as_str().len(),
    }
}

/// The shortest of several rounds: what the machine can do when nothing else disturbs it.
fn best(mut work: impl FnMut() -> usize) -> Duration {
    let round = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn tell(what: &str, reports: &[Report], bytes: usize, time: Duration, baseline: Duration) {
    let seconds = time.as_secs_f64().max(1e-9);
    let times = seconds / baseline.as_secs_f64().max(1e-9);
    let (count, megabytes) = (reports.len() as f64 / seconds, bytes as f64 / 1e6 / seconds);
    println!("{what:28} {count:8.0} reports/s {megabytes:7.2} MB/s {times:7.1} x the baseline");
}
