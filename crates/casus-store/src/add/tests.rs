//! What may and may not change when a document is added.

use crate::{Added, Store};
use casus_types::Document;
use serde_json::{Value, json};

pub(crate) const WORDS: &str = "Peru condemned Bolivia on Monday over a shelling of the border town. The foreign minister said in Lima that \
    31 rockets had fallen on the town since May, and that Peru would close the crossing if another one fell there. Bolivia \
    has been under sanctions since March.";
const TAIL: &str = " Reporting by our own staff.";

/// A document with one record of each kind, about these words.
pub(crate) fn document(id: &str, words: &str, lexicon: &str) -> Document {
    let end = words.chars().count();
    let sentence = json!({"start": 0, "end": 68});
    let who = |actor: &str, text: &str, code: &str, start: usize, end: usize| json!({"actor": actor, "text": text, "code": code, "sector": "GOV", "start": start, "end": end});
    let events = json!([{
        "id": format!("{id}-0"), "type": "ACCUSE", "mode": "disapprove", "contexts": ["military", "diplomatic"],
        "cameo": "111", "quad": "verbal-conflict", "score": -2.0, "ledger": null,
        "actors": [who("a1", "Peru", "PER", 0, 4)], "recipients": [who("a2", "Bolivia", "BOL", 15, 22)],
        "start_date": "2022-06-13", "end_date": "2022-06-13", "date_why": "on Monday", "place": null, "place_id": null,
        "lat": null, "lon": null, "place_precision": null, "status": "happened", "status_why": "simple past",
        "said_by": null, "said_by_text": null, "salience": "core", "evidence": [sentence],
        "trigger": {"start": 5, "end": 14}, "rule": "condemn-1", "reader_score": null, "why": "condemn-1",
        "confidence": 0.9
    }]);
    let whole: Value = json!({
        "schema": 1, "casus": "0.1.0", "lexicon": lexicon, "model": "m",
        "article": {
            "id": id, "source": id, "headline": "Peru condemns Bolivia", "published": "2022-06-14",
            "published_why": null, "published_candidates": [], "published_candidates_why": [], "modified": null,
            "authors": [], "agency": null, "outlet": null, "place": null, "text": words,
            "paragraphs": [{"start": 0, "end": end}], "captions": [], "dropped": []
        },
        "sentences": [sentence],
        "actors": [
            {"id": "a1", "name": "Peru", "role": null, "code": "PER", "sector": "GOV", "mentions": []},
            {"id": "a2", "name": "Bolivia", "role": null, "code": "BOL", "sector": "GOV", "mentions": []}
        ],
        "times": [], "events": events,
        "quotes": [{
            "kind": "indirect", "speaker": "a1", "speaker_text": "The foreign minister", "speaker_code": "PER,BOL",
            "source": null, "addressee": null, "cue": "said", "start": 96, "end": 120,
            "parts": [{"start": 0, "end": 4}, {"start": 5, "end": 14}]
        }],
        "claims": [{
            "start": 0, "end": 4, "number": 31, "number_to": null, "comparator": "exactly", "unit": "rockets",
            "subject": "BOL", "claimant": "The foreign minister", "claimant_id": "a1", "from": "2022-05-01",
            "to": "2022-06-14", "ledger": "attacks", "evidence": sentence
        }],
        "commitments": [{
            "start": 0, "end": 4, "kind": "threat", "trigger": "another one fell", "trigger_actor": "BOL",
            "response": "close the crossing", "committed": ["PER"], "toward": ["BOL"], "said_by": "a1",
            "strength": "will", "trigger_pattern": {"type": "ASSAULT", "actors": ["BOL"], "recipients": [], "ledger": null}
        }],
        "states": [{
            "relation": "under_sanctions", "negated": false, "parties": [who("a2", "Bolivia", "BOL", 0, 1)], "toward": [],
            "since": "2022-03-01", "since_to": "2022-03-31", "until": null, "until_to": null, "as_of": "2022-06-14",
            "said_by": null, "said_by_text": null, "evidence": [sentence], "cue": {"start": 0, "end": 1}, "why": ""
        }],
        "notes": []
    });
    serde_json::from_value(whole).expect("a document")
}

fn count(store: &Store, table: &str) -> i64 {
    store.sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
}

fn text(store: &Store, ask: &str) -> String {
    store.sql.query_row(ask, [], |row| row.get(0)).expect("asked")
}

const URL: &str = "https://example.org/a";

#[test]
fn every_record_has_its_row_with_names_and_sentences_as_words() {
    let mut store = Store::in_memory().expect("made");
    assert_eq!(store.add(&document("a", WORDS, "l"), Some(URL)), Ok(Added::New));
    for table in ["article", "run", "coding", "event", "dyad", "quote", "claim", "commitment", "state"] {
        assert_eq!(count(&store, table), 1, "{table}");
    }
    assert_eq!(count(&store, "participant"), 2);
    let sentence = "Peru condemned Bolivia on Monday over a shelling of the border town.";
    assert_eq!(text(&store, "SELECT evidence FROM event"), sentence);
    assert_eq!(text(&store, "SELECT trigger FROM event"), "condemned");
    assert_eq!(text(&store, "SELECT text FROM quote"), "Peru … condemned");
    assert_eq!(text(&store, "SELECT speaker || ' ' || speaker_code FROM quote"), "Peru PER;BOL");
    let said = "SELECT rowid FROM quote_words WHERE quote_words MATCH '{speaker} : (peru) AND {text} : (condemned)'";
    assert_eq!(store.sql.query_row(said, [], |row| row.get::<_, i64>(0)), Ok(1));
    assert_eq!(text(&store, "SELECT group_concat(name, ' ') FROM participant"), "Peru Bolivia");
    assert_eq!(text(&store, "SELECT parties FROM state"), "BOL");
    let found =
        "SELECT event.id FROM event_words JOIN event ON event = event_words.rowid WHERE event_words MATCH 'shelling'";
    assert_eq!(text(&store, found), "a-0");
    let found =
        "SELECT id FROM article_words JOIN article ON article = article_words.rowid WHERE article_words MATCH 'lima'";
    assert_eq!(text(&store, found), "a");
}

#[test]
fn the_same_article_twice_changes_nothing_under_whatever_trackers() {
    let mut store = Store::in_memory().expect("made");
    store.add(&document("a", WORDS, "l"), Some(URL)).expect("added");
    let before = store.sql.total_changes();
    let again = store.add(&document("b", WORDS, "l"), Some("http://www.example.org/a/?utm_source=mail#top"));
    assert_eq!(again, Ok(Added::Known));
    assert_eq!(store.sql.total_changes(), before);
}

#[test]
fn a_wire_report_under_another_address_is_an_article_that_points_to_the_first() {
    let mut store = Store::in_memory().expect("made");
    let longer = format!("{WORDS}{TAIL}");
    let copies = [("a", WORDS), ("b", WORDS), ("c", longer.as_str()), ("d", longer.as_str())];
    for (id, words) in copies {
        let url = format!("https://{id}.example.org/");
        assert_eq!(store.add(&document(id, words, "l"), Some(&url)), Ok(Added::New));
    }
    store.add(&document("e", "Chile and Peru opened a crossing in the north.", "l"), None).expect("added");
    let wires = "SELECT group_concat(id || ':' || ifnull(wire, '-') || ':' || ifnull(round(likeness, 1), '-'), ' ') FROM article";
    assert_eq!(text(&store, wires), "a:-:- b:1:1.0 c:1:0.9 d:1:0.9 e:-:-");
}

#[test]
fn the_same_words_in_two_outlets_without_addresses_are_two_articles_and_one_text() {
    let mut store = Store::in_memory().expect("made");
    let of = |id: &str, outlet: Option<&str>| {
        let mut document = document(id, WORDS, "l");
        document.article.outlet = outlet.map(str::to_string);
        document
    };
    assert_eq!(store.add(&of("a", Some("The Courier")), None), Ok(Added::New));
    assert_eq!(store.add(&of("b", Some("Evening  Post")), None), Ok(Added::New));
    assert_eq!(store.add(&of("a", Some("The Courier")), None), Ok(Added::Known));
    assert_eq!(store.add(&of("c", Some("evening post")), None), Ok(Added::Known));
    assert_eq!(store.add(&of("d", None), None), Ok(Added::New), "of no outlet: which one it stood in is not known");
    assert_eq!(store.add(&of("e", None), None), Ok(Added::Known));
    let wires = "SELECT group_concat(id || ':' || ifnull(wire, '-') || ':' || ifnull(likeness, '-'), ' ') FROM article";
    assert_eq!(text(&store, wires), "a:-:- b:1:1.0 d:1:1.0");
}

#[test]
fn another_lexicon_is_another_run_and_overwrites_nothing() {
    let mut store = Store::in_memory().expect("made");
    store.add(&document("a", WORDS, "old"), Some(URL)).expect("added");
    assert_eq!(store.add(&document("a", WORDS, "new"), Some(URL)), Ok(Added::Recoded));
    assert_eq!(store.add(&document("a", WORDS, "new"), Some(URL)), Ok(Added::Known));
    assert_eq!(
        (count(&store, "article"), count(&store, "run"), count(&store, "coding"), count(&store, "event")),
        (1, 2, 2, 2)
    );
}

#[test]
fn what_was_set_aside_and_then_added_is_no_longer_set_aside() {
    let mut store = Store::in_memory().expect("made");
    let document = document("a", WORDS, "l");
    let by = crate::CodedBy::of(&document);
    store.set_aside("a", by, "the program failed on it").expect("noted");
    store.set_aside("a", by, "empty").expect("noted");
    assert_eq!(text(&store, "SELECT reason FROM set_aside"), "empty");
    store.add(&document, None).expect("added");
    assert_eq!(count(&store, "set_aside"), 0);
}

#[test]
fn a_full_disk_is_said_and_what_was_added_before_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("casus.db");
    let mut store = Store::open(&path).expect("made");
    let pages: i64 = store.sql.pragma_query_value(None, "page_count", |row| row.get(0)).expect("asked");
    store.sql.pragma_update(None, "max_page_count", pages + 40).expect("set");
    let mut added = 0;
    let error = loop {
        let words = format!("Report {added}. {WORDS}");
        match store.add(&document(&added.to_string(), &words, "l"), None) {
            Ok(_) => added += 1,
            Err(error) => break error,
        }
        assert!(added < 1000, "the disk is never full");
    };
    assert!(error.to_string().contains("the disk is full"), "{error}");
    drop(store);
    let store = Store::open_to_read(&path).expect("opened");
    assert_eq!(store.counts().expect("counted").articles, added);
    assert_eq!(text(&store, "PRAGMA integrity_check"), "ok");
}
