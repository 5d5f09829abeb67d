//! New events beside those of the record: candidates by class and day, links, and the incidents that follow.

use super::gather::gather;
use super::laws::apart;
use super::likeness::{chance, odds};
use super::summary;
use super::witness::{Party, Place, Witness, name_words};
use super::words::{Bag, Story, stem};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many candidates are looked at for an event, the nearest in time first.
pub(super) const MOST: usize = 400;
/// How many witnesses that hang together are gathered anew.
pub(super) const WIDEST: usize = 600;
/// How many days before and after are looked at.
const AROUND: i32 = 7;
/// Links below this are not kept.
const FAINT: f64 = 0.1;
/// The mean link from which two groups are one: where nine in ten of linked pairs are right, measured by `same_event`.
pub const THRESHOLD: f64 = 0.5;

type Done<T> = Result<T, rusqlite::Error>;

/// Joins new events of a run to the incidents that they tell of. Gives the incidents that are new, changed or gone; one
/// that is gone has no witnesses and no parties any more, and waits for [`forget`].
pub(crate) fn join(tx: &Transaction<'_>, run: i64, events: &[i64]) -> Done<Vec<i64>> {
    let mut seen = Shelf { tx, witnesses: BTreeMap::new(), stories: BTreeMap::new() };
    for event in events {
        let a = seen.witness(*event)?;
        let (kind, day) = (a.kind.clone(), a.key_day());
        let row = "INSERT OR REPLACE INTO witness (event, run, type, day) VALUES (?1, ?2, ?3, ?4)";
        tx.prepare_cached(row)?.execute(params![event, run, kind, day])?;
        for other in candidates(tx, run, *event, &kind, day)? {
            let b = seen.witness(other)?;
            if apart(&a, &b) {
                continue;
            }
            let story = seen.story(a.article)?.with(seen.story(b.article)?.as_ref());
            let chance = chance(odds(&a, &b, story));
            if chance >= FAINT {
                let link = "INSERT OR REPLACE INTO link (event, other, chance) VALUES (?1, ?2, ?3), (?2, ?1, ?3)";
                tx.prepare_cached(link)?.execute(params![event, other, chance])?;
            }
        }
    }
    let mut changed = BTreeSet::new();
    let mut placed = BTreeSet::new();
    for event in events {
        if !placed.contains(event) {
            let island = island(tx, *event)?;
            changed.extend(regroup(tx, run, &island)?);
            placed.extend(island);
        }
    }
    for incident in &changed {
        summary::write(tx, *incident)?;
    }
    Ok(changed.into_iter().collect())
}

/// Takes away those of these incidents that have no witnesses any more.
pub(crate) fn forget(tx: &Transaction<'_>, incidents: &[i64]) -> Done<()> {
    let mut gone = tx.prepare_cached("DELETE FROM incident WHERE incident = ?1 AND witnesses = 0")?;
    incidents.iter().try_for_each(|incident| gone.execute([incident]).map(|_| ()))
}

fn candidates(tx: &Transaction<'_>, run: i64, event: i64, kind: &str, day: Option<i32>) -> Done<Vec<i64>> {
    let near = "SELECT event FROM witness WHERE run = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 AND event <> ?5 \
                ORDER BY abs(day - ?6), event LIMIT ?7";
    let undated = "SELECT event FROM witness WHERE run = ?1 AND type = ?2 AND day IS NULL AND event <> ?3 \
                   ORDER BY event DESC LIMIT ?4";
    let most = MOST as i64;
    let id = |row: &rusqlite::Row<'_>| row.get(0);
    match day {
        Some(day) => {
            let row = params![run, kind, day - AROUND, day + AROUND, event, day, most];
            tx.prepare_cached(near)?.query_map(row, id)?.collect()
        }
        None => tx.prepare_cached(undated)?.query_map(params![run, kind, event, most], id)?.collect(),
    }
}

/// All events that hang together with one by links strong enough to join by themselves.
fn island(tx: &Transaction<'_>, event: i64) -> Done<Vec<i64>> {
    let mut found = BTreeSet::from([event]);
    let mut open = vec![event];
    let mut ask = tx.prepare_cached("SELECT other FROM link WHERE event = ?1 AND chance >= ?2 ORDER BY other")?;
    while let Some(next) = open.pop() {
        for other in ask.query_map(params![next, THRESHOLD], |row| row.get::<_, i64>(0))? {
            let other = other?;
            if found.len() < WIDEST && found.insert(other) {
                open.push(other);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Gathers an island anew and hands out incidents: the largest group keeps the incident that most of it was in.
fn regroup(tx: &Transaction<'_>, run: i64, island: &[i64]) -> Done<BTreeSet<i64>> {
    let place: BTreeMap<i64, usize> = island.iter().enumerate().map(|(at, event)| (*event, at)).collect();
    let mut links = Vec::new();
    let mut ask = tx.prepare_cached("SELECT other, chance FROM link WHERE event = ?1 AND other > ?1 ORDER BY other")?;
    for (at, event) in island.iter().enumerate() {
        for row in ask.query_map([event], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?)))? {
            let (other, chance) = row?;
            if let Some(other) = place.get(&other) {
                links.push((at, *other, chance));
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (event, group) in island.iter().zip(gather(island.len(), &links, THRESHOLD)) {
        groups.entry(group).or_default().push(*event);
    }
    let mut before: BTreeMap<i64, i64> = BTreeMap::new();
    let mut had = tx.prepare_cached("SELECT incident FROM event WHERE event = ?1")?;
    for event in island {
        if let Some(incident) = had.query_row([event], |row| row.get::<_, Option<i64>>(0))? {
            before.insert(*event, incident);
        }
    }
    let mut order: Vec<Vec<i64>> = groups.into_values().collect();
    order.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().copied()));
    let (mut taken, mut changed) = (BTreeSet::new(), BTreeSet::new());
    let mut put = tx.prepare_cached("UPDATE event SET incident = ?2 WHERE event = ?1")?;
    for group in order {
        let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
        for incident in group.iter().filter_map(|event| before.get(event)).filter(|i| !taken.contains(*i)) {
            *votes.entry(*incident).or_default() += 1;
        }
        let kept = votes.iter().max_by_key(|(incident, votes)| (**votes, std::cmp::Reverse(**incident)));
        let incident = match kept {
            Some((incident, _)) => *incident,
            None => new_incident(tx, run)?,
        };
        taken.insert(incident);
        for event in &group {
            if before.get(event) != Some(&incident) {
                put.execute(params![event, incident])?;
                changed.insert(incident);
                changed.extend(before.get(event));
            }
        }
    }
    Ok(changed)
}

fn new_incident(tx: &Transaction<'_>, run: i64) -> Done<i64> {
    let row = "INSERT INTO incident (run, type, status, quad, actors, recipients, summary, witnesses, articles) \
               VALUES (?1, '', '', '', '', '', '', 0, 0)";
    tx.prepare_cached(row)?.execute([run])?;
    Ok(tx.last_insert_rowid())
}

/// What was read of events and articles in this addition; shared, since each is held beside hundreds of others.
struct Shelf<'t> {
    tx: &'t Transaction<'t>,
    witnesses: BTreeMap<i64, Rc<Witness>>,
    stories: BTreeMap<i64, Rc<Story>>,
}

impl Shelf<'_> {
    fn witness(&mut self, event: i64) -> Done<Rc<Witness>> {
        if let Some(witness) = self.witnesses.get(&event) {
            return Ok(Rc::clone(witness));
        }
        let witness = Rc::new(read(self.tx, event)?);
        self.witnesses.insert(event, Rc::clone(&witness));
        Ok(witness)
    }

    /// What is compared of an article: from the record, or from its text, and then kept.
    fn story(&mut self, article: i64) -> Done<Rc<Story>> {
        if let Some(story) = self.stories.get(&article) {
            return Ok(Rc::clone(story));
        }
        let ask = "SELECT words, names FROM story WHERE article = ?1";
        let bag = |row: &rusqlite::Row<'_>, at| row.get::<_, Vec<u8>>(at).map(|bytes| Bag::from_bytes(&bytes));
        let kept = |row: &rusqlite::Row<'_>| Ok(Story { words: bag(row, 0)?, names: bag(row, 1)? });
        let kept: Option<Story> = self.tx.prepare_cached(ask)?.query_row([article], kept).optional()?;
        let story = match kept {
            Some(story) => story,
            None => {
                let ask = "SELECT text FROM article WHERE article = ?1";
                let text: String = self.tx.prepare_cached(ask)?.query_row([article], |row| row.get(0))?;
                let story = Story::of(&text);
                let keep = "INSERT OR REPLACE INTO story (article, words, names) VALUES (?1, ?2, ?3)";
                let row = params![article, story.words.to_bytes(), story.names.to_bytes()];
                self.tx.prepare_cached(keep)?.execute(row)?;
                story
            }
        };
        let story = Rc::new(story);
        self.stories.insert(article, Rc::clone(&story));
        Ok(story)
    }
}

fn read(tx: &Transaction<'_>, event: i64) -> Done<Witness> {
    let ask = "SELECT coalesce(article.wire, article.article), event.type, mode, ledger, status, \
               julianday(start_date) - 2440587.5, julianday(end_date) - 2440587.5, \
               julianday(published) - 2440587.5, event.place, place_id, place_country, trigger, evidence, event.lat \
               FROM event JOIN coding USING (coding) JOIN article USING (article) WHERE event = ?1";
    let mut witness = tx.prepare_cached(ask)?.query_row([event], |row| {
        let day = |at| row.get::<_, Option<f64>>(at).map(|day| day.map(|day| day.floor() as i32));
        let (from, to) = (day(5)?, day(6)?);
        let place: Option<String> = row.get(8)?;
        let fine = row.get::<_, Option<f64>>(13)?.is_some();
        let (id, country): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
        let (word, sentence): (String, String) = (row.get(11)?, row.get(12)?);
        let mut witness = Witness {
            event,
            article: row.get(0)?,
            kind: row.get(1)?,
            mode: row.get(2)?,
            ledger: row.get(3)?,
            status: row.get(4)?,
            days: from.map(|from| (from, to.unwrap_or(from))),
            told: day(7)?,
            place: place.map(|name| Place { words: name_words(&name), id, country, fine }),
            trigger: stem(&word),
            ..Witness::default()
        };
        witness.read_sentence(&sentence, sentence.find(&word).unwrap_or(0));
        Ok(witness)
    })?;
    let ask = "SELECT side, code, name FROM participant WHERE event = ?1 ORDER BY side, place";
    let mut ask = tx.prepare_cached(ask)?;
    let rows = ask.query_map([event], |row| {
        let (code, name): (Option<String>, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get::<_, String>(0)?, Party::new(code.as_deref(), &name)))
    })?;
    for row in rows {
        let (side, party) = row?;
        if side == "actor" { &mut witness.actors } else { &mut witness.recipients }.push(party);
    }
    Ok(witness)
}
