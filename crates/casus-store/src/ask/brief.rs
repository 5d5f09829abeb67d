//! What is new on a subject since a day: incidents that no report told of before, those that are told again, and what the
//! reports do not agree on; each with how many reports tell it.

use super::answer::{Answer, Holds, Value};
use super::claims::ClaimsAsked;
use super::sql::{REPORT, SOURCE, lists, text};
use crate::error::StoreError;
use crate::open::Store;

/// On what, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Words, all of which a sentence must hold.
    pub topic: String,
    /// The code that the topic is the name of.
    pub code: Option<String>,
    /// The first day that is new.
    pub since: String,
    /// The last day; all of this as of then.
    pub as_of: String,
}

impl BriefAsked {
    fn sql(&self, run: i64) -> String {
        let words: Vec<String> = self
            .topic
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\""))
            .collect();
        let mut about = Vec::new();
        if !words.is_empty() {
            about.push(format!(
                "i.incident IN (SELECT e.incident FROM event_words w JOIN event e ON e.event = w.rowid WHERE event_words MATCH {})",
                text(&words.join(" AND "))
            ));
        }
        if let Some(code) = &self.code {
            about.push(lists("i.actors", code));
            about.push(lists("i.recipients", code));
            about.push(format!("i.place_country = {}", text(code)));
        }
        if about.is_empty() {
            about.push("1".to_string());
        }
        let since = text(&self.since);
        format!(
            "SELECT i.incident, i.type, i.mode, i.status, i.start_date, i.end_date, i.actors, i.recipients, i.conflicts,\n  \
             i.summary, min(a.published) AS first_told, max(a.published) AS last_told,\n  \
             count(DISTINCT {REPORT}) AS reports, count(DISTINCT iif(a.published >= {since}, {REPORT}, NULL)) AS new_reports,\n  \
             group_concat(DISTINCT {SOURCE}) AS sources\n\
             FROM incident i JOIN event e USING (incident) JOIN coding k USING (coding) JOIN article a USING (article)\n\
             WHERE i.run = {run} AND a.published <= {} AND ({})\n\
             GROUP BY i.incident HAVING last_told >= {since}\n\
             ORDER BY reports DESC, first_told, i.incident",
            text(&self.as_of),
            about.join("\n    OR ")
        )
    }
}

const COLUMNS: [&str; 13] = [
    "part",
    "what",
    "type",
    "days",
    "actors",
    "recipients",
    "status",
    "reports",
    "new_reports",
    "first_told",
    "sources",
    "conflict",
    "incident",
];

const HOLDS: [(&str, Holds); 4] =
    [("reports", Holds::Whole), ("new_reports", Holds::Whole), ("first_told", Holds::Day), ("incident", Holds::Whole)];

impl Store {
    /// New, repeated, contradicted.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn brief(&self, asked: &BriefAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let sql = asked.sql(run.run);
        let raw = self.answer(Some(run), sql, &[])?;
        let mut found = Answer::new(raw.run.clone(), &COLUMNS, &HOLDS, raw.sql.clone());
        let counted = |part: &str, rows: &[Vec<Value>]| {
            rows.iter().filter(|row| row.first().map(Value::words) == Some(part)).count()
        };
        let (mut told, mut contradicted) = (Vec::new(), Vec::new());
        for row in &raw.rows {
            let part = if raw.text(row, "first_told") >= asked.since { "new" } else { "repeated" };
            told.push(incident(&raw, row, part));
            if !raw.text(row, "conflicts").is_empty() {
                contradicted.push(incident(&raw, row, "contradicted"));
            }
        }
        // New ones first; the order within each is that of the reports that tell it.
        told.sort_by_key(|row| row.first().map(Value::words) != Some("new"));
        contradicted.extend(self.claims_in_conflict(asked)?);
        found.rows = told;
        found.rows.extend(contradicted);
        let what = [("new", "new"), ("repeated", "told again"), ("contradicted", "contradicted")];
        let counts: Vec<String> =
            what.iter().map(|(part, words)| format!("{} {words}", counted(part, &found.rows))).collect();
        found.notes.push(format!(
            "{} since {}, as of {}; reports without a day of publication are left out, and copies of one text count once",
            counts.join(", "),
            asked.since,
            asked.as_of
        ));
        Ok(found)
    }

    /// Claims on the subject that others gainsay, at least one of the two new.
    fn claims_in_conflict(&self, asked: &BriefAsked) -> Result<Vec<Vec<Value>>, StoreError> {
        let claims = self.claims(&ClaimsAsked { run: asked.run, conflicts: true, ..ClaimsAsked::default() })?;
        let about = |row: &Vec<Value>| {
            let evidence = claims.text(row, "evidence").to_lowercase();
            let mut words = asked.topic.split_whitespace().map(str::to_lowercase);
            asked.code.as_ref().is_some_and(|code| *code == claims.text(row, "subject"))
                || (!asked.topic.trim().is_empty() && words.all(|word| evidence.contains(&word)))
        };
        let fresh = |row: &Vec<Value>| {
            let day = claims.text(row, "published");
            day >= asked.since && day <= asked.as_of
        };
        let text = |words: String| Value::text(words);
        let shown = |row: &Vec<Value>| {
            let days = days(&claims.text(row, "from_date"), &claims.text(row, "to_date"));
            vec![
                Value::text("contradicted"),
                text(claims.text(row, "evidence")),
                Value::text("CLAIM"),
                text(days),
                text(claims.text(row, "subject")),
                Value::Unknown,
                Value::Unknown,
                Value::Whole(1),
                Value::Whole(1),
                text(claims.text(row, "published")),
                text(claims.text(row, "source")),
                text(claims.text(row, "conflict")),
                Value::number(claims.number(row, "incident")),
            ]
        };
        Ok(claims.rows.iter().filter(|row| about(row) && fresh(row)).map(shown).collect())
    }
}

fn days(from: &str, to: &str) -> String {
    if from == to || to.is_empty() { from.to_string() } else { format!("{from}..{to}") }
}

fn incident(raw: &Answer, row: &[Value], part: &str) -> Vec<Value> {
    let text = |column: &str| Value::text(raw.text(row, column));
    let number = |column: &str| Value::number(raw.number(row, column));
    let days = days(&raw.text(row, "start_date"), &raw.text(row, "end_date"));
    vec![
        Value::text(part),
        text("summary"),
        text("type"),
        Value::text(days),
        text("actors"),
        text("recipients"),
        text("status"),
        number("reports"),
        number("new_reports"),
        text("first_told"),
        text("sources"),
        text("conflicts"),
        number("incident"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::sample;

    #[test]
    fn new_is_what_nobody_told_before_and_copies_count_once() {
        let store = sample::store();
        let of = |more: &[(&'static str, &'static str)]| [&[("actors", "ISL"), ("from", "2021-05-09")], more].concat();
        sample::incident(&store, 1, &of(&[("summary", "Boats left the harbour.")]), &[1, 4]);
        sample::incident(
            &store,
            2,
            &of(&[("summary", "A harbour was shut."), ("conflicts", "dates: 8 or 9 May")]),
            &[2, 3],
        );
        sample::incident(&store, 3, &of(&[("summary", "A hill was climbed.")]), &[3]);
        sample::run(&store, "INSERT INTO event_words (event_words) VALUES ('rebuild')");
        let asked = BriefAsked {
            run: None,
            topic: "harbour".to_string(),
            code: None,
            since: "2021-05-11".to_string(),
            as_of: "2021-05-13".to_string(),
        };
        let found = store.brief(&asked).expect("asked");
        let told: Vec<(String, Option<f64>, Option<f64>)> = found
            .rows
            .iter()
            .map(|row| (found.text(row, "part"), found.number(row, "incident"), found.number(row, "reports")))
            .collect();
        let row = |part: &str, incident: f64, reports: f64| (part.to_string(), Some(incident), Some(reports));
        assert_eq!(told, [row("new", 2.0, 2.0), row("repeated", 1.0, 1.0), row("contradicted", 2.0, 2.0)]);
        let by_code = BriefAsked { topic: String::new(), code: Some("ISL".to_string()), ..asked };
        assert_eq!(store.brief(&by_code).expect("asked").rows.len(), 4);
    }
}
