//! Learns what makes two records tell the same act, and measures it, on chained documents that `training/incidents.py`
//! prepared: learned on one half of the topics and measured on the other, both ways, beside two plain rules.
//!
//! ```text
//! cargo run --release -p casus-store --example same_event -- witnesses.jsonl [weights.tsv]
//! ```
//!
//! With a second file the weights learned on all topics are written there.

#![allow(clippy::print_stdout)] // a program

mod learn;
mod scores;

use casus_store::incidents::{Bag, NAMES, Party, Place, Weights, Witness, chance, gather, likenesses, logit, stem};
use scores::{Score, score};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Deserialize)]
struct Document {
    id: String,
    topic: usize,
    text: String,
    gold: Vec<Act>,
    ours: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    chain: Option<String>,
    trigger: String,
    kind: Option<String>,
    mode: Option<String>,
    evidence: String,
    actors: Vec<Name>,
    recipients: Vec<Name>,
    place: Option<String>,
    status: Option<String>,
    days: Option<(String, String)>,
}

#[derive(Deserialize)]
struct Name {
    code: Option<String>,
    name: String,
}

/// An act with what is known of it.
struct Seen {
    witness: Witness,
    chain: usize,
    topic: usize,
    plus: bool,
    said: String,
}

/// All acts of a kind, and how alike their articles are.
struct Half<'a> {
    acts: Vec<&'a Seen>,
    stories: &'a [Bag],
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the file that training/incidents.py prepared")?;
    let rows = std::fs::read_to_string(path)?;
    let documents: Vec<Document> = rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let stories: Vec<Bag> = documents.iter().map(|document| Bag::of(&document.text)).collect();
    let mut chains: BTreeMap<String, usize> = BTreeMap::new();
    let (mut gold, mut ours) = (Vec::new(), Vec::new());
    for (at, document) in documents.iter().enumerate() {
        for act in &document.gold {
            gold.push(seen(act, at, document, &mut chains));
        }
        for act in &document.ours {
            ours.push(seen(act, at, document, &mut chains));
        }
    }
    let half = |acts: &'_ [Seen], odd: usize| -> Vec<usize> {
        (0..acts.len()).filter(|at| acts[*at].topic % 2 == odd).collect()
    };
    let pick = |acts: &'static [Seen], odd: usize| -> Vec<&'static Seen> {
        half(acts, odd).into_iter().map(|at| &acts[at]).collect()
    };
    let gold: &'static [Seen] = Vec::leak(gold);
    let ours: &'static [Seen] = Vec::leak(ours);
    let mut totals: BTreeMap<&str, Score> = BTreeMap::new();
    for odd in [0, 1] {
        let learn_on = Half { acts: pick(gold, 1 - odd), stories: &stories };
        let measure_on = Half { acts: pick(gold, odd), stories: &stories };
        let weights = learn::weights(&pairs(&learn_on));
        let best = threshold(&learn_on, &weights, |score| score.conll());
        for (name, weight) in NAMES.iter().zip(&weights) {
            println!("{name:20} {weight:+.2}");
        }
        println!("threshold {best:.2}");
        let mut tally = |name, groups: Vec<usize>, half: &Half<'_>| {
            let gold: Vec<usize> = half.acts.iter().map(|act| act.chain).collect();
            *totals.entry(name).or_default() += score(&gold, &groups);
        };
        tally("gold acts: ours", ours_of(&measure_on, &weights, best), &measure_on);
        tally(
            "gold acts: same lemma in a topic",
            by(&measure_on, |s| format!("{} {}", s.topic, s.witness.trigger)),
            &measure_on,
        );
        tally("gold acts: same lemma", by(&measure_on, |s| s.witness.trigger.clone()), &measure_on);
        tally("gold acts: one a day", by(&measure_on, one_a_day), &measure_on);

        let learn_on = Half { acts: known(pick(ours, 1 - odd)), stories: &stories };
        let measure_on = Half { acts: known(pick(ours, odd)), stories: &stories };
        let own = if std::env::var_os("OWN").is_some() { learn::weights(&pairs(&learn_on)) } else { weights };
        let best =
            threshold(
                &learn_on,
                &own,
                |score| if score.pairs().0 >= 0.95 { score.pairs().1 } else { score.pairs().0 - 1.0 },
            );
        println!("threshold of our events {best:.2}");
        let mut tally = |name, groups: Vec<usize>, half: &Half<'_>| {
            let gold: Vec<usize> = half.acts.iter().map(|act| act.chain).collect();
            *totals.entry(name).or_default() += score(&gold, &groups);
        };
        let groups = ours_of(&measure_on, &own, best);
        if std::env::var_os("SHOW").is_some() {
            let mut by_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, group) in groups.iter().enumerate() {
                by_group.entry(*group).or_default().push(at);
            }
            for members in by_group.values().filter(|m| m.len() > 1) {
                println!("GROUP");
                for at in members {
                    let s = measure_on.acts[*at];
                    println!(
                        "  {} {} {} {:?} | {:?} > {:?} | {} {}",
                        s.chain,
                        s.topic,
                        s.witness.kind,
                        s.witness.mode,
                        s.witness.actors.iter().map(|p| &p.words).collect::<Vec<_>>(),
                        s.witness.recipients.iter().map(|p| &p.words).collect::<Vec<_>>(),
                        s.witness.trigger,
                        s.said
                    );
                }
            }
        }
        tally("our events: ours", groups, &measure_on);
        tally(
            "our events: same lemma in a topic",
            by(&measure_on, |s| format!("{} {}", s.topic, s.witness.trigger)),
            &measure_on,
        );
        tally("our events: same lemma", by(&measure_on, |s| s.witness.trigger.clone()), &measure_on);
        tally("our events: one a day", by(&measure_on, one_a_day), &measure_on);
    }
    for (name, score) in &totals {
        println!("{name:36} {score}");
    }
    Ok(())
}

fn known(acts: Vec<&'static Seen>) -> Vec<&'static Seen> {
    acts.into_iter().filter(|act| act.chain != usize::MAX).collect()
}

/// The rule of machine-coded event data: same type, same parties, same day.
fn one_a_day(seen: &Seen) -> String {
    let witness = &seen.witness;
    format!("{} {:?} {:?} {:?}", witness.kind, witness.actors, witness.recipients, witness.days)
}

fn seen(act: &Act, at: usize, document: &Document, chains: &mut BTreeMap<String, usize>) -> Seen {
    let next = chains.len();
    let chain = act.chain.as_ref().map_or(usize::MAX, |chain| *chains.entry(chain.clone()).or_insert(next));
    let people = |names: &[Name]| names.iter().map(|n| Party::new(n.code.as_deref(), &n.name)).collect();
    let witness = Witness {
        article: at as i64,
        kind: act.kind.clone().unwrap_or_default(),
        mode: act.mode.clone(),
        status: act.status.clone().unwrap_or_default(),
        days: None,
        place: act.place.as_deref().map(Place::named),
        actors: people(&act.actors),
        recipients: people(&act.recipients),
        trigger: stem(&act.trigger),
        evidence: Bag::of(&act.evidence),
        ..Witness::default()
    };
    let _ = (&document.id, &act.days);
    Seen {
        witness,
        chain,
        topic: document.topic,
        plus: document.id.ends_with("plus"),
        said: act.evidence.chars().take(160).collect(),
    }
}

/// All pairs that share anything, with their likenesses and whether they are one act.
fn pairs(half: &Half<'_>) -> Vec<(usize, usize, Weights, bool)> {
    let mut stories = BTreeMap::new();
    let mut out = Vec::new();
    for (i, a) in half.acts.iter().enumerate() {
        for (j, b) in half.acts.iter().enumerate().skip(i + 1) {
            let key = (a.witness.article, b.witness.article);
            let story = *stories.entry(key).or_insert_with(|| {
                if std::env::var_os("ORACLE").is_some() {
                    let p = |w: &Witness| w.mode.clone().unwrap_or_default();
                    return f64::from(u8::from(a.topic == b.topic && a.plus == b.plus && p(&a.witness) != "zzz"));
                }
                half.stories[key.0 as usize].likeness(&half.stories[key.1 as usize])
            });
            if story < 0.05 {
                continue;
            }
            let like = likenesses(&a.witness, &b.witness, story);
            if like[1] + like[3] + like[4] + like[20] + like[21] == 0.0 && like[8] < 0.15 {
                continue;
            }
            out.push((i, j, like, a.chain == b.chain));
        }
    }
    out
}

fn links(half: &Half<'_>, weights: &Weights) -> Vec<(usize, usize, f64)> {
    pairs(half)
        .iter()
        .map(|(i, j, like, _)| (*i, *j, chance(logit(like, weights))))
        .filter(|link| link.2 > 0.02)
        .collect()
}

fn ours_of(half: &Half<'_>, weights: &Weights, threshold: f64) -> Vec<usize> {
    gather(half.acts.len(), &links(half, weights), threshold)
}

fn threshold(half: &Half<'_>, weights: &Weights, good: impl Fn(&Score) -> f64) -> f64 {
    let links = links(half, weights);
    let gold: Vec<usize> = half.acts.iter().map(|act| act.chain).collect();
    let mut best = (f64::MIN, 0.5);
    for step in 2..=16 {
        let at = f64::from(step) * 0.05;
        let value = good(&score(&gold, &gather(half.acts.len(), &links, at)));
        if value > best.0 {
            best = (value, at);
        }
    }
    best.1
}

fn by(half: &Half<'_>, key: impl Fn(&Seen) -> String) -> Vec<usize> {
    let mut groups = BTreeMap::new();
    half.acts.iter().enumerate().map(|(at, act)| *groups.entry(key(act)).or_insert(at)).collect()
}
