//! `cargo xtask effect`: what a change does to the coding. A fixed sample of reports is coded with the program as it is
//! now; events that the committed list has and the program no longer finds are lost, the others gained. This is no
//! score: it says that something changed, and a person says whether for the better.

use crate::casus::Casus;
use crate::print::say;
use crate::repository::Repository;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const SAMPLE: &str = "tests/effect/sample.jsonl";
const EVENTS: &str = "tests/effect/events.tsv";

const HEAD: &str = "\
# The events that casus finds in sample.jsonl, as accepted last. Written by `cargo xtask effect --accept`.
# `sentence` is the character at which the sentence of the trigger begins.
article\tsentence\ttype\tstatus\tactors\trecipients\tmode\ttrigger
";

/// One event, with what is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    article: String,
    sentence: usize,
    /// Type, status, actors, recipients, mode and trigger, with tabs between.
    told: String,
}

/// Shows events lost and gained; says whether there were none.
pub(crate) fn compare(repository: &Repository) -> Result<bool, String> {
    let documents = code_sample(repository)?;
    let before = listed(&repository.read(EVENTS)?)?;
    let now: Vec<Event> = documents.iter().flat_map(events).collect();
    let change = Change::between(&before, &now);
    let sentences = sentences(&documents);
    for (article, sentence) in change.places() {
        let words = sentences.get(&(article.clone(), sentence)).map_or("", String::as_str);
        say(format!("{article}  {words}"));
        let here = |event: &&Event| event.article == article && event.sentence == sentence;
        change.lost.iter().filter(here).for_each(|event| say(format!("  - {}", shown(event))));
        change.gained.iter().filter(here).for_each(|event| say(format!("  + {}", shown(event))));
    }
    let (lost, gained) = (change.lost.len(), change.gained.len());
    say(format!("effect: {lost} lost, {gained} gained, {} as before, in {} reports", change.kept, documents.len()));
    Ok(lost + gained == 0)
}

/// Writes the list anew.
pub(crate) fn accept(repository: &Repository) -> Result<bool, String> {
    let documents = code_sample(repository)?;
    let mut now: Vec<Event> = documents.iter().flat_map(events).collect();
    now.sort();
    let lines: Vec<String> =
        now.iter().map(|event| format!("{}\t{}\t{}\n", event.article, event.sentence, event.told)).collect();
    repository.write(EVENTS, &format!("{HEAD}{}", lines.concat()))?;
    say(format!("{EVENTS}: {} events in {} reports", now.len(), documents.len()));
    Ok(true)
}

fn code_sample(repository: &Repository) -> Result<Vec<Value>, String> {
    let coded = Casus::ready(repository)?.output(&["code", SAMPLE, "--format", "jsonl"])?;
    let documents = coded.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>();
    documents.map_err(|error| format!("casus code: no coded document: {error}"))
}

/// The events of one coded document.
fn events(document: &Value) -> Vec<Event> {
    let text: Vec<char> = string(document, "/article/text").chars().collect();
    let article = string(document, "/article/id").to_string();
    let of_event = |event: &Value| {
        let trigger = event.get("trigger").and_then(extent).unwrap_or_default();
        let sentence = starts(document).range(..=trigger.0).next_back().copied().unwrap_or(trigger.0);
        let told = [
            string(event, "/type").to_string(),
            string(event, "/status").to_string(),
            codes(event, "actors"),
            codes(event, "recipients"),
            string(event, "/mode").to_string(),
            cut(&text, trigger),
        ];
        Event { article: article.clone(), sentence, told: told.join("\t") }
    };
    list(document, "events").iter().map(of_event).collect()
}

/// Where the sentences of a document begin.
fn starts(document: &Value) -> BTreeSet<usize> {
    list(document, "sentences").iter().filter_map(extent).map(|(start, _)| start).collect()
}

/// The words of every sentence, by article and first character.
fn sentences(documents: &[Value]) -> BTreeMap<(String, usize), String> {
    let mut sentences = BTreeMap::new();
    for document in documents {
        let text: Vec<char> = string(document, "/article/text").chars().collect();
        for extent in list(document, "sentences").iter().filter_map(extent) {
            sentences.insert((string(document, "/article/id").to_string(), extent.0), cut(&text, extent));
        }
    }
    sentences
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A string, empty where there is none.
fn string<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn extent(value: &Value) -> Option<(usize, usize)> {
    let at = |key| value.get(key)?.as_u64()?.try_into().ok();
    Some((at("start")?, at("end")?))
}

/// Words cut out by characters, on one line.
fn cut(text: &[char], (start, end): (usize, usize)) -> String {
    let words: String = text.get(start..end).unwrap_or_default().iter().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `KOR;USA`; `?` for a participant without a code.
fn codes(event: &Value, key: &str) -> String {
    let codes = list(event, key).iter().map(|one| one.get("code").and_then(Value::as_str).unwrap_or("?"));
    codes.collect::<Vec<_>>().join(";")
}

/// The committed list.
fn listed(table: &str) -> Result<Vec<Event>, String> {
    let rows = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1);
    rows.map(|(number, line)| {
        let mut cells = line.splitn(3, '\t');
        let event = || {
            let (article, sentence, told) = (cells.next()?, cells.next()?, cells.next()?);
            Some(Event { article: article.to_string(), sentence: sentence.parse().ok()?, told: told.to_string() })
        };
        let mut event = event;
        event().ok_or_else(|| {
            format!("{EVENTS}:{}: no row of events; `cargo xtask effect --accept` writes them", number + 1)
        })
    })
    .collect()
}

/// `CONSULT happened  KOR > USA  visit  "met"`.
fn shown(event: &Event) -> String {
    let mut cells = event.told.split('\t');
    let mut next = || cells.next().unwrap_or_default();
    let (kind, status, actors, recipients, mode, trigger) = (next(), next(), next(), next(), next(), next());
    format!("{kind} {status}  {actors} > {recipients}  {mode}  \"{trigger}\"")
}

/// What is different between two lists in which the same row may stand more than once.
#[derive(Debug, Default, PartialEq, Eq)]
struct Change {
    lost: Vec<Event>,
    gained: Vec<Event>,
    kept: usize,
}

impl Change {
    fn between(before: &[Event], now: &[Event]) -> Change {
        let mut counts: BTreeMap<&Event, (usize, usize)> = BTreeMap::new();
        before.iter().for_each(|event| counts.entry(event).or_default().0 += 1);
        now.iter().for_each(|event| counts.entry(event).or_default().1 += 1);
        let mut change = Change::default();
        for (event, (old, new)) in counts {
            change.lost.extend(std::iter::repeat_n(event.clone(), old.saturating_sub(new)));
            change.gained.extend(std::iter::repeat_n(event.clone(), new.saturating_sub(old)));
            change.kept += old.min(new);
        }
        change
    }

    /// The sentences in which something changed, in order.
    fn places(&self) -> BTreeSet<(String, usize)> {
        self.lost.iter().chain(&self.gained).map(|event| (event.article.clone(), event.sentence)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(article: &str, sentence: usize, told: &str) -> Event {
        Event { article: article.to_string(), sentence, told: told.to_string() }
    }

    #[test]
    fn an_event_is_told_by_its_sentence_codes_and_trigger() {
        let document = json!({
            "article": {"id": "a", "text": "Éire waits.\nChile met Peru."},
            "sentences": [{"start": 0, "end": 11}, {"start": 12, "end": 27}],
            "events": [{"type": "CONSULT", "status": "happened", "mode": null, "trigger": {"start": 18, "end": 21},
                "actors": [{"code": "CHL"}, {"code": null}], "recipients": []}],
        });
        assert_eq!(events(&document), [event("a", 12, "CONSULT\thappened\tCHL;?\t\t\tmet")]);
        assert_eq!(sentences(&[document])[&("a".to_string(), 12)], "Chile met Peru.");
    }

    #[test]
    fn what_is_accepted_is_read_again() {
        let row = event("a", 12, "CONSULT\thappened\tCHL\t\t\tmet");
        let table = format!("{HEAD}{}\t{}\t{}\n", row.article, row.sentence, row.told);
        assert_eq!(listed(&table).unwrap(), [row]);
        assert!(listed(&format!("{HEAD}a\tx\ty\n")).unwrap_err().starts_with("tests/effect/events.tsv:4:"));
    }

    #[test]
    fn lost_and_gained_are_counted_row_by_row() {
        let (met, sent) = (event("a", 0, "CONSULT"), event("b", 5, "AID"));
        let change = Change::between(&[met.clone(), met.clone()], &[met.clone(), sent.clone()]);
        assert_eq!(change, Change { lost: vec![met], gained: vec![sent], kept: 1 });
        assert_eq!(change.places().len(), 2);
    }

    #[test]
    fn an_event_is_shown_on_one_line() {
        let told = event("a", 0, "CONSULT\thappened\tKOR\tUSA\tvisit\tmet");
        assert_eq!(shown(&told), "CONSULT happened  KOR > USA  visit  \"met\"");
    }
}
