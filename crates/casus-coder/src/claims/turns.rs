//! Whose turn it is in a printed conversation: `MR PRICE: …`, `QUESTION: …`. A label opens a paragraph, and what follows is
//! its speaker's until the next label. Labels come again and again; capitals before one colon are a heading.

use crate::roles::Reading;
use crate::words::Words;
use casus_types::Saying;
use std::collections::BTreeMap;

/// Longest label, in words.
const LABEL: usize = 6;

/// For each sentence the one whose turn it is, where the report is a conversation.
pub fn of_article(readings: &[Reading]) -> Vec<Option<Saying>> {
    let opens = |at: usize| at == 0 || readings[at - 1].words.block != readings[at].words.block;
    let labels: Vec<Option<usize>> =
        readings.iter().enumerate().map(|(at, reading)| label(&reading.words).filter(|_| opens(at))).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (reading, end) in readings.iter().zip(&labels) {
        if let Some(end) = end {
            *times.entry(reading.words.joined(0, *end)).or_default() += 1;
        }
    }
    if times.len() < 2 || times.values().all(|count| *count < 2) {
        return vec![None; readings.len()];
    }
    let mut speaker = None;
    let turn = |(reading, end): (&Reading, &Option<usize>)| {
        if let Some(end) = end {
            speaker = Some(named(reading, *end));
        }
        speaker.clone()
    };
    readings.iter().zip(&labels).map(turn).collect()
}

/// Where the label at the start of a sentence ends, before its colon.
fn label(words: &Words) -> Option<usize> {
    let end = (1..=LABEL).find(|at| words.is(*at, &[":"]))?;
    let letters = || words.words[..end].iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
    (letters().count() > 1 && letters().all(char::is_uppercase)).then_some(end)
}

fn named(reading: &Reading, end: usize) -> Saying {
    let who = reading.mentions.iter().find(|m| m.end <= end).and_then(|m| m.who.first());
    Saying { actor: who.map(|who| who.id.clone()), span: reading.words.span_of(0, end) }
}
