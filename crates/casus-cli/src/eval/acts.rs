//! Events against annotated events: which belong together, and what is right about each.

use super::errors::{Codes, Field, between, cited, codes_of, listed, or_dash, written};
use super::gold::{GoldEvent, GoldParty, is_fact};
use super::matching::best_pairs;
use super::places::touch;
use super::tally::{Case, Tally};
use casus_types::{EventRecord, EventType, Extent, Status};
use std::collections::BTreeSet;

/// An annotated event with what it is compared by.
struct Annotated<'a> {
    event: &'a GoldEvent,
    places: Vec<Extent>,
    actors: Codes,
    recipients: Codes,
}

/// A coded event with what it is compared by.
struct Coded<'a> {
    event: &'a EventRecord,
    actors: Codes,
    recipients: Codes,
}

/// Counts the events of one article.
pub(super) fn score(case: &Case, tally: &mut Tally) {
    let annotated = |event| Annotated {
        event,
        places: case.places(&event.quoted()),
        actors: codes(&event.actors),
        recipients: codes(&event.recipients),
    };
    let coded = |event| Coded { event, actors: codes_of(&event.actors), recipients: codes_of(&event.recipients) };
    let gold: Vec<Annotated> = case.gold.events.iter().map(annotated).collect();
    let found: Vec<Coded> = case.coded(|document| &document.events).iter().map(coded).collect();
    let pairs = best_pairs(&gold, &found, likeness);

    for (i, j) in &pairs {
        if let (Some(a), Some(b)) = (gold.get(*i), found.get(*j)) {
            score_pair(a, b, case, tally);
        }
    }
    for (i, a) in gold.iter().enumerate() {
        let partner = pairs.iter().find(|pair| pair.0 == i).and_then(|pair| found.get(pair.1));
        score_annotated(a, partner, &found, case, tally);
    }
    for (j, b) in found.iter().enumerate() {
        let partner = pairs.iter().find(|pair| pair.1 == j).and_then(|pair| gold.get(pair.0));
        score_coded(b, partner, &gold, case, tally);
    }
}

fn codes(parties: &[GoldParty]) -> Codes {
    parties.iter().filter_map(|party| party.code.clone()).filter(|code| !code.is_empty()).collect()
}

/// How much two events are alike; nothing where the class differs or the evidence lies apart.
fn likeness(a: &Annotated, b: &Coded) -> f64 {
    if a.event.kind != b.event.kind || !touch(&a.places, &b.event.evidence) {
        return 0.0;
    }
    let full = [a.actors == b.actors, a.recipients == b.recipients];
    let half =
        [!a.actors.is_disjoint(&b.actors), !a.recipients.is_disjoint(&b.recipients), a.event.status == b.event.status];
    let count = |points: &[bool]| points.iter().filter(|point| **point).count() as f64;
    1.0 + count(&full) + 0.5 * count(&half)
}

/// A found event: which of its fields are right.
fn score_pair(a: &Annotated, b: &Coded, case: &Case, tally: &mut Tally) {
    let (gold, coded) = (a.event, b.event);
    if gold.optional || (gold.is_free() && !is_fact(coded.status)) {
        return;
    }
    tally.events.coded += 1;
    if gold.is_free() {
        return; // no fact, coded as one: one too many, and no find
    }
    tally.events.both += 1;
    let head = format!("{} {}", gold.kind.code(), cited(&gold.evidence));
    let mut wrong = |field, gold: &str, coded: &str| {
        tally.mistakes.push(case.mistake(field, format!("{head} {}", between(gold, coded))));
    };
    let actors = tally.actors.count(a.actors == b.actors);
    if !actors {
        wrong(Field::Actors, &listed(&a.actors), &listed(&b.actors));
    }
    let recipients = tally.recipients.count(a.recipients == b.recipients);
    if !recipients {
        wrong(Field::Recipients, &listed(&a.recipients), &listed(&b.recipients));
    }
    tally.dyads += usize::from(actors && recipients);
    if !tally.status.count(gold.status == coded.status) {
        wrong(Field::Status, gold.status.word(), &format!("{} ({})", coded.status.word(), coded.status_why));
    }
    if let Some(start) = gold.start.as_deref().filter(|start| !start.is_empty()) {
        let end = gold.end.as_deref().filter(|end| !end.is_empty()).unwrap_or(start);
        let (from, to) = (coded.start_date.as_deref(), coded.end_date.as_deref());
        if !tally.date.count(from.zip(to).is_some_and(|(from, to)| from <= end && to >= start)) {
            wrong(Field::Date, &interval(Some(start), Some(end)), &interval(from, to));
        }
    }
    let saying = (coded.said_by.as_ref(), coded.said_by_text.as_deref());
    if !tally.said_by.count(case.same_speaker(gold.said_by.as_deref(), saying.0, saying.1)) {
        let name = saying.1.or(saying.0.map(|id| case.name(id)));
        wrong(Field::SaidBy, or_dash(gold.said_by.as_deref()), or_dash(name));
    }
    if let Some(mode) = gold.mode.as_deref().filter(|mode| !mode.is_empty())
        && !tally.mode.count(coded.mode.as_deref() == Some(mode))
    {
        wrong(Field::Mode, mode, or_dash(coded.mode.as_deref()));
    }
    if let Some(ledger) = gold.ledger
        && !tally.ledger.count(coded.ledger == Some(ledger))
    {
        wrong(Field::Ledger, &written(ledger), &written(coded.ledger));
    }
    if !tally.salience.count(gold.salience == coded.salience) {
        wrong(Field::Salience, &written(gold.salience), &written(coded.salience));
    }
}

fn interval(from: Option<&str>, to: Option<&str>) -> String {
    format!("{}..{}", or_dash(from), or_dash(to))
}

/// The classes that the other side has on the same words.
fn instead(side: &str, kinds: impl Iterator<Item = EventType>) -> String {
    let kinds: BTreeSet<&str> = kinds.map(EventType::code).collect();
    if kinds.is_empty() {
        return String::new();
    }
    format!("; {side} has {} there", kinds.into_iter().collect::<Vec<_>>().join(", "))
}

/// An annotated event: whether it counts, and whether one that is not done was found as such.
fn score_annotated(a: &Annotated, partner: Option<&Coded>, found: &[Coded], case: &Case, tally: &mut Tally) {
    let event = a.event;
    let told = || {
        let parties = format!("{} → {}", listed(&a.actors), listed(&a.recipients));
        format!("{} {parties} {}", event.kind.code(), cited(&event.evidence))
    };
    if event.status != Status::Happened && !event.optional {
        let right = partner.is_some_and(|b| b.event.status == event.status);
        if !tally.not_done.count(right) {
            let coded = partner.map_or("nothing", |b| b.event.status.word());
            let what = format!("{} {}", told(), between(event.status.word(), coded));
            tally.mistakes.push(case.mistake(Field::NotDone, what));
        }
    }
    if !event.is_free() {
        tally.events.gold += 1;
        if partner.is_none() {
            let there = found.iter().filter(|b| touch(&a.places, &b.event.evidence)).map(|b| b.event.kind);
            tally.mistakes.push(case.mistake(Field::Missed, format!("{}{}", told(), instead("casus", there))));
        }
    }
}

/// A coded event: whether it is one too many, and whether it asserts what the annotation calls otherwise.
fn score_coded(b: &Coded, partner: Option<&Annotated>, gold: &[Annotated], case: &Case, tally: &mut Tally) {
    let event = b.event;
    let told = || {
        let words = event.evidence.first().map(|place| case.text.words(*place)).unwrap_or_default();
        let parties = format!("{} → {}", listed(&b.actors), listed(&b.recipients));
        let trigger = cited(&case.text.words(event.trigger));
        let author = event.rule.as_ref().map_or("reader", |rule| rule.0.as_str());
        format!("{} {parties} {} ({author} on {trigger})", event.kind.code(), cited(&words))
    };
    if event.status == Status::Happened {
        let mut said = gold.iter().filter(|a| touch(&a.places, &event.evidence)).map(|a| a.event.status).peekable();
        let asserted = match partner {
            Some(a) => a.event.status != Status::Happened,
            None => said.peek().is_some() && said.all(|status| status != Status::Happened),
        };
        if tally.asserted.count(asserted) {
            tally.mistakes.push(case.mistake(Field::Asserted, told()));
        }
    }
    if partner.is_none() && is_fact(event.status) {
        tally.events.coded += 1;
        let there = gold.iter().filter(|a| touch(&a.places, &event.evidence)).map(|a| a.event.kind);
        tally.mistakes.push(case.mistake(Field::Extra, format!("{}{}", told(), instead("gold", there))));
    }
}
