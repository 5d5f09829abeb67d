//! `cargo xtask test`: everything that must pass before a change is taken. Every step is run whatever became of the one
//! before, so that one reading of the output shows all there is to mend.

use crate::casus::Casus;
use crate::print::say;
use crate::repository::Repository;
use crate::tidy;
use std::process::{Command, Stdio};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Passed,
    Failed,
    /// Not run, with what is missing.
    Skipped(&'static str),
}

/// Runs all steps; says whether none failed. The tests come last, so that their count stands at the end.
pub(crate) fn run(repository: &Repository) -> Result<bool, String> {
    let cargo = |name, words: &[&str]| (name, cargo_step(repository, words));
    let ended = [
        cargo("formatting", &["fmt", "--all", "--check"]),
        ("laws of the house", tidy_step(repository)),
        cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        ("licences", licences_step(repository)),
        ("labelled sentences", sentences_step(repository)),
        ("the window's page", page_step(repository)),
        cargo("examples in the docs", &["test", "--workspace", "--doc"]),
        cargo("tests", tests(repository)),
    ];
    say("");
    for (name, ended) in &ended {
        say(format!("{name}: {}", in_words(*ended)));
    }
    say(verdict(&ended));
    Ok(ended.iter().all(|(_, ended)| *ended != Ended::Failed))
}

fn tidy_step(repository: &Repository) -> Ended {
    say("\n$ cargo xtask tidy");
    match tidy::run(repository) {
        Ok(true) => Ended::Passed,
        Ok(false) => Ended::Failed,
        Err(error) => {
            say(format!("tidy: {error}"));
            Ended::Failed
        }
    }
}

fn licences_step(repository: &Repository) -> Ended {
    if !has(repository, "deny") {
        return Ended::Skipped("cargo-deny is not installed");
    }
    cargo_step(repository, &["deny", "check", "licenses", "bans", "sources"])
}

/// The check of the labelled sentences, which needs Python 3.11 and nothing else.
fn sentences_step(repository: &Repository) -> Ended {
    let python = |words: &[&str]| Command::new("python3").args(words).current_dir(repository.root()).status();
    if !python(&["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).is_ok_and(|status| status.success()) {
        return Ended::Skipped("there is no python3 of version 3.11 or later");
    }
    say("\n$ python3 training/sentences.py --check");
    match python(&["training/sentences.py", "--check"]) {
        Ok(status) if status.success() => Ended::Passed,
        _ => Ended::Failed,
    }
}

/// The page of the window against its sources, and in a browser where there is one; needs node.
fn page_step(repository: &Repository) -> Ended {
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        return Ended::Skipped("there is no node");
    }
    let Ok(casus) = Casus::ready(repository) else { return Ended::Failed };
    say("\n$ sh crates/casus-window/ui/test.sh");
    let mut page = Command::new("sh");
    page.arg("crates/casus-window/ui/test.sh").env("CASUS_BIN", casus.program()).current_dir(repository.root());
    match page.status() {
        Ok(status) if status.success() => Ended::Passed,
        _ => Ended::Failed,
    }
}

/// By nextest where it is installed, which runs each test in a process of its own; else by cargo alone.
fn tests(repository: &Repository) -> &'static [&'static str] {
    if has(repository, "nextest") {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    }
}

fn has(repository: &Repository, tool: &str) -> bool {
    let asked = repository.cargo().args([tool, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

fn cargo_step(repository: &Repository, words: &[&str]) -> Ended {
    say(format!("\n$ cargo {}", words.join(" ")));
    match repository.cargo().args(words).status() {
        Ok(status) if status.success() => Ended::Passed,
        Ok(_) => Ended::Failed,
        Err(error) => {
            say(format!("cargo cannot be run: {error}"));
            Ended::Failed
        }
    }
}

fn in_words(ended: Ended) -> String {
    match ended {
        Ended::Passed => "passed".to_string(),
        Ended::Failed => "FAILED".to_string(),
        Ended::Skipped(why) => format!("skipped: {why}"),
    }
}

/// The last line.
fn verdict(ended: &[(&str, Ended)]) -> String {
    let named = |wanted: fn(Ended) -> bool| {
        let names: Vec<&str> = ended.iter().filter(|(_, ended)| wanted(*ended)).map(|(name, _)| *name).collect();
        names.join(", ")
    };
    let failed = named(|ended| ended == Ended::Failed);
    let skipped = named(|ended| matches!(ended, Ended::Skipped(_)));
    match (failed.as_str(), skipped.as_str()) {
        ("", "") => "All passed.".to_string(),
        ("", skipped) => format!("All that was run passed; skipped: {skipped}."),
        (failed, "") => format!("Not passed: {failed}."),
        (failed, skipped) => format!("Not passed: {failed}; skipped: {skipped}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_names_what_failed_and_what_was_not_run() {
        let skipped = Ended::Skipped("not installed");
        assert_eq!(verdict(&[("lints", Ended::Passed)]), "All passed.");
        assert_eq!(
            verdict(&[("lints", Ended::Passed), ("licences", skipped)]),
            "All that was run passed; skipped: licences."
        );
        assert_eq!(
            verdict(&[("lints", Ended::Failed), ("tests", Ended::Failed), ("licences", skipped)]),
            "Not passed: lints, tests; skipped: licences."
        );
    }
}
