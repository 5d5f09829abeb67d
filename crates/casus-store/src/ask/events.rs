//! Single records, as each article tells them: filtered, the latest first. The table that narrows the question most leads
//! (pairs, words, participants, days), so that an answer costs what it shows and not what the record holds.

use super::answer::{Answer, Column, Dyad, Holds, Party};
use super::sql::{among, days, held, pairs, search_in, text};
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
        let mut rows = self.rows(&written(asked, rare.as_ref(), &run, asked.limit.map(|limit| limit + 1))?)?;
        let mut notes = Vec::new();
        if let Some(limit) = asked.limit
            && rows.len() > limit
        {
            rows.truncate(limit);
            let which = if rare.is_none() && by_words(asked) { "added last" } else { "latest" };
            notes.push(format!("the {limit} {which}; there are more: --limit 0 gives all"));
        }
        if asked.from.is_some() || asked.to.is_some() {
            notes.push("days are first days of events; those without a known day are left out".to_string());
        }
        let columns = COLUMNS.iter().map(|(name, holds, _)| Column::new(*name, *holds)).collect();
        let sql = written(asked, rare.as_ref(), &run, asked.limit)?;
        Ok(Answer { run: Some(run), columns, rows, sql, notes })
    }

    /// Of what narrows the events, what leaves the fewest, where that is few: whatever else is asked for, no more than
    /// those are looked at.
    fn rarest(&self, asked: &EventsAsked) -> Result<Option<Rare>, StoreError> {
        if !asked.dyads.is_empty() {
            return Ok(None);
        }
        let count = |from: &str| -> Result<i64, StoreError> {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {})", RARE + 1);
            Ok(self.sql.query_row(&sql, [], |row| row.get(0))?)
        };
        let mut fewest = RARE + 1;
        if let Some(words) = words(asked)? {
            fewest = count(&format!("event_words WHERE event_words MATCH {}", text(&words)))?;
        }
        for (side, parties) in [("actor", &asked.actors), ("recipient", &asked.recipients)] {
            if let ([party], true) = (parties.as_slice(), fewest > RARE)
                && let [one] = party.codes.as_slice()
            {
                let led = count(&format!("participant WHERE code = {} AND side = '{side}'", text(&one.code)))?;
                // Where a side is few, its lead is as good.
                if led <= RARE && words(asked)?.is_none() {
                    return Ok(None);
                }
            }
        }
        let mut rarest = None;
        for (index, column, values) in indexed(asked) {
            let condition = format!("{column} {}", among(values));
            let left = if values.is_empty() {
                RARE + 1
            } else {
                count(&format!("event AS e INDEXED BY {index} WHERE {condition}"))?
            };
            if left < fewest {
                (fewest, rarest) = (left, Some(Rare { index }));
            }
        }
        let of_days = days("e.start_date", asked.from, asked.to);
        if !of_days.is_empty() && count(&format!("event AS e WHERE {}", of_days.join(" AND ")))? < fewest {
            rarest = Some(Rare { index: "event_when" });
        }
        Ok(rarest)
    }
}

/// So many events are looked at one by one.
const RARE: i64 = 5000;

/// The index that leads, since what it finds is few.
struct Rare {
    index: &'static str,
}

/// What an index finds.
fn indexed(asked: &EventsAsked) -> [(&'static str, &'static str, &Vec<String>); 6] {
    [
        ("event_type", "e.type", &asked.types),
        ("event_mode", "e.mode", &asked.modes),
        ("event_quad", "e.quad", &asked.quads),
        ("event_status", "e.status", &asked.statuses),
        ("event_ledger", "e.ledger", &asked.ledgers),
        ("event_country", "e.place_country", &asked.countries),
    ]
}

/// The inner question finds the events, the outer one says what is known of them: so that only those are looked up.
fn written(asked: &EventsAsked, rare: Option<&Rare>, run: &Run, limit: Option<usize>) -> Result<String, StoreError> {
    let (with, found) = match apart(asked, limit) {
        None => found(asked, rare, run, limit)?,
        // The latest of all are among the latest of each pair.
        Some(pairs) => {
            let each = pairs.iter().map(|pair| Ok(format!("SELECT * FROM ({})", found(pair, None, run, limit)?.1)));
            let each = each.collect::<Result<Vec<String>, StoreError>>()?.join("\n    UNION ");
            (String::new(), format!("{each}\n    ORDER BY day DESC, event DESC{}", limited(limit)))
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

/// Whether words lead.
fn by_words(asked: &EventsAsked) -> bool {
    asked.dyads.is_empty() && (asked.text.is_some() || !asked.places.is_empty())
}

/// Beyond this many pairs one question for all is shorter.
const FEW: usize = 16;

/// The same asked of each pair by itself, where the pairs are few and only the latest are wanted.
fn apart(asked: &EventsAsked, limit: Option<usize>) -> Option<Vec<EventsAsked>> {
    let single = |dyad: &Dyad| dyad.actor.codes.len() == 1 && dyad.recipient.codes.len() == 1;
    let few = (2..=FEW).contains(&asked.dyads.len()) && asked.dyads.iter().all(single);
    let one = |dyad: &Dyad| EventsAsked { dyads: vec![dyad.clone()], ..asked.clone() };
    (few && limit.is_some()).then(|| asked.dyads.iter().map(one).collect())
}

fn limited(limit: Option<usize>) -> String {
    limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default()
}

/// The question that finds the events, and what it needs before it.
fn found(
    asked: &EventsAsked,
    rare: Option<&Rare>,
    run: &Run,
    limit: Option<usize>,
) -> Result<(String, String), StoreError> {
    let Lead { with, from, day, event, distinct, mut conditions } = lead(asked, rare)?;
    conditions.push(format!("c.run = {}", run.run));
    conditions.extend(narrowed(asked, rare.is_some())?);
    let distinct = if distinct { "DISTINCT " } else { "" };
    // Of very many with a word the ones added last are taken: to look up the day of each would take long.
    let by_words = rare.is_none() && by_words(asked) && limit.is_some();
    let order = if by_words { "event_words.rowid DESC" } else { "day DESC, event DESC" };
    let found = format!(
        "SELECT {distinct}{day} AS day, {event} AS event\n    FROM {from}\n    WHERE {}\n    ORDER BY {order}{}",
        conditions.join("\n      AND "),
        limited(limit),
    );
    Ok((with, found))
}

/// The table that leads, and how the events hang on it.
struct Lead {
    with: String,
    from: String,
    day: &'static str,
    event: &'static str,
    /// Whether it may name an event twice.
    distinct: bool,
    conditions: Vec<String>,
}

const CODED: &str = "CROSS JOIN coding AS c ON c.coding = e.coding";

fn lead(asked: &EventsAsked, rare: Option<&Rare>) -> Result<Lead, StoreError> {
    let (from, to) = (asked.from, asked.to);
    if let Some(rare) = rare {
        return Ok(Lead {
            with: String::new(),
            from: format!("event AS e INDEXED BY {} {CODED}", rare.index),
            day: "e.start_date",
            event: "e.event",
            distinct: false,
            conditions: days("e.start_date", from, to),
        });
    }
    if !asked.dyads.is_empty() {
        return Ok(led_by_pairs(asked));
    }
    if let Some(words) = words(asked)? {
        let mut conditions = vec![format!("event_words MATCH {}", text(&words))];
        conditions.extend(days("e.start_date", from, to));
        return Ok(Lead {
            with: String::new(),
            from: format!("event_words CROSS JOIN event AS e ON e.event = event_words.rowid {CODED}"),
            day: "e.start_date",
            event: "e.event",
            distinct: false,
            conditions,
        });
    }
    for (side, parties) in [("actor", &asked.actors), ("recipient", &asked.recipients)] {
        if !parties.is_empty() {
            return Ok(led_by_side(side, parties, asked));
        }
    }
    Ok(Lead {
        with: String::new(),
        from: format!("event AS e {CODED}"),
        day: "e.start_date",
        event: "e.event",
        distinct: false,
        conditions: days("e.start_date", from, to),
    })
}

fn led_by_pairs(asked: &EventsAsked) -> Lead {
    let rows: Vec<String> = asked.dyads.iter().flat_map(|dyad| pairs(dyad, asked.from, asked.to)).collect();
    let join = format!("CROSS JOIN event AS e ON e.event = d.event {CODED}");
    let (day, event) = ("d.start_date", "d.event");
    if let [dyad] = asked.dyads.as_slice()
        && let ([actor], [recipient]) = (dyad.actor.codes.as_slice(), dyad.recipient.codes.as_slice())
    {
        let mut conditions =
            vec![format!("d.actor = {} AND d.recipient = {}", text(&actor.code), text(&recipient.code))];
        conditions.extend(days("d.start_date", asked.from, asked.to));
        return Lead {
            with: String::new(),
            from: format!("dyad AS d {join}"),
            day,
            event,
            distinct: false,
            conditions,
        };
    }
    let values = if rows.is_empty() { "SELECT '', '', '', '', '' WHERE 0".to_string() } else { listed(&rows) };
    let paired =
        "d.actor = pair.actor AND d.recipient = pair.recipient AND d.start_date BETWEEN pair.first AND pair.last";
    Lead {
        with: format!("WITH pair(dyad, actor, recipient, first, last) AS ({values})\n"),
        from: format!("pair CROSS JOIN dyad AS d ON {paired} {join}"),
        day,
        event,
        distinct: true,
        conditions: Vec::new(),
    }
}

fn led_by_side(side: &str, parties: &[Party], asked: &EventsAsked) -> Lead {
    let join = format!("CROSS JOIN event AS e ON e.event = p.event {CODED}");
    let (day, event, distinct) = ("p.start_date", "p.event", true);
    if let [party] = parties
        && let [one] = party.codes.as_slice()
    {
        let mut conditions = vec![format!("p.code = {} AND p.side = '{side}'", text(&one.code))];
        conditions.extend(days("p.start_date", asked.from, asked.to));
        return Lead {
            with: String::new(),
            from: format!("participant AS p {join}"),
            day,
            event,
            distinct,
            conditions,
        };
    }
    let rows: Vec<String> = parties.iter().flat_map(|party| held(party, asked.from, asked.to)).collect();
    let values = if rows.is_empty() { "SELECT '', '', '' WHERE 0".to_string() } else { listed(&rows) };
    let on = format!("p.code = who.code AND p.side = '{side}' AND p.start_date BETWEEN who.first AND who.last");
    Lead {
        with: format!("WITH who(code, first, last) AS ({values})\n"),
        from: format!("who CROSS JOIN participant AS p ON {on} {join}"),
        day,
        event,
        distinct,
        conditions: Vec::new(),
    }
}

/// What is looked up in the words of sentences and of places.
fn words(asked: &EventsAsked) -> Result<Option<String>, StoreError> {
    let mut words = Vec::new();
    if let Some(typed) = &asked.text {
        words.push(search_in("evidence", typed)?);
    }
    let places: Vec<String> = asked.places.iter().map(|place| search_in("place", place)).collect::<Result<_, _>>()?;
    if !places.is_empty() {
        words.push(format!("({})", places.join(" OR ")));
    }
    Ok((!words.is_empty()).then(|| words.join(" AND ")))
}

fn listed(rows: &[String]) -> String {
    format!("VALUES {}", rows.join(", "))
}

/// What narrows the events beside what leads.
fn narrowed(asked: &EventsAsked, led_by_rare: bool) -> Result<Vec<String>, StoreError> {
    let mut conditions = Vec::new();
    let led_by_dyad = !asked.dyads.is_empty();
    let words = words(asked)?;
    let led_by_text = !led_by_dyad && !led_by_rare && words.is_some();
    let led_by_actor = !led_by_dyad && !led_by_rare && !led_by_text && !asked.actors.is_empty();
    let led_by_recipient = !led_by_dyad && !led_by_rare && !led_by_text && !led_by_actor;
    if let (false, Some(words)) = (led_by_text, &words) {
        conditions.push(match led_by_rare {
            // Of few events each is looked up in the words, and not all that have them.
            true => format!(
                "EXISTS (SELECT 1 FROM event_words WHERE event_words.rowid = e.event AND event_words MATCH {})",
                text(words)
            ),
            false => format!("e.event IN (SELECT rowid FROM event_words WHERE event_words MATCH {})", text(words)),
        });
    }
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
