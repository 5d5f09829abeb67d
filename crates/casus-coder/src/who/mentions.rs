//! Who is mentioned where. A first pass over the article learns which capitalised words are people and which country
//! the report is about; a second reads every phrase and says whom it names (`reader.rs`); then offices get their country
//! (`context.rs`) and pronouns their meaning (`anaphora.rs`). What cannot be decided stays without a code.

use crate::tree::Tree;
use crate::who::gazetteer::{Gazetteer, slug};
use crate::who::known::{Known, role_id};
use crate::who::letters::{Letters, letters_in_brackets};
use crate::who::phrases::{Phrase, PhraseReader};
use crate::who::reader::Reader;
use crate::who::{anaphora, context, countries, namesakes};
use crate::words::Words;
use casus_types::{ActorId, Article, Code, Place, Sector};
use std::collections::BTreeSet;

/// Somebody as a mention names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The record's id.
    pub id: ActorId,
    /// The name.
    pub name: String,
    /// The office.
    pub role: Option<String>,
    /// Country or body.
    pub code: Option<Code>,
    /// Sector.
    pub sector: Option<Sector>,
}

impl Who {
    /// Whether a state itself is meant, and nobody in it.
    pub fn is_state(&self) -> bool {
        self.id.0.starts_with("state.")
    }

    /// Gives an office its country; its id says so.
    pub fn give_country(&mut self, code: Option<Code>) {
        self.code = code;
        if self.id.0.starts_with("role.") {
            self.id = role_id(self.code.as_ref(), &self.name);
        }
    }
}

/// What kind of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// A state, body, group or person by name.
    Named,
    /// An office or a group of people: `the minister`, `protesters`.
    Role,
    /// Only a nationality: `Iranian` in `Iranian airline`.
    Nation,
    /// A place that does not act here.
    Place,
    /// `he`, `they`.
    Pronoun,
    /// A capitalised name of which nothing is known.
    Unknown,
}

/// A phrase that names somebody.
#[derive(Clone, Debug)]
pub struct Mention {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What kind.
    pub kind: MentionKind,
    /// Whom it names; several for `the ministers of France and Germany`. Empty when nobody known.
    pub who: Vec<Who>,
    /// Names several.
    pub plural: bool,
    /// Names a single human being.
    pub person: bool,
    /// Stands after `in`, `at`, `near`: rather a place.
    pub locative: bool,
    /// `'s` or `'` follows.
    pub possessive: bool,
    /// Where it is, for a place.
    pub place: Option<Place>,
}

impl Mention {
    /// Words that name nobody known.
    pub fn unknown(start: usize, end: usize) -> Mention {
        Mention {
            start,
            end,
            kind: MentionKind::Unknown,
            who: Vec::new(),
            plural: false,
            person: false,
            locative: false,
            possessive: false,
            place: None,
        }
    }

    /// A pronoun, not yet resolved.
    pub fn pronoun(start: usize, end: usize) -> Mention {
        Mention { kind: MentionKind::Pronoun, ..Mention::unknown(start, end) }
    }

    /// Makes it a place of the gazetteer, which does not act; `shown` is how the text has its name.
    pub fn put(&mut self, name: &str, shown: String, place: Place) {
        self.kind = MentionKind::Place;
        let id = ActorId(format!("place.{}", slug(name)));
        self.who = vec![Who { id, name: shown, role: None, code: place.country.clone(), sector: None }];
        self.place = Some(place);
    }

    /// Whether a word lies in it.
    pub fn covers(&self, word: usize) -> bool {
        self.start <= word && word < self.end
    }

    /// Whether it speaks of a pair: `both`, `the two`.
    pub fn is_pair(&self, words: &Words) -> bool {
        words.is(self.start, &["both"]) || words.phrase_at(self.start, "the two").is_some()
    }

    /// An office that is held in several countries: one holder for each.
    pub fn give_countries(&mut self, codes: &[Option<Code>]) {
        let Some(role) = self.who.first().cloned() else { return };
        let each = |code: &Option<Code>| {
            let mut who = role.clone();
            who.give_country(code.clone());
            who
        };
        self.who = codes.iter().map(each).collect();
    }

    /// Its head word: the one that hangs on a word outside.
    pub fn head(&self, tree: Tree) -> usize {
        let out = |word: &usize| !self.covers(tree.head(*word)) || tree.head(*word) == *word;
        (self.start..self.end).rev().find(out).unwrap_or(self.end.saturating_sub(1))
    }

    /// Whether it names somebody by nationality alone: `Greek` in `Greek and Turkish officials`.
    pub fn of_nation(&self) -> bool {
        let state = self.who.iter().all(Who::is_state);
        state && !self.possessive && matches!(self.kind, MentionKind::Nation | MentionKind::Named)
    }

    /// Whether it can take part in an act: it names somebody, and not as a place.
    pub fn acts(&self) -> bool {
        !self.who.is_empty()
            && !self.locative
            && matches!(self.kind, MentionKind::Named | MentionKind::Role | MentionKind::Pronoun)
    }
}

/// Finds the mentions of every sentence, in order of words.
pub fn find(article: &Article, sentences: &[Words], gazetteer: &Gazetteer) -> Vec<Vec<Mention>> {
    let capitals = capitals_inside(sentences);
    let proper = |word: &str| capitals.contains(word);
    let letters = letters_in_brackets(sentences);
    let new: BTreeSet<&str> =
        letters.iter().filter(|letters| is_new(letters, sentences, gazetteer)).map(|l| l.short.as_str()).collect();
    let explained = |word: &str| new.contains(word);
    let day = article.published.date;
    let first = PhraseReader { gazetteer, day, proper: &proper, explained: &explained, instead: &[] };
    let phrases: Vec<Vec<Phrase>> = sentences.iter().map(|words| read_phrases(&first, words)).collect();
    let instead = namesakes::instead(&phrases, gazetteer);
    let reader = PhraseReader { instead: &instead, ..first };
    let phrases = match instead.is_empty() {
        true => phrases,
        false => sentences.iter().map(|words| read_phrases(&reader, words)).collect(),
    };
    let known = Known::learn(sentences, &phrases, article, &reader, &letters);
    let each = sentences.iter().zip(&phrases).enumerate();
    let mut found: Vec<Vec<Mention>> = each
        .map(|(sentence, (words, phrases))| {
            let near = countries::of_sentence(phrases, gazetteer);
            Reader { known: &known, reader: &reader, words, sentence, near: &near }.mentions(phrases)
        })
        .collect();
    context::settle(sentences, &mut found, &known);
    anaphora::resolve(sentences, &mut found, &known, gazetteer, article.published.date);
    found
}

/// Whether the lexicon knows the letters for something else than the words that the article explains them by.
fn is_new(letters: &Letters, sentences: &[Words], gazetteer: &Gazetteer) -> bool {
    let (sentence, start, end) = letters.long;
    let long = gazetteer.exact(&sentences[sentence].joined(start, end));
    let short = gazetteer.exact(&letters.short);
    !short.is_empty() && !short.iter().any(|reading| long.contains(reading))
}

/// Words that begin with a capital inside running text: in headlines and after full stops only these are trusted.
fn capitals_inside<'t>(sentences: &[Words<'t>]) -> BTreeSet<&'t str> {
    let inside = |words: &&Words<'t>| !words.title;
    let mut seen = BTreeSet::new();
    for words in sentences.iter().filter(inside) {
        seen.extend(words.words.iter().skip(1).filter(|w| w.capital && !w.mark).map(|w| w.text));
    }
    seen
}

fn read_phrases<'g>(reader: &PhraseReader<'g>, words: &Words) -> Vec<Phrase<'g>> {
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        match reader.at(words, at) {
            Some(phrase) => {
                at = phrase.end.max(at + 1);
                out.push(phrase);
            }
            None => at += 1,
        }
    }
    out
}

/// Which words of a sentence stand inside quotation marks.
pub fn quoted_words(words: &Words) -> Vec<bool> {
    let mut inside = false;
    let mut out = Vec::with_capacity(words.len());
    for word in &words.words {
        match word.text {
            "\"" => inside = !inside,
            "“" => inside = true,
            "”" => inside = false,
            _ => {}
        }
        out.push(inside);
    }
    out
}
