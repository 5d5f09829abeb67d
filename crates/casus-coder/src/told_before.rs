//! What an act takes from acts that the report told before: to whom a minister who had talks with another said something,
//! whom "the attack" struck, whose attack is condemned. One sentence alone does not say it; nothing is taken where the
//! acts before leave a choice, and never for what has not happened.

use crate::events::EventFound;
use crate::roles::Reading;
use casus_types::{Code, EventType, Label, Participant, Status};
use std::collections::BTreeSet;

/// How many sentences back an act is looked for.
const REACH: usize = 6;

/// Nouns that tell again of an attack.
const ATTACKS: [&str; 22] = [
    "attack",
    "strike",
    "airstrike",
    "bombing",
    "shooting",
    "operation",
    "offensive",
    "raid",
    "blast",
    "explosion",
    "assault",
    "invasion",
    "incursion",
    "killing",
    "massacre",
    "shelling",
    "bombardment",
    "stabbing",
    "war",
    "murder",
    "aggression",
    "campaign",
];

/// A noun that tells of an attack, in its base form.
pub fn is_attack(lemma: &str) -> bool {
    ATTACKS.contains(&lemma)
}

/// Completes the recipients of all events of an article, in order.
pub fn complete(events: &mut [EventFound], readings: &[Reading]) {
    for index in 0..events.len() {
        let EventFound { event, .. } = &events[index];
        if !event.recipients.is_empty() || event.status != Status::Happened {
            continue;
        }
        let reading = &readings[events[index].sentence];
        let whom = match event.kind {
            EventType::Request | EventType::Agree | EventType::Support => addressee(events, index),
            EventType::Assault => victims(events, index, reading),
            EventType::Accuse | EventType::Reject => attacker(events, index, reading),
            _ => Vec::new(),
        };
        events[index].event.recipients = whom;
    }
}

/// In a report of two who talked, what one of them asked, offered or praised without a word to whom went to the other.
fn addressee(events: &[EventFound], index: usize) -> Vec<Participant> {
    let EventFound { event, sentence, .. } = &events[index];
    let [speaker] = event.actors.as_slice() else { return Vec::new() };
    let talk = events.iter().rev().find(|other| {
        let near = other.sentence < *sentence && sentence - other.sentence <= 4;
        let two = codes(parties(other)).len() == 2;
        near && two
            && other.event.kind == EventType::Consult
            && parties(other).any(|party| party.actor == speaker.actor)
    });
    let others = |talk: &EventFound| parties(talk).filter(|party| party.code != speaker.code).cloned().collect();
    talk.map(others).unwrap_or_default()
}

/// Whom the attack struck that is told again, if the same side is behind it or nobody was.
fn victims(events: &[EventFound], index: usize, reading: &Reading) -> Vec<Participant> {
    if !told_again(reading, events[index].trigger) {
        return Vec::new();
    }
    let own = codes(events[index].event.actors.iter());
    let same = |other: &&EventFound| {
        let theirs = codes(other.event.actors.iter());
        !other.event.recipients.is_empty() && (theirs.is_empty() || own.is_empty() || theirs == own)
    };
    attacks_before(events, index).find(same).map(|other| other.event.recipients.clone()).unwrap_or_default()
}

/// Whose attack is condemned that is told again.
fn attacker(events: &[EventFound], index: usize, reading: &Reading) -> Vec<Participant> {
    if !told_again(reading, events[index].trigger) {
        return Vec::new();
    }
    let own = codes(events[index].event.actors.iter());
    // The nearest, even where nobody is behind it: an older one is another.
    let last = attacks_before(events, index).next();
    let another = |other: &&EventFound| codes(other.event.actors.iter()).is_disjoint(&own);
    last.filter(another).map(|other| other.event.actors.clone()).unwrap_or_default()
}

/// The attacks told before an event, the nearest first.
fn attacks_before(events: &[EventFound], index: usize) -> impl Iterator<Item = &EventFound> {
    let here = events[index].sentence;
    events
        .iter()
        .enumerate()
        .rev()
        .filter(move |(at, other)| {
            let near = other.sentence <= here && here - other.sentence <= REACH && *at != index;
            near && other.event.kind == EventType::Assault && other.event.status == Status::Happened
        })
        .map(|(_, other)| other)
}

/// Whether the words of a trigger speak of an attack as known: `claimed the attack`, `the operation was condemned`.
fn told_again(reading: &Reading, trigger: usize) -> bool {
    let tree = reading.words.tree();
    let known = |noun: usize| {
        let lemma = reading.words.tokens[noun].lemma.as_str();
        let determined = tree
            .labelled(noun, &[Label::Det, Label::Predet])
            .any(|word| reading.words.is(word, &["the", "this", "these", "that", "those", "both", "all"]));
        // `the attack in Erbil that killed two` is told here first.
        let told_here = tree.labelled(noun, &[Label::Prep, Label::Relcl, Label::Acl, Label::Npadvmod]).next().is_some();
        determined && !told_here && is_attack(lemma)
    };
    let governs = |noun: usize| {
        let mut at = noun;
        for _ in 0..4 {
            if at == trigger {
                return true;
            }
            at = tree.head(at);
        }
        false
    };
    (0..reading.words.len()).any(|noun| tree.is_noun(noun) && known(noun) && governs(noun))
}

fn parties(found: &EventFound) -> impl Iterator<Item = &Participant> {
    found.event.actors.iter().chain(&found.event.recipients)
}

fn codes<'p>(parties: impl Iterator<Item = &'p Participant>) -> BTreeSet<&'p Code> {
    parties.filter_map(|party| party.code.as_ref()).collect()
}
