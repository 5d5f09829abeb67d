//! Learns what makes two records tell the same act, and measures it, on chained documents that `training/incidents.py`
//! prepared: learned on one half of the topics and measured on the other, both ways, beside two plain rules. How likely a
//! link must be is chosen on the half that is learned from, each quarter judged by what was learned on the other; with the
//! laws it is the record's own measure.
//!
//! ```text
//! cargo run --release -p casus-store --example same_event -- witnesses.jsonl [trees.tsv]
//! ```
//!
//! With a second file the forest learned on all topics is written there.

#![allow(clippy::print_stdout)] // a program

mod learn;
mod scores;

use casus_store::incidents::{
    Forest, Likenesses, NAMES, Party, Place, Story, THRESHOLD, Together, Witness, chance, gather, laws, likenesses,
    stem,
};
use scores::{Score, score};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Deserialize)]
struct Document {
    topic: usize,
    text: String,
    gold: Vec<Act>,
    ours: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    chain: Option<String>,
    trigger: String,
    /// Where the word begins in its sentence, in characters.
    at: usize,
    kind: Option<String>,
    mode: Option<String>,
    status: Option<String>,
    evidence: String,
    actors: Vec<Name>,
    recipients: Vec<Name>,
    place: Option<String>,
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
}

/// Acts of some topics, and all articles.
struct Part<'a> {
    acts: Vec<&'a Seen>,
    stories: &'a [Story],
}

/// Pairs of acts, and how likely each is one.
type Links = Vec<(usize, usize, f64)>;

/// How two witnesses are judged: by what is learned alone, or with the laws as the record does it.
#[derive(Clone, Copy, PartialEq)]
enum Judge {
    Learned,
    WithLaws,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the file that training/incidents.py prepared")?;
    let rows = std::fs::read_to_string(path)?;
    let documents: Vec<Document> = rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let stories: Vec<Story> = documents.iter().map(|document| Story::of(&document.text)).collect();
    let mut chains: BTreeMap<String, usize> = BTreeMap::new();
    let (mut gold, mut ours) = (Vec::new(), Vec::new());
    for (at, document) in documents.iter().enumerate() {
        gold.extend(document.gold.iter().map(|act| seen(act, at, document, &mut chains)));
        let named = document.ours.iter().filter(|act| act.chain.is_some());
        ours.extend(named.map(|act| seen(act, at, document, &mut chains)));
    }
    if let Some(path) = std::env::args().nth(2) {
        let all = Part { acts: gold.iter().collect(), stories: &stories };
        std::fs::write(path, learn::forest(&pairs(&all)).rows())?;
        return Ok(());
    }
    let stories: &'static [Story] = Vec::leak(stories);
    let part = |acts: &'static [Seen], of: &dyn Fn(usize) -> bool| Part {
        acts: acts.iter().filter(|act| of(act.topic)).collect(),
        stories,
    };
    let (gold, ours): (&'static [Seen], &'static [Seen]) = (Vec::leak(gold), Vec::leak(ours));
    let mut totals: BTreeMap<String, Score> = BTreeMap::new();
    for odd in [0, 1] {
        let quarter = |which: usize| move |topic: usize| topic % 2 != odd && topic / 2 % 2 == which;
        let learned: Vec<Forest> = [1, 0].map(|of| learn::forest(&pairs(&part(gold, &quarter(of))))).into();
        let whole = learn::forest(&pairs(&part(gold, &|topic| topic % 2 != odd)));
        for (name, acts, judge) in [
            ("gold acts: ours", gold, Judge::Learned),
            ("our events: ours", ours, Judge::Learned),
            ("our events: ours with the laws", ours, Judge::WithLaws),
        ] {
            let judged: Vec<_> = (0..2)
                .map(|of| (part(acts, &quarter(of)), &learned[of]))
                .map(|(part, forest)| (links(&part, forest, judge), part))
                .collect();
            // Of our own events there are too few to choose by: what the record does is measured.
            let best = if judge == Judge::Learned { threshold(&judged, Score::conll) } else { THRESHOLD };
            let measured = part(acts, &|topic| topic % 2 == odd);
            let groups = gather(measured.acts.len(), &links(&measured, &whole, judge), best);
            println!("{name}: {odd}: from {best:.2}");
            *totals.entry(name.to_string()).or_default() += score(&chains_of(&measured), &groups);
        }
        for (name, acts) in [("gold acts", gold), ("our events", ours)] {
            let measured = part(acts, &|topic| topic % 2 == odd);
            let mut tally = |rule: &str, groups: Vec<usize>| {
                *totals.entry(format!("{name}: {rule}")).or_default() += score(&chains_of(&measured), &groups);
            };
            tally("same lemma in a topic", by(&measured, |s| format!("{} {}", s.topic, s.witness.trigger)));
            tally("same lemma", by(&measured, |s| s.witness.trigger.clone()));
            tally("one a day", by(&measured, one_a_day));
        }
    }
    for (name, score) in &totals {
        println!("{name:36} {score}");
    }
    Ok(())
}

fn chains_of(part: &Part<'_>) -> Vec<usize> {
    part.acts.iter().map(|act| act.chain).collect()
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
    let mut witness = Witness {
        article: at as i64,
        kind: act.kind.clone().unwrap_or_default(),
        mode: act.mode.clone(),
        status: act.status.clone().unwrap_or_default(),
        place: act.place.as_deref().map(Place::named),
        actors: people(&act.actors),
        recipients: people(&act.recipients),
        trigger: stem(&act.trigger),
        ..Witness::default()
    };
    let before = act.evidence.char_indices().nth(act.at).map_or(act.evidence.len(), |(place, _)| place);
    witness.read_sentence(&act.evidence, before);
    Seen { witness, chain, topic: document.topic }
}

/// All pairs that share anything, with their likenesses and whether they are one act.
fn pairs(part: &Part<'_>) -> Vec<(usize, usize, Likenesses, bool)> {
    let of = |name: &str| NAMES.iter().position(|known| *known == name).unwrap_or_default();
    let (same, derived, kind, meaning, evidence) =
        (of("same_word"), of("derived_word"), of("same_type"), of("meaning"), of("evidence"));
    let mut together: BTreeMap<(i64, i64), Together> = BTreeMap::new();
    let mut out = Vec::new();
    for (i, a) in part.acts.iter().enumerate() {
        for (j, b) in part.acts.iter().enumerate().skip(i + 1) {
            let key = (a.witness.article, b.witness.article);
            let with = || part.stories[key.0 as usize].with(&part.stories[key.1 as usize]);
            let story = *together.entry(key).or_insert_with(with);
            if story.words < 0.05 {
                continue;
            }
            let like = likenesses(&a.witness, &b.witness, story);
            if like[same] + like[derived] + like[kind] > 0.0 || like[meaning] > 0.4 || like[evidence] >= 0.15 {
                out.push((i, j, like, a.chain == b.chain));
            }
        }
    }
    out
}

fn links(part: &Part<'_>, forest: &Forest, judge: Judge) -> Links {
    let odds = |i: usize, j: usize, like: &Likenesses| {
        let law = if judge == Judge::WithLaws { laws(&part.acts[i].witness, &part.acts[j].witness) } else { 0.0 };
        forest.odds(like) + law
    };
    pairs(part)
        .iter()
        .map(|(i, j, like, _)| (*i, *j, chance(odds(*i, *j, like))))
        .filter(|link| link.2 > 0.02)
        .collect()
}

/// The mean link from which two groups are one, which does best on parts that were judged by what others taught.
fn threshold(judged: &[(Links, Part<'_>)], good: impl Fn(&Score) -> f64) -> f64 {
    let mut best = (f64::MIN, 0.5);
    for step in 8..=48 {
        let at = f64::from(step) * 0.02;
        let mut sum = Score::default();
        for (links, part) in judged {
            sum += score(&chains_of(part), &gather(part.acts.len(), links, at));
        }
        if good(&sum) > best.0 {
            best = (good(&sum), at);
        }
    }
    best.1
}

fn by(part: &Part<'_>, key: impl Fn(&Seen) -> String) -> Vec<usize> {
    let mut groups = BTreeMap::new();
    part.acts.iter().enumerate().map(|(at, act)| *groups.entry(key(act)).or_insert(at)).collect()
}
