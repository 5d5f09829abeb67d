//! Pages that show what the program prints: docs/commands.md with the help of every command, and the example in
//! README.md. Here is how they are laid out; `docs` writes them, `tidy` compares them.

use crate::casus::Casus;

/// The page with the help of every command.
pub(crate) const COMMANDS: &str = "docs/commands.md";

/// The page with the example.
pub(crate) const README: &str = "README.md";

/// What is run for the example.
const EXAMPLE: [&str; 4] = ["code", "samples/report.txt", "--format", "table"];

/// The lines in README.md between which the example stands.
const EXAMPLE_BEGINS: &str = "<!-- example -->";
const EXAMPLE_ENDS: &str = "<!-- end of example -->";

/// docs/commands.md as the program would have it now.
pub(crate) fn commands_page(casus: &Casus) -> Result<String, String> {
    let mut page = String::from(
        "# Commands\n\nWhat `casus` and each of its commands print for `--help`. This page is written by \
         `cargo xtask docs`; do not edit it by hand.\n",
    );
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = casus.output(&words)?;
        page.push_str(&section(&command, &help));
        // Last in, first out: pushed backwards, the commands come out in the order of the help.
        for name in subcommands(&help).into_iter().rev() {
            waiting.push(command.iter().cloned().chain([name]).collect());
        }
    }
    Ok(page)
}

/// README.md with the example as the program prints it now.
pub(crate) fn readme_page(casus: &Casus, now: &str) -> Result<String, String> {
    filled(now, &casus.output(&EXAMPLE)?)
}

fn section(command: &[String], help: &str) -> String {
    let name = ["casus".to_string()].iter().chain(command).cloned().collect::<Vec<_>>().join(" ");
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("\n## `{name}`\n\n<!-- help: {name} -->\n```text\n{}\n```\n<!-- end of help -->\n", lines.join("\n").trim())
}

/// The names under "Commands:" in a help text; `help` itself is left out.
fn subcommands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| line.trim_end() != "Commands:").skip(1);
    listed
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_string)
        .collect()
}

/// A page with the example between its marks put in anew.
fn filled(page: &str, example: &str) -> Result<String, String> {
    let no_marks = || format!("{README}: no lines `{EXAMPLE_BEGINS}` and `{EXAMPLE_ENDS}` to put the example between");
    let (before, rest) = page.split_once(EXAMPLE_BEGINS).ok_or_else(no_marks)?;
    let (_, after) = rest.split_once(EXAMPLE_ENDS).ok_or_else(no_marks)?;
    let lines: Vec<&str> = example.lines().map(str::trim_end).collect();
    let lines = lines.join("\n");
    let command = EXAMPLE.join(" ");
    let shown = format!("```text\n$ casus {command}\n{}\n```", lines.trim_matches('\n'));
    Ok(format!("{before}{EXAMPLE_BEGINS}\n{shown}\n{EXAMPLE_ENDS}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_off_the_help() {
        let help = "Usage: casus\n\nCommands:\n  code  Code reports\n        and more\n  why   Show\n  help  Print\n\n\
                    Options:\n  -h\n";
        assert_eq!(subcommands(help), ["code", "why"]);
        assert_eq!(subcommands("Usage: casus page\n\nOptions:\n  -h\n"), Vec::<String>::new());
    }

    #[test]
    fn a_section_holds_the_help_without_trailing_spaces() {
        let shown = section(&["lexicon".to_string(), "try".to_string()], "Usage: x  \n\nOptions:\n");
        assert_eq!(
            shown,
            "\n## `casus lexicon try`\n\n<!-- help: casus lexicon try -->\n```text\nUsage: x\n\nOptions:\n```\n\
             <!-- end of help -->\n"
        );
    }

    #[test]
    fn the_example_replaces_the_old_one_and_nothing_else() {
        let page = "# casus\n<!-- example -->\nold\n<!-- end of example -->\nThe end.\n";
        let new = filled(page, "a table \n").unwrap();
        assert!(new.starts_with("# casus\n<!-- example -->\n```text\n$ casus code samples/report.txt"), "{new}");
        assert!(new.ends_with("\na table\n```\n<!-- end of example -->\nThe end.\n"), "{new}");
        assert_eq!(filled(&new, "a table \n").unwrap(), new);
    }

    #[test]
    fn a_page_without_marks_is_an_error() {
        assert!(filled("# casus\n", "x").unwrap_err().contains("<!-- example -->"));
    }
}
