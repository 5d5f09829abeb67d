//! Small words with a large effect: cues of status, verbs of saying, units that are counted, and words for times.
//! How they are looked for is not known here.

use crate::cells::optional;
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::Ledger;
use schemars::JsonSchema;
use serde::Deserialize;

/// What kind of word a status cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// `will`.
    Modal,
    /// A verb with a complement: `plan to`.
    Verb,
    /// `threat of`.
    Noun,
    /// `possible`.
    Adjective,
    /// `allegedly`.
    Adverb,
    /// `if`.
    Conjunction,
    /// `not`.
    Negation,
}

/// What a status cue does to what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueEffect {
    /// It is for later.
    Planned,
    /// It hangs on something else.
    Conditional,
    /// It may be.
    Hypothetical,
    /// It did not happen.
    Negated,
    /// It is asked for, and no event of its own.
    Demanded,
    /// It did happen after all: `managed to`.
    Happened,
    /// It rests on a word.
    Reported,
}

/// A word that changes whether what follows happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusCue {
    /// The word or words: `plan to`.
    pub cue: String,
    /// What kind of word.
    pub kind: CueKind,
    /// What it does.
    pub effect: CueEffect,
    /// A remark.
    pub note: String,
    /// A sentence where it has this effect.
    pub yes: Option<String>,
    /// A sentence where the same word has not.
    pub no: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// How strongly a word marks a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteStrength {
    /// `say`, `tell`.
    Speech,
    /// `note`, `stress`.
    Weak,
    /// `think`.
    Belief,
}

/// What kind of word makes a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteWord {
    /// `say`.
    Verb,
    /// `statement`.
    Noun,
    /// `confident`.
    Adjective,
    /// `according to`, before its speaker.
    Phrase,
}

/// A word of saying or thinking, in its base form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteCue {
    /// The base form.
    pub cue: String,
    /// What kind of word.
    pub kind: QuoteWord,
    /// How strong.
    pub strength: QuoteStrength,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// How much something that is seen of a possible quote speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteWeight {
    /// What is seen.
    pub feature: String,
    /// For or against, in thousandths.
    pub weight: i32,
    /// Where it was read.
    pub origin: Origin,
}

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
    /// The ledger that such a number can be checked against.
    pub ledger: Option<Ledger>,
    /// Whose country the number is about.
    pub subject: UnitSubject,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// A word for a time: a day, a month, a season, a part of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeWord {
    /// The words, each a way to write the same: `Monday`, `Mon.`
    pub words: Vec<String>,
    /// What it names: `weekday`, `month`.
    pub kind: String,
    /// What it stands for, as its kind has it.
    pub value: String,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// A row of `status/cues.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct StatusCueForm {
    /// The word or words: `plan to`.
    cue: String,
    /// `modal`, `verb`, `noun`, `adjective`, `adverb`, `conjunction`, `negation`.
    kind: String,
    /// `planned`, `conditional`, `hypothetical`, `negated`, `demanded`, `happened`, `reported`.
    effect: String,
    /// A remark.
    note: String,
    /// A sentence where it has this effect.
    yes: String,
    /// A sentence where the same word has not.
    no: String,
}

/// A row of `quotes/cues.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct QuoteCueForm {
    /// The base form: `say`, `point out`, `statement`.
    cue: String,
    /// `verb`, `noun`, `adjective`, `phrase`.
    kind: String,
    /// `speech`, `weak`, `belief`.
    strength: String,
    /// A remark.
    note: String,
}

/// A row of `quotes/weights.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct QuoteWeightForm {
    /// What is seen of a candidate: `how=after`.
    feature: String,
    /// How much it speaks for a quote, in thousandths.
    weight: String,
}

/// A row of `units/units.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct UnitForm {
    /// The noun: `missile`.
    unit: String,
    /// Its plural; empty where it is the noun with `s`, `-` where there is none.
    plural: String,
    /// The ledger that such a number can be checked against, or empty.
    ledger: String,
    /// `doer` or `victim`.
    subject: String,
    /// A remark.
    note: String,
}

/// A row of `times/words.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct TimeWordForm {
    /// Ways to write the same, with `;` between.
    words: String,
    /// What it names.
    kind: String,
    /// What it stands for.
    value: String,
    /// A remark.
    note: String,
}

const CUE_KINDS: [(&str, CueKind); 7] = [
    ("modal", CueKind::Modal),
    ("verb", CueKind::Verb),
    ("noun", CueKind::Noun),
    ("adjective", CueKind::Adjective),
    ("adverb", CueKind::Adverb),
    ("conjunction", CueKind::Conjunction),
    ("negation", CueKind::Negation),
];

const EFFECTS: [(&str, CueEffect); 7] = [
    ("planned", CueEffect::Planned),
    ("conditional", CueEffect::Conditional),
    ("hypothetical", CueEffect::Hypothetical),
    ("negated", CueEffect::Negated),
    ("demanded", CueEffect::Demanded),
    ("happened", CueEffect::Happened),
    ("reported", CueEffect::Reported),
];

const QUOTE_WORDS: [(&str, QuoteWord); 4] = [
    ("verb", QuoteWord::Verb),
    ("noun", QuoteWord::Noun),
    ("adjective", QuoteWord::Adjective),
    ("phrase", QuoteWord::Phrase),
];

const STRENGTHS: [(&str, QuoteStrength); 3] =
    [("speech", QuoteStrength::Speech), ("weak", QuoteStrength::Weak), ("belief", QuoteStrength::Belief)];

const SUBJECTS: [(&str, UnitSubject); 2] = [("doer", UnitSubject::Doer), ("victim", UnitSubject::Victim)];

pub(crate) fn read_status_cues(file: &SourceFile, complaints: &mut Complaints) -> Vec<StatusCue> {
    read_table(file, complaints, |form: StatusCueForm, cells| {
        let cue = cells.required("cue", &form.cue);
        let kind = cells.choice_required("kind", &form.kind, &CUE_KINDS);
        let effect = cells.choice_required("effect", &form.effect, &EFFECTS);
        Some(StatusCue {
            cue: cue?,
            kind: kind?,
            effect: effect?,
            note: form.note,
            yes: optional(&form.yes),
            no: optional(&form.no),
            origin: cells.origin.clone(),
        })
    })
}

pub(crate) fn read_quote_cues(file: &SourceFile, complaints: &mut Complaints) -> Vec<QuoteCue> {
    read_table(file, complaints, |form: QuoteCueForm, cells| {
        let cue = cells.required("cue", &form.cue);
        let kind = cells.choice_required("kind", &form.kind, &QUOTE_WORDS);
        let strength = cells.choice_required("strength", &form.strength, &STRENGTHS);
        Some(QuoteCue { cue: cue?, kind: kind?, strength: strength?, note: form.note, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_quote_weights(file: &SourceFile, complaints: &mut Complaints) -> Vec<QuoteWeight> {
    read_table(file, complaints, |form: QuoteWeightForm, cells| {
        let feature = cells.required("feature", &form.feature);
        let weight = form.weight.parse().ok();
        if weight.is_none() {
            let origin = cells.origin.clone();
            let help = "write a whole number of thousandths: 1250, -300";
            cells.complaints.push(&origin, format!("`{}` is no weight", form.weight), help);
        }
        Some(QuoteWeight { feature: feature?, weight: weight?, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_units(file: &SourceFile, complaints: &mut Complaints) -> Vec<Unit> {
    read_table(file, complaints, |form: UnitForm, cells| {
        let unit = cells.required("unit", &form.unit);
        let subject = cells.choice_required("subject", &form.subject, &SUBJECTS);
        let ledger = cells.ledger(&form.ledger);
        let unit = unit?;
        let plural = match form.plural.as_str() {
            "-" => None,
            "" => Some(format!("{unit}s")),
            given => Some(given.to_string()),
        };
        Some(Unit { unit, plural, ledger, subject: subject?, note: form.note, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_time_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<TimeWord> {
    read_table(file, complaints, |form: TimeWordForm, cells| {
        let words = cells.required("words", &form.words).map(|words| crate::cells::list(&words));
        let kind = cells.required("kind", &form.kind);
        let value = cells.required("value", &form.value);
        Some(TimeWord { words: words?, kind: kind?, value: value?, note: form.note, origin: cells.origin.clone() })
    })
}
