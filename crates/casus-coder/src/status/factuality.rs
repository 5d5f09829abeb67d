//! Factuality: how far a reader of the sentence may take it that a predicate's event took place, from +3 (it did) by 0
//! (open) to -3 (it did not), as students of factuality write it. The judgement is that of `mod.rs`; here it only gets a
//! number.

use super::{Cues, Judgement, Reason, of_word};
use crate::roles::Reading;
use casus_lexicon::{CueEffect as Effect, CueKind};
use casus_types::{Label, Pos, Status, Tag};

/// A predicate with its factuality.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// Index of its word in the sentence.
    pub word: usize,
    /// What it is as an act; nothing for what is only demanded.
    pub status: Option<Status>,
    /// From -3 to +3, in steps of a tenth.
    pub factuality: f64,
    /// The words that decided.
    pub why: String,
}

/// The predicates of a sentence: its verbs, what a form of "be" says of its subject, and what names a proposed act.
pub fn predicates(reading: &Reading, cues: &Cues) -> Vec<Predicate> {
    let tree = reading.words.tree();
    let predicate = |word: &usize| {
        let token = &reading.words.tokens[*word];
        let auxiliary = matches!(token.label, Label::Aux | Label::Auxpass);
        (token.pos == Pos::Verb && !auxiliary)
            || matches!(token.label, Label::Acomp | Label::Attr)
            || reading.verbs.iter().any(|group| group.head == *word)
            || reading.proposals.iter().any(|proposal| proposal.trigger == *word)
            || (token.pos == Pos::Aux && tree.label(*word) == Label::Root)
    };
    let words = (0..reading.words.len()).filter(predicate);
    words.map(|word| of(reading, word, cues)).collect()
}

/// The factuality of any word, as if it named an event.
pub fn of(reading: &Reading, word: usize, cues: &Cues) -> Predicate {
    let judgement = of_word(reading, word, cues);
    let tree = reading.words.tree();
    let form = match tree.tag(word) {
        Tag::Vb => Form::Base,
        Tag::Nn | Tag::Nns | Tag::Vbg | Tag::Jj if tree.label(word) == Label::Compound => Form::BesideNoun,
        Tag::Nn | Tag::Nns | Tag::Vbg | Tag::Jj => Form::Noun,
        _ => Form::Verb,
    };
    Predicate { word, status: judgement.status(), factuality: number(&judgement, form), why: judgement.why }
}

/// In what form a predicate stands: readers are less sure of nouns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Verb,
    /// Without a tense.
    Base,
    /// A noun, a gerund or an adjective.
    Noun,
    /// A noun before another.
    BesideNoun,
}

/// What readers gave in the middle for predicates judged so (UW factuality, its training part), to the tenth or two.
fn number(judgement: &Judgement, form: Form) -> f64 {
    use Form::{Base, BesideNoun, Noun, Verb};
    let modal = matches!(judgement.reason, Reason::Cue(CueKind::Modal) | Reason::Arranged);
    match (judgement.effect, form) {
        (Effect::Happened, Verb) => 3.0,
        (Effect::Happened, Noun) => 2.8,
        (Effect::Happened, Base) => 2.2,
        (Effect::Reported, _) => 2.8,
        (Effect::Happened, BesideNoun) => 2.4,
        (Effect::Planned, Verb | Base) if !modal => 2.0,
        (Effect::Planned, _) => 2.4,
        (Effect::Negated, _) if judgement.reason == Reason::Nothing => 0.4,
        (Effect::Negated, Verb | Base) => -2.0,
        (Effect::Negated, _) => -0.6,
        _ if judgement.against => -0.6,
        (Effect::Hypothetical, _) if judgement.reason == Reason::Purpose => 1.8,
        (Effect::Conditional, _) | (Effect::Hypothetical, Noun | BesideNoun) => 1.6,
        (Effect::Hypothetical | Effect::Demanded, _) => 1.2,
    }
}
