//! Who is bound, toward whom, and by what kind of words. What a state or a movement will do itself, on its own word or on
//! nobody's, binds it: harm to another is a threat, help for something that the other must do is an offer, and all else that
//! it will do is a promise. What is likely, what befalls somebody, and what others foresee is a prediction and binds nobody.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use crate::events::EventFound;
use crate::who::mentions::{Mention, MentionKind, Who};
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
    pub fn codes(&self, mentions: &[usize]) -> Vec<Code> {
        let mut out: Vec<Code> = Vec::new();
        for code in mentions.iter().flat_map(|m| &self.reading.mentions[*m].who).filter_map(|who| who.code.clone()) {
            if !out.contains(&code) {
                out.push(code);
            }
        }
        out
    }

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

    /// `I`, `he`, of a person of no office: what they will do binds no state.
    fn is_private(&self, at: usize) -> bool {
        let apart = |who: &Who| matches!(who.sector, None | Some(Sector::Bus | Sector::Med | Sector::Edu));
        let alone = self.reading.words.is(at, &["i", "he", "she"]);
        let mention = self.reading.covering(at).map(|index| &self.reading.mentions[index]);
        alone && mention.is_some_and(|m| !m.who.is_empty() && m.who.iter().all(apart))
    }

    /// `we will walk out, a nurse said`: of the speaker's own acts.
    fn is_of_speaker(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        tree.labelled(response.head, &[Label::Nsubj]).any(|at| words.is(at, &["we"]))
    }

    /// `is willing to`, `has offered to`, `threatens to`: told as their own stand, whoever tells it.
    fn is_bound_openly(&self, response: &Response) -> bool {
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

    /// By whose act somebody would suffer: `faces EU sanctions`, `will pay a price, Bosnia's president warned`.
    fn who_hurts(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Vec<Code> {
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

    fn bound_parties(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Vec<Code> {
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
    fn acted(&self, response: &Response) -> Vec<Code> {
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
    fn bound_beside(&self, response: &Response) -> Vec<Code> {
        let coded = |m: &Mention| m.who.iter().any(|who| who.code.is_some());
        let acts = |m: &&(usize, &Mention)| coded(m.1) && (m.1.acts() || m.1.of_nation() || m.1.possessive);
        let all: Vec<(usize, &Mention)> = self.reading.mentions.iter().enumerate().collect();
        let before = all.iter().rev().filter(|(_, m)| m.end <= response.top()).find(acts);
        let after = || all.iter().filter(|(_, m)| m.start > response.top()).find(acts);
        before.or_else(after).map(|(index, _)| self.codes(&[*index])).unwrap_or_default()
    }

    /// Said not to follow: `will not resume`, `there would be no talks`.
    fn is_denied(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let no = |at: usize| tree.labelled(at, &[Label::Det]).any(|det| words.is(det, &["no"]));
        let object = |at: usize| matches!(tree.label(at), Label::Dobj | Label::Attr | Label::Nsubjpass) && no(at);
        let denied = |at: usize| tree.labelled(at, &[Label::Neg]).next().is_some();
        denied(response.head) || denied(response.top()) || tree.children(response.head).any(object)
    }

    /// Whose act the condition is.
    pub fn doer(&self, trigger: &Trigger, committed: &[Code]) -> Doer {
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
        let exchange = words.is(trigger.start, &["in", "as"])
            && words.is(trigger.start + 1, &["return", "exchange", "the"])
            && !words.is(trigger.start + 2, &["event", "case", "absence"]);
        match leaning {
            // Harm is done to somebody: what the reader alone sees, where nobody else has a part in it, is none.
            harm if harm < 0 && why.starts_with(SEES) && !other && !hostile && !negative => {
                (Promise, "its own act".to_string())
            }
            harm if harm < 0 && asked && !negative && !hostile => (Promise, format!("{why}, where it is asked to")),
            _ if said.is_some() => (Offer, "said as an offer".to_string()),
            harm if harm < 0 || trigger.form == Form::Request && hostile => (Threat, why),
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
            words.is(at, &["so", "likewise", "too"]) && tree.label(at) == Label::Advmod || words.is(at, &["same"])
        })
    }

    /// `unless`, `until`, `failing`, `or else`, `if it does not`.
    fn is_negative(&self, trigger: &Trigger) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let opens = words.is(trigger.start, &["unless", "until", "failing", "barring", "without", "absent", "short"]);
        let denied = (trigger.start..trigger.end).any(|at| tree.label(at) == Label::Neg);
        opens || denied || trigger.form == Form::Order
    }

    /// Rebels, an opposition, strikers of the same country.
    fn is_domestic_other(&self, trigger: &Trigger) -> bool {
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
