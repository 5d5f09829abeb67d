//! `casus claims`: who put which number when, and who says otherwise.

use crate::Status;
use crate::ask::AskOptions;
use crate::typed::{codes_of, day, unusable};
use casus_store::ClaimsAsked;
use casus_types::Date;

const EXAMPLES: &str = "\
Examples:
  casus claims --subject PRK --unit missile      numbers of missiles, whoever says them
  casus claims --conflicts                       those that another report gainsays
  casus claims --claimant \"US officials\" --format csv > claims.csv
";

const STATUS: &str = "\
A conflict: no figure fits both numbers for one subject, class of unit and period, or for one incident, in two reports.
\"At least 31\" and \"33\" are no conflict.

Exit status:
  0 done; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct ClaimsOptions {
    /// Whose country the number is about: a code or a name
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,

    /// What is counted, in words or as a class: missile, dead
    #[arg(long, value_name = "WORDS")]
    unit: Option<String>,

    /// Who says so, as written
    #[arg(long, value_name = "WORDS")]
    claimant: Option<String>,

    /// The ledger that the number could be checked against
    #[arg(long, value_name = "NAME")]
    ledger: Option<String>,

    /// Numbers of periods that end on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// Numbers of periods that begin on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    /// Words of the sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// Only those in conflict
    #[arg(long)]
    conflicts: bool,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &ClaimsOptions) -> Status {
    let [subject] = match codes_of([&options.subject]) {
        Ok(codes) => codes,
        Err(message) => return unusable(&message),
    };
    let asked = ClaimsAsked {
        run: options.ask.run,
        subject,
        ledger: options.ledger.clone(),
        unit: options.unit.clone(),
        claimant: options.claimant.clone(),
        from: day(&options.from),
        to: day(&options.to),
        text: options.text.clone(),
        conflicts: options.conflicts,
    };
    let shown = ["subject", "comparator", "number", "unit", "from_date", "to_date", "claimant", "source", "conflict"];
    options.ask.ask(&shown, Some("evidence"), |store| store.claims(&asked))
}
