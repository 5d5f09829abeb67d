//! Any text is a report: the whole line codes it without failing, twice alike, and every offset that is published lies
//! in the published text.

#![no_main]

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader, Report};
use casus_types::{Document, Extent};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LINE: LazyLock<Line> = LazyLock::new(|| {
    Line::new(Lexicon::embedded().expect("the built-in lexicon"), Reader::embedded().expect("the built-in weights"))
});

fuzz_target!(|text: &str| {
    let report = Report::of_text(text);
    let coded = || LINE.code(&report).map(|coded| coded.document(&LINE.stamp()));
    match (coded(), coded()) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one, other, "coded twice, two results");
            offsets_lie_in_the_text(&one);
        }
        (one, other) => assert_eq!(one.is_err(), other.is_err()),
    }
});

fn offsets_lie_in_the_text(document: &Document) {
    let length = document.article.text.chars().count();
    let inside =
        |extent: &Extent| assert!(extent.start <= extent.end && extent.end <= length, "{extent:?} of {length}");
    document.sentences.iter().for_each(inside);
    document.article.paragraphs.iter().for_each(inside);
    document.actors.iter().flat_map(|actor| &actor.mentions).for_each(inside);
    for event in &document.events {
        assert!(!event.evidence.is_empty(), "an event without evidence");
        event.evidence.iter().for_each(inside);
        inside(&event.trigger);
    }
    document.quotes.iter().flat_map(|quote| &quote.parts).for_each(inside);
}
