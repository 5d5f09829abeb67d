//! What kinds of events there are: PLOVER's classes and modes with their scores, contexts, and the crosswalk to CAMEO.
//! Nothing here says how an event is recognised; that is the rules.

use crate::cells::{Cells, list};
use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::source::SourceFile;
use crate::table::read_table;
use crate::tree::{At, Page};
use casus_types::{EventType, Ledger, Quad};
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// PLOVER's name for a way in which something is done: `explosives`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModeId(pub String);

/// PLOVER's name for what an event is about: `military`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextId(pub String);

impl fmt::Display for ModeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ContextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All kinds of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ontology {
    /// The sixteen classes.
    pub types: Vec<TypeMeaning>,
    /// What events are about.
    pub contexts: Vec<Context>,
    /// CAMEO's codes, as its crosswalk lists them.
    pub cameo: Vec<CameoRow>,
}

/// One class.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeMeaning {
    /// Which.
    pub kind: EventType,
    /// In one or two sentences.
    pub meaning: String,
    /// Corner of conflict and cooperation.
    pub quad: Quad,
    /// PLOVER's score.
    pub score: f64,
    /// CAMEO's root: `04`.
    pub cameo: String,
    /// What a coming one becomes, where it differs.
    pub future: Option<EventType>,
    /// CAMEO's code for a future one: `036`, intent to meet.
    pub future_cameo: Option<String>,
    /// The ledger it feeds where no rule says otherwise.
    pub ledger: Option<Ledger>,
    /// Its modes.
    pub modes: Vec<Mode>,
    /// Where it was read.
    pub origin: Origin,
}

/// One mode of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// Its name.
    pub id: ModeId,
    /// In a sentence.
    pub meaning: String,
    /// PLOVER's score, where it differs from that of the class.
    pub score: Option<f64>,
    /// The ledger it feeds where no rule says otherwise and it is not that of the class.
    pub ledger: Option<Ledger>,
    /// Where it was read.
    pub origin: Origin,
}

/// What events can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Its name.
    pub id: ContextId,
    /// In a sentence.
    pub meaning: String,
    /// Words that suggest it.
    pub words: Vec<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// One code of CAMEO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameoRow {
    /// The code: `042`.
    pub cameo: String,
    /// Its class; nothing for codes that PLOVER has no class for, such as plain statements.
    pub kind: Option<EventType>,
    /// Its mode, where it has one.
    pub mode: Option<ModeId>,
    /// In a few words.
    pub meaning: String,
    /// Where it was read.
    pub origin: Origin,
}

impl Ontology {
    /// What is known of a class.
    pub fn of(&self, kind: EventType) -> Option<&TypeMeaning> {
        self.types.iter().find(|meaning| meaning.kind == kind)
    }

    /// A mode of a class.
    pub fn mode(&self, kind: EventType, mode: &ModeId) -> Option<&Mode> {
        self.of(kind)?.modes.iter().find(|one| one.id == *mode)
    }

    /// The score of a class in a mode: the mode's own, else that of the class.
    pub fn score(&self, kind: EventType, mode: Option<&ModeId>) -> Option<f64> {
        let own = mode.and_then(|mode| self.mode(kind, mode)).and_then(|mode| mode.score);
        own.or_else(|| self.of(kind).map(|meaning| meaning.score))
    }

    /// The ledger that a class in a mode feeds where no rule says otherwise: the mode's own, else that of the class.
    pub fn ledger(&self, kind: EventType, mode: Option<&ModeId>) -> Option<Ledger> {
        let own = mode.and_then(|mode| self.mode(kind, mode)).and_then(|mode| mode.ledger);
        own.or_else(|| self.of(kind).and_then(|meaning| meaning.ledger))
    }

    /// CAMEO's code for a class in a mode: the first row of the pair, else that of the class alone, else its root.
    pub fn cameo(&self, kind: EventType, mode: Option<&ModeId>) -> Option<&str> {
        let row =
            |mode: Option<&ModeId>| self.cameo.iter().find(|row| row.kind == Some(kind) && row.mode.as_ref() == mode);
        let code = row(mode).or_else(|| row(None)).map(|row| row.cameo.as_str());
        code.or_else(|| self.of(kind).map(|meaning| meaning.cameo.as_str()))
    }
}

/// The file `ontology/types.toml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypesFile {
    /// The sixteen classes.
    #[allow(dead_code)] // read entry by entry; here for the schema
    #[serde(default, rename = "type")]
    types: Vec<TypeForm>,
}

/// One class.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeForm {
    /// PLOVER's name: `CONSULT`.
    #[schemars(required)]
    id: Option<At>,
    /// One or two sentences of our own.
    #[schemars(required)]
    meaning: Option<At>,
    /// `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`.
    #[schemars(required)]
    quad: Option<At>,
    /// PLOVER's score.
    #[schemars(required)]
    score: Option<f64>,
    /// CAMEO's root: `04`.
    #[schemars(required)]
    cameo: Option<At>,
    /// The class that a future one becomes, where it differs.
    future: Option<At>,
    /// CAMEO's code for a future one.
    future_cameo: Option<At>,
    /// The ledger it feeds where no rule says otherwise.
    ledger: Option<At>,
    /// Its modes.
    #[allow(dead_code)] // read entry by entry; here for the schema
    #[serde(default)]
    mode: Vec<ModeForm>,
}

/// One mode.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModeForm {
    /// PLOVER's name: `visit`.
    #[schemars(required)]
    id: Option<At>,
    /// One sentence.
    #[schemars(required)]
    meaning: Option<At>,
    /// PLOVER's score, where it differs from that of the class.
    score: Option<f64>,
    /// The ledger it feeds where no rule says otherwise and it is not that of the class.
    ledger: Option<At>,
}

/// A row of `ontology/contexts.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ContextForm {
    /// PLOVER's name: `military`.
    id: String,
    /// One sentence.
    meaning: String,
    /// Words that suggest it, with `;` between.
    words: String,
}

/// A row of `ontology/cameo.csv`; the first row of a pair of type and mode is the one that is written.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct CameoForm {
    /// CAMEO's code: `042`.
    cameo: String,
    /// PLOVER's class: `CONSULT`; empty where PLOVER has none.
    #[serde(rename = "type")]
    kind: String,
    /// PLOVER's mode, or empty.
    mode: String,
    /// A few words.
    meaning: String,
}

pub(crate) const QUADS: [(&str, Quad); 4] = [
    ("verbal-cooperation", Quad::VerbalCooperation),
    ("material-cooperation", Quad::MaterialCooperation),
    ("verbal-conflict", Quad::VerbalConflict),
    ("material-conflict", Quad::MaterialConflict),
];

pub(crate) fn read_types(file: &SourceFile, complaints: &mut Complaints) -> Vec<TypeMeaning> {
    let Some((page, mut root)) = Page::parse(file, complaints) else { return Vec::new() };
    let mut types = Vec::new();
    for mut entry in page.entries(&mut root, "type", complaints) {
        let origin = page.entry_origin(&entry);
        let mut modes = Vec::new();
        for mode in page.entries(&mut entry, "mode", complaints) {
            let origin = page.entry_origin(&mode);
            let Some(form) = page.form::<ModeForm>(mode, complaints) else { continue };
            let mut cells = Cells { origin: origin.clone(), complaints: &mut *complaints };
            let id = cells.required("id", text(&form.id));
            let meaning = cells.required("meaning", text(&form.meaning));
            if let (Some(id), Some(meaning)) = (id, meaning) {
                let ledger = cells.ledger(text(&form.ledger));
                modes.push(Mode { id: ModeId(id), meaning, score: form.score, ledger, origin: origin.clone() });
            }
        }
        let Some(form) = page.form::<TypeForm>(entry, complaints) else { continue };
        let mut cells = Cells { origin: origin.clone(), complaints: &mut *complaints };
        let id = cells.required("id", text(&form.id));
        let kind = id.and_then(|id| cells.kind("type", &id));
        let meaning = cells.required("meaning", text(&form.meaning));
        let quad = cells.choice_required("quad", text(&form.quad), &QUADS);
        let cameo = cells.required("cameo", text(&form.cameo)).and_then(|code| cells.cameo(&code));
        let future = cells.kind("future", text(&form.future));
        let future_cameo = cells.cameo(text(&form.future_cameo));
        let ledger = cells.ledger(text(&form.ledger));
        if form.score.is_none() {
            cells.complain("`score` is missing", "give PLOVER's score, such as `score = 2.5`");
        }
        if let (Some(kind), Some(meaning), Some(quad), Some(cameo), Some(score)) =
            (kind, meaning, quad, cameo, form.score)
        {
            types.push(TypeMeaning { kind, meaning, quad, score, cameo, future, future_cameo, ledger, modes, origin });
        }
    }
    page.form::<TypesFile>(root, complaints);
    types
}

/// The text of a key, empty where it was left out.
pub(crate) fn text(value: &Option<At>) -> &str {
    value.as_ref().map_or("", At::text)
}

pub(crate) fn read_contexts(file: &SourceFile, complaints: &mut Complaints) -> Vec<Context> {
    read_table(file, complaints, |form: ContextForm, cells| {
        let id = cells.required("id", &form.id);
        let meaning = cells.required("meaning", &form.meaning);
        Some(Context { id: ContextId(id?), meaning: meaning?, words: list(&form.words), origin: cells.origin.clone() })
    })
}

pub(crate) fn read_cameo(file: &SourceFile, complaints: &mut Complaints) -> Vec<CameoRow> {
    read_table(file, complaints, |form: CameoForm, cells| {
        let cameo = cells.required("cameo", &form.cameo).and_then(|code| cells.cameo(&code));
        let kind = cells.kind("type", &form.kind);
        let meaning = cells.required("meaning", &form.meaning);
        if kind.is_none() && !form.mode.is_empty() {
            cells.complain("a mode without a type", "fill in `type`, or leave `mode` empty too");
        }
        let mode = Some(form.mode).filter(|mode| !mode.is_empty()).map(ModeId);
        Some(CameoRow { cameo: cameo?, kind, mode, meaning: meaning?, origin: cells.origin.clone() })
    })
}

/// Classes missing or twice, modes twice, and crosswalk rows whose mode is not one of the class.
pub(crate) fn check(ontology: &Ontology, complaints: &mut Complaints) {
    // Without the file, as when a single rule file is tried, there is nothing to miss.
    let Some(first) = ontology.types.first() else { return };
    let types_file = Origin { file: Arc::clone(&first.origin.file), line: 1 };
    for kind in EventType::ALL {
        let mut rows = ontology.types.iter().filter(|meaning| meaning.kind == kind);
        if rows.next().is_none() {
            let what = format!("the class {} is missing", kind.code());
            complaints.push(&types_file, what, format!("add a [[type]] with id = \"{}\"", kind.code()));
        }
        for again in rows {
            complaints.push(&again.origin, format!("the class {} stands twice", kind.code()), "keep one of the two");
        }
    }
    for meaning in &ontology.types {
        for (i, mode) in meaning.modes.iter().enumerate() {
            if meaning.modes.iter().take(i).any(|other| other.id == mode.id) {
                let what = format!("the mode `{}` of {} stands twice", mode.id, meaning.kind.code());
                complaints.push(&mode.origin, what, "keep one of the two");
            }
        }
    }
    for row in &ontology.cameo {
        if let (Some(kind), Some(mode)) = (row.kind, &row.mode) {
            check_mode(ontology, kind, mode, &row.origin, complaints);
        }
    }
    for (i, context) in ontology.contexts.iter().enumerate() {
        if ontology.contexts.iter().take(i).any(|other| other.id == context.id) {
            complaints.push(
                &context.origin,
                format!("the context `{}` stands twice", context.id),
                "keep one of the two",
            );
        }
    }
}

/// Complains of a mode that its class does not have.
pub(crate) fn check_mode(
    ontology: &Ontology,
    kind: EventType,
    mode: &ModeId,
    origin: &Origin,
    complaints: &mut Complaints,
) {
    let Some(meaning) = ontology.of(kind) else { return };
    if meaning.modes.iter().any(|one| one.id == *mode) {
        return;
    }
    let what = format!("`{mode}` is no mode of {}", kind.code());
    let others: Vec<&str> = ontology
        .types
        .iter()
        .filter(|other| other.modes.iter().any(|one| one.id == *mode))
        .map(|other| other.kind.code())
        .collect();
    let help = if meaning.modes.is_empty() {
        format!("{} has no modes; leave it out", kind.code())
    } else if others.is_empty() {
        did_you_mean(&mode.0, meaning.modes.iter().map(|one| one.id.0.as_str()))
    } else {
        let own: Vec<&str> = meaning.modes.iter().map(|one| one.id.0.as_str()).collect();
        format!("it is a mode of {}; {} has {}", others.join(", "), kind.code(), own.join(", "))
    };
    complaints.push(origin, what, help);
}
