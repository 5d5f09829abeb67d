//! Builds the analyst's files into the program: writes a list of every file under `lexicon/` with its contents.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo gives the folder of this crate"))
        .join("../../lexicon");
    assert!(root.is_dir(), "the folder lexicon/ is missing beside crates/: casus cannot be built without its lexicon");
    let root = root.canonicalize().expect("lexicon/ can be reached");
    let mut files = Vec::new();
    collect(&root, &mut files).expect("the files of lexicon/ can be listed");
    files.sort();

    let mut list = String::from("&[\n");
    for file in files {
        let inside = file.strip_prefix(&root).expect("listed below the root");
        let name = inside.to_str().expect("file names of the lexicon are UTF-8").replace('\\', "/");
        if name == "README.md" || name.starts_with("schema/") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.display().to_string()).expect("a string grows");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo gives a folder for built files"));
    fs::write(out.join("embedded.rs"), list).expect("the list can be written");
}

/// Every file below `folder`; hidden ones, such as an editor's leftovers, are passed over.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    // A folder's own entry changes when files come or go.
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match path.is_dir() {
            _ if hidden => {}
            true => collect(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
