//! `casus quotes`: who said what, in the exact words.

use crate::Status;
use crate::ask::AskOptions;
use crate::typed::{codes_of, day, unusable};
use casus_store::QuotesAsked;
use casus_types::Date;
use clap::ValueEnum;

const EXAMPLES: &str = "\
Examples:
  casus quotes --code KOR --text \"extended deterrence\"
  casus quotes --speaker Blinken --kind direct --from 2022-06-01
  casus quotes --text sanctions --format csv > sanctions.csv
";

const STATUS: &str = "\
The day is the one on which it was said where the text tells, else that of the report. Copies of one report under several
outlets are shown once, with their number in the column copies.

Exit status:
  0 done; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct QuotesOptions {
    /// Words that the speaker is named with: a surname, a title
    #[arg(long, value_name = "WORDS")]
    speaker: Option<String>,

    /// The country or body spoken for: a code or a name
    #[arg(long, value_name = "CODE")]
    code: Option<String>,

    /// All these words are said; "a phrase" in quotation marks, sanction* for beginnings; accents do not matter
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// How it is quoted
    #[arg(long, value_enum)]
    kind: Option<Kind>,

    /// Said on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// Said on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    #[command(flatten)]
    ask: AskOptions,
}

/// How something is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Inside quotation marks
    Direct,
    /// A fragment in marks inside a paraphrase
    Mixed,
    /// Reported speech
    Indirect,
    /// A thought or an intention
    Belief,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
            Kind::Belief => "belief",
        }
    }
}

/// Runs the command.
pub(crate) fn run(options: &QuotesOptions) -> Status {
    let [code] = match codes_of([&options.code]) {
        Ok(codes) => codes,
        Err(message) => return unusable(&message),
    };
    let asked = QuotesAsked {
        run: options.ask.run,
        speaker: options.speaker.clone(),
        code,
        text: options.text.clone(),
        kind: options.kind.map(|kind| kind.word().to_string()),
        from: day(&options.from),
        to: day(&options.to),
    };
    let shown = ["said", "speaker", "code", "kind", "copies", "source"];
    options.ask.ask(&shown, Some("text"), |store| store.quotes(&asked))
}
