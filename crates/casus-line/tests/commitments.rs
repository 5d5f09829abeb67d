//! Who is bound to act on a condition, on sentences that were written apart from the rules: `tests/commitments/sentences.csv`,
//! half of them traps, where nobody is. They were frozen before the rules were mended, and no rule may be written for one
//! of them. Other sentences to develop on can be named in `CASUS_COMMITMENT_SENTENCES`; then what came out wrong is listed.
//! `cargo test -p casus-line --test commitments -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // helpers of tests may fail and print the figures

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader, Report};
use casus_types::{Code, Commitment, CommitmentKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Below these the test fails: a little under what is measured (`docs/accuracy.md`).
const LEAST_F1: f64 = 0.84;
const LEAST_KIND: f64 = 0.75;
const LEAST_COMMITTED: f64 = 0.87;

struct Case {
    id: String,
    sentence: String,
    /// Nothing for a trap.
    kind: Option<CommitmentKind>,
    committed: BTreeSet<String>,
    toward: BTreeSet<String>,
    trigger_actor: BTreeSet<String>,
    trap: String,
}

const KINDS: [(&str, CommitmentKind); 4] = [
    ("threat", CommitmentKind::Threat),
    ("promise", CommitmentKind::Promise),
    ("offer", CommitmentKind::Offer),
    ("prediction", CommitmentKind::Prediction),
];

fn word(kind: CommitmentKind) -> &'static str {
    KINDS.iter().find(|(_, other)| *other == kind).map(|(word, _)| *word).unwrap()
}

fn cases(path: &Path) -> Vec<Case> {
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    let codes = |cell: &str| cell.split(';').filter(|code| !code.is_empty()).map(str::to_string).collect();
    let case = |row: csv::StringRecord| Case {
        id: row[0].to_string(),
        sentence: row[1].to_string(),
        kind: KINDS.iter().find(|(word, _)| *word == &row[2]).map(|(_, kind)| *kind),
        committed: codes(&row[3]),
        toward: codes(&row[4]),
        trigger_actor: codes(&row[5]),
        trap: row[6].to_string(),
    };
    rows.records().map(|row| case(row.unwrap())).collect()
}

fn set(codes: &[Code]) -> BTreeSet<String> {
    codes.iter().map(|code| code.0.clone()).collect()
}

/// How often something was asked for, given, and right.
#[derive(Default)]
struct Count {
    there: usize,
    given: usize,
    found: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (self.there + self.given) as f64
    }
}

#[derive(Default)]
struct Tally {
    all: Count,
    kinds: BTreeMap<&'static str, Count>,
    traps: BTreeMap<String, (usize, usize)>,
    kind: usize,
    committed: usize,
    toward: usize,
    actor: usize,
}

impl Tally {
    fn add(&mut self, case: &Case, coded: &[Commitment]) -> Option<String> {
        self.all.given += coded.len();
        for one in coded {
            self.kinds.entry(word(one.kind)).or_default().given += 1;
        }
        let Some(kind) = case.kind else {
            let class = self.traps.entry(case.trap.clone()).or_default();
            class.0 += usize::from(coded.is_empty());
            class.1 += 1;
            return coded
                .first()
                .map(|one| format!("trap ({}) taken for a {}: {}", case.trap, word(one.kind), one.why));
        };
        self.all.there += 1;
        self.kinds.entry(word(kind)).or_default().there += 1;
        let Some(one) = coded.iter().find(|one| one.kind == kind).or(coded.first()) else {
            return Some(format!("{} missed", word(kind)));
        };
        self.all.found += 1;
        let committed = set(&one.committed);
        let (same_kind, same_party) = (one.kind == kind, committed == case.committed);
        self.kinds.entry(word(kind)).or_default().found += usize::from(same_kind);
        self.kind += usize::from(same_kind);
        self.committed += usize::from(same_party);
        self.toward += usize::from(set(&one.toward) == case.toward);
        let actor: BTreeSet<String> = one.trigger_actor.iter().map(|code| code.0.clone()).collect();
        self.actor +=
            usize::from(actor.is_subset(&case.trigger_actor) && actor.is_empty() == case.trigger_actor.is_empty());
        let wrong = !same_kind || !same_party;
        wrong.then(|| {
            format!(
                "{} of {:?} came out as {} of {committed:?}: {}",
                word(kind),
                case.committed,
                word(one.kind),
                one.why
            )
        })
    }

    fn print(&self) {
        for (kind, count) in &self.kinds {
            println!(
                "{kind:12} F1 {:.3}  {} of {} right, given {} times",
                count.f1(),
                count.found,
                count.there,
                count.given
            );
        }
        for (trap, (passed, all)) in &self.traps {
            println!("trap {trap:36} {passed} of {all} passed by");
        }
    }
}

#[test]
fn who_is_bound_is_told_from_who_is_not() {
    let line = Line::new(Lexicon::embedded().unwrap(), Reader::embedded().unwrap()).without_cleaning();
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/commitments/sentences.csv");
    let named = std::env::var_os("CASUS_COMMITMENT_SENTENCES").map(std::path::PathBuf::from);
    let cases = cases(named.as_deref().unwrap_or(&frozen));
    let mut tally = Tally::default();
    for case in &cases {
        let coded = line.code(&Report::of_text(&case.sentence)).unwrap();
        let wrong = tally.add(case, &coded.commitments);
        if let Some(wrong) = wrong.filter(|_| named.is_some()) {
            println!("{} {wrong}\n    {}", case.id, case.sentence);
        }
    }
    tally.print();
    let share = |right: usize| right as f64 / tally.all.found as f64;
    let (f1, kind, committed) = (tally.all.f1(), share(tally.kind), share(tally.committed));
    let all = &tally.all;
    println!("F1 {f1:.3} ({} of {} found, given {} times)", all.found, all.there, all.given);
    println!(
        "of those found: kind {kind:.3}, committed {committed:.3}, toward {:.3}, trigger actor {:.3}",
        share(tally.toward),
        share(tally.actor)
    );
    assert!(f1 >= LEAST_F1 && kind >= LEAST_KIND && committed >= LEAST_COMMITTED);
}
