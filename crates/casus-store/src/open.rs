//! The file itself: made, opened, brought forward from an older schema. A record is written with a log beside it (WAL), so
//! that readers never wait, and an addition is in the file when it is reported as done.

use crate::error::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The schema that this program writes.
pub(crate) const SCHEMA: u32 = 1;

/// The steps from each schema to the next, the first from an empty file.
const STEPS: [&str; SCHEMA as usize] = [include_str!("../schema/1.sql")];

/// How SQLite marks a record of ours: `casu`.
const APPLICATION: i32 = 0x6361_7375;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many steps of SQLite pass before it looks whether it is to break off: well under a millisecond.
const STEPS_BETWEEN: i32 = 1000;

/// What SQLite may keep of the file in memory for one that shows it, in KiB, below zero as SQLite has it.
const KEPT: i64 = -32_768;

/// The questions put to a record by whoever shows it, one after another, so that each can be broken off.
#[derive(Clone, Debug, Default)]
pub struct Questions(Arc<Numbered>);

/// The question in hand, and the last one that was broken off.
#[derive(Debug, Default)]
struct Numbered {
    now: AtomicU64,
    broken: AtomicU64,
}

impl Questions {
    /// Another question begins.
    pub fn begin(&self) -> Question {
        Question { of: self.clone(), number: self.0.now.fetch_add(1, Ordering::SeqCst) + 1 }
    }

    fn broken(&self) -> bool {
        self.0.now.load(Ordering::SeqCst) == self.0.broken.load(Ordering::SeqCst)
    }
}

/// One question, to be broken off from another thread.
#[derive(Debug)]
pub struct Question {
    of: Questions,
    number: u64,
}

impl Question {
    /// Ends this question, and no other that may have begun meanwhile.
    pub fn break_off(&self) {
        self.of.0.broken.store(self.number, Ordering::SeqCst);
    }
}

/// A record, open.
#[derive(Debug)]
pub struct Store {
    pub(crate) sql: Connection,
    pub(crate) path: PathBuf,
}

impl Store {
    /// Opens a record for adding, and makes it where there is none.
    ///
    /// # Errors
    /// The file cannot be written, is no record, or is newer than this program.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let sql = Connection::open(path).map_err(|why| StoreError::File { path: path.into(), why })?;
        Store::ready(sql, path)
    }

    /// Opens a record for asking alone: nothing can change it.
    ///
    /// # Errors
    /// There is no such file, it is no record, or it is newer than this program.
    pub fn open_to_read(path: &Path) -> Result<Store, StoreError> {
        let file = |why| StoreError::File { path: path.into(), why };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let sql = Connection::open_with_flags(path, flags).map_err(file)?;
        sql.busy_timeout(PATIENCE).map_err(file)?;
        let store = Store { sql, path: path.into() };
        match store.schema()? {
            SCHEMA => Ok(store),
            0 => Err(StoreError::Foreign { path: path.into() }),
            schema if schema > SCHEMA => Err(StoreError::Newer { path: path.into(), schema }),
            // An older one is brought forward first.
            _ => {
                drop(store);
                Store::open(path)?;
                Store::open_to_read(path)
            }
        }
    }

    /// The same for whoever shows it to others: nothing can be written even by a fault in a question, and each question
    /// can be broken off.
    ///
    /// # Errors
    /// The same.
    pub fn open_to_show(path: &Path) -> Result<(Store, Questions), StoreError> {
        let store = Store::open_to_read(path)?;
        let file = |why| StoreError::File { path: path.into(), why };
        store.sql.pragma_update(None, "query_only", true).map_err(file)?;
        store.sql.pragma_update(None, "cache_size", KEPT).map_err(file)?;
        // None is broken off before the first.
        let questions = Questions::default();
        questions.begin();
        let asked = questions.clone();
        store.sql.progress_handler(STEPS_BETWEEN, Some(move || asked.broken()));
        Ok((store, questions))
    }

    /// A record in memory, for tests and trials.
    ///
    /// # Errors
    /// None that a working SQLite gives.
    pub fn in_memory() -> Result<Store, StoreError> {
        Store::ready(Connection::open_in_memory()?, Path::new(":memory:"))
    }

    fn ready(sql: Connection, path: &Path) -> Result<Store, StoreError> {
        let file = |why| StoreError::File { path: path.into(), why };
        sql.busy_timeout(PATIENCE).map_err(file)?;
        let store = Store { sql, path: path.into() };
        let schema = store.schema()?;
        if schema > SCHEMA {
            return Err(StoreError::Newer { path: path.into(), schema });
        }
        store.sql.pragma_update(None, "journal_mode", "WAL").map_err(file)?;
        // An addition that was reported as done outlives a loss of power.
        store.sql.pragma_update(None, "synchronous", "FULL").map_err(file)?;
        store.sql.pragma_update(None, "foreign_keys", true).map_err(file)?;
        store.forward(schema).map_err(file)?;
        Ok(store)
    }

    /// The schema of the file, 0 for an empty one.
    fn schema(&self) -> Result<u32, StoreError> {
        let file = |why| StoreError::File { path: self.path.clone(), why };
        let ask = |name: &str| self.sql.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(file);
        let tables: i64 =
            self.sql.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(file)?;
        if tables > 0 && ask("application_id")? != i64::from(APPLICATION) {
            return Err(StoreError::Foreign { path: self.path.clone() });
        }
        Ok(u32::try_from(ask("user_version")?).unwrap_or(u32::MAX))
    }

    /// Takes the steps that are missing, each whole or not at all; of several programs that open a new file, one takes them.
    fn forward(&self, from: u32) -> Result<(), rusqlite::Error> {
        if from == SCHEMA {
            return Ok(());
        }
        self.sql.execute_batch("BEGIN IMMEDIATE")?;
        let now: u32 = self.sql.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for step in STEPS.iter().skip(now as usize) {
            self.sql.execute_batch(step)?;
        }
        self.sql.pragma_update(None, "application_id", APPLICATION)?;
        self.sql.pragma_update(None, "user_version", SCHEMA)?;
        self.sql.execute_batch("COMMIT")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_a_record_and_opens_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("casus.db");
        drop(Store::open(&path).expect("made"));
        assert_eq!(Store::open_to_read(&path).expect("opened").counts().expect("counted").articles, 0);
    }

    #[test]
    fn a_file_of_another_program_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("other.db");
        Connection::open(&path).expect("made").execute_batch("CREATE TABLE mine (x)").expect("written");
        assert!(matches!(Store::open(&path), Err(StoreError::Foreign { .. })));
    }

    #[test]
    fn a_question_is_broken_off_from_elsewhere_and_the_next_is_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("casus.db");
        drop(Store::open(&path).expect("made"));
        let (store, questions) = Store::open_to_show(&path).expect("opened");
        let question = questions.begin();
        let breaking = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            question.break_off();
            question
        });
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
        assert!(store.found(endless).is_err_and(|why| why.broken_off()));
        let late = breaking.join().expect("broken off");
        questions.begin();
        // Whoever breaks off a question that is over harms no other.
        late.break_off();
        assert_eq!(store.counts().expect("counted").articles, 0);
        assert!(store.sql.execute("INSERT INTO meta VALUES ('a', 'b')", []).is_err(), "nothing is written");
    }

    #[test]
    fn a_newer_record_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("casus.db");
        let store = Store::open(&path).expect("made");
        store.sql.pragma_update(None, "user_version", SCHEMA + 1).expect("marked");
        drop(store);
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { .. })));
    }

    /// A store of schema 1, as it was released.
    const FIRST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stores/schema-1.db");

    fn layout(store: &Store) -> Vec<String> {
        let ask = "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema \
                   WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut ask = store.sql.prepare(ask).expect("asked");
        ask.query_map([], |row| row.get(0)).expect("asked").collect::<Result<_, _>>().expect("read")
    }

    #[test]
    fn a_record_of_each_released_schema_is_opened_and_brought_forward() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("casus.db");
        std::fs::copy(FIRST, &path).expect("copied");
        let counts = Store::open_to_read(&path).expect("opened").counts().expect("counted");
        assert!(counts.articles == 2 && counts.events > 0, "{counts:?}");
        let mut store = Store::open(&path).expect("opened");
        let now = Store::in_memory().expect("made");
        assert_eq!(layout(&store), layout(&now), "made again by examples/keep.rs, as long as schema 1 is not released");
        let document = crate::add::tests::document("c", "Chile condemned Peru on Monday in a few words.", "l");
        assert_eq!(store.add(&document, None), Ok(crate::Added::New));
    }
}
