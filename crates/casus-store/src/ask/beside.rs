//! Our own incidents of a ledger beside a table from elsewhere, act by act.

use super::answer::{Answer, Holds, Value};
use super::sql::{all_of, codes, text};
use crate::error::StoreError;
use crate::open::Store;
use std::collections::BTreeMap;

/// What a row of the table has to do with an incident.
struct Pair {
    line: Value,
    day: String,
    parties: Vec<String>,
    subject: String,
    cells: Value,
}

const COLUMNS: [&str; 11] = [
    "incident",
    "from_date",
    "to_date",
    "actors",
    "articles",
    "verdict",
    "why",
    "row_line",
    "row_day",
    "row",
    "summary",
];

const HOLDS: [(&str, Holds); 6] = [
    ("incident", Holds::Whole),
    ("from_date", Holds::Day),
    ("to_date", Holds::Day),
    ("articles", Holds::Whole),
    ("row_line", Holds::Whole),
    ("row_day", Holds::Day),
];

/// Every incident with the row that bears it out, or why there is none.
pub(super) fn beside(
    store: &Store,
    run: Option<i64>,
    ledger: &str,
    table: Option<&str>,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Answer, StoreError> {
    let asked = store.run(run)?;
    let run = asked.run;
    let name = text(ledger);
    let mut of =
        vec![format!("i.run = {run} AND i.ledger = {name} AND i.status = 'happened' AND i.start_date IS NOT NULL")];
    of.extend(from.map(|day| format!("coalesce(i.end_date, i.start_date) >= {}", text(day))));
    of.extend(to.map(|day| format!("i.start_date <= {}", text(day))));
    let table = table.map_or(String::new(), |source| format!(" AND t.source = {}", text(source)));
    let sql = format!(
        "SELECT i.incident, i.start_date, coalesce(i.end_date, i.start_date) AS end_date, i.actors, i.recipients, i.articles,\n  \
         i.summary, t.source, t.line, t.day, t.parties, t.subject, t.cells\n\
         FROM incident i LEFT JOIN imported t ON t.ledger = i.ledger{table}\n  \
         AND t.day BETWEEN date(i.start_date, '-1 day') AND date(coalesce(i.end_date, i.start_date), '+1 day')\n\
         WHERE {}\nORDER BY i.start_date, i.incident, t.day, t.line",
        all_of(&of)
    );
    let raw = store.found(&sql)?;
    let mut incidents: BTreeMap<(String, i64), (Vec<Value>, Vec<Pair>)> = BTreeMap::new();
    for row in &raw.rows {
        let number = raw.number(row, "incident").unwrap_or_default() as i64;
        let (_, pairs) =
            incidents.entry((raw.text(row, "start_date"), number)).or_insert_with(|| (row.clone(), Vec::new()));
        if !raw.text(row, "day").is_empty() {
            pairs.push(Pair {
                line: raw.number(row, "line").map_or(Value::Unknown, Value::Number),
                day: raw.text(row, "day"),
                parties: codes(&raw.text(row, "parties")),
                subject: raw.text(row, "subject"),
                cells: Value::text(raw.text(row, "cells")),
            });
        }
    }
    let mut found = Answer::new(Some(asked), &COLUMNS, &HOLDS, sql);
    let mut agreed = 0;
    for ((start, number), (row, pairs)) in &incidents {
        let text = |column: &str| raw.text(row, column);
        let judged = judge(&codes(&text("actors")), &codes(&text("recipients")), pairs);
        agreed += usize::from(judged.verdict == "agrees");
        found.rows.push(vec![
            Value::Whole(*number),
            Value::text(start.clone()),
            Value::text(text("end_date")),
            Value::text(text("actors")),
            raw.number(row, "articles").map_or(Value::Unknown, Value::Number),
            Value::text(judged.verdict),
            Value::text(judged.why),
            judged.pair.map_or(Value::Unknown, |pair| pair.line.clone()),
            judged.pair.map_or(Value::Unknown, |pair| Value::text(pair.day.clone())),
            judged.pair.map_or(Value::Unknown, |pair| pair.cells.clone()),
            Value::text(text("summary")),
        ]);
    }
    found.notes.push(format!(
        "{agreed} of {} incidents agree with a row by day and by who took part; a day of difference is allowed, for time zones",
        found.rows.len()
    ));
    Ok(found)
}

struct Judged<'a> {
    verdict: &'static str,
    why: String,
    pair: Option<&'a Pair>,
}

fn judge<'a>(actors: &[String], recipients: &[String], pairs: &'a [Pair]) -> Judged<'a> {
    let judged = |verdict, why: String, pair| Judged { verdict, why, pair };
    if pairs.is_empty() {
        return judged("cannot tell", "the table has no row of these days".to_string(), None);
    }
    let one = |these: Vec<&'a Pair>, why: &str| match these.as_slice() {
        [] => None,
        [pair] => Some(judged("agrees", why.to_string(), Some(*pair))),
        several => {
            let days: Vec<&str> = several.iter().map(|pair| pair.day.as_str()).collect();
            Some(judged(
                "cannot tell",
                format!("{} rows fit: {}", several.len(), days.join(", ")),
                several.first().copied(),
            ))
        }
    };
    let same = |pair: &&Pair| {
        !pair.parties.is_empty()
            && pair.parties.iter().all(|code| actors.contains(code))
            && pair.parties.len() == actors.len()
    };
    let subject = |pair: &&Pair| {
        pair.parties.is_empty()
            && (pair.subject.is_empty() || actors.contains(&pair.subject) || recipients.contains(&pair.subject))
    };
    let fitting = one(pairs.iter().filter(same).collect(), "day and parties")
        .or_else(|| one(pairs.iter().filter(subject).collect(), "day and subject"));
    if let Some(fitting) = fitting {
        return fitting;
    }
    let shared = |pair: &Pair| pair.parties.iter().filter(|code| actors.contains(code)).count();
    // Of those who took part the most, and of others the fewest.
    let likest = |pair: &&Pair| (shared(pair), std::cmp::Reverse(pair.parties.len()));
    match pairs.iter().max_by_key(likest) {
        Some(pair) if shared(pair) > 0 => {
            judged("differs", format!("the table has {}", pair.parties.join(", ")), Some(pair))
        }
        Some(pair) => {
            let who = if pair.parties.is_empty() { pair.subject.clone() } else { pair.parties.join(", ") };
            judged("differs", format!("of these days the table has only others: {who}"), None)
        }
        None => judged("cannot tell", String::new(), None),
    }
}

#[cfg(test)]
mod tests {
    use crate::Against;
    use crate::ask::sample;
    use crate::import::ImportMap;

    const VOTES: &str = "\
date,text,against1,against2
5/3/2021,R/1,Norway,
5/26/2021,R/2,Iceland,Norway
6/2/2021,R/3,Norway,
";

    #[test]
    fn an_incident_of_a_month_is_matched_by_who_took_part() {
        let mut store = sample::store();
        let month = [("ledger", "votes"), ("type", "REJECT"), ("from", "2021-05-01"), ("to", "2021-05-31")];
        sample::incident(&store, 1, &[&month[..], &[("actors", "ISL;NOR")]].concat(), &[1, 2]);
        sample::incident(&store, 2, &[&month[..], &[("actors", "DNK;NOR")]].concat(), &[3]);
        sample::incident(&store, 3, &[&month[..], &[("actors", "FRA")]].concat(), &[3]);
        let old = [("ledger", "votes"), ("from", "1999-01-01"), ("to", "1999-01-01"), ("actors", "NOR")];
        sample::incident(&store, 4, &old, &[3]);
        let map = ImportMap::read("date=date,voters=against1;against2").expect("understood");
        let code = |name: &str| Some(name[..3].to_uppercase()).map(|code| code.replace("ICE", "ISL"));
        store.import("votes.csv", VOTES.as_bytes(), "votes", &map, &code).expect("taken");
        let found = store.check_ledger("votes", &Against::default(), None, None).expect("asked");
        let told: Vec<(String, String)> =
            found.rows.iter().map(|row| (found.text(row, "verdict"), found.text(row, "row_day"))).collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(verdict, day)| (verdict.as_str(), day.as_str())).collect();
        assert_eq!(told, [("cannot tell", ""), ("agrees", "2021-05-26"), ("differs", "2021-05-03"), ("differs", "")]);
    }
}
