//! Reading `verbs/*.toml`: the forms of a rule and its sentences as they are written, and their turning into
//! [`Rule`]s. What can be checked against other files is checked in `checks`.

use crate::cells::Cells;
use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::ontology::{ContextId, ModeId, text};
use crate::rules::{Example, Part, PlaceOfRole, Places, Rule, VerbPattern};
use crate::source::SourceFile;
use crate::tree::{At, Entry, Page};
use casus_types::{Code, EventType, RuleId};
use schemars::JsonSchema;
use serde::Deserialize;

/// A file of rules: `verbs/assault.toml`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    /// PLOVER's class of all rules in the file: `ASSAULT`.
    #[serde(rename = "type")]
    #[schemars(required)]
    kind: Option<At>,
    /// The rules.
    #[allow(dead_code)] // read entry by entry; here for the schema
    #[serde(default)]
    rule: Vec<RuleForm>,
}

/// One rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleForm {
    /// Class, point, a name: `assault.bomb`.
    #[schemars(required)]
    id: Option<At>,
    /// Base forms; a particle or preposition may follow.
    #[serde(default)]
    verbs: Vec<At>,
    /// Nouns in the singular.
    #[serde(default)]
    nouns: Vec<At>,
    /// One of these nouns must head the object.
    #[serde(default)]
    object: Vec<At>,
    /// None of these nouns may head the object.
    #[serde(default)]
    object_not: Vec<At>,
    /// One of these words must stand in the same clause.
    #[serde(default)]
    with_words: Vec<At>,
    /// None of these words may stand in the same clause.
    #[serde(default)]
    without_words: Vec<At>,
    /// Where the actors stand; the first that is filled wins.
    #[serde(default)]
    actors: Vec<At>,
    /// Where the recipients stand; the first that is filled wins.
    #[serde(default)]
    recipients: Vec<At>,
    /// `actor`, `recipient`: the rule fires only if that part is filled.
    #[serde(default)]
    needs: Vec<At>,
    /// PLOVER's mode.
    mode: Option<At>,
    /// The ledger that the event feeds.
    ledger: Option<At>,
    /// PLOVER's contexts.
    #[serde(default)]
    contexts: Vec<At>,
    /// CAMEO's code, where finer than the crosswalk.
    cameo: Option<At>,
    /// The status, where the words themselves say it.
    status: Option<At>,
    /// The class that the same words tell while the act is still to come: sanctions that are announced are THREATEN.
    future: Option<At>,
    /// And its mode.
    future_mode: Option<At>,
    /// What it is for.
    note: Option<At>,
    /// Sentences in which it fires.
    #[allow(dead_code)] // read entry by entry; here for the schema
    #[serde(default)]
    yes: Vec<ExampleForm>,
    /// Sentences in which it does not.
    #[allow(dead_code)] // read entry by entry; here for the schema
    #[serde(default)]
    no: Vec<ExampleForm>,
}

/// A sentence that tests a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleForm {
    /// The sentence.
    #[schemars(required)]
    text: Option<At>,
    /// Codes of the actors that must come out, in any order; left out, they are not looked at.
    actors: Option<Vec<At>>,
    /// Codes of the recipients that must come out, in any order; left out, they are not looked at.
    recipients: Option<Vec<At>>,
    /// In a `yes`, left out means `happened`; in a `no`, the rule may fire but not as happened.
    status: Option<At>,
    /// In a `no`: what it is instead.
    why: Option<At>,
    /// Why it fails today.
    known_failure: Option<At>,
}

/// Reads a file of rules.
pub(crate) fn read_rules(file: &SourceFile, complaints: &mut Complaints) -> Vec<Rule> {
    let Some((page, mut root)) = Page::parse(file, complaints) else { return Vec::new() };
    let entries = page.entries(&mut root, "rule", complaints);
    let head = page.form::<RuleFile>(root, complaints);
    let top = head.as_ref().and_then(|head| head.kind.as_ref()).map_or(0..0, At::span);
    let mut cells = Cells { origin: page.origin(top), complaints: &mut *complaints };
    let kind = match head.as_ref().and_then(|head| head.kind.as_ref()) {
        Some(kind) => cells.kind("type", kind.text()),
        None => {
            cells.complain("the file has no `type`", "begin it with a line such as type = \"ASSAULT\"");
            None
        }
    };
    entries.into_iter().filter_map(|entry| read_rule(&page, entry, kind, complaints)).collect()
}

fn read_rule<'t>(
    page: &Page<'t>,
    mut entry: Entry<'t>,
    kind: Option<EventType>,
    complaints: &mut Complaints,
) -> Option<Rule> {
    let origin = page.entry_origin(&entry);
    let yes = page.entries(&mut entry, "yes", complaints);
    let no = page.entries(&mut entry, "no", complaints);
    let yes: Vec<Example> = yes.into_iter().filter_map(|example| read_example(page, example, complaints)).collect();
    let no: Vec<Example> = no.into_iter().filter_map(|example| read_example(page, example, complaints)).collect();
    let form = page.form::<RuleForm>(entry, complaints)?;

    let mut reading = Reading { page, complaints };
    let actors = reading.places("actors", &form.actors);
    let recipients = reading.places("recipients", &form.recipients);
    let needs = form.needs.iter().filter_map(|part| reading.at(part).choice("part", part.text(), &PARTS)).collect();
    let ledger = form.ledger.as_ref().and_then(|ledger| reading.at(ledger).ledger(ledger.text()));
    let status = form.status.as_ref().and_then(|status| reading.at(status).status(status.text()));
    let cameo = form.cameo.as_ref().and_then(|cameo| reading.at(cameo).cameo(cameo.text()));
    let future = form.future.as_ref().and_then(|future| reading.at(future).kind("future", future.text()));
    let verbs = reading.words("verbs", &form.verbs).into_iter().filter_map(verb_pattern).collect();
    let nouns = reading.words("nouns", &form.nouns).iter().map(|noun| split(noun)).collect();
    let [object, object_not, with_words, without_words] = [
        ("object", &form.object),
        ("object_not", &form.object_not),
        ("with_words", &form.with_words),
        ("without_words", &form.without_words),
    ]
    .map(|(key, words)| reading.words(key, words));

    let mut cells = Cells { origin: origin.clone(), complaints };
    let id = cells.required("id", text(&form.id));
    Some(Rule {
        id: RuleId(id?),
        kind: kind?,
        verbs,
        nouns,
        object,
        object_not,
        with_words,
        without_words,
        actors,
        recipients,
        needs,
        mode: form.mode.map(|mode| ModeId(mode.text().to_string())),
        ledger,
        contexts: form.contexts.iter().map(|context| ContextId(context.text().to_string())).collect(),
        cameo,
        status,
        future: future.map(|kind| (kind, form.future_mode.map(|mode| ModeId(mode.text().to_string())))),
        note: text(&form.note).to_string(),
        yes,
        no,
        origin,
    })
}

fn read_example<'t>(page: &Page<'t>, entry: Entry<'t>, complaints: &mut Complaints) -> Option<Example> {
    let origin = page.entry_origin(&entry);
    let form = page.form::<ExampleForm>(entry, complaints)?;
    let mut reading = Reading { page, complaints };
    let actors = form.actors.as_ref().map(|codes| reading.codes("actors", codes));
    let recipients = form.recipients.as_ref().map(|codes| reading.codes("recipients", codes));
    let status = form.status.as_ref().and_then(|status| reading.at(status).status(status.text()));
    let line = origin.line;
    let sentence = Cells { origin, complaints }.required("text", text(&form.text))?;
    let optional = |value: Option<At>| value.map(|value| value.text().to_string());
    Some(Example {
        text: sentence,
        actors,
        recipients,
        status,
        why: optional(form.why),
        known_failure: optional(form.known_failure),
        line,
    })
}

/// Values of one rule, each complained of at its own line.
struct Reading<'p, 't> {
    page: &'p Page<'t>,
    complaints: &'p mut Complaints,
}

impl Reading<'_, '_> {
    fn at(&mut self, value: &At) -> Cells<'_> {
        Cells { origin: self.page.origin(value.span()), complaints: self.complaints }
    }

    fn codes(&mut self, key: &str, codes: &[At]) -> Vec<Code> {
        codes.iter().filter_map(|code| self.at(code).code_required(key, code.text())).collect()
    }

    /// Words and phrases, none empty, with single spaces.
    fn words(&mut self, key: &str, words: &[At]) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for word in words {
            let mut cells = self.at(word);
            let Some(phrase) = cells.required(key, word.text()).map(|phrase| split(&phrase).join(" ")) else {
                continue;
            };
            if kept.contains(&phrase) {
                cells.complain(format!("`{phrase}` stands twice in `{key}`"), "keep one of the two");
            } else {
                kept.push(phrase);
            }
        }
        kept
    }

    fn places(&mut self, key: &str, alternatives: &[At]) -> Vec<Places> {
        let mut places = Vec::new();
        for alternative in alternatives {
            let mut joined = Vec::new();
            for word in alternative.text().split('+').map(str::trim) {
                match PlaceOfRole::from_word(word) {
                    Some(place) => joined.push(place),
                    None => {
                        let help = did_you_mean(word, PlaceOfRole::words());
                        self.at(alternative).complain(format!("unknown place `{word}` in `{key}`"), help);
                    }
                }
            }
            if !joined.is_empty() {
                places.push(Places(joined));
            }
        }
        places
    }
}

const PARTS: [(&str, Part); 2] = [("actor", Part::Actor), ("recipient", Part::Recipient)];

fn split(phrase: &str) -> Vec<String> {
    phrase.split_whitespace().map(str::to_string).collect()
}

fn verb_pattern(phrase: String) -> Option<VerbPattern> {
    let mut words = split(&phrase).into_iter();
    Some(VerbPattern { lemma: words.next()?, particles: words.collect() })
}

/// Checks of a rule by itself: its name, that it can fire, and that it is tested both ways.
pub(crate) fn check_alone(rule: &Rule, complaints: &mut Complaints) {
    let id = &rule.id.0;
    let mut complain = |what: String, help: &str| complaints.push(&rule.origin, what, help);
    let class = rule.kind.code().to_ascii_lowercase();
    let name = id.strip_prefix(&class).and_then(|rest| rest.strip_prefix('.')).unwrap_or_default();
    if name.is_empty()
        || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte))
    {
        let help = format!("begin it with `{class}.` and a name in small letters, such as `{class}.bomb`");
        complain(format!("`{id}` is no name for a rule of {}", rule.kind.code()), &help);
    }
    if rule.verbs.is_empty() && rule.nouns.is_empty() {
        complain(
            format!("rule `{id}` has neither verbs nor nouns"),
            "give it `verbs`, `nouns` or both; it can never fire",
        );
    }
    if rule.actors.is_empty() && rule.recipients.is_empty() {
        let help = "say where they stand, such as actors = [\"subject\"]";
        complain(format!("rule `{id}` has no place for actors or recipients"), help);
    }
    if rule.yes.is_empty() {
        complain(format!("rule `{id}` has no `yes` sentence"), "add a [[rule.yes]] with a sentence in which it fires");
    }
    if rule.no.is_empty() {
        let help = "add a [[rule.no]] with a sentence where the same words are something else";
        complain(format!("rule `{id}` has no `no` sentence"), help);
    }
    let mut sentences: Vec<&Example> = Vec::new();
    for example in rule.yes.iter().chain(&rule.no) {
        if let Some(first) = sentences.iter().find(|first| first.text == example.text) {
            let origin = Origin { file: rule.origin.file.clone(), line: example.line };
            let what = format!("the sentence stands already in rule `{id}`, at line {}", first.line);
            complaints.push(&origin, what, "write another one, or keep one of the two");
        }
        sentences.push(example);
    }
    for example in &rule.no {
        let origin = Origin { file: rule.origin.file.clone(), line: example.line };
        if example.why.is_none() {
            complaints.push(
                &origin,
                format!("a `no` of rule `{id}` has no `why`"),
                "say what it is instead, such as why = \"a failure\"",
            );
        }
    }
}
