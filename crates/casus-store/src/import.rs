//! Tables from elsewhere, to check claims against: one row a day or an act, read from CSV. Which column holds the number,
//! the day, the subject and those who took part is told by whoever brings the table; what else it counts is found by
//! itself where nothing is told. The same file again changes nothing.

use crate::error::StoreError;
use crate::open::Store;
use jiff::civil::Date;
use rusqlite::params;
use std::fmt::Display;

/// Which column of a table holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportMap {
    /// The day. Needed.
    pub date: String,
    /// The number; every row is one where there is none.
    pub number: Option<String>,
    /// A column with names or codes, or one code for all rows.
    pub subject: Option<String>,
    /// Columns that count something else beside the number.
    pub others: Option<Vec<String>>,
    /// Columns that name those who took part.
    pub parties: Vec<String>,
}

impl ImportMap {
    /// Reads `number=ballistic,date=date,subject=PRK,other=cruise;unspecified,voters=first;second`.
    ///
    /// # Errors
    /// In words: what is not understood.
    pub fn read(text: &str) -> Result<ImportMap, String> {
        let mut map = ImportMap::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, column) = part.split_once('=').ok_or(format!("`{part}`: write NAME=COLUMN"))?;
            let columns = || column.split(';').map(|one| one.trim().to_string()).filter(|one| !one.is_empty());
            match name.trim() {
                "date" | "day" => map.date = column.trim().to_string(),
                "number" => map.number = columns().next(),
                "subject" => map.subject = columns().next(),
                "other" | "others" => map.others = Some(columns().collect()),
                "voters" | "parties" | "actors" | "members" => map.parties = columns().collect(),
                other => return Err(format!("`{other}`: it is date, number, subject, other or parties")),
            }
        }
        if map.date.is_empty() { Err("no date: add date=COLUMN".to_string()) } else { Ok(map) }
    }
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that are in the record now.
    pub rows: usize,
    /// Nothing was changed: the record has this file already.
    pub known: bool,
    /// Rows of the same file that were there before and are no longer.
    pub replaced: usize,
    /// The columns that count something else.
    pub others: Vec<String>,
    /// How days were read where it is not plain.
    pub remarks: Vec<String>,
    /// Rows that could not be read: line of the file, and why.
    pub complaints: Vec<(u64, String)>,
}

/// Why a table was not taken.
#[derive(Debug)]
pub enum ImportRefused {
    /// The table is not as told.
    Table(String),
    /// The record cannot be written.
    Store(StoreError),
}

impl Display for ImportRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImportRefused::Table(why) => f.write_str(why),
            ImportRefused::Store(why) => write!(f, "{why}"),
        }
    }
}

impl std::error::Error for ImportRefused {}

impl From<rusqlite::Error> for ImportRefused {
    fn from(why: rusqlite::Error) -> ImportRefused {
        ImportRefused::Store(StoreError::from(why))
    }
}

impl Store {
    /// Takes a table of `source`, the name of a file, as a ledger. `code` gives the code of a country's name.
    ///
    /// # Errors
    /// A column is missing, the table cannot be read at all, or the record cannot be written.
    pub fn import(
        &mut self,
        source: &str,
        bytes: &[u8],
        ledger: &str,
        map: &ImportMap,
        code: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Imported, ImportRefused> {
        let table = Table::read(bytes).map_err(ImportRefused::Table)?;
        let columns = Columns::find(&table, map).map_err(ImportRefused::Table)?;
        let order = DayOrder::of(table.rows.iter().map(|row| row.cell(columns.date)));
        let others = match &map.others {
            Some(others) => others.clone(),
            None => table.counts_beside(&columns, order),
        };
        let content = blake3::hash(&[bytes, format!("{map:?}").as_bytes()].concat()).to_hex()[..32].to_string();
        let mut out = Imported { others, remarks: order.remark(), ..Imported::default() };

        let change = self.sql.transaction()?;
        let known: Option<(String, String)> = change
            .query_row(
                "SELECT source, content FROM import WHERE ledger = ?1 AND (content = ?2 OR source = ?3) ORDER BY content = ?2 DESC",
                params![ledger, content, source],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .map(Some)
            .or_else(|why| if why == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(why) })?;
        if let Some((name, _)) = known.filter(|(_, had)| *had == content) {
            out.known = true;
            let counted = "SELECT count(*) FROM imported WHERE ledger = ?1 AND source = ?2";
            out.rows = change.query_row(counted, params![ledger, name], |row| row.get(0))?;
            if name != source {
                out.remarks.push(format!("the record has the same table as {name}"));
            }
            return Ok(out);
        }
        out.replaced =
            change.execute("DELETE FROM imported WHERE ledger = ?1 AND source = ?2", params![ledger, source])?;
        change.execute("DELETE FROM import WHERE ledger = ?1 AND source = ?2", params![ledger, source])?;
        change.execute(
            "INSERT INTO import (ledger, source, content, number, others) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![ledger, source, content, map.number, out.others.join(";")],
        )?;
        for row in &table.rows {
            match columns.taken(row, order, map, code) {
                Ok(taken) => {
                    change.execute(
                        "INSERT INTO imported (ledger, source, line, day, number, subject, parties, cells)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        params![
                            ledger,
                            source,
                            row.line,
                            taken.day.to_string(),
                            taken.number,
                            taken.subject,
                            taken.parties,
                            table.as_json(row)
                        ],
                    )?;
                    out.rows += 1;
                }
                Err(why) => out.complaints.push((row.line, why)),
            }
        }
        change.commit()?;
        Ok(out)
    }
}

/// A table as it stands in its file.
struct Table {
    names: Vec<String>,
    rows: Vec<TableRow>,
}

struct TableRow {
    line: u64,
    cells: Vec<String>,
}

impl TableRow {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let texts =
            |record: &csv::ByteRecord| record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let names = reader.byte_headers().map(texts).map_err(|why| format!("no table: {why}"))?;
        let mut rows = Vec::new();
        for record in reader.byte_records() {
            let record = record.map_err(|why| format!("the table cannot be read on: {why}"))?;
            // Counted here: a reader of CSV may stand before the line feed of the line above.
            let begins = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0);
            let above = bytes.get(..begins).unwrap_or_default();
            let feeds = above.iter().filter(|byte| **byte == b'\n').count() as u64;
            let line = feeds + 1 + u64::from(bytes.get(begins) == Some(&b'\n'));
            let row = TableRow { line, cells: texts(&record) };
            if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(row);
            }
        }
        Ok(Table { names, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|had| had.trim() == name)
    }

    fn needed(&self, name: &str) -> Result<usize, String> {
        self.column(name).ok_or_else(|| format!("no column `{name}`; there are {}", self.names.join(", ")))
    }

    /// Columns of whole numbers that are no running total of another and no part of the day.
    fn counts_beside(&self, columns: &Columns, order: DayOrder) -> Vec<String> {
        let Some(number) = columns.number else { return Vec::new() };
        let numbers = |at: usize| -> Option<Vec<f64>> {
            let number = |row: &TableRow| match row.cell(at) {
                "" => Some(0.0),
                cell => cell.parse::<f64>().ok().filter(|n| *n >= 0.0 && n.fract() == 0.0),
            };
            self.rows.iter().map(number).collect()
        };
        let part_of_day = |column: &[f64]| {
            let days: Vec<Date> = self.rows.iter().filter_map(|row| order.day(row.cell(columns.date))).collect();
            let is = |part: fn(&Date) -> f64| column.iter().zip(&days).all(|(n, day)| *n == part(day));
            is(|day| f64::from(day.year())) || is(|day| f64::from(day.month())) || is(|day| f64::from(day.day()))
        };
        let found: Vec<(usize, Vec<f64>)> = (0..self.names.len())
            .filter_map(|at| numbers(at).map(|column| (at, column)))
            .filter(|(_, column)| column.iter().any(|n| *n > 0.0))
            .collect();
        let total = |at: usize, column: &[f64]| {
            let of = |(other, steps): &(usize, Vec<f64>)| {
                *other != at
                    && column.windows(2).zip(steps.iter().skip(1)).all(|(pair, step)| pair[1] - pair[0] == *step)
            };
            column.len() > 1 && found.iter().any(of)
        };
        found
            .iter()
            .filter(|(at, _)| *at != number && *at != columns.date)
            .filter(|(at, column)| !total(*at, column) && !part_of_day(column))
            .filter_map(|(at, _)| self.names.get(*at).cloned())
            .collect()
    }

    /// A row as JSON, in the order of its file.
    fn as_json(&self, row: &TableRow) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let cells = self.names.iter().zip(&row.cells).map(|(name, cell)| format!("{}:{}", text(name), text(cell)));
        format!("{{{}}}", cells.collect::<Vec<_>>().join(","))
    }
}

/// Where in a table everything stands.
struct Columns {
    date: usize,
    number: Option<usize>,
    subject: Option<usize>,
    parties: Vec<usize>,
}

struct Taken {
    day: Date,
    number: f64,
    subject: Option<String>,
    parties: Option<String>,
}

impl Columns {
    fn find(table: &Table, map: &ImportMap) -> Result<Columns, String> {
        for other in map.others.iter().flatten() {
            table.needed(other)?;
        }
        Ok(Columns {
            date: table.needed(&map.date)?,
            number: map.number.as_deref().map(|name| table.needed(name)).transpose()?,
            subject: map.subject.as_deref().and_then(|name| table.column(name)),
            parties: map.parties.iter().map(|name| table.needed(name)).collect::<Result<_, _>>()?,
        })
    }

    fn taken(
        &self,
        row: &TableRow,
        order: DayOrder,
        map: &ImportMap,
        code: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Taken, String> {
        let written = row.cell(self.date);
        let day = order.day(written).ok_or_else(|| format!("`{written}` is no day"))?;
        let number = match self.number.map(|at| row.cell(at)) {
            None => 1.0,
            // Not told is not nought, but adds nothing: the cell is kept as it is.
            Some("") => 0.0,
            Some(cell) => cell.replace(',', "").parse().map_err(|_| format!("`{cell}` is no number"))?,
        };
        let coded = |name: &str| code(name).unwrap_or_else(|| name.to_string());
        let subject = match self.subject {
            Some(at) => Some(row.cell(at)).filter(|cell| !cell.is_empty()).map(coded),
            None => map.subject.as_deref().map(coded),
        };
        let mut parties: Vec<String> = self
            .parties
            .iter()
            .flat_map(|at| row.cell(*at).split([';', '/']))
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(coded)
            .collect();
        parties.sort();
        parties.dedup();
        let parties = Some(parties.join(";")).filter(|list| !list.is_empty());
        Ok(Taken { day, number, subject, parties })
    }
}

/// Which comes first in 3/4/2022.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayOrder {
    /// Nothing is written so, or the month.
    MonthFirst { seen: bool, sure: bool },
    /// The day.
    DayFirst,
}

impl DayOrder {
    fn of<'a>(days: impl Iterator<Item = &'a str>) -> DayOrder {
        let slashed: Vec<(i32, i32)> = days
            .filter_map(|day| {
                let mut parts = day.split('/').map(|part| part.trim().parse::<i32>().ok());
                Some((parts.next()??, parts.next()??))
            })
            .filter(|(first, _)| *first <= 31)
            .collect();
        let day_first = slashed.iter().any(|(first, _)| *first > 12);
        let month_first = slashed.iter().any(|(_, second)| *second > 12);
        if day_first && !month_first {
            return DayOrder::DayFirst;
        }
        DayOrder::MonthFirst { seen: !slashed.is_empty(), sure: month_first }
    }

    fn remark(self) -> Vec<String> {
        let text = match self {
            DayOrder::MonthFirst { seen: true, sure: false } => {
                "days are read as month/day/year, as nothing in the file decides it"
            }
            DayOrder::DayFirst => "days are read as day/month/year",
            DayOrder::MonthFirst { .. } => return Vec::new(),
        };
        vec![text.to_string()]
    }

    /// A day in one of the forms of tables: 2022-06-05, 2022/6/5, 20220605, 6/5/2022, 5.6.2022, 5 June 2022, June 5, 2022.
    fn day(self, text: &str) -> Option<Date> {
        let text = text.split(['T']).next().unwrap_or(text).trim();
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return made(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
        }
        let parts: Vec<&str> = text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i32>().ok());
        let month = |at: usize| parts.get(at).and_then(|part| month(part));
        match (number(0), number(1), number(2)) {
            (Some(year), Some(second), Some(third)) if year > 31 => made(year, second, third),
            (Some(first), Some(second), Some(year)) if text.contains('/') && self != DayOrder::DayFirst => {
                made(year, first, second)
            }
            (Some(first), Some(second), Some(year)) => made(year, second, first),
            (Some(day), None, Some(year)) => made(year, month(1)?, day),
            (None, Some(day), Some(year)) => made(year, month(0)?, day),
            _ => None,
        }
    }
}

fn made(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A month by its name or the first three letters of it.
fn month(name: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|month| name.starts_with(month))?;
    i32::try_from(at).ok().map(|at| at + 1)
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
