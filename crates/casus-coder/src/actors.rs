//! The actors of an article: everybody named in it, once each, with every mention. Pure bookkeeping over what the
//! mentions stage decided; it resolves nothing of its own.

use crate::events::EventFound;
use crate::mentions::{MentionKind, Who};
use crate::roles::Reading;
use casus_types::{Actor, ActorId, Span};
use std::collections::{HashMap, HashSet};

/// The actors in order of their first mention.
pub fn list(readings: &[Reading], events: &[EventFound]) -> Vec<Actor> {
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
    actors
}
