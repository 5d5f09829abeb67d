//! What is found for a question about words (claims, quotes, states, commitments): rows with named columns, remarks, and
//! the SQL that a user can run in any other program to get the rows that it was made from.

use crate::error::StoreError;
use crate::open::Store;
use rusqlite::types::ValueRef;

/// What stands in a row of an answer: text, a number, a list, or nothing.
pub type Cell = serde_json::Value;

/// Rows with named columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The columns, in order.
    pub columns: Vec<String>,
    /// A cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What to know about the whole.
    pub notes: Vec<String>,
    /// The query that gives the rows that this was made from.
    pub sql: String,
}

/// A page of what is found, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most this many.
    pub limit: usize,
    /// After so many that are passed over.
    pub offset: usize,
}

impl Page {
    /// One more than asked for, to see whether there are more.
    pub(crate) fn sql(self) -> String {
        format!("LIMIT {} OFFSET {}", self.limit + 1, self.offset)
    }

    /// What is asked for, and whether there are more.
    pub(crate) fn cut(self, mut found: Found) -> (Found, bool) {
        let more = found.rows.len() > self.limit;
        found.rows.truncate(self.limit);
        (found, more)
    }
}

impl Found {
    /// The text of a cell; empty where there is none.
    pub(crate) fn text(&self, row: &[Cell], column: &str) -> String {
        self.cell(row, column).and_then(Cell::as_str).unwrap_or_default().to_string()
    }

    /// The number in a cell.
    pub(crate) fn number(&self, row: &[Cell], column: &str) -> Option<f64> {
        self.cell(row, column).and_then(Cell::as_f64)
    }

    fn cell<'a>(&self, row: &'a [Cell], column: &str) -> Option<&'a Cell> {
        self.columns.iter().position(|name| name == column).and_then(|at| row.get(at))
    }
}

/// What is asked is what the newest run has coded.
pub(crate) const RUN: &str = "(SELECT max(run) FROM coding)";

/// Who told it, as shown beside what was told.
pub(crate) const SOURCE: &str = "coalesce(a.outlet, a.agency, a.source)";

/// One report under several outlets is one source.
pub(crate) const REPORT: &str = "coalesce(a.wire, a.article)";

impl Store {
    /// The rows of a query.
    pub(crate) fn found(&self, sql: &str) -> Result<Found, StoreError> {
        let mut asked = self.sql.prepare(sql)?;
        let columns: Vec<String> = asked.column_names().into_iter().map(str::to_string).collect();
        let mut found = asked.query([])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let cells: Result<Vec<Cell>, rusqlite::Error> =
                (0..columns.len()).map(|at| row.get_ref(at).map(cell)).collect();
            rows.push(cells?);
        }
        Ok(Found { columns, rows, notes: Vec::new(), sql: sql.to_string() })
    }
}

fn cell(value: ValueRef) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::from(number),
        ValueRef::Real(number) => plain(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => Cell::from(String::from_utf8_lossy(text).into_owned()),
    }
}

/// A number without a needless `.0`.
pub(crate) fn plain(number: f64) -> Cell {
    if number.fract() == 0.0 && number.abs() < 9e15 { Cell::from(number as i64) } else { Cell::from(number) }
}

/// A number in words of a report.
pub(crate) fn figure(number: f64) -> String {
    plain(number).to_string()
}

/// A text as SQL has it.
pub(crate) fn quoted(text: &str) -> String {
    super::sql::text(text)
}

/// That a column holds a text somewhere, letter case aside.
pub(crate) fn holds(column: &str, text: &str) -> String {
    let text: String = text.chars().flat_map(|c| if "%_\\".contains(c) { vec!['\\', c] } else { vec![c] }).collect();
    format!("{column} LIKE {} ESCAPE '\\'", quoted(&format!("%{text}%")))
}

/// That a list of codes, `;` between, holds one.
pub(crate) fn lists(column: &str, code: &str) -> String {
    format!("';' || {column} || ';' LIKE {}", quoted(&format!("%;{};%", code.replace(['%', '_'], ""))))
}

/// Conditions, joined.
pub(crate) fn all_of(conditions: &[String]) -> String {
    conditions.join("\n  AND ")
}

/// The codes of a list.
pub(crate) fn codes(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|code| !code.is_empty()).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_quotation_marks() {
        let store = Store::in_memory().expect("made");
        let found = store.found(&format!("SELECT {} AS said, 2.0 AS n, NULL AS open", quoted("it's"))).expect("asked");
        assert_eq!(found.text(&found.rows[0], "said"), "it's");
        assert_eq!(found.rows[0][1], Cell::from(2));
        assert_eq!(found.rows[0][2], Cell::Null);
    }

    #[test]
    fn a_code_is_found_in_a_list_and_not_in_another_code() {
        let store = Store::in_memory().expect("made");
        let found = |list: &str| {
            let sql = format!("SELECT {} AS yes", lists(&quoted(list), "USA"));
            store.found(&sql).expect("asked").rows[0][0].clone()
        };
        assert_eq!((found("KOR;USA"), found("KOR;XUSA")), (Cell::from(1), Cell::from(0)));
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! A record of four reports by one run, the fourth a copy of the first; what is said in them each test puts there.

    use crate::open::Store;

    pub(crate) fn run(store: &Store, sql: &str) {
        store.sql.execute_batch(sql).expect("written");
    }

    pub(crate) fn store() -> Store {
        let store = Store::in_memory().expect("made");
        run(&store, "INSERT INTO run VALUES (1, '0', 'lexicon', 'model')");
        for (article, source, day, wire) in [
            (1, "A Times", "2021-05-10", "NULL"),
            (2, "B Post", "2021-05-11", "NULL"),
            (3, "C News", "2021-05-12", "NULL"),
            (4, "D Daily", "2021-05-13", "1"),
        ] {
            run(
                &store,
                &format!(
                    "INSERT INTO article (article, identity, content, id, source, published, text, paragraphs, wire)
                       VALUES ({article}, 'i{article}', 'c{article}', 'a{article}', '{source}', '{day}', '', '[]', {wire});
                     INSERT INTO coding VALUES ({article}, {article}, 1);"
                ),
            );
        }
        store
    }

    /// An incident that the articles named tell of.
    pub(crate) fn incident(store: &Store, number: u32, columns: &[(&str, &str)], articles: &[u32]) {
        let with = |name: &str, usual: &str| {
            let found = columns.iter().find(|(column, _)| *column == name).map(|(_, value)| *value);
            match found.unwrap_or(usual) {
                "" => "NULL".to_string(),
                value => format!("'{value}'"),
            }
        };
        let list = |name: &str| {
            format!("'{}'", columns.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| *value))
        };
        let (kind, status, ledger) = (with("type", "ASSAULT"), with("status", "happened"), with("ledger", ""));
        let (from, to, summary) = (with("from", ""), with("to", ""), with("summary", "It happened."));
        run(
            store,
            &format!(
                "INSERT INTO incident (incident, run, type, ledger, status, quad, start_date, end_date, actors, recipients,
                   summary, witnesses, articles, conflicts) VALUES ({number}, 1, {kind}, {ledger}, {status}, 'material-conflict',
                   {from}, {to}, {}, {}, {summary}, {}, {}, {})",
                list("actors"),
                list("recipients"),
                articles.len(),
                articles.len(),
                with("conflicts", "")
            ),
        );
        for article in articles {
            run(
                store,
                &format!(
                    "INSERT INTO event (id, coding, incident, type, contexts, quad, ledger, status, status_why, salience,
                       start_date, end_date, trigger, evidence, why) VALUES ('e{number}-{article}', {article}, {number}, {kind},
                       '', 'material-conflict', {ledger}, {status}, '', 'core', {from}, {to}, '', {summary}, '')"
                ),
            );
        }
    }
}
