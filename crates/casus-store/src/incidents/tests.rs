//! The laws of incidents, on sentences of our own.

use crate::Store;
use casus_types::Document;
use serde_json::{Value, json};

/// One report of one act.
#[derive(Clone)]
struct Report {
    id: &'static str,
    agency: &'static str,
    text: &'static str,
    trigger: &'static str,
    kind: &'static str,
    day: Option<&'static str>,
    actor: (&'static str, &'static str),
    recipient: (&'static str, &'static str),
    status: &'static str,
    dead: Option<u32>,
}

const BLAST: Report = Report {
    id: "a",
    agency: "North Wire",
    text: "Rebels bombed the police station of Trujillo on Monday. Three officers were killed, the mayor said.",
    trigger: "bombed",
    kind: "ASSAULT",
    day: Some("2022-06-13"),
    actor: ("Rebels of the Sierra", "PER"),
    recipient: ("police of Trujillo", "PER"),
    status: "happened",
    dead: Some(3),
};

const AGAIN: Report = Report {
    id: "b",
    agency: "South Wire",
    text: "A police station in Trujillo was bombed on Monday. Five officers died, according to the ministry.",
    dead: Some(5),
    ..BLAST
};

fn document(report: &Report) -> Document {
    let at = report.text.find(report.trigger).expect("the word");
    let end = report.text.find('.').expect("a sentence") + 1;
    let first = json!({"start": 0, "end": end});
    let party = |(name, code): (&str, &str)| json!([{"actor": name, "text": name, "code": code, "sector": null, "start": 0, "end": 1}]);
    let claims: Vec<Value> = report
        .dead
        .iter()
        .map(|dead| {
            json!({"start": 0, "end": 1, "number": dead, "number_to": null, "comparator": "exactly", "unit": "officers",
                "unit_class": "dead", "subject": "PER", "claimant": null, "from": null, "to": null, "ledger": null,
                "event": format!("{}-0", report.id), "evidence": first, "why": ""})
        })
        .collect();
    let name = |(name, code): (&str, &str)| json!({"id": name, "name": name, "role": null, "code": code, "sector": null, "mentions": []});
    let whole = json!({
        "schema": 1, "casus": "0.1.0", "lexicon": "l", "model": "m",
        "article": {
            "id": report.id, "source": report.id, "headline": null, "published": "2022-06-14", "published_why": null,
            "published_candidates": [], "published_candidates_why": [], "modified": null, "authors": [],
            "agency": report.agency, "outlet": null, "place": null, "text": report.text,
            "paragraphs": [{"start": 0, "end": report.text.len()}], "captions": [], "dropped": []
        },
        "sentences": [first], "actors": [name(report.actor), name(report.recipient)], "times": [],
        "events": [{
            "id": format!("{}-0", report.id), "type": report.kind, "mode": null, "contexts": [], "cameo": null,
            "quad": "material-conflict", "score": -9.0, "ledger": "attacks", "actors": party(report.actor),
            "recipients": party(report.recipient), "start_date": report.day, "end_date": report.day, "date_why": null,
            "place": "Trujillo", "place_id": "geonames:1", "place_country": "PER", "lat": -8.1, "lon": -79.0,
            "place_precision": "city", "status": report.status, "status_why": "", "said_by": null, "said_by_text": null,
            "salience": "core", "evidence": [first], "trigger": {"start": at, "end": at + report.trigger.len()},
            "rule": "r", "reader_score": null, "why": "", "confidence": 0.9
        }],
        "quotes": [], "claims": claims, "commitments": [], "states": [], "notes": []
    });
    serde_json::from_value(whole).expect("a document")
}

fn record(reports: &[Report]) -> Store {
    let mut store = Store::in_memory().expect("made");
    for report in reports {
        let url = format!("https://example.org/{}", report.id);
        store.add(&document(report), Some(&url)).expect("added");
    }
    store
}

/// Witnesses, articles, day, actors and conflicts of each incident.
fn incidents(store: &Store) -> Vec<(i64, i64, String, String, String)> {
    let ask = "SELECT witnesses, articles, ifnull(start_date, ''), actors, ifnull(conflicts, '') FROM incident \
               ORDER BY start_date, actors, witnesses";
    let mut ask = store.sql.prepare(ask).expect("asked");
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    ask.query_map([], row).expect("asked").collect::<Result<_, _>>().expect("read")
}

#[test]
fn two_tolls_of_one_act_stay_visible_with_who_gives_which() {
    let found = incidents(&record(&[BLAST, AGAIN]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].4, "dead: 3 (North Wire), 5 (South Wire)");
}

#[test]
fn two_perpetrators_of_one_act_stay_visible_and_the_more_told_is_counted() {
    let other = Report { id: "c", agency: "East Wire", actor: ("army", "BOL"), dead: None, ..AGAIN };
    let third = Report {
        id: "d",
        agency: "West Wire",
        dead: None,
        text: "Rebels bombed a police station in Trujillo.",
        ..BLAST
    };
    let found = incidents(&record(&[BLAST, other, third]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].3, "PER");
    assert_eq!(found[0].4, "actors: BOL (East Wire), PER (North Wire; West Wire)");
}

#[test]
fn two_days_side_by_side_are_one_act_with_both_days() {
    let later = Report { day: Some("2022-06-14"), dead: None, ..AGAIN };
    let found = incidents(&record(&[Report { dead: None, ..BLAST }, later]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].4, "day: 2022-06-13 (North Wire), 2022-06-14 (South Wire)");
}

#[test]
fn the_same_word_on_different_days_is_two_acts() {
    let later = Report { day: Some("2022-06-17"), ..AGAIN };
    assert_eq!(incidents(&record(&[BLAST, later])).len(), 2);
}

#[test]
fn a_copy_of_a_wire_report_counts_once() {
    let copy = Report { id: "copy", agency: "Daily Copy", ..BLAST };
    let found = incidents(&record(&[BLAST, copy, AGAIN]));
    assert_eq!(found.iter().map(|one| (one.0, one.1)).collect::<Vec<_>>(), [(3, 2)]);
}

#[test]
fn what_is_planned_or_denied_is_not_taken_for_done() {
    let planned = Report { id: "p", status: "planned", ..AGAIN };
    let denied =
        Report { id: "n", status: "negated", text: "Rebels never bombed Trujillo on Monday, they said.", ..AGAIN };
    assert_eq!(incidents(&record(&[BLAST, planned, denied])).len(), 3);
}

#[test]
fn the_order_of_the_articles_does_not_count() {
    let third = Report { id: "d", agency: "West Wire", day: None, ..AGAIN };
    let later = Report { id: "e", day: Some("2022-06-17"), text: "Rebels bombed a bridge near Trujillo.", ..BLAST };
    let reports = [BLAST, AGAIN, third, later];
    let one_way = incidents(&record(&reports));
    let other: Vec<Report> = reports.iter().rev().cloned().collect();
    assert_eq!(one_way, incidents(&record(&other)));
}
