//! `casus lexicon check`: every complaint at once, each with its file, its line and a way out; then how many sentences
//! were tried. Where the files themselves cannot be used, no sentence is tried.

use crate::Status;
use crate::{input, print};
use casus_lexicon::{Gap, Lexicon, SourceFile, gaps, read_folder};
use casus_line::{ExampleOutcome, Line, Verdict, check_examples};
use std::path::PathBuf;

pub(super) fn run<'p>(folders: impl Iterator<Item = &'p PathBuf>, with_gaps: bool) -> Status {
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
            let gaps = gaps_told(&gaps(&lexicon), with_gaps);
            match input::reader() {
                Ok(reader) => {
                    let (report, sound) = told(rules, &check_examples(&Line::new(lexicon, reader)));
                    (format!("{gaps}{report}"), sound)
                }
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

/// The gaps in offices that one person holds: how many, or each with its place. A gap is no complaint; it may be a fact.
fn gaps_told(gaps: &[Gap], each: bool) -> String {
    let mut out = String::new();
    for gap in gaps.iter().filter(|_| each) {
        let Gap { code, office, from, until, origin } = gap;
        out.push_str(&format!("{origin}: nobody is known as {office} of {code} from {from} to {until}\n"));
    }
    let how = if each { "" } else { "; --gaps lists them" };
    out.push_str(&format!("{} gaps of more than a month in offices that one person holds{how}\n", gaps.len()));
    out
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
