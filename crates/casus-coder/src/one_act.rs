//! One act, one record: which records of an article tell the same act, and what the one that stays takes from the others.
//! In a sentence `launched` and `an attack` are one; in an article headline, lead and recap are. What differs in what is
//! agreed, asked or blamed is another act, though the parties are the same.

use crate::events::EventFound;
use crate::roles::Reading;
use casus_types::{Code, Event, EventType, Label, Participant, Pos, Salience, Status};
use std::collections::BTreeSet;

/// How much of the smaller of two contents must stand in the other, in hundredths, for the two to be one act of speech.
const ALIKE: usize = 40;

/// Adds an event of a sentence, or gives its evidence to one of the same sentence that tells the same act.
pub fn join_in_sentence(found: &mut Vec<EventFound>, new: EventFound) {
    match found.iter_mut().find(|old| same_in_sentence(&old.event, &new.event)) {
        Some(old) => absorb(old, new),
        None => found.push(new),
    }
}

/// Adds an event of an article, or gives its evidence to one told before.
pub fn join_in_article(found: &mut Vec<EventFound>, new: EventFound, readings: &[Reading]) {
    let same = |old: &&mut EventFound| same_in_article(old, &new, readings);
    match found.iter_mut().find(same) {
        Some(old) => absorb(old, new),
        None => found.push(new),
    }
}

/// After parties are complete: what is only named again (`the Berlin meeting`, `this visit`) goes to the act that was told.
pub fn gather(found: &mut Vec<EventFound>, readings: &[Reading]) {
    let mut at = 0;
    while at < found.len() {
        let again = (0..found.len()).rev().filter(|other| *other != at).find(|other| {
            let before = found[*other].sentence < found[at].sentence;
            (before && named_again(&found[*other], &found[at], readings))
                || retold(&found[*other], &found[at], *other < at)
        });
        match again {
            Some(other) => {
                let named = found.remove(at);
                let other = if other > at { other - 1 } else { other };
                absorb(&mut found[other], named);
                // An earlier one may now have been told again by one looked at before.
            }
            None => at += 1,
        }
    }
}

/// Gives all that an event has to another that tells the same act.
fn absorb(old: &mut EventFound, new: EventFound) {
    for evidence in std::iter::once(new.event.evidence.first).chain(new.event.evidence.also) {
        if old.event.evidence.first != evidence && !old.event.evidence.also.contains(&evidence) {
            old.event.evidence.also.push(evidence);
        }
    }
    // What is promised is not dated as the promise is.
    let surer = old.event.status == new.event.status
        && new.basis.is_some_and(|basis| old.basis.is_none_or(|known| basis < known));
    if surer {
        (old.event.when, old.basis) = (new.event.when, new.basis);
    }
    if old.event.place.is_none() {
        old.event.place = new.event.place;
    }
    if codes(&old.event.actors).is_empty() {
        old.event.actors = new.event.actors;
    }
    if codes(&old.event.recipients).is_empty() {
        old.event.recipients = new.event.recipients;
    }
    if old.event.mode.is_none() && old.event.kind == new.event.kind {
        old.event.mode = new.event.mode;
    }
    // The report's own word outweighs a speaker's, and the news what is recalled of it.
    if new.event.said_by.is_none() {
        old.event.said_by = None;
    }
    if new.event.salience == Salience::Core {
        old.event.salience = Salience::Core;
    }
    if new.event.confidence > old.event.confidence {
        old.event.confidence = new.event.confidence;
    }
    old.event.evidence.also.sort_by_key(|span| span.start());
}

fn codes(list: &[Participant]) -> BTreeSet<&Code> {
    list.iter().filter_map(|party| party.code.as_ref()).collect()
}

fn sides(event: &Event) -> BTreeSet<&Code> {
    event.actors.iter().chain(&event.recipients).filter_map(|party| party.code.as_ref()).collect()
}

/// `attacked` and `the attack` in one sentence are one act unless they name other parties.
fn same_in_sentence(old: &Event, new: &Event) -> bool {
    let compatible =
        |a: &[Participant], b: &[Participant]| codes(a).is_empty() || codes(b).is_empty() || codes(a) == codes(b);
    // `agreed to hold talks`: the agreement and its content are one record.
    let content =
        old.kind == EventType::Agree && matches!((old.status, new.status), (Status::Happened, Status::Planned));
    old.kind == new.kind
        && (old.status == new.status || content)
        && compatible(&old.actors, &new.actors)
        && compatible(&old.recipients, &new.recipients)
}

/// In an article the same class, parties and status, no two modes and no two different days; of what is said, the same.
fn same_in_article(old: &EventFound, new: &EventFound, readings: &[Reading]) -> bool {
    let (a, b) = (&old.event, &new.event);
    // A headline leaves out who everybody knows it is: `Sanctioning Cuban Officials`.
    let headline = readings[old.sentence].words.title;
    let same = |a: &[Participant], b: &[Participant]| {
        codes(a) == codes(b) || headline && (codes(a).is_empty() || codes(b).is_empty())
    };
    let named = !codes(&a.actors).is_empty() || !codes(&a.recipients).is_empty();
    a.kind == b.kind
        && a.status == b.status
        && (a.mode == b.mode || a.mode.is_none() || b.mode.is_none())
        && named
        && same_days(a, b)
        && same(&a.actors, &b.actors)
        && same(&a.recipients, &b.recipients)
        && (!is_said(a.kind) || alike(&readings[old.sentence], &readings[new.sentence]))
}

fn same_days(a: &Event, b: &Event) -> bool {
    match (a.when.days, b.when.days) {
        (Some((a, b)), Some((c, d))) => a <= d && c <= b,
        _ => true,
    }
}

/// Acts of speech, which are told apart by what is said.
fn is_said(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Concede, Reject, Request, Support, Threaten};
    matches!(kind, Agree | Concede | Request | Accuse | Reject | Support | Threaten)
}

/// Two sentences that speak of the same things.
fn alike(one: &Reading, other: &Reading) -> bool {
    let (a, b) = (content(one), content(other));
    let both = a.intersection(&b).count() * 100;
    both >= ALIKE * a.len().min(b.len()).max(1)
}

/// The base forms of what a sentence speaks of: nouns, verbs and adjectives, without names.
fn content<'r>(reading: &'r Reading) -> BTreeSet<&'r str> {
    let tokens = reading.words.tokens.iter();
    let telling = tokens.filter(|token| matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj));
    telling.map(|token| token.lemma.as_str()).collect()
}

/// The second only names an act of the first's kind, as one that is known, and nobody who had no part in it.
fn named_again(told: &EventFound, named: &EventFound, readings: &[Reading]) -> bool {
    let (a, b) = (&told.event, &named.event);
    let reading = &readings[named.sentence];
    let tree = reading.words.tree();
    let noun = tree.is_noun(named.word) && !reading.verbs.iter().any(|group| group.head == named.word);
    let known = tree.child(named.word, &[Label::Poss]).is_some()
        || tree
            .labelled(named.word, &[Label::Det])
            .any(|at| reading.words.is(at, &["the", "this", "that", "these", "those"]));
    let again = a.status == Status::Happened || a.kind == EventType::Agree;
    a.kind == b.kind
        && noun
        && known
        && again
        && b.status == Status::Happened
        && same_days(a, b)
        && sides(b).is_subset(&sides(a))
        && (a.mode == b.mode || a.mode.is_none() || b.mode.is_none())
}

/// Two that meet twice in one report meet once: told with a host in one place and without in the other.
fn retold(first: &EventFound, second: &EventFound, in_order: bool) -> bool {
    let (a, b) = (&first.event, &second.event);
    in_order
        && a.kind == EventType::Consult
        && b.kind == EventType::Consult
        && a.status == b.status
        && sides(a).len() > 1
        && sides(a) == sides(b)
        && same_days(a, b)
}
