//! Which countries a report speaks of, and how often: by their own names, their bodies, their places, their people. What
//! it says of them is not asked; the one it is about may be none.

use crate::who::gazetteer::{Gazetteer, Name};
use crate::who::phrases::{Phrase, Piece};
use casus_types::Code;
use std::collections::{BTreeMap, BTreeSet};

/// How often each country is named, by such names as are asked for.
pub fn counts(phrases: &[Vec<Phrase>], gazetteer: &Gazetteer, asked: impl Fn(&Name) -> bool) -> BTreeMap<Code, usize> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for phrase in phrases.iter().flatten() {
        let pieces = phrase.pieces.iter().filter_map(Piece::name);
        let names = pieces.chain(phrase.of.iter().copied()).filter(|name| asked(name));
        let codes = names.filter_map(|name| name.code.as_ref());
        for code in codes.filter(|code| gazetteer.is_state(code)) {
            *counts.entry(code.clone()).or_default() += 1;
        }
    }
    counts
}

/// The countries named otherwise than by their people in office.
pub fn named(phrases: &[Vec<Phrase>]) -> BTreeSet<Code> {
    let pieces = phrases.iter().flatten().flat_map(|phrase| {
        phrase.pieces.iter().filter_map(|piece| match piece {
            Piece::Nation(name) | Piece::Entity(name) | Piece::Place(name) => Some(*name),
            _ => None,
        })
    });
    pieces.filter_map(|name| name.code.clone()).collect()
}

/// The country named most often, if it is named twice and in at least a third of all namings.
pub fn focus(counts: &BTreeMap<Code, usize>) -> Option<Code> {
    let total: usize = counts.values().sum();
    // The first of equals in the alphabet would be an accident; a tie names nobody.
    let best = counts.iter().max_by_key(|(_, count)| **count)?;
    let tied = counts.values().filter(|count| *count == best.1).count() > 1;
    (!tied && *best.1 >= 2 && best.1 * 3 >= total).then(|| best.0.clone())
}

/// The countries that the phrases of a sentence name.
pub fn of_sentence(phrases: &[Phrase], gazetteer: &Gazetteer) -> Vec<Code> {
    let named =
        phrases.iter().flat_map(|phrase| phrase.pieces.iter().filter_map(Piece::name).chain(phrase.of.iter().copied()));
    named.filter_map(|name| name.code.clone()).filter(|code| gazetteer.is_state(code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(counts: &[(&str, usize)]) -> BTreeMap<Code, usize> {
        counts.iter().map(|(code, count)| (Code((*code).to_string()), *count)).collect()
    }

    #[test]
    fn a_report_is_about_the_country_that_it_names_most_often() {
        assert_eq!(focus(&named(&[("PER", 3), ("CHL", 1)])), Some(Code("PER".into())));
    }

    #[test]
    fn it_is_about_none_if_two_are_named_as_often_or_one_is_named_once_or_many_are() {
        assert_eq!(focus(&named(&[("PER", 3), ("CHL", 3)])), None);
        assert_eq!(focus(&named(&[("PER", 1)])), None);
        assert_eq!(focus(&named(&[("PER", 2), ("CHL", 1), ("BOL", 1), ("ECU", 1), ("BRA", 1), ("ARG", 1)])), None);
        assert_eq!(focus(&named(&[])), None);
    }
}
