//! Which names of an article mean the same: given places where names stand, an id for each, the same for the same. Beyond
//! those who act it tells cities from governments and keeps names of which nothing is known, so that chains can be
//! measured against annotated ones.

use crate::who::gazetteer::{Gazetteer, NameKind, slug};
use crate::who::known::same_person;
use crate::who::letters::letters_in_brackets;
use crate::who::mentions::{Mention, MentionKind};
use crate::words::Words;
use casus_types::{ActorId, Span};
use std::collections::BTreeMap;

/// An id for each span, in their order; nothing where no sentence holds it.
pub fn chains(
    sentences: &[Words],
    mentions: &[Vec<Mention>],
    gazetteer: &Gazetteer,
    spans: &[Span],
) -> Vec<Option<ActorId>> {
    let letters: BTreeMap<String, String> = letters_in_brackets(sentences)
        .into_iter()
        .map(|l| (l.short.clone(), sentences[l.long.0].joined(l.long.1, l.long.2)))
        .collect();
    let named: Vec<Option<Named>> = spans.iter().map(|span| name_at(sentences, mentions, gazetteer, *span)).collect();
    let people: Vec<&String> = named
        .iter()
        .flatten()
        .filter(|name| name.person)
        .map(|name| &name.text)
        .filter(|text| text.contains(' '))
        .collect();
    let id = |name: &Named| {
        let long = letters.get(&name.text).unwrap_or(&name.text);
        // A surname is that of the one full name with it.
        let mut full = people.iter().filter(|other| ***other != *long && same_person(long, other));
        match (&name.id, name.person.then(|| full.next()).flatten()) {
            (Some(id), _) => id.clone(),
            (None, Some(full)) => ActorId(format!("name.{}", slug(full))),
            (None, None) => ActorId(format!("name.{}", slug(long))),
        }
    };
    named.iter().map(|name| name.as_ref().map(id)).collect()
}

/// A name where it stands.
struct Named {
    /// Without article and possessive.
    text: String,
    /// What the sieve says.
    id: Option<ActorId>,
    person: bool,
}

fn name_at(sentences: &[Words], mentions: &[Vec<Mention>], gazetteer: &Gazetteer, span: Span) -> Option<Named> {
    let sentence = sentences.iter().position(|words| words.span.contains(span))?;
    let words = &sentences[sentence];
    let tree = words.tree();
    let inside: Vec<usize> = (0..words.len()).filter(|at| span.contains(words.words[*at].span)).collect();
    let (first, last) = (*inside.first()?, *inside.last()? + 1);
    let out = |at: &usize| !inside.contains(&tree.head(*at)) || tree.head(*at) == *at;
    let head = inside.iter().rev().copied().find(out)?;
    let start = first + usize::from(words.is(first, &["the", "a", "an"]));
    // What a comma or bracket adds describes the name and is no part of it.
    let cut = (head + 1..last).find(|at| words.is(*at, &[",", "("])).unwrap_or(last);
    let end = cut - usize::from(cut > start + 1 && words.is(cut - 1, &["'s", "'", "’s", "’"]));
    let text = words.joined(start, end);
    let own = mentions[sentence].iter().find(|m| m.covers(head) && m.head(tree) == head);
    let person =
        words.names.iter().any(|name| name.tokens.contains(&head) && name.kind == casus_types::NameKind::Person);
    let exact = gazetteer.named(&text).next();
    let id = match (own, exact) {
        // A city is not its government.
        (_, Some(name)) if matches!(name.kind, NameKind::Capital | NameKind::Metonym) => {
            Some(ActorId(format!("place.{}", slug(&text))))
        }
        (Some(m), _) if m.who.len() == 1 && matches!(m.kind, MentionKind::Named | MentionKind::Role) => {
            let who = &m.who[0];
            (!who.id.0.starts_with("role.")).then(|| who.id.clone())
        }
        (_, Some(name)) if !matches!(name.kind, NameKind::Person | NameKind::Adjective | NameKind::Demonym) => {
            Some(name.id.clone())
        }
        _ => None,
    };
    Some(Named { text, id, person })
}
