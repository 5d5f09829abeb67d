//! Whose words they are: the subject of a verb of saying, also one turned round ("said Park") or shared with the verb
//! before it; the agent of a passive; the owner of a noun of speech; whoever a phrase like "according to" leads to. A
//! source is any noun phrase, "the report" or "critics" too; whom it names is a second question.

use super::cues::{Cue, SayingWords};
use super::marks::Run;
use crate::roles::Reading;
use crate::tree::Tree;
use crate::who::mentions::Mention;
use casus_lexicon::{QuoteStrength, QuoteWord};
use casus_types::{Label, Pos, Tag};

/// How a source stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The subject of the verb.
    Subject,
    /// The subject of the verb that this one is joined to or hangs on.
    Shared,
    /// The noun that a relative clause describes.
    Described,
    /// After `by`.
    Agent,
    /// The owner of the noun: `his statement`, `a statement by`.
    Owner,
    /// The subject of the verb around a noun: `made the claim that`.
    Around,
    /// After the phrase.
    Object,
    /// Beside the verb, where the tree names no subject.
    Beside,
    /// Beside a colon.
    Colon,
    /// Under a quotation, after a dash.
    Signed,
}

impl Place {
    /// As the weights name it.
    pub fn name(self) -> &'static str {
        match self {
            Place::Subject => "subject",
            Place::Shared => "shared",
            Place::Described => "described",
            Place::Agent => "agent",
            Place::Owner => "owner",
            Place::Around => "around",
            Place::Object => "object",
            Place::Beside => "beside",
            Place::Colon => "colon",
            Place::Signed => "signed",
        }
    }

    /// In words, for explanations.
    pub fn words(self) -> &'static str {
        match self {
            Place::Subject => "its subject",
            Place::Shared => "the subject that it shares with the verb before it",
            Place::Described => "whom its clause describes",
            Place::Agent => "its agent after \"by\"",
            Place::Owner => "whose it is",
            Place::Around => "the subject of the verb around it",
            Place::Object => "who follows it",
            Place::Beside => "who stands beside it",
            Place::Colon => "who stands beside the colon",
            Place::Signed => "whose name stands under it",
        }
    }
}

/// Who is the source of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its words.
    pub run: Run,
    /// Its head word.
    pub head: usize,
    /// The mentions that it names, the first one first.
    pub mentions: Vec<usize>,
    /// How it stands to the cue.
    pub place: Place,
}

/// Who may be the source of a cue: whom the tree names, and whoever stands beside a verb of saying where that is another
/// (`…, said Park`, where the tree takes a noun of the quotation for the subject).
pub fn of_cue(reading: &Reading, sentence: usize, cue: &Cue, words: &SayingWords) -> Vec<Source> {
    let named = match cue.kind {
        QuoteWord::Verb => of_verb(reading, cue),
        QuoteWord::Noun => of_noun(reading, cue.head),
        QuoteWord::Adjective => of_adjective(reading, cue.head),
        QuoteWord::Phrase => after_phrase(reading, cue).map(|noun| (Place::Object, vec![noun])),
    };
    let mut out: Vec<Source> =
        named.and_then(|(place, heads)| from_heads(reading, sentence, place, &heads)).into_iter().collect();
    let speech = cue.kind == QuoteWord::Verb && cue.strength.is_some_and(|strength| strength != QuoteStrength::Belief);
    if speech && let Some(word) = beside(reading, cue) {
        let near = from_heads(reading, sentence, Place::Beside, &[word]);
        out.extend(near.filter(|near| {
            !out.iter().any(|other| other.run.covers(sentence, near.head) || near.run.covers(sentence, other.head))
        }));
    }
    for source in &mut out {
        speak_for(reading, source, words);
    }
    out
}

/// `the ministry's statement`, `a court ruling`: what was said or written speaks for the one whose it is.
fn speak_for(reading: &Reading, source: &mut Source, words: &SayingWords) {
    let known = |mention: &usize| !reading.mentions[*mention].who.is_empty();
    if source.mentions.iter().any(known) || !words.is_noun(reading, source.head) {
        return;
    }
    let inside = |m: &Mention| m.start >= source.run.start && m.end <= source.run.end && m.acts() && !m.who.is_empty();
    let owner = reading.mentions.iter().position(inside);
    source.mentions = owner.into_iter().collect();
}

/// A source with these heads; nothing where a place or a time stands there instead.
pub fn from_heads(reading: &Reading, sentence: usize, place: Place, heads: &[usize]) -> Option<Source> {
    let first = *heads.first()?;
    let phrases: Vec<(usize, usize)> = heads.iter().map(|head| phrase(reading, *head)).collect();
    // `Park and Blinken`: together, where nothing but `and` stands between.
    let (start, mut end) = phrases[0];
    let mut last = 0;
    for (at, next) in phrases.iter().enumerate().skip(1) {
        let linked = next.0 >= end && next.0 <= end + 2;
        if linked && (end..next.0).all(|word| reading.words.is(word, &["and", ",", "or", "&"])) {
            (end, last) = (next.1, at);
        }
    }
    let mut mentions: Vec<usize> = Vec::new();
    for mention in reading.named(&heads[..=last]) {
        let near = reading.mentions[mention].start >= start && reading.mentions[mention].end <= end;
        if near && !mentions.contains(&mention) {
            mentions.push(mention);
        }
    }
    if mentions.is_empty() {
        mentions.extend(reading.covering(first));
    }
    // `critics, who say`: the word that the clause begins with is theirs.
    if place == Place::Described {
        let who = (end..reading.words.len()).find(|word| !reading.words.words[*word].mark);
        end = who.filter(|word| matches!(reading.tree().tag(*word), Tag::Wdt | Tag::Wp)).map_or(end, |word| word + 1);
    }
    Some(Source { run: Run { sentence, start, end }, head: first, mentions, place })
}

fn of_verb(reading: &Reading, cue: &Cue) -> Option<(Place, Vec<usize>)> {
    let (tree, verb) = (reading.tree(), cue.head);
    let passive = tree.child(verb, &[Label::Auxpass]).is_some()
        || (tree.tag(verb) == Tag::Vbn && matches!(tree.label(verb), Label::Acl));
    if passive {
        let by = tree.child(verb, &[Label::Agent])?;
        return Some((Place::Agent, non_empty(tree.after(by))?));
    }
    if let Some(own) = tree.labelled(verb, &[Label::Nsubj]).last() {
        let relative = matches!(tree.tag(own), Tag::Wdt | Tag::Wp);
        return match relative {
            false => Some((Place::Subject, tree.joined(own))),
            true => Some((Place::Described, non_empty(tree.subjects(verb)).unwrap_or_else(|| vec![own]))),
        };
    }
    if let Some(shared) = non_empty(tree.subjects(verb)) {
        return Some((Place::Shared, shared));
    }
    beside(reading, cue).map(|word| (Place::Beside, vec![word]))
}

fn non_empty(words: Vec<usize>) -> Option<Vec<usize>> {
    (!words.is_empty()).then_some(words)
}

/// The noun right after a verb (`said Park`), or right before it.
fn beside(reading: &Reading, cue: &Cue) -> Option<usize> {
    let head = |at: usize| {
        let mention = reading.mentions.iter().find(|m| m.start == at || m.end == at + 1);
        let noun = mention.map(|m| m.head(reading.tree())).filter(|noun| !reading.tree().is_verb(*noun));
        noun.or_else(|| is_name(reading, at).then_some(at))
    };
    let before = cue.head.checked_sub(1).filter(|at| reading.tree().is_noun(*at)).or_else(|| cue.head.checked_sub(2));
    head(cue.end).or_else(|| before.and_then(head))
}

/// A name that no mention holds: of somebody who is in no list and stands here for the first time.
fn is_name(reading: &Reading, at: usize) -> bool {
    matches!(reading.tree().tag(at), Tag::Nnp | Tag::Nnps)
}

fn of_noun(reading: &Reading, noun: usize) -> Option<(Place, Vec<usize>)> {
    let tree = reading.tree();
    if let Some(owner) = tree.child(noun, &[Label::Poss]) {
        return Some((Place::Owner, tree.joined(owner)));
    }
    let belongs = tree.labelled(noun, &[Label::Prep, Label::Agent]).find(|prep| {
        reading.words.is(*prep, &["by", "from", "of", "among"]) && tree.child(*prep, &[Label::Pobj]).is_some()
    });
    if let Some(prep) = belongs {
        return Some((Place::Owner, non_empty(tree.after(prep))?));
    }
    let verb = tree.governor(noun)?;
    Some((Place::Around, non_empty(tree.subjects(verb))?))
}

fn of_adjective(reading: &Reading, adjective: usize) -> Option<(Place, Vec<usize>)> {
    let tree = reading.tree();
    let own = tree.labelled(adjective, &[Label::Nsubj, Label::Nsubjpass]).last();
    if let Some(own) = own.filter(|own| !matches!(tree.tag(*own), Tag::Wdt | Tag::Wp)) {
        return Some((Place::Subject, tree.joined(own)));
    }
    let head = tree.head(adjective);
    match tree.label(adjective) {
        Label::Amod | Label::Acl if head < adjective => Some((Place::Described, vec![head])),
        _ => Some((Place::Subject, non_empty(tree.subjects(adjective))?)),
    }
}

/// The noun that a phrase leads to.
fn after_phrase(reading: &Reading, cue: &Cue) -> Option<usize> {
    let tree = reading.tree();
    let object = (cue.head..cue.end).rev().find_map(|word| tree.child(word, &[Label::Pobj]).filter(|o| *o >= cue.end));
    let object = object.or_else(|| reading.mentions.iter().find(|m| m.start == cue.end).map(|m| m.head(tree)))?;
    // `according to plan`, `according to law`: a single noun without an article says nothing.
    let bare = object == cue.end && tree.tag(object) == Tag::Nn && phrase(reading, object).1 == object + 1;
    (!bare).then_some(object)
}

/// The words of a noun phrase: the mention around its head, else from its first word to its head, with what follows `of`.
pub fn phrase(reading: &Reading, head: usize) -> (usize, usize) {
    let tree = reading.tree();
    if let Some(mention) = reading.covering(head).map(|at| &reading.mentions[at]) {
        return (mention.start, mention.end);
    }
    let below = tree.below(head);
    let mut start = head;
    while let Some(left) = start.checked_sub(1).filter(|left| below.contains(left) && !is_break(reading, *left)) {
        start = left;
    }
    let mut end = head + 1;
    if let Some(of) = tree.labelled(head, &[Label::Prep]).find(|prep| *prep == end) {
        let inside = tree.below(of);
        while inside.contains(&end) || end == of {
            if is_break(reading, end) || matches!(tree.label(end), Label::Relcl | Label::Acl) {
                break;
            }
            end += 1;
        }
    }
    (start, end)
}

fn is_break(reading: &Reading, word: usize) -> bool {
    let mark = reading.words.words.get(word).is_none_or(|word| word.mark);
    mark && !reading.words.is(word, &["-", ".", "'", "&", "$"])
}

/// What kind of word a source is, as the weights name it.
pub fn kind(reading: &Reading, source: &Source) -> &'static str {
    let tree: Tree = reading.tree();
    let lower = reading.words.lower(source.head);
    match reading.words.tokens.get(source.head).map(|token| token.pos) {
        Some(Pos::Pron) => match lower {
            "he" | "she" | "him" | "her" | "his" => "he",
            "i" | "we" | "my" | "our" | "us" | "me" => "i",
            "you" | "your" => "you",
            "it" | "its" => "it",
            "they" | "them" | "their" => "they",
            "who" | "which" | "that" | "what" => "which",
            _ => "some",
        },
        Some(Pos::Propn) => "name",
        Some(Pos::Noun) if tree.tag(source.head) == Tag::Nns => "nouns",
        Some(Pos::Noun) => "noun",
        _ => "other",
    }
}
