//! `casus import-ledger`: a table from elsewhere into the record, to check claims against.

use crate::args::RecordOptions;
use crate::typed::{code_of, unusable};
use crate::{Status, print, record};
use casus_lexicon::Lexicon;
use casus_store::{ImportMap, Store};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  casus import-ledger launches.csv --as launches --map number=ballistic,date=date
  casus import-ledger launches.csv --as launches --map \"number=ballistic,date=date,subject=PRK,other=cruise\"
  casus import-ledger vetoes.csv --as votes --map \"date=day,voters=first;second;third\"
";

const STATUS: &str = "\
The map, parts joined by commas; several columns of one part by semicolons:
  date=COLUMN      the day of a row: 2022-06-05, 6/5/2022, 5 June 2022
  number=COLUMN    what a row counts; without it every row is one
  subject=KOR      whose they are: a code, a country's name, or a column that holds either
  other=COLUMNS    what else a row counts and the number leaves out; without it, other columns of whole numbers are taken,
                   but for running totals
  voters=COLUMNS   who took part, by code or name (also: parties=)

The same file again changes nothing; a changed file of the same name takes the place of what was read before. Countries
are known by the codes and names of lexicon/actors/.

Exit status:
  0 done; 1 some rows could not be read (each is named on standard error with its line, the others are in); 2 wrong usage.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct ImportLedgerOptions {
    /// A table with a line of names, in CSV
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The ledger that it is a table of: launches, nuclear_tests, votes, sanctions
    #[arg(long = "as", value_name = "NAME")]
    ledger: String,

    /// Which column holds what
    #[arg(long, value_name = "MAP")]
    map: String,

    #[command(flatten)]
    record: RecordOptions,
}

/// Runs the command.
pub(crate) fn run(options: &ImportLedgerOptions) -> Status {
    match import(options) {
        Ok(status) => status,
        Err(message) => unusable(&message),
    }
}

fn import(options: &ImportLedgerOptions) -> Result<Status, String> {
    let map = ImportMap::read(&options.map).map_err(|why| format!("--map {why}"))?;
    let bytes =
        std::fs::read(&options.file).map_err(|why| format!("{}: cannot be read: {why}", options.file.display()))?;
    let name = options
        .file
        .file_name()
        .map_or_else(|| options.file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let lexicon = Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}"))?;
    let path = record::path(&options.record);
    let mut store = Store::open(&path).map_err(|error| error.to_string())?;
    let imported = store
        .import(&name, &bytes, &options.ledger, &map, &|name| code_of(&lexicon, name))
        .map_err(|why| format!("{}: {why}", options.file.display()))?;
    for (line, why) in &imported.complaints {
        print::say(format_args!("{name}:{line}: {why}; the row is left out"));
    }
    let mut told = match (imported.known, imported.replaced) {
        (true, _) => format!("nothing new: {} rows of {} are in the record", imported.rows, options.ledger),
        (false, 0) => format!("{} rows of {}", imported.rows, options.ledger),
        (false, before) => format!("{} rows of {} in the place of {before}", imported.rows, options.ledger),
    };
    if !imported.others.is_empty() {
        told.push_str(&format!("; counted beside: {}", imported.others.join(", ")));
    }
    for remark in &imported.remarks {
        told.push_str(&format!("\n{remark}"));
    }
    let printed = print::all(format!("{told}\n").as_bytes());
    Ok(if printed == Status::Done && !imported.complaints.is_empty() { Status::SomeFailed } else { printed })
}
