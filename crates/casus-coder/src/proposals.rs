//! What the event reader proposes, as the coder takes it: the parties of its links as mentions, or as the bare phrase
//! where nobody known stands there, and the lexicon's word on whether it happened. A proposal is an observation; where
//! a rule of the lexicon has spoken on the same word, the rule decides the class, and the proposal only helps with who
//! and whom. See `events.rs` for how the two are joined.

use crate::roles::Reading;
use crate::who::gazetteer::slug;
use crate::words::is_pronoun;
use casus_types::{ActorId, EventType, Link, Participant, Proposal, Role, Span};

/// From here on a proposal makes an event without a rule, in thousandths; below, it only helps a rule. Few and right: on
/// annotated development articles more events are lost below it than won.
const SURE: u16 = 850;

/// From here on a link makes a party, in thousandths: weaker ones are mostly bystanders and parties of another act.
const PARTY: u16 = 700;

/// The proposals that can stand alone. None of a headline: what it says is told again below it, in sentences that are
/// read better.
pub fn taken<'r>(reading: &Reading<'r>) -> impl Iterator<Item = &'r Proposal> {
    let sure = |proposal: &&Proposal| proposal.score.thousandths() >= SURE;
    reading.proposals.iter().filter(sure).filter(|_| !reading.words.title)
}

/// Who takes part in a proposed act, by role: actors, recipients.
pub fn parties(reading: &Reading, proposal: &Proposal) -> (Vec<Participant>, Vec<Participant>) {
    // Both sides of a mutual act are actors.
    let mutual =
        matches!(proposal.kind, EventType::Consult | EventType::Agree | EventType::Cooperate | EventType::Support);
    let acts = |role: Role| role == Role::Who || (role == Role::With && mutual);
    let suffers = |role: Role| role == Role::Whom || (role == Role::With && !mutual);
    let sure = || proposal.links.iter().filter(|link| link.score.thousandths() >= PARTY);
    let mut actors = named(reading, sure().filter(|link| acts(link.role)));
    if mutual {
        // Whoever is joined to one side of a mutual act stands on it too.
        let joined = sure().filter(|link| acts(link.role)).flat_map(|link| reading.tree().joined(link.head));
        for party in known(reading, &reading.named(&joined.collect::<Vec<_>>())) {
            if !actors.iter().any(|actor| actor.actor == party.actor) {
                actors.push(party);
            }
        }
    }
    let mut recipients = named(reading, sure().filter(|link| suffers(link.role)));
    // Where the reader sees nobody in a place, the tree may: `Iran, answering its critics, attacked the agency`.
    let verb = reading.verbs.iter().position(|group| group.head == proposal.trigger && !group.passive);
    let actors = match verb.filter(|_| actors.is_empty()) {
        Some(verb) => known(reading, &reading.subject(verb)),
        None => actors,
    };
    if let Some(verb) = verb.filter(|_| recipients.is_empty()) {
        let head = reading.verbs[verb].head;
        recipients = known(reading, &reading.object((head, head + 1)));
    }
    recipients.retain(|party| !actors.iter().any(|actor| actor.actor == party.actor));
    (actors, recipients)
}

/// The mentions that name somebody known, as parties.
fn known(reading: &Reading, mentions: &[usize]) -> Vec<Participant> {
    let parties = mentions.iter().filter_map(|index| reading.mentions.get(*index)).flat_map(|mention| {
        let span = reading.words.span_of(mention.start, mention.end);
        mention.who.iter().filter(|who| who.code.is_some()).map(move |who| Participant {
            actor: who.id.clone(),
            span,
            code: who.code.clone(),
            sector: who.sector,
        })
    });
    parties.collect()
}

/// The phrase on whose word a proposed act rests.
pub fn speaker(reading: &Reading, proposal: &Proposal) -> Option<(Option<ActorId>, Span)> {
    let link = proposal.links.iter().filter(|link| link.role == Role::By).max_by_key(|link| link.score)?;
    let party = party(reading, link).into_iter().next()?;
    Some((party.code.as_ref().map(|_| party.actor.clone()), party.span))
}

fn named<'l>(reading: &Reading, links: impl Iterator<Item = &'l Link>) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    for participant in links.flat_map(|link| party(reading, link)) {
        if !out.iter().any(|known| known.actor == participant.actor) {
            out.push(participant);
        }
    }
    out
}

/// Whom a link names: as the tree has it (the mention that its head word lies in, with a joined nationality; the owner of
/// a thing), else the phrase itself.
fn party(reading: &Reading, link: &Link) -> Vec<Participant> {
    let phrase = reading.words.span_of(link.tokens.start, link.tokens.end);
    let below = reading.tree().below(link.head);
    let inside = |index: &usize| {
        let m = &reading.mentions[*index];
        let holds = m.covers(link.head);
        link.tokens.start <= m.start && m.end <= link.tokens.end || holds || below.contains(&m.start)
    };
    let named: Vec<usize> = reading.named(&[link.head]).into_iter().filter(inside).collect();
    if named.is_empty() {
        return vec![unnamed(reading, link, phrase)];
    }
    let parties = named.iter().flat_map(|index| {
        let mention = &reading.mentions[*index];
        let covers = mention.covers(link.head) || mention.of_nation();
        let span = if covers { reading.words.span_of(mention.start, mention.end) } else { phrase };
        mention.who.iter().map(move |who| Participant {
            actor: who.id.clone(),
            span,
            code: who.code.clone(),
            sector: who.sector,
        })
    });
    parties.collect()
}

/// A phrase that names nobody known. Like phrases of an article are one party, but each `they` may be another.
fn unnamed(reading: &Reading, link: &Link, phrase: Span) -> Participant {
    let mut name = slug(&reading.words.joined(link.tokens.start, link.tokens.end));
    if is_pronoun(reading.words.lower(link.head)) {
        name.push_str(&format!("-{}", phrase.start()));
    }
    Participant { actor: ActorId(format!("phrase.{name}")), span: phrase, code: None, sector: None }
}
