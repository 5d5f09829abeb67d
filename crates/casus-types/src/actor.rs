//! Who acts: an actor of one article, with its country or body, its sector, and every place it is mentioned.
//! Nothing here knows how a name is found; codes and sectors are those of the codebook.

use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An actor's id inside the record: `state.kor`, `person.park-jin`, `group.houthis`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ActorId(pub String);

/// ISO 3166 alpha-3 for a country and its people, officials and bodies; `UNO`, `EUR`, `NATO` … for others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Code(pub String);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The part of society that an actor acts for, as PLOVER names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the names are the field's own; `Sector::meaning` spells them out
pub enum Sector {
    Gov,
    Mil,
    Cop,
    Jud,
    Leg,
    Opp,
    Pty,
    Reb,
    Cvl,
    Bus,
    Med,
    Ngo,
    Igo,
    Edu,
    Rel,
    Spy,
}

impl Sector {
    /// All sixteen, in the codebook's order.
    pub const ALL: [Sector; 16] = [
        Sector::Gov,
        Sector::Mil,
        Sector::Cop,
        Sector::Jud,
        Sector::Leg,
        Sector::Opp,
        Sector::Pty,
        Sector::Reb,
        Sector::Cvl,
        Sector::Bus,
        Sector::Med,
        Sector::Ngo,
        Sector::Igo,
        Sector::Edu,
        Sector::Rel,
        Sector::Spy,
    ];

    /// The code as written: `GOV`.
    pub fn code(self) -> &'static str {
        match self {
            Sector::Gov => "GOV",
            Sector::Mil => "MIL",
            Sector::Cop => "COP",
            Sector::Jud => "JUD",
            Sector::Leg => "LEG",
            Sector::Opp => "OPP",
            Sector::Pty => "PTY",
            Sector::Reb => "REB",
            Sector::Cvl => "CVL",
            Sector::Bus => "BUS",
            Sector::Med => "MED",
            Sector::Ngo => "NGO",
            Sector::Igo => "IGO",
            Sector::Edu => "EDU",
            Sector::Rel => "REL",
            Sector::Spy => "SPY",
        }
    }

    /// The sector of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Sector> {
        Sector::ALL.into_iter().find(|sector| sector.code() == code)
    }

    /// In words: `government`, `armed forces`.
    pub fn meaning(self) -> &'static str {
        match self {
            Sector::Gov => "government",
            Sector::Mil => "armed forces",
            Sector::Cop => "police",
            Sector::Jud => "courts",
            Sector::Leg => "parliament",
            Sector::Opp => "opposition",
            Sector::Pty => "party",
            Sector::Reb => "armed group",
            Sector::Cvl => "civilians",
            Sector::Bus => "business",
            Sector::Med => "media",
            Sector::Ngo => "non-governmental organisation",
            Sector::Igo => "international organisation",
            Sector::Edu => "education",
            Sector::Rel => "religion",
            Sector::Spy => "intelligence",
        }
    }
}

/// One actor of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The id, unique in the article.
    pub id: ActorId,
    /// The fullest name in the lexicon or the article.
    pub name: String,
    /// The office, as the article or the lexicon gives it.
    pub role: Option<String>,
    /// The country or body, or unknown.
    pub code: Option<Code>,
    /// The sector, or unknown.
    pub sector: Option<Sector>,
    /// Every place it is mentioned, in order; never empty.
    pub mentions: Vec<Span>,
}

/// An actor's part in one event: which mention filled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Which actor.
    pub actor: ActorId,
    /// The words that name it here.
    pub span: Span,
    /// Code as of this mention.
    pub code: Option<Code>,
    /// Sector as of this mention.
    pub sector: Option<Sector>,
}
