//! The rules by which words become events: what fires, where actors and recipients stand, and the sentences that each
//! rule must get right. Nothing here applies a rule.

use crate::complaint::Origin;
use crate::ontology::{ContextId, ModeId};
use casus_types::{Code, EventType, Ledger, RuleId, Status};
use std::fmt;

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name: `assault.bomb`.
    pub id: RuleId,
    /// The class of event.
    pub kind: EventType,
    /// Verbs it fires on.
    pub verbs: Vec<VerbPattern>,
    /// Nouns it fires on, in the singular, each as its words: `air strike` is two.
    pub nouns: Vec<Vec<String>>,
    /// One of these nouns must head the object; empty asks for nothing.
    pub object: Vec<String>,
    /// None of these nouns may head the object.
    pub object_not: Vec<String>,
    /// One of these words must stand in the same clause; empty asks for nothing.
    pub with_words: Vec<String>,
    /// None of these words may stand in the same clause.
    pub without_words: Vec<String>,
    /// Where the actors stand, best first: the first that is filled wins.
    pub actors: Vec<Places>,
    /// Where the recipients stand, best first.
    pub recipients: Vec<Places>,
    /// Parts that must be filled, or the rule does not fire.
    pub needs: Vec<Part>,
    /// PLOVER's mode, where one is clear.
    pub mode: Option<ModeId>,
    /// The ledger that the event feeds.
    pub ledger: Option<Ledger>,
    /// PLOVER's contexts.
    pub contexts: Vec<ContextId>,
    /// CAMEO's code, where finer than the crosswalk.
    pub cameo: Option<String>,
    /// The status, where the words themselves say it.
    pub status: Option<Status>,
    /// What the same words tell while the act is still to come: class and mode, where the class does not say so itself.
    pub future: Option<(EventType, Option<ModeId>)>,
    /// What it is for.
    pub note: String,
    /// Sentences in which it fires.
    pub yes: Vec<Example>,
    /// Sentences in which it does not.
    pub no: Vec<Example>,
    /// Where it was read.
    pub origin: Origin,
}

/// A verb in its base form, with what must follow it: `rain down` is `rain` with `down`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerbPattern {
    /// The base form.
    pub lemma: String,
    /// Particles and prepositions, in order; often none.
    pub particles: Vec<String>,
}

impl fmt::Display for VerbPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lemma)?;
        self.particles.iter().try_for_each(|particle| write!(f, " {particle}"))
    }
}

/// Places that are taken together: `subject+with`. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places(pub Vec<PlaceOfRole>);

/// A place by the verb or noun where an actor or recipient can stand. For a passive verb the reader of the rule turns
/// subject and object round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceOfRole {
    /// Before the verb.
    Subject,
    /// After the verb, without a preposition.
    Object,
    /// The by-phrase.
    By,
    /// `Israel's`, `the Israeli`, or the of-phrase for a doer.
    Possessor,
    /// The of-phrase.
    Of,
    /// Both sides after `between`.
    Between,
    /// The subject of the clause that the verb governs: `alleged that Iran had armed them`.
    Clause,
    /// What stands after this preposition: `with`, `against`.
    Preposition(&'static str),
}

impl PlaceOfRole {
    /// The prepositions that can name a place.
    pub const PREPOSITIONS: [&'static str; 30] = [
        "with", "against", "on", "to", "at", "from", "toward", "towards", "in", "into", "for", "over", "about",
        "across", "after", "along", "among", "around", "before", "behind", "beside", "inside", "near", "off", "onto",
        "outside", "through", "under", "upon", "within",
    ];

    /// The place of a word as a rule writes it, or nothing.
    pub fn from_word(word: &str) -> Option<PlaceOfRole> {
        Some(match word {
            "subject" => PlaceOfRole::Subject,
            "object" => PlaceOfRole::Object,
            "by" => PlaceOfRole::By,
            "possessor" => PlaceOfRole::Possessor,
            "of" => PlaceOfRole::Of,
            "between" => PlaceOfRole::Between,
            "clause" => PlaceOfRole::Clause,
            other => PlaceOfRole::Preposition(PlaceOfRole::PREPOSITIONS.into_iter().find(|one| *one == other)?),
        })
    }

    /// As a rule writes it: `subject`, `with`.
    pub fn word(&self) -> &'static str {
        match self {
            PlaceOfRole::Subject => "subject",
            PlaceOfRole::Object => "object",
            PlaceOfRole::By => "by",
            PlaceOfRole::Possessor => "possessor",
            PlaceOfRole::Of => "of",
            PlaceOfRole::Between => "between",
            PlaceOfRole::Clause => "clause",
            PlaceOfRole::Preposition(word) => word,
        }
    }

    /// Every word that names a place.
    pub(crate) fn words() -> impl Iterator<Item = &'static str> {
        ["subject", "object", "by", "possessor", "of", "between", "clause"].into_iter().chain(PlaceOfRole::PREPOSITIONS)
    }
}

/// A part in an event that a rule can insist on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
}

/// A sentence that tests a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The actors' codes that must come out, in any order; nothing where they are not looked at.
    pub actors: Option<Vec<Code>>,
    /// The recipients' codes that must come out, in any order; nothing where they are not looked at.
    pub recipients: Option<Vec<Code>>,
    /// The status; in a `yes` left out means `happened`, in a `no` any.
    pub status: Option<Status>,
    /// What it is instead, in a `no`.
    pub why: Option<String>,
    /// Why it fails today; it must fail, and turns the suite red when it passes.
    pub known_failure: Option<String>,
    /// The line in the rule's file, from 1.
    pub line: u32,
}
