//! Who is bound, and whose act the condition is. Mostly the subject says it; where it is a pronoun, a thing, or the sufferer,
//! the speaker, the event of the response or whoever is named beside it.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use crate::events::EventFound;
use crate::who::mentions::{Mention, MentionKind, Who};
use casus_lexicon::Binding;
use casus_types::{Code, Label, Sector};

/// Whose act the condition is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doer {
    /// Their country or body.
    pub code: Option<Code>,
    /// They are of the bound party itself: `its regulator`, `he`.
    pub own: bool,
}

impl Scene<'_, '_> {
    /// The codes of mentions, each once.
    pub(super) fn codes(&self, mentions: &[usize]) -> Vec<Code> {
        let mut out: Vec<Code> = Vec::new();
        for code in mentions.iter().flat_map(|m| &self.reading.mentions[*m].who).filter_map(|who| who.code.clone()) {
            if !out.contains(&code) {
                out.push(code);
            }
        }
        out
    }

    /// By whose act somebody would suffer: `faces EU sanctions`, `will pay a price, Bosnia's president warned`.
    pub(super) fn who_hurts(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Vec<Code> {
        let tree = self.reading.tree();
        // An order names nobody as its subject.
        let own: Vec<usize> = tree.labelled(response.head, &[Label::Nsubj]).collect();
        let target = self.codes(&self.reading.named(&own));
        let others = |codes: Vec<Code>| codes.into_iter().filter(|code| !target.contains(code)).collect::<Vec<_>>();
        let named = |at: usize| self.codes(&self.reading.named(&[at]));
        let by = others(tree.child(response.head, &[Label::Dobj]).map(named).unwrap_or_default());
        let said = others(speaker.map(|speaker| speaker.stated.clone()).unwrap_or_default());
        // `gave it until Friday to pay or face`: who gave it.
        let giver = tree.head(tree.head(trigger.start));
        let givers: Vec<usize> =
            tree.labelled(giver, &[Label::Nsubj]).filter(|_| trigger.form == Form::Order).collect();
        let told = others(self.codes(&self.reading.named(&givers)));
        [said, told, by].into_iter().find(|codes| !codes.is_empty()).unwrap_or_default()
    }

    pub(super) fn bound_parties(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Vec<Code> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let said = || speaker.map(|speaker| speaker.codes.clone()).unwrap_or_default();
        let below = tree.below(response.head);
        let market = |at: &usize| self.table.at(words, *at, &[Binding::Market]).is_some();
        if trigger.form != Form::Act && tree.subjects(response.head).iter().any(market) {
            return Vec::new();
        }
        let after = |prepositions: &[&str]| {
            let mut led = below.iter().filter(|at| words.is(**at, prepositions) && !trigger.holds(**at));
            led.find_map(|prep| {
                Some(self.codes(&self.reading.named(&tree.after(*prep)))).filter(|codes| !codes.is_empty())
            })
        };
        if trigger.form == Form::Act {
            let left =
                tree.child(response.head, &[Label::Dobj]).filter(|_| words.tokens[response.head].lemma == "leave");
            let left = left.map(|at| self.codes(&self.reading.named(&[at]))).filter(|codes| !codes.is_empty());
            let harm = || {
                below.iter().any(|at| {
                    tree.is_noun(*at) && *at > response.head && self.table.at(words, *at, &[Binding::Respond]).is_some()
                })
            };
            let passive = tree.child(response.head, &[Label::Auxpass]).is_some();
            let answered = || if harm() || passive { said() } else { Vec::new() };
            return left.or_else(|| after(&["from", "by"])).unwrap_or_else(answered);
        }
        let verb = if tree.is_verb(response.head) { response.head } else { response.top() };
        let subjects = tree.subjects(verb);
        let own = |at: usize| words.is(at, &["we", "i", "our", "ours"]);
        let first = subjects.iter().any(|at| own(*at) || tree.below(*at).into_iter().any(own));
        let there = tree.child(response.head, &[Label::Expl]).is_some();
        let passive = tree.child(response.head, &[Label::Auxpass]).is_some();
        let group = self.reading.verbs.iter().position(|group| group.head == response.head);
        let mentions =
            group.filter(|group| !self.reading.verbs[*group].passive).map(|group| self.reading.subject(group));
        let mentions = mentions.filter(|found| !found.is_empty()).unwrap_or_else(|| self.reading.named(&subjects));
        let acts = |mention: &usize| {
            let m = &self.reading.mentions[*mention];
            m.acts() || m.of_nation() || m.possessive || m.who.iter().any(Who::is_state)
        };
        let found = self.codes(&mentions.into_iter().filter(acts).collect::<Vec<_>>());
        let pronoun = subjects.iter().all(|at| words.is(*at, &["it", "they", "he", "she"])) && !subjects.is_empty();
        // `so will ours`, `every one of your correspondents goes home`, `deliveries will stop`.
        let theirs = matches!(trigger.form, Form::Order | Form::Request) && (subjects.is_empty() || found.is_empty());
        let headed =
            speaker.is_some_and(|s| s.verb.is_none() && s.words.is_some_and(|(from, _)| from == 0)) && found.is_empty();
        let yours = matches!(trigger.form, Form::Order | Form::Request)
            && subjects.iter().any(|at| tree.below(*at).into_iter().any(|at| words.is(at, &["your"])));
        // `he gave his word that he would`: whoever gave it.
        let above = || {
            let mut holders = self.climb(response.head).skip(1).filter(|at| tree.is_verb(*at));
            holders.find_map(|at| {
                Some(self.codes(&self.reading.named(&tree.subjects(at)))).filter(|codes| !codes.is_empty())
            })
        };
        // `we` of a writer, or as the quotes have given it.
        if first && !found.is_empty() {
            return found;
        }
        if first || there || theirs || headed || yours || pronoun && found.is_empty() {
            return Some(said()).filter(|codes| !codes.is_empty()).or_else(above).unwrap_or_default();
        }
        // `no aid will reach it unless`: by whoever says so.
        let none = found.is_empty()
            && subjects.iter().any(|at| tree.labelled(*at, &[Label::Det]).any(|det| words.is(det, &["no"])));
        if passive || none {
            return after(&["by"]).unwrap_or_else(said);
        }
        let acted = self.acted(response);
        let named = !found.is_empty() || self.is_bound_openly(response);
        if named && acted.len() > found.len() && found.iter().all(|code| acted.contains(code)) {
            return acted;
        }
        if found.is_empty() && self.is_bound_openly(response) {
            return self.bound_beside(response);
        }
        found
    }

    /// Who acts in the event of the response.
    pub(super) fn acted(&self, response: &Response) -> Vec<Code> {
        let near: Vec<usize> = [response.head].into_iter().chain(self.climb(response.top()).take(2)).collect();
        let own = |found: &&EventFound| found.sentence == self.sentence && near.contains(&found.word);
        let event = self.events.iter().find(own);
        let mut codes: Vec<Code> = Vec::new();
        for code in event.iter().flat_map(|found| &found.event.actors).filter_map(|party| party.code.clone()) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    /// Who is bound, where the tree gives nobody: whoever is named before (`EU ready to drop`), else the country that a
    /// challenger or a commander speaks of.
    pub(super) fn bound_beside(&self, response: &Response) -> Vec<Code> {
        let coded = |m: &Mention| m.who.iter().any(|who| who.code.is_some());
        let acts = |m: &&(usize, &Mention)| coded(m.1) && (m.1.acts() || m.1.of_nation() || m.1.possessive);
        let all: Vec<(usize, &Mention)> = self.reading.mentions.iter().enumerate().collect();
        let before = all.iter().rev().filter(|(_, m)| m.end <= response.top()).find(acts);
        let after = || all.iter().filter(|(_, m)| m.start > response.top()).find(acts);
        before.or_else(after).map(|(index, _)| self.codes(&[*index])).unwrap_or_default()
    }

    /// Whose act the condition is.
    pub(super) fn doer(&self, trigger: &Trigger, committed: &[Code]) -> Doer {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let inside = |at: &usize| trigger.holds(*at) && *at >= trigger.content.min(trigger.end - 1);
        let verb = (trigger.start..trigger.end)
            .find(|at| tree.is_verb(*at) && tree.child(*at, &[Label::Nsubj, Label::Nsubjpass]).is_some());
        let subject = verb.and_then(|verb| tree.labelled(verb, &[Label::Nsubj, Label::Nsubjpass]).find(inside));
        let owned = |at: usize| words.is(at, &["its", "our", "own", "his", "her", "we", "i"]);
        // What is done to its own bank is done by others.
        let own = subject
            .filter(|at| tree.label(*at) == Label::Nsubj)
            .is_some_and(|at| owned(at) || words.is(at, &["he", "she"]) || tree.below(at).into_iter().any(owned));
        let named =
            subject.map(|at| self.codes(&self.reading.named(&tree.joined(at)))).filter(|codes| !codes.is_empty());
        // Of an act: who does it, not whom it is done to or where.
        let led = || {
            let by = (trigger.content..trigger.end).filter(|at| words.is(*at, &["by", "from"]));
            by.map(|prep| self.codes(&self.reading.named(&tree.after(prep)))).find(|codes| !codes.is_empty())
        };
        let first = || {
            let held = self
                .reading
                .mentions
                .iter()
                .enumerate()
                .filter(|(_, m)| m.start >= trigger.start && m.end <= trigger.end);
            let doing = held.filter(|(_, m)| {
                (m.acts() || m.of_nation() || m.possessive)
                    && !words.is(m.start.wrapping_sub(1), &["on", "against", "in", "inside", "at"])
            });
            let mut codes = doing.map(|(index, _)| self.codes(&[index])).filter(|codes| !codes.is_empty());
            codes.next()
        };
        let codes = named.or_else(led).or_else(|| if subject.is_some() && verb.is_some() { None } else { first() });
        let code = codes.and_then(|codes| codes.first().cloned());
        let code = code.or_else(|| own.then(|| committed.first().cloned()).flatten());
        Doer { code, own }
    }

    /// `I`, `he`, of a person of no office: what they will do binds no state.
    pub(super) fn is_private(&self, at: usize) -> bool {
        let apart = |who: &Who| matches!(who.sector, None | Some(Sector::Bus | Sector::Med | Sector::Edu));
        let alone = self.reading.words.is(at, &["i", "he", "she"]);
        let mention = self.reading.covering(at).map(|index| &self.reading.mentions[index]);
        alone && mention.is_some_and(|m| !m.who.is_empty() && m.who.iter().all(apart))
    }

    /// Rebels, an opposition, strikers of the same country.
    pub(super) fn is_domestic_other(&self, trigger: &Trigger) -> bool {
        let inside = self.reading.mentions.iter().filter(|m| m.start >= trigger.content && m.end <= trigger.end);
        let apart = |sector: Sector| matches!(sector, Sector::Reb | Sector::Opp | Sector::Cvl | Sector::Pty);
        let tree = self.reading.tree();
        // `the last guerrillas`: people, of whatever land.
        let people = |m: &Mention| {
            m.kind == MentionKind::Role
                && (m.start..m.end).any(|at| tree.is_subject(at))
                && m.who.iter().all(|who| who.code.is_none())
        };
        let apart_by_name = (trigger.start..trigger.end)
            .any(|at| tree.is_subject(at) && self.table.at(&self.reading.words, at, &[Binding::People]).is_some());
        let mut inside = inside;
        apart_by_name || inside.any(|m| people(m) || m.who.iter().any(|who| who.sector.is_some_and(apart)))
    }
}
