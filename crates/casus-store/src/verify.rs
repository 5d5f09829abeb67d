//! Whether the record is whole: the file itself, what refers to what, the words that are searched, and every sum that is
//! kept beside what it is the sum of. Nothing is mended here.

use crate::dictionary::TABLES;
use crate::error::StoreError;
use crate::open::Store;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub what: String,
    /// The query that shows it, where one does.
    pub sql: Option<String>,
}

/// The panel, as it is kept.
macro_rules! panel_sql {
    () => {
        "SELECT run, actor, recipient, day, type, status, quad, incidents, round(score, 6) FROM panel"
    };
}

/// The panel, counted again from the incidents.
macro_rules! recount_sql {
    () => {
        "SELECT run, actor, recipient, day, type, status, quad, count(*), round(total(score), 6) \
         FROM (SELECT DISTINCT i.incident, i.run, trim(a.value) AS actor, trim(r.value) AS recipient, \
         coalesce(i.start_date, '') AS day, i.type, i.status, i.quad, i.score FROM incident AS i \
         JOIN json_each('[\"' || replace(i.actors, ';', '\",\"') || '\"]') AS a \
         JOIN json_each('[\"' || replace(i.recipients, ';', '\",\"') || '\"]') AS r \
         WHERE a.value <> '' AND r.value <> '') \
         GROUP BY run, actor, recipient, day, type, status"
    };
}
/// What must give no row. The first column of a row says where.
const CHECKS: [(&str, &str); 13] = [
    (
        "events of another run than their incident",
        "SELECT e.event FROM event AS e JOIN coding AS c ON c.coding = e.coding JOIN incident AS i ON i.incident = e.incident \
         WHERE i.run <> c.run",
    ),
    ("events without an incident", "SELECT event FROM event WHERE incident IS NULL"),
    (
        "incidents whose number of witnesses is not that of their events",
        "SELECT i.incident FROM incident AS i WHERE i.witnesses <> (SELECT count(*) FROM event AS e WHERE e.incident = i.incident)",
    ),
    (
        "incidents whose number of articles is not that of their events' articles, copies counted once",
        "SELECT i.incident FROM incident AS i WHERE i.articles <> (SELECT count(DISTINCT coalesce(a.wire, a.article)) \
         FROM event AS e JOIN coding AS c ON c.coding = e.coding JOIN article AS a ON a.article = c.article \
         WHERE e.incident = i.incident)",
    ),
    (
        "pairs that are not those of the participants",
        "SELECT event, actor, recipient, start_date FROM (SELECT event, actor, recipient, start_date FROM dyad \
         EXCEPT SELECT e.event, a.code, r.code, coalesce(e.start_date, '') FROM event AS e \
         JOIN participant AS a ON a.event = e.event AND a.side = 'actor' \
         JOIN participant AS r ON r.event = e.event AND r.side = 'recipient')",
    ),
    (
        "pairs that are missing",
        "SELECT e.event, a.code, r.code, coalesce(e.start_date, '') FROM event AS e \
         JOIN participant AS a ON a.event = e.event AND a.side = 'actor' AND a.code IS NOT NULL \
         JOIN participant AS r ON r.event = e.event AND r.side = 'recipient' AND r.code IS NOT NULL \
         EXCEPT SELECT event, actor, recipient, start_date FROM dyad",
    ),
    (
        "participants with another day than their event",
        "SELECT p.event FROM participant AS p JOIN event AS e ON e.event = p.event WHERE p.start_date <> coalesce(e.start_date, '')",
    ),
    (
        "days of the panel that a recount of the incidents does not give",
        concat!(panel_sql!(), " EXCEPT ", recount_sql!()),
    ),
    (
        "days that a recount of the incidents gives and the panel lacks",
        concat!(recount_sql!(), " EXCEPT ", panel_sql!()),
    ),
    (
        "events that end before they begin, or days that are none",
        "SELECT event FROM event WHERE end_date < start_date OR date(start_date) IS NOT start_date OR date(end_date) IS NOT end_date",
    ),
    (
        "claims in an event that their article does not have",
        "SELECT k.claim FROM claim AS k WHERE k.event_id IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM event AS e WHERE e.id = k.event_id AND e.coding = k.coding)",
    ),
    (
        "copies of an article that is itself a copy",
        "SELECT a.article FROM article AS a JOIN article AS w ON w.article = a.wire WHERE w.wire IS NOT NULL",
    ),
    (
        "events without evidence or without what made them",
        "SELECT event FROM event WHERE evidence = '' OR (rule IS NULL AND reader_score IS NULL)",
    ),
];

/// Every table of words, and the table whose words they are.
const SEARCHED: [(&str, &str); 3] = [("event_words", "event"), ("article_words", "article"), ("quote_words", "quote")];

/// The faults found, or that they cannot be looked for.
fn or_unread(what: &str, found: Result<Vec<Fault>, StoreError>) -> Vec<Fault> {
    found.unwrap_or_else(|error| vec![Fault { what: format!("not to be checked: {what}: {error}"), sql: None }])
}

impl Store {
    /// All that is wrong with the record; nothing where it is whole.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = self.file_faults();
        faults.extend(self.unreadable_tables());
        faults.extend(or_unread("what refers to what", self.reference_faults()));
        for (words, table) in SEARCHED {
            let found = self.search_faults(words, table).map(Vec::from_iter);
            faults.extend(or_unread(&format!("the words of {table}"), found));
        }
        for (what, sql) in CHECKS {
            faults.extend(or_unread(what, self.counted(what, sql).map(Vec::from_iter)));
        }
        Ok(faults)
    }

    /// What SQLite says of the file; a damaged one ends in the middle.
    fn file_faults(&self) -> Vec<Fault> {
        let mut told: Vec<String> = Vec::new();
        let read = self.sql.prepare("PRAGMA integrity_check(20)").and_then(|mut query| {
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                told.push(row.get(0)?);
            }
            Ok(())
        });
        told.extend(read.err().map(|error| error.to_string()));
        // Several lines may come as one.
        let lines = told.iter().flat_map(|told| told.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
        lines.map(|line| Fault { what: format!("the file: {line}"), sql: None }).collect()
    }

    /// Tables whose rows cannot all be read.
    fn unreadable_tables(&self) -> Vec<Fault> {
        let read = |table: &str| {
            let sql = format!("SELECT * FROM \"{table}\"");
            self.sql.prepare(&sql).and_then(|mut query| {
                let mut rows = query.query([])?;
                while rows.next()?.is_some() {}
                Ok(())
            })
        };
        let told = |table: &str, error| Fault {
            what: format!("table {table} cannot be read to its end: {error}"),
            sql: Some(format!("SELECT * FROM {table}")),
        };
        TABLES.iter().filter_map(|table| read(table.name).err().map(|error| told(table.name, error))).collect()
    }

    fn reference_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let sql = "SELECT \"table\", parent, count(*), min(rowid) FROM pragma_foreign_key_check GROUP BY 1, 2";
        let mut query = self.sql.prepare(sql)?;
        let fault = |row: &rusqlite::Row<'_>| {
            let (table, parent, count): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let what = format!("{count} rows of {table} refer to rows of {parent} that are not there");
            Ok(Fault { what, sql: Some(format!("PRAGMA foreign_key_check({table})")) })
        };
        Ok(query.query_map([], fault)?.collect::<Result<_, _>>()?)
    }

    /// FTS5 compares its words with the table's where it may write; where it may not, the rows are compared.
    fn search_faults(&self, words: &str, table: &str) -> Result<Option<Fault>, StoreError> {
        let compare = format!("INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)");
        let writable = !self.sql.is_readonly("main")?;
        if writable && self.sql.execute_batch(&compare).is_err() {
            return Ok(Some(Fault { what: format!("{words} does not hold the words of {table}"), sql: Some(compare) }));
        }
        let sql = format!(
            "SELECT {table} FROM {table} WHERE {table} NOT IN (SELECT id FROM {words}_docsize) \
             UNION ALL SELECT id FROM {words}_docsize WHERE id NOT IN (SELECT {table} FROM {table})"
        );
        self.counted(&format!("rows of {table} that {words} lacks or has too many"), &sql)
    }

    fn counted(&self, what: &str, sql: &str) -> Result<Option<Fault>, StoreError> {
        let found = format!("SELECT count(*) FROM ({sql})");
        let count: i64 = self.sql.query_row(&found, [], |row| row.get(0))?;
        Ok((count > 0).then(|| Fault { what: format!("{count} {what}"), sql: Some(sql.to_string()) }))
    }
}
