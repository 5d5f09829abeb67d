//! The files of a lexicon as they lie on disk or in the program: names and bytes, not yet read. Laying an analyst's
//! folder over the built-in one happens here, file by file.

use crate::complaint::{Complaints, Origin};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The folder it was found in, as the analyst knows it: `lexicon`. For messages only.
    pub folder: Arc<str>,
    /// The path inside that folder, with `/`: `verbs/assault.toml`.
    pub path: String,
    /// Its bytes.
    pub contents: Cow<'static, [u8]>,
}

impl SourceFile {
    /// A file of the folder `lexicon`.
    pub fn new(path: impl Into<String>, contents: impl Into<Vec<u8>>) -> SourceFile {
        SourceFile { folder: "lexicon".into(), path: path.into(), contents: Cow::Owned(contents.into()) }
    }

    /// The name for messages: `lexicon/verbs/assault.toml`.
    pub fn shown(&self) -> Arc<str> {
        format!("{}/{}", self.folder, self.path).into()
    }

    /// The text, or a complaint when it is not UTF-8. A byte-order mark is complained of and passed over.
    pub(crate) fn text(&self, complaints: &mut Complaints) -> Option<&str> {
        let file = self.shown();
        match std::str::from_utf8(&self.contents) {
            Ok(text) => match text.strip_prefix('\u{feff}') {
                Some(rest) => {
                    let what = "the file begins with a byte-order mark";
                    complaints.push(&Origin { file, line: 1 }, what, "save it as UTF-8 without a mark (BOM)");
                    Some(rest)
                }
                None => Some(text),
            },
            Err(error) => {
                let before = self.contents.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u32;
                let what = "the file is not UTF-8 from here on";
                complaints.push(&Origin { file, line }, what, "save it as UTF-8");
                None
            }
        }
    }
}

/// The files built into the program, by path.
pub(crate) fn embedded_files() -> Vec<SourceFile> {
    let files: &[(&str, &'static [u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
    let folder: Arc<str> = "lexicon".into();
    files
        .iter()
        .map(|(path, contents)| SourceFile {
            folder: Arc::clone(&folder),
            path: (*path).to_string(),
            contents: Cow::Borrowed(contents),
        })
        .collect()
}

/// The files of a folder on disk and of the folders in it, by path; `README.md`, `schema/` and hidden files are no part
/// of a lexicon.
pub fn read_folder(folder: &Path) -> io::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || inside == "README.md" || inside == "schema" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let shown = root.to_string_lossy();
            files.push(SourceFile {
                folder: shown.trim_end_matches('/').into(),
                path: inside,
                contents: Cow::Owned(fs::read(&path)?),
            });
        }
    }
    Ok(())
}

/// Lays files over others: one of the same path replaces, others are added. By path.
pub(crate) fn lay_over(base: Vec<SourceFile>, above: &[SourceFile]) -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> =
        base.into_iter().filter(|file| above.iter().all(|upper| upper.path != file.path)).collect();
    files.extend_from_slice(above);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// A hash of all names and bytes, 16 hexadecimal digits. Lengths go in too, so that no two sets of files run together.
pub(crate) fn hash(files: &[SourceFile]) -> String {
    let mut sorted: Vec<&SourceFile> = files.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hash = blake3::Hasher::new();
    for file in sorted {
        for part in [file.path.as_bytes(), &file.contents] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
