//! Questions to the record, a file a command: what can be typed, and what of the answer a table shows.

mod events;
mod export;
mod ledger;
mod panel;
mod parties;
mod verify;

pub(crate) use events::{EventsOptions, run as events};
pub(crate) use export::{ExportOptions, run as export};
pub(crate) use ledger::{LedgerOptions, run as ledger};
pub(crate) use panel::{PanelOptions, run as panel};
pub(crate) use verify::{VerifyOptions, run as verify};

use crate::args::RecordOptions;
use crate::output::{AnswerFormat, Layout, laid_out, show};
use crate::typed::unusable;
use crate::{Status, print, record};
use casus_store::{Answer, Store, StoreError};
use std::path::{Path, PathBuf};

const STATUS: &str = "\
Exit status:
  0 done, also where nothing is found; 1 the answer cannot be written; 2 wrong usage, or no such record.";

/// Which record, which run, and how the answer is shown.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct AskOptions {
    #[command(flatten)]
    record: RecordOptions,

    /// The run: what coded the articles [default: the latest]
    #[arg(long, value_name = "RUN")]
    pub(crate) run: Option<i64>,

    /// How to show it [default: by the suffix of FILE, else a table on a terminal, else JSONL]
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Print the query alone, to be run in any program that opens SQLite
    #[arg(long)]
    pub(crate) sql: bool,
}

/// How wide a query is that is printed alone.
const QUERY_WIDTH: usize = 100;

/// How many rows a table for reading has, where nothing is said.
const READABLE: usize = 100;

impl AskOptions {
    /// The record, open for asking.
    pub(crate) fn store(&self) -> Result<Store, String> {
        open(&self.record)
    }

    /// At most this many rows: as asked, 0 for all; else what can be read, and all for other programs.
    fn limit(&self, asked: Option<usize>) -> Option<usize> {
        let reading = match (self.format, &self.output) {
            (Some(format), _) => format == AnswerFormat::Table,
            (None, output) => output.is_none() && print::on_terminal(),
        };
        match asked {
            Some(0) => None,
            Some(limit) => Some(limit),
            None => reading.then_some(READABLE),
        }
    }

    fn show(&self, answer: Result<Answer, String>, layout: &Layout) -> Status {
        match answer {
            Ok(answer) if self.sql => self.query(&answer.sql),
            Ok(answer) => show(&answer, layout, self.format, self.output.as_deref()),
            Err(message) => unusable(&message),
        }
    }

    /// Asks, and shows these columns of the answer where it is shown as a table, one of them beneath its row.
    pub(crate) fn ask(
        &self,
        shown: &[&str],
        beneath: Option<&'static str>,
        ask: impl FnOnce(&Store) -> Result<Answer, StoreError>,
    ) -> Status {
        let answer = self.store().and_then(|store| ask(&store).map_err(|error| error.to_string()));
        self.show(answer, &layout(shown, beneath))
    }

    /// Prints a query alone.
    pub(crate) fn query(&self, sql: &str) -> Status {
        print::all(format!("{}\n", laid_out(sql, QUERY_WIDTH)).as_bytes())
    }

    /// The form asked for, or the usual one; and the file.
    pub(crate) fn form(&self) -> (AnswerFormat, Option<&Path>) {
        let output = self.output.as_deref();
        (AnswerFormat::of(self.format, output), output)
    }
}

fn open(options: &RecordOptions) -> Result<Store, String> {
    let path = record::path(options);
    if !path.exists() {
        return Err(format!("{}: no such record; make one with casus add PATH, or name one with --db", path.display()));
    }
    Store::open_to_read(&path).map_err(|error| error.to_string())
}

fn layout(columns: &[&str], beneath: Option<&'static str>) -> Layout {
    Layout { columns: columns.iter().map(|name| name.to_string()).collect(), beneath }
}
