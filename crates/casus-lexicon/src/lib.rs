//! The lexicon: everything an analyst owns, read from plain text, checked, and refused with all complaints at once when
//! something is wrong. The formats are described in `lexicon/README.md`. This crate turns files into typed rows and
//! rules, each with the file and line it came from; it does not apply them, and knows no articles.

mod actors;
mod aliases;
mod cells;
mod checks;
mod cities;
mod complaint;
pub mod inflection;
mod keys;
mod offices;
mod ontology;
mod page;
mod rule_file;
mod rules;
mod schema;
mod source;
mod standing;
mod table;
mod terms;
mod time_words;
mod tree;
mod units;
mod words;

pub use actors::{Agent, Body, Group, Person, PersonId, PlaceKind, PlaceName, State};
pub use cities::{Cities, City};
pub use complaint::{Complaint, Complaints, Origin};
pub use offices::{Gender, GivenName, Membership, Office};
pub use ontology::{CameoRow, Context, ContextId, Mode, ModeId, Ontology, TypeMeaning};
pub use rules::{Example, Part, PlaceOfRole, Places, Rule, VerbPattern};
pub use schema::schemas;
pub use source::{SourceFile, read_folder};
pub use standing::{StateForm, StateNeeds, StateWords};
pub use terms::{Gap, gaps};
pub use time_words::{TimeWord, TimeWordKind};
pub use units::{ActKind, ComparatorWords, CountedAct, Currency, Unit, UnitSubject};
pub use words::{
    Binding, CommitmentWord, CueEffect, CueKind, QuoteCue, QuoteStrength, QuoteWeight, QuoteWord, StatusCue,
};

use casus_types::{FurnitureLine, NewsAgency, PageWords};

/// A whole lexicon, free of complaints. Rows stand in the order of their files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    /// Kinds of events.
    pub ontology: Ontology,
    /// Countries and territories.
    pub states: Vec<State>,
    /// Bodies between states.
    pub organisations: Vec<Body>,
    /// Named bodies of one country.
    pub bodies: Vec<Body>,
    /// Armed groups and movements, a row a period.
    pub groups: Vec<Group>,
    /// People, a row an office.
    pub people: Vec<Person>,
    /// Places, with the country they lie in.
    pub places: Vec<PlaceName>,
    /// Who belongs to which body between states.
    pub memberships: Vec<Membership>,
    /// Cities of all countries.
    pub cities: Cities,
    /// First-level divisions of all countries.
    pub regions: Cities,
    /// Nouns for people and bodies who act.
    pub agents: Vec<Agent>,
    /// What offices are called.
    pub offices: Vec<Office>,
    /// Given names that tell a man from a woman.
    pub given_names: Vec<GivenName>,
    /// The rules of all classes.
    pub rules: Vec<Rule>,
    /// Words that change whether something happened.
    pub status_cues: Vec<StatusCue>,
    /// Words of saying and thinking.
    pub quote_cues: Vec<QuoteCue>,
    /// How much what is seen of a possible quote speaks for it.
    pub quote_weights: Vec<QuoteWeight>,
    /// What numbers count.
    pub units: Vec<Unit>,
    /// What befalls counted people.
    pub counted_acts: Vec<CountedAct>,
    /// How currencies are written.
    pub currencies: Vec<Currency>,
    /// Words beside a number that say how it compares.
    pub comparators: Vec<ComparatorWords>,
    /// Words for times.
    pub time_words: Vec<TimeWord>,
    /// Words that tell how things stand.
    pub state_words: Vec<StateWords>,
    /// Words that bind.
    pub commitment_words: Vec<CommitmentWord>,
    /// What the page stage asks: furniture lines and news agencies.
    pub page_words: PageWords,
    /// A hash of all files, names and bytes, 16 hexadecimal digits.
    pub hash: String,
}

impl Lexicon {
    /// The lexicon that is built into the program. Its rows and files were held against each other by the tests, and are not
    /// again at each start.
    pub fn embedded() -> Result<Lexicon, Complaints> {
        Lexicon::read_all(&Lexicon::embedded_files(), |_, _| {})
    }

    /// The files that are built into the program, by path.
    pub fn embedded_files() -> Vec<SourceFile> {
        source::embedded_files()
    }

    /// The built-in lexicon with an analyst's files laid over it: a file of the same path replaces the built-in one.
    pub fn overlay(files: &[SourceFile]) -> Result<Lexicon, Complaints> {
        Lexicon::load(&source::lay_over(Lexicon::embedded_files(), files))
    }

    /// Reads and checks a set of files, in any order. Tables that are not among them are empty.
    pub fn load(files: &[SourceFile]) -> Result<Lexicon, Complaints> {
        Lexicon::read_all(files, checks::check)
    }

    /// Reads a set of files, and checks what was read by `check`.
    fn read_all(files: &[SourceFile], check: fn(&Lexicon, &mut Complaints)) -> Result<Lexicon, Complaints> {
        let mut complaints = Complaints::default();
        let mut lexicon = Lexicon { hash: source::hash(files), ..Lexicon::default() };
        let mut sorted: Vec<&SourceFile> = files.iter().collect();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        let mut page = PageRows::default();
        for file in sorted {
            lexicon.read(file, &mut page, &mut complaints);
        }
        lexicon.page_words = PageWords::new(page.furniture, page.agencies);
        check(&lexicon, &mut complaints);
        complaints.0.sort();
        complaints.0.dedup();
        if complaints.0.is_empty() { Ok(lexicon) } else { Err(complaints) }
    }

    /// Reads one file into its table.
    fn read(&mut self, file: &SourceFile, page: &mut PageRows, complaints: &mut Complaints) {
        match file.path.as_str() {
            "ontology/types.toml" => self.ontology.types = ontology::read_types(file, complaints),
            "ontology/contexts.csv" => self.ontology.contexts = ontology::read_contexts(file, complaints),
            "ontology/cameo.csv" => self.ontology.cameo = ontology::read_cameo(file, complaints),
            "actors/states.csv" => self.states = actors::read_states(file, complaints),
            "actors/organisations.csv" => self.organisations = actors::read_organisations(file, complaints),
            "actors/bodies.csv" => self.bodies = actors::read_bodies(file, complaints),
            "actors/groups.csv" => self.groups = actors::read_groups(file, complaints),
            "actors/places.csv" => self.places = actors::read_places(file, complaints),
            "actors/members.csv" => self.memberships = offices::read_memberships(file, complaints),
            "places/cities.csv" => self.cities = Cities::read(file, complaints),
            "places/regions.csv" => self.regions = Cities::read(file, complaints),
            "roles/offices.csv" => self.offices = offices::read_offices(file, complaints),
            "roles/given_names.csv" => self.given_names = offices::read_given_names(file, complaints),
            "roles/agents.csv" => self.agents = actors::read_agents(file, complaints),
            "status/cues.csv" => self.status_cues = words::read_status_cues(file, complaints),
            "quotes/cues.csv" => self.quote_cues = words::read_quote_cues(file, complaints),
            "quotes/weights.csv" => self.quote_weights = words::read_quote_weights(file, complaints),
            "units/units.csv" => self.units = units::read_units(file, complaints),
            "units/acts.csv" => self.counted_acts = units::read_counted_acts(file, complaints),
            "units/currencies.csv" => self.currencies = units::read_currencies(file, complaints),
            "units/comparators.csv" => self.comparators = units::read_comparators(file, complaints),
            "times/words.csv" => self.time_words = time_words::read_time_words(file, complaints),
            "states/words.csv" => self.state_words = standing::read_state_words(file, complaints),
            "commitments/words.csv" => self.commitment_words = words::read_commitment_words(file, complaints),
            "page/furniture.csv" => page.furniture = page::read_furniture(file, complaints),
            "page/agencies.csv" => page.agencies = page::read_agencies(file, complaints),
            path if path.starts_with("actors/people/") && path.ends_with(".csv") => {
                self.people.extend(actors::read_people(file, complaints));
            }
            path if path.starts_with("verbs/") && path.ends_with(".toml") => {
                self.rules.extend(rule_file::read_rules(file, complaints));
            }
            path => {
                let origin = Origin { file: file.shown(), line: 1 };
                let help = match path.strip_prefix("verbs/") {
                    Some(_) => "the names of files with rules end in `.toml`".to_string(),
                    None => complaint::did_you_mean(path, PATHS),
                };
                complaints.push(&origin, "no file of this name belongs to a lexicon", help);
            }
        }
    }
}

/// The rows of two files that make one table together.
#[derive(Default)]
struct PageRows {
    furniture: Vec<FurnitureLine>,
    agencies: Vec<NewsAgency>,
}

/// The files that a lexicon can have beside those of rules and of people.
const PATHS: [&str; 26] = [
    "ontology/types.toml",
    "ontology/contexts.csv",
    "ontology/cameo.csv",
    "actors/states.csv",
    "actors/organisations.csv",
    "actors/bodies.csv",
    "actors/groups.csv",
    "actors/members.csv",
    "actors/places.csv",
    "places/cities.csv",
    "places/regions.csv",
    "roles/offices.csv",
    "roles/given_names.csv",
    "roles/agents.csv",
    "status/cues.csv",
    "quotes/cues.csv",
    "quotes/weights.csv",
    "units/units.csv",
    "units/acts.csv",
    "units/currencies.csv",
    "units/comparators.csv",
    "times/words.csv",
    "states/words.csv",
    "commitments/words.csv",
    "page/furniture.csv",
    "page/agencies.csv",
];
