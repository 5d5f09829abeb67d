//! What a claim is counted in: the rows of a table from elsewhere, or our own incidents of a ledger, each with its day and
//! a number for every kind that is told apart.

use super::answer::{Answer, Value};
use super::counting::{Counting, OfLedger};
use super::sql::{all_of, codes, holds, lists, text};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;

/// A row that a claim is counted in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its day.
    pub day: String,
    /// A number for each column of the table.
    pub counts: Vec<f64>,
    /// It failed, by its own words.
    pub failed: bool,
    /// Line of the file, or number of the incident.
    pub name: String,
    /// What else stands there.
    pub words: String,
}

/// Rows to count in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    /// Whence: `launches from FILE`, or our own ledger.
    pub(crate) against: String,
    /// The run of our own ledger.
    pub(crate) run: Option<Run>,
    /// What each number of a row counts; the first is the table's own.
    pub(crate) columns: Vec<String>,
    /// How many of these, from the first, count where nothing more is told of what is counted.
    pub(crate) usual: usize,
    /// The columns in SQL.
    pub(crate) terms: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// First and last day of the whole table, for whatever subject.
    pub(crate) days: Option<(String, String)>,
    /// What was left aside before counting.
    pub(crate) notes: Vec<String>,
    /// `FROM … WHERE …`, for the query that gives the figure.
    pub(crate) from: String,
}

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowsAsked<'a> {
    pub(crate) run: Option<i64>,
    pub(crate) ledger: &'a str,
    pub(crate) subject: Option<&'a str>,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    /// The file that a table came from; the one imported last where none is named.
    pub(crate) table: Option<&'a str>,
    /// Our own ledger, though there is a table.
    pub(crate) own: bool,
}

impl Store {
    /// The rows of a table that was imported, else of our own ledger.
    pub(crate) fn rows_to_count(&self, asked: &RowsAsked, counting: &Counting) -> Result<Rows, StoreError> {
        let named = asked.table.map_or(String::new(), |name| format!(" AND source = {}", text(name)));
        let imports = self.found(&format!(
            "SELECT source, coalesce(number, '') AS number, others FROM import WHERE ledger = {}{named} ORDER BY import DESC LIMIT 1",
            text(asked.ledger)
        ))?;
        match imports.rows.first() {
            Some(import) if !asked.own => self.imported_rows(asked, &imports, import, counting),
            _ => self.own_rows(asked, counting),
        }
    }

    fn imported_rows(
        &self,
        asked: &RowsAsked,
        imports: &Answer,
        import: &[Value],
        counting: &Counting,
    ) -> Result<Rows, StoreError> {
        let (source, number) = (imports.text(import, "source"), imports.text(import, "number"));
        let others = codes(&imports.text(import, "others"));
        let mut columns = vec![if number.is_empty() { "rows".to_string() } else { number }];
        let mut terms = vec!["number".to_string()];
        for other in others {
            terms.push(format!("coalesce(CAST(cells ->> {} AS REAL), 0)", text(&other)));
            columns.push(other);
        }
        let table = format!("ledger = {} AND source = {}", text(asked.ledger), text(&source));
        let mut of = vec![table.clone(), format!("day BETWEEN {} AND {}", text(asked.from), text(asked.to))];
        if let Some(code) = asked.subject {
            of.push(format!("(subject IS NULL OR subject = {})", text(code)));
        }
        let from = format!("FROM imported\nWHERE {}", all_of(&of));
        let found = self.found(&format!("SELECT line, day, cells, {} {from}\nORDER BY day, line", numbered(&terms)))?;
        let rows = found
            .rows
            .iter()
            .map(|row| {
                let cells = found.text(row, "cells");
                Row {
                    day: found.text(row, "day"),
                    counts: counts(&found, row, terms.len()),
                    failed: counting.failed(&cells),
                    name: format!("line {}", found.number(row, "line").unwrap_or_default()),
                    words: cells,
                }
            })
            .collect();
        let days = self.found(&format!("SELECT min(day) AS first, max(day) AS last FROM imported WHERE {table}"))?;
        let days = days.rows.first().map(|row| (days.text(row, "first"), days.text(row, "last")));
        let against = format!("{} from {source}", asked.ledger);
        Ok(Rows { against, run: None, columns, usual: 1, terms, rows, days, notes: Vec::new(), from })
    }

    fn own_rows(&self, asked: &RowsAsked, counting: &Counting) -> Result<Rows, StoreError> {
        let asked_run = self.run(asked.run)?;
        let run = asked_run.run;
        let of_ledger = counting.of(asked.ledger);
        let mut of = vec![
            format!("i.run = {run} AND i.ledger = {} AND i.status = 'happened'", text(asked.ledger)),
            format!(
                "i.start_date <= {} AND coalesce(i.end_date, i.start_date) >= {}",
                text(asked.to),
                text(asked.from)
            ),
        ];
        if let Some(code) = asked.subject {
            of.push(lists("i.actors", code));
        }
        let of_one = format!(
            "julianday(coalesce(i.end_date, i.start_date)) - julianday(i.start_date) < {}",
            counting.longest_days
        );
        let (columns, terms) = own_terms(&of_ledger);
        let from = format!("FROM incident i\nWHERE {}\n  AND {of_one}", all_of(&of));
        let found = self.found(&format!(
            "SELECT i.incident, i.start_date AS day, i.summary, {} {from}\nORDER BY i.start_date, i.incident",
            numbered(&terms)
        ))?;
        let rows = found
            .rows
            .iter()
            .map(|row| Row {
                day: found.text(row, "day"),
                counts: counts(&found, row, terms.len()),
                failed: counting.failed(&found.text(row, "summary")),
                name: format!("incident {}", found.number(row, "incident").unwrap_or_default()),
                words: found.text(row, "summary"),
            })
            .collect();
        let sums =
            self.found(&format!("SELECT count(*) AS n FROM incident i\nWHERE {}\n  AND NOT ({of_one})", all_of(&of)))?;
        let sums = sums.rows.first().and_then(|row| sums.number(row, "n")).unwrap_or_default();
        let mut notes =
            vec!["counted in our own ledger, which knows only what the reports in the record tell".to_string()];
        if sums > 0.0 {
            notes.push(format!(
                "{sums} incidents over more than {} days are sums of acts and left out",
                counting.longest_days
            ));
        }
        let against = format!("our own ledger of {}", asked.ledger);
        let usual = columns.len();
        Ok(Rows { against, run: Some(asked_run), columns, usual, terms, rows, days: None, notes, from })
    }
}

/// What an incident of our own counts, by kind: the greatest number that a witness puts on it, and one where none does.
fn own_terms(of_ledger: &OfLedger) -> (Vec<String>, Vec<String>) {
    let classes: Vec<String> = of_ledger.numbers.iter().map(|class| text(class)).collect();
    let told = |kind: &str| {
        format!(
            "(SELECT max(c.number) FROM event e JOIN claim c ON c.event_id = e.id AND c.coding = e.coding \
             WHERE e.incident = i.incident AND c.unit_class IN ({}) AND c.comparator <> 'ordinal'{kind})",
            classes.join(", ")
        )
    };
    let of_kind = |kind: &String| {
        let is = |column: &str| holds(column, kind);
        format!(
            "coalesce({}, iif({} IS NULL AND {}, 1, 0))",
            told(&format!(" AND {}", is("c.unit"))),
            told(""),
            is("i.summary")
        )
    };
    let mut columns = of_ledger.kinds.clone();
    let mut terms: Vec<String> = of_ledger.kinds.iter().map(of_kind).collect();
    let untold = if classes.is_empty() { "1".to_string() } else { format!("coalesce({}, 1)", told("")) };
    if columns.is_empty() {
        return (vec!["told".to_string()], vec![untold]);
    }
    columns.push("of untold kind".to_string());
    terms.push(format!("iif({} > 0, 0, {untold})", terms.join(" + ")));
    (columns, terms)
}

fn numbered(terms: &[String]) -> String {
    let terms: Vec<String> = terms.iter().enumerate().map(|(at, term)| format!("{term} AS n{at}")).collect();
    terms.join(", ")
}

fn counts(found: &Answer, row: &[Value], columns: usize) -> Vec<f64> {
    (0..columns).map(|at| found.number(row, &format!("n{at}")).unwrap_or_default()).collect()
}
