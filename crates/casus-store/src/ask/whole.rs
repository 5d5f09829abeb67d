//! What the record holds as a whole: how much, of which days, who takes part most. Everything comes from sums that are kept.

use super::answer::{Answer, Holds};
use super::sql::text;
use crate::add::Counts;
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;

/// The whole of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// What coded it; the latest is asked where nothing else is said.
    pub runs: Vec<Run>,
    /// How much there is.
    pub counts: Counts,
    /// First and last day on which its reports were published; of what happened where no day of a report is known.
    pub days: Option<(String, String)>,
    /// Who takes part in most events, and in how many, of the latest run.
    pub actors: Vec<(String, u64)>,
}

impl Store {
    /// What the record holds, with so many of those who take part most.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn whole(&self, actors: usize) -> Result<Whole, StoreError> {
        Ok(Whole { runs: self.runs()?, counts: self.counts()?, days: self.days()?, actors: self.most_told(actors)? })
    }

    /// Who takes part in most events, and in how many.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn most_told(&self, limit: usize) -> Result<Vec<(String, u64)>, StoreError> {
        let run = self.latest()?;
        let tally =
            format!("SELECT code, events FROM tally WHERE run = {run} ORDER BY events DESC, code LIMIT {limit}");
        let mut ask = self.sql.prepare(&tally)?;
        Ok(ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The days that the record is about: those of its reports, else those of what happened.
    pub(crate) fn days(&self) -> Result<Option<(String, String)>, StoreError> {
        // Each alone is one look-up; together they would be a scan.
        let reports = "(SELECT min(published) FROM article WHERE published > '')";
        let latest = "(SELECT max(published) FROM article)";
        let run = self.latest()?;
        let acts = format!("FROM incident WHERE run = {run} AND status = 'happened' AND start_date > ''");
        let sql = format!(
            "SELECT coalesce({reports}, (SELECT min(start_date) {acts})), coalesce({latest}, (SELECT max(start_date) {acts}))"
        );
        Ok(self.sql.query_row(&sql, [], |row| {
            let (first, last): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok(first.zip(last))
        })?)
    }

    /// Changes whenever anything is added, so that an answer that was given under the same mark still holds.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mark(&self) -> Result<String, StoreError> {
        let sql = "SELECT coalesce((SELECT max(coding) FROM coding), 0) || '.' || coalesce((SELECT max(import) FROM import), 0) \
                   || '.' || coalesce((SELECT count(*) FROM import), 0) || '.' \
                   || (SELECT coalesce(max(last_tried), '') || total(failures) || total(articles) FROM watch_feed)";
        Ok(self.sql.query_row(sql, [], |row| row.get(0))?)
    }

    /// How the feeds stand that fill the record; nothing where none does.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn watch(&self) -> Result<Option<Answer>, StoreError> {
        let feeds = "SELECT feed, url, last_tried, last_ok, next_due, failures, note, articles FROM watch_feed ORDER BY feed, url";
        let holds = [("failures", Holds::Whole), ("articles", Holds::Whole)];
        let feeds = self.answer(None, feeds.to_string(), &holds)?;
        Ok(Some(feeds).filter(|feeds| !feeds.rows.is_empty()))
    }

    /// How many incidents happened, were planned and so on between two, in this direction.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn statuses(
        &self,
        actor: &str,
        recipient: &str,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let run = self.latest()?;
        let mut of = vec![format!("run = {run} AND actor = {} AND recipient = {}", text(actor), text(recipient))];
        of.extend(from.map(|day| format!("day >= {}", text(day))));
        of.extend(to.map(|day| format!("day <> '' AND day <= {}", text(day))));
        let sql = format!(
            "SELECT status, sum(incidents) FROM panel WHERE {} GROUP BY status ORDER BY status",
            of.join(" AND ")
        );
        let mut ask = self.sql.prepare(&sql)?;
        Ok(ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::WatchedFeed;

    #[test]
    fn the_feeds_of_a_watch_are_told_where_there_are_some() {
        let mut store = Store::in_memory().expect("made");
        let before = store.mark().expect("marked");
        assert_eq!(store.watch(), Ok(None));
        let late = WatchedFeed {
            url: "https://our.example/rss".into(),
            feed: "Ours".into(),
            last_tried: Some("2022-06-14T09:00:00Z".into()),
            failures: 2,
            note: Some("late".into()),
            articles: 7,
            ..WatchedFeed::default()
        };
        store.note_feed(&late).expect("noted");
        let feeds = store.watch().expect("asked").expect("watched");
        assert_eq!(
            (feeds.text(&feeds.rows[0], "feed"), feeds.number(&feeds.rows[0], "articles")),
            ("Ours".to_string(), Some(7.0))
        );
        assert_ne!(store.mark().expect("marked"), before);
    }
}
