//! Small words with a large effect: cues of status, words of saying, and words that bind.
//! How they are looked for is not known here.

use crate::cells::optional;
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
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

pub(crate) fn read_commitment_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<CommitmentWord> {
    read_table(file, complaints, |form: CommitmentWordForm, cells| {
        let words = cells.required("words", &form.words).map(|words| crate::cells::list(&words));
        let kind = cells.choice_required("kind", &form.kind, &BINDINGS);
        Some(CommitmentWord { words: words?, kind: kind?, note: form.note, origin: cells.origin.clone() })
    })
}
