//! Incidents, each once however many tell of it: filtered, the latest first, a page at a time. What narrows the question
//! most leads (pairs, words, who takes part, where), each by an index that has the days in order, so that a page costs what
//! it shows.

use super::answer::{Answer, Column, Holds};
use super::sql::{among, anywhere, days, search, text};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::Date;

/// What is asked of the incidents. What is left empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct IncidentsAsked {
    /// Codes of who did it, any of these.
    pub actors: Vec<String>,
    /// Codes of those it was done to, any of these.
    pub recipients: Vec<String>,
    /// Whoever is named may stand on either side.
    pub either: bool,
    /// Who to whom, any of these.
    pub dyads: Vec<(String, String)>,
    /// PLOVER's classes.
    pub types: Vec<String>,
    /// Corners of conflict and cooperation.
    pub quads: Vec<String>,
    /// Whether it happened.
    pub statuses: Vec<String>,
    /// Ledgers fed.
    pub ledgers: Vec<String>,
    /// Codes of countries that the places lie in.
    pub countries: Vec<String>,
    /// Words of the place as named in the texts.
    pub place: Option<String>,
    /// Words that a sentence of a witness must hold.
    pub text: Option<String>,
    /// Only those whose witnesses do not agree.
    pub conflicts: bool,
    /// The first day lies on or after this one.
    pub from: Option<Date>,
    /// The first day lies on or before this one.
    pub to: Option<Date>,
    /// At most this many.
    pub limit: usize,
    /// After so many that are passed over.
    pub offset: usize,
}

/// The columns, all of the table `incident`.
pub(crate) const COLUMNS: [(&str, Holds); 19] = [
    ("incident", Holds::Whole),
    ("start_date", Holds::Day),
    ("end_date", Holds::Day),
    ("type", Holds::Text),
    ("mode", Holds::Text),
    ("status", Holds::Text),
    ("quad", Holds::Text),
    ("score", Holds::Number),
    ("ledger", Holds::Text),
    ("actors", Holds::Text),
    ("recipients", Holds::Text),
    ("place", Holds::Text),
    ("place_country", Holds::Text),
    ("lat", Holds::Number),
    ("lon", Holds::Number),
    ("witnesses", Holds::Whole),
    ("articles", Holds::Whole),
    ("conflicts", Holds::Text),
    ("summary", Holds::Text),
];

/// The columns as SQL, of the table called `i`.
pub(crate) fn shown() -> String {
    COLUMNS.map(|(name, _)| format!("i.{name}")).join(", ")
}

/// The columns of an answer.
pub(crate) fn columns() -> Vec<Column> {
    COLUMNS.iter().map(|(name, holds)| Column::new(*name, *holds)).collect()
}

/// How many places of a name are looked up at most.
const PLACES: usize = 200;

impl Store {
    /// The incidents that fit, the latest first, those without a day last.
    ///
    /// # Errors
    /// Nothing can be searched for in the words, or the file cannot be read.
    pub fn incidents(&self, asked: &IncidentsAsked) -> Result<Answer, StoreError> {
        let run = self.run(None)?;
        let places = self.places_called(&run, asked.place.as_deref())?;
        let mut rows = self.rows(&written(asked, &run, &places, asked.limit + 1)?)?;
        let more = rows.len() > asked.limit;
        rows.truncate(asked.limit);
        let sql = written(asked, &run, &places, asked.limit)?;
        Ok(Answer { run: Some(run), columns: columns(), rows, sql, notes: Vec::new(), more })
    }

    /// The places on record whose names hold these words.
    fn places_called(&self, run: &Run, words: Option<&str>) -> Result<Option<Vec<String>>, StoreError> {
        let Some(words) = words else { return Ok(None) };
        // One step of the index a place, not one an incident.
        let sql = format!(
            "WITH RECURSIVE each(place) AS (SELECT min(place) FROM incident WHERE run = {run} AND place IS NOT NULL\n  \
             UNION ALL SELECT (SELECT min(place) FROM incident WHERE run = {run} AND place > each.place) FROM each WHERE place IS NOT NULL)\n\
             SELECT place FROM each WHERE place {} LIMIT {PLACES}",
            anywhere(words),
            run = run.run
        );
        let found = self.found(&sql)?;
        Ok(Some(found.rows.iter().map(|row| found.text(row, "place")).collect()))
    }
}

fn written(
    asked: &IncidentsAsked,
    run: &Run,
    places: &Option<Vec<String>>,
    limit: usize,
) -> Result<String, StoreError> {
    let Leads { each, order } = leads(asked, run, places)?;
    let until = limit + asked.offset;
    let page = format!("LIMIT {limit} OFFSET {}", asked.offset);
    let found = match each.as_slice() {
        [one] => format!("{one}\n  ORDER BY {order} {page}"),
        several => {
            let each = several.iter().map(|one| format!("SELECT * FROM ({one}\n  ORDER BY {order} LIMIT {until})"));
            format!("{}\n  ORDER BY day DESC, incident DESC {page}", each.collect::<Vec<_>>().join("\n  UNION "))
        }
    };
    Ok(format!(
        "SELECT {}\nFROM (\n  {found}) AS found JOIN incident AS i ON i.incident = found.incident\n\
         ORDER BY found.day DESC, found.incident DESC",
        shown()
    ))
}

/// The questions that find incidents, one for each value of what leads, and the order that each of them has for nothing.
struct Leads {
    each: Vec<String>,
    order: &'static str,
}

/// A column of `incident` with the values asked for.
type Narrowed<'a> = (&'static str, &'a [String]);

fn leads(asked: &IncidentsAsked, run: &Run, places: &Option<Vec<String>>) -> Result<Leads, StoreError> {
    let run = run.run;
    let none = Vec::new();
    // In order of how much they usually narrow.
    let columns: [Narrowed<'_>; 6] = [
        ("place", places.as_ref().unwrap_or(&none)),
        ("place_country", &asked.countries),
        ("ledger", &asked.ledgers),
        ("type", &asked.types),
        ("status", &asked.statuses),
        ("quad", &asked.quads),
    ];
    if places.as_ref().is_some_and(Vec::is_empty) {
        let nothing = "SELECT NULL AS day, NULL AS incident WHERE 0".to_string();
        return Ok(Leads { each: vec![nothing], order: "day" });
    }
    let held = |but: Option<&str>, day: &str| {
        let mut of: Vec<String> = columns
            .iter()
            .filter(|(name, values)| Some(*name) != but && !values.is_empty())
            // The sign keeps SQLite from taking another index; that of a class or a ledger has the statuses in it too.
            .map(|(name, values)| match (*name, but, *values) {
                ("status", Some("type" | "ledger"), [one]) => format!("i.status = {}", text(one)),
                _ => format!("+i.{name} {}", among(values)),
            })
            .collect();
        if asked.conflicts {
            of.push("i.conflicts IS NOT NULL".to_string());
        }
        of.extend(days(day, asked.from, asked.to));
        of.iter().map(|one| format!("\n    AND {one}")).collect::<String>()
    };
    if let Some(typed) = &asked.text {
        let words = search(typed)
            .ok_or_else(|| StoreError::Unknown(format!("nothing to search for in {typed:?}; give a word")))?;
        let mut sides = takes_part(asked, run);
        sides.push_str(&held(None, "i.start_date"));
        return Ok(Leads {
            each: vec![format!(
                "SELECT DISTINCT i.start_date AS day, i.incident FROM event_words CROSS JOIN event AS e ON e.event = event_words.rowid\n    \
                 CROSS JOIN incident AS i ON i.incident = e.incident\n  \
                 WHERE event_words MATCH {} AND i.run = {run}{sides}",
                text(&words)
            )],
            order: "event_words.rowid DESC",
        });
    }
    let pairs = pairs(asked);
    if !pairs.is_empty() {
        let one = |(actor, recipient): &(String, String)| {
            format!(
                "SELECT d.day, d.incident FROM counted AS d CROSS JOIN incident AS i ON i.incident = d.incident\n  \
                 WHERE d.actor = {} AND d.recipient = {} AND i.run = {run}{}",
                text(actor),
                text(recipient),
                held(None, "d.day")
            )
        };
        return Ok(Leads { each: pairs.iter().map(one).collect(), order: "d.day DESC, d.incident DESC" });
    }
    let sides = sides(asked);
    if !sides.is_empty() {
        let one = |(side, code): &(&str, &String)| {
            format!(
                "SELECT p.day, p.incident FROM party AS p CROSS JOIN incident AS i ON i.incident = p.incident\n  \
                 WHERE p.run = {run} AND p.code = {} AND p.side = '{side}'{}",
                text(code),
                held(None, "p.day")
            )
        };
        return Ok(Leads { each: sides.iter().map(one).collect(), order: "p.day DESC, p.incident DESC" });
    }
    let all = "SELECT i.start_date AS day, i.incident FROM incident AS i";
    // Quads and statuses have no index: every few incidents are of them.
    let leading = columns.iter().take(4).find(|(_, values)| !values.is_empty());
    let each = match leading {
        Some((name, values)) => values
            .iter()
            .map(|value| {
                format!(
                    "{all}\n  WHERE i.run = {run} AND i.{name} = {}{}",
                    text(value),
                    held(Some(name), "i.start_date")
                )
            })
            .collect(),
        None => vec![format!("{all}\n  WHERE i.run = {run}{}", held(None, "i.start_date"))],
    };
    Ok(Leads { each, order: "i.start_date DESC, i.incident DESC" })
}

/// The pairs asked for: as such, or as somebody and somebody else.
fn pairs(asked: &IncidentsAsked) -> Vec<(String, String)> {
    let mut pairs = asked.dyads.clone();
    for actor in &asked.actors {
        pairs.extend(asked.recipients.iter().map(|recipient| (actor.clone(), recipient.clone())));
    }
    if asked.either {
        pairs.extend(pairs.clone().into_iter().map(|(actor, recipient)| (recipient, actor)));
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

/// Who takes part on which side, where no pair is asked for.
fn sides(asked: &IncidentsAsked) -> Vec<(&'static str, &String)> {
    let mut sides = Vec::new();
    for (own, other, codes) in [("actor", "recipient", &asked.actors), ("recipient", "actor", &asked.recipients)] {
        for code in codes {
            sides.push((own, code));
            if asked.either {
                sides.push((other, code));
            }
        }
    }
    sides
}

/// The same as a condition, where words lead.
fn takes_part(asked: &IncidentsAsked, run: i64) -> String {
    let pairs = pairs(asked);
    let mut any: Vec<String> = pairs
        .iter()
        .map(|(actor, recipient)| {
            format!(
                "EXISTS (SELECT 1 FROM counted AS d WHERE d.incident = i.incident AND d.actor = {} AND d.recipient = {})",
                text(actor),
                text(recipient)
            )
        })
        .collect();
    if pairs.is_empty() {
        any.extend(sides(asked).iter().map(|(side, code)| {
            format!(
                "EXISTS (SELECT 1 FROM party AS p WHERE p.run = {run} AND p.code = {} AND p.side = '{side}' \
                 AND p.day = coalesce(i.start_date, '') AND p.incident = i.incident)",
                text(code)
            )
        }));
    }
    if any.is_empty() { String::new() } else { format!("\n    AND ({})", any.join(" OR ")) }
}
