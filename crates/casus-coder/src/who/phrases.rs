//! Noun phrases that name somebody: `the South Korean foreign minister`, `Secretary of State Antony Blinken`, `foreign
//! ministers of Ukraine, Russia and France`. This module reads one phrase at one place, from the gazetteer and the
//! shape of the words; it does not know what the rest of the article says about a name.

use crate::who::gazetteer::{Gazetteer, Name, NameKind};
use crate::who::namesakes::Instead;
use crate::who::places::Beside;
use crate::words::{Words, is_determiner, is_function_word, picks_of};
use casus_types::{Date, NameKind as ParsedKind};

/// A part of a phrase.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'g> {
    /// `South Korean`.
    Nation(&'g Name),
    /// A state, body or group, or a capital in its place.
    Entity(&'g Name),
    /// A person of the lexicon.
    Person(&'g Name),
    /// A place that does not act.
    Place(&'g Name),
    /// `minister`, `troops`.
    Office(&'g Name),
    /// A capitalised word that the lexicon does not hold: from its first word to before its end (`Eui-yong` is three).
    Proper(usize, usize),
}

impl<'g> Piece<'g> {
    /// The name of the lexicon that it is, unless it is an office.
    pub fn name(&self) -> Option<&'g Name> {
        match self {
            Piece::Nation(name) | Piece::Entity(name) | Piece::Person(name) | Piece::Place(name) => Some(name),
            Piece::Office(_) | Piece::Proper(..) => None,
        }
    }
}

/// A phrase read at one place.
#[derive(Clone, Debug)]
pub struct Phrase<'g> {
    /// First word, the article included.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// Whether an article or number opens it.
    pub determined: bool,
    /// Its parts in order.
    pub pieces: Vec<Piece<'g>>,
    /// What stands after `of`: `of Cuba`, `of Ukraine, Russia and France`.
    pub of: Vec<&'g Name>,
    /// Whether an unknown noun in lower case follows (`Iranian airline`).
    pub open: bool,
}

impl<'g> Phrase<'g> {
    /// The offices it names, in order.
    pub fn offices(&self) -> impl Iterator<Item = &'g Name> {
        self.pieces.iter().filter_map(|piece| if let Piece::Office(name) = piece { Some(*name) } else { None })
    }
}

/// Where phrases are read: the names, the day that decides between them, and the words that count as names.
#[derive(Clone, Copy)]
pub struct PhraseReader<'g> {
    /// The lexicon's names.
    pub gazetteer: &'g Gazetteer,
    /// The day of the report, where known.
    pub day: Option<Date>,
    /// Words seen with a capital in the middle of a sentence of running text.
    pub proper: &'g dyn Fn(&str) -> bool,
    /// Letters that the article itself explains (`Tropas de Prevención (TDP)`): what the lexicon knows of them is not meant.
    pub explained: &'g dyn Fn(&str) -> bool,
    /// Names that mean another here than the lexicon's first.
    pub instead: &'g [Instead],
}

impl<'g> PhraseReader<'g> {
    /// The division or country after a comma: `Paris, Texas`.
    pub fn beside(&self, words: &Words, end: usize) -> Option<Beside> {
        if !words.is(end, &[","]) {
            return None;
        }
        let next = self.at(words, end + 1)?;
        let name = words.joined(end + 1, next.end);
        match next.pieces.as_slice() {
            [Piece::Entity(state)] if state.kind == NameKind::State => {
                Some(Beside { name, country: state.code.clone() })
            }
            [Piece::Place(_) | Piece::Proper(..)] => Some(Beside { name, country: None }),
            _ => None,
        }
    }

    /// The phrase that begins at a word, if one does.
    pub fn at(&self, words: &Words, start: usize) -> Option<Phrase<'g>> {
        let mut phrase =
            Phrase { start, end: start, determined: false, pieces: Vec::new(), of: Vec::new(), open: false };
        if let Some(inner) = self.after_of(words, start) {
            return self.at(words, inner).map(|phrase| Phrase { start, determined: true, ..phrase });
        }
        // `said that Iran`: after a verb `that` opens a clause; `that country` is too rare to keep.
        if (is_determiner(words.lower(start)) && !words.is(start, &["that"])) || words.words.get(start)?.is_number() {
            phrase.determined = true;
            phrase.end += 1;
        }
        while self.extend(words, &mut phrase) {}
        if phrase.pieces.is_empty() {
            return None;
        }
        self.attach_of(words, &mut phrase);
        phrase.open = phrase.of.is_empty()
            && words.words.get(phrase.end).is_some_and(|w| !w.mark && !w.capital && !is_function_word(&w.lower));
        Some(phrase)
    }

    /// `thousands of Georgians`, `tens of thousands of workers`: where the counted phrase begins.
    fn after_of(&self, words: &Words, start: usize) -> Option<usize> {
        let article = usize::from(words.is(start, &["the", "a"]) && picks_of(words.lower(start + 1)));
        let counts = picks_of(words.lower(start + article)) && words.is(start + article + 1, &["of"]);
        counts.then_some(start + article + 2)
    }

    /// Adds the next piece; says whether there was one.
    fn extend(&self, words: &Words, phrase: &mut Phrase<'g>) -> bool {
        if let Some((piece, end)) = self.piece(words, phrase.end) {
            if !follows(phrase.pieces.last(), &piece) {
                return false;
            }
            phrase.pieces.push(piece);
            phrase.end = end;
            return true;
        }
        if let Some(after) = self.compound(words, phrase) {
            phrase.end = after;
            return true;
        }
        // `the two South Korean officials`, `a senior defence official`: words in lower case, if a name follows soon.
        let inside = matches!(phrase.pieces.last(), None | Some(Piece::Nation(_)))
            && (phrase.determined || !phrase.pieces.is_empty());
        if !inside {
            return false;
        }
        for gap in 1..=2 {
            let filler = phrase.end + gap - 1;
            let plain = words.words.get(filler).is_some_and(|w| !w.mark && !is_function_word(&w.lower) && !w.capital)
                || (phrase.pieces.is_empty() && is_determiner(words.lower(filler)));
            if !plain {
                return false;
            }
            if let Some((piece, end)) = self.piece(words, filler + 1) {
                let noun =
                    matches!(piece, Piece::Office(_)) || (phrase.determined && matches!(piece, Piece::Nation(_)));
                if noun {
                    phrase.pieces.push(piece);
                    phrase.end = end;
                }
                return noun;
            }
        }
        false
    }

    /// `US-led`, `pro-Russian`: steps over the compound; a backer is not the one who is backed.
    fn compound(&self, words: &Words, phrase: &mut Phrase<'g>) -> Option<usize> {
        let at = phrase.end;
        if words.is(at, &["-"]) {
            let led = words.is(at + 1, &["led"]);
            let kept = led || words.is(at + 1, &["based", "born", "American"]);
            if kept
                || words.is(
                    at + 1,
                    &[
                        "backed",
                        "aligned",
                        "controlled",
                        "allied",
                        "occupied",
                        "supported",
                        "sponsored",
                        "made",
                        "brokered",
                        "held",
                        "installed",
                    ],
                )
            {
                if !kept {
                    phrase.pieces.pop();
                    phrase.determined = true;
                }
                return Some(at + 2);
            }
        }
        if words.is(at, &["pro", "anti"]) && words.is(at + 1, &["-"]) {
            let after = self.piece(words, at + 2).map(|(_, end)| end)?;
            phrase.determined = true;
            return Some(after);
        }
        None
    }

    /// The known name or capitalised word at a position, and where it ends.
    fn piece(&self, words: &Words, at: usize) -> Option<(Piece<'g>, usize)> {
        let explained = |end: usize| end == at + 1 && words.words.get(at).is_some_and(|w| (self.explained)(w.text));
        if let Some(found) = self.gazetteer.at(words, at).filter(|found| !explained(found.end)) {
            let name = self.choose(&found.readings)?;
            let other = self
                .instead
                .iter()
                .find(|(id, _)| *id == name.id && matches!(name.kind, NameKind::State | NameKind::Body));
            let name = other.map_or(name, |(_, other)| other);
            let piece = match name.kind {
                NameKind::Adjective => Piece::Nation(name),
                NameKind::Demonym if !words.words.get(found.end).is_some_and(|w| w.capital) => Piece::Entity(name),
                NameKind::Demonym => Piece::Nation(name),
                NameKind::State | NameKind::Capital | NameKind::Metonym | NameKind::Body => Piece::Entity(name),
                NameKind::Person => Piece::Person(name),
                NameKind::Place => Piece::Place(name),
                NameKind::Agent | NameKind::Agents => Piece::Office(name),
            };
            return Some((piece, found.end));
        }
        let word = words.words.get(at)?;
        let shaped = word.capital && !word.mark && !is_function_word(&word.lower) && !is_calendar(&word.lower);
        let named = || words.names.iter().any(|name| name.tokens.contains(&at) && name.kind == ParsedKind::Person);
        let trusted = if at == 0 || words.title { (self.proper)(word.text) || named() && !words.title } else { true };
        let part = |i: usize| words.words.get(i).is_some_and(|w| !w.mark && w.text.chars().all(char::is_alphabetic));
        let end = if words.is(at + 1, &["-"]) && part(at + 2) && !words.is(at + 2, &["led", "backed", "based", "born"])
        {
            at + 3
        } else {
            at + 1
        };
        (shaped && trusted).then_some((Piece::Proper(at, end), end))
    }

    /// The reading that holds on the day; among people the office held then, else the last one held before.
    fn choose(&self, readings: &[usize]) -> Option<&'g Name> {
        let names = || readings.iter().filter_map(|index| self.gazetteer.name(*index));
        let people = || names().filter(|name| name.kind == NameKind::Person);
        names()
            .filter(|name| name.kind != NameKind::Person)
            .find(|name| name.holds_on(self.day))
            .or_else(|| people().filter(|name| name.holds_on(self.day)).max_by_key(|name| name.held.0))
            .or_else(|| {
                people()
                    .filter(|name| name.held.0.is_none_or(|from| self.day.is_none_or(|day| from <= day)))
                    .max_by_key(|name| name.held.1)
            })
            .or_else(|| names().next())
    }

    /// `lawmakers in Pristina`, `evacuees from Afghanistan`: where the people are says whose they are. The place stays a
    /// mention of its own.
    fn country_after(&self, words: &Words, at: usize) -> Option<&'g Name> {
        let from = at + usize::from(words.is(at, &["the"]));
        match self.piece(words, from)?.0 {
            Piece::Entity(name) if matches!(name.kind, NameKind::State | NameKind::Capital) => Some(name),
            Piece::Place(name) if name.code.is_some() => Some(name),
            _ => None,
        }
    }

    /// The person of the lexicon who bears a full name, with the office of the day.
    pub fn office_holder(&self, name: &str) -> Option<&'g Name> {
        self.choose(&self.gazetteer.exact(name)).filter(|name| name.kind == NameKind::Person)
    }

    /// `of Cuba`, `of the United Kingdom`, `of Ukraine, Russia, France and Germany`, then perhaps the name itself.
    fn attach_of(&self, words: &Words, phrase: &mut Phrase<'g>) {
        let (office, coded) = match phrase.pieces.last() {
            Some(Piece::Office(name)) => {
                (*name, phrase.pieces.iter().any(|p| matches!(p, Piece::Nation(_) | Piece::Entity(_))))
            }
            _ => return,
        };
        if !coded && matches!(words.lower(phrase.end), "in" | "from" | "across") {
            phrase.of = self.country_after(words, phrase.end + 1).into_iter().collect();
            return;
        }
        let envoy = ["ambassador", "envoy", "representative"].iter().any(|word| office.name.contains(word));
        let link = words.lower(phrase.end);
        if !(link == "of" || link == "for" && office.name.contains("spokes") || link == "to" && envoy)
            || (coded && link != "to")
        {
            return;
        }
        let mut end = phrase.end + 1;
        let mut of = Vec::new();
        loop {
            let from = end + usize::from(words.is(end, &["the"]));
            let Some((piece, after)) = self.piece(words, from) else { break };
            match piece {
                Piece::Entity(name) | Piece::Place(name) | Piece::Person(name) => of.push(name),
                Piece::Nation(name) => of.push(name),
                _ => break,
            }
            // `spokesman for the Chinese foreign ministry`: the body that the nationality belongs to.
            let after = match self.piece(words, after) {
                Some((Piece::Office(_), end)) => end,
                _ => after,
            };
            phrase.end = after;
            end = match words.lower(after) {
                "," if words.is(after + 1, &["and"]) => after + 2,
                "," | "and" => after + 1,
                _ => break,
            };
            if link == "to" {
                break;
            }
        }
        if link != "to" {
            phrase.of = of;
        }
        // `President of Cuba Miguel Diaz-Canel`: the name follows without a comma.
        while let Some((piece, after)) = self.piece(words, phrase.end) {
            if !matches!(piece, Piece::Proper(..) | Piece::Person(_)) || phrase.end == words.len() {
                break;
            }
            phrase.pieces.push(piece);
            phrase.end = after;
        }
    }
}

/// Whether a piece can continue a phrase after another: after a bare name in lower case a new phrase begins.
fn follows(last: Option<&Piece>, next: &Piece) -> bool {
    match (last, next) {
        (None, _) | (Some(Piece::Nation(_)), _) => true,
        (Some(Piece::Office(_)), Piece::Office(_) | Piece::Person(_) | Piece::Proper(..)) => true,
        (Some(Piece::Entity(_)), Piece::Nation(_)) => false,
        (Some(Piece::Entity(_)), _) => true,
        (Some(Piece::Place(_)), Piece::Office(_) | Piece::Proper(..)) => true,
        (Some(Piece::Person(_)), Piece::Office(_)) => true,
        (Some(Piece::Proper(..)), Piece::Proper(..) | Piece::Office(_) | Piece::Person(_)) => true,
        _ => false,
    }
}

/// Days and months begin with a capital and name nobody.
fn is_calendar(lower: &str) -> bool {
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan."
            | "feb."
            | "mar."
            | "apr."
            | "jun."
            | "jul."
            | "aug."
            | "sept."
            | "sep."
            | "oct."
            | "nov."
            | "dec."
    )
}
