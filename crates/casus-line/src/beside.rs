//! The same report coded by two lines: what an analyst's files change. The report is read once, by the first line, and
//! coded twice; both give the same events but for the lexicon.

use crate::{Line, Refusal, Report, language};
use casus_types::{Author, Event, Participant, Span, Text};
use std::collections::BTreeSet;

/// An event as it is compared: what it tells, without its rule and its score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Where its sentence begins, in bytes.
    pub sentence: usize,
    /// `ASSAULT happened SYR -> TUR "shelled"`.
    pub what: String,
    /// The words of its sentence.
    pub words: String,
    /// The rule that made it; nothing for the event reader.
    pub rule: Option<String>,
}

/// What changes in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Only before.
    pub lost: Vec<Told>,
    /// Only after.
    pub gained: Vec<Told>,
    /// In both.
    pub kept: usize,
}

impl Line {
    /// The events of a report that this line finds and another does not, and the other way round.
    pub fn change(&self, after: &Line, report: &Report) -> Result<Change, Refusal> {
        let (article, _) = self.page(report)?;
        language::must_be_english(&article)?;
        let parsed = self.reader.read(article);
        let now = after.coder.code(parsed.clone());
        let before = self.coder.code(parsed);
        let told = |events: &[Event]| -> Vec<Told> {
            events.iter().map(|event| told(event, &before.parsed.article.text)).collect()
        };
        Ok(Change::between(told(&before.events), told(&now.events)))
    }
}

impl Change {
    fn between(before: Vec<Told>, after: Vec<Told>) -> Change {
        let key = |told: &Told| (told.sentence, told.what.clone());
        let (old, new): (BTreeSet<_>, BTreeSet<_>) =
            (before.iter().map(key).collect(), after.iter().map(key).collect());
        let kept = old.intersection(&new).count();
        let lost = before.into_iter().filter(|told| !new.contains(&key(told))).collect();
        let gained = after.into_iter().filter(|told| !old.contains(&key(told))).collect();
        Change { lost, gained, kept }
    }
}

fn told(event: &Event, text: &Text) -> Told {
    let evidence = &event.evidence;
    let words = |span: Span| text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let (who, whom) = (codes(&event.actors), codes(&event.recipients));
    let mode = event.mode.as_ref().map(|mode| format!("/{mode}")).unwrap_or_default();
    Told {
        sentence: evidence.first.start(),
        what: format!(
            "{}{mode} {} {who} -> {whom} \"{}\"",
            event.kind.code(),
            event.status.word(),
            words(evidence.trigger)
        ),
        words: words(evidence.first),
        rule: match &evidence.author {
            Author::Rule(rule) => Some(rule.0.clone()),
            Author::Reader(_) => None,
        },
    }
}

/// Codes in order of the alphabet; `?` for somebody whose country is unknown, `-` for nobody.
fn codes(parties: &[Participant]) -> String {
    let code = |party: &Participant| party.code.as_ref().map_or("?".to_string(), |code| code.0.clone());
    let codes: BTreeSet<String> = parties.iter().map(code).collect();
    if codes.is_empty() { "-".to_string() } else { codes.into_iter().collect::<Vec<_>>().join(",") }
}
