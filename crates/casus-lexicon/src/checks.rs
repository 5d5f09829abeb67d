//! Checks that need more than one row or more than one file: codes, modes and contexts that must exist elsewhere, rows
//! and rules that stand twice, and people in two places at once.

use crate::aliases::overlap;
use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::{Lexicon, Membership, Person, Rule, aliases, inflection, ontology, rule_file, terms};
use casus_types::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

/// The code of movements without a country of their own, such as the Islamic State.
const MOVEMENTS: &str = "ISM";

/// All checks across rows and files.
pub(crate) fn check(lexicon: &Lexicon, complaints: &mut Complaints) {
    ontology::check(&lexicon.ontology, complaints);
    codes(lexicon, complaints);
    aliases::check(lexicon, complaints);
    rows_twice(lexicon, complaints);
    wikidata_items(lexicon, complaints);
    agent_plurals(lexicon, complaints);
    people(&lexicon.people, complaints);
    terms::check(lexicon, complaints);
    memberships(lexicon, complaints);
    rules(lexicon, complaints);
}

/// Every code outside the tables of states and organisations is one of theirs.
fn codes(lexicon: &Lexicon, complaints: &mut Complaints) {
    let states = lexicon.states.iter().map(|state| &state.code);
    let known: BTreeSet<&str> = states
        .chain(lexicon.organisations.iter().map(|body| &body.code))
        .map(|code| code.0.as_str())
        .chain([MOVEMENTS])
        .collect();
    // Without these tables, as when a single file is tried, there is nothing to compare with.
    if lexicon.states.is_empty() && lexicon.organisations.is_empty() {
        return;
    }
    let mut used: Vec<(&Code, Origin)> = Vec::new();
    for body in lexicon.organisations.iter().chain(&lexicon.bodies) {
        used.extend(body.members.iter().chain([&body.code]).map(|code| (code, body.origin.clone())));
    }
    used.extend(lexicon.groups.iter().map(|group| (&group.code, group.origin.clone())));
    used.extend(lexicon.people.iter().map(|person| (&person.code, person.origin.clone())));
    used.extend(lexicon.places.iter().filter_map(|place| Some((place.code.as_ref()?, place.origin.clone()))));
    for rule in &lexicon.rules {
        for example in rule.yes.iter().chain(&rule.no) {
            let origin = Origin { file: Arc::clone(&rule.origin.file), line: example.line };
            let codes = example.actors.iter().chain(&example.recipients).flatten();
            used.extend(codes.map(|code| (code, origin.clone())));
        }
    }
    for (code, origin) in used {
        if !known.contains(code.0.as_str()) {
            let help = "use a code of actors/states.csv or actors/organisations.csv, or add it there";
            complaints.push(&origin, format!("no state or organisation has the code `{code}`"), help);
        }
    }
}

/// Rows that say the same thing twice.
fn rows_twice(lexicon: &Lexicon, complaints: &mut Complaints) {
    let states = lexicon.states.iter().map(|state| (&state.code, &state.origin));
    once("state", states, complaints);
    once("noun", lexicon.agents.iter().map(|agent| (&agent.noun, &agent.origin)), complaints);
    let cues = lexicon.status_cues.iter().map(|cue| ((&cue.cue, cue.kind), &cue.origin));
    once_by(cues, |(cue, _)| format!("the cue `{cue}` of this kind"), complaints);
    let sayings = lexicon.quote_cues.iter().map(|cue| ((&cue.cue, cue.kind), &cue.origin));
    once_by(sayings, |(cue, _)| format!("the word of saying `{cue}` of this kind"), complaints);
    once("feature", lexicon.quote_weights.iter().map(|row| (&row.feature, &row.origin)), complaints);
    once("unit", lexicon.units.iter().map(|unit| (&unit.unit, &unit.origin)), complaints);
    let acts = lexicon.counted_acts.iter().map(|act| ((&act.word, act.kind), &act.origin));
    once_by(acts, |(word, _)| format!("the act `{word}` of this kind"), complaints);
    once("currency", lexicon.currencies.iter().map(|row| (&row.currency, &row.origin)), complaints);
    once("comparator", lexicon.comparators.iter().map(|row| (&row.words, &row.origin)), complaints);
    let times =
        lexicon.time_words.iter().flat_map(|row| row.words.iter().map(move |word| ((word, row.kind), &row.origin)));
    once_by(times, |(word, kind)| format!("the {} `{word}`", kind.name()), complaints);
    let states =
        lexicon.state_words.iter().map(|row| ((row.relation, row.form, &row.subject, row.shown()), &row.origin));
    once_by(states, |(.., words)| format!("the state `{words}` of this kind"), complaints);
    let binding = lexicon
        .commitment_words
        .iter()
        .flat_map(|row| row.words.iter().map(move |word| ((word, row.kind), &row.origin)));
    once_by(binding, |(word, _)| format!("`{word}` of this kind"), complaints);
    once("rule", lexicon.rules.iter().map(|rule| (&rule.id.0, &rule.origin)), complaints);
}

fn once<'l, K: Ord + Display>(what: &str, rows: impl Iterator<Item = (K, &'l Origin)>, complaints: &mut Complaints) {
    once_by(rows, |key| format!("the {what} `{key}`"), complaints);
}

fn once_by<'l, K: Ord>(
    rows: impl Iterator<Item = (K, &'l Origin)>,
    shown: impl Fn(&K) -> String,
    complaints: &mut Complaints,
) {
    let mut seen: BTreeMap<K, &Origin> = BTreeMap::new();
    for (key, origin) in rows {
        match seen.get(&key) {
            Some(first) => {
                complaints.push(origin, format!("{} stands already at {first}", shown(&key)), "keep one of the two");
            }
            None => {
                seen.insert(key, origin);
            }
        }
    }
}

/// One item of Wikidata is one actor; a second name on it is most often a slip in the number.
fn wikidata_items(lexicon: &Lexicon, complaints: &mut Complaints) {
    let mut rows: Vec<(&String, &str, &Origin)> = Vec::new();
    rows.extend(lexicon.states.iter().filter_map(|row| Some((row.wikidata.as_ref()?, row.name.as_str(), &row.origin))));
    let bodies = lexicon.organisations.iter().chain(&lexicon.bodies);
    rows.extend(bodies.filter_map(|row| Some((row.wikidata.as_ref()?, row.name.as_str(), &row.origin))));
    rows.extend(lexicon.groups.iter().filter_map(|row| Some((row.wikidata.as_ref()?, row.name.as_str(), &row.origin))));
    let people = lexicon.people.iter();
    rows.extend(people.filter_map(|row| Some((row.wikidata.as_ref()?, row.person.0.as_str(), &row.origin))));
    let mut seen: BTreeMap<&str, (&str, &Origin)> = BTreeMap::new();
    for (item, name, origin) in rows {
        let (first, before) = seen.entry(item).or_insert((name, origin));
        if *first != name {
            let what = format!("{item} is {name} here and {first} at {before}");
            complaints.push(origin, what, "look the item up; leave the cell empty where it is unsure");
        }
    }
}

/// A plural left empty is read as the noun with `s`; where English says otherwise, the row must say so.
fn agent_plurals(lexicon: &Lexicon, complaints: &mut Complaints) {
    let agents = lexicon.agents.iter().map(|row| (&row.noun, &row.plural, &row.origin));
    let units = lexicon.units.iter().map(|row| (&row.unit, &row.plural, &row.origin));
    for (noun, plural, origin) in agents.chain(units) {
        let by_default = plural.as_ref().is_some_and(|plural| *plural == format!("{noun}s"));
        let english = inflection::plural(noun);
        if by_default && plural.as_ref() != Some(&english) {
            let what = format!("`{noun}s` is hardly the plural of `{noun}`");
            let help = if english == *noun {
                "write `-` where the noun has no plural or is one".to_string()
            } else {
                format!("write `{english}` in `plural`")
            };
            complaints.push(origin, what, help);
        }
    }
}

/// A person has one name, holds an office once at a time, and shares a full name with nobody of the same days.
fn people(people: &[Person], complaints: &mut Complaints) {
    let mut names: BTreeMap<&str, &Person> = BTreeMap::new();
    let mut offices: BTreeMap<(&str, &str, &Code), Vec<&Person>> = BTreeMap::new();
    let mut full_names: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    for person in people {
        let first = names.entry(&person.person.0).or_insert(person);
        if first.name != person.name {
            let what = format!("`{}` is {} here and {} at {}", person.person, person.name, first.name, first.origin);
            let help = "write `name` the same in each row of a person; give another person another id";
            complaints.push(&person.origin, what, help);
        }
        let terms = offices.entry((&person.person.0, &person.office, &person.code)).or_default();
        if let Some(other) = terms.iter().find(|other| shares_days(other, person)) {
            let what = format!("{} is {} twice at a time, here and at {}", person.name, person.office, other.origin);
            complaints.push(&person.origin, what, "end the first period before the second begins, or keep one row");
        }
        terms.push(person);
        for name in person.names.iter().chain([&person.name]).filter(|name| name.contains(' ')) {
            let bearers = full_names.entry(name).or_default();
            if let Some(other) =
                bearers.iter().find(|other| other.person != person.person && shares_days(other, person))
            {
                let what = format!("`{name}` is `{}` here and `{}` at {}", person.person, other.person, other.origin);
                let help = "give one person one id; where two bear the name, keep it on the one that reports mean";
                complaints.push(&person.origin, what, help);
            }
            bearers.push(person);
        }
    }
}

fn shares_days(one: &Person, other: &Person) -> bool {
    overlap((one.from, one.until), (other.from, other.until))
}

/// A membership is one of a known body, and nobody belongs to a body twice on a day.
fn memberships(lexicon: &Lexicon, complaints: &mut Complaints) {
    let bodies: BTreeSet<&str> = lexicon.organisations.iter().map(|body| body.name.as_str()).collect();
    let mut seen: BTreeMap<(&str, &Code), Vec<&Membership>> = BTreeMap::new();
    for row in &lexicon.memberships {
        if !bodies.contains(row.organisation.as_str()) && !bodies.is_empty() {
            let help = did_you_mean(&row.organisation, bodies.iter().copied());
            complaints.push(&row.origin, format!("no organisation has the name `{}`", row.organisation), help);
        }
        for member in &row.members {
            let times = seen.entry((&row.organisation, member)).or_default();
            if let Some(other) = times.iter().find(|other| overlap((other.from, other.until), (row.from, row.until))) {
                let what =
                    format!("{member} belongs to `{}` twice at a time, here and at {}", row.organisation, other.origin);
                complaints.push(&row.origin, what, "end the first period before the second begins, or keep one");
            }
            times.push(row);
        }
    }
}

/// Each rule by itself, and its mode and contexts against the ontology.
fn rules(lexicon: &Lexicon, complaints: &mut Complaints) {
    for rule in &lexicon.rules {
        rule_file::check_alone(rule, complaints);
        if let Some(mode) = &rule.mode {
            ontology::check_mode(&lexicon.ontology, rule.kind, mode, &rule.origin, complaints);
        }
        if let Some((kind, Some(mode))) = &rule.future {
            ontology::check_mode(&lexicon.ontology, *kind, mode, &rule.origin, complaints);
        }
        contexts(lexicon, rule, complaints);
    }
}

fn contexts(lexicon: &Lexicon, rule: &Rule, complaints: &mut Complaints) {
    let known = &lexicon.ontology.contexts;
    for context in &rule.contexts {
        if !known.is_empty() && known.iter().all(|one| one.id != *context) {
            let help = did_you_mean(&context.0, known.iter().map(|one| one.id.0.as_str()));
            complaints.push(&rule.origin, format!("unknown context `{context}`"), help);
        }
    }
}
