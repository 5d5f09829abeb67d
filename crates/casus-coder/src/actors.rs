//! The actors of an article: everybody named in it, once each, with every mention. Pure bookkeeping over what the
//! mentions stage decided; it resolves nothing of its own.

use crate::mentions::MentionKind;
use crate::roles::Reading;
use casus_types::{Actor, ActorId};
use std::collections::HashMap;

/// The actors in order of their first mention.
pub fn list(readings: &[Reading]) -> Vec<Actor> {
    let mut places: HashMap<ActorId, usize> = HashMap::new();
    let mut actors: Vec<Actor> = Vec::new();
    for reading in readings {
        for mention in reading.mentions.iter().filter(|m| m.kind != MentionKind::Place) {
            let span = reading.words.span_of(mention.start, mention.end);
            for who in &mention.who {
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
