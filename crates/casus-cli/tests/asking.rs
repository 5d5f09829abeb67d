//! The record asked by a user: a report added, a table imported, claims checked, and what was said found again. The tables
//! that the issue names lie outside the tree; where they are, they are tried too.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // helpers of tests may fail as tests do

mod support;

use serde_json::Value;
use std::path::{Path, PathBuf};
use support::*;
use tempfile::TempDir;

const REPORT: &str = "\
Iceland has launched at least nine ballistic missiles so far this year, Danish officials said on Wednesday.

\"The door to talks stays open,\" Norwegian Foreign Minister Anniken Huitfeldt said.

Norway will impose sanctions on Iceland should it conduct a nuclear test, Huitfeldt said.
";

const TABLE: &str = "\
date,ballistic,cruise,total,note
2022-01-05,2,0,2,
2022-01-09,3,0,5,failed over the sea
2022-02-01,0,2,5,
2022-02-20,4,0,9,
2022-05-20,1,0,10,
";

struct Asked {
    home: TempDir,
}

impl Asked {
    /// A record of one report and one table.
    fn new() -> Asked {
        let asked = Asked { home: tempfile::tempdir().unwrap() };
        let (report, table) = (asked.file("report.txt", REPORT), asked.file("launches.csv", TABLE));
        assert_eq!(asked.run(&["add", &report, "--published", "2022-03-30"]).status, 0);
        let imported = asked.run(&["import-ledger", &table, "--as", "launches", "--map", "number=ballistic,date=date"]);
        assert_eq!(imported.out, "5 rows of launches; counted beside: cruise\n", "{}", imported.err);
        asked
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        shown(&path)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let db = shown(&self.home.path().join("casus.db"));
        run(&[arguments, &["--db", &db]].concat())
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(&[arguments, &["--format", "jsonl"]].concat());
        assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
        ran.documents()
    }
}

#[test]
fn a_claim_is_checked_by_its_words_and_names_what_was_left_out() {
    let asked = Asked::new();
    let check = |claim: &str| asked.rows(&["check", "--claim", claim, "--subject", "Iceland", "--asof", "2022-03-30"]);
    let agrees = &check("at least 9 ballistic missiles")[0];
    assert_eq!(agrees["verdict"], "agrees");
    assert_eq!(agrees["counted"], "9 over 3 days to 2022-02-20 in launches from launches.csv (ballistic, each one)");
    assert_eq!(agrees["left_out"], serde_json::json!(["2 cruise missiles of 2022-02-01"]));
    let differs = &check("11 missiles")[0];
    assert_eq!(differs["verdict"], "differs by 2");
    assert_eq!(differs["notes"][0], "for 11 the 2 cruise missiles of 2022-02-01 would have to be counted in");
    // What the figure rests on runs by itself.
    let sql = asked.run(&["check", "--claim", "9 missiles", "--subject", "ISL", "--asof", "2022-03-30", "--sql"]).out;
    let db = rusqlite::Connection::open(asked.home.path().join("casus.db")).unwrap();
    assert_eq!(db.query_row(&sql, [], |row| row.get::<_, f64>(0)).unwrap(), 9.0);
}

#[test]
fn the_claims_of_the_record_are_checked_without_being_named() {
    let found = Asked::new().rows(&["check"]);
    let nine = found.iter().find(|row| row["number"] == 9).unwrap();
    assert_eq!((&nine["verdict"], &nine["subject"]), (&Value::from("agrees"), &Value::from("ISL")));
    let open: Vec<bool> = found.iter().map(|row| row["verdict"] == "cannot tell").collect();
    assert!(open.is_sorted(), "what can be told comes first");
    assert!(found.iter().all(|row| row["why"].is_string()), "{found:?}");
}

#[test]
fn what_was_said_is_found_again() {
    let asked = Asked::new();
    let quotes = asked.rows(&["quotes", "--text", "door talks", "--kind", "direct"]);
    assert_eq!((quotes.len(), &quotes[0]["code"]), (1, &Value::from("NOR")));
    let claims = asked.rows(&["claims", "--subject", "ISL", "--unit", "missile"]);
    assert_eq!((claims.len(), &claims[0]["comparator"]), (1, &Value::from("at_least")));
    let commitments =
        asked.rows(&["commitments", "--trigger", "nuclear test", "--actor", "Norway", "--asof", "2022-04-30"]);
    assert_eq!((commitments.len(), &commitments[0]["state"]), (1, &Value::from("open")));
    assert_eq!(asked.run(&["states", "--format", "table"]).status, 0);
    assert!(
        asked
            .run(&["brief", "--topic", "Iceland", "--since", "1w", "--asof", "2022-03-30", "--format", "table"])
            .out
            .contains("\nSELECT i.incident")
    );
}

/// Another lexicon is another run: the newest answers, and any other where it is named.
#[test]
fn every_question_can_be_put_to_another_run() {
    let asked = Asked::new();
    let lexicon = asked.home.path().join("lexicon/quotes");
    std::fs::create_dir_all(&lexicon).unwrap();
    let cues = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/quotes/cues.csv");
    std::fs::write(lexicon.join("cues.csv"), format!("{}\n", std::fs::read_to_string(cues).unwrap())).unwrap();
    let again = asked.run(&["recode", "--lexicon", &shown(lexicon.parent().unwrap())]);
    assert_eq!(again.status, 0, "{}", again.err);
    let db = rusqlite::Connection::open(asked.home.path().join("casus.db")).unwrap();
    for table in ["claim", "quote", "commitment"] {
        let two = format!("DELETE FROM {table} WHERE coding IN (SELECT coding FROM coding WHERE run = 2)");
        assert!(db.execute(&two, []).unwrap() > 0, "{table}");
    }
    for command in [&["claims"][..], &["quotes"], &["commitments"], &["check"]] {
        let count = |run: &[&str]| asked.rows(&[command, run].concat()).len();
        let (newest, first) = (count(&[]), count(&["--run", "1"]));
        assert!(first > 0 && newest == 0, "{command:?}: {newest} in the newest, {first} in the first");
        assert_eq!(count(&["--run", "2"]), newest, "{command:?}");
    }
    for command in
        [&["claims"][..], &["quotes"], &["states"], &["commitments"], &["check"], &["brief", "--since", "1d"]]
    {
        let none = asked.run(&[command, &["--run", "9"]].concat());
        assert_eq!(none.status, 2, "{command:?}");
        assert!(none.err.contains("there is no run 9 in the record; it has 1, 2"), "{}", none.err);
        let told: Value =
            serde_json::from_str(&asked.run(&[command, &["--run", "1", "--format", "json"]].concat()).out).unwrap();
        assert_eq!(told["run"]["run"], 1, "{command:?}");
    }
}

#[test]
fn answers_about_words_are_written_to_files_too() {
    let asked = Asked::new();
    let file = asked.home.path().join("claims.parquet");
    assert_eq!(asked.run(&["claims", "-o", &shown(&file)]).status, 0);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PAR1"));
    let rows =
        asked.run(&["check", "--claim", "9 missiles", "--subject", "ISL", "--asof", "2022-03-30", "--format", "csv"]);
    assert!(rows.out.starts_with("day,row,ballistic,cruise,failed,words\n2022-01-05,line 2,2,0,no,"), "{}", rows.out);
}

#[test]
fn a_table_again_changes_nothing_and_wrong_ones_are_told() {
    let asked = Asked::new();
    let import = |name: &str, text: &str, map: &str| {
        asked.run(&["import-ledger", &asked.file(name, text), "--as", "launches", "--map", map])
    };
    assert!(import("launches.csv", TABLE, "number=ballistic,date=date").out.starts_with("nothing new: 5 rows"));
    let odd = import("odd.csv", "date,n\n2022-01-05,1\nsoon,1\n", "number=n,date=date");
    assert_eq!((odd.status, odd.err.as_str()), (1, "casus: odd.csv:3: `soon` is no day; the row is left out\n"));
    assert_eq!(import("odd.csv", "date,n\n", "number=n,date=day").status, 2);
    assert_eq!(run(&["claims", "--db", "/nowhere/casus.db"]).status, 2);
    assert_eq!(asked.run(&["claims", "--subject", "Atlantis"]).status, 2);
}

/// The folder of tables and the seed report, beside the tree.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !beside.join("truth").is_dir() {
        eprintln!("skipped: ../shared/truth is not here");
        return None;
    }
    Some(beside)
}

#[test]
fn the_31_missiles_of_the_seed_and_its_veto() {
    let Some(shared) = shared() else { return };
    let asked = Asked { home: tempfile::tempdir().unwrap() };
    let path = |name: &str| shown(&shared.join(name));
    assert_eq!(asked.run(&["add", &path("seed/article.txt"), "--published", "2022-06-15"]).status, 0);
    let import = |name: &str, ledger: &str, map: &str| {
        assert_eq!(asked.run(&["import-ledger", &path(name), "--as", ledger, "--map", map]).status, 0);
    };
    import("truth/nk_launches_2022.csv", "launches", "number=ballistic,date=date");
    let vetoes = "truth/unsc_vetoes_1946_sept2022_worldpoliticsdatalab_MIT.csv";
    import(vetoes, "votes", "date=date,voters=member_veto1;member_veto2;member_veto3");

    let found = asked.rows(&["check", "--subject", "PRK"]);
    let claim = found.iter().find(|row| row["number"] == 31).unwrap();
    assert_eq!(claim["verdict"], "agrees");
    assert!(claim["counted"].as_str().unwrap().starts_with("31 over 16 days to 2022-06-05"), "{claim}");
    assert_eq!(claim["left_out"], "2 cruise missiles of 2022-01-25");
    let other = &asked.rows(&["check", "--claim", "33 missiles", "--subject", "PRK", "--asof", "2022-06-14"])[0];
    assert_eq!(other["notes"][0], "for 33 the 2 cruise missiles of 2022-01-25 would have to be counted in");

    let votes = asked.rows(&["check", "--ledger", "votes"]);
    let veto = votes.iter().find(|row| row["actors"] == "CHN;RUS");
    assert_eq!(
        veto.map(|row| (&row["verdict"], &row["row_day"])),
        Some((&Value::from("agrees"), &Value::from("2022-05-26")))
    );
}
