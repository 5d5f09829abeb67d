//! Counts between two by week, month or year, with a row for every period, also for those in which nothing is told. They
//! come from the panel table alone and are of incidents, not of reports. Weeks are those of ISO 8601 and begin on Monday.

use super::answer::{Answer, Column, Dyad, Holds, Value};
use super::sql::{among, pairs, text};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::{Date, EventType, Quad};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Every {
    /// The first day of the period that a day lies in.
    fn first(self, day: &str) -> String {
        match self {
            Every::Week => format!("date({day}, 'weekday 0', '-6 days')"),
            Every::Month => format!("date({day}, 'start of month')"),
            Every::Year => format!("date({day}, 'start of year')"),
        }
    }

    /// The first day of the period after one.
    fn next(self, first: &str) -> String {
        let step = match self {
            Every::Week => "+7 days",
            Every::Month => "+1 month",
            Every::Year => "+1 year",
        };
        format!("date({first}, '{step}')")
    }

    /// The name of a period: `2022-W23`, `2022-06`, `2022`.
    fn label(self, first: &str) -> String {
        match self {
            // The Thursday of a week decides its year. Older versions of SQLite do not know ISO weeks.
            Every::Week => format!(
                "strftime('%Y', {first}, '+3 days') || '-W' || \
                 printf('%02d', (strftime('%j', {first}, '+3 days') - 1) / 7 + 1)"
            ),
            Every::Month => format!("strftime('%Y-%m', {first})"),
            Every::Year => format!("strftime('%Y', {first})"),
        }
    }
}

/// What is asked of the panel.
#[derive(Clone, Debug)]
pub struct PanelAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Who to whom; a row a period for each.
    pub dyads: Vec<Dyad>,
    /// How long a period is.
    pub every: Every,
    /// What counts; facts alone where it is empty.
    pub statuses: Vec<String>,
    /// The first day; that of the first incident where it is open.
    pub from: Option<Date>,
    /// The last day; that of the last incident where it is open.
    pub to: Option<Date>,
}

/// The quads as published, and as columns.
const QUADS: [(Quad, &str, &str); 4] = [
    (Quad::VerbalCooperation, "verbal-cooperation", "verbal_cooperation"),
    (Quad::MaterialCooperation, "material-cooperation", "material_cooperation"),
    (Quad::VerbalConflict, "verbal-conflict", "verbal_conflict"),
    (Quad::MaterialConflict, "material-conflict", "material_conflict"),
];

impl Store {
    /// A row for each dyad and period.
    ///
    /// # Errors
    /// There is no such run, or the file cannot be read.
    pub fn panel(&self, asked: &PanelAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let facts = vec!["happened".to_string()];
        let statuses = if asked.statuses.is_empty() { &facts } else { &asked.statuses };
        let mut notes = vec![format!(
            "incidents {}, counted once however many report them, on their first day; mean_score is rounded to 3 decimals",
            if asked.statuses.is_empty() {
                "that happened".to_string()
            } else {
                format!("that are {}", statuses.join(", "))
            }
        )];
        let (days, without) = self.span(asked, &run, statuses)?;
        if without > 0 {
            notes.push(format!("{without} without a known day are left out"));
        }
        if asked.dyads.iter().any(|dyad| dyad.actor.codes.len() > 1 || dyad.recipient.codes.len() > 1) {
            notes.push("an incident with several members of a group counts once for each pair".to_string());
        }
        let (first, last) = match (asked.from.map(|day| day.to_string()), asked.to.map(|day| day.to_string()), days) {
            (Some(from), Some(to), _) => (from, to),
            (from, to, Some((first, last))) => (from.unwrap_or(first), to.unwrap_or(last)),
            (Some(day), None, None) | (None, Some(day), None) => (day.clone(), day),
            (None, None, None) => (String::new(), String::new()),
        };
        let sql = written(asked, &run, statuses, &first, &last);
        let rows = if first.is_empty() { Vec::new() } else { self.rows(&sql)? };
        if first.is_empty() {
            notes.push("no incident between these; give --from and --to for rows of zeros".to_string());
        } else {
            notes.push(format!("from {first} to {last}{}", partial(&rows)));
        }
        Ok(Answer { run: Some(run), columns: columns(), rows, sql, notes })
    }

    /// The first and last day with an incident, and how many have no day.
    fn span(
        &self,
        asked: &PanelAsked,
        run: &Run,
        statuses: &[String],
    ) -> Result<(Option<(String, String)>, i64), StoreError> {
        let pairs: Vec<String> = asked.dyads.iter().flat_map(|dyad| pairs(dyad, None, None)).collect();
        if pairs.is_empty() {
            return Ok((None, 0));
        }
        let sql = format!(
            "WITH pair(dyad, actor, recipient, first, last) AS (VALUES {})\n\
             SELECT min(nullif(p.day, '')), max(nullif(p.day, '')), coalesce(sum(p.incidents) FILTER (WHERE p.day = ''), 0)\n\
             FROM pair CROSS JOIN panel AS p ON p.run = {} AND p.actor = pair.actor AND p.recipient = pair.recipient\n  \
             AND (p.day = '' OR p.day BETWEEN pair.first AND pair.last)\n\
             WHERE p.status {}",
            pairs.join(", "),
            run.run,
            among(statuses)
        );
        let rows = self.rows(&sql)?;
        Ok(match rows.into_iter().next().as_deref() {
            Some([Value::Text(first), Value::Text(last), Value::Whole(without)]) => {
                (Some((first.clone(), last.clone())), *without)
            }
            Some([_, _, Value::Whole(without)]) => (None, *without),
            _ => (None, 0),
        })
    }
}

/// Which periods at the ends are not whole.
fn partial(rows: &[Vec<Value>]) -> String {
    let whole = |row: &&Vec<Value>| matches!(row.get(WHOLE), Some(Value::Text(whole)) if whole == "no");
    let mut names: Vec<&str> = rows
        .iter()
        .filter(whole)
        .filter_map(|row| match row.get(1) {
            Some(Value::Text(name)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => "; all periods are whole".to_string(),
        [one] => format!("; {one} is not whole"),
        several => format!("; {} are not whole", several.join(" and ")),
    }
}

/// Where the column `whole` stands.
const WHOLE: usize = 5;

fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::new("dyad", Holds::Text),
        Column::new("period", Holds::Text),
        Column::new("first_day", Holds::Day),
        Column::new("last_day", Holds::Day),
        Column::new("days", Holds::Whole),
        Column::new("whole", Holds::Text),
        Column::new("incidents", Holds::Whole),
        Column::new("mean_score", Holds::Number),
    ];
    columns.extend(QUADS.iter().map(|(_, _, column)| Column::new(*column, Holds::Whole)));
    columns.extend(EventType::ALL.iter().map(|kind| Column::new(kind.code().to_lowercase(), Holds::Whole)));
    columns
}

fn written(asked: &PanelAsked, run: &Run, statuses: &[String], first: &str, last: &str) -> String {
    let pairs: Vec<String> = asked.dyads.iter().flat_map(|dyad| pairs(dyad, None, None)).collect();
    let names: Vec<String> =
        asked.dyads.iter().enumerate().map(|(at, dyad)| format!("({at}, {})", text(&dyad.name()))).collect();
    let begin = asked.every.first("asked.first");
    let next = asked.every.next("period.first");
    let counts: Vec<String> = QUADS
        .iter()
        .map(|(_, quad, column)| format!("coalesce(sum(k.n) FILTER (WHERE k.quad = '{quad}'), 0) AS {column}"))
        .chain(EventType::ALL.iter().map(|kind| {
            let (code, column) = (kind.code(), kind.code().to_lowercase());
            format!("coalesce(sum(k.n) FILTER (WHERE k.type = '{code}'), 0) AS {column}")
        }))
        .collect();
    format!(
        "WITH RECURSIVE\n  asked(first, last) AS (VALUES ({first}, {last})),\n  \
         dyad_asked(place, dyad) AS (VALUES {names}),\n  \
         pair(dyad, actor, recipient, first, last) AS (VALUES {pairs}),\n  \
         period(first) AS (\n    SELECT {begin} FROM asked\n    UNION ALL\n    \
         SELECT {next} FROM period, asked WHERE {next} <= asked.last),\n  \
         counted(dyad, first, type, quad, n, score) AS (\n    \
         SELECT pair.dyad, {of_day}, p.type, p.quad, sum(p.incidents), sum(p.score)\n    \
         FROM asked CROSS JOIN pair CROSS JOIN panel AS p ON p.run = {run} AND p.actor = pair.actor AND p.recipient = pair.recipient\n      \
         AND p.day BETWEEN max(pair.first, asked.first) AND min(pair.last, asked.last)\n    \
         WHERE p.status {statuses}\n    GROUP BY 1, 2, 3, 4)\n\
         SELECT y.dyad AS dyad, {label} AS period,\n  max(t.first, asked.first) AS first_day,\n  \
         min(date({next_t}, '-1 day'), asked.last) AS last_day,\n  \
         CAST(julianday(min(date({next_t}, '-1 day'), asked.last)) - julianday(max(t.first, asked.first)) AS INTEGER) + 1 AS days,\n  \
         iif(t.first >= asked.first AND date({next_t}, '-1 day') <= asked.last, 'yes', 'no') AS whole,\n  \
         coalesce(sum(k.n), 0) AS incidents,\n  round(sum(k.score) / sum(k.n), 3) AS mean_score,\n  {counts}\n\
         FROM asked CROSS JOIN dyad_asked AS y CROSS JOIN period AS t\n\
         LEFT JOIN counted AS k ON k.dyad = y.dyad AND k.first = t.first\n\
         GROUP BY y.place, t.first\nORDER BY y.place, t.first",
        first = text(first),
        last = text(last),
        names = names.join(", "),
        pairs = if pairs.is_empty() { "('', '', '', '', '')".to_string() } else { pairs.join(", ") },
        of_day = asked.every.first("p.day"),
        run = run.run,
        statuses = among(statuses),
        label = asked.every.label("t.first"),
        next_t = asked.every.next("t.first"),
        counts = counts.join(",\n  "),
    )
}
