//! From a feed as it came to the articles that are new in it.

use crate::feeds_file::Feed;
use crate::kept::{Kept, Waiting};
use crate::polite::Page;
use crate::target::Target;
use casus_feeds::{Entry, Listing, Unreadable};
use jiff::Timestamp;
use jiff::tz::Offset;
use std::collections::BTreeSet;

/// So many sitemaps of an index are read.
const MOST_SITEMAPS: usize = 25;

/// What is new in a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The new articles, the oldest first.
    pub(crate) waiting: Vec<Waiting>,
    /// How many more are new and left for the next visit.
    pub(crate) left: usize,
    /// Links that are not to be fetched, and why.
    pub(crate) refused: Vec<String>,
}

/// What is new in a feed as it came.
pub(crate) fn of(
    feed: &Feed,
    page: &Page,
    kept: &Kept,
    key: fn(&str) -> String,
    now: Timestamp,
) -> Result<Listed, Unreadable> {
    let listing = casus_feeds::read(&page.bytes, Some(&page.address))?;
    let mut reading =
        Reading { feed, page, kept, key, now: now.as_second(), met: BTreeSet::new(), listed: Listed::default() };
    match listing {
        Listing::Entries(entries) => {
            let first = Offset::UTC.to_datetime(now.checked_sub(feed.back).unwrap_or(Timestamp::MIN)).date();
            let fresh = |entry: &Entry| entry.published.is_none_or(|day| day >= first);
            entries.into_iter().filter(fresh).for_each(|entry| reading.take(entry, false, feed.most));
        }
        Listing::Sitemaps(sitemaps) => {
            let entry = |link| Entry { link: Some(link), ..Entry::default() };
            sitemaps.into_iter().map(entry).for_each(|entry| reading.take(entry, true, MOST_SITEMAPS));
        }
    }
    // Feeds list the newest first; articles are read in the order in which they were written.
    reading.listed.waiting.reverse();
    Ok(reading.listed)
}

/// What is kept while a feed is read.
struct Reading<'r> {
    feed: &'r Feed,
    page: &'r Page,
    kept: &'r Kept,
    key: fn(&str) -> String,
    now: i64,
    met: BTreeSet<String>,
    listed: Listed,
}

impl Reading<'_> {
    fn take(&mut self, entry: Entry, sitemap: bool, most: usize) {
        let Some(link) = entry.link else { return };
        let whole = url::Url::parse(&self.page.address).and_then(|base| base.join(link.trim()));
        let target = match whole {
            Ok(url) => Target::read(url.as_str(), &self.feed.allowed).map_err(|failure| failure.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let target = match target {
            Ok(target) => target,
            Err(what) => return self.listed.refused.push(what),
        };
        let key = (self.key)(target.as_str());
        if self.kept.knows(&key) || !self.met.insert(key.clone()) {
            return;
        }
        if self.listed.waiting.len() >= most {
            self.listed.left += 1;
            return;
        }
        self.listed.waiting.push(Waiting {
            key,
            feed: self.feed.url.clone(),
            address: target.as_str().to_string(),
            title: entry.title,
            published: entry.published.map(|day| day.to_string()),
            sitemap,
            tries: 0,
            due: self.now,
            begun: None,
        });
    }
}
