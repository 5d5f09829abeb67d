//! One report's record of an act, as it is held beside others: what kind of act, who, whom, when, where, and in what
//! words.

use super::words::{Bag, stem, words_of};
use std::collections::BTreeSet;

/// What is compared of a record of an act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Witness {
    /// Its row in the record.
    pub event: i64,
    /// The article that tells it, or the one that this article is a copy of.
    pub article: i64,
    /// PLOVER's class; empty where not known.
    pub kind: String,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// The ledger it feeds.
    pub ledger: Option<String>,
    /// Whether it happened.
    pub status: String,
    /// First and last day, counted from an epoch.
    pub days: Option<(i32, i32)>,
    /// The day on which it is told.
    pub told: Option<i32>,
    /// Where.
    pub place: Option<Place>,
    /// Who.
    pub actors: Vec<Party>,
    /// Whom.
    pub recipients: Vec<Party>,
    /// The word that names the act, without its ending.
    pub trigger: String,
    /// The sentence that tells it.
    pub evidence: Bag,
    /// The names and numbers in it.
    pub names: Bag,
    /// The words beside the one that names the act.
    pub around: Bag,
    /// The numbers in the sentence, as written.
    pub numbers: BTreeSet<String>,
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name's words.
    pub words: BTreeSet<String>,
    /// The gazetteer's id.
    pub id: Option<String>,
    /// The country it lies in.
    pub country: Option<String>,
    /// It is a town or a site, not a whole country or region.
    pub fine: bool,
}

/// A doer, or one to whom it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Country or body.
    pub code: Option<String>,
    /// The words of its name.
    pub words: BTreeSet<String>,
}

impl Party {
    /// A party by its code and its name.
    pub fn new(code: Option<&str>, name: &str) -> Party {
        Party { code: code.map(str::to_string), words: name_words(name) }
    }

    /// How alike two are, 0 to 1: by name, and by code where names say nothing against it.
    fn likeness(&self, other: &Party) -> f64 {
        let shared = self.words.intersection(&other.words).count() as f64;
        let fewer = self.words.len().min(other.words.len()).max(1) as f64;
        let name = shared / fewer;
        match (&self.code, &other.code) {
            (Some(a), Some(b)) if a == b => 0.5f64.mul_add(name, 0.5),
            (Some(_), Some(_)) => 0.3 * name,
            _ => 0.9 * name,
        }
    }
}

/// How alike two sides are, 0 to 1: of the side with fewer parties, each with the likest on the other; none where one of
/// the two is not known.
pub(super) fn sides(a: &[Party], b: &[Party]) -> Option<f64> {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if fewer.is_empty() {
        return None;
    }
    let best = |party: &Party| more.iter().map(|other| party.likeness(other)).fold(0.0, f64::max);
    Some(fewer.iter().map(best).sum::<f64>() / fewer.len() as f64)
}

/// The words of a name.
pub(super) fn name_words(name: &str) -> BTreeSet<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1 && *word != "the").map(stem).collect()
}

impl Place {
    /// A place by its name alone.
    pub fn named(name: &str) -> Place {
        Place { words: name_words(name), ..Place::default() }
    }

    /// Whether two names are of one place.
    pub(super) fn is(&self, other: &Place) -> bool {
        (self.id.is_some() && self.id == other.id) || self.words.intersection(&other.words).next().is_some()
    }
}

/// How many words before the one that names the act count as beside it, and how many after.
const BESIDE: (usize, usize) = (4, 5);

impl Witness {
    /// What is compared of the sentence: `at` is where the word that names the act begins in it, in bytes.
    pub fn read_sentence(&mut self, sentence: &str, at: usize) {
        let words: Vec<(usize, &str)> = words_of(sentence).collect();
        let own = words.iter().rposition(|(start, _)| *start <= at).unwrap_or(0);
        let near = words
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != own && place + BESIDE.0 >= own && *place <= own + BESIDE.1);
        self.around = Bag::of(&near.map(|(_, (_, word))| *word).collect::<Vec<_>>().join(" "));
        self.evidence = Bag::of(sentence);
        self.names = Bag::of_names(sentence);
        let numbers = words.iter().filter(|(_, word)| word.starts_with(|c: char| c.is_ascii_digit()));
        self.numbers = numbers.map(|(_, word)| (*word).to_string()).collect();
    }

    /// The day by which it is looked up: the first of the act where it is known to the month, else that of the report.
    pub(super) fn key_day(&self) -> Option<i32> {
        self.days.filter(|(from, to)| to - from <= 31).map(|(from, _)| from).or(self.told)
    }
}
