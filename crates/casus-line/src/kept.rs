//! A cleaned article put by, so that it can be coded again without its source: everything but its text, as JSON.

use casus_types::{Article, Block, BlockKind, Date, DateCandidate, Published, Text};
use serde::{Deserialize, Serialize};

/// The article but for its text. Places count bytes.
#[derive(Serialize, Deserialize)]
struct Kept {
    id: String,
    source: String,
    headline: Option<String>,
    published: Option<String>,
    published_why: Option<String>,
    candidates: Vec<(String, String)>,
    modified: Option<String>,
    authors: Vec<String>,
    agency: Option<String>,
    outlet: Option<String>,
    place: Option<String>,
    blocks: Vec<KeptBlock>,
}

/// Start, end, kind, and why it is dropped.
#[derive(Serialize, Deserialize)]
struct KeptBlock(usize, usize, String, Option<String>);

/// An article but for its text.
pub fn kept(article: &Article) -> String {
    let published = &article.published;
    let block = |block: &Block| {
        KeptBlock(block.span.start(), block.span.end(), block.kind.word().to_string(), block.dropped.clone())
    };
    let kept = Kept {
        id: article.id.clone(),
        source: article.source.clone(),
        headline: article.headline.clone(),
        published: published.date.map(iso),
        published_why: published.why.clone(),
        candidates: published.candidates.iter().map(|one| (iso(one.date), one.why.clone())).collect(),
        modified: article.modified.map(iso),
        authors: article.authors.clone(),
        agency: article.agency.clone(),
        outlet: article.outlet.clone(),
        place: article.place.clone(),
        blocks: article.blocks.iter().map(block).collect(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// The article again, from its text and what [`kept`] gave; nothing where the two do not go together.
pub fn unkept(kept: &str, text: &str) -> Option<Article> {
    let kept: Kept = serde_json::from_str(kept).ok()?;
    let text = Text::new(text.to_string());
    let block = |KeptBlock(start, end, kind, dropped): KeptBlock| {
        Some(Block { span: text.span(start..end)?, kind: BlockKind::from_word(&kind)?, dropped })
    };
    let blocks = kept.blocks.into_iter().map(block).collect::<Option<Vec<Block>>>()?;
    let candidate = |(date, why): (String, String)| Some(DateCandidate { date: day(&date)?, why });
    Some(Article {
        id: kept.id,
        source: kept.source,
        headline: kept.headline,
        published: Published {
            date: kept.published.as_deref().and_then(day),
            why: kept.published_why,
            candidates: kept.candidates.into_iter().filter_map(candidate).collect(),
        },
        modified: kept.modified.as_deref().and_then(day),
        authors: kept.authors,
        agency: kept.agency,
        outlet: kept.outlet,
        place: kept.place,
        blocks,
        text,
    })
}

fn iso(date: Date) -> String {
    date.to_string()
}

fn day(written: &str) -> Option<Date> {
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_back_as_it_was_kept() {
        let text = Text::new("Séoul and Lima agree\n\nSéoul met Lima.\n\nMenu".to_string());
        let block = |range, kind, dropped: Option<&str>| Block {
            span: text.span(range).expect("a place"),
            kind,
            dropped: dropped.map(str::to_string),
        };
        let blocks = vec![
            block(0..21, BlockKind::Headline, None),
            block(23..39, BlockKind::Paragraph, None),
            block(41..45, BlockKind::Furniture, Some("menu")),
        ];
        let day = Date::constant(2022, 6, 14);
        let article = Article {
            id: "a".to_string(),
            source: "a.txt".to_string(),
            headline: Some("Séoul and Lima agree".to_string()),
            published: Published {
                date: None,
                why: Some("two days stand in it".to_string()),
                candidates: vec![DateCandidate { date: day, why: "dateline".to_string() }],
            },
            modified: Some(day),
            authors: vec!["Jane Doe".to_string()],
            agency: None,
            outlet: Some("The Paper".to_string()),
            place: Some("LIMA".to_string()),
            text: text.clone(),
            blocks,
        };
        assert_eq!(unkept(&kept(&article), text.as_str()), Some(article.clone()));
        assert_eq!(unkept(&kept(&article), "another text"), None);
    }
}
