//! A sentence on trial: which rules fired on it, with whom and with what status, and which nearly did. This is what
//! `casus lexicon try` shows and what the examples beside each rule are tested by; it makes no records.

use crate::contexts::Themes;
use crate::roles::Reading;
use crate::rules::{Firing, NearMiss};
use crate::{Coder, Heard, states, status};
use casus_types::{Code, EventType, Parsed, RuleId, Span, Status};

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The rule.
    pub rule: RuleId,
    /// Its class.
    pub kind: EventType,
    /// The words that fired it.
    pub trigger: Span,
    /// Codes of the actors; an unknown one is left out.
    pub actors: Vec<Code>,
    /// Codes of the recipients.
    pub recipients: Vec<Code>,
    /// The words that name the actors.
    pub actor_spans: Vec<Span>,
    /// The words that name the recipients.
    pub recipient_spans: Vec<Span>,
    /// The status; nothing where it is only demanded and would be no event.
    pub status: Option<Status>,
    /// What decided the status.
    pub why: String,
    /// Rows of the status cues that had a part in it.
    pub cues: Vec<usize>,
}

/// What the status cues make of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The word.
    pub span: Span,
    /// What comes out; nothing for what is only demanded.
    pub status: Option<Status>,
    /// Rows of the cues that had a part in it.
    pub cues: Vec<usize>,
}

/// A rule whose trigger stood there and that did not fire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The rule.
    pub rule: RuleId,
    /// The words that could have fired it.
    pub trigger: Span,
    /// What was missing.
    pub why: String,
}

/// A state that the words of a row tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Row of the lexicon's words for states.
    pub row: usize,
    /// It is said not to be.
    pub negated: bool,
}

/// Everything that fired and nearly fired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// In order of sentence and trigger.
    pub fired: Vec<Fired>,
    /// In order of sentence and trigger.
    pub missed: Vec<Missed>,
    /// Every verb and noun on which a status cue acts.
    pub judged: Vec<Judged>,
}

impl Coder {
    /// Tries the rules on a reading.
    pub fn try_rules(&self, parsed: &Parsed) -> Trial {
        let mut trial = Trial::default();
        for reading in self.read(parsed) {
            let mut misses = Vec::new();
            let firings = self.rules.fire(&reading, &mut misses);
            trial.fired.extend(firings.iter().filter_map(|firing| self.fired(&reading, firing)));
            let span = |miss: &NearMiss| reading.words.span_of(miss.trigger.0, miss.trigger.1);
            let missed = misses.iter().filter_map(|miss| {
                Some(Missed {
                    rule: self.rules.rule(miss.rule)?.id.clone(),
                    trigger: span(miss),
                    why: miss.why.clone(),
                })
            });
            trial.missed.extend(missed);
            trial.judged.extend(self.judged(&reading));
        }
        trial
    }

    /// Which rows of the words for states tell one in a reading, in order.
    pub fn try_states(&self, parsed: &Parsed) -> Vec<Standing> {
        let Heard { readings, times, quotes } = self.hear(parsed);
        let themes = Themes::of(&readings, &self.ontology);
        let sources = self.sources(parsed, (&readings, &times, &quotes), &themes);
        let told = (0..readings.len()).flat_map(|sentence| states::of_sentence(&sources, &self.states, sentence));
        told.map(|found| Standing { row: found.row, negated: found.state.negated }).collect()
    }

    fn judged(&self, reading: &Reading) -> Vec<Judged> {
        let tree = reading.words.tree();
        let acts = (0..reading.words.len()).filter(|word| tree.is_verb(*word) || tree.is_noun(*word));
        let judged = acts.map(|word| {
            let judgement = status::of_word(reading, word, &self.cues);
            let span = reading.words.span_of(word, word + 1);
            Judged { span, status: judgement.status(), cues: judgement.cues }
        });
        judged.filter(|judged| !judged.cues.is_empty()).collect()
    }

    fn fired(&self, reading: &Reading, firing: &Firing) -> Option<Fired> {
        let rule = self.rules.rule(firing.rule)?;
        let judgement = status::of_word(reading, firing.word(reading), &self.cues);
        let (why, cues) = (judgement.why.clone(), judgement.cues.clone());
        let settled = crate::events::settle(rule, judgement);
        let codes = |list: &[usize]| {
            let mut codes: Vec<Code> =
                list.iter().flat_map(|m| &reading.mentions[*m].who).filter_map(|who| who.code.clone()).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        let spans = |list: &[usize]| {
            list.iter().map(|m| reading.words.span_of(reading.mentions[*m].start, reading.mentions[*m].end)).collect()
        };
        Some(Fired {
            rule: rule.id.clone(),
            kind: rule.kind,
            trigger: reading.words.span_of(firing.trigger.0, firing.trigger.1),
            actors: codes(&firing.actors),
            recipients: codes(&firing.recipients),
            actor_spans: spans(&firing.actors),
            recipient_spans: spans(&firing.recipients),
            status: settled.as_ref().map(|(status, _)| *status),
            why: settled.map_or(why, |(_, why)| why),
            cues,
        })
    }
}
