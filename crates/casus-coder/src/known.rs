//! What an article itself teaches about its names: who its people are and what they are called by, which country it is
//! about, who signs it. Learned in a first pass; the mentions are decided in a second.

use crate::gazetteer::{Name, NameKind, slug};
use crate::mentions::Who;
use crate::phrases::{Phrase, PhraseReader, Piece};
use crate::words::Words;
use casus_types::{ActorId, Article, BlockKind, Code, Sector};
use std::collections::BTreeMap;

/// What the article itself teaches: people by name, and the country it is about.
pub struct Known {
    people: BTreeMap<String, Who>,
    /// Who was last called by an office: `the Secretary` is he.
    offices: BTreeMap<String, Who>,
    /// The country the report is about.
    pub focus: Option<Code>,
    /// Who signs it.
    pub author: Option<Who>,
}

impl Known {
    /// Reads all phrases once.
    pub fn learn(sentences: &[Words], phrases: &[Vec<Phrase>], article: &Article, reader: &PhraseReader) -> Known {
        let mut known =
            Known { people: BTreeMap::new(), offices: BTreeMap::new(), focus: focus(phrases), author: None };
        for (words, phrases) in sentences.iter().zip(phrases) {
            for phrase in phrases {
                known.learn_person(words, phrase);
            }
            known.learn_appositions(words, phrases);
        }
        known.author = known.author_of(article, reader);
        known
    }

    /// Who signs a statement: an author or the name on a line of its own, if it is somebody in office.
    fn author_of(&self, article: &Article, reader: &PhraseReader) -> Option<Who> {
        let bylines = article.blocks.iter().filter(|block| block.kind == BlockKind::Byline);
        let lines = bylines.map(|block| article.text.slice(block.span));
        article.authors.iter().map(String::as_str).chain(lines).find_map(|line| {
            let name = line.split([',', '\n']).next().unwrap_or(line).trim();
            let office = reader.office_holder(name);
            office.map(|holder| person_of(holder, None)).or_else(|| self.people.get(&slug(name)).cloned())
        })
    }

    /// `Foreign Minister Park Jin`: the name is a person with that office.
    fn learn_person(&mut self, words: &Words, phrase: &Phrase) {
        let office = phrase.pieces.iter().find_map(|p| if let Piece::Office(name) = p { Some(*name) } else { None });
        let who = match (phrase.pieces.last(), trailing_name(words, phrase)) {
            (Some(Piece::Person(name)), _) => person_of(name, Some(phrase)),
            (_, Some(name)) if office.is_some() => {
                Who { id: ActorId(format!("person.{}", slug(&name))), name, ..role_of(phrase, None) }
            }
            // `a senior South Korean official`: nobody by name, but `the official` is the same.
            _ => {
                let who = role_of(phrase, None);
                let one = office.is_some_and(|office| office.kind == NameKind::Agent) && who.code.is_some();
                if let (true, Some(last)) = (one, who.name.split(' ').next_back()) {
                    self.offices.entry(last.to_string()).or_insert(who.clone());
                }
                return;
            }
        };
        for word in office.iter().flat_map(|office| office.name.split(' ')).filter(|word| word.len() > 3) {
            self.offices.insert(word.to_string(), who.clone());
        }
        self.remember(&who.name.clone(), who);
    }

    /// `Nancy Pelosi, the Speaker of the House, …` and `the Speaker of the House, Nancy Pelosi`.
    fn learn_appositions(&mut self, words: &Words, phrases: &[Phrase]) {
        for pair in phrases.windows(2) {
            let [first, second] = pair else { continue };
            if !(words.is(first.end, &[","]) && second.start == first.end + 1) {
                continue;
            }
            let bare = |p: &Phrase| p.pieces.iter().all(|piece| matches!(piece, Piece::Proper(..)));
            let office =
                |p: &Phrase| matches!(p.pieces.last(), Some(Piece::Office(name)) if name.kind == NameKind::Agent);
            for (name, role) in [(first, second), (second, first)] {
                if let (true, true, Some(text)) = (bare(name), office(role), trailing_name(words, name)) {
                    let who = Who {
                        id: ActorId(format!("person.{}", slug(&text))),
                        name: text.clone(),
                        ..role_of(role, None)
                    };
                    self.remember(&text, who);
                }
            }
        }
    }

    /// Keeps a person under the full name and under each part of it that nobody else bears.
    fn remember(&mut self, name: &str, who: Who) {
        let parts: Vec<&str> =
            name.split(' ').filter(|part| part.chars().count() > 2 && !part.ends_with('.')).collect();
        for key in parts.iter().map(|part| slug(part)).chain([slug(name)]) {
            let better = self.people.get(&key).is_none_or(|old| old.code.is_none() && who.code.is_some());
            if better {
                self.people.insert(key, who.clone());
            }
        }
    }

    /// `the Secretary`, `the President`: whoever was last called so, when nothing else is said of the office.
    pub fn holder(&self, words: &Words, phrase: &Phrase) -> Option<Who> {
        let [Piece::Office(office)] = phrase.pieces.as_slice() else { return None };
        let bare = phrase.of.is_empty() && words.is(phrase.start, &["the"]) && office.kind == NameKind::Agent;
        let last = office.name.split(' ').next_back()?;
        self.offices.get(last).filter(|_| bare).cloned()
    }

    /// A person by a name or surname that the article has explained.
    pub fn person(&self, name: &str) -> Option<Who> {
        let last = name.split(' ').next_back().unwrap_or(name);
        self.people.get(&slug(name)).or_else(|| self.people.get(&slug(last))).cloned()
    }
}

/// The country named most often, if it is named twice and in at least a third of all namings.
fn focus(phrases: &[Vec<Phrase>]) -> Option<Code> {
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    for phrase in phrases.iter().flatten() {
        let pieces = phrase.pieces.iter().filter_map(|piece| match piece {
            Piece::Nation(name) | Piece::Entity(name) | Piece::Person(name) | Piece::Place(name) => Some(*name),
            _ => None,
        });
        for code in pieces
            .chain(phrase.of.iter().copied())
            .filter_map(|name| name.code.as_ref())
            .filter(|code| code.0.len() == 3)
        {
            *counts.entry(code).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    // The first of equals in the alphabet would be an accident; a tie names nobody.
    let best = counts.iter().max_by_key(|(_, count)| **count)?;
    let tied = counts.values().filter(|count| *count == best.1).count() > 1;
    (!tied && *best.1 >= 2 && best.1 * 3 >= total).then(|| (*best.0).clone())
}

/// The capitalised words at the end of a phrase, joined by blanks.
pub fn trailing_name(words: &Words, phrase: &Phrase) -> Option<String> {
    let (mut from, mut to) = (None, None);
    for piece in phrase.pieces.iter().rev() {
        let Piece::Proper(start, end) = piece else { break };
        from = Some(*start);
        to = to.or(Some(*end));
    }
    Some(words.joined(from?, to?))
}

/// A person of the lexicon; one called former keeps no office.
pub fn person_of(name: &Name, phrase: Option<&Phrase>) -> Who {
    let former = phrase
        .iter()
        .flat_map(|p| &p.pieces)
        .any(|p| matches!(p, Piece::Office(office) if office.name.starts_with("former")));
    let role = if former { None } else { name.office.clone() };
    Who { id: name.id.clone(), name: name.name.clone(), role, code: name.code.clone(), sector: name.sector }
}

/// An office with the country it is named with, or the country the report is about.
pub fn role_of(phrase: &Phrase, focus: Option<&Code>) -> Who {
    let named = phrase.pieces.iter().rev().find_map(|piece| match piece {
        Piece::Nation(name) | Piece::Entity(name) | Piece::Person(name) | Piece::Place(name) => Some(*name),
        _ => None,
    });
    let offices: Vec<&Name> =
        phrase.pieces.iter().filter_map(|p| if let Piece::Office(name) = p { Some(*name) } else { None }).collect();
    let of_body = phrase.of.iter().chain(named.iter()).find(|name| name.kind == NameKind::Body);
    let broad = |sector: Option<Sector>| matches!(sector, None | Some(Sector::Gov) | Some(Sector::Cvl));
    let last = offices.last().and_then(|name| name.sector);
    // `military officials`, `opposition leader`: the narrower word decides.
    let sector = if broad(last) { offices.iter().map(|n| n.sector).find(|s| !broad(*s)).unwrap_or(last) } else { last };
    let sector = if broad(sector) { of_body.and_then(|name| name.sector).or(sector) } else { sector };
    let code = phrase.of.first().or(named.as_ref()).and_then(|name| name.code.clone()).or_else(|| focus.cloned());
    let noun = offices.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join(" ");
    let country = code.as_ref().map_or(String::new(), |code| format!("{}.", code.0.to_lowercase()));
    Who { id: ActorId(format!("role.{country}{}", slug(&noun))), name: noun.clone(), role: Some(noun), code, sector }
}
