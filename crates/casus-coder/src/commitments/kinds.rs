//! Who is bound, toward whom, and by what kind of words. What a state or a movement will do itself, on its own word or on
//! nobody's, binds it: harm to another is a threat, help for something that the other must do is an offer, and all else that
//! it will do is a promise. What is likely, what befalls somebody, and what others foresee is a prediction and binds nobody.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use casus_lexicon::Binding;
use casus_types::{Code, CommitmentKind, Label, Sector, Strength};

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
        // `we will supply it, the chancellor told the parliament in Chisinau`: whoever listens is no speaker.
        if foreign && !body && !self.is_bound_openly(response) && !self.is_of_speaker(response) {
            return prediction("said by another of what they would do".to_string());
        }
        let told = |at: usize| format!("\"{}\"", self.reading.words.lower(at));
        let (kind, why) = match response.binding {
            Some((at, Binding::Threat)) => (CommitmentKind::Threat, told(at)),
            Some((at, Binding::Offer)) => (CommitmentKind::Offer, told(at)),
            _ => self.signs(trigger, response, speaker, &committed).kind(),
        };
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
