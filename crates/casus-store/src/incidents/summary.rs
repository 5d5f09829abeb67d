//! What an incident says on the whole, and on what its witnesses do not agree: each version with who gives it. Copies of
//! one wire text speak once.

use rusqlite::{Transaction, params};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

type Done<T> = Result<T, rusqlite::Error>;

/// One record of the act, as far as the summary needs it.
struct Told {
    event: i64,
    article: i64,
    /// Who says so: somebody named, else the agency, the outlet, the address.
    by: String,
    days: Option<(String, String)>,
    place: Option<String>,
    lat: Option<f64>,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    confidence: f64,
}

/// Writes an incident anew from its witnesses; one without any is emptied.
pub(super) fn write(tx: &Transaction<'_>, incident: i64) -> Done<()> {
    let told = witnesses(tx, incident)?;
    let Some(best) = told.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence).then(b.event.cmp(&a.event)))
    else {
        let empty = "UPDATE incident SET witnesses = 0, articles = 0, actors = '', recipients = '' WHERE incident = ?1";
        tx.prepare_cached(empty)?.execute([incident])?;
        return Ok(());
    };
    let days = most_told(&told, |told| told.days.clone().map(|(from, to)| (from.clone(), Reverse(to))));
    let days = days.map(|(from, Reverse(to))| (from, to));
    let place = told.iter().filter(|told| told.place.is_some());
    let place = place.max_by(|a, b| {
        (a.lat.is_some(), a.confidence)
            .partial_cmp(&(b.lat.is_some(), b.confidence))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(b.event.cmp(&a.event))
    });
    let articles: BTreeSet<i64> = told.iter().map(|told| told.article).collect();
    let row = "UPDATE incident SET type = event.type, mode = event.mode, ledger = event.ledger, status = event.status, \
               quad = event.quad, score = event.score, summary = event.evidence, start_date = ?3, end_date = ?4, \
               place = at.place, place_country = at.place_country, lat = at.lat, lon = at.lon, actors = ?6, \
               recipients = ?7, witnesses = ?8, articles = ?9, conflicts = ?10 \
               FROM event LEFT JOIN event AS at ON at.event = ?5 WHERE incident.incident = ?1 AND event.event = ?2";
    tx.prepare_cached(row)?.execute(params![
        incident,
        best.event,
        days.as_ref().map(|days| &days.0),
        days.as_ref().map(|days| &days.1),
        place.map_or(best.event, |told| told.event),
        listed(&parties(&told, |told| &told.actors)),
        listed(&parties(&told, |told| &told.recipients)),
        told.len() as i64,
        articles.len() as i64,
        conflicts(tx, incident, &told)?,
    ])?;
    Ok(())
}

fn witnesses(tx: &Transaction<'_>, incident: i64) -> Done<Vec<Told>> {
    let ask = "SELECT event, coalesce(wire, article.article), coalesce(said_by, said_by_text, agency, outlet, url, source), \
               start_date, end_date, event.place, event.lat, ifnull(confidence, 0), \
               (SELECT group_concat(code, ';') FROM participant WHERE event = event.event AND side = 'actor'), \
               (SELECT group_concat(code, ';') FROM participant WHERE event = event.event AND side = 'recipient') \
               FROM event JOIN coding USING (coding) JOIN article USING (article) WHERE incident = ?1 ORDER BY event";
    let ask = ask.replace("event = event.event", "participant.event = event.event");
    let mut ask = tx.prepare_cached(&ask)?;
    let codes = |list: Option<String>| -> BTreeSet<String> {
        list.unwrap_or_default().split(';').filter(|code| !code.is_empty()).map(str::to_string).collect()
    };
    let rows = ask.query_map([incident], |row| {
        let (from, to): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok(Told {
            event: row.get(0)?,
            article: row.get(1)?,
            by: row.get(2)?,
            days: from.map(|from| (from.clone(), to.unwrap_or(from))),
            place: row.get(5)?,
            lat: row.get(6)?,
            confidence: row.get(7)?,
            actors: codes(row.get(8)?),
            recipients: codes(row.get(9)?),
        })
    })?;
    rows.collect()
}

/// What most articles say; of equals the first in order.
fn most_told<T: Ord + Clone>(told: &[Told], what: impl Fn(&Told) -> Option<T>) -> Option<T> {
    let mut said: BTreeMap<T, BTreeSet<i64>> = BTreeMap::new();
    for one in told {
        if let Some(value) = what(one) {
            said.entry(value).or_default().insert(one.article);
        }
    }
    let most = said.values().map(BTreeSet::len).max()?;
    said.into_iter().find(|(_, articles)| articles.len() == most).map(|(value, _)| value)
}

/// The parties that most articles name, with all that others name beside one of them: two doers that nobody names
/// together are two versions, and the one more told is taken.
fn parties(told: &[Told], of: impl Fn(&Told) -> &BTreeSet<String>) -> BTreeSet<String> {
    let named = |one: &Told| Some(of(one).clone()).filter(|set| !set.is_empty()).map(|set| (Reverse(set.len()), set));
    let Some((_, mut all)) = most_told(told, named) else { return BTreeSet::new() };
    loop {
        let beside = told.iter().map(&of).filter(|set| !set.is_disjoint(&all));
        let more: BTreeSet<String> = beside.flatten().cloned().collect();
        if more.is_subset(&all) {
            return all;
        }
        all.extend(more);
    }
}

fn listed(codes: &BTreeSet<String>) -> String {
    codes.iter().map(String::as_str).collect::<Vec<_>>().join(";")
}

/// Each thing on which versions differ, with who gives which: `day: 2022-06-05 (Yonhap), 2022-06-06 (AP)`.
fn conflicts(tx: &Transaction<'_>, incident: i64, told: &[Told]) -> Done<Option<String>> {
    let mut out = Vec::new();
    let exact =
        told.iter().filter_map(|one| one.days.as_ref().filter(|(from, to)| from == to).map(|day| (&day.0, one)));
    out.extend(versions("day", exact.map(|(day, one)| (day.clone(), one.by.clone()))));
    for (name, of) in
        [("actors", (|one| &one.actors) as fn(&Told) -> &BTreeSet<String>), ("recipients", |one| &one.recipients)]
    {
        let taken = parties(told, of);
        let named = told.iter().filter(|one| !of(one).is_empty());
        let version = |one: &Told| listed(if of(one).is_disjoint(&taken) { of(one) } else { &taken });
        out.extend(versions(name, named.map(|one| (version(one), one.by.clone()))));
    }
    let counts = counted(tx, incident)?;
    let classes: BTreeSet<&String> = counts.iter().map(|(class, _, _)| class).collect();
    for class in classes {
        let of_class = counts.iter().filter(|(of, _, _)| of == class);
        out.extend(versions(class, of_class.map(|(_, number, by)| (number.clone(), by.clone()))));
    }
    Ok((!out.is_empty()).then(|| out.join(" | ")))
}

/// One thing with its versions and who gives each; nothing where all agree.
fn versions(name: &str, said: impl Iterator<Item = (String, String)>) -> Option<String> {
    let mut by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (version, who) in said {
        by.entry(version).or_default().insert(who);
    }
    if by.len() < 2 {
        return None;
    }
    let each: Vec<String> = by
        .iter()
        .map(|(version, who)| format!("{version} ({})", who.iter().map(String::as_str).collect::<Vec<_>>().join("; ")))
        .collect();
    Some(format!("{name}: {}", each.join(", ")))
}

/// The tolls that claims of the same reports put on these events: class, number, and who says so.
fn counted(tx: &Transaction<'_>, incident: i64) -> Done<Vec<(String, String, String)>> {
    let ask = "SELECT claim.unit_class, claim.number, claim.number_to, claim.comparator, \
               coalesce(claimant, agency, outlet, url, source) \
               FROM event JOIN claim ON claim.coding = event.coding AND claim.event_id = event.id \
               JOIN coding ON coding.coding = event.coding JOIN article USING (article) \
               WHERE incident = ?1 AND claim.number IS NOT NULL AND claim.unit_class IS NOT NULL \
               AND claim.unit_class <> 'money' ORDER BY claim.claim";
    let mut ask = tx.prepare_cached(ask)?;
    let rows = ask.query_map([incident], |row| {
        let (number, to): (f64, Option<f64>) = (row.get(1)?, row.get(2)?);
        let comparator: String = row.get(3)?;
        let sign = match comparator.as_str() {
            "at_least" => "at least ",
            "at_most" => "at most ",
            "about" => "about ",
            _ => "",
        };
        let number = to.map_or_else(|| format!("{sign}{number}"), |to| format!("{number} to {to}"));
        Ok((row.get(0)?, number, row.get(4)?))
    })?;
    rows.collect()
}
