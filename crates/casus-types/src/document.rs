//! The published form of a coded report: the JSON that scripts, tables and the web read, version `schema: 1`. These are
//! plain records with offsets in Unicode characters; nothing is decided here. A name in this file is a promise: add
//! freely, but change none without a new [`SCHEMA`]. How the program's own nouns become these records is in `publish`.

use crate::actor::{ActorId, Code, Sector};
use crate::event::{EventId, EventType, Ledger, Quad, RuleId, Salience, Status};
use crate::saying::{CommitmentKind, Comparator, EventPattern, QuoteKind, Relation, Strength, TimeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

/// The version of the published form.
pub const SCHEMA: u32 = 1;

/// One coded report. Offsets count Unicode characters into `article.text`, end exclusive. Days are ISO (`2022-06-14`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The version of this form: 1.
    pub schema: u32,
    /// The version of the program.
    pub casus: String,
    /// The hash of the lexicon that coded it.
    pub lexicon: String,
    /// The hash of the model that read it; null where none did.
    pub model: Option<String>,
    /// The report itself.
    pub article: ArticleRecord,
    /// The sentences that were read, in order.
    pub sentences: Vec<Extent>,
    /// Who is named, in order of first mention.
    pub actors: Vec<ActorRecord>,
    /// The places named as such, in reading order.
    #[serde(default)]
    pub places: Vec<PlaceRecord>,
    /// Times named, in reading order.
    pub times: Vec<TimeRecord>,
    /// Events, in order of their first evidence.
    pub events: Vec<EventRecord>,
    /// Quotes, in reading order.
    pub quotes: Vec<QuoteRecord>,
    /// Claims, in reading order.
    pub claims: Vec<ClaimRecord>,
    /// Commitments, in reading order.
    pub commitments: Vec<CommitmentRecord>,
    /// How things stand, in order of first evidence.
    #[serde(default)]
    pub states: Vec<StateRecord>,
    /// What could not be done, and where.
    pub notes: Vec<NoteRecord>,
}

/// A piece of `article.text`, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Extent {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Extent {
    /// For a document written before its records had this place.
    fn nowhere() -> Extent {
        Extent { start: 0, end: 0 }
    }
}

/// A piece of the text that is no part of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DroppedRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Why: `menu`, `repeated caption`.
    pub why: String,
}

/// The report as the page stage left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRecord {
    /// The name that event ids are made from.
    pub id: String,
    /// Path, URL, `id` or `FILE:LINE`.
    pub source: String,
    /// The headline, whether or not it also stands in the text.
    pub headline: Option<String>,
    /// The day of publication, when it is decided.
    pub published: Option<String>,
    /// What decided it, or why it is open.
    pub published_why: Option<String>,
    /// The days it could be, best first, where the text only narrows it down.
    pub published_candidates: Vec<String>,
    /// What speaks for each candidate, in the same order.
    pub published_candidates_why: Vec<String>,
    /// The day of the last change, where the page says so.
    pub modified: Option<String>,
    /// People, one a name.
    pub authors: Vec<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// The publication.
    pub outlet: Option<String>,
    /// Where the dateline says it was written.
    pub place: Option<String>,
    /// The text, whole: what offsets count into.
    pub text: String,
    /// The paragraphs of the article.
    pub paragraphs: Vec<Extent>,
    /// The words under its pictures.
    pub captions: Vec<Extent>,
    /// What is no part of it.
    pub dropped: Vec<DroppedRecord>,
}

/// An actor of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorRecord {
    /// Unique in the report.
    pub id: ActorId,
    /// The fullest name.
    pub name: String,
    /// The office.
    pub role: Option<String>,
    /// Country or body.
    pub code: Option<Code>,
    /// Sector.
    pub sector: Option<Sector>,
    /// Every place it is mentioned, in order.
    pub mentions: Vec<Extent>,
}

/// A time that the text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The words.
    pub text: String,
    /// TimeML's type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TimeML's value.
    pub value: String,
    /// First day it covers.
    pub from: Option<String>,
    /// Last day it covers.
    pub to: Option<String>,
}

/// A place named in an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceRecord {
    /// As named in the text.
    pub name: String,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The country it lies in.
    pub country: Option<Code>,
    /// The gazetteer's id.
    pub place_id: Option<String>,
    /// Degrees north; of a country nothing.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `country`, `region`, `city`, `site`, `sea`, or `near` for somewhere near the place named.
    pub precision: Option<String>,
    /// Why this place of the name.
    pub why: Option<String>,
}

/// Who took part in an event, and the words that name them there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantRecord {
    /// The actor's id.
    pub actor: ActorId,
    /// The words.
    pub text: String,
    /// Country or body, as of this mention.
    pub code: Option<Code>,
    /// Sector, as of this mention.
    pub sector: Option<Sector>,
    /// First character of the words.
    pub start: usize,
    /// One past their last character.
    pub end: usize,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRecord {
    /// A hash of article id, type, first evidence and ordinal: the same between runs.
    pub id: EventId,
    /// PLOVER's class.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// CAMEO's code.
    pub cameo: Option<String>,
    /// Corner of conflict and cooperation.
    pub quad: Quad,
    /// PLOVER's score: conflict below zero.
    pub score: Option<f64>,
    /// The ledger it feeds.
    pub ledger: Option<Ledger>,
    /// Who did it.
    pub actors: Vec<ParticipantRecord>,
    /// To whom.
    pub recipients: Vec<ParticipantRecord>,
    /// First day.
    pub start_date: Option<String>,
    /// Last day.
    pub end_date: Option<String>,
    /// How the days follow from the text.
    pub date_why: Option<String>,
    /// Where, as named in the text.
    pub place: Option<String>,
    /// The gazetteer's id of the place.
    pub place_id: Option<String>,
    /// The country that the place lies in.
    #[serde(default)]
    pub place_country: Option<Code>,
    /// Degrees north; of a country nothing.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `country`, `region`, `city`, `site`, `sea`, or `near` for somewhere near the place named.
    pub place_precision: Option<String>,
    /// Why this place of the name.
    #[serde(default)]
    pub place_why: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// What decided the status.
    pub status_why: String,
    /// The actor on whose word alone it rests.
    pub said_by: Option<ActorId>,
    /// The same as written.
    pub said_by_text: Option<String>,
    /// News or history.
    pub salience: Salience,
    /// The sentences or clauses that state it, the first one first.
    pub evidence: Vec<Extent>,
    /// The word that names the act.
    pub trigger: Extent,
    /// The rule that made it; none where the event reader did.
    pub rule: Option<RuleId>,
    /// How sure the event reader was, 0 to 1, where it made the event without a rule.
    pub reader_score: Option<f64>,
    /// The reasons in one sentence.
    pub why: String,
    /// How sure, from 0 to 1; null until calibrated.
    pub confidence: Option<f64>,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteRecord {
    /// How it is quoted.
    pub kind: QuoteKind,
    /// The speaker's actor id.
    pub speaker: Option<ActorId>,
    /// The speaker as written.
    pub speaker_text: Option<String>,
    /// The country or body spoken for; joint speakers joined by commas.
    pub speaker_code: Option<Code>,
    /// Where the speaker stands.
    pub source: Option<Extent>,
    /// To whom it is said.
    pub addressee: Option<ActorId>,
    /// The verb of saying, as written.
    pub cue: Option<String>,
    /// First character of the first part.
    pub start: usize,
    /// One past the last character of the last part.
    pub end: usize,
    /// What is said, without the marks.
    pub parts: Vec<Extent>,
    /// First day it was said on, where the text tells.
    #[serde(default)]
    pub said_from: Option<String>,
    /// Last day it was said on.
    #[serde(default)]
    pub said_to: Option<String>,
    /// What made it a quote, and who decided the speaker.
    #[serde(default)]
    pub why: String,
}

/// A number put on a political fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The number.
    #[serde(serialize_with = "plain_number")]
    pub number: Option<f64>,
    /// The upper end of "between … and …".
    #[serde(serialize_with = "plain_number")]
    pub number_to: Option<f64>,
    /// How it compares.
    pub comparator: Comparator,
    /// What is counted.
    pub unit: String,
    /// The class of what is counted: `missile`, `dead`, `money`.
    #[serde(default)]
    pub unit_class: Option<String>,
    /// Of money, the currency in ISO 4217.
    #[serde(default)]
    pub currency: Option<String>,
    /// The doer for weapons and forces, the victims' country for casualties.
    pub subject: Option<Code>,
    /// Who says so, as written; null where the report says it itself.
    pub claimant: Option<String>,
    /// The claimant's actor id.
    #[serde(default)]
    pub claimant_id: Option<ActorId>,
    /// First day it covers.
    pub from: Option<String>,
    /// Last day it covers.
    pub to: Option<String>,
    /// The ledger it can be checked against.
    pub ledger: Option<Ledger>,
    /// The event of this report that it counts in.
    #[serde(default)]
    pub event: Option<EventId>,
    /// The sentence.
    #[serde(default = "Extent::nowhere")]
    pub evidence: Extent,
    /// How number, subject and claimant follow from the text.
    #[serde(default)]
    pub why: String,
}

/// Somebody bound to act, on a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommitmentRecord {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// What kind.
    pub kind: CommitmentKind,
    /// The condition, as written.
    pub trigger: String,
    /// Whose act the condition is.
    pub trigger_actor: Option<Code>,
    /// What is to follow, as written.
    pub response: String,
    /// Who is bound.
    pub committed: Vec<Code>,
    /// Toward whom.
    pub toward: Vec<Code>,
    /// On whose word.
    pub said_by: Option<ActorId>,
    /// The same as written.
    #[serde(default)]
    pub said_by_text: Option<String>,
    /// How strongly.
    #[serde(default)]
    pub strength: Option<Strength>,
    /// The condition as an event to watch for.
    #[serde(default)]
    pub trigger_pattern: Option<EventPattern>,
    /// What is to follow, as an event to watch for.
    #[serde(default)]
    pub response_pattern: Option<EventPattern>,
    /// The day by which the condition or the response must come.
    #[serde(default)]
    pub deadline: Option<String>,
    /// What made it a commitment of its kind.
    #[serde(default)]
    pub why: String,
}

/// How things stand between parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateRecord {
    /// How they stand: `avoids_dialogue`, `under_sanctions`.
    pub relation: Relation,
    /// The state is said not to be.
    pub negated: bool,
    /// Whose state it is.
    pub parties: Vec<ParticipantRecord>,
    /// With or toward whom.
    pub toward: Vec<ParticipantRecord>,
    /// The first day on which it may have begun.
    pub since: Option<String>,
    /// The last day on which it may have begun.
    pub since_to: Option<String>,
    /// The first day on which it may end.
    pub until: Option<String>,
    /// The last day on which it may end.
    pub until_to: Option<String>,
    /// The day for which the text says so.
    pub as_of: Option<String>,
    /// On whose word.
    pub said_by: Option<ActorId>,
    /// The same as written.
    pub said_by_text: Option<String>,
    /// The sentences that say so, the first one first.
    pub evidence: Vec<Extent>,
    /// The words that name the state.
    pub cue: Extent,
    /// What made it.
    pub why: String,
}

/// What could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteRecord {
    /// First character; null for the whole report.
    pub start: Option<usize>,
    /// One past the last character.
    pub end: Option<usize>,
    /// What.
    pub what: String,
}

/// The cleaned article alone, as `casus page` prints it. The text and its offsets are those of [`ArticleRecord`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageRecord {
    /// Path, URL, `id` or `FILE:LINE`.
    pub source: String,
    /// The headline.
    pub title: Option<String>,
    /// People, one a name.
    pub authors: Vec<String>,
    /// The day of publication, when it is decided.
    pub date: Option<String>,
    /// What decided it, or why it is open.
    pub date_why: Option<String>,
    /// The days it could be, best first.
    pub date_candidates: Vec<String>,
    /// The day of the last change.
    pub modified: Option<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// The publication.
    pub outlet: Option<String>,
    /// Where the dateline says it was written.
    pub place: Option<String>,
    /// The text, whole: what offsets count into.
    pub text: String,
    /// The paragraphs of the article.
    pub paragraphs: Vec<Extent>,
    /// The words under its pictures.
    pub captions: Vec<Extent>,
    /// What is no part of it.
    pub dropped: Vec<DroppedRecord>,
}

/// Counts are written as counts: `31`, not `31.0`.
fn plain_number<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: below it every whole f64 is a whole i64 too
    match number {
        Some(value) if value.fract() == 0.0 && value.abs() < EXACT => serializer.serialize_i64(*value as i64),
        other => other.serialize(serializer),
    }
}
