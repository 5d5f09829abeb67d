//! What is to follow: the verb outside a condition that tells of what is to come, by a modal (`will`), or by a word that binds
//! (`vows to`, `is ready to`, `has offered`), and the words that belong to it.

use super::Scene;
use super::speakers::Speaker;
use super::triggers::{Form, Trigger};
use casus_lexicon::Binding;
use casus_types::{Label, Tag};

const BINDS: [Binding; 7] =
    [Binding::Vow, Binding::Will, Binding::Ready, Binding::Consider, Binding::Offer, Binding::Threat, Binding::Hedge];

/// What a condition hangs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// Its verb, or the word that binds where a noun follows: `promised protests`.
    pub head: usize,
    /// The modal, where there is one.
    pub modal: Option<usize>,
    /// The word that binds, with what it does.
    pub binding: Option<(usize, Binding)>,
}

impl Response {
    /// The verb of the clause: of `is ready to send` the word `ready`.
    pub fn top(&self) -> usize {
        self.binding.map_or(self.head, |(at, _)| at)
    }
}

impl Scene<'_, '_> {
    /// What hangs on a condition.
    pub fn response(&self, trigger: &Trigger) -> Option<Response> {
        let open = (0..self.reading.words.len()).filter(|at| !trigger.holds(*at));
        let all = open.filter_map(|at| self.open(at, trigger));
        let ranked = all.filter_map(|response| Some((self.rank(trigger, &response)?, response)));
        ranked.min_by_key(|(rank, response)| (*rank, response.top())).map(|(_, response)| response)
    }

    /// How near a response stands to what the condition hangs on; nothing where it belongs to another clause.
    fn rank(&self, trigger: &Trigger, response: &Response) -> Option<usize> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let head = response.head;
        let plain = usize::from(response.modal.is_none() && response.binding.is_none());
        if matches!(trigger.form, Form::Order | Form::Request) {
            let after = head > trigger.end;
            return after.then_some(plain);
        }
        let aside = self.is_aside(head, trigger);
        let Some(on) = trigger.on else { return Some(2 + plain + 3 * usize::from(aside)) };
        if on == head || on == response.top() {
            return Some(plain);
        }
        let above = |from: usize, to: usize| self.climb(from).any(|at| at == to);
        // A phrase belongs to what it stands at, or opens the sentence: `already subject to a ban`.
        let loose = trigger.start == 0 || words.words[trigger.start - 1].mark;
        if trigger.form == Form::Phrase && !loose {
            let near = above(on, response.top())
                && tree.is_verb(response.top())
                && self.climb(on).take(3).any(|at| at == head);
            return near.then_some(3 + plain);
        }
        // `should leave, as that could cause`: the reason beside it is no response.
        let apart = self
            .climb(head)
            .take_while(|at| *at != on)
            .any(|at| matches!(tree.label(at), Label::Advcl | Label::Pcomp | Label::Relcl));
        if above(on, head) || above(on, response.top()) || above(head, on) && !apart {
            return Some(1 + plain + usize::from(aside));
        }
        // Elsewhere: where the condition hangs on the verb of saying, or the parser was lost.
        let lost = !tree.is_verb(on) || self.says(on) || trigger.start == 0 || words.title;
        (lost && !aside).then_some(4 + plain)
    }

    /// A word with all that it hangs on.
    pub fn climb(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let tree = self.reading.tree();
        let step = move |at: &usize| Some(tree.head(*at)).filter(|head| head != at);
        std::iter::successors(Some(from), step).take(self.reading.words.len())
    }

    /// In a clause that only describes somebody: `who will retire`.
    fn is_aside(&self, head: usize, trigger: &Trigger) -> bool {
        let tree = self.reading.tree();
        let chain = self.climb(head).take_while(|at| Some(*at) != trigger.on);
        chain.filter(|at| Some(*at) != trigger.on).any(|at| tree.label(at) == Label::Relcl && tree.head(at) < at)
    }

    /// A word that tells of what is to come.
    fn open(&self, at: usize, trigger: &Trigger) -> Option<Response> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let modal = tree.labelled(at, &[Label::Aux]).find(|aux| self.is_modal(*aux) && !trigger.holds(*aux));
        let own = || (tree.tag(at) == Tag::Md && tree.label(at) != Label::Aux && self.is_modal(at)).then_some(at);
        if let Some(modal) = modal.or_else(own) {
            return Some(self.under_modal(at, modal));
        }
        if let Some(bound) = self.bound(at, trigger) {
            return Some(bound);
        }
        // `expects Iran to retaliate`.
        let foreseen = tree.head(at) < at && matches!(tree.label(at), Label::Xcomp | Label::Ccomp) && self.has_to(at);
        let holder = self.table.at(words, tree.head(at), &[Binding::Forecast]).filter(|_| foreseen);
        if let Some(found) = holder {
            return Some(Response { head: at, modal: None, binding: Some((found.start, found.kind)) });
        }
        let free = Response { head: at, modal: None, binding: None };
        let present = matches!(tree.tag(at), Tag::Vbz | Tag::Vbp) && tree.label(at) != Label::Aux && tree.is_verb(at);
        let named = tree.child(at, &[Label::Nsubj, Label::Nsubjpass]).is_some();
        match trigger.form {
            Form::Order if self.suffers(at) => Some(free),
            // `faces sanctions unless`, `if they shoot, we shoot back`.
            Form::Clause | Form::Phrase if present && named && (self.suffers(at) || self.is_first_person(at)) => {
                Some(free)
            }
            // `Algeria: Gas stops if`, in a headline.
            Form::Clause | Form::Phrase
                if present
                    && named
                    && (1..at).take(6).any(|colon| words.is(colon, &[":"]))
                    && self.table.at(words, at, &[Binding::End]).is_some() =>
            {
                Some(free)
            }
            Form::Clause | Form::Phrase if present => {
                let quality = tree.child(at, &[Label::Acomp])?;
                let found = self.table.at(words, quality, &[Binding::Hedge])?;
                Some(Response { head: at, modal: None, binding: Some((quality, found.kind)) })
            }
            Form::Order | Form::Request if present && named && !self.says(at) => Some(free),
            _ => None,
        }
    }

    /// `face sanctions`: somebody else would do it.
    pub fn suffers(&self, at: usize) -> bool {
        self.table.at(&self.reading.words, at, &[Binding::Suffer]).is_some()
    }

    /// `we shoot back`, of an act and not of a state: `we are`, `we believe`.
    fn is_first_person(&self, at: usize) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let we = tree.labelled(at, &[Label::Nsubj]).any(|subject| words.is(subject, &["we", "i"]));
        we && self.table.at(words, at, &[Binding::Harm, Binding::Good]).is_some() && !self.says(at)
    }

    /// `would agree to reschedule`, `will keep paying`, `would be ready to`: what it comes to.
    fn under_modal(&self, at: usize, modal: usize) -> Response {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let holder = tree.child(at, &[Label::Acomp, Label::Oprd]).unwrap_or(at);
        let below = tree.child(holder, &[Label::Xcomp]);
        let binding = self.table.at(words, holder, &BINDS).filter(|_| below.is_some());
        match (binding, below) {
            (Some(found), Some(below)) => {
                Response { head: below, modal: Some(modal), binding: Some((holder, found.kind)) }
            }
            _ => Response { head: at, modal: Some(modal), binding: None },
        }
    }

    /// What follows a word that binds: `threatens to expel`, `an offer to return`, `warns of a reply`.
    fn bound(&self, at: usize, trigger: &Trigger) -> Option<Response> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let found = self.table.at(words, at, &BINDS)?;
        // Outside of `is ready to` an adjective, a noun or a verb alone binds nobody.
        let own = tree.labelled(at, &[Label::Xcomp, Label::Acl]);
        // `reserves the right to`: what hangs on its last word.
        let last = tree.labelled(found.end - 1, &[Label::Acl, Label::Xcomp]);
        let verb = own.chain(last).find(|verb| *verb > at && self.has_to(*verb));
        let deeper = |verb: usize| {
            let held = self.table.at(words, verb, &[Binding::Consider])?;
            let below = tree.child(verb, &[Label::Xcomp, Label::Dobj])?;
            Some(Response { head: below, modal: None, binding: Some((verb, held.kind)) })
        };
        if let Some(verb) = verb.filter(|verb| !trigger.holds(*verb)) {
            return deeper(verb).or(Some(Response { head: verb, modal: None, binding: Some((at, found.kind)) }));
        }
        let considers = found.kind == Binding::Consider && tree.is_verb(at);
        if let Some(verb) = tree.child(at, &[Label::Xcomp]).filter(|verb| considers && tree.tag(*verb) == Tag::Vbg) {
            return Some(Response { head: verb, modal: None, binding: Some((at, found.kind)) });
        }
        let weighed = |object: usize| self.table.at(words, object, &[Binding::Harm, Binding::Good]).is_some();
        let weighs = considers && tree.child(at, &[Label::Dobj]).is_some_and(weighed);
        let holds = weighs || matches!(found.kind, Binding::Vow | Binding::Threat | Binding::Offer);
        let mut named = tree.labelled(at, &[Label::Prep]).filter(|prep| words.is(*prep, &["of", "with"]));
        let object = tree.labelled(at, &[Label::Dobj]).find(|object| *object > at && !trigger.holds(*object));
        let told = named.next().is_some()
            || object.is_some_and(|object| found.kind != Binding::Threat || !self.is_somebody(object));
        let clause = tree.child(at, &[Label::Ccomp]).is_some_and(|clause| self.open(clause, trigger).is_some());
        let active = tree.is_verb(at) && !clause && tree.label(at) != Label::Amod;
        (holds && active && told).then_some(Response { head: at, modal: None, binding: Some((at, found.kind)) })
    }

    fn is_somebody(&self, at: usize) -> bool {
        self.reading.covering(at).is_some_and(|mention| self.reading.mentions[mention].acts())
    }

    fn has_to(&self, verb: usize) -> bool {
        let tree = self.reading.tree();
        tree.labelled(verb, &[Label::Aux]).any(|aux| tree.tag(aux) == Tag::To)
    }

    /// The words of a response: its clause without the condition and without who says it.
    pub fn extent(&self, response: &Response, trigger: &Trigger, speaker: Option<&Speaker>) -> (usize, usize) {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let mut top = response.top();
        // `is ready to`: the verb; `made an offer to`: the whole.
        while response.binding.is_some()
            && matches!(tree.label(top), Label::Acomp | Label::Dobj | Label::Oprd | Label::Xcomp)
        {
            top = tree.head(top);
        }
        let below: Vec<usize> = tree.below(top).into_iter().chain([top]).filter(|at| !trigger.holds(*at)).collect();
        let said = |at: usize| speaker.and_then(|s| s.words).is_some_and(|(from, to)| from <= at && at < to);
        let (mut from, mut to) = (top, top + 1);
        while from > 0 && below.contains(&(from - 1)) && !said(from - 1) {
            from -= 1;
        }
        while below.contains(&to) && !said(to) {
            to += 1;
        }
        if let Some(verb) =
            speaker.and_then(|speaker| speaker.verb).filter(|verb| from <= *verb && *verb < to && *verb != top)
        {
            let start = tree.below(verb).into_iter().filter(|at| *at > top).min().unwrap_or(verb).min(verb);
            if start > top { to = start } else { from = (verb + 1).min(top) }
        }
        let mark = |at: usize| words.words.get(at).is_some_and(|word| word.mark);
        while from < to && (mark(from) || words.is(from, &["that", "and", "or", "else", "otherwise", "then", "but"])) {
            from += 1;
        }
        while to > from && mark(to - 1) {
            to -= 1;
        }
        (from, to.max(from + 1))
    }
}
