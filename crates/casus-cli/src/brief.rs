//! `casus brief`: what is new on a subject, what is told again, what is contradicted.

use crate::Status;
use crate::ask::AskOptions;
use crate::typed::{code_of, since, today, unusable};
use casus_lexicon::Lexicon;
use casus_store::BriefAsked;
use casus_types::Date;

const EXAMPLES: &str = "\
Examples:
  casus brief --topic Taiwan --since 1d
  casus brief --topic \"nuclear test\" --since 2022-06-01 --asof 2022-06-15
  casus brief --since 1w --format json
";

const STATUS: &str = "\
New: no report told of it before that day. Repeated: one did. Contradicted: its witnesses do not agree, or two numbers
cannot both be true. Days are those of publication; copies of one report count once.

Exit status:
  0 done; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct BriefOptions {
    /// Words that a sentence must hold, or a country or body that takes part; everything without it
    #[arg(long, value_name = "WORDS", default_value = "")]
    topic: String,

    /// Since when: a day, or how long before: 1d, 2w, 3m
    #[arg(long, value_name = "DATE")]
    since: String,

    /// The last day that is told of [default: today in Greenwich]
    #[arg(long, value_name = "DATE")]
    asof: Option<Date>,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &BriefOptions) -> Status {
    let as_of = options.asof.unwrap_or_else(today);
    let first = match since(&options.since, as_of) {
        Ok(first) => first,
        Err(message) => return unusable(&format!("--since {message}")),
    };
    let lexicon = match Lexicon::embedded() {
        Ok(lexicon) => lexicon,
        Err(complaints) => return unusable(&format!("the built-in lexicon is damaged\n{complaints}")),
    };
    let asked = BriefAsked {
        run: options.ask.run,
        topic: options.topic.clone(),
        code: code_of(&lexicon, &options.topic),
        since: first.to_string(),
        as_of: as_of.to_string(),
    };
    let shown = ["part", "type", "days", "actors", "recipients", "status", "reports", "new_reports", "conflict"];
    options.ask.ask(&shown, Some("what"), |store| store.brief(&asked))
}
