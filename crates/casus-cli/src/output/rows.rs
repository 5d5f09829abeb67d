//! One event a row: the columns that CSV and Parquet share, in their order, and CSV itself. Lists are joined by `;`, an
//! unknown member of a list is empty, so that names, codes and sectors stay in step.

use super::wording::word;
use super::{Cut, Sink, Target};
use casus_types::{Document, EventRecord, ParticipantRecord};
use std::io;

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Text, or unknown.
    Text(Option<String>),
    /// A number, or unknown.
    Number(Option<f64>),
    /// A count, or unknown.
    Whole(Option<i64>),
    /// A day in ISO form, or unknown.
    Day(Option<String>),
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Number,
    Whole,
    Day,
}

/// The columns, in order.
pub(crate) const COLUMNS: [(&str, Holds); 40] = [
    ("article_id", Holds::Text),
    ("source", Holds::Text),
    ("headline", Holds::Text),
    ("published", Holds::Day),
    ("agency", Holds::Text),
    ("id", Holds::Text),
    ("type", Holds::Text),
    ("mode", Holds::Text),
    ("contexts", Holds::Text),
    ("cameo", Holds::Text),
    ("quad", Holds::Text),
    ("score", Holds::Number),
    ("ledger", Holds::Text),
    ("actors", Holds::Text),
    ("actor_ids", Holds::Text),
    ("actor_codes", Holds::Text),
    ("actor_sectors", Holds::Text),
    ("recipients", Holds::Text),
    ("recipient_ids", Holds::Text),
    ("recipient_codes", Holds::Text),
    ("recipient_sectors", Holds::Text),
    ("start_date", Holds::Day),
    ("end_date", Holds::Day),
    ("date_why", Holds::Text),
    ("place", Holds::Text),
    ("place_id", Holds::Text),
    ("place_country", Holds::Text),
    ("place_precision", Holds::Text),
    ("lat", Holds::Number),
    ("lon", Holds::Number),
    ("status", Holds::Text),
    ("said_by", Holds::Text),
    ("said_by_text", Holds::Text),
    ("salience", Holds::Text),
    ("rule", Holds::Text),
    ("reader_score", Holds::Number),
    ("confidence", Holds::Number),
    ("evidence_start", Holds::Number),
    ("evidence_end", Holds::Number),
    ("evidence_text", Holds::Text),
];

/// The rows of a document, one an event, cells in the order of [`COLUMNS`].
pub(crate) fn rows(document: &Document) -> Vec<[Cell; COLUMNS.len()]> {
    let cut = Cut::new(&document.article.text);
    document.events.iter().map(|event| row(document, event, &cut)).collect()
}

fn row(document: &Document, event: &EventRecord, cut: &Cut) -> [Cell; COLUMNS.len()] {
    let text = |value: &str| Cell::Text(Some(value.to_string()));
    let known = |value: &Option<String>| Cell::Text(value.clone());
    let names = |event: &[ParticipantRecord]| list(event.iter().map(|one| name(document, one)));
    let ids = |event: &[ParticipantRecord]| list(event.iter().map(|one| one.actor.0.clone()));
    let codes = |event: &[ParticipantRecord]| list(event.iter().map(|one| word(&one.code)));
    let sectors = |event: &[ParticipantRecord]| list(event.iter().map(|one| word(&one.sector)));
    let article = &document.article;
    let first = event.evidence.first();
    [
        text(&article.id),
        text(&article.source),
        known(&article.headline),
        Cell::Day(article.published.clone()),
        known(&article.agency),
        text(&event.id.0),
        text(event.kind.code()),
        known(&event.mode),
        list(event.contexts.iter().cloned()),
        known(&event.cameo),
        text(&word(&Some(event.quad))),
        Cell::Number(event.score),
        Cell::Text(event.ledger.map(|ledger| word(&Some(ledger)))),
        names(&event.actors),
        ids(&event.actors),
        codes(&event.actors),
        sectors(&event.actors),
        names(&event.recipients),
        ids(&event.recipients),
        codes(&event.recipients),
        sectors(&event.recipients),
        Cell::Day(event.start_date.clone()),
        Cell::Day(event.end_date.clone()),
        known(&event.date_why),
        known(&event.place),
        known(&event.place_id),
        Cell::Text(event.place_country.as_ref().map(|code| code.0.clone())),
        known(&event.place_precision),
        Cell::Number(event.lat),
        Cell::Number(event.lon),
        text(event.status.word()),
        Cell::Text(event.said_by.as_ref().map(|actor| actor.0.clone())),
        known(&event.said_by_text),
        text(&word(&Some(event.salience))),
        Cell::Text(event.rule.as_ref().map(|rule| rule.0.clone())),
        Cell::Number(event.reader_score),
        Cell::Number(event.confidence),
        Cell::Number(first.map(|extent| extent.start as f64)),
        Cell::Number(first.map(|extent| extent.end as f64)),
        Cell::Text(first.map(|extent| cut.words(*extent).to_string())),
    ]
}

/// The fullest name of a participant.
fn name(document: &Document, participant: &ParticipantRecord) -> String {
    let actor = document.actors.iter().find(|actor| actor.id == participant.actor);
    actor.map_or_else(|| participant.text.clone(), |actor| actor.name.clone())
}

/// A list in one cell; a `;` inside a member would cut it in two, so it becomes a comma.
fn list(members: impl Iterator<Item = String>) -> Cell {
    let members: Vec<String> = members.map(|member| member.replace(';', ",")).collect();
    Cell::Text(Some(members.join(";")).filter(|joined| !members.is_empty() && !joined.is_empty()))
}

/// CSV in UTF-8 with a header.
pub(crate) struct Csv {
    writer: csv::Writer<Box<dyn Target>>,
}

impl Csv {
    pub(crate) fn new(target: Box<dyn Target>) -> io::Result<Csv> {
        let mut writer = csv::Writer::from_writer(target);
        writer.write_record(COLUMNS.map(|(name, _)| name))?;
        Ok(Csv { writer })
    }
}

impl Sink for Csv {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        for row in rows(document) {
            self.writer.write_record(row.map(written))?;
        }
        self.writer.flush()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut target = self.writer.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
        target.complete()
    }
}

pub(super) fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => safe(text.unwrap_or_default()),
        Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Cell::Whole(whole) => whole.map(|whole| whole.to_string()).unwrap_or_default(),
        Cell::Day(day) => day.unwrap_or_default(),
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it. Reports come from anywhere.
fn safe(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_left_alone() {
        assert_eq!(written(Cell::Text(Some("=HYPERLINK(\"x\")".to_string()))), "'=HYPERLINK(\"x\")");
        assert_eq!(written(Cell::Text(Some("Talks - at last".to_string()))), "Talks - at last");
        assert_eq!(written(Cell::Number(Some(-7.5))), "-7.5");
        assert_eq!(written(Cell::Number(None)), "");
    }

    #[test]
    fn members_of_lists_stay_in_step_when_one_is_unknown() {
        let joined = |members: &[&str]| list(members.iter().map(|member| member.to_string()));
        assert_eq!(joined(&["KOR", "", "USA"]), Cell::Text(Some("KOR;;USA".to_string())));
        assert_eq!(joined(&["A; B", "C"]), Cell::Text(Some("A, B;C".to_string())));
        assert_eq!(joined(&[]), Cell::Text(None));
    }
}
