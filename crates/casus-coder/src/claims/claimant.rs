//! Who says so: the speaker of the quote that holds the number, else whoever the sentence gives as its source (`according
//! to`, `the ministry put the toll at 12`). Where there is neither, the report says it in its own voice. A thought is no
//! word.

use super::units::Units;
use crate::roles::Reading;
use crate::who::mentions::Mention;
use casus_types::{Label, Quote, QuoteKind, Saying, Span};

/// How far up a verb of saying may stand.
const CLIMB: usize = 8;

/// On whose word a number rests, with how that follows.
pub fn of(
    reading: &Reading,
    units: &Units,
    quotes: &[Quote],
    span: Span,
    number: usize,
    head: usize,
) -> Option<(Saying, String)> {
    if let Some(source) = according(reading, head) {
        return Some(source);
    }
    let holds = |quote: &&Quote| {
        quote.kind != QuoteKind::Belief && quote.parts.iter().any(|part| part.overlaps(span)) && quote.source.is_some()
    };
    let size = |quote: &&Quote| quote.parts.iter().map(|part| part.end() - part.start()).min();
    if let Some(quote) = quotes.iter().filter(holds).min_by_key(size) {
        let saying = quote.source.map(|span| Saying { actor: quote.speaker.clone(), span });
        return saying.map(|saying| (saying, "its quote holds the number".to_string()));
    }
    puts(reading, number, head).or_else(|| subject_of_saying(reading, units, head))
}

/// `the ministry put the toll at 12`: whoever does that to what is counted, which stands before the number.
fn puts(reading: &Reading, number: usize, head: usize) -> Option<(Saying, String)> {
    let tree = reading.tree();
    let object = head < number && tree.label(head) == Label::Dobj;
    let subject = tree.subjects(tree.head(head)).into_iter().next().filter(|_| object)?;
    let acts = reading.covering(subject).is_some_and(|at| reading.mentions[at].acts());
    acts.then(|| (named(reading, subject), format!("subject of `{}`", reading.words.lower(tree.head(head)))))
}

/// `according to the ministry`, in the same part of a sentence with a semicolon.
fn according(reading: &Reading, number: usize) -> Option<(Saying, String)> {
    let at = (0..reading.words.len()).find(|at| {
        let between = (*at).min(number)..(*at).max(number);
        reading.words.phrase_at(*at, "according to").is_some()
            && !between.clone().any(|at| reading.words.is(at, &[";"]))
    })?;
    let source = reading.tree().after(at + 1).into_iter().next()?;
    Some((named(reading, source), "`according to`".to_string()))
}

/// `the ministry reported 12 deaths`: the number stands below a verb of saying, which has a subject.
fn subject_of_saying(reading: &Reading, units: &Units, head: usize) -> Option<(Saying, String)> {
    let tree = reading.tree();
    let (mut at, mut clause) = (head, false);
    for _ in 0..CLIMB {
        let up = tree.head(at);
        if up == at {
            return None;
        }
        let below = matches!(
            tree.label(at),
            Label::Dobj | Label::Ccomp | Label::Pobj | Label::Prep | Label::Oprd | Label::Xcomp
        );
        clause |= tree.label(at) == Label::Ccomp;
        at = up;
        let group = reading.verbs.iter().find(|group| group.head == at);
        let says = units.says(reading.words.lower(at), clause) && group.is_some_and(|g| g.negation.is_none());
        if !says || !below {
            continue;
        }
        let by = || tree.labelled(at, &[Label::Agent]).flat_map(|by| tree.after(by)).next();
        let speaker = match tree.child(at, &[Label::Auxpass]) {
            Some(_) => by(),
            None => tree.subjects(at).into_iter().next(),
        };
        // A person or body speaks, a number or a thing does not.
        let speaker =
            speaker.filter(|at| *at != head && reading.covering(*at).is_some_and(|m| reading.mentions[m].acts()))?;
        return Some((named(reading, speaker), format!("subject of `{}`", reading.words.lower(at))));
    }
    None
}

/// A source as written: the mention that a word lies in, else the word with what belongs to it before it.
fn named(reading: &Reading, word: usize) -> Saying {
    let tree = reading.tree();
    let mention: Option<&Mention> = reading.covering(word).map(|at| &reading.mentions[at]);
    let before = tree.below(word).into_iter().filter(|at| *at < word).min().unwrap_or(word);
    let (start, end) = mention.map_or((before, word + 1), |m| (m.start, m.end));
    let actor = mention.and_then(|m| m.who.first()).map(|who| who.id.clone());
    Saying { actor, span: reading.words.span_of(start, end) }
}
