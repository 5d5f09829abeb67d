//! Questions to the record. Each is put as one text of SQL in which everything asked for stands written out, and that very
//! text is run and handed back with the answer: whoever runs it in another tool gets the same figures. Nothing is written
//! into the record by asking.

use super::looked::Floor;
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::Date;
use rusqlite::Row;
use rusqlite::types::ValueRef;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words, codes, lists of them joined by `;`.
    Text,
    /// A day, 2022-06-14.
    Day,
    /// A count.
    Whole,
    /// A measure.
    Number,
}

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
}

impl Column {
    pub(crate) fn new(name: impl Into<String>, holds: Holds) -> Column {
        Column { name: name.into(), holds }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known.
    Unknown,
    /// Words, or a day.
    Text(String),
    /// A count.
    Whole(i64),
    /// A measure.
    Number(f64),
}

/// An answer of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The run that was asked; nothing where a table from elsewhere was.
    pub run: Option<Run>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, cells in the order of the columns.
    pub rows: Vec<Vec<Value>>,
    /// What a user can run to get the same.
    pub sql: String,
    /// What must be known to read the figures.
    pub notes: Vec<String>,
    /// There are more rows than were asked for.
    pub more: bool,
}

impl Value {
    /// Words; unknown where there are none.
    pub fn text(words: impl Into<String>) -> Value {
        let words = words.into();
        if words.is_empty() { Value::Unknown } else { Value::Text(words) }
    }

    /// A count.
    pub fn count(count: usize) -> Value {
        Value::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A measure that may not be known.
    pub fn number(number: Option<f64>) -> Value {
        number.map_or(Value::Unknown, Value::Number)
    }

    /// Its words; empty where it is not known.
    pub fn words(&self) -> &str {
        if let Value::Text(words) = self { words } else { "" }
    }
}

impl Answer {
    /// An answer without rows. Its columns hold text, but for those that are said to hold something else.
    pub fn new(run: Option<Run>, columns: &[&str], holds: &[(&str, Holds)], sql: String) -> Answer {
        let held =
            |name: &str| holds.iter().find(|(column, _)| *column == name).map_or(Holds::Text, |(_, holds)| *holds);
        let columns = columns.iter().map(|name| Column::new(*name, held(name))).collect();
        Answer { run, columns, rows: Vec::new(), sql, notes: Vec::new(), more: false }
    }

    /// The words in a cell; empty where there are none.
    pub fn text(&self, row: &[Value], column: &str) -> String {
        self.cell(row, column).map_or("", Value::words).to_string()
    }

    /// The number in a cell.
    pub fn number(&self, row: &[Value], column: &str) -> Option<f64> {
        match self.cell(row, column)? {
            Value::Whole(whole) => Some(*whole as f64),
            Value::Number(number) => Some(*number),
            Value::Text(_) | Value::Unknown => None,
        }
    }

    fn cell<'a>(&self, row: &'a [Value], column: &str) -> Option<&'a Value> {
        self.columns.iter().position(|known| known.name == column).and_then(|at| row.get(at))
    }
}

/// A page of what is found, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most this many.
    pub limit: usize,
    /// After so many that are passed over.
    pub offset: usize,
    /// Whether the answer must come at once: very many are looked through from the latest back, up to a number.
    pub at_once: bool,
}

impl Page {
    /// One more than asked for, to see whether there are more.
    pub(crate) fn sql(self) -> String {
        format!("LIMIT {} OFFSET {}", self.limit + 1, self.offset)
    }

    /// What is asked for, and whether there are more; where there are not, how far back was looked.
    pub(crate) fn cut_at(self, found: Answer, floor: Option<Floor>) -> Answer {
        let mut found = self.cut(found);
        found.notes.extend(floor.filter(|_| !found.more).map(|floor| floor.told));
        found
    }

    /// What is asked for, and whether there are more.
    pub(crate) fn cut(self, mut found: Answer) -> Answer {
        found.more = found.rows.len() > self.limit;
        found.rows.truncate(self.limit);
        found
    }
}

/// An actor as asked for: a code, or a group with whoever was in it on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// As asked: `EUR`.
    pub name: String,
    /// The codes that count as it.
    pub codes: Vec<Held>,
}

/// A code that counts on some days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The code.
    pub code: String,
    /// The first day, if not always.
    pub from: Option<Date>,
    /// The last day, if not for ever.
    pub to: Option<Date>,
}

impl Party {
    /// One code, on all days.
    pub fn code(code: &str) -> Party {
        Party { name: code.to_string(), codes: vec![Held { code: code.to_string(), from: None, to: None }] }
    }

    /// A group with its members.
    pub fn group(code: &str, members: impl IntoIterator<Item = Held>) -> Party {
        let mut party = Party::code(code);
        party.codes.extend(members);
        party
    }
}

/// Who did something to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dyad {
    /// Who.
    pub actor: Party,
    /// To whom.
    pub recipient: Party,
}

impl Dyad {
    /// As it is written: `USA-PRK`.
    pub fn name(&self) -> String {
        format!("{}-{}", self.actor.name, self.recipient.name)
    }

    /// The other way round.
    pub fn back(&self) -> Dyad {
        Dyad { actor: self.recipient.clone(), recipient: self.actor.clone() }
    }
}

impl Store {
    /// The run of this number, or the latest.
    ///
    /// # Errors
    /// There is no such run, or nothing has been added yet.
    pub fn run(&self, number: Option<i64>) -> Result<Run, StoreError> {
        let mut runs = self.runs()?;
        runs.retain(|run| run.articles > 0);
        let found = match number {
            Some(number) => runs.iter().find(|run| run.run == number),
            None => runs.last(),
        };
        found.cloned().ok_or_else(|| {
            let known: Vec<String> = runs.iter().map(|run| run.run.to_string()).collect();
            StoreError::Unknown(match number {
                Some(number) if !known.is_empty() => {
                    format!("there is no run {number} in the record; it has {}", known.join(", "))
                }
                _ => "the record is empty; fill it with casus add PATH".to_string(),
            })
        })
    }

    /// The latest run that has coded anything; 0 where none has.
    pub(crate) fn latest(&self) -> Result<i64, StoreError> {
        Ok(self.sql.query_row("SELECT coalesce(max(run), 0) FROM coding", [], |row| row.get(0))?)
    }

    /// Runs a text of SQL; the columns are those that it names, and hold text where nothing else is said.
    pub(crate) fn answer(&self, run: Option<Run>, sql: String, holds: &[(&str, Holds)]) -> Result<Answer, StoreError> {
        let mut query = self.sql.prepare(&sql)?;
        let names: Vec<String> = query.column_names().into_iter().map(str::to_string).collect();
        let rows = query.query_map([], |row| cells(row, names.len()))?.collect::<Result<Vec<_>, _>>()?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        drop(query);
        Ok(Answer { rows, ..Answer::new(run, &names, holds, sql) })
    }

    /// Runs a text of SQL whose cells are looked up by name.
    pub(crate) fn found(&self, sql: &str) -> Result<Answer, StoreError> {
        self.answer(None, sql.to_string(), &[])
    }

    /// Runs a text of SQL and reads every row.
    pub(crate) fn rows(&self, sql: &str) -> Result<Vec<Vec<Value>>, StoreError> {
        let mut query = self.sql.prepare(sql)?;
        let width = query.column_count();
        let rows = query.query_map([], |row| cells(row, width))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }
}

pub(crate) fn cells(row: &Row<'_>, width: usize) -> Result<Vec<Value>, rusqlite::Error> {
    let cell = |at: usize| {
        Ok(match row.get_ref(at)? {
            ValueRef::Null | ValueRef::Blob(_) => Value::Unknown,
            ValueRef::Integer(whole) => Value::Whole(whole),
            ValueRef::Real(number) => Value::Number(number),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        })
    };
    (0..width).map(cell).collect()
}
