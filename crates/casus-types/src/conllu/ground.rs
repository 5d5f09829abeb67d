//! The text that sentences stand on: as the file holds it, or put together from the sentences, one after the other. Words
//! are found where they must stand: over nothing but white space from the word before.

use super::lines::{Group, pair};
use super::rows::Word;
use super::{BadReading, article, one_spaced};
use crate::article::Article;
use crate::text::Text;
use std::ops::Range;

/// A text, whole or growing.
pub(super) struct Ground {
    article: Article,
    text: String,
    /// The byte at which each character begins, and the end; only of a text that was given.
    starts: Vec<usize>,
    given: bool,
    /// Where the last sentence ended.
    end: usize,
    /// Where each block of a growing text begins.
    blocks: Vec<usize>,
    /// Whether the next sentence of a growing text begins a block; and whether white space comes before it.
    fresh: bool,
    spaced: bool,
}

/// Where a sentence and its words stand, in bytes.
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) range: Range<usize>,
    pub(super) block: usize,
    pub(super) tokens: Vec<Range<usize>>,
}

impl Ground {
    pub(super) fn new(article: Article, given: bool) -> Ground {
        let text = article.text.as_str().to_string();
        let starts = if given { starts(&text) } else { Vec::new() };
        Ground { article, text, starts, given, end: 0, blocks: Vec::new(), fresh: true, spaced: true }
    }

    /// The article, with its text and blocks where they were put together.
    pub(super) fn article(self) -> Article {
        if self.given {
            return self.article;
        }
        let text = Text::new(self.text);
        let ends = self.blocks.iter().skip(1).copied().chain([text.as_str().len()]);
        let ranges = self.blocks.iter().zip(ends).map(|(start, end)| *start..end);
        let blocks = ranges.filter_map(|range| article::paragraph(&text, range)).collect();
        Article { text, blocks, ..self.article }
    }

    /// Looks whether a paragraph begins here.
    pub(super) fn begin(&mut self, group: &Group) {
        self.fresh |= group.comments.iter().any(|comment| matches!(comment.key, "newpar" | "newpar id"));
    }

    /// Where the sentence of a group stands.
    pub(super) fn place(&mut self, group: &Group, words: &[Word]) -> Result<Placed, BadReading> {
        let (range, block) = if self.given { self.in_text(group)? } else { self.grown(group, words)? };
        let tokens = self.tokens(words, range.clone())?;
        self.end = range.end;
        Ok(Placed { line: group.line(), range, block, tokens })
    }

    fn in_text(&self, group: &Group) -> Result<(Range<usize>, usize), BadReading> {
        let Some(span) = group.comment("span") else {
            let cure = "write it as `# span = 0..28`, or leave `# article_text` out of the file";
            return Err(BadReading::new(group.line(), "`span` is missing", cure));
        };
        let bad = |what: &str| {
            let what = format!("the span {} {what}", span.value.trim());
            BadReading::new(span.line, what, "give characters of `article_text`, end exclusive, as `# span = 0..28`")
        };
        let place = pair(span.value.trim(), "..").ok_or_else(|| bad("is no place"))?;
        let range = bytes(&self.starts, place).ok_or_else(|| bad("lies outside the text"))?;
        if range.start < self.end {
            return Err(bad("begins before the sentence above ends"));
        }
        if let Some(text) = group.comment("text")
            && one_spaced(text.value) != one_spaced(&self.text[range.clone()])
        {
            let cure = "mend one of `text`, `span` and `article_text`, or remove `text`";
            return Err(BadReading::new(text.line, "`text` is not what stands at the span", cure));
        }
        let holds = |at: &usize| {
            let block = self.article.blocks.get(*at).map(|block| block.span.range());
            block.is_some_and(|block| block.start <= range.start && range.end <= block.end)
        };
        let Some(named) = group.comment("block") else {
            let block = (0..self.article.blocks.len()).find(holds);
            return block.map(|block| (range, block)).ok_or_else(|| bad("lies in no block"));
        };
        let block = named.value.trim().parse::<usize>().ok().and_then(|id| id.checked_sub(1)).filter(holds);
        block.map(|block| (range, block)).ok_or_else(|| {
            let what = format!("no block {} holds the sentence", named.value.trim());
            BadReading::new(named.line, what, "count the lines `# article_block` from 1")
        })
    }

    /// Adds the sentence to the text.
    fn grown(&mut self, group: &Group, words: &[Word]) -> Result<(Range<usize>, usize), BadReading> {
        if let Some(span) = group.comment("span") {
            let cure = "give the text as `# article_text`, or remove the spans";
            return Err(BadReading::new(span.line, "a span of no text", cure));
        }
        match (self.text.is_empty(), self.fresh, self.spaced) {
            (true, ..) | (false, false, false) => {}
            (false, true, _) => self.text.push_str("\n\n"),
            (false, false, true) => self.text.push(' '),
        }
        let start = self.text.len();
        if self.fresh {
            self.blocks.push(start);
            self.fresh = false;
        }
        match group.comment("text").map(|text| text.value.trim()).filter(|text| !text.is_empty()) {
            Some(text) => self.text.push_str(text),
            None => {
                let last = words.len().saturating_sub(1);
                for (at, word) in words.iter().enumerate() {
                    self.text.push_str(word.form);
                    self.text.push_str(if word.spaced && at < last { " " } else { "" });
                }
            }
        }
        self.spaced = words.last().is_none_or(|word| word.spaced);
        Ok((start..self.text.len(), self.blocks.len().saturating_sub(1)))
    }

    fn tokens(&self, words: &[Word], range: Range<usize>) -> Result<Vec<Range<usize>>, BadReading> {
        let mut at = range.start;
        let mut tokens = Vec::with_capacity(words.len());
        for word in words {
            let rest = &self.text[at..range.end];
            let start = at + (rest.len() - rest.trim_start().len());
            if !self.text[start..range.end].starts_with(word.form) {
                let what = format!("`{}` does not stand here in the text: {}", word.form, beginning(rest));
                return Err(BadReading::new(word.line, what, "write the words of the text, one after the other"));
            }
            at = start + word.form.len();
            tokens.push(start..at);
        }
        let rest = &self.text[at..range.end];
        match words.last() {
            Some(last) if !rest.trim().is_empty() => {
                let what = format!("no word for the rest of the sentence: {}", beginning(rest));
                Err(BadReading::new(last.line, what, "give every word of the text a row"))
            }
            _ => Ok(tokens),
        }
    }
}

/// The beginning of what stands in a text, for a complaint.
fn beginning(text: &str) -> String {
    let words: String = one_spaced(text).chars().take(20).collect();
    if words.is_empty() { "nothing does".to_string() } else { format!("\"{words}\"") }
}

/// The byte at which each character begins, and the end.
pub(super) fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// A range of characters in bytes.
pub(super) fn bytes(starts: &[usize], (start, end): (usize, usize)) -> Option<Range<usize>> {
    let (start, end) = (*starts.get(start)?, *starts.get(end)?);
    (start <= end).then_some(start..end)
}
