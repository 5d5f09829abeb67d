//! Writes the JSON schemas of the lexicon's files to `lexicon/schema/`: `cargo run -p casus-lexicon --example schemas`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/schema");
    fs::create_dir_all(&folder)?;
    for (name, schema) in casus_lexicon::schemas() {
        fs::write(folder.join(name), schema)?;
    }
    Ok(())
}
