//! Names, ready for look-up. The lexicon's actor tables become one character trie: a name is found wherever its
//! letters stand, however the tokenizer cut it (`S. Korea`, `Jin-hwan`), as long as it begins and ends on a word.
//! Names keep their capitals; nouns for offices are found in any case. What a found name *means* in a sentence is
//! decided elsewhere.

use crate::words::Words;
use casus_lexicon::Lexicon;
use casus_types::{ActorId, Code, Date, Sector};

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
#[derive(Clone, Debug)]
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
    /// First and last day on which this reading holds; open where nothing stands.
    pub held: (Option<Date>, Option<Date>),
}

impl Name {
    /// Whether the reading holds on a day; an unknown day excludes nothing.
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        self.held.0.is_none_or(|from| from <= day) && self.held.1.is_none_or(|until| day <= until)
    }
}

/// All names of a lexicon.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: Vec<Name>,
    proper: Trie,
    common: Trie,
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
            all.add_all(name, std::iter::once(&body.name).chain(&body.names));
        }
        for group in &lexicon.groups {
            let name =
                all.body(&group.name, "group", Some(group.code.clone()), Some(group.sector), (group.from, group.until));
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
                held: (person.from, person.until),
            };
            all.add_all(name, std::iter::once(&person.name).chain(&person.names));
        }
        for place in &lexicon.places {
            let name = Name {
                kind: NameKind::Place,
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
        all
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
        Name { kind: NameKind::Body, id, name: name.to_string(), code, sector, office: None, held }
    }

    fn add_state(&mut self, state: &casus_lexicon::State) {
        let government = Name {
            kind: NameKind::State,
            id: ActorId(format!("state.{}", state.code.0.to_lowercase())),
            name: state.name.clone(),
            code: Some(state.code.clone()),
            sector: Some(Sector::Gov),
            office: None,
            held: (None, None),
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
        self.add_all(Name { kind: NameKind::Capital, ..government.clone() }, &state.capital);
        self.add_all(Name { kind: NameKind::Metonym, ..government }, &state.metonyms);
    }

    fn add_agent(&mut self, noun: &str, kind: NameKind, sector: Option<Sector>) {
        let name = Name {
            kind,
            id: ActorId(slug(noun)),
            name: noun.to_string(),
            code: None,
            sector,
            office: None,
            held: (None, None),
        };
        self.names.push(name);
        self.common.insert(&noun.to_lowercase(), self.names.len() - 1);
    }

    fn add_all<'n>(&mut self, name: Name, surfaces: impl IntoIterator<Item = &'n String>) {
        let index = self.names.len();
        self.names.push(name);
        for surface in surfaces {
            let surface = surface.strip_prefix("the ").unwrap_or(surface);
            self.proper.insert(surface, index);
            // Headlines in capitals; a short one (`WHO`, `AID`) would be another word.
            if surface.len() > 4 {
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

    /// The readings of a whole name.
    pub fn exact(&self, name: &str) -> Vec<usize> {
        self.proper.exact(name)
    }

    /// A reading by its index.
    pub fn name(&self, index: usize) -> Option<&Name> {
        self.names.get(index)
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

/// A trie over the bytes of names without their blanks.
#[derive(Debug)]
struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    next: Vec<(u8, u32)>,
    ends: Vec<usize>,
}

impl Default for Trie {
    fn default() -> Trie {
        Trie { nodes: vec![Node::default()] }
    }
}

impl Trie {
    fn insert(&mut self, surface: &str, name: usize) {
        let mut node = 0;
        for byte in surface.replace('’', "'").bytes().filter(|byte| !byte.is_ascii_whitespace()) {
            node = match self.step(node, byte) {
                Some(next) => next,
                None => {
                    let next = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[node].next.push((byte, next as u32));
                    next
                }
            };
        }
        if node != 0 && !self.nodes[node].ends.contains(&name) {
            self.nodes[node].ends.push(name);
        }
    }

    fn step(&self, node: usize, byte: u8) -> Option<usize> {
        self.nodes.get(node)?.next.iter().find(|(b, _)| *b == byte).map(|(_, next)| *next as usize)
    }

    fn exact(&self, surface: &str) -> Vec<usize> {
        let mut node = 0;
        for byte in surface.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
            match self.step(node, byte) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        self.nodes.get(node).map(|node| node.ends.clone()).unwrap_or_default()
    }

    fn longest(&self, words: &Words, start: usize, lower: bool) -> Option<Found> {
        let (mut node, mut best) = (0, None);
        for (at, word) in words.words.iter().enumerate().skip(start) {
            let straight = if lower { word.lower.as_str() } else { word.straight() };
            for byte in straight.bytes() {
                match self.step(node, byte) {
                    Some(next) => node = next,
                    None => return best,
                }
            }
            let ends = &self.nodes.get(node)?.ends;
            if !ends.is_empty() {
                best = Some(Found { end: at + 1, readings: ends.clone() });
            }
        }
        best
    }
}
