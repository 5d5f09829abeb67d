//! `casus ledger NAME`: one kind of act, a row an incident, with the columns of its file.

use super::parties::{Parties, STATUSES};
use super::{AskOptions, STATUS};
use crate::Status;
use crate::output::Layout;
use casus_store::{Answer, LedgerAsked, LedgerFile, Ledgers};
use casus_types::Date;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  casus ledger launches --actor PRK --from 2022-01-01
  casus ledger sanctions --recipient RUS -o sanctions.csv
  casus ledger attacks --country SYR --limit 20
  casus ledger expulsions --ledgers my-ledgers/      a ledger of one's own: ledgers/README.md
";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct LedgerOptions {
    /// launches, nuclear_tests, votes, sanctions, meetings, aid, deployments, attacks, protests, arrests, or one of yours
    #[arg(value_name = "NAME")]
    name: String,

    /// An analyst's ledger files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    ledgers: Option<PathBuf>,

    /// Who did it: codes such as KOR, EUR, UNO
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    actor: Vec<String>,

    /// To whom
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    recipient: Vec<String>,

    /// Bodies stand for their members too, each on the days on which it belonged
    #[arg(long)]
    members: bool,

    /// Codes of countries that the place lies in
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    country: Vec<String>,

    /// Whether it happened [default: what the ledger says; most say happened]
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = STATUSES)]
    status: Vec<String>,

    /// Its first day is this one or later
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// Its first day is this one or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    /// At most so many; 0 for all [default: 100 in a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &LedgerOptions) -> Status {
    let answer = answer(options);
    // All columns but the number of the incident and the sentence, which stands beneath.
    let one_day = answer.as_ref().map_or(true, |answer| {
        answer.rows.iter().all(|row| {
            let last = answer.text(row, "end_date");
            last.is_empty() || last == answer.text(row, "start_date")
        })
    });
    let apart = if one_day { &["sentence", "witnesses", "end_date"][..] } else { &["sentence", "witnesses"] };
    let named = |answer: &Answer| answer.columns.iter().map(|column| column.name.clone()).collect();
    let mut columns: Vec<String> = answer.as_ref().map(named).unwrap_or_default();
    columns.retain(|name| !apart.contains(&name.as_str()));
    options.ask.show(answer, &Layout { columns, beneath: Some("sentence") })
}

fn answer(options: &LedgerOptions) -> Result<Answer, String> {
    let own = match &options.ledgers {
        None => Vec::new(),
        Some(folder) => LedgerFile::read_folder(folder)
            .map_err(|error| format!("--ledgers {}: cannot be read: {error}; check the path", folder.display()))?,
    };
    let ledgers = Ledgers::over(&own).map_err(|complaints| {
        let told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        format!("mend the ledgers first\n{}", told.join("\n"))
    })?;
    let form = ledgers
        .get(&options.name)
        .ok_or_else(|| format!("there is no ledger {}; there are {}", options.name, ledgers.names().join(", ")))?;
    let parties = Parties::new(options.members)?;
    let asked = LedgerAsked {
        run: options.ask.run,
        actors: parties.several(&options.actor),
        recipients: parties.several(&options.recipient),
        countries: options.country.iter().map(|code| code.to_ascii_uppercase()).collect(),
        statuses: options.status.clone(),
        from: options.from,
        to: options.to,
        limit: options.ask.limit(options.limit),
    };
    options.ask.store()?.ledger(form, &asked).map_err(|error| error.to_string())
}
