//! Who says what. First everything that could be a quote is laid out (`candidates.rs`): each word of saying with the ways in
//! which its content may stand, each passage in quotation marks (`marks.rs`) with those who may have said it. Then weights
//! judge each (`weights.rs`), and the likeliest are taken, one for a word of saying (`choice.rs`). A source is any noun
//! phrase (`sources.rs`); a speaker is whom it names, or nobody.

mod candidates;
mod choice;
mod cues;
mod marks;
mod sources;
mod weights;

use crate::roles::Reading;
use crate::times::TimeFound;
use crate::who::mentions::{Mention, MentionKind};
use candidates::Candidate;
use casus_lexicon::Lexicon;
use casus_types::{ActorId, Code, Quote, QuoteKind, Span};
use cues::SayingWords;
use weights::Weights;

/// The lexicon's words of saying, with the weights of what is seen around them.
#[derive(Debug, Default)]
pub struct Sayings {
    words: SayingWords,
    weights: Weights,
}

impl Sayings {
    /// Indexes a lexicon.
    pub fn new(lexicon: &Lexicon) -> Sayings {
        Sayings { words: SayingWords::new(lexicon), weights: Weights::new(lexicon) }
    }

    /// The base forms, for the verb index.
    pub fn bases(&self) -> Vec<&str> {
        self.words.bases()
    }
}

/// A quote with what the events need of it: its sentence and its speaker's mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFound {
    /// The quote as published, its speaker not yet named by id.
    pub quote: Quote,
    /// What is said is a clause, not only what the words were about.
    pub clause: bool,
    /// Sentence and mention of the speaker.
    pub speaker: Option<(usize, usize)>,
    /// Those who speak with the first: `both Park and Blinken noted`.
    pub joint: Vec<usize>,
    /// Sentence and mention of the one who is told.
    pub told: Option<(usize, usize)>,
}

impl QuoteFound {
    /// How much of a text it holds, where it reports words at all: the innermost of several tells on whose word a thing is.
    pub fn reports(&self, words: Span) -> Option<usize> {
        let holds = self.quote.parts.iter().any(|part| part.contains(words));
        let length = self.quote.parts.iter().map(|part| part.end() - part.start()).sum();
        (holds && self.clause && self.quote.kind != QuoteKind::Belief).then_some(length)
    }
}

/// A possible quote with what is seen of it: what the weights are learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteSeen {
    /// The words that make it one.
    pub cue: Option<Span>,
    /// Who would say it.
    pub source: Option<Span>,
    /// What would be said.
    pub content: Vec<Span>,
    /// What is seen of it.
    pub features: Vec<String>,
}

/// Finds the quotes of an article, in reading order.
pub fn find(readings: &[Reading], times: &[Vec<TimeFound>], sayings: &Sayings) -> Vec<QuoteFound> {
    let passages = marks::passages(readings);
    let candidates = candidates::all(readings, &passages, &sayings.words);
    let article = choice::Article { readings, times, passages: &passages };
    let mut found = article.choose(candidates, &sayings.weights);
    not_oneself(&mut found, readings);
    found
}

/// Nobody speaks of himself by name: where `he added` would be somebody whom the words in marks name, the speaker is whoever
/// spoke last and is not named in them.
fn not_oneself(found: &mut [QuoteFound], readings: &[Reading]) {
    for at in 0..found.len() {
        let Some((sentence, mention)) = found[at].speaker else { continue };
        let pronoun = readings[sentence].mentions[mention].kind == MentionKind::Pronoun;
        let named = named_in(&found[at].quote.parts, readings);
        let who = |f: &QuoteFound| f.speaker.and_then(|(s, m)| readings[s].mentions[m].who.first().map(|who| &who.id));
        let himself = who(&found[at]).is_some_and(|id| named.contains(id));
        let nobody = who(&found[at]).is_none();
        if !pronoun || !(himself || nobody) || found[at].quote.kind != QuoteKind::Direct {
            continue;
        }
        let person = |f: &&QuoteFound| f.speaker.is_some_and(|(s, m)| readings[s].mentions[m].person);
        let other = |f: &&QuoteFound| who(f).is_some_and(|id| !named.contains(id));
        if let Some(before) = found[..at].iter().rev().filter(person).find(other) {
            found[at].speaker = before.speaker;
            found[at].quote.why.push_str(", which is whoever spoke last, for nobody names himself");
        }
    }
}

/// Who is named, not by a pronoun, in these words.
fn named_in(parts: &[Span], readings: &[Reading]) -> Vec<ActorId> {
    let inside = |reading: &Reading, m: &Mention| {
        let span = reading.words.span_of(m.start, m.end);
        m.kind != MentionKind::Pronoun && parts.iter().any(|part| part.contains(span))
    };
    let of = |reading: &Reading| -> Vec<ActorId> {
        let named = reading.mentions.iter().filter(|m| inside(reading, m));
        named.flat_map(|m| m.who.iter().map(|who| who.id.clone())).collect()
    };
    readings.iter().flat_map(of).collect()
}

/// Everything that could be a quote, with what is seen of it.
pub fn seen(readings: &[Reading], sayings: &Sayings) -> Vec<QuoteSeen> {
    let passages = marks::passages(readings);
    let candidates = candidates::all(readings, &passages, &sayings.words);
    let each = |candidate: &Candidate| QuoteSeen {
        cue: candidate.cue.as_ref().map(|(s, cue)| readings[*s].words.span_of(cue.head, cue.end)),
        source: candidate.source.as_ref().map(|source| span(readings, &source.run)),
        content: candidate.content.iter().map(|run| span(readings, run)).collect(),
        features: weights::features(candidate, readings, &passages),
    };
    candidates.iter().map(each).collect()
}

/// Where a run of words stands in the text.
fn span(readings: &[Reading], run: &marks::Run) -> Span {
    readings[run.sentence].words.span_of(run.start, run.end)
}

/// The quotes with their speakers named.
pub fn named(found: Vec<QuoteFound>, readings: &[Reading]) -> Vec<Quote> {
    let of = |at: Option<(usize, usize)>| at.and_then(|(s, m)| readings.get(s)?.mentions.get(m)?.who.first());
    let name = |found: QuoteFound| {
        let who = of(found.speaker);
        let sentence = found.speaker.map_or(0, |(sentence, _)| sentence);
        let mut codes: Vec<Code> = Vec::new();
        for who in who.into_iter().chain(found.joint.iter().filter_map(|m| of(Some((sentence, *m))))) {
            if let Some(code) = who.code.clone()
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
        let written: Vec<&str> = codes.iter().map(|code| code.0.as_str()).collect();
        let speaker_code = (!written.is_empty()).then(|| Code(written.join(",")));
        let addressee = of(found.told).map(|who| who.id.clone());
        Quote { speaker: who.map(|who| who.id.clone()), speaker_code, addressee, ..found.quote }
    };
    found.into_iter().map(name).collect()
}

/// `we` and `I` inside a quote are its speaker.
pub fn give_first_person(readings: &mut [Reading], quotes: &[QuoteFound]) {
    for found in quotes.iter().filter(|found| matches!(found.quote.kind, QuoteKind::Direct | QuoteKind::Mixed)) {
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
