//! Somebody bound to act on a condition: `South Korea and the US will push for sanctions should Pyongyang test`. A condition in
//! any form (`triggers.rs`), what is to follow (`responses.rs`), on whose word (`speakers.rs`); then what binds nobody goes
//! (`hindrances.rs`), and who is bound (`parties.rs`), and by what kind of words, follows from the act and its speaker
//! (`kinds.rs`). Condition and response are also given as events that the record can watch for (`patterns.rs`). An
//! unconditional plan is no commitment.

mod hindrances;
mod kinds;
mod leanings;
mod parties;
mod patterns;
mod responses;
mod signs;
mod speakers;
mod table;
mod triggers;

pub use table::BindingWords;

use crate::events::EventFound;
use crate::quotes::QuoteFound;
use crate::roles::Reading;
use crate::status::Cues;
use crate::times::TimeFound;
use casus_lexicon::Ontology;
use casus_types::{Code, Commitment, CommitmentKind, Date, Strength};
use kinds::Bond;
use responses::Response;
use triggers::{Form, Trigger};

/// What commitments are made from.
pub struct Sources<'a, 't> {
    /// The sentences.
    pub readings: &'a [Reading<'t>],
    /// The times of each sentence.
    pub times: &'a [Vec<TimeFound>],
    /// The quotes.
    pub quotes: &'a [QuoteFound],
    /// The events.
    pub events: &'a [EventFound],
    /// The lexicon's status cues.
    pub cues: &'a Cues,
    /// The lexicon's words that bind.
    pub table: &'a BindingWords,
    /// PLOVER's tables.
    pub ontology: &'a Ontology,
    /// The day of the report.
    pub today: Option<Date>,
}

/// One sentence of them.
pub struct Scene<'a, 't> {
    readings: &'a [Reading<'t>],
    sentence: usize,
    reading: &'a Reading<'t>,
    times: &'a [TimeFound],
    quotes: &'a [QuoteFound],
    events: &'a [EventFound],
    cues: &'a Cues,
    table: &'a BindingWords,
    ontology: &'a Ontology,
    today: Option<Date>,
}

/// The commitments of an article, in reading order; one a sentence.
pub fn of_article(sources: &Sources) -> Vec<Commitment> {
    let scene = |(sentence, reading)| Scene {
        readings: sources.readings,
        sentence,
        reading,
        times: sources.times.get(sentence).map_or(&[], Vec::as_slice),
        quotes: sources.quotes,
        events: sources.events,
        cues: sources.cues,
        table: sources.table,
        ontology: sources.ontology,
        today: sources.today,
    };
    let mut out: Vec<Commitment> = Vec::new();
    for found in sources.readings.iter().enumerate().map(scene).filter_map(|scene| scene.commitment()) {
        if !out.iter().any(|before| is_said_again(before, &found)) {
            out.push(found);
        }
    }
    out
}

/// `agreed to review and take them (when necessary)`: what the same parties consider, without a condition of its own.
fn is_said_again(before: &Commitment, now: &Commitment) -> bool {
    let open = |one: &Commitment| one.trigger_actor.is_none() && one.trigger_pattern.is_none();
    let considered = before.strength == Strength::Considers && now.strength == Strength::Considers;
    let bound = |one: &Commitment| {
        let mut codes = one.committed.clone();
        codes.sort();
        codes
    };
    considered && open(before) && open(now) && bound(before) == bound(now)
}

impl Scene<'_, '_> {
    fn commitment(&self) -> Option<Commitment> {
        let shorter = |trigger: &Trigger| self.cut(trigger).and_then(|trigger| self.on(&trigger));
        self.triggers().iter().find_map(|trigger| self.on(trigger).or_else(|| shorter(trigger)))
    }

    /// A condition that has swallowed its response, up to its first comma.
    fn cut(&self, trigger: &Trigger) -> Option<Trigger> {
        let opens = (0..trigger.start).all(|at| self.reading.words.words[at].mark);
        let wide = trigger.form == Form::Clause && opens && self.response(trigger).is_none();
        let comma = (trigger.content + 2..trigger.end).find(|at| self.reading.words.is(*at, &[","]))?;
        wide.then_some(Trigger { end: comma, on: None, ..*trigger })
    }

    /// What hangs on a condition, if it binds or foresees.
    fn on(&self, trigger: &Trigger) -> Option<Commitment> {
        let words = &self.reading.words;
        let response = self.response(trigger)?;
        let speaker = self.speaker(&response, trigger);
        if self.hindrance(trigger, &response, speaker.as_ref()).is_some() {
            return None;
        }
        let bond = self.bond(trigger, &response, speaker.as_ref());
        let foreseen = bond.kind == CommitmentKind::Prediction;
        if foreseen && self.idle(trigger, &response, speaker.as_ref()).is_some() {
            return None;
        }
        let extent = self.extent(&response, trigger, speaker.as_ref());
        let doer = self.doer(trigger, &bond.committed);
        let toward = if foreseen { Vec::new() } else { self.toward(trigger, extent, &bond, doer.code.as_ref()) };
        let trim = |(mut from, mut to): (usize, usize)| {
            let mark = |at: usize| words.words.get(at).is_some_and(|word| word.mark);
            while from + 1 < to && mark(from) {
                from += 1;
            }
            while to > from + 1 && mark(to - 1) {
                to -= 1;
            }
            words.span_of(from, to)
        };
        let content = if trigger.content < trigger.end { trigger.content } else { trigger.start };
        let actors: Vec<Code> = doer.code.iter().cloned().collect();
        let responds = |at: usize| at == response.head || extent.0 <= at && at < extent.1 && !trigger.holds(at);
        Some(Commitment {
            span: words.span,
            kind: bond.kind,
            trigger: trim((content, trigger.end)),
            trigger_actor: doer.code,
            response: trim(extent),
            said_by: speaker.and_then(|speaker| speaker.saying),
            strength: self.strength(&response),
            trigger_pattern: self.pattern(|at| trigger.holds(at), &actors, &[]),
            response_pattern: self.pattern(responds, &bond.committed, &toward),
            deadline: self.deadline(trigger, extent),
            why: self.why(trigger, &response, &bond),
            committed: bond.committed,
            toward,
        })
    }

    /// Toward whom: whoever else is named in the response, else whose act the condition is.
    fn toward(&self, trigger: &Trigger, extent: (usize, usize), bond: &Bond, doer: Option<&Code>) -> Vec<Code> {
        let inside = |at: usize| extent.0 <= at && at < extent.1 && !trigger.holds(at);
        let found = self.events.iter().filter(|found| found.sentence == self.sentence && inside(found.word));
        let coded: Vec<Code> =
            found.flat_map(|found| &found.event.recipients).filter_map(|party| party.code.clone()).collect();
        let named = self.reading.mentions.iter().enumerate().filter(|(_, m)| inside(m.start)).map(|(index, _)| index);
        let named = self.codes(&named.collect::<Vec<_>>());
        let other = |codes: Vec<Code>| {
            let mut codes: Vec<Code> = codes.into_iter().filter(|code| !bond.committed.contains(code)).collect();
            codes.dedup();
            codes
        };
        let all = [other(coded), other(named)].into_iter().find(|codes| !codes.is_empty());
        all.or_else(|| doer.map(|code| vec![code.clone()])).unwrap_or_default()
    }

    fn why(&self, trigger: &Trigger, response: &Response, bond: &Bond) -> String {
        let words = &self.reading.words;
        let opening = match trigger.form {
            Form::Clause | Form::Phrase => {
                words.joined(trigger.start, trigger.content.max(trigger.start + 1).min(trigger.end))
            }
            Form::Order => "an order before \"or\"".to_string(),
            Form::Request => "an order before \"and\"".to_string(),
            Form::Act | Form::Answered => "an act that would be answered".to_string(),
            Form::Whoever => "whoever does it".to_string(),
        };
        let binds = response.modal.or(response.binding.map(|(at, _)| at)).map_or("", |at| words.lower(at));
        format!("\"{opening}\", \"{binds}\"; {}", bond.why)
    }
}
