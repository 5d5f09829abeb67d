//! `casus eval` on the annotated articles in `tests/gold`.
#![allow(clippy::unwrap_used)] // helpers stand outside the tests that call them

mod support;

use serde_json::Value;
use std::fs;
use support::*;

fn gold() -> String {
    let path: std::path::PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "tests", "gold"].iter().collect();
    shown(&path.canonicalize().unwrap())
}

fn file(name: &str) -> String {
    format!("{}/{name}", gold())
}

/// The expected lines were made by another program from the same description of the measure.
#[test]
fn the_figures_of_a_fixed_coding_are_those_of_the_reference_scorer() {
    let run = run(&["eval", &gold(), "--coded", &file("coded_sample.jsonl"), "--no-errors"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, fs::read_to_string(file("expected_scores.txt")).unwrap());
}

#[test]
fn the_errors_stand_before_the_figures_by_field() {
    let run = run(&["eval", &gold(), "--coded", &file("coded_sample.jsonl")]);
    let figures = fs::read_to_string(file("expected_scores.txt")).unwrap();
    let errors = run.out.strip_suffix(&figures).expect("the figures come last");
    let headings: Vec<&str> = errors.lines().filter(|line| !line.is_empty() && !line.starts_with("  ")).collect();
    assert_eq!(headings[0], "events missed (31)", "74 annotated events count, of which 43 are found");
    assert_eq!(headings[1], "events extra (8)", "51 coded ones count");
    let order =
        ["actors (", "recipients (", "date (", "said_by (", "mode (", "ledger (", "salience (", "quotes missed ("];
    let at: Vec<usize> =
        order.iter().map(|name| headings.iter().position(|one| one.starts_with(name)).unwrap()).collect();
    assert!(at.is_sorted(), "{headings:?}");
    for heading in &headings {
        let listed = errors
            .split(&format!("{heading}\n"))
            .nth(1)
            .unwrap()
            .lines()
            .take_while(|line| line.starts_with("  "))
            .count();
        assert!(heading.ends_with(&format!("({listed})")), "{heading} stands over {listed} lines");
    }
}

#[test]
fn coding_the_folder_and_scoring_its_coding_are_the_same() {
    let home = tempfile::tempdir().unwrap();
    let coded = shown(&home.path().join("coded.jsonl"));
    assert_eq!(run(&["code", &file("articles.jsonl"), "-o", &coded]).status, 0);
    let (at_once, in_two) = (run(&["eval", &gold()]), run(&["eval", &gold(), "--coded", &coded]));
    assert_eq!((at_once.status, at_once.out), (in_two.status, in_two.out));
}

#[test]
fn an_article_that_was_not_coded_is_named_and_the_status_says_so() {
    let home = tempfile::tempdir().unwrap();
    let all = fs::read_to_string(file("coded_sample.jsonl")).unwrap();
    let coded = home.path().join("coded.jsonl");
    fs::write(&coded, all.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let run = run(&["eval", &gold(), "--coded", &shown(&coded), "--no-errors"]);
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("no coded document for: bolivia_2022-11-21_fuel_protests.txt\n"), "{}", run.out);
}

#[test]
fn what_cannot_be_scored_is_refused_with_its_place() {
    let home = tempfile::tempdir().unwrap();
    let empty = run(&["eval", &shown(home.path())]);
    assert_eq!(empty.status, 2);
    assert!(empty.err.contains("no annotated articles"), "{}", empty.err);

    fs::write(home.path().join("a.txt"), "Chad closed the road.\n").unwrap();
    fs::write(home.path().join("a.json"), "{\"doc\": \"a.txt\"}").unwrap();
    let uncoded = run(&["eval", &shown(home.path())]);
    assert_eq!(uncoded.status, 2);
    assert!(uncoded.err.contains("articles.jsonl: not there"), "{}", uncoded.err);

    let coded = shown(&home.path().join("coded.jsonl"));
    fs::write(&coded, "\n{\"schema\": 1}\n").unwrap();
    let broken = run(&["eval", &shown(home.path()), "--coded", &coded]);
    assert_eq!(broken.status, 2);
    assert!(broken.err.contains("coded.jsonl:2: not a coded document: missing field"), "{}", broken.err);

    fs::write(home.path().join("a.json"), "{\"doc\": \"a.txt\", \"events\": [{}]}").unwrap();
    let annotation = run(&["eval", &shown(home.path()), "--coded", &coded]);
    assert!(annotation.err.contains("a.json: cannot be read: missing field `evidence`"), "{}", annotation.err);
}

/// Annotations drift when a text is mended: every quoted string must stand in its text, and the texts in the one file
/// must be those beside the annotations.
#[test]
fn the_annotated_articles_hold_together() {
    let articles = fs::read_to_string(file("articles.jsonl")).unwrap();
    let articles: Vec<Value> = articles.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(articles.len(), 6);
    for article in &articles {
        let name = article["id"].as_str().unwrap();
        let text = fs::read_to_string(file(name)).unwrap();
        assert_eq!(article["text"], text, "{name}");
        let json = fs::read_to_string(file(&name.replace(".txt", ".json"))).unwrap();
        let gold: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&gold["doc"], &gold["published"]), (&article["id"], &article["published"]));
        let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
        let mut quoted = list(&gold["furniture"]);
        quoted.extend(list(&gold["captions"]));
        for event in list(&gold["events"]) {
            quoted.extend([event["evidence"].clone(), event["said_by"].clone()]);
            quoted.extend(list(&event["also"]));
            quoted.extend(
                list(&event["actors"]).iter().chain(&list(&event["recipients"])).map(|one| one["text"].clone()),
            );
        }
        quoted.extend(list(&gold["claims"]).iter().flat_map(|one| [one["text"].clone(), one["claimant"].clone()]));
        quoted.extend(list(&gold["commitments"]).iter().map(|one| one["text"].clone()));
        quoted.extend(list(&gold["quotes"]).iter().map(|one| one["speaker"].clone()));
        for words in quoted.iter().filter_map(Value::as_str) {
            assert!(text.contains(words), "{name}: \"{words}\" is not in the text");
        }
    }
}
