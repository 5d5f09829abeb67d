//! The literate cases of `tests/cases/`: a few sentences, and the records that are right for them. How a case is
//! written is told in `tests/cases/README.md`. One test a file; a failing case is shown with its sentences, what is
//! missing and what is too much. A case marked as a known failure must fail.

#![allow(clippy::unwrap_used)] // a case that cannot be read must stop the test

#[path = "cases/case.rs"]
mod case;
#[path = "cases/lines.rs"]
mod lines;

use case::{Case, cases};
use casus_lexicon::Lexicon;
use casus_line::{Content, Form, Line, Reader, Report};
use lines::compare;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static LINE: LazyLock<Line> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    Line::new(lexicon, Reader::embedded().unwrap()).without_cleaning()
});

/// The subjects, one file each.
const SUBJECTS: [&str; 10] =
    ["acts", "status", "who", "roles", "times", "dates", "quotes", "claims", "commitments", "states"];

#[test]
fn acts() {
    run("acts");
}

#[test]
fn status() {
    run("status");
}

#[test]
fn who() {
    run("who");
}

#[test]
fn roles() {
    run("roles");
}

#[test]
fn times() {
    run("times");
}

#[test]
fn dates() {
    run("dates");
}

#[test]
fn quotes() {
    run("quotes");
}

#[test]
fn claims() {
    run("claims");
}

#[test]
fn commitments() {
    run("commitments");
}

#[test]
fn states() {
    run("states");
}

/// A file without a test would lie there unread.
#[test]
fn every_file_of_cases_is_run() {
    let mut found: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "README")
        .collect();
    found.sort();
    let mut run = SUBJECTS.map(str::to_string).to_vec();
    run.sort();
    assert_eq!(found, run);
}

/// A runner that takes any records for the right ones would let every case pass.
#[test]
fn a_wrong_record_is_noticed() {
    let case = |records: &[&str]| Case {
        line: 1,
        heading: "Both meet".to_string(),
        published: "2022-06-15".parse().ok(),
        text: "The foreign ministers of Peru and Chile met in Quito on Monday.".to_string(),
        records: records.iter().map(ToString::to_string).collect(),
        known_failure: None,
    };
    let right = "CONSULT happened CHL,PER -> - 2022-06-13";
    assert_eq!(failure("x", &case(&[right])), None);
    for wrong in [
        vec!["none"],
        vec![right, right],
        vec!["CONSULT happened CHL -> PER"],
        vec!["CONSULT planned CHL,PER -> -"],
        vec!["AGREE happened CHL,PER -> -"],
        vec!["CONSULT happened CHL,PER -> - 2022-06-14"],
        vec!["CONSULT happened CHL,PER -> - undated"],
        vec!["CONSULT happened CHL:REB,PER:GOV -> -"],
        vec!["CONSULT happened CHL,PER -> - ledger attacks"],
        vec![right, "quote direct \"Peru\": Yes"],
        vec![right, "claim 3 exactly missiles PER"],
    ] {
        assert!(failure("x", &case(&wrong)).is_some(), "passed with {wrong:?}");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

fn run(subject: &str) {
    let file = format!("tests/cases/{subject}.md");
    let written = std::fs::read_to_string(folder().join(format!("{subject}.md"))).unwrap();
    let cases = cases(&written).unwrap_or_else(|fault| panic!("{file}:{fault}"));
    assert!(!cases.is_empty(), "{file}: no case in it");
    let failures: Vec<String> = cases.iter().filter_map(|case| failure(&file, case)).collect();
    assert!(failures.is_empty(), "{} of {} cases fail\n\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// What to show for a case that does not end as it should.
fn failure(file: &str, case: &Case) -> Option<String> {
    let report = Report {
        id: "case".to_string(),
        source: format!("{file}:{}", case.line),
        form: Form::Plain,
        content: Content::Text(case.text.clone()),
        url: None,
        title: None,
        outlet: None,
        published: case.published,
        notes: Vec::new(),
    };
    let difference = match LINE.code(&report) {
        Ok(coded) => compare(&case.records, &coded),
        // Not even a known failure may be that: nothing was coded.
        Err(refusal) => return Some(format!("{}: {}\n  refused: {refusal:?}\n", report.source, case.heading)),
    };
    let told = match (&case.known_failure, difference) {
        (None, Some(difference)) => difference,
        (Some(reason), None) => format!("  it passes, though it is marked \"{reason}\": take the mark away\n"),
        (None, None) | (Some(_), Some(_)) => return None,
    };
    Some(format!("{file}:{}: {}\n  \"{}\"\n{told}", case.line, case.heading, case.text))
}
