//! Single records, as each article tells them: filtered, the latest first. The table that narrows the question most leads
//! (pairs, words, participants, days), so that an answer costs what it shows and not what the record holds.

mod lead;

use self::lead::{Lead, Rare, apart, by_words, indexed, lead, words, words_alone};
use super::answer::{Answer, Column, Dyad, Holds, Party};
use super::looked::{COMMON, Floor};
use super::sql::{among, days, text};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::Date;

/// What is asked of the events. What is left empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct EventsAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Who did it, any of these.
    pub actors: Vec<Party>,
    /// To whom, any of these.
    pub recipients: Vec<Party>,
    /// Who to whom, any of these.
    pub dyads: Vec<Dyad>,
    /// PLOVER's classes.
    pub types: Vec<String>,
    /// PLOVER's modes.
    pub modes: Vec<String>,
    /// Corners of conflict and cooperation.
    pub quads: Vec<String>,
    /// Whether it happened.
    pub statuses: Vec<String>,
    /// Ledgers fed.
    pub ledgers: Vec<String>,
    /// News or history.
    pub saliences: Vec<String>,
    /// The first day lies on or after this one.
    pub from: Option<Date>,
    /// The first day lies on or before this one.
    pub to: Option<Date>,
    /// Words that the place is named with, any of these.
    pub places: Vec<String>,
    /// Codes of the countries that the places lie in.
    pub countries: Vec<String>,
    /// Words that the sentence must hold.
    pub text: Option<String>,
    /// The incident they belong to.
    pub incident: Option<i64>,
    /// At most this many.
    pub limit: Option<usize>,
    /// After so many that are passed over.
    pub offset: usize,
    /// Whether the answer must come at once: very many are looked through from the latest back, up to a number.
    pub at_once: bool,
}

/// The columns, and what fills each.
const COLUMNS: [(&str, Holds, &str); 31] = [
    ("id", Holds::Text, "e.id"),
    ("start_date", Holds::Day, "e.start_date"),
    ("end_date", Holds::Day, "e.end_date"),
    (
        "actors",
        Holds::Text,
        "(SELECT group_concat(coalesce(code, ''), ';') FROM (SELECT code FROM participant WHERE event = e.event AND side = 'actor' ORDER BY place))",
    ),
    (
        "recipients",
        Holds::Text,
        "(SELECT group_concat(coalesce(code, ''), ';') FROM (SELECT code FROM participant WHERE event = e.event AND side = 'recipient' ORDER BY place))",
    ),
    ("type", Holds::Text, "e.type"),
    ("mode", Holds::Text, "e.mode"),
    ("contexts", Holds::Text, "e.contexts"),
    ("cameo", Holds::Text, "e.cameo"),
    ("quad", Holds::Text, "e.quad"),
    ("score", Holds::Number, "e.score"),
    ("ledger", Holds::Text, "e.ledger"),
    ("status", Holds::Text, "e.status"),
    ("salience", Holds::Text, "e.salience"),
    (
        "actors_named",
        Holds::Text,
        "(SELECT group_concat(text, ';') FROM (SELECT replace(text, ';', ',') AS text FROM participant WHERE event = e.event AND side = 'actor' ORDER BY place))",
    ),
    (
        "recipients_named",
        Holds::Text,
        "(SELECT group_concat(text, ';') FROM (SELECT replace(text, ';', ',') AS text FROM participant WHERE event = e.event AND side = 'recipient' ORDER BY place))",
    ),
    ("said_by", Holds::Text, "e.said_by_text"),
    ("place", Holds::Text, "e.place"),
    ("place_country", Holds::Text, "e.place_country"),
    ("lat", Holds::Number, "e.lat"),
    ("lon", Holds::Number, "e.lon"),
    ("confidence", Holds::Number, "e.confidence"),
    ("rule", Holds::Text, "e.rule"),
    ("incident", Holds::Whole, "e.incident"),
    ("run", Holds::Whole, "c.run"),
    ("article", Holds::Whole, "a.article"),
    ("source", Holds::Text, "a.source"),
    ("outlet", Holds::Text, "a.outlet"),
    ("headline", Holds::Text, "a.headline"),
    ("published", Holds::Day, "a.published"),
    ("evidence", Holds::Text, "e.evidence"),
];

impl Store {
    /// The events that fit, the latest first; those without a day come last.
    ///
    /// # Errors
    /// There is no such run, no word can be searched for, or the file cannot be read.
    pub fn events(&self, asked: &EventsAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        // One more than asked for tells whether there are more.
        let rare = self.rarest(asked)?;
        // Words that stand nearly everywhere are looked up event by event, where only some of the events are wanted.
        let pairs_with_words = !asked.dyads.is_empty() && asked.limit.is_some() && words(asked)?.is_some();
        let each_in_words = pairs_with_words && self.up_to(COMMON, &words_alone(asked)?)? == COMMON;
        let (rare, floor) = if asked.at_once { self.looked_back(asked, rare)? } else { (rare, None) };
        let by = By { rare: rare.as_ref(), floor: floor.as_ref(), each_in_words };
        let mut rows = self.rows(&written(asked, by, &run, asked.limit.map(|limit| limit + 1))?)?;
        let mut notes = Vec::new();
        let more = asked.limit.is_some_and(|limit| rows.len() > limit);
        if let Some(limit) = asked.limit
            && rows.len() > limit
        {
            rows.truncate(limit);
            let which = if rare.is_none() && by_words(asked) { "added last" } else { "latest" };
            notes.push(format!("the {limit} {which}; there are more: --limit 0 gives all"));
        }
        if let (false, Some(floor)) = (more, floor.as_ref()) {
            notes.push(floor.told.clone());
        }
        if asked.from.is_some() || asked.to.is_some() {
            notes.push("days are first days of events; those without a known day are left out".to_string());
        }
        let columns = COLUMNS.iter().map(|(name, holds, _)| Column::new(*name, *holds)).collect();
        let sql = written(asked, by, &run, asked.limit)?;
        Ok(Answer { run: Some(run), columns, rows, sql, notes, more })
    }
}

/// What leads though it is not the table that usually would, and how far back is looked.
#[derive(Clone, Copy)]
struct By<'a> {
    rare: Option<&'a Rare>,
    floor: Option<&'a Floor>,
    /// Each event is looked up in the words, and not the words in the events.
    each_in_words: bool,
}

/// The inner question finds the events, the outer one says what is known of them: so that only those are looked up.
fn written(asked: &EventsAsked, by: By<'_>, run: &Run, limit: Option<usize>) -> Result<String, StoreError> {
    let (with, found) = match apart(asked, limit) {
        None => found(asked, by, run, limited(limit, asked.offset))?,
        // The latest of all are among the latest of each pair.
        Some(pairs) => {
            let first = limited(limit.map(|limit| limit + asked.offset), 0);
            let each =
                pairs.iter().map(|pair| Ok(format!("SELECT * FROM ({})", found(pair, by, run, first.clone())?.1)));
            let each = each.collect::<Result<Vec<String>, StoreError>>()?.join("\n    UNION ");
            (String::new(), format!("{each}\n    ORDER BY day DESC, event DESC{}", limited(limit, asked.offset)))
        }
    };
    let shown: Vec<String> = COLUMNS.iter().map(|(name, _, filled)| format!("{filled} AS {name}")).collect();
    Ok(format!(
        "{with}SELECT {}\nFROM (\n    {found}) AS found\n\
         JOIN event AS e ON e.event = found.event\nJOIN coding AS c ON c.coding = e.coding\n\
         JOIN article AS a ON a.article = c.article\nORDER BY found.day DESC, found.event DESC",
        shown.join(",\n  "),
    ))
}

fn limited(limit: Option<usize>, offset: usize) -> String {
    match (limit, offset) {
        (None, 0) => String::new(),
        (Some(limit), 0) => format!(" LIMIT {limit}"),
        (None, offset) => format!(" LIMIT -1 OFFSET {offset}"),
        (Some(limit), offset) => format!(" LIMIT {limit} OFFSET {offset}"),
    }
}

/// The question that finds the events, and what it needs before it; `limit` as SQL has it.
fn found(asked: &EventsAsked, by: By<'_>, run: &Run, limit: String) -> Result<(String, String), StoreError> {
    let rare = by.rare;
    let Lead { with, table, join, day, event, distinct, mut conditions } = lead(asked, rare)?;
    conditions.extend(by.floor.map(|floor| floor.condition.replacen("day", day, 1)));
    conditions.push(format!("c.run = {}", run.run));
    conditions.extend(narrowed(asked, by)?);
    let distinct = if distinct { "DISTINCT " } else { "" };
    // Of very many with a word the ones added last are taken: to look up the day of each would take long.
    let by_words = rare.is_none() && by_words(asked) && !limit.is_empty();
    let order = if by_words { "event_words.rowid DESC" } else { "day DESC, event DESC" };
    let found = format!(
        "SELECT {distinct}{day} AS day, {event} AS event\n    FROM {table} {join}\n    WHERE {}\n    ORDER BY {order}{limit}",
        conditions.join("\n      AND "),
    );
    Ok((with, found))
}

/// What narrows the events beside what leads.
fn narrowed(asked: &EventsAsked, by: By<'_>) -> Result<Vec<String>, StoreError> {
    let led_by_rare = by.rare.is_some();
    let mut conditions = Vec::new();
    let led_by_dyad = !asked.dyads.is_empty();
    let words = words(asked)?;
    let led_by_text = !led_by_dyad && !led_by_rare && words.is_some();
    let led_by_actor = !led_by_dyad && !led_by_rare && !led_by_text && !asked.actors.is_empty();
    let led_by_recipient = !led_by_dyad && !led_by_rare && !led_by_text && !led_by_actor;
    for (leads, side, parties) in
        [(led_by_actor, "actor", &asked.actors), (led_by_recipient, "recipient", &asked.recipients)]
    {
        if !leads && !parties.is_empty() {
            conditions.push(takes_part(side, parties));
        }
    }
    let kept = [("", "e.salience", &asked.saliences)];
    conditions.extend(
        indexed(asked)
            .iter()
            .chain(&kept)
            .filter(|(.., values)| !values.is_empty())
            .map(|(_, column, values)| format!("{column} {}", among(values))),
    );
    if let Some(incident) = asked.incident {
        conditions.push(format!("e.incident = {incident}"));
    }
    // Words last: to look them up is dear.
    if let (false, Some(words)) = (led_by_text, &words) {
        conditions.push(match led_by_rare || by.each_in_words {
            // Of few events each is looked up in the words, and not all that have them.
            true => format!(
                "EXISTS (SELECT 1 FROM event_words WHERE event_words.rowid = e.event AND event_words MATCH {})",
                text(words)
            ),
            false => format!("e.event IN (SELECT rowid FROM event_words WHERE event_words MATCH {})", text(words)),
        });
    }
    Ok(conditions)
}

fn takes_part(side: &str, parties: &[Party]) -> String {
    let codes = parties.iter().flat_map(|party| &party.codes);
    let any: Vec<String> = codes
        .map(|held| {
            // The plus keeps SQLite from going through all events of the code, each time.
            let mut one = vec![format!("+q.code = {}", text(&held.code))];
            one.extend(days("q.start_date", held.from, held.to));
            one.join(" AND ")
        })
        .collect();
    let any = any.join(" OR ");
    format!("EXISTS (SELECT 1 FROM participant AS q WHERE q.event = e.event AND q.side = '{side}' AND ({any}))")
}
