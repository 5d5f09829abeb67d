//! The corner cases of the measure, each on an article of a sentence or two.

use super::*;
use crate::eval::gold::Gold;
use crate::eval::report::figures;
use serde_json::{Value, json};

const TEXT: &str = "Chad closed the road. Mali may close its port. Niger did not reply.";

/// A place of the text by its words.
fn place(words: &str) -> Value {
    let start = TEXT.find(words).unwrap();
    json!({"start": start, "end": start + words.len()})
}

/// An annotated event of class COERCE.
fn annotated(evidence: &str, status: &str) -> Value {
    json!({"evidence": evidence, "type": "COERCE", "mode": null, "ledger": null, "actors": [], "recipients": [],
        "status": status, "salience": "core"})
}

/// A coded event of class COERCE.
fn coded(evidence: &str, status: &str) -> Value {
    json!({"id": "0", "type": "COERCE", "contexts": [], "quad": "material-conflict", "actors": [], "recipients": [],
        "status": status, "status_why": "", "salience": "core", "evidence": [place(evidence)], "trigger": place("Chad"),
        "rule": "coerce.close", "why": ""})
}

fn with(mut record: Value, changes: Value) -> Value {
    for (field, value) in changes.as_object().unwrap() {
        record[field] = value.clone();
    }
    record
}

/// Scores one article: `gold` and `found` hold the lists that are not empty.
fn scored(gold: Value, found: Value) -> Tally {
    let gold: Gold = serde_json::from_value(with(json!({"doc": "a.txt"}), gold)).unwrap();
    let article = json!({"id": "a", "source": "texts/a.txt", "text": TEXT, "published_candidates": [],
        "published_candidates_why": [], "authors": [], "paragraphs": [], "captions": [],
        "dropped": found.get("dropped").cloned().unwrap_or(json!([]))});
    let empty = json!({"schema": 1, "casus": "", "lexicon": "", "article": article, "sentences": [], "actors": [],
        "times": [], "events": [], "quotes": [], "claims": [], "commitments": [], "notes": []});
    let document: Document = serde_json::from_value(with(empty, found)).unwrap();
    tally(&[GoldArticle { gold, text: TEXT.to_string() }], &[document])
}

fn events(gold: Vec<Value>, found: Vec<Value>) -> Tally {
    scored(json!({"events": gold}), json!({"events": found}))
}

fn found(gold: usize, coded: usize, both: usize) -> Found {
    Found { gold, coded, both }
}

fn fields(tally: &Tally) -> Vec<Field> {
    tally.mistakes.iter().map(|mistake| mistake.field).collect()
}

const CHAD: &str = "Chad closed the road.";
const MALI: &str = "Mali may close its port.";

#[test]
fn an_event_is_found_by_class_and_place_and_else_is_missed_and_extra() {
    let right = events(vec![annotated(CHAD, "happened")], vec![coded(CHAD, "happened")]);
    assert_eq!((right.events, fields(&right)), (found(1, 1, 1), vec![]));
    let elsewhere = events(vec![annotated(CHAD, "happened")], vec![coded("Niger did not reply.", "happened")]);
    assert_eq!((elsewhere.events, fields(&elsewhere)), (found(1, 1, 0), vec![Field::Missed, Field::Extra]));
    let other_class = with(coded(CHAD, "happened"), json!({"type": "AID"}));
    let other_class = events(vec![annotated(CHAD, "happened")], vec![other_class]);
    assert_eq!(other_class.events, found(1, 1, 0));
    let told: Vec<&str> = other_class.mistakes.iter().map(|mistake| mistake.what.as_str()).collect();
    assert_eq!(told[0], "COERCE [] → [] \"Chad closed the road.\"; casus has AID there");
    assert_eq!(told[1], "AID [] → [] \"Chad closed the road.\" (coerce.close on \"Chad\"); gold has COERCE there");
}

#[test]
fn an_optional_event_counts_neither_way() {
    let optional = with(annotated(CHAD, "happened"), json!({"optional": true}));
    assert_eq!(events(vec![optional.clone()], vec![coded(CHAD, "happened")]).events, found(0, 0, 0));
    assert_eq!(events(vec![optional], vec![]).events, found(0, 0, 0));
}

#[test]
fn what_did_not_happen_counts_only_where_it_is_told_as_a_fact() {
    let gold = || vec![annotated(MALI, "hypothetical")];
    let quiet = events(gold(), vec![]);
    assert_eq!((quiet.events, quiet.not_done), (found(0, 0, 0), Share { right: 0, of: 1 }));
    let as_such = events(gold(), vec![coded(MALI, "hypothetical")]);
    assert_eq!((as_such.events, as_such.not_done), (found(0, 0, 0), Share { right: 1, of: 1 }));
    let as_a_fact = events(gold(), vec![coded(MALI, "happened")]);
    assert_eq!((as_a_fact.events, as_a_fact.asserted), (found(0, 1, 0), Share { right: 1, of: 1 }));
    let plan = events(gold(), vec![coded(MALI, "planned")]);
    assert_eq!((plan.events, plan.asserted), (found(0, 1, 0), Share { right: 0, of: 0 }));
    let extra = events(vec![], vec![coded(MALI, "negated")]);
    assert_eq!(extra.events, found(0, 0, 0), "an extra event that is no fact is not held against anybody");
}

#[test]
fn words_are_asserted_where_every_annotation_on_them_is_otherwise() {
    let aid = with(coded(MALI, "happened"), json!({"type": "AID"}));
    let asserted = events(vec![annotated(MALI, "planned")], vec![aid.clone()]);
    assert_eq!(asserted.asserted, Share { right: 1, of: 1 });
    let half = events(vec![annotated(MALI, "planned"), annotated(MALI, "happened")], vec![aid]);
    assert_eq!(half.asserted, Share { right: 0, of: 1 });
}

#[test]
fn days_are_right_when_the_intervals_meet_and_count_only_where_annotated() {
    let dated = |start: Value, end: Value| with(annotated(CHAD, "happened"), json!({"start": start, "end": end}));
    let day = |from: Value, to: Value| with(coded(CHAD, "happened"), json!({"start_date": from, "end_date": to}));
    let date = |gold, found| events(vec![gold], vec![found]).date;
    assert_eq!(
        date(dated(json!("2022-06-01"), json!("2022-06-03")), day(json!("2022-06-03"), json!("2022-06-09"))).right,
        1
    );
    assert_eq!(date(dated(json!("2022-06-01"), json!(null)), day(json!("2022-06-02"), json!("2022-06-09"))).right, 0);
    assert_eq!(date(dated(json!("2022-06-01"), json!(null)), day(json!(null), json!(null))), Share { right: 0, of: 1 });
    assert_eq!(date(dated(json!(null), json!(null)), day(json!("2022-06-02"), json!("2022-06-09"))).of, 0);
}

#[test]
fn codes_are_compared_as_sets_and_unknown_ones_are_left_out() {
    let party = |code: Value| json!({"text": "Chad", "code": code, "sector": null});
    let coded_party = |code: &str| json!({"actor": "a", "text": "Chad", "code": code, "start": 0, "end": 4});
    let gold = with(annotated(CHAD, "happened"), json!({"actors": [party(json!("TCD")), party(json!(null))]}));
    let twice = with(coded(CHAD, "happened"), json!({"actors": [coded_party("TCD"), coded_party("TCD")]}));
    let tally = events(vec![gold.clone()], vec![twice]);
    assert_eq!((tally.dyads, tally.actors.right, tally.recipients.right), (1, 1, 1));
    let tally = events(vec![gold], vec![coded(CHAD, "happened")]);
    assert_eq!((tally.dyads, fields(&tally)), (0, vec![Field::Actors]));
}

#[test]
fn a_speaker_is_right_when_a_word_that_matters_is_shared_or_nobody_speaks() {
    let speaks = |speaker: Value| with(annotated(CHAD, "happened"), json!({"said_by": speaker}));
    let quoted = |words: Value| with(coded(CHAD, "happened"), json!({"said_by_text": words}));
    let right = |gold, found| events(vec![gold], vec![found]).said_by.right == 1;
    assert!(right(speaks(json!("Minister Issa")), quoted(json!("ISSA"))));
    assert!(!right(speaks(json!("the head of the army")), quoted(json!("the mayor of a town"))));
    assert!(right(speaks(json!(null)), quoted(json!(null))));
    assert!(right(speaks(json!("")), quoted(json!(null))));
    assert!(!right(speaks(json!(null)), quoted(json!("Issa"))));
}

#[test]
fn a_speakers_id_stands_for_the_name_of_the_actor() {
    let actor = json!({"id": "person.issa", "name": "Omar Issa", "mentions": []});
    let gold = with(annotated(CHAD, "happened"), json!({"said_by": "Omar"}));
    let event = with(coded(CHAD, "happened"), json!({"said_by": "person.issa"}));
    let tally = scored(json!({"events": [gold]}), json!({"events": [event], "actors": [actor]}));
    assert_eq!(tally.said_by, Share { right: 1, of: 1 });
}

#[test]
fn an_optional_quote_takes_its_partner_out_of_the_count() {
    let quote =
        |words: &str, optional: bool| json!({"kind": "direct", "speaker": "Chad", "text": words, "optional": optional});
    let at = |words: &str| with(place(words), json!({"kind": "indirect", "speaker_text": "Chad", "parts": []}));
    let gold = json!({"quotes": [quote("closed the road", false), quote("may close its port", true)]});
    let tally = scored(gold, json!({"quotes": [at("closed the road"), at("close its port"), at("Niger did")]}));
    assert_eq!((tally.quotes, tally.quote_kind.right, tally.speaker.right), (found(1, 2, 1), 0, 1));
    assert_eq!(fields(&tally), [Field::QuoteExtra, Field::QuoteKind]);
}

#[test]
fn a_quote_is_found_when_half_of_all_characters_agree() {
    let gold = json!({"quotes": [{"kind": "direct", "speaker": "Chad", "text": "closed the road"}]});
    let at = |words: &str| json!({"quotes": [with(place(words), json!({"kind": "direct", "parts": []}))]});
    assert_eq!(scored(gold.clone(), at("the road")).quotes.both, 1, "8 of 15");
    assert_eq!(scored(gold, at("e road")).quotes.both, 0, "6 of 15");
}

#[test]
fn claims_of_one_place_are_paired_by_their_number() {
    let gold = |number: u32| json!({"text": "the road", "number": number, "comparator": "exactly"});
    let claim =
        |number: u32| with(place("the road"), json!({"number": number, "comparator": "about", "unit": "roads"}));
    let tally = scored(json!({"claims": [gold(1), gold(2)]}), json!({"claims": [claim(2), claim(1)]}));
    assert_eq!((tally.claims, tally.number.right, tally.comparator.right), (found(2, 2, 2), 2, 0));
}

#[test]
fn furniture_is_dropped_by_half_of_its_line_or_by_not_being_in_the_text() {
    let gold = json!({"furniture": [CHAD, "Subscribe"], "events": [annotated(MALI, "happened")]});
    let half = scored(gold.clone(), json!({"dropped": [{"start": 0, "end": 11, "why": "menu"}]}));
    assert_eq!((half.furniture, half.lost), (Share { right: 2, of: 2 }, Share { right: 0, of: 1 }));
    let less = scored(
        gold,
        json!({"dropped": [{"start": 0, "end": 10, "why": "menu"}, {"start": 22, "end": 23, "why": "menu"}]}),
    );
    assert_eq!((less.furniture, less.lost), (Share { right: 1, of: 2 }, Share { right: 1, of: 1 }));
}

#[test]
fn an_article_without_a_document_is_named_and_counts_as_nothing_found() {
    let gold: Gold = serde_json::from_value(json!({"doc": "a.txt", "events": [annotated(CHAD, "happened")]})).unwrap();
    let tally = tally(&[GoldArticle { gold, text: TEXT.to_string() }], &[]);
    let figures = figures(&tally);
    assert_eq!(tally.events, found(1, 0, 0));
    assert!(
        figures
            .starts_with("no coded document for: a.txt\nevent        F1 0.000  P nan  R 0.000  (gold 1, system 0)\n"),
        "{figures}"
    );
    assert_eq!(tally.lost.right, 0, "what was never dropped is not lost");
}

#[test]
fn shares_are_rounded_half_to_even_as_the_exact_value_lies() {
    let tally =
        Tally { not_done: Share { right: 1, of: 16 }, asserted: Share { right: 3, of: 16 }, ..Tally::default() };
    let figures = figures(&tally);
    assert!(figures.contains("not done     0.062 of 16") && figures.contains("asserted     0.188 of 16"), "{figures}");
}

#[test]
fn a_state_is_found_by_relation_and_place_and_is_counted_only_where_somebody_looked() {
    let party = |code: &str| json!([{"code": code}]);
    let coded_party = |code: &str| json!([{"actor": "a", "text": "", "code": code, "start": 0, "end": 4}]);
    let annotated = json!({"evidence": CHAD, "relation": "allies", "parties": party("TCD"), "toward": party("MLI")});
    let coded = |relation: &str, parties: Value, toward: Value| {
        json!({"relation": relation, "negated": false, "parties": parties, "toward": toward, "evidence": [place(CHAD)],
            "cue": place("Chad"), "why": ""})
    };
    let tally = |state: Value| scored(json!({"states": [annotated.clone()]}), json!({"states": [state]}));
    let turned = tally(coded("allies", coded_party("MLI"), coded_party("TCD")));
    assert_eq!((turned.states, turned.state_parties.right), (Some(found(1, 1, 1)), 1));
    let alone = tally(coded("allies", coded_party("TCD"), json!([])));
    assert_eq!((alone.states, fields(&alone)), (Some(found(1, 1, 1)), vec![Field::StateParties]));
    let other = tally(coded("at_war", coded_party("TCD"), coded_party("MLI")));
    assert_eq!(fields(&other), [Field::StateMissed, Field::StateExtra]);
    let unasked = scored(json!({}), json!({"states": [coded("allies", coded_party("TCD"), json!([]))]}));
    assert_eq!((unasked.states, fields(&unasked)), (None, vec![]));
    assert!(!figures(&unasked).contains("state"));
}
