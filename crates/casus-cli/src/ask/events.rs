//! `casus events`: single events of the record, the latest first.

use super::parties::{Parties, QUADS, STATUSES, kind};
use super::{AskOptions, STATUS, layout};
use crate::Status;
use casus_store::{Answer, EventsAsked};
use casus_types::Date;

const EXAMPLES: &str = "\
Examples:
  casus events --dyad USA-PRK --from 2022-01-01
  casus events --actor PRK --ledger launches --status happened -o launches.csv
  casus events --dyad EUR-RUS --members --quad material-conflict
  casus events --text '\"nuclear test\"' --limit 20
  casus events --dyad USA-PRK --sql | sqlite3 casus.db
";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct EventsOptions {
    /// Who to whom: two codes, in this direction
    #[arg(long, value_name = "A-B", value_delimiter = ',')]
    dyad: Vec<String>,

    /// Take each dyad in the other direction too
    #[arg(long, requires = "dyad")]
    both_ways: bool,

    /// Who did it: codes such as KOR, EUR, UNO
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    actor: Vec<String>,

    /// To whom
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    recipient: Vec<String>,

    /// Bodies stand for their members too, each on the days on which it belonged; an event without a known day is no
    /// member's whose membership has a first or last day
    #[arg(long)]
    members: bool,

    /// PLOVER's classes
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<String>,

    /// PLOVER's modes
    #[arg(long, value_name = "MODE", value_delimiter = ',')]
    mode: Vec<String>,

    /// Corners of conflict and cooperation
    #[arg(long, value_name = "QUAD", value_delimiter = ',', value_parser = QUADS)]
    quad: Vec<String>,

    /// Whether it happened
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = STATUSES)]
    status: Vec<String>,

    /// Running lists that it feeds: launches, votes
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    ledger: Vec<String>,

    /// News or history
    #[arg(long, value_name = "SALIENCE", value_parser = ["core", "background"])]
    salience: Option<String>,

    /// Its first day is this one or later
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// Its first day is this one or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    /// The place as named in the text holds all these words; given again, any of them will do
    #[arg(long, value_name = "WORDS")]
    place: Vec<String>,

    /// Codes of countries that the place lies in
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    country: Vec<String>,

    /// Its sentence holds all these words; "a phrase" in quotation marks, launch* for beginnings
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// The number of the incident that it is a witness of
    #[arg(long, value_name = "NUMBER")]
    incident: Option<i64>,

    /// At most so many; 0 for all [default: 100 in a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &EventsOptions) -> Status {
    let shown = ["start_date", "actors", "recipients", "type", "mode", "status", "place", "id", "source"];
    options.ask.show(answer(options), &layout(&shown, Some("evidence")))
}

fn answer(options: &EventsOptions) -> Result<Answer, String> {
    let parties = Parties::new(options.members)?;
    let asked = EventsAsked {
        run: options.ask.run,
        actors: parties.several(&options.actor),
        recipients: parties.several(&options.recipient),
        dyads: parties.dyads(&options.dyad, options.both_ways)?,
        types: options.kinds.clone(),
        modes: options.mode.clone(),
        quads: options.quad.clone(),
        statuses: options.status.clone(),
        ledgers: options.ledger.clone(),
        saliences: options.salience.iter().cloned().collect(),
        from: options.from,
        to: options.to,
        places: options.place.clone(),
        countries: options.country.iter().map(|code| code.to_ascii_uppercase()).collect(),
        text: options.text.clone(),
        incident: options.incident,
        limit: options.ask.limit(options.limit),
    };
    options.ask.store()?.events(&asked).map_err(|error| error.to_string())
}
