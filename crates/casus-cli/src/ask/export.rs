//! `casus export`: every table of the record as a file, with a dictionary of all columns; or one table as one file.

use super::open;
use crate::args::RecordOptions;
use crate::output::{RowFormat, RowSink};
use crate::{Status, print};
use casus_store::{Described, Store, TABLES, data_dictionary};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  casus export tables/                           every table as CSV, and dictionary.csv
  casus export tables/ --format parquet
  casus export event.parquet                     one table
  casus export launches.csv --table incident
";

const AFTER: &str = "\
Beside every column with codes of countries stand two more: NAME_cow with the numbers of the Correlates of War project,
NAME_gw with those of Gleditsch and Ward, of the row's day. Rows stand in a fixed order.

Exit status:
  0 done; 1 a file cannot be written; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = AFTER)]
pub(crate) struct ExportOptions {
    /// A folder for all tables, made where there is none; or a file for one, with the suffix .csv, .jsonl or .parquet
    #[arg(value_name = "PATH")]
    path: PathBuf,

    /// The tables [default: all, or the one that the file is named after]
    #[arg(long, value_name = "TABLE", value_delimiter = ',')]
    table: Vec<String>,

    /// How to write them [default: by the suffix of the file, else csv]
    #[arg(long, value_enum)]
    format: Option<RowFormat>,

    #[command(flatten)]
    record: RecordOptions,
}

/// Runs the command.
pub(crate) fn run(options: &ExportOptions) -> Status {
    let ready = open(&options.record).and_then(|store| Ok((store, plan(options)?)));
    let (store, plan) = match ready {
        Ok(ready) => ready,
        Err(message) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    for (table, file, format) in &plan {
        if let Err(message) = write(&store, table, file, *format) {
            print::say(message);
            return Status::SomeFailed;
        }
    }
    match single(options) {
        Some(_) => Status::Done,
        None => dictionary(&options.path, options.format.unwrap_or(RowFormat::Csv)),
    }
}

/// The form of a single file, where the path names one.
fn single(options: &ExportOptions) -> Option<RowFormat> {
    if options.path.is_dir() {
        return None;
    }
    match options.path.extension()?.to_str()? {
        "csv" => Some(RowFormat::Csv),
        "jsonl" | "ndjson" => Some(RowFormat::Jsonl),
        "parquet" => Some(RowFormat::Parquet),
        _ => None,
    }
}

type Planned = (&'static Described, PathBuf, RowFormat);

fn plan(options: &ExportOptions) -> Result<Vec<Planned>, String> {
    let named = |name: &str| {
        let known = || TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
        Described::named(name).ok_or_else(|| format!("there is no table {name}; there are {}", known()))
    };
    if let Some(suffix) = single(options) {
        let stem = options.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        return match options.table.as_slice() {
            [] => Ok(vec![(named(&stem)?, options.path.clone(), options.format.unwrap_or(suffix))]),
            [one] => Ok(vec![(named(one)?, options.path.clone(), options.format.unwrap_or(suffix))]),
            _ => Err("one file holds one table; name a folder for several".to_string()),
        };
    }
    std::fs::create_dir_all(&options.path).map_err(|error| {
        format!("{}: cannot be made: {error}; check the path and its rights", options.path.display())
    })?;
    let format = options.format.unwrap_or(RowFormat::Csv);
    let tables: Vec<&'static Described> = match options.table.as_slice() {
        [] => TABLES.iter().collect(),
        names => names.iter().map(|name| named(name)).collect::<Result<_, _>>()?,
    };
    let file = |name: &str| options.path.join(format!("{name}.{}", format.suffix()));
    Ok(tables.into_iter().map(|table| (table, file(table.name), format)).collect())
}

fn write(store: &Store, table: &Described, file: &Path, format: RowFormat) -> Result<(), String> {
    let told = |error: std::io::Error| {
        format!("{}: cannot be written: {error}; check the path and its rights", file.display())
    };
    let mut sink = RowSink::open(format, Some(file), &table.exported()).map_err(told)?;
    store.export(table, |row| sink.row(row)).map_err(|error| error.to_string())?.map_err(told)?;
    sink.finish().map_err(told)
}

fn dictionary(folder: &Path, format: RowFormat) -> Status {
    let file = folder.join(format!("dictionary.{}", format.suffix()));
    let (columns, rows) = data_dictionary();
    let wrote = RowSink::open(format, Some(&file), &columns).and_then(|mut sink| {
        rows.iter().try_for_each(|row| sink.row(row))?;
        sink.finish()
    });
    match wrote {
        Ok(()) => Status::Done,
        Err(error) => {
            print::say(format_args!("{}: cannot be written: {error}; check the path and its rights", file.display()));
            Status::SomeFailed
        }
    }
}
