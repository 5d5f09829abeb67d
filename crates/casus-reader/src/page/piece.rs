//! What an extractor hands over: the pieces of a page's body in reading order, each with the little that its markup
//! says about it. A piece is not yet a block; the classifier decides what it is.

/// A stretch of text that stands by itself on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words, white space folded to single spaces.
    pub text: String,
    /// What its markup makes of it.
    pub shape: Shape,
}

/// What the markup makes of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A paragraph, or a line of plain text.
    Text,
    /// A heading, or a paragraph set in bold throughout.
    Heading,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// The page's own markup calls it a caption.
    Caption,
}

/// Finds the body of a page. The one place where the extraction library is known; another can be put in its stead.
pub trait Extractor {
    /// The body's pieces in reading order; nothing where the page has none. `html` nests no deeper than a tree bears.
    fn pieces(&self, html: &str) -> Vec<Piece>;
}
