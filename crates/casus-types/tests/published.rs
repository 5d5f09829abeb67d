//! The published form: its offsets count characters whatever the text holds, its schema file is the one that the types
//! give, and its numbers and reasons read as an analyst would write them.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests may fail as tests do

use casus_types::*;
use proptest::prelude::*;

/// A report of one paragraph: the whole text.
fn report(content: &str) -> Article {
    let text = Text::new(content.to_string());
    let block = Block { span: text.whole(), kind: BlockKind::Paragraph, dropped: None };
    Article {
        id: "our-1".to_string(),
        source: "our.txt".to_string(),
        headline: None,
        published: Published::default(),
        modified: None,
        authors: Vec::new(),
        agency: None,
        outlet: None,
        place: None,
        text,
        blocks: vec![block],
    }
}

fn coded(article: Article) -> Coded {
    Coded {
        parsed: Parsed { article, sentences: Vec::new() },
        actors: Vec::new(),
        places: Vec::new(),
        times: Vec::new(),
        events: Vec::new(),
        quotes: Vec::new(),
        claims: Vec::new(),
        commitments: Vec::new(),
        states: Vec::new(),
        notes: Vec::new(),
    }
}

/// Finds words in the text as a span.
fn at(article: &Article, words: &str) -> Span {
    let start = article.text.as_str().find(words).expect("the words stand in the text");
    article.text.span(start..start + words.len()).expect("on characters")
}

fn by_characters(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

proptest! {
    /// What a script cuts out of `article.text` by characters is what the program meant.
    #[test]
    fn offsets_cut_the_words_that_were_meant(before in "\\PC{0,300}", words in "\\PC{1,40}", after in "\\PC{0,40}") {
        let mut coded = coded(report(&format!("{before}{words}{after}")));
        let span = coded.parsed.article.text.span(before.len()..before.len() + words.len()).unwrap();
        let (tokens, names, proposals) = Default::default();
        coded.parsed.sentences.push(Sentence { span, block: 0, tokens, names, proposals });
        coded.notes.push(Note { span: Some(span), what: "here".to_string() });
        let document = coded.document(&Stamp::default());
        let sentence = document.sentences[0];
        prop_assert_eq!(by_characters(&document.article.text, sentence.start, sentence.end), words);
        prop_assert_eq!((document.notes[0].start, document.notes[0].end), (Some(sentence.start), Some(sentence.end)));
    }
}

#[test]
fn the_schema_file_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/coded-1.json");
    let written = std::fs::read_to_string(file).expect("docs/schema/coded-1.json can be read");
    let generated = serde_json::to_string_pretty(&schemars::schema_for!(Document)).unwrap();
    assert!(
        written.trim_end() == generated,
        "docs/schema/coded-1.json is out of date: cargo run -p casus-types --example schema > docs/schema/coded-1.json"
    );
}

#[test]
fn an_event_gives_its_reasons_in_one_sentence() {
    let mut coded = coded(report("Séoul’s envoy met Kim on Monday, officials said."));
    let article = &coded.parsed.article;
    let envoy = Participant {
        actor: ActorId("state.kor".to_string()),
        span: at(article, "Séoul’s envoy"),
        code: Some(Code("KOR".to_string())),
        sector: Some(Sector::Gov),
    };
    let kim =
        Participant { actor: ActorId("person.kim".to_string()), span: at(article, "Kim"), code: None, sector: None };
    let evidence = Evidence {
        first: article.text.whole(),
        also: Vec::new(),
        trigger: at(article, "met"),
        author: Author::Rule(RuleId("consult.meet".to_string())),
    };
    let event = Event {
        id: EventId::new("our-1", EventType::Consult, evidence.first, 0),
        kind: EventType::Consult,
        mode: Some("meet".to_string()),
        contexts: Vec::new(),
        cameo: None,
        quad: Quad::VerbalCooperation,
        score: None,
        ledger: Some(Ledger::Meetings),
        actors: vec![envoy, kim],
        recipients: Vec::new(),
        when: When::default(),
        place: None,
        status: Status::Happened,
        status_why: "past tense".to_string(),
        said_by: Some(Saying { actor: None, span: at(article, "officials") }),
        salience: Salience::Core,
        evidence,
        confidence: None,
    };
    coded.events.push(event);
    let origin = (RuleId("consult.meet".to_string()), "verbs/consult.toml:7".to_string());
    let stamp = Stamp { rule_origins: [origin].into(), ..Stamp::default() };

    let document = coded.document(&stamp);
    assert_eq!(
        document.events[0].why,
        "Rule consult.meet (verbs/consult.toml:7) fired on \"met\"; actor \"Séoul’s envoy\" (KOR GOV), \"Kim\" (code \
         unknown); happened: past tense; on the word of \"officials\"."
    );
    assert_eq!((document.events[0].trigger.start, document.events[0].trigger.end), (14, 17));
    assert_eq!(document.events[0].actors[1].start, 18);
}

#[test]
fn counts_are_written_as_counts_and_fractions_as_fractions() {
    let mut coded = coded(report("31 missiles, 2.5 million people"));
    let days = Some(("2022-01-01".parse().unwrap(), "2022-06-14".parse().unwrap()));
    for (words, number, unit) in [("31 missiles", 31.0, "missiles"), ("2.5 million people", 2.5e6 + 0.5, "people")] {
        coded.claims.push(Claim {
            span: at(&coded.parsed.article, words),
            number: Some(number),
            number_to: None,
            comparator: Comparator::Exactly,
            unit: unit.to_string(),
            class: None,
            currency: None,
            subject: None,
            claimant: None,
            days,
            ledger: None,
            event: None,
            evidence: at(&coded.parsed.article, words),
            why: String::new(),
        });
    }
    let json = serde_json::to_string(&coded.document(&Stamp::default()).claims).unwrap();
    assert!(json.contains("\"number\":31,"), "{json}");
    assert!(json.contains("\"number\":2500000.5,"), "{json}");
    assert!(json.contains("\"from\":\"2022-01-01\",\"to\":\"2022-06-14\""), "{json}");
    let back: Vec<ClaimRecord> = serde_json::from_str(&json).unwrap();
    assert_eq!(back[0].number, Some(31.0));
}

#[test]
fn paragraphs_captions_and_dropped_pieces_do_not_mix() {
    let mut article = report("Title\n\nBody.\n\nA head\n\nA picture\n\nA picture\n\nMenu");
    let kinds = [
        ("Title", BlockKind::Headline, None),
        ("Body.", BlockKind::Paragraph, None),
        ("A head", BlockKind::Subhead, None),
        ("A picture", BlockKind::Caption, None),
        ("Menu", BlockKind::Furniture, Some("menu".to_string())),
    ];
    article.blocks =
        kinds.into_iter().map(|(words, kind, dropped)| Block { span: at(&article, words), kind, dropped }).collect();
    let page = article.page_record();
    let cut = |extents: &[Extent]| -> Vec<String> {
        extents.iter().map(|it| by_characters(&page.text, it.start, it.end)).collect()
    };
    assert_eq!(cut(&page.paragraphs), ["Body.", "A head"]);
    assert_eq!(cut(&page.captions), ["A picture"]);
    assert_eq!((page.dropped.len(), page.dropped[0].why.as_str()), (1, "menu"));
    assert_eq!(page.date, None);
}
