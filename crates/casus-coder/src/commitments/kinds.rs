//! Who is bound, toward whom, and by what kind of words. What a state or a movement will do itself, on its own word or on
//! nobody's, binds it: harm to another is a threat, help for something that the other must do is an offer, and all else that
//! it will do is a promise. What is likely, what befalls somebody, and what others foresee is a prediction and binds nobody.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use casus_lexicon::Binding;
use casus_types::{Code, CommitmentKind, EventType, Label, Proposal, Sector, Strength};

/// A proposal of the event reader less sure than this says nothing.
const SEEN: u16 = 150;

/// How a leaning begins that rests on the event reader.
const SEES: &str = "the event reader sees";

/// What kind of binding words, and whom they bind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bond {
    /// What kind.
    pub kind: CommitmentKind,
    /// Who is bound.
    pub committed: Vec<Code>,
    /// What decided.
    pub why: String,
}

impl Scene<'_, '_> {
    /// What kind of words these are and whom they bind.
    pub fn bond(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Bond {
        let prediction = |why: String| Bond { kind: CommitmentKind::Prediction, committed: Vec::new(), why };
        if let Some(word) = speaker
            .and_then(|speaker| speaker.foresees.clone())
            .filter(|_| !self.is_bound_openly(response) && !self.is_of_speaker(response))
        {
            return prediction(format!("foreseen: \"{word}\""));
        }
        if let Some(why) = self.is_open_ended(trigger, response, speaker) {
            return prediction(why);
        }
        if response.binding.is_none() && self.suffers(response.head) {
            let committed = self.who_hurts(trigger, response, speaker);
            return match committed.is_empty() {
                true => prediction("nobody known would do it".to_string()),
                false => Bond { kind: CommitmentKind::Threat, committed, why: "what another would suffer".to_string() },
            };
        }
        // `would be unlawful`, `will be in danger`: a state and no act.
        let lemma = self.reading.words.tokens.get(response.head).map_or("", |token| token.lemma.as_str());
        if lemma == "be" && response.binding.is_none() && !self.is_denied(response) && !self.is_likewise(response) {
            return prediction("a state and no act".to_string());
        }
        let committed = self.bound_parties(trigger, response, speaker);
        let private = self.reading.tree().subjects(response.head).iter().any(|at| self.is_private(*at));
        if committed.is_empty() || private {
            return prediction("nobody known would do it".to_string());
        }
        let foreign = speaker.is_some_and(|speaker| {
            !speaker.stated.is_empty() && !speaker.stated.iter().any(|code| committed.contains(code))
        });
        // A member speaks for its body.
        let body = self.reading.mentions.iter().flat_map(|m| &m.who).any(|who| {
            who.sector == Some(Sector::Igo) && who.code.as_ref().is_some_and(|code| committed.contains(code))
        });
        if foreign && !body && !self.is_bound_openly(response) {
            return prediction("said by another of what they would do".to_string());
        }
        let (kind, why) = self.kind_of(trigger, response, speaker, &committed);
        Bond { kind, committed, why }
    }

    /// `we will walk out, a nurse said`: of the speaker's own acts.
    fn is_of_speaker(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        tree.labelled(response.head, &[Label::Nsubj]).any(|at| words.is(at, &["we"]))
    }

    /// `is willing to`, `has offered to`, `threatens to`: told as their own stand, whoever tells it.
    pub(super) fn is_bound_openly(&self, response: &Response) -> bool {
        let kinds = [Binding::Vow, Binding::Offer, Binding::Threat, Binding::Ready, Binding::Consider];
        response.modal.is_none() && response.binding.is_some_and(|(_, kind)| kinds.contains(&kind))
    }

    /// `may`, `is likely to`, `will go hungry`.
    fn is_open_ended(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Option<String> {
        let words = &self.reading.words;
        let hedge =
            |at: usize| self.table.at(words, at, &[Binding::Hedge]).map(|found| words.joined(found.start, found.end));
        // What a state says that it may do itself, it threatens or promises.
        let own = speaker.is_some_and(|speaker| {
            let committed = self.bound_parties(trigger, response, Some(speaker));
            speaker.foresees.is_none()
                && !committed.is_empty()
                && (speaker.stated.is_empty() || speaker.stated.iter().any(|code| committed.contains(code)))
        });
        let word = response.modal.filter(|_| !own).and_then(hedge).or_else(|| {
            let held = response.binding.filter(|(_, kind)| matches!(kind, Binding::Hedge | Binding::Forecast));
            held.map(|(at, _)| words.joined(at, at + 1))
        });
        let adverb = || self.reading.tree().labelled(response.head, &[Label::Advmod]).find_map(hedge);
        let fate =
            |at: usize| self.table.at(words, at, &[Binding::Fate]).map(|found| words.joined(found.start, found.end));
        let there = self.reading.tree().child(response.head, &[Label::Expl]).is_some() && self.is_denied(response);
        let befalls = || {
            hedge(response.head)
                .or_else(|| fate(response.head))
                .filter(|_| !there)
                .filter(|_| trigger.form != Form::Order && response.binding.is_none())
        };
        word.or_else(adverb).or_else(befalls).map(|word| format!("a forecast: \"{word}\""))
    }

    /// Said not to follow: `will not resume`, `there would be no talks`.
    pub(super) fn is_denied(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let no = |at: usize| tree.labelled(at, &[Label::Det]).any(|det| words.is(det, &["no"]));
        let object = |at: usize| matches!(tree.label(at), Label::Dobj | Label::Attr | Label::Nsubjpass) && no(at);
        let denied = |at: usize| tree.labelled(at, &[Label::Neg]).next().is_some();
        denied(response.head) || denied(response.top()) || tree.children(response.head).any(object)
    }

    fn kind_of(
        &self,
        trigger: &Trigger,
        response: &Response,
        speaker: Option<&Speaker>,
        committed: &[Code],
    ) -> (CommitmentKind, String) {
        use CommitmentKind::{Offer, Promise, Threat};
        let words = &self.reading.words;
        let said = speaker.and_then(|speaker| speaker.verb).and_then(|at| self.table.at(words, at, &[Binding::Offer]));
        let (leaning, why) = self.leaning(trigger, response, speaker);
        match response.binding {
            Some((at, Binding::Threat)) => return (Threat, format!("\"{}\"", words.lower(at))),
            Some((at, Binding::Offer)) => return (Offer, format!("\"{}\"", words.lower(at))),
            _ => {}
        }
        let doer = self.doer(trigger, committed);
        let hostile = self.table.within(words, (trigger.content, trigger.end), &[Binding::Hostile]).is_some();
        // `halt their offensive`, `lifts its sanctions`: an end to harm.
        let hostile = hostile && self.table.within(words, (trigger.content, trigger.end), &[Binding::End]).is_none();
        let assent = self.table.within(words, (trigger.start, trigger.end), &[Binding::Assent]);
        let assent = assent.is_some_and(|found| !words.is(found.end, &["to"]));
        let asked = self.table.within(words, (trigger.start, trigger.end), &[Binding::Ask]).is_some();
        let negative = self.is_negative(trigger);
        let other = !doer.own
            && (doer.code.as_ref().is_some_and(|code| !committed.contains(code)) || self.is_domestic_other(trigger));
        // `on condition that`, `provided that`, `only if`: what is asked for is named as the price.
        let strict = words.is(trigger.start, &["provided", "providing", "only"])
            || words.is(trigger.start, &["on"]) && words.is(trigger.start + 1, &["condition", "the"]);
        // `once`, `as soon as`: a time rather than a price.
        let timed = words.is(trigger.start, &["once", "when", "the", "after", "whenever"])
            || words.is(trigger.start, &["as", "so"]) && words.is(trigger.start + 1, &["soon", "long"]);
        let (_, to) = self.extent(response, trigger, speaker);
        let within: Vec<usize> = self
            .reading
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.start > response.head && m.start < to && !trigger.holds(m.start))
            .map(|(index, _)| index)
            .collect();
        let helped: Vec<Code> = self.codes(&within).into_iter().filter(|code| !committed.contains(code)).collect();
        let third = !helped.is_empty()
            && doer.code.as_ref().is_some_and(|code| !helped.contains(code) && !committed.contains(code));
        // `unfreeze funds for Hungary if it restored`: whoever is helped.
        let it = (trigger.start..trigger.end).find(|at| self.reading.tree().is_subject(*at));
        let other = other || !helped.is_empty() && it.is_some_and(|at| words.is(at, &["it", "they"]));
        let ready = matches!(response.binding, Some((_, Binding::Ready)));
        let free = !hostile && !assent && (ready || !third && (!timed || self.is_domestic_other(trigger)));
        let exchange = words.is(trigger.start, &["in", "as", "for", "against", "at"])
            && words.is(trigger.start + 1, &["return", "exchange", "the", "a", "payment"])
            && !words.is(trigger.start + 2, &["event", "case", "absence"]);
        match leaning {
            // Harm is done to somebody: what the reader alone sees, where nobody else has a part in it, is none.
            harm if harm < 0 && why.starts_with(SEES) && !other && !hostile && !negative => {
                (Promise, "its own act".to_string())
            }
            harm if harm < 0 && asked && !negative && !hostile => (Promise, format!("{why}, where it is asked to")),
            _ if said.is_some() => (Offer, "said as an offer".to_string()),
            harm if harm < 0 || trigger.form == Form::Request && hostile => (Threat, why),
            // `will pull out unless the coup is reversed`.
            help if help > 0 && negative && self.table.at(words, response.head, &[Binding::End]).is_some() => {
                (Threat, why)
            }
            // The reader takes an answer to harm for an agreement where nothing in it says so.
            help if help > 0
                && why.starts_with(SEES)
                && (hostile || negative)
                && other
                && helped.iter().all(|code| doer.code.as_ref() == Some(code)) =>
            {
                (Threat, "an answer to harm".to_string())
            }
            help if help > 0
                && (exchange || trigger.form == Form::Request && !hostile || strict && !doer.own || other && free) =>
            {
                (Offer, format!("{why}, for what the other does"))
            }
            help if help > 0 => (Promise, why),
            _ if matches!(trigger.form, Form::Act | Form::Answered) => (Threat, "the answer to an act".to_string()),
            _ if exchange || strict && !doer.own => (Offer, "in exchange".to_string()),
            _ if trigger.form == Form::Clause && self.is_likewise(response) => {
                (Offer, "the same in return".to_string())
            }
            _ if other && !assent && helped.iter().all(|code| doer.code.as_ref() == Some(code)) => {
                (Threat, "an answer to what the other does".to_string())
            }
            _ if (negative || hostile) && (other || doer.code.is_none() && negative) && !doer.own => {
                (Threat, "unless the other does something, or if it does harm".to_string())
            }
            _ => (Promise, "its own act".to_string()),
        }
    }

    /// `so will ours`, `we will do the same`.
    fn is_likewise(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        tree.children(response.head).any(|at| {
            words.is(at, &["likewise", "too"]) && tree.label(at) == Label::Advmod
                || words.is(at, &["same"])
                || words.is(at, &["so"]) && (self.is_modal(at + 1) || words.is(at.wrapping_sub(1), &["do"]))
        })
    }

    /// `unless`, `until`, `failing`, `or else`, `if it does not`.
    fn is_negative(&self, trigger: &Trigger) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let opens = words.is(trigger.start, &["unless", "until", "failing", "barring", "without", "absent", "short"]);
        let denied = (trigger.start..trigger.end).any(|at| tree.label(at) == Label::Neg);
        opens || denied || trigger.form == Form::Order
    }

    /// Whether the response hurts (below nought) or helps the other side, and the words that say so.
    fn leaning(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> (i8, String) {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let (_, to) = self.extent(response, trigger, speaker);
        let head = response.head;
        let stretch: Vec<usize> =
            (head.min(response.top())..to.max(head + 1)).filter(|at| !trigger.holds(*at)).collect();
        let negated = self.is_denied(response);
        let turn = |sign: i8| if negated { -sign } else { sign };
        let told = |sign: i8, from: usize, end: usize| {
            (
                turn(sign),
                format!("{}: \"{}\"", if turn(sign) < 0 { "a harm" } else { "a help" }, words.joined(from, end)),
            )
        };
        let sign = |kind: Binding| if kind == Binding::Harm { -1 } else { 1 };
        let both = [Binding::Harm, Binding::Good];
        let phrase =
            stretch.iter().filter_map(|at| self.table.at(words, *at, &both)).find(|found| found.end > found.start + 1);
        if let Some(found) = phrase {
            return told(sign(found.kind), found.start, found.end);
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
        if let Some(end) = self.table.at(words, head, &[Binding::End]) {
            let good = self.table.at(words, head, &[Binding::Good]).is_some()
                || noun.is_some_and(|noun| noun.kind == Binding::Harm);
            return told(if good { 1 } else { -1 }, end.start, end.end);
        }
        match (self.table.at(words, head, &both), noun) {
            (_, Some(noun)) if noun.kind == Binding::Harm => return told(-1, noun.start, noun.end),
            (Some(verb), _) => return told(sign(verb.kind), verb.start, verb.end),
            (None, Some(noun)) => return told(1, noun.start, noun.end),
            (None, None) => {}
        }
        let unseen = if negated { (-1, "what it will not do".to_string()) } else { (0, String::new()) };
        let help = |(sign, _): &(i8, String)| !(self.is_negative(trigger) && *sign > 0);
        self.seen(trigger, response, SEEN).filter(help).unwrap_or(unseen)
    }

    /// What the event reader sees in the response.
    fn seen(&self, trigger: &Trigger, response: &Response, least: u16) -> Option<(i8, String)> {
        let own = |proposal: &&Proposal| {
            let at = proposal.trigger;
            !trigger.holds(at) && (at == response.head || at == response.top()) && proposal.score.thousandths() >= least
        };
        let best = self.reading.proposals.iter().filter(own).max_by_key(|proposal| proposal.score)?;
        Some((if is_harm(best.kind) { -1 } else { 1 }, format!("{SEES} {:?}", best.kind)))
    }

    /// How strongly somebody is bound.
    pub fn strength(&self, response: &Response) -> Strength {
        let modal = response.modal.map_or("", |at| self.reading.words.lower(at));
        match response.binding.map(|(_, kind)| kind) {
            Some(Binding::Consider) => Strength::Considers,
            _ if matches!(modal, "may" | "might" | "could" | "can") => Strength::May,
            Some(Binding::Vow | Binding::Threat) => Strength::Vows,
            Some(Binding::Ready | Binding::Offer) => Strength::Ready,
            Some(Binding::Hedge) => Strength::May,
            _ => Strength::Will,
        }
    }
}

/// Classes of acts that hurt.
fn is_harm(kind: EventType) -> bool {
    use EventType::{Accuse, Assault, Coerce, Mobilize, Protest, Reject, Request, Sanction, Threaten};
    [Accuse, Assault, Coerce, Mobilize, Protest, Reject, Request, Sanction, Threaten].contains(&kind)
}
