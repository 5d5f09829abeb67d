//! From the phrases of one sentence to its mentions: a name of the lexicon, a name the article explains, an office with its
//! holder on the day, a place of the gazetteer, a pronoun not yet resolved. What a whole article decides afterwards
//! (`context.rs`, `anaphora.rs`) is not known here.

use crate::who::gazetteer::{Name, NameKind, slug};
use crate::who::known::{Known, is_person, kind_at_end, role_of, title_words, trailing_name, unknown_person, who_of};
use crate::who::mentions::{Mention, MentionKind, Who, quoted_words};
use crate::who::offices::Holder;
use crate::who::phrases::{Phrase, PhraseReader, Piece};
use crate::who::places::Around;
use crate::words::{Words, is_locative, is_pronoun};
use casus_types::{ActorId, Code, Label, NameKind as ParsedKind, Place, Point, Precision, Tag};

/// Where the phrases of one sentence become mentions.
pub struct Reader<'k, 'g, 't> {
    /// What the article teaches.
    pub known: &'k Known<'g>,
    /// Where phrases are read.
    pub reader: &'k PhraseReader<'g>,
    /// The sentence.
    pub words: &'k Words<'t>,
    /// Its index in the article.
    pub sentence: usize,
    /// The countries that it names.
    pub near: &'k [Code],
}

impl Reader<'_, '_, '_> {
    /// The mentions of the sentence, in order of words.
    pub fn mentions(&self, phrases: &[Phrase]) -> Vec<Mention> {
        let mut out: Vec<Mention> = phrases.iter().map(|phrase| self.mention(phrase)).collect();
        join_possessors(phrases, &mut out);
        out.extend(self.pronouns(&out));
        out.extend(self.here());
        out.sort_by_key(|mention| mention.start);
        out
    }

    /// Pronouns that can stand for somebody, and `the two`, outside the phrases.
    fn pronouns(&self, phrases: &[Mention]) -> Vec<Mention> {
        let words = self.words;
        let covered = |at: usize| phrases.iter().any(|m| m.covers(at));
        let mut out = Vec::new();
        for at in 0..words.len() {
            let pair = words.phrase_at(at, "the two").is_some() && words.words.get(at + 2).is_some_and(|w| !w.mark);
            if pair && !covered(at) && !covered(at + 2) {
                out.push(Mention { plural: true, ..Mention::pronoun(at, at + 2) });
            }
            let possessive =
                words.is(at, &["our", "my", "his", "their", "its"]) || words.tokens[at].tag == Tag::PrpPossessive;
            let personal = is_pronoun(words.lower(at)) && !words.is(at, &["you"]) && words.words[at].text != "US";
            if (personal || possessive) && !covered(at) {
                let plural = words.is(at, &["they", "them", "we", "us", "our", "their"]);
                let person = words.is(at, &["he", "him", "his", "she", "her", "i", "me", "my"]);
                out.push(Mention { plural, person, possessive, ..Mention::pronoun(at, at + 1) });
            }
        }
        out
    }

    /// `here`, outside quotation marks, is where the report was sent from.
    fn here(&self) -> Vec<Mention> {
        let Some(place) = &self.known.dateline else { return Vec::new() };
        let (words, tree) = (self.words, self.words.tree());
        let placed = |at: &usize| {
            let adverb = tree.label(*at) == Label::Advmod && tree.is_verb(tree.head(*at));
            words.is(*at, &["here"]) && adverb && !quoted_words(words)[*at]
        };
        let mention = |at| {
            let mut mention = Mention::unknown(at, at + 1);
            mention.put(&place.name, place.name.clone(), place.clone());
            mention
        };
        (0..words.len()).filter(placed).map(mention).collect()
    }

    fn mention(&self, phrase: &Phrase) -> Mention {
        let words = self.words;
        let possessive = words.is(phrase.end, &["'s", "'", "’"]);
        let mut mention = Mention { possessive, ..Mention::unknown(phrase.start, phrase.end) };
        let around = Around { gazetteer: self.reader.gazetteer, counts: &self.known.counts, near: self.near };
        let before = phrase.start.checked_sub(1).map_or("", |at| words.lower(at));
        let named = (phrase.pieces.last(), trailing_name(words, phrase));
        if let (Some(Piece::Entity(name) | Piece::Place(name)), None) = named
            && let Some(place) = self.elsewhere(phrase, name)
        {
            mention.put(&name.name, self.surface(phrase), place);
            return mention;
        }
        match named {
            (Some(Piece::Person(person)), _) => {
                mention.kind = MentionKind::Named;
                mention.person = true;
                let surname = words.joined(phrase.end - 1, phrase.end);
                let alone = phrase.pieces.len() == 1 && person.name != surname && phrase.end - phrase.start == 1;
                if alone && !self.known.may_mean(person, &surname, self.reader.day) {
                    self.named(
                        &mut mention,
                        &Phrase { pieces: vec![Piece::Proper(phrase.end - 1, phrase.end)], ..phrase.clone() },
                        &surname,
                    );
                    return mention;
                }
                let lexicon = self.known.person_in(self.reader, phrase, person);
                mention.who.push(self.known.rather(&words.joined(phrase.end - 1, phrase.end), lexicon));
            }
            (_, Some(name)) => self.named(&mut mention, phrase, &name),
            (Some(Piece::Office(office)), None) => self.office(&mut mention, phrase, office),
            (Some(Piece::Entity(name)), None) => {
                mention.kind = MentionKind::Named;
                mention.plural = name.kind == NameKind::Demonym;
                // `NATO`, `the UN`; and `in Seoul`, where a capital is a place.
                mention.locative = is_locative(before) && name.kind != NameKind::Demonym;
                mention.place = around.of_lexicon(&self.surface(phrase), name);
                let city = mention.place.as_ref().is_some_and(|place| place.precision == Some(Precision::City));
                if city && (mention.locative || matches!(before, "from" | "of" | "to")) {
                    mention.kind = MentionKind::Place;
                }
                mention.who.push(who_of(name));
            }
            (Some(Piece::Nation(name)), None) => {
                let people = phrase.determined && !phrase.open && words.is(phrase.start, &["the"]);
                mention.kind = if people { MentionKind::Named } else { MentionKind::Nation };
                mention.plural = people;
                mention.who.push(who_of(name));
            }
            (Some(Piece::Place(name)), None) => {
                mention.kind = MentionKind::Place;
                mention.place = around.of_lexicon(&self.surface(phrase), name);
                mention.who.push(who_of(name));
            }
            _ => {}
        }
        mention
    }

    /// A town that bears the name of a better known one: `Paris, Texas`, or in the country that the report is about,
    /// Tripoli in Lebanon.
    fn elsewhere(&self, phrase: &Phrase, name: &Name) -> Option<Place> {
        if !matches!(name.kind, NameKind::Capital | NameKind::Place) {
            return None;
        }
        let counts = &self.known.counts;
        let around = Around { gazetteer: self.reader.gazetteer, counts, near: self.near };
        let beside = self.reader.beside(self.words, phrase.end);
        if let Some(place) = beside.and_then(|beside| around.beside_another(&self.surface(phrase), name, &beside)) {
            return Some(place);
        }
        // A town is no witness to its own country.
        let count = |code: &Code| self.known.itself.get(code).copied().unwrap_or_default();
        let own = name.code.as_ref().map_or(0, count);
        let city =
            if name.kind == NameKind::Capital { self.reader.gazetteer.capital(name)? } else { name.name.as_str() };
        let (known, others): (Vec<_>, Vec<_>) = self
            .reader
            .gazetteer
            .cities()
            .named(city)
            .into_iter()
            .partition(|city| Some(&city.country) == name.code.as_ref());
        // A town a tenth as large is somewhere a report can be about; Bethlehem in Pennsylvania is not.
        let least = known.iter().map(|city| city.population).max().unwrap_or_default() / 10;
        let found = others
            .into_iter()
            .filter(|city| count(&city.country) > (2 * own).max(1) && city.population > least.max(50_000))
            .max_by_key(|city| city.population)?;
        Some(Place {
            name: city.to_string(),
            precision: Some(Precision::City),
            country: Some(found.country.clone()),
            geonames: found.geonames,
            point: Some(Point::new(found.lat, found.lon)),
            why: format!("the report speaks of {}", found.country),
        })
    }

    /// The phrase as written, without its article.
    fn surface(&self, phrase: &Phrase) -> String {
        let article = usize::from(self.words.is(phrase.start, &["the", "a", "an"]));
        self.words.joined(phrase.start + article, phrase.end)
    }

    /// A name that the parser takes for a place, or that stands where places stand, in the gazetteer of all countries.
    fn place(&self, mention: &mut Mention, phrase: &Phrase, name: &str) {
        let kind = kind_at_end(self.words, phrase);
        let before = phrase.start.checked_sub(1).map_or("", |at| self.words.lower(at));
        let place = matches!(kind, Some(ParsedKind::Gpe | ParsedKind::Loc | ParsedKind::Fac));
        if !(place || kind.is_none() && is_locative(before)) {
            return;
        }
        // Too large for a gazetteer of towns, and small ones bear their names.
        const CONTINENTS: [&str; 9] =
            ["Africa", "Asia", "Europe", "America", "Oceania", "Antarctica", "Eurasia", "Middle East", "Far East"];
        if CONTINENTS.contains(&name) {
            return;
        }
        let around = Around { gazetteer: self.reader.gazetteer, counts: &self.known.counts, near: self.near };
        let Some(found) = around.of_gazetteer(name, self.reader.beside(self.words, phrase.end).as_ref()) else {
            return;
        };
        // Towns stand without an article: `the Summit` is none.
        if found.precision == Some(Precision::City) && self.words.is(phrase.start, &["the"]) {
            return;
        }
        mention.put(name, name.to_string(), found);
    }

    /// A phrase that ends in a name the lexicon does not hold: somebody the article has explained, somebody in a high
    /// office called by the surname, a body of a country (`Cuban Ministry of …`), or a person of whom nothing is known.
    fn named(&self, mention: &mut Mention, phrase: &Phrase, name: &str) {
        let country = phrase.pieces.iter().find_map(|p| match p {
            Piece::Nation(name) | Piece::Entity(name) => Some(*name),
            _ => None,
        });
        if let Some(korea) = self.korea(phrase, name) {
            mention.kind = MentionKind::Named;
            mention.who.push(who_of(korea));
            return;
        }
        let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'));
        let person = is_person(self.words, phrase) && letters && !self.words.is(phrase.start, &["the"]);
        let renowned = || self.known.of_renown(self.reader, name).filter(|_| person && country.is_none());
        if let Some(who) = self.known.person(name).or_else(renowned) {
            mention.kind = MentionKind::Named;
            mention.person = who.id.0.starts_with("person.");
            mention.who.push(who);
        } else if let Some(body) = country {
            mention.kind = MentionKind::Named;
            let id = ActorId(format!("named.{}", slug(name)));
            mention.who.push(Who { id, name: name.to_string(), role: None, code: body.code.clone(), sector: None });
        } else if person {
            mention.kind = MentionKind::Named;
            mention.person = true;
            mention.who.push(unknown_person(name));
        } else {
            self.place(mention, phrase, name);
        }
    }

    /// `the North`, `the South` in a report that speaks of both Koreas.
    fn korea(&self, phrase: &Phrase, name: &str) -> Option<&Name> {
        let state = match name {
            "North" => "North Korea",
            "South" => "South Korea",
            _ => return None,
        };
        let both = ["PRK", "KOR"].iter().all(|code| self.known.counts.contains_key(&Code(code.to_string())));
        let alone = phrase.end == phrase.start + 2 && self.words.is(phrase.start, &["the"]);
        let gazetteer = self.reader.gazetteer;
        gazetteer.named(state).next().filter(|_| both && alone)
    }

    /// An office or a group of people: its holder, if the article or the day tells who that is.
    fn office(&self, mention: &mut Mention, phrase: &Phrase, office: &Name) {
        mention.kind = MentionKind::Role;
        let head = mention.head(self.words.tree());
        // `in general` is nobody.
        if mention.end == mention.start + 1 && self.words.tokens[head].tag == Tag::Jj {
            mention.kind = MentionKind::Unknown;
            return;
        }
        mention.plural = office.kind == NameKind::Agents || matches!(self.words.tokens[head].tag, Tag::Nns | Tag::Nnps);
        mention.person = !mention.plural && phrase.determined && !is_collective(&office.name);
        if let Some(holder) = self.holder(phrase, office) {
            mention.who.push(holder);
            mention.person = true;
            return;
        }
        let each = if phrase.of.len() > 1 {
            phrase.of.iter().map(|name| vec![*name]).collect()
        } else {
            vec![phrase.of.clone()]
        };
        mention.who.extend(each.into_iter().map(|of| role_of(&Phrase { of, ..phrase.clone() })));
    }

    /// Who holds an office that is spoken of as one man's: `the Secretary`, `the French foreign minister`.
    fn holder(&self, phrase: &Phrase, office: &Name) -> Option<Who> {
        let words = self.words;
        let definite = words.is(phrase.start, &["the", "this"]) || words.title || words.words[phrase.start].capital;
        if office.kind != NameKind::Agent || !definite || phrase.of.len() > 1 || is_other(words, phrase) {
            return None;
        }
        let role = role_of(phrase);
        let title = title_words(words, phrase, office);
        let at = (self.sentence, phrase.start);
        let titled = self.known.titled(&office.name, role.code.as_ref(), at);
        titled.or_else(|| {
            let day = self.reader.day.filter(|day| !names_other_year(words, day.year()))?;
            let code = role.code.as_ref()?;
            let of_body =
                phrase.pieces.iter().any(|piece| matches!(piece, Piece::Entity(name) if name.kind == NameKind::Body));
            [title.as_str(), office.name.as_str()].iter().filter(|_| !of_body || code.0.len() != 3).find_map(|words| {
                match self.reader.gazetteer.holder(words, code, day) {
                    Holder::One(name) => Some(who_of(name)),
                    _ => None,
                }
            })
        })
    }
}

/// Bodies of many: `it`, not `he`.
fn is_collective(noun: &str) -> bool {
    const COLLECTIVE: [&str; 64] = [
        "government",
        "regime",
        "administration",
        "cabinet",
        "army",
        "navy",
        "force",
        "forces",
        "military",
        "police",
        "parliament",
        "court",
        "ministry",
        "department",
        "agency",
        "committee",
        "council",
        "embassy",
        "coalition",
        "junta",
        "party",
        "opposition",
        "delegation",
        "company",
        "firm",
        "union",
        "group",
        "militia",
        "movement",
        "family",
        "team",
        "campaign",
        "church",
        "media",
        "press",
        "public",
        "crowd",
        "mob",
        "tribunal",
        "senate",
        "house",
        "congress",
        "assembly",
        "commission",
        "board",
        "bank",
        "brigade",
        "battalion",
        "unit",
        "patrol",
        "squad",
        "side",
        "authority",
        "office",
        "service",
        "consulate",
        "people",
        "leadership",
        "organisation",
        "organization",
        "network",
        "alliance",
        "bloc",
        "front",
    ];
    noun.split([' ', '-']).next_back().is_some_and(|last| COLLECTIVE.contains(&last))
}

/// `a former minister`, `the next president`, `another official`: not whoever holds the office now.
fn is_other(words: &Words, phrase: &Phrase) -> bool {
    const OTHER: [&str; 22] = [
        "former", "ex", "then", "late", "next", "future", "incoming", "new", "senior", "a", "an", "another", "one",
        "some", "any", "every", "each", "previous", "last", "no", "other", "would",
    ];
    (phrase.start..phrase.end).any(|at| words.is(at, &OTHER))
}

/// Whether a sentence tells of another year than that of the report: its offices may have been held by others.
fn names_other_year(words: &Words, year: i16) -> bool {
    let years = words.words.iter().filter(|word| word.text.len() == 4).filter_map(|word| word.text.parse::<i16>().ok());
    years.into_iter().any(|named| (1900..2100).contains(&named) && named != year)
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
            who.give_country(state.code.clone());
        }
        mentions[index].start = start;
        mentions.remove(index - 1);
    }
}
