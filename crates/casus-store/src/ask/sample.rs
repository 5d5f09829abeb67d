//! A record of four reports by one run, the fourth a copy of the first; what is said in them each test puts there.

use crate::open::Store;

pub(crate) fn run(store: &Store, sql: &str) {
    store.sql.execute_batch(sql).expect("written");
}

pub(crate) fn store() -> Store {
    let store = Store::in_memory().expect("made");
    run(&store, "INSERT INTO run VALUES (1, '0', 'lexicon', 'model')");
    for (article, source, day, wire) in [
        (1, "A Times", "2021-05-10", "NULL"),
        (2, "B Post", "2021-05-11", "NULL"),
        (3, "C News", "2021-05-12", "NULL"),
        (4, "D Daily", "2021-05-13", "1"),
    ] {
        run(
            &store,
            &format!(
                "INSERT INTO article (article, identity, content, id, source, published, text, paragraphs, wire)
                   VALUES ({article}, 'i{article}', 'c{article}', 'a{article}', '{source}', '{day}', '', '[]', {wire});
                 INSERT INTO coding VALUES ({article}, {article}, 1);"
            ),
        );
    }
    store
}

/// An incident that the articles named tell of.
pub(crate) fn incident(store: &Store, number: u32, columns: &[(&str, &str)], articles: &[u32]) {
    let with = |name: &str, usual: &str| {
        let found = columns.iter().find(|(column, _)| *column == name).map(|(_, value)| *value);
        match found.unwrap_or(usual) {
            "" => "NULL".to_string(),
            value => format!("'{value}'"),
        }
    };
    let list = |name: &str| {
        format!("'{}'", columns.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| *value))
    };
    let (kind, status, ledger) = (with("type", "ASSAULT"), with("status", "happened"), with("ledger", ""));
    let (from, to, summary) = (with("from", ""), with("to", ""), with("summary", "It happened."));
    run(
        store,
        &format!(
            "INSERT INTO incident (incident, run, type, ledger, status, quad, start_date, end_date, actors, recipients,
               summary, witnesses, articles, conflicts) VALUES ({number}, 1, {kind}, {ledger}, {status}, 'material-conflict',
               {from}, {to}, {}, {}, {summary}, {}, {}, {})",
            list("actors"),
            list("recipients"),
            articles.len(),
            articles.len(),
            with("conflicts", "")
        ),
    );
    for article in articles {
        run(
            store,
            &format!(
                "INSERT INTO event (id, coding, incident, type, contexts, quad, ledger, status, status_why, salience,
                   start_date, end_date, trigger, evidence, why) VALUES ('e{number}-{article}', {article}, {number}, {kind},
                   '', 'material-conflict', {ledger}, {status}, '', 'core', {from}, {to}, '', {summary}, '')"
            ),
        );
    }
}
