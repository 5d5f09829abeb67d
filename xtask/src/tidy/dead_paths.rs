//! Paths in the docs: whatever a page names between backticks, or links to, must be there. A map that has drifted from
//! the land is worse than none. Blocks of commands are not looked at.

use crate::complaint::Complaint;
use std::collections::BTreeSet;

/// Endings by which a name without a folder is taken for a file of ours.
const OURS: [&str; 3] = [".rs", ".md", ".toml"];

/// Checks one page against the files that there are.
pub(super) fn check(page: &str, text: &str, files: &BTreeSet<&str>) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let mut in_block = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            let paths = in_backticks(line).filter(|words| is_path(words)).chain(links(line));
            let dead = paths.filter(|path| !exists(path, page, files));
            complaints.extend(dead.map(|path| {
                let help = "name what is there now, or leave the backticks off what is only planned";
                Complaint::at(page, number + 1, format!("`{path}` is not there"), help)
            }));
        }
    }
    complaints
}

/// Every second piece between backticks.
fn in_backticks(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The targets of links within the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter_map(|target| target.split('#').next()).filter(|path| !path.is_empty() && !path.contains(':'))
}

/// Whether it reads like a path of ours: a folder or a file in one, or a file by its ending.
fn is_path(words: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/*".contains(c);
    let whole = !words.is_empty() && words.chars().all(plain) && !words.starts_with(['/', '-', '.']);
    whole && (words.contains('/') || OURS.iter().any(|ending| words.len() > ending.len() && words.ends_with(ending)))
        || words.starts_with(".ci/")
        || words.starts_with(".cargo/")
}

fn exists(path: &str, page: &str, files: &BTreeSet<&str>) -> bool {
    let beside = page.rsplit_once('/').map(|(folder, _)| format!("{folder}/{path}"));
    let bare = !path.contains('/');
    std::iter::once(path.to_string()).chain(beside).any(|path| {
        let (folder, whole) = (format!("{}/", path.trim_end_matches('/')), path.trim_end_matches('/'));
        files.iter().any(|file| {
            let name_fits = bare && file.rsplit('/').next() == Some(path.as_str());
            name_fits || *file == path || file.starts_with(&folder) || fits(whole, file)
        })
    })
}

/// Whether a file, or a folder that it lies in, fits a path with `*`; a star stays within its folder.
fn fits(pattern: &str, file: &str) -> bool {
    let parts: Vec<&str> = file.split('/').collect();
    let wanted: Vec<&str> = pattern.split('/').collect();
    pattern.contains('*')
        && parts.len() >= wanted.len()
        && wanted.iter().zip(&parts).all(|(wanted, part)| part_fits(wanted, part))
}

fn part_fits(wanted: &str, part: &str) -> bool {
    match wanted.split_once('*') {
        None => wanted == part,
        Some((start, end)) => part.len() >= start.len() + end.len() && part.starts_with(start) && part.ends_with(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(page: &str, text: &str) -> Vec<String> {
        let files =
            ["README.md", "crates/casus-coder/src/verbs.rs", "lexicon/verbs/aid.toml", "docs/sources.md", ".ci/run"];
        let complaints = check(page, text, &BTreeSet::from(files));
        complaints.iter().map(|complaint| format!("{}: {}", complaint.line, complaint.what)).collect()
    }

    #[test]
    fn a_path_that_is_not_there_is_named_with_its_line() {
        let text = "See `crates/casus-coder/src/verbs.rs`.\nAnd `crates/casus-coder/src/nouns.rs`.\n";
        assert_eq!(dead("README.md", text), ["2: `crates/casus-coder/src/nouns.rs` is not there"]);
    }

    #[test]
    fn folders_stars_and_bare_names_count_as_paths() {
        let text = "`lexicon/verbs/` `lexicon/*/*.toml` `verbs.rs` `README.md` `crates/casus-coder/` `.ci/run`";
        assert_eq!(dead("README.md", text), Vec::<String>::new());
        assert_eq!(
            dead("README.md", "`ledgers/` `lexicon/*.toml` `nouns.rs`"),
            ["1: `ledgers/` is not there", "1: `lexicon/*.toml` is not there", "1: `nouns.rs` is not there"]
        );
    }

    #[test]
    fn a_path_may_be_given_from_the_page() {
        assert_eq!(
            dead("lexicon/README.md", "`verbs/aid.toml` and [there](../README.md)"),
            ["1: `../README.md` is not there"]
        );
        assert_eq!(
            dead("docs/sources.md", "[the tables](sources.md#tables) [site](https://example.org/x)"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn commands_and_other_words_are_no_paths() {
        let text =
            "`casus code reports/ -o a.csv` `//!` `--format` `A/B test` `report.txt`\n```sh\ncat `nothing/here`\n```\n";
        assert_eq!(dead("README.md", text), Vec::<String>::new());
    }
}
