//! Small words with a large effect: cues of status, verbs of saying, units that are counted, and words for times.
//! How they are looked for is not known here.

use crate::cells::optional;
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::{Comparator, Ledger};
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

const QUOTE_WORDS: [(&str, QuoteWord); 4] = [
    ("verb", QuoteWord::Verb),
    ("noun", QuoteWord::Noun),
    ("adjective", QuoteWord::Adjective),
    ("phrase", QuoteWord::Phrase),
];

const STRENGTHS: [(&str, QuoteStrength); 3] =
    [("speech", QuoteStrength::Speech), ("weak", QuoteStrength::Weak), ("belief", QuoteStrength::Belief)];

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
        let class = cells.required("class", &form.class);
        let series = cells.choice("series", &form.series, &YES).unwrap_or(false);
        let ledger = cells.ledger(&form.ledger);
        let with = crate::cells::list(&form.with);
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

pub(crate) fn read_commitment_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<CommitmentWord> {
    read_table(file, complaints, |form: CommitmentWordForm, cells| {
        let words = cells.required("words", &form.words).map(|words| crate::cells::list(&words));
        let kind = cells.choice_required("kind", &form.kind, &BINDINGS);
        Some(CommitmentWord { words: words?, kind: kind?, note: form.note, origin: cells.origin.clone() })
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
        let (symbols, names) = (crate::cells::list(&form.symbols), crate::cells::list(&form.names));
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
