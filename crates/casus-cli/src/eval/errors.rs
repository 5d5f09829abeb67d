//! Every single error, by the field that is wrong: what a person who wants to mend the coder reads first.

use casus_types::ParticipantRecord;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// What can be wrong, in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Missed,
    Extra,
    NotDone,
    Asserted,
    Actors,
    Recipients,
    Status,
    Date,
    SaidBy,
    Mode,
    Ledger,
    Salience,
    QuoteMissed,
    QuoteExtra,
    Speaker,
    QuoteKind,
    ClaimMissed,
    ClaimExtra,
    Number,
    Comparator,
    CommitmentMissed,
    CommitmentExtra,
    CommitmentKind,
    Committed,
    StateMissed,
    StateExtra,
    StateParties,
    Furniture,
    Lost,
}

impl Field {
    /// The heading over its errors.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Field::Missed => "events missed",
            Field::Extra => "events extra",
            Field::NotDone => "events not done, not found with their status",
            Field::Asserted => "events asserted as happened",
            Field::Actors => "actors",
            Field::Recipients => "recipients",
            Field::Status => "status",
            Field::Date => "date",
            Field::SaidBy => "said_by",
            Field::Mode => "mode",
            Field::Ledger => "ledger",
            Field::Salience => "salience",
            Field::QuoteMissed => "quotes missed",
            Field::QuoteExtra => "quotes extra",
            Field::Speaker => "quotes: speaker",
            Field::QuoteKind => "quotes: kind",
            Field::ClaimMissed => "claims missed",
            Field::ClaimExtra => "claims extra",
            Field::Number => "claims: number",
            Field::Comparator => "claims: comparator",
            Field::CommitmentMissed => "commitments missed",
            Field::CommitmentExtra => "commitments extra",
            Field::CommitmentKind => "commitments: kind",
            Field::Committed => "commitments: committed",
            Field::StateMissed => "states missed",
            Field::StateExtra => "states extra",
            Field::StateParties => "states: parties",
            Field::Furniture => "furniture kept",
            Field::Lost => "evidence dropped",
        }
    }
}

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) field: Field,
    /// The article.
    pub(super) doc: String,
    /// What was annotated and what was coded, in a line.
    pub(super) what: String,
}

/// What was annotated, and what was coded instead.
pub(super) fn between(gold: impl std::fmt::Display, coded: impl std::fmt::Display) -> String {
    format!("gold {gold}, casus {coded}")
}

/// An absent value is a dash.
pub(super) fn or_dash(value: Option<&str>) -> &str {
    value.filter(|value| !value.is_empty()).unwrap_or("—")
}

/// A value as the coded document writes it; an absent one is a dash.
pub(super) fn written(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(Value::Null) | Err(_) => "—".to_string(),
        Ok(other) => other.to_string(),
    }
}

/// The beginning of some words, in quotation marks and on one line.
pub(super) fn cited(words: &str) -> String {
    const ENOUGH: usize = 90;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = line.chars().take(ENOUGH).collect();
    let cut = if shown.len() < line.len() { "…" } else { "" };
    format!("\"{shown}{cut}\"")
}

/// A set of codes as it is compared.
pub(super) type Codes = BTreeSet<String>;

/// The codes that are known among some participants.
pub(super) fn codes_of(participants: &[ParticipantRecord]) -> Codes {
    let known = participants.iter().filter_map(|participant| participant.code.as_ref());
    known.map(|code| code.0.clone()).filter(|code| !code.is_empty()).collect()
}

/// `[KOR USA]`.
pub(super) fn listed(codes: &Codes) -> String {
    format!("[{}]", codes.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
}
