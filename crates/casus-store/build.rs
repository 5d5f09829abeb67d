//! Builds the ledgers into the program: a list of every file under `ledgers/` with what stands in it.

#![allow(clippy::print_stdout)] // cargo reads a build script's orders from there

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the folder of this crate")?;
    let root = PathBuf::from(crate_folder).join("../../ledgers");
    let root = root.canonicalize().map_err(|_| "the folder ledgers/ is missing beside crates/")?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&root)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Box<dyn Error>>>()?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // Hidden ones are an editor's leftovers.
        if file.extension().is_some_and(|suffix| suffix == "toml") && !stem.starts_with('.') {
            println!("cargo::rerun-if-changed={}", file.display());
            writeln!(list, "    ({stem:?}, include_str!({:?})),", file.display().to_string())?;
        }
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo names a folder for built files")?;
    Ok(fs::write(Path::new(&out).join("ledgers.rs"), list)?)
}
