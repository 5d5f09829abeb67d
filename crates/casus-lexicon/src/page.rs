//! The words that the page stage needs: furniture lines and news agencies, read into the noun that both sides share.

use crate::cells::{Cells, list};
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::{FurnitureLine, FurnitureThen, LineMatch, NewsAgency};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A row of `page/furniture.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct FurnitureForm {
    /// `line` (the whole line), `start`, `part`.
    #[serde(rename = "match")]
    matches: String,
    /// The words, as they stand on pages.
    text: String,
    /// What it is, as readers are shown it.
    why: String,
    /// What usually follows: empty where the article goes on, `titles` of other reports, or its `end`.
    then: String,
}

/// A row of `page/agencies.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct AgencyForm {
    /// The name that is published: `Yonhap`.
    name: String,
    /// Other names and signs, with `;` between.
    names: String,
    /// Hours from UTC in winter at its seat; empty where it publishes from many places.
    zone: String,
}

const MATCHES: [(&str, LineMatch); 3] =
    [("line", LineMatch::Line), ("start", LineMatch::Start), ("part", LineMatch::Part)];

const THEN: [(&str, FurnitureThen); 2] = [("titles", FurnitureThen::Titles), ("end", FurnitureThen::End)];

pub(crate) fn read_furniture(file: &SourceFile, complaints: &mut Complaints) -> Vec<FurnitureLine> {
    let mut seen = BTreeMap::new();
    read_table(file, complaints, |form: FurnitureForm, cells| {
        let matches = cells.choice_required("match", &form.matches, &MATCHES);
        let text = cells.required("text", &form.text);
        let why = cells.required("why", &form.why);
        let then = cells.choice("then", &form.then, &THEN).unwrap_or_default();
        let line = FurnitureLine { matches: matches?, text: text?, why: why?, then };
        once(&mut seen, (form.matches, line.text.clone()), &line.text, cells);
        Some(line)
    })
}

pub(crate) fn read_agencies(file: &SourceFile, complaints: &mut Complaints) -> Vec<NewsAgency> {
    let mut seen = BTreeMap::new();
    read_table(file, complaints, |form: AgencyForm, cells| {
        let zone = zone(&form.zone, cells);
        let agency = NewsAgency { name: cells.required("name", &form.name)?, names: list(&form.names), zone };
        for name in agency.names.iter().chain([&agency.name]) {
            once(&mut seen, name.clone(), name, cells);
        }
        Some(agency)
    })
}

/// Hours from UTC in minutes.
fn zone(cell: &str, cells: &mut Cells<'_>) -> Option<i16> {
    if cell.is_empty() {
        return None;
    }
    let hours = cell.parse().ok().filter(|hours: &f64| (-12.0..=14.0).contains(hours));
    if hours.is_none() {
        cells.complain(format!("`{cell}` is no time zone"), "write hours from UTC: -5, 5.5");
    }
    hours.map(|hours| (hours * 60.0).round() as i16)
}

/// Complains of words that an earlier row has already.
fn once<K: Ord>(seen: &mut BTreeMap<K, Origin>, key: K, words: &str, cells: &mut Cells<'_>) {
    match seen.get(&key) {
        Some(first) => {
            let what = format!("`{words}` stands already at {first}");
            cells.complain(what, "keep one of the two");
        }
        None => {
            seen.insert(key, cells.origin.clone());
        }
    }
}
