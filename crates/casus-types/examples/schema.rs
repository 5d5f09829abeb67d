//! Prints the JSON schema of the coded document. After a change to the published records:
//! `cargo run -p casus-types --example schema > docs/schema/coded-1.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let schema = schemars::schema_for!(casus_types::Document);
    let text = serde_json::to_string_pretty(&schema)?;
    writeln!(std::io::stdout(), "{text}")
}
