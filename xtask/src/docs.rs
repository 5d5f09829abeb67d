//! `cargo xtask docs`: writes the pages and files that are made from the program itself, and says which of them changed.

use crate::casus::Casus;
use crate::help_pages::{self, COMMANDS, README};
use crate::print::say;
use crate::repository::Repository;
use std::process::Stdio;

/// The schema of the coded document.
const SCHEMA: &str = "docs/schema/coded-1.json";

/// Writes all of them.
pub(crate) fn run(repository: &Repository) -> Result<bool, String> {
    let casus = Casus::ready(repository)?;
    write(repository, COMMANDS, &help_pages::commands_page(&casus)?)?;
    write(repository, README, &help_pages::readme_page(&casus, &repository.read(README)?)?)?;
    write(repository, SCHEMA, &example(repository, "casus-types", "schema")?)?;
    // This one writes its files itself, one a format of the lexicon.
    example(repository, "casus-lexicon", "schemas")?;
    say("lexicon/schema/: written");
    Ok(true)
}

fn write(repository: &Repository, file: &str, text: &str) -> Result<(), String> {
    let changed = repository.write(file, text)?;
    say(format!("{file}: {}", if changed { "written" } else { "as it was" }));
    Ok(())
}

/// Runs an example of a crate and gives back what it prints.
fn example(repository: &Repository, package: &str, name: &str) -> Result<String, String> {
    let output = repository
        .cargo()
        .args(["run", "--quiet", "--package", package, "--example", name])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("the example {name} of {package} ended with {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("the example {name} of {package}: {error}"))
}
