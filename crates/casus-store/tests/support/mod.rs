//! Records for tests, filled by SQL: an act a line, each told by an article of its own unless said otherwise.

#![allow(dead_code)] // each test takes what it needs

use casus_store::{Answer, Store, Value};
use rusqlite::{Connection, params};
use std::path::PathBuf;

/// A record in a folder that goes with it.
pub struct Record {
    folder: tempfile::TempDir,
    pub sql: Connection,
}

/// An act, as a test tells it.
pub struct Act<'a> {
    pub article: i64,
    pub kind: &'a str,
    pub actors: &'a str,
    pub recipients: &'a str,
    pub day: &'a str,
    pub status: &'a str,
    pub ledger: &'a str,
    pub evidence: &'a str,
    pub incident: i64,
}

impl Default for Act<'_> {
    fn default() -> Self {
        Act {
            article: 1,
            kind: "CONSULT",
            actors: "KOR",
            recipients: "USA",
            day: "2022-06-13",
            status: "happened",
            ledger: "",
            evidence: "They met.",
            incident: 0,
        }
    }
}

fn quad(kind: &str) -> (&'static str, f64) {
    match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => ("verbal-cooperation", 2.5),
        "COOPERATE" | "AID" | "RETREAT" => ("material-cooperation", 7.0),
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => ("verbal-conflict", -2.0),
        _ => ("material-conflict", -9.0),
    }
}

impl Record {
    /// With one run and one article, numbered 1.
    pub fn new() -> Record {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("casus.db");
        drop(Store::open(&path).expect("made"));
        let sql = Connection::open(&path).expect("opened");
        let mut record = Record { folder, sql };
        record.run(1);
        record.article(1, "2022-06-14", 1);
        record
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("casus.db")
    }

    pub fn store(&self) -> Store {
        Store::open_to_read(&self.path()).expect("opened")
    }

    pub fn run(&mut self, run: i64) {
        self.sql
            .execute("INSERT INTO run VALUES (?1, '0.1.0', ?2, 'm')", params![run, format!("l{run}")])
            .expect("a run");
    }

    /// An article, coded by a run; its coding bears the number of the article times ten and of the run.
    pub fn article(&mut self, article: i64, published: &str, run: i64) {
        let text = format!("Text of article {article}.");
        let new = "INSERT OR IGNORE INTO article (article, identity, content, id, source, headline, published, text, paragraphs) \
                   VALUES (?1, ?1, ?1, ?1, 'report ' || ?1, 'Report ' || ?1, ?2, ?3, '[]')";
        let fresh = self.sql.execute(new, params![article, published, text]).expect("an article");
        if fresh == 1 {
            let words = "INSERT INTO article_words (rowid, headline, text) VALUES (?1, 'Report ' || ?1, ?2)";
            self.sql.execute(words, params![article, text]).expect("its words");
        }
        self.sql
            .execute("INSERT INTO coding VALUES (?1, ?2, ?3)", params![article * 10 + run, article, run])
            .expect("a coding");
    }

    /// An event of the first run, or of `run`, in an incident of its own where none is named; gives its number.
    pub fn act_of(&mut self, run: i64, act: &Act<'_>) -> i64 {
        let (quad, score) = quad(act.kind);
        let day = Some(act.day).filter(|day| !day.is_empty());
        let ledger = Some(act.ledger).filter(|ledger| !ledger.is_empty());
        let incident = if act.incident == 0 { self.next_incident() } else { act.incident };
        let fresh = "INSERT OR IGNORE INTO incident (incident, run, type, ledger, status, quad, score, start_date, end_date, actors, \
                     recipients, summary, witnesses, articles) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, 0, 0)";
        self.sql
            .execute(
                fresh,
                params![
                    incident,
                    run,
                    act.kind,
                    ledger,
                    act.status,
                    quad,
                    score,
                    day,
                    act.actors,
                    act.recipients,
                    act.evidence
                ],
            )
            .expect("an incident");
        let event = "INSERT INTO event (id, coding, incident, type, contexts, quad, score, ledger, status, status_why, salience, \
                     start_date, end_date, trigger, evidence, rule, confidence, why) \
                     VALUES (?1, ?2, ?3, ?4, '', ?5, ?6, ?7, ?8, '', 'core', ?9, ?9, 'met', ?10, 'a.rule', 0.9, 'so')";
        let number: i64 = self
            .sql
            .query_row("SELECT coalesce(max(event), 0) + 1 FROM event", [], |row| row.get(0))
            .expect("a number");
        let id = format!("{number:016x}");
        let coding = act.article * 10 + run;
        self.sql
            .execute(event, params![id, coding, incident, act.kind, quad, score, ledger, act.status, day, act.evidence])
            .expect("an event");
        self.sql
            .execute("INSERT INTO event_words (rowid, evidence) VALUES (?1, ?2)", params![number, act.evidence])
            .expect("words");
        for (side, codes) in [("actor", act.actors), ("recipient", act.recipients)] {
            for (place, code) in codes.split(';').filter(|code| !code.is_empty()).enumerate() {
                self.sql
                    .execute(
                        "INSERT INTO participant VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'GOV', ?7)",
                        params![
                            number,
                            side,
                            place as i64,
                            format!("state.{}", code.to_lowercase()),
                            format!("the {code}"),
                            code,
                            act.day
                        ],
                    )
                    .expect("a participant");
            }
        }
        for actor in act.actors.split(';').filter(|code| !code.is_empty()) {
            for recipient in act.recipients.split(';').filter(|code| !code.is_empty()) {
                let pair = "INSERT OR IGNORE INTO dyad VALUES (?1, ?2, ?3, ?4)";
                self.sql.execute(pair, params![actor, recipient, act.day, number]).expect("a pair");
            }
        }
        number
    }

    pub fn act(&mut self, act: &Act<'_>) -> i64 {
        self.act_of(1, act)
    }

    /// A number claimed of an event.
    pub fn claim(&mut self, event: i64, number: f64, comparator: &str, unit: &str, class: &str) {
        let claim = "INSERT INTO claim (coding, text, number, comparator, unit, unit_class, event_id, evidence, why) \
                     SELECT coding, ?2, ?3, ?4, ?5, ?6, id, evidence, 'so' FROM event WHERE event = ?1";
        self.sql.execute(claim, params![event, unit, number, comparator, unit, class]).expect("a claim");
        let words = "INSERT INTO claim_words (claim_words) VALUES ('rebuild')";
        self.sql.execute(words, []).expect("its words");
    }

    /// Counts what is kept beside what it is the sum of; called last.
    pub fn summed(self) -> Record {
        self.sql
            .execute_batch(
                "UPDATE incident SET witnesses = (SELECT count(*) FROM event WHERE event.incident = incident.incident),
                   articles = (SELECT count(DISTINCT coalesce(a.wire, a.article)) FROM event AS e JOIN coding AS c USING (coding)
                     JOIN article AS a USING (article) WHERE e.incident = incident.incident);
                 INSERT INTO counted SELECT DISTINCT i.incident, a.value, r.value, coalesce(i.start_date, ''), i.type, i.status, i.quad, i.score
                   FROM incident AS i JOIN json_each('[\"' || replace(i.actors, ';', '\",\"') || '\"]') AS a
                   JOIN json_each('[\"' || replace(i.recipients, ';', '\",\"') || '\"]') AS r
                   WHERE a.value <> '' AND r.value <> '';
                 INSERT INTO panel SELECT run, actor, recipient, day, k.type, k.status, k.quad, count(*), total(k.score)
                   FROM counted AS k JOIN incident USING (incident)
                   GROUP BY run, actor, recipient, day, k.type, k.status, k.quad;",
            )
            .expect("summed");
        self
    }

    fn next_incident(&self) -> i64 {
        self.sql
            .query_row("SELECT coalesce(max(incident), 0) + 1 FROM incident", [], |row| row.get(0))
            .expect("a number")
    }
}

/// The cells of a column, as texts; `-` where unknown.
pub fn column(answer: &Answer, name: &str) -> Vec<String> {
    let at = answer.columns.iter().position(|column| column.name == name).expect("such a column");
    let told = |value: &Value| match value {
        Value::Unknown => "-".to_string(),
        Value::Text(text) => text.clone(),
        Value::Whole(whole) => whole.to_string(),
        Value::Number(number) => number.to_string(),
    };
    answer.rows.iter().map(|row| told(&row[at])).collect()
}
