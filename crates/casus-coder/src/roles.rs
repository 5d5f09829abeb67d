//! Who stands where: the subject of a verb, its object, what follows a preposition, the possessor of a noun. All by
//! word order; a parser will replace the guesses, not the questions. Answers are indices of mentions.

use crate::mentions::{Mention, MentionKind};
use crate::verbs::{Mood, VerbGroup};
use crate::words::{Words, is_adverb, is_determiner, is_preposition, is_relative, opens_clause};
use casus_types::Proposal;

/// A sentence with what the shallow stages found in it.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// Its words.
    pub words: Words<'t>,
    /// Its mentions, in order.
    pub mentions: Vec<Mention>,
    /// Its verb groups, in order.
    pub verbs: Vec<VerbGroup>,
    /// Which words stand inside quotation marks.
    pub quoted: Vec<bool>,
    /// What the event reader sees in it.
    pub proposals: &'t [Proposal],
}

impl Reading<'_> {
    /// The mentions that do what a verb says: its subject in an active group, the by-phrase in a passive one.
    pub fn doers(&self, verb: usize) -> Vec<usize> {
        match self.verbs.get(verb) {
            Some(group) if group.passive => self.after_preposition(group.head + 1, self.limit(verb), &["by"]),
            Some(_) => self.subject(verb, 0),
            None => Vec::new(),
        }
    }

    /// The mentions that suffer it: the object, or what stands before a passive.
    pub fn sufferers(&self, verb: usize) -> Vec<usize> {
        match self.verbs.get(verb) {
            Some(group) if group.passive => self.subject(verb, 0),
            Some(group) => self.object(group.head + 1, self.limit(verb)),
            None => Vec::new(),
        }
    }

    /// The first noun phrase of the clause before the verb; through relatives, coordination and participles to the verb that shares it.
    pub fn subject(&self, verb: usize, depth: usize) -> Vec<usize> {
        let Some(group) = self.verbs.get(verb) else { return Vec::new() };
        if depth > 4 {
            return Vec::new();
        }
        let previous = self.verbs[..verb].iter().rposition(|v| v.mood == Mood::Finite);
        let floor = previous.and_then(|p| self.verbs.get(p)).map_or(0, |p| p.head + 1);
        let opener = (floor..group.start).rev().find(|at| self.opens(*at));
        let from = opener.map_or(floor, |at| at + 1);
        match group.mood {
            Mood::Infinitive | Mood::Gerund => return self.shared_subject(verb, depth),
            Mood::Reduced => return self.nearest_before(group.start),
            Mood::Finite => {}
        }
        // `condemned the raid and urged calm`, `Kenya, which met Mali, praised Chad`: nothing of its own between the comma
        // or `and` and the verb, so it shares the subject of the verb before.
        let joined = (floor..group.start).rev().find(|at| self.words.is(*at, &["and", "but", "or", ","]));
        if let (Some(previous), Some(at)) = (previous, joined)
            && self.thin(at + 1, group.start)
        {
            return self.subject(previous, depth + 1);
        }
        let free = |index: &usize| {
            let mention = &self.mentions[*index];
            let before = mention.start.checked_sub(1).map_or("", |at| self.words.lower(at));
            // `About 300 people`: the preposition only rounds the number.
            let counted = self.words.words.get(mention.start).is_some_and(|w| w.is_number());
            let heard = self.quoted[mention.start] && !self.quoted[group.head];
            mention.acts()
                && !mention.possessive
                && !heard
                && (counted || !is_preposition(before) || opens_clause(before))
        };
        // `met Blinken on Monday, and the two agreed`: after the verb before, a comma with `and` begins anew.
        let anew =
            (from..group.start).rev().find(|at| self.words.is(*at, &[","]) && self.words.is(at + 1, &["and", "but"]));
        let later = anew.filter(|_| previous.is_some()).and_then(|at| self.between(at, group.start).find(free));
        let found = later.or_else(|| self.between(from, group.start).find(free));
        let nation = |index: &usize| {
            let mention = &self.mentions[*index];
            let before = mention.start.checked_sub(1).map_or("", |at| self.words.lower(at));
            // `Israeli jets struck`: the nationality of a thing that its owner moves.
            mention.kind == MentionKind::Nation && !is_preposition(before) && mention.end < group.start
        };
        if let Some(first) = found.or_else(|| self.between(from, group.start).find(nation)) {
            return self.list_from(first, group.start);
        }
        let relative = opener.is_some_and(|at| is_relative(self.words.lower(at)) && self.thin(at + 1, group.start));
        if let (true, Some(at)) = (relative, opener) {
            let end = if at > 0 && self.words.is(at - 1, &[","]) { at - 1 } else { at };
            return self.nearest_before(end);
        }
        Vec::new()
    }

    /// The subject of an infinitive or participle: the object of the verb that governs it, else that verb's subject.
    fn shared_subject(&self, verb: usize, depth: usize) -> Vec<usize> {
        let group = &self.verbs[verb];
        if let Some(before) = verb.checked_sub(1) {
            let governor = &self.verbs[before];
            if group.mood == Mood::Infinitive && !governor.passive {
                let object = self.object(governor.head + 1, group.start);
                if let Some(last) = object.last()
                    && self.mentions[*last].end + 2 >= group.start
                {
                    return object;
                }
            }
            return self.subject(before, depth + 1);
        }
        let after = self.verbs.iter().skip(verb + 1).position(|v| v.mood == Mood::Finite).map(|at| at + verb + 1);
        let own = self.nearest_before(group.start);
        match (own.is_empty(), after) {
            (false, _) => own,
            (true, Some(after)) => self.subject(after, depth + 1),
            (true, None) => Vec::new(),
        }
    }

    /// The first mention after a position that no preposition, verb or clause separates from it.
    pub fn object(&self, from: usize, limit: usize) -> Vec<usize> {
        for at in from..limit.min(from + 9) {
            if let Some(index) = self.mentions.iter().position(|m| m.start == at) {
                let mention = &self.mentions[index];
                let place = mention.kind == MentionKind::Place && mention.who.iter().any(|who| who.code.is_some());
                if mention.acts() || mention.kind == MentionKind::Nation || place {
                    return self.list_from(index, limit);
                }
                if matches!(mention.kind, MentionKind::Unknown) {
                    return Vec::new();
                }
            }
            let lower = self.words.lower(at);
            let inside = self.mentions.iter().any(|m| m.start < at && at < m.end);
            if !inside
                && (is_preposition(lower)
                    || self.opens(at)
                    || matches!(lower, "," | ";" | ":" | "--" | "—" | "–" | "and" | "\"" | "”"))
            {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// What follows one of these prepositions after a position: `with Russia`, `against the two banks`.
    pub fn after_preposition(&self, from: usize, limit: usize, prepositions: &[&str]) -> Vec<usize> {
        for at in from..limit.min(from + 14) {
            if self.words.is(at, &[";", ":", "--", "—"]) {
                break;
            }
            if !self.words.is(at, prepositions) {
                continue;
            }
            // `spoke with Hoekstra on the answer to Russia`: behind another phrase the preposition belongs to that one.
            let beyond = |m: &Mention| {
                let before = m.start.checked_sub(1).map_or("", |b| self.words.lower(b));
                m.start > from && m.end <= at && m.acts() && before == "with" && !prepositions.contains(&"with")
            };
            if !prepositions.contains(&"by") && self.mentions.iter().any(beyond) {
                break;
            }
            let found = self.mentions.iter().position(|m| {
                m.start > at && m.start <= at + 4 && (!m.who.is_empty() || m.kind == MentionKind::Unknown)
            });
            if let Some(index) = found {
                let mention = &self.mentions[index];
                let clear = (at + 1..mention.start)
                    .all(|between| !is_preposition(self.words.lower(between)) && !self.words.is(between, &[","]));
                let coded = mention.who.iter().any(|who| who.code.is_some())
                    && self.words.is(at, &["in", "near", "at", "to", "into", "on", "from", "of"]);
                let place = mention.kind == MentionKind::Unknown || (mention.kind == MentionKind::Place && !coded);
                if clear && !place {
                    return self.list_from(index, limit);
                }
            }
        }
        Vec::new()
    }

    /// The possessor of a noun: `Israel's attack`, `the Israeli attack`, `Israel attack` in a headline.
    pub fn possessor(&self, noun: usize) -> Vec<usize> {
        let near = self.mentions.iter().enumerate().rev().find(|(_, m)| m.end <= noun);
        let Some((index, mention)) = near else { return Vec::new() };
        let gap = mention.end + usize::from(mention.possessive);
        let adjectives = (gap..noun).all(|at| {
            let lower = self.words.lower(at);
            !is_preposition(lower)
                && !self.words.words[at].mark
                && !is_determiner(lower)
                && !self.is_verb(at)
                && lower != "and"
        });
        let close = noun - gap.min(noun) <= 3;
        let owns = mention.possessive
            || mention.kind == MentionKind::Nation
            || (gap == noun && matches!(mention.kind, MentionKind::Named | MentionKind::Role) && !mention.person);
        if close && adjectives && owns && !mention.who.is_empty() { vec![index] } else { Vec::new() }
    }

    /// The last mention before a position that can act.
    fn nearest_before(&self, at: usize) -> Vec<usize> {
        let found = self.mentions.iter().rposition(|m| m.end <= at && m.end + 1 >= at && m.acts());
        found.map(|index| self.list_to(index)).unwrap_or_default()
    }

    /// Where what belongs to a verb ends: the next verb group, a word that opens a clause, or the end.
    pub fn limit(&self, verb: usize) -> usize {
        let head = self.verbs.get(verb).map_or(0, |group| group.head);
        let next = self.verbs.get(verb + 1).map_or(self.words.len(), |group| group.start);
        (head + 1..next).find(|at| self.opens(*at) && !is_preposition(self.words.lower(*at))).unwrap_or(next)
    }

    /// Whether a word opens a clause here: `that`, but not in `that country`; `after`, but not in `after the war`.
    fn opens(&self, at: usize) -> bool {
        let lower = self.words.lower(at);
        if matches!(lower, ";" | ":" | "--" | "—") {
            return true;
        }
        opens_clause(lower) && !self.mentions.iter().any(|m| m.start <= at && at < m.end)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.verbs.iter().any(|group| group.start <= at && at <= group.head)
    }

    /// Nothing but adverbs, marks and times between two positions.
    fn thin(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            is_adverb(self.words.lower(at))
                || self.words.words[at].mark
                || self.words.is(at, &["then", "have", "has", "had"])
        })
    }

    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        self.mentions.iter().enumerate().filter(move |(_, m)| m.start >= from && m.end <= to).map(|(index, _)| index)
    }

    /// A mention with those that follow it in a list: `France, Germany and Italy`.
    fn list_from(&self, first: usize, limit: usize) -> Vec<usize> {
        let mut list = vec![first];
        let mut commas = Vec::new();
        let mut last = first;
        while let Some(next) = self.mentions.get(last + 1).filter(|m| m.end <= limit) {
            let link: Vec<&str> = (self.mentions[last].end..next.start).map(|at| self.words.lower(at)).collect();
            let acts = next.acts() || next.kind == MentionKind::Nation;
            match link.as_slice() {
                ["and"] | [",", "and"] | ["&"] | ["as", "well", "as"] | ["and", "also"] if acts => {
                    list.append(&mut commas);
                    list.push(last + 1);
                }
                [","] if acts => commas.push(last + 1),
                _ => break,
            }
            last += 1;
        }
        // In a headline a comma alone joins: `US, S. Korea agree`.
        if self.words.title {
            list.append(&mut commas);
        }
        list
    }

    /// A mention with those before it in the same list.
    fn list_to(&self, last: usize) -> Vec<usize> {
        let mut first = last;
        while first > 0 {
            let list = self.list_from(first - 1, usize::MAX);
            if !list.contains(&last) {
                break;
            }
            first -= 1;
        }
        (first..=last).collect()
    }
}
