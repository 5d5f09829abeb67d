//! The schemas in `lexicon/schema/` are those of the reader. After a change of a format, write them anew with
//! `cargo run -p casus-lexicon --example schemas`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn the_schemas_on_disk_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon/schema");
    let mut made = BTreeSet::new();
    for (name, schema) in casus_lexicon::schemas() {
        let stored = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(stored == schema, "{name} is out of date: run `cargo run -p casus-lexicon --example schemas`");
        made.insert(name.to_string());
    }
    let lying: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(lying, made, "a schema without a format, or a format without a schema");
}

/// The schema of a rule names the keys that must be there and refuses others.
#[test]
fn a_rule_must_have_an_id_and_only_known_keys() {
    let schemas = casus_lexicon::schemas();
    let (_, rules) = schemas.iter().find(|(name, _)| *name == "rules.json").unwrap();
    let rules: serde_json::Value = serde_json::from_str(rules).unwrap();
    let rule = &rules["$defs"]["RuleForm"];
    assert_eq!(rule["required"], serde_json::json!(["id"]));
    assert_eq!(rule["additionalProperties"], serde_json::json!(false));
    assert_eq!(rule["properties"]["verbs"]["items"]["type"], "string");
}
