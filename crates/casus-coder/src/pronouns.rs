//! Whom a pronoun means: `he` the last single person, `they` the last group, `the two` the last two sides, `it` the body
//! that the sentence began with, `we` outside quotes the writer of a statement. Within a sentence or from the one
//! before, or nobody.

use crate::known::Known;
use crate::mentions::{Mention, MentionKind, Who, quoted_words};
use crate::words::Words;

/// `he`: the last single person before; `they`: the last group; `we` and `I` outside quotes: the writer of a statement.
pub fn resolve(sentences: &[Words], found: &mut [Vec<Mention>], known: &Known) {
    let mut person: Option<(usize, Who)> = None;
    let mut group: Option<(usize, Vec<Who>)> = None;
    let mut before: Vec<Who> = Vec::new();
    for (index, (words, mentions)) in sentences.iter().zip(found.iter_mut()).enumerate() {
        let quoted = quoted_words(words);
        let (mut first_person, mut first_group) = (None, None);
        let mut sides: Vec<Who> = Vec::new();
        let mut body: Option<Who> = None;
        for mention in mentions.iter_mut() {
            if is_pair(words, mention) {
                mention.who = last_two(&sides).or_else(|| last_two(&before)).unwrap_or_default();
                mention.kind = MentionKind::Pronoun;
            } else if mention.kind == MentionKind::Pronoun {
                let near = |seen: usize| index - seen <= 1;
                mention.who = match words.lower(mention.start) {
                    "he" | "she" | "him" => first_person
                        .clone()
                        .or(person.clone().filter(|(at, _)| near(*at)).map(|(_, who)| who))
                        .into_iter()
                        .collect(),
                    "it" => body.clone().into_iter().collect(),
                    "they" | "them" => first_group
                        .clone()
                        .or(group.clone().filter(|(at, _)| near(*at)).map(|(_, who)| who))
                        .unwrap_or_default(),
                    _ if quoted.get(mention.start) == Some(&false) => known.author.clone().into_iter().collect(),
                    _ => Vec::new(),
                };
            }
            if mention.acts() && mention.kind != MentionKind::Pronoun {
                sides.extend(mention.who.iter().cloned());
                if !mention.person && !mention.plural && mention.kind == MentionKind::Named {
                    body = body.or_else(|| mention.who.first().cloned());
                }
            }
            if mention.acts() && mention.person && first_person.is_none() {
                first_person = mention.who.first().cloned();
            }
            if mention.acts() && mention.plural && first_group.is_none() {
                first_group = Some(mention.who.clone());
            }
        }
        if last_two(&sides).is_some() {
            before = sides;
        }
        person = first_person.map(|who| (index, who)).or(person);
        group = first_group.map(|who| (index, who)).or(group);
    }
}

/// `the two`, `both sides`, `the two leaders`: a pair that was named before.
fn is_pair(words: &Words, mention: &Mention) -> bool {
    let both = words.is(mention.start, &["both"]) || words.phrase_at(mention.start, "the two").is_some();
    let unnamed = mention.who.iter().all(|who| who.code.is_none());
    both && unnamed && matches!(mention.kind, MentionKind::Role | MentionKind::Pronoun)
}

/// The last two of different countries or bodies.
fn last_two(sides: &[Who]) -> Option<Vec<Who>> {
    let last = sides.iter().rev().find(|who| who.code.is_some())?;
    let other = sides.iter().rev().find(|who| who.code.is_some() && who.code != last.code)?;
    Some(vec![other.clone(), last.clone()])
}
