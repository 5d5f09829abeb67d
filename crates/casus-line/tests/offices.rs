//! Who held an office on a day: questions drawn from a tenth of Wikidata's rows that the tables were built without. The
//! figures of `docs/accuracy.md` are printed by this test; it fails when they fall.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)] // what cannot be set up must stop the test; the figures are its voice

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader};
use casus_types::{Code, Date};
use std::collections::BTreeSet;

/// A row of `tests/offices/withheld.csv`.
struct Asked {
    code: String,
    office: String,
    day: Date,
    person: String,
}

fn asked() -> Vec<Asked> {
    let file = include_str!("../../../tests/offices/withheld.csv");
    let rows = file.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let [code, office, day, person, _] = cells.as_slice() else { panic!("{line} has not five cells") };
        let day = day.parse().expect("a day");
        Asked { code: code.to_string(), office: office.to_string(), day, person: person.to_string() }
    };
    rows.map(row).collect()
}

/// The words of a name without marks and initials, so that orders and transliterations meet.
fn words(name: &str) -> BTreeSet<String> {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ş' | 'ś' | 'š' => 's',
        'ğ' => 'g',
        'ı' => 'i',
        'ń' | 'ñ' => 'n',
        other => other,
    };
    let lower: String = name.to_lowercase().chars().map(plain).collect();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_string).collect()
}

/// Two ways to write one name share two words, or all of the shorter.
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared >= 2.min(one.len()).min(other.len()) && shared > 0
}

#[test]
fn offices_are_held_by_whom_wikidata_says() {
    let lexicon = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    let adjective = |code: &str| {
        let state = lexicon.states.iter().find(|state| state.code.0 == code).expect("a state");
        state.adjectives.first().expect("an adjective").clone()
    };
    let questions = asked();
    let texts: Vec<String> =
        questions.iter().map(|q| format!("The {} {} spoke.", adjective(&q.code), q.office)).collect();
    let aliases: Vec<(String, Vec<String>)> =
        lexicon.people.iter().map(|p| (p.name.clone(), p.names.clone())).collect();
    let line = Line::new(lexicon, Reader::embedded().expect("the weights are whole")).without_cleaning();
    let (mut right, mut wrong, mut open) = (0, 0, 0);
    for (question, text) in questions.iter().zip(&texts) {
        let answer = line.who(text, question.day, Some(Code(question.code.clone()))).expect("a name");
        match answer.found.as_slice() {
            [one] if one.role.as_deref() != Some(&one.name) => {
                let other = aliases.iter().filter(|(name, _)| *name == one.name).flat_map(|(_, names)| names);
                let names: Vec<&String> = other.chain([&one.name]).collect();
                if names.iter().any(|name| same(name, &question.person)) {
                    right += 1;
                } else {
                    wrong += 1;
                    eprintln!(
                        "wrong: {} {} {}: {} for {}",
                        question.code, question.office, question.day, one.name, question.person
                    );
                }
            }
            _ => {
                open += 1;
                eprintln!(
                    "open: {} {} {}: {} ({})",
                    question.code,
                    question.office,
                    question.day,
                    question.person,
                    answer.found.len()
                );
            }
        }
    }
    let all = questions.len() as f64;
    eprintln!(
        "{} asked: right {:.3}, wrong {:.3}, open {:.3}",
        questions.len(),
        right as f64 / all,
        wrong as f64 / all,
        open as f64 / all
    );
    assert!(right as f64 / all >= 0.94, "fewer offices are answered rightly than before");
    assert!(wrong as f64 / all <= 0.02, "more offices are answered wrongly than before");
}
