//! A reading as text, in CoNLL-U, so that it can be stored, looked at, changed by hand and read again: a rule of the coder
//! is then tried on it with no network at hand, and other tools can open it. Text in, text out; no files.
//!
//! ```text
//! # newdoc id = our-1
//! # article_published = 2022-06-14
//! # article_text = North Korea fired a missile.
//! # article_block = 0..28 paragraph
//! # sent_id = 1
//! # text = North Korea fired a missile.
//! # span = 0..28
//! # block = 1
//! # act = 3 MOBILIZE/weapons .912 happened .887 | who 2 1-2 .950
//! 1  North    North    PROPN  NNP  _  2  compound  _  Name=B-GPE
//! 2  Korea    Korea    PROPN  NNP  _  3  nsubj     _  Name=I-GPE
//! 3  fired    fire     VERB   VBD  _  0  ROOT      _  _
//! 4  a        a        DET    DT   _  5  det       _  _
//! 5  missile  missile  NOUN   NN   _  3  dobj      _  SpaceAfter=No
//! 6  .        .        PUNCT  .    _  3  punct     _  _
//! ```
//!
//! The ten columns, with tabs between, are those of [CoNLL-U](https://universaldependencies.org/format.html), but the
//! tree is in the CLEAR style of spaCy's English pipeline and not in that of Universal Dependencies. XPOS holds Penn
//! tags; FEATS and DEPS are not used. In MISC stand `SpaceAfter=No` and, for names, `Name=B-GPE` at the first word and
//! `Name=I-GPE` at the others. Words count from 1; a range of words (`1-2`) names its first and its last. Places
//! (`0..28`) count characters of `article_text` from 0, end exclusive.
//!
//! Comments of an article, all but the text optional: `newdoc id`; `article_source`, `article_headline`,
//! `article_published`, `article_published_why`, `article_candidate` (a day and what speaks for it; one a line),
//! `article_modified`, `article_author` (one a line), `article_agency`, `article_outlet`, `article_place`;
//! `article_text` with `\n`, `\r`, `\t` and `\\` for what would break the line; and `article_block`, one a line: a place,
//! what it is, and `dropped` with the reason where it is no part of the article. A file holds one article.
//!
//! Comments of a sentence: `sent_id` and `text` (for other tools; white space is told as one space), `span`, `block`
//! (counted from 1), and an `act` for each proposal: the trigger, class and mode, score, status, score of the status;
//! then for each link `|`, its role, the head, the words and the score. Scores are written in thousandths.
//!
//! [`read`] gives back what [`write`](fn@write) was given, for every reading whose words are without white space at their ends.
//! What other tools or people wrote is taken where that is safe: without `article_text` the text is put together from
//! `text`, or from FORM and `SpaceAfter`, with a block for each `newpar`; `_` in LEMMA, UPOS or XPOS is read as the word
//! itself, `X` and `XX`; a range of words (`1-2`) only holds them together, and empty nodes (`1.1`), other comments and
//! other entries of MISC are passed over.

mod acts;
mod article;
mod ground;
mod lines;
mod rows;

use crate::parsed::{Parsed, Sentence, Token};
use crate::text::{CharOffsets, Span};
use ground::Ground;
use std::fmt;
use std::ops::Range;

/// Why a text is no reading: the first line that breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadReading {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
    /// A way out.
    pub cure: String,
}

impl BadReading {
    fn new(line: usize, what: impl Into<String>, cure: impl Into<String>) -> BadReading {
        BadReading { line, what: what.into(), cure: cure.into() }
    }
}

impl fmt::Display for BadReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} ({})", self.line, self.what, self.cure)
    }
}

impl std::error::Error for BadReading {}

/// For whoever opens a file without knowing casus.
const REMARK: &str = "\
# CoNLL-U written by casus. Labels of the tree: CLEAR style, as spaCy's English pipeline has them. XPOS: Penn tags.
# span, article_block: characters of article_text. act: trigger class/mode score status score | role head words score.
";

/// A reading as CoNLL-U. The same reading gives the same text.
pub fn write(parsed: &Parsed) -> String {
    let places = CharOffsets::new(&parsed.article.text);
    let mut out = REMARK.to_string();
    article::write(&parsed.article, &places, &mut out);
    for (at, sentence) in parsed.sentences.iter().enumerate() {
        write_sentence(parsed, at, sentence, &places, &mut out);
    }
    if parsed.sentences.is_empty() {
        out.push('\n');
    }
    out
}

fn write_sentence(parsed: &Parsed, at: usize, sentence: &Sentence, places: &CharOffsets, out: &mut String) {
    let text = &parsed.article.text;
    let words = one_spaced(text.slice(sentence.span));
    out.push_str(&format!("# sent_id = {}\n# text = {words}\n", at + 1));
    out.push_str(&format!("# span = {}\n# block = {}\n", place(places, sentence.span), sentence.block + 1));
    for proposal in &sentence.proposals {
        out.push_str(&format!("# act = {}\n", acts::written(proposal)));
    }
    let content = text.as_str();
    for (at, token) in sentence.tokens.iter().enumerate() {
        let follows = content.get(token.span.end()..).and_then(|rest| rest.chars().next());
        let joined = follows.is_some_and(|next| !next.is_whitespace());
        rows::write(text.slice(token.span), at, token, joined, &sentence.names, out);
    }
    out.push('\n');
}

/// Reads what [`write`](fn@write) wrote, or CoNLL-U from elsewhere whose labels are those of the parser.
///
/// # Errors
/// Names the first line that breaks the format, or a law of readings: places out of the text, words that do not stand
/// there, a tree that is none, links to words that are not there.
///
/// ```
/// use casus_types::conllu;
/// let parsed = conllu::read("1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n2\tfell\tfall\tVERB\tVBD\t_\t0\tROOT\t_\t_\n").unwrap();
/// assert_eq!(parsed.article.text.as_str(), "Rain fell");
/// let bad = conllu::read("1\tRain\train\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n").unwrap_err();
/// assert_eq!(bad.to_string(), "line 1: the head 3 is no word of the sentence (it has 1; write 0 at a root)");
/// ```
pub fn read(text: &str) -> Result<Parsed, BadReading> {
    let groups = lines::groups(text);
    let (article, text_line) = article::read(&groups)?;
    let mut ground = Ground::new(article, text_line.is_some());
    let mut found = Vec::new();
    for group in &groups {
        ground.begin(group);
        let words = rows::read(&group.rows)?;
        // Comments alone are a sentence only where they say so.
        if words.is_empty() && group.comment("span").is_none() {
            continue;
        }
        let acts = group.comments("act").map(|comment| acts::read(comment, words.len()));
        let proposals = acts.collect::<Result<Vec<_>, _>>()?;
        let placed = ground.place(group, &words)?;
        let names = rows::names(&words)?;
        found.push((placed, words, names, proposals));
    }
    let article = ground.article();
    let mut sentences = Vec::new();
    for (placed, words, names, proposals) in found {
        let span = |range: Range<usize>| article.text.span(range).ok_or_else(|| too_long(placed.line));
        let mut tokens = Vec::with_capacity(words.len());
        for (word, range) in words.into_iter().zip(placed.tokens) {
            tokens.push(Token {
                span: span(range)?,
                lemma: word.lemma.to_string(),
                tag: word.tag,
                pos: word.pos,
                head: word.head,
                label: word.label,
            });
        }
        sentences.push(Sentence { span: span(placed.range)?, block: placed.block, tokens, names, proposals });
    }
    Ok(Parsed { article, sentences })
}

fn too_long(line: usize) -> BadReading {
    BadReading::new(line, "the text is longer than places can count", "cut it into several articles")
}

/// A span in characters: `0..28`.
fn place(places: &CharOffsets, span: Span) -> String {
    let (start, end) = places.range(span);
    format!("{start}..{end}")
}

/// Runs of white space as one space.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
