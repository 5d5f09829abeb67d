//! Who is mentioned where. A first pass over the article learns which capitalised words are people and which country
//! the report is about; a second reads every phrase and says whom it names. What cannot be decided stays without a
//! code. Pronouns are resolved within a sentence or to the one before, or not at all.

use crate::gazetteer::{Gazetteer, Name, NameKind, slug};
use crate::phrases::{Phrase, PhraseReader, Piece};
use crate::verbs::is_modal;
use crate::words::{Words, is_locative, is_pronoun};
use casus_types::{ActorId, Article, BlockKind, Code, Sector};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether it can take part in an act: it names somebody, and not as a place.
    pub fn acts(&self) -> bool {
        !self.who.is_empty() && !self.locative && matches!(self.kind, MentionKind::Named | MentionKind::Role | MentionKind::Pronoun)
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
    resolve_pronouns(sentences, &mut found, &known);
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

/// What the article itself teaches: people by name, and the country it is about.
struct Known {
    people: BTreeMap<String, Who>,
    /// Who was last called by an office: `the Secretary` is he.
    offices: BTreeMap<String, Who>,
    focus: Option<Code>,
    author: Option<Who>,
}

impl Known {
    fn learn(sentences: &[Words], phrases: &[Vec<Phrase>], article: &Article, reader: &PhraseReader) -> Known {
        let mut known = Known { people: BTreeMap::new(), offices: BTreeMap::new(), focus: focus(phrases), author: None };
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
            _ => return,
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
            let office = |p: &Phrase| matches!(p.pieces.last(), Some(Piece::Office(name)) if name.kind == NameKind::Agent);
            for (name, role) in [(first, second), (second, first)] {
                if let (true, true, Some(text)) = (bare(name), office(role), trailing_name(words, name)) {
                    let who = Who { id: ActorId(format!("person.{}", slug(&text))), name: text.clone(), ..role_of(role, None) };
                    self.remember(&text, who);
                }
            }
        }
    }

    /// Keeps a person under the full name and under each part of it that nobody else bears.
    fn remember(&mut self, name: &str, who: Who) {
        let parts: Vec<&str> = name.split(' ').filter(|part| part.chars().count() > 2 && !part.ends_with('.')).collect();
        for key in parts.iter().map(|part| slug(part)).chain([slug(name)]) {
            let better = self.people.get(&key).is_none_or(|old| old.code.is_none() && who.code.is_some());
            if better {
                self.people.insert(key, who.clone());
            }
        }
    }

    /// `the Secretary`, `the President`: whoever was last called so, when nothing else is said of the office.
    fn holder(&self, words: &Words, phrase: &Phrase) -> Option<Who> {
        let [Piece::Office(office)] = phrase.pieces.as_slice() else { return None };
        let bare = phrase.of.is_empty() && words.is(phrase.start, &["the"]) && office.kind == NameKind::Agent;
        let last = office.name.split(' ').next_back()?;
        self.offices.get(last).filter(|_| bare).cloned()
    }

    fn person(&self, name: &str) -> Option<Who> {
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
        for code in pieces.chain(phrase.of.iter().copied()).filter_map(|name| name.code.as_ref()).filter(|code| code.0.len() == 3) {
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
fn trailing_name(words: &Words, phrase: &Phrase) -> Option<String> {
    let (mut from, mut to) = (None, None);
    for piece in phrase.pieces.iter().rev() {
        let Piece::Proper(start, end) = piece else { break };
        from = Some(*start);
        to = to.or(Some(*end));
    }
    Some(words.joined(from?, to?))
}

fn person_of(name: &Name, phrase: Option<&Phrase>) -> Who {
    let former = phrase.iter().flat_map(|p| &p.pieces).any(|p| matches!(p, Piece::Office(office) if office.name.starts_with("former")));
    let role = if former { None } else { name.office.clone() };
    Who { id: name.id.clone(), name: name.name.clone(), role, code: name.code.clone(), sector: name.sector }
}

/// An office with the country it is named with, or the country the report is about.
fn role_of(phrase: &Phrase, focus: Option<&Code>) -> Who {
    let named = phrase.pieces.iter().rev().find_map(|piece| match piece {
        Piece::Nation(name) | Piece::Entity(name) | Piece::Person(name) | Piece::Place(name) => Some(*name),
        _ => None,
    });
    let offices: Vec<&Name> = phrase.pieces.iter().filter_map(|p| if let Piece::Office(name) = p { Some(*name) } else { None }).collect();
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

fn mentions_of(words: &Words, phrases: &[Phrase], known: &Known) -> Vec<Mention> {
    let mut out: Vec<Mention> = phrases.iter().map(|phrase| mention_of(words, phrase, known)).collect();
    join_possessors(words, phrases, &mut out);
    let covered = |at: usize, out: &[Mention]| out.iter().any(|m| m.start <= at && at < m.end);
    for at in 0..words.len() {
        let possessive = words.is(at, &["our", "my"]);
        // `it` acts only where it is plainly a subject that does something: `said it would impose`.
        let it = !words.is(at, &["it"]) || (at > 0 && (is_modal(words.lower(at + 1)) || words.is(at + 1, &["had", "has"])));
        let personal = is_pronoun(words.lower(at)) && it && !words.is(at, &["you"]) && words.words[at].text != "US";
        let pair = words.phrase_at(at, "the two").is_some() && words.words.get(at + 2).is_some_and(|w| !w.mark);
        if pair && !covered(at, &out) && !covered(at + 2, &out) {
            let kind = MentionKind::Pronoun;
            out.push(Mention { start: at, end: at + 2, kind, who: Vec::new(), plural: true, person: false, locative: false, possessive: false });
        }
        if (personal || possessive) && !covered(at, &out) {
            let plural = words.is(at, &["they", "them", "we", "us", "our"]);
            let kind = MentionKind::Pronoun;
            out.push(Mention { start: at, end: at + 1, kind, who: Vec::new(), plural, person: !plural, locative: false, possessive });
        }
    }
    out.sort_by_key(|mention| mention.start);
    out
}

/// `Peru's president`, `Chile's senate`: the owner gives the office its country and is no party of its own.
fn join_possessors(words: &Words, phrases: &[Phrase], mentions: &mut Vec<Mention>) {
    for index in (1..mentions.len()).rev() {
        let (owner, owned) = (&mentions[index - 1], &mentions[index]);
        let adjacent = owner.possessive && owned.start == owner.end + 1 && owned.kind == MentionKind::Role;
        let bare = phrases[index].of.is_empty() && phrases[index].pieces.iter().all(|piece| matches!(piece, Piece::Office(_)));
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
        debug_assert!(words.len() >= start);
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
            } else if let Some(body) = phrase.pieces.iter().find_map(|p| if let Piece::Nation(n) | Piece::Entity(n) = p { Some(*n) } else { None }) {
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
            let each = if phrase.of.len() > 1 { phrase.of.iter().map(|name| vec![*name]).collect() } else { vec![phrase.of.clone()] };
            for of in each {
                mention.who.push(role_of(&Phrase { of, ..phrase.clone() }, known.focus.as_ref()));
            }
        }
        (Some(Piece::Entity(name)), None) => {
            mention.kind = MentionKind::Named;
            mention.plural = name.kind == NameKind::Demonym;
            // `NATO`, `the UN`; and `in Seoul`, where a capital is a place.
            mention.locative = is_locative(before) && name.kind != NameKind::Demonym;
            let place = name.kind == NameKind::Capital && (mention.locative || matches!(before, "from" | "of" | "," | "to"));
            if place {
                mention.kind = MentionKind::Place;
            }
            mention.who.push(Who { id: name.id.clone(), name: name.name.clone(), role: None, code: name.code.clone(), sector: name.sector });
        }
        (Some(Piece::Nation(name)), None) => {
            let people = phrase.determined && !phrase.open && words.is(phrase.start, &["the"]);
            mention.kind = if people { MentionKind::Named } else { MentionKind::Nation };
            mention.plural = people;
            mention.who.push(Who { id: name.id.clone(), name: name.name.clone(), role: None, code: name.code.clone(), sector: name.sector });
        }
        (Some(Piece::Place(name)), None) => {
            mention.kind = MentionKind::Place;
            mention.who.push(Who { id: name.id.clone(), name: name.name.clone(), role: None, code: name.code.clone(), sector: None });
        }
        _ => {}
    }
    mention
}

/// `he`: the last single person before; `they`: the last group; `we` and `I` outside quotes: the writer of a statement.
fn resolve_pronouns(sentences: &[Words], found: &mut [Vec<Mention>], known: &Known) {
    let (mut person, mut group): (Option<(usize, Who)>, Option<(usize, Vec<Who>)>) = (None, None);
    let mut before: Vec<Who> = Vec::new();
    for (index, (words, mentions)) in sentences.iter().zip(found.iter_mut()).enumerate() {
        let quoted = quoted_words(words);
        let (mut first_person, mut first_group) = (None, None);
        let mut sides: Vec<Who> = Vec::new();
        let mut body: Option<Who> = None;
        for mention in mentions.iter_mut() {
            if is_pair(words, mention) {
                mention.who = last_two(&sides).or_else(|| last_two(&before)).unwrap_or_default();
                mention.kind = MentionKind::Pronoun;
            }
            if mention.kind == MentionKind::Pronoun {
                let near = |seen: usize| index - seen <= 1;
                mention.who = match words.lower(mention.start) {
                    "he" | "she" | "him" => first_person.clone().or(person.clone().filter(|(at, _)| near(*at)).map(|(_, who)| who)).into_iter().collect(),
                    "it" => body.clone().into_iter().collect(),
                    "they" | "them" => first_group.clone().or(group.clone().filter(|(at, _)| near(*at)).map(|(_, who)| who)).unwrap_or_default(),
                    _ if quoted.get(mention.start) == Some(&false) => known.author.clone().into_iter().collect(),
                    _ => Vec::new(),
                };
            }
            if mention.acts() && mention.kind != MentionKind::Pronoun {
                sides.extend(mention.who.iter().cloned());
                if !mention.person && !mention.plural && mention.kind == MentionKind::Named {
                    body = body.or_else(|| mention.who.first().cloned());
                }
            }
            if mention.acts() && mention.person && first_person.is_none() {
                first_person = mention.who.first().cloned();
            }
            if mention.acts() && mention.plural && first_group.is_none() {
                first_group = Some(mention.who.clone());
            }
        }
        before = sides;
        person = first_person.map(|who| (index, who)).or(person);
        group = first_group.map(|who| (index, who)).or(group);
    }
}

/// `the two`, `both sides`, `the two leaders`: a pair that was named before.
fn is_pair(words: &Words, mention: &Mention) -> bool {
    let both = words.is(mention.start, &["both"]) || words.phrase_at(mention.start, "the two").is_some();
    let unnamed = mention.who.iter().all(|who| who.code.is_none());
    both && unnamed && matches!(mention.kind, MentionKind::Role | MentionKind::Pronoun)
}

/// The last two of different countries or bodies.
fn last_two(sides: &[Who]) -> Option<Vec<Who>> {
    let last = sides.iter().rev().find(|who| who.code.is_some())?;
    let other = sides.iter().rev().find(|who| who.code.is_some() && who.code != last.code)?;
    Some(vec![other.clone(), last.clone()])
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
