//! Makes the store that is kept of a schema: `casus code samples/report.txt --format jsonl | cargo run -p casus-store
//! --example keep -- crates/casus-store/tests/stores/schema-1.db`. Each document goes in under two addresses, the second
//! time as a copy. Small pages make a small file.

#![allow(clippy::print_stderr)] // it talks to whoever makes it

use casus_store::{Store, StoreError};
use casus_types::Document;
use std::io::BufRead;
use std::path::Path;

fn main() {
    let made = std::env::args().nth(1).ok_or_else(|| "name the file to make".to_string());
    if let Err(error) = made.and_then(|file| keep(Path::new(&file))) {
        eprintln!("{error}");
    }
}

fn keep(file: &Path) -> Result<(), String> {
    let told = |error: rusqlite::Error| error.to_string();
    let small = rusqlite::Connection::open(file).map_err(told)?;
    small.execute_batch("PRAGMA page_size = 512; VACUUM").map_err(told)?;
    drop(small);
    let refused = |error: StoreError| error.to_string();
    let mut store = Store::open(file).map_err(refused)?;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let document: Document = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        for url in ["https://example.org/a", "https://example.com/b"] {
            store.add(&document, Some(url)).map_err(refused)?;
        }
    }
    drop(store);
    let whole = rusqlite::Connection::open(file).map_err(told)?;
    whole.execute_batch("PRAGMA journal_mode = DELETE").map_err(told)
}
