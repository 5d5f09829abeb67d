//! Names that several bear: Georgia the country and Georgia in the United States, the Congress of one country and that of
//! another. What the rest of the report speaks of decides; where it says nothing, the lexicon's first meaning stands.

use crate::who::gazetteer::{Gazetteer, Name, NameKind};
use crate::who::phrases::{Phrase, Piece};
use casus_types::{ActorId, Code};
use std::collections::{BTreeMap, BTreeSet};

/// A name of the lexicon, by its id, and who is meant by it here instead.
pub type Instead = (ActorId, Name);

/// The names of a report that mean another than the lexicon's first.
pub fn instead(phrases: &[Vec<Phrase>], gazetteer: &Gazetteer) -> Vec<Instead> {
    let mut named: BTreeMap<&Code, BTreeSet<(&ActorId, NameKind)>> = BTreeMap::new();
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    let mut asked: BTreeMap<&ActorId, &Name> = BTreeMap::new();
    for name in phrases
        .iter()
        .flatten()
        .flat_map(|phrase| phrase.pieces.iter().filter_map(Piece::name).chain(phrase.of.iter().copied()))
    {
        let Some(code) = name.code.as_ref() else { continue };
        // An adjective or a capital has the state's id, and is another word for it all the same.
        named.entry(code).or_default().insert((&name.id, name.kind));
        *counts.entry(code).or_default() += 1;
        if matches!(name.kind, NameKind::State | NameKind::Body) {
            asked.insert(&name.id, name);
        }
    }
    // Whether anything but this name speaks of its country.
    let alone = |name: &Name| name.code.as_ref().and_then(|code| named.get(code)).is_some_and(|all| all.len() == 1);
    let most = counts.iter().filter(|(code, _)| gazetteer.is_state(code)).max_by_key(|(_, count)| **count);
    let mut out = Vec::new();
    for (id, name) in asked.into_iter().filter(|(_, name)| alone(name)) {
        let other = match name.kind {
            NameKind::State => division(phrases, name, gazetteer),
            _ => most
                .filter(|(code, _)| Some(**code) != name.code.as_ref())
                .and_then(|(code, _)| gazetteer.of_country(name, code)),
        };
        out.extend(other.map(|other| (id.clone(), other)));
    }
    out
}

/// The division of another country that bears a state's name, where the report names a town in it.
fn division(phrases: &[Vec<Phrase>], state: &Name, gazetteer: &Gazetteer) -> Option<Name> {
    let divisions = gazetteer.regions().named(&state.name);
    let towns = phrases.iter().flatten().flat_map(|phrase| phrase.pieces.iter().filter_map(Piece::name));
    let lies_there = |country: &Code| {
        let mut towns =
            towns.clone().filter(|town| town.kind == NameKind::Place && town.code.as_ref() == Some(country));
        towns.any(|town| {
            gazetteer
                .cities()
                .named(&town.name)
                .iter()
                .any(|city| city.country == *country && city.region == state.name)
        })
    };
    let found = divisions
        .into_iter()
        .find(|division| Some(&division.country) != state.code.as_ref() && lies_there(&division.country))?;
    let id = ActorId(format!("place.{}", state.name.to_lowercase()));
    Some(Name {
        id,
        code: Some(found.country.clone()),
        kind: NameKind::Place,
        place: Some(casus_types::Precision::Region),
        ..state.clone()
    })
}
