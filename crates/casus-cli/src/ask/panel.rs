//! `casus panel`: counts between two by week, month or year, as a table that statistics programs read.

use super::parties::{Parties, QUADS, STATUSES};
use super::{AskOptions, STATUS};
use crate::Status;
use crate::output::Layout;
use casus_store::{Answer, Every, PanelAsked};
use casus_types::{Date, EventType};

const EXAMPLES: &str = "\
Examples:
  casus panel --dyad USA-PRK,KOR-PRK --by month
  casus panel --dyad EUR-RUS --members --by week --from 2022-01-03 -o panel.csv
  casus panel --dyad PRK-KOR --status planned,hypothetical
  Rscript -e 'summary(read.csv(\"panel.csv\"))'
";

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// Of ISO 8601, Monday to Sunday: 2022-W23
    Week,
    /// 2022-06
    Month,
    /// 2022
    Year,
}

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct PanelOptions {
    /// Who to whom: two codes, in this direction; rows for each
    #[arg(long, value_name = "A-B", value_delimiter = ',', required = true)]
    dyad: Vec<String>,

    /// Take each dyad in the other direction too, with rows of its own
    #[arg(long)]
    both_ways: bool,

    /// Bodies stand for their members too, each on the days on which it belonged
    #[arg(long)]
    members: bool,

    /// How long a period is
    #[arg(long, value_enum, default_value = "month")]
    by: By,

    /// What counts [default: happened]
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = STATUSES)]
    status: Vec<String>,

    /// The first day [default: that of the first incident]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// The last day [default: that of the last incident]
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &PanelOptions) -> Status {
    let mut columns: Vec<String> = ["dyad", "period", "days", "incidents", "mean_score"].map(str::to_string).to_vec();
    columns.extend(QUADS.map(|quad| quad.replace('-', "_")));
    columns.extend(EventType::ALL.map(|kind| kind.code().to_lowercase()));
    options.ask.show(answer(options), &Layout { columns, beneath: None })
}

fn answer(options: &PanelOptions) -> Result<Answer, String> {
    if options.from.zip(options.to).is_some_and(|(from, to)| to < from) {
        return Err("--to lies before --from".to_string());
    }
    let asked = PanelAsked {
        run: options.ask.run,
        dyads: Parties::new(options.members)?.dyads(&options.dyad, options.both_ways)?,
        every: match options.by {
            By::Week => Every::Week,
            By::Month => Every::Month,
            By::Year => Every::Year,
        },
        statuses: options.status.clone(),
        from: options.from,
        to: options.to,
    };
    options.ask.store()?.panel(&asked).map_err(|error| error.to_string())
}
