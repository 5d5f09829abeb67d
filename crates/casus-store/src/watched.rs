//! How the feeds stand that are watched, for whoever looks at the record. The watch itself keeps its own journal; this is
//! what it tells.

use crate::error::StoreError;
use crate::open::Store;
use rusqlite::params;

/// How a feed stands. Points in time are written `2022-06-14T09:00:00Z`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchedFeed {
    /// Its address.
    pub url: String,
    /// What it is called.
    pub feed: String,
    /// When it was asked last.
    pub last_tried: Option<String>,
    /// When it answered last.
    pub last_ok: Option<String>,
    /// When it is asked next; nothing where it is gone for good.
    pub next_due: Option<String>,
    /// Failures on end.
    pub failures: u32,
    /// What there is to say of it.
    pub note: Option<String>,
    /// Articles of it that were added.
    pub articles: u64,
}

impl Store {
    /// Notes how a feed stands, in the place of how it stood.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn note_feed(&mut self, feed: &WatchedFeed) -> Result<(), StoreError> {
        let articles = i64::try_from(feed.articles).unwrap_or(i64::MAX);
        self.write(|tx| {
            let row = "INSERT OR REPLACE INTO watch_feed \
                       (url, feed, last_tried, last_ok, next_due, failures, note, articles) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            tx.prepare_cached(row)?.execute(params![
                feed.url,
                feed.feed,
                feed.last_tried,
                feed.last_ok,
                feed.next_due,
                feed.failures,
                feed.note,
                articles
            ])?;
            Ok(())
        })
    }

    /// How the feeds stand that are watched, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn watched_feeds(&self) -> Result<Vec<WatchedFeed>, StoreError> {
        let ask = "SELECT url, feed, last_tried, last_ok, next_due, failures, note, articles FROM watch_feed \
                   ORDER BY feed, url";
        let mut ask = self.sql.prepare_cached(ask)?;
        let rows = ask.query_map([], |row| {
            Ok(WatchedFeed {
                url: row.get(0)?,
                feed: row.get(1)?,
                last_tried: row.get(2)?,
                last_ok: row.get(3)?,
                next_due: row.get(4)?,
                failures: row.get(5)?,
                note: row.get(6)?,
                articles: u64::try_from(row.get::<_, i64>(7)?).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_stands_once_as_it_was_noted_last() {
        let mut store = Store::in_memory().expect("made");
        let mut feed =
            WatchedFeed { url: "https://our.example/rss".into(), feed: "Ours".into(), ..WatchedFeed::default() };
        store.note_feed(&feed).expect("noted");
        (feed.articles, feed.note) = (7, Some("status 500".into()));
        store.note_feed(&feed).expect("noted");
        assert_eq!(store.watched_feeds(), Ok(vec![feed]));
    }
}
