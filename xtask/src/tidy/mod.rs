//! `cargo xtask tidy`: the laws of the house, held by reading the repository. Each law is a check of its own in a file of
//! its own; all complaints are shown at once, with the file, the line and a way out.

mod dead_paths;
mod dependencies;
mod edges;
mod generated;
mod map;
mod rust_code;
mod sources;
mod tables;

use crate::complaint::Complaint;
use crate::print::say;
use crate::repository::Repository;
use std::collections::BTreeSet;

/// The map and the pages for newcomers; each must stand in the root.
const DOCS: [&str; 3] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];

/// Checks everything; says whether there was nothing to complain of.
pub(crate) fn run(repository: &Repository) -> Result<bool, String> {
    let files = repository.files()?;
    let mut complaints = edges::check(&edges::members(repository)?);
    complaints.extend(check_files(repository, &files)?);
    complaints.extend(generated::check(repository));
    complaints.sort();
    for complaint in &complaints {
        say(complaint);
    }
    match complaints.len() {
        0 => say(format!("tidy: {} files, nothing to complain of", files.len())),
        1 => say("tidy: one complaint"),
        many => say(format!("tidy: {many} complaints")),
    }
    Ok(complaints.is_empty())
}

/// The checks that look at one file after another.
fn check_files(repository: &Repository, files: &[String]) -> Result<Vec<Complaint>, String> {
    let listed: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let workspace = repository.read("Cargo.toml")?;
    let mut complaints: Vec<Complaint> = DOCS.into_iter().filter(|doc| !listed.contains(doc)).map(missing).collect();
    for file in files {
        if file.ends_with(".rs") {
            complaints.extend(sources::check(file, &repository.read(file)?));
        }
        if is_page(file) {
            complaints.extend(dead_paths::check(file, &repository.read(file)?, &listed));
        }
        if file.ends_with("Cargo.toml") && file != "Cargo.toml" {
            complaints.extend(dependencies::check(file, &repository.read(file)?, &workspace));
        }
        if tables::is_table(file) {
            complaints.extend(tables::check(file, &repository.read(file)?));
        }
    }
    complaints.extend(map::check(files, &repository.read(map::MAP).unwrap_or_default()));
    complaints.extend(tables::check_list(files, &repository.read(tables::LIST).unwrap_or_default()));
    Ok(complaints)
}

/// Whether a file is a page whose paths are checked: those in the root, those in `docs/`, and every README.
fn is_page(file: &str) -> bool {
    let in_docs = file.starts_with("docs/") && file.ends_with(".md") && file != crate::help_pages::COMMANDS;
    DOCS.contains(&file) || in_docs || file.ends_with("/README.md")
}

fn missing(doc: &str) -> Complaint {
    Complaint::of(doc, "not there", "newcomers look for it in the root")
}
