//! Any bytes are a file of a lexicon: it is read, or refused with at least one complaint that names the file. The first
//! byte chooses which file it is.

#![no_main]

use casus_lexicon::{Lexicon, SourceFile};
use libfuzzer_sys::fuzz_target;

/// A file of each form.
const FILES: [&str; 17] = [
    "ontology/types.toml",
    "ontology/contexts.csv",
    "ontology/cameo.csv",
    "actors/states.csv",
    "actors/organisations.csv",
    "actors/bodies.csv",
    "actors/groups.csv",
    "actors/people.csv",
    "actors/places.csv",
    "roles/agents.csv",
    "status/cues.csv",
    "quotes/cues.csv",
    "units/units.csv",
    "times/words.csv",
    "page/furniture.csv",
    "page/agencies.csv",
    "verbs/aid.toml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, contents)) = bytes.split_first() else { return };
    let path = FILES[usize::from(*choice) % FILES.len()];
    if let Err(complaints) = Lexicon::load(&[SourceFile::new(path, contents)]) {
        assert!(!complaints.0.is_empty(), "refused without a word");
        for complaint in &complaints.0 {
            assert!(complaint.line >= 1 && !complaint.what.is_empty() && !complaint.help.is_empty(), "{complaint}");
        }
    }
});
