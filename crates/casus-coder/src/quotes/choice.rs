//! Which candidates are taken: the likeliest first, one content for a word of saying, and none that lies across another.
//! A quote may hold another (`he said that Lee believes …`): the inner one has its word of saying inside the outer.

use super::candidates::{Candidate, How};
use super::marks::{Passage, Run};
use super::weights::{self, Weights};
use super::{QuoteFound, span};
use crate::dates;
use crate::roles::Reading;
use crate::times::TimeFound;
use crate::who::mentions::MentionKind;
use casus_lexicon::{QuoteStrength, QuoteWord};
use casus_types::{Date, Label, Quote, QuoteKind, Span, Tag, TimeKind};

/// What a candidate must reach, in thousandths; a passage in marks is a quote far more often than not.
const LEAST: i32 = -500;
const LEAST_IN_MARKS: i32 = -2000;

/// What a speaker beside the colon of a headline adds.
const HEADLINE: i32 = 6000;

/// An article in which quotes are chosen.
pub struct Article<'a, 't> {
    /// Its sentences.
    pub readings: &'a [Reading<'t>],
    /// The times of each.
    pub times: &'a [Vec<TimeFound>],
    /// What stands in marks.
    pub passages: &'a [Passage],
}

impl Article<'_, '_> {
    /// The quotes among the candidates, in reading order.
    pub fn choose(&self, candidates: Vec<Candidate>, weights: &Weights) -> Vec<QuoteFound> {
        let judged = candidates.into_iter().map(|candidate| {
            let sum = weights.sum(&weights::features(&candidate, self.readings, self.passages));
            (sum + self.headline(&candidate), candidate)
        });
        let least = |candidate: &Candidate| if candidate.how.is_marks() { LEAST_IN_MARKS } else { LEAST };
        let mut judged: Vec<(i32, Candidate)> = judged.filter(|(sum, candidate)| *sum > least(candidate)).collect();
        judged.sort_by_key(|(sum, _)| std::cmp::Reverse(*sum));
        let mut taken: Vec<Candidate> = Vec::new();
        for (_, candidate) in judged {
            if !taken.iter().any(|other| rivals(&candidate, other) || self.twice(&candidate, other)) {
                taken.push(candidate);
            }
        }
        let mut found: Vec<QuoteFound> = taken.iter().map(|candidate| self.quote(candidate)).collect();
        found.sort_by_key(|f| (f.quote.parts.first().copied(), f.quote.parts.last().map(|part| part.end())));
        found
    }

    /// A stand of somebody inside another of his own tells nothing more: `sought to push through a resolution`.
    fn twice(&self, one: &Candidate, other: &Candidate) -> bool {
        let same = matches!((&one.source, &other.source), (Some(a), Some(b)) if a.run == b.run);
        let bare = |inner: &Candidate| !inner.how.is_marks() && !weights::is_clause(inner, self.readings);
        same && ((bare(one) && holds(other, one)) || (bare(other) && holds(one, other)))
    }

    /// Whom a headline names beside a colon speaks; the reports that the weights were learned from have no headlines.
    fn headline(&self, candidate: &Candidate) -> i32 {
        let named = candidate.source.as_ref().is_some_and(|source| {
            let reading = &self.readings[source.run.sentence];
            let speaks = |m: &usize| matches!(reading.mentions[*m].kind, MentionKind::Named | MentionKind::Role);
            (reading.words.title || self.is_line(source.run.sentence)) && source.mentions.iter().any(speaks)
        });
        if named && candidate.how == How::Colon { HEADLINE } else { 0 }
    }

    /// A paragraph of one sentence without a full stop: a headline, wherever it stands.
    fn is_line(&self, sentence: usize) -> bool {
        let block = |at: usize| self.readings.get(at).map(|reading| reading.words.block);
        let alone = block(sentence + 1) != block(sentence)
            && sentence.checked_sub(1).is_none_or(|at| block(at) != block(sentence));
        alone && self.readings[sentence].words.words.last().is_some_and(|word| !word.mark)
    }

    fn quote(&self, candidate: &Candidate) -> QuoteFound {
        let candidate = &self.trimmed(candidate);
        let cue = candidate.cue.as_ref();
        let source = candidate.source.as_ref();
        let speaks = |mention: &usize| {
            source.is_some_and(|source| {
                let mentions = &self.readings[source.run.sentence].mentions;
                mentions.get(*mention).is_some_and(|m| !m.who.is_empty())
            })
        };
        let mentions: Vec<usize> =
            source.map_or_else(Vec::new, |s| s.mentions.iter().copied().filter(speaks).collect());
        let pronoun = || {
            source.and_then(|source| source.mentions.first().copied()).filter(|mention| {
                source.is_some_and(|source| {
                    self.readings[source.run.sentence].mentions[*mention].kind == MentionKind::Pronoun
                })
            })
        };
        let speaker =
            source.and_then(|source| Some((source.run.sentence, mentions.first().copied().or_else(pronoun)?)));
        let quote = Quote {
            kind: self.kind(candidate),
            speaker: None,
            source: source.map(|source| span(self.readings, &source.run)),
            speaker_code: None,
            cue: cue.map(|(s, cue)| self.readings[*s].words.span_of(cue.head, cue.end)),
            parts: self.parts(&candidate.content),
            addressee: None,
            said: self.said(candidate),
            why: self.why(candidate),
        };
        let clause = quote.kind == QuoteKind::Direct || weights::is_clause(candidate, self.readings);
        QuoteFound { quote, clause, speaker, joint: mentions.into_iter().skip(1).collect(), told: self.told(candidate) }
    }

    /// The content without the one who is told (`told the court "…"`), and with the mark that closes what opens in it.
    fn trimmed(&self, candidate: &Candidate) -> Candidate {
        let mut candidate = candidate.clone();
        let Some((s, cue)) = candidate.cue.as_ref() else { return candidate };
        let words = &self.readings[*s].words;
        let tells = words.tokens.get(cue.head).is_some_and(|token| token.lemma == "tell");
        let inner = |run: &Run| {
            let opens = |p: &Run| p.sentence == run.sentence && run.start < p.start && p.start < run.end;
            self.passages.iter().flat_map(|passage| passage.runs.iter().take(1)).find(|p| opens(p)).copied()
        };
        if let Some(first) =
            candidate.content.first_mut().filter(|run| tells && run.sentence == *s && run.start == cue.end)
            && let Some(passage) = inner(first)
        {
            let tree = self.readings[*s].tree();
            let clause = |at: usize| tree.is_verb(at) || words.is(at, &["that"]);
            if !(first.start..passage.start).any(clause) {
                first.start = passage.start;
            }
        }
        if let Some(last) = candidate.content.last_mut().filter(|run| run.sentence == *s)
            && inner(last).is_some()
        {
            let mark = |at: usize, these: &[&str]| words.is(at, these);
            let stop = usize::from(mark(last.end, &[".", ",", "!", "?"]));
            let closed =
                mark(last.end + stop, &["\"", "”", "''"]) && !mark(last.end.saturating_sub(1), &["\"", "”", "''"]);
            last.end += if closed { stop + 1 } else { 0 };
        }
        candidate
    }

    /// The content as spans: runs of sentences that follow each other inside one pair of marks are one part.
    fn parts(&self, content: &[Run]) -> Vec<Span> {
        let mut parts: Vec<(Run, Span)> = Vec::new();
        for run in content {
            let here = span(self.readings, run);
            let goes_on = parts.last().is_some_and(|(last, _)| {
                let whole = last.end == self.readings[last.sentence].words.len();
                let passage = |at: &Run| {
                    self.passages
                        .iter()
                        .position(|p| p.covers(at.sentence, at.start) || p.covers(at.sentence, at.end - 1))
                };
                last.sentence + 1 == run.sentence && run.start == 0 && whole && passage(last) == passage(run)
            });
            match parts.last_mut().filter(|_| goes_on) {
                Some((last, part)) => (*last, *part) = (*run, part.to(here)),
                None => parts.push((*run, here)),
            }
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }

    fn kind(&self, candidate: &Candidate) -> QuoteKind {
        if let Some(passage) = candidate.passage.and_then(|at| self.passages.get(at)) {
            return if self.is_fragment(passage, candidate) { QuoteKind::Mixed } else { QuoteKind::Direct };
        }
        let belief = candidate
            .cue
            .as_ref()
            .is_some_and(|(_, cue)| cue.strength == Some(QuoteStrength::Belief) || cue.kind == QuoteWord::Adjective);
        if !candidate.content.is_empty() && candidate.content.iter().all(|run| self.in_marks(run)) {
            return QuoteKind::Direct;
        }
        // `condemned the attack`, `vowed to fight on`: a stand or an intention, of which no words are reported.
        match weights::marked(candidate, self.passages) {
            "none" if belief || !weights::is_clause(candidate, self.readings) => QuoteKind::Belief,
            "none" => QuoteKind::Indirect,
            _ => QuoteKind::Mixed,
        }
    }

    /// Whether one passage has all of a run, from its mark to its mark.
    fn in_marks(&self, run: &Run) -> bool {
        let mark = |at: usize| self.readings[run.sentence].words.words.get(at).is_none_or(|word| word.mark);
        let whole = |p: &Run| {
            p.sentence == run.sentence
                && (p.start.min(run.start)..p.start.max(run.start)).all(mark)
                && (p.end.min(run.end)..p.end.max(run.end)).all(mark)
        };
        self.passages.iter().any(|passage| passage.opens && passage.runs.iter().any(whole))
            || self.passages.iter().any(|passage| passage.goes_on && passage.runs.iter().any(whole))
    }

    /// `held in "weeks ahead"`: a few words in marks inside a clause of the paper's.
    fn is_fragment(&self, passage: &Passage, candidate: &Candidate) -> bool {
        let (s, start) = passage.first();
        let reading = &self.readings[s];
        let cue = candidate.cue.as_ref().filter(|(cue, _)| *cue == s);
        let mark = start.checked_sub(2).map_or("", |at| reading.words.lower(at));
        let free = passage.opens || passage.runs.len() > 1 || matches!(mark, "," | ":" | "\"" | "”" | "''");
        let follows = cue.is_some_and(|(_, cue)| cue.end + 1 == start);
        let capital = reading.words.words[start].text.starts_with(char::is_uppercase);
        let verb = passage.runs.iter().any(|run| {
            (run.start..run.end).any(|at| matches!(reading.tree().tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
        });
        !(free || follows || capital || verb)
    }

    /// The days in the words around the cue, outside of what is said: `Park on Monday said`.
    fn said(&self, candidate: &Candidate) -> Option<(Date, Date)> {
        let (s, cue) = candidate.cue.as_ref()?;
        let outside = |time: &&TimeFound| !candidate.content.iter().any(|run| run.covers(*s, time.start));
        let point = |time: &&TimeFound| matches!(time.time.kind, TimeKind::Date | TimeKind::Time);
        let near = |time: &&TimeFound| time.start.abs_diff(cue.head) <= 8 && time.time.days.is_some() && point(time);
        // A time of another verb is that verb's, and `according to` has none.
        let of_cue = |time: &&TimeFound| {
            let owner = dates::owner(&self.readings[*s], time, &[]);
            cue.kind != QuoteWord::Phrase && owner.is_none_or(|owner| (cue.head..cue.end).contains(&owner))
        };
        let times = self.times.get(*s)?;
        times
            .iter()
            .filter(outside)
            .filter(near)
            .filter(of_cue)
            .min_by_key(|time| time.start.abs_diff(cue.head))?
            .time
            .days
    }

    /// Who is told: the object of `told`, or who follows `to`.
    fn told(&self, candidate: &Candidate) -> Option<(usize, usize)> {
        let (s, cue) = candidate.cue.as_ref()?;
        let reading = &self.readings[*s];
        let tree = reading.tree();
        if cue.kind != QuoteWord::Verb {
            return None;
        }
        let object =
            tree.child(cue.head, &[Label::Dative, Label::Dobj]).filter(|object| tree.label(*object) != Label::Prep);
        let to = tree.labelled(cue.head, &[Label::Prep, Label::Dative]).find(|prep| reading.words.is(*prep, &["to"]));
        let told = to.and_then(|to| tree.child(to, &[Label::Pobj])).or(object)?;
        let inside = candidate.content.iter().any(|run| run.covers(*s, told));
        let mention = reading.covering(told).filter(|_| !inside)?;
        let m = &reading.mentions[mention];
        let one = m.kind == MentionKind::Named || (m.kind == MentionKind::Role && !m.plural);
        (one && m.acts() && candidate.source.as_ref().is_none_or(|source| !source.mentions.contains(&mention)))
            .then_some((*s, mention))
    }

    fn why(&self, candidate: &Candidate) -> String {
        let cue = candidate.cue.as_ref().map(|(s, cue)| self.readings[*s].words.joined(cue.head, cue.end));
        let cue = cue.unwrap_or_default();
        let what = match candidate.how {
            How::After => format!("the clause after \"{cue}\""),
            How::Fronted | How::Left => format!("the words before \"{cue}\""),
            How::Inserted | How::Around => format!("the words around \"{cue}\""),
            How::Rest | How::Predicate => format!("the words after \"{cue}\""),
            How::Colon => "one side of a colon".to_string(),
            How::Marks => format!("in quotation marks, with \"{cue}\""),
            How::MarksBefore => format!("in quotation marks, \"{cue}\" in the sentence before"),
            How::MarksAfter => format!("in quotation marks, \"{cue}\" in the sentence after"),
            How::MarksSigned => "in quotation marks, with a name under it".to_string(),
            How::MarksCarried => "in quotation marks, no word of saying beside it".to_string(),
            How::MarksAlone => "in quotation marks".to_string(),
        };
        let bracket = |run: &Run| {
            let words = &self.readings[run.sentence].words;
            (run.start..run.end).any(|at| words.is(at, &["(", "["]))
        };
        let inserted = candidate.how.is_marks() && candidate.content.iter().any(bracket);
        let what = if inserted { format!("{what}; what stands in brackets is the writer's") } else { what };
        let Some(source) = &candidate.source else { return format!("{what}; nobody is named as its speaker") };
        let who = self.readings[source.run.sentence].words.joined(source.run.start, source.run.end);
        match candidate.how {
            How::MarksCarried => format!("{what}; \"{who}\" spoke last"),
            _ => format!("{what}; \"{who}\" is {}", source.place.words()),
        }
    }
}

/// Whether two candidates cannot both be quotes.
fn rivals(one: &Candidate, other: &Candidate) -> bool {
    let same_cue = one.how.owns_cue()
        && other.how.owns_cue()
        && matches!((&one.cue, &other.cue), (Some((s, a)), Some((t, b))) if s == t && a.head == b.head);
    if same_cue {
        return true;
    }
    let overlap = one
        .content
        .iter()
        .any(|a| other.content.iter().any(|b| a.sentence == b.sentence && a.start < b.end && b.start < a.end));
    overlap && !holds(one, other) && !holds(other, one)
}

/// Whether a content holds another with its word of saying.
fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    let within = |sentence: usize, word: usize| outer.content.iter().any(|run| run.covers(sentence, word));
    let cue = inner.cue.as_ref().is_some_and(|(s, cue)| within(*s, cue.head));
    cue && inner.content.iter().all(|run| within(run.sentence, run.start) && within(run.sentence, run.end - 1))
}
