//! `casus who`: one name asked for by itself, answered with the row that says so, or told to be unknown or undecided.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use serde_json::Value;
use support::*;

fn asked(arguments: &[&str]) -> Value {
    let run = run(&[&["who"], arguments, &["--format", "json"]].concat());
    assert_eq!(run.err, "", "{arguments:?}");
    serde_json::from_str(&run.out).unwrap()
}

/// The names and codes that a name comes to.
fn found(arguments: &[&str]) -> Vec<String> {
    let answer = asked(arguments);
    let one = |meant: &Value| format!("{} {}", meant["name"].as_str().unwrap(), meant["code"].as_str().unwrap_or("-"));
    answer["found"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn the_day_decides_between_holders_of_an_office() {
    assert_eq!(found(&["foreign minister of South Korea", "--on", "2022-06-14"]), ["Park Jin KOR"]);
    assert_eq!(found(&["French president", "--on", "2010-05-01"]), ["Nicolas Sarkozy FRA"]);
    assert_eq!(found(&["French president", "--on", "2020-05-01"]), ["Emmanuel Macron FRA"]);
}

#[test]
fn the_words_of_a_name_may_come_without_quotation_marks() {
    assert_eq!(found(&["FM", "Park", "--on", "2022-06-14"]), ["Park Jin KOR"]);
}

#[test]
fn the_context_decides_between_countries() {
    assert_eq!(found(&["Congress", "--on", "2020-01-01"]), ["Congress USA"]);
    assert_eq!(found(&["Congress", "--on", "2020-01-01", "--context", "PER"]), ["Peruvian Congress PER"]);
    assert_eq!(found(&["the foreign minister", "--on", "2022-06-14", "--context", "KOR"]), ["Park Jin KOR"]);
}

#[test]
fn a_body_lists_its_members_of_the_day() {
    let members = |day: &str| asked(&["NATO", "--on", day])["found"][0]["members"].as_array().unwrap().len();
    assert_eq!((members("2019-06-01"), members("2024-06-01")), (29, 32));
}

#[test]
fn a_place_has_its_point_and_what_stands_beside_it_decides() {
    let place = |name: &str| asked(&[name, "--on", "2020-01-01"])["found"][0]["place"]["place_id"].clone();
    assert_ne!(place("Paris"), Value::Null);
    assert_ne!(place("Paris"), place("Paris, Texas"));
    assert_eq!(place("Paris"), place("Paris, France"));
}

#[test]
fn who_is_found_is_shown_with_the_row_and_the_reasons() {
    let run = run(&["who", "FM Park", "--on", "2022-06-14"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for part in ["Park Jin  KOR GOV", "foreign minister, 2022-05-12 to 2024-01-10", "lexicon/actors/people/", "\nwhy\n"]
    {
        assert!(run.out.contains(part), "{part} is not in\n{}", run.out);
    }
}

#[test]
fn nobody_and_several_are_told_with_status_1() {
    let nobody = run(&["who", "Quorvex Blimley", "--on", "2020-01-01"]);
    assert_eq!((nobody.status, nobody.out.lines().next()), (1, Some("unknown")));
    let open = run(&["who", "the foreign minister", "--on", "2020-01-01"]);
    assert_eq!(open.status, 1);
    assert!(open.out.contains("--context"), "{}", open.out);
}

#[test]
fn wrong_usage_names_the_cure() {
    let day = run(&["who", "NATO", "--on", "2022-13-14"]);
    assert_eq!(day.status, 2);
    assert!(day.err.contains("month"), "{}", day.err);
    let code = run(&["who", "NATO", "--on", "2022-12-14", "--context", "XXX"]);
    assert_eq!(code.status, 2);
    assert!(code.err.contains("XXX"), "{}", code.err);
}
