//! One record, several runs: the articles that a run has not coded yet, and what two runs make of the same articles. An
//! event is the same where its sentence, word, class, status, day and parties are; of one sentence and word, it changed.

use crate::add::CodedBy;
use crate::error::StoreError;
use crate::open::Store;
use rusqlite::{Row, params};

/// An article as it is in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its row.
    pub article: i64,
    /// Where it was published, without trackers.
    pub url: Option<String>,
    /// Its text.
    pub text: String,
    /// What was kept of its page, as it was given.
    pub page: Option<String>,
}

/// A program, a lexicon and a model that coded articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its row.
    pub run: i64,
    /// The version of the program.
    pub casus: String,
    /// The hash of the lexicon.
    pub lexicon: String,
    /// The hash of the model; empty where none read.
    pub model: String,
    /// How many articles it coded.
    pub articles: u64,
}

/// An event as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its sentence.
    pub sentence: String,
    /// Its word.
    pub trigger: String,
    /// `ASSAULT/shoot happened SYR -> TUR 2020-02-27 "shelled"`.
    pub what: String,
    /// The rule that made it; nothing for the event reader.
    pub rule: Option<String>,
}

/// What two runs make of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// What a message should name.
    pub source: String,
    /// Only in the first run.
    pub lost: Vec<Told>,
    /// Only in the second.
    pub gained: Vec<Told>,
    /// Of one word, told otherwise.
    pub changed: Vec<(Told, Told)>,
    /// In both.
    pub kept: usize,
}

impl Store {
    /// Articles after a row that a run has not coded, in order, at most so many.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn not_coded(&self, by: CodedBy<'_>, after: i64, at_most: usize) -> Result<Vec<Stored>, StoreError> {
        let ask = "SELECT article, url, text, page FROM article WHERE article > ?1 AND NOT EXISTS \
                   (SELECT 1 FROM coding JOIN run USING (run) WHERE coding.article = article.article \
                   AND casus = ?2 AND lexicon = ?3 AND model = ?4) ORDER BY article LIMIT ?5";
        let model = by.model.unwrap_or_default();
        let row =
            |row: &Row<'_>| Ok(Stored { article: row.get(0)?, url: row.get(1)?, text: row.get(2)?, page: row.get(3)? });
        let mut ask = self.sql.prepare_cached(ask)?;
        let found = ask.query_map(params![after, by.casus, by.lexicon, model, at_most], row)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// All runs, the first one first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn runs(&self) -> Result<Vec<Run>, StoreError> {
        let ask = "SELECT run, casus, lexicon, model, coalesce(articles, 0) \
                   FROM run LEFT JOIN run_size USING (run) ORDER BY run";
        let row = |row: &Row<'_>| {
            let (casus, lexicon, model) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Run { run: row.get(0)?, casus, lexicon, model, articles: row.get(4)? })
        };
        Ok(self.sql.prepare(ask)?.query_map([], row)?.collect::<Result<_, _>>()?)
    }

    /// What two runs make of the articles that both have coded, one after another.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn compare(&self, before: i64, after: i64, mut take: impl FnMut(Compared)) -> Result<(), StoreError> {
        let ask = "SELECT source, old.coding, new.coding FROM article JOIN coding old USING (article) \
                   JOIN coding new USING (article) WHERE old.run = ?1 AND new.run = ?2 ORDER BY article";
        let mut ask = self.sql.prepare(ask)?;
        let mut rows = ask.query([before, after])?;
        while let Some(row) = rows.next()? {
            take(Compared::between(row.get(0)?, self.told(row.get(1)?)?, self.told(row.get(2)?)?));
        }
        Ok(())
    }

    fn told(&self, coding: i64) -> Result<Vec<Told>, StoreError> {
        let ask = "SELECT evidence, trigger, rule, type || ifnull('/' || mode, ''), status, ifnull(start_date, '?'), \
            (SELECT group_concat(code) FROM (SELECT DISTINCT ifnull(code, '?') AS code FROM participant p \
            WHERE p.event = event.event AND side = 'actor' ORDER BY 1)), \
            (SELECT group_concat(code) FROM (SELECT DISTINCT ifnull(code, '?') AS code FROM participant p \
            WHERE p.event = event.event AND side = 'recipient' ORDER BY 1)) \
            FROM event WHERE coding = ?1 ORDER BY event";
        let told = |row: &Row<'_>| {
            let (trigger, kind, status): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
            let (day, actors, recipients): (String, Option<String>, Option<String>) =
                (row.get(5)?, row.get(6)?, row.get(7)?);
            let nobody = || "-".to_string();
            let (who, whom) = (actors.unwrap_or_else(nobody), recipients.unwrap_or_else(nobody));
            let what = format!("{kind} {status} {who} -> {whom} {day} \"{trigger}\"");
            Ok(Told { sentence: row.get(0)?, trigger, what, rule: row.get(2)? })
        };
        Ok(self.sql.prepare_cached(ask)?.query_map([coding], told)?.collect::<Result<_, _>>()?)
    }
}

impl Compared {
    fn between(source: String, before: Vec<Told>, mut after: Vec<Told>) -> Compared {
        let mut compared = Compared { source, ..Compared::default() };
        let mut open = Vec::new();
        for old in before {
            match after.iter().position(|new| new.sentence == old.sentence && new.what == old.what) {
                Some(same) => {
                    after.remove(same);
                    compared.kept += 1;
                }
                None => open.push(old),
            }
        }
        for old in open {
            match after.iter().position(|new| new.sentence == old.sentence && new.trigger == old.trigger) {
                Some(other) => compared.changed.push((old, after.remove(other))),
                None => compared.lost.push(old),
            }
        }
        compared.gained = after;
        compared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::add::tests::{WORDS, document};

    #[test]
    fn two_runs_are_compared_article_by_article() {
        let mut store = Store::in_memory().expect("made");
        let old = document("a", WORDS, "old");
        let mut new = document("a", WORDS, "new");
        new.events[0].recipients.clear();
        let mut more = new.events[0].clone();
        more.trigger = casus_types::Extent { start: 40, end: 48 };
        new.events.push(more);
        store.add(&old, None).expect("added");
        store.add(&document("b", "Chile met Peru in Quito on Monday and Tuesday.", "old"), None).expect("added");
        assert_eq!(store.not_coded(CodedBy::of(&new), 0, 9).expect("asked").len(), 2);
        store.add(&new, None).expect("added");
        assert_eq!(store.not_coded(CodedBy::of(&new), 0, 9).expect("asked").len(), 1);

        let articles: Vec<u64> = store.runs().expect("asked").iter().map(|run| run.articles).collect();
        assert_eq!(articles, [2, 1]);
        let mut seen = Vec::new();
        store.compare(1, 2, |compared| seen.push(compared)).expect("compared");
        assert_eq!(seen.len(), 1, "only what both have coded");
        let what = |told: &Told| told.what.clone();
        let changed: Vec<_> = seen[0].changed.iter().map(|(old, new)| (what(old), what(new))).collect();
        let told = |whom: &str, word: &str| format!("ACCUSE/disapprove happened PER -> {whom} 2022-06-13 \"{word}\"");
        assert_eq!(changed, [(told("BOL", "condemned"), told("-", "condemned"))]);
        assert_eq!(seen[0].gained.iter().map(what).collect::<Vec<_>>(), [told("-", "shelling")]);
        assert_eq!((seen[0].lost.len(), seen[0].kept), (0, 0));
    }
}
