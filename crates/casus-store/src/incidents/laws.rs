//! What is laid down about two records of one act, and not learned: days, countries, codes, people, status, and how alike
//! the wording must be of acts that are nothing but words. Each law says how many points it adds to the odds, or takes.

use super::witness::{Party, Witness};
use std::collections::BTreeSet;

/// What all laws say together.
pub fn laws(a: &Witness, b: &Witness) -> f64 {
    days(a, b) + places(a, b) + codes(a, b) + people(a, b) + standing(a, b) + told(a, b)
}

/// Acts further apart than this are never one.
const NEVER: f64 = -20.0;

/// Whether two records cannot be one act, whatever else they share.
pub(super) fn apart(a: &Witness, b: &Witness) -> bool {
    days(a, b) <= NEVER || standing(a, b) <= NEVER
}

/// What their days say. One day between them may be a time zone, or the day of the report for the day of the act.
fn days(a: &Witness, b: &Witness) -> f64 {
    let exact = |(from, to): (i32, i32)| to - from <= 3;
    match (a.days, b.days) {
        (Some(x), Some(y)) => {
            let gap = (x.0 - y.1).max(y.0 - x.1);
            match gap {
                ..=0 if exact(x) && exact(y) => 1.0,
                ..=0 => 0.0,
                1 => -2.0,
                _ => NEVER,
            }
        }
        _ => match (a.told.or(a.days.map(|d| d.1)), b.told.or(b.days.map(|d| d.1))) {
            (Some(x), Some(y)) if (x - y).abs() <= 2 => 0.0,
            (Some(x), Some(y)) if (x - y).abs() <= 7 => -1.5,
            (Some(_), Some(_)) => -4.0,
            _ => -0.5,
        },
    }
}

/// Two towns, or two countries, are two acts, unless much speaks for one.
fn places(a: &Witness, b: &Witness) -> f64 {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return 0.0 };
    let same = x.is(y);
    match (&x.country, &y.country) {
        _ if same => 0.5,
        (Some(one), Some(other)) if one != other => -2.5,
        (Some(_), Some(_)) if x.fine && y.fine => -2.0,
        _ => 0.0,
    }
}

/// Parties of other countries are others; a second doer is a conflict of one act only where place and victims agree.
fn codes(a: &Witness, b: &Witness) -> f64 {
    let set = |sides: [&[Party]; 2]| -> BTreeSet<String> {
        sides.iter().flat_map(|side| side.iter().filter_map(|party| party.code.clone())).collect()
    };
    let apart = |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_empty() && !y.is_empty() && x.is_disjoint(y);
    let (all_a, all_b) = (set([&a.actors, &a.recipients]), set([&b.actors, &b.recipients]));
    if apart(&all_a, &all_b) {
        return -3.0;
    }
    if MUTUAL.contains(&a.kind.as_str()) {
        let both = all_a.intersection(&all_b).count();
        let fewer = all_a.len().min(all_b.len());
        return match (both, fewer) {
            (2.., _) if both == fewer => 1.0,
            (_, 2..) => -3.0,
            // With whom is not said by one of them.
            _ if a.article != b.article => -2.0,
            _ => 0.0,
        };
    }
    let actors = apart(&set([&a.actors, &[]]), &set([&b.actors, &[]]));
    let recipients = apart(&set([&a.recipients, &[]]), &set([&b.recipients, &[]]));
    -1.5 * f64::from(u8::from(actors)) - 3.0 * f64::from(u8::from(recipients))
}

/// Words that show that a name is of a state or a body, and no person.
const BODIES: [&str; 24] = [
    "unit",
    "stat",
    "kingdom",
    "korea",
    "arabia",
    "zealand",
    "africa",
    "republic",
    "union",
    "government",
    "north",
    "south",
    "lanka",
    "rica",
    "salvador",
    "ministry",
    "department",
    "council",
    "force",
    "army",
    "polic",
    "house",
    "nation",
    "emirat",
];

/// Two people whom both records name for one part are two acts; so are two whom a third meets.
fn people(a: &Witness, b: &Witness) -> f64 {
    let person =
        |party: &&Party| party.words.len() > 1 && !party.words.iter().any(|word| BODIES.contains(&word.as_str()));
    let alike = |x: &Party, y: &Party| x.words.intersection(&y.words).next().is_some();
    let apart = |x: &[&Party], y: &[&Party]| {
        let (p, q): (Vec<&Party>, Vec<&Party>) =
            (x.iter().copied().filter(person).collect(), y.iter().copied().filter(person).collect());
        let only = |mine: &[&Party], other: &[&Party]| mine.iter().all(|one| !other.iter().any(|two| alike(one, two)));
        !p.is_empty() && !q.is_empty() && only(&p, &q)
    };
    let (wa, wb): (Vec<&Party>, Vec<&Party>) = (a.actors.iter().collect(), b.actors.iter().collect());
    let (ra, rb): (Vec<&Party>, Vec<&Party>) = (a.recipients.iter().collect(), b.recipients.iter().collect());
    if !MUTUAL.contains(&a.kind.as_str()) {
        return -3.5 * (f64::from(u8::from(apart(&wa, &wb))) + f64::from(u8::from(apart(&ra, &rb))));
    }
    let (all_a, all_b) = ([wa, ra].concat(), [wb, rb].concat());
    let without = |x: &[&Party], y: &[&'_ Party]| -> Vec<Party> {
        x.iter().filter(|one| !y.iter().any(|two| alike(one, two))).map(|one| (*one).clone()).collect()
    };
    let (rest_a, rest_b) = (without(&all_a, &all_b), without(&all_b, &all_a));
    -7.0 * f64::from(u8::from(apart(&rest_a.iter().collect::<Vec<_>>(), &rest_b.iter().collect::<Vec<_>>())))
}

/// Acts that two or more do together.
const MUTUAL: [&str; 3] = ["CONSULT", "AGREE", "COOPERATE"];

/// Acts that are nothing but words: whoever speaks does many of them in a day, so that what is said must be alike.
const SPOKEN: [&str; 7] = ["SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"];

/// What the wording must show: of spoken acts; of those that nobody says were done, which no day or place sets apart; and
/// of two records of one article, which held them apart once already.
fn told(a: &Witness, b: &Witness) -> f64 {
    let alike = a.evidence.likeness(&b.evidence);
    let spoken = if SPOKEN.contains(&a.kind.as_str()) { 6.0f64.mul_add(alike, -2.5) } else { 0.0 };
    let thought =
        if ["happened", "planned", "negated"].contains(&a.status.as_str()) { 0.0 } else { 5.0f64.mul_add(alike, -3.0) };
    let within = if a.article == b.article && alike < 0.9 { 4.0f64.mul_add(alike, -7.0) } else { 0.0 };
    spoken + thought + within
}

/// What took place, what is to come and what is denied are held apart.
fn standing(a: &Witness, b: &Witness) -> f64 {
    let class = |status: &str| match status {
        "happened" => 0,
        "negated" => 1,
        _ => 2,
    };
    if class(&a.status) == class(&b.status) { 0.0 } else { NEVER }
}
