//! The table as it looks, on a document built by hand: narrow, wide, coloured, and with nothing in it.

use super::*;
use casus_types::{
    ActorId, ActorRecord, ArticleRecord, CommitmentKind, Comparator, EventId, EventType, NoteRecord, Relation, RuleId,
    SCHEMA, Sector,
};

const TEXT: &str = "Park met Kim in Seoul on Monday. After a long day of waiting in the rain outside the closed gates of \
                    the compound, envoys of 외교부 refused to sign anything at all. Park: we will wait. At least 31 tests.";

fn extent(words: &str) -> Extent {
    let byte = TEXT.find(words).unwrap();
    let start = TEXT[..byte].chars().count();
    Extent { start, end: start + words.chars().count() }
}

fn participant(words: &str, actor: &str, code: Option<&str>) -> ParticipantRecord {
    let Extent { start, end } = extent(words);
    ParticipantRecord {
        actor: ActorId(actor.to_string()),
        text: words.to_string(),
        code: code.map(|code| Code(code.to_string())),
        sector: Some(Sector::Gov),
        start,
        end,
    }
}

fn event(kind: EventType, quad: Quad, evidence: &str, trigger: &str) -> EventRecord {
    EventRecord {
        id: EventId("0123456789abcdef".to_string()),
        kind,
        mode: Some("meet".to_string()),
        contexts: Vec::new(),
        cameo: None,
        quad,
        score: None,
        ledger: None,
        actors: vec![participant("Park", "person.park-jin", Some("KOR"))],
        recipients: Vec::new(),
        start_date: Some("2022-06-13".to_string()),
        end_date: Some("2022-06-13".to_string()),
        date_why: None,
        place: None,
        place_id: None,
        lat: None,
        lon: None,
        place_country: None,
        place_precision: None,
        place_why: None,
        status: Status::Happened,
        status_why: String::new(),
        said_by: None,
        said_by_text: None,
        salience: Salience::Core,
        evidence: vec![extent(evidence)],
        trigger: extent(trigger),
        rule: Some(RuleId("consult.meet".to_string())),
        reader_score: None,
        why: String::new(),
        confidence: None,
    }
}

fn empty() -> Document {
    Document {
        schema: SCHEMA,
        casus: "0".to_string(),
        lexicon: "0".to_string(),
        model: None,
        article: ArticleRecord {
            id: "1".to_string(),
            source: "our.txt".to_string(),
            headline: None,
            published: None,
            published_why: None,
            published_candidates: Vec::new(),
            published_candidates_why: Vec::new(),
            modified: None,
            authors: Vec::new(),
            agency: None,
            outlet: None,
            place: None,
            text: TEXT.to_string(),
            paragraphs: Vec::new(),
            captions: Vec::new(),
            dropped: Vec::new(),
        },
        sentences: Vec::new(),
        places: Vec::new(),
        actors: Vec::new(),
        times: Vec::new(),
        events: Vec::new(),
        quotes: Vec::new(),
        claims: Vec::new(),
        commitments: Vec::new(),
        states: Vec::new(),
        notes: Vec::new(),
    }
}

fn full() -> Document {
    let mut document = empty();
    document.article.headline = Some("Envoys meet,\nand wait".to_string());
    document.article.published = Some("2022-06-14".to_string());
    document.article.agency = Some("Our Wire".to_string());
    document.actors = vec![ActorRecord {
        id: ActorId("person.park-jin".to_string()),
        name: "Park Jin".to_string(),
        role: None,
        code: Some(Code("KOR".to_string())),
        sector: Some(Sector::Gov),
        mentions: vec![extent("Park")],
    }];
    let mut met = event(EventType::Consult, Quad::VerbalCooperation, "Park met Kim in Seoul on Monday.", "met");
    met.actors.push(participant("Kim", "person.kim", None));
    let sentence = "After a long day of waiting in the rain outside the closed gates of the compound, envoys of 외교부 \
                    refused to sign anything at all.";
    let mut refused = event(EventType::Reject, Quad::VerbalConflict, sentence, "refused");
    refused.recipients =
        vec![participant("외교부", "body.mofa", Some("KOR")), participant("Kim", "person.kim", Some("PRK"))];
    (refused.start_date, refused.end_date) = (Some("2022-01-01".to_string()), Some("2022-06-14".to_string()));
    refused.status = Status::Negated;
    refused.salience = Salience::Background;
    refused.said_by_text = Some("a senior official in Seoul".to_string());
    document.events = vec![met, refused];
    document.quotes = vec![QuoteRecord {
        kind: QuoteKind::Direct,
        speaker: None,
        speaker_text: Some("Park".to_string()),
        speaker_code: Some(Code("KOR".to_string())),
        source: None,
        addressee: None,
        cue: None,
        start: 0,
        end: 0,
        parts: vec![extent("we will wait")],
        said_from: None,
        said_to: None,
        why: String::new(),
    }];
    document.claims = vec![ClaimRecord {
        start: extent("At least 31 tests").start,
        end: extent("At least 31 tests").end,
        number: Some(31.0),
        number_to: None,
        comparator: Comparator::AtLeast,
        unit: "tests".to_string(),
        unit_class: None,
        currency: None,
        subject: Some(Code("PRK".to_string())),
        claimant: Some("officials".to_string()),
        claimant_id: None,
        from: Some("2022-01-01".to_string()),
        to: Some("2022-06-30".to_string()),
        ledger: None,
        event: None,
        evidence: extent("At least 31 tests"),
        why: String::new(),
    }];
    document.commitments = vec![CommitmentRecord {
        start: 0,
        end: 4,
        kind: CommitmentKind::Threat,
        trigger: "the gates stay closed".to_string(),
        trigger_actor: None,
        response: "the envoys leave".to_string(),
        committed: vec![Code("KOR".to_string())],
        toward: vec![Code("PRK".to_string())],
        said_by: None,
        said_by_text: None,
        strength: None,
        trigger_pattern: None,
        response_pattern: None,
        deadline: None,
        why: String::new(),
    }];
    document.states = vec![StateRecord {
        relation: Relation::AvoidsDialogue,
        negated: false,
        parties: vec![participant("Kim", "person.kim", Some("PRK"))],
        toward: vec![participant("Park", "person.park-jin", Some("KOR"))],
        since: Some("2019-09-01".to_string()),
        since_to: Some("2019-12-31".to_string()),
        until: None,
        until_to: None,
        as_of: Some("2022-06-14".to_string()),
        said_by: None,
        said_by_text: None,
        evidence: vec![extent("Kim")],
        cue: extent("Kim"),
        why: String::new(),
    }];
    document.notes = vec![NoteRecord { start: None, end: None, what: "the date given with it is no day".to_string() }];
    document
}

#[test]
fn narrow() {
    insta::assert_snapshot!(table(&full(), Look { width: 80, colour: false }));
}

#[test]
fn wide() {
    insta::assert_snapshot!(table(&full(), Look { width: 130, colour: false }));
}

#[test]
fn coloured() {
    let shown = table(&full(), Look { width: 100, colour: true }).replace('\u{1b}', "ESC");
    insta::assert_snapshot!(shown);
}

#[test]
fn nothing_found() {
    insta::assert_snapshot!(table(&empty(), Look { width: 80, colour: false }));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in 80..=140 {
        for line in table(&full(), Look { width, colour: false }).lines() {
            assert!(columns(line) <= width, "{width}: {line}");
        }
    }
}
