//! The two networks side by side: the parser for every sentence, the event reader for those that may hold an act. From
//! an article to its reading in one call; made once and used from any thread.

use crate::event_reader::{EventReader, Relations, may_hold_an_act};
use crate::parser::Parser;
use crate::text;
use crate::weights::BadWeights;
use casus_types::{Article, Parsed, Score, Span};
use std::sync::{Arc, LazyLock};

static WEIGHTS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/event_reader.safetensors"));
static EVENTS: LazyLock<Result<Arc<EventReader>, BadWeights>> =
    LazyLock::new(|| EventReader::new(WEIGHTS).map(Arc::new));

/// Reads articles.
pub struct Reader {
    parser: Parser,
    events: Arc<EventReader>,
}

impl Reader {
    /// Names the built-in weights: a hash over both files, 16 hexadecimal digits.
    pub const MODEL: &str = env!("CASUS_MODEL");

    /// The reader with the weights that are built into the program. They are read once and shared by all.
    ///
    /// # Errors
    /// If the weights that were built in are not whole.
    pub fn embedded() -> Result<Reader, BadWeights> {
        Ok(Reader { parser: Parser::embedded()?, events: EVENTS.clone()? })
    }

    /// The reading of an article: sentences, tree, names, proposals.
    pub fn read(&self, article: Article) -> Parsed {
        let mut parsed = text::parse(article, &self.parser);
        let text = &parsed.article.text;
        for sentence in parsed.sentences.iter_mut().filter(|s| may_hold_an_act(&s.tokens, &s.names)) {
            sentence.proposals = self.events.read(text, &sentence.tokens, &sentence.names);
        }
        parsed
    }

    /// The same without proposals: several times as fast, for what needs the grammar alone.
    pub fn parse(&self, article: Article) -> Parsed {
        text::parse(article, &self.parser)
    }

    /// How a source stands to a target in one sentence of a reading, the likeliest relation first. Both are given by spans
    /// of the text; every word that one touches belongs to it.
    pub fn relate(
        &self,
        parsed: &Parsed,
        sentence: usize,
        source: &[Span],
        target: &[Span],
        relations: Relations,
    ) -> Vec<(&str, Score)> {
        let Some(sentence) = parsed.sentences.get(sentence) else { return Vec::new() };
        let words = |spans: &[Span]| -> Vec<usize> {
            let touched = |word: &usize| spans.iter().any(|span| span.overlaps(sentence.tokens[*word].span));
            (0..sentence.tokens.len()).filter(touched).collect()
        };
        let (source, target) = (words(source), words(target));
        self.events.relate(&parsed.article.text, &sentence.tokens, &sentence.names, &source, &target, relations)
    }
}
