//! What numbers count: units with their class, what befalls counted people, currencies, and the words beside a number that say
//! how it compares. How they are looked for is not known here.

use crate::cells::list;
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::{Comparator, Ledger};
use schemars::JsonSchema;
use serde::Deserialize;

/// Whose country a number is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitSubject {
    /// Who does it: missiles, troops.
    Doer,
    /// Who suffers it: the dead, the wounded.
    Victim,
}

/// What numbers count in claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The noun: `missile`.
    pub unit: String,
    /// Its plural; nothing where it has none.
    pub plural: Option<String>,
    /// What kind of thing it is: `missile`, `dead`, `money`; of `people` only an act makes a claim.
    pub class: String,
    /// Ordinals count too: `the sixth nuclear test`.
    pub series: bool,
    /// The ledger that such a number can be checked against.
    pub ledger: Option<Ledger>,
    /// Whose country the number is about.
    pub subject: UnitSubject,
    /// Words of which one must stand in the sentence; none where the unit has no other sense.
    pub with: Vec<String>,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// What kind of word tells what befell counted people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// `were killed`.
    Verb,
    /// `the killing of 20 people`.
    Noun,
    /// `were dead`.
    Adjective,
}

/// A word that tells what a number of people is of: they were arrested, died, marched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedAct {
    /// The base form.
    pub word: String,
    /// What kind of word.
    pub kind: ActKind,
    /// Whether the counted do it or suffer it.
    pub part: UnitSubject,
    /// The class of the number.
    pub class: String,
    /// The ledger that such a number can be checked against.
    pub ledger: Option<Ledger>,
    /// The word itself says that people are meant.
    pub alone: bool,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// How a currency is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217.
    pub currency: String,
    /// What stands beside the number: `$`, `US$`.
    pub symbols: Vec<String>,
    /// What stands after it, in the singular: `dollar`.
    pub names: Vec<String>,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// Words beside a number that say how it compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparatorWords {
    /// The words: `at least`.
    pub words: String,
    /// What they say.
    pub comparator: Comparator,
    /// They follow the number: `or more`.
    pub after: bool,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// A row of `units/units.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct UnitForm {
    /// The noun: `missile`.
    unit: String,
    /// Its plural; empty where it is the noun with `s`, `-` where there is none.
    plural: String,
    /// What kind of thing it is: `missile`, `dead`, `money`; of `people` only a word of `acts.csv` makes a claim.
    class: String,
    /// `yes` where ordinals count too, or empty.
    series: String,
    /// The ledger that such a number can be checked against, or empty.
    ledger: String,
    /// `doer` or `victim`.
    subject: String,
    /// Words of which one must stand in the sentence, with `;` between, or empty.
    with: String,
    /// A remark.
    note: String,
}

/// A row of `units/acts.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct CountedActForm {
    /// The base form: `arrest`.
    word: String,
    /// `verb`, `noun`, `adjective`.
    kind: String,
    /// `doer` or `patient`: whether the counted do it or suffer it.
    part: String,
    /// The class of the number: `arrested`.
    class: String,
    /// The ledger that such a number can be checked against, or empty.
    ledger: String,
    /// `yes` where the word itself says that people are meant, or empty.
    alone: String,
    /// A remark.
    note: String,
}

/// A row of `units/currencies.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct CurrencyForm {
    /// ISO 4217: `USD`.
    currency: String,
    /// What stands beside the number, with `;` between.
    symbols: String,
    /// What stands after it, in the singular, with `;` between.
    names: String,
    /// A remark.
    note: String,
}

/// A row of `units/comparators.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ComparatorForm {
    /// The words: `at least`.
    words: String,
    /// `exactly`, `at_least`, `at_most`, `about`, `more_than`, `less_than`, `between`.
    comparator: String,
    /// `before` or `after` the number.
    place: String,
    /// A remark.
    note: String,
}

const SUBJECTS: [(&str, UnitSubject); 2] = [("doer", UnitSubject::Doer), ("victim", UnitSubject::Victim)];

const PARTS: [(&str, UnitSubject); 2] = [("doer", UnitSubject::Doer), ("patient", UnitSubject::Victim)];

const ACT_KINDS: [(&str, ActKind); 3] =
    [("verb", ActKind::Verb), ("noun", ActKind::Noun), ("adjective", ActKind::Adjective)];

const YES: [(&str, bool); 1] = [("yes", true)];

const COMPARATORS: [(&str, Comparator); 7] = [
    ("exactly", Comparator::Exactly),
    ("at_least", Comparator::AtLeast),
    ("at_most", Comparator::AtMost),
    ("about", Comparator::About),
    ("more_than", Comparator::MoreThan),
    ("less_than", Comparator::LessThan),
    ("between", Comparator::Between),
];

const PLACES: [(&str, bool); 2] = [("before", false), ("after", true)];

pub(crate) fn read_units(file: &SourceFile, complaints: &mut Complaints) -> Vec<Unit> {
    read_table(file, complaints, |form: UnitForm, cells| {
        let unit = cells.required("unit", &form.unit);
        let subject = cells.choice_required("subject", &form.subject, &SUBJECTS);
        let class = cells.required("class", &form.class);
        let series = cells.choice("series", &form.series, &YES).unwrap_or(false);
        let ledger = cells.ledger(&form.ledger);
        let with = list(&form.with);
        let unit = unit?;
        let plural = match form.plural.as_str() {
            "-" => None,
            "" => Some(format!("{unit}s")),
            given => Some(given.to_string()),
        };
        let origin = cells.origin.clone();
        Some(Unit { unit, plural, class: class?, series, ledger, subject: subject?, with, note: form.note, origin })
    })
}

pub(crate) fn read_counted_acts(file: &SourceFile, complaints: &mut Complaints) -> Vec<CountedAct> {
    read_table(file, complaints, |form: CountedActForm, cells| {
        let word = cells.required("word", &form.word);
        let kind = cells.choice_required("kind", &form.kind, &ACT_KINDS);
        let part = cells.choice_required("part", &form.part, &PARTS);
        let class = cells.required("class", &form.class);
        let ledger = cells.ledger(&form.ledger);
        let alone = cells.choice("alone", &form.alone, &YES).unwrap_or(false);
        let origin = cells.origin.clone();
        Some(CountedAct {
            word: word?,
            kind: kind?,
            part: part?,
            class: class?,
            ledger,
            alone,
            note: form.note,
            origin,
        })
    })
}

pub(crate) fn read_currencies(file: &SourceFile, complaints: &mut Complaints) -> Vec<Currency> {
    read_table(file, complaints, |form: CurrencyForm, cells| {
        let currency = cells.required("currency", &form.currency)?;
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            cells.complain(format!("`{currency}` has not the form of a currency"), "write ISO 4217: `USD`");
        }
        let (symbols, names) = (list(&form.symbols), list(&form.names));
        Some(Currency { currency, symbols, names, note: form.note, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_comparators(file: &SourceFile, complaints: &mut Complaints) -> Vec<ComparatorWords> {
    read_table(file, complaints, |form: ComparatorForm, cells| {
        let words = cells.required("words", &form.words);
        let comparator = cells.choice_required("comparator", &form.comparator, &COMPARATORS);
        let after = cells.choice_required("place", &form.place, &PLACES);
        let origin = cells.origin.clone();
        Some(ComparatorWords { words: words?, comparator: comparator?, after: after?, note: form.note, origin })
    })
}
