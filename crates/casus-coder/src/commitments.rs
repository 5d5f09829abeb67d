//! Somebody bound to act on a condition: `South Korea and the US will push for sanctions should Pyongyang test`. A
//! sentence with a condition and a main clause about the future is one; its kind follows from the class of the event in
//! the main clause. An unconditional plan is no commitment.

use crate::events::EventFound;
use crate::roles::Reading;
use crate::status::{Cues, conditions};
use casus_types::{Code, Commitment, CommitmentKind, EventType, Status, Strength};

/// What the events say about a sentence: the class coded in its main clause and its parties.
struct MainClause {
    /// Class of the conditional event.
    kind: EventType,
    /// Codes of its actors.
    actors: Vec<Code>,
    /// Codes of its recipients.
    recipients: Vec<Code>,
    /// Position of its trigger.
    trigger: usize,
}

/// Finds the commitments of a sentence.
fn find(reading: &Reading, cues: &Cues, main: Option<MainClause>) -> Option<Commitment> {
    let bound = |at: usize| !reading.words.is(at, &["whether"]);
    let condition = conditions(reading, cues).into_iter().find(|condition| bound(condition.start))?;
    let (start, end) = (condition.start, condition.end);
    let outside = |at: usize| at < start || at >= end;
    let verb = reading.verbs.iter().position(|v| {
        outside(v.head)
            && v.modal.as_deref().is_some_and(|m| matches!(m, "will" | "'ll" | "shall" | "may" | "would" | "could"))
    })?;
    let subject = reading.subject(verb);
    let codes = |list: &[usize]| -> Vec<Code> {
        let mut out: Vec<Code> = Vec::new();
        for code in list.iter().flat_map(|m| &reading.mentions[*m].who).filter_map(|who| who.code.clone()) {
            if !out.contains(&code) {
                out.push(code);
            }
        }
        out
    };
    let modal = reading.verbs[verb].modal.clone().unwrap_or_default();
    let (mut committed, mut toward) = (codes(&subject), Vec::new());
    let mut kind = CommitmentKind::Promise;
    if let Some(main) = main.filter(|m| outside(m.trigger)) {
        kind = match main.kind {
            EventType::Threaten
            | EventType::Sanction
            | EventType::Mobilize
            | EventType::Coerce
            | EventType::Assault
            | EventType::Reject
            | EventType::Request => CommitmentKind::Threat,
            EventType::Aid | EventType::Consult | EventType::Cooperate => CommitmentKind::Offer,
            _ => CommitmentKind::Promise,
        };
        toward = main.recipients;
        if committed.is_empty() {
            committed = main.actors;
        }
    }
    // `may be left with no reason`: a forecast of what others would do binds nobody.
    if modal != "will" && modal != "'ll" && modal != "shall" {
        kind = CommitmentKind::Prediction;
        committed = Vec::new();
    }
    if committed.is_empty() && kind != CommitmentKind::Prediction {
        return None;
    }
    let mark = |at: usize| reading.words.words.get(at).is_some_and(|w| w.mark);
    let (from, to) = if start == 0 || (0..start).all(mark) { (end, reading.words.len()) } else { (0, start) };
    let trigger_actor = reading
        .mentions
        .iter()
        .find(|m| m.start > start && m.end <= end && m.acts())
        .and_then(|m| m.who.first())
        .and_then(|w| w.code.clone());
    let trim = |mut a: usize, mut b: usize| {
        while a < b && mark(a) {
            a += 1;
        }
        while b > a && mark(b - 1) {
            b -= 1;
        }
        (a, b)
    };
    let (from, to) = trim(from, to);
    let (first, last) = trim(start + 1, end);
    Some(Commitment {
        span: reading.words.span,
        kind,
        trigger: reading.words.span_of(first, last),
        trigger_actor,
        response: reading.words.span_of(from, to),
        committed,
        toward,
        said_by: None,
        strength: Strength::Will,
        trigger_pattern: None,
        response_pattern: None,
        deadline: None,
        why: String::new(),
    })
}

/// The commitments of an article, in reading order.
pub fn of_article(readings: &[Reading], cues: &Cues, events: &[EventFound]) -> Vec<Commitment> {
    let codes = |list: &[casus_types::Participant]| list.iter().filter_map(|p| p.code.clone()).collect::<Vec<_>>();
    let of = |(index, reading): (usize, &Reading)| {
        // What hangs on the condition, before whatever else the sentence tells.
        let here = || events.iter().filter(|e| e.sentence == index);
        let event = here().find(|e| e.event.status == Status::Conditional).or_else(|| here().next());
        let main = event.map(|e| MainClause {
            kind: e.event.kind,
            actors: codes(&e.event.actors),
            recipients: codes(&e.event.recipients),
            trigger: e.trigger,
        });
        let mut commitment = find(reading, cues, main)?;
        commitment.said_by = event.and_then(|e| e.event.said_by.clone());
        Some(commitment)
    };
    readings.iter().enumerate().filter_map(of).collect()
}
