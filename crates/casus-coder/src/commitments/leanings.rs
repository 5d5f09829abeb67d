//! Whether an act hurts or helps the other side, by the lexicon's verbs and nouns of harm and help, by what makes an end of
//! either, and else by what the event reader sees in it. Asked of the response, and of the condition too: a good response
//! to a harm is help in need, a good response to a good act is an exchange.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use casus_lexicon::Binding;
use casus_types::{EventType, Label, Proposal};

/// A proposal of the event reader less sure than this says nothing.
const SEEN: u16 = 150;

/// What an act does to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// Below nought it hurts, above it helps.
    pub sign: i8,
    /// Only the event reader says so.
    pub seen: bool,
}

impl Leaning {
    /// As it is told.
    pub fn name(self) -> &'static str {
        match self.sign {
            ..=-1 => "a harm",
            1.. => "a help",
            0 => "neither harm nor help",
        }
    }
}

/// The sign of a condition that makes an end of a harm: the plainest price.
pub(super) const ENDS_HARM: i8 = 2;

const NEITHER: Leaning = Leaning { sign: 0, seen: false };

impl Scene<'_, '_> {
    /// What the response does to others.
    pub(super) fn leaning(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Leaning {
        let (_, to) = self.extent(response, trigger, speaker);
        let head = response.head;
        let stretch: Vec<usize> =
            (head.min(response.top())..to.max(head + 1)).filter(|at| !trigger.holds(*at)).collect();
        let told = self.told(head, &stretch).or_else(|| self.seen(&[head, response.top()]));
        let denied = self.is_denied(response);
        told.map_or(NEITHER, |leaning| if denied { Leaning { sign: -leaning.sign, ..leaning } } else { leaning })
    }

    /// What the condition does to others, were it to come about as told; whether it is denied is another sign.
    pub(super) fn leaning_of_condition(&self, trigger: &Trigger) -> Leaning {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let stretch: Vec<usize> = (trigger.content.min(trigger.end - 1)..trigger.end).collect();
        let verb = stretch.iter().copied().find(|at| {
            tree.is_verb(*at) && tree.child(*at, &[Label::Nsubj, Label::Nsubjpass]).is_some()
                || matches!(trigger.form, Form::Order | Form::Request) && tree.is_verb(*at)
        });
        let hostile = self.table.within(words, (trigger.content, trigger.end), &[Binding::Hostile]).is_some();
        let ended = self.table.within(words, (trigger.content, trigger.end), &[Binding::End]).is_some();
        if hostile {
            return Leaning { sign: if ended { ENDS_HARM } else { -1 }, seen: false };
        }
        let head = verb.or_else(|| stretch.iter().copied().find(|at| tree.is_noun(*at)));
        // `stops the flow`, `raises the price`: of a condition only its own verb says that it hurts.
        let plain = |head: usize| {
            self.table.at(words, head, &[Binding::Harm]).is_none()
                || self.table.at(words, head, &[Binding::End]).is_some()
        };
        let told = |head: usize| {
            self.told(head, &stretch).map(|told| if told.sign < 0 && plain(head) { NEITHER } else { told })
        };
        head.and_then(|head| told(head).or_else(|| self.seen(&stretch))).unwrap_or(NEITHER)
    }

    /// What the lexicon says of an act: its verb, its object, or a phrase in its words.
    fn told(&self, head: usize, stretch: &[usize]) -> Option<Leaning> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let lean = |good: bool| Leaning { sign: if good { 1 } else { -1 }, seen: false };
        let both = [Binding::Harm, Binding::Good];
        let phrase =
            stretch.iter().filter_map(|at| self.table.at(words, *at, &both)).find(|found| found.end > found.start + 1);
        let ends = self.table.at(words, head, &[Binding::End]).is_some();
        // `scrap its duty on cars`: an end to a harm.
        if let Some(found) = phrase {
            return Some(lean(
                (found.kind == Binding::Good) != (ends && found.kind == Binding::Harm && found.start > head),
            ));
        }
        // What it is done with: the object, or what follows `with` or `of`; not what stands further off.
        let objects = [Label::Dobj, Label::Attr, Label::Nsubjpass, Label::Prep];
        let heads: Vec<usize> = tree
            .labelled(head, &objects)
            .flat_map(|at| {
                if tree.is_noun(at) {
                    tree.joined(at)
                } else if words.is(at, &["with", "of", "to", "on"]) {
                    tree.after(at)
                } else {
                    Vec::new()
                }
            })
            .collect();
        let noun = heads.iter().filter(|at| tree.is_noun(**at)).find_map(|at| self.table.at(words, *at, &both));
        if ends {
            let good = self.table.at(words, head, &[Binding::Good]).is_some()
                || noun.is_some_and(|noun| noun.kind == Binding::Harm);
            return Some(lean(good));
        }
        match (self.table.at(words, head, &both), noun) {
            (_, Some(noun)) if noun.kind == Binding::Harm => Some(lean(false)),
            (Some(verb), _) => Some(lean(verb.kind == Binding::Good)),
            (None, Some(_)) => Some(lean(true)),
            (None, None) => None,
        }
    }

    /// What the event reader sees at one of these words.
    fn seen(&self, at: &[usize]) -> Option<Leaning> {
        let sign = if is_harm(self.proposed(at)?.kind) { -1 } else { 1 };
        Some(Leaning { sign, seen: true })
    }

    /// The surest proposal of the event reader at one of these words.
    fn proposed(&self, at: &[usize]) -> Option<&Proposal> {
        let own = |one: &&Proposal| at.contains(&one.trigger) && one.score.thousandths() >= SEEN;
        self.reading.proposals.iter().filter(own).max_by_key(|one| one.score)
    }
}

/// Classes of acts that hurt.
fn is_harm(kind: EventType) -> bool {
    use EventType::{Accuse, Assault, Coerce, Mobilize, Protest, Reject, Request, Sanction, Threaten};
    [Accuse, Assault, Coerce, Mobilize, Protest, Reject, Request, Sanction, Threaten].contains(&kind)
}
