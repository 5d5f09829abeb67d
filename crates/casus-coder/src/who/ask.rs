//! One name asked for by itself: "FM Park" on a day, in the context of a country. The same sieve as for reports, told
//! step by step; what it cannot decide it lists and leaves open.

use crate::who::gazetteer::{Gazetteer, Name, NameKind, slug, within};
use crate::who::known::{role_of, same_person, title_words, trailing_name};
use crate::who::offices::Holder;
use crate::who::phrases::{Phrase, PhraseReader, Piece};
use crate::who::places::Around;
use crate::words::Words;
use casus_lexicon::Membership;
use casus_types::{ActorId, Code, Date, Place, Sector};
use std::collections::BTreeMap;

/// Who is meant, with reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whom the name means; one where it is decided, several where it is not, none where nobody is known.
    pub found: Vec<Meant>,
    /// How it was decided, a line a step.
    pub why: Vec<String>,
}

impl Answer {
    /// Takes a place of the gazetteer, if there is one.
    fn place(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.why.push(format!("a place of the gazetteer: {}", place.why));
            self.found.push(Meant::of_place(place));
        }
    }
}

/// Somebody or something that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The record's id.
    pub id: ActorId,
    /// The full name.
    pub name: String,
    /// The office on that day.
    pub role: Option<String>,
    /// Country or body.
    pub code: Option<Code>,
    /// Sector.
    pub sector: Option<Sector>,
    /// First and last day of the row that says so.
    pub held: (Option<Date>, Option<Date>),
    /// Where the row is written.
    pub written: Option<String>,
    /// Where it lies, for places.
    pub place: Option<Place>,
    /// Who belongs to it on that day, for bodies whose members are known.
    pub members: Vec<Code>,
}

/// Asks for a name as it stands in a reading, on a day.
pub struct Question<'g> {
    /// The names.
    pub gazetteer: &'g Gazetteer,
    /// The day.
    pub day: Date,
    /// The country that the report around it would be about.
    pub context: Option<Code>,
}

impl Question<'_> {
    /// Who is meant by the words of a sentence.
    pub fn answer(&self, words: &Words) -> Answer {
        let proper = |_: &str| true;
        let explained = |_: &str| false;
        let reader = PhraseReader {
            gazetteer: self.gazetteer,
            day: Some(self.day),
            proper: &proper,
            explained: &explained,
            instead: &[],
        };
        let counts = self.context.iter().map(|code| (code.clone(), 1)).collect();
        let around = Around { gazetteer: self.gazetteer, counts: &counts, near: &[] };
        let mut answer = Answer::default();
        let phrases: Vec<Phrase> = (0..words.len()).filter_map(|at| reader.at(words, at)).collect();
        let Some(phrase) = phrases.iter().max_by_key(|phrase| (phrase.end - phrase.start, usize::MAX - phrase.start))
        else {
            answer.why.push("no name, office or country is known in these words".to_string());
            return answer;
        };
        let office = phrase.offices().next();
        match (phrase.pieces.last(), trailing_name(words, phrase)) {
            (Some(Piece::Person(name)), _) => {
                self.person(&mut answer, &words.joined(phrase.end - 1, phrase.end), name, office)
            }
            (_, Some(name)) => {
                self.called(&mut answer, words, phrase, &name, office);
                if answer.found.is_empty() && office.is_none() {
                    let beside = reader.beside(words, phrase.end);
                    answer.place(around.of_gazetteer(&name, beside.as_ref()));
                }
                self.settle(&mut answer);
            }
            (Some(Piece::Office(office)), None) => self.office(&mut answer, words, phrase, office),
            (Some(Piece::Nation(name) | Piece::Entity(name) | Piece::Place(name)), None) => {
                let beside = reader.beside(words, phrase.end);
                let surface = words.joined(phrase.start, phrase.end);
                let elsewhere = beside.and_then(|beside| around.beside_another(&surface, name, &beside));
                if elsewhere.is_some() {
                    answer.place(elsewhere);
                    return answer;
                }
                let context = self.context.as_ref().filter(|code| Some(*code) != name.code.as_ref());
                let there = context.and_then(|code| Some((code, self.gazetteer.of_country(name, code)?)));
                answer.why.push(match &there {
                    Some((code, _)) => format!("a body's name in more than one country, and so the one of {code}"),
                    None => format!("a name of the lexicon: {}", kind_word(name.kind)),
                });
                answer.found.push(self.meant(there.as_ref().map_or(*name, |(_, other)| other)));
            }
            _ => answer.why.push("nobody is known by this name".to_string()),
        }
        answer
    }

    /// A person by the full name: the office of the day.
    fn person(&self, answer: &mut Answer, last: &str, name: &Name, office: Option<&Name>) {
        let rows = self.gazetteer.surnamed(last);
        let held: Vec<&Name> = rows.filter(|row| row.id == name.id && row.holds_on(Some(self.day))).collect();
        answer.why.push(format!("a person of the lexicon by name: {}", name.name));
        let chosen = held.iter().find(|row| office.is_none_or(|office| self.fits(row, &office.name)));
        match chosen.copied().or(held.first().copied()) {
            Some(row) => answer.found.push(self.meant(row)),
            None if name.holds_on(Some(self.day)) => answer.found.push(self.meant(name)),
            None => {
                answer.why.push(format!("holds no office of the lexicon on {}: the row is of another day", self.day));
                answer.found.push(Meant { role: None, ..self.meant(name) });
            }
        }
    }

    /// A name that the lexicon has not as it stands: a title with a surname, a surname, or a place.
    fn called(&self, answer: &mut Answer, words: &Words, phrase: &Phrase, name: &str, office: Option<&Name>) {
        let code = role_of(phrase).code.or_else(|| self.context.clone());
        let surname = name.split(' ').next_back().unwrap_or(name);
        let bearers = self.gazetteer.surnamed(surname);
        let bearers: Vec<&Name> = bearers.filter(|person| name == surname || same_person(name, &person.name)).collect();
        answer.why.push(format!("`{name}`: {} of this name are in the lexicon, in all their offices", bearers.len()));
        let mut fit: Vec<&Name> = bearers.into_iter().filter(|person| person.holds_on(Some(self.day))).collect();
        answer.why.push(format!("on {} {} of them hold an office", self.day, fit.len()));
        if let Some(code) = &code {
            fit.retain(|person| person.code.as_ref() == Some(code));
            answer.why.push(format!("{} of these act for {code}", fit.len()));
        }
        if let Some(office) = office {
            let title = title_words(words, phrase, office);
            fit.retain(|person| self.fits(person, &title) || self.fits(person, &office.name));
            answer.why.push(format!("{} of these are called \"{}\"", fit.len(), office.name));
        }
        fit.dedup_by(|a, b| a.id == b.id);
        answer.found.extend(fit.into_iter().map(|person| self.meant(person)));
    }

    /// An office without a name: who held it.
    fn office(&self, answer: &mut Answer, words: &Words, phrase: &Phrase, office: &Name) {
        let role = role_of(phrase);
        let Some(code) = role.code.clone().or_else(|| self.context.clone()) else {
            answer.why.push(format!("\"{}\" of no country: name one, or give --context", office.name));
            return;
        };
        let title = title_words(words, phrase, office);
        let calls = [title.as_str(), title.split(" of ").next().unwrap_or(&title), office.name.as_str()];
        for call in calls {
            match self.gazetteer.holder(call, &code, self.day) {
                Holder::NoOffice => continue,
                Holder::One(name) => {
                    answer.why.push(format!("\"{call}\" of {code} on {} is held by one person", self.day));
                    answer.found.push(self.meant(name));
                }
                Holder::Several(names) => {
                    answer.why.push(format!("\"{call}\" of {code} on {} is held by several", self.day));
                    answer.found.extend(names.into_iter().map(|name| self.meant(name)));
                }
                Holder::Unknown => {
                    answer.why.push(format!("who was \"{call}\" of {code} on {} is not in the lexicon", self.day))
                }
            }
            return;
        }
        answer.why.push(format!("\"{title}\" of {code}: an office whose holders are not in the lexicon"));
        let role = role_of(phrase);
        answer.found.push(Meant {
            id: crate::who::known::role_id(Some(&code), &role.name),
            name: role.name,
            role: role.role,
            code: Some(code),
            sector: role.sector,
            ..Meant::empty()
        });
    }

    /// Whether somebody's office is called so, or may be.
    fn fits(&self, person: &Name, called: &str) -> bool {
        let (Some(office), Some(code)) = (&person.office, &person.code) else { return false };
        let roster = self.gazetteer.roster();
        roster.same(called, office, code) || roster.is_kind(office, called, Some(code))
    }

    fn settle(&self, answer: &mut Answer) {
        match answer.found.len() {
            0 => answer.why.push("nobody is left: unknown".to_string()),
            1 => {}
            _ => answer
                .why
                .push("more than one is left: undecided; a title, a country or --context would tell".to_string()),
        }
    }

    fn meant(&self, name: &Name) -> Meant {
        let counts = BTreeMap::new();
        let around = Around { gazetteer: self.gazetteer, counts: &counts, near: &[] };
        let capital = self.gazetteer.capital(name).filter(|_| name.kind == NameKind::Capital);
        let called = capital.unwrap_or(&name.name);
        Meant {
            id: name.id.clone(),
            name: name.name.clone(),
            role: name.office.clone(),
            code: name.code.clone(),
            sector: name.sector,
            held: name.held,
            written: name.origin.as_ref().map(ToString::to_string),
            place: around.of_lexicon(called, name).filter(|_| name.kind != NameKind::State),
            members: self.members(name),
        }
    }

    /// Who belongs to a body on the day.
    fn members(&self, name: &Name) -> Vec<Code> {
        let on = |row: &&Membership| row.organisation == name.name && within((row.from, row.until), self.day);
        let rows = self.gazetteer.memberships().iter().filter(on);
        let mut members: Vec<Code> = rows.flat_map(|row| row.members.iter().cloned()).collect();
        members.sort();
        members
    }
}

impl Meant {
    fn empty() -> Meant {
        Meant {
            id: ActorId(String::new()),
            name: String::new(),
            role: None,
            code: None,
            sector: None,
            held: (None, None),
            written: None,
            place: None,
            members: Vec::new(),
        }
    }

    fn of_place(place: Place) -> Meant {
        let id = ActorId(format!("place.{}", slug(&place.name)));
        Meant { id, name: place.name.clone(), code: place.country.clone(), place: Some(place), ..Meant::empty() }
    }
}

fn kind_word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::State => "a country",
        NameKind::Adjective | NameKind::Demonym => "a nationality",
        NameKind::Capital => "a capital, which may stand for its government",
        NameKind::Metonym => "a seat of power, which stands for its government",
        NameKind::Body => "a body that acts",
        NameKind::Person => "a person",
        NameKind::Place => "a place, which does not act",
        NameKind::Agent | NameKind::Agents => "an office",
    }
}
