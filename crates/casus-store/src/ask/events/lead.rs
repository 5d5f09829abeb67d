//! What leads a question for events: the pairs, the words, a side, an index whose find is few; and where very many are left,
//! how far back is looked.

use super::EventsAsked;
use crate::ask::answer::{Dyad, Party};
use crate::ask::looked::{COMMON, Floor, LOOKED_THROUGH, LOOKED_UP, RARE, RARE_IN_WORDS};
use crate::ask::sql::{among, days, held, pairs, search_in, text};
use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// Of what narrows the events, what leaves the fewest, where that is few: whatever else is asked for, no more than
    /// those are looked at.
    pub(super) fn rarest(&self, asked: &EventsAsked) -> Result<Option<Rare>, StoreError> {
        if !asked.dyads.is_empty() {
            return Ok(None);
        }
        let count = |from: &str| self.few(from);
        let mut fewest = RARE + 1;
        if words(asked)?.is_some() {
            fewest = count(&words_alone(asked)?)?;
            // To look up each event in the words takes longer than to look up the day of each that has them.
            if asked.at_once && fewest > RARE_IN_WORDS {
                fewest = RARE_IN_WORDS + 1;
            }
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

    /// What leads, and how far back to look, where very many are left and it is not known how many of them fit: what goes
    /// back furthest leads.
    pub(super) fn looked_back(
        &self,
        asked: &EventsAsked,
        rare: Option<Rare>,
    ) -> Result<(Option<Rare>, Option<Floor>), StoreError> {
        if rare.is_some() {
            return Ok((rare, None));
        }
        if narrowings(asked) == 1 && asked.dyads.is_empty() {
            return Ok((None, None));
        }
        if by_words(asked) && asked.to.is_some() && self.up_to(COMMON, &words_alone(asked)?)? == COMMON {
            // Of words that stand nearly everywhere those up to a day are found by the days.
            let by_day = Rare { index: "event_when" };
            let lead = lead(asked, Some(&by_day))?;
            let last = self.floor(lead.day, &lead.alone(), LOOKED_UP + asked.offset)?;
            return Ok((Some(by_day), last.and_then(|last| Floor::of_days("day", &last))));
        }
        if by_words(asked) {
            let last = self.floor("event_words.rowid", &words_alone(asked)?, LOOKED_THROUGH + asked.offset)?;
            return Ok((None, last.and_then(|last| Floor::of_words("event_words", &last))));
        }
        let floor = |lead: &Lead| -> Result<Option<Floor>, StoreError> {
            let last = self.floor(lead.day, &lead.alone(), LOOKED_THROUGH + asked.offset)?;
            Ok(last.and_then(|last| Floor::of_days("day", &last)))
        };
        if !asked.dyads.is_empty() {
            let mut nearest: Option<Floor> = None;
            for pair in apart(asked, asked.limit).unwrap_or_else(|| vec![asked.clone()]) {
                let lead = lead(&pair, None)?;
                // Groups are spelled out in another form.
                let found = if lead.with.is_empty() { floor(&lead)? } else { None };
                nearest = nearest.into_iter().chain(found).max_by(|one, other| one.condition.cmp(&other.condition));
            }
            return Ok((None, nearest));
        }
        let mut leads: Vec<(Option<Rare>, Lead)> = Vec::new();
        for (index, column, values) in indexed(asked) {
            if let [value] = values.as_slice() {
                let mut lead = lead(asked, Some(&Rare { index }))?;
                lead.conditions.push(format!("{column} = {}", text(value)));
                leads.push((Some(Rare { index }), lead));
            }
        }
        let usual = lead(asked, None)?;
        let of_side = !asked.actors.is_empty() || !asked.recipients.is_empty();
        if leads.is_empty() || (of_side && usual.with.is_empty()) {
            leads.insert(0, (None, usual));
        }
        let mut furthest: Option<(Option<Rare>, Floor)> = None;
        for (rare, lead) in leads {
            let found = if lead.with.is_empty() { floor(&lead)? } else { None };
            match (found, &furthest) {
                (None, _) => return Ok((rare, None)),
                (Some(found), Some((_, known))) if found.condition >= known.condition => {}
                (Some(found), _) => furthest = Some((rare, found)),
            }
        }
        Ok(furthest.map_or((None, None), |(rare, floor)| (rare, Some(floor))))
    }
}

impl Lead {
    /// The table that leads with its conditions.
    pub(super) fn alone(&self) -> String {
        match self.conditions.as_slice() {
            [] => self.table.clone(),
            conditions => format!("{} WHERE {}", self.table, conditions.join(" AND ")),
        }
    }
}

/// By how many things the events are narrowed; one alone leads, and all that it finds fit.
fn narrowings(asked: &EventsAsked) -> usize {
    let lists = indexed(asked).map(|(.., values)| !values.is_empty());
    let sides = [!asked.actors.is_empty(), !asked.recipients.is_empty(), !asked.dyads.is_empty()];
    let words = [asked.text.is_some() || !asked.places.is_empty(), asked.incident.is_some()];
    let others = [!asked.saliences.is_empty(), asked.from.is_some() || asked.to.is_some()];
    lists.into_iter().chain(sides).chain(words).chain(others).filter(|narrows| *narrows).count()
}

pub(super) fn words_alone(asked: &EventsAsked) -> Result<String, StoreError> {
    Ok(format!("event_words WHERE event_words MATCH {}", text(&words(asked)?.unwrap_or_default())))
}

/// The index that leads, since what it finds is few.
pub(super) struct Rare {
    index: &'static str,
}

/// What an index finds.
pub(super) fn indexed(asked: &EventsAsked) -> [(&'static str, &'static str, &Vec<String>); 6] {
    [
        ("event_type", "e.type", &asked.types),
        ("event_mode", "e.mode", &asked.modes),
        ("event_quad", "e.quad", &asked.quads),
        ("event_status", "e.status", &asked.statuses),
        ("event_ledger", "e.ledger", &asked.ledgers),
        ("event_country", "e.place_country", &asked.countries),
    ]
}

/// Whether words lead.
pub(super) fn by_words(asked: &EventsAsked) -> bool {
    asked.dyads.is_empty() && (asked.text.is_some() || !asked.places.is_empty())
}

/// Beyond this many pairs one question for all is shorter.
const FEW: usize = 16;

/// The same asked of each pair by itself, where the pairs are few and only the latest are wanted.
pub(super) fn apart(asked: &EventsAsked, limit: Option<usize>) -> Option<Vec<EventsAsked>> {
    let single = |dyad: &Dyad| dyad.actor.codes.len() == 1 && dyad.recipient.codes.len() == 1;
    let few = (2..=FEW).contains(&asked.dyads.len()) && asked.dyads.iter().all(single);
    let one = |dyad: &Dyad| EventsAsked { dyads: vec![dyad.clone()], ..asked.clone() };
    (few && limit.is_some()).then(|| asked.dyads.iter().map(one).collect())
}

/// The table that leads, and how the events hang on it.
pub(super) struct Lead {
    pub(super) with: String,
    pub(super) table: String,
    /// What is joined to it.
    pub(super) join: String,
    pub(super) day: &'static str,
    pub(super) event: &'static str,
    /// Whether it may name an event twice.
    pub(super) distinct: bool,
    pub(super) conditions: Vec<String>,
}

const CODED: &str = "CROSS JOIN coding AS c ON c.coding = e.coding";

pub(super) fn lead(asked: &EventsAsked, rare: Option<&Rare>) -> Result<Lead, StoreError> {
    let (from, to) = (asked.from, asked.to);
    if let Some(rare) = rare {
        return Ok(Lead {
            with: String::new(),
            table: format!("event AS e INDEXED BY {}", rare.index),
            join: CODED.to_string(),
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
            table: "event_words".to_string(),
            join: format!("CROSS JOIN event AS e ON e.event = event_words.rowid {CODED}"),
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
        table: "event AS e".to_string(),
        join: CODED.to_string(),
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
            table: "dyad AS d".to_string(),
            join,
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
        table: format!("pair CROSS JOIN dyad AS d ON {paired}"),
        join,
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
            table: "participant AS p".to_string(),
            join,
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
        table: format!("who CROSS JOIN participant AS p ON {on}"),
        join,
        day,
        event,
        distinct,
        conditions: Vec::new(),
    }
}

/// What is looked up in the words of sentences and of places.
pub(super) fn words(asked: &EventsAsked) -> Result<Option<String>, StoreError> {
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
