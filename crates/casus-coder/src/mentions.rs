//! Who is mentioned where. A first pass over the article learns which capitalised words are people and which country
//! the report is about; a second reads every phrase and says whom it names. What cannot be decided stays without a
//! code. Pronouns are resolved within a sentence or to the one before, or not at all.

use crate::gazetteer::{Gazetteer, NameKind, slug};
use crate::known::{Known, person_of, role_of, trailing_name};
use crate::phrases::{Phrase, PhraseReader, Piece};
use crate::pronouns;
use crate::verbs::is_modal;
use crate::words::{Words, is_locative, is_pronoun};
use casus_types::{ActorId, Article, Code, Sector};
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
}

impl Mention {
    /// Whether it names somebody by nationality alone: `Greek` in `Greek and Turkish officials`.
    pub fn of_nation(&self) -> bool {
        let state = self.who.iter().all(|who| who.id.0.starts_with("state."));
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
    let reader = PhraseReader { gazetteer, day: article.published.date, proper: &proper };
    let phrases: Vec<Vec<Phrase>> = sentences.iter().map(|words| read_phrases(&reader, words)).collect();
    let known = Known::learn(sentences, &phrases, article, &reader);
    let mut found: Vec<Vec<Mention>> =
        sentences.iter().zip(&phrases).map(|(words, phrases)| mentions_of(words, phrases, &known)).collect();
    pronouns::resolve(sentences, &mut found, &known);
    found
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

fn mentions_of(words: &Words, phrases: &[Phrase], known: &Known) -> Vec<Mention> {
    let mut out: Vec<Mention> = phrases.iter().map(|phrase| mention_of(words, phrase, known)).collect();
    join_possessors(phrases, &mut out);
    let covered = |at: usize, out: &[Mention]| out.iter().any(|m| m.start <= at && at < m.end);
    for at in 0..words.len() {
        let possessive = words.is(at, &["our", "my"]);
        // `it` acts only where it is plainly a subject that does something: `said it would impose`.
        let it =
            !words.is(at, &["it"]) || (at > 0 && (is_modal(words.lower(at + 1)) || words.is(at + 1, &["had", "has"])));
        let personal = is_pronoun(words.lower(at)) && it && !words.is(at, &["you"]) && words.words[at].text != "US";
        let pair = words.phrase_at(at, "the two").is_some() && words.words.get(at + 2).is_some_and(|w| !w.mark);
        if pair && !covered(at, &out) && !covered(at + 2, &out) {
            let kind = MentionKind::Pronoun;
            out.push(Mention {
                start: at,
                end: at + 2,
                kind,
                who: Vec::new(),
                plural: true,
                person: false,
                locative: false,
                possessive: false,
            });
        }
        if (personal || possessive) && !covered(at, &out) {
            let plural = words.is(at, &["they", "them", "we", "us", "our"]);
            let kind = MentionKind::Pronoun;
            out.push(Mention {
                start: at,
                end: at + 1,
                kind,
                who: Vec::new(),
                plural,
                person: !plural,
                locative: false,
                possessive,
            });
        }
    }
    out.sort_by_key(|mention| mention.start);
    out
}

/// `Peru's president`, `Chile's senate`: the owner gives the office its country and is no party of its own.
fn join_possessors(phrases: &[Phrase], mentions: &mut Vec<Mention>) {
    for index in (1..mentions.len()).rev() {
        let (owner, owned) = (&mentions[index - 1], &mentions[index]);
        let adjacent = owner.possessive && owned.start == owner.end + 1 && owned.kind == MentionKind::Role;
        let bare =
            phrases[index].of.is_empty() && phrases[index].pieces.iter().all(|piece| matches!(piece, Piece::Office(_)));
        let Some(state) = owner.who.first().filter(|who| who.code.is_some()).cloned() else { continue };
        if !(adjacent && bare) {
            continue;
        }
        let start = owner.start;
        for who in &mut mentions[index].who {
            who.code = state.code.clone();
            let country = state.code.as_ref().map_or(String::new(), |code| code.0.to_lowercase());
            who.id = ActorId(format!("role.{country}.{}", slug(&who.name)));
        }
        mentions[index].start = start;
        mentions.remove(index - 1);
    }
}

fn mention_of(words: &Words, phrase: &Phrase, known: &Known) -> Mention {
    let mut mention = Mention {
        start: phrase.start,
        end: phrase.end,
        kind: MentionKind::Unknown,
        who: Vec::new(),
        plural: false,
        person: false,
        locative: false,
        possessive: words.is(phrase.end, &["'s", "'", "’"]),
    };
    let before = phrase.start.checked_sub(1).map_or("", |at| words.lower(at));
    let name = trailing_name(words, phrase);
    match (phrase.pieces.last(), name) {
        (Some(Piece::Person(person)), _) => {
            mention.kind = MentionKind::Named;
            mention.person = true;
            mention.who.push(person_of(person, Some(phrase)));
        }
        (_, Some(name)) => {
            if let Some(who) = known.person(&name) {
                mention.kind = MentionKind::Named;
                mention.person = true;
                mention.who.push(who);
            } else if let Some(body) = phrase
                .pieces
                .iter()
                .find_map(|p| if let Piece::Nation(n) | Piece::Entity(n) = p { Some(*n) } else { None })
            {
                // `Cuban Ministry of …`, `Chinese tech giant Huawei`: an unknown name with a country.
                mention.kind = MentionKind::Named;
                let id = ActorId(format!("named.{}", slug(&name)));
                mention.who.push(Who { id, name, role: None, code: body.code.clone(), sector: None });
            }
        }
        (Some(Piece::Office(office)), None) => {
            mention.kind = MentionKind::Role;
            mention.plural = office.kind == NameKind::Agents;
            mention.person = office.kind == NameKind::Agent && phrase.determined;
            if let Some(holder) = known.holder(words, phrase) {
                mention.who.push(holder);
                mention.person = true;
                return mention;
            }
            let each = if phrase.of.len() > 1 {
                phrase.of.iter().map(|name| vec![*name]).collect()
            } else {
                vec![phrase.of.clone()]
            };
            for of in each {
                mention.who.push(role_of(&Phrase { of, ..phrase.clone() }, known.focus.as_ref()));
            }
        }
        (Some(Piece::Entity(name)), None) => {
            mention.kind = MentionKind::Named;
            mention.plural = name.kind == NameKind::Demonym;
            // `NATO`, `the UN`; and `in Seoul`, where a capital is a place.
            mention.locative = is_locative(before) && name.kind != NameKind::Demonym;
            let place = name.kind == NameKind::Capital && (mention.locative || matches!(before, "from" | "of" | "to"));
            if place {
                mention.kind = MentionKind::Place;
            }
            mention.who.push(Who {
                id: name.id.clone(),
                name: name.name.clone(),
                role: None,
                code: name.code.clone(),
                sector: name.sector,
            });
        }
        (Some(Piece::Nation(name)), None) => {
            let people = phrase.determined && !phrase.open && words.is(phrase.start, &["the"]);
            mention.kind = if people { MentionKind::Named } else { MentionKind::Nation };
            mention.plural = people;
            mention.who.push(Who {
                id: name.id.clone(),
                name: name.name.clone(),
                role: None,
                code: name.code.clone(),
                sector: name.sector,
            });
        }
        (Some(Piece::Place(name)), None) => {
            mention.kind = MentionKind::Place;
            mention.who.push(Who {
                id: name.id.clone(),
                name: name.name.clone(),
                role: None,
                code: name.code.clone(),
                sector: None,
            });
        }
        _ => {}
    }
    mention
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
