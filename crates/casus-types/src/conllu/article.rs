//! The comments that hold an article: where it came from, its day, its text and blocks.

use super::lines::{Comment, Group, escaped, pair, unescaped};
use super::{BadReading, ground, place};
use crate::article::{Article, Block, BlockKind, DateCandidate, Published};
use crate::text::{CharOffsets, Text};
use jiff::civil::Date;

/// An article that its file does not name.
const NAMELESS: &str = "reading";

/// Writes the comments of an article.
pub(super) fn write(article: &Article, places: &CharOffsets, out: &mut String) {
    let mut line = |key: &str, value: &str| out.push_str(&format!("# {key} = {}\n", escaped(value)));
    line("newdoc id", &article.id);
    line("article_source", &article.source);
    let mut known = |key: &str, value: Option<&str>| value.into_iter().for_each(|value| line(key, value));
    let (published, modified) = (article.published.date, article.modified);
    known("article_headline", article.headline.as_deref());
    known("article_published", published.map(|day| day.to_string()).as_deref());
    known("article_published_why", article.published.why.as_deref());
    for candidate in &article.published.candidates {
        known("article_candidate", Some(&format!("{} {}", candidate.date, candidate.why)));
    }
    known("article_modified", modified.map(|day| day.to_string()).as_deref());
    for author in &article.authors {
        known("article_author", Some(author));
    }
    known("article_agency", article.agency.as_deref());
    known("article_outlet", article.outlet.as_deref());
    known("article_place", article.place.as_deref());
    known("article_text", Some(article.text.as_str()));
    for block in &article.blocks {
        let dropped = block.dropped.as_ref().map_or(String::new(), |why| format!(" dropped {why}"));
        known("article_block", Some(&format!("{} {}{dropped}", place(places, block.span), block.kind.word())));
    }
}

/// The article that the comments of a file hold, and the line of its text where it has one.
pub(super) fn read(groups: &[Group]) -> Result<(Article, Option<usize>), BadReading> {
    let found = Found { comments: groups.iter().flat_map(|group| &group.comments).copied().collect() };
    let mut documents = found.comments.iter().filter(|comment| matches!(comment.key, "newdoc" | "newdoc id"));
    let first = documents.next();
    if let Some(second) = documents.next() {
        return Err(BadReading::new(second.line, "a second article", "put each article into a file of its own"));
    }
    let id = first.filter(|comment| comment.key == "newdoc id").map_or(NAMELESS.into(), |id| unescaped(id.value));
    let text = found.one("article_text")?;
    if let (Some(block), None) = (found.all("article_block").next(), text) {
        return Err(BadReading::new(block.line, "a block of no text", "give `# article_text`, or remove the blocks"));
    }
    let mut article = Article {
        source: found.text("article_source")?.unwrap_or_else(|| id.to_string()),
        id: id.into_owned(),
        headline: found.text("article_headline")?,
        published: Published {
            date: found.day("article_published")?,
            why: found.text("article_published_why")?,
            candidates: found.all("article_candidate").map(candidate).collect::<Result<_, _>>()?,
        },
        modified: found.day("article_modified")?,
        authors: found.all("article_author").map(|author| unescaped(author.value).into_owned()).collect(),
        agency: found.text("article_agency")?,
        outlet: found.text("article_outlet")?,
        place: found.text("article_place")?,
        text: Text::new(text.map_or_else(Default::default, |text| unescaped(text.value)).into_owned()),
        blocks: Vec::new(),
    };
    article.blocks = blocks(&found, &article.text)?;
    Ok((article, text.map(|text| text.line)))
}

struct Found<'t> {
    comments: Vec<Comment<'t>>,
}

impl<'t> Found<'t> {
    fn all(&self, key: &str) -> impl Iterator<Item = Comment<'t>> {
        self.comments.iter().copied().filter(move |comment| comment.key == key)
    }

    fn one(&self, key: &str) -> Result<Option<Comment<'t>>, BadReading> {
        let mut all = self.all(key);
        match (all.next(), all.next()) {
            (_, Some(again)) => {
                Err(BadReading::new(again.line, format!("`{key}` stands twice"), "keep one of the two"))
            }
            (one, None) => Ok(one),
        }
    }

    fn text(&self, key: &str) -> Result<Option<String>, BadReading> {
        Ok(self.one(key)?.map(|comment| unescaped(comment.value).into_owned()))
    }

    fn day(&self, key: &str) -> Result<Option<Date>, BadReading> {
        self.one(key)?.map(|comment| day(comment.line, comment.value)).transpose()
    }
}

fn day(line: usize, text: &str) -> Result<Date, BadReading> {
    let bad = |_| BadReading::new(line, format!("`{text}` is no day"), "write it as 2022-06-14");
    text.trim().parse().map_err(bad)
}

fn candidate(comment: Comment) -> Result<DateCandidate, BadReading> {
    let (date, why) = comment.value.split_once(' ').unwrap_or((comment.value, ""));
    Ok(DateCandidate { date: day(comment.line, date)?, why: unescaped(why).into_owned() })
}

/// The blocks, in order and apart. Where none is named, the text is one paragraph.
fn blocks(found: &Found, text: &Text) -> Result<Vec<Block>, BadReading> {
    let starts = ground::starts(text.as_str());
    let mut blocks: Vec<Block> = Vec::new();
    for comment in found.all("article_block") {
        let bad = |what: String| {
            BadReading::new(comment.line, what, "write it as `0..28 paragraph`, or `0..28 furniture dropped menu`")
        };
        let value = unescaped(comment.value);
        let (range, rest) = value.split_once(' ').unwrap_or((&value, ""));
        let (kind, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let dropped = match (rest.strip_prefix("dropped"), rest) {
            (None, "") => None,
            (Some(why), _) => Some(why.strip_prefix(' ').unwrap_or(why).to_string()),
            (None, rest) => return Err(bad(format!("`{rest}` is no reason"))),
        };
        let known = BlockKind::WORDS.iter().find(|(_, word)| *word == kind);
        let (kind, _) = *known.ok_or_else(|| bad(format!("`{kind}` is no kind of block")))?;
        let place = pair(range, "..").ok_or_else(|| bad(format!("`{range}` is no place")))?;
        let range = ground::bytes(&starts, place).ok_or_else(|| bad(format!("{range} lies outside the text")))?;
        if blocks.last().is_some_and(|before| before.span.end() > range.start) {
            return Err(bad("the block begins before the one above ends".to_string()));
        }
        let span = text.span(range).ok_or_else(|| super::too_long(comment.line))?;
        blocks.push(Block { span, kind, dropped });
    }
    if blocks.is_empty() {
        blocks.extend(paragraph(text, 0..text.as_str().len()));
    }
    Ok(blocks)
}

/// A paragraph of the words in a range, if there are any.
pub(super) fn paragraph(text: &Text, range: std::ops::Range<usize>) -> Option<Block> {
    let content = text.as_str().get(range.clone())?;
    let start = range.start + (content.len() - content.trim_start().len());
    let span = text.span(start..start + content.trim().len()).filter(|span| !span.is_empty())?;
    Some(Block { span, kind: BlockKind::Paragraph, dropped: None })
}
