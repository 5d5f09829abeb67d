//! How a given source stands to a given target: a sentence with the two marked, and one label for it in the scheme that
//! is asked for. The event reader answers. A rule of the lexicon that finds the source acting on the target helps where
//! the reader is in doubt, and gives its finer CAMEO code where both agree. No actor is looked up, and nothing is coded.

use crate::{Fired, Line};
use casus_lexicon::{ModeId, Ontology, Rule};
use casus_reader::Relations;
use casus_types::{Article, Block, BlockKind, EventType, Ledger, Parsed, Published, Quad, Score, Sentence, Span, Text};

/// A sentence in which a source, a target or both are marked. Either may stand in it more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedPair {
    /// The sentence without its marks.
    pub text: Text,
    /// Where the source stands; empty where it is not named, as in a passive without a doer.
    pub source: Vec<Span>,
    /// Where the target stands; empty where it is not named.
    pub target: Vec<Span>,
}

/// In which terms a relation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// PLOVER's sixteen classes: `CONSULT`.
    Plover,
    /// The fifteen classes of the published pair benchmark: giving way in words and in deeds is `YIELD`, and formal
    /// sanctions are `COERCE`.
    Plv,
    /// CAMEO's codes, as fine as a class is without its mode: `04`.
    Cameo,
    /// The four corners of conflict and cooperation: `verbal-cooperation`.
    Quad,
}

/// `SANCTION/formal`: an embargo, a blacklist. PLOVER has a mode for breaking off what was; CAMEO's code hangs on it.
const FORMAL: &str = "formal";
const FORMAL_MODE: &str = "discontinue";

/// Below this the reader is in doubt, in thousandths.
const DOUBT: u16 = 450;

impl MarkedPair {
    /// Takes the marks `<s>…</s>` and `<t>…</t>` out of a sentence. A mark that is not closed, or closes nothing, marks
    /// nothing; any other `<` is text. Nothing comes back where no word is marked at all.
    ///
    /// ```
    /// use casus_line::MarkedPair;
    /// let pair = MarkedPair::read("<s>Norway</s> sent <t>Sudan</t> 3 < 4 ships.").unwrap();
    /// assert_eq!(pair.text.as_str(), "Norway sent Sudan 3 < 4 ships.");
    /// assert_eq!(pair.text.slice(pair.target[0]), "Sudan");
    /// assert_eq!(MarkedPair::read("Norway sent ships."), None);
    /// ```
    pub fn read(marked: &str) -> Option<MarkedPair> {
        let mut content = String::with_capacity(marked.len());
        let (mut source, mut target) = (Vec::new(), Vec::new());
        let (mut source_from, mut target_from) = (None, None);
        let mut rest = marked;
        while let Some(at) = rest.find('<') {
            content.push_str(&rest[..at]);
            rest = &rest[at..];
            let here = content.len();
            rest = if let Some(after) = rest.strip_prefix("<s>") {
                source_from = Some(here);
                after
            } else if let Some(after) = rest.strip_prefix("<t>") {
                target_from = Some(here);
                after
            } else if let Some(after) = rest.strip_prefix("</s>") {
                source.extend(source_from.take().map(|from| from..here));
                after
            } else if let Some(after) = rest.strip_prefix("</t>") {
                target.extend(target_from.take().map(|from| from..here));
                after
            } else {
                content.push('<');
                &rest[1..]
            };
        }
        content.push_str(rest);
        let text = Text::new(content);
        let with_words = |range| text.span(range).filter(|span| !text.slice(*span).trim().is_empty());
        let source: Vec<Span> = source.into_iter().filter_map(with_words).collect();
        let target: Vec<Span> = target.into_iter().filter_map(with_words).collect();
        if source.is_empty() && target.is_empty() { None } else { Some(MarkedPair { source, target, text }) }
    }

    /// The sentence as an article of one paragraph.
    fn article(&self) -> Article {
        Article {
            id: "pair".to_string(),
            source: "pair".to_string(),
            headline: None,
            published: Published::default(),
            modified: None,
            authors: Vec::new(),
            agency: None,
            outlet: None,
            place: None,
            blocks: vec![Block { span: self.text.whole(), kind: BlockKind::Paragraph, dropped: None }],
            text: self.text.clone(),
        }
    }
}

impl Line {
    /// The likeliest relation of source and target in a scheme, and how likely it is. Where several of the reader's
    /// classes have one label, their scores are added up.
    pub fn relate(&self, pair: &MarkedPair, scheme: Scheme) -> (String, Score) {
        let parsed = as_one_sentence(self.reader.parse(pair.article()));
        let asked = if scheme == Scheme::Plv { Relations::Plv } else { Relations::Plover };
        let scores = self.reader.relate(&parsed, 0, &pair.source, &pair.target, asked);
        let ontology = &self.lexicon.ontology;
        let (best, score) =
            likeliest(scores.into_iter().map(|(relation, score)| (label(relation, scheme, ontology), score)));
        match self.linking_rule(&parsed, pair) {
            Some(rule) => {
                let own = rule_label(rule, scheme, ontology);
                let finer = scheme == Scheme::Cameo && own.starts_with(&best);
                if finer || score.thousandths() < DOUBT { (own, score) } else { (best, score) }
            }
            None => (best, score),
        }
    }

    /// The rule that fires with the source among its actors and the target among its recipients, where one does.
    fn linking_rule(&self, parsed: &Parsed, pair: &MarkedPair) -> Option<&Rule> {
        let touches = |spans: &[Span], marked: &[Span]| {
            spans.iter().any(|span| marked.iter().any(|mark| span.start() < mark.end() && mark.start() < span.end()))
        };
        let trial = self.coder.try_rules(parsed);
        let links =
            |fired: &&Fired| touches(&fired.actor_spans, &pair.source) && touches(&fired.recipient_spans, &pair.target);
        let fired = trial.fired.iter().find(links)?;
        self.coder.rule(&fired.rule)
    }
}

/// The network learnt pairs from whole texts, which can hold two sentences: `"We object." That is what Chile told Peru.`
fn as_one_sentence(parsed: Parsed) -> Parsed {
    let whole = parsed.sentences.into_iter().reduce(|mut whole, next| {
        let before = whole.tokens.len();
        whole.span = whole.span.to(next.span);
        whole.tokens.extend(next.tokens.into_iter().map(|mut token| {
            token.head += before;
            token
        }));
        whole.names.extend(next.names.into_iter().map(|mut name| {
            name.tokens = name.tokens.start + before..name.tokens.end + before;
            name
        }));
        whole
    });
    Parsed { article: parsed.article, sentences: Vec::<Sentence>::from_iter(whole) }
}

/// A rule's class in the terms of a scheme.
fn rule_label(rule: &Rule, scheme: Scheme, ontology: &Ontology) -> String {
    let class = rule.kind;
    match scheme {
        Scheme::Plv if matches!(class, EventType::Concede | EventType::Retreat) => "YIELD".to_string(),
        Scheme::Plv if class == EventType::Sanction && rule.ledger == Some(Ledger::Sanctions) => "COERCE".to_string(),
        Scheme::Plv => class.code().to_string(),
        Scheme::Cameo if rule.cameo.is_some() => rule.cameo.clone().unwrap_or_default(),
        Scheme::Cameo => ontology.cameo(class, rule.mode.as_ref()).unwrap_or_default().to_string(),
        Scheme::Plover | Scheme::Quad => label(class.code(), scheme, ontology),
    }
}

/// A relation in the terms of a scheme.
fn label(relation: &str, scheme: Scheme, ontology: &Ontology) -> String {
    let (class, manner) = relation.split_once('/').unwrap_or((relation, ""));
    let kind = EventType::from_code(class);
    let told = match scheme {
        Scheme::Plv => None,
        Scheme::Plover => Some(class.to_string()),
        Scheme::Cameo => kind.and_then(|kind| {
            let mode = (manner == FORMAL).then(|| ModeId(FORMAL_MODE.to_string()));
            ontology.cameo(kind, mode.as_ref()).map(str::to_string)
        }),
        Scheme::Quad => kind.and_then(|kind| ontology.of(kind)).map(|meaning| quad(meaning.quad).to_string()),
    };
    told.unwrap_or_else(|| relation.to_string())
}

fn quad(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal-cooperation",
        Quad::MaterialCooperation => "material-cooperation",
        Quad::VerbalConflict => "verbal-conflict",
        Quad::MaterialConflict => "material-conflict",
    }
}

/// The label with the highest sum; of equals the one that came first.
fn likeliest(scores: impl Iterator<Item = (String, Score)>) -> (String, Score) {
    let mut sums: Vec<(String, u32)> = Vec::new();
    for (label, score) in scores {
        let score = u32::from(score.thousandths());
        match sums.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) => *sum += score,
            None => sums.push((label, score)),
        }
    }
    let first = |best: (String, u32), next: (String, u32)| if next.1 > best.1 { next } else { best };
    let (label, sum) = sums.into_iter().reduce(first).unwrap_or_default();
    (label, Score::new(sum as f32 / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_lexicon::Lexicon;
    use proptest::prelude::*;

    fn cut(marked: &str) -> Option<(String, Vec<String>, Vec<String>)> {
        let pair = MarkedPair::read(marked)?;
        let words = |spans: &[Span]| spans.iter().map(|span| pair.text.slice(*span).to_string()).collect();
        Some((pair.text.as_str().to_string(), words(&pair.source), words(&pair.target)))
    }

    #[test]
    fn marks_are_taken_out_and_their_words_found() {
        let cases: [(&str, &str, &[&str], &[&str]); 7] = [
            ("<s>Peru</s> met <t>Chile</t>.", "Peru met Chile.", &["Peru"], &["Chile"]),
            (
                "<t>Chile</t> met <s>Peru</s> and <s>Ghana</s>.",
                "Chile met Peru and Ghana.",
                &["Peru", "Ghana"],
                &["Chile"],
            ),
            ("<s>Peru</s> mobilized.", "Peru mobilized.", &["Peru"], &[]),
            ("<s>the <t>Chilean</t> army</s> left", "the Chilean army left", &["the Chilean army"], &["Chilean"]),
            ("<s>Séoul</s> said \"1 < 2\" <b>", "Séoul said \"1 < 2\" <b>", &["Séoul"], &[]),
            ("<s>a <s>Peru</s> b</s> <t>c", "a Peru b c", &["Peru"], &[]),
            ("<t> </t><s>Peru</s>", " Peru", &["Peru"], &[]),
        ];
        for (marked, text, source, target) in cases {
            let own = |words: &[&str]| words.iter().map(|word| word.to_string()).collect::<Vec<_>>();
            assert_eq!(cut(marked), Some((text.to_string(), own(source), own(target))), "{marked}");
        }
    }

    #[test]
    fn a_sentence_without_a_mark_is_no_pair() {
        for marked in ["", "Peru met Chile.", "<t></t>Peru", "<s></s>Peru", "<s> </s>Peru", "Peru</s>", "<s>Peru"] {
            assert_eq!(cut(marked), None, "{marked}");
        }
    }

    proptest! {
        /// Any text can be read; what is not a mark stays.
        #[test]
        fn nothing_but_marks_is_taken_out(pieces in prop::collection::vec(prop_oneof!["<s>|</s>|<t>|</t>", "[a-z< é/>]{0,4}"], 0..9)) {
            let marked = format!("<s>Peru</s>{}", pieces.concat());
            let pair = MarkedPair::read(&marked).unwrap();
            let bare = ["<s>", "</s>", "<t>", "</t>"].iter().fold(marked.clone(), |text, mark| text.replace(mark, "\0"));
            prop_assert_eq!(pair.text.as_str(), bare.replace('\0', ""));
        }
    }

    fn told(scheme: Scheme, scores: &[(&str, f32)]) -> (String, u16) {
        let ontology = Lexicon::embedded().unwrap().ontology;
        let scores = scores.iter().map(|(relation, score)| (label(relation, scheme, &ontology), Score::new(*score)));
        let (label, score) = likeliest(scores);
        (label, score.thousandths())
    }

    #[test]
    fn scores_of_one_label_add_up() {
        let scores = [("COERCE", 0.4), ("SANCTION/formal", 0.3), ("SANCTION", 0.2), ("ACCUSE", 0.1)];
        assert_eq!(told(Scheme::Plover, &scores), ("SANCTION".to_string(), 500));
        assert_eq!(told(Scheme::Cameo, &scores), ("17".to_string(), 400), "163 and 16 are two codes");
        assert_eq!(told(Scheme::Quad, &scores), ("material-conflict".to_string(), 900));
    }

    #[test]
    fn every_class_has_a_label_in_every_scheme() {
        let ontology = Lexicon::embedded().unwrap().ontology;
        for kind in EventType::ALL {
            assert_eq!(label(kind.code(), Scheme::Plover, &ontology), kind.code());
            assert!(label(kind.code(), Scheme::Quad, &ontology).contains("-co"), "{}", kind.code());
            let code = label(kind.code(), Scheme::Cameo, &ontology);
            assert!(code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
        assert_eq!(label("SANCTION/formal", Scheme::Cameo, &ontology), "163");
        assert_eq!(label("YIELD", Scheme::Plv, &ontology), "YIELD");
    }
}
