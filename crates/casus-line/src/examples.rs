//! The sentences beside each rule, tried one by one: does the rule fire where it must, with whom and with what status,
//! and keep quiet where it must? And one sentence on trial for an analyst who asks why. Both go the way that reports go;
//! nothing is coded or kept.

use crate::{Line, cue_examples, state_examples};
use casus_coder::{Fired, Trial};
use casus_lexicon::{Complaint, Example, Origin, PlaceOfRole, Places, Rule};
use casus_reader::page::{self, PageInput};
use casus_types::{Actor, Article, Code, Parsed, Status};
use std::sync::Arc;

/// What became of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// The rule or the cue that it stands beside, as written.
    pub beside: String,
    /// Where it is written.
    pub origin: Origin,
    /// The sentence.
    pub text: String,
    /// How it ended.
    pub verdict: Verdict,
}

/// How an example ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should.
    Passed,
    /// Not as it should, and the lexicon says so.
    KnownFailure,
    /// Not as it should; or marked as a known failure, and passing.
    Failed {
        /// What came out.
        what: String,
        /// A way out.
        help: String,
    },
}

impl ExampleOutcome {
    /// A failure in the form of the lexicon's other complaints.
    pub fn complaint(&self) -> Option<Complaint> {
        let Verdict::Failed { what, help } = &self.verdict else { return None };
        let what = format!("{}: \"{}\": {what}", self.beside, self.text);
        Some(Complaint { file: Arc::clone(&self.origin.file), line: self.origin.line, what, help: help.clone() })
    }
}

/// One sentence on trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Its words.
    pub parsed: Parsed,
    /// Who is named in it.
    pub actors: Vec<Actor>,
    /// What fired, and what nearly did.
    pub trial: Trial,
}

/// Tries the sentences of all rules, of all status cues and of the words for states, in the order of the lexicon.
pub fn check_examples(line: &Line) -> Vec<ExampleOutcome> {
    let rules = line.lexicon.rules.iter().flat_map(|rule| of_rule(line, rule));
    rules.chain(cue_examples::check(line)).chain(state_examples::check(line)).collect()
}

/// Tries the rules on a sentence.
pub fn try_sentence(line: &Line, sentence: &str) -> Tried {
    let parsed = line.reader.read(article(line, sentence));
    let trial = line.coder.try_rules(&parsed);
    let coded = line.coder.code(parsed);
    Tried { parsed: coded.parsed, actors: coded.actors, trial }
}

/// The sentence as the text of an article without cleaning.
pub(crate) fn article(line: &Line, sentence: &str) -> Article {
    let input = PageInput { id: "sentence", source: "sentence", plain: true, ..PageInput::default() };
    let (article, _) = page::read_plain(sentence, &input, &line.lexicon.page_words);
    article
}

fn of_rule<'l>(line: &'l Line, rule: &'l Rule) -> impl Iterator<Item = ExampleOutcome> + 'l {
    let yes = rule.yes.iter().map(|example| (example, true));
    let no = rule.no.iter().map(|example| (example, false));
    yes.chain(no).map(move |(example, must_fire)| {
        let parsed = line.reader.parse(article(line, &example.text));
        let trial = line.coder.try_rules(&parsed);
        let shown = Shown { parsed: &parsed, trial: &trial, rule, example };
        let complaint = if must_fire { shown.should_have_fired() } else { shown.should_have_been_quiet() };
        ExampleOutcome {
            beside: rule.id.0.clone(),
            origin: Origin { file: Arc::clone(&rule.origin.file), line: example.line },
            text: example.text.clone(),
            verdict: verdict(complaint, example.known_failure.is_some()),
        }
    })
}

fn verdict(complaint: Option<(String, String)>, known: bool) -> Verdict {
    match (complaint, known) {
        (None, false) => Verdict::Passed,
        (Some(_), true) => Verdict::KnownFailure,
        (Some((what, help)), false) => Verdict::Failed { what, help },
        (None, true) => {
            let what = "it passes, though it is marked as a known failure".to_string();
            Verdict::Failed { what, help: "remove `known_failure`".to_string() }
        }
    }
}

/// One thing that is not as an example says.
struct Difference {
    what: String,
    help: String,
}

/// An example with what came out.
struct Shown<'a> {
    parsed: &'a Parsed,
    trial: &'a Trial,
    rule: &'a Rule,
    example: &'a Example,
}

impl Shown<'_> {
    fn words(&self, span: casus_types::Span) -> &str {
        self.parsed.article.text.slice(span)
    }

    /// Every time the rule itself fired.
    fn firings(&self) -> impl Iterator<Item = &Fired> {
        self.trial.fired.iter().filter(|fired| fired.rule == self.rule.id)
    }

    /// For a `yes`: nothing, or what came out instead and what to look at.
    fn should_have_fired(&self) -> Option<(String, String)> {
        let wrong: Vec<Vec<Difference>> = self.firings().map(|fired| self.differences(fired)).collect();
        // A rule may fire on two words of a sentence; one right firing is enough, else the nearest one is told.
        let Some(differences) = wrong.into_iter().min_by_key(Vec::len) else {
            return Some((self.silence(), self.way_to_fire()));
        };
        let what: Vec<String> = differences.iter().map(|difference| difference.what.clone()).collect();
        differences.into_iter().next().map(|first| (what.join("; "), first.help))
    }

    /// What is not as the example says.
    fn differences(&self, fired: &Fired) -> Vec<Difference> {
        let (rule, example) = (self.rule, self.example);
        let parts = [
            ("actors", &example.actors, &fired.actors, &fired.actor_spans, &rule.actors),
            ("recipients", &example.recipients, &fired.recipients, &fired.recipient_spans, &rule.recipients),
        ];
        let mut differences = Vec::new();
        for (part, wanted, found, spans, places) in parts {
            let Some(wanted) = wanted.as_ref().filter(|wanted| sorted(wanted) != sorted(found)) else { continue };
            let words: Vec<String> = spans.iter().map(|span| format!("\"{}\"", self.words(*span))).collect();
            let words = words.join(", ");
            let from = if words.is_empty() { String::new() } else { format!(" from {words}") };
            let help = if words.is_empty() {
                format!("nobody stands in its places ({}); add the place or mend the example", places_of(places))
            } else if found.is_empty() {
                format!("no country is known for {words}: is it in `actors/`, or told elsewhere in the sentence?")
            } else {
                "see with `casus lexicon try` who stands where; mend the places or the example".to_string()
            };
            differences.push(Difference {
                what: format!("{part} {}{from} instead of {}", listed(found), listed(wanted)),
                help,
            });
        }
        let wanted = example.status.unwrap_or(Status::Happened);
        if fired.status != Some(wanted) {
            let what = format!("{} instead of {}: {}", status(fired.status), wanted.word(), fired.why);
            let help = "mend the cue in `status/cues.csv`, or the example's `status`".to_string();
            differences.push(Difference { what, help });
        }
        differences
    }

    /// What happened instead of a firing.
    fn silence(&self) -> String {
        let others: Vec<String> = self
            .trial
            .fired
            .iter()
            .map(|fired| format!("{} fired on \"{}\"", fired.rule.0, self.words(fired.trigger)))
            .collect();
        let rest = if others.is_empty() { "nothing did".to_string() } else { others.join(", ") };
        format!("the rule did not fire; {rest}")
    }

    fn way_to_fire(&self) -> String {
        let near = self.trial.missed.iter().find(|missed| missed.rule == self.rule.id);
        match near {
            Some(missed) => format!("it nearly fired on \"{}\": {}", self.words(missed.trigger), missed.why),
            None if self.trial.fired.is_empty() => {
                "none of its verbs and nouns was found; is one of them in the sentence, as a verb or a noun?"
                    .to_string()
            }
            None => {
                "a rule that asks for more of the words around it (`object`, `with_words`) wins on one trigger; make \
                     this one ask for more, or refuse these words in the other one"
                    .to_string()
            }
        }
    }

    /// For a `no`: nothing, or how the rule fired and what to do about it.
    fn should_have_been_quiet(&self) -> Option<(String, String)> {
        let excused = |fired: &&Fired| self.example.status.is_some() && fired.status != Some(Status::Happened);
        let fired = self.firings().find(|fired| !excused(fired))?;
        let (trigger, came_out) = (self.words(fired.trigger), status(fired.status));
        let what = format!("the rule fired on \"{trigger}\", {came_out}: {}", fired.why);
        let help = match &self.example.why {
            Some(why) => format!("this is {why}: refuse its words with `without_words` or `object_not`"),
            None => "refuse its words with `without_words` or `object_not`".to_string(),
        };
        Some((what, help))
    }
}

fn status(status: Option<Status>) -> &'static str {
    status.map_or("demanded", Status::word)
}

/// As a rule writes them, best first.
fn places_of(places: &[Places]) -> String {
    let written = |together: &Places| together.0.iter().map(PlaceOfRole::word).collect::<Vec<_>>().join("+");
    if places.is_empty() {
        "it has none".to_string()
    } else {
        places.iter().map(written).collect::<Vec<_>>().join(", ")
    }
}

fn sorted(codes: &[Code]) -> Vec<&Code> {
    let mut codes: Vec<&Code> = codes.iter().collect();
    codes.sort();
    codes.dedup();
    codes
}

fn listed(codes: &[Code]) -> String {
    format!("[{}]", codes.iter().map(|code| code.0.as_str()).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
#[path = "examples_tests.rs"]
mod tests;
