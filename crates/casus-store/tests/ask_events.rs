//! Events asked for: each filter alone and with others, groups with their members of the day, words typed by anybody.

#![allow(clippy::unwrap_used, clippy::expect_used)] // what cannot be set up must stop the test

mod support;

use casus_store::{Dyad, EventsAsked, Held, Party};
use casus_types::Date;
use support::{Act, Record, column};

fn dyad(actor: &str, recipient: &str) -> Dyad {
    Dyad { actor: Party::code(actor), recipient: Party::code(recipient) }
}

fn day(day: &str) -> Option<Date> {
    day.parse().ok()
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| word.to_string()).collect()
}

/// Five acts: a meeting, the answer to it, a launch, one feared, and one without a day.
fn record() -> Record {
    let mut record = Record::new();
    record.act(&Act { evidence: "The ministers met in Oslo.", ..Act::default() });
    record.act(&Act {
        actors: "USA",
        recipients: "KOR",
        day: "2022-06-14",
        kind: "AGREE",
        evidence: "They will meet again.",
        ..Act::default()
    });
    let launch = "The North fired eight short-range missiles.";
    record.act(&Act {
        actors: "PRK",
        recipients: "KOR;USA",
        day: "2022-06-05",
        kind: "MOBILIZE",
        ledger: "launches",
        evidence: launch,
        ..Act::default()
    });
    let feared = "A nuclear test may follow.";
    record.act(&Act {
        actors: "PRK",
        recipients: "KOR",
        day: "2022-07-01",
        kind: "MOBILIZE",
        status: "hypothetical",
        evidence: feared,
        ..Act::default()
    });
    record.act(&Act {
        actors: "FRA",
        recipients: "RUS",
        day: "",
        kind: "ACCUSE",
        evidence: "Paris blamed Moscow.",
        ..Act::default()
    });
    record.summed()
}

fn sentences(asked: EventsAsked) -> Vec<String> {
    let record = record();
    let answer = record.store().events(&asked).expect("an answer");
    column(&answer, "evidence")
}

#[test]
fn all_events_come_latest_first_and_those_without_a_day_last() {
    let all = sentences(EventsAsked::default());
    assert_eq!(all.first().map(String::as_str), Some("A nuclear test may follow."));
    assert_eq!(all.last().map(String::as_str), Some("Paris blamed Moscow."));
    assert_eq!(all.len(), 5);
}

#[test]
fn a_dyad_has_a_direction() {
    let dyads = vec![dyad("KOR", "USA")];
    assert_eq!(sentences(EventsAsked { dyads, ..Default::default() }), ["The ministers met in Oslo."]);
    let dyads = vec![dyad("KOR", "USA"), dyad("USA", "KOR")];
    assert_eq!(sentences(EventsAsked { dyads, ..Default::default() }).len(), 2);
}

#[test]
fn an_event_that_fits_twice_comes_once() {
    let dyads = vec![dyad("PRK", "KOR"), dyad("PRK", "USA")];
    let to = day("2022-06-30");
    assert_eq!(
        sentences(EventsAsked { dyads, to, ..Default::default() }),
        ["The North fired eight short-range missiles."]
    );
}

#[test]
fn filters_narrow_together() {
    let asked = EventsAsked {
        actors: vec![Party::code("PRK")],
        recipients: vec![Party::code("USA")],
        types: words(&["MOBILIZE"]),
        quads: words(&["material-conflict"]),
        statuses: words(&["happened"]),
        ledgers: words(&["launches"]),
        from: day("2022-06-05"),
        to: day("2022-06-05"),
        text: Some("short-range".to_string()),
        ..Default::default()
    };
    assert_eq!(sentences(asked), ["The North fired eight short-range missiles."]);
}

#[test]
fn members_count_on_the_days_they_belong() {
    let held = |code: &str, from, to| Held { code: code.to_string(), from, to };
    let pact = |from, to| Party::group("PACT", [held("KOR", from, to), held("NOR", None, None)]);
    let asked = |party| EventsAsked { actors: vec![party], ..Default::default() };
    assert_eq!(sentences(asked(pact(day("2020-01-01"), None))), ["The ministers met in Oslo."]);
    assert_eq!(sentences(asked(pact(day("2022-06-14"), None))), Vec::<String>::new());
    let pair =
        |party| EventsAsked { dyads: vec![Dyad { actor: party, recipient: Party::code("USA") }], ..Default::default() };
    assert_eq!(sentences(pair(pact(None, day("2022-06-13")))), ["The ministers met in Oslo."]);
    assert_eq!(sentences(pair(pact(None, day("2022-06-12")))), Vec::<String>::new());
}

#[test]
fn whatever_is_typed_finds_words_or_nothing_but_never_fails() {
    let record = record();
    let store = record.store();
    for typed in [
        "\"",
        "a OR",
        "NEAR(",
        "evidence:met",
        "x' OR '1'='1",
        "^met*",
        "met AND (",
        "\u{0}met",
        "-met",
        "{a b}:c",
        "*",
    ] {
        let asked = EventsAsked { text: Some(typed.to_string()), ..Default::default() };
        let told = store.events(&asked).map(|answer| answer.rows.len());
        assert!(told.is_ok() || told.is_err_and(|error| error.to_string().contains("give a word")), "{typed:?}");
    }
    let place = EventsAsked { places: vec!["'; DELETE FROM event; --%".to_string()], ..Default::default() };
    assert_eq!(store.events(&place).expect("an answer").rows.len(), 0);
}

#[test]
fn places_are_found_by_their_words_accents_aside() {
    let record = record();
    let sql = rusqlite::Connection::open(record.path()).expect("opened");
    sql.execute_batch(
        "UPDATE event SET place = 'Old Malmö' WHERE event = 1; UPDATE event SET place = 'Oslo' WHERE event = 2;
         INSERT INTO event_words (event_words) VALUES ('rebuild')",
    )
    .expect("placed");
    let found = |places: &[&str], text: Option<&str>| {
        let places = places.iter().map(|place| place.to_string()).collect();
        let asked = EventsAsked { places, text: text.map(str::to_string), ..Default::default() };
        record.store().events(&asked).expect("an answer").rows.len()
    };
    assert_eq!((found(&["malmo"], None), found(&["mal"], None), found(&["mal*"], None)), (1, 0, 1));
    assert_eq!(found(&["malmo", "oslo"], None), 2);
    assert_eq!((found(&["malmo old"], None), found(&["\"malmo old\""], None)), (1, 0));
    assert_eq!(found(&[], Some("malmo")), 0, "the sentence alone");
}

/// What leads decides how long it takes and nothing else: here every filter is rare, and leads.
#[test]
fn whatever_leads_the_same_events_are_found() {
    let record = record();
    let all = record.store().events(&EventsAsked::default()).expect("an answer");
    for row in &all.rows {
        let of = |column: &str| vec![all.text(row, column)];
        let asked = [
            EventsAsked { types: of("type"), text: Some("met OR told".to_string()), ..Default::default() },
            EventsAsked { types: of("type"), statuses: of("status"), quads: of("quad"), ..Default::default() },
            EventsAsked { statuses: of("status"), actors: vec![Party::code("USA")], ..Default::default() },
            EventsAsked { types: of("type"), from: day("2022-06-13"), ..Default::default() },
        ];
        for one in asked {
            let found: Vec<String> =
                record.store().events(&one).expect("an answer").rows.iter().map(|row| all.text(row, "id")).collect();
            let fits = |row: &&Vec<casus_store::Value>| {
                let any =
                    |values: &[String], column: &str| values.is_empty() || values.contains(&all.text(row, column));
                let words = one.text.is_none() || {
                    let words = all.text(row, "evidence").to_lowercase();
                    ["met", "or", "told"]
                        .iter()
                        .all(|word| words.split(|c: char| !c.is_alphanumeric()).any(|one| one == *word))
                };
                let from = one.from.is_none() || all.text(row, "start_date").as_str() >= "2022-06-13";
                let actor = one.actors.is_empty() || all.text(row, "actors").split(';').any(|code| code == "USA");
                any(&one.types, "type")
                    && any(&one.statuses, "status")
                    && any(&one.quads, "quad")
                    && words
                    && from
                    && actor
            };
            let expected: Vec<String> = all.rows.iter().filter(fits).map(|row| all.text(row, "id")).collect();
            assert_eq!(found, expected, "{one:?}");
        }
    }
}

#[test]
fn a_limit_says_that_there_are_more() {
    let record = record();
    let answer = record.store().events(&EventsAsked { limit: Some(2), ..Default::default() }).expect("an answer");
    assert_eq!(answer.rows.len(), 2);
    assert!(answer.notes[0].contains("there are more"));
    let answer = record.store().events(&EventsAsked { limit: Some(5), ..Default::default() }).expect("an answer");
    assert!(answer.notes.is_empty());
}

#[test]
fn the_latest_run_is_asked_unless_another_is_named() {
    let mut record = Record::new();
    record.act(&Act { evidence: "First reading.", ..Act::default() });
    record.run(2);
    record.article(1, "2022-06-14", 2);
    record.act_of(2, &Act { evidence: "Second reading.", ..Act::default() });
    let record = record.summed();
    let store = record.store();
    let asked = |run| store.events(&EventsAsked { run, dyads: vec![dyad("KOR", "USA")], ..Default::default() });
    assert_eq!(column(&asked(None).expect("an answer"), "evidence"), ["Second reading."]);
    assert_eq!(column(&asked(Some(1)).expect("an answer"), "evidence"), ["First reading."]);
    assert!(asked(Some(7)).is_err_and(|error| error.to_string() == "there is no run 7 in the record; it has 1, 2"));
}

#[test]
fn the_query_that_is_shown_gives_the_rows_that_are_shown() {
    let record = record();
    let asked = EventsAsked { actors: vec![Party::code("PRK")], limit: Some(1), ..Default::default() };
    let answer = record.store().events(&asked).expect("an answer");
    let mut query = record.sql.prepare(&answer.sql).expect("SQL");
    let ids: Vec<String> = query.query_map([], |row| row.get("id")).expect("run").map(|id| id.expect("read")).collect();
    assert_eq!(ids, column(&answer, "id"));
}
