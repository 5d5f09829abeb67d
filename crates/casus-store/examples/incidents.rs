//! Adds coded documents to a record in memory and prints the incidents that several articles tell of, to be read.
//!
//! ```text
//! casus code PATH… --format jsonl > coded.jsonl
//! cargo run --release -p casus-store --example incidents -- coded.jsonl 3
//! ```

#![allow(clippy::print_stdout)] // a program

use casus_store::Store;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give the coded documents")?;
    let least: usize = arguments.next().unwrap_or_else(|| "3".to_string()).parse()?;
    let mut store = Store::in_memory()?;
    for row in std::fs::read_to_string(path)?.lines() {
        store.add(&serde_json::from_str(row)?, None)?;
    }
    for incident in store.incidents_to_read(least)? {
        println!("{incident}");
    }
    Ok(())
}
