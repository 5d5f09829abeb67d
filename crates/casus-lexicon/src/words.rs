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

/// How strongly a verb marks a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteStrength {
    /// `say`, `tell`.
    Speech,
    /// `note`, `stress`.
    Weak,
    /// `think`.
    Belief,
}

/// A verb of saying, in its base form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteCue {
    /// The base form.
    pub verb: String,
    /// How strong.
    pub strength: QuoteStrength,
    /// A remark.
    pub note: String,
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

/// What a word does to a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binding {
    /// Opens a condition: `in return for`.
    Condition,
    /// Binds as strongly as words can: `vow`.
    Vow,
    /// Binds: `agree to`.
    Will,
    /// `ready to`.
    Ready,
    /// `consider`.
    Consider,
    /// Binds, and what is held out is an offer: `offer`.
    Offer,
    /// Binds, and what is held out is a threat: `threaten`.
    Threat,
    /// Makes a forecast of the response: `likely`.
    Hedge,
    /// A verb of what befalls somebody: `collapse`.
    Fate,
    /// A verb by which the subject is made to suffer by another: `face sanctions`.
    Suffer,
    /// A way of speaking that sets no condition: `if I may say so`.
    Aside,
    /// After it `if` asks: `find out if`.
    Whether,
    /// A verb of foreseeing: `predict`.
    Forecast,
    /// Somebody who foresees and binds nobody: `analyst`.
    Observer,
    /// Hurts the other side.
    Harm,
    /// Helps it.
    Good,
    /// Makes an end: of harm it helps, of help it hurts.
    End,
    /// A condition that hurts.
    Hostile,
    /// A condition by which leave is given.
    Assent,
    /// Its subject is the condition: an attack would `bring` a reply.
    Answer,
    /// Its object is the condition: would `answer` an attack.
    Respond,
    /// A noun that names an act.
    Deed,
    /// People who may stand against their own state: `guerrilla`.
    People,
    /// Takes a commitment back.
    Retract,
    /// Puts it as a wish to others.
    Ask,
    /// Something in force for everybody: `law`.
    Rule,
    /// A made-up world: `film`.
    Fiction,
    /// Business.
    Market,
    /// Sport.
    Sport,
    /// Weather.
    Weather,
}

/// A word that decides whether somebody is bound to act on a condition, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentWord {
    /// Ways to write the same.
    pub words: Vec<String>,
    /// What they do.
    pub kind: Binding,
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
    /// The base form: `say`.
    verb: String,
    /// `speech`, `weak`, `belief`.
    strength: String,
    /// A remark.
    note: String,
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

/// A row of `commitments/words.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct CommitmentWordForm {
    /// Ways to write the same, with `;` between.
    words: String,
    /// What they do: `condition`, `vow`, `harm`; the head of the file tells all.
    kind: String,
    /// A remark.
    note: String,
}

const BINDINGS: [(&str, Binding); 30] = [
    ("condition", Binding::Condition),
    ("vow", Binding::Vow),
    ("will", Binding::Will),
    ("ready", Binding::Ready),
    ("consider", Binding::Consider),
    ("offer", Binding::Offer),
    ("threat", Binding::Threat),
    ("hedge", Binding::Hedge),
    ("fate", Binding::Fate),
    ("suffer", Binding::Suffer),
    ("aside", Binding::Aside),
    ("whether", Binding::Whether),
    ("forecast", Binding::Forecast),
    ("observer", Binding::Observer),
    ("harm", Binding::Harm),
    ("good", Binding::Good),
    ("end", Binding::End),
    ("hostile", Binding::Hostile),
    ("assent", Binding::Assent),
    ("answer", Binding::Answer),
    ("respond", Binding::Respond),
    ("deed", Binding::Deed),
    ("people", Binding::People),
    ("retract", Binding::Retract),
    ("ask", Binding::Ask),
    ("rule", Binding::Rule),
    ("fiction", Binding::Fiction),
    ("market", Binding::Market),
    ("sport", Binding::Sport),
    ("weather", Binding::Weather),
];

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
        let verb = cells.required("verb", &form.verb);
        let strength = cells.choice_required("strength", &form.strength, &STRENGTHS);
        Some(QuoteCue { verb: verb?, strength: strength?, note: form.note, origin: cells.origin.clone() })
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

pub(crate) fn read_commitment_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<CommitmentWord> {
    read_table(file, complaints, |form: CommitmentWordForm, cells| {
        let words = cells.required("words", &form.words).map(|words| crate::cells::list(&words));
        let kind = cells.choice_required("kind", &form.kind, &BINDINGS);
        Some(CommitmentWord { words: words?, kind: kind?, note: form.note, origin: cells.origin.clone() })
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
