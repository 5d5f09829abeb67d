//! Conditions and questions: `if`, `unless`, `should Pyongyang`, `in the event of`, and what they do to the clause that
//! hangs on them. What stands inside a condition is open; what hangs on one is conditional.

use super::{Cues, Judgement, Reason, Scene};
use crate::roles::Reading;
use crate::verbs::{Mood, VerbGroup};
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

impl Condition {
    /// The word that its clause hangs on, where the tree says.
    pub fn on(&self) -> Option<usize> {
        self.on
    }

    /// What hangs on it is conditional; not so of `even if`.
    pub fn binds(&self) -> bool {
        self.binds
    }
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
            // `if you touch our boats, we sink yours`.
            let tense = self.reading.words.tree().tag(word);
            let main = condition.on == Some(word) && matches!(tense, Tag::Vbp | Tag::Vbz);
            let bound = main && matches!(opening, "if" | "unless") && inner.is_fact();
            let open = || self.hangs_on(word, &condition) && self.is_open(word, &inner, opening);
            if condition.binds && (bound || open()) {
                let why = format!("only if: \"{opening}\"");
                return Judgement { effect: Effect::Conditional, why, reason: Reason::OnCondition, cues, ..inner };
            }
        }
        if inner.effect == Effect::Planned && self.is_for_whoever(word) {
            let why = "only if: \"whoever\"";
            return Judgement { cues: inner.cues, ..Judgement::new(Effect::Conditional, Reason::OnCondition, why) };
        }
        if self.is_or_else(word) && inner.effect == Effect::Planned {
            let why = "only if: an order before \"and\" or \"or\"";
            return Judgement { cues: inner.cues, ..Judgement::new(Effect::Conditional, Reason::OnCondition, why) };
        }
        if let Some(before) = self.before_it_could(word).filter(|_| inner.effect != Effect::Negated) {
            let row = self.cues.at(self.reading, CueKind::Conjunction, before).map(|found| found.row);
            let cues = inner.cues.into_iter().chain(row).collect();
            let why = format!("\"{}\"", self.lower(before));
            // `stopped before it could strike`: it did not; `lest it strike`: nobody knows.
            let effect = if self.lower(before) == "before" { Effect::Negated } else { Effect::Hypothetical };
            return Judgement { cues, ..Judgement::new(effect, Reason::Cue(CueKind::Conjunction), why) };
        }
        let last =
            self.reading.words.words.iter().rev().find(|word| !matches!(word.text, "\"" | "”" | ")" | "'" | "’"));
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
            Effect::Hypothetical => {
                let ready = matches!(inner.reason, Reason::Cue(CueKind::Adjective | CueKind::Noun | CueKind::Verb));
                let bare = |group: &VerbGroup| matches!(group.mood, Mood::Infinitive | Mood::Gerund);
                future || ready && self.group(word).is_none_or(bare)
            }
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

    /// `whoever crosses the line will be shot`, `anyone who crosses it`.
    fn is_for_whoever(&self, word: usize) -> bool {
        let tree = self.reading.words.tree();
        let subject = [Label::Nsubj, Label::Nsubjpass, Label::Csubj, Label::Csubjpass];
        let open = |at: usize| self.reading.words.is(at, &["whoever", "anyone", "anybody", "whichever"]);
        // `will fire on anyone who crosses`.
        let told = |at: usize| open(at) && tree.child(at, &[Label::Relcl]).is_some();
        let any = |at: usize| self.reading.words.is(at, &["any"]);
        // `any officer who refuses will be tried`, `any attack would be met with force`.
        let would = tree.labelled(word, &[Label::Aux]).any(|at| self.reading.words.is(at, &["would"]));
        let told_of = |at: usize| would || tree.child(at, &[Label::Relcl]).is_some();
        let some = |at: usize| told_of(at) && tree.labelled(at, &[Label::Det]).any(any);
        if tree.labelled(word, &subject).any(some) {
            return true;
        }
        tree.labelled(word, &subject).any(|at| open(at) || tree.labelled(at, &[Label::Nsubj, Label::Det]).any(open))
            || tree.below(word).into_iter().any(told)
    }

    /// `Cross this line and we will push you back`: an order that is a condition.
    fn is_or_else(&self, word: usize) -> bool {
        let tree = self.reading.words.tree();
        let order = |at: usize| {
            let own = [Label::Nsubj, Label::Nsubjpass, Label::Aux, Label::Auxpass, Label::Mark];
            let opens = (0..at).all(|before| self.reading.words.words[before].mark)
                || self
                    .reading
                    .words
                    .words
                    .get(at.wrapping_sub(1))
                    .is_some_and(|word| matches!(word.text, "\"" | "“" | ":"));
            tree.tag(at) == Tag::Vb && opens && tree.child(at, &own).is_none()
        };
        let joins = |at: usize| self.reading.words.is(at, &["and", "or"]);
        (0..word).any(|at| order(at) && (at + 1..word).any(joins))
            && self.group(word).is_some_and(|group| group.modal.is_some())
    }

    /// `before it could attack`: it did not come to that, as far as is told.
    fn before_it_could(&self, word: usize) -> Option<usize> {
        let tree = self.reading.words.tree();
        let mut marks = tree.labelled(word, &[Label::Mark]);
        let before = marks.find(|at| self.reading.words.is(*at, &["before", "lest"]));
        before.filter(|at| {
            self.reading.words.is(*at, &["lest"]) || self.group(word).is_some_and(|group| group.modal.is_some())
        })
    }
}

/// The conditions of a sentence: `if`, `unless`, `should Pyongyang`, `in the event of`.
pub fn conditions(reading: &Reading, cues: &Cues) -> Vec<Condition> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let opens = match reading.words.lower(at) {
            "should" | "were" | "had" => inverted(reading, at),
            "if" | "unless" => {
                let idiom = reading.words.is(at + 1, &["anything", "any", "ever"]) && next_is_mark(reading, at + 2);
                !reading.words.is(at.saturating_sub(1), &["as"]) && !idiom
            }
            // `the moment they leave, we will open`.
            "the" => {
                let tree = reading.words.tree();
                let moment = reading.words.is(at + 1, &["moment", "day", "minute", "instant"]);
                let begins = at == 0 || next_is_mark(reading, at - 1) || tree.label(at + 1) == Label::Npadvmod;
                let clause = tree.child(at + 1, &[Label::Relcl]).is_some() && begins;
                let future = |at: usize| reading.words.is(at, &["will", "would", "'ll"]);
                moment && clause && (0..reading.words.len()).any(future)
            }
            "even" => reading.words.is(at + 1, &["if"]),
            "whether" => true,
            "only" => {
                let tree = reading.words.tree();
                let clause = matches!(tree.label(at + 1), Label::Mark | Label::Advmod);
                let future = || tree.label(at + 1) == Label::Prep && is_future(reading, cues, tree.head(at + 1));
                (clause || future()) && reading.words.is(at + 1, &["after", "when", "once", "if"])
            }
            "after" if only_before(reading, at) => reading.words.tree().label(at) == Label::Mark,
            "when" => opens_clause(reading, at) && is_future(reading, cues, tree_above(reading, at)),
            "without" => is_open_without(reading, at),
            "once" | "until" | "provided" | "assuming" => opens_clause(reading, at),
            "before" => false,
            _ => {
                let opens = [Label::Prep, Label::Mark, Label::Advmod, Label::Acomp, Label::Advcl];
                let cue = cues.at(reading, CueKind::Conjunction, at);
                cue.is_some_and(|found| found.effect == Effect::Conditional)
                    && opens.contains(&reading.words.tree().label(at))
            }
        };
        if opens {
            let even = reading.words.is(at.saturating_sub(1), &["even"]) || reading.words.is(at, &["even", "whether"]);
            let cue = cues.at(reading, CueKind::Conjunction, at);
            let row = cue.as_ref().map(|found| found.row);
            let only = reading.words.is(at, &["only", "even"]);
            let mut condition = Condition { start: at, binds: !even, row, ..extent(reading, at + usize::from(only)) };
            // `failing that, …`: the words themselves are all of it.
            if let Some(found) = cue.filter(|found| next_is_mark(reading, found.end)) {
                condition = Condition { end: found.end, on: None, ..condition };
            }
            at = condition.end.max(at + 1);
            out.push(condition);
        } else {
            at += 1;
        }
    }
    out
}

/// `without a vote, Spain would suspend`: a condition, where the clause speaks of what would be.
fn is_open_without(reading: &Reading, at: usize) -> bool {
    let tree = reading.words.tree();
    let verb = tree.head(at);
    let mut auxiliaries = tree.labelled(verb, &[Label::Aux]);
    tree.label(at) == Label::Prep && auxiliaries.any(|aux| reading.words.is(aux, &["would", "will", "could", "'d"]))
}

/// `if anything,`: an idiom closed by a mark.
fn next_is_mark(reading: &Reading, at: usize) -> bool {
    reading.words.words.get(at).is_none_or(|word| word.mark)
}

/// `only after`, `only when`: nothing before it.
fn only_before(reading: &Reading, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| reading.words.is(before, &["only"]))
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
    // `provided the United Nations paid`, where the parser takes it for a verb of its own.
    let later = (at + 2..reading.words.len()).any(|verb| matches!(tree.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp));
    let with = (at..reading.words.len()).any(|word| reading.words.is(word, &["with"]));
    let joined = tree.label(at) == Label::Conj && reading.words.is(at, &["provided", "providing"]);
    if joined && later && !with && tree.child(at, &[Label::Nsubj]).is_none() {
        return true;
    }
    let before = at.checked_sub(1).map_or("", |before| reading.words.lower(before));
    if matches!(tree.label(at), Label::Prep | Label::Advcl)
        && tree.tag(at) == Tag::Vbn
        && !matches!(before, "was" | "were" | "been" | "has" | "had")
    {
        return true;
    }
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
    if label == Label::Prep && !tree.below(start).is_empty() {
        let last = tree.below(start).into_iter().max().unwrap_or(start);
        return Condition { start, end: last + 1, on: Some(verb), binds: true, row: None };
    }
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
    // `Were a soldier to cross the line, …`, `Had the guards fired, …`.
    if opening
        && !question
        && let Some(comma) = (at + 2..reading.words.len()).find(|at| reading.words.is(*at, &[","]))
    {
        let tree = reading.words.tree();
        let to = reading.words.is(at, &["were"]) && (at + 2..comma).any(|at| tree.tag(at) == Tag::To);
        let done = reading.words.is(at, &["had"]) && (at + 2..comma).any(|at| tree.tag(at) == Tag::Vbn);
        if to || done {
            return true;
        }
    }
    // The parser hangs the auxiliary before its subject: `were China to invade`.
    let tree = reading.words.tree();
    let governed = tree.head(at);
    // `may end the truce should the killings go on`, `would end it were the judges replaced`.
    let future = (0..at).any(|before| reading.words.is(before, &["will", "would", "may", "could", "might", "'ll"]));
    let begins = matches!(
        tree.tag(at + 1),
        Tag::Dt | Tag::Prp | Tag::PrpPossessive | Tag::Nnp | Tag::Nnps | Tag::Nns | Tag::Jj | Tag::Cd
    );
    let own = |verb: usize| tree.labelled(verb, &[Label::Nsubj, Label::Nsubjpass]).collect::<Vec<_>>();
    let subjects = [own(governed), own(at), tree.children(at).flat_map(own).collect()].concat();
    let after = !subjects.is_empty() && subjects.iter().all(|subject| *subject > at || *subject > governed);
    let bare = |verb: usize| verb > at && matches!(tree.tag(verb), Tag::Vb | Tag::Vbn);
    let open = bare(governed) || tree.children(at).any(bare);
    if future && begins && after && open && !question {
        return true;
    }
    let between = tree
        .child(governed, &[Label::Nsubj, Label::Nsubjpass])
        .is_some_and(|subject| at < subject && subject < governed);
    let clause = tree.label(governed) == Label::Advcl && between && tree.label(at) != Label::Mark;
    !question
        && (clause
            || verb.is_some_and(|v| {
                v.modal.is_none() && (should || at == 0 && (v.passive || v.mood == Mood::Infinitive || !v.present))
            }))
}
