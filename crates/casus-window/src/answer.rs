//! Answers of the record as JSON, or as a table to keep (CSV). Whatever stands in an article is data here: it is written as
//! a string of JSON or a cell, and never as anything else.

use casus_store::{Answer, Holds, StoreError, Value};
use serde_json::{Value as Cell, json};

/// A table on its way out.
pub(crate) struct Table {
    columns: Vec<(String, &'static str)>,
    rows: Vec<Vec<Cell>>,
    sql: String,
    notes: Vec<String>,
    more: bool,
    offset: usize,
}

/// What goes back to whoever asked.
pub(crate) enum Reply {
    /// A table.
    Table(Table),
    /// Anything else.
    Object(Cell),
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The question is not understood.
    Wrong(String),
    /// There is nothing of that name or number.
    Nothing(String),
    /// The record cannot answer.
    Store(StoreError),
}

impl From<String> for Refused {
    fn from(what: String) -> Refused {
        Refused::Wrong(what)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Refused {
        Refused::Store(error)
    }
}

impl Table {
    /// An answer, after so many rows that were passed over.
    pub(crate) fn of(answer: Answer, offset: usize) -> Table {
        let kind = |holds| match holds {
            Holds::Text => "text",
            Holds::Day => "day",
            Holds::Whole => "whole",
            Holds::Number => "number",
        };
        let cell = |value: Value| match value {
            Value::Unknown => Cell::Null,
            Value::Text(text) => Cell::from(text),
            Value::Whole(whole) => Cell::from(whole),
            // Without a needless `.0`.
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Cell::from(number as i64),
            Value::Number(number) => Cell::from(number),
        };
        Table {
            columns: answer.columns.into_iter().map(|column| (column.name, kind(column.holds))).collect(),
            rows: answer.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(),
            sql: answer.sql,
            // What is said of options of the command line is of no use here.
            notes: answer.notes.into_iter().filter(|note| !note.contains("--")).collect(),
            more: answer.more,
            offset,
        }
    }

    /// As JSON.
    pub(crate) fn object(self) -> Cell {
        let columns: Vec<Cell> = self.columns.iter().map(|(name, kind)| json!({"name": name, "kind": kind})).collect();
        let total = if self.more { Cell::Null } else { Cell::from(self.offset + self.rows.len()) };
        json!({"columns": columns, "rows": self.rows, "sql": self.sql, "total": total, "more": self.more, "notes": self.notes})
    }

    /// As one row a line. Text that a spreadsheet would take for a formula gets an apostrophe before it.
    pub(crate) fn csv(&self) -> Vec<u8> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let guarded = |cell: &Cell| match cell {
            Cell::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
            Cell::String(text) => text.clone(),
            Cell::Null => String::new(),
            other => other.to_string(),
        };
        // Writing to memory does not fail.
        let mut written = out.write_record(self.columns.iter().map(|(name, _)| name));
        for row in &self.rows {
            written = written.and_then(|()| out.write_record(row.iter().map(guarded)));
        }
        out.into_inner().unwrap_or_default()
    }
}

/// The rows of an answer as objects.
pub(crate) fn objects(answer: Answer) -> Vec<Cell> {
    let table = Table::of(answer, 0);
    let names: Vec<String> = table.columns.into_iter().map(|(name, _)| name).collect();
    let object = |row: Vec<Cell>| Cell::Object(names.iter().cloned().zip(row).collect());
    table.rows.into_iter().map(object).collect()
}

/// The first row of an answer as an object.
pub(crate) fn first(answer: Answer) -> Cell {
    objects(answer).into_iter().next().unwrap_or(Cell::Null)
}
