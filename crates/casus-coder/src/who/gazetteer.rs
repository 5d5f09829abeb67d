//! Names, ready for look-up. The lexicon's actor tables become one character trie: a name is found wherever its
//! letters stand, however the tokenizer cut it (`S. Korea`, `Jin-hwan`), as long as it begins and ends on a word.
//! Names keep their capitals; nouns for offices are found in any case. What a found name *means* in a sentence is
//! decided elsewhere.

use crate::who::offices::{Holder, Roster};
use crate::who::trie::Trie;
use crate::words::Words;
use casus_lexicon::{Cities, Gender, Lexicon, Membership, Origin, PlaceKind};
use casus_types::{ActorId, Code, Date, Precision, Sector};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Offices so high that reports call their holders by the surname alone.
const HIGH: [&str; 8] = [
    "president",
    "prime minister",
    "monarch",
    "supreme leader",
    "foreign minister",
    "secretary of state",
    "chancellor",
    "secretary-general",
];

/// What kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// `South Korea`.
    State,
    /// `South Korean`.
    Adjective,
    /// `South Koreans`.
    Demonym,
    /// `Seoul`: the city, or the government that sits there.
    Capital,
    /// `the Kremlin`.
    Metonym,
    /// `NATO`, `the State Department`, `Hamas`: a body or group that acts.
    Body,
    /// `Park Jin`.
    Person,
    /// `Aleppo`: a place, no actor.
    Place,
    /// `foreign minister`, one.
    Agent,
    /// `protesters`, several.
    Agents,
}

/// One reading of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What kind.
    pub kind: NameKind,
    /// The record's id for it; for an office noun the noun.
    pub id: ActorId,
    /// The full name.
    pub name: String,
    /// Country or body.
    pub code: Option<Code>,
    /// Sector.
    pub sector: Option<Sector>,
    /// The office, for people.
    pub office: Option<String>,
    /// What kind of place, for places.
    pub place: Option<Precision>,
    /// First and last day on which this reading holds; open where nothing stands.
    pub held: (Option<Date>, Option<Date>),
    /// The row that says so.
    pub origin: Option<Origin>,
}

impl Name {
    /// Whether the reading holds on a day; an unknown day excludes nothing.
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        day.is_none_or(|day| within(self.held, day))
    }

    /// Whether it is that of somebody in a high office.
    pub fn is_high(&self) -> bool {
        self.office.as_deref().is_some_and(|office| HIGH.contains(&office))
    }
}

/// Whether a day lies within a period, both ends included; open where nothing stands.
pub fn within((from, until): (Option<Date>, Option<Date>), day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

/// The one who is left, whatever offices he is left in.
pub fn only(mut fit: Vec<&Name>) -> Option<&Name> {
    fit.dedup_by(|a, b| a.id == b.id);
    match fit.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// All names of a lexicon.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: Vec<Name>,
    proper: Trie,
    common: Trie,
    roster: Roster,
    states: BTreeMap<Code, String>,
    capitals: HashMap<Code, String>,
    surnames: HashMap<String, Vec<usize>>,
    genders: HashMap<String, Gender>,
    memberships: Vec<Membership>,
    cities: Cities,
    regions: Cities,
}

/// A name found in a sentence: the words it covers and its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// One past its last word.
    pub end: usize,
    /// Indices of its readings, in the lexicon's order.
    pub readings: Vec<usize>,
}

impl Gazetteer {
    /// Prepares the names of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Gazetteer {
        let mut all = Gazetteer::default();
        for state in &lexicon.states {
            all.add_state(state);
        }
        for body in lexicon.organisations.iter().chain(&lexicon.bodies) {
            let name = all.body(&body.name, "body", Some(body.code.clone()), body.sector, (None, None));
            let name = Name { origin: Some(body.origin.clone()), ..name };
            all.add_all(name, std::iter::once(&body.name).chain(&body.names));
        }
        for group in &lexicon.groups {
            let name =
                all.body(&group.name, "group", Some(group.code.clone()), Some(group.sector), (group.from, group.until));
            let name = Name { origin: Some(group.origin.clone()), ..name };
            all.add_all(name, std::iter::once(&group.name).chain(&group.names));
        }
        for person in &lexicon.people {
            let name = Name {
                kind: NameKind::Person,
                id: ActorId(format!("person.{}", person.person.0)),
                name: person.name.clone(),
                code: Some(person.code.clone()),
                sector: person.sector,
                office: Some(person.office.clone()),
                place: None,
                held: (person.from, person.until),
                origin: Some(person.origin.clone()),
            };
            all.add_all(name, std::iter::once(&person.name).chain(&person.names));
        }
        for place in &lexicon.places {
            let name = Name {
                kind: NameKind::Place,
                place: Some(precision(place.kind)),
                origin: Some(place.origin.clone()),
                ..all.body(&place.name, "place", place.code.clone(), None, (None, None))
            };
            all.add_all(name, std::iter::once(&place.name));
        }
        for agent in &lexicon.agents {
            all.add_agent(&agent.noun, NameKind::Agent, agent.sector);
            if let Some(plural) = &agent.plural {
                all.add_agent(plural, NameKind::Agents, agent.sector);
            }
        }
        all.states = lexicon.states.iter().map(|state| (state.code.clone(), state.name.clone())).collect();
        all.add_offices(lexicon);
        all.index_surnames();
        all.roster = Roster::new(lexicon, &all.names);
        all.memberships = lexicon.memberships.clone();
        all.genders = lexicon.given_names.iter().map(|row| (row.name.clone(), row.gender)).collect();
        (all.cities, all.regions) = (lexicon.cities.clone(), lexicon.regions.clone());
        all
    }

    /// Who holds an office, by what it is called, in a country on a day.
    pub fn holder(&self, office: &str, code: &Code, day: Date) -> Holder<'_> {
        self.roster.holder(&self.names, office, code, day)
    }

    /// People by their first or last name alone, as `Park` and `Blinken`: readings, one an office.
    pub fn surnamed(&self, name: &str) -> impl Iterator<Item = &Name> {
        self.surnames.get(name).into_iter().flatten().filter_map(|index| self.name(*index))
    }

    /// A person of the lexicon in the office that fits best: of this country, called so, held on the day, the latest.
    pub fn in_office<'g>(
        &'g self,
        person: &'g Name,
        code: Option<&Code>,
        title: Option<&str>,
        day: Option<Date>,
    ) -> &'g Name {
        let last = person.name.split(' ').next_back().unwrap_or_default();
        let rows = self.surnamed(last).filter(|row| row.id == person.id);
        let fits = |row: &&Name| {
            let (held, own) = (row.office.as_deref().unwrap_or_default(), row.code.as_ref());
            let called = title.zip(own).is_some_and(|(title, own)| {
                self.roster.same(title, held, own) || self.roster.is_kind(held, title, Some(own))
            });
            (code.is_some() && code == own, called, row.holds_on(day), row.is_high(), row.held.0)
        };
        rows.max_by_key(fits).unwrap_or(person)
    }

    /// Family names stand last in most languages, first in some: both are kept.
    fn index_surnames(&mut self) {
        for (index, name) in self.names.iter().enumerate().filter(|(_, name)| name.kind == NameKind::Person) {
            let (first, last) = (name.name.split(' ').next(), name.name.split(' ').next_back());
            let asian = ["KOR", "PRK", "CHN", "TWN", "VNM", "HKG", "SGP", "KHM"];
            let first = first.filter(|_| name.code.as_ref().is_some_and(|code| asian.contains(&code.0.as_str())));
            for part in [last, first].into_iter().flatten() {
                let bearers = self.surnames.entry(part.to_string()).or_default();
                if !bearers.contains(&index) {
                    bearers.push(index);
                }
            }
        }
    }

    /// The capital of the state whose reading this is.
    pub fn capital(&self, name: &Name) -> Option<&str> {
        self.capitals.get(name.code.as_ref()?).map(String::as_str)
    }

    /// Whether a name is also a plain noun for an office or body: `Congress`.
    pub fn is_agent(&self, name: &str) -> bool {
        !self.common.exact(&name.to_lowercase()).is_empty()
    }

    /// The body of another country that is called as this one: `Congress` is `India's Congress` there. Nothing where the
    /// name is no plain noun, and so is one body's alone.
    pub fn of_country(&self, name: &Name, code: &Code) -> Option<Name> {
        let state = self.states.get(code).filter(|_| name.kind == NameKind::Body && self.is_agent(&name.name))?;
        let known = self.named(&format!("{state}'s {}", name.name)).find(|body| body.kind == NameKind::Body).cloned();
        let id = ActorId(format!("named.{}", code.0.to_lowercase()));
        Some(known.unwrap_or(Name { code: Some(code.clone()), sector: None, id, origin: None, ..name.clone() }))
    }

    /// Whether a code is a state's, and not a body's.
    pub fn is_state(&self, code: &Code) -> bool {
        self.states.contains_key(code)
    }

    /// What offices are called.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Whether a given name is a woman's or a man's; nothing where it may be either or is not known.
    pub fn gender(&self, given: &str) -> Option<Gender> {
        self.genders.get(given).copied()
    }

    /// Who belongs to which body.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The cities of all countries.
    pub fn cities(&self) -> &Cities {
        &self.cities
    }

    /// The first-level divisions of all countries.
    pub fn regions(&self) -> &Cities {
        &self.regions
    }

    fn body(
        &self,
        name: &str,
        prefix: &str,
        code: Option<Code>,
        sector: Option<Sector>,
        held: (Option<Date>, Option<Date>),
    ) -> Name {
        let id = ActorId(format!("{prefix}.{}", slug(name)));
        Name {
            kind: NameKind::Body,
            id,
            name: name.to_string(),
            code,
            sector,
            office: None,
            place: None,
            held,
            origin: None,
        }
    }

    fn add_state(&mut self, state: &casus_lexicon::State) {
        let government = Name {
            kind: NameKind::State,
            id: ActorId(format!("state.{}", state.code.0.to_lowercase())),
            name: state.name.clone(),
            code: Some(state.code.clone()),
            sector: Some(Sector::Gov),
            office: None,
            place: None,
            held: (None, None),
            origin: Some(state.origin.clone()),
        };
        let people = Name {
            kind: NameKind::Demonym,
            id: ActorId(format!("people.{}", state.code.0.to_lowercase())),
            sector: Some(Sector::Cvl),
            ..government.clone()
        };
        self.add_all(government.clone(), std::iter::once(&state.name).chain(&state.names));
        self.add_all(Name { kind: NameKind::Adjective, ..government.clone() }, &state.adjectives);
        self.add_all(people, state.demonyms.iter().filter(|d| !state.adjectives.contains(d)));
        if let Some(capital) = &state.capital {
            self.capitals.insert(state.code.clone(), capital.clone());
        }
        self.add_all(Name { kind: NameKind::Capital, ..government.clone() }, &state.capital);
        self.add_all(Name { kind: NameKind::Metonym, ..government }, &state.metonyms);
    }

    /// What offices are called is a noun for people too, as `minister of foreign affairs`: in the sector of those who held it.
    fn add_offices(&mut self, lexicon: &Lexicon) {
        let known: HashSet<&str> = lexicon.agents.iter().map(|agent| agent.noun.as_str()).collect();
        let mut sectors: HashMap<&str, Option<Sector>> = HashMap::new();
        for person in &lexicon.people {
            sectors.entry(&person.office).or_insert(person.sector);
        }
        let mut added: HashSet<String> = HashSet::new();
        for office in &lexicon.offices {
            let sector = sectors.get(office.office.as_str()).copied().flatten();
            for call in office.names.iter().chain([&office.office]) {
                let call = call.to_lowercase();
                if call.contains(' ') && !known.contains(call.as_str()) && added.insert(call.clone()) {
                    let body = self.body_in(&call);
                    self.add_agent(&call, NameKind::Agent, sector);
                    if let Some(name) = self.names.last_mut() {
                        name.code = body;
                    }
                }
            }
        }
    }

    /// The country or body that an office names itself: `nato chief`, `cia director`, `white house spokesman`.
    fn body_in(&self, call: &str) -> Option<Code> {
        let words: Vec<&str> = call.split(' ').collect();
        (1..words.len()).rev().find_map(|count| {
            let first = words.get(..count)?;
            let titled: Vec<String> = first.iter().map(|word| title_case(word)).collect();
            let written = [first.join(" ").to_uppercase(), titled.join(" ")];
            let readings = written.iter().flat_map(|written| self.proper.exact(written));
            let mut names = readings.filter_map(|reading| self.names.get(reading));
            names
                .find(|name| matches!(name.kind, NameKind::Body | NameKind::Metonym))
                .and_then(|name| name.code.clone())
        })
    }

    fn add_agent(&mut self, noun: &str, kind: NameKind, sector: Option<Sector>) {
        let name = Name {
            kind,
            id: ActorId(slug(noun)),
            name: noun.to_string(),
            code: None,
            sector,
            office: None,
            place: None,
            held: (None, None),
            origin: None,
        };
        self.names.push(name);
        self.common.insert(&noun.to_lowercase(), self.names.len() - 1);
    }

    fn add_all<'n>(&mut self, name: Name, surfaces: impl IntoIterator<Item = &'n String>) {
        let index = self.names.len();
        let person = name.kind == NameKind::Person;
        self.names.push(name);
        for surface in surfaces {
            let surface = surface.strip_prefix("the ").unwrap_or(surface);
            self.proper.insert(surface, index);
            // Headlines in capitals; a short one (`WHO`, `AID`) would be another word. People are left out: the parser sets
            // such headlines in small letters again where the report itself names them.
            if surface.len() > 4 && !person {
                self.proper.insert(&surface.to_uppercase(), index);
            }
        }
    }

    /// The longest name that begins at a word.
    pub fn at(&self, words: &Words, start: usize) -> Option<Found> {
        let proper = self.proper.longest(words, start, false);
        let common = self.common.longest(words, start, true);
        match (proper, common) {
            (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// The readings of a whole name, as indices.
    pub fn exact(&self, name: &str) -> Vec<usize> {
        self.proper.exact(name)
    }

    /// The same as names.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Name> + use<'_> {
        self.exact(name).into_iter().filter_map(|index| self.name(index))
    }

    /// A reading by its index.
    pub fn name(&self, index: usize) -> Option<&Name> {
        self.names.get(index)
    }
}

/// `white` as `White`.
fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// How exactly a place of the lexicon is known.
fn precision(kind: PlaceKind) -> Precision {
    match kind {
        PlaceKind::City => Precision::City,
        PlaceKind::Region => Precision::Region,
        PlaceKind::Sea => Precision::Sea,
        PlaceKind::Site => Precision::Site,
    }
}

/// Lower-case letters and digits joined by hyphens: `Abdel Fattah el-Sisi` gives `abdel-fattah-el-sisi`.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}
