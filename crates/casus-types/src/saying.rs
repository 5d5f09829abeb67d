//! What is said about the world rather than done in it: quotes with their speakers, claims with their numbers,
//! commitments with their conditions; and the times that the text names.

use crate::actor::{ActorId, Code};
use crate::event::Ledger;
use crate::text::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How something is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Inside quotation marks.
    Direct,
    /// A fragment in marks inside a paraphrase.
    Mixed,
    /// Reported speech.
    Indirect,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How it is quoted.
    pub kind: QuoteKind,
    /// Who speaks, where the words are resolved.
    pub speaker: Option<ActorId>,
    /// The speaker as written.
    pub source: Option<Span>,
    /// The country or body the speaker acts for.
    pub speaker_code: Option<Code>,
    /// `said`, `told`, `according to`.
    pub cue: Option<Span>,
    /// What is said, without the quotation marks; several parts where "he said" breaks it. Never empty.
    pub parts: Vec<Span>,
}

/// How a number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Comparator {
    Exactly,
    AtLeast,
    AtMost,
    About,
    MoreThan,
    LessThan,
    Between,
    Ordinal,
}

/// A number that somebody puts on a political fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The number with its unit, as written.
    pub span: Span,
    /// The number, where it is one.
    pub number: Option<f64>,
    /// The upper end of "between … and …".
    pub number_to: Option<f64>,
    /// How it compares.
    pub comparator: Comparator,
    /// What is counted.
    pub unit: String,
    /// The doer for weapons and forces, the victims' country for casualties.
    pub subject: Option<Code>,
    /// Who says so, as written.
    pub claimant: Option<Span>,
    /// First and last day it covers.
    pub days: Option<(Date, Date)>,
    /// The ledger it can be checked against.
    pub ledger: Option<Ledger>,
}

/// What kind of binding words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum CommitmentKind {
    Threat,
    Promise,
    Offer,
    Prediction,
}

/// Somebody bound to act, on a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The sentence.
    pub span: Span,
    /// What kind.
    pub kind: CommitmentKind,
    /// The condition, as written.
    pub trigger: Span,
    /// Whose act the condition is.
    pub trigger_actor: Option<Code>,
    /// What is to follow, as written.
    pub response: Span,
    /// Who is bound.
    pub committed: Vec<Code>,
    /// Toward whom.
    pub toward: Vec<Code>,
    /// On whose word.
    pub said_by: Option<ActorId>,
}

/// What a time expression is, in TimeML's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A time that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRef {
    /// The words.
    pub span: Span,
    /// What it is.
    pub kind: TimeKind,
    /// TimeML's value: `2022-06-14`, `P3D`, `PAST_REF`.
    pub value: String,
    /// The days it covers, both inclusive, where it can be placed.
    pub days: Option<(Date, Date)>,
}
