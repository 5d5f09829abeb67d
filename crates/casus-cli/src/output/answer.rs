//! Answers of the record as they leave the program: a table for reading, one JSON object with rows and query, or the rows
//! alone as JSON lines, CSV or Parquet. Where rows stand alone, what must be known beside them goes to standard error.

use super::parquet::ParquetRows;
use super::rows::{Cell, Holds, written};
use super::sql::laid_out;
use super::wording::{columns, fit, one_line, pad};
use super::{Beside, Target};
use crate::{Status, print};
use casus_store::{Answer, Column, Value};
use std::io::{self, Write};
use std::path::Path;

/// The forms in which an answer is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For reading: the chief columns, and the query beneath
    Table,
    /// One object: run, notes, sql, rows
    Json,
    /// A row a line
    Jsonl,
    /// A row a line, with a header; text that a spreadsheet would take for a formula gets a leading apostrophe
    Csv,
    /// Rows with typed columns
    Parquet,
}

impl AnswerFormat {
    /// The form asked for; else by the suffix of the file, else a table on a terminal, else JSON lines.
    pub(crate) fn of(format: Option<AnswerFormat>, output: Option<&Path>) -> AnswerFormat {
        format.or_else(|| output.and_then(by_suffix)).unwrap_or(match output {
            None if print::on_terminal() => AnswerFormat::Table,
            _ => AnswerFormat::Jsonl,
        })
    }
}

/// The forms in which whole tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum RowFormat {
    /// A row a line, with a header
    Csv,
    /// A row a line
    Jsonl,
    /// Rows with typed columns
    Parquet,
}

impl RowFormat {
    /// The suffix of its files.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            RowFormat::Csv => "csv",
            RowFormat::Jsonl => "jsonl",
            RowFormat::Parquet => "parquet",
        }
    }
}

/// What a table for reading shows.
pub(crate) struct Layout {
    /// The columns, in order; those without a value in any row are left out.
    pub(crate) columns: Vec<String>,
    /// A column whose words stand beneath each row.
    pub(crate) beneath: Option<&'static str>,
}

/// Shows an answer.
pub(crate) fn show(answer: &Answer, layout: &Layout, format: Option<AnswerFormat>, output: Option<&Path>) -> Status {
    let rows = match AnswerFormat::of(format, output) {
        AnswerFormat::Table => return all(table(answer, layout).as_bytes(), output),
        AnswerFormat::Json => return all(format!("{:#}\n", json(answer)).as_bytes(), output),
        AnswerFormat::Jsonl => RowFormat::Jsonl,
        AnswerFormat::Csv => RowFormat::Csv,
        AnswerFormat::Parquet => RowFormat::Parquet,
    };
    for note in told(answer) {
        print::say(note);
    }
    let wrote = RowSink::open(rows, output, &answer.columns).and_then(|mut sink| {
        answer.rows.iter().try_for_each(|row| sink.row(row))?;
        sink.finish()
    });
    done(wrote, output)
}

fn by_suffix(file: &Path) -> Option<AnswerFormat> {
    Some(match file.extension()?.to_str()? {
        "txt" => AnswerFormat::Table,
        "json" => AnswerFormat::Json,
        "csv" => AnswerFormat::Csv,
        "parquet" => AnswerFormat::Parquet,
        "jsonl" | "ndjson" => AnswerFormat::Jsonl,
        _ => return None,
    })
}

/// Writes what is one piece to a file, or to standard output.
pub(crate) fn all(bytes: &[u8], output: Option<&Path>) -> Status {
    let Some(file) = output else { return print::all(bytes) };
    let wrote = Beside::open(file).and_then(|mut target| {
        target.write_all(bytes)?;
        target.complete()
    });
    done(wrote, Some(file))
}

fn done(wrote: io::Result<()>, output: Option<&Path>) -> Status {
    match (wrote, output) {
        (Ok(()), _) => Status::Done,
        (Err(error), _) if print::is_closed_pipe(&error) => Status::Done,
        (Err(error), Some(file)) => {
            print::say(format_args!("{}: cannot be written: {error}; check the path and its rights", file.display()));
            Status::Unusable
        }
        (Err(error), None) => {
            print::say(format_args!("cannot write: {error}"));
            Status::SomeFailed
        }
    }
}

/// The run that was asked, and the notes.
fn told(answer: &Answer) -> Vec<String> {
    let asked = answer.run.as_ref().map(|run| {
        format!("run {} (casus {}, lexicon {}), {} articles", run.run, run.casus, run.lexicon, run.articles)
    });
    answer.notes.iter().cloned().chain(asked).collect()
}

/// Takes rows, one after another.
pub(crate) enum RowSink {
    /// Lines of CSV.
    Csv(Box<csv::Writer<Box<dyn Target>>>, Vec<Column>),
    /// Lines of JSON.
    Jsonl(Box<dyn Target>, Vec<Column>),
    /// Parquet.
    Parquet(Box<ParquetRows>, Vec<Column>),
}

impl RowSink {
    /// Opens a file, which takes its place when it is whole, or standard output.
    pub(crate) fn open(format: RowFormat, output: Option<&Path>, names: &[Column]) -> io::Result<RowSink> {
        let target: Box<dyn Target> = match output {
            None => Box::new(io::BufWriter::new(io::stdout())),
            Some(file) => Box::new(Beside::open(file)?),
        };
        let held = names.to_vec();
        Ok(match format {
            RowFormat::Csv => {
                let mut writer = csv::Writer::from_writer(target);
                writer.write_record(names.iter().map(|column| &column.name))?;
                RowSink::Csv(Box::new(writer), held)
            }
            RowFormat::Jsonl => RowSink::Jsonl(target, held),
            RowFormat::Parquet => {
                let names: Vec<(&str, Holds)> =
                    names.iter().map(|column| (column.name.as_str(), holds(column))).collect();
                RowSink::Parquet(Box::new(ParquetRows::new(target, &names)?), held)
            }
        })
    }

    /// Writes a row.
    pub(crate) fn row(&mut self, row: &[Value]) -> io::Result<()> {
        match self {
            RowSink::Csv(writer, names) => {
                let cells = names.iter().zip(row).map(|(column, value)| written(cell(column, value)));
                Ok(writer.write_record(cells)?)
            }
            RowSink::Jsonl(target, names) => {
                serde_json::to_writer(&mut *target, &object(names, row))?;
                target.write_all(b"\n")
            }
            RowSink::Parquet(writer, names) => {
                writer.row(names.iter().zip(row).map(|(column, value)| cell(column, value)).collect())
            }
        }
    }

    /// Ends the whole.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            RowSink::Csv(writer, _) => {
                let mut target = writer.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
                target.complete()
            }
            RowSink::Jsonl(mut target, _) => target.complete(),
            RowSink::Parquet(writer, _) => writer.finish(),
        }
    }
}

fn holds(column: &Column) -> Holds {
    match column.holds {
        casus_store::Holds::Text => Holds::Text,
        casus_store::Holds::Day => Holds::Day,
        casus_store::Holds::Whole => Holds::Whole,
        casus_store::Holds::Number => Holds::Number,
    }
}

/// A value as its column holds it.
fn cell(column: &Column, value: &Value) -> Cell {
    match (holds(column), value) {
        (Holds::Text, Value::Unknown) => Cell::Text(None),
        (Holds::Text, value) => Cell::Text(Some(words(value))),
        (Holds::Day, Value::Text(day)) => Cell::Day(Some(day.clone()).filter(|day| !day.is_empty())),
        (Holds::Day, _) => Cell::Day(None),
        (Holds::Whole, Value::Whole(whole)) => Cell::Whole(Some(*whole)),
        (Holds::Whole, Value::Number(number)) => Cell::Whole(Some(*number as i64)),
        (Holds::Whole, _) => Cell::Whole(None),
        (Holds::Number, Value::Number(number)) => Cell::Number(Some(*number)),
        (Holds::Number, Value::Whole(whole)) => Cell::Number(Some(*whole as f64)),
        (Holds::Number, _) => Cell::Number(None),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Text(text) => text.clone(),
        Value::Whole(whole) => whole.to_string(),
        Value::Number(number) => number.to_string(),
    }
}

/// A row as an object, its keys in the order of the columns.
struct Row<'a>(&'a [Column], &'a [Value]);

impl serde::Serialize for Row<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|column| &column.name).zip(self.1.iter().map(plain)))
    }
}

fn object<'a>(names: &'a [Column], row: &'a [Value]) -> Row<'a> {
    Row(names, row)
}

fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Unknown => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Whole(whole) => (*whole).into(),
        // Counts are written as counts.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => (*number as i64).into(),
        Value::Number(number) => (*number).into(),
    }
}

fn json(answer: &Answer) -> serde_json::Value {
    let row = |row: &Vec<Value>| serde_json::to_value(object(&answer.columns, row)).unwrap_or_default();
    let rows: Vec<serde_json::Value> = answer.rows.iter().map(row).collect();
    let run = answer.run.as_ref().map(|run| {
        serde_json::json!({ "run": run.run, "casus": run.casus, "lexicon": run.lexicon, "model": run.model, "articles": run.articles })
    });
    serde_json::json!({
        "run": run,
        "notes": answer.notes,
        "sql": answer.sql,
        "rows": rows,
    })
}

/// No column is wider than this while another could be narrower; a day is never cut.
const LEAST: usize = 8;
const DAY: usize = 10;

fn table(answer: &Answer, layout: &Layout) -> String {
    let at = |name: &str| answer.columns.iter().position(|column| column.name == name);
    let shown =
        |name: &&String| at(name).is_some_and(|at| answer.rows.iter().any(|row| row.get(at).is_some_and(tells)));
    let names: Vec<&String> = layout.columns.iter().filter(shown).collect();
    let places: Vec<usize> = names.iter().filter_map(|name| at(name)).collect();
    let heads: Vec<String> = names.iter().map(|name| name.replace('_', " ")).collect();
    let rows: Vec<Vec<String>> = answer
        .rows
        .iter()
        .map(|row| {
            places.iter().map(|at| row.get(*at).map(|value| one_line(&words(value))).unwrap_or_default()).collect()
        })
        .collect();
    let least: Vec<usize> = places
        .iter()
        .map(|at| {
            answer
                .columns
                .get(*at)
                .map_or(LEAST, |column| if column.holds == casus_store::Holds::Day { DAY } else { LEAST })
        })
        .collect();
    let widths = widths(&heads, &rows, &least);
    let mut out = String::new();
    let laid = |cells: &[String]| {
        let cells: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| pad(&fit(cell, *width), *width)).collect();
        cells.join("  ").trim_end().to_string()
    };
    if !rows.is_empty() {
        out.push_str(&format!("{}\n", laid(&heads)));
    }
    let beneath = layout.beneath.and_then(at);
    for (cells, row) in rows.iter().zip(&answer.rows) {
        out.push_str(&format!("{}\n", laid(cells)));
        let words = beneath.and_then(|at| row.get(at)).map(words).filter(|words| !words.is_empty());
        if let Some(words) = words {
            out.push_str(&format!("    {}\n", fit(&one_line(&words), print::width().saturating_sub(4))));
        }
    }
    let rows = if rows.len() == 1 { "1 row".to_string() } else { format!("{} rows", rows.len()) };
    out.push_str(&format!("\n{rows}\n"));
    for note in told(answer) {
        out.push_str(&format!("{note}\n"));
    }
    out.push_str(&format!("\n{}\n", laid_out(&answer.sql, print::width())));
    out
}

/// Whether a cell says anything: a count of nothing does not.
fn tells(value: &Value) -> bool {
    !matches!(value, Value::Unknown | Value::Whole(0)) && !matches!(value, Value::Text(text) if text.is_empty())
}

/// As wide as the widest cell, and the widest columns narrowed until the terminal holds all.
fn widths(heads: &[String], rows: &[Vec<String>], least: &[usize]) -> Vec<usize> {
    let mut widths: Vec<usize> = heads.iter().map(|head| columns(head)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell));
        }
    }
    let room = print::width().saturating_sub(2 * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let widest =
            widths.iter_mut().zip(least).filter(|(width, least)| **width > **least).map(|(width, _)| width).max();
        let Some(widest) = widest else { break };
        *widest -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_narrowed_but_no_day_is_cut() {
        let heads = ["day", "one", "two"].map(str::to_string);
        let long = "x".repeat(print::width());
        let rows = vec![vec!["2022-06-14".to_string(), long.clone(), long]];
        let widths = widths(&heads, &rows, &[DAY, LEAST, LEAST]);
        assert_eq!((widths[0], widths.iter().sum::<usize>()), (10, print::width() - 4));
        let many: Vec<String> = vec!["2022-06-14".to_string(); 40];
        assert!(
            super::widths(&many, &[], &[DAY; 40]).iter().all(|width| *width == 10),
            "wider than the terminal, but whole"
        );
    }
}
