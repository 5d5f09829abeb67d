//! `casus commitments`: who is bound to do what if what happens, and how it stands.

use crate::Status;
use crate::ask::AskOptions;
use crate::typed::{codes_of, today, unusable};
use casus_store::CommitmentsAsked;
use casus_types::Date;

const EXAMPLES: &str = "\
Examples:
  casus commitments --trigger \"nuclear test\" --actor KOR
  casus commitments --state open --toward PRK --asof 2022-06-30
  casus commitments --kind threat --format csv > threats.csv
";

const STATUS: &str = "\
As of a day:
  open        neither the condition nor the end of its time has come
  triggered   an incident after the day it was said fits the condition: triggered by
  met         what was to follow followed: ended by
  lapsed      its last day has passed
  withdrawn   the same party says later that it will not: ended by
One said again, or by several reports, is one commitment.

Exit status:
  0 done; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct CommitmentsOptions {
    /// Words of the condition
    #[arg(long, value_name = "WORDS")]
    trigger: Option<String>,

    /// Who is bound: a code or a name
    #[arg(long, value_name = "CODE")]
    actor: Option<String>,

    /// Toward whom: a code or a name
    #[arg(long, value_name = "CODE")]
    toward: Option<String>,

    /// threat, promise, offer or prediction
    #[arg(long, value_parser = ["threat", "promise", "offer", "prediction"])]
    kind: Option<String>,

    /// How it stands
    #[arg(long, value_parser = ["open", "triggered", "met", "lapsed", "withdrawn"])]
    state: Option<String>,

    /// Words of the sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// How things stood on this day [default: today in Greenwich]
    #[arg(long, value_name = "DATE")]
    asof: Option<Date>,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &CommitmentsOptions) -> Status {
    let [actor, toward] = match codes_of([&options.actor, &options.toward]) {
        Ok(codes) => codes,
        Err(message) => return unusable(&message),
    };
    let asked = CommitmentsAsked {
        run: options.ask.run,
        as_of: options.asof.unwrap_or_else(today).to_string(),
        trigger: options.trigger.clone(),
        actor,
        toward,
        kind: options.kind.clone(),
        state: options.state.clone(),
        text: options.text.clone(),
    };
    let shown = ["state", "kind", "committed", "trigger", "response", "triggered_by", "first_said", "reports", "why"];
    options.ask.ask(&shown, Some("evidence"), |store| store.commitments(&asked))
}
