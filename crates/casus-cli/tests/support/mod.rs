//! Runs the program as a user would, on files of our own.
#![allow(dead_code, clippy::unwrap_used)] // each test file takes what it needs; a test may fail

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program, without a terminal's settings.
pub fn casus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

/// A file of `samples/`.
pub fn sample(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "samples", name].iter().collect();
    path.canonicalize().unwrap().display().to_string()
}

/// What came of a run.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The lines of standard output as JSON.
    pub fn documents(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub fn run(arguments: &[&str]) -> Ran {
    ran(casus().args(arguments).output().unwrap())
}

/// Runs with bytes on standard input.
pub fn run_with(arguments: &[&str], input: &[u8]) -> Ran {
    use std::io::Write;
    let mut child =
        casus().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that refuses an input closes it early.
    let sent = child.stdin.take().unwrap().write_all(input);
    assert!(sent.is_ok() || sent.is_err_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe));
    ran(child.wait_with_output().unwrap())
}

pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// `count` short reports of our own as JSONL.
pub fn many(count: usize) -> String {
    let towns = ["Lima", "Oslo", "Accra", "Hanoi", "Quito"];
    let line = |number: usize| {
        let town = towns[number % towns.len()];
        let day = number % 27 + 1;
        format!(
            "{{\"id\":\"r{number}\",\"published\":\"2023-04-{day:02}\",\"text\":\"The foreign ministers of Chile and Peru \
             met in {town} on Monday. Police arrested {day} protesters near the port, and Norway condemned it.\"}}\n"
        )
    };
    (0..count).map(line).collect()
}
