//! Days counted from another act: `two days before the vote`, `a few hours after the attack`, `the day before they met`.
//! The other act is one that the report dates, told in the same sentence or named before by the same noun.

use crate::dates::Basis;
use crate::dates::attached::{above, owner};
use crate::events::EventFound;
use crate::roles::Reading;
use crate::times::{TimeFound, iso_days};
use casus_types::{Date, TimeKind};
use jiff::ToSpan;

type Days = (Date, Date);

/// The days of an act that its sentence counts from another, as far as that one is dated, with the words that do so.
pub fn counted<'t>(
    index: usize,
    found: &[EventFound],
    readings: &[Reading],
    times: &'t [TimeFound],
) -> Option<(Option<Days>, &'t TimeFound)> {
    let event = &found[index];
    let reading = &readings[event.sentence];
    let inside = |at: usize| at == event.word || (event.span.0..event.span.1).contains(&at);
    let over = above(reading, event.word, &[event.span], true);
    times.iter().filter(|time| time.time.kind == TimeKind::Duration).find_map(|time| {
        let owner = owner(reading, time, &[event.span])?;
        let after = ["after", "following"];
        let before = ["before", "prior"];
        let back = reading.words.is(time.end, &before);
        if !(inside(owner) || over.contains(&owner)) || !back && !reading.words.is(time.end, &after) {
            return None;
        }
        let Some((from, to)) = anchor(index, found, readings, time.end) else { return Some((None, time)) };
        // A length in hours says no more than that it was on that day or the next to it.
        let count = iso_days(&time.time.value);
        let step = if back { -count.unwrap_or(0) } else { count.unwrap_or(0) };
        let days = (from.checked_add(step.days()).ok()?, to.checked_add(step.days()).ok()?);
        Some((Some(days), time))
    })
}

/// The days of the act that is told after a word of the sentence: by a verb there, or by a noun that named it before.
fn anchor(index: usize, found: &[EventFound], readings: &[Reading], from: usize) -> Option<Days> {
    let sentence = found[index].sentence;
    let words = &readings[sentence].words;
    let sure =
        |other: &EventFound| other.event.when.days.filter(|_| other.basis.is_some_and(|basis| basis < Basis::Told));
    let here =
        found.iter().enumerate().filter(|(at, other)| *at != index && other.sentence == sentence && other.word > from);
    let nearest = here.filter_map(|(_, other)| Some((other.word, sure(other)?))).min_by_key(|(word, _)| *word);
    if let Some((_, days)) = nearest {
        return Some(days);
    }
    let tree = words.tree();
    let noun = (from..words.len()).find(|at| tree.is_noun(*at) && tree.head(*at) < *at)?;
    let lemma = words.tokens[noun].lemma.as_str();
    let named = |other: &&EventFound| {
        let told = &readings[other.sentence].words.tokens;
        told.get(other.word).is_some_and(|token| token.lemma == lemma)
    };
    found.iter().filter(|other| other.sentence < sentence).filter(named).find_map(sure)
}
