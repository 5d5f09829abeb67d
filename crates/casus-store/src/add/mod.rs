//! Coded documents into the record: one transaction an article, so that a break loses nothing and doubles nothing. An
//! article is known by its address, or its outlet where it has none, and its words; a copy of another's words stays an article of its own and points to the
//! first one. What its document holds is written in `records`.

mod records;

use crate::error::StoreError;
use crate::identity::{Characters, Identity, bands, likeness, shingles, telling_words};
use crate::open::Store;
use casus_types::{ArticleRecord, Document, Extent};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::BTreeSet;

/// From which likeness on two texts are one report.
const COPY: f64 = 0.8;

/// What became of a document that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The record had it from the same run.
    Known,
    /// The record had the article, coded by another run.
    Recoded,
}

/// What coded an article: one run in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodedBy<'d> {
    /// The version of the program.
    pub casus: &'d str,
    /// The hash of the lexicon.
    pub lexicon: &'d str,
    /// The hash of the model, where one read it.
    pub model: Option<&'d str>,
}

impl<'d> CodedBy<'d> {
    /// What coded a document.
    pub fn of(document: &'d Document) -> CodedBy<'d> {
        CodedBy { casus: &document.casus, lexicon: &document.lexicon, model: document.model.as_deref() }
    }
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Events of all runs.
    pub events: u64,
    /// Incidents of all runs.
    pub incidents: u64,
}

impl Store {
    /// How much there is.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| self.sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        Ok(Counts { articles: count("article")?, events: count("event")?, incidents: count("incident")? })
    }

    /// Adds a document, whole or not at all; when this returns, it is on the disk. `url` is where it was published.
    ///
    /// # Errors
    /// The file cannot be written: the disk is full, another program does not let go of it.
    pub fn add(&mut self, document: &Document, url: Option<&str>) -> Result<Added, StoreError> {
        self.add_with_page(document, url, None)
    }

    /// The same, keeping the page that it was coded from, as the caller will want it to code it again.
    ///
    /// # Errors
    /// The same.
    pub fn add_with_page(
        &mut self,
        document: &Document,
        url: Option<&str>,
        page: Option<&str>,
    ) -> Result<Added, StoreError> {
        // Hashing needs no lock.
        let fresh = Fresh::new(document, url, page);
        self.write(|tx| {
            let run = run(tx, CodedBy::of(document))?;
            let (article, known) = match article(tx, &fresh.identity)? {
                Some(article) => (article, true),
                None => (fresh.insert(tx)?, false),
            };
            let done = "DELETE FROM set_aside WHERE source = ?1 AND run = ?2";
            tx.prepare_cached(done)?.execute(params![document.article.source, run])?;
            let coded = "INSERT OR IGNORE INTO coding (article, run) VALUES (?1, ?2)";
            if tx.prepare_cached(coded)?.execute(params![article, run])? == 0 {
                return Ok(Added::Known);
            }
            let events = records::insert(tx, tx.last_insert_rowid(), document)?;
            join_incidents(tx, run, &events)?;
            Ok(if known { Added::Recoded } else { Added::New })
        })
    }

    /// Whether an article is in the record, coded by this run.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has(&self, identity: &Identity, by: CodedBy<'_>) -> Result<bool, StoreError> {
        let ask = "SELECT 1 FROM article JOIN coding USING (article) JOIN run USING (run) \
                   WHERE identity = ?1 AND casus = ?2 AND lexicon = ?3 AND model = ?4";
        let model = by.model.unwrap_or_default();
        let found = self.sql.prepare_cached(ask)?.exists(params![identity.identity, by.casus, by.lexicon, model])?;
        Ok(found)
    }

    /// Notes an input that could not be added, with the reason.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_aside(&mut self, source: &str, by: CodedBy<'_>, reason: &str) -> Result<(), StoreError> {
        self.write(|tx| {
            let run = run(tx, by)?;
            let note = "INSERT INTO set_aside (source, run, reason) VALUES (?1, ?2, ?3) \
                        ON CONFLICT (source, run) DO UPDATE SET reason = excluded.reason";
            tx.prepare_cached(note)?.execute(params![source, run, reason])?;
            Ok(())
        })
    }

    /// What a run has set aside for a reason that begins so: the inputs, and the reasons.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn set_aside_for(&self, by: CodedBy<'_>, reason: &str) -> Result<Vec<(String, String)>, StoreError> {
        let ask = "SELECT source, reason FROM set_aside JOIN run USING (run) \
                   WHERE casus = ?1 AND lexicon = ?2 AND model = ?3 AND instr(reason, ?4) = 1 ORDER BY source";
        let row = params![by.casus, by.lexicon, by.model.unwrap_or_default(), reason];
        let mut ask = self.sql.prepare_cached(ask)?;
        let found = ask.query_map(row, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// One transaction that waits for its turn at the start, so that it never has to give up in the middle.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, StoreError> {
        let path = self.path.clone();
        let whole = || {
            let tx = self.sql.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        };
        whole().map_err(|why| StoreError::File { path, why })
    }
}

/// The run of a program, a lexicon and a model; a new row for a new one.
fn run(tx: &Transaction<'_>, by: CodedBy<'_>) -> Result<i64, rusqlite::Error> {
    let row = params![by.casus, by.lexicon, by.model.unwrap_or_default()];
    let ask = "SELECT run FROM run WHERE casus = ?1 AND lexicon = ?2 AND model = ?3";
    if let Some(run) = tx.prepare_cached(ask)?.query_row(row, |row| row.get(0)).optional()? {
        return Ok(run);
    }
    tx.execute("INSERT INTO run (casus, lexicon, model) VALUES (?1, ?2, ?3)", row)?;
    Ok(tx.last_insert_rowid())
}

fn article(tx: &Transaction<'_>, identity: &Identity) -> Result<Option<i64>, rusqlite::Error> {
    let mut ask = tx.prepare_cached("SELECT article FROM article WHERE identity = ?1")?;
    ask.query_row([&identity.identity], |row| row.get(0)).optional()
}

/// Reports of one act become one incident, and the panel follows, all in the transaction of their article.
fn join_incidents(tx: &Transaction<'_>, run: i64, events: &[i64]) -> Result<(), rusqlite::Error> {
    let changed = crate::incidents::join(tx, run, events)?;
    for incident in &changed {
        crate::panel::changed(tx, *incident)?;
    }
    crate::incidents::forget(tx, &changed)
}

/// An article on its way in.
struct Fresh<'d> {
    document: &'d Document,
    url: Option<String>,
    page: Option<&'d str>,
    identity: Identity,
    shingles: BTreeSet<u64>,
    bands: Vec<i64>,
}

/// The first article with the same words, and how much of them is shared.
type Wire = Option<(i64, f64)>;

impl<'d> Fresh<'d> {
    fn new(document: &'d Document, url: Option<&str>, page: Option<&'d str>) -> Fresh<'d> {
        let characters = Characters::new(&document.article.text);
        let paragraphs = document.article.paragraphs.iter().map(|extent| characters.words(*extent));
        let words = telling_words(&document.article.text, paragraphs);
        let shingles = shingles(&words);
        let bands = bands(&shingles);
        let url = url.map(crate::identity::clean_url);
        Fresh {
            document,
            identity: Identity::of_words(url.as_deref(), document.article.outlet.as_deref(), &words),
            url,
            page,
            shingles,
            bands,
        }
    }

    fn insert(&self, tx: &Transaction<'_>) -> Result<i64, rusqlite::Error> {
        let record = &self.document.article;
        let wire = self.wire(tx)?;
        let row = "INSERT INTO article (identity, content, id, source, url, headline, published, agency, outlet, place, \
                   text, paragraphs, page, wire, likeness) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
        tx.prepare_cached(row)?.execute(params![
            self.identity.identity,
            self.identity.content,
            record.id,
            record.source,
            self.url,
            record.headline,
            record.published,
            record.agency,
            record.outlet,
            record.place,
            record.text,
            paragraphs(record),
            self.page,
            wire.map(|(article, _)| article),
            wire.map(|(_, likeness)| likeness),
        ])?;
        let article = tx.last_insert_rowid();
        let words = "INSERT INTO article_words (rowid, headline, text) VALUES (?1, ?2, ?3)";
        tx.prepare_cached(words)?.execute(params![article, record.headline, record.text])?;
        if wire.is_none() {
            let mut band = tx.prepare_cached("INSERT OR IGNORE INTO band (band, hash, article) VALUES (?1, ?2, ?3)")?;
            for (number, hash) in self.bands.iter().enumerate() {
                band.execute(params![number, hash, article])?;
            }
        }
        Ok(article)
    }

    /// What this is a copy of: the same words first, else what shares a band and enough of its words; the likest of those,
    /// and of equals the first.
    fn wire(&self, tx: &Transaction<'_>) -> Result<Wire, rusqlite::Error> {
        let same = "SELECT ifnull(wire, article), ifnull(likeness, 1.0) FROM article WHERE content = ?1 \
                    ORDER BY article LIMIT 1";
        let same: Wire = tx
            .prepare_cached(same)?
            .query_row([&self.identity.content], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if same.is_some() {
            return Ok(same);
        }
        let mut likest: Wire = None;
        for candidate in self.candidates(tx)? {
            let alike = likeness(&self.shingles, &shingles(&stored_words(tx, candidate)?));
            if alike >= COPY && likest.is_none_or(|(_, best)| alike > best) {
                likest = Some((candidate, alike));
            }
        }
        Ok(likest)
    }

    fn candidates(&self, tx: &Transaction<'_>) -> Result<BTreeSet<i64>, rusqlite::Error> {
        let mut ask = tx.prepare_cached("SELECT article FROM band WHERE band = ?1 AND hash = ?2")?;
        let mut found = BTreeSet::new();
        for (number, hash) in self.bands.iter().enumerate() {
            for article in ask.query_map(params![number, hash], |row| row.get(0))? {
                found.insert(article?);
            }
        }
        Ok(found)
    }
}

/// Paragraphs as they are kept.
fn paragraphs(record: &ArticleRecord) -> String {
    let each: Vec<String> =
        record.paragraphs.iter().map(|extent| format!("[{},{}]", extent.start, extent.end)).collect();
    format!("[{}]", each.join(","))
}

/// The words of an article in the record that make it what it is.
fn stored_words(tx: &Transaction<'_>, article: i64) -> Result<String, rusqlite::Error> {
    let ask = "SELECT text, paragraphs FROM article WHERE article = ?1";
    let (text, paragraphs): (String, String) =
        tx.prepare_cached(ask)?.query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let extents: Vec<(usize, usize)> = serde_json::from_str(&paragraphs).unwrap_or_default();
    let characters = Characters::new(&text);
    let paragraphs = extents.into_iter().map(|(start, end)| characters.words(Extent { start, end }));
    Ok(telling_words(&text, paragraphs))
}

#[cfg(test)]
pub(crate) mod tests;
