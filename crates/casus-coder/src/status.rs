//! Whether it happened. Words around a trigger change that: auxiliaries (`will`, `may`), verbs that hold it as their
//! complement (`plan to`, `refuse to`, `deny`), nouns and adjectives (`threat of`, `possible`), conditions and
//! questions. The words are the lexicon's (`lexicon/status/cues.csv`); this module only knows how they reach the
//! trigger. What is planned, feared, conditional, denied or demanded never comes out as happened.

use crate::roles::Reading;
use crate::verbs::{Mood, VerbGroup};
use crate::words::as_tokens;
use casus_lexicon::{CueEffect as Effect, CueKind, Lexicon};
use casus_types::Status;
use std::collections::BTreeMap;

/// What the words around a trigger say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The status; nothing for what is only demanded and is no event of its own.
    pub status: Option<Status>,
    /// The words that decided.
    pub why: String,
}

impl Judgement {
    fn new(status: Status, why: impl Into<String>) -> Judgement {
        Judgement { status: Some(status), why: why.into() }
    }

    fn happened() -> Judgement {
        Judgement::new(Status::Happened, "stated as a fact")
    }

    fn is_fact(&self) -> bool {
        self.status == Some(Status::Happened)
    }

    fn of(effect: Effect, cue: &str) -> Judgement {
        let why = format!("\"{cue}\"");
        match effect {
            Effect::Planned => Judgement::new(Status::Planned, why),
            Effect::Conditional => Judgement::new(Status::Conditional, why),
            Effect::Hypothetical => Judgement::new(Status::Hypothetical, why),
            Effect::Negated => Judgement::new(Status::Negated, why),
            Effect::Demanded => Judgement { status: None, why },
            Effect::Happened | Effect::Reported => Judgement::new(Status::Happened, why),
        }
    }
}

/// The lexicon's cues, by kind and first word.
#[derive(Debug, Default)]
pub struct Cues {
    verbs: ByFirstWord,
    words: BTreeMap<CueKind, ByFirstWord>,
}

/// Cues by their first word: the words that follow it, and what they do.
type ByFirstWord = BTreeMap<String, Vec<(Vec<String>, Effect)>>;

impl Cues {
    /// Indexes the cues of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Cues {
        let mut cues = Cues::default();
        for cue in &lexicon.status_cues {
            let parts: Vec<String> = as_tokens(&cue.cue).split(' ').map(str::to_string).collect();
            let Some((first, rest)) = parts.split_first() else { continue };
            let table =
                if cue.kind == CueKind::Verb { &mut cues.verbs } else { cues.words.entry(cue.kind).or_default() };
            table.entry(first.clone()).or_default().push((rest.to_vec(), cue.effect));
        }
        // The longest first: `is not expected to` before `is`.
        for table in cues.words.values_mut().chain(std::iter::once(&mut cues.verbs)) {
            for list in table.values_mut() {
                list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
        cues
    }

    /// The base forms of the verbs among the cues.
    pub fn verb_bases(&self) -> impl Iterator<Item = &str> {
        self.verbs.keys().map(String::as_str)
    }

    /// A cue of a kind whose words begin at a position; gives its effect and its end.
    fn at(&self, reading: &Reading, kind: CueKind, at: usize) -> Option<(Effect, usize)> {
        let table = self.words.get(&kind)?;
        table.get(reading.words.lower(at))?.iter().find_map(|(rest, effect)| {
            let matches = rest.iter().enumerate().all(|(i, word)| reading.words.lower(at + 1 + i) == word);
            matches.then_some((*effect, at + 1 + rest.len()))
        })
    }

    /// The effect of a verb on a complement that begins at `at`: the words of the cue after the verb must lead there.
    fn of_verb(&self, reading: &Reading, group: &VerbGroup, at: usize) -> Option<(Effect, String)> {
        group.lemmas.iter().filter_map(|lemma| self.verbs.get(lemma).map(|list| (lemma, list))).find_map(
            |(lemma, list)| {
                list.iter().find_map(|(rest, effect)| {
                    let particle = rest
                        .iter()
                        .filter(|word| !matches!(word.as_str(), "to" | "that"))
                        .all(|word| (group.head + 1..at.max(group.head + 3)).any(|i| reading.words.lower(i) == word));
                    let fits = match rest.last().map(String::as_str) {
                        Some("to") => reading.words.is(at, &["to"]),
                        _ => true,
                    };
                    (particle && fits).then(|| {
                        (
                            *effect,
                            [lemma.as_str()]
                                .into_iter()
                                .chain(rest.iter().map(String::as_str))
                                .collect::<Vec<_>>()
                                .join(" "),
                        )
                    })
                })
            },
        )
    }
}

/// The status of what a verb group says.
pub fn of_verb(reading: &Reading, verb: usize, cues: &Cues) -> Judgement {
    let inner = of_verb_inside(reading, verb, cues, 0);
    in_sentence(reading, cues, reading.verbs.get(verb).map_or(0, |group| group.head), reading.verbs.get(verb), inner)
}

fn of_verb_inside(reading: &Reading, verb: usize, cues: &Cues, depth: usize) -> Judgement {
    let Some(group) = reading.verbs.get(verb) else { return Judgement::happened() };
    if let Some(at) = group.negation {
        return Judgement::new(Status::Negated, format!("\"{}\"", reading.words.lower(at)));
    }
    if let Some(word) = negative_subject(reading, verb) {
        return Judgement::new(Status::Negated, format!("\"{word}\" in the subject"));
    }
    if let Some(modal) = &group.modal {
        let effect =
            (group.start..group.head).find_map(|at| cues.at(reading, CueKind::Modal, at)).map(|(effect, _)| effect);
        let judged = Judgement::of(effect.unwrap_or(Effect::Hypothetical), modal);
        if !judged.is_fact() {
            // `fears that Russia will attack`: what holds the clause outweighs its future.
            let held = governed(reading, verb, cues, depth, true).filter(|held| !held.is_fact());
            return if judged.status == Some(Status::Planned) { held.unwrap_or(judged) } else { judged };
        }
    }
    if depth > 4 {
        return Judgement::happened();
    }
    match group.mood {
        Mood::Infinitive => of_infinitive(reading, verb, cues, depth),
        Mood::Gerund | Mood::Reduced => governed(reading, verb, cues, depth, false).unwrap_or_else(Judgement::happened),
        Mood::Finite => governed(reading, verb, cues, depth, true).unwrap_or_else(Judgement::happened),
    }
}

/// `plans to launch`, `a plan to launch`, `ready to launch`; with none of these, a mere purpose.
fn of_infinitive(reading: &Reading, verb: usize, cues: &Cues, depth: usize) -> Judgement {
    let group = &reading.verbs[verb];
    let start = group.start;
    for kind in [CueKind::Noun, CueKind::Adjective, CueKind::Modal] {
        for at in start.saturating_sub(5)..start {
            if let Some((effect, end)) = cues.at(reading, kind, at)
                && (end == start || end == start + 1)
            {
                return Judgement::of(effect, reading.words.lower(at));
            }
        }
    }
    let purpose = Judgement::new(Status::Hypothetical, "a purpose: \"to\"");
    let Some(before) = verb.checked_sub(1) else { return purpose };
    let governor = &reading.verbs[before];
    if start - governor.head > 9 {
        return purpose;
    }
    match cues.of_verb(reading, governor, start) {
        Some((effect, cue)) => combine(Judgement::of(effect, &cue), of_verb_inside(reading, before, cues, depth + 1)),
        // `to arm and train`: the second stands like the first.
        None if governor.mood == Mood::Infinitive && start == group.head => {
            of_verb_inside(reading, before, cues, depth + 1)
        }
        None => purpose,
    }
}

/// What the verb before does to its complement: `denied that it had fired`, `considered imposing`, `avoid striking`.
fn governed(reading: &Reading, verb: usize, cues: &Cues, depth: usize, finite: bool) -> Option<Judgement> {
    let group = &reading.verbs[verb];
    let before = verb.checked_sub(1)?;
    let governor = &reading.verbs[before];
    let between = (governor.head + 1, group.start);
    // A comma or `and` ends what a verb governs; in `said, adding` nothing is governed.
    let cut = (between.0..between.1).any(|at| {
        reading
            .words
            .is(at, &[",", "and", "but", ";", "\"", "”", "while", "after", "before", "when", "because", "who", "which"])
    });
    if cut || (!finite && between.1 - between.0.min(between.1) > 4) {
        return None;
    }
    let (effect, cue) = cues.of_verb(reading, governor, group.start)?;
    if finite && matches!(effect, Effect::Planned | Effect::Happened | Effect::Reported) {
        // `announced that it struck`: the clause speaks for itself.
        return None;
    }
    if effect == Effect::Reported {
        // `accused Chad of bombing`: the accusation is the event, what it alleges is told nowhere as done.
        return Some(Judgement { status: None, why: format!("\"{cue}\"") });
    }
    Some(combine(Judgement::of(effect, &cue), of_verb_inside(reading, before, cues, depth + 1)))
}

/// A complement inside a governor that did not itself happen cannot have happened either.
fn combine(own: Judgement, governor: Judgement) -> Judgement {
    match (own.status, governor.status) {
        (Some(Status::Happened), Some(_)) => governor,
        (Some(Status::Negated), Some(Status::Negated)) => {
            Judgement::new(Status::Hypothetical, format!("{} under {}", own.why, governor.why))
        }
        (_, Some(Status::Happened)) | (None, _) => own,
        (_, None) => governor,
        (Some(_), Some(Status::Negated)) => governor,
        _ => own,
    }
}

/// The status of what a noun says: `a possible strike`, `the threat of war`, `denied the attack`.
pub fn of_noun(reading: &Reading, start: usize, end: usize, cues: &Cues) -> Judgement {
    let inner = of_noun_inside(reading, start, end, cues);
    in_sentence(reading, cues, start, None, inner)
}

fn of_noun_inside(reading: &Reading, start: usize, end: usize, cues: &Cues) -> Judgement {
    for at in start.saturating_sub(3)..start {
        if reading.words.is(at, &["no"]) && start - at <= 2 {
            return Judgement::new(Status::Negated, "\"no\"");
        }
        if let Some((effect, stop)) = cues.at(reading, CueKind::Adjective, at)
            && stop <= start
        {
            return Judgement::of(effect, reading.words.lower(at));
        }
    }
    for at in start.saturating_sub(6)..start {
        if let Some((effect, stop)) = cues.at(reading, CueKind::Noun, at)
            && stop <= start
            && start - stop <= 4
        {
            return Judgement::of(effect, reading.words.lower(at));
        }
    }
    let before = reading.verbs.iter().rposition(|v| v.head < start);
    if let Some(verb) = before {
        let group = &reading.verbs[verb];
        let near = start - group.head <= 6
            && !(group.head + 1..start).any(|at| {
                reading.words.is(
                    at,
                    &[",", ";", "\"", "”", "after", "during", "before", "since", "over", "in", "amid", "following"],
                )
            });
        if near {
            let judged = of_verb_inside(reading, verb, cues, 1);
            return match cues.of_verb(reading, group, start) {
                Some((effect, cue)) if !matches!(effect, Effect::Reported) => {
                    combine(Judgement::of(effect, &cue), judged)
                }
                _ => judged,
            };
        }
    }
    let after = reading.verbs.iter().position(|v| v.start >= end && v.start - end <= 5);
    match after {
        Some(verb) if reading.verbs[verb].mood == Mood::Finite => {
            let judged = of_verb_inside(reading, verb, cues, 1);
            if judged.status == Some(Status::Planned)
                || judged.status == Some(Status::Hypothetical)
                || reading.verbs[verb].passive
            {
                judged
            } else {
                Judgement::happened()
            }
        }
        _ => Judgement::happened(),
    }
}

/// Conditions, questions and adverbs that reach over the whole clause.
fn in_sentence(reading: &Reading, cues: &Cues, head: usize, group: Option<&VerbGroup>, inner: Judgement) -> Judgement {
    if inner.status.is_none() {
        return inner;
    }
    for (start, end) in conditions(reading, cues) {
        let word = reading.words.lower(start).to_string();
        if start <= head && head < end {
            let negated = inner.status == Some(Status::Negated);
            return if negated {
                inner
            } else {
                Judgement::new(Status::Hypothetical, format!("inside a condition: \"{word}\""))
            };
        }
        let open = group
            .is_some_and(|g| g.modal.is_some() || g.mood == Mood::Infinitive && inner.status == Some(Status::Planned));
        if open && matches!(inner.status, Some(Status::Planned | Status::Hypothetical | Status::Happened)) {
            return Judgement::new(Status::Conditional, format!("only if: \"{word}\""));
        }
    }
    let last = reading.words.words.iter().rev().find(|word| !matches!(word.text, "\"" | "”" | ")"));
    if last.is_some_and(|word| word.text == "?") && inner.is_fact() {
        return Judgement::new(Status::Hypothetical, "asked: \"?\"");
    }
    if inner.is_fact() {
        for at in head.saturating_sub(4)..(head + 3).min(reading.words.len()) {
            if let Some((effect, _)) = cues.at(reading, CueKind::Adverb, at)
                && !matches!(effect, Effect::Happened | Effect::Reported | Effect::Planned)
            {
                return Judgement::of(effect, reading.words.lower(at));
            }
        }
    }
    inner
}

/// Where a condition stands: from `if`, `unless`, `should Pyongyang` to the next comma or the end.
pub fn conditions(reading: &Reading, cues: &Cues) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for at in 0..reading.words.len() {
        let cue = cues.at(reading, CueKind::Conjunction, at);
        let opens = match reading.words.lower(at) {
            "should" | "were" | "had" => inverted(reading, at),
            // `as if`, `even if` say nothing of a condition that opens the act.
            "if" | "unless" => !reading.words.is(at.saturating_sub(1), &["as", "even"]),
            "whether" => true,
            _ => cue.is_some_and(|(effect, end)| effect == Effect::Conditional && end > at + 1),
        };
        if opens {
            let stop = (at + 1..reading.words.len())
                .find(|i| reading.words.is(*i, &[",", ";", "--", "—", ":"]) && *i > at + 2);
            out.push((at, stop.unwrap_or(reading.words.len())));
        }
    }
    out
}

/// `Should North Korea stage …`: the auxiliary stands before a subject that a bare verb follows.
fn inverted(reading: &Reading, at: usize) -> bool {
    let subject = reading.mentions.iter().find(|m| m.start == at + 1);
    let question = reading.words.words.last().is_some_and(|word| word.text == "?");
    let verb = subject.and_then(|m| reading.verbs.iter().find(|v| v.start == m.end || v.start == m.end + 1));
    let should = reading.words.is(at, &["should"]);
    let opening = (0..at).all(|before| reading.words.words[before].mark);
    if should && opening && !question {
        return true;
    }
    !question
        && verb.is_some_and(|v| {
            v.modal.is_none() && (should || at == 0 && (v.passive || v.mood == Mood::Infinitive || !v.present))
        })
}

/// `No country has`, `neither side`, `none of them`.
fn negative_subject<'r>(reading: &'r Reading, verb: usize) -> Option<&'r str> {
    let group = &reading.verbs[verb];
    if group.mood != Mood::Finite {
        return None;
    }
    let floor =
        verb.checked_sub(1).map_or(0, |before| reading.verbs[before].head + 1).max(group.start.saturating_sub(5));
    (floor..group.start)
        .map(|at| reading.words.lower(at))
        .find(|word| matches!(*word, "no" | "neither" | "none" | "nobody" | "nor"))
}
