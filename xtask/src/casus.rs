//! The built program: the one that `CASUS_BIN` names, or else built here as cargo builds it for tests.

use crate::repository::Repository;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program, ready to run.
pub(crate) struct Casus {
    program: PathBuf,
    root: PathBuf,
}

impl Casus {
    /// Finds or builds it.
    pub(crate) fn ready(repository: &Repository) -> Result<Casus, String> {
        let program = match std::env::var_os("CASUS_BIN") {
            Some(path) => PathBuf::from(path),
            None => build(repository)?,
        };
        if !program.is_file() {
            return Err(format!("{}: no program there; build it with `cargo build -p casus-cli`", program.display()));
        }
        Ok(Casus { program, root: repository.root().to_path_buf() })
    }

    /// Where it is.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// What it prints, run in the root of the repository away from any terminal.
    pub(crate) fn output(&self, words: &[&str]) -> Result<String, String> {
        let shown = format!("casus {}", words.join(" "));
        let output = self
            .command(words)
            .output()
            .map_err(|error| format!("{}: cannot be run: {error}", self.program.display()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("`{shown}` ended with {}: {}", output.status, said.trim()));
        }
        String::from_utf8(output.stdout).map_err(|error| format!("`{shown}`: {error}"))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).current_dir(&self.root).stdin(Stdio::null());
        // The same output whatever the terminal: no colour, the usual width.
        command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS");
        command
    }
}

fn build(repository: &Repository) -> Result<PathBuf, String> {
    let built = repository
        .cargo()
        .args(["build", "--quiet", "--package", "casus-cli", "--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !built.status.success() {
        return Err("casus-cli does not build; see above".to_string());
    }
    let messages = String::from_utf8_lossy(&built.stdout);
    executable(&messages).ok_or_else(|| "cargo built casus-cli without saying where".to_string())
}

/// The path of `casus` in cargo's messages, one JSON object a line.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
        let is_casus = message.pointer("/target/name")?.as_str()? == "casus";
        let path = message.get("executable")?.as_str()?;
        is_casus.then(|| Path::new(path).to_path_buf())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"serde"},"executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"casus"},"executable":"/t/debug/casus"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(executable(messages), Some(PathBuf::from("/t/debug/casus")));
        assert_eq!(executable(r#"{"reason":"build-finished"}"#), None);
    }
}
