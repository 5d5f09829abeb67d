//! `casus eval`: how well reports are coded, measured on articles that a careful reader has annotated. The figures come
//! last, in lines that stay the same from run to run; the errors stand before them, by field.

mod acts;
mod errors;
mod gold;
mod matching;
mod places;
mod report;
mod sayings;
mod tally;

use crate::args::InputOptions;
use crate::print::{self, Voice};
use crate::{Status, input, interrupt};
use casus_line::{Outcome, batch};
use casus_types::Document;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// The file of a folder of annotated articles that holds their texts with what is known of them.
const ARTICLES: &str = "articles.jsonl";

const EVAL_EXAMPLES: &str = "\
Examples:
  casus eval tests/gold
  casus eval tests/gold --no-errors
  casus eval tests/gold --coded coded.jsonl
";

#[derive(Debug, clap::Args)]
#[command(before_help = EVAL_EXAMPLES)]
pub(crate) struct EvalOptions {
    /// A folder of annotated articles: NAME.txt and NAME.json for each, and articles.jsonl with all of them
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,

    /// Score these coded documents, one a line, instead of coding the articles
    #[arg(long, value_name = "FILE", conflicts_with_all = ["lexicon", "threads"])]
    coded: Option<PathBuf>,

    /// The figures alone
    #[arg(long)]
    no_errors: bool,

    /// An analyst's lexicon files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,

    /// How many threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// Runs the command.
pub(crate) fn run(options: &EvalOptions) -> Status {
    let documents = |options: &EvalOptions| match &options.coded {
        Some(file) => read_coded(file).map(|documents| (documents, Status::Done)),
        None => code(options),
    };
    let read = gold::read(&options.gold).and_then(|articles| Ok((articles, documents(options)?)));
    let (articles, (documents, ended)) = match read {
        Ok(read) => read,
        Err(message) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    if ended == Status::Interrupted {
        return ended; // figures of half the articles would be taken for figures of all
    }
    let tally = tally::tally(&articles, &documents);
    let mut out = if options.no_errors { String::new() } else { report::errors(&tally.mistakes) };
    out.push_str(&report::figures(&tally));
    let printed = print::all(out.as_bytes());
    if printed != Status::Done {
        printed
    } else if tally.missing.is_empty() {
        ended
    } else {
        Status::SomeFailed
    }
}

/// Codes the articles of the folder, as `casus code` would.
fn code(options: &EvalOptions) -> Result<(Vec<Document>, Status), String> {
    let file = options.gold.join(ARTICLES);
    if !file.is_file() {
        return Err(format!("{}: not there; give coded articles with --coded FILE", file.display()));
    }
    let input = InputOptions {
        paths: vec![file.display().to_string()],
        lexicon: options.lexicon.clone(),
        threads: options.threads,
        ..InputOptions::default()
    };
    let (line, intake) = (input::line(&input)?, input::intake(&input, None)?);
    let (stamp, stop, voice) = (line.stamp(), interrupt::flag(), Voice::counting(false));
    let (mut documents, mut status) = (Vec::new(), Status::Done);
    let work = |report: &_| line.code(report).map(|coded| coded.document(&stamp));
    batch(intake, input::threads(&input), &stop, work, |outcome| {
        match outcome {
            Outcome::Done(report, document) => {
                voice.count(&report.source);
                documents.push(document);
            }
            Outcome::Refused(refusal) => {
                status = Status::SomeFailed;
                voice.say(refusal);
            }
            Outcome::PassedOver(what) => voice.say(what),
        }
        ControlFlow::Continue(())
    });
    if stop.load(Ordering::SeqCst) {
        status = Status::Interrupted;
    }
    Ok((documents, status))
}

/// Reads coded documents, one a line.
fn read_coded(file: &Path) -> Result<Vec<Document>, String> {
    let shown = file.display();
    let opened = File::open(file).map_err(|error| format!("{shown}: cannot be read: {error}"))?;
    let mut documents = Vec::new();
    for (number, line) in BufReader::new(opened).lines().enumerate() {
        let line = line.map_err(|error| format!("{shown}: cannot be read: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let at = number + 1;
        let document = serde_json::from_str(&line).map_err(|error| {
            format!("{shown}:{at}: not a coded document: {error}; casus code --format jsonl writes them")
        })?;
        documents.push(document);
    }
    Ok(documents)
}
