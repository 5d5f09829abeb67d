//! Who says what. Direct quotes from their marks, also over several sentences and broken by "he said"; reported speech
//! from verbs of saying before or after it, and from "according to". The speaker is the subject of the verb of saying,
//! or nobody. A statement without marks or verbs of saying holds no quotes.

use crate::roles::Reading;
use crate::verbs::Mood;
use crate::who::mentions::MentionKind;
use casus_lexicon::{Lexicon, QuoteStrength};
use casus_types::{Quote, QuoteKind, Span, Text};
use std::collections::HashSet;

/// The lexicon's verbs of saying.
#[derive(Debug, Default)]
pub struct SayingVerbs {
    speech: HashSet<String>,
}

impl SayingVerbs {
    /// Indexes the cues of a lexicon; belief (`think`) is no quote.
    pub fn new(lexicon: &Lexicon) -> SayingVerbs {
        let cues =
            lexicon.quote_cues.iter().filter(|cue| cue.strength != QuoteStrength::Belief && !cue.verb.contains(' '));
        SayingVerbs { speech: cues.map(|cue| cue.verb.clone()).collect() }
    }

    /// The base forms, for the verb index.
    pub fn bases(&self) -> Vec<&str> {
        let mut bases: Vec<&str> = self.speech.iter().map(String::as_str).collect();
        bases.sort_unstable();
        bases
    }

    fn is(&self, lemma: &str) -> bool {
        self.speech.contains(lemma)
    }
}

/// A quote with what the events need of it: its sentence and its speaker's mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFound {
    /// The quote as published, its speaker not yet named by id.
    pub quote: Quote,
    /// Sentence and mention of the speaker.
    pub speaker: Option<(usize, usize)>,
}

/// An attribution in one sentence: who says it and with which word.
struct Saying {
    verb: usize,
    speaker: Option<usize>,
    cue: (usize, usize),
    reported: bool,
}

/// Finds the quotes of an article, in reading order.
pub fn find(text: &Text, readings: &[Reading], verbs: &SayingVerbs) -> Vec<QuoteFound> {
    let sayings: Vec<Option<Saying>> = readings.iter().map(|reading| saying(reading, verbs)).collect();
    let mut found = direct(text, readings, &sayings);
    for (index, reading) in readings.iter().enumerate() {
        let taken = found.iter().any(|f| f.quote.parts.iter().any(|part| part.overlaps(reading.words.span)));
        if !taken && let Some(quote) = indirect(index, reading, sayings[index].as_ref()) {
            found.push(quote);
        }
    }
    found.sort_by_key(|f| f.quote.parts.first().copied());
    found
}

/// The verb of saying outside quotation marks, with its speaker: one that `that` follows before any other; else
/// "according to".
fn saying(reading: &Reading, verbs: &SayingVerbs) -> Option<Saying> {
    let candidates: Vec<usize> = (0..reading.verbs.len()).filter(|verb| says(reading, *verb, verbs)).collect();
    let that = |verb: &&usize| reading.words.is(reading.verbs[**verb].head + 1, &["that"]);
    if let Some(verb) = candidates.iter().find(that).or(candidates.first()).copied() {
        let head = reading.verbs[verb].head;
        let before = reading.subject(verb).first().copied();
        let after = reading.mentions.iter().position(|m| m.start == head + 1 && m.acts());
        // `…, said Park`: the speaker follows when the words before belong to what is said.
        let inverted = head.checked_sub(1).is_some_and(|at| reading.words.is(at, &[",", "\"", "”", "?", "!"]));
        let speaker = if inverted { after.or(before) } else { before.or(after) };
        let next = reading.words.words.get(head + 1);
        let reported = next.is_some_and(|word| word.lower == "that" || !word.mark);
        return Some(Saying { verb, speaker, cue: (head, head + 1), reported });
    }
    let at = (0..reading.words.len())
        .find(|at| reading.words.phrase_at(*at, "according to").is_some() && !reading.quoted[*at])?;
    let speaker = reading.mentions.iter().position(|m| m.start >= at + 2 && m.start <= at + 4 && !m.who.is_empty());
    Some(Saying { verb: usize::MAX, speaker, cue: (at, at + 2), reported: true })
}

/// Whether a verb group says something: finite, active, its own voice, stated as done.
fn says(reading: &Reading, verb: usize, verbs: &SayingVerbs) -> bool {
    let group = &reading.verbs[verb];
    let plain = !group.passive && group.negation.is_none() && group.modal.is_none() && group.mood == Mood::Finite;
    plain && !reading.quoted[group.head] && group.lemmas.iter().any(|lemma| verbs.is(lemma))
}

/// Quotes between marks: paired within a block, joined where only an attribution stands between them.
fn direct(text: &Text, readings: &[Reading], sayings: &[Option<Saying>]) -> Vec<QuoteFound> {
    let mut out: Vec<QuoteFound> = Vec::new();
    for (open, close) in pairs(readings) {
        let ((s, a), (t, b)) = (open, close);
        let content = match readings[s].words.words.get(a + 1) {
            Some(first) if (s, a + 1) < (t, b) => first.span.to(last_before(readings, t, b)),
            _ => continue,
        };
        let words = text.slice(content).split_whitespace().count();
        let verbal = readings[s..=t]
            .iter()
            .enumerate()
            .any(|(i, r)| r.verbs.iter().any(|v| (s + i, v.head) > open && (s + i, v.head) < close));
        // A short one counts where somebody says it and it opens its sentence: `"Our borders stay open," she said.`
        let said = [s, t].iter().any(|index| sayings[*index].is_some());
        let opens = a == 0 || readings[s].words.words.get(a - 1).is_some_and(|word| word.mark);
        let whole = words >= 2 && said && opens;
        if !whole && (words < 4 || !verbal) {
            continue;
        }
        let source = [t, s, s.wrapping_sub(1), t + 1].into_iter().find_map(|index| {
            let near = readings.get(index).is_some_and(|r| r.words.block == readings[s].words.block);
            let own = index == t || index == s;
            sayings
                .get(index)?
                .as_ref()
                .filter(|saying| near && (own || saying.speaker.is_some()))
                .map(|saying| (index, saying))
        });
        // The second half of a quote broken by "he said" in the same sentence.
        let continues = out.last().is_some_and(|last| {
            let between = last.quote.parts.last().map(|part| part.end()).unwrap_or(0)..content.start();
            last.speaker.is_some()
                && between.len() < 160
                && source.is_some_and(|(index, _)| last.speaker.map(|(s, _)| s) == Some(index))
                && index_of(readings, last) == Some(s)
        });
        if continues && let Some(last) = out.last_mut() {
            last.quote.parts.push(content);
            continue;
        }
        let opening = readings[s].words.words.get(a.wrapping_sub(1)).is_none_or(|w| w.mark || w.text == ":");
        let kind = if opening || s != t { QuoteKind::Direct } else { QuoteKind::Mixed };
        let (speaker, cue) = attributed(readings, source);
        let span = speaker.and_then(|(i, m)| mention_span(&readings[i], m));
        out.push(QuoteFound {
            quote: Quote {
                kind,
                speaker: None,
                source: span,
                speaker_code: None,
                cue,
                parts: vec![content],
                addressee: None,
                said: None,
                why: String::new(),
            },
            speaker,
        });
    }
    out
}

fn index_of(readings: &[Reading], found: &QuoteFound) -> Option<usize> {
    let part = found.quote.parts.last()?;
    readings.iter().position(|reading| reading.words.span.overlaps(*part))
}

fn attributed(readings: &[Reading], source: Option<(usize, &Saying)>) -> (Option<(usize, usize)>, Option<Span>) {
    let Some((index, saying)) = source else { return (None, None) };
    let cue = readings[index].words.span_of(saying.cue.0, saying.cue.1);
    (saying.speaker.map(|mention| (index, mention)), Some(cue))
}

fn mention_span(reading: &Reading, mention: usize) -> Option<Span> {
    reading.mentions.get(mention).map(|m| reading.words.span_of(m.start, m.end))
}

fn last_before(readings: &[Reading], sentence: usize, word: usize) -> Span {
    let words = &readings[sentence].words.words;
    match word.checked_sub(1).and_then(|at| words.get(at)) {
        Some(word) => word.span,
        None => sentence.checked_sub(1).map_or(readings[sentence].words.span, |before| readings[before].words.span),
    }
}

/// Opening and closing marks of one block, as positions (sentence, word).
fn pairs(readings: &[Reading]) -> Vec<((usize, usize), (usize, usize))> {
    let (mut out, mut open, mut block) = (Vec::new(), None, usize::MAX);
    for (s, reading) in readings.iter().enumerate() {
        if reading.words.block != block {
            // A mark left open at the end of a paragraph: the quote runs to that end.
            if let Some(start) = open.take()
                && s > 0
            {
                out.push((start, (s - 1, readings[s - 1].words.len())));
            }
            block = reading.words.block;
        }
        for (w, word) in reading.words.words.iter().enumerate() {
            let (opens, closes) = match word.text {
                "\"" => (open.is_none(), open.is_some()),
                "“" => (true, false),
                "”" => (false, open.is_some()),
                _ => (false, false),
            };
            if closes && let Some(start) = open.take() {
                out.push((start, (s, w)));
            } else if opens {
                open = Some((s, w));
            }
        }
    }
    out
}

/// `X said (that) …` and `…, X said`.
fn indirect(index: usize, reading: &Reading, saying: Option<&Saying>) -> Option<QuoteFound> {
    let saying = saying?;
    let (start, end) = (saying.cue.0, saying.cue.1);
    let len = reading.words.len();
    let stop = if reading.words.words.last().is_some_and(|w| w.mark) { len - 1 } else { len };
    let speaker =
        saying.speaker.filter(|m| !matches!(reading.mentions[*m].kind, MentionKind::Place | MentionKind::Nation))?;
    let mention = &reading.mentions[speaker];
    let trailing = mention.start.min(start).checked_sub(1).filter(|at| reading.words.is(*at, &[","]) && *at > 3);
    let content = match trailing {
        Some(comma) if saying.verb == usize::MAX || end + 6 >= stop || mention.end >= stop.saturating_sub(4) => {
            (0, comma)
        }
        _ if saying.verb == usize::MAX && start == 0 => {
            let comma = (mention.end..len).find(|at| reading.words.is(*at, &[","]))?;
            (comma + 1, stop)
        }
        _ if saying.reported && saying.verb != usize::MAX => (clause_start(reading, saying)?, stop),
        _ => return None,
    };
    if content.0 + 3 > content.1 {
        return None;
    }
    let span = reading.words.span_of(content.0, content.1);
    let cue = Some(reading.words.span_of(start, end));
    let source = mention_span(reading, speaker);
    let kind = QuoteKind::Indirect;
    Some(QuoteFound {
        quote: Quote {
            kind,
            speaker: None,
            source,
            speaker_code: None,
            cue,
            parts: vec![span],
            addressee: None,
            said: None,
            why: String::new(),
        },
        speaker: Some((index, speaker)),
    })
}

/// Where the reported clause begins: after `that`, or at a subject that a verb follows (`said the talks had failed`).
fn clause_start(reading: &Reading, saying: &Saying) -> Option<usize> {
    let after = saying.cue.1;
    let that = (after..(after + 6).min(reading.words.len())).find(|at| reading.words.is(*at, &["that"]));
    if let Some(that) = that {
        return Some(that + 1);
    }
    let next = reading.verbs.get(saying.verb + 1)?;
    (next.mood == Mood::Finite && next.start > after).then_some(after)
}

/// The quotes with their speakers named.
pub fn named(found: Vec<QuoteFound>, readings: &[Reading]) -> Vec<Quote> {
    let name = |found: QuoteFound| {
        let who =
            found.speaker.and_then(|(sentence, mention)| readings.get(sentence)?.mentions.get(mention)?.who.first());
        Quote { speaker: who.map(|w| w.id.clone()), speaker_code: who.and_then(|w| w.code.clone()), ..found.quote }
    };
    found.into_iter().map(name).collect()
}

/// `we` and `I` inside a quote are its speaker.
pub fn give_first_person(readings: &mut [Reading], quotes: &[QuoteFound]) {
    for found in quotes.iter().filter(|found| found.quote.kind != QuoteKind::Indirect) {
        let Some((sentence, mention)) = found.speaker else { continue };
        let Some(who) = readings.get(sentence).and_then(|r| r.mentions.get(mention)).map(|m| m.who.clone()) else {
            continue;
        };
        for reading in readings.iter_mut() {
            let spans: Vec<Span> = reading.mentions.iter().map(|m| reading.words.span_of(m.start, m.end)).collect();
            for (mention, span) in reading.mentions.iter_mut().zip(spans) {
                let first = mention.kind == MentionKind::Pronoun
                    && reading.words.is(mention.start, &["we", "i", "our", "my", "us"]);
                if first && found.quote.parts.iter().any(|part| part.contains(span)) {
                    mention.who.clone_from(&who);
                }
            }
        }
    }
}
