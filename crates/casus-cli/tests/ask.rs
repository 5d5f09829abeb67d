//! The record asked from the command line: what is shown, in which form, and with which exit status.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use serde_json::Value;
use std::path::Path;
use support::*;

/// A record of one report of our own.
fn record(folder: &Path) -> String {
    let report = folder.join("report.txt");
    let text = "Norway sent grain to Sudan on Monday.\n\nFrance condemned the attack by Mali on Tuesday.\n";
    std::fs::write(&report, text).unwrap();
    let db = shown(&folder.join("casus.db"));
    let added = run(&["add", &shown(&report), "--published", "2022-06-15", "--db", &db]);
    assert_eq!(added.status, 0, "{}", added.err);
    db
}

#[test]
fn where_there_is_no_record_a_way_out_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let db = shown(&folder.path().join("none.db"));
    for command in [&["events"][..], &["panel", "--dyad", "USA-PRK"], &["ledger", "aid"], &["export", "x"], &["verify"]]
    {
        let run = run(&[command, &["--db", &db]].concat());
        assert_eq!(run.status, 2, "{command:?}");
        assert!(run.err.contains("no such record; make one with casus add"), "{}", run.err);
    }
    assert!(!Path::new(&db).exists());
}

#[test]
fn events_come_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let events = |more: &[&str]| run(&[&["events", "--dyad", "nor-sdn", "--db", &db], more].concat());
    let json: Value = serde_json::from_str(&events(&["--format", "json"]).out).unwrap();
    assert_eq!(json["rows"][0]["type"], "AID");
    assert_eq!(json["run"]["run"], 1);
    assert!(json["sql"].as_str().unwrap().contains("d.actor = 'NOR'"));
    assert_eq!(events(&[]).documents()[0]["recipients"], "SDN");
    assert!(events(&["--format", "csv"]).out.starts_with("id,start_date,"));
    let table = events(&["--format", "table"]).out;
    assert!(
        table.contains("Norway sent grain") && table.contains("\n\nSELECT e.id AS id,\n") && table.ends_with(";\n"),
        "{table}"
    );
    let sql = events(&["--sql"]).out;
    let db = rusqlite::Connection::open(&db).unwrap();
    assert!(sql.lines().all(|line| line.len() <= 110), "{sql}");
    assert_eq!(db.query_row(&sql, [], |row| row.get::<_, String>("type")).unwrap(), "AID");
    let file = folder.path().join("events.parquet");
    assert_eq!(events(&["-o", &shown(&file)]).status, 0);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PAR1"));
}

#[test]
fn wrong_words_are_refused_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let cases: [(&[&str], &str); 5] = [
        (&["events", "--dyad", "USA"], "give two codes"),
        (&["events", "--type", "FIGHT"], "use one of AGREE"),
        (&["events", "--text", "*"], "give a word"),
        (&["events", "--run", "9"], "there is no run 9"),
        (&["ledger", "lunches"], "there are aid, arrests"),
    ];
    for (command, told) in cases {
        let run = run(&[command, &["--db", &db]].concat());
        assert_eq!(run.status, 2, "{command:?}");
        assert!(run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn an_export_has_every_table_and_a_dictionary() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let tables = folder.path().join("tables");
    assert_eq!(run(&["export", &shown(&tables), "--db", &db]).status, 0);
    let event = std::fs::read_to_string(tables.join("participant.csv")).unwrap();
    assert!(event.lines().next().unwrap().contains("code,code_cow,code_gw"));
    assert!(event.contains("NOR,385,385"));
    assert!(std::fs::read_to_string(tables.join("dictionary.csv")).unwrap().contains("PLOVER's class"));
    let file = folder.path().join("dyad.jsonl");
    assert_eq!(run(&["export", &shown(&file), "--db", &db]).status, 0);
    assert!(std::fs::read_to_string(file).unwrap().contains("\"actor_cow\":\"385\""));
}

#[test]
fn an_event_is_explained_from_the_record_alone() {
    let folder = tempfile::tempdir().unwrap();
    let db = record(folder.path());
    let events = run(&["events", "--actor", "NOR", "--db", &db]).documents();
    let why = run(&["why", events[0]["id"].as_str().unwrap(), "--db", &db]);
    assert_eq!(why.status, 0, "{}", why.err);
    assert!(why.out.contains("Norway *sent* grain to Sudan"), "{}", why.out);
    assert!(why.out.contains("actor      \"Norway\": NOR"), "{}", why.out);
}
