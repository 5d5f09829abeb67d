//! The page's words as the tests read them: straight from the lexicon's own tables.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use casus_types::{FurnitureLine, FurnitureThen, LineMatch, NewsAgency, PageWords};
use std::path::Path;

/// The words of the lexicon that ships.
pub fn words() -> PageWords {
    words_in(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon"))
}

/// The words of a lexicon folder.
pub fn words_in(lexicon: &str) -> PageWords {
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let path = Path::new(lexicon).join("page").join(name);
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&path).expect("a table");
        reader.records().map(|row| row.expect("a row")).collect()
    };
    let furniture = rows("furniture.csv").into_iter().map(|row| FurnitureLine {
        matches: match &row[0] {
            "line" => LineMatch::Line,
            "start" => LineMatch::Start,
            "part" => LineMatch::Part,
            other => panic!("furniture.csv: match is {other}"),
        },
        text: row[1].to_string(),
        why: row[2].to_string(),
        then: match &row[3] {
            "" => FurnitureThen::Article,
            "titles" => FurnitureThen::Titles,
            "end" => FurnitureThen::End,
            other => panic!("furniture.csv: then is {other}"),
        },
    });
    let agencies = rows("agencies.csv").into_iter().map(|row| NewsAgency {
        name: row[0].to_string(),
        names: row[1].split(';').map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect(),
    });
    PageWords::new(furniture.collect(), agencies.collect())
}
