//! A ledger asked: one row an incident, with the columns of its file. Where witnesses differ the number that most articles
//! give is shown, copies of one text counted once, and what they do not agree on stands beside it.

use super::answer::{Answer, Column, Holds, Party, Value};
use super::ledger_file::{CaseForm, ColumnForm, LedgerForm};
use super::sql::{among, anywhere, days, text};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::Date;
use toml::Spanned;

/// What is asked of a ledger. What is left empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct LedgerAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Who did it, any of these.
    pub actors: Vec<Party>,
    /// To whom, any of these.
    pub recipients: Vec<Party>,
    /// Codes of the countries that the places lie in.
    pub countries: Vec<String>,
    /// Whether it happened; as the ledger's file has it where this is empty.
    pub statuses: Vec<String>,
    /// The first day lies on or after this one.
    pub from: Option<Date>,
    /// The first day lies on or before this one.
    pub to: Option<Date>,
    /// At most this many.
    pub limit: Option<usize>,
}

/// The columns of every ledger: those before its own, then those after.
pub(crate) const FIXED: [(&str, Holds, &str, bool); 8] = [
    ("incident", Holds::Whole, "i.incident", true),
    ("start_date", Holds::Day, "i.start_date", true),
    ("end_date", Holds::Day, "i.end_date", true),
    ("status", Holds::Text, "i.status", true),
    ("witnesses", Holds::Whole, "i.witnesses", false),
    ("articles", Holds::Whole, "i.articles", false),
    ("conflicts", Holds::Text, "i.conflicts", false),
    ("sentence", Holds::Text, "i.summary", false),
];

/// Where the first and the last day stand.
const FIRST: usize = 1;
const LAST: usize = 2;

impl Store {
    /// The rows of a ledger, the latest first; those without a day come last.
    ///
    /// # Errors
    /// There is no such run, or the file cannot be read.
    pub fn ledger(&self, form: &LedgerForm, asked: &LedgerAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let mut rows = self.rows(&written(form, asked, &run, asked.limit.map(|limit| limit + 1)))?;
        let mut notes = vec![form.question().to_string()];
        if let Some(limit) = asked.limit
            && rows.len() > limit
        {
            rows.truncate(limit);
            notes.push(format!("the latest {limit}; there are more: --limit 0 gives all"));
        }
        if asked.from.is_some() || asked.to.is_some() {
            notes.push("days are first days of incidents; those without a known day are left out".to_string());
        }
        let day = |row: &Vec<Value>, at: usize| row.get(at).map_or(String::new(), |day| day.words().to_string());
        let long = rows.iter().filter(|row| !day(row, LAST).is_empty() && day(row, FIRST) != day(row, LAST)).count();
        if long > 0 {
            notes.push(format!("{long} of these rows cover several days: an act of unknown day, or many told as one"));
        }
        let sql = written(form, asked, &run, asked.limit);
        Ok(Answer { run: Some(run), columns: columns(form), rows, sql, notes })
    }
}

fn columns(form: &LedgerForm) -> Vec<Column> {
    let fixed = |first: bool| {
        FIXED.iter().filter(move |(.., before)| *before == first).map(|(name, holds, ..)| Column::new(*name, *holds))
    };
    let own = form.columns.iter().map(|column| Column::new(column.name.get_ref(), holds(column)));
    fixed(true).chain(own).chain(fixed(false)).collect()
}

fn holds(column: &ColumnForm) -> Holds {
    let word = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.get_ref().clone());
    match (word(&column.claim).as_deref(), word(&column.incident).as_deref()) {
        (Some("all"), _) => Holds::Text,
        (Some(_), _) | (_, Some("score" | "lat" | "lon")) => Holds::Number,
        _ if !column.after.is_empty() => Holds::Whole,
        _ => Holds::Text,
    }
}

fn written(form: &LedgerForm, asked: &LedgerAsked, run: &Run, limit: Option<usize>) -> String {
    let fixed = |first: bool| {
        FIXED
            .iter()
            .filter(move |(.., before)| *before == first)
            .map(|(name, _, filled, _)| format!("{filled} AS {name}"))
    };
    let own = form.columns.iter().map(|column| format!("{} AS {}", expression(column), column.name.get_ref()));
    let shown: Vec<String> = fixed(true).chain(own).chain(fixed(false)).collect();
    let limit = limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    // Incidents are found first, and only then described: a ledger may have many more than are shown.
    format!(
        "SELECT {}\nFROM (\n    SELECT n.incident, n.start_date FROM incident AS n\n    WHERE {}\n    \
         ORDER BY n.start_date DESC, n.incident DESC{limit}) AS found\n\
         JOIN incident AS i ON i.incident = found.incident\n\
         ORDER BY found.start_date DESC, found.incident DESC",
        shown.join(",\n  "),
        conditions(form, asked, run).join("\n      AND "),
    )
}

fn conditions(form: &LedgerForm, asked: &LedgerAsked, run: &Run) -> Vec<String> {
    let feeds = &form.feeds;
    let mut conditions = vec![format!("n.run = {}", run.run)];
    for (column, values) in [("n.ledger", &feeds.ledger), ("n.type", &feeds.kinds), ("n.mode", &feeds.mode)] {
        if !values.is_empty() {
            conditions.push(format!("{column} {}", among(&plain(values))));
        }
    }
    let statuses = match (asked.statuses.as_slice(), feeds.status.as_slice()) {
        ([], []) => vec!["happened".to_string()],
        ([], own) => plain(own),
        (asked, _) => asked.to_vec(),
    };
    conditions.push(format!("n.status {}", among(&statuses)));
    conditions.extend(days("n.start_date", asked.from, asked.to));
    for (column, parties) in [("n.actors", &asked.actors), ("n.recipients", &asked.recipients)] {
        if !parties.is_empty() {
            conditions.push(format!("({})", listed(column, parties).join(" OR ")));
        }
    }
    if !asked.countries.is_empty() {
        conditions.push(format!("n.place_country {}", among(&asked.countries)));
    }
    conditions
}

fn listed(column: &str, parties: &[Party]) -> Vec<String> {
    let codes = parties.iter().flat_map(|party| &party.codes);
    let one = |held: &super::answer::Held| {
        let mut one = vec![format!("instr(';' || {column} || ';', {}) > 0", text(&format!(";{};", held.code)))];
        one.extend(days("n.start_date", held.from, held.to));
        one.join(" AND ")
    };
    codes.map(one).collect()
}

fn plain(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|value| value.get_ref().clone()).collect()
}

/// What fills a column, over `i`.
pub(crate) fn expression(column: &ColumnForm) -> String {
    if let Some(field) = &column.incident {
        return format!("i.{}", field.get_ref());
    }
    if let Some(side) = &column.party {
        let named = column.show.as_ref().is_some_and(|show| show.get_ref() == "name");
        return if named { names(side.get_ref(), column) } else { codes(side.get_ref(), column) };
    }
    if let Some(pick) = &column.claim {
        return claimed(pick.get_ref(), column);
    }
    if !column.cases.is_empty() {
        return if column.every { every_case(&column.cases) } else { first_case(&column.cases) };
    }
    if !column.after.is_empty() {
        return number_after(&column.after);
    }
    column.sql.as_ref().map_or_else(|| "NULL".to_string(), |sql| format!("({})", sql.get_ref()))
}

const WITNESS: &str = "FROM event AS w WHERE w.incident = i.incident";

fn of_kinds(kinds: &[Spanned<String>]) -> String {
    if kinds.is_empty() { String::new() } else { format!(" AND w.type {}", among(&plain(kinds))) }
}

/// The codes of one side over all witnesses, in order of the alphabet.
fn codes(side: &str, column: &ColumnForm) -> String {
    format!(
        "(SELECT group_concat(code, ';') FROM (SELECT DISTINCT p.code AS code FROM event AS w \
         JOIN participant AS p ON p.event = w.event AND p.side = {} WHERE w.incident = i.incident AND p.code IS NOT NULL{} \
         ORDER BY p.code))",
        text(side),
        of_kinds(&column.kinds)
    )
}

/// One side in the words of the surest witness.
fn names(side: &str, column: &ColumnForm) -> String {
    format!(
        "(SELECT group_concat(replace(p.text, ';', ','), ';') FROM participant AS p WHERE p.side = {} AND p.event = (SELECT w.event \
         {WITNESS}{} ORDER BY w.confidence DESC, w.event LIMIT 1))",
        text(side),
        of_kinds(&column.kinds)
    )
}

/// A count as a count is written.
const WRITTEN: &str =
    "iif(k.number = CAST(k.number AS INTEGER), CAST(CAST(k.number AS INTEGER) AS TEXT), CAST(k.number AS TEXT))";

fn claimed(pick: &str, column: &ColumnForm) -> String {
    let mut narrowed = String::new();
    if !column.class.is_empty() {
        narrowed.push_str(&format!(" AND k.unit_class {}", among(&plain(&column.class))));
    }
    if !column.unit.is_empty() {
        let any: Vec<String> = column.unit.iter().map(|unit| format!("k.unit {}", anywhere(unit.get_ref()))).collect();
        narrowed.push_str(&format!(" AND ({})", any.join(" OR ")));
    }
    for unit in &column.not_unit {
        narrowed.push_str(&format!(" AND NOT k.unit {}", anywhere(unit.get_ref())));
    }
    // The claim is the event's own, or stands in its sentence and belongs to no other.
    let from = format!(
        "FROM event AS w JOIN claim AS k ON k.coding = w.coding AND (k.event_id = w.id OR (k.event_id IS NULL AND k.evidence = w.evidence)) \
         JOIN coding AS c ON c.coding = w.coding JOIN article AS a ON a.article = c.article \
         WHERE w.incident = i.incident AND k.number IS NOT NULL{narrowed}"
    );
    let articles = "count(DISTINCT coalesce(a.wire, a.article))";
    match pick {
        "least" => format!("(SELECT min(k.number) {from})"),
        "greatest" => format!("(SELECT max(coalesce(k.number_to, k.number)) {from})"),
        "all" => format!(
            "(SELECT group_concat(said, '; ') FROM (SELECT iif(k.comparator = 'exactly', '', replace(k.comparator, '_', ' ') || ' ') \
             || {WRITTEN} || ' (' || {articles} || ')' AS said {from} GROUP BY k.number, k.comparator \
             ORDER BY {articles} DESC, k.number))"
        ),
        _ => format!("(SELECT k.number {from} GROUP BY k.number ORDER BY {articles} DESC, k.number LIMIT 1)"),
    }
}

fn fits(case: &CaseForm) -> String {
    let mut conditions = Vec::new();
    for (column, values) in [("w.type", &case.kinds), ("w.mode", &case.mode), ("w.status", &case.status)] {
        if !values.is_empty() {
            conditions.push(format!("{column} {}", among(&plain(values))));
        }
    }
    if !case.words.is_empty() {
        let any: Vec<String> =
            case.words.iter().map(|words| format!("w.evidence {}", anywhere(words.get_ref()))).collect();
        conditions.push(format!("({})", any.join(" OR ")));
    }
    format!("EXISTS (SELECT 1 {WITNESS} AND {})", conditions.join(" AND "))
}

fn first_case(cases: &[CaseForm]) -> String {
    let whens: Vec<String> =
        cases.iter().map(|case| format!("WHEN {} THEN {}", fits(case), text(case.say.get_ref()))).collect();
    format!("CASE {} END", whens.join(" "))
}

fn every_case(cases: &[CaseForm]) -> String {
    let parts: Vec<String> = cases
        .iter()
        .map(|case| format!("iif({}, {}, '')", fits(case), text(&format!("{};", case.say.get_ref()))))
        .collect();
    format!("nullif(rtrim({}, ';'), '')", parts.join(" || "))
}

/// The whole number after one of the words, in the first witness that has one.
fn number_after(words: &[Spanned<String>]) -> String {
    let tries: Vec<String> = words
        .iter()
        .map(|words| {
            let words = format!("{} ", words.get_ref().trim().to_lowercase());
            let at = format!("instr(lower(w.evidence), {})", text(&words));
            let number = format!("CAST(substr(w.evidence, {at} + {}) AS INTEGER)", words.chars().count());
            format!("(SELECT {number} {WITNESS} AND {at} > 0 AND {number} > 0 ORDER BY w.event LIMIT 1)")
        })
        .collect();
    match tries.as_slice() {
        [one] => one.clone(),
        several => format!("coalesce({})", several.join(", ")),
    }
}
