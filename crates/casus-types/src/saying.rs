//! What is said about the world rather than done in it: quotes with their speakers, claims with their numbers,
//! commitments with their conditions, standing states; and the times that the text names.

use crate::actor::{ActorId, Code, Participant};
use crate::event::{EventId, EventType, Ledger, Saying};
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
    /// A thought or an intention that somebody is said to have; nothing was said aloud.
    Belief,
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
    /// To whom it is said, where the words name somebody: `told reporters` names nobody.
    pub addressee: Option<ActorId>,
    /// The days it was said on, where the text tells: `Park on Monday said` in a report of Tuesday.
    pub said: Option<(Date, Date)>,
    /// What made it a quote and who decided the speaker, in words.
    pub why: String,
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
    /// The class of what is counted, a word of the lexicon: `missile`, `dead`, `money`.
    pub class: Option<String>,
    /// Of money, the currency in ISO 4217: `USD`.
    pub currency: Option<String>,
    /// The doer for weapons and forces, the victims' country for casualties.
    pub subject: Option<Code>,
    /// Who says so: nobody where the report says it in its own voice.
    pub claimant: Option<Saying>,
    /// First and last day it covers.
    pub days: Option<(Date, Date)>,
    /// The ledger it can be checked against.
    pub ledger: Option<Ledger>,
    /// The event of the same report that it counts in.
    pub event: Option<EventId>,
    /// The sentence.
    pub evidence: Span,
    /// How number, subject and claimant follow from the text, in words.
    pub why: String,
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

/// How strongly somebody is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Vowed, promised, sworn.
    Vows,
    /// Will, shall, is to.
    Will,
    /// Would be ready, is prepared, has offered.
    Ready,
    /// May, could, might.
    May,
    /// Agreed to consider, is weighing.
    Considers,
}

/// What the record watches for: an event of a class, by these actors, of a ledger. What is open matches anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventPattern {
    /// PLOVER's class.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// Who would act.
    pub actors: Vec<Code>,
    /// Toward whom.
    pub recipients: Vec<Code>,
    /// The ledger it would feed.
    pub ledger: Option<Ledger>,
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
    pub said_by: Option<Saying>,
    /// How strongly.
    pub strength: Strength,
    /// The condition as an event to watch for; nothing where the words name none.
    pub trigger_pattern: Option<EventPattern>,
    /// What is to follow, as an event to watch for.
    pub response_pattern: Option<EventPattern>,
    /// The day by which the condition or the response must come: `by Friday`, `within 30 days`.
    pub deadline: Option<Date>,
    /// What made it a commitment of its kind, in words.
    pub why: String,
}

/// How two parties stand, or one stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Bound by an alliance.
    Allies,
    /// At war, or fighting that goes on.
    AtWar,
    /// A cease-fire or truce is in force.
    CeaseFire,
    /// Under sanctions, an embargo or a travel ban.
    UnderSanctions,
    /// Under a blockade or siege.
    UnderBlockade,
    /// Land of one is held by the other.
    Occupied,
    /// Keeps away from talks.
    AvoidsDialogue,
    /// Leaves overtures without an answer.
    Unresponsive,
    /// Ready to talk.
    OpenToDialogue,
    /// Talks go on.
    InTalks,
    /// Talks stand still.
    TalksStalled,
    /// No diplomatic relations.
    NoRelations,
    /// Diplomatic relations are kept.
    Relations,
    /// Troops of one stand in the other.
    HostsTroops,
    /// A member of a body.
    Member,
    /// Held in prison or under arrest.
    Held,
    /// In power, in office.
    InPower,
    /// A state of emergency or martial law.
    Emergency,
}

/// How things stand: "has avoided dialogue since late 2019".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// How the parties stand.
    pub relation: Relation,
    /// The state is said not to be: "no longer under sanctions".
    pub negated: bool,
    /// Whose state it is.
    pub parties: Vec<Participant>,
    /// With or toward whom.
    pub toward: Vec<Participant>,
    /// The days in which it began.
    pub since: Option<(Date, Date)>,
    /// The days in which it ends or ended.
    pub until: Option<(Date, Date)>,
    /// The day for which the text says so: as a rule the day of the report.
    pub as_of: Option<Date>,
    /// On whose word.
    pub said_by: Option<Saying>,
    /// The sentences that say so, the first one first. Never empty.
    pub evidence: Vec<Span>,
    /// The words that name the state, in the first of them.
    pub cue: Span,
    /// The rule or word of the lexicon that made it, in words.
    pub why: String,
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
