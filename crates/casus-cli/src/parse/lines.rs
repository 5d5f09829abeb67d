//! A reading as JSON, an object a sentence. Words are named by their index in the sentence, from 0; `start` and `end`
//! count characters of the text, end exclusive.

use casus_line::Predicate;
use casus_types::{CharOffsets, Extent, Parsed, Proposal, Sentence, Span, Status, Text};
use serde::Serialize;
use std::ops::Range;

/// One sentence.
#[derive(Serialize)]
struct SentenceRecord<'t> {
    text: &'t str,
    #[serde(flatten)]
    place: Extent,
    tokens: Vec<TokenRecord<'t>>,
    /// One entry a token.
    tree: Vec<BranchRecord>,
    /// Names, dates and amounts.
    mentions: Vec<MentionRecord<'t>>,
    proposals: Vec<ProposalRecord<'t>>,
    /// Verbs, what a form of "be" says, and what else names a proposed act.
    predicates: Vec<PredicateRecord<'t>>,
}

#[derive(Serialize)]
struct TokenRecord<'t> {
    text: &'t str,
    lemma: &'t str,
    /// Universal part of speech.
    pos: &'static str,
    /// Penn tag.
    tag: &'static str,
    #[serde(flatten)]
    place: Extent,
}

/// How a token hangs in the tree.
#[derive(Serialize)]
struct BranchRecord {
    /// The token that it hangs on; null at a root.
    head: Option<usize>,
    label: &'static str,
}

#[derive(Serialize)]
struct MentionRecord<'t> {
    kind: &'static str,
    text: &'t str,
    /// Its first token, and one past its last.
    tokens: Extent,
    #[serde(flatten)]
    place: Extent,
}

#[derive(Serialize)]
struct ProposalRecord<'t> {
    /// The token that names the act.
    trigger: usize,
    text: &'t str,
    #[serde(rename = "type")]
    kind: &'static str,
    mode: Option<&'t str>,
    /// How sure the event reader is of the act and its class, 0 to 1.
    score: f64,
    status: Status,
    status_score: f64,
    links: Vec<LinkRecord<'t>>,
}

#[derive(Serialize)]
struct LinkRecord<'t> {
    role: &'static str,
    /// The token that the phrase hangs by.
    head: usize,
    text: &'t str,
    tokens: Extent,
    #[serde(flatten)]
    place: Extent,
    score: f64,
}

#[derive(Serialize)]
struct PredicateRecord<'t> {
    token: usize,
    text: &'t str,
    #[serde(flatten)]
    place: Extent,
    /// As an act; null for what is only demanded.
    status: Option<Status>,
    /// From -3 (did not happen) by 0 (open) to +3 (happened).
    factuality: f64,
    /// The words that decided.
    why: &'t str,
}

/// All sentences, a line each.
pub(super) fn lines(parsed: &Parsed, predicates: &[Vec<Predicate>]) -> String {
    let view = View { text: &parsed.article.text, places: CharOffsets::new(&parsed.article.text) };
    let sentences = parsed.sentences.iter().zip(predicates);
    let records = sentences.map(|(sentence, predicates)| view.sentence(sentence, predicates));
    // These records have text keys and finite numbers only: they can always be written.
    records.filter_map(|record| serde_json::to_string(&record).ok()).map(|line| line + "\n").collect()
}

struct View<'t> {
    text: &'t Text,
    places: CharOffsets<'t>,
}

impl<'t> View<'t> {
    fn sentence(&self, sentence: &'t Sentence, predicates: &'t [Predicate]) -> SentenceRecord<'t> {
        let token = |token: &'t casus_types::Token| TokenRecord {
            text: self.text.slice(token.span),
            lemma: &token.lemma,
            pos: token.pos.text(),
            tag: token.tag.text(),
            place: self.place(token.span),
        };
        let tokens = sentence.tokens.iter();
        let branch = |(at, token): (usize, &casus_types::Token)| BranchRecord {
            head: Some(token.head).filter(|head| *head != at),
            label: token.label.text(),
        };
        let mentions = sentence.names.iter().map(|name| {
            let span = phrase(sentence, &name.tokens);
            let (text, place) = (self.text.slice(span), self.place(span));
            MentionRecord { kind: name.kind.text(), text, tokens: extent(&name.tokens), place }
        });
        SentenceRecord {
            text: self.text.slice(sentence.span),
            place: self.place(sentence.span),
            tokens: tokens.clone().map(token).collect(),
            tree: tokens.enumerate().map(branch).collect(),
            mentions: mentions.collect(),
            proposals: sentence.proposals.iter().map(|proposal| self.proposal(sentence, proposal)).collect(),
            predicates: predicates.iter().filter_map(|one| self.predicate(sentence, one)).collect(),
        }
    }

    fn proposal(&self, sentence: &'t Sentence, proposal: &'t Proposal) -> ProposalRecord<'t> {
        let links = proposal.links.iter().map(|link| {
            let span = phrase(sentence, &link.tokens);
            LinkRecord {
                role: link.role.word(),
                head: link.head,
                text: self.text.slice(span),
                tokens: extent(&link.tokens),
                place: self.place(span),
                score: link.score.value(),
            }
        });
        ProposalRecord {
            trigger: proposal.trigger,
            text: self.text.slice(phrase(sentence, &(proposal.trigger..proposal.trigger + 1))),
            kind: proposal.kind.code(),
            mode: proposal.mode.as_deref(),
            score: proposal.score.value(),
            status: proposal.status,
            status_score: proposal.status_score.value(),
            links: links.collect(),
        }
    }

    fn predicate(&self, sentence: &'t Sentence, predicate: &'t Predicate) -> Option<PredicateRecord<'t>> {
        let token = sentence.tokens.get(predicate.word)?;
        let (text, place) = (self.text.slice(token.span), self.place(token.span));
        let Predicate { word, status, factuality, why } = predicate;
        Some(PredicateRecord { token: *word, text, place, status: *status, factuality: *factuality, why })
    }

    fn place(&self, span: Span) -> Extent {
        let (start, end) = self.places.range(span);
        Extent { start, end }
    }
}

fn extent(range: &Range<usize>) -> Extent {
    Extent { start: range.start, end: range.end }
}

/// The words of a range, from the first to the last.
pub(super) fn phrase(sentence: &Sentence, tokens: &Range<usize>) -> Span {
    let words = sentence.tokens.get(tokens.clone()).unwrap_or_default();
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => sentence.span,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{READING, judged};
    use super::*;
    use casus_types::conllu;
    use serde_json::{Value, json};

    fn record(at: usize) -> Value {
        let lines = lines(&conllu::read(READING).unwrap(), &judged());
        serde_json::from_str(lines.lines().nth(at).unwrap()).unwrap()
    }

    #[test]
    fn a_sentence_is_an_object_with_words_tree_names_and_acts() {
        let first = record(0);
        assert_eq!(
            (&first["text"], &first["start"], &first["end"]),
            (&json!("Séoul did not send aid."), &json!(0), &json!(23))
        );
        assert_eq!(
            first["tokens"][3],
            json!({"text": "send", "lemma": "send", "pos": "VERB", "tag": "VB", "start": 14, "end": 18})
        );
        assert_eq!(first["tree"].as_array().unwrap().len(), 6);
        assert_eq!(
            (&first["tree"][3], &first["tree"][4]),
            (&json!({"head": null, "label": "ROOT"}), &json!({"head": 3, "label": "dobj"}))
        );
        assert_eq!(
            first["mentions"],
            json!([{"kind": "GPE", "text": "Séoul", "tokens": {"start": 0, "end": 1}, "start": 0, "end": 5}])
        );
        assert_eq!(
            first["proposals"],
            json!([{
                "trigger": 3, "text": "send", "type": "AID", "mode": null, "score": 0.9, "status": "negated", "status_score": 0.8,
                "links": [{"role": "who", "head": 0, "text": "Séoul", "tokens": {"start": 0, "end": 1}, "start": 0, "end": 5, "score": 0.95}],
            }])
        );
    }

    #[test]
    fn places_count_characters_of_the_whole_text() {
        assert_eq!((&record(1)["start"], &record(1)["tokens"][0]["start"]), (&json!(24), &json!(24)));
    }

    #[test]
    fn every_predicate_has_a_factuality_and_its_reason() {
        assert_eq!(
            record(0)["predicates"],
            json!([{"token": 3, "text": "send", "start": 14, "end": 18, "status": "negated", "factuality": -2.0, "why": "\"not\""}])
        );
        let second = record(1);
        let told: Vec<(&Value, &Value)> =
            second["predicates"].as_array().unwrap().iter().map(|one| (&one["text"], &one["factuality"])).collect();
        assert_eq!(told, [(&json!("says"), &json!(3.0)), (&json!("follow"), &json!(1.2))]);
    }
}
