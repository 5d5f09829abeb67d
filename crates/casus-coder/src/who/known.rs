//! What an article itself teaches about its names: who its people are and what they are called by, what letters in
//! brackets stand for, which country it is about, who signs it. Learned in a first pass; the mentions are decided in a
//! second.

use crate::tree::Tree;
use crate::who::countries;
use crate::who::gazetteer::{Gazetteer, Name, NameKind, only, slug};
use crate::who::letters::Letters;
use crate::who::mentions::Who;
use crate::who::offices::Roster;
use crate::who::phrases::{Phrase, PhraseReader, Piece};
use crate::who::places::Around;
use crate::words::Words;
use casus_types::{ActorId, Article, BlockKind, Code, Date, Label, NameKind as ParsedKind, Place, Sector};
use std::collections::{BTreeMap, BTreeSet};

/// What the article itself teaches: people by name and by title, letters in brackets, and the country it is about.
pub struct Known<'g> {
    gazetteer: &'g Gazetteer,
    people: BTreeMap<String, Who>,
    /// People whom the article calls by a full name, by the last word of it.
    full: BTreeMap<String, Who>,
    /// Who was called by which office, in order: `the Secretary` is the last one called so.
    titles: Vec<Title>,
    /// What letters in brackets stand for.
    letters: BTreeMap<String, Who>,
    /// How often each country is named.
    pub counts: BTreeMap<Code, usize>,
    /// How often otherwise than by a town.
    pub itself: BTreeMap<Code, usize>,
    /// The countries that are named by more than their people in office.
    named: BTreeSet<Code>,
    /// The country the report is about.
    pub focus: Option<Code>,
    /// Where it was sent from: `here`.
    pub dateline: Option<Place>,
    /// Who signs it.
    pub author: Option<Who>,
}

/// Somebody called by an office.
struct Title {
    /// The office in lower case: `deputy secretary of state`.
    words: String,
    who: Who,
    /// Sentence and word.
    at: (usize, usize),
}

impl<'g> Known<'g> {
    /// Reads all phrases once.
    pub fn learn(
        sentences: &[Words],
        phrases: &[Vec<Phrase>],
        article: &Article,
        reader: &PhraseReader<'g>,
        letters: &[Letters],
    ) -> Known<'g> {
        let counts = countries::counts(phrases, reader.gazetteer, |_| true);
        let town = |name: &Name| matches!(name.kind, NameKind::Capital | NameKind::Place);
        let itself = countries::counts(phrases, reader.gazetteer, |name| !town(name));
        let mut known = Known {
            gazetteer: reader.gazetteer,
            people: BTreeMap::new(),
            full: BTreeMap::new(),
            titles: Vec::new(),
            letters: BTreeMap::new(),
            itself,
            focus: countries::focus(&counts),
            named: countries::named(phrases),
            counts,
            author: None,
            dateline: None,
        };
        let around = Around { gazetteer: reader.gazetteer, counts: &known.counts, near: &[] };
        known.dateline = article.place.as_deref().and_then(|place| around.of_dateline(place));
        for (sentence, (words, phrases)) in sentences.iter().zip(phrases).enumerate() {
            for phrase in phrases {
                known.learn_person(reader, words, phrase, sentence);
            }
            known.learn_appositions(words, phrases, sentence);
        }
        for letters in letters {
            known.learn_letters(letters, sentences, phrases);
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

    /// `Foreign Minister Park Jin`: the name is a person with that office. A full name that the parser takes for a person's is
    /// one, of whom nothing else is known.
    fn learn_person(&mut self, reader: &PhraseReader, words: &Words, phrase: &Phrase, sentence: usize) {
        let office = phrase.offices().next();
        let named = trailing_name(words, phrase);
        let who = match (phrase.pieces.last(), named) {
            (Some(Piece::Person(name)), _) => self.person_in(reader, phrase, name),
            (_, Some(name)) if office.is_some() && !is_body(words, phrase) => match self
                .in_office(reader, words, phrase, &name)
            {
                Some(known) => known,
                None => {
                    let known = self.person(&name).filter(|who| name.split(' ').count() == 1 && who.code.is_some());
                    let titled =
                        Who { id: ActorId(format!("person.{}", slug(&name))), name: name.clone(), ..role_of(phrase) };
                    known.unwrap_or(titled)
                }
            },
            (_, Some(name)) if is_person(words, phrase) && name.split(' ').count() > 1 => unknown_person(&name),
            // `a senior South Korean official`: nobody by name, but `the official` is the same.
            _ => {
                let who = role_of(phrase);
                let one = office.is_some_and(|office| office.kind == NameKind::Agent) && who.code.is_some();
                if one {
                    self.titles.push(Title { words: who.name.to_lowercase(), who, at: (sentence, phrase.start) });
                }
                return;
            }
        };
        let called = office.map(|office| title_words(words, phrase, office));
        for title in called.into_iter().chain(who.role.as_ref().map(|role| role.to_lowercase())) {
            self.titles.push(Title { words: title, who: who.clone(), at: (sentence, phrase.start) });
        }
        self.remember(&who.name.clone(), &who);
        let written = trailing_name(words, phrase);
        if let Some(name) = &written {
            self.remember(name, &who);
        }
        // Of a name of the lexicon the text shows how much of it stands there: `Vjosa Osmani` or `Osmani`.
        let whole = match phrase.pieces.last() {
            Some(Piece::Person(_)) => {
                (phrase.start..phrase.end).filter(|at| who.name.contains(words.words[*at].text)).count() > 1
            }
            _ => written.as_ref().is_some_and(|name| name.contains(' ')),
        };
        // The family name stands last, or first.
        let parts = who.name.split(' ').next_back().into_iter().chain(who.name.split(' ').next());
        for part in parts.filter(|_| whole) {
            self.full.entry(slug(part)).or_insert(who.clone());
        }
    }

    /// What offices are called.
    pub fn roster(&self) -> &Roster {
        self.gazetteer.roster()
    }

    /// A person of the lexicon as the phrase calls him: in the office and for the country that it names.
    pub fn person_in(&self, reader: &PhraseReader, phrase: &Phrase, name: &Name) -> Who {
        let role = role_of(&Phrase {
            pieces: phrase.pieces.iter().copied().filter(|p| !matches!(p, Piece::Person(_))).collect(),
            ..phrase.clone()
        });
        let title = Some(role.name.as_str()).filter(|title| !title.is_empty());
        let row = self.gazetteer.in_office(name, role.code.as_ref(), title, reader.day);
        let who = person_of(row, Some(phrase));
        // The office of another day is no office: what the text calls him is all there is.
        match row.holds_on(reader.day) {
            true => who,
            false => Who { role: role.role.filter(|role| !role.is_empty()), ..who },
        }
    }

    /// `FM Park`, `Secretary Blinken`: who bears the name and holds such an office on the day.
    fn in_office(&self, reader: &PhraseReader, words: &Words, phrase: &Phrase, name: &str) -> Option<Who> {
        let office = phrase.offices().next()?;
        let surname = name.split(' ').next_back()?;
        let asked = role_of(phrase).code;
        let title = title_words(words, phrase, office);
        let roster = self.gazetteer.roster();
        let bearers = self.gazetteer.surnamed(surname);
        let fit = bearers
            .filter(|person| reader.day.is_some() && person.holds_on(reader.day))
            .filter(|person| asked.is_none() || asked == person.code)
            .filter(|person| name == surname || same_person(name, &person.name))
            .filter(|person| {
                let (held, code) = (person.office.as_deref().unwrap_or_default(), person.code.as_ref());
                let same =
                    code.is_some_and(|code| roster.same(&title, held, code) || roster.same(&office.name, held, code));
                same || roster.is_kind(held, &office.name, code)
            })
            .collect();
        only(fit).map(|one| person_of(one, Some(phrase)))
    }

    /// `Nancy Pelosi, the Speaker of the House, …` and `the Speaker of the House, Nancy Pelosi`.
    fn learn_appositions(&mut self, words: &Words, phrases: &[Phrase], sentence: usize) {
        for pair in phrases.windows(2) {
            let [first, second] = pair else { continue };
            let next = words.is(first.end, &[","]) && second.start == first.end + 1;
            if !next || !apposed(words.tree(), first, second) {
                continue;
            }
            let office =
                |p: &Phrase| matches!(p.pieces.last(), Some(Piece::Office(name)) if name.kind == NameKind::Agent);
            for (name, role) in [(first, second), (second, first)] {
                let Some(Piece::Office(noun)) = role.pieces.last() else { continue };
                let who = match (name.pieces.last(), trailing_name(words, name)) {
                    (Some(Piece::Person(person)), _) => person_of(person, Some(name)),
                    (_, Some(text)) if name.pieces.iter().all(|piece| matches!(piece, Piece::Proper(..))) => {
                        let described =
                            Who { id: ActorId(format!("person.{}", slug(&text))), name: text.clone(), ..role_of(role) };
                        self.person(&text).filter(|who| who.code.is_some()).unwrap_or(described)
                    }
                    _ => continue,
                };
                if office(role) {
                    let title =
                        Title { words: title_words(words, role, noun), who: who.clone(), at: (sentence, role.start) };
                    self.titles.push(title);
                    self.remember(&who.name.clone(), &who);
                }
            }
        }
    }

    /// What letters in brackets stand for, if the words before them name somebody.
    fn learn_letters(&mut self, letters: &Letters, sentences: &[Words], phrases: &[Vec<Phrase>]) {
        let (sentence, start, end) = letters.long;
        let Some((words, phrases)) = sentences.get(sentence).zip(phrases.get(sentence)) else { return };
        let name = words.joined(start, end);
        let phrase = phrases.iter().find(|phrase| phrase.start < end && start < phrase.end);
        let entity = phrase.and_then(|phrase| match phrase.pieces.last() {
            Some(Piece::Entity(name)) => Some(*name),
            _ => None,
        });
        let who = match (entity, self.gazetteer.named(&name).next()) {
            (_, Some(name)) | (Some(name), None) => who_of(name),
            (None, None) => {
                let code = phrase.and_then(|phrase| role_of(phrase).code);
                Who { id: ActorId(format!("named.{}", slug(&name))), name, role: None, code, sector: None }
            }
        };
        self.letters.insert(letters.short.clone(), who);
    }

    /// Keeps a person under the full name and under each part of it that nobody else bears.
    fn remember(&mut self, name: &str, who: &Who) {
        let parts: Vec<&str> =
            name.split(' ').filter(|part| part.chars().count() > 2 && !part.ends_with('.')).collect();
        for key in parts.iter().map(|part| slug(part)).chain([slug(name)]) {
            let better = self.people.get(&key).is_none_or(|old| old.code.is_none() && who.code.is_some());
            if better {
                self.people.insert(key, who.clone());
            }
        }
    }

    /// `the Secretary`, `the South Korean diplomat`: who was last called so before, or by an office that the word may stand
    /// for; else who is called so first after it. Where two fit in the sentence nearest by, nobody.
    pub fn titled(&self, words: &str, code: Option<&Code>, at: (usize, usize)) -> Option<Who> {
        let words = words.to_lowercase();
        let roster = self.gazetteer.roster();
        let fits = |title: &&Title| {
            let country = code.is_none() || code == title.who.code.as_ref();
            // `deputy secretary` is short for `deputy secretary of state`, but `army` not for `army spokesman`.
            let link = |rest: &str| [" of ", " for ", " to "].iter().any(|link| rest.starts_with(link));
            let part = title.words.strip_prefix(&words).is_some_and(|rest| rest.is_empty() || link(rest))
                || noun_of(&title.words)
                    .strip_suffix(&words)
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
            let kind =
                || roster.is_kind(title.who.role.as_deref().unwrap_or(&title.words), &words, title.who.code.as_ref());
            country && (part || kind())
        };
        let before: Vec<&Title> = self.titles.iter().filter(|title| title.at < at).filter(fits).collect();
        let Some(last) = before.last() else {
            return self.titles.iter().filter(|title| title.at > at).find(fits).map(|title| title.who.clone());
        };
        let exact = |title: &&&Title| title.words == words;
        let near: BTreeSet<&ActorId> = before
            .iter()
            .filter(|title| title.at.0 == last.at.0 && last.at.0 + 1 >= at.0)
            .map(|title| &title.who.id)
            .collect();
        match (near.len(), before.iter().rev().find(exact)) {
            (0 | 1, _) => Some(last.who.clone()),
            (_, Some(exact)) => Some(exact.who.clone()),
            _ => None,
        }
    }

    /// A person by a name or surname, or a body by letters, that the article has explained.
    pub fn person(&self, name: &str) -> Option<Who> {
        let last = name.split(' ').next_back().unwrap_or(name);
        let known = self.letters.get(name).or_else(|| self.people.get(&slug(name)));
        known.or_else(|| self.people.get(&slug(last)).filter(|who| same_person(name, &who.name))).cloned()
    }

    /// Who speaks under a name in capitals, as transcripts have it: somebody whom the text itself names, else the one in
    /// office on the day whose country it speaks of.
    pub fn speaker(&self, capitals: &str, day: Option<Date>) -> Option<Who> {
        let last = capitals.split([' ', '.']).rfind(|word| !word.is_empty())?;
        let mut letters = last.chars();
        let surname: String = letters.next()?.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect();
        if let Some(who) = self.people.get(&slug(&surname)).filter(|who| who.code.is_some()) {
            return Some(who.clone());
        }
        let bearers = self.gazetteer.surnamed(&surname);
        let named = |person: &&Name| person.code.as_ref().is_some_and(|code| self.counts.contains_key(code));
        let fit = bearers.filter(|person| day.is_some() && person.holds_on(day)).filter(named).collect();
        only(fit).map(who_of)
    }

    /// Whom a surname means that the lexicon gives to somebody: the one whom the article has called by a full name with it,
    /// if that is another.
    pub fn rather(&self, surname: &str, lexicon: Who) -> Who {
        let full = self.full.get(&slug(surname)).filter(|who| who.id != lexicon.id);
        match full {
            Some(who) if !self.full.values().any(|other| other.id == lexicon.id) => who.clone(),
            _ => lexicon,
        }
    }

    /// Whether a surname alone may mean a person of the lexicon: one in a high office on the day, or whose country the report
    /// names, or whom it calls by the full name.
    pub fn may_mean(&self, person: &Name, surname: &str, day: Option<Date>) -> bool {
        let high = person.is_high() && person.holds_on(day);
        let country = person.code.as_ref().is_some_and(|code| self.named.contains(code));
        high || country || self.full.get(&slug(surname)).is_some_and(|who| who.id == person.id)
    }

    /// Somebody in a high office on the day who is called by the surname alone, if the report names his country.
    pub fn of_renown(&self, reader: &PhraseReader, name: &str) -> Option<Who> {
        let bearers = self.gazetteer.surnamed(name);
        let fit = bearers
            .filter(|person| reader.day.is_some() && person.holds_on(reader.day))
            .filter(|person| person.is_high())
            .filter(|person| person.code.as_ref().is_some_and(|code| self.counts.contains_key(code)))
            .collect();
        only(fit).map(|one| person_of(one, None))
    }
}

/// An office without what it is of: `deputy leader` of `deputy leader of the Democratic Party`.
fn noun_of(office: &str) -> &str {
    let cut = [" of ", " for ", " to "].iter().filter_map(|link| office.find(link)).min();
    cut.map_or(office, |at| &office[..at])
}

/// Whether two phrases with a comma between are joined in the tree as name and description.
fn apposed(tree: Tree, first: &Phrase, second: &Phrase) -> bool {
    let inside = |phrase: &Phrase, word: usize| phrase.start <= word && word < phrase.end;
    let linked = |a: &Phrase, b: &Phrase| {
        (b.start..b.end).any(|word| tree.label(word) == Label::Appos && inside(a, tree.head(word)))
    };
    linked(first, second) || linked(second, first)
}

/// Whether a shorter name may be that of a person: each of its words is one of the longer, initials aside.
pub fn same_person(short: &str, long: &str) -> bool {
    let long: BTreeSet<String> = long.split([' ', '-']).map(slug).collect();
    let mut words = short.split([' ', '-']).filter(|word| word.chars().count() > 2 && !word.ends_with('.')).peekable();
    words.peek().is_some() && words.all(|word| long.contains(&slug(word)))
}

/// Whether the parser takes the name at the end of a phrase for a person's.
pub fn is_person(words: &Words, phrase: &Phrase) -> bool {
    kind_at_end(words, phrase) == Some(ParsedKind::Person)
}

fn is_body(words: &Words, phrase: &Phrase) -> bool {
    matches!(kind_at_end(words, phrase), Some(ParsedKind::Org | ParsedKind::Gpe | ParsedKind::Loc | ParsedKind::Fac))
}

/// What the parser takes the name at the end of a phrase for.
pub fn kind_at_end(words: &Words, phrase: &Phrase) -> Option<ParsedKind> {
    let last = phrase.end.checked_sub(1)?;
    words.names.iter().find(|name| name.tokens.contains(&last)).map(|name| name.kind)
}

/// A person of whom nothing is known but the name.
pub fn unknown_person(name: &str) -> Who {
    Who { id: ActorId(format!("person.{}", slug(name))), name: name.to_string(), role: None, code: None, sector: None }
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

/// An office as the phrase writes it, from its noun on, without a name behind it: `deputy secretary of state`.
pub fn title_words(words: &Words, phrase: &Phrase, office: &Name) -> String {
    let first = office.name.split([' ', '-']).next().unwrap_or_default();
    let start = (phrase.start..phrase.end).find(|at| words.lower(*at) == first).unwrap_or(phrase.start);
    let named = phrase.pieces.iter().find_map(|piece| match piece {
        Piece::Proper(at, _) if *at > start => Some(*at),
        _ => None,
    });
    let text = words.joined(start, named.unwrap_or(phrase.end)).to_lowercase();
    match phrase.pieces.last() {
        Some(Piece::Person(_)) => office.name.clone(),
        _ => text,
    }
}

/// A name of the lexicon as somebody.
pub fn who_of(name: &Name) -> Who {
    Who {
        id: name.id.clone(),
        name: name.name.clone(),
        role: name.office.clone(),
        code: name.code.clone(),
        sector: name.sector,
    }
}

/// A person of the lexicon; one called former keeps no office.
pub fn person_of(name: &Name, phrase: Option<&Phrase>) -> Who {
    let former = phrase
        .iter()
        .flat_map(|p| &p.pieces)
        .any(|p| matches!(p, Piece::Office(office) if office.name.starts_with("former")));
    let role = if former { None } else { name.office.clone() };
    Who { role, ..who_of(name) }
}

/// An office with the country it is named with, if it is named with one.
pub fn role_of(phrase: &Phrase) -> Who {
    let named = phrase.pieces.iter().rev().find_map(Piece::name);
    let offices: Vec<&Name> = phrase.offices().collect();
    let of_body = phrase.of.iter().chain(named.iter()).find(|name| name.kind == NameKind::Body);
    let broad = |sector: Option<Sector>| matches!(sector, None | Some(Sector::Gov) | Some(Sector::Cvl));
    let last = offices.last().and_then(|name| name.sector);
    // `military officials`, `opposition leader`: the narrower word decides.
    let sector = if broad(last) { offices.iter().map(|n| n.sector).find(|s| !broad(*s)).unwrap_or(last) } else { last };
    let sector = if broad(sector) { of_body.and_then(|name| name.sector).or(sector) } else { sector };
    let code = phrase.of.first().or(named.as_ref()).and_then(|name| name.code.clone());
    let code = code.or_else(|| offices.iter().find_map(|office| office.code.clone()));
    let noun = offices.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join(" ");
    Who { id: role_id(code.as_ref(), &noun), name: noun.clone(), role: Some(noun), code, sector }
}

/// The id of a role: `role.kor.official`.
pub fn role_id(code: Option<&Code>, noun: &str) -> ActorId {
    let country = code.map_or(String::new(), |code| format!("{}.", code.0.to_lowercase()));
    ActorId(format!("role.{country}{}", slug(noun)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_that_of_a_longer_one_if_all_its_words_are() {
        assert!(same_person("Park", "Park Jin"));
        assert!(same_person("Antony J. Blinken", "Antony Blinken"));
        assert!(!same_person("John Park", "Park Jin"));
        assert!(!same_person("", "Park Jin"));
    }
}
