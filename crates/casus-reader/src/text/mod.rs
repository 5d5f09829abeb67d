//! From an article to its sentences and tokens, each with its place in the article's text. Sentences are cut by rules
//! of our own, made for news prose; tokens as spaCy's English tokenizer cuts them. Nothing here knows what a word means,
//! and nothing is changed or left out but white space.

mod abbreviations;
mod boundary;
mod characters;
mod exceptions;
mod sentences;
mod tokens;
mod web_address;

pub use sentences::sentences;
pub use tokens::tokens;

use casus_types::{Article, Block, Parsed, Sentence, Text, Token};

/// Reads every block that is read for events (headline, paragraphs, subheads) into sentences and tokens.
pub fn parse(article: Article) -> Parsed {
    let read = |block: &&Block| block.dropped.is_none() && block.kind.is_read();
    let blocks = article.blocks.iter().enumerate().filter(|(_, block)| read(block));
    let sentences = blocks.flat_map(|(index, block)| block_sentences(&article.text, index, block)).collect();
    Parsed { article, sentences }
}

/// The sentences of one block, with spans of the whole text.
fn block_sentences(text: &Text, index: usize, block: &Block) -> Vec<Sentence> {
    let content = text.slice(block.span);
    let sentence = |range: std::ops::Range<usize>| {
        let start = block.span.start() + range.start;
        let span = text.span(start..block.span.start() + range.end)?;
        let tokens = tokens(content.get(range)?)
            .into_iter()
            .filter_map(|token| text.span(start + token.start..start + token.end))
            .map(|span| Token { span })
            .collect();
        Some(Sentence { span, block: index, tokens })
    };
    sentences(content).into_iter().filter_map(sentence).collect()
}
