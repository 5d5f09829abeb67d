//! What is read off the encoder's vectors: which word names an act, of which class and mode, whether it happened, who
//! takes which part in it, and how a source and a target stand to each other. A few small layers, in fractions.

use super::encoder::{Table, dense};
use super::tree::{DISTANCES, PATHS};
use super::{BadWeights, Relations};
use crate::weights::{Weights, number};
use casus_kernel::{Dense, Path, gelu, softmax, tanh};
use casus_types::{EventType, Role, Status};

/// The weights of the heads, and what their outputs mean.
#[derive(Debug)]
pub(super) struct Heads {
    trigger: Dense,
    status: Dense,
    mode: Dense,
    /// For each output of `mode` the class and the mode, or none.
    modes: Vec<(EventType, Option<String>)>,
    arcs: Arcs,
    relation_hidden: Dense,
    plover: Answers,
    plv: Answers,
    /// A word names an act where it is at least so likely.
    threshold: f32,
    pub(super) glances: Vec<Glance>,
}

/// What is seen of a sentence after some of the encoder's layers. Where no word looks like naming an act, the others are
/// spared.
#[derive(Debug)]
pub(super) struct Glance {
    word: Dense,
    /// After so many layers.
    pub(super) after: usize,
    /// A word that says less is passed over.
    pub(super) least: f32,
}

/// One list of relations that a pair can stand in.
#[derive(Debug)]
pub(super) struct Answers {
    out: Dense,
    /// What each output is called.
    pub(super) names: Vec<String>,
}

/// What makes a link of a trigger and a candidate.
#[derive(Debug)]
struct Arcs {
    trigger: Dense,
    candidate: Dense,
    kind: Table,
    distance: Table,
    path: Table,
    out: Dense,
}

impl Heads {
    /// Reads the heads of an encoder whose vectors have `hidden` numbers.
    pub(super) fn read(weights: &Weights, hidden: usize) -> Result<Heads, BadWeights> {
        let dense = |name: &str, outputs, inputs| dense(weights, name, outputs, inputs);
        written(weights, "types", &EventType::ALL.map(EventType::code))?;
        written(weights, "statuses", &Status::ALL.map(Status::word))?;
        written(weights, "roles", &[&["none"], &Role::ALL.map(Role::word)[..]].concat())?;
        written(weights, "paths", &PATHS)?;
        let modes = weights.text("modes")?.lines().map(mode).collect::<Result<Vec<_>, _>>()?;
        let answers = |name: &str, key: &str| -> Result<Answers, BadWeights> {
            let names: Vec<String> = weights.text(key)?.lines().map(String::from).collect();
            Ok(Answers { out: dense(name, names.len(), hidden)?, names })
        };
        Ok(Heads {
            trigger: dense("trigger", EventType::ALL.len() + 1, hidden)?,
            status: dense("status", Status::ALL.len(), hidden)?,
            mode: dense("mode", modes.len(), hidden)?,
            modes,
            arcs: Arcs::read(weights, hidden)?,
            relation_hidden: dense("relation.hidden", hidden, 3 * hidden)?,
            plover: answers("relation.out", "relations")?,
            plv: answers("relation.plv", "plv")?,
            threshold: weights.number("threshold")?,
            glances: Glance::read(weights, hidden)?,
        })
    }

    /// Of these words, `[words][hidden]`, those that name an act: which of them, its class and how likely that is.
    pub(super) fn triggers(&self, path: Path, words: &[f32]) -> Vec<(usize, EventType, f32)> {
        let mut scores = Vec::new();
        self.trigger.apply_on(path, words, &mut scores);
        softmax(path, &mut scores, self.trigger.outputs(), 1.0);
        let acts =
            scores.chunks_exact(self.trigger.outputs()).enumerate().filter(|(_, row)| 1.0 - row[0] >= self.threshold);
        acts.filter_map(|(word, row)| {
            let (kind, score) = likeliest(&row[1..])?;
            Some((word, *EventType::ALL.get(kind)?, score))
        })
        .collect()
    }

    /// Whether the act that this word names happened, and how likely that is.
    pub(super) fn status(&self, path: Path, word: &[f32]) -> (Status, f32) {
        let scores = shares(path, &self.status, word);
        let best = likeliest(&scores).and_then(|(at, score)| Some((*Status::ALL.get(at)?, score)));
        best.unwrap_or((Status::Hypothetical, 0.0))
    }

    /// The mode of an act of this class, where one is likelier than none.
    pub(super) fn mode(&self, path: Path, word: &[f32], kind: EventType) -> Option<String> {
        let mut scores = Vec::new();
        self.mode.apply_on(path, word, &mut scores);
        let own = self.modes.iter().zip(scores).filter(|((of, _), _)| *of == kind);
        let (modes, scores): (Vec<_>, Vec<f32>) = own.map(|((_, mode), score)| (mode, score)).unzip();
        modes.get(likeliest(&scores)?.0).copied().cloned().flatten()
    }

    /// What a vector, `[hidden]`, brings to the links of a trigger.
    pub(super) fn as_trigger(&self, path: Path, word: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        self.arcs.trigger.apply_on(path, word, &mut out);
        out
    }

    /// What vectors, `[candidates][hidden]`, bring to their links with any trigger: one row each, of the same width as
    /// what a trigger brings.
    pub(super) fn as_candidates(&self, path: Path, words: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        self.arcs.candidate.apply_on(path, words, &mut out);
        out
    }

    /// The part of each candidate in an act of this class, if it has one, and how likely that is. `ways` are the classes
    /// of distance and path from the trigger to each.
    pub(super) fn parts(
        &self,
        path: Path,
        trigger: &[f32],
        candidates: &[f32],
        kind: EventType,
        ways: &[(usize, usize)],
    ) -> Vec<Option<(Role, f32)>> {
        let arcs = &self.arcs;
        let mut sums = candidates.to_vec();
        for (sum, (distance, way)) in sums.chunks_exact_mut(arcs.out.inputs()).zip(ways) {
            sum.iter_mut().zip(trigger).for_each(|(sum, number)| *sum += number);
            arcs.kind.add(kind as usize, sum);
            arcs.distance.add(*distance, sum);
            arcs.path.add(*way, sum);
        }
        gelu(path, &mut sums);
        let scores = shares(path, &arcs.out, &sums);
        let part = |row: &[f32]| {
            let (part, score) = likeliest(row)?;
            Some((*Role::ALL.get(part.checked_sub(1)?)?, score))
        };
        scores.chunks_exact(arcs.out.outputs()).map(part).collect()
    }

    /// A list of relations.
    pub(super) fn answers(&self, relations: Relations) -> &Answers {
        match relations {
            Relations::Plover => &self.plover,
            Relations::Plv => &self.plv,
        }
    }

    /// How likely each relation of a list is, in its order: of the sentence's own vector, the mean of the source's and
    /// that of the target's, one after the other.
    pub(super) fn relation(&self, path: Path, pooled: &[f32], answers: &Answers) -> Vec<f32> {
        let mut hidden = Vec::new();
        self.relation_hidden.apply_on(path, pooled, &mut hidden);
        tanh(path, &mut hidden);
        shares(path, &answers.out, &hidden)
    }
}

impl Glance {
    /// One for each line of the fact `glances`: after how many layers, and the bound.
    fn read(weights: &Weights, hidden: usize) -> Result<Vec<Glance>, BadWeights> {
        let glance = |line: &str| {
            let (after, least) = line.split_once(' ').unwrap_or_default();
            let (after, least) = (number("glances", after)?, number("glances", least)?);
            Ok(Glance { word: dense(weights, &format!("glance.{after}"), 1, hidden)?, after, least })
        };
        weights.text("glances")?.lines().map(glance).collect()
    }

    /// Whether one of these vectors, `[any][hidden]`, looks like naming an act.
    pub(super) fn sees_an_act(&self, path: Path, vectors: &[f32]) -> bool {
        let mut looks = Vec::new();
        self.word.apply_on(path, vectors, &mut looks);
        looks.iter().any(|look| *look >= self.least)
    }
}

impl Arcs {
    fn read(weights: &Weights, hidden: usize) -> Result<Arcs, BadWeights> {
        let width = weights.width("head.arc.trigger.bias")?;
        let table = |name: &str, rows| Table::read(weights, &format!("head.arc.{name}"), rows, width);
        Ok(Arcs {
            trigger: dense(weights, "arc.trigger", width, hidden)?,
            candidate: dense(weights, "arc.candidate", width, hidden)?,
            kind: table("kind", EventType::ALL.len())?,
            distance: table("distance", DISTANCES)?,
            path: table("path", PATHS.len())?,
            out: dense(weights, "arc.out", Role::ALL.len() + 1, width)?,
        })
    }
}

/// `TYPE/mode`, or `TYPE/-` for no mode.
fn mode(written: &str) -> Result<(EventType, Option<String>), BadWeights> {
    let parts = written.split_once('/').and_then(|(kind, mode)| Some((EventType::from_code(kind)?, mode)));
    let (kind, mode) = parts.ok_or_else(|| BadWeights::new("modes", format!("has no class for {written}")))?;
    Ok((kind, (mode != "-").then(|| mode.to_string())))
}

/// Checks that the weights count things as the program does.
pub(super) fn written(weights: &Weights, key: &str, expected: &[&str]) -> Result<(), BadWeights> {
    let found: Vec<&str> = weights.text(key)?.lines().collect();
    let same = found == expected;
    same.then_some(())
        .ok_or_else(|| BadWeights::new(key, format!("are {}, not {}", found.join(","), expected.join(","))))
}

fn shares(path: Path, layer: &Dense, rows: &[f32]) -> Vec<f32> {
    let mut out = Vec::new();
    layer.apply_on(path, rows, &mut out);
    softmax(path, &mut out, layer.outputs(), 1.0);
    out
}

/// The largest of some scores and its place, the first at a tie.
fn likeliest(scores: &[f32]) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (at, score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, most)| *score > most) {
            best = Some((at, *score));
        }
    }
    best
}
