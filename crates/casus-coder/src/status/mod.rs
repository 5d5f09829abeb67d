//! Whether it happened. Words around a trigger change that: auxiliaries (`will`, `may`), verbs that hold it as their
//! complement (`plan to`, `refuse to`, `deny`), nouns and adjectives (`threat of`, `possible`), conditions and
//! questions. The words are the lexicon's (`lexicon/status/cues.csv`); this module only knows how they reach the
//! trigger over the tree: what a word says of itself (`own.rs`), what holds it (`held.rs`), what the clause hangs on
//! (`conditions.rs`). What is planned, feared, conditional, denied or demanded never comes out as happened.

mod conditions;
mod cues;
mod factuality;
mod held;
mod own;

pub use conditions::{Condition, conditions};
pub use cues::Cues;
pub use factuality::Predicate;

use crate::roles::Reading;
use casus_lexicon::{CueEffect as Effect, CueKind};
use casus_types::{Proposal, Status};

/// From here on the event reader's word on a status counts, in thousandths: how sure it is of an act, and of its status.
const SEEN: u16 = 50;
const SURE_OF_STATUS: u16 = 700;

/// How many steps from word to word a question goes; longer chains are misreadings.
const STEPS: usize = 8;

/// What the words around a trigger say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What they do to it.
    pub effect: Effect,
    /// The words that decided.
    pub why: String,
    /// What kind of words they are.
    pub reason: Reason,
    /// There is a "not" in it, though what holds it leaves it open: `if it does not withdraw`, `urged it not to attack`.
    pub against: bool,
    /// Rows of the cues that had a part in it.
    pub cues: Vec<usize>,
}

/// What kind of words decided on a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// None: it is stated.
    Stated,
    /// A cue of the lexicon, or a negation.
    Cue(CueKind),
    /// Several words that lead to its `to`: `is expected to`.
    Arranged,
    /// It was done to nothing: `imposed no sanctions`.
    Nothing,
    /// A bare `to`.
    Purpose,
    /// It stands inside a condition.
    Condition,
    /// It hangs on one.
    OnCondition,
    /// It is asked.
    Question,
    /// The event reader sees it so.
    Reader,
}

impl Judgement {
    fn new(effect: Effect, reason: Reason, why: impl Into<String>) -> Judgement {
        Judgement { effect, why: why.into(), reason, against: effect == Effect::Negated, cues: Vec::new() }
    }

    fn happened() -> Judgement {
        Judgement::new(Effect::Happened, Reason::Stated, "stated as a fact")
    }

    fn by(found: &cues::Found) -> Judgement {
        let why = format!("\"{}\"", found.words);
        let against = found.effect == Effect::Negated;
        Judgement { effect: found.effect, why, reason: Reason::Cue(found.kind), against, cues: vec![found.row] }
    }

    /// It took place, if only on somebody's word.
    fn is_fact(&self) -> bool {
        matches!(self.effect, Effect::Happened | Effect::Reported)
    }

    /// The status; nothing for what is only demanded and is no event of its own.
    pub fn status(&self) -> Option<Status> {
        match self.effect {
            Effect::Planned => Some(Status::Planned),
            Effect::Conditional => Some(Status::Conditional),
            Effect::Hypothetical => Some(Status::Hypothetical),
            Effect::Negated => Some(Status::Negated),
            Effect::Demanded => None,
            Effect::Happened | Effect::Reported => Some(Status::Happened),
        }
    }

    /// This as the complement of what is judged so: what is held by something that did not happen has not happened.
    fn under(mut self, governor: Judgement) -> Judgement {
        use Effect::{Conditional, Demanded, Hypothetical, Negated, Planned};
        let effect = match (self.effect, governor.effect) {
            (own, _) if governor.is_fact() => own,
            // `did not fail to`, `refused to deny`: somewhere between.
            (Negated, Negated) => Hypothetical,
            (Demanded, _) => Demanded,
            (Planned | Hypothetical | Conditional, Negated) => Negated,
            // `may deny that it attacked`: the denial is open, and so is the attack.
            (Negated, _) => Hypothetical,
            (Hypothetical, _) => Hypothetical,
            (_, outer) => outer,
        };
        if !governor.is_fact() {
            self.why = format!("{} under {}", self.why, governor.why);
        }
        self.effect = effect;
        self.against ^= governor.against;
        self.cues.extend(governor.cues);
        self
    }
}

/// The predicates of a sentence, with their factuality.
pub fn predicates(reading: &Reading, cues: &Cues) -> Vec<Predicate> {
    factuality::predicates(reading, cues)
}

/// The factuality of any word of a sentence.
pub fn factuality(reading: &Reading, word: usize, cues: &Cues) -> Predicate {
    factuality::of(reading, word, cues)
}

/// A sentence with the cues that are looked for in it.
#[derive(Clone, Copy)]
struct Scene<'r, 't> {
    reading: &'r Reading<'t>,
    cues: &'r Cues,
}

/// The status of what a word says: the main verb of a group, or the last word of a noun. The cues go before the event
/// reader, and the event reader before the bare statement: where no word around it says otherwise, the reader may.
pub fn of_word(reading: &Reading, word: usize, cues: &Cues) -> Judgement {
    let scene = Scene { reading, cues };
    let judged = scene.over_sentence(word, scene.judge(word, STEPS));
    scene.by_reader(word, &judged).unwrap_or(judged)
}

impl Scene<'_, '_> {
    /// What a word says of itself, and what holds it.
    fn judge(&self, word: usize, steps: usize) -> Judgement {
        let Some(steps) = steps.checked_sub(1) else { return Judgement::happened() };
        let own = self.own(word);
        // `is expected to meet`: all has been said.
        if let Some(own) = own.as_ref().filter(|own| own.reason == Reason::Arranged) {
            return own.clone();
        }
        let held = self.held(word, steps);
        match (own, held) {
            (Some(own), Some(held)) if !own.is_fact() && !held.is_fact() => joined(own, held),
            (Some(own), Some(held)) => {
                if own.is_fact() {
                    held
                } else {
                    own
                }
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Judgement::happened(),
        }
    }

    /// What the event reader sees in the word, where the cues are silent or see a mere purpose.
    fn by_reader(&self, word: usize, judged: &Judgement) -> Option<Judgement> {
        let silent = matches!(judged.reason, Reason::Stated | Reason::Purpose) && judged.effect != Effect::Demanded;
        // `will` says that it is to come; whether it hangs on something, the sentence may say in more ways than a table holds.
        let coming = judged.effect == Effect::Planned;
        if !silent && !coming {
            return None;
        }
        let sure = |proposal: &&Proposal| {
            proposal.trigger == word
                && proposal.score.thousandths() >= SEEN
                && proposal.status_score.thousandths() >= SURE_OF_STATUS
        };
        let proposal = self.reading.proposals.iter().filter(sure).max_by_key(|proposal| proposal.score)?;
        if !silent && proposal.status != Status::Conditional {
            return None;
        }
        let effect = match proposal.status {
            Status::Happened => Effect::Happened,
            Status::Planned => Effect::Planned,
            Status::Conditional => Effect::Conditional,
            Status::Hypothetical => Effect::Hypothetical,
            Status::Negated => Effect::Negated,
        };
        let why = format!("the event reader, sure to {:.2}", proposal.status_score.value());
        (effect != judged.effect).then(|| Judgement::new(effect, Reason::Reader, why))
    }

    fn lower(&self, word: usize) -> &str {
        self.reading.words.lower(word)
    }

    fn lemma(&self, word: usize) -> &str {
        self.reading.words.tokens.get(word).map_or("", |token| token.lemma.as_str())
    }

    /// A word as written, and its base form.
    fn forms(&self, word: usize) -> [&str; 2] {
        [self.lower(word), self.lemma(word)]
    }
}

/// A word that is itself no fact, inside something that is none: `fears that it will attack`, `urged it not to attack`.
fn joined(own: Judgement, held: Judgement) -> Judgement {
    use Effect::{Demanded, Hypothetical, Negated, Planned};
    let cues: Vec<usize> = own.cues.iter().chain(&held.cues).copied().collect();
    let purpose = held.reason == Reason::Purpose;
    let both = match (own.effect, held.effect) {
        // `prefers not to talk`.
        (Negated, Hypothetical) if purpose => own,
        (_, Demanded) | (Planned, _) | (Negated, Hypothetical) => {
            Judgement { against: own.against ^ held.against, ..held }
        }
        // `had no comment`: one and the same word.
        (Negated, Negated) if held.why.ends_with(&own.why) => own,
        (Negated, Negated) => Judgement { effect: Hypothetical, ..own },
        _ => own,
    };
    Judgement { cues, ..both }
}
