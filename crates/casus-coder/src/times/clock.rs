//! Hours and parts of the day: `7:15 p.m.`, `noon Thursday`, `0300 GMT`, `this morning`, `early in the evening`. The day they
//! fall on stands beside them, or is the day spoken of.

use crate::times::grammar::{Grammar, hour};
use crate::times::meaning::{Meaning, Part, Which};
use crate::times::terms::Term;

/// A time of the day at a word: where it ends, which part, and the day it names.
pub fn at(grammar: &Grammar, at: usize) -> Option<(usize, Part, Meaning)> {
    let words = grammar.words;
    let around = usize::from(words.is(at, &["around", "about"]));
    if let Some((end, part)) = shown(grammar, at + around) {
        let comma = usize::from(words.is(end, &[",", "on"]));
        let (end, day) = day_beside(grammar, end + comma).unwrap_or((end, Meaning::Spoken));
        return Some((end, part, day));
    }
    // `noon Thursday`, `this morning`, `the morning`, `last night`.
    let (from, which) = match grammar.term(at) {
        Some((end, Term::Which(which))) => (end, Some(*which)),
        _ if words.is(at, &["the", "that"]) => (at + 1, None),
        _ => (at, None),
    };
    let (end, Term::Part(part)) = grammar.term(from)? else { return None };
    let part = part_of(part);
    match which {
        Some(Which::This) => Some((end, part, Meaning::Near(0))),
        Some(Which::Last) if words.is(from, &["night", "evening"]) => Some((end, part, Meaning::Near(-1))),
        Some(Which::Same | Which::Before | Which::After) => Some((end, part, Meaning::Spoken)),
        Some(_) => None,
        None if from > at => {
            words.is(at.wrapping_sub(1), &["in", "during", "by", "of"]).then_some((end, part, Meaning::Spoken))
        }
        None => {
            let clock = matches!(part, Part::Clock(..));
            match day_beside(grammar, end) {
                Some((end, day)) if clock => Some((end, part, day)),
                _ if clock => Some((end, part, Meaning::Spoken)),
                _ => None,
            }
        }
    }
}

/// The lexicon's part of a day: letters, or the hour of noon and midnight.
pub fn part_of(value: &str) -> Part {
    let clock = value.get(1..).and_then(|rest| rest.split_once(':'));
    match clock.and_then(|(hour, minute)| Some(Part::Clock(hour.parse().ok()?, minute.parse().ok()?))) {
        Some(clock) => clock,
        None => Part::Of(value.to_string()),
    }
}

/// `7:15 p.m.`, `5 p.m. EST`, `16:30`, `0300 GMT`.
fn shown(grammar: &Grammar, at: usize) -> Option<(usize, Part)> {
    let words = grammar.words;
    let lower = words.lower(at);
    let split = lower.split_once(':').or_else(|| lower.split_once('.').filter(|(_, minute)| minute.len() == 2));
    let colon = lower.contains(':');
    let (hours, minutes) = match split {
        Some((hours, minutes)) => (hour(hours)?, minutes.parse::<i8>().ok().filter(|minute| (0..60).contains(minute))?),
        None if lower.len() == 4 && zone(grammar, at + 1).is_some() => {
            (lower.get(..2)?.parse().ok()?, lower.get(2..)?.parse().ok().filter(|minute| (0..60).contains(minute))?)
        }
        None => (hour(lower).filter(|_| !matches!(lower, "a" | "an"))?, 0),
    };
    let half = match words.lower(at + 1) {
        "a.m." | "am" | "a.m" => Some(false),
        "p.m." | "pm" | "p.m" => Some(true),
        _ => None,
    };
    let mut end = at + 1;
    let hours = match half {
        Some(after_noon) => {
            end += 1;
            match (hours, after_noon) {
                (12, false) => 0,
                (1..=11, true) => hours + 12,
                _ => hours,
            }
        }
        None if colon && (at > 0 && words.is(at - 1, &["at", "by", "until", "around", "about", "from"])) => hours,
        None if zone(grammar, at + 1).is_some() && (colon || lower.len() == 4) => hours,
        None => return None,
    };
    end = zone(grammar, end).unwrap_or(end);
    if words.phrase_at(end, "local time").is_some() {
        end += 2;
    }
    Some((end, Part::Clock(hours, minutes)))
}

fn zone(grammar: &Grammar, at: usize) -> Option<usize> {
    match grammar.term(at)? {
        (end, Term::Zone) => Some(end),
        _ => None,
    }
}

/// The day right after an hour: `Thursday`, `Nov. 9`, `yesterday`.
fn day_beside(grammar: &Grammar, at: usize) -> Option<(usize, Meaning)> {
    let (end, meaning) = grammar.day(at)?;
    matches!(meaning, Meaning::Weekday(..) | Meaning::Near(_) | Meaning::Month { days: Some(_), .. })
        .then_some((end, meaning))
}
