//! Annotated articles as they lie in a folder: one JSON file an article beside the text it annotates. Quoted strings are
//! words of the text; where they stand is found later. Nothing is scored here.

use casus_types::{CommitmentKind, Comparator, EventType, Ledger, QuoteKind, Relation, Salience, Status};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What a careful reader finds in one article.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    /// The file with the article's text: `NAME.txt`.
    pub(super) doc: String,
    /// Whole lines that are no part of the article.
    #[serde(default)]
    pub(super) furniture: Vec<String>,
    #[serde(default)]
    pub(super) events: Vec<GoldEvent>,
    #[serde(default)]
    pub(super) quotes: Vec<GoldQuote>,
    #[serde(default)]
    pub(super) claims: Vec<GoldClaim>,
    #[serde(default)]
    pub(super) commitments: Vec<GoldCommitment>,
    /// Nothing where the reader did not look for states.
    pub(super) states: Option<Vec<GoldState>>,
}

/// One act, however often the article tells it.
#[derive(Debug, Deserialize)]
pub(super) struct GoldEvent {
    /// The clause or sentence that states it.
    pub(super) evidence: String,
    /// Other places that state the same act.
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(rename = "type")]
    pub(super) kind: EventType,
    pub(super) mode: Option<String>,
    pub(super) ledger: Option<Ledger>,
    pub(super) actors: Vec<GoldParty>,
    pub(super) recipients: Vec<GoldParty>,
    /// First day, ISO.
    pub(super) start: Option<String>,
    /// Last day, ISO; the first one where left out.
    pub(super) end: Option<String>,
    pub(super) status: Status,
    /// The speaker on whose word alone it rests, as written.
    pub(super) said_by: Option<String>,
    pub(super) salience: Salience,
    /// A reading that one may or may not take; it counts neither way.
    #[serde(default)]
    pub(super) optional: bool,
}

impl GoldEvent {
    /// The evidence and its repetitions.
    pub(super) fn quoted(&self) -> Vec<&str> {
        std::iter::once(&self.evidence).chain(&self.also).map(String::as_str).collect()
    }

    /// Whether it counts neither way when it is coded as no fact: optional, hypothetical or negated.
    pub(super) fn is_free(&self) -> bool {
        self.optional || !is_fact(self.status)
    }
}

/// Whether an event of this status is a fact of its kind: done, decided, or bound to a condition.
pub(super) fn is_fact(status: Status) -> bool {
    matches!(status, Status::Happened | Status::Planned | Status::Conditional)
}

/// Who took part.
#[derive(Debug, Deserialize)]
pub(super) struct GoldParty {
    pub(super) code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldQuote {
    pub(super) kind: QuoteKind,
    /// As written.
    pub(super) speaker: Option<String>,
    /// What is said, without the marks; the parts of a broken quotation joined by a space.
    pub(super) text: String,
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldClaim {
    pub(super) text: String,
    pub(super) number: Option<f64>,
    pub(super) comparator: Comparator,
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldCommitment {
    /// The sentence.
    pub(super) text: String,
    pub(super) kind: CommitmentKind,
    /// Codes of who is bound.
    pub(super) committed: Vec<String>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// How things stand, however often the article says so.
#[derive(Debug, Deserialize)]
pub(super) struct GoldState {
    /// The clause or sentence that says so.
    pub(super) evidence: String,
    /// Other places that say the same.
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) relation: Relation,
    #[serde(default)]
    pub(super) negated: bool,
    pub(super) parties: Vec<GoldParty>,
    #[serde(default)]
    pub(super) toward: Vec<GoldParty>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// An annotated article with its text.
#[derive(Debug)]
pub(super) struct GoldArticle {
    pub(super) gold: Gold,
    /// The text as it lies beside the annotation.
    pub(super) text: String,
}

/// All annotated articles of a folder, by name of their file.
pub(super) fn read(folder: &Path) -> Result<Vec<GoldArticle>, String> {
    let told = |path: &Path, what: &dyn std::fmt::Display| format!("{}: cannot be read: {what}", path.display());
    let entries = fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in entries {
        files.push(entry.map_err(|error| told(folder, &error))?.path());
    }
    files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".json")));
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: no annotated articles (NAME.json beside NAME.txt) in it", folder.display()));
    }
    let article = |path: &PathBuf| {
        let json = fs::read_to_string(path).map_err(|error| told(path, &error))?;
        let gold: Gold = serde_json::from_str(&json).map_err(|error| told(path, &error))?;
        let beside = folder.join(&gold.doc);
        let text = fs::read_to_string(&beside).map_err(|error| told(&beside, &error))?;
        Ok(GoldArticle { gold, text })
    };
    files.iter().map(article).collect()
}
