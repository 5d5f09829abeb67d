//! How a commitment goes on: open, triggered, met, lapsed, withdrawn.

use super::*;
use crate::ask::sample;

const TRIGGER: &str = r#"{"type":"MOBILIZE","actors":["ISL"],"recipients":[],"ledger":"nuclear_tests"}"#;
const RESPONSE: &str = r#"{"type":"SANCTION","actors":[],"recipients":["ISL"],"ledger":null}"#;

/// Norway says in two reports that it will push for sanctions should Iceland test; the first is of 10 May.
fn store(deadline: &str) -> Store {
    let store = sample::store();
    let deadline = if deadline.is_empty() { "NULL".to_string() } else { format!("'{deadline}'") };
    for article in [1, 2] {
        sample::run(
            &store,
            &format!(
                "INSERT INTO commitment (coding, kind, strength, trigger, trigger_pattern, response, response_pattern,
                   committed, toward, said_by_text, deadline, evidence, why)
                 VALUES ({article}, 'threat', 'will', 'Iceland goes ahead with a test', '{TRIGGER}', 'push for sanctions',
                   '{RESPONSE}', 'NOR', 'ISL', 'Lund', {deadline}, 'It was said.', '')"
            ),
        );
    }
    store
}

fn asked(store: &Store, as_of: &str) -> (String, String, String) {
    let asked = CommitmentsAsked {
        as_of: as_of.to_string(),
        trigger: Some("nuclear test".to_string()),
        actor: Some("NOR".to_string()),
        ..CommitmentsAsked::default()
    };
    let found = store.commitments(&asked).expect("asked");
    assert_eq!(found.rows.len(), 1, "two witnesses, one commitment");
    let text = |column: &str| found.text(&found.rows[0], column);
    (text("state"), text("triggered_by"), text("ended_by"))
}

fn test_on(store: &Store, number: u32, day: &str) {
    let test = [("ledger", "nuclear_tests"), ("type", "MOBILIZE"), ("actors", "ISL"), ("from", day), ("to", day)];
    sample::incident(store, number, &test, &[3]);
}

fn answer(store: &Store, number: u32, day: &str, status: &str) {
    let act = [
        ("type", "SANCTION"),
        ("ledger", "sanctions"),
        ("actors", "NOR"),
        ("recipients", "ISL"),
        ("from", day),
        ("to", day),
        ("status", status),
    ];
    sample::incident(store, number, &act, &[3]);
}

#[test]
fn it_is_open_until_the_condition_comes_and_met_when_what_was_to_follow_follows() {
    let store = store("");
    // One before it was said triggers nothing.
    test_on(&store, 1, "2021-05-01");
    assert_eq!(asked(&store, "2021-06-30").0, "open");
    test_on(&store, 2, "2021-06-01");
    assert_eq!(asked(&store, "2021-05-31").0, "open");
    let triggered = asked(&store, "2021-06-30");
    assert_eq!((triggered.0.as_str(), triggered.1.as_str()), ("triggered", "2021-06-01: It happened. (incident 2)"));
    // Sanctions before the condition are not the answer to it.
    answer(&store, 3, "2021-05-20", "happened");
    assert_eq!(asked(&store, "2021-06-30").0, "triggered");
    answer(&store, 4, "2021-06-05", "happened");
    assert_eq!(asked(&store, "2021-06-04").0, "triggered");
    assert_eq!(asked(&store, "2021-06-30").2, "2021-06-05: It happened. (incident 4)");
}

#[test]
fn a_condition_that_speaks_of_a_test_is_not_met_by_any_act_of_the_class() {
    let store = store("");
    sample::run(
        &store,
        &format!("UPDATE commitment SET trigger_pattern = '{}'", TRIGGER.replace("\"nuclear_tests\"", "null")),
    );
    sample::run(&store, "UPDATE commitment SET trigger = 'Iceland goes ahead with a nuclear test'");
    let parade = [("type", "MOBILIZE"), ("actors", "ISL"), ("from", "2021-06-01"), ("to", "2021-06-01")];
    sample::incident(&store, 1, &parade, &[3]);
    assert_eq!(asked(&store, "2021-06-30").0, "open");
    test_on(&store, 2, "2021-06-02");
    assert_eq!(asked(&store, "2021-06-30").0, "triggered");
}

#[test]
fn its_day_passes() {
    let store = store("2021-06-01");
    assert_eq!(
        (asked(&store, "2021-06-01").0, asked(&store, "2021-06-02").0),
        ("open".to_string(), "lapsed".to_string())
    );
    test_on(&store, 1, "2021-06-10");
    assert_eq!(asked(&store, "2021-06-30").0, "lapsed");
}

#[test]
fn the_same_party_takes_it_back() {
    let store = store("");
    answer(&store, 1, "", "negated");
    assert_eq!(asked(&store, "2021-05-11").0, "open");
    assert_eq!(asked(&store, "2021-05-30").0, "withdrawn");
}
