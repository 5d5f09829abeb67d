//! A report as the page stage hands it on: where it came from, when it was published and why we think so, and its text
//! cut into typed blocks. An [`Article`] knows nothing of sentences or events. Nothing is cut from its text: menus and
//! adverts are blocks too, marked as dropped with the reason.

use crate::text::{Span, Text};
use jiff::civil::Date;

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The name given by its source: an `id`, a URL, a path, or `FILE:LINE`. Event ids are made from it.
    pub id: String,
    /// Path, URL, `id` or `FILE:LINE`: what an error message should name.
    pub source: String,
    /// The headline, whether or not it also stands in the text.
    pub headline: Option<String>,
    /// The day of publication, or what is known of it.
    pub published: Published,
    /// The day of the last change, where the page says so.
    pub modified: Option<Date>,
    /// People, one a name; a publisher is not a person.
    pub authors: Vec<String>,
    /// The news agency credited: `Yonhap`, `Reuters`.
    pub agency: Option<String>,
    /// The publication: `The Korea Herald`.
    pub outlet: Option<String>,
    /// Where the dateline says it was written.
    pub place: Option<String>,
    /// The decoded text, whole for plain text; for HTML the blocks that extraction kept, blank lines between.
    pub text: Text,
    /// The pieces of the text in reading order. They do not overlap and hold everything that is not white space.
    pub blocks: Vec<Block>,
}

impl Article {
    /// The spans of the blocks that are read for events: headline, paragraphs and subheads, in order.
    pub fn readable(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.dropped.is_none() && block.kind.is_read())
    }

    /// The blocks published as the article's paragraphs: running text and the headings inside it.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Block> {
        self.kept(|kind| matches!(kind, BlockKind::Paragraph | BlockKind::Subhead))
    }

    /// The words under the pictures, once each.
    pub fn captions(&self) -> impl Iterator<Item = &Block> {
        self.kept(|kind| kind == BlockKind::Caption)
    }

    /// The blocks that are no part of the article, each with the reason.
    pub fn dropped(&self) -> impl Iterator<Item = (&Block, &str)> {
        self.blocks.iter().filter_map(|block| block.dropped.as_deref().map(|why| (block, why)))
    }

    fn kept(&self, wanted: impl Fn(BlockKind) -> bool) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.dropped.is_none() && wanted(block.kind))
    }
}

/// The day of publication: known, narrowed down, or unknown. Never today by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The day, when one is decided.
    pub date: Option<Date>,
    /// Why: `json-ld datePublished`, `dateline`, `given by the caller`.
    pub why: Option<String>,
    /// Where the text only narrows it down: the days it could be, each with its reason, best first.
    pub candidates: Vec<DateCandidate>,
}

/// A day that the text allows without deciding on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateCandidate {
    /// The day.
    pub date: Date,
    /// What in the text speaks for it.
    pub why: String,
}

/// A piece of the text with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Why it is not part of the article: `menu`, `repeated caption`. Nothing for what stays.
    pub dropped: Option<String>,
}

/// What a block of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title of the report.
    Headline,
    /// "By Jane Doe".
    Byline,
    /// "WASHINGTON, June 13 (Reuters) -": place, date and agency before the first sentence; also a line with the date alone.
    Dateline,
    /// Running text.
    Paragraph,
    /// A heading inside the report.
    Subhead,
    /// The words under a picture.
    Caption,
    /// Whose picture it is.
    Credit,
    /// Menus, adverts, "subscribe", promo lines.
    Furniture,
    /// A paragraph about the writer.
    AuthorBio,
    /// Titles of other reports.
    RelatedLinks,
    /// "(Yonhap)" after the last sentence.
    AgencyCredit,
}

impl BlockKind {
    /// All kinds with the words that files use for them.
    pub const WORDS: [(BlockKind, &str); 11] = [
        (BlockKind::Headline, "headline"),
        (BlockKind::Byline, "byline"),
        (BlockKind::Dateline, "dateline"),
        (BlockKind::Paragraph, "paragraph"),
        (BlockKind::Subhead, "subhead"),
        (BlockKind::Caption, "caption"),
        (BlockKind::Credit, "credit"),
        (BlockKind::Furniture, "furniture"),
        (BlockKind::AuthorBio, "author-bio"),
        (BlockKind::RelatedLinks, "related-links"),
        (BlockKind::AgencyCredit, "agency-credit"),
    ];

    /// The word that files use for it.
    pub fn word(self) -> &'static str {
        BlockKind::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind of this word.
    pub fn from_word(word: &str) -> Option<BlockKind> {
        BlockKind::WORDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }

    /// Whether its sentences are read for events.
    pub fn is_read(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Subhead)
    }
}
