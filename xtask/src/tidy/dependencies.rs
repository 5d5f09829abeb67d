//! Reasons: every crate that we take from others is explained where it is taken, or once for all in the manifest of the
//! workspace. A dependency that nobody can explain can go.

use crate::complaint::Complaint;

/// Checks one manifest of a crate.
pub(super) fn check(file: &str, manifest: &str, workspace: &str) -> Vec<Complaint> {
    let explained = |line: &Line<'_>| {
        let for_all = lines(workspace).into_iter().any(|other| {
            other.section == "workspace.dependencies" && other.name == line.name && other.explained_for_all(line)
        });
        line.has_remark || line.under_remark || for_all
    };
    lines(manifest)
        .iter()
        .filter(|line| line.section.ends_with("dependencies") && !line.name.starts_with("casus-") && !explained(line))
        .map(|line| {
            let help = "say in a remark on the line, or on the one above, what it is for";
            Complaint::at(file, line.number, format!("no reason for `{}`", line.name), help)
        })
        .collect()
}

/// A line `name = …` of a manifest.
struct Line<'a> {
    number: usize,
    /// The table it stands in: `dev-dependencies`.
    section: &'a str,
    name: &'a str,
    /// A remark stands on it.
    has_remark: bool,
    /// A remark stands above it, with no empty line between.
    under_remark: bool,
    /// That remark, where it says "Tests".
    among_tests: bool,
}

impl Line<'_> {
    /// Whether this line of the workspace's manifest explains another crate's: by a remark of its own, or, for what
    /// tests use, by standing under "# Tests".
    fn explained_for_all(&self, other: &Line<'_>) -> bool {
        self.has_remark || (self.among_tests && other.section == "dev-dependencies")
    }
}

fn lines(manifest: &str) -> Vec<Line<'_>> {
    let (mut found, mut section, mut above) = (Vec::new(), "", "");
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            above = "";
        } else if line.starts_with('#') {
            above = line;
        } else if line.starts_with('[') {
            (section, above) = (line.trim_matches(['[', ']']), "");
        } else if let Some((key, value)) = line.split_once('=') {
            found.push(Line {
                number: index + 1,
                section,
                name: key.split('.').next().unwrap_or(key).trim(),
                has_remark: value.contains('#'),
                under_remark: !above.is_empty(),
                among_tests: above.starts_with("# Tests"),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKSPACE: &str = "\
[workspace.dependencies]
# Shared; each crate says in its own manifest why it needs what it takes.
serde = \"1\"
jiff = \"1\" # civil calendar

# Tests.
proptest = \"1\"
";

    fn unexplained(manifest: &str) -> Vec<String> {
        let complaints = check("crates/a/Cargo.toml", manifest, WORKSPACE);
        complaints.iter().map(|complaint| format!("{}: {}", complaint.line, complaint.what)).collect()
    }

    #[test]
    fn a_reason_stands_on_the_line_or_above_it() {
        let manifest =
            "[dependencies]\nserde.workspace = true # JSON out\n# Parquet.\nparquet = \"60\"\narrow = \"60\"\n";
        assert_eq!(unexplained(manifest), Vec::<String>::new());
    }

    #[test]
    fn a_line_without_one_is_named() {
        let manifest =
            "[package]\nname = \"a\"\n\n[dependencies]\ncasus-types.workspace = true\nserde.workspace = true\n";
        assert_eq!(unexplained(manifest), ["6: no reason for `serde`"]);
        assert_eq!(
            unexplained("[dependencies]\n# JSON.\nserde = \"1\"\n\nclap = \"4\"\n"),
            ["5: no reason for `clap`"]
        );
    }

    #[test]
    fn the_workspace_may_explain_it_for_all() {
        assert_eq!(unexplained("[dependencies]\njiff.workspace = true\n"), Vec::<String>::new());
        assert_eq!(unexplained("[dev-dependencies]\nproptest.workspace = true\n"), Vec::<String>::new());
        assert_eq!(unexplained("[dependencies]\nproptest.workspace = true\n"), ["2: no reason for `proptest`"]);
    }
}
