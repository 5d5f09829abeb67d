//! What holds for every text, sense or nonsense: coding never panics, and its records obey the laws of the record. The
//! texts are made of news words in any order, with any characters between them; and the samples, cut after each
//! character.

#![allow(clippy::unwrap_used)] // what cannot be set up must stop the test

use casus_lexicon::Lexicon;
use casus_line::{Content, Ended, Form, Found, Line, Outcome, Reader, Report, batch};
use casus_types::{Coded, Span};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

static LINE: LazyLock<Line> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    Line::new(lexicon, Reader::embedded().unwrap()).without_cleaning()
});

/// Enough plain English that a text of it is never refused as another language, and that something is found in it.
const OPENING: &str =
    "The foreign ministers of Peru and Chile met in Lima on Monday, and they agreed that the talks should go on. ";

/// Actors, triggers, cues, times, numbers and marks: what the coder reacts to.
const WORDS: &str = "Peru Chile Russia's Israeli Kyiv Pyongyang Blinken Park Jin President Minister troops rebels \
    police Taliban NATO the two it its they we who which attacked bombed killed condemned met visited agreed launched \
    sanctioned arrested protested withdrew sent urged denied threatened warned said says told visit attack strikes \
    sanctions talks test missiles on in of by with against between to from for and or not never no may will should \
    would if unless that after before since until Monday yesterday June 13 2019 late last next month week ago 31 at \
    least about thousands million $40 people were was have been being \" “ ” ' ’ , . ; : ? ! ( ) - — according to";

fn report(number: usize, text: String) -> Report {
    Report {
        id: format!("law-{number}"),
        source: format!("law-{number}"),
        form: Form::Plain,
        content: Content::Text(text),
        url: None,
        title: None,
        outlet: None,
        published: "2022-06-15".parse().ok(),
        notes: Vec::new(),
    }
}

/// News words in any order.
fn shuffled_news() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    proptest::collection::vec(proptest::sample::select(words), 0..60).prop_map(|words| words.join(" "))
}

/// A text that the line takes, with nonsense in it.
fn texts() -> impl Strategy<Value = String> {
    let letter = prop_oneof![any::<char>(), proptest::sample::select(vec![' ', ',', '.', '"', '“', '”', 'e', 'S'])];
    let anything = proptest::collection::vec(letter, 0..80).prop_map(String::from_iter);
    let piece = prop_oneof![3 => shuffled_news(), 1 => anything];
    proptest::collection::vec(piece, 1..4).prop_map(|pieces| format!("{OPENING}{}", pieces.join(" ")))
}

/// Every span of a coding, with a word for what it is.
fn spans(coded: &Coded) -> Vec<(&'static str, Span)> {
    let mut spans = Vec::new();
    spans.extend(coded.actors.iter().flat_map(|actor| &actor.mentions).map(|span| ("mention", *span)));
    spans.extend(coded.times.iter().map(|time| ("time", time.span)));
    for event in &coded.events {
        let evidence = &event.evidence;
        spans.extend([("evidence", evidence.first), ("trigger", evidence.trigger)]);
        spans.extend(evidence.also.iter().map(|span| ("evidence", *span)));
        spans.extend(event.actors.iter().chain(&event.recipients).map(|party| ("participant", party.span)));
        spans.extend(event.said_by.iter().map(|said| ("speaker", said.span)));
    }
    for quote in &coded.quotes {
        spans.extend(quote.parts.iter().map(|part| ("quote", *part)));
        spans.extend(quote.source.iter().chain(&quote.cue).map(|span| ("speaker or cue", *span)));
    }
    for claim in &coded.claims {
        spans.extend([claim.span, claim.evidence].map(|span| ("claim", span)));
        spans.extend(claim.claimant.iter().map(|claimant| ("claimant", claimant.span)));
    }
    for commitment in &coded.commitments {
        let parts = [commitment.span, commitment.trigger, commitment.response];
        spans.extend(parts.map(|span| ("commitment", span)));
        spans.extend(commitment.said_by.iter().map(|said| ("speaker", said.span)));
    }
    for state in &coded.states {
        spans.extend(state.evidence.iter().chain([&state.cue]).map(|span| ("state", *span)));
        spans.extend(state.parties.iter().chain(&state.toward).map(|party| ("party of a state", party.span)));
        spans.extend(state.said_by.iter().map(|said| ("speaker", said.span)));
    }
    spans.extend(coded.notes.iter().filter_map(|note| note.span).map(|span| ("note", span)));
    spans
}

/// The laws that a coding breaks.
fn broken(coded: &Coded) -> Vec<String> {
    let text = &coded.parsed.article.text;
    let mut broken = Vec::new();
    for (what, span) in spans(coded) {
        if text.span(span.range()).is_none() {
            broken.push(format!("{what} {span:?} leaves the text or cuts a character"));
        } else if text.slice(span).trim().is_empty() {
            broken.push(format!("{what} {span:?} holds no word"));
        }
    }
    let known: BTreeSet<_> = coded.actors.iter().map(|actor| &actor.id).collect();
    let mut ids = BTreeSet::new();
    for event in &coded.events {
        if !ids.insert(&event.id) {
            broken.push(format!("two events with the id {:?}", event.id));
        }
        let named = event.actors.iter().chain(&event.recipients).map(|party| &party.actor);
        for actor in named.chain(event.said_by.iter().filter_map(|said| said.actor.as_ref())) {
            if !known.contains(actor) {
                broken.push(format!("{actor:?} takes part and is not in the list of actors"));
            }
        }
        let unnamed = event.evidence.author.rule().is_some_and(|rule| rule.0.is_empty());
        if unnamed || !event.evidence.first.contains(event.evidence.trigger) {
            broken.push(format!("{:?} lacks a rule, or its trigger lies outside its evidence", event.id));
        }
        if event.when.days.is_some_and(|(from, to)| from > to) {
            broken.push(format!("{:?} ends before it begins", event.id));
        }
    }
    let sayings = coded.claims.iter().map(|it| &it.claimant).chain(coded.commitments.iter().map(|it| &it.said_by));
    let sayings = sayings.chain(coded.states.iter().map(|it| &it.said_by)).flatten().filter_map(|it| it.actor.as_ref());
    let heard = coded.quotes.iter().flat_map(|quote| [&quote.speaker, &quote.addressee]).flatten();
    let parties = coded.states.iter().flat_map(|it| it.parties.iter().chain(&it.toward)).map(|party| &party.actor);
    let named = sayings.chain(heard).chain(parties).filter(|id| !known.contains(id));
    broken.extend(named.map(|id| format!("{id:?} speaks, hears or stands and is not listed")));
    broken.extend(
        coded.states.iter().filter(|it| it.evidence.is_empty()).map(|_| "a state without evidence".to_string()),
    );
    broken
        .extend(coded.quotes.iter().filter(|quote| quote.parts.is_empty()).map(|_| "a quote of no words".to_string()));
    broken
}

fn json(line: &Line, report: &Report) -> String {
    match line.code(report) {
        Ok(coded) => serde_json::to_string(&coded.document(&line.stamp())).unwrap(),
        Err(refusal) => format!("{refusal:?}"),
    }
}

/// The documents of a batch, in the order of the reports.
fn batched(texts: &[String], threads: usize) -> Vec<String> {
    let reports: Vec<Found> =
        texts.iter().enumerate().map(|(number, text)| Found::Report(Box::new(report(number, text.clone())))).collect();
    let mut documents = Vec::new();
    let ended = batch(
        reports.into_iter(),
        threads,
        &Arc::new(AtomicBool::new(false)),
        |report| Ok(json(&LINE, report)),
        |outcome| {
            let Outcome::Done(_, document) = outcome else { panic!("{outcome:?}") };
            documents.push(document);
            ControlFlow::Continue(())
        },
    );
    assert_eq!(ended, Ended::Complete);
    documents
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text: no panic, and a record that keeps the laws.
    #[test]
    fn every_record_keeps_the_laws(text in texts()) {
        if let Ok(coded) = LINE.code(&report(0, text)) {
            prop_assert_eq!(broken(&coded), Vec::<String>::new());
        }
    }

    /// Characters alone, without a word of English: mostly refused, and never with a panic.
    #[test]
    fn any_characters_end_in_records_or_a_refusal(text in "\\PC{0,200}", more in any::<String>()) {
        for text in [text, more] {
            if let Ok(coded) = LINE.code(&report(0, text)) {
                prop_assert_eq!(broken(&coded), Vec::<String>::new());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same texts give the same bytes: again, and on one thread and two.
    #[test]
    fn the_same_text_gives_the_same_bytes(texts in proptest::collection::vec(texts(), 1..6)) {
        let once = batched(&texts, 1);
        prop_assert_eq!(once.len(), texts.len());
        prop_assert_eq!(&once, &batched(&texts, 1));
        prop_assert_eq!(&once, &batched(&texts, 2));
    }
}

/// The made texts are worth coding: most are taken, and events, quotes and claims come of them.
#[test]
fn the_made_texts_reach_the_coder() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut taken, mut events, mut quotes, mut claims) = (0, 0, 0, 0);
    for _ in 0..30 {
        let text = texts().new_tree(&mut runner).unwrap().current();
        if let Ok(coded) = LINE.code(&report(0, text)) {
            taken += 1;
            events += coded.events.len();
            quotes += coded.quotes.len();
            claims += coded.claims.len();
        }
    }
    assert!(taken >= 15 && events > taken && quotes > 0 && claims > 0, "{taken} {events} {quotes} {claims}");
}

/// A download that broke off: a sample cut after any of its characters is coded or refused. Most cuts keep only the
/// paragraph that is cut and the one before it, because a cut of the whole takes ten times as long.
#[test]
fn a_sample_cut_anywhere_is_no_trouble() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut samples = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "txt") {
            continue;
        }
        samples += 1;
        let whole = std::fs::read_to_string(&path).unwrap();
        for (end, letter) in whole.char_indices() {
            let from =
                if letter == '.' { 0 } else { whole[..end].rmatch_indices("\n\n").nth(1).map_or(0, |(at, _)| at) };
            if let Ok(coded) = LINE.code(&report(end, whole[from..end].to_string())) {
                assert_eq!(broken(&coded), Vec::<String>::new(), "{} cut at {end}", path.display());
            }
        }
    }
    assert!(samples > 0, "no sample to cut");
}
