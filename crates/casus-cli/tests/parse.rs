//! `casus parse`: one text as the reader sees it, in three forms. What each form looks like in full is shown beside the
//! code that writes it, on readings made by hand; here the program reads.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use casus_types::conllu;
use serde_json::Value;
use support::*;

const SENTENCE: &str = "Norway sent grain to Sudan on Monday.";

#[test]
fn a_table_shows_words_tree_and_names() {
    let run = run(&["parse", SENTENCE]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Norway sent grain to Sudan on Monday.\n\n"), "{}", run.out);
    let sent: Vec<&str> = run.out.lines().find(|line| line.contains("VBD")).unwrap().split_whitespace().collect();
    assert_eq!(sent, ["2", "sent", "send", "VBD", "ROOT"]);
    for line in ["  GPE   Norway", "  GPE   Sudan", "  DATE  Monday", "proposed acts"] {
        assert!(run.out.lines().any(|own| own == line), "{line} in {}", run.out);
    }
}

#[test]
fn the_same_text_as_conllu_reads_back_and_as_json_has_an_object_a_sentence() {
    let text = format!("{SENTENCE} It rained.");
    let read = conllu::read(&run(&["parse", &text, "--format", "conllu"]).out).unwrap();
    assert_eq!((read.article.text.as_str(), read.sentences.len()), (text.as_str(), 2));
    let records = run(&["parse", "--format", "jsonl", &text]).documents();
    assert_eq!(records.len(), 2);
    assert_eq!((&records[1]["text"], &records[1]["start"]), (&Value::from("It rained."), &Value::from(38)));
    for (record, sentence) in records.iter().zip(&read.sentences) {
        assert_eq!(record["tokens"].as_array().unwrap().len(), sentence.tokens.len());
        assert_eq!(record["proposals"].as_array().unwrap().len(), sentence.proposals.len());
        let predicates = record["predicates"].as_array().unwrap();
        let told: Vec<Option<f64>> = predicates.iter().map(|one| one["factuality"].as_f64()).collect();
        assert!(!told.is_empty() && told.iter().flatten().all(|told| (-3.0..=3.0).contains(told)), "{told:?}");
    }
}

#[test]
fn words_need_no_quotation_marks_and_a_dash_is_standard_input() {
    let quoted = run(&["parse", SENTENCE]).out;
    let mut bare = vec!["parse"];
    bare.extend(SENTENCE.split(' '));
    assert_eq!(run(&bare).out, quoted);
    assert_eq!(run_with(&["parse", "-"], format!("\u{feff}{SENTENCE}").as_bytes()).out, quoted);
}

#[test]
fn nothing_to_read_is_wrong_usage() {
    for text in ["", " \n"] {
        let run = run(&["parse", text]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("give a text in quotation marks"), "{}", run.err);
    }
    assert_eq!(run_with(&["parse", "-"], b"").status, 2);
}
