//! The page's words as the tests read them: straight from the lexicon's own tables.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use casus_types::{Article, BlockKind, FurnitureLine, FurnitureThen, LineMatch, NewsAgency, PageWords};
use std::path::Path;
use std::sync::LazyLock;

/// The words of the lexicon that ships, read once.
pub fn words() -> &'static PageWords {
    static WORDS: LazyLock<PageWords> =
        LazyLock::new(|| words_in(concat!(env!("CARGO_MANIFEST_DIR"), "/../../lexicon")));
    &WORDS
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
        zone: None,
    });
    PageWords::new(furniture.collect(), agencies.collect())
}

/// The words of all blocks of a kind, dropped or not.
pub fn blocks(article: &Article, kind: BlockKind) -> Vec<String> {
    let of_kind = article.blocks.iter().filter(|block| block.kind == kind);
    of_kind.map(|block| article.text.slice(block.span).to_string()).collect()
}

/// The words of the blocks of a kind that stay.
pub fn kept(article: &Article, kind: BlockKind) -> Vec<String> {
    let kept = article.blocks.iter().filter(|block| block.kind == kind && block.dropped.is_none());
    kept.map(|block| article.text.slice(block.span).to_string()).collect()
}

/// What is dropped, with its reasons, in order.
pub fn dropped(article: &Article) -> Vec<(String, String)> {
    let dropped = article.blocks.iter().filter_map(|block| Some((block, block.dropped.clone()?)));
    dropped.map(|(block, why)| (article.text.slice(block.span).to_string(), why)).collect()
}
