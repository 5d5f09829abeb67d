//! What could be a quote: every word of saying with each way in which its content may stand (the clause after it, before
//! it, around it), and every passage in marks with each one who may have said it. Which of them is taken is decided
//! elsewhere, by weights.

use super::cues::{Cue, SayingWords};
use super::marks::{Passage, Run};
use super::sources::{self, Place, Source};
use crate::roles::Reading;
use casus_lexicon::{QuoteStrength, QuoteWord};
use casus_types::{Label, Tag};

/// How the content stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The clause after it: `said that they met`.
    After,
    /// The clause before it: `They met, he said`.
    Fronted,
    /// The clause around it: `They, he said, met`.
    Inserted,
    /// Everything before it, where the tree shows no clause.
    Left,
    /// Everything after it, the same.
    Rest,
    /// Everything on both sides of it, the same.
    Around,
    /// What else follows the verb: `called it a mistake`.
    Predicate,
    /// The side of a colon that nobody is named on.
    Colon,
    /// In marks, said in the same sentence.
    Marks,
    /// In marks, with the word of saying in the sentence before.
    MarksBefore,
    /// In marks, with the word of saying in the sentence after.
    MarksAfter,
    /// In marks, by whoever spoke last.
    MarksCarried,
    /// In marks, with a name under it after a dash.
    MarksSigned,
    /// In marks, by nobody.
    MarksAlone,
}

impl How {
    /// As the weights name it.
    pub fn name(self) -> &'static str {
        match self {
            How::After => "after",
            How::Fronted => "fronted",
            How::Inserted => "inserted",
            How::Left => "left",
            How::Rest => "rest",
            How::Around => "around",
            How::Predicate => "predicate",
            How::Colon => "colon",
            How::Marks => "marks",
            How::MarksBefore => "marks-before",
            How::MarksAfter => "marks-after",
            How::MarksCarried => "marks-carried",
            How::MarksSigned => "marks-signed",
            How::MarksAlone => "marks-alone",
        }
    }

    /// Whether the content is a passage in marks by itself.
    pub fn is_marks(self) -> bool {
        matches!(self, How::Marks | How::MarksSigned) || !self.owns_cue()
    }

    /// Whether the cue stands in the sentence of the content, so that it has no other content.
    pub fn owns_cue(self) -> bool {
        !matches!(self, How::MarksBefore | How::MarksAfter | How::MarksCarried | How::MarksAlone)
    }
}

/// A possible quote.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word of saying, with its sentence.
    pub cue: Option<(usize, Cue)>,
    /// Who says it.
    pub source: Option<Source>,
    /// What is said.
    pub content: Vec<Run>,
    /// How it stands to the cue.
    pub how: How,
    /// The passage in marks that it is, where it is one.
    pub passage: Option<usize>,
}

/// All that could be a quote in an article.
pub fn all(readings: &[Reading], passages: &[Passage], words: &SayingWords) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (s, reading) in readings.iter().enumerate() {
        for at in 0..reading.words.len() {
            let Some(cue) = words.at(reading, at) else { continue };
            for source in sources::of_cue(reading, s, &cue, words) {
                for (how, content) in contents(reading, &cue, &source) {
                    let content = whole(s, content, passages);
                    if !lies_in_marks(&content, passages, (s, cue.head)) {
                        let cue = Some((s, cue.clone()));
                        out.push(Candidate { cue, source: Some(source.clone()), content, how, passage: None });
                    }
                }
            }
        }
        out.extend(beside_colon(readings, s));
    }
    for index in 0..passages.len() {
        if !passages[index].goes_on {
            out.extend(of_passage(readings, passages, index, words));
        }
    }
    // Nobody says himself: who is named in the words does not say them there.
    out.retain(|candidate| {
        let inside = |source: &Source| candidate.content.iter().any(|run| run.covers(source.run.sentence, source.head));
        !candidate.source.as_ref().is_some_and(inside)
    });
    out
}

/// The runs of a content, with the passages that go on where it ends.
fn whole(sentence: usize, content: Vec<(usize, usize)>, passages: &[Passage]) -> Vec<Run> {
    let mut runs: Vec<Run> = content.into_iter().map(|(start, end)| Run { sentence, start, end }).collect();
    let touched = passages.iter().rposition(|passage| {
        runs.iter()
            .any(|run| passage.runs.iter().any(|p| p.sentence == sentence && p.start < run.end && run.start < p.end))
    });
    if let Some(last) = touched {
        let more = passages[last].runs.iter().filter(|run| run.sentence > sentence);
        runs.extend(more.copied());
        runs.extend(tail(passages, last));
    }
    runs
}

/// The runs of the passages that go on with one.
fn tail(passages: &[Passage], index: usize) -> Vec<Run> {
    passages[index + 1..].iter().take_while(|p| p.goes_on).flat_map(|p| p.runs.iter().copied()).collect()
}

/// A content that is a passage in marks and no more, with a cue outside: the passage itself stands for it.
fn lies_in_marks(content: &[Run], passages: &[Passage], cue: (usize, usize)) -> bool {
    let inside = |index: usize| {
        let more = passages[index + 1..].iter().take_while(|p| p.goes_on).count();
        let covers = |s: usize, at: usize| passages[index..=index + more].iter().any(|p| p.covers(s, at));
        content.iter().all(|run| covers(run.sentence, run.start) && covers(run.sentence, run.end - 1))
            && !covers(cue.0, cue.1)
    };
    (0..passages.len()).any(inside)
}

type Words = Vec<(usize, usize)>;

/// Each way in which the content of a cue may stand in its sentence.
fn contents(reading: &Reading, cue: &Cue, source: &Source) -> Vec<(How, Words)> {
    let mut out: Vec<(How, Words)> = Vec::new();
    match cue.kind {
        QuoteWord::Phrase => beside_phrase(reading, cue, source, &mut out),
        QuoteWord::Verb => {
            clauses(reading, cue, &mut out);
            by_order(reading, cue, source, &mut out);
        }
        QuoteWord::Noun | QuoteWord::Adjective => clauses(reading, cue, &mut out),
    }
    let mut seen: Vec<Words> = Vec::new();
    out.retain(|(_, content)| {
        let words: usize = content.iter().map(|(start, end)| end - start).sum();
        let fresh = !seen.contains(content);
        if fresh {
            seen.push(content.clone());
        }
        fresh && words > 0 && !content.iter().any(|(start, end)| (*start..*end).contains(&cue.head))
    });
    out
}

/// The clauses that the tree hangs on a cue, or hangs the cue on.
fn clauses(reading: &Reading, cue: &Cue, out: &mut Vec<(How, Words)>) {
    let tree = reading.tree();
    let held: &[Label] = match cue.kind {
        QuoteWord::Noun => &[Label::Acl, Label::Ccomp],
        QuoteWord::Adjective => &[Label::Ccomp, Label::Xcomp, Label::Advcl],
        _ => &[Label::Ccomp, Label::Xcomp, Label::Parataxis, Label::Oprd],
    };
    let mut own: Vec<usize> =
        (cue.head..cue.end).flat_map(|word| tree.labelled(word, held).collect::<Vec<_>>()).collect();
    // `is confident that`: to the parser the clause may hang on the verb.
    if cue.kind == QuoteWord::Adjective && tree.label(cue.head) == Label::Acomp && own.is_empty() {
        own.extend(
            tree.labelled(tree.head(cue.head), &[Label::Ccomp, Label::Xcomp]).filter(|clause| *clause > cue.head),
        );
    }
    for clause in own {
        let mut inside = tree.below(clause);
        inside.push(clause);
        inside.sort_unstable();
        let how = if clause > cue.head { How::After } else { How::Fronted };
        let words = if how == How::After { inside.into_iter().filter(|w| *w >= cue.end).collect() } else { inside };
        out.push((how, pieces(reading, &words)));
    }
    let around = tree.head(cue.head);
    let inserted = tree.label(cue.head) == Label::Parataxis
        || (tree.label(cue.head) == Label::Advcl
            && tree.child(cue.head, &[Label::Mark]).is_some_and(|m| reading.words.is(m, &["as"])));
    if cue.kind == QuoteWord::Verb && inserted && around != cue.head {
        let mut without = tree.below(cue.head);
        without.push(cue.head);
        let mut words = tree.below(around);
        words.push(around);
        words.sort_unstable();
        words.retain(|word| !without.contains(word));
        out.push((How::Inserted, pieces(reading, &words)));
    }
}

/// What stands before a cue, after it and on both sides of it, by the order of words alone.
fn by_order(reading: &Reading, cue: &Cue, source: &Source, out: &mut Vec<(How, Words)>) {
    let len = reading.words.len();
    let near = matches!(source.place, Place::Subject | Place::Beside);
    let from = if near { source.run.start.min(cue.head) } else { cue.head };
    let cut = |at: usize| reading.words.is(at, &[",", "\"", "”", "''", "’", "?", "!", "--", "-", "–", "—"]);
    let before = from.checked_sub(1).filter(|at| near && cut(*at));
    let past = if near { source.run.end.max(cue.end) } else { cue.end };
    if let Some(before) = before {
        out.push((How::Left, pieces(reading, &(0..before).collect::<Vec<_>>())));
        let after = (past..(past + 12).min(len)).find(|at| reading.words.is(*at, &[",", "--", "–", "—"]));
        if let Some(after) = after {
            let words: Vec<usize> = (0..before).chain(after + 1..len).collect();
            out.push((How::Around, pieces(reading, &words)));
        }
    }
    let plain = |at: usize| !(cue.end..at).any(|word| reading.tree().is_verb(word));
    let that = |at: &usize| {
        (reading.words.is(*at, &[":"]) && plain(*at))
            || (reading.words.is(*at, &["that"]) && reading.tree().tag(*at) != Tag::Wdt)
    };
    let that = (cue.end..(cue.end + 10).min(len)).find(that);
    let start = that.map_or(cue.end, |at| at + 1);
    if !reading.words.words.get(start).is_none_or(|word| word.mark && !cut(start)) {
        out.push((How::Rest, pieces(reading, &(start..len).collect::<Vec<_>>())));
    }
    let tree = reading.tree();
    if tree.labelled(cue.head, &[Label::Ccomp]).any(|clause| clause > cue.head) {
        return;
    }
    let mut right: Vec<usize> = tree.below(cue.head).into_iter().filter(|at| *at >= past.max(cue.end)).collect();
    right.sort_unstable();
    // `called for more`: of what is said, `for` is no part.
    let leads = right.first().copied().filter(|at| tree.head(*at) == cue.head && tree.label(*at) == Label::Prep);
    right.retain(|at| Some(*at) != leads);
    if right.first().is_some_and(|at| {
        !reading.words.words[*at].mark || cut(*at) && !reading.words.is(*at, &[",", "--", "-", "–", "—"])
    }) {
        out.push((How::Predicate, pieces(reading, &right)));
    }
}

/// The clause of a phrase like "according to": before it, after it, or around it.
fn beside_phrase(reading: &Reading, cue: &Cue, source: &Source, out: &mut Vec<(How, Words)>) {
    let (tree, len) = (reading.tree(), reading.words.len());
    let reach = tree.below(source.head).into_iter().max().unwrap_or(source.head).max(source.run.end - 1) + 1;
    let ends = (reach..len).all(|at| reading.words.words[at].mark);
    let opens = (0..cue.head).all(|at| reading.words.words[at].mark);
    if ends {
        out.push((How::Left, pieces(reading, &(0..cue.head).collect::<Vec<_>>())));
    }
    let comma = (source.run.end..len).find(|at| reading.words.is(*at, &[",", ":"]));
    if opens && let Some(comma) = comma {
        out.push((How::Rest, pieces(reading, &(comma + 1..len).collect::<Vec<_>>())));
    }
    if opens {
        out.push((How::Rest, pieces(reading, &(reach..len).collect::<Vec<_>>())));
    }
    if !opens && !ends {
        let words: Vec<usize> = (0..cue.head).chain(reach..len).collect();
        out.push((How::Around, pieces(reading, &words)));
        out.push((How::Left, pieces(reading, &(0..cue.head).collect::<Vec<_>>())));
    }
    let around = tree.head(cue.head);
    if tree.is_verb(around) {
        let mut words = tree.below(around);
        words.push(around);
        words.sort_unstable();
        words.retain(|word| *word < cue.head || *word >= reach);
        out.push((How::Inserted, pieces(reading, &words)));
    }
}

/// Runs of words without marks at their ends and without the `that` that opens them; what lies between two words of the
/// content and is only a mark belongs to it.
fn pieces(reading: &Reading, words: &[usize]) -> Words {
    let mark = |at: usize| reading.words.words.get(at).is_none_or(|word| word.mark);
    let mut out: Words = Vec::new();
    for word in words.iter().copied().filter(|word| !mark(*word)) {
        match out.last_mut() {
            Some((_, end)) if (*end..word).all(|at| mark(at) && (words.contains(&at) || at == *end)) => *end = word + 1,
            _ => out.push((word, word + 1)),
        }
    }
    if let Some((start, end)) = out.first_mut()
        && reading.words.is(*start, &["that"])
        && reading.tree().label(*start) == Label::Mark
        && *start + 1 < *end
    {
        *start += 1;
        while mark(*start) && *start + 1 < *end {
            *start += 1;
        }
    }
    // What closes inside the content closes with it: `the strategy group (EDSCG)`, `"weeks ahead."`
    for (start, end) in &mut out {
        let opened = (*start..*end).filter(|at| reading.words.is(*at, &["(", "["])).count();
        let closed = (*start..*end).filter(|at| reading.words.is(*at, &[")", "]"])).count();
        if opened > closed && reading.words.is(*end, &[")", "]"]) {
            *end += 1;
        }
        if start.checked_sub(1).is_some_and(|before| reading.words.is(before, &["(", "["])) && closed > opened {
            *start -= 1;
        }
    }
    out
}

/// `Allies agree on talks: Park`, and `Park: allies agree on talks`.
fn beside_colon(readings: &[Reading], sentence: usize) -> Vec<Candidate> {
    let reading = &readings[sentence];
    let len = reading.words.len();
    let mut out = Vec::new();
    let Some(colon) = (1..len.saturating_sub(1)).find(|at| reading.words.is(*at, &[":"])) else { return out };
    let verbless = |start: usize, end: usize| {
        end > start && end - start <= 7 && !(start..end).any(|at| reading.tree().is_verb(at))
    };
    let stop = (0..len).rev().find(|at| !reading.words.words[*at].mark).map_or(len, |at| at + 1);
    let sides = [((0, colon), (colon + 1, stop)), ((colon + 1, stop), (0, colon))];
    for (who, what) in sides.into_iter().filter(|(who, what)| verbless(who.0, who.1) && what.1 > what.0 + 2) {
        let named = reading.mentions.iter().position(|m| m.start >= who.0 && m.end <= who.1 && m.acts());
        let Some(mention) = named else { continue };
        let m = &reading.mentions[mention];
        let run = Run { sentence, start: m.start, end: m.end };
        let source = Source { run, head: m.head(reading.tree()), mentions: vec![mention], place: Place::Colon };
        let word = if who.0 < what.0 { "name:" } else { ":name" };
        let cue = Cue {
            head: colon,
            end: colon + 1,
            word: word.to_string(),
            kind: QuoteWord::Phrase,
            strength: Some(QuoteStrength::Weak),
        };
        let content = pieces(reading, &(what.0..what.1).collect::<Vec<_>>());
        let mut content: Vec<Run> = content.into_iter().map(|(start, end)| Run { sentence, start, end }).collect();
        // `PARK: We agree. We do.`: a speaker at the head of a paragraph has all of it.
        let block = |s: &usize| readings[*s].words.block == reading.words.block;
        if who.0 < what.0 && sentence.checked_sub(1).is_none_or(|before| !block(&before)) {
            let rest = (sentence + 1..readings.len()).take_while(block);
            content.extend(rest.map(|s| Run { sentence: s, start: 0, end: readings[s].words.len() }));
        }
        out.push(Candidate {
            cue: Some((sentence, cue)),
            source: Some(source),
            content,
            how: How::Colon,
            passage: None,
        });
    }
    out
}

/// A passage in marks with each one who may have said it.
fn of_passage(readings: &[Reading], passages: &[Passage], index: usize, words: &SayingWords) -> Vec<Candidate> {
    let passage = &passages[index];
    let mut content = passage.runs.clone();
    content.extend(tail(passages, index));
    let (first, last) = (passage.first().0, passage.last().0);
    let candidate = |how: How, found: Option<(usize, Cue, Source)>| {
        let (cue, source) = found.map_or((None, None), |(s, cue, source)| (Some((s, cue)), Some(source)));
        Candidate { cue, source, content: content.clone(), how, passage: Some(index) }
    };
    let mut out = vec![candidate(How::MarksAlone, None)];
    out.extend(signature(readings, content.last().copied()).map(|found| candidate(How::MarksSigned, Some(found))));
    let outside = |s: usize, at: usize| !passages.iter().any(|p| p.covers(s, at));
    let spoken = |s: usize, any: bool| -> Vec<(usize, Cue, Source)> {
        let Some(reading) = readings.get(s) else { return Vec::new() };
        let cues = (0..reading.words.len())
            .filter(|at| outside(s, *at))
            .filter_map(|at| if any { words.at_any(reading, at) } else { words.at(reading, at) });
        let cues = cues.filter(|cue| matches!(cue.kind, QuoteWord::Verb | QuoteWord::Phrase));
        let with_source = |cue: Cue| {
            let sources = sources::of_cue(reading, s, &cue, words).into_iter();
            sources.filter(|source| outside(s, source.head)).map(move |source| (s, cue.clone(), source))
        };
        cues.flat_map(with_source).collect()
    };
    let mut here: Vec<(usize, Cue, Source)> = spoken(first, true);
    if last != first {
        here.extend(spoken(last, true));
    }
    let own = !here.is_empty();
    out.extend(here.into_iter().map(|found| candidate(How::Marks, Some(found))));
    let block = |s: usize| readings.get(s).map(|reading| reading.words.block);
    let says =
        |found: &(usize, Cue, Source)| found.1.strength.is_some_and(|strength| strength != QuoteStrength::Belief);
    let after = spoken(last + 1, false).into_iter().find(says).filter(|_| block(last + 1) == block(last));
    out.extend(after.map(|found| candidate(How::MarksAfter, Some(found))));
    // The sentence before leads to it with a colon, or speaks of the same in the same paragraph.
    if let Some(before) = first.checked_sub(1) {
        let colon = readings[before].words.words.last().is_some_and(|word| word.text == ":");
        let near = block(before) == block(first) || colon;
        let found = spoken(before, false).into_iter().rev().find(says).filter(|_| near);
        out.extend(found.map(|found| candidate(How::MarksBefore, Some(found))));
    }
    if !own {
        let spoke = |s: usize| passages.iter().any(|p| p.runs.iter().any(|run| run.sentence == s));
        let found = (first.saturating_sub(8)..first).rev().filter(|s| spoke(*s));
        let carried = found.filter_map(|s| spoken(s, false).into_iter().find(says)).next();
        out.extend(carried.map(|found| candidate(How::MarksCarried, Some(found))));
    }
    out
}

/// Who signs a passage: a dash after it and a name, with nothing else before the sentence or its paragraph ends.
fn signature(readings: &[Reading], last: Option<Run>) -> Option<(usize, Cue, Source)> {
    let last = last?;
    let whole = readings.get(last.sentence)?;
    let after = (last.end..whole.words.len()).find(|at| !is_closing(whole, *at));
    let (s, from) = after.map_or((last.sentence + 1, 0), |at| (last.sentence, at));
    let reading = readings.get(s)?;
    if !reading.words.is(from, &["―", "—", "–", "-", "--"]) {
        return None;
    }
    let name = (from + 1..reading.words.len()).find(|at| reading.words.words[*at].mark).unwrap_or(reading.words.len());
    let named = (from + 1..name).all(|at| !reading.tree().is_verb(at)) && (1..=8).contains(&(name - from - 1));
    let head = (from + 1..name).rev().find(|at| reading.tree().is_noun(*at)).filter(|_| named)?;
    let mention = reading.mentions.iter().position(|m| m.start > from && m.end <= name);
    let run = Run { sentence: s, start: from + 1, end: name };
    let source = Source { run, head, mentions: mention.into_iter().collect(), place: Place::Signed };
    Some((s, dash(from), source))
}

/// A mark of punctuation as the cue.
fn dash(at: usize) -> Cue {
    Cue { head: at, end: at + 1, word: "—".to_string(), kind: QuoteWord::Phrase, strength: Some(QuoteStrength::Weak) }
}

fn is_closing(reading: &Reading, at: usize) -> bool {
    reading.words.words[at].mark && !reading.words.is(at, &["―", "—", "–", "-", "--"])
}
