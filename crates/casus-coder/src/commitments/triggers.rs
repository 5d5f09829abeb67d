//! Conditions that somebody may be bound by, in every form that newspapers give them: a clause (`if`, `unless`, `should
//! Pyongyang`), a phrase (`in return for`, `failing payment`), an order (`pull back or we fire`), a demand (`must pay, or
//! else`), an act that would be answered (`any attack would be met with force`), and whoever does something.

use super::Scene;
use crate::status::conditions;
use casus_lexicon::Binding;
use casus_types::{Label, Tag};

/// What form a condition has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `if`, `unless`, `should`, `once`.
    Clause,
    /// `in return for`, `failing`.
    Phrase,
    /// `Pull back, or`, `must pay, or else`: the response comes when it is not done.
    Order,
    /// `Give us the maps, and`: the response comes when it is done.
    Request,
    /// `any attack would`: the subject of the response.
    Act,
    /// `would answer any attack`: its object.
    Answered,
    /// `anyone who crosses`.
    Whoever,
}

/// A condition in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// First word of it, with the words that open it.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// First word of what must come about.
    pub content: usize,
    /// The word of the response that it hangs on, where the tree says.
    pub on: Option<usize>,
    /// Its form.
    pub form: Form,
}

impl Trigger {
    /// Whether a word stands in it.
    pub fn holds(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

impl Scene<'_, '_> {
    /// The conditions of the sentence, in order of how plainly they are ones.
    pub fn triggers(&self) -> Vec<Trigger> {
        let mut out: Vec<Trigger> = self.ultimatum().into_iter().collect();
        for trigger in self
            .clauses()
            .into_iter()
            .chain(self.reported())
            .chain(self.phrases())
            .chain(self.orders())
            .chain(self.acts())
            .chain(self.whoever())
        {
            let lies_over = out.iter().any(|other| other.start < trigger.end && trigger.start < other.end);
            if !lies_over && !self.is_day(&trigger) {
                out.push(trigger);
            }
        }
        out
    }

    /// `until the week of May 3`: a day comes of itself.
    fn is_day(&self, trigger: &Trigger) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let named = |at: usize| self.times.iter().any(|time| time.start <= at && at < time.end);
        let of_day = |at: usize| {
            named(at) || words.words[at].mark || matches!(tree.tag(at), Tag::Dt | Tag::In | Tag::Vbg | Tag::Jj)
        };
        let content = trigger.content.min(trigger.end)..trigger.end;
        content.clone().any(named) && content.clone().all(of_day)
    }

    /// What the status stage finds: `if`, `unless`, `should Pyongyang`, `in the event of`.
    fn clauses(&self) -> Vec<Trigger> {
        let words = &self.reading.words;
        let condition = |found: crate::status::Condition| {
            let phrase = self.table.at(words, found.start, &[Binding::Condition]).map(|f| f.end);
            let opening = if words.is(found.start, &["only"]) { 2 } else { 1 };
            let content = phrase.unwrap_or(found.start + opening);
            let end = if content >= found.end && phrase.is_some() { content } else { found.end };
            let negated = words.is(found.start, &["whether"]);
            // `acted without approval`: what comes before a clause sets a condition.
            let before = found.start == 0 || words.words[found.start - 1].mark;
            let led = before || !words.is(found.start, &["without"]);
            let live = found.binds() && !negated && led && !self.is_question_clause(found.start);
            let length = !words.is(found.start, &["as", "so"]) || self.is_clause_of_time(found.start);
            let aside =
                self.table.at(words, found.start, &[Binding::Aside]).is_some() || self.is_past_when(found.start);
            // `if necessary`: the words that open it are all of it.
            let whole = phrase.is_some_and(|end| words.words.get(end).is_none_or(|word| word.mark));
            let (content, end) =
                if whole { (found.start, content) } else { (content, self.before_saying(content, end)) };
            let live = live && length && !aside;
            live.then_some(Trigger { start: found.start, end, content, on: found.on(), form: Form::Clause })
        };
        conditions(self.reading, self.cues).into_iter().filter_map(condition).collect()
    }

    /// `when he wrote that`: told as past.
    fn is_past_when(&self, at: usize) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        words.is(at, &["when", "whenever"]) && tree.tag(tree.head(at)) == Tag::Vbd
    }

    /// `as long as they fight`, not `as long as a bus`.
    fn is_clause_of_time(&self, at: usize) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        !words.is(at + 1, &["long"]) || tree.label(at + 2) == Label::Mark && tree.is_verb(tree.head(at + 2))
    }

    /// `…, a consultant said`: what the parser has drawn into a condition is who says it.
    fn before_saying(&self, content: usize, end: usize) -> usize {
        let cut = (content + 2..end).find(|at| self.parts(*at) && self.saying_after(*at).is_some());
        cut.unwrap_or(end)
    }

    /// The verb of saying that a mark leads to, with nothing but its subject between: `, a consultant in Lima said`.
    pub fn saying_after(&self, mark: usize) -> Option<usize> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let stops = |at: &usize| {
            tree.is_verb(*at) && tree.label(*at) != Label::Amod
                || words.words[*at].mark && !matches!(words.words[*at].text, "\"" | "”" | "-")
        };
        let verb = (mark + 1..words.len()).take(14).find(stops)?;
        (verb > mark + 1 && self.says(verb)).then_some(verb)
    }

    /// `asked if`, `could not say if`, `unclear if`: whether.
    fn is_question_clause(&self, at: usize) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let clause = tree.head(at);
        let asks = |at: usize| self.table.at(words, at, &[Binding::Ask]).is_some();
        // `find out if`: nothing but the verb before it.
        let whether = at > 0
            && (self.table.within(words, (at - 1, at), &[Binding::Whether]).is_some()
                || at > 1 && self.table.at(words, at - 2, &[Binding::Whether]).is_some_and(|found| found.end == at));
        if words.is(at, &["if"]) && whether {
            return true;
        }
        words.is(at, &["if"])
            && at > 0
            && tree.label(at) == Label::Mark
            && (tree.label(clause) == Label::Ccomp && tree.head(clause) < at
                || asks(tree.head(clause))
                    && self.plain(tree.head(clause))
                    && tree.child(tree.head(clause), &[Label::Xcomp]).is_none())
    }

    /// A verb without a modal.
    fn plain(&self, verb: usize) -> bool {
        !self.reading.tree().labelled(verb, &[Label::Aux]).any(|aux| self.is_modal(aux))
    }

    /// `until` or `once` before a past, as reported speech has it: `would go on blocking it until Kyiv reopened`.
    fn reported(&self) -> Vec<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let opens = |at: &usize| {
            let verb = tree.head(*at);
            let marks = matches!(tree.label(*at), Label::Mark | Label::Advmod) && verb > *at;
            words.is(*at, &["until", "once"]) && marks && tree.tag(verb) == Tag::Vbd
        };
        let trigger = |at: usize| {
            let verb = tree.head(at);
            let on = tree.head(verb);
            let ahead = self.climb(on).take(4).any(|up| {
                let would = tree.labelled(up, &[Label::Aux]).any(|aux| words.is(aux, &["would"]));
                would
                    || words.is(at, &["until"]) && self.table.at(words, up, &[Binding::Vow, Binding::Threat]).is_some()
            });
            let end = tree.below(verb).into_iter().filter(|at| !words.words[*at].mark).max().unwrap_or(verb) + 1;
            let end = self.before_saying(at + 1, end.max(verb + 1));
            (ahead && on != verb).then_some(Trigger {
                start: at,
                end,
                content: at + 1,
                on: Some(on),
                form: Form::Clause,
            })
        };
        (0..words.len()).filter(opens).filter_map(trigger).collect()
    }

    /// Phrases of the lexicon: `in return for`, `pending`.
    fn phrases(&self) -> Vec<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let mut out: Vec<Trigger> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some(found) = self.table.at(words, at, &[Binding::Condition]) else {
                at += 1;
                continue;
            };
            at = found.end;
            let bare = words.words.get(found.end).is_none_or(|word| word.mark);
            let whole = words.is(
                found.end - 1,
                &["necessary", "needed", "be", "arise", "required", "asked", "requested", "invited"],
            );
            // `has provided food`, `only once`: with a clause after it they open a condition.
            let clause = found.end == found.start + 1
                && words.is(found.start, &["provided", "providing", "assuming", "once", "absent"]);
            let verb = |at: usize| tree.is_verb(at) && !matches!(tree.tag(at), Tag::Vbg | Tag::Vb);
            let open = clause
                && (!(found.end..words.len()).take(9).any(verb)
                    || matches!(tree.label(found.start), Label::Root | Label::Conj)
                    || tree.child(found.start, &[Label::Aux, Label::Auxpass]).is_some()
                    || words.is(found.end, &["by", "with", "for"]));
            // `is pending`, `pending before the court`, `as long as a bus`.
            let pending = words.is(found.start, &["pending"])
                && (tree.label(found.start) == Label::Amod
                    && !words.words.get(found.start.wrapping_sub(1)).is_none_or(|word| word.mark)
                    || words.is(found.end, &["in", "before", "since", "at", "for", "and"])
                    || words.is(found.start.wrapping_sub(1), &["is", "are", "was", "were", "be", "still", "been"]));
            let long = words.is(found.start, &["as", "so"]) && !self.is_clause_of_time(found.start);
            let aside = self.table.at(words, found.start, &[Binding::Aside]).is_some();
            if pending
                || long
                || aside
                || words.is(found.end, &["anonymity"])
                || bare && !whole && found.end < found.start + 2
                || open
            {
                continue;
            }
            let end =
                if whole && !words.is(found.end, &["by"]) { found.end } else { self.reach(found.start, found.end) };
            let on = (found.start..end).map(|at| tree.head(at)).find(|head| *head < found.start || *head >= end);
            let end = self.before_saying(found.end, end);
            let content = if found.end < end { found.end } else { found.start };
            // `every time`, with nothing after it.
            if content == found.start && !whole {
                continue;
            }
            out.push(Trigger { start: found.start, end, content, on, form: Form::Phrase });
        }
        out
    }

    /// How far a phrase reaches: over what hangs on its words, else to the next comma.
    fn reach(&self, start: usize, content: usize) -> usize {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let comma = (content + 1..words.len()).find(|at| words.is(*at, &[",", ";", "--", "—", ":"]));
        let comma =
            comma.unwrap_or_else(|| words.len() - usize::from(words.words.last().is_some_and(|word| word.mark)));
        let below = (start..content).flat_map(|at| tree.below(at)).filter(|at| *at >= start && !words.words[*at].mark);
        let last = below.max().map_or(content, |last| last + 1);
        // What swallows the response is a misreading; what ends before its own verb is one too.
        if last <= content || last > comma || start == 0 { comma } else { last }
    }

    /// `Pull back, or we fire`; `Give us the maps and we will`; `must pay, or else`.
    fn orders(&self) -> Vec<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let link = |at: &usize| {
            let or = words.is(*at, &["or", "otherwise"]);
            or || words.is(*at, &["and"]) && (at + 1..words.len()).take(8).any(|next| self.is_modal(next))
                || words.is(*at, &["and"]) && words.is(at.wrapping_sub(1), &[","])
        };
        let order = |at: usize| {
            let own = [Label::Nsubj, Label::Nsubjpass, Label::Aux, Label::Auxpass, Label::Mark, Label::Expl];
            let before = at.checked_sub(1).and_then(|before| words.words.get(before));
            let opens = (0..at).all(|before| words.words[before].mark)
                || before.is_some_and(|word| matches!(word.text, "\"" | "“" | ":"));
            tree.tag(at) == Tag::Vb && opens && tree.labelled(at, &own).all(|child| child > at + 3)
        };
        let demand =
            |at: usize| words.is(at, &["must", "should"]) && tree.label(at) == Label::Aux && tree.head(at) > at;
        let mut out = Vec::new();
        for at in 0..words.len() {
            let asked = demand(at);
            if !order(at) && !asked {
                continue;
            }
            let Some(link) = (at + 2..words.len()).find(link) else { continue };
            let or = words.is(link, &["or", "otherwise"]);
            let strong = words.is(link, &["otherwise"]) || words.is(link + 1, &["else"]);
            let verb = tree.head(at);
            let start = if asked { tree.below(verb).into_iter().min().unwrap_or(at).min(at) } else { at };
            let end = if words.words[link - 1].mark { link - 1 } else { link };
            // `must reform or change`: one demand of two verbs.
            if asked
                && (!or
                    || !strong
                        && !(link + 1..words.len())
                            .take(6)
                            .any(|next| self.is_modal(next) || words.is(next, &["face"])))
            {
                continue;
            }
            let form = if or { Form::Order } else { Form::Request };
            out.push(Trigger { start, end, content: start, on: None, form });
        }
        out.truncate(1);
        out
    }

    /// `told them to leave or face arrest`, `gave it until Friday to pay or lose the loan`.
    fn ultimatum(&self) -> Option<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let link = (1..words.len())
            .find(|at| words.is(*at, &["or"]) && self.table.at(words, at + 1, &[Binding::Suffer]).is_some())?;
        let to = (0..link).rev().take(18).find(|at| tree.tag(*at) == Tag::To)?;
        let told = tree.label(tree.head(to)) != Label::Root && tree.head(to) > to;
        told.then_some(Trigger { start: to, end: link, content: to + 1, on: None, form: Form::Order })
    }

    /// `any attack would be met with force`, `would answer any attack`.
    fn acts(&self) -> Vec<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let mut out = Vec::new();
        for verb in (0..words.len()).filter(|at| tree.is_verb(*at)) {
            let mut modals = tree
                .labelled(verb, &[Label::Aux])
                .filter(|at| words.is(*at, &["would", "will", "'ll", "'d", "could", "may", "might"]));
            let Some(modal) = modals.next() else { continue };
            let subject = tree.child(verb, &[Label::Nsubj, Label::Nsubjpass, Label::Csubj]);
            if let Some(subject) = subject.filter(|at| {
                *at < verb
                    && self.is_open_deed(
                        *at,
                        words.is(modal, &["would", "could"]) || tree.child(*at, &[Label::Det, Label::Poss]).is_none(),
                    )
            }) && (self.table.at(words, verb, &[Binding::Answer]).is_some()
                || tree.child(verb, &[Label::Auxpass]).is_some()
                    && self.table.at(words, verb, &[Binding::Respond]).is_some())
            {
                out.push(self.over(subject, verb, Form::Act));
            }
            let object = tree.child(verb, &[Label::Dobj]).or_else(|| {
                let mut prepositions =
                    tree.labelled(verb, &[Label::Prep]).filter(|at| words.is(*at, &["to", "for", "against"]));
                prepositions.next().and_then(|prep| tree.child(prep, &[Label::Pobj]))
            });
            if let Some(object) = object.filter(|at| self.is_open_deed(*at, false))
                && self.table.at(words, verb, &[Binding::Respond]).is_some()
            {
                out.push(self.over(object, verb, Form::Answered));
            }
        }
        out
    }

    /// `any attack`, `another attack`; `use of force would` of itself.
    fn is_open_deed(&self, noun: usize, open: bool) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        if tree.label(noun) == Label::Csubj {
            return open;
        }
        let mut before = tree.labelled(noun, &[Label::Det, Label::Amod]);
        let any = before.any(|at| words.is(at, &["any", "another", "further", "every", "such", "future", "new"]));
        let mut fixed = tree
            .labelled(noun, &[Label::Det])
            .filter(|at| words.is(*at, &["the", "this", "that", "those", "these", "its"]));
        let deed = self.table.at(words, noun, &[Binding::Deed]).is_some();
        deed && (any || open && fixed.next().is_none())
    }

    fn over(&self, noun: usize, on: usize, form: Form) -> Trigger {
        let tree = self.reading.tree();
        let below = tree.below(noun);
        let start = below.iter().copied().min().unwrap_or(noun).min(noun);
        let end = below.into_iter().max().unwrap_or(noun).max(noun) + 1;
        Trigger { start, end, content: start, on: Some(on), form }
    }

    /// `against anyone who crosses the line`, `any country that buys the oil will be`.
    fn whoever(&self) -> Vec<Trigger> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let open = |at: &usize| {
            let any = |det: usize| words.is(det, &["any"]);
            let does = |verb: usize| {
                tree.labelled(verb, &[Label::Nsubj, Label::Nsubjpass])
                    .any(|own| matches!(tree.tag(own), Tag::Wp | Tag::Wdt))
            };
            let one = words.is(*at, &["anyone", "anybody", "whoever", "those"]);
            let told = tree.child(*at, &[Label::Relcl, Label::Acl]).is_some();
            let told = told && tree.labelled(*at, &[Label::Relcl]).all(does);
            told && (one || tree.is_noun(*at) && tree.labelled(*at, &[Label::Det]).any(any))
                || words.is(*at, &["whoever"])
        };
        let trigger = |noun: usize| {
            let mut at = tree.head(noun);
            for _ in 0..6 {
                if tree.is_verb(at) && tree.labelled(at, &[Label::Aux]).any(|aux| self.is_modal(aux)) {
                    // `will support those who flee` is a plan; `those who loot will be shot` is none.
                    let suffers = tree.is_subject(noun)
                        && (tree.child(at, &[Label::Auxpass]).is_some()
                            || self.table.at(words, at, &[Binding::Suffer]).is_some());
                    let binds = !words.is(noun, &["those"]) || suffers;
                    return binds.then(|| self.over(noun, at, Form::Whoever));
                }
                at = tree.head(at);
            }
            None
        };
        (0..words.len()).filter(open).filter_map(trigger).take(1).collect()
    }

    /// `will`, `would`, `may`.
    pub fn is_modal(&self, at: usize) -> bool {
        const OPEN: [&str; 9] = ["will", "would", "'ll", "'d", "wo", "shall", "may", "might", "could"];
        self.reading.words.is(at, &OPEN)
    }
}
