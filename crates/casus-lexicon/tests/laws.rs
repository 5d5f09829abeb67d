//! Laws of the loader: it takes any bytes, and nothing that it read is lost without a word.

use casus_lexicon::{Lexicon, SourceFile};
use proptest::prelude::*;

/// Every kind of file, with a small sound content to be damaged.
const SOUND: [(&str, &str); 22] = [
    (
        "ontology/types.toml",
        "[[type]]\nid = \"CONSULT\"\nmeaning = \"m\"\nquad = \"verbal-cooperation\"\nscore = 2.5\ncameo = \"04\"\n\
         [[type.mode]]\nid = \"visit\"\nmeaning = \"m\"\nscore = 4.0\n",
    ),
    ("ontology/contexts.csv", "id,meaning,words\nmilitary,m,army;troops\n"),
    ("ontology/cameo.csv", "cameo,type,mode,meaning\n042,CONSULT,visit,m\n"),
    (
        "actors/states.csv",
        "code,iso2,name,names,adjectives,demonyms,capital,metonyms,un_member,wikidata\nKOR,KR,South Korea,ROK,,,Seoul,,yes,Q884\n",
    ),
    ("actors/organisations.csv", "code,sector,name,names,members,wikidata\nNATO,IGO,NATO,,KOR,\n"),
    ("actors/bodies.csv", "code,sector,name,names,wikidata\nKOR,LEG,National Assembly,,\n"),
    ("actors/groups.csv", "code,sector,name,names,from,until,wikidata\nAFG,REB,Taliban,,,2021-08-14,\n"),
    (
        "actors/people/asia.csv",
        "person,name,names,code,sector,office,from,until,wikidata,source\npark-jin,Park Jin,,KOR,GOV,foreign minister,2022-05-12,,,\n",
    ),
    ("actors/places.csv", "name,code,kind\nBusan,KOR,city\n"),
    ("roles/agents.csv", "noun,plural,sector,note\ngunman,gunmen,REB,\n"),
    ("status/cues.csv", "cue,kind,effect,note,yes,no\nwill,modal,planned,,,\n"),
    ("quotes/cues.csv", "cue,kind,strength,note\nsay,verb,speech,\n"),
    ("units/units.csv", "unit,plural,class,series,ledger,subject,with,note\nmissile,,missile,yes,launches,doer,,\n"),
    ("units/acts.csv", "word,kind,part,class,ledger,alone,note\narrest,verb,patient,arrested,arrests,yes,\n"),
    ("units/currencies.csv", "currency,symbols,names,note\nUSD,$;us$,dollar,\n"),
    ("units/comparators.csv", "words,comparator,place,note\nat least,at_least,before,\n"),
    ("times/words.csv", "words,kind,value,note\nMonday;Mon.,weekday,1,\n"),
    (
        "states/words.csv",
        "relation,form,subject,words,without,parties,toward,needs,note,yes,no\nat_war,predicate,,at war,,subject,with,,,,\n",
    ),
    ("page/furniture.csv", "match,text,why,then\nline,Most popular,most popular,end\n"),
    ("page/agencies.csv", "name,names,zone\nAP,Associated Press,\n"),
    (
        "verbs/assault.toml",
        "type = \"ASSAULT\"\n[[rule]]\nid = \"assault.bomb\"\nverbs = [\"bomb\"]\nactors = [\"subject\"]\n\
         [[rule.yes]]\ntext = \"Jets bombed a camp.\"\n[[rule.no]]\ntext = \"The film bombed.\"\nwhy = \"a failure\"\n",
    ),
    ("elsewhere.txt", ""),
];

fn file() -> impl Strategy<Value = (&'static str, &'static str)> {
    proptest::sample::select(&SOUND[..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever the bytes, the answer is a lexicon or complaints; each complaint names its file, a line, and a way out.
    #[test]
    fn any_bytes_are_answered((path, _) in file(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(complaints) = Lexicon::load(&[SourceFile::new(path, bytes)]) {
            prop_assert!(!complaints.0.is_empty());
            for complaint in complaints.0 {
                prop_assert_eq!(complaint.file.to_string(), format!("lexicon/{path}"));
                prop_assert!(complaint.line >= 1 && !complaint.what.is_empty() && !complaint.help.is_empty());
            }
        }
    }

    /// The same for sound files with a piece cut out and another put in, which reach deeper into the checks.
    #[test]
    fn damaged_files_are_answered(
        (path, sound) in file(), at in 0usize..400, cut in 0usize..12, put in "[\\[\\]\"=,;#\\n\\ra-zA-Z0-9é.]{0,8}",
    ) {
        let mut letters: Vec<char> = sound.chars().collect();
        let at = at % (letters.len() + 1);
        let end = (at + cut).min(letters.len());
        letters.splice(at..end, put.chars());
        let contents: String = letters.into_iter().collect();
        if let Err(complaints) = Lexicon::load(&[SourceFile::new(path, contents.as_str())]) {
            let lines = contents.lines().count().max(1) as u32;
            for complaint in complaints.0 {
                prop_assert!(complaint.line <= lines + 1, "{complaint} in {lines} lines");
            }
        }
    }

    /// Rows in, rows loaded: remarks and empty lines between them change neither the rows nor their lines.
    #[test]
    fn every_row_is_loaded_with_its_line(gaps in proptest::collection::vec(0usize..4, 1..20)) {
        let mut contents = String::from("# a remark\nnoun,plural,sector,note\n");
        let mut lines = Vec::new();
        let mut line = 3;
        for (i, gap) in gaps.iter().enumerate() {
            for j in 0..*gap {
                contents.push_str(if j % 2 == 0 { "# a, remark\n" } else { "\r\n" });
                line += 1;
            }
            contents.push_str(&format!("agent{i},,GOV,\n"));
            lines.push(line);
            line += 1;
        }
        let lexicon = Lexicon::load(&[SourceFile::new("roles/agents.csv", contents)]).unwrap();
        prop_assert_eq!(lexicon.agents.iter().map(|agent| agent.origin.line).collect::<Vec<_>>(), lines);
    }
}

/// The sound files are sound: otherwise damaging them would show nothing.
#[test]
fn the_sound_files_are_sound() {
    for (path, sound) in SOUND.iter().filter(|(path, _)| *path != "elsewhere.txt" && *path != "ontology/types.toml") {
        let loaded = Lexicon::load(&[SourceFile::new(*path, *sound)]);
        let known_elsewhere = matches!(*path, "actors/organisations.csv"); // its member is a state of another file
        assert!(loaded.is_ok() || known_elsewhere, "{}", loaded.unwrap_err());
    }
}
