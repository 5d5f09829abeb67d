//! The straight line from a report to its coded records, for one report and for many: what every door of the program
//! calls. Start with [`Line::code`]. Reading files is `intake`, many reports over threads is `batch`; this crate knows
//! no command line, no web and no record.

mod batch;
mod beside;
mod cue_examples;
mod examples;
mod intake;
mod kept;
mod language;
mod path;
mod refusal;
mod relation;
mod state_examples;

pub use batch::{Ended, Outcome, batch};
pub use beside::{Change, Told};
pub use casus_coder::{Answer, Fired, Meant, Missed, Predicate, QuoteSeen, Trial};
pub use casus_reader::{BadWeights, Reader};
pub use examples::{ExampleOutcome, Tried, Verdict, check_examples, try_sentence};
pub use intake::{Content, Form, Found, Intake, Limits, Report, Wanted};
pub use kept::{kept, unkept};
pub use path::tree_path;
pub use refusal::Refusal;
pub use relation::{MarkedPair, Scheme};

use casus_coder::Coder;
use casus_lexicon::Lexicon;
use casus_reader::page::{self, PageInput};
use casus_types::{ActorId, Article, Code, Coded, Date, Note, Parsed, Span, Stamp, Text};

/// The line, ready to run: built once, shared by all threads.
pub struct Line {
    lexicon: Lexicon,
    coder: Coder,
    reader: Reader,
    plain: bool,
    limits: Limits,
}

impl Line {
    /// Prepares the lexicon for coding with a reader.
    pub fn new(lexicon: Lexicon, reader: Reader) -> Line {
        let coder = Coder::new(&lexicon);
        Line { lexicon, coder, reader, plain: false, limits: Limits::default() }
    }

    /// The same line without page cleaning: every paragraph is read and nothing is dropped.
    pub fn without_cleaning(self) -> Line {
        Line { plain: true, ..self }
    }

    /// The whole way: bytes, article, sentences, records. This is all there is; each step is a function of another crate.
    pub fn code(&self, report: &Report) -> Result<Coded, Refusal> {
        let (article, notes) = self.page(report)?;
        self.code_page(article, notes)
    }

    /// The rest of the way, from what [`Line::page`] gave: for those who look at the page before they have it coded.
    pub fn code_page(&self, article: Article, notes: Vec<Note>) -> Result<Coded, Refusal> {
        language::must_be_english(&article)?;
        let parsed = self.reader.read(article);
        let mut coded = self.coder.code(parsed);
        coded.notes.splice(0..0, notes);
        Ok(coded)
    }

    /// A text as the reader sees it, before any coding: its sentences with tree, names and proposals.
    pub fn read(&self, text: &str) -> Result<Parsed, Refusal> {
        let report = Report::of_text(text);
        let (article, _) = self.page(&report)?;
        language::must_be_english(&article)?;
        Ok(self.reader.read(article))
    }

    /// Who is meant by a name on a day, in a report about a country; with the reasons.
    pub fn who(&self, name: &str, day: Date, context: Option<Code>) -> Result<Answer, Refusal> {
        Ok(self.coder.who(&self.read(name)?, day, context))
    }

    /// The predicates of each sentence of a reading with their factuality, from -3 to +3.
    pub fn predicates(&self, parsed: &Parsed) -> Vec<Vec<Predicate>> {
        self.coder.predicates(parsed)
    }

    /// The factuality of the words at these places of a text (in characters), as if each named an event.
    pub fn factuality(&self, text: &str, places: &[(usize, usize)]) -> Result<Vec<Option<Predicate>>, Refusal> {
        let report = Report::of_text(text);
        let parsed = self.reader.read(self.page(&report)?.0);
        Ok(self.coder.factuality(&parsed, &spans(&parsed.article.text, text, places)))
    }

    /// The same text with an id for each of these places (in characters) where a name stands, the same for names that mean
    /// the same: a way to measure who is taken for whom.
    pub fn chains(
        &self,
        text: &str,
        places: &[(usize, usize)],
        published: Option<Date>,
    ) -> Result<Vec<Option<ActorId>>, Refusal> {
        let report = Report { published, ..Report::of_text(text) };
        let parsed = self.reader.read(self.page(&report)?.0);
        Ok(self.coder.chains(&parsed, &spans(&parsed.article.text, text, places)))
    }

    /// A text with everything in it that could be a quote, and what is seen of it: to learn from which are.
    pub fn quotes_seen(&self, text: &str) -> Result<(Text, Vec<QuoteSeen>), Refusal> {
        let parsed = self.reader.read(self.page(&Report::of_text(text))?.0);
        let seen = self.coder.quotes_seen(&parsed);
        Ok((parsed.article.text, seen))
    }

    /// The first part of the way: the cleaned article, with notes on what was odd about its source.
    pub fn page(&self, report: &Report) -> Result<(Article, Vec<Note>), Refusal> {
        let (text, decoding) = match &report.content {
            Content::Text(text) => (text.clone(), Vec::new()),
            Content::Bytes(bytes, charset) => {
                let decoded = page::decode(bytes, charset.as_deref());
                (decoded.text, decoded.notes)
            }
            Content::Article(article) => return Ok((article.as_ref().clone(), Vec::new())),
        };
        if text.trim().is_empty() {
            return Err(Refusal::new(&report.source, "empty", "give a report with words in it"));
        }
        if text.len() > self.limits.article * 3 {
            return Err(self.limits.article_too_long(&report.source)); // decoding can make three bytes of one
        }
        let input = PageInput {
            id: &report.id,
            source: &report.source,
            url: report.url.as_deref(),
            title: report.title.as_deref(),
            published: report.published,
            plain: self.plain,
        };
        let is_html = match report.form {
            Form::Html => true,
            Form::Plain => false,
            Form::Unsaid => page::looks_like_html(&text),
        };
        let words = &self.lexicon.page_words;
        let (mut article, notes) =
            if is_html { page::read_html(&text, &input, words) } else { page::read_plain(&text, &input, words) };
        article.outlet = report.outlet.clone().or(article.outlet);
        if article.readable().next().is_none() {
            let cure = "check that it is the page of one article; --plain reads it without cleaning";
            return Err(Refusal::new(&report.source, "no article in it", cure));
        }
        let odd = report.notes.iter().cloned().chain(decoding).map(|what| Note { span: None, what });
        Ok((article, odd.chain(notes).collect()))
    }

    /// The lexicon that the line was made with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What is written into every document: versions, and where each rule is written.
    pub fn stamp(&self) -> Stamp {
        let rules = self.lexicon.rules.iter();
        Stamp {
            casus: env!("CARGO_PKG_VERSION").to_string(),
            lexicon: self.lexicon.hash.clone(),
            model: Some(Reader::MODEL.to_string()),
            rule_origins: rules.map(|rule| (rule.id.clone(), rule.origin.to_string())).collect(),
        }
    }
}

/// Places of a text, in characters, as spans.
fn spans(whole: &Text, text: &str, places: &[(usize, usize)]) -> Vec<Span> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |place: usize| offsets.get(place).copied().unwrap_or(text.len());
    places.iter().map(|(start, end)| whole.span(at(*start)..at(*end)).unwrap_or(whole.whole())).collect()
}
