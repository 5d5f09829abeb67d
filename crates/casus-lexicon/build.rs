//! Builds the analyst's files into the program: writes a list of every file under `lexicon/` with its contents.

#![allow(clippy::print_stdout)] // cargo reads a build script's orders from there

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the folder of this crate")?;
    let root = PathBuf::from(crate_folder).join("../../lexicon");
    if !root.is_dir() {
        return Err("the folder lexicon/ is missing beside crates/: casus cannot be built without its lexicon".into());
    }
    let root = root.canonicalize()?;
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();

    let mut list = String::from("&[\n");
    for file in files {
        let path = file.to_str().ok_or_else(|| format!("{} has a name that is not UTF-8", file.display()))?;
        let name = file.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        // Neither the description of the formats nor their schemas are part of what is read.
        if name == "README.md" || name.starts_with("schema/") {
            continue;
        }
        println!("cargo::rerun-if-changed={path}");
        writeln!(list, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo names a folder for built files")?;
    Ok(fs::write(Path::new(&out).join("embedded.rs"), list)?)
}

/// Every file below `folder`; hidden ones, such as an editor's leftovers, are passed over.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    // A folder's own entry changes when files come or go.
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
