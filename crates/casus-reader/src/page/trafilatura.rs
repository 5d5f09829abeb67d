//! The body of a page by the `trafilatura` crate, with precision before recall and its fallbacks on. It hands back
//! HTML, because its plain text has no paragraphs; the pieces are cut from that.

use super::piece::{Extractor, Piece, Shape};
use super::tree::fold_white;
use scraper::{ElementRef, Html, Node};
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};

/// The extractor that casus uses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trafilatura;

impl Extractor for Trafilatura {
    fn pieces(&self, html: &str) -> Vec<Piece> {
        let found = body(html, true);
        // The fallbacks may prefer the text of a consent dialogue to a short article.
        if is_about_cookies(&found) { body(html, false) } else { found }
    }
}

fn body(html: &str, fallback: bool) -> Vec<Piece> {
    let options = Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_fallback(fallback)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    // A fault of the library on one page must not end a batch of a thousand.
    let found = catch_unwind(AssertUnwindSafe(|| extract(html, &options)));
    match found {
        Ok(Ok(result)) => pieces_of(&result.content_html),
        Ok(Err(_)) | Err(_) => Vec::new(),
    }
}

/// Whether more than half of the longer pieces speak of cookies.
fn is_about_cookies(pieces: &[Piece]) -> bool {
    let long = pieces.iter().filter(|piece| piece.text.len() > 80);
    let (about, all) = long.fold((0, 0), |(about, all), piece| {
        (about + usize::from(piece.text.to_lowercase().contains("cookie")), all + 1)
    });
    all > 0 && about * 2 > all
}

/// Cuts a clean body into pieces: one for each block element, and one for each line broken by `<br>`.
pub(super) fn pieces_of(html: &str) -> Vec<Piece> {
    let tree = Html::parse_fragment(html);
    let mut cutter = Cutter::default();
    cutter.walk(tree.root_element(), Within::default());
    cutter.end(Shape::Text);
    cutter.pieces
}

/// What the walk stands inside of.
#[derive(Clone, Copy, Default)]
struct Within {
    shape: Option<Shape>,
    bold: bool,
}

#[derive(Default)]
struct Cutter {
    pieces: Vec<Piece>,
    text: String,
    bold: usize,
}

impl Cutter {
    /// Trees here are what the library made of a page that nests no deeper than the source allows.
    fn walk(&mut self, element: ElementRef<'_>, within: Within) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.add(&text.text, within),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, within);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, within: Within) {
        let outer = within.shape.unwrap_or(Shape::Text);
        let inner = |shape| Within { shape: Some(shape), ..within };
        match element.value().name() {
            "br" => self.end(outer),
            "b" | "strong" => self.walk(element, Within { bold: true, ..within }),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.block(element, outer, inner(Shape::Heading)),
            "li" | "dd" | "dt" => self.block(element, outer, inner(Shape::Item)),
            "tr" => self.block(element, outer, inner(Shape::Row)),
            "td" | "th" => {
                self.add(" ", within);
                self.walk(element, within);
            }
            "p" | "div" | "blockquote" | "ul" | "ol" | "dl" | "table" | "pre" | "section" | "article" | "tbody" => {
                self.block(element, outer, within);
            }
            _ => self.walk(element, within),
        }
    }

    fn block(&mut self, element: ElementRef<'_>, outer: Shape, within: Within) {
        self.end(outer);
        self.walk(element, within);
        self.end(within.shape.unwrap_or(Shape::Text));
    }

    fn add(&mut self, text: &str, within: Within) {
        let seen = text.chars().filter(|c| !c.is_whitespace()).count();
        self.text.push_str(text);
        self.bold += if within.bold { seen } else { 0 };
    }

    /// Ends the piece that is open.
    fn end(&mut self, shape: Shape) {
        let text = fold_white(&std::mem::take(&mut self.text));
        let bold = std::mem::take(&mut self.bold);
        let seen = text.chars().filter(|c| !c.is_whitespace()).count();
        if seen == 0 {
            return;
        }
        let all_bold = bold >= seen && shape == Shape::Text;
        let shape = if all_bold { Shape::Heading } else { shape };
        self.pieces.push(Piece { text, shape });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_headings_items_and_breaks_are_pieces() {
        let pieces = pieces_of("<h2>Talks</h2><p>One<br/>two three</p><ul><li>item</li></ul><p><b>Bold</b></p>");
        let seen: Vec<_> = pieces.iter().map(|piece| (piece.text.as_str(), piece.shape)).collect();
        assert_eq!(
            seen,
            [
                ("Talks", Shape::Heading),
                ("One", Shape::Text),
                ("two three", Shape::Text),
                ("item", Shape::Item),
                ("Bold", Shape::Heading)
            ]
        );
    }
}
