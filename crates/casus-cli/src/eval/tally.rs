//! The counts over all articles: what was found, what of it is right, and every error with its field. The measures are
//! described with [`Tally`]; how they are written is the report's.

use super::errors::{Field, Mistake};
use super::gold::{Gold, GoldArticle};
use super::places::{Searched, shared};
use super::{acts, sayings};
use casus_types::{ActorId, Document, Extent, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Found things: how many a reader found, how many were coded, how many are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) gold: usize,
    pub(super) coded: usize,
    pub(super) both: usize,
}

/// A share: how many are right, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) right: usize,
    pub(super) of: usize,
}

impl Share {
    /// One more, right or wrong; gives back which.
    pub(super) fn count(&mut self, right: bool) -> bool {
        self.of += 1;
        self.right += usize::from(right);
        right
    }
}

/// All counts.
///
/// An event is found when its class is right and its evidence overlaps by half of the shorter of the two places, one to
/// one. Optional events, and annotated hypothetical or negated ones that are coded with such a status, count neither
/// way. Attributes are counted on found events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) events: Found,
    /// Found events with all actors and all recipients right.
    pub(super) dyads: usize,
    pub(super) actors: Share,
    pub(super) recipients: Share,
    pub(super) status: Share,
    /// The intervals overlap; of found events that are dated.
    pub(super) date: Share,
    pub(super) said_by: Share,
    /// Of found events that have one.
    pub(super) mode: Share,
    /// Of found events that have one.
    pub(super) ledger: Share,
    pub(super) salience: Share,
    /// Annotated events that did not happen, found with their very status.
    pub(super) not_done: Share,
    /// Coded events that happened, whose words the annotation calls otherwise.
    pub(super) asserted: Share,
    pub(super) quotes: Found,
    pub(super) speaker: Share,
    pub(super) quote_kind: Share,
    pub(super) claims: Found,
    pub(super) number: Share,
    pub(super) comparator: Share,
    pub(super) commitments: Found,
    pub(super) commitment_kind: Share,
    pub(super) committed: Share,
    /// Found when relation and negation are right and a place of the evidence is met; nothing where no article is annotated
    /// with states.
    pub(super) states: Option<Found>,
    /// Found states with both sides right; in what two are to each other, the sides may change places.
    pub(super) state_parties: Share,
    /// Furniture that was dropped.
    pub(super) furniture: Share,
    /// Annotated events whose every evidence was dropped.
    pub(super) lost: Share,
    /// Articles without a coded document.
    pub(super) missing: Vec<String>,
    /// Every error, in order of the articles.
    pub(super) mistakes: Vec<Mistake>,
}

/// Scores coded documents against annotated articles. A document belongs to the article whose `doc` is the base name of
/// its source; of several the last counts. An article without a document is scored as one in which nothing was found.
pub(super) fn tally(articles: &[GoldArticle], documents: &[Document]) -> Tally {
    let by_name: BTreeMap<&str, &Document> =
        documents.iter().map(|document| (base_name(&document.article.source), document)).collect();
    let mut tally = Tally::default();
    for article in articles {
        let document = by_name.get(article.gold.doc.as_str()).copied();
        if document.is_none() {
            tally.missing.push(article.gold.doc.clone());
        }
        let text = document.map(|document| &document.article.text).filter(|text| !text.is_empty());
        let text = Text::new(text.unwrap_or(&article.text).clone());
        let case = Case { gold: &article.gold, document, text: Searched::new(&text) };
        acts::score(&case, &mut tally);
        sayings::score(&case, &mut tally);
        score_page(&case, &mut tally);
    }
    tally
}

fn base_name(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}

/// One article: what a reader found in it and what was coded.
pub(super) struct Case<'a> {
    pub(super) gold: &'a Gold,
    pub(super) document: Option<&'a Document>,
    pub(super) text: Searched<'a>,
}

impl Case<'_> {
    /// A list of the document; empty where there is none.
    pub(super) fn coded<T>(&self, list: impl Fn(&Document) -> &Vec<T>) -> &[T] {
        self.document.map_or(&[], |document| list(document).as_slice())
    }

    /// Every place of the evidence and of its repetitions.
    pub(super) fn places(&self, quoted: &[&str]) -> Vec<Extent> {
        quoted.iter().flat_map(|words| self.text.places(words)).collect()
    }

    /// Whether a name as annotated and a speaker as coded have a word in common, or neither is there.
    pub(super) fn same_speaker(&self, annotated: Option<&str>, coded: Option<&ActorId>, written: Option<&str>) -> bool {
        let name = coded.filter(|id| !id.0.is_empty()).map(|id| self.name(id));
        let coded = [name, written].into_iter().flatten().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        let annotated = annotated.unwrap_or_default();
        (annotated.is_empty() && coded.is_empty()) || !words(annotated).is_disjoint(&words(&coded))
    }

    /// The name of an actor of the document.
    pub(super) fn name<'n>(&'n self, id: &'n ActorId) -> &'n str {
        let mut actors = self.coded(|document| &document.actors).iter().rev();
        match actors.find(|actor| actor.id == *id) {
            Some(actor) if !actor.name.is_empty() => &actor.name,
            _ => &id.0,
        }
    }

    pub(super) fn mistake(&self, field: Field, what: String) -> Mistake {
        Mistake { field, doc: self.gold.doc.clone(), what }
    }
}

/// The words that tell names apart, in lower case.
fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| !["", "the", "a", "an", "of"].contains(word)).map(str::to_string).collect()
}

/// Whether furniture was dropped and evidence was not.
fn score_page(case: &Case, tally: &mut Tally) {
    let dropped = case.coded(|document| &document.article.dropped);
    let dropped: Vec<Extent> = dropped.iter().map(|one| Extent { start: one.start, end: one.end }).collect();
    for line in &case.gold.furniture {
        let half = |place: &Extent| dropped.iter().any(|gone| shared(*place, *gone) * 2 >= line.chars().count());
        if !tally.furniture.count(!case.text.holds(line) || case.text.places(line).iter().any(half)) {
            tally.mistakes.push(case.mistake(Field::Furniture, super::errors::cited(line)));
        }
    }
    for event in &case.gold.events {
        let kept = |place: &Extent| dropped.iter().all(|gone| shared(*place, *gone) == 0);
        if tally.lost.count(!case.places(&event.quoted()).iter().any(kept)) {
            tally.mistakes.push(case.mistake(Field::Lost, super::errors::cited(&event.evidence)));
        }
    }
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
