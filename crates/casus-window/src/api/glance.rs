//! The record as a whole: what it holds, what is new in it, and where a word stands.

use crate::answer::{Refused, Reply, Table, objects};
use crate::asked::Asked;
use crate::server::Shown;
use casus_store::{IncidentsAsked, LedgerAsked, Period, Spot, Store, Timeline};
use casus_types::EventType;
use serde_json::{Value as Cell, json};
use std::collections::BTreeMap;

/// How many of each are shown.
const ACTORS: usize = 400;
const NEW: usize = 14;
const SPOTS: usize = 1000;
const DYADS: usize = 12;
const FOUND: usize = 8;
/// Among how many codes one is looked for.
const CODES: usize = 5000;

const QUADS: [&str; 4] = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
const STATUSES: [&str; 5] = ["happened", "planned", "conditional", "hypothetical", "negated"];

pub(super) fn meta(store: &Store, shown: &Shown) -> Result<Reply, Refused> {
    let whole = store.whole(ACTORS)?;
    let runs: Vec<Cell> = whole
        .runs
        .iter()
        .filter(|run| run.articles > 0)
        .map(|run| {
            json!({"run": run.run, "casus": run.casus, "lexicon": run.lexicon, "model": run.model, "articles": run.articles})
        })
        .collect();
    let actors: Vec<Cell> = whole
        .actors
        .iter()
        .map(|(code, events)| json!({"code": code, "name": shown.name(code), "events": events}))
        .collect();
    let ledgers: Vec<Cell> = shown
        .ledgers
        .names()
        .into_iter()
        .filter_map(|name| Some(json!({"name": name, "question": shown.ledgers.get(name)?.question()})))
        .collect();
    let (from, to) = whole.days.unzip();
    Ok(Reply::Object(json!({
        "casus": env!("CARGO_PKG_VERSION"),
        "runs": runs,
        "articles": whole.counts.articles,
        "events": whole.counts.events,
        "incidents": whole.counts.incidents,
        "from": from,
        "to": to,
        "today": shown.today(),
        "types": EventType::ALL.map(EventType::code),
        "quads": QUADS,
        "statuses": STATUSES,
        "ledgers": ledgers,
        "actors": actors,
        "watch": store.watch()?.map(|feeds| json!({"feeds": Table::of(feeds, 0).object()})),
    })))
}

/// How the feeds stand that fill the record.
pub(super) fn watch(store: &Store) -> Result<Reply, Refused> {
    let feeds = store.watch()?.ok_or_else(|| Refused::Nothing("no watch fills this record".to_string()))?;
    Ok(Reply::Table(Table::of(feeds, 0)))
}

pub(super) fn overview(store: &Store, shown: &Shown, asked: &Asked) -> Result<Reply, Refused> {
    let Some(period) = store.period(asked.day("from")?, asked.day("to")?)? else {
        return Ok(Reply::Object(json!({
            "from": null, "to": null, "new": [], "timeline": timeline(&Timeline::default()), "map": [], "map_more": false,
            "dyads": [], "ledgers": [],
        })));
    };
    let Period { from, to } = period;
    let latest =
        IncidentsAsked { from: Some(from), to: Some(to), limit: NEW, at_once: true, ..IncidentsAsked::default() };
    let (spots, more) = store.map(period, SPOTS)?;
    let ties = store.ties(period, DYADS)?;
    let dyads: Vec<Cell> = ties
        .iter()
        .map(|tie| {
            json!({"actor": tie.actor, "recipient": tie.recipient, "incidents": tie.incidents, "score": tie.score})
        })
        .collect();
    let mut ledgers = Vec::new();
    for name in shown.ledgers.names() {
        let Some(form) = shown.ledgers.get(name) else { continue };
        let latest = LedgerAsked { to: Some(to), limit: Some(1), ..LedgerAsked::default() };
        let row = objects(store.ledger(form, &latest)?).into_iter().next();
        ledgers.push(json!({"name": name, "question": form.question(), "row": row}));
    }
    Ok(Reply::Object(json!({
        "from": from.to_string(),
        "to": to.to_string(),
        "new": objects(store.incidents(&latest)?),
        "timeline": timeline(&store.timeline(period)?),
        "map": spots.iter().map(spot).collect::<Vec<_>>(),
        "map_more": more,
        "dyads": dyads,
        "ledgers": ledgers,
    })))
}

fn timeline(timeline: &Timeline) -> Cell {
    let series = |lines: &[(&'static str, Vec<i64>)]| {
        lines.iter().map(|(name, counts)| (name.to_string(), json!(counts))).collect::<serde_json::Map<_, _>>()
    };
    let unit = if timeline.unit.is_empty() { "days" } else { timeline.unit };
    json!({"unit": unit, unit: timeline.firsts, "series": series(&timeline.quads), "statuses": series(&timeline.statuses)})
}

fn spot(spot: &Spot) -> Cell {
    json!({
        "place": spot.place, "lat": spot.lat, "lon": spot.lon, "incidents": spot.incidents, "by_status": spot.statuses,
        "types": spot.types,
    })
}

pub(super) fn search(store: &Store, shown: &Shown, asked: &Asked) -> Result<Reply, Refused> {
    let Some(words) = asked.text("q") else { return Err("give words to search for: q=".to_string().into()) };
    let events: BTreeMap<String, u64> = store.most_told(CODES)?.into_iter().collect();
    let actors: Vec<Cell> = shown
        .called(&words, |code| events.get(code).copied().unwrap_or_default())
        .into_iter()
        .take(FOUND)
        .map(|(code, name, events)| json!({"code": code, "name": name, "events": events}))
        .collect();
    if !words.chars().any(char::is_alphanumeric) {
        return Ok(Reply::Object(json!({"incidents": [], "articles": [], "actors": actors})));
    }
    // What is typed is not yet whole: its last word may go on.
    let open = if words.ends_with(|c: char| c.is_alphanumeric()) { format!("{words}*") } else { words };
    let asked = IncidentsAsked { text: Some(open.clone()), limit: FOUND, at_once: true, ..IncidentsAsked::default() };
    Ok(Reply::Object(json!({
        "incidents": objects(store.incidents(&asked)?),
        "articles": objects(store.articles_with(&open, FOUND)?),
        "actors": actors,
    })))
}
