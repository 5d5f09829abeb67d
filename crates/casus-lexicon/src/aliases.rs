//! One name, one actor: names that two rows lay claim to. A coder that met such a name could only guess, so an analyst
//! decides which row keeps it. People are left to their own check, since they share surnames by right.

use crate::Lexicon;
use crate::complaint::{Complaints, Origin};
use casus_types::{Code, Date};
use std::collections::BTreeMap;

/// A row that lays claim to a name.
struct Claimant<'l> {
    table: &'static str,
    name: &'l str,
    code: Option<&'l Code>,
    from: Option<Date>,
    until: Option<Date>,
    origin: &'l Origin,
}

/// Complains of each name that two rows claim: two rows of one table in overlapping periods, or rows of two tables
/// whose codes differ.
pub(crate) fn check(lexicon: &Lexicon, complaints: &mut Complaints) {
    let mut claims: BTreeMap<&str, Vec<Claimant<'_>>> = BTreeMap::new();
    collect(lexicon, &mut claims);
    for (alias, claimants) in claims {
        for (i, later) in claimants.iter().enumerate() {
            let Some(first) = claimants.iter().take(i).find(|first| clash(first, later)) else { continue };
            let help = match first.table == later.table && first.name == later.name {
                true => "keep one of the two rows, or give them periods that do not overlap".to_string(),
                false => format!("keep it only where reports mean it when they say `{alias}` alone"),
            };
            complaints.push(
                later.origin,
                format!("`{alias}` is {} here and {} at {}", shown(later), shown(first), first.origin),
                help,
            );
        }
    }
}

fn shown(claimant: &Claimant<'_>) -> String {
    match claimant.code {
        Some(code) => format!("{} ({code})", claimant.name),
        None => claimant.name.to_string(),
    }
}

fn clash(first: &Claimant<'_>, later: &Claimant<'_>) -> bool {
    if first.origin == later.origin {
        return false;
    }
    if first.table != later.table {
        return matches!((first.code, later.code), (Some(one), Some(other)) if one != other);
    }
    overlap((first.from, first.until), (later.from, later.until))
}

/// Whether two periods share a day; an open end has no limit.
pub(crate) fn overlap(one: (Option<Date>, Option<Date>), other: (Option<Date>, Option<Date>)) -> bool {
    let begins_by = |from: Option<Date>, until: Option<Date>| match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    begins_by(one.0, other.1) && begins_by(other.0, one.1)
}

fn collect<'l>(lexicon: &'l Lexicon, claims: &mut BTreeMap<&'l str, Vec<Claimant<'l>>>) {
    let mut claim = |aliases: &mut dyn Iterator<Item = &'l String>, row: &dyn Fn() -> Claimant<'l>| {
        for alias in aliases {
            claims.entry(alias).or_default().push(row());
        }
    };
    for state in &lexicon.states {
        let mut aliases = state.names.iter().chain(&state.adjectives).chain(&state.demonyms).chain(&state.metonyms);
        let mut aliases = aliases.by_ref().chain(&state.capital).chain([&state.name]);
        claim(&mut aliases, &|| Claimant {
            table: "states",
            name: &state.name,
            code: Some(&state.code),
            from: None,
            until: None,
            origin: &state.origin,
        });
    }
    for (table, bodies) in [("organisations", &lexicon.organisations), ("bodies", &lexicon.bodies)] {
        for body in bodies {
            claim(&mut body.names.iter().chain([&body.name]), &|| Claimant {
                table,
                name: &body.name,
                code: Some(&body.code),
                from: None,
                until: None,
                origin: &body.origin,
            });
        }
    }
    for group in &lexicon.groups {
        claim(&mut group.names.iter().chain([&group.name]), &|| Claimant {
            table: "groups",
            name: &group.name,
            code: Some(&group.code),
            from: group.from,
            until: group.until,
            origin: &group.origin,
        });
    }
    for place in &lexicon.places {
        claim(&mut [&place.name].into_iter(), &|| Claimant {
            table: "places",
            name: &place.name,
            code: place.code.as_ref(),
            from: None,
            until: None,
            origin: &place.origin,
        });
    }
}
