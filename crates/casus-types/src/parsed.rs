//! The reading of an article: its sentences and tokens, each with its place in the text. Made once by the reader and
//! never changed afterwards. It holds no decision about actors or events.

use crate::article::Article;
use crate::text::Span;

/// An article with its sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What was read.
    pub article: Article,
    /// In reading order, never overlapping; only of blocks that are read (headline, paragraphs, subheads).
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last character that is not white space.
    pub span: Span,
    /// Index of its block in `article.blocks`.
    pub block: usize,
    /// In order, inside the span, never overlapping; between two tokens stands white space or nothing.
    pub tokens: Vec<Token>,
}

/// One word, number or mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
}
