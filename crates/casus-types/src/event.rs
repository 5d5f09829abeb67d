//! What happened: an event in PLOVER's terms, with its status kept apart. The types make two laws hold: there is no
//! event without evidence, and none without a rule or a score that made it ([`Evidence`] cannot be left out).

use crate::actor::{ActorId, Code, Participant};
use crate::parsed::Score;
use crate::text::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// PLOVER's sixteen classes. What each means, its modes and scores are in `lexicon/ontology/types.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the field's own names; defined for analysts in the lexicon
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventType {
    /// All sixteen, in the codebook's order.
    pub const ALL: [EventType; 16] = [
        EventType::Agree,
        EventType::Consult,
        EventType::Support,
        EventType::Concede,
        EventType::Cooperate,
        EventType::Aid,
        EventType::Retreat,
        EventType::Request,
        EventType::Accuse,
        EventType::Reject,
        EventType::Threaten,
        EventType::Protest,
        EventType::Sanction,
        EventType::Mobilize,
        EventType::Coerce,
        EventType::Assault,
    ];

    /// As written: `CONSULT`.
    pub fn code(self) -> &'static str {
        match self {
            EventType::Agree => "AGREE",
            EventType::Consult => "CONSULT",
            EventType::Support => "SUPPORT",
            EventType::Concede => "CONCEDE",
            EventType::Cooperate => "COOPERATE",
            EventType::Aid => "AID",
            EventType::Retreat => "RETREAT",
            EventType::Request => "REQUEST",
            EventType::Accuse => "ACCUSE",
            EventType::Reject => "REJECT",
            EventType::Threaten => "THREATEN",
            EventType::Protest => "PROTEST",
            EventType::Sanction => "SANCTION",
            EventType::Mobilize => "MOBILIZE",
            EventType::Coerce => "COERCE",
            EventType::Assault => "ASSAULT",
        }
    }

    /// The class of a code, or nothing.
    pub fn from_code(code: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The four corners of conflict and cooperation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Quad {
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
}

/// Whether it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Has taken place, is taking place, or is standing.
    Happened,
    /// Decided or announced for later.
    Planned,
    /// Only if something else occurs.
    Conditional,
    /// May be, is feared, considered or asked about.
    Hypothetical,
    /// Did not happen, or is denied.
    Negated,
}

impl Status {
    /// All five, in the codebook's order.
    pub const ALL: [Status; 5] =
        [Status::Happened, Status::Planned, Status::Conditional, Status::Hypothetical, Status::Negated];

    /// As written: `happened`.
    pub fn word(self) -> &'static str {
        match self {
            Status::Happened => "happened",
            Status::Planned => "planned",
            Status::Conditional => "conditional",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
        }
    }
}

/// The news, or its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Salience {
    /// What the report is about.
    Core,
    /// Recalled facts.
    Background,
}

/// The running lists that an event can feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Ledger {
    Launches,
    NuclearTests,
    Sanctions,
    Votes,
    Meetings,
    Aid,
    Deployments,
    Attacks,
    Protests,
    Arrests,
}

/// An event's id: a hash of article id, type, first evidence span and ordinal, without versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EventId(pub String);

impl EventId {
    /// The id of the `ordinal`-th event of this type on this first span of evidence, 16 hexadecimal digits.
    pub fn new(article: &str, kind: EventType, evidence: Span, ordinal: usize) -> EventId {
        let mut hash = blake3::Hasher::new();
        hash.update(article.as_bytes());
        hash.update(format!("\0{}\0{}\0{}\0{}", kind.code(), evidence.start(), evidence.end(), ordinal).as_bytes());
        EventId(hash.finalize().to_hex()[..16].to_string())
    }
}

/// The name of a lexicon rule: `assault.bomb`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RuleId(pub String);

/// What made an event: a rule of the lexicon, or the event reader with its score where no rule spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// The rule that fired.
    Rule(RuleId),
    /// How sure the event reader was of the act and its class.
    Reader(Score),
}

impl Author {
    /// The rule, if a rule it was.
    pub fn rule(&self) -> Option<&RuleId> {
        match self {
            Author::Rule(id) => Some(id),
            Author::Reader(_) => None,
        }
    }
}

/// In one word for lists: the rule's id, or `reader .83`.
impl std::fmt::Display for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Author::Rule(id) => f.write_str(&id.0),
            Author::Reader(score) => write!(f, "reader {:.2}", score.value()),
        }
    }
}

/// What an event rests on. It always has a first span and an author: the types allow no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence or clause that states it first.
    pub first: Span,
    /// Other sentences of the article that state the same act, in reading order.
    pub also: Vec<Span>,
    /// The word that names the act.
    pub trigger: Span,
    /// What made it.
    pub author: Author,
}

/// When it happened: an interval of days, or unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// First and last day, both inclusive.
    pub days: Option<(Date, Date)>,
    /// How the interval follows from the text and the publication date.
    pub why: Option<String>,
}

/// On whose word alone an event rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The actor, where the words are resolved.
    pub actor: Option<ActorId>,
    /// The speaker as written.
    pub span: Span,
}

/// How exactly a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words say it
pub enum Precision {
    Country,
    Region,
    City,
    Site,
    Sea,
    /// Somewhere near the place named: `30 km north of Aleppo`.
    Near,
}

impl Precision {
    /// As published: `city`.
    pub fn word(self) -> &'static str {
        match self {
            Precision::Country => "country",
            Precision::Region => "region",
            Precision::City => "city",
            Precision::Site => "site",
            Precision::Sea => "sea",
            Precision::Near => "near",
        }
    }
}

/// A point on the map, in thousandths of a degree: as fine as a town needs, and equal on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// North of the equator.
    pub north: i32,
    /// East of Greenwich.
    pub east: i32,
}

impl Point {
    /// The point at these degrees north and east.
    ///
    /// ```
    /// use casus_types::Point;
    /// assert_eq!(Point::new(38.895, -77.036).degrees(), (38.895, -77.036));
    /// ```
    pub fn new(north: f64, east: f64) -> Point {
        let thousandths = |degrees: f64| (degrees * 1000.0).round() as i32;
        Point { north: thousandths(north), east: thousandths(east) }
    }

    /// Degrees north and east.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.north) / 1000.0, f64::from(self.east) / 1000.0)
    }
}

/// Where something happened. What is not known stays empty: a country has no point, least of all its capital's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As named in the text.
    pub name: String,
    /// How exactly it is known; nothing where the name is all there is.
    pub precision: Option<Precision>,
    /// The country it lies in.
    pub country: Option<Code>,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
    /// Where it lies; a region where its towns are on the mean.
    pub point: Option<Point>,
    /// Why this place of the name.
    pub why: String,
}

impl Place {
    /// Its id in the gazetteer, as it is published: `geonames:2988507`.
    pub fn place_id(&self) -> Option<String> {
        self.geonames.map(|id| format!("geonames:{id}"))
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable between runs.
    pub id: EventId,
    /// PLOVER's class.
    pub kind: EventType,
    /// PLOVER's mode, where one is clear.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// CAMEO's code, from the crosswalk, as fine as the evidence bears.
    pub cameo: Option<String>,
    /// Corner of conflict and cooperation.
    pub quad: Quad,
    /// PLOVER's score: conflict below zero, cooperation above.
    pub score: Option<f64>,
    /// The ledger it feeds.
    pub ledger: Option<Ledger>,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<Place>,
    /// Whether it happened.
    pub status: Status,
    /// What decided the status, in words: `"should" before the subject`.
    pub status_why: String,
    /// On whose word.
    pub said_by: Option<Saying>,
    /// News or history.
    pub salience: Salience,
    /// The sentences that say so, and the rule.
    pub evidence: Evidence,
    /// How sure, from 0 to 1, where it has been calibrated; unknown until then.
    pub confidence: Option<f64>,
}
