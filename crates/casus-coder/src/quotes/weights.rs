//! How likely a candidate is a quote: the sum of the weights of what is seen of it (`lexicon/quotes/weights.csv`), in
//! thousandths, so that it is the same on every machine. The weights were learned from annotated reports; a word of saying
//! that they do not know counts by its kind and strength.

use super::candidates::{Candidate, How};
use super::cues::Cue;
use super::marks::{Passage, Run};
use super::sources;
use crate::roles::Reading;
use crate::who::mentions::MentionKind;
use crate::words::is_determiner;
use casus_lexicon::{Lexicon, QuoteStrength, QuoteWord};
use casus_types::{Label, Tag};
use std::collections::HashMap;

/// The weights by feature.
#[derive(Debug, Default)]
pub struct Weights {
    weights: HashMap<String, i32>,
}

impl Weights {
    /// Those of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Weights {
        Weights { weights: lexicon.quote_weights.iter().map(|row| (row.feature.clone(), row.weight)).collect() }
    }

    /// For and against, in thousandths: above nothing where a quote is likelier than none.
    pub fn sum(&self, features: &[String]) -> i32 {
        let of = |feature: &str| self.weights.get(feature).copied().unwrap_or(0);
        of("bias") + features.iter().map(|feature| of(feature)).sum::<i32>()
    }
}

/// What is seen of a candidate, as the names of the weights.
pub fn features(candidate: &Candidate, readings: &[Reading], passages: &[Passage]) -> Vec<String> {
    let how = candidate.how.name();
    let mut out = vec![format!("how={how}")];
    let cue = candidate.cue.as_ref().and_then(|(s, cue)| readings.get(*s).map(|reading| (*s, reading, cue)));
    let strength = cue.map_or("none", |(_, _, cue)| strength(cue));
    out.push(format!("how={how} cue={strength}"));
    if let Some((s, reading, cue)) = cue {
        of_cue(&mut out, candidate, reading, cue, strength);
        let quoted = passages.iter().any(|p| p.covers(s, cue.head));
        out.push(format!("cue-in-marks={quoted} how={how}"));
    }
    if let Some((s, _, cue)) = cue {
        let beside = beside(candidate, passages, s, cue);
        out.push(format!("beside={beside} how={how}"));
        out.push(format!("beside={beside} how={how} cue={strength}"));
    }
    of_source(&mut out, candidate, readings, strength);
    of_content(&mut out, candidate, readings, passages, strength);
    if let Some(passage) = candidate.passage.and_then(|at| passages.get(at)) {
        of_passage(&mut out, candidate, readings, passage);
    }
    out
}

/// Strength and kind of a cue as the weights name them.
fn strength(cue: &Cue) -> &'static str {
    match (cue.kind, cue.strength) {
        (QuoteWord::Verb, Some(QuoteStrength::Speech)) => "speech",
        (QuoteWord::Verb, Some(QuoteStrength::Weak)) => "weak",
        (QuoteWord::Verb, Some(QuoteStrength::Belief)) => "belief",
        (QuoteWord::Noun, Some(QuoteStrength::Belief)) => "noun-belief",
        (QuoteWord::Noun, _) => "noun",
        (QuoteWord::Adjective, _) => "adjective",
        (QuoteWord::Phrase, _) => "phrase",
        (QuoteWord::Verb, None) => "verb",
    }
}

fn of_cue(out: &mut Vec<String>, candidate: &Candidate, reading: &Reading, cue: &Cue, strength: &str) {
    let (tree, how) = (reading.tree(), candidate.how.name());
    let simple = match candidate.how {
        How::Left | How::Fronted | How::Inserted | How::Around => "before",
        How::After | How::Rest => "after",
        How::Predicate => "predicate",
        How::Colon => "colon",
        _ => "marks",
    };
    out.push(format!("word={}", cue.word));
    out.push(format!("word={} {simple}", cue.word));
    out.push(format!("tag={} cue={strength}", tree.tag(cue.head).text()));
    out.push(format!("hangs={} how={how}", tree.label(cue.head).text()));
    out.push(format!("hangs={} cue={strength}", tree.label(cue.head).text()));
    let has = |label: Label| tree.child(cue.head, &[label]).is_some();
    let modal = tree.labelled(cue.head, &[Label::Aux]).find(|aux| matches!(tree.tag(*aux), Tag::Md | Tag::To));
    out.push(format!("negated={} cue={strength}", has(Label::Neg)));
    out.push(format!("passive={} cue={strength}", has(Label::Auxpass)));
    if let Some(modal) = modal {
        out.push(format!("modal={} {simple}", reading.words.lower(modal)));
        out.push(format!("modal={} cue={strength}", tree.tag(modal).text()));
    }
    if let Some(mark) = tree.child(cue.head, &[Label::Mark, Label::Advmod]).filter(|mark| *mark < cue.head) {
        let lower = reading.words.lower(mark);
        if matches!(lower, "as" | "if" | "when" | "while" | "because" | "although" | "though" | "how" | "what" | "why")
        {
            out.push(format!("marked={lower} {simple}"));
        }
    }
    out.push(format!("title={} how={how}", reading.words.title));
    out.push(format!("object={} how={how}", has(Label::Dobj)));
}

fn of_source(out: &mut Vec<String>, candidate: &Candidate, readings: &[Reading], strength: &str) {
    let how = candidate.how.name();
    let Some(source) = &candidate.source else {
        out.push(format!("source=none how={how}"));
        return;
    };
    let reading = &readings[source.run.sentence];
    let kind = sources::kind(reading, source);
    out.push(format!("source={kind} how={how}"));
    out.push(format!("source={kind} cue={strength}"));
    out.push(format!("source-place={} how={how}", source.place.name()));
    out.push(format!("source-place={} cue={strength}", source.place.name()));
    if matches!(kind, "noun" | "nouns") {
        out.push(format!("source-word={}", reading.words.tokens[source.head].lemma.to_lowercase()));
    }
    let named = source.mentions.first().and_then(|at| reading.mentions.get(*at)).map_or("nobody", |m| match m.kind {
        MentionKind::Named if m.person => "person",
        MentionKind::Named => "body",
        MentionKind::Role => "role",
        MentionKind::Nation => "nation",
        MentionKind::Place => "place",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Unknown => "unknown",
    });
    out.push(format!("named={named} cue={strength}"));
    if let Some((s, cue)) = &candidate.cue
        && *s == source.run.sentence
    {
        let (side, gap) = match source.run.start > cue.head {
            true => ("right", source.run.start - cue.head),
            false => ("left", cue.head.saturating_sub(source.run.end)),
        };
        out.push(format!("source-side={side} {} how={how}", bucket(gap, &[0, 1, 3, 6, 12])));
    }
}

fn of_content(
    out: &mut Vec<String>,
    candidate: &Candidate,
    readings: &[Reading],
    passages: &[Passage],
    strength: &str,
) {
    let how = candidate.how.name();
    let Some(first) = candidate.content.first() else { return };
    let reading = &readings[first.sentence];
    let (tree, words) = (reading.tree(), &reading.words);
    let count: usize = candidate.content.iter().map(|run| run.end - run.start).sum();
    out.push(format!("length={} how={how}", bucket(count, &[1, 2, 3, 5, 8, 12, 20, 40])));
    out.push(format!("length={} cue={strength}", bucket(count, &[1, 2, 3, 5, 8, 12, 20, 40])));
    out.push(format!("runs={} how={how}", candidate.content.len().min(3)));
    let marked = marked(candidate, passages);
    out.push(format!("marks={marked} how={how}"));
    out.push(format!("marks-by-run={} how={how}", marks_by_run(candidate, passages)));
    out.push(format!("marks={marked} cue={strength}"));
    let before = first.start.checked_sub(1).map_or("start", |at| match words.lower(at) {
        lower @ ("that" | "," | ":" | "\"" | "“" | "''" | "and" | "but" | "to" | "of") => lower,
        _ if words.words[at].mark => "mark",
        _ => "word",
    });
    out.push(format!("before-content={before} how={how}"));
    out.push(format!("before-content={before} cue={strength}"));
    let opens = match words.lower(first.start) {
        lower @ ("whether" | "if" | "how" | "what" | "why" | "who" | "when" | "where" | "which" | "to" | "in"
        | "on" | "at" | "for" | "by" | "with" | "as" | "and" | "but" | "there" | "about" | "of" | "not"
        | "it") => lower,
        lower if is_determiner(lower) => "determiner",
        _ => match tree.tag(first.start) {
            Tag::Nnp | Tag::Nnps => "name",
            Tag::Prp | Tag::PrpPossessive => "pronoun",
            tag => tag.text(),
        },
    };
    out.push(format!("opens={opens} how={how}"));
    out.push(format!("opens={opens} cue={strength}"));
    let tops = tops(candidate, reading);
    out.push(format!("tops={} how={how}", tops.len().min(4)));
    if let Some(top) = top(&tops, reading) {
        let shape = shape(top, reading);
        out.push(format!("shape={shape} how={how}"));
        out.push(format!("shape={shape} cue={strength}"));
        out.push(format!("top={} how={how}", tree.label(top).text()));
        if let Some((s, cue)) = &candidate.cue
            && *s == first.sentence
        {
            let linked = tree.head(top) == cue.head || tree.head(cue.head) == top;
            out.push(format!("linked={linked} how={how}"));
            out.push(format!("word={} shape={shape}", cue.word));
        }
    }
    if let Some(last) = candidate.content.iter().rfind(|run| run.sentence == first.sentence) {
        let ends = (last.end..words.len()).all(|at| words.words[at].mark);
        out.push(format!("ends={ends} how={how}"));
        out.push(format!("starts={} how={how}", (0..first.start).all(|at| words.words[at].mark)));
    }
    gap(out, candidate, first, how);
}

/// Whether the cue with its source stands right beside a passage in marks, and whether it is this one: `"…," Park said`.
fn beside(candidate: &Candidate, passages: &[Passage], s: usize, cue: &Cue) -> &'static str {
    let source = candidate.source.as_ref().filter(|source| source.run.sentence == s);
    let (start, end) = source.map_or((cue.head, cue.end), |source| {
        let near = source.run.end + 3 > cue.head && source.run.start < cue.end + 3;
        if near { (source.run.start.min(cue.head), source.run.end.max(cue.end)) } else { (cue.head, cue.end) }
    });
    let runs = |passage: &Passage, after: bool| {
        let mut runs = passage.runs.iter().filter(|run| run.sentence == s);
        match after {
            true => runs.any(|run| run.end <= start && start - run.end <= 2),
            false => runs.any(|run| run.start >= end && run.start - end <= 2),
        }
    };
    let own = candidate.passage.and_then(|at| passages.get(at));
    let any = |after: bool| passages.iter().any(|passage| runs(passage, after));
    match own {
        Some(own) if runs(own, true) => "after-it",
        Some(own) if runs(own, false) => "before-it",
        _ if any(true) => "after-marks",
        _ if any(false) => "before-marks",
        _ => "none",
    }
}

/// How far the cue stands from the content.
fn gap(out: &mut Vec<String>, candidate: &Candidate, first: &Run, how: &str) {
    let Some((s, cue)) = &candidate.cue else { return };
    let gaps = candidate.content.iter().filter(|run| run.sentence == *s).map(|run| match run.start > cue.head {
        true => run.start - cue.end.min(run.start),
        false => cue.head.saturating_sub(run.end),
    });
    match gaps.min() {
        Some(gap) => out.push(format!("gap={} how={how}", bucket(gap, &[0, 1, 2, 3, 5, 8, 14]))),
        None => out.push(format!("sentences={} how={how}", bucket(s.abs_diff(first.sentence), &[1, 2, 4]))),
    }
}

fn of_passage(out: &mut Vec<String>, candidate: &Candidate, readings: &[Reading], passage: &Passage) {
    let how = candidate.how.name();
    let (first, reading) = (passage.first(), &readings[passage.first().0]);
    let verbal = passage.runs.iter().any(|run| {
        let tree = readings[run.sentence].tree();
        (run.start..run.end).any(|at| matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Vb))
    });
    let length = bucket(passage.len(), &[1, 2, 3, 5, 8]);
    out.push(format!("passage verbal={verbal} length={length} how={how}"));
    out.push(format!("passage opens={} ends={} how={how}", passage.opens, passage.ends));
    out.push(format!("passage verbal={verbal} opens={} length={length}", passage.opens));
    let before = first.1.checked_sub(2).map_or("start", |at| match reading.words.lower(at) {
        lower @ ("," | ":" | "that" | "said" | "the" | "a" | "of" | "as") => lower,
        _ => "word",
    });
    out.push(format!("passage before={before} how={how}"));
    let last = passage.last();
    let closes = last.1.checked_sub(1).map_or("", |at| match readings[last.0].words.lower(at) {
        lower @ ("," | "." | "?" | "!" | "...") => lower,
        _ => "word",
    });
    out.push(format!("passage closes={closes} how={how}"));
    out.push(format!("passage closes={closes} before={before} how={how}"));
    if let Some((s, cue)) = &candidate.cue {
        let tree = readings[*s].tree();
        let inside = |at: usize| passage.covers(*s, at);
        let linked = inside(tree.head(cue.head)) || tree.children(cue.head).any(inside);
        out.push(format!("passage linked={linked} how={how} cue={}", strength(cue)));
    }
}

/// The words of a content's first sentence that hang on nothing in it.
fn tops(candidate: &Candidate, reading: &Reading) -> Vec<usize> {
    let Some(first) = candidate.content.first() else { return Vec::new() };
    let tree = reading.tree();
    let inside = |at: usize| candidate.content.iter().any(|run| run.covers(first.sentence, at));
    let top = |at: &usize| inside(*at) && (!inside(tree.head(*at)) || tree.head(*at) == *at);
    (0..reading.words.len()).filter(top).filter(|at| !reading.words.words[*at].mark).collect()
}

/// The verb among the highest words, else the first of them.
fn top(tops: &[usize], reading: &Reading) -> Option<usize> {
    tops.iter().find(|at| reading.tree().is_verb(**at)).or(tops.first()).copied()
}

/// What a content is: a clause, a clause with `to`, a noun phrase.
fn shape(top: usize, reading: &Reading) -> &'static str {
    let tree = reading.tree();
    let subject = tree.child(top, &[Label::Nsubj, Label::Nsubjpass, Label::Expl]).is_some();
    let to = tree.labelled(top, &[Label::Aux]).any(|aux| tree.tag(aux) == Tag::To);
    match (tree.is_verb(top), subject, to) {
        (true, true, false) => "clause",
        (true, true, true) => "subject-to",
        (true, false, true) => "to",
        (true, false, false) if tree.tag(top) == Tag::Vbg => "ing",
        (true, false, false) => "verb",
        (false, true, _) => "small",
        (false, ..) => "noun",
    }
}

/// Whether a content tells a whole clause: somebody's words, not only what they were about.
pub fn is_clause(candidate: &Candidate, readings: &[Reading]) -> bool {
    let Some(reading) = candidate.content.first().and_then(|first| readings.get(first.sentence)) else { return false };
    top(&tops(candidate, reading), reading)
        .is_some_and(|top| matches!(shape(top, reading), "clause" | "small" | "verb"))
}

/// Of each run of a content, whether marks stand around all of it, begin with it, or stand in it.
fn marks_by_run(candidate: &Candidate, passages: &[Passage]) -> String {
    let of = |run: &Run| {
        let inside = |at: usize| passages.iter().any(|p| p.covers(run.sentence, at));
        match (inside(run.start), inside(run.end - 1)) {
            (true, true) if (run.start..run.end).all(inside) => 'a',
            (true, true) => 'b',
            (true, false) => 'f',
            (false, true) => 'l',
            (false, false) if (run.start..run.end).any(inside) => 's',
            (false, false) => 'n',
        }
    };
    candidate.content.iter().take(3).map(of).collect()
}

/// How much of a content stands in marks.
pub fn marked(candidate: &Candidate, passages: &[Passage]) -> &'static str {
    let words = candidate.content.iter().flat_map(|run| (run.start..run.end).map(move |at| (run.sentence, at)));
    let (mut inside, mut all) = (0, 0);
    for (s, at) in words {
        all += 1;
        inside += usize::from(passages.iter().any(|p| p.covers(s, at)));
    }
    match inside {
        0 => "none",
        _ if inside == all => "all",
        _ if inside * 2 >= all => "most",
        _ => "some",
    }
}

fn bucket(count: usize, bounds: &[usize]) -> usize {
    bounds.iter().position(|bound| count <= *bound).unwrap_or(bounds.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_lexicon::SourceFile;

    #[test]
    fn what_no_weight_knows_counts_neither_way() {
        let rows = "feature,weight\nbias,-300\nhow=after,900\nword=say,1200\n";
        let lexicon = Lexicon::load(&[SourceFile::new("quotes/weights.csv", rows)]).expect("the rows are whole");
        let weights = Weights::new(&lexicon);
        let seen = |features: &[&str]| weights.sum(&features.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(seen(&["how=after", "word=say", "word=proclaim"]), 1800);
        assert_eq!(seen(&[]), -300);
    }
}
