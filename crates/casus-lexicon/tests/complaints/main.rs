//! What the analyst is told: sound files, each broken in one way, and the complaints word for word.

mod claims;
mod files;
mod ontology;
mod rules;
mod tables;
mod words;

use casus_lexicon::{Lexicon, SourceFile};

/// A sound file of rules; nothing is said of it.
const SOUND: &str = r#"type = "ASSAULT"

[[rule]]
id = "assault.bomb"
verbs = ["bomb", "rain down"]
actors = ["subject"]
recipients = ["object", "on"]

  [[rule.yes]]
  text = "Syrian jets bombed a camp near Idlib."

  [[rule.no]]
  text = "The film bombed at the box office."
  why = "a failure"
"#;

/// The complaints about a set of files, as they are shown.
fn complaints_of(files: &[(&str, &str)]) -> String {
    let files: Vec<SourceFile> = files.iter().map(|(path, contents)| SourceFile::new(*path, *contents)).collect();
    match Lexicon::load(&files) {
        Ok(_) => "no complaint".to_string(),
        Err(complaints) => complaints.to_string(),
    }
}

/// The sound rule with one piece replaced.
fn sound_but(old: &str, new: &str) -> String {
    assert!(SOUND.contains(old), "{old} is no piece of the sound rule");
    SOUND.replace(old, new)
}

/// A table of states with these rows.
fn states(rows: &str) -> String {
    format!("code,iso2,name,names,adjectives,demonyms,capital,metonyms,un_member,wikidata\n{rows}")
}

/// A table of people with these rows.
fn people(rows: &str) -> String {
    format!("person,name,names,code,sector,office,from,until,wikidata,source\n{rows}")
}

/// All sixteen classes, in short; the last one, ASSAULT, has the modes `explosives` and `beat`.
fn all_types() -> String {
    let class = |kind: casus_types::EventType| {
        format!(
            "[[type]]\nid = \"{}\"\nmeaning = \"A class.\"\nquad = \"material-conflict\"\nscore = -9.0\ncameo = \"18\"\n",
            kind.code()
        )
    };
    let mode = |id: &str| format!("[[type.mode]]\nid = \"{id}\"\nmeaning = \"A mode.\"\n");
    casus_types::EventType::ALL.into_iter().map(class).chain([mode("explosives"), mode("beat")]).collect()
}

#[test]
fn sound_files_are_taken_without_a_word() {
    assert_eq!(complaints_of(&[("verbs/assault.toml", SOUND), ("ontology/types.toml", &all_types())]), "no complaint");
    assert_eq!(complaints_of(&[]), "no complaint");
}
