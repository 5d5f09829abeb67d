//! The panel: how many incidents a day there are between two, by class. It is kept with each incident, in the same
//! transaction, so that charts never scan. An incident that changes (another witness gives it an actor, a day) is first
//! taken out as it was counted, then counted as it is.

use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;

/// Brings the panel up to date with an incident that is new, that has changed or that is gone.
pub(crate) fn changed(tx: &Transaction<'_>, incident: i64) -> Result<(), rusqlite::Error> {
    take_out(tx, incident)?;
    let ask = "SELECT actors, recipients, ifnull(start_date, '') FROM incident WHERE incident = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?));
    let Some((actors, recipients, day)) = tx.prepare_cached(ask)?.query_row([incident], row).optional()? else {
        return Ok(());
    };
    let day: String = day;
    let recipients = codes(&recipients);
    for actor in codes(&actors) {
        for recipient in &recipients {
            count(tx, incident, actor, recipient, &day)?;
        }
    }
    Ok(())
}

fn codes(list: &str) -> BTreeSet<&str> {
    list.split(';').map(str::trim).filter(|code| !code.is_empty()).collect()
}

fn count(tx: &Transaction<'_>, incident: i64, actor: &str, recipient: &str, day: &str) -> Result<(), rusqlite::Error> {
    let counted = "INSERT INTO counted (incident, actor, recipient, day, type, status, quad, score) \
                   SELECT incident, ?2, ?3, ?4, type, status, quad, ifnull(score, 0) FROM incident WHERE incident = ?1";
    tx.prepare_cached(counted)?.execute(params![incident, actor, recipient, day])?;
    let panel = "INSERT INTO panel (run, actor, recipient, day, type, status, quad, incidents, score) \
                 SELECT run, ?2, ?3, ?4, type, status, quad, 1, ifnull(score, 0) FROM incident WHERE incident = ?1 \
                 ON CONFLICT (run, actor, recipient, day, type, status) \
                 DO UPDATE SET incidents = incidents + 1, score = score + excluded.score";
    tx.prepare_cached(panel)?.execute(params![incident, actor, recipient, day])?;
    Ok(())
}

fn take_out(tx: &Transaction<'_>, incident: i64) -> Result<(), rusqlite::Error> {
    let less = "UPDATE panel SET incidents = panel.incidents - 1, score = panel.score - counted.score \
                FROM counted WHERE counted.incident = ?1 AND panel.actor = counted.actor \
                AND panel.recipient = counted.recipient AND panel.day = counted.day AND panel.type = counted.type \
                AND panel.status = counted.status AND panel.run = (SELECT run FROM incident WHERE incident = ?1)";
    tx.prepare_cached(less)?.execute([incident])?;
    let none = "DELETE FROM panel WHERE incidents = 0 AND run = (SELECT run FROM incident WHERE incident = ?1) \
                AND (actor, recipient, day, type, status) IN \
                (SELECT actor, recipient, day, type, status FROM counted WHERE incident = ?1)";
    tx.prepare_cached(none)?.execute([incident])?;
    tx.prepare_cached("DELETE FROM counted WHERE incident = ?1")?.execute([incident])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::Store;

    type Cell = (String, String, String, String, i64, f64);

    fn panel(store: &Store) -> Vec<Cell> {
        let mut ask =
            store.sql.prepare("SELECT actor, recipient, day, type, incidents, score FROM panel").expect("asked");
        let row = |row: &rusqlite::Row<'_>| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        };
        ask.query_map([], row).expect("asked").collect::<Result<_, _>>().expect("read")
    }

    fn cell(actor: &str, recipient: &str, day: &str, incidents: i64) -> Cell {
        (actor.into(), recipient.into(), day.into(), "ACCUSE".into(), incidents, -2.0 * incidents as f64)
    }

    #[test]
    fn the_panel_follows_an_incident_that_changes() {
        let mut store = Store::in_memory().expect("made");
        let incident = "INSERT INTO incident (run, type, status, quad, score, start_date, actors, recipients, summary, \
                        witnesses, articles) VALUES (1, 'ACCUSE', 'happened', 'verbal-conflict', -2, ?1, ?2, ?3, '', 1, 1)";
        let told = |store: &mut Store, sql: &str, change: &[&str], number: i64| {
            store
                .write(|tx| {
                    tx.execute("INSERT OR IGNORE INTO run (run, casus, lexicon, model) VALUES (1, '', '', '')", [])?;
                    tx.execute(sql, rusqlite::params_from_iter(change))?;
                    super::changed(tx, number)
                })
                .expect("written");
        };
        told(&mut store, incident, &["2022-06-14", "PER;CHL", "BOL"], 1);
        told(&mut store, incident, &["2022-06-14", "PER", "BOL"], 2);
        assert_eq!(panel(&store), [cell("CHL", "BOL", "2022-06-14", 1), cell("PER", "BOL", "2022-06-14", 2)]);

        told(&mut store, "UPDATE incident SET start_date = ?1, actors = 'PER' WHERE incident = 1", &["2022-06-13"], 1);
        assert_eq!(panel(&store), [cell("PER", "BOL", "2022-06-13", 1), cell("PER", "BOL", "2022-06-14", 1)]);
    }
}
