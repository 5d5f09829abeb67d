//! Reading a table: a CSV file with remarks, a header and rows, every row with its line. A row with too many or too few
//! cells is complained of and left out; the rest of the table is read all the same.

use crate::cells::Cells;
use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::keys::keys_of;
use crate::source::SourceFile;
use csv::StringRecord;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Reads a table whose columns are the fields of `F`, and hands each row to `take`. `take` gives nothing for a row that
/// it complained of.
pub(crate) fn read_table<F: DeserializeOwned, R>(
    file: &SourceFile,
    complaints: &mut Complaints,
    mut take: impl FnMut(F, &mut Cells<'_>) -> Option<R>,
) -> Vec<R> {
    let mut rows = Vec::new();
    let Some(text) = file.text(complaints) else { return rows };
    let shown = file.shown();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut lines = Lines::new(text);
    let mut columns: Option<StringRecord> = None;
    let mut record = StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let line = lines.of_record(start);
        let mut cells = Cells { origin: Origin { file: Arc::clone(&shown), line }, complaints: &mut *complaints };
        let Some(header) = &columns else {
            check_header(&record, keys_of::<F>(), &mut cells);
            columns = Some(record.clone());
            continue;
        };
        if !whole(&record, header, &mut cells) {
            continue;
        }
        // A missing column has been complained of at the header; its rows cannot be read and would only repeat that.
        if let Ok(form) = record.deserialize::<F>(Some(header)) {
            let before = cells.complaints.0.len();
            let row = take(form, &mut cells);
            if row.is_none() && cells.complaints.0.len() == before {
                cells.complain("this row is lost in loading", "fill in the cells that every row needs");
            }
            rows.extend(row);
        }
    }
    if columns.is_none() {
        let help = format!("begin with the line {}", keys_of::<F>().join(","));
        complaints.push(&Origin { file: shown, line: 1 }, "the table has no header", help);
    }
    rows
}

/// Whether the row has a cell for each column and no cell that swallowed the next lines.
fn whole(record: &StringRecord, header: &StringRecord, cells: &mut Cells<'_>) -> bool {
    if record.iter().any(|cell| cell.contains('\n')) {
        let what = "a quoted cell runs on into the next line";
        cells.complain(what, "close the quotation mark; a mark inside a quoted cell is written twice (\"\")");
        return false;
    }
    if record.len() != header.len() {
        let what = format!("{} cells where the header has {} columns", record.len(), header.len());
        cells.complain(what, "put a cell that holds a comma in quotation marks; lists inside a cell take `;`");
        return false;
    }
    true
}

fn check_header(header: &StringRecord, columns: &[&str], cells: &mut Cells<'_>) {
    for (i, name) in header.iter().enumerate() {
        if !columns.contains(&name) {
            cells.complain(format!("unknown column `{name}`"), did_you_mean(name, columns.iter().copied()));
        } else if header.iter().take(i).any(|other| other == name) {
            cells.complain(format!("the column `{name}` stands twice"), "keep one of the two");
        }
    }
    for column in columns {
        if !header.iter().any(|name| name == *column) {
            cells.complain(
                format!("the column `{column}` is missing"),
                format!("the columns are {}", columns.join(",")),
            );
        }
    }
}

/// Line numbers for byte offsets that only grow.
struct Lines<'t> {
    text: &'t str,
    seen: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        Lines { text, seen: 0, line: 1 }
    }

    /// The line of the record that the CSV reader began to look for at `start`: remarks and empty lines come before it.
    fn of_record(&mut self, start: usize) -> u32 {
        let mut at = start;
        loop {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            match rest {
                [b'\n' | b'\r', ..] => at += 1,
                [b'#', ..] => at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1),
                _ => break,
            }
        }
        let between = self.text.as_bytes().get(self.seen..at).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.seen = at.max(self.seen);
        self.line
    }
}
