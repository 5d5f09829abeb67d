//! A record that is whole, and what is said of one that is not.

#![allow(clippy::unwrap_used, clippy::expect_used)] // what cannot be set up must stop the test

mod support;

use casus_store::{Described, TABLES};
use casus_store::{Store, Value, data_dictionary};
use support::{Act, Record};

fn record() -> Record {
    let mut record = Record::new();
    record.act(&Act::default());
    record.act(&Act { kind: "ASSAULT", actors: "YEM", recipients: "DEU;UNO", day: "1989-05-01", ..Act::default() });
    record.summed()
}

fn faults(record: &Record) -> Vec<String> {
    let store = Store::open(&record.path()).expect("opened");
    store.verify().expect("checked").into_iter().map(|fault| fault.what).collect()
}

#[test]
fn a_whole_record_has_no_faults_read_only_or_not() {
    let record = record();
    assert_eq!(faults(&record), Vec::<String>::new());
    assert_eq!(record.store().verify().expect("checked"), []);
}

/// Pages of noughts in the middle of the file.
#[test]
fn a_file_that_is_damaged_is_told_by_the_tables_that_cannot_be_read() {
    let mut record = Record::new();
    for number in 0..400 {
        let evidence = format!("Minister {number} met minister {} in Oslo on Monday for talks.", number + 1);
        record.act(&Act { evidence: &evidence, ..Act::default() });
    }
    let record = record.summed();
    let whole = rusqlite::Connection::open(record.path()).unwrap();
    whole.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let root: i64 =
        whole.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'event'", [], |row| row.get(0)).unwrap();
    let page: i64 = whole.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    let copy = record.path().with_extension("bad");
    drop(whole);
    let mut bytes = std::fs::read(record.path()).unwrap();
    let at = usize::try_from((root - 1) * page).unwrap();
    bytes[at..at + usize::try_from(page).unwrap()].fill(0);
    std::fs::write(&copy, bytes).unwrap();
    let faults: Vec<String> =
        Store::open(&copy).unwrap().verify().unwrap().into_iter().map(|fault| fault.what).collect();
    assert!(faults.iter().any(|fault| fault.starts_with("table event cannot be read to its end: ")), "{faults:?}");
    assert!(faults.iter().all(|fault| !fault.contains("table article cannot")), "{faults:?}");
}

#[test]
fn each_damage_is_named() {
    let cases = [
        ("UPDATE panel SET incidents = 5 WHERE actor = 'KOR'", "days of the panel that a recount"),
        ("DELETE FROM panel WHERE actor = 'KOR'", "the panel lacks"),
        ("UPDATE incident SET witnesses = 3", "number of witnesses"),
        ("UPDATE incident SET articles = 3", "number of articles"),
        ("DELETE FROM dyad WHERE actor = 'KOR'", "pairs that are missing"),
        ("INSERT INTO dyad VALUES ('KOR', 'FRA', '2022-06-13', 1)", "pairs that are not those"),
        ("UPDATE event SET start_date = '2022-13-01' WHERE event = 1", "days that are none"),
        ("UPDATE event SET evidence = 'Other words.' WHERE event = 1", "event_words does not hold"),
        ("DELETE FROM event_words WHERE rowid = 1", "event_words"),
        ("UPDATE participant SET start_date = '' WHERE event = 1", "another day than their event"),
        (
            "PRAGMA foreign_keys = OFF; UPDATE event SET coding = 99 WHERE event = 1",
            "rows of event refer to rows of coding",
        ),
    ];
    for (damage, told) in cases {
        let record = record();
        record.sql.execute_batch(damage).expect("done");
        let faults = faults(&record);
        assert!(faults.iter().any(|fault| fault.contains(told)), "{damage}: {faults:?}");
    }
}

#[test]
fn an_export_has_the_numbers_of_the_day_beside_every_code() {
    let record = record();
    let table = Described::named("incident").expect("described");
    let columns = table.exported();
    let mut rows = Vec::new();
    let count = record.store().export(table, |row| {
        rows.push(row.to_vec());
        Ok::<(), ()>(())
    });
    assert_eq!(count.expect("read"), Ok(2));
    let cell = |row: usize, name: &str| {
        let at = columns.iter().position(|column| column.name == name).expect("such a column");
        rows[row][at].clone()
    };
    let text = |words: &str| Value::Text(words.to_string());
    assert_eq!(cell(0, "actors_cow"), text("732"));
    assert_eq!(cell(1, "actors_cow"), text("678"));
    assert_eq!(cell(1, "recipients"), text("DEU;UNO"));
    assert_eq!(cell(1, "recipients_cow"), text("260;"));
    assert_eq!(cell(1, "place_country_gw"), Value::Unknown);
}

#[test]
fn the_dictionary_tells_of_every_exported_column() {
    let (_, rows) = data_dictionary();
    let columns: usize = TABLES.iter().map(|table| table.exported().len() + 1).sum();
    assert_eq!(rows.len(), columns);
}
