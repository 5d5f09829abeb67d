//! The signs by which a threat, a promise and an offer are told apart. A threat hurts whoever the condition lies with. An
//! offer helps them, and the condition is the price. A promise is for a need, an event, a third party's act or one's own.
//! So what counts is what the response does to others, what the condition is, whose it is, and how both are said.

use super::Scene;
use super::leanings::{ENDS_HARM, Leaning};
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use crate::who::mentions::MentionKind;
use casus_lexicon::Binding;
use casus_types::{Code, CommitmentKind, Label};

/// Whose the condition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    /// Of whoever is bound.
    Own,
    /// Of another, who is helped or hurt, or is alone named.
    Other,
    /// Of their own people: rebels, strikers.
    Domestic,
    /// Of another than who is helped or hurt.
    Third,
    /// Of nobody known.
    Nobody,
}

/// How a condition opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// `any attack would`, `anyone who`.
    Act,
    /// `pull back, or`.
    Order,
    /// `give us the maps, and`.
    Request,
    /// `provided that`, `only if`, `on condition that`: the price is named.
    Proviso,
    /// `in return for`.
    Exchange,
    /// `once`, `as long as`, `in case`, `pending`: a time or a need rather than a price.
    Occasion,
    /// `if`, `unless`, `should`.
    Plain,
}

/// What is seen of a commitment.
#[derive(Clone, Copy, Debug)]
pub struct Signs {
    /// What the response does to others.
    does: Leaning,
    /// What the condition does, were it done.
    condition: Leaning,
    /// `unless`, `if it does not`.
    undone: bool,
    whose: Holder,
    opens: Opening,
    /// `is ready to`.
    ready: bool,
    /// Said with a verb of offering.
    offered: bool,
    /// Said with a verb of promising.
    promised: bool,
    /// `if asked`.
    asked: bool,
    /// `if parliament approves`.
    assent: bool,
    /// `so will ours`.
    likewise: bool,
    /// Something that comes about rather than being done by somebody.
    befalls: bool,
    /// The response makes an end of something.
    ends: bool,
}

impl Signs {
    /// The kind that they speak for, with what decides.
    pub fn kind(&self) -> (CommitmentKind, String) {
        use CommitmentKind::{Offer, Threat};
        let told = |kind: CommitmentKind, why: &str| (kind, format!("{}, {why}", self.does.name()));
        match self.opens {
            Opening::Exchange => return told(Offer, "in exchange"),
            Opening::Order => return told(Threat, "or else"),
            Opening::Request if self.condition.sign < 0 => return told(Threat, "the answer to a harm"),
            Opening::Request => return told(Offer, "for what is asked"),
            _ if self.offered => return told(Offer, "said as an offer"),
            _ if self.likewise => return told(Offer, "the same in return"),
            _ => {}
        }
        let (kind, why) = match self.does.sign {
            ..=-1 => self.of_harm(),
            1.. => self.of_help(),
            0 => self.of_neither(),
        };
        told(kind, why)
    }

    /// Harm is a threat, unless nobody is there to be hurt by it.
    fn of_harm(&self) -> (CommitmentKind, &'static str) {
        use CommitmentKind::{Offer, Promise, Threat};
        let (harmed, other) = (self.condition.sign < 0, self.is_others());
        let (seen, nobody) = (self.does.seen, self.whose == Holder::Nobody);
        match () {
            () if self.undone => (Threat, "unless it is done"),
            // What is right to the other side though its verb is hard: `ban the rebels if Turkey ends its raids`.
            () if other && self.condition.sign == ENDS_HARM => (Offer, "for a good act of the other"),
            () if self.opens == Opening::Act => (Threat, "the answer to an act"),
            () if self.asked && !harmed => (Promise, "where it is asked to"),
            () if self.promised && !other => (Promise, "said as a promise"),
            () if seen && self.befalls => (Promise, "in case something comes about"),
            () if self.assent && self.whose != Holder::Other && !harmed => (Promise, "with leave given"),
            () if !harmed && (seen && self.whose == Holder::Own || nobody && (seen || self.is_occasion())) => {
                (Promise, "its own act")
            }
            () => (Threat, "on a condition"),
        }
    }

    /// Help for a price is an offer, help in need a promise.
    fn of_help(&self) -> (CommitmentKind, &'static str) {
        use CommitmentKind::{Offer, Promise, Threat};
        let (harmed, other) = (self.condition.sign < 0, self.is_others());
        match () {
            // The reader takes an answer to harm for an agreement where nothing in it says so.
            () if self.does.seen && self.undone && !self.befalls && self.whose != Holder::Own => {
                (Threat, "an answer to what is not done")
            }
            () if self.does.seen && harmed && self.whose == Holder::Other => (Threat, "an answer to harm"),
            () if self.undone && self.ends => (Threat, "an end unless it is done"),
            () if self.undone => (Promise, "should it not come about"),
            () if harmed && !(other && self.ready) => (Promise, "in need"),
            () if self.assent && !self.ready => (Promise, "with leave given"),
            () if self.opens == Opening::Proviso && self.whose != Holder::Own => (Offer, "with a proviso"),
            () if self.whose == Holder::Own => (Promise, "on its own act"),
            () if self.is_occasion() && !(self.condition.sign > 0 && other) => (Promise, "when the time comes"),
            () if self.befalls && self.condition.sign <= 0 => (Promise, "in case something comes about"),
            () if other => (Offer, "for what the other does"),
            () if self.condition.sign > 0 && self.whose == Holder::Nobody => (Offer, "for a good act"),
            () => (Promise, "for no price"),
        }
    }

    fn of_neither(&self) -> (CommitmentKind, &'static str) {
        use CommitmentKind::{Offer, Promise, Threat};
        let (harmed, other) = (self.condition.sign < 0, self.is_others());
        match () {
            () if self.opens == Opening::Act => (Threat, "the answer to an act"),
            () if self.opens == Opening::Proviso && other && !self.undone && !harmed => (Offer, "with a proviso"),
            () if self.befalls || self.promised && !other => (Promise, "in case something comes about"),
            () if self.undone && self.whose != Holder::Own || harmed && self.whose != Holder::Third => {
                (Threat, "an answer to what is not done, or to harm")
            }
            () if other && !self.assent => (Threat, "an answer to the other"),
            () => (Promise, "its own act"),
        }
    }

    fn is_others(&self) -> bool {
        matches!(self.whose, Holder::Other | Holder::Domestic)
    }

    fn is_occasion(&self) -> bool {
        self.opens == Opening::Occasion
    }
}

impl Scene<'_, '_> {
    /// What is seen of a commitment.
    pub fn signs(
        &self,
        trigger: &Trigger,
        response: &Response,
        speaker: Option<&Speaker>,
        committed: &[Code],
    ) -> Signs {
        let words = &self.reading.words;
        let within = |kind: Binding| self.table.within(words, (trigger.start, trigger.end), &[kind]);
        let said = |kind: Binding| {
            let verb = speaker.and_then(|speaker| speaker.verb);
            verb.is_some_and(|at| self.table.at(words, at, &[kind]).is_some())
        };
        let helped = self.helped(trigger, response, speaker, committed);
        Signs {
            does: self.leaning(trigger, response, speaker),
            condition: self.leaning_of_condition(trigger),
            undone: self.is_negative(trigger),
            whose: self.holder(trigger, committed, &helped),
            opens: self.opening(trigger),
            ready: matches!(response.binding, Some((_, Binding::Ready))),
            offered: said(Binding::Offer),
            promised: said(Binding::Vow),
            asked: within(Binding::Ask).is_some(),
            assent: within(Binding::Assent).is_some_and(|found| !words.is(found.end, &["to"])),
            likewise: self.is_likewise(response),
            befalls: self.befalls(trigger),
            ends: self.table.at(words, response.head, &[Binding::End]).is_some(),
        }
    }

    /// How the condition opens.
    fn opening(&self, trigger: &Trigger) -> Opening {
        let words = &self.reading.words;
        let first = |list: &[&str]| words.is(trigger.start, list);
        let second = |list: &[&str]| words.is(trigger.start + 1, list);
        let case = words.is(trigger.start + 2, &["event", "case", "absence"]);
        match trigger.form {
            Form::Act | Form::Answered | Form::Whoever => Opening::Act,
            Form::Order => Opening::Order,
            Form::Request => Opening::Request,
            _ if first(&["provided", "providing", "only", "conditional"])
                || first(&["on", "under"])
                    && second(&["condition", "the"])
                    && !words.is(trigger.start + 2, &["day"]) =>
            {
                Opening::Proviso
            }
            _ if first(&["in", "as", "for", "against", "at"])
                && second(&["return", "exchange", "the", "a", "payment"])
                && !case =>
            {
                Opening::Exchange
            }
            _ if first(&[
                "once",
                "when",
                "the",
                "after",
                "whenever",
                "in",
                "on",
                "pending",
                "subject",
                "depending",
            ]) || first(&["as", "so"]) && second(&["soon", "long"]) =>
            {
                Opening::Occasion
            }
            _ => Opening::Plain,
        }
    }

    /// Whom the response names, beside who is bound.
    fn helped(
        &self,
        trigger: &Trigger,
        response: &Response,
        speaker: Option<&Speaker>,
        committed: &[Code],
    ) -> Vec<Code> {
        let (_, to) = self.extent(response, trigger, speaker);
        let inside = |start: usize| start > response.head && start < to && !trigger.holds(start);
        let all = self.reading.mentions.iter().enumerate();
        let within: Vec<usize> = all.filter(|(_, m)| inside(m.start)).map(|(index, _)| index).collect();
        self.codes(&within).into_iter().filter(|code| !committed.contains(code)).collect()
    }

    fn holder(&self, trigger: &Trigger, committed: &[Code], helped: &[Code]) -> Holder {
        let words = &self.reading.words;
        let doer = self.doer(trigger, committed);
        // `unfreeze funds for Hungary if it restored`: whoever is helped.
        let subject = (trigger.start..trigger.end).find(|at| self.reading.tree().is_subject(*at));
        let they = !helped.is_empty() && subject.is_some_and(|at| words.is(at, &["it", "they", "its", "their"]));
        match doer.code {
            _ if they => Holder::Other,
            _ if doer.own => Holder::Own,
            _ if self.is_domestic_other(trigger) => Holder::Domestic,
            Some(code) if committed.contains(&code) => Holder::Own,
            Some(code) if helped.is_empty() || helped.contains(&code) => Holder::Other,
            Some(_) => Holder::Third,
            None => Holder::Nobody,
        }
    }

    /// Something that comes about rather than being done by somebody: `if the river rises`, `when the roads are clear`.
    fn befalls(&self, trigger: &Trigger) -> bool {
        let tree = self.reading.tree();
        let subject = (trigger.start..trigger.end).find(|at| tree.is_subject(*at));
        subject.is_some_and(|at| {
            let person = self.reading.covering(at).is_some_and(|index| {
                let m = &self.reading.mentions[index];
                !matches!(m.kind, MentionKind::Place | MentionKind::Nation)
            });
            !person && tree.is_noun(at)
        })
    }

    /// `so will ours`, `we will do the same`.
    pub(super) fn is_likewise(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        tree.children(response.head).any(|at| {
            words.is(at, &["likewise", "too"]) && tree.label(at) == Label::Advmod
                || words.is(at, &["same"])
                || words.is(at, &["so"]) && (self.is_modal(at + 1) || words.is(at.wrapping_sub(1), &["do"]))
        })
    }

    /// `unless`, `until`, `failing`, `or else`, `if it does not`.
    pub(super) fn is_negative(&self, trigger: &Trigger) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let opens = words.is(trigger.start, &["unless", "until", "failing", "barring", "without", "absent", "short"]);
        let denied = (trigger.start..trigger.end).any(|at| tree.label(at) == Label::Neg);
        opens || denied || trigger.form == Form::Order
    }
}
