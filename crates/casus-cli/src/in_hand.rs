//! What is being coded right now, in a file beside the record: an article that ends the whole program (the stack runs out,
//! memory runs out) cannot be caught, so whoever comes next finds it named there, tries it in a program of its own, and
//! knows it for what it is. Nobody is suspected for long: an article that was in hand when the program was killed is tried
//! too, and does no harm.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// With what the reason of an article begins that ends the program.
pub(crate) const ENDS_THE_PROGRAM: &str = "coding it ends the program";

/// The file of this program, for as long as it adds.
pub(crate) struct InHand {
    path: PathBuf,
    file: Mutex<File>,
}

impl InHand {
    /// Begins one; nothing where the folder of the record cannot be written to.
    pub(crate) fn begin(record: &Path) -> Option<InHand> {
        let folder = beside(record)?;
        let path = folder.join(format!("{}{}", prefix(record)?, std::process::id()));
        // It gets its name when it is locked, so that nobody takes it for one that was left behind.
        let made = folder.join(format!("{}-begins-{}", record.file_name()?.to_string_lossy(), std::process::id()));
        let file = File::create(&made).ok()?;
        file.try_lock().ok()?;
        std::fs::rename(&made, &path).ok()?;
        Some(InHand { path, file: Mutex::new(file) })
    }

    /// Notes that a report is being coded, until what is returned is dropped.
    pub(crate) fn take(&self, source: &str) -> Taken<'_> {
        self.note('+', source);
        Taken { of: self, source: source.to_string() }
    }

    fn note(&self, sign: char, source: &str) {
        let line = format!("{sign}{}\n", serde_json::Value::from(source));
        // What cannot be noted is coded all the same.
        let _ = self.file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A report that is being coded.
pub(crate) struct Taken<'a> {
    of: &'a InHand,
    source: String,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.of.note('-', &self.source);
    }
}

/// What programs that are gone left behind.
#[derive(Default)]
pub(crate) struct Left {
    /// Held until all is tried, so that nobody else tries the same.
    files: Vec<(PathBuf, File)>,
    /// The reports that they had in hand.
    pub(crate) sources: Vec<String>,
}

impl Left {
    /// Looks beside a record.
    pub(crate) fn beside(record: &Path) -> Left {
        let mut left = Left::default();
        let (Some(folder), Some(prefix)) = (beside(record), prefix(record)) else { return left };
        let Ok(entries) = std::fs::read_dir(folder) else { return left };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)));
        paths.sort();
        for path in paths {
            let Ok(mut file) = File::open(&path) else { continue };
            if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                continue; // its program is at work
            }
            let mut text = String::new();
            let _ = file.read_to_string(&mut text);
            left.sources.extend(open_ends(&text));
            left.files.push((path, file));
        }
        left.sources.sort();
        left.sources.dedup();
        left
    }

    /// Forgets it all, as it is settled.
    pub(crate) fn settled(self) {
        for (path, _) in &self.files {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The reports that were begun and not ended.
fn open_ends(text: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for line in text.lines() {
        let Some((sign, source)) = line.split_at_checked(1) else { continue };
        let Ok(source) = serde_json::from_str::<String>(source) else { continue };
        match sign {
            "+" => open.push(source),
            _ => open.retain(|other| *other != source),
        }
    }
    open
}

fn beside(record: &Path) -> Option<PathBuf> {
    let folder = record.parent()?;
    Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() })
}

fn prefix(record: &Path) -> Option<String> {
    Some(format!("{}-coding-", record.file_name()?.to_string_lossy()))
}

/// How a report does in a program of its own: nothing where it does no harm, else how that program ended. `more` is what
/// is typed after this program's own arguments to have that one report coded.
pub(crate) fn tried(more: &[&str]) -> Option<String> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).chain(more.iter().map(OsString::from)).collect();
    let mut command = Command::new(std::env::current_exe().ok()?);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = command.status().ok()?;
    // Whoever ends the program from outside says nothing of the report.
    let from_outside = [1, 2, 15].iter().any(|signal| ended.to_string().starts_with(&format!("signal: {signal} ")));
    (!ended.success() && !from_outside).then(|| ended.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_in_hand_when_a_program_was_gone_is_found_by_the_next() {
        let home = tempfile::tempdir().unwrap();
        let record = home.path().join("casus.db");
        let mine = InHand::begin(&record).unwrap();
        drop(mine.take("one\nreport"));
        let taken = mine.take("another");
        assert!(Left::beside(&record).sources.is_empty(), "its program is at work");
        std::fs::write(home.path().join("casus.db-coding-x"), "+\"a\"\n+\"b\\n\"\n-\"a\"\n+\"c").unwrap();
        let left = Left::beside(&record);
        assert_eq!(left.sources, ["b\n"]);
        left.settled();
        assert!(Left::beside(&record).sources.is_empty());
        drop(taken);
        drop(mine);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }
}
