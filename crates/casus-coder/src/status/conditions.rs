//! Conditions and questions: `if`, `unless`, `should Pyongyang`, `in the event of`, and what they do to the clause that
//! hangs on them. What stands inside a condition is open; what hangs on one is conditional.

use super::{Cues, Judgement, Reason, Scene};
use crate::roles::Reading;
use crate::verbs::Mood;
use casus_lexicon::{CueEffect as Effect, CueKind};
use casus_types::{Label, Tag};

/// Where a condition stands: from its first word to the end of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its first word: `if`.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// The word that its clause hangs on, where the tree says.
    on: Option<usize>,
    /// What hangs on it is conditional; not so of `even if`.
    binds: bool,
    /// Row of its cue.
    row: Option<usize>,
}

impl Scene<'_, '_> {
    /// What conditions and questions add to what a word and its holders say of it.
    pub(super) fn over_sentence(&self, word: usize, inner: Judgement) -> Judgement {
        if inner.effect == Effect::Demanded {
            return inner;
        }
        for condition in conditions(self.reading, self.cues) {
            let cues = inner.cues.iter().copied().chain(condition.row).collect();
            let opening = self.lower(condition.start);
            if condition.start <= word && word < condition.end && self.is_part_of(word, &condition) {
                let why = format!("inside a condition: \"{opening}\"");
                let effect = if opening == "when" { Effect::Planned } else { Effect::Hypothetical };
                return Judgement { effect, why, reason: Reason::Condition, cues, ..inner };
            }
            if condition.binds && self.hangs_on(word, &condition) && self.is_open(word, &inner, opening) {
                let why = format!("only if: \"{opening}\"");
                return Judgement { effect: Effect::Conditional, why, reason: Reason::OnCondition, cues, ..inner };
            }
        }
        if let Some(before) = self.before_it_could(word).filter(|_| inner.effect != Effect::Negated) {
            let row = self.cues.at(self.reading, CueKind::Conjunction, before).map(|found| found.row);
            let cues = inner.cues.into_iter().chain(row).collect();
            let why = format!("\"{}\"", self.lower(before));
            return Judgement { cues, ..Judgement::new(Effect::Hypothetical, Reason::Cue(CueKind::Conjunction), why) };
        }
        let last = self.reading.words.words.iter().rev().find(|word| !matches!(word.text, "\"" | "”" | ")" | "'" | "’"));
        if last.is_some_and(|word| word.text == "?") && inner.is_fact() {
            return Judgement::new(Effect::Hypothetical, Reason::Question, "asked: \"?\"");
        }
        inner
    }

    /// What is told inside a condition, and not only named in it: `if it answers the attacks that struck it` asks nothing
    /// of the attacks.
    fn is_part_of(&self, word: usize, condition: &Condition) -> bool {
        let tree = self.reading.words.tree();
        let inside = |at: usize| condition.start <= at && at < condition.end;
        let mut at = word;
        for _ in 0..self.reading.words.len() {
            let aside = matches!(tree.label(at), Label::Relcl | Label::Acl | Label::Pobj) && tree.tag(at) != Tag::Vb;
            if aside && inside(tree.head(at)) {
                return false;
            }
            if !inside(at) || tree.head(at) == at {
                break;
            }
            at = tree.head(at);
        }
        true
    }

    /// The clause of a word can hang on a condition: it speaks of what is to come.
    fn is_open(&self, word: usize, inner: &Judgement, opening: &str) -> bool {
        let modal = |word: usize| self.group(word).is_some_and(|group| group.modal.is_some());
        let future = modal(word) || {
            let infinitive = self.group(word).is_some_and(|group| group.mood == Mood::Infinitive);
            infinitive && inner.effect == Effect::Planned
        };
        match inner.effect {
            Effect::Planned => true,
            Effect::Hypothetical => future,
            Effect::Negated => future && matches!(opening, "unless" | "until"),
            _ => future,
        }
    }

    /// Whether a word stands in the clause that a condition belongs to; where the tree does not say, it may.
    fn hangs_on(&self, word: usize, condition: &Condition) -> bool {
        let Some(on) = condition.on else { return true };
        let tree = self.reading.words.tree();
        let above = |from: usize, to: usize| {
            let mut at = from;
            (0..self.reading.words.len()).any(|_| {
                let here = at == to;
                at = tree.head(at);
                here
            })
        };
        above(word, on) || above(on, word)
    }

    /// `before it could attack`: it did not come to that, as far as is told.
    fn before_it_could(&self, word: usize) -> Option<usize> {
        let tree = self.reading.words.tree();
        let mut marks = tree.labelled(word, &[Label::Mark]);
        let before = marks.find(|at| self.reading.words.is(*at, &["before", "lest"]));
        before.filter(|_| self.group(word).is_some_and(|group| group.modal.is_some()))
    }
}

/// The conditions of a sentence: `if`, `unless`, `should Pyongyang`, `in the event of`.
pub fn conditions(reading: &Reading, cues: &Cues) -> Vec<Condition> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let opens = match reading.words.lower(at) {
            "should" | "were" | "had" => inverted(reading, at),
            "if" | "unless" => !reading.words.is(at.saturating_sub(1), &["as"]),
            "even" => reading.words.is(at + 1, &["if"]),
            "whether" => true,
            "when" => opens_clause(reading, at) && is_future(reading, cues, tree_above(reading, at)),
            "once" | "until" | "provided" | "assuming" => opens_clause(reading, at),
            _ => cues
                .at(reading, CueKind::Conjunction, at)
                .is_some_and(|found| found.effect == Effect::Conditional && found.end > at + 1),
        };
        if opens {
            let even = reading.words.is(at.saturating_sub(1), &["even"]) || reading.words.is(at, &["even", "whether"]);
            let row = cues.at(reading, CueKind::Conjunction, at).map(|found| found.row);
            let condition = Condition { binds: !even, row, ..extent(reading, at) };
            at = condition.end.max(at + 1);
            out.push(condition);
        } else {
            at += 1;
        }
    }
    out
}

/// The word that the clause opened by a word hangs on.
fn tree_above(reading: &Reading, at: usize) -> usize {
    let tree = reading.words.tree();
    tree.head(tree.head(at))
}

/// Whether a verb speaks of what is to come.
fn is_future(reading: &Reading, cues: &Cues, verb: usize) -> bool {
    Scene { reading, cues }.own(verb).is_some_and(|own| own.effect == Effect::Planned)
}

/// Whether the tree has a clause that begins with this word and does not tell of the past: `until the rebels disarm`.
fn opens_clause(reading: &Reading, at: usize) -> bool {
    let tree = reading.words.tree();
    let verb = tree.head(at);
    let marks = matches!(tree.label(at), Label::Mark | Label::Advmod) && tree.is_verb(verb) && verb > at;
    let prepares = tree.is_verb(at) && tree.child(at, &[Label::Ccomp]).is_some() && tree.label(at) != Label::Root;
    let past = tree.tag(verb) == Tag::Vbd
        || tree.labelled(verb, &[Label::Aux, Label::Auxpass]).any(|aux| tree.tag(aux) == Tag::Vbd);
    prepares || (marks && !past)
}

/// How far a condition reaches: over its clause as the tree has it, else to the next comma.
fn extent(reading: &Reading, start: usize) -> Condition {
    let tree = reading.words.tree();
    let (verb, label) = (tree.head(start), tree.label(start));
    let clause = matches!(label, Label::Mark | Label::Advmod | Label::Aux) && verb > start && tree.is_verb(verb);
    let stop = |at: &usize| reading.words.is(*at, &[",", ";", "--", "—", ":"]) && *at > start + 2;
    let comma = (start + 1..reading.words.len()).find(stop).unwrap_or(reading.words.len());
    if clause {
        let last = tree.below(verb).into_iter().filter(|at| !reading.words.words[*at].mark).max().unwrap_or(verb);
        let on = Some(tree.head(verb)).filter(|head| *head != verb);
        // A clause that swallows its main clause is a misreading; the comma knows better.
        let end = if on.is_none() { comma } else { last.max(verb) + 1 };
        return Condition { start, end: end.max(verb + 1), on, binds: true, row: None };
    }
    Condition { start, end: comma, on: None, binds: true, row: None }
}

/// `Should North Korea stage …`: the auxiliary stands before a subject that a bare verb follows.
fn inverted(reading: &Reading, at: usize) -> bool {
    let subject = reading.mentions.iter().find(|m| m.start == at + 1);
    let question = reading.words.words.last().is_some_and(|word| word.text == "?");
    let verb = subject.and_then(|m| reading.verbs.iter().find(|v| v.start == m.end || v.start == m.end + 1));
    let should = reading.words.is(at, &["should"]);
    let opening = (0..at).all(|before| reading.words.words[before].mark);
    if should && opening && !question {
        return true;
    }
    // The parser hangs the auxiliary before its subject: `were China to invade`.
    let tree = reading.words.tree();
    let governed = tree.head(at);
    let between = tree.child(governed, &[Label::Nsubj, Label::Nsubjpass]).is_some_and(|subject| at < subject && subject < governed);
    let clause = tree.label(governed) == Label::Advcl && between && tree.label(at) != Label::Mark;
    !question
        && (clause
            || verb.is_some_and(|v| {
                v.modal.is_none() && (should || at == 0 && (v.passive || v.mood == Mood::Infinitive || !v.present))
            }))
}
