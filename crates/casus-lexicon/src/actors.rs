//! Who can act: states, bodies between states and of one, armed groups, people in office, places, and the nouns for
//! people who act. How a name is found in a text is not known here.

use crate::cells::{Cells, list, optional};
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::{Code, Date, Sector};
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt;

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub code: Code,
    /// ISO 3166 alpha-2, where there is one.
    pub iso2: Option<String>,
    /// The usual English name.
    pub name: String,
    /// Other usual names: `U.S.`, `the States`.
    pub names: Vec<String>,
    /// `Korean`.
    pub adjectives: Vec<String>,
    /// `Korean`, `Koreans`.
    pub demonyms: Vec<String>,
    /// The capital, where there is one.
    pub capital: Option<String>,
    /// Seats of power that stand for the government: `the Kremlin`.
    pub metonyms: Vec<String>,
    /// Whether it is a member of the United Nations.
    pub un_member: bool,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// A named body, between states or of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its own code (`NATO`), or that of its country.
    pub code: Code,
    /// Its sector, where it has one.
    pub sector: Option<Sector>,
    /// The usual English name.
    pub name: String,
    /// Other usual names.
    pub names: Vec<String>,
    /// Codes of its members; for bodies between states.
    pub members: Vec<Code>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// An armed group or movement, in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The code of its country, or its own.
    pub code: Code,
    /// Its sector in this period.
    pub sector: Sector,
    /// The usual English name.
    pub name: String,
    /// Other usual names.
    pub names: Vec<String>,
    /// The first day; nothing where open or unknown.
    pub from: Option<Date>,
    /// The last day; nothing where open or unknown.
    pub until: Option<Date>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// A person's id: `park-jin`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub String);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person in one office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who; the same in each row about one person.
    pub person: PersonId,
    /// The usual full name.
    pub name: String,
    /// Other usual names.
    pub names: Vec<String>,
    /// The country or body that the person acts for.
    pub code: Code,
    /// The sector, where the office has one.
    pub sector: Option<Sector>,
    /// The office: `foreign minister`.
    pub office: String,
    /// The first day; nothing where open or unknown.
    pub from: Option<Date>,
    /// The last day; nothing where open or unknown.
    pub until: Option<Date>,
    /// The item of Wikidata.
    pub wikidata: Option<String>,
    /// Where the row's facts come from.
    pub source: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// What a named place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words say it
pub enum PlaceKind {
    City,
    Region,
    Sea,
    Site,
}

/// A place that reports name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceName {
    /// The name.
    pub name: String,
    /// The country it lies in; nothing for a sea.
    pub code: Option<Code>,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it was read.
    pub origin: Origin,
}

/// A noun for people or bodies who act: `gunman`, `foreign minister`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The noun.
    pub noun: String,
    /// Its plural; nothing where it has none.
    pub plural: Option<String>,
    /// The sector, where the noun tells one.
    pub sector: Option<Sector>,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// A row of `actors/states.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct StateForm {
    /// ISO 3166 alpha-3: `KOR`.
    code: String,
    /// ISO 3166 alpha-2: `KR`.
    iso2: String,
    /// The usual English name.
    name: String,
    /// Other usual names, with `;` between.
    names: String,
    /// Adjectives, with `;` between.
    adjectives: String,
    /// Words for its people, with `;` between.
    demonyms: String,
    /// The capital.
    capital: String,
    /// Seats of power that stand for the government, with `;` between.
    metonyms: String,
    /// `yes` or `no`.
    un_member: String,
    /// The item of Wikidata: `Q884`.
    wikidata: String,
}

/// A row of `actors/organisations.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct OrganisationForm {
    /// Its own code: `NATO`.
    code: String,
    /// Its sector: `IGO`.
    sector: String,
    /// The usual English name.
    name: String,
    /// Other usual names, with `;` between.
    names: String,
    /// Codes of its members, with `;` between.
    members: String,
    /// The item of Wikidata.
    wikidata: String,
}

/// A row of `actors/bodies.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct BodyForm {
    /// The code of its country: `USA`.
    code: String,
    /// Its sector: `LEG`.
    sector: String,
    /// The usual English name.
    name: String,
    /// Other usual names, with `;` between.
    names: String,
    /// The item of Wikidata.
    wikidata: String,
}

/// A row of `actors/groups.csv`: a group in one period.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct GroupForm {
    /// The code of its country, or its own.
    code: String,
    /// Its sector in this period: `REB`.
    sector: String,
    /// The usual English name.
    name: String,
    /// Other usual names, with `;` between.
    names: String,
    /// The first day; empty where open or unknown.
    from: String,
    /// The last day; empty where open or unknown.
    until: String,
    /// The item of Wikidata.
    wikidata: String,
}

/// A row of a table in `actors/people/`: a person in one office.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct PersonForm {
    /// `first-last` in ASCII: `park-jin`.
    person: String,
    /// The usual full name.
    name: String,
    /// Other usual names, with `;` between.
    names: String,
    /// The country or body that the person acts for.
    code: String,
    /// The sector of the office.
    sector: String,
    /// The office: `foreign minister`.
    office: String,
    /// The first day; empty where open or unknown.
    from: String,
    /// The last day; empty where open or unknown.
    until: String,
    /// The item of Wikidata.
    wikidata: String,
    /// Where the row's facts come from.
    source: String,
}

/// A row of `actors/places.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct PlaceForm {
    /// The name.
    name: String,
    /// The country it lies in; empty only for a sea.
    code: String,
    /// `city`, `region`, `sea` or `site`.
    kind: String,
}

/// A row of `roles/agents.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct AgentForm {
    /// The noun, in the singular, of one to three words.
    noun: String,
    /// Its plural; empty where it is the noun with `s`, `-` where there is none.
    plural: String,
    /// The sector, where the noun tells one.
    sector: String,
    /// A remark.
    note: String,
}

pub(crate) fn read_states(file: &SourceFile, complaints: &mut Complaints) -> Vec<State> {
    read_table(file, complaints, |form: StateForm, cells| {
        let code = cells.code_required("code", &form.code);
        if let Some(code) = &code
            && (code.0.len() != 3 || !code.0.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            cells.complain(
                format!("`{code}` is no code of a state"),
                "states have the three capitals of ISO 3166 alpha-3",
            );
        }
        let name = cells.required("name", &form.name);
        let un_member = cells.choice_required("un_member", &form.un_member, &[("yes", true), ("no", false)]);
        Some(State {
            code: code?,
            iso2: optional(&form.iso2),
            name: name?,
            names: list(&form.names),
            adjectives: list(&form.adjectives),
            demonyms: list(&form.demonyms),
            capital: optional(&form.capital),
            metonyms: list(&form.metonyms),
            un_member: un_member?,
            wikidata: wikidata(&form.wikidata, cells),
            origin: cells.origin.clone(),
        })
    })
}

pub(crate) fn read_organisations(file: &SourceFile, complaints: &mut Complaints) -> Vec<Body> {
    read_table(file, complaints, |form: OrganisationForm, cells| {
        let code = cells.code_required("code", &form.code);
        let sector = cells.sector(&form.sector);
        let name = cells.required("name", &form.name);
        let members = cells.codes("members", form.members.split(';'));
        Some(Body {
            code: code?,
            sector,
            name: name?,
            names: list(&form.names),
            members,
            wikidata: wikidata(&form.wikidata, cells),
            origin: cells.origin.clone(),
        })
    })
}

pub(crate) fn read_bodies(file: &SourceFile, complaints: &mut Complaints) -> Vec<Body> {
    read_table(file, complaints, |form: BodyForm, cells| {
        let code = cells.code_required("code", &form.code);
        let sector = cells.sector(&form.sector);
        let name = cells.required("name", &form.name);
        Some(Body {
            code: code?,
            sector,
            name: name?,
            names: list(&form.names),
            members: Vec::new(),
            wikidata: wikidata(&form.wikidata, cells),
            origin: cells.origin.clone(),
        })
    })
}

pub(crate) fn read_groups(file: &SourceFile, complaints: &mut Complaints) -> Vec<Group> {
    read_table(file, complaints, |form: GroupForm, cells| {
        let code = cells.code_required("code", &form.code);
        let sector = cells.required("sector", &form.sector).and_then(|sector| cells.sector(&sector));
        let name = cells.required("name", &form.name);
        let (from, until) = cells.period(&form.from, &form.until);
        Some(Group {
            code: code?,
            sector: sector?,
            name: name?,
            names: list(&form.names),
            from,
            until,
            wikidata: wikidata(&form.wikidata, cells),
            origin: cells.origin.clone(),
        })
    })
}

pub(crate) fn read_people(file: &SourceFile, complaints: &mut Complaints) -> Vec<Person> {
    read_table(file, complaints, |form: PersonForm, cells| {
        let person = cells.required("person", &form.person);
        if let Some(id) = &person
            && !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            let help = "write the name in small ASCII letters with hyphens: `park-jin`";
            cells.complain(format!("`{id}` is not a person's id"), help);
        }
        let name = cells.required("name", &form.name);
        let code = cells.code_required("code", &form.code);
        let sector = cells.sector(&form.sector);
        let office = cells.required("office", &form.office);
        let (from, until) = cells.period(&form.from, &form.until);
        Some(Person {
            person: PersonId(person?),
            name: name?,
            names: list(&form.names),
            code: code?,
            sector,
            office: office?,
            from,
            until,
            wikidata: wikidata(&form.wikidata, cells),
            source: optional(&form.source),
            origin: cells.origin.clone(),
        })
    })
}

const PLACE_KINDS: [(&str, PlaceKind); 4] =
    [("city", PlaceKind::City), ("region", PlaceKind::Region), ("sea", PlaceKind::Sea), ("site", PlaceKind::Site)];

pub(crate) fn read_places(file: &SourceFile, complaints: &mut Complaints) -> Vec<PlaceName> {
    read_table(file, complaints, |form: PlaceForm, cells| {
        let name = cells.required("name", &form.name);
        let kind = cells.choice_required("kind", &form.kind, &PLACE_KINDS);
        let code = match kind {
            Some(PlaceKind::Sea) => cells.code("code", &form.code),
            _ => cells.code_required("code", &form.code),
        };
        Some(PlaceName { name: name?, code, kind: kind?, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_agents(file: &SourceFile, complaints: &mut Complaints) -> Vec<Agent> {
    read_table(file, complaints, |form: AgentForm, cells| {
        let noun = cells.required("noun", &form.noun);
        let sector = cells.sector(&form.sector);
        let noun = noun?;
        let plural = match form.plural.as_str() {
            "-" => None,
            "" => Some(format!("{noun}s")),
            given => Some(given.to_string()),
        };
        Some(Agent { noun, plural, sector, note: form.note, origin: cells.origin.clone() })
    })
}

/// An item of Wikidata, `Q` and digits, where one is given.
fn wikidata(cell: &str, cells: &mut Cells<'_>) -> Option<String> {
    let item = optional(cell)?;
    let digits = item.strip_prefix('Q').unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        cells.complain(
            format!("`{item}` is no item of Wikidata"),
            "items are written `Q884`; leave the cell empty where unknown",
        );
    }
    Some(item)
}
