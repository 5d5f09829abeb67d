//! The article put together: the text with its blocks, and the fields beside it. The two doors of the page stage, for
//! HTML and for plain text, meet here in one path from classified lines to blocks.

use super::classify::{Verdict, classify};
use super::dateline::{Dateline, credit_after, credit_alone};
use super::line::{Known, Line};
use super::people::{authors, begins_with_by, people_in};
use super::piece::{Extractor, Piece, Shape};
use super::published::{Sources, modified, published};
use super::source::Source;
use super::title::headline;
use super::trafilatura::{Trafilatura, pieces_of};
use super::tree::{PageTree, Passage, fold_white, key_of};
use super::{PageInput, json_ld::LinkedData, layout};
use casus_types::{Article, Block, BlockKind, Note, PageWords, Text};
use std::ops::Range;

/// Reads a page in HTML.
///
/// The article's text is what extraction kept, headline first, blank lines between; of that, what the classifier then
/// drops stays in the text, marked. A page without an article gives one without a readable block, and a note.
pub fn read_html(html: &str, input: &PageInput<'_>, words: &PageWords) -> (Article, Vec<Note>) {
    read_html_with(&Trafilatura, html, input, words)
}

/// The same with another extractor.
pub fn read_html_with(
    extractor: &dyn Extractor,
    html: &str,
    input: &PageInput<'_>,
    words: &PageWords,
) -> (Article, Vec<Note>) {
    let source = Source::new(html);
    let tree = PageTree::new(&source.html);
    let linked = LinkedData::read(&source.json_ld);
    let outlet = linked.publisher.clone().or_else(|| tree.meta("og:site_name").map(str::to_string));
    let title = headline(&linked, &tree, outlet.as_deref()).or_else(|| input.title.map(str::to_string));
    let found = match input.plain {
        true => pieces_of(&source.html),
        false => with_body_of(&linked, extractor.pieces(&source.html)),
    };
    let byline = found.iter().take(6).find(|piece| begins_with_by(&piece.text) && piece.text.len() < 160);
    let authors = authors(&linked, &tree, byline.map(|piece| piece.text.as_str()), outlet.as_deref(), words);
    let pieces = if input.plain { found } else { with_captions(with_headline(found, title.as_deref()), &tree) };
    let (text, ranges) = joined(&pieces);
    let lines: Vec<Line<'_>> = pieces
        .iter()
        .map(|piece| Line { text: &piece.text, shape: piece.shape, linked: tree.links.contains(&key_of(&piece.text)) })
        .collect();
    let known =
        Known { headline: title.as_deref(), authors: &authors, outlet: outlet.as_deref(), words, extracted: true };
    let blocks = Blocks::new(&Text::new(text), &lines, &ranges, &known, input.plain);
    let mut notes = Vec::new();
    if source.too_deep > 0 {
        notes.push(note(format!("{} elements nested too deep were left out", source.too_deep)));
    }
    let url = input.url.or(tree.canonical.as_deref());
    let sources =
        Sources { given: input.published, linked: Some(&linked), tree: Some(&tree), url, ..Sources::default() };
    let agency = || {
        let names =
            linked.authors.iter().chain(tree.metas.iter().filter(|(key, _)| key == "author").map(|(_, name)| name));
        let mut names = names.chain(outlet.iter());
        names.find_map(|name| words.agency(name)).map(str::to_string)
    };
    let mut article = blocks.article(input, &sources, &mut notes);
    article.headline = title.or(article.headline);
    article.modified = modified(&linked, &tree);
    article.agency = article.agency.or_else(agency);
    article.authors = authors;
    article.outlet = outlet.map(|outlet| fold_white(&outlet)).filter(|outlet| !outlet.is_empty());
    (article, notes)
}

/// Reads a plain text, such as a page copied from a browser. The article's text is the whole input.
pub fn read_plain(text: &str, input: &PageInput<'_>, words: &PageWords) -> (Article, Vec<Note>) {
    let ranges = layout::paragraphs(text);
    let line = |range: &Range<usize>| Line {
        text: text.get(range.clone()).unwrap_or_default(),
        shape: Shape::Text,
        linked: false,
    };
    let lines: Vec<Line<'_>> = ranges.iter().map(line).collect();
    let authors: Vec<String> = lines
        .iter()
        .take(12)
        .filter(|line| begins_with_by(line.text) && line.text.len() < 160)
        .map(|line| people_in(line.text, None, words))
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let known = Known { headline: input.title, authors: &authors, outlet: None, words, extracted: false };
    let blocks = Blocks::new(&Text::new(text.to_string()), &lines, &ranges, &known, input.plain);
    let mut notes = Vec::new();
    let sources = Sources { given: input.published, url: input.url, ..Sources::default() };
    let mut article = blocks.article(input, &sources, &mut notes);
    article.authors = authors;
    (article, notes)
}

fn note(what: String) -> Note {
    Note { span: None, what }
}

/// The pieces found, unless the page's own JSON-LD shows that they are only a part of the article or none of it: its
/// text is then taken instead.
fn with_body_of(linked: &LinkedData, found: Vec<Piece>) -> Vec<Piece> {
    let Some(body) = linked.body.as_deref().filter(|body| body.len() >= SHORTEST_BODY) else { return found };
    let whole = all_letters(body);
    let long: Vec<String> = found.iter().map(|piece| all_letters(&piece.text)).filter(|key| key.len() > 30).collect();
    let length = |keys: &mut dyn Iterator<Item = &String>| keys.map(String::len).sum::<usize>();
    let (all, shared) = (length(&mut long.iter()), length(&mut long.iter().filter(|key| whole.contains(key.as_str()))));
    let a_part = shared * 10 >= all * 9 && whole.len() * 10 > all * 16;
    let another = shared * 10 < all && whole.len() > all;
    if !a_part && !another {
        return found;
    }
    if body.contains("</") {
        return pieces_of(body);
    }
    let lines = body.lines().map(fold_white).filter(|line| !line.is_empty());
    lines.map(|text| Piece { text, shape: Shape::Text }).collect()
}

/// A text in JSON-LD that is shorter than this, in bytes, is a summary.
const SHORTEST_BODY: usize = 800;

fn all_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The pieces with the headline in front, where it does not stand among the first ones.
fn with_headline(pieces: Vec<Piece>, title: Option<&str>) -> Vec<Piece> {
    let Some(title) = title.map(fold_white).filter(|title| !title.is_empty()) else { return pieces };
    let key = key_of(&title);
    let stands = pieces.iter().take(4).any(|piece| key_of(&piece.text) == key);
    if stands || pieces.is_empty() {
        return pieces;
    }
    let headline = Piece { text: title, shape: Shape::Heading };
    [headline].into_iter().chain(pieces).collect()
}

/// The pieces with the captions of the article's own figures, each where it stands on the page. A piece that is a
/// caption's words becomes the caption.
fn with_captions(pieces: Vec<Piece>, tree: &PageTree) -> Vec<Piece> {
    let keys: Vec<String> = pieces.iter().map(|piece| key_of(&piece.text)).collect();
    let mut before: Vec<Vec<String>> = vec![Vec::new(); pieces.len()];
    let mut waiting: Vec<String> = Vec::new();
    let mut inside = false;
    let mut next = 0;
    for passage in &tree.order {
        match passage {
            Passage::Caption(words) if inside => waiting.push(words.clone()),
            Passage::Caption(_) => {}
            Passage::Paragraph(key) => {
                let ahead = keys.iter().enumerate().skip(next).take(8);
                let Some((place, _)) = ahead.into_iter().find(|(_, known)| *known == key) else { continue };
                inside = true;
                next = place + 1;
                if let Some(slot) = before.get_mut(place) {
                    slot.append(&mut waiting);
                }
            }
        }
    }
    let captions: Vec<String> = before.iter().flatten().map(|words| key_of(words)).collect();
    let all: Vec<String> = tree.order.iter().filter_map(caption_key).collect();
    let mut whole = Vec::with_capacity(pieces.len() + captions.len());
    for ((piece, key), words) in pieces.into_iter().zip(&keys).zip(before) {
        whole.extend(words.into_iter().map(|text| Piece { text, shape: Shape::Caption }));
        // What extraction kept of a caption is the caption itself, or stands there already.
        let is_caption = key.len() >= 12 && all.iter().any(|caption| caption == key);
        if captions.contains(key) && is_caption {
            continue;
        }
        whole.push(if is_caption { Piece { shape: Shape::Caption, ..piece } } else { piece });
    }
    whole
}

fn caption_key(passage: &Passage) -> Option<String> {
    match passage {
        Passage::Caption(words) => Some(key_of(words)),
        Passage::Paragraph(_) => None,
    }
}

/// Pieces as one text with blank lines between, and where each stands in it.
fn joined(pieces: &[Piece]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        ranges.push(text.len()..text.len() + piece.text.len());
        text.push_str(&piece.text);
    }
    (text, ranges)
}

/// The blocks of a text, and what its datelines and credits say.
struct Blocks {
    text: Text,
    blocks: Vec<Block>,
    headline: Option<String>,
    place: Option<String>,
    agency: Option<String>,
    day: Option<String>,
    date_lines: Vec<String>,
}

/// How many paragraphs from the beginning a dateline is looked for in.
const DATELINE_WITHIN: usize = 3;

impl Blocks {
    fn new(text: &Text, lines: &[Line<'_>], ranges: &[Range<usize>], known: &Known<'_>, plain: bool) -> Blocks {
        let verdicts = match plain {
            true => vec![Verdict { kind: BlockKind::Paragraph, dropped: None }; lines.len()],
            false => classify(lines, known),
        };
        let mut blocks = Blocks {
            text: text.clone(),
            blocks: Vec::with_capacity(lines.len()),
            headline: None,
            place: None,
            agency: None,
            day: None,
            date_lines: Vec::new(),
        };
        let paragraph = |verdict: &Verdict| verdict.kind == BlockKind::Paragraph && verdict.dropped.is_none();
        let last = verdicts.iter().rposition(paragraph);
        let mut read = 0;
        for (place, ((line, range), verdict)) in lines.iter().zip(ranges).zip(verdicts).enumerate() {
            if plain || !paragraph(&verdict) {
                blocks.take(line.text, &verdict, known.words);
                blocks.push(range.clone(), verdict);
                continue;
            }
            read += 1;
            let begins = (read <= DATELINE_WITHIN && blocks.day.is_none() && blocks.place.is_none())
                .then(|| Dateline::before(line.text, known.words))
                .flatten();
            let ends = (Some(place) == last).then(|| credit_after(line.text, known.words)).flatten();
            blocks.paragraph(range, begins, ends, verdict);
        }
        blocks
    }

    /// A paragraph, without its dateline and its closing credit; those are blocks of their own.
    fn paragraph(
        &mut self,
        range: &Range<usize>,
        begins: Option<Dateline<'_>>,
        ends: Option<(usize, String)>,
        verdict: Verdict,
    ) {
        let kept = |kind| Verdict { kind, dropped: None };
        let mut body = range.clone();
        if let Some(line) = begins {
            let end = range.start + line.length;
            self.push(range.start..end, kept(BlockKind::Dateline));
            body.start = end;
            self.place = self.place.take().or(line.place);
            self.agency = self.agency.take().or(line.agency);
            self.day = self.day.take().or(line.day.map(str::to_string));
        }
        let credit = ends.map(|(at, agency)| (range.start + at, agency)).filter(|(at, _)| *at > body.start);
        body.end = credit.as_ref().map_or(body.end, |(at, _)| *at);
        self.push(body, verdict);
        if let Some((at, agency)) = credit {
            self.push(at..range.end, kept(BlockKind::AgencyCredit));
            self.agency = self.agency.take().or(Some(agency));
        }
    }

    /// What a line that is no paragraph says of the article.
    fn take(&mut self, line: &str, verdict: &Verdict, words: &PageWords) {
        match verdict.kind {
            BlockKind::Headline if verdict.dropped.is_none() => {
                self.headline = self.headline.take().or_else(|| Some(fold_white(line)));
            }
            BlockKind::AgencyCredit => self.agency = self.agency.take().or_else(|| credit_alone(line, words)),
            BlockKind::Byline | BlockKind::Dateline if verdict.dropped.is_none() => {
                self.date_lines.push(line.to_string());
                let agency = line.split([',', '|', '/', '(', ')', '-']).find_map(|part| words.agency(part.trim()));
                self.agency = self.agency.take().or_else(|| agency.map(str::to_string));
            }
            _ => {}
        }
    }

    /// Adds a block without the white space around it.
    fn push(&mut self, range: Range<usize>, verdict: Verdict) {
        let words = self.text.as_str().get(range.clone()).unwrap_or_default();
        let start = range.start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        if let Some(span) = self.text.span(start..end).filter(|span| !span.is_empty()) {
            self.blocks.push(Block { span, kind: verdict.kind, dropped: verdict.dropped });
        }
    }

    fn article(self, input: &PageInput<'_>, sources: &Sources<'_>, notes: &mut Vec<Note>) -> Article {
        let sources = Sources {
            dateline: self.day.as_deref(),
            date_lines: &self.date_lines,
            body: self.text.as_str(),
            ..*sources
        };
        let published = published(&sources);
        let article = Article {
            id: input.id.to_string(),
            source: input.source.to_string(),
            headline: input.title.map(str::to_string).or(self.headline),
            published,
            modified: None,
            authors: Vec::new(),
            agency: self.agency,
            outlet: None,
            place: self.place,
            text: self.text,
            blocks: self.blocks,
        };
        if article.readable().next().is_none() {
            notes.push(note("no article was found on this page".to_string()));
        }
        article
    }
}
