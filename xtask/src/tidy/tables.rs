//! Where facts come from: every table of data opens with remarks that say so, and is listed with its licence in
//! docs/sources.md.

use crate::complaint::Complaint;

/// The page that lists them all.
pub(super) const LIST: &str = "docs/sources.md";

/// Words of which one must stand in the opening remarks of a table of facts, in any case.
const SAYS_WHENCE: [&str; 5] = ["facts:", "are facts of", "derived from", "our own", "written for"];

/// Endings of tables.
const ENDINGS: [&str; 4] = [".csv", ".tsv", ".toml", ".txt"];

/// Whether a file is a table of data that ships with the program: all of `lexicon/`, and what lies beside the code.
pub(super) fn is_table(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let in_crate = file.starts_with("crates/") && file.contains("/src/");
    (file.starts_with("lexicon/") || in_crate) && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Checks that a table opens with remarks, and that they say where its facts come from. The rules of `lexicon/verbs/`
/// hold no facts but sentences of our own; they open with what they are for.
pub(super) fn check(file: &str, text: &str) -> Option<Complaint> {
    let remarks: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).collect();
    if remarks.is_empty() {
        let help =
            "say in lines that begin with # what it holds, where its facts come from and until when it is complete";
        return Some(Complaint::at(file, 1, "the table opens without remarks", help));
    }
    let said = remarks.join(" ").to_lowercase();
    let says_whence = file.starts_with("lexicon/verbs/") || SAYS_WHENCE.iter().any(|words| said.contains(words));
    (!says_whence).then(|| {
        let help = "name it: `# Facts: …`, with its licence, or `# Written for this lexicon.`";
        Complaint::at(file, 1, "the remarks do not say where its facts come from", help)
    })
}

/// Checks that every table is listed: by its own path, or by its folder with a star (`lexicon/verbs/*.toml`).
pub(super) fn check_list(files: &[String], list: &str) -> Vec<Complaint> {
    let tables = files.iter().filter(|file| is_table(file));
    tables
        .filter(|file| !list.contains(&format!("`{file}`")) && !list.contains(&format!("`{}`", starred(file))))
        .map(|file| Complaint::of(LIST, format!("`{file}` is not listed"), "add it with its facts' source and licence"))
        .collect()
}

/// `lexicon/verbs/aid.toml` as `lexicon/verbs/*.toml`.
fn starred(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let ending = name.rsplit_once('.').map_or(name, |(_, ending)| ending);
    format!("{folder}/*.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(file: &str, text: &str) -> Option<String> {
        check(file, text).map(|complaint| complaint.what)
    }

    #[test]
    fn a_table_says_where_its_facts_come_from() {
        assert_eq!(complaint("lexicon/actors/a.csv", "# Ports.\n# Facts: common knowledge.\nname\nOdesa\n"), None);
        assert_eq!(complaint("lexicon/actors/a.csv", "name\nOdesa\n").unwrap(), "the table opens without remarks");
        assert_eq!(
            complaint("lexicon/actors/a.csv", "# Ports.\nname\n# Facts: too late\n").unwrap(),
            "the remarks do not say where its facts come from"
        );
    }

    #[test]
    fn rules_open_with_what_they_are_for() {
        assert_eq!(complaint("lexicon/verbs/aid.toml", "# Giving.\ntype = \"AID\"\n"), None);
        assert!(complaint("lexicon/verbs/aid.toml", "type = \"AID\"\n").is_some());
    }

    #[test]
    fn tables_are_those_that_ship() {
        assert!(is_table("lexicon/units/units.csv"));
        assert!(is_table("crates/casus-reader/src/text/abbreviations.txt"));
        assert!(!is_table("crates/casus-reader/tests/data/tokens_500.tsv"));
        assert!(!is_table("crates/casus-reader/Cargo.toml"));
        assert!(!is_table("lexicon/schema/rules.json"));
    }

    #[test]
    fn every_table_is_listed_with_its_source() {
        let files = ["lexicon/units/units.csv", "lexicon/verbs/aid.toml", "README.md"].map(str::to_string);
        assert_eq!(check_list(&files, "`lexicon/verbs/*.toml` and `lexicon/units/units.csv`"), []);
        let found = check_list(&files, "`lexicon/verbs/*.toml`");
        assert_eq!(
            found.iter().map(|c| c.what.as_str()).collect::<Vec<_>>(),
            ["`lexicon/units/units.csv` is not listed"]
        );
    }
}
