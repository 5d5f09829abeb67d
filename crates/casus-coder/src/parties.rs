//! Who takes part in an act beyond those who stand in a rule's places: the host of a meeting, whose town was bombed, the
//! police behind an arrest. These follow from what the act is and where it was; each is a rule of the codebook, and none
//! is taken where the text leaves a choice.

use crate::events::EventFound;
use crate::roles::Reading;
use crate::who::mentions::{Mention, MentionKind, Who};
use casus_types::{ActorId, Code, EventType, Ledger, Participant, Sector, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a report speaks of one country alone, or hardly of another.
pub fn is_domestic(readings: &[Reading]) -> bool {
    let who = readings.iter().flat_map(|reading| &reading.mentions).flat_map(|mention| &mention.who);
    let mut counts: BTreeMap<&Code, usize> = BTreeMap::new();
    for code in who.filter_map(|who| who.code.as_ref()) {
        *counts.entry(code).or_default() += 1;
    }
    let (all, most) = (counts.values().sum::<usize>(), counts.values().max().copied().unwrap_or_default());
    most * 10 >= all * 9
}

/// Completes the parties of an event; `domestic` where its report speaks of one country alone.
pub fn complete(found: &mut EventFound, reading: &Reading, domestic: bool) {
    own_state(found);
    host(found);
    struck(found, reading);
    square(found, reading);
    subjects(found, domestic);
    police(found, reading);
}

/// Nobody supports, aids or promises anything to his own state in the sense of the codebook: `the minister offered Mali's
/// help` names the giver twice.
fn own_state(found: &mut EventFound) {
    use EventType::{Agree, Aid, Consult, Cooperate, Support};
    if !matches!(found.event.kind, Agree | Aid | Consult | Cooperate | Support) {
        return;
    }
    let codes: Vec<Option<Code>> = found.event.actors.iter().map(|party| party.code.clone()).collect();
    found.event.recipients.retain(|party| !(party.actor.0.starts_with("state.") && codes.contains(&party.code)));
}

/// Two countries meet in one of them: the guest is the actor, the host the recipient.
fn host(found: &mut EventFound) {
    let event = &mut found.event;
    let meets = event.kind == EventType::Consult || event.ledger == Some(Ledger::Meetings);
    let Some(country) = event.place.as_ref().and_then(|place| place.country.clone()) else { return };
    let codes: BTreeSet<&Code> = event.actors.iter().filter_map(|party| party.code.as_ref()).collect();
    if !meets || !event.recipients.is_empty() || codes.len() != 2 || !codes.contains(&country) {
        return;
    }
    let (hosts, guests) = event.actors.drain(..).partition(|party| party.code.as_ref() == Some(&country));
    (event.actors, event.recipients) = (guests, hosts);
}

/// An attack that tells of nobody attacked struck the country of its place: `a bombing in Kabul`, `a Kabul bombing`.
fn struck(found: &mut EventFound, reading: &Reading) {
    let sides: BTreeSet<&Code> = found.event.actors.iter().filter_map(|party| party.code.as_ref()).collect();
    if found.event.kind != EventType::Assault || sides.len() > 1 {
        return;
    }
    let towns = towns_of(reading);
    let is_town = |party: &Participant| towns.iter().any(|town| town.span == party.span);
    let verbal = reading.verbs.iter().any(|verb| verb.head == found.trigger);
    if !verbal && found.event.actors.iter().all(is_town) && found.event.recipients.is_empty() {
        found.event.recipients = std::mem::take(&mut found.event.actors);
    }
    if found.event.recipients.is_empty()
        && let Some(town) = nearest(&towns, reading, found.trigger)
    {
        found.event.recipients.push(town.clone());
    }
}

/// Whom a state arrests, bans or orders about without a word of whose they are, is its own people; whom it asks or blames
/// too, where no other country is spoken of.
fn subjects(found: &mut EventFound, domestic: bool) {
    let event = &mut found.event;
    let power =
        |party: &&Participant| matches!(party.sector, Some(Sector::Gov | Sector::Cop | Sector::Jud | Sector::Leg));
    let state = event.actors.iter().filter(power).find_map(|party| party.code.clone()).filter(|code| code.0.len() == 3);
    let open = !event.recipients.is_empty() && event.recipients.iter().all(|party| party.code.is_none());
    let at_home = matches!(event.kind, EventType::Request | EventType::Reject | EventType::Accuse) && domestic;
    if !(event.kind == EventType::Coerce || at_home) || !open || event.actors.iter().any(|party| party.code != state) {
        return;
    }
    for party in &mut event.recipients {
        party.code.clone_from(&state);
        party.sector = party.sector.or(Some(Sector::Cvl));
    }
}

/// Where people march or meet is no party: `protests in New York`.
fn square(found: &mut EventFound, reading: &Reading) {
    if !matches!(found.event.kind, EventType::Protest | EventType::Consult) {
        return;
    }
    let places: Vec<_> = reading.mentions.iter().filter(|m| m.locative || m.kind == MentionKind::Place).collect();
    let stands = |party: &Participant| places.iter().any(|m| reading.words.span_of(m.start, m.end) == party.span);
    found.event.recipients.retain(|party| !stands(party));
}

/// The towns and countries that a sentence names as places, as parties: their people.
fn towns_of(reading: &Reading) -> Vec<Participant> {
    let stands = |m: &&Mention| {
        (m.locative || m.kind == MentionKind::Place)
            || m.place.is_some() && m.who.iter().all(Who::is_state) && reading.words.is(m.start, &["a", "an"])
    };
    let party = |m: &Mention| {
        let who = m.who.first().filter(|who| who.code.as_ref().is_some_and(|code| code.0.len() == 3))?;
        let span = reading.words.span_of(m.start, m.end);
        Some(Participant { actor: who.id.clone(), span, code: who.code.clone(), sector: Some(Sector::Cvl) })
    };
    reading.mentions.iter().filter(stands).filter_map(party).collect()
}

fn nearest<'p>(towns: &'p [Participant], reading: &Reading, trigger: usize) -> Option<&'p Participant> {
    let at = reading.words.words.get(trigger)?.span.start();
    towns.iter().min_by_key(|town| town.span.start().abs_diff(at))
}

/// Whoever was arrested was arrested by the police of the place, and sentenced by its court, where nobody else is named.
fn police(found: &mut EventFound, reading: &Reading) {
    let event = &mut found.event;
    let arrest =
        event.kind == EventType::Coerce && event.ledger == Some(Ledger::Arrests) && event.status == Status::Happened;
    let verb = reading.verbs.iter().find(|verb| verb.head == found.trigger);
    let Some(verb) = verb.filter(|verb| arrest && verb.passive && event.actors.is_empty()) else { return };
    let place = event.place.as_ref().and_then(|place| place.country.clone());
    // `a man was arrested`: one who is not named is at home where the report is.
    let unnamed = |party: &&Participant| !party.actor.0.starts_with("person.");
    let local = || event.recipients.iter().find(unnamed).and_then(|party| party.code.clone());
    let Some(code) = place.or_else(local) else { return };
    // Courts convict and sentence, police do the rest.
    let sentence = |lemma: &String| matches!(lemma.as_str(), "convict" | "sentence" | "jail" | "imprison" | "fine");
    let (noun, sector) = match verb.lemmas.iter().any(sentence) {
        true => ("court", Sector::Jud),
        false => ("police", Sector::Cop),
    };
    event.actors.push(Participant {
        actor: ActorId(format!("role.{}.{noun}", code.0.to_lowercase())),
        span: event.evidence.trigger,
        code: Some(code),
        sector: Some(sector),
    });
}
