//! Tables handed out whole, row after row in a fixed order, with the numbers of other collections beside every code of a
//! country; and the dictionary that says what each column means.

use crate::ask::answer::{Column, Holds, Value, cells};
use crate::dictionary::{Described, TABLES};
use crate::error::StoreError;
use crate::numbers::{CountryNumbers, Numbers};
use crate::open::Store;

/// The columns beside a code: the ending of the name, the meaning, the number.
type Beside = (&'static str, &'static str, fn(Numbers) -> Option<u16>);

const BESIDE: [Beside; 2] = [
    ("cow", "the same in numbers of the Correlates of War project, of the row's day or else of today", |numbers| {
        numbers.cow
    }),
    ("gw", "the same in numbers of Gleditsch and Ward, of the row's day or else of today", |numbers| numbers.gw),
];

impl Described {
    /// The columns that an export of the table has.
    pub fn exported(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        for column in self.columns {
            columns.push(Column::new(column.name, column.holds));
            if column.country {
                // Text, since a cell may hold several.
                columns.extend(
                    BESIDE.iter().map(|(ending, ..)| Column::new(format!("{}_{ending}", column.name), Holds::Text)),
                );
            }
        }
        columns
    }
}

/// The data dictionary: its columns, and a row for each column that an export has.
pub fn data_dictionary() -> (Vec<Column>, Vec<Vec<Value>>) {
    let columns = ["table", "column", "holds", "meaning"].map(|name| Column::new(name, Holds::Text)).to_vec();
    let word = |holds| match holds {
        Holds::Text => "text",
        Holds::Day => "day",
        Holds::Whole => "whole number",
        Holds::Number => "number",
    };
    let row = |cells: [&str; 4]| cells.map(|cell| Value::Text(cell.to_string())).to_vec();
    let mut rows = Vec::new();
    for table in TABLES {
        rows.push(row([table.name, "", "table", table.meaning]));
        for column in table.columns {
            let several = if column.country { "; codes of ISO 3166 and of bodies, several with ; between" } else { "" };
            rows.push(row([table.name, column.name, word(column.holds), &format!("{}{several}", column.meaning)]));
            if column.country {
                for (ending, meaning, _) in BESIDE {
                    rows.push(row([table.name, &format!("{}_{ending}", column.name), "text", meaning]));
                }
            }
        }
    }
    (columns, rows)
}

impl Store {
    /// Hands out every row of a table, cells in the order of [`Described::exported`], until `take` says that it wants no
    /// more; the count of rows handed out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn export<E>(
        &self,
        table: &Described,
        mut take: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<Result<u64, E>, StoreError> {
        let names: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let sql = format!("SELECT {} FROM \"{}\" ORDER BY {}", names.join(", "), table.name, table.order);
        let mut query = self.sql.prepare(&sql)?;
        let day = table.day.and_then(|day| table.columns.iter().position(|column| column.name == day));
        let numbers = CountryNumbers::read();
        let mut rows = query.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let row = widened(table, cells(row, table.columns.len())?, day, &numbers);
            if let Err(refused) = take(&row) {
                return Ok(Err(refused));
            }
            count += 1;
        }
        Ok(Ok(count))
    }
}

fn widened(table: &Described, row: Vec<Value>, day: Option<usize>, numbers: &CountryNumbers) -> Vec<Value> {
    let day = day.and_then(|at| row.get(at)).and_then(|day| match day {
        Value::Text(day) => Some(day.clone()),
        _ => None,
    });
    let mut wide = Vec::with_capacity(row.len());
    for (column, value) in table.columns.iter().zip(row) {
        let beside: Vec<Value> = match (&value, column.country) {
            (_, false) => Vec::new(),
            (Value::Text(codes), true) => {
                BESIDE.iter().map(|(.., number)| in_numbers(codes, day.as_deref(), numbers, *number)).collect()
            }
            _ => vec![Value::Unknown; BESIDE.len()],
        };
        wide.push(value);
        wide.extend(beside);
    }
    wide
}

/// `2;;731`: a code without a number leaves its place empty, so that lists stay in step.
fn in_numbers(codes: &str, day: Option<&str>, numbers: &CountryNumbers, of: fn(Numbers) -> Option<u16>) -> Value {
    let numbers: Vec<String> = codes
        .split([';', ','])
        .map(|code| of(numbers.of(code.trim(), day)).map(|number| number.to_string()).unwrap_or_default())
        .collect();
    if numbers.iter().all(String::is_empty) { Value::Unknown } else { Value::Text(numbers.join(";")) }
}
