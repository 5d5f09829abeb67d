//! The project's own chores, `cargo xtask TASK`: hold the laws of the house, write the generated pages, show what a
//! change does to the coding, and run all tests. Nothing here is part of the program `casus`.

mod casus;
mod complaint;
mod docs;
mod effect;
mod help_pages;
mod print;
mod repository;
mod test;
mod tidy;

use print::say;
use repository::Repository;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask TASK

Tasks:
  test              everything that must pass: formatting, laws, lints, licences, tests
  tidy              the laws of the house: crate edges, headers, dead paths, help pages, sources of tables
  docs              write the generated pages anew: docs/commands.md, the example in README.md, the schemas
  effect            show which events a change gains and loses on a fixed sample; ends with 1 where there are any
  effect --accept   take the events as they are now for the ones to compare with

Environment:
  CASUS_BIN         the built program, for tidy, docs and effect; without it they build casus-cli
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let repository = Repository::here();
    let result = match words.as_slice() {
        ["test"] => test::run(&repository),
        ["tidy"] => tidy::run(&repository),
        ["docs"] => docs::run(&repository),
        ["effect"] => effect::compare(&repository),
        ["effect", "--accept"] => effect::accept(&repository),
        [] | ["help" | "--help" | "-h"] => {
            say(USAGE.trim_end());
            return ExitCode::SUCCESS;
        }
        other => {
            say(format!("xtask: no task `{}`\n\n{}", other.join(" "), USAGE.trim_end()));
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(format!("xtask: {error}"));
            ExitCode::FAILURE
        }
    }
}
