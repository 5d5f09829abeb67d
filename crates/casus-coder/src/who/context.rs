//! Whose an office is that the report names without a country: "the president", "police", "protesters". The place that
//! the sentence names says it, else the country the report is about, else the place it was sent from. Words for people
//! of several countries (`allies`, `diplomats`) are left open.

use crate::tree::Tree;
use crate::who::known::Known;
use crate::who::mentions::{Mention, MentionKind, Who};
use crate::words::Words;
use casus_types::{ActorId, Code, Label, Sector};
use std::collections::BTreeMap;

/// Nouns for people and powers of many countries: without a country of their own they have none.
const OF_MANY: [&str; 14] = [
    "ally",
    "allies",
    "partner",
    "partners",
    "countries",
    "powers",
    "nations",
    "leaders",
    "diplomats",
    "envoys",
    "delegations",
    "foreign ministers",
    "delegates",
    "member states",
];

/// Words that say of people that they are not from here: `foreign forces`.
const FROM_ABROAD: [&str; 7] = ["foreign", "international", "regional", "world", "global", "western", "multinational"];

/// Offices that act away from home, or for bodies between states: the country of the report says nothing about them.
const ABROAD: [&str; 11] = [
    "envoy",
    "ambassador",
    "representative",
    "coordinator",
    "rapporteur",
    "commissioner",
    "delegate",
    "diplomat",
    "secretary-general",
    "director",
    "spokes",
];

/// Gives each office without a country the one that its surroundings tell.
pub fn settle(sentences: &[Words], found: &mut [Vec<Mention>], known: &Known) {
    let sent_from = || known.dateline.as_ref()?.country.clone();
    let home = known.focus.clone().or_else(sent_from);
    describe(sentences, found, home.as_ref(), known);
    // The place of the sentence before, in the same paragraph: `In Tokyo … Police arrested two men.`
    let mut before: (usize, Option<Option<Code>>) = (usize::MAX, None);
    for (words, mentions) in sentences.iter().zip(found.iter_mut()) {
        let last = before.1.clone().filter(|_| before.0 == words.block);
        before = (words.block, mentions.first().and_then(|_| place_of_sentence(words, mentions, 0)).or(last.clone()));
        for index in 0..mentions.len() {
            if let Some(named) = apposed(words.tree(), mentions, index) {
                mentions[index].who = named;
            }
            if mentions[index].is_pair(words) || !is_open(&mentions[index]) {
                continue;
            }
            let abroad = (mentions[index].start..mentions[index].end).any(|at| words.is(at, &FROM_ABROAD));
            let many = abroad || mentions[index].who.iter().any(|who| OF_MANY.contains(&who.name.as_str()));
            let said = spelled_out(words, mentions, index).or_else(|| owner(words, mentions, index));
            let around = || {
                // Rebels fight at home, wherever a sentence places what is said of them.
                let place = place_of_sentence(words, mentions, index).or_else(|| last.clone());
                place.filter(|_| !rebels(&mentions[index])).or_else(|| home.clone().map(Some)).map(|code| vec![code])
            };
            let Some(codes) = said.or_else(|| around().filter(|_| !many)) else { continue };
            mentions[index].give_countries(&codes);
        }
    }
}

/// Names without a country take the one that a description beside them tells (`Bank Sputnik, a Russian bank`); people with
/// an office that names none (`Interior Minister Brudziński`) take the country of the report. What is learned of a name
/// holds wherever it stands.
fn describe(sentences: &[Words], found: &mut [Vec<Mention>], home: Option<&Code>, known: &Known) {
    let mut told: BTreeMap<ActorId, Code> = BTreeMap::new();
    for (words, mentions) in sentences.iter().zip(found.iter()) {
        let tree = words.tree();
        for (index, mention) in mentions.iter().enumerate() {
            let [who] = mention.who.as_slice() else { continue };
            if mention.kind != MentionKind::Named || who.code.is_some() || told.contains_key(&who.id) {
                continue;
            }
            let beside =
                (mention.start..mention.end).flat_map(|word| tree.labelled(word, &[Label::Appos]).collect::<Vec<_>>());
            let beside = beside.filter(|word| *word >= mention.end);
            let beside_code = |word: usize| {
                let below = tree.labelled(word, &[Label::Amod, Label::Compound, Label::Poss, Label::Nmod]);
                code_at(mentions, word, index)
                    .or_else(|| below.filter_map(|word| code_at(mentions, word, index)).next())
            };
            let described = beside.filter_map(beside_code).next();
            let abroad = |role: &String| ABROAD.iter().any(|word| role.contains(word));
            let own = |role: &String| known.roster().only_code(role).cloned();
            let titled = who.role.as_ref().and_then(own).filter(|_| who.id.0.starts_with("person."));
            let office = who.role.as_ref().is_some_and(|role| !abroad(role)) && who.id.0.starts_with("person.");
            if let Some(code) = described.or(titled).or_else(|| home.filter(|_| office).cloned()) {
                told.insert(who.id.clone(), code);
            }
        }
    }
    for who in found.iter_mut().flatten().flat_map(|mention| &mut mention.who).filter(|who| who.code.is_none()) {
        who.code = told.get(&who.id).cloned();
    }
}

fn rebels(mention: &Mention) -> bool {
    mention.who.iter().all(|who| who.sector == Some(Sector::Reb))
}

/// An office whose country is not yet known.
fn is_open(mention: &Mention) -> bool {
    let role = |who: &Who| who.code.is_none() && who.id.0.starts_with("role.");
    mention.kind == MentionKind::Role && !mention.who.is_empty() && mention.who.iter().all(role)
}

/// `the militant group, the Islamic State, claimed`: an office is whom the name beside it names.
fn apposed(tree: Tree, mentions: &[Mention], index: usize) -> Option<Vec<Who>> {
    let mention = &mentions[index];
    if mention.kind != MentionKind::Role || mention.plural {
        return None;
    }
    let beside = tree.labelled(mention.head(tree), &[Label::Appos]).next()?;
    let named = mentions.iter().find(|m| m.covers(beside))?;
    let somebody = named.kind == MentionKind::Named && named.who.len() == 1 && named.start >= mention.end;
    let kind = named.person == mention.person && !named.who.iter().any(Who::is_state);
    (somebody && kind).then(|| named.who.clone())
}

/// `Taiwan's new president`, `opposition leaders in Belarus`: what hangs on the noun names the country.
fn owner(words: &Words, mentions: &[Mention], index: usize) -> Option<Vec<Option<Code>>> {
    let tree = words.tree();
    let mention = &mentions[index];
    let noun = mention.head(tree);
    // `Cuban military and security leaders`: anything of the phrase before the noun.
    let hangs = tree.below(noun).into_iter().filter(|word| *word < noun);
    let of = tree.labelled(noun, &[Label::Prep]).filter(|word| words.is(*word, &["of", "from", "in", "at", "for"]));
    let after = of.flat_map(|preposition| tree.after(preposition));
    let body = |word: usize| {
        let role = mentions
            .iter()
            .enumerate()
            .find(|(at, m)| *at != index && m.kind == MentionKind::Role && m.covers(word))?;
        role.1.who.first()?.code.clone()
    };
    let before = hangs.filter_map(|word| code_at(mentions, word, index).or_else(|| body(word)));
    let named = before.chain(after.filter_map(|word| code_at(mentions, word, index)));
    named.map(|code| vec![Some(code)]).next()
}

/// `two permanent members -- China and Russia`, `allies such as Germany`: the names after a dash or after words for an
/// example are whom the office means.
fn spelled_out(words: &Words, mentions: &[Mention], index: usize) -> Option<Vec<Option<Code>>> {
    let mention = &mentions[index];
    let dash = (mention.end..(mention.end + 5).min(words.len())).find(|at| words.is(*at, &["--", "—", "–", ":"]));
    let from = mention.end + usize::from(words.is(mention.end, &[","]));
    let example = match words.phrase_at(from, "such as") {
        Some(after) => Some(after - 1),
        None => Some(from).filter(|at| words.is(*at, &["including", "like"])),
    };
    let few = usize::from(example.is_none());
    let dash = example.or(dash)?;
    let mut codes = Vec::new();
    let mut at = dash + 1;
    for named in mentions.iter().filter(|m| m.start > dash) {
        let link = (at..named.start).all(|word| words.is(word, &["and", ",", "the"]));
        let Some(code) = named.who.first().and_then(|who| who.code.clone()).filter(|_| link) else { break };
        codes.push(Some(code));
        at = named.end;
    }
    (mention.plural && codes.len() > few).then_some(codes)
}

/// The nearest place that the sentence names after `in`, `at`, `near`: police in a sentence about Nairobi are Kenyan.
fn place_of_sentence(words: &Words, mentions: &[Mention], index: usize) -> Option<Option<Code>> {
    let at = mentions[index].start;
    let tree = words.tree();
    let verb = verb_above(tree, mentions[index].head(tree));
    let clause = tree.below(verb);
    // A place in another clause places what that one says: `the army killed them, an aid group in Thailand says`.
    let near = |m: &Mention| {
        let other = verb_above(tree, m.head(tree));
        other == verb || clause.contains(&other)
    };
    let places = mentions.iter().filter(|m| near(m)).filter(|m| {
        let before = m.start.checked_sub(1).map_or("", |at| words.lower(at));
        let state = m.who.first().is_some_and(|who| who.code.as_ref().is_some_and(|code| code.0.len() == 3));
        matches!(before, "in" | "at" | "near" | "across" | "outside")
            && (m.locative || m.kind == MentionKind::Place)
            && state
    });
    let nearest = places.min_by_key(|m| m.start.abs_diff(at))?;
    nearest.who.first().map(|who: &Who| who.code.clone())
}

/// The verb that a word hangs on, at whatever distance; the root where there is none.
fn verb_above(tree: Tree, word: usize) -> usize {
    let mut at = word;
    while !tree.is_verb(at) && tree.head(at) != at {
        at = tree.head(at);
    }
    at
}

/// The country of the state, body or place named at a word.
fn code_at(mentions: &[Mention], word: usize, except: usize) -> Option<Code> {
    let (index, mention) = mentions.iter().enumerate().find(|(_, m)| m.covers(word))?;
    let named = matches!(mention.kind, MentionKind::Named | MentionKind::Nation | MentionKind::Place);
    mention.who.first().filter(|_| named && index != except)?.code.clone()
}
