//! Whom a word means that names nobody: `he`, `they`, `it`, `our`, "the two leaders", "his US counterpart". Each earlier
//! mention is weighed by how near it stands and whether it is a subject; where two weigh nearly the same, nobody is
//! meant. `we` and `I` outside quotes are whoever writes the statement; those inside quotes are left to the quotes.

use crate::tree::Tree;
use crate::verbs::is_modal;
use crate::who::gazetteer::Gazetteer;
use crate::who::known::{Known, who_of};
use crate::who::mentions::{Mention, MentionKind, Who, quoted_words};
use crate::who::offices::Holder;
use crate::who::writer;
use crate::words::Words;
use casus_lexicon::Gender;
use casus_types::{ActorId, Code, Date, Label, Sector, Tag};
use std::collections::BTreeMap;

/// How far back a pronoun looks, in sentences.
const REACH: usize = 3;

/// By how much the likeliest must outweigh the next.
const MARGIN: i32 = 6;

/// Who speaks.
const FIRST_PERSON: [&str; 6] = ["we", "us", "our", "i", "my", "me"];

/// Somebody who was mentioned.
#[derive(Clone, Debug)]
struct Seen {
    who: Vec<Who>,
    sentence: usize,
    /// First word and one past the last.
    words: (usize, usize),
    head: usize,
    /// Stands as a subject, or owns one.
    subject: bool,
    quoted: bool,
    person: bool,
    plural: bool,
    possessive: bool,
}

/// What is remembered from sentence to sentence.
struct Memory<'k, 'g> {
    known: &'k Known<'g>,
    gazetteer: &'g Gazetteer,
    day: Option<Date>,
    seen: Vec<Seen>,
    genders: BTreeMap<ActorId, Gender>,
    /// Who writes, where the text speaks of itself as `we`.
    writer: Option<Who>,
}

/// Resolves every pronoun and every word for a pair or a group, in reading order.
pub fn resolve<'g>(
    sentences: &[Words],
    found: &mut [Vec<Mention>],
    known: &Known<'g>,
    gazetteer: &'g Gazetteer,
    day: Option<Date>,
) {
    let spoken = sentences.iter().filter(|words| writer::turn(words).is_some()).count() > 1;
    let writer = known.author.clone().or_else(|| writer::speaks_of_itself(sentences, found)).filter(|_| !spoken);
    let mut memory = Memory { known, gazetteer, day, seen: Vec::new(), genders: BTreeMap::new(), writer };
    for (sentence, (words, mentions)) in sentences.iter().zip(found.iter_mut()).enumerate() {
        if let Some(speaker) = writer::turn(words).filter(|_| spoken) {
            memory.writer = known.speaker(&speaker, day);
        }
        let quoted = quoted_words(words);
        for index in 0..mentions.len() {
            let place = Place { words, sentence, quoted: &quoted, mention: &mentions[index], known: mentions };
            if let Some(who) = memory.meant(&place) {
                memory.learn_gender(&place, &who);
                mentions[index].who = who;
                give_owned(words.tree(), mentions, index);
            }
            let place = Place { words, sentence, quoted: &quoted, mention: &mentions[index], known: mentions };
            memory.see(&place);
        }
    }
}

/// `the two countries' advisers`: an office that several own is held in each of them.
fn give_owned(tree: Tree, mentions: &mut [Mention], owner: usize) {
    let owned = mentions.iter().position(|m| {
        let role = m.kind == MentionKind::Role && m.plural && m.start >= mentions[owner].end;
        role && tree.labelled(m.head(tree), &[Label::Poss]).any(|word| mentions[owner].covers(word))
    });
    let codes: Vec<Option<Code>> = mentions[owner].who.iter().map(|who| who.code.clone()).collect();
    if let Some(owned) = owned.filter(|_| codes.len() > 1) {
        mentions[owned].give_countries(&codes);
    }
}

/// A mention where it stands.
struct Place<'p, 't> {
    words: &'p Words<'t>,
    sentence: usize,
    quoted: &'p [bool],
    mention: &'p Mention,
    /// The mentions of the sentence.
    known: &'p [Mention],
}

impl Place<'_, '_> {
    fn is(&self, these: &[&str]) -> bool {
        self.words.is(self.mention.start, these)
    }

    fn tree(&self) -> Tree<'_> {
        self.words.tree()
    }

    fn head(&self) -> usize {
        self.mention.head(self.tree())
    }

    fn in_quotes(&self) -> bool {
        self.quoted.get(self.mention.start) == Some(&true)
    }

    /// The verb whose subject or object the mention is, climbing out of possessives.
    fn verb(&self) -> usize {
        let tree = self.tree();
        let mut at = self.head();
        for _ in 0..6 {
            if tree.is_verb(at) {
                break;
            }
            at = tree.head(at);
        }
        at
    }

    /// Whether several things or people nobody knows stand before it in its sentence: `my colleagues spoke of their work`.
    fn names_others(&self) -> bool {
        let tree = self.tree();
        let several = |at: &usize| {
            let part = matches!(tree.label(*at), Label::Nsubj | Label::Nsubjpass | Label::Dobj | Label::Pobj);
            matches!(tree.tag(*at), Tag::Nns | Tag::Nnps) && part
        };
        let known = |at: &usize| self.known.iter().any(|m| m.covers(*at) && !m.who.is_empty());
        (0..self.mention.start).any(|at| several(&at) && !known(&at))
    }

    fn is_subject(&self) -> bool {
        let tree = self.tree();
        let head = self.head();
        let owner = tree.label(head) == Label::Poss && tree.is_subject(tree.head(head));
        tree.is_subject(head) || owner || (tree.label(head) == Label::Conj && tree.is_subject(tree.head(head)))
    }
}

impl Memory<'_, '_> {
    /// Whom a mention means that does not say it itself; nothing where it says it, or where nobody is likely enough.
    fn meant(&self, place: &Place) -> Option<Vec<Who>> {
        let mention = place.mention;
        let one = |who: Who| vec![who];
        if is_pair(place) {
            return self.group(place, 2, true);
        }
        match mention.kind {
            MentionKind::Pronoun if place.is(&FIRST_PERSON) => {
                let unquoted = !place.in_quotes();
                // A state writes `we`; `I` is a person's word.
                let fits = |who: &Who| !place.is(&["i", "my", "me"]) || !who.is_state();
                self.writer.clone().filter(|who| unquoted && fits(who)).map(one)
            }
            MentionKind::Pronoun if mention.person => self.best(place, |seen| seen.person && seen.who.len() == 1),
            MentionKind::Pronoun if mention.plural && place.names_others() => None,
            MentionKind::Pronoun if mention.plural => self.best(place, |seen| seen.plural || seen.who.len() > 1),
            MentionKind::Pronoun if place.is(&["it", "its"]) => self.body(place),
            MentionKind::Role if place.words.is(mention.start, &["his", "her"]) => self.counterpart(place).map(one),
            MentionKind::Role if mention.plural && is_group(place) => self.group(place, count_of(place), false),
            _ => None,
        }
    }

    /// `its`, and `it` where it is plainly a subject that does something (`said it would impose`): the state or body that
    /// is the subject before.
    fn body(&self, place: &Place) -> Option<Vec<Who>> {
        let next = place.mention.end;
        let acts = is_modal(place.words.lower(next)) || place.words.is(next, &["had", "has"]);
        let named =
            |seen: &Seen| !seen.person && !seen.plural && seen.subject && seen.who.len() == 1 && is_body(&seen.who[0]);
        if place.is(&["it"]) && !acts {
            return None;
        }
        self.own_subject(place).or_else(|| self.best(place, named))
    }

    /// The body that is the subject of the clause in which `its` stands: `urged China to use its influence`.
    fn own_subject(&self, place: &Place) -> Option<Vec<Who>> {
        let subjects = place.tree().subjects(place.verb());
        let own = self.seen.iter().rev().find(|seen| {
            let here = seen.sentence == place.sentence && seen.words.1 <= place.mention.start;
            here && subjects.iter().any(|word| seen.words.0 <= *word && *word < seen.words.1)
        })?;
        (place.mention.possessive && own.who.len() == 1 && is_body(&own.who[0])).then(|| own.who.clone())
    }

    /// The likeliest of those mentioned before that fit.
    fn best(&self, place: &Place, fits: impl Fn(&Seen) -> bool) -> Option<Vec<Who>> {
        let mut weights: BTreeMap<Vec<&ActorId>, (i32, &Seen)> = BTreeMap::new();
        for seen in self.seen.iter().filter(|seen| fits(seen)) {
            let Some(weight) = self.weight(place, seen) else { continue };
            let key = seen.who.iter().map(|who| &who.id).collect();
            let entry = weights.entry(key).or_insert((i32::MIN, seen));
            // Who is spoken of again and again is what the report is about.
            let again = if entry.0 == i32::MIN { 0 } else { 2 };
            if weight + again > entry.0 {
                *entry = (weight.max(entry.0) + again, seen);
            }
        }
        let mut ranked: Vec<(i32, &Seen)> = weights.into_values().collect();
        ranked.sort_by_key(|(weight, _)| -weight);
        let (best, next) = (ranked.first()?, ranked.get(1));
        next.is_none_or(|next| best.0 - next.0 >= MARGIN).then(|| best.1.who.clone())
    }

    /// How likely a pronoun means somebody mentioned before; nothing where it cannot.
    fn weight(&self, place: &Place, seen: &Seen) -> Option<i32> {
        let distance = place.sentence - seen.sentence;
        let tree = place.tree();
        if distance > REACH || !self.gender_fits(place, &seen.who) {
            return None;
        }
        let mut weight = match distance {
            0 => 100,
            1 => 84,
            2 => 60,
            _ => 45,
        };
        if seen.subject {
            weight += 20;
        }
        if seen.quoted && !place.in_quotes() {
            weight -= 15;
        }
        if distance == 0 {
            let head = place.head();
            let verb = place.verb();
            // `he met him`: never the same; `his` may be the subject's own.
            let same_clause = tree.is_subject(seen.head) && tree.head(seen.head) == verb;
            let own = place.mention.possessive || tree.is_subject(head);
            if same_clause && !own || seen.words.1 > place.mention.start {
                return None;
            }
            // `"…," Park said of him`: who speaks does not call himself he.
            if place.in_quotes() && !seen.quoted && tree.is_subject(seen.head) {
                return None;
            }
            // The subject of the clause around: `Park said he would go`.
            if tree.below(tree.head(seen.head)).contains(&verb) && seen.subject {
                weight += 10;
            }
        } else if tree.is_subject(place.head()) && seen.subject {
            weight += 8;
        }
        if seen.possessive {
            weight -= 6;
        }
        Some(weight)
    }

    /// `his US counterpart`: who holds the office of the one before in that country.
    fn counterpart(&self, place: &Place) -> Option<Who> {
        let mention = place.mention;
        let role = mention.who.first().filter(|who| who.name.ends_with("counterpart"))?;
        let code = role.code.as_ref()?;
        let subject = |seen: &Seen| seen.person && seen.who.len() == 1 && seen.who[0].code.as_ref() != Some(code);
        let own = self.best(place, subject)?.into_iter().next()?;
        let office = own.role.as_deref()?;
        let named = self.known.titled(office, Some(code), (place.sentence, mention.start));
        named.or_else(|| match self.gazetteer.holder(office, code, self.day?) {
            Holder::One(name) => Some(who_of(name)),
            _ => None,
        })
    }

    /// `the two leaders`, `both sides`, `the ministers`: those of different countries who were mentioned last.
    fn group(&self, place: &Place, count: usize, pair: bool) -> Option<Vec<Who>> {
        let people = place.words.lower(place.mention.end.saturating_sub(1));
        let states =
            matches!(people, "sides" | "countries" | "nations" | "states" | "allies" | "governments" | "parties");
        let reach = if states { REACH } else { 2 * REACH };
        let near =
            |seen: &&Seen| place.sentence - seen.sentence <= reach && (states || seen.person || seen.who.len() > 1);
        // Those that were named together, of the right number; allies are so from the beginning of a report.
        let whole = |seen: &&Seen| countries(&seen.who) == count && seen.who.len() == count;
        let together = match people {
            "allies" => self.seen.iter().filter(whole).find(|seen| seen.subject),
            _ => self.seen.iter().rev().filter(near).find(whole),
        };
        let last = self.seen.iter().rev().filter(near).find(|seen| seen.person).map(|seen| seen.sentence);
        // Two who were named apart, but later, are rather meant; not where people come between and lands are spoken of.
        let of_lands = matches!(people, "countries" | "nations" | "states" | "governments");
        if let Some(seen) = together.filter(|seen| of_lands || last.is_none_or(|last| last <= seen.sentence)) {
            return Some(seen.who.clone());
        }
        let mut out: Vec<Who> = Vec::new();
        for who in self.seen.iter().rev().filter(near).flat_map(|seen| seen.who.iter().rev()) {
            let new = who.code.is_some() && out.iter().all(|other| other.code != who.code);
            if new && out.len() < count {
                out.push(who.clone());
            }
        }
        out.reverse();
        let found = (out.len() == count && (pair || count == 2)).then_some(out);
        // `the two` may be states too, where no two people were spoken of.
        let of_states = || self.two_states(place).filter(|_| people == "two" && count == 2);
        found.or_else(of_states)
    }

    /// The last two countries or bodies that were mentioned.
    fn two_states(&self, place: &Place) -> Option<Vec<Who>> {
        let near = |seen: &&Seen| place.sentence - seen.sentence <= REACH;
        let mut all = self.seen.iter().rev().filter(near).flat_map(|seen| seen.who.iter().rev());
        let last = all.find(|who| who.code.is_some())?;
        let other = all.find(|who| who.code.is_some() && who.code != last.code)?;
        Some(vec![other.clone(), last.clone()])
    }

    fn see(&mut self, place: &Place) {
        let mention = place.mention;
        let first_person = mention.kind == MentionKind::Pronoun && place.is(&FIRST_PERSON);
        if mention.who.is_empty() || first_person || !(mention.acts() || mention.kind == MentionKind::Nation) {
            return;
        }
        let head = place.head();
        let seen = Seen {
            who: mention.who.clone(),
            sentence: place.sentence,
            words: (mention.start, mention.end),
            head,
            subject: place.is_subject(),
            quoted: place.in_quotes(),
            person: mention.person,
            plural: mention.plural,
            possessive: mention.possessive,
        };
        if mention.kind != MentionKind::Pronoun {
            self.learn_gender(place, &mention.who);
        }
        self.see_together(&seen, place);
        self.seen.push(seen);
    }

    /// `France and Mali`: two that are joined are one group for `they`.
    fn see_together(&mut self, last: &Seen, place: &Place) {
        let tree = place.tree();
        if tree.label(last.head) != Label::Conj {
            return;
        }
        let first = tree.head(last.head);
        let joined = self
            .seen
            .iter()
            .rev()
            .find(|seen| seen.sentence == last.sentence && seen.words.0 <= first && first < seen.words.1);
        let Some(first) = joined.cloned() else { return };
        let who = first.who.iter().chain(&last.who).cloned().collect();
        self.seen.push(Seen { who, person: false, plural: true, ..first });
    }

    /// A title, a noun or a given name tells a man from a woman, and so does a pronoun once resolved.
    fn learn_gender(&mut self, place: &Place, who: &[Who]) {
        let [one] = who else { return };
        let words = place.words;
        // `Sherman` is a name and no title.
        let named = |at: &usize| one.name.split([' ', '-']).any(|part| part == words.words[*at].text);
        let titles = (place.mention.start..place.mention.end).filter(|at| !named(at));
        let told = titles.into_iter().find_map(|at| match words.lower(at) {
            "mr." | "mr" | "king" | "prince" | "he" | "him" | "his" | "emir" | "sultan" => Some(Gender::Male),
            "mrs." | "mrs" | "ms." | "ms" | "queen" | "princess" | "she" | "her" | "first lady" => Some(Gender::Female),
            word if word.ends_with("woman") => Some(Gender::Female),
            word if word.ends_with("man") && word.len() > 5 && one.role.is_some() => Some(Gender::Male),
            _ => None,
        });
        let given = one.name.split([' ', '-']).next().and_then(|given| self.gazetteer.gender(given));
        let given = given.filter(|_| one.id.0.starts_with("person."));
        if let Some(gender) = told.or(given) {
            self.genders.entry(one.id.clone()).or_insert(gender);
        }
    }

    fn gender_fits(&self, place: &Place, who: &[Who]) -> bool {
        let asked = match place.words.lower(place.mention.start) {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            _ => return true,
        };
        let [one] = who else { return true };
        self.genders.get(&one.id).is_none_or(|known| *known == asked)
    }
}

/// States, bodies and groups: what `it` can mean.
fn is_body(who: &Who) -> bool {
    !who.id.0.starts_with("person.") && who.sector != Some(Sector::Cvl)
}

fn countries(who: &[Who]) -> usize {
    let mut codes: Vec<&Code> = who.iter().filter_map(|who| who.code.as_ref()).collect();
    codes.sort();
    codes.dedup();
    codes.len()
}

/// `the two`, `both sides`, `the two leaders`: a pair that was named before.
fn is_pair(place: &Place) -> bool {
    let mention = place.mention;
    let unnamed = mention.who.iter().all(|who| who.code.is_none());
    mention.is_pair(place.words) && unnamed && matches!(mention.kind, MentionKind::Role | MentionKind::Pronoun)
}

/// `the leaders`, `the four top diplomats`: people of several countries, spoken of as known.
fn is_group(place: &Place) -> bool {
    let unnamed = place.mention.who.iter().all(|who| who.code.is_none());
    const OF_SEVERAL: [&str; 17] = [
        "leaders",
        "ministers",
        "diplomats",
        "presidents",
        "officials",
        "sides",
        "countries",
        "governments",
        "delegations",
        "premiers",
        "chiefs",
        "envoys",
        "allies",
        "parties",
        "nations",
        "negotiators",
        "counterparts",
    ];
    let noun = place.words.lower(place.mention.end.saturating_sub(1));
    unnamed && place.is(&["the", "these", "all"]) && OF_SEVERAL.contains(&noun)
}

/// The number in a phrase: two where it gives none.
fn count_of(place: &Place) -> usize {
    let number = |at: usize| match place.words.lower(at) {
        "two" | "2" => Some(2),
        "three" | "3" => Some(3),
        "four" | "4" => Some(4),
        "five" | "5" => Some(5),
        "six" | "6" => Some(6),
        _ => None,
    };
    (place.mention.start..place.mention.end).find_map(number).unwrap_or(2)
}
