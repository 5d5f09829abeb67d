//! How the feeds stand that are watched, noted for whoever looks at the record ([`Store::watch`]). The watch itself keeps its
//! own journal; this is what it tells.

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    #[test]
    fn a_feed_stands_once_as_it_was_noted_last() {
        let mut store = Store::in_memory().expect("made");
        let mut feed =
            WatchedFeed { url: "https://our.example/rss".into(), feed: "Ours".into(), ..WatchedFeed::default() };
        store.note_feed(&feed).expect("noted");
        (feed.articles, feed.note) = (7, Some("status 500".into()));
        store.note_feed(&feed).expect("noted");
        let feeds = store.watch().expect("asked").expect("watched");
        let text = |text: &str| Value::Text(text.to_string());
        let row = [
            text("Ours"),
            text("https://our.example/rss"),
            Value::Unknown,
            Value::Unknown,
            Value::Unknown,
            Value::Whole(0),
            text("status 500"),
            Value::Whole(7),
        ];
        assert_eq!(feeds.rows, [row]);
    }
}
