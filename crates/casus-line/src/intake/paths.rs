//! From the PATHs of a command to the places to read, in a fixed order: files as given, folders read through by name,
//! globs by name, `-` for standard input. Nothing is opened here.

use crate::Refusal;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Somewhere to read from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// The files up to the matching end stand in this folder.
    FolderBegins(String),
    /// The last folder is read through.
    FolderEnds,
    /// A PATH that leads nowhere.
    Refused(Refusal),
}

/// All places that the PATHs name. Files of folders that are in `leave_out` are not among them.
pub(crate) fn places(paths: &[String], leave_out: &[PathBuf]) -> VecDeque<Place> {
    let leave_out: Vec<PathBuf> = leave_out.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut places = VecDeque::new();
    for path in paths {
        match path.as_str() {
            "-" => places.push_back(Place::Stdin),
            name if Path::new(name).exists() => enter(Path::new(name), &leave_out, &mut places),
            name if name.contains(['*', '?', '[']) => expand(name, &leave_out, &mut places),
            name => {
                let refusal = Refusal::of_path(name, "no such file or folder", "check the spelling");
                places.push_back(Place::Refused(refusal));
            }
        }
    }
    places
}

fn enter(path: &Path, leave_out: &[PathBuf], places: &mut VecDeque<Place>) {
    if path.is_dir() {
        places.push_back(Place::FolderBegins(path.display().to_string()));
        read_through(path, leave_out, places);
        places.push_back(Place::FolderEnds);
    } else {
        places.push_back(Place::File(path.to_path_buf()));
    }
}

/// The files of a folder and of the folders in it, by name. Hidden files are left alone, links to folders are not
/// followed (they may lead in a circle).
fn read_through(folder: &Path, leave_out: &[PathBuf], places: &mut VecDeque<Place>) {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                let refusal = Refusal::new(
                    &folder.display().to_string(),
                    format!("cannot be read: {error}"),
                    "check the rights of the folder",
                );
                places.push_back(Place::Refused(refusal));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
        paths.sort();
        let (inner, files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| path.is_dir() && !path.is_symlink());
        let readable = |file: &PathBuf| file.is_file() && !is_left_out(file, leave_out);
        places.extend(files.into_iter().filter(readable).map(Place::File));
        folders.extend(inner.into_iter().rev());
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_left_out(file: &Path, leave_out: &[PathBuf]) -> bool {
    !leave_out.is_empty() && file.canonicalize().is_ok_and(|file| leave_out.contains(&file))
}

fn expand(pattern: &str, leave_out: &[PathBuf], places: &mut VecDeque<Place>) {
    let refuse = |what: String, cure: &str| Place::Refused(Refusal::of_path(pattern, what, cure));
    let matches = match glob::glob(pattern) {
        Ok(matches) => matches,
        Err(error) => {
            return places.push_back(refuse(format!("not a pattern: {}", error.msg), "write it as `pages/*.html`"));
        }
    };
    let mut found = false;
    for path in matches.flatten().filter(|path| !is_left_out(path, leave_out)) {
        found = true;
        enter(&path, leave_out, places);
    }
    if !found {
        places.push_back(refuse("no file matches".to_string(), "check the pattern"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_through_by_name_without_hidden_files_and_without_the_output() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        std::fs::create_dir(at("b")).unwrap();
        for name in ["c.txt", "a.txt", ".hidden", "out.jsonl", "b/z.txt", "b/y.html"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let given = home.path().display().to_string();
        let found = places(std::slice::from_ref(&given), &[at("out.jsonl")]);
        let files = [at("a.txt"), at("c.txt"), at("b/y.html"), at("b/z.txt")].map(Place::File);
        let mut expected = vec![Place::FolderBegins(given)];
        expected.extend(files);
        expected.push(Place::FolderEnds);
        assert_eq!(Vec::from(found), expected);
    }

    #[test]
    fn a_glob_that_matches_nothing_and_a_path_that_is_not_there_are_told_apart() {
        let found = places(&["no-such-*.html".to_string(), "no-such.html".to_string(), "-".to_string()], &[]);
        let said: Vec<String> = found
            .iter()
            .map(|place| match place {
                Place::Refused(refusal) => refusal.what.clone(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(said, ["no file matches", "no such file or folder", "Stdin"]);
    }
}
