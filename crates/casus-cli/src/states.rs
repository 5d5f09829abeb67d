//! `casus states`: how parties stand, as of the latest report that says so.

use crate::Status;
use crate::ask::AskOptions;
use crate::typed::{codes_of, day, unusable};
use casus_store::StatesAsked;
use casus_types::Date;

const EXAMPLES: &str = "\
Examples:
  casus states --party PRK                       how North Korea stands, with whom
  casus states --relation under_sanctions --asof 2022-06-14
  casus states --contradicted                    what reports do not agree on
";

const STATUS: &str = "\
What several reports say is one state, as of the latest of them. Contradicted: another report denies it, or tells its
contrary (avoids_dialogue, in_talks) of the same parties.

Exit status:
  0 done; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct StatesOptions {
    /// A party on either side: a code or a name
    #[arg(long, value_name = "CODE")]
    party: Option<String>,

    /// Toward whom: a code or a name
    #[arg(long, value_name = "CODE")]
    toward: Option<String>,

    /// How they stand: avoids_dialogue, under_sanctions, allies
    #[arg(long, value_name = "NAME")]
    relation: Option<String>,

    /// Words of the sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// How things stood on this day, by what was told up to it
    #[arg(long, value_name = "DATE")]
    asof: Option<Date>,

    /// Only those that are contradicted
    #[arg(long)]
    contradicted: bool,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &StatesOptions) -> Status {
    let [party, toward] = match codes_of([&options.party, &options.toward]) {
        Ok(codes) => codes,
        Err(message) => return unusable(&message),
    };
    let asked = StatesAsked {
        run: options.ask.run,
        party,
        toward,
        relation: options.relation.clone(),
        text: options.text.clone(),
        as_of: day(&options.asof),
        contradicted: options.contradicted,
    };
    let shown = ["relation", "negated", "parties", "toward", "since", "as_of", "reports", "contradicted"];
    options.ask.ask(&shown, Some("evidence"), |store| store.states(&asked))
}
