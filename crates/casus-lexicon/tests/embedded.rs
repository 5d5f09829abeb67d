//! The lexicon that is built into the program.

use casus_lexicon::{Complaints, Lexicon, SourceFile, read_folder};
use std::path::Path;

#[test]
fn it_loads_without_a_complaint() {
    let files = Lexicon::embedded_files();
    let lexicon = Lexicon::load(&files).unwrap_or_else(|complaints| panic!("{complaints}"));
    assert!(Lexicon::embedded().is_ok_and(|read| read == lexicon), "the same with and without the checks");
    for (path, cities) in [("places/cities.csv", &lexicon.cities), ("places/regions.csv", &lexicon.regions)] {
        let mut complaints = Complaints::default();
        let file = files.iter().find(|file| file.path == path).expect("the table is built in");
        cities.check(file, &mut complaints);
        assert!(complaints.0.is_empty(), "{complaints}");
        assert_eq!(cities.all().count(), cities.lines(), "rows of {path} are lost in loading");
    }
    let tables = [
        ("types", lexicon.ontology.types.len()),
        ("contexts", lexicon.ontology.contexts.len()),
        ("cameo", lexicon.ontology.cameo.len()),
        ("states", lexicon.states.len()),
        ("organisations", lexicon.organisations.len()),
        ("bodies", lexicon.bodies.len()),
        ("groups", lexicon.groups.len()),
        ("people", lexicon.people.len()),
        ("places", lexicon.places.len()),
        ("memberships", lexicon.memberships.len()),
        ("cities", lexicon.cities.lines()),
        ("regions", lexicon.regions.lines()),
        ("offices", lexicon.offices.len()),
        ("given names", lexicon.given_names.len()),
        ("agents", lexicon.agents.len()),
        ("rules", lexicon.rules.len()),
        ("status cues", lexicon.status_cues.len()),
        ("quote cues", lexicon.quote_cues.len()),
        ("units", lexicon.units.len()),
        ("counted acts", lexicon.counted_acts.len()),
        ("currencies", lexicon.currencies.len()),
        ("comparators", lexicon.comparators.len()),
        ("time words", lexicon.time_words.len()),
        ("words of states", lexicon.state_words.len()),
        ("commitment words", lexicon.commitment_words.len()),
        ("furniture lines", lexicon.page_words.furniture_lines().len()),
        ("agencies", lexicon.page_words.agencies().len()),
    ];
    let empty: Vec<&str> = tables.iter().filter(|(_, rows)| *rows == 0).map(|(table, _)| *table).collect();
    assert!(empty.is_empty(), "empty or missing: {empty:?}");
}

#[test]
fn it_is_the_folder_as_it_lies_on_disk() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon");
    let named = |file: SourceFile| (file.path, file.contents);
    let on_disk: Vec<_> = read_folder(&folder).unwrap().into_iter().map(named).collect();
    let embedded: Vec<_> = Lexicon::embedded_files().into_iter().map(named).collect();
    assert!(on_disk == embedded, "the files built in are not those in lexicon/");
}

/// An analyst's folder need hold only the files that differ; everything else stays as it was.
#[test]
fn a_file_laid_over_it_replaces_the_one_of_its_name() {
    let mine = SourceFile::new("quotes/cues.csv", "cue,kind,strength,note\nproclaim,verb,speech,\n");
    let before = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    let after = Lexicon::overlay(&[mine]).unwrap_or_else(|complaints| panic!("{complaints}"));
    let verbs: Vec<&str> = after.quote_cues.iter().map(|cue| cue.cue.as_str()).collect();
    assert_eq!(verbs, ["proclaim"]);
    assert_eq!(before.rules, after.rules);
    assert_ne!(before.hash, after.hash);
}

#[test]
fn the_hash_knows_names_and_bytes_but_not_the_order_of_files() {
    let a = SourceFile::new("quotes/cues.csv", "cue,kind,strength,note\nsay,verb,speech,\n");
    let b = SourceFile::new(
        "units/units.csv",
        "unit,plural,class,series,ledger,subject,with,note\nmissile,,missile,yes,launches,doer,,\n",
    );
    let hash = |files: &[SourceFile]| Lexicon::load(files).unwrap().hash;
    assert_eq!(hash(&[a.clone(), b.clone()]), hash(&[b.clone(), a.clone()]));
    assert_ne!(hash(std::slice::from_ref(&a)), hash(&[a, b]));
    assert_eq!(hash(&[]).len(), 16);
}
