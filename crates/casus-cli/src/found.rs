//! What the record answers, shown: a table for reading, with its remarks and its SQL below; JSON, JSONL or CSV for other
//! programs. Also what the commands that ask share: which record, which form, days, and codes of countries by name.

use crate::args::RecordOptions;
use crate::output::{columns, fit, one_line, pad};
use crate::{Status, print, record};
use casus_lexicon::Lexicon;
use casus_store::{Cell, Found, Store, StoreError};
use casus_types::Date;
use clap::ValueEnum;
use jiff::{Span, Timestamp, tz::TimeZone};

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FoundFormat {
    /// For reading, with remarks and SQL below
    Table,
    /// One object: rows, notes, sql
    Json,
    /// One row a line
    Jsonl,
    /// One row a line; text that a spreadsheet would take for a formula gets a leading apostrophe
    Csv,
}

/// Which record is asked, and how the answer is shown.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct AskOptions {
    #[command(flatten)]
    pub(crate) record: RecordOptions,

    /// How to show it [default: a table on a terminal, else JSONL]
    #[arg(long, value_enum)]
    pub(crate) format: Option<FoundFormat>,

    /// Print the SQL alone, to be run in any other program
    #[arg(long)]
    pub(crate) sql: bool,
}

impl AskOptions {
    /// The form asked for, or the usual one.
    pub(crate) fn form(&self) -> FoundFormat {
        let usual = || if print::on_terminal() { FoundFormat::Table } else { FoundFormat::Jsonl };
        self.format.unwrap_or_else(usual)
    }

    /// The record, open for asking.
    pub(crate) fn store(&self) -> Result<Store, String> {
        let path = record::path(&self.record);
        if !path.exists() {
            return Err(format!(
                "{}: no such record; fill one with casus add PATH, or name one with --db",
                path.display()
            ));
        }
        Store::open_to_read(&path).map_err(|error| error.to_string())
    }

    /// Asks, and shows what is found: in tables these columns, the last one as wide as there is room.
    pub(crate) fn show(&self, shown: &[&str], ask: impl FnOnce(&Store) -> Result<Found, StoreError>) -> Status {
        let found = self.store().and_then(|store| ask(&store).map_err(|error| error.to_string()));
        match found {
            Ok(found) => print::all(self.shown(&found, shown).as_bytes()),
            Err(message) => unusable(&message),
        }
    }

    /// An answer in the form asked for.
    pub(crate) fn shown(&self, found: &Found, shown: &[&str]) -> String {
        if self.sql {
            return format!("{};\n", found.sql);
        }
        match self.form() {
            FoundFormat::Table => table(found, shown, print::width()),
            FoundFormat::Json => {
                let rows: Vec<String> =
                    found.rows.iter().map(|row| format!("  {}", object(&found.columns, row))).collect();
                let notes = Cell::from(found.notes.clone());
                let sql = Cell::from(found.sql.clone());
                format!("{{\"rows\":[\n{}\n],\n\"notes\":{notes},\n\"sql\":{sql}}}\n", rows.join(",\n"))
            }
            FoundFormat::Jsonl => found.rows.iter().map(|row| object(&found.columns, row) + "\n").collect(),
            FoundFormat::Csv => csv(found),
        }
    }
}

/// Says why nothing was done.
pub(crate) fn unusable(message: &str) -> Status {
    print::say(message);
    Status::Unusable
}

/// A row as one object, its members in the order of the columns.
pub(crate) fn object(columns: &[String], row: &[Cell]) -> String {
    let members = columns.iter().zip(row).map(|(name, cell)| format!("{}:{cell}", Cell::from(name.clone())));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// A cell as people read it.
pub(crate) fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::String(text) => one_line(text),
        other => other.to_string(),
    }
}

fn csv(found: &Found) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let guarded = |cell: &Cell| match cell {
        Cell::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::String(text) => text.clone(),
        Cell::Null => String::new(),
        other => other.to_string(),
    };
    // Writing to memory does not fail.
    let mut written = out.write_record(&found.columns);
    for row in &found.rows {
        written = written.and_then(|()| out.write_record(row.iter().map(guarded)));
    }
    let bytes = out.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Between two columns.
const GAP: usize = 2;
/// What a column but the last takes at most.
const WIDEST: usize = 28;

fn table(found: &Found, shown: &[&str], width: usize) -> String {
    let at: Vec<usize> =
        shown.iter().filter_map(|name| found.columns.iter().position(|column| column == name)).collect();
    let names: Vec<String> =
        at.iter().filter_map(|at| found.columns.get(*at)).map(|name| name.replace('_', " ")).collect();
    let rows: Vec<Vec<String>> =
        found.rows.iter().map(|row| at.iter().map(|at| row.get(*at).map_or(String::new(), plain)).collect()).collect();
    let mut widths: Vec<usize> = names.iter().map(|name| columns(name)).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell)).min(WIDEST);
        }
    }
    if let Some((last, others)) = widths.split_last_mut() {
        let taken: usize = others.iter().map(|width| width + GAP).sum();
        *last = width.saturating_sub(taken).max(WIDEST);
    }
    let line = |cells: &[String]| {
        let cells: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| pad(&fit(cell, *width), *width)).collect();
        format!("{}\n", cells.join(&" ".repeat(GAP)).trim_end())
    };
    let mut out = String::new();
    match rows.is_empty() {
        true => out.push_str("nothing found\n"),
        false => {
            out.push_str(&line(&names));
            rows.iter().for_each(|row| out.push_str(&line(row)));
        }
    }
    out.push('\n');
    for note in &found.notes {
        out.push_str(&format!("{note}\n"));
    }
    out.push_str(&format!("sql: {};\n", one_line(&found.sql)));
    out
}

/// The day of today in Greenwich.
pub(crate) fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

/// A day, or so many days, weeks, months or years before another: `2022-06-01`, `1d`, `2w`, `3m`, `1y`.
pub(crate) fn since(text: &str, as_of: Date) -> Result<Date, String> {
    if let Ok(day) = text.parse::<Date>() {
        return Ok(day);
    }
    let wrong = || format!("`{text}`: give a day, 2022-06-01, or how long ago: 1d, 2w, 3m, 1y");
    let cut = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    let (number, unit) = text.split_at(cut);
    let number: i32 = number.parse().map_err(|_| wrong())?;
    let back = match unit {
        "d" => Span::new().try_days(number),
        "w" => Span::new().try_weeks(number),
        "m" => Span::new().try_months(number),
        "y" => Span::new().try_years(number),
        _ => return Err(wrong()),
    };
    back.and_then(|back| as_of.checked_sub(back)).map_err(|_| wrong())
}

/// The code of a country or a body by its code or name: `KOR`, `South Korea`.
pub(crate) fn code_of(lexicon: &Lexicon, name: &str) -> Option<String> {
    let name = name.trim();
    let states = lexicon.states.iter().map(|state| (&state.code.0, &state.name, &state.names));
    let bodies = lexicon.organisations.iter().map(|body| (&body.code.0, &body.name, &body.names));
    let mut all = states.chain(bodies);
    let named = |(code, called, names): &(&String, &String, &Vec<String>)| {
        code.as_str() == name
            || called.eq_ignore_ascii_case(name)
            || names.iter().any(|one| one.eq_ignore_ascii_case(name))
    };
    all.find(named).map(|(code, ..)| code.clone())
}

/// The codes asked for by name; one that is not known is refused.
pub(crate) fn codes_of<const N: usize>(names: [&Option<String>; N]) -> Result<[Option<String>; N], String> {
    let mut out = [const { None }; N];
    if names.iter().all(|name| name.is_none()) {
        return Ok(out);
    }
    let lexicon = Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}"))?;
    for (place, name) in out.iter_mut().zip(names) {
        if let Some(name) = name {
            let unknown = || {
                format!("`{name}`: no such country or body; give a code as in lexicon/actors/states.csv, such as KOR")
            };
            *place = Some(code_of(&lexicon, name).ok_or_else(unknown)?);
        }
    }
    Ok(out)
}

/// A day as the record has it.
pub(crate) fn day(day: &Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_how_long_ago() {
        let as_of: Date = "2022-06-14".parse().unwrap();
        let shown = |text: &str| since(text, as_of).map(|day| day.to_string());
        assert_eq!(shown("1d").unwrap(), "2022-06-13");
        assert_eq!(shown("2w").unwrap(), "2022-05-31");
        assert_eq!(shown("2022-06-01").unwrap(), "2022-06-01");
        assert!(shown("soon").is_err() && shown("").is_err() && shown("1ä").is_err());
    }

    #[test]
    fn a_table_shows_the_columns_asked_for_and_its_query() {
        let found = Found {
            columns: vec!["who".to_string(), "number".to_string(), "words".to_string()],
            rows: vec![vec![Cell::from("A Times"), Cell::from(7), Cell::from("=7 boats\nsank")]],
            notes: vec!["one claim".to_string()],
            sql: "SELECT 1".to_string(),
        };
        let shown = table(&found, &["number", "words"], 80);
        assert_eq!(shown, "number  words\n7       =7 boats sank\n\none claim\nsql: SELECT 1;\n");
        assert_eq!(csv(&found), "who,number,words\nA Times,7,\"'=7 boats\nsank\"\n");
        assert_eq!(
            object(&found.columns, &found.rows[0]),
            "{\"who\":\"A Times\",\"number\":7,\"words\":\"=7 boats\\nsank\"}"
        );
    }
}
