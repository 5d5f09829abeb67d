//! From an article to its sentences and tokens, each with its place in the article's text, with the tree and the names
//! that the parser finds in them. Sentences are cut by rules of our own, made for news prose; tokens as spaCy's English
//! tokenizer cuts them. Nothing here knows what a word means, and nothing is changed or left out but white space.

mod abbreviations;
mod boundary;
mod casing;
mod characters;
mod exceptions;
mod sentences;
mod tokens;
mod web_address;

pub use sentences::sentences;
pub use tokens::tokens;

use crate::parser::{Analysis, Parser, Word};
use casing::{Style, in_running_text, with_texts};
use casus_types::{Article, Block, BlockKind, Parsed, Sentence, Span, Text, Token};

/// Reads every block that is read for events (headline, paragraphs, subheads): sentences, tokens, tree and names.
/// Nothing is proposed yet.
pub fn parse(article: Article, parser: &Parser) -> Parsed {
    let read = |block: &&Block| block.dropped.is_none() && block.kind.is_read();
    let blocks = article.blocks.iter().enumerate().filter(|(_, block)| read(block));
    let cut: Vec<Cut> = blocks.flat_map(|(index, block)| cut(&article.text, index, block)).collect();
    let words: Vec<Vec<Word>> = cut.iter().map(|sentence| sentence.words(&article.text)).collect();
    let is_heading = |block: usize| article.blocks.get(block).is_some_and(|block| block.kind != BlockKind::Paragraph);
    let styles = cut.iter().zip(&words).map(|(cut, words)| Style::of(words, is_heading(cut.block)));
    let rewritten = in_running_text(&words, &styles.collect::<Vec<_>>(), parser);
    let shown = words.iter().zip(&rewritten).map(|(words, rewritten)| match rewritten {
        Some(texts) => with_texts(words, texts),
        None => words.clone(),
    });
    let analyses = parser.parse(&shown.collect::<Vec<_>>());
    let sentences = cut.into_iter().zip(analyses).map(|(cut, analysis)| cut.with(analysis)).collect();
    Parsed { article, sentences }
}

/// A sentence cut into tokens and not yet parsed.
struct Cut {
    span: Span,
    block: usize,
    tokens: Vec<Span>,
}

/// The sentences of one block, with spans of the whole text.
fn cut(text: &Text, block_index: usize, block: &Block) -> Vec<Cut> {
    let content = text.slice(block.span);
    let sentence = |range: std::ops::Range<usize>| {
        let start = block.span.start() + range.start;
        let span = text.span(start..block.span.start() + range.end)?;
        let token = |token: std::ops::Range<usize>| text.span(start + token.start..start + token.end);
        let tokens = tokens(content.get(range)?).into_iter().filter_map(token).collect();
        Some(Cut { span, block: block_index, tokens })
    };
    sentences(content).into_iter().filter_map(sentence).collect()
}

impl Cut {
    fn words<'t>(&self, text: &'t Text) -> Vec<Word<'t>> {
        let next = self.tokens.iter().skip(1).map(|token| token.start()).chain([self.span.end()]);
        let word = |(token, next): (&Span, usize)| Word { text: text.slice(*token), spaced: token.end() < next };
        self.tokens.iter().zip(next).map(word).collect()
    }

    fn with(self, analysis: Analysis) -> Sentence {
        let token = |(span, word): (Span, crate::parser::Analysed)| Token {
            span,
            lemma: word.lemma,
            tag: word.tag,
            pos: word.pos,
            head: word.head,
            label: word.label,
        };
        let tokens = self.tokens.into_iter().zip(analysis.words).map(token).collect();
        Sentence { span: self.span, block: self.block, tokens, names: analysis.names, proposals: Vec::new() }
    }
}
