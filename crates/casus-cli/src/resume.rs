//! Going on with a JSONL file that a run left unfinished: a half-written last line is cut off, and the reports that
//! are in the file are counted so that they are not coded again.

use casus_types::Stamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// The reports that are in the file, by id. An id may stand for several reports.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Already {
    reports: BTreeMap<String, usize>,
}

impl Already {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.reports.values().sum()
    }

    /// Whether a report of this id is in the file; each is counted off once.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        match self.reports.get_mut(id) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// As much of a coded document as is needed here.
#[derive(Deserialize)]
struct Written {
    casus: String,
    lexicon: String,
    model: Option<String>,
    article: WrittenArticle,
}

#[derive(Deserialize)]
struct WrittenArticle {
    id: String,
}

/// Cuts off a half-written last line and tells what is in the file. A file that is not there yet holds nothing; one
/// coded by another version or lexicon is refused, for its lines and ours would not go together.
pub(crate) fn already_in(file: &Path, stamp: &Stamp) -> Result<Already, String> {
    let told = |error: io::Error| format!("{}: cannot be read: {error}", file.display());
    let opened = match File::open(file) {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Already::default()),
        Err(error) => return Err(told(error)),
    };
    let length = opened.metadata().map_err(told)?.len();
    let (mut reader, mut already, mut whole) = (BufReader::new(opened), Already::default(), 0);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(told)?;
        if line.last() != Some(&b'\n') {
            break; // the end, or a line that was never finished
        }
        let written: Written = serde_json::from_slice(&line).map_err(|_| {
            format!(
                "{}:{number}: not a coded document; --resume goes on only with a file that casus wrote",
                file.display()
            )
        })?;
        if (written.casus, written.lexicon, written.model)
            != (stamp.casus.clone(), stamp.lexicon.clone(), stamp.model.clone())
        {
            let file = file.display();
            return Err(format!("{file}:{number}: coded by another version or lexicon; start anew without --resume"));
        }
        *already.reports.entry(written.article.id).or_default() += 1;
        whole += read as u64;
    }
    if whole < length {
        OpenOptions::new().write(true).open(file).and_then(|file| file.set_len(whole)).map_err(told)?;
    }
    Ok(already)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, lexicon: &str) -> String {
        format!("{{\"casus\":\"1\",\"lexicon\":\"{lexicon}\",\"model\":null,\"article\":{{\"id\":\"{id}\"}}}}\n")
    }

    fn stamp() -> Stamp {
        Stamp { casus: "1".to_string(), lexicon: "l".to_string(), ..Stamp::default() }
    }

    #[test]
    fn a_half_written_line_is_cut_off_and_whole_ones_count() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("coded.jsonl");
        let whole = format!("{}{}{}", line("a", "l"), line("b", "l"), line("a", "l"));
        std::fs::write(&file, format!("{whole}{{\"casus\":\"1\",\"lex")).unwrap();
        let mut already = already_in(&file, &stamp()).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
        assert_eq!(already.len(), 3);
        let taken: Vec<bool> = ["a", "a", "a", "b", "c"].into_iter().map(|id| already.take(id)).collect();
        assert_eq!(taken, [true, true, false, true, false]);
    }

    #[test]
    fn a_file_of_another_lexicon_or_of_another_program_is_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("coded.jsonl");
        assert_eq!(already_in(&file, &stamp()), Ok(Already::default()));
        for (content, complaint) in
            [(line("a", "other"), "another version or lexicon"), ("1,2\n".to_string(), "not a coded")]
        {
            std::fs::write(&file, &content).unwrap();
            assert!(already_in(&file, &stamp()).unwrap_err().contains(complaint));
            assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
        }
    }
}
