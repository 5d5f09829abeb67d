//! One incident, one article, one event: everything that is known of it.

use crate::answer::{Refused, Reply, first, objects};
use casus_store::{ArticleShown, EventTold, Store};
use serde_json::{Value as Cell, json};

fn number(written: &str) -> Result<i64, Refused> {
    let whole = written.len() <= 18 && written.bytes().all(|byte| byte.is_ascii_digit());
    let number = whole.then(|| written.parse().ok()).flatten();
    number.ok_or_else(|| Refused::Wrong("give a number".to_string()))
}

pub(super) fn incident(store: &Store, written: &str) -> Result<Reply, Refused> {
    let number = number(written)?;
    let Some([incident, witnesses, links]) = store.incident_told(number)? else {
        return Err(Refused::Nothing(format!("there is no incident {number} in the record")));
    };
    let told = first(incident);
    Ok(Reply::Object(json!({"incident": told, "witnesses": objects(witnesses), "links": objects(links)})))
}

pub(super) fn article(store: &Store, written: &str) -> Result<Reply, Refused> {
    let number = number(written)?;
    let shown = store.article_shown(number)?;
    let shown = shown.ok_or_else(|| Refused::Nothing(format!("there is no article {number} in the record")))?;
    Ok(Reply::Object(told(shown)))
}

fn told(shown: ArticleShown) -> Cell {
    let mut article = first(shown.article);
    let text = article.get("text").and_then(Cell::as_str).unwrap_or_default().to_string();
    if let Some(article) = article.as_object_mut() {
        for inner in ["paragraphs", "dropped", "coding"] {
            article.remove(inner);
        }
    }
    let starts = Starts::new(&text);
    let dropped: Vec<Cell> = shown
        .dropped
        .iter()
        .map(|one| {
            json!({"start": one.start, "end": one.end, "why": one.why, "text": starts.piece(&text, one.start, one.end)})
        })
        .collect();
    let actors: Vec<Cell> = shown
        .actors
        .iter()
        .map(
            |one| json!({"start": one.start, "end": one.end, "name": one.name, "code": one.code, "sector": one.sector}),
        )
        .collect();
    json!({
        "article": article,
        "paragraphs": shown.paragraphs,
        "dropped": dropped,
        "layers": {
            "actors": actors,
            "events": objects(shown.events).into_iter().map(placed).collect::<Vec<_>>(),
            "quotes": objects(shown.quotes).into_iter().map(parted).collect::<Vec<_>>(),
            "claims": objects(shown.claims).into_iter().map(placed).collect::<Vec<_>>(),
            "commitments": objects(shown.commitments).into_iter().map(placed).collect::<Vec<_>>(),
            "states": objects(shown.states).into_iter().map(placed).collect::<Vec<_>>(),
        },
    })
}

/// With `end` for where it ends, and the sentence as a pair.
fn placed(mut one: Cell) -> Cell {
    if let Some(object) = one.as_object_mut() {
        if let Some(end) = object.remove("finish") {
            object.insert("end".to_string(), end);
        }
        if let (Some(start), Some(end)) = (object.remove("evidence_start"), object.remove("evidence_finish")) {
            object.insert("sentence".to_string(), json!([start, end]));
        }
    }
    one
}

/// A quote from the first character of its first part to the end of its last.
fn parted(mut one: Cell) -> Cell {
    let parts: Vec<(usize, usize)> =
        one.get("parts").and_then(Cell::as_str).and_then(|parts| serde_json::from_str(parts).ok()).unwrap_or_default();
    if let Some(object) = one.as_object_mut() {
        object.insert("start".to_string(), json!(parts.iter().map(|part| part.0).min()));
        object.insert("end".to_string(), json!(parts.iter().map(|part| part.1).max()));
        object.insert("parts".to_string(), json!(parts));
    }
    one
}

/// Where each character of a text begins.
struct Starts(Vec<usize>);

impl Starts {
    fn new(text: &str) -> Starts {
        Starts(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn piece<'t>(&self, text: &'t str, start: usize, end: usize) -> &'t str {
        let at = |character: usize| self.0.get(character).copied();
        at(start).zip(at(end)).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    }
}

pub(super) fn why(store: &Store, event: &str) -> Result<Reply, Refused> {
    if event.len() > 32 || event.len() < 4 || !event.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Refused::Wrong("give the id of an event, or at least 4 characters of its beginning".to_string()));
    }
    let events = store.event_told(&event.to_ascii_lowercase())?;
    let Some(latest) = events.last() else {
        return Err(Refused::Nothing(format!("there is no event {event} in the record")));
    };
    if events.iter().any(|one| one.id != latest.id) {
        return Err(Refused::Wrong(format!("{event} begins several ids; give more of it")));
    }
    // The same event may have been coded by several runs.
    let others: Vec<Cell> = events.iter().rev().skip(1).map(explained).collect();
    let mut told = explained(latest);
    if let Some(object) = told.as_object_mut() {
        object.insert("other_runs".to_string(), json!(others));
    }
    Ok(Reply::Object(told))
}

fn explained(event: &EventTold) -> Cell {
    let fields: Vec<Cell> = event.fields.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    json!({"id": event.id, "fields": fields})
}
