//! The actors of an article: everybody named in it, once each, with every mention. Pure bookkeeping over what the
//! mentions stage decided; it resolves nothing of its own.

use crate::events::EventFound;
use crate::roles::Reading;
use crate::who::mentions::{MentionKind, Who};
use casus_types::{Actor, ActorId, Participant, Span, Text};
use std::collections::{HashMap, HashSet};

/// The actors in order of their first mention; at the end the phrases that act and name nobody known.
pub fn list(text: &Text, readings: &[Reading], events: &[EventFound]) -> Vec<Actor> {
    let parties = events.iter().flat_map(|found| found.event.actors.iter().chain(&found.event.recipients));
    let acting: HashSet<(&ActorId, Span)> = parties.map(|party| (&party.actor, party.span)).collect();
    let mut places: HashMap<ActorId, usize> = HashMap::new();
    let mut actors: Vec<Actor> = Vec::new();
    for reading in readings {
        for mention in &reading.mentions {
            let span = reading.words.span_of(mention.start, mention.end);
            // A place is listed only where it takes part: `sent vaccines to Pyongyang`.
            let takes_part = |who: &&Who| mention.kind != MentionKind::Place || acting.contains(&(&who.id, span));
            for who in mention.who.iter().filter(takes_part) {
                let index = *places.entry(who.id.clone()).or_insert_with(|| {
                    let actor = Actor {
                        id: who.id.clone(),
                        name: who.name.clone(),
                        role: who.role.clone(),
                        code: who.code.clone(),
                        sector: who.sector,
                        mentions: Vec::new(),
                    };
                    actors.push(actor);
                    actors.len() - 1
                });
                if actors[index].mentions.last() != Some(&span) {
                    actors[index].mentions.push(span);
                }
            }
        }
    }
    for party in events.iter().flat_map(|found| found.event.actors.iter().chain(&found.event.recipients)) {
        add_unnamed(text, party, &mut places, &mut actors);
    }
    actors
}

/// A phrase that names nobody known is an actor too where it takes part: under its own words, without a code.
fn add_unnamed(text: &Text, party: &Participant, places: &mut HashMap<ActorId, usize>, actors: &mut Vec<Actor>) {
    match places.get(&party.actor) {
        Some(index) if party.code.is_none() && actors[*index].code.is_none() => {
            let mentions = &mut actors[*index].mentions;
            if !mentions.contains(&party.span) {
                mentions.push(party.span);
                mentions.sort();
            }
        }
        Some(_) => {}
        None => {
            places.insert(party.actor.clone(), actors.len());
            actors.push(Actor {
                id: party.actor.clone(),
                name: text.slice(party.span).to_string(),
                role: None,
                code: party.code.clone(),
                sector: party.sector,
                mentions: vec![party.span],
            });
        }
    }
}
