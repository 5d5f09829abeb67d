//! Incidents, each once however many tell of it: filtered, the latest first, a page at a time. What narrows the question
//! most leads (pairs, words, who takes part, where), each by an index that has the days in order, so that a page costs what
//! it shows.

use super::answer::{Answer, Column, Holds};
use super::looked::{COMMON, Floor, LOOKED_THROUGH, LOOKED_UP, RARE, RARE_IN_WORDS};
use super::sql::{among, anywhere, days, search_in, text};
use crate::error::StoreError;
use crate::open::Store;
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
    /// Whether the answer must come at once: very many are looked through from the latest back, up to a number.
    pub at_once: bool,
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
const PLACES: usize = 80;

impl Store {
    /// The incidents that fit, the latest first, those without a day last.
    ///
    /// # Errors
    /// Nothing can be searched for in the words, or the file cannot be read.
    pub fn incidents(&self, asked: &IncidentsAsked) -> Result<Answer, StoreError> {
        let run = self.run(None)?;
        let places = self.places_called(run.run, asked.place.as_deref())?;
        let sought = Sought { asked, run: run.run, places: places.unwrap_or_default() };
        if asked.place.is_some() && sought.places.is_empty() {
            return Ok(Answer { columns: columns(), ..Answer::new(Some(run), &[], &[], String::new()) });
        }
        let (lead, floor) = self.leading(&sought)?;
        let mut rows = self.rows(&sought.written(&lead, floor.as_ref(), asked.limit + 1)?)?;
        let more = rows.len() > asked.limit;
        rows.truncate(asked.limit);
        let sql = sought.written(&lead, floor.as_ref(), asked.limit)?;
        let mut notes: Vec<String> = floor.filter(|_| !more).map(|floor| floor.told).into_iter().collect();
        if sought.places.len() == PLACES {
            notes.push(format!("of the first {PLACES} places whose names hold these words; give more of the name"));
        }
        Ok(Answer { run: Some(run), columns: columns(), rows, sql, notes, more })
    }

    /// What leads, and how far back is looked: what leaves few, else words, else pairs, else what goes back furthest.
    fn leading(&self, sought: &Sought<'_>) -> Result<(Lead, Option<Floor>), StoreError> {
        let (mut leads, passed) = (sought.leads()?, sought.asked.offset);
        // What leads alone finds nothing that does not fit.
        if leads.len() == 1 {
            return Ok((leads.pop().unwrap_or_else(|| sought.by_day()), None));
        }
        let mut fewest = (RARE + 1, 0);
        for (at, lead) in leads.iter().enumerate() {
            let mut left = 0;
            for part in lead.parts.iter() {
                if left >= fewest.0 {
                    break;
                }
                left += self.few(&part.alone())?;
            }
            // To look up each incident in the words takes longer than the other way round.
            let dear = sought.asked.at_once && sought.asked.text.is_some() && !lead.words;
            if left < fewest.0 && !(dear && left > RARE_IN_WORDS) {
                fewest = (left, at);
            }
        }
        if let Some(floor) = self.days_before_words(sought, &leads, fewest.0)? {
            return Ok((sought.by_days(), Some(floor)));
        }
        let mut furthest: Option<(usize, Floor)> = None;
        for (at, lead) in leads.iter().enumerate() {
            if fewest.0 <= RARE || !sought.asked.at_once {
                break;
            }
            let mut nearest: Option<Floor> = None;
            for part in &lead.parts {
                let found = match lead.words {
                    true => self.floor("event_words.rowid", &part.alone(), LOOKED_THROUGH + passed)?,
                    false => self.floor(part.day, &part.alone(), LOOKED_THROUGH / lead.parts.len().max(1) + passed)?,
                };
                let found = found.and_then(|last| match lead.words {
                    true => Floor::of_words("event_words", &last),
                    false => Floor::of_days("day", &last),
                });
                nearest = nearest.into_iter().chain(found).max_by(|one, other| one.condition.cmp(&other.condition));
            }
            match (nearest, &furthest) {
                (None, _) => {
                    (fewest, furthest) = ((RARE, at), None);
                    break;
                }
                (Some(found), Some((_, known))) if found.condition >= known.condition => {}
                (Some(found), _) => furthest = Some((at, found)),
            }
            // Other leads would look up each in the words, or in the pairs.
            if lead.words || lead.alone {
                break;
            }
        }
        let (at, floor) = match furthest {
            Some((at, floor)) => (at, Some(floor)),
            None => (fewest.1, None),
        };
        let lead = leads.into_iter().nth(at).unwrap_or_else(|| sought.by_day());
        Ok((lead, floor))
    }

    /// Of words that stand nearly everywhere those up to a day are found by the days.
    fn days_before_words(&self, sought: &Sought<'_>, leads: &[Lead], fewest: i64) -> Result<Option<Floor>, StoreError> {
        let Some(words) = leads.first().filter(|lead| lead.words).and_then(|lead| lead.parts.first()) else {
            return Ok(None);
        };
        let asked = sought.asked;
        if !asked.at_once || asked.to.is_none() || fewest <= RARE || self.up_to(COMMON, &words.alone())? < COMMON {
            return Ok(None);
        }
        let Some(part) = sought.by_days().parts.pop() else { return Ok(None) };
        let last = self.floor(part.day, &part.alone(), LOOKED_UP + asked.offset)?;
        Ok(last.and_then(|last| Floor::of_days("day", &last)))
    }

    /// The places on record whose names hold these words.
    fn places_called(&self, run: i64, words: Option<&str>) -> Result<Option<Vec<String>>, StoreError> {
        let Some(words) = words else { return Ok(None) };
        // One step of the index a place, not one an incident.
        let sql = format!(
            "WITH RECURSIVE each(place) AS (SELECT min(place) FROM incident WHERE run = {run} AND place IS NOT NULL\n  \
             UNION ALL SELECT (SELECT min(place) FROM incident WHERE run = {run} AND place > each.place) FROM each WHERE place IS NOT NULL)\n\
             SELECT place FROM each WHERE place {} LIMIT {PLACES}",
            anywhere(words)
        );
        let found = self.found(&sql)?;
        Ok(Some(found.rows.iter().map(|row| found.text(row, "place")).collect()))
    }
}

/// What is looked for, with the names of the places.
struct Sought<'a> {
    asked: &'a IncidentsAsked,
    run: i64,
    places: Vec<String>,
}

/// A table that leads, once for each value of what is asked.
#[derive(Default)]
struct Lead {
    parts: Vec<Part>,
    /// The columns of `incident` that its conditions speak of.
    columns: Vec<&'static str>,
    words: bool,
    /// It finds who takes part.
    sides: bool,
    /// Nothing else is tried beside it.
    alone: bool,
}

/// A table with its conditions, and how incidents hang on it.
struct Part {
    table: String,
    conditions: Vec<String>,
    join: &'static str,
    day: &'static str,
}

impl Part {
    fn alone(&self) -> String {
        format!("{} WHERE {}", self.table, self.conditions.join(" AND "))
    }
}

impl Sought<'_> {
    /// Columns of `incident` with the values asked for, and the index of each.
    fn columns(&self) -> [(&'static str, &[String]); 6] {
        [
            ("place", self.places.as_slice()),
            ("place_country", &self.asked.countries),
            ("ledger", &self.asked.ledgers),
            ("type", &self.asked.types),
            ("status", &self.asked.statuses),
            ("quad", &self.asked.quads),
        ]
    }

    fn words(&self) -> Result<Option<String>, StoreError> {
        self.asked.text.as_deref().map(|typed| search_in("evidence", typed)).transpose()
    }

    /// All that could lead, what usually narrows most first.
    fn leads(&self) -> Result<Vec<Lead>, StoreError> {
        let mut leads = Vec::new();
        if let Some(words) = self.words()? {
            let part = Part {
                table: "event_words".to_string(),
                conditions: vec![format!("event_words MATCH {}", text(&words))],
                join: "CROSS JOIN event AS e ON e.event = event_words.rowid CROSS JOIN incident AS i ON i.incident = e.incident",
                day: "i.start_date",
            };
            leads.push(Lead { parts: vec![part], words: true, ..Lead::default() });
        }
        let (pairs, sides) = (pairs(self.asked), sides(self.asked));
        let pair = |(actor, recipient): &(String, String)| Part {
            table: "counted AS d".to_string(),
            conditions: vec![format!("d.actor = {} AND d.recipient = {}", text(actor), text(recipient))],
            join: "CROSS JOIN incident AS i ON i.incident = d.incident",
            day: "d.day",
        };
        let side = |(side, code): &(&str, &String)| Part {
            table: "party AS p".to_string(),
            conditions: vec![format!("p.run = {} AND p.code = {} AND p.side = '{side}'", self.run, text(code))],
            join: "CROSS JOIN incident AS i ON i.incident = p.incident",
            day: "p.day",
        };
        if !pairs.is_empty() {
            let parts = pairs.iter().map(pair).collect();
            leads.push(Lead { parts, sides: true, alone: true, ..Lead::default() });
        } else if !sides.is_empty() {
            leads.push(Lead { parts: sides.iter().map(side).collect(), sides: true, ..Lead::default() });
        }
        for (name, values) in self.columns().into_iter().filter(|(_, values)| !values.is_empty()) {
            let mut columns = vec![name];
            let mut also = Vec::new();
            // The indexes of classes and ledgers have the statuses in them too.
            if let ("type" | "ledger", [status]) = (name, self.asked.statuses.as_slice()) {
                columns.push("status");
                also.push(format!("i.status = {}", text(status)));
            }
            let part = |value: &String| {
                let mut conditions = vec![format!("i.run = {} AND i.{name} = {}", self.run, text(value))];
                conditions.extend(also.clone());
                Part { table: "incident AS i".to_string(), conditions, join: "", day: "i.start_date" }
            };
            leads.push(Lead { parts: values.iter().map(part).collect(), columns, ..Lead::default() });
        }
        let days = self.asked.from.is_some() || self.asked.to.is_some();
        if leads.is_empty() || days || self.asked.conflicts {
            leads.push(self.by_day());
        }
        for part in leads.iter_mut().filter(|lead| !lead.words).flat_map(|lead| &mut lead.parts) {
            part.conditions.extend(self.days(part.day));
        }
        Ok(leads)
    }

    fn by_day(&self) -> Lead {
        let mut conditions = vec![format!("i.run = {}", self.run)];
        if self.asked.conflicts {
            conditions.push("i.conflicts IS NOT NULL".to_string());
        }
        let part = Part { table: "incident AS i".to_string(), conditions, join: "", day: "i.start_date" };
        Lead { parts: vec![part], ..Lead::default() }
    }

    /// The same with the days asked for.
    fn by_days(&self) -> Lead {
        let mut lead = self.by_day();
        for part in &mut lead.parts {
            part.conditions.extend(self.days(part.day));
        }
        lead
    }

    fn days(&self, day: &str) -> Vec<String> {
        days(day, self.asked.from, self.asked.to)
    }

    /// What narrows the incidents beside what leads.
    fn beside(&self, lead: &Lead) -> Result<Vec<String>, StoreError> {
        let mut of = vec![format!("i.run = {}", self.run)];
        of.extend(
            self.columns()
                .iter()
                .filter(|(name, values)| !lead.columns.contains(name) && !values.is_empty())
                // The sign keeps SQLite from taking another index.
                .map(|(name, values)| format!("+i.{name} {}", among(values))),
        );
        if let (false, Some(words)) = (lead.words, self.words()?) {
            of.push(format!(
                "EXISTS (SELECT 1 FROM event AS e CROSS JOIN event_words ON event_words.rowid = e.event \
                 WHERE e.incident = i.incident AND event_words MATCH {})",
                text(&words)
            ));
        }
        if !lead.sides {
            of.extend(takes_part(self.asked, self.run));
        }
        if lead.words {
            of.extend(self.days("i.start_date"));
        }
        if self.asked.conflicts {
            of.push("i.conflicts IS NOT NULL".to_string());
        }
        Ok(of)
    }

    fn written(&self, lead: &Lead, floor: Option<&Floor>, limit: usize) -> Result<String, StoreError> {
        let beside = self.beside(lead)?;
        let one = |part: &Part| {
            let mut of = part.conditions.clone();
            of.extend(beside.clone());
            of.extend(floor.map(|floor| floor.condition.replacen("day", part.day, 1)));
            let distinct = if lead.words { "DISTINCT " } else { "" };
            format!(
                "SELECT {distinct}{} AS day, i.incident FROM {} {}\n  WHERE {}\n  ORDER BY {}",
                part.day,
                part.table,
                part.join,
                of.join("\n    AND "),
                if lead.words { "event_words.rowid DESC" } else { "day DESC, i.incident DESC" }
            )
        };
        let page = format!("LIMIT {limit} OFFSET {}", self.asked.offset);
        let found = match lead.parts.as_slice() {
            [part] => format!("{} {page}", one(part)),
            several => {
                let until = limit + self.asked.offset;
                let each = several.iter().map(|part| format!("SELECT * FROM ({} LIMIT {until})", one(part)));
                let each = each.collect::<Vec<_>>().join("\n  UNION ");
                format!("{each}\n  ORDER BY day DESC, incident DESC {page}")
            }
        };
        Ok(format!(
            "SELECT {}\nFROM (\n  {found}) AS found JOIN incident AS i ON i.incident = found.incident\n\
             ORDER BY found.day DESC, found.incident DESC",
            shown()
        ))
    }
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

/// The same as a condition, where something else leads.
fn takes_part(asked: &IncidentsAsked, run: i64) -> Option<String> {
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
    (!any.is_empty()).then(|| format!("({})", any.join(" OR ")))
}
