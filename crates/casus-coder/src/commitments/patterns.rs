//! What the record watches for: condition and response as events of a class, by these actors, of a ledger; and the day by
//! which one of them must come.

use super::Scene;
use super::triggers::Trigger;
use crate::times::TimeFound;
use casus_lexicon::ModeId;
use casus_types::{Code, Date, EventPattern, Participant, Proposal, TimeKind};
use jiff::Span;

/// A proposal less sure than this names no class, in thousandths.
const SEEN: u16 = 300;

impl Scene<'_, '_> {
    /// The event that a stretch of the sentence tells of; what a rule has coded goes before what the reader sees.
    pub fn pattern(&self, holds: impl Fn(usize) -> bool, actors: &[Code], recipients: &[Code]) -> Option<EventPattern> {
        let codes = |list: &[Participant]| {
            let mut out: Vec<Code> = list.iter().filter_map(|party| party.code.clone()).collect();
            out.dedup();
            out
        };
        let or = |own: Vec<Code>, given: &[Code]| if given.is_empty() { own } else { given.to_vec() };
        let event = self.events.iter().find(|found| found.sentence == self.sentence && holds(found.word));
        if let Some(found) = event {
            let actors = or(codes(&found.event.actors), actors);
            let recipients: Vec<Code> = or(codes(&found.event.recipients), recipients)
                .into_iter()
                .filter(|code| !actors.contains(code) || actors.len() == 1 && recipients.contains(code))
                .collect();
            return Some(EventPattern { kind: Some(found.event.kind), actors, recipients, ledger: found.event.ledger });
        }
        let fits = |proposal: &&Proposal| holds(proposal.trigger) && proposal.score.thousandths() >= SEEN;
        let best = self.reading.proposals.iter().filter(fits).max_by_key(|proposal| proposal.score)?;
        let mode = best.mode.clone().map(ModeId);
        let ledger = self.ontology.ledger(best.kind, mode.as_ref());
        Some(EventPattern { kind: Some(best.kind), actors: actors.to_vec(), recipients: recipients.to_vec(), ledger })
    }

    /// `by Friday`, `within 30 days`, in the condition or the response.
    pub fn deadline(&self, trigger: &Trigger, response: (usize, usize)) -> Option<Date> {
        let words = &self.reading.words;
        let inside = |at: usize| trigger.holds(at) || response.0 <= at && at < response.1;
        let within =
            |time: &TimeFound| words.is(time.start.wrapping_sub(1), &["within"]) || words.is(time.start, &["within"]);
        let day = |time: &TimeFound| match time.time.kind {
            TimeKind::Duration if within(time) => {
                let length = time.time.value.parse::<Span>().ok()?;
                self.today?.checked_add(length).ok()
            }
            _ if words.is(time.start.wrapping_sub(1), &["by", "before"]) => {
                time.coming.or(time.time.days).map(|(_, last)| last)
            }
            _ => None,
        };
        self.times.iter().filter(|time| inside(time.start)).find_map(day)
    }
}
