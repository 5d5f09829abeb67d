//! Ledgers: those built in, on records of one or two acts each; and files that are wrong.

#![allow(clippy::unwrap_used, clippy::expect_used)] // what cannot be set up must stop the test

mod support;

use casus_store::{Answer, LedgerAsked, LedgerFile, Ledgers, Party};
use support::{Act, Record, column};

fn ask(record: &Record, name: &str, asked: LedgerAsked) -> Answer {
    let ledgers = Ledgers::over(&[]).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    record.store().ledger(ledgers.get(name).expect("such a ledger"), &asked).expect("an answer")
}

fn one(record: &Record, name: &str, column_name: &str) -> String {
    column(&ask(record, name, LedgerAsked::default()), column_name).join(" | ")
}

#[test]
fn the_ten_that_are_built_in_have_no_complaints() {
    let ledgers = Ledgers::over(&[]).unwrap_or_else(|complaints| panic!("{complaints:#?}"));
    let names = [
        "aid",
        "arrests",
        "attacks",
        "deployments",
        "launches",
        "meetings",
        "nuclear_tests",
        "protests",
        "sanctions",
        "votes",
    ];
    assert_eq!(ledgers.names(), names);
}

#[test]
fn a_launch_has_class_number_and_what_others_say() {
    let mut record = Record::new();
    record.article(2, "2022-06-06", 1);
    record.article(3, "2022-06-06", 1);
    let launch = |article, evidence| Act {
        article,
        kind: "MOBILIZE",
        actors: "PRK",
        recipients: "",
        day: "2022-06-05",
        ledger: "launches",
        evidence,
        incident: 1,
        ..Act::default()
    };
    for (article, missiles) in [(1, 8.0), (2, 8.0), (3, 7.0)] {
        let event = record.act(&launch(article, "The North fired short-range ballistic missiles."));
        record.claim(event, missiles, "exactly", "short-range ballistic missiles", "missile");
    }
    let record = record.summed();
    assert_eq!(one(&record, "launches", "launcher"), "PRK");
    assert_eq!(one(&record, "launches", "class"), "short-range ballistic");
    assert_eq!(one(&record, "launches", "missiles"), "8");
    assert_eq!(one(&record, "launches", "missiles_said"), "8 (2); 7 (1)");
    assert_eq!(one(&record, "launches", "articles"), "3");
}

#[test]
fn the_stage_of_sanctions_is_told_by_act_and_status() {
    let mut record = Record::new();
    let stages = [
        ("SANCTION", "happened", "2022-01-01"),
        ("THREATEN", "happened", "2022-01-02"),
        ("REQUEST", "happened", "2022-01-03"),
        ("RETREAT", "happened", "2022-01-04"),
        ("SANCTION", "planned", "2022-01-05"),
    ];
    for (kind, status, day) in stages {
        let evidence = "An asset freeze and a travel ban on the generals.";
        record.act(&Act {
            kind,
            status,
            day,
            actors: "USA",
            recipients: "MMR",
            ledger: "sanctions",
            evidence,
            ..Act::default()
        });
    }
    let record = record.summed();
    assert_eq!(one(&record, "sanctions", "stage"), "proposed | eased | proposed | threatened | imposed");
    let latest = ask(&record, "sanctions", LedgerAsked { limit: Some(1), ..Default::default() });
    assert_eq!(column(&latest, "measure"), ["asset freeze;travel ban"]);
    assert_eq!(column(&latest, "target_named"), ["the MMR"]);
    let happened = LedgerAsked { statuses: vec!["happened".to_string()], ..Default::default() };
    assert_eq!(ask(&record, "sanctions", happened).rows.len(), 4);
}

#[test]
fn a_veto_names_draft_and_vetoers() {
    let mut record = Record::new();
    let vote = |kind, actors, evidence| Act {
        kind,
        actors,
        recipients: "PRK",
        day: "2022-05-26",
        ledger: "votes",
        evidence,
        incident: 1,
        ..Act::default()
    };
    record.act(&vote(
        "REJECT",
        "CHN;RUS",
        "China and Russia vetoed draft S/2022/431, which would have become resolution 2650.",
    ));
    record.act(&vote("SUPPORT", "USA", "The United States voted in favour."));
    let record = record.summed();
    assert_eq!(one(&record, "votes", "draft"), "S/2022/431");
    assert_eq!(one(&record, "votes", "resolution"), "2650");
    assert_eq!(one(&record, "votes", "vetoers"), "CHN;RUS");
    assert_eq!(one(&record, "votes", "in_favour"), "USA");
    assert_eq!(one(&record, "votes", "outcome"), "vetoed");
}

#[test]
fn who_blocks_a_draft_as_a_permanent_member_has_vetoed_it() {
    let mut record = Record::new();
    record.act(&Act {
        kind: "REJECT",
        actors: "CHN;MEX;RUS",
        day: "2022-05-26",
        ledger: "votes",
        evidence: "The draft failed, blocked by two permanent members, with Mexico beside them.",
        ..Act::default()
    });
    let record = record.summed();
    assert_eq!(one(&record, "votes", "outcome"), "vetoed");
    assert_eq!(
        (one(&record, "votes", "vetoers"), one(&record, "votes", "against")),
        ("CHN;RUS".to_string(), "CHN;MEX;RUS".to_string())
    );
}

#[test]
fn a_test_has_its_yield_and_a_meeting_its_participants() {
    let mut record = Record::new();
    let test = record.act(&Act {
        kind: "MOBILIZE",
        actors: "PRK",
        recipients: "",
        day: "2017-09-03",
        ledger: "nuclear_tests",
        ..Act::default()
    });
    record.claim(test, 100.5, "about", "kilotons", "yield");
    record.claim(test, 6.0, "ordinal", "nuclear test", "nuclear test");
    record.act(&Act { ledger: "meetings", ..Act::default() });
    let record = record.summed();
    assert_eq!(one(&record, "nuclear_tests", "yield_kt"), "100.5");
    assert_eq!(one(&record, "nuclear_tests", "yield_said"), "about 100.5 (1)");
    assert_eq!(one(&record, "nuclear_tests", "number"), "6");
    assert_eq!(one(&record, "meetings", "participants"), "KOR;USA");
    assert_eq!(one(&record, "meetings", "form"), "meeting");
}

#[test]
fn rows_are_narrowed_by_party_and_day() {
    let mut record = Record::new();
    for (actors, day) in [("SYR", "2022-01-01"), ("RUS;SYR", "2022-02-01"), ("RUS", "")] {
        record.act(&Act { kind: "ASSAULT", actors, recipients: "UKR", day, ledger: "attacks", ..Act::default() });
    }
    let record = record.summed();
    let by = |code: &str| LedgerAsked { actors: vec![Party::code(code)], ..Default::default() };
    assert_eq!(ask(&record, "attacks", by("SYR")).rows.len(), 2);
    assert_eq!(ask(&record, "attacks", by("RUS")).rows.len(), 2);
    assert_eq!(ask(&record, "attacks", by("SY")).rows.len(), 0);
    let since = LedgerAsked { from: "2022-01-15".parse().ok(), ..Default::default() };
    assert_eq!(ask(&record, "attacks", since).rows.len(), 1);
}

#[test]
fn an_analyst_adds_a_ledger_and_lays_one_over() {
    let text = "question = \"Who expelled whom?\"\n[feeds]\ntype = [\"SANCTION\"]\n[[column]]\nname = \"expelled\"\nmeaning = \"whom\"\nparty = \"recipient\"\n";
    let file =
        |name: &str| LedgerFile { name: name.to_string(), shown: format!("mine/{name}.toml"), text: text.to_string() };
    let ledgers = Ledgers::over(&[file("expulsions"), file("aid")]).expect("no complaints");
    assert_eq!(ledgers.names().len(), 11);
    assert_eq!(ledgers.get("aid").expect("laid over").question(), "Who expelled whom?");
    let mut record = Record::new();
    record.act(&Act { kind: "SANCTION", actors: "NOR", recipients: "RUS", ..Act::default() });
    let answer = record.summed().store().ledger(ledgers.get("expulsions").expect("added"), &LedgerAsked::default());
    assert_eq!(column(&answer.expect("an answer"), "expelled"), ["RUS"]);
}

#[test]
fn all_that_is_wrong_with_a_file_is_said_at_once() {
    let text = "\
question = \"\"

[feeds]
ledger = [\"lunches\"]

[[column]]
name = \"Class\"
meaning = \"the class\"

[[column]]
name = \"status\"
meaning = \"again\"
incident = \"colour\"

[[column]]
name = \"odd\"
meaning = \"a case without a condition\"
cases = [{ say = \"always\" }]
";
    let file = LedgerFile { name: "mine".to_string(), shown: "mine.toml".to_string(), text: text.to_string() };
    let complaints = Ledgers::over(&[file]).expect_err("complaints");
    let told: Vec<String> = complaints.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    assert_eq!(
        told,
        [
            "1: the question is empty",
            "4: `lunches` is not known here",
            "7: nothing fills the column `Class`",
            "7: the name `Class`",
            "11: a second column `status`",
            "13: `colour` is not known here",
            "18: the case \"always\" fits everything",
        ]
    );
    assert!(complaints[1].help.contains("`launches`"));
}

#[test]
fn sql_that_sqlite_refuses_and_keys_that_nobody_knows_have_their_line() {
    let file =
        |text: &str| LedgerFile { name: "mine".to_string(), shown: "mine.toml".to_string(), text: text.to_string() };
    let head = "question = \"Q?\"\n[feeds]\nledger = [\"aid\"]\n[[column]]\nname = \"x\"\nmeaning = \"m\"\n";
    let complaints =
        Ledgers::over(&[file(&format!("{head}sql = \"SELECT yield FROM tests\"\n"))]).expect_err("complaints");
    assert!(
        complaints[0].to_string().starts_with("mine.toml:7: SQLite does not take the column `x`: no such table: tests"),
        "{}",
        complaints[0]
    );
    let complaints = Ledgers::over(&[file(&format!("{head}colour = \"red\"\n"))]).expect_err("complaints");
    assert!(complaints[0].to_string().starts_with("mine.toml:7: unknown field `colour`"), "{}", complaints[0]);
}
