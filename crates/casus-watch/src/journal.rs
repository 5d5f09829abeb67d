//! The journal of a watch: a file of changes, a line each, on the disk before they count. Whoever reads it again knows
//! what was known when the last whole line was written; a line that a fall of power cut off never happened.

use crate::kept::{Change, Kept, Seconds};
use jiff::Timestamp;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// A journal is written anew once so many lines were added, if that is more than it began with.
const LINES: usize = 20_000;
/// What was seen is remembered so long; the record knows its articles beyond that.
const REMEMBERED: Seconds = 120 * 86_400;

/// The journal, open.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Held as long as this journal is open, so that no other watch writes into it.
    _lock: File,
    kept: Kept,
    /// Lines since it was written anew.
    lines: usize,
    began_with: usize,
}

impl Journal {
    /// Opens a journal and reads it again; makes one where there is none.
    ///
    /// # Errors
    /// The file cannot be read or written, or another watch has it open.
    pub fn open(path: &Path, now: Timestamp) -> io::Result<Journal> {
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(beside(path, ".lock"))?;
        if lock.try_lock().is_err() {
            return Err(io::Error::new(io::ErrorKind::WouldBlock, "another casus watch is at work on it"));
        }
        let kept = read(path)?;
        let (file, began_with) = write_anew(path, &kept, now.as_second().saturating_sub(REMEMBERED))?;
        Ok(Journal { path: path.to_path_buf(), file, _lock: lock, kept: read(path)?, lines: 0, began_with })
    }

    /// What is known.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Writes a change; when this returns, it is on the disk and counts.
    pub(crate) fn write(&mut self, change: Change, now: Seconds) -> io::Result<()> {
        self.file.write_all(&line(&change)?)?;
        self.file.sync_data()?;
        self.kept.apply(change);
        self.lines += 1;
        if self.lines > LINES.max(self.began_with * 2) {
            (self.file, self.began_with) = write_anew(&self.path, &self.kept, now.saturating_sub(REMEMBERED))?;
            self.kept = read(&self.path)?;
            self.lines = 0;
        }
        Ok(())
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn line(change: &Change) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(change)?;
    line.push(b'\n');
    Ok(line)
}

fn read(path: &Path) -> io::Result<Kept> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Kept::default()),
        Err(error) => return Err(error),
    };
    let mut kept = Kept::default();
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        // A line without its end was cut off.
        if line.ends_with(b"\n") {
            let change = serde_json::from_slice(&line);
            kept.apply(
                change
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("not a journal: {error}")))?,
            );
        }
        line.clear();
    }
    Ok(kept)
}

/// Puts a new journal in the place of the old one, whole or not at all, and holds it.
fn write_anew(path: &Path, kept: &Kept, forget: Seconds) -> io::Result<(File, usize)> {
    let fresh = beside(path, ".new");
    let changes = kept.retold(forget);
    let mut bytes = Vec::new();
    for change in &changes {
        bytes.extend(line(change)?);
    }
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&fresh)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)?;
    Ok((OpenOptions::new().append(true).open(path)?, changes.len()))
}
