//! Names the weights that are built in: one hash over their files, so that a record says which networks read it and no
//! start of the program has to count through thirty megabytes.

#![allow(clippy::print_stdout)] // cargo reads a build script's orders from there

use std::path::Path;

const WEIGHTS: [&str; 2] = ["parser.safetensors", "event_reader.safetensors"];

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let mut hash = blake3::Hasher::new();
    for name in WEIGHTS {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let missing = |error| std::io::Error::other(format!("{}: {error}; casus needs its weights", path.display()));
        hash.update(&std::fs::read(&path).map_err(missing)?);
    }
    println!("cargo::rustc-env=CASUS_MODEL={}", &hash.finalize().to_hex()[..16]);
    Ok(())
}
