//! `casus verify`: whether the record is whole.

use super::open;
use crate::args::RecordOptions;
use crate::{Status, print, record};
use casus_store::{Counts, Store};

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
    let path = record::path(&options.record);
    if let Err(message) = open(&options.record) {
        print::say(message);
        // A record that is so damaged that it cannot be opened is checked too, and found wanting.
        let damaged = Store::open_to_read(&path).is_err_and(|error| error.is_damage());
        return if damaged { Status::SomeFailed } else { Status::Unusable };
    }
    // Words and texts are compared by FTS5 where the file may be written to, though nothing is.
    let store = Store::open(&path).or_else(|_| Store::open_to_read(&path)).map_err(|error| error.to_string());
    let checked = store.and_then(|store| {
        let faults = store.verify().map_err(|error| error.to_string())?;
        let counts =
            if faults.is_empty() { store.counts().map_err(|error| error.to_string())? } else { Counts::default() };
        Ok((faults, counts))
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
