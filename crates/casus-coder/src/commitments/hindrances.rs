//! What has a condition and binds nobody all the same: questions, what might have been, rules of law, wishes put to others,
//! threats taken back or denied, history, films, sport, and the weather.

use super::Scene;
use super::responses::Response;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use casus_lexicon::Binding;
use casus_types::{Label, Tag};

impl Scene<'_, '_> {
    /// Why nobody is bound, where that is so whoever acts.
    pub fn hindrance(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Option<&'static str> {
        if self.is_asked(response) {
            return Some("asked");
        }
        if self.is_counterfactual(trigger, response) {
            return Some("what might have been");
        }
        if self.is_wish(response) {
            return Some("a wish put to others");
        }
        if self.is_retracted(response, speaker) {
            return Some("denied or taken back");
        }
        if self.is_rule(trigger, response, speaker) {
            return Some("a rule for everybody");
        }
        if self.is_history(response) {
            return Some("history");
        }
        if self.is_fiction(speaker) {
            return Some("fiction");
        }
        if speaker.is_none() && self.is_habit(trigger, response) {
            return Some("a habit of the past");
        }
        if self.is_of_anybody(response) {
            return Some("of anybody");
        }
        if self.is_weather(trigger, response) {
            return Some("weather");
        }
        (self.is_about(trigger, response, None, Binding::Sport)).then_some("sport")
    }

    /// `you would promise him a bird`, `people will get used to it`; not so `you will be shot`.
    fn is_of_anybody(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let suffers = tree.child(response.head, &[Label::Auxpass]).is_some() || self.suffers(response.head);
        let anybody = |at: &usize| words.is(*at, &["you", "people", "someone", "somebody", "everyone", "everybody"]);
        !suffers && tree.subjects(response.head).iter().any(anybody)
    }

    /// `if the storm keeps its course, it will reach`.
    fn is_weather(&self, trigger: &Trigger, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let weather = |at: usize| tree.is_subject(at) && self.table.at(words, at, &[Binding::Weather]).is_some();
        let it = tree.subjects(response.head).iter().all(|at| words.is(*at, &["it", "they"]));
        (trigger.start..trigger.end).any(weather) && it
    }

    /// Why a forecast about nobody in politics is left out.
    pub fn idle(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> Option<&'static str> {
        let words = &self.reading.words;
        let tree = self.reading.tree();
        // `would be unlawful`: a judgement.
        let copula = words.tokens.get(response.head).is_some_and(|token| token.lemma == "be");
        if copula
            && response.binding.is_none()
            && tree.child(response.head, &[Label::Acomp, Label::Attr]).is_some()
            && tree.child(response.head, &[Label::Expl]).is_none()
        {
            return Some("a judgement");
        }
        if trigger.form == Form::Phrase && trigger.content == trigger.start {
            return Some("nobody and nothing named");
        }
        // What a report says in its own voice explains; what somebody foresees is told with his name.
        let voiced = speaker.is_some() || words.title || response.binding.is_some();
        let person = |at: usize| words.is(at, &["i", "you", "we", "people", "someone", "somebody", "me"]);
        let subject = (trigger.start..trigger.end).find(|at| tree.is_subject(*at));
        if !voiced || subject.is_some_and(person) || tree.subjects(response.head).into_iter().any(person) {
            return Some("talk");
        }
        let coded = |at: usize| {
            self.reading.mentions.iter().any(|m| m.start == at && m.who.iter().any(|who| who.code.is_some()))
        };
        if trigger.form == Form::Act && !(trigger.start..trigger.end).any(coded) {
            return Some("an act of nobody known");
        }
        let (from, to) = self.extent(response, trigger, speaker);
        let told = |at: usize| trigger.holds(at) || from <= at && at < to;
        if !self
            .reading
            .mentions
            .iter()
            .any(|m| told(m.start) && (m.place.is_some() || m.who.iter().any(|who| who.code.is_some())))
        {
            return Some("nobody known");
        }
        if self.is_about(trigger, response, speaker, Binding::Weather) {
            return Some("weather");
        }
        self.is_about(trigger, response, speaker, Binding::Market).then_some("business")
    }

    fn is_asked(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let last = words.words.iter().rev().find(|word| !matches!(word.text, "\"" | "”" | ")" | "'" | "’"));
        if last.is_some_and(|word| word.text == "?") || words.words.first().is_some_and(|word| word.text == "QUESTION")
        {
            return true;
        }
        let asks = |at: usize| {
            matches!(tree.tag(at), Tag::Wp | Tag::Wrb) && tree.label(at) != Label::Mark || words.is(at, &["whether"])
        };
        let what = |at: usize| tree.labelled(at, &[Label::Det]).any(|det| words.is(det, &["what", "which"]));
        let own = |verb: &usize| tree.children(*verb).any(|at| at < *verb && (asks(at) || what(at)));
        // `what he meant to do`: the question word stands in the clause or in one that holds it.
        let chain = self.climb(response.head).take_while(|at| !self.says(*at) || *at == response.head);
        chain.filter(|at| tree.is_verb(*at)).any(|verb| {
            own(&verb) && matches!(tree.label(verb), Label::Ccomp | Label::Pcomp | Label::Root | Label::Xcomp)
        })
    }

    /// `would have stormed`; `if it had acted, it would be`.
    fn is_counterfactual(&self, trigger: &Trigger, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let have = tree.labelled(response.head, &[Label::Aux]).any(|at| words.is(at, &["have", "'ve"]));
        let modal = response.modal.map_or("", |at| words.lower(at));
        let distant = matches!(modal, "would" | "could" | "might" | "'d");
        let perfect = |at: usize| {
            words.is(at, &["had", "'d"])
                && (at + 1..at + 4).any(|next| tree.tag(next) == Tag::Vbn && trigger.holds(next))
        };
        // Of the clause itself, not of what it only describes.
        let main = tree.head(trigger.start);
        let own = |at: usize| tree.head(at) == main && perfect(at);
        let unreal = words.is(trigger.start, &["if", "unless"]) && (trigger.content..trigger.end).any(own);
        have && response.modal.is_some() || distant && unreal
    }

    /// `urged it to blacklist them if`, `demanded that the minister resign if`.
    fn is_wish(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let holder = tree.head(response.top());
        let held = matches!(tree.label(response.top()), Label::Xcomp | Label::Ccomp | Label::Advcl)
            && holder != response.top();
        // `I would urge anyone who`, `we would welcome`: politeness.
        let polite = response.modal.is_some_and(|modal| words.is(modal, &["would", "'d"]))
            && (self.table.at(words, response.head, &[Binding::Ask]).is_some()
                || self.is_of_others_promise(response.head))
            && tree.labelled(response.head, &[Label::Nsubj]).any(|at| words.is(at, &["i", "we"]));
        polite || held && self.table.at(words, holder, &[Binding::Ask]).is_some() && !self.is_of_others_promise(holder)
    }

    /// `told Moscow that it would`, `insisted that it will`: said, not asked.
    fn is_of_others_promise(&self, holder: usize) -> bool {
        self.reading.words.tokens.get(holder).is_some_and(|token| self.table.says(&token.lemma))
    }

    fn is_retracted(&self, response: &Response, speaker: Option<&Speaker>) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let negated = |at: usize| {
            tree.labelled(at, &[Label::Neg]).next().is_some()
                || tree.labelled(at, &[Label::Det]).any(|det| words.is(det, &["no"]))
                || words.is(at.wrapping_sub(1), &["never"])
                || tree
                    .labelled(at, &[Label::Advmod])
                    .any(|adverb| tree.labelled(adverb, &[Label::Neg]).next().is_some())
        };
        let firm = matches!(response.binding, Some((_, Binding::Vow | Binding::Offer | Binding::Threat)));
        if firm && response.modal.is_none() && negated(response.top()) {
            return true;
        }
        // `no longer willing to`, `has no plans to`.
        let longer = |at: usize| {
            tree.children(at).any(|child| words.is(child, &["longer"]) && words.is(child.wrapping_sub(1), &["no"]))
        };
        let bound = response.binding.is_some().then_some(response.top());
        let gone = bound.is_some_and(|top| longer(top) || longer(tree.head(top)) || tree.is_noun(top) && negated(top));
        if gone && response.modal.is_none() {
            return true;
        }
        let holders = self.climb(response.top()).skip(1);
        let back = |at: usize| self.table.at(words, at, &[Binding::Retract]).is_some() && tree.is_verb(at);
        let mut above = holders.filter(|at| tree.is_verb(*at));
        above.any(|at| back(at) || negated(at)) || speaker.and_then(|s| s.verb).is_some_and(negated)
    }

    fn is_rule(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let rule = |at: usize| self.table.at(words, at, &[Binding::Rule]).is_some() && tree.is_noun(at);
        let subject = |verb: usize| tree.labelled(verb, &[Label::Nsubj, Label::Nsubjpass]).any(rule);
        let under = |verb: usize| {
            let mut led = tree.labelled(verb, &[Label::Prep]).filter(|at| words.is(*at, &["under", "by", "in"]));
            led.any(|prep| tree.after(prep).into_iter().any(rule) && words.is(prep, &["under"]))
        };
        let said = speaker.and_then(|s| s.words).is_some_and(|(_, to)| to > 0 && rule(to - 1));
        let modal = response.modal.map_or("", |at| words.lower(at));
        let passive = tree.child(response.head, &[Label::Auxpass]).is_some();
        let leave = matches!(modal, "may" | "can" | "ca") && speaker.is_none();
        let nobody = self.codes(&self.reading.named(&tree.subjects(response.head))).is_empty();
        let chain = self.climb(response.head).take(6).any(|at| subject(at) || under(at));
        let _ = trigger;
        chain || said || leave && (passive || nobody)
    }

    /// `whenever it objected, the others would meet without it`.
    fn is_habit(&self, trigger: &Trigger, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let would = response.modal.is_some_and(|modal| words.is(modal, &["would", "'d"]));
        let often = words.is(trigger.start, &["whenever", "when", "every"])
            || tree
                .labelled(response.head, &[Label::Advmod])
                .any(|at| words.is(at, &["often", "always", "usually", "sometimes", "regularly", "routinely"]));
        would && often && tree.tag(tree.head(trigger.start)) == Tag::Vbd
    }

    /// `In July 1914 Vienna threatened`: a year that is long past, at the verb that binds.
    fn is_history(&self, response: &Response) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let recent = self.today.map_or(2010, |day| day.year() - 2);
        let year = |at: usize| {
            words.words.get(at).and_then(|word| word.text.parse::<i16>().ok()).filter(|y| (1000..recent).contains(y))
        };
        let past = |verb: usize| tree.tag(verb) == Tag::Vbd;
        let dated = |verb: usize| {
            let mut led = tree.labelled(verb, &[Label::Prep]).filter(|at| words.is(*at, &["in", "during", "on"]));
            led.any(|prep| tree.below(prep).into_iter().take(4).any(|at| year(at).is_some()))
        };
        self.climb(response.top()).any(|at| past(at) && dated(at))
    }

    fn is_fiction(&self, speaker: Option<&Speaker>) -> bool {
        let words = &self.reading.words;
        let fiction =
            |at: usize| self.table.at(words, at, &[Binding::Fiction]).is_some() && self.reading.tree().is_noun(at);
        let inside = |at: usize| (at.saturating_sub(3)..at).any(|before| words.is(before, &["in"])) && fiction(at);
        let told = speaker.and_then(|s| s.words).is_some_and(|(_, to)| to > 0 && fiction(to - 1));
        told || (0..words.len().min(9)).any(inside)
    }

    /// The condition or the response is about something: a noun of it that is no part of a name.
    fn is_about(&self, trigger: &Trigger, response: &Response, speaker: Option<&Speaker>, what: Binding) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let (from, to) = self.extent(response, trigger, None);
        let named = |at: usize| self.reading.covering(at).is_some();
        let fits = |at: usize| {
            let word = tree.is_noun(at) || tree.is_verb(at) && what == Binding::Sport;
            word && !named(at) && self.table.at(words, at, &[what]).is_some()
        };
        let said = speaker.and_then(|s| s.words).into_iter().flat_map(|(from, to)| from..to);
        let spoken = said.filter(|_| what != Binding::Sport).any(|at| self.table.at(words, at, &[what]).is_some());
        let own = (from..to).chain(trigger.start..trigger.end).any(fits);
        own && trigger.form != Form::Order || spoken
    }
}
