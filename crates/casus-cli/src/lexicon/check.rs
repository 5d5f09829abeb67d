//! `casus lexicon check`: every complaint at once, each with its file, its line and a way out; then how many sentences
//! were tried. Where the files themselves cannot be used, no sentence is tried.

use crate::Status;
use crate::{input, print};
use casus_lexicon::{Lexicon, SourceFile, read_folder};
use casus_line::{ExampleOutcome, Line, Verdict, check_examples};
use std::path::PathBuf;

pub(super) fn run<'p>(folders: impl Iterator<Item = &'p PathBuf>) -> Status {
    let files = match files(folders) {
        Ok(files) => files,
        Err(message) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    let (report, sound) = match Lexicon::overlay(&files) {
        Ok(lexicon) => {
            let rules = lexicon.rules.len();
            match input::reader() {
                Ok(reader) => told(rules, &check_examples(&Line::new(lexicon, reader))),
                Err(message) => (message, false),
            }
        }
        Err(complaints) => {
            let count = complaints.0.len();
            let noun = if count == 1 { "complaint" } else { "complaints" };
            (format!("{complaints}\n{count} {noun}; no sentence was tried\n"), false)
        }
    };
    match print::all(report.as_bytes()) {
        Status::Done if !sound => Status::SomeFailed,
        printed => printed,
    }
}

/// The files of all folders; of the same path the last one counts.
fn files<'p>(folders: impl Iterator<Item = &'p PathBuf>) -> Result<Vec<SourceFile>, String> {
    let mut files: Vec<SourceFile> = Vec::new();
    for folder in folders {
        let above = read_folder(folder)
            .map_err(|error| format!("{}: cannot be read: {error}; check the path", folder.display()))?;
        files.retain(|file| above.iter().all(|upper| upper.path != file.path));
        files.extend(above);
    }
    Ok(files)
}

/// All failures in order, then the count; and whether there are none.
fn told(rules: usize, outcomes: &[ExampleOutcome]) -> (String, bool) {
    let mut failures: Vec<_> = outcomes.iter().filter_map(ExampleOutcome::complaint).collect();
    failures.sort();
    let count = |verdict: Verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
    let mut report = String::new();
    for failure in &failures {
        report.push_str(&format!("{failure}\n"));
    }
    if !failures.is_empty() {
        report.push('\n');
    }
    report.push_str(&format!(
        "{rules} rules, {} sentences: {} passed, {} failed, {} known failures\n",
        outcomes.len(),
        count(Verdict::Passed),
        failures.len(),
        count(Verdict::KnownFailure)
    ));
    (report, failures.is_empty())
}
