//! Our own incidents of a ledger beside a table from elsewhere, act by act.

use super::found::{Cell, Found, RUN, all_of, codes, quoted};
use crate::error::StoreError;
use crate::open::Store;
use std::collections::BTreeMap;

/// What a row of the table has to do with an incident.
struct Pair {
    line: Cell,
    day: String,
    parties: Vec<String>,
    subject: String,
    cells: Cell,
}

/// Every incident with the row that bears it out, or why there is none.
pub(super) fn beside(
    store: &Store,
    ledger: &str,
    table: Option<&str>,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Found, StoreError> {
    let name = quoted(ledger);
    let mut of =
        vec![format!("i.run = {RUN} AND i.ledger = {name} AND i.status = 'happened' AND i.start_date IS NOT NULL")];
    of.extend(from.map(|day| format!("coalesce(i.end_date, i.start_date) >= {}", quoted(day))));
    of.extend(to.map(|day| format!("i.start_date <= {}", quoted(day))));
    let table = table.map_or(String::new(), |source| format!(" AND t.source = {}", quoted(source)));
    let sql = format!(
        "SELECT i.incident, i.start_date, coalesce(i.end_date, i.start_date) AS end_date, i.actors, i.recipients, i.articles,\n  \
         i.summary, t.source, t.line, t.day, t.parties, t.subject, t.cells\n\
         FROM incident i LEFT JOIN imported t ON t.ledger = i.ledger{table}\n  \
         AND t.day BETWEEN date(i.start_date, '-1 day') AND date(coalesce(i.end_date, i.start_date), '+1 day')\n\
         WHERE {}\nORDER BY i.start_date, i.incident, t.day, t.line",
        all_of(&of)
    );
    let raw = store.found(&sql)?;
    let mut incidents: BTreeMap<(String, i64), (Vec<Cell>, Vec<Pair>)> = BTreeMap::new();
    for row in &raw.rows {
        let number = raw.number(row, "incident").unwrap_or_default() as i64;
        let (_, pairs) =
            incidents.entry((raw.text(row, "start_date"), number)).or_insert_with(|| (row.clone(), Vec::new()));
        if !raw.text(row, "day").is_empty() {
            pairs.push(Pair {
                line: raw.number(row, "line").map_or(Cell::Null, super::found::plain),
                day: raw.text(row, "day"),
                parties: codes(&raw.text(row, "parties")),
                subject: raw.text(row, "subject"),
                cells: Cell::from(raw.text(row, "cells")),
            });
        }
    }
    let columns = [
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
    let mut found = Found { columns: columns.map(str::to_string).to_vec(), sql, ..Found::default() };
    let mut agreed = 0;
    for ((start, number), (row, pairs)) in &incidents {
        let text = |column: &str| raw.text(row, column);
        let judged = judge(&codes(&text("actors")), &codes(&text("recipients")), pairs);
        agreed += usize::from(judged.verdict == "agrees");
        found.rows.push(vec![
            Cell::from(*number),
            Cell::from(start.clone()),
            Cell::from(text("end_date")),
            Cell::from(text("actors")),
            raw.number(row, "articles").map_or(Cell::Null, super::found::plain),
            Cell::from(judged.verdict),
            Cell::from(judged.why),
            judged.pair.map_or(Cell::Null, |pair| pair.line.clone()),
            judged.pair.map_or(Cell::Null, |pair| Cell::from(pair.day.clone())),
            judged.pair.map_or(Cell::Null, |pair| pair.cells.clone()),
            Cell::from(text("summary")),
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
    use crate::ask::found::sample;
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
        let found = store.check_ledger("votes", None, None, None).expect("asked");
        let told: Vec<(String, String)> =
            found.rows.iter().map(|row| (found.text(row, "verdict"), found.text(row, "row_day"))).collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(verdict, day)| (verdict.as_str(), day.as_str())).collect();
        assert_eq!(told, [("cannot tell", ""), ("agrees", "2021-05-26"), ("differs", "2021-05-03"), ("differs", "")]);
    }
}
