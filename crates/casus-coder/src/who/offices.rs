//! Who holds an office on a day: "the French foreign minister" in a report of May 2014 is one man. From the lexicon's
//! tables of people and of what offices are called. A day that no row covers, and an office that several hold at once,
//! stay without an answer.

use crate::who::gazetteer::Name;
use casus_lexicon::{Lexicon, Office};
use casus_types::{Code, Date};
use jiff::ToSpan;
use std::collections::HashMap;

/// Days for which two terms may overlap: tables often give the day of an election for the one and that of an oath for the other.
const HANDOVER: i64 = 45;

/// The offices of a lexicon with those who held them.
#[derive(Debug, Default)]
pub struct Roster {
    offices: Vec<Office>,
    /// From what an office is called, in lower case, to the rows that call it so.
    called: HashMap<String, Vec<usize>>,
    /// The terms in an office of a country, as indices of names.
    terms: HashMap<(Code, String), Vec<usize>>,
}

/// What the roster says of an office on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder<'n> {
    /// One person.
    One(&'n Name),
    /// Several at once, or two whose terms overlap.
    Several(Vec<&'n Name>),
    /// The office is known, its holder on that day is not.
    Unknown,
    /// No office of the country is called so.
    NoOffice,
}

impl Roster {
    /// Indexes the offices; `names` are the names of the gazetteer, people among them.
    pub fn new(lexicon: &Lexicon, names: &[Name]) -> Roster {
        let mut roster = Roster { offices: lexicon.offices.clone(), ..Roster::default() };
        for (index, office) in roster.offices.iter().enumerate() {
            for word in office.names.iter().map(String::as_str).chain([office.office.to_lowercase().as_str()]) {
                roster.called.entry(word.to_string()).or_default().push(index);
            }
        }
        for (index, name) in names.iter().enumerate() {
            if let (Some(office), Some(code)) = (&name.office, &name.code) {
                roster.terms.entry((code.clone(), office.to_lowercase())).or_default().push(index);
            }
        }
        roster
    }

    /// Who held the office of a country that is called so, on a day.
    pub fn holder<'n>(&self, names: &'n [Name], words: &str, code: &Code, day: Date) -> Holder<'n> {
        let words = words.to_lowercase();
        let rows = self.rows(&words, code);
        // An office that only the table of people names holds under its own name.
        let keys: Vec<String> = rows.iter().map(|row| row.office.to_lowercase()).chain([words]).collect();
        let terms = keys.iter().find_map(|key| self.terms.get(&(code.clone(), key.clone())));
        let Some(terms) = terms else { return Holder::NoOffice };
        let single = rows.first().is_none_or(|row| row.single);
        let mut holders: Vec<&Name> =
            terms.iter().filter_map(|index| names.get(*index)).filter(|name| name.holds_on(Some(day))).collect();
        holders.sort_by_key(|name| name.held.0);
        holders.dedup_by(|a, b| a.id == b.id);
        match holders.as_slice() {
            [] => Holder::Unknown,
            [one] => Holder::One(one),
            [before @ .., last] if single && before.iter().all(|name| goes(name, day)) => Holder::One(last),
            _ => Holder::Several(holders),
        }
    }

    /// The rows for what an office is called in a country: its own before those for all.
    fn rows(&self, words: &str, code: &Code) -> Vec<&Office> {
        let rows = self.called.get(words).into_iter().flatten().filter_map(|index| self.offices.get(*index));
        let mut fit: Vec<&Office> = rows.filter(|row| row.code.as_ref().is_none_or(|own| own == code)).collect();
        let exact = |row: &Office| row.office.to_lowercase() == words;
        fit.sort_by_key(|row| (row.code.is_none(), !exact(row)));
        fit
    }

    /// The one country whose office is called so, if no other's is: `secretary of state`, `taoiseach`.
    pub fn only_code(&self, words: &str) -> Option<&Code> {
        let rows = self.called.get(&words.to_lowercase())?;
        let mut codes = rows.iter().filter_map(|index| self.offices.get(*index)).map(|row| row.code.as_ref());
        let first = codes.next()??;
        codes.all(|code| code == Some(first)).then_some(first)
    }

    /// Whether a wider word may stand for the holder of an office: `diplomat` for a foreign minister.
    pub fn is_kind(&self, office: &str, kind: &str, code: Option<&Code>) -> bool {
        let office = office.to_lowercase();
        let rows = self.called.get(&office).into_iter().flatten().filter_map(|index| self.offices.get(*index));
        let mut fit = rows.filter(|row| row.code.is_none() || row.code.as_ref() == code);
        fit.any(|row| row.kinds.iter().any(|word| word == kind))
    }

    /// Whether two ways to call an office of a country mean the same one.
    pub fn same(&self, one: &str, other: &str, code: &Code) -> bool {
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        let first = self.rows(&one, code).first().map(|row| row.office.clone());
        let second = self.rows(&other, code).first().map(|row| row.office.clone());
        one == other || (first.is_some() && first == second)
    }
}

/// Whether a term ends shortly after a day.
fn goes(name: &Name, day: Date) -> bool {
    let last = name.held.1;
    last.zip(day.checked_add(HANDOVER.days()).ok()).is_some_and(|(last, horizon)| last <= horizon)
}
