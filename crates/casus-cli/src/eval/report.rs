//! The figures in fixed lines, the same from run to run, and the errors under the heading of their field.

use super::errors::{Field, Mistake};
use super::tally::{Found, Share, Tally};
use std::collections::BTreeMap;

/// The figures: one line a measure, shares with three decimals, `nan` where there was nothing to count.
pub(super) fn figures(tally: &Tally) -> String {
    let t = tally;
    let dyads = Found { both: t.dyads, ..t.events };
    let speakers = Found { both: t.speaker.right, ..t.quotes };
    let numbers = Found { both: t.number.right, ..t.claims };
    let mut lines = Vec::new();
    if !t.missing.is_empty() {
        lines.push(format!("no coded document for: {}", t.missing.join(" ")));
    }
    lines.push(format!("event        {}  {}", measure(t.events), counts(t.events)));
    lines.push(format!("dyad         {}", measure(dyads)));
    lines.push(format!(
        "on matched   actors {}  recipients {}  status {}  date {}  said_by {}",
        share(t.actors),
        share(t.recipients),
        share(t.status),
        share(t.date),
        share(t.said_by)
    ));
    lines.push(format!(
        "             mode {} of {}  ledger {} of {}  salience {}",
        share(t.mode),
        t.mode.of,
        share(t.ledger),
        t.ledger.of,
        share(t.salience)
    ));
    lines.push(format!(
        "not done     {} of {} planned, conditional, hypothetical or negated events found with their status",
        share(t.not_done),
        t.not_done.of
    ));
    lines.push(format!(
        "asserted     {} of {} 'happened' events rest on words that the gold does not call happened",
        share(t.asserted),
        t.asserted.of
    ));
    lines.push(format!(
        "quote        F1 {}  with speaker F1 {}  kind {}  {}",
        decimals(f1(t.quotes)),
        decimals(f1(speakers)),
        share(t.quote_kind),
        counts(t.quotes)
    ));
    lines.push(format!(
        "claim        F1 {}  with number F1 {}  comparator {}  {}",
        decimals(f1(t.claims)),
        decimals(f1(numbers)),
        share(t.comparator),
        counts(t.claims)
    ));
    lines.push(format!(
        "commitment   F1 {}  kind {}  committed {}  {}",
        decimals(f1(t.commitments)),
        share(t.commitment_kind),
        share(t.committed),
        counts(t.commitments)
    ));
    // Articles in which nobody looked for states say nothing of them.
    if let Some(states) = t.states {
        lines.push(format!(
            "state        F1 {}  parties {}  {}",
            decimals(f1(states)),
            share(t.state_parties),
            counts(states)
        ));
    }
    lines.push(format!(
        "page         furniture dropped {} of {}  evidence lost {} of {}",
        share(t.furniture),
        t.furniture.of,
        t.lost.right,
        t.lost.of
    ));
    lines.join("\n") + "\n"
}

/// The errors by field, each under its heading with how many there are; one a line, the article first.
pub(super) fn errors(mistakes: &[Mistake]) -> String {
    let mut by_field: BTreeMap<Field, Vec<&Mistake>> = BTreeMap::new();
    for mistake in mistakes {
        by_field.entry(mistake.field).or_default().push(mistake);
    }
    let mut report = String::new();
    for (field, mistakes) in by_field {
        report.push_str(&format!("{} ({})\n", field.heading(), mistakes.len()));
        for mistake in mistakes {
            report.push_str(&format!("  {}: {}\n", mistake.doc, mistake.what));
        }
        report.push('\n');
    }
    report
}

fn counts(found: Found) -> String {
    format!("(gold {}, system {})", found.gold, found.coded)
}

fn measure(found: Found) -> String {
    let ratio = |of| decimals(ratio(found.both, of));
    format!("F1 {}  P {}  R {}", decimals(f1(found)), ratio(found.coded), ratio(found.gold))
}

/// The harmonic mean of precision and recall; 0 where nothing was found.
fn f1(found: Found) -> f64 {
    if found.both == 0 { 0.0 } else { (2 * found.both) as f64 / (found.coded + found.gold) as f64 }
}

fn share(share: Share) -> String {
    decimals(ratio(share.right, share.of))
}

fn ratio(part: usize, of: usize) -> f64 {
    part as f64 / of as f64 // nothing of nothing is no number, and is written so
}

fn decimals(value: f64) -> String {
    if value.is_nan() { "nan".to_string() } else { format!("{value:.3}") }
}
