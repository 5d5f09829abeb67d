//! `casus verify`: whether the record is whole.

use super::open;
use crate::args::RecordOptions;
use crate::{Status, print, record};
use casus_store::Store;

const EXAMPLES: &str = "\
Examples:
  casus verify
  casus verify --db korea.db && cp korea.db backup/
";

const AFTER: &str = "\
Checked are the file itself, what refers to what, the words that are searched, and every sum that is kept: pairs, panel,
witnesses and articles of incidents. Nothing is changed.

Exit status:
  0 the record is whole; 1 it is not, and what is wrong is said; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = AFTER)]
pub(crate) struct VerifyOptions {
    #[command(flatten)]
    record: RecordOptions,
}

/// Runs the command.
pub(crate) fn run(options: &VerifyOptions) -> Status {
    // Words and texts are compared by FTS5 where the file may be written to, though nothing is.
    let store = open(&options.record).map(|store| Store::open(&record::path(&options.record)).unwrap_or(store));
    let checked = store.and_then(|store| {
        let faults = store.verify().map_err(|error| error.to_string())?;
        Ok((faults, store.counts().map_err(|error| error.to_string())?))
    });
    match checked {
        Ok((faults, counts)) if faults.is_empty() => print::all(
            format!("whole: {} articles, {} events, {} incidents\n", counts.articles, counts.events, counts.incidents)
                .as_bytes(),
        ),
        Ok((faults, _)) => {
            for fault in faults {
                let sql = fault.sql.map(|sql| format!("\n  see: {sql}")).unwrap_or_default();
                print::say(format_args!("{}{sql}", fault.what));
            }
            Status::SomeFailed
        }
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}
