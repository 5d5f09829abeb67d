//! How much is looked at: what leaves few leads a question; and where an answer must come at once and it is not known how many
//! of very many fit, they are looked through from the latest back, up to a number, and the answer says how far.

use super::answer::Value;
use super::sql::text;
use crate::error::StoreError;
use crate::open::Store;

/// Of words that stand in more rows than this each row is looked up in the words, not the words in the rows.
pub(crate) const COMMON: i64 = 50_000;

/// So few are looked up in the words one by one where the answer must come at once.
pub(crate) const RARE_IN_WORDS: i64 = 800;

/// So many are looked at one by one: of what narrows a question, whatever leaves no more than these leads.
pub(crate) const RARE: i64 = 5000;

/// And so many are looked through at most by whoever must answer at once.
pub(crate) const LOOKED_THROUGH: usize = 15_000;

/// And so many where each of them is looked up in the words.
pub(crate) const LOOKED_UP: usize = 2000;

impl Store {
    /// How many rows there are, up to one more than are looked at one by one.
    pub(crate) fn few(&self, from: &str) -> Result<i64, StoreError> {
        self.up_to(RARE + 1, from)
    }

    /// How many rows there are, up to a number.
    pub(crate) fn up_to(&self, most: i64, from: &str) -> Result<i64, StoreError> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {most})");
        Ok(self.sql.query_row(&sql, [], |row| row.get(0))?)
    }

    /// The value in a column, by which rows are put in order, of the last row that is looked through, if there are so many.
    pub(crate) fn floor(&self, column: &str, from: &str, many: usize) -> Result<Option<Value>, StoreError> {
        let sql = format!("SELECT {column} FROM {from} ORDER BY {column} DESC LIMIT 1 OFFSET {many}");
        Ok(self.rows(&sql)?.into_iter().flatten().next())
    }
}

/// How far back is looked, and how that is told.
pub(crate) struct Floor {
    /// As a condition.
    pub(crate) condition: String,
    /// In words.
    pub(crate) told: String,
}

impl Floor {
    /// Of days: nothing before that of the last row looked through.
    pub(crate) fn of_days(column: &str, last: &Value) -> Option<Floor> {
        let day = Some(last.words()).filter(|day| !day.is_empty())?;
        Some(Floor {
            condition: format!("{column} >= {}", text(day)),
            told: format!("looked through back to {day}; ask for days up to that one to look further"),
        })
    }
}

impl Floor {
    /// Of words: nothing added before the last row looked through.
    pub(crate) fn of_words(table: &str, last: &Value) -> Option<Floor> {
        let Value::Whole(row) = last else { return None };
        Some(Floor {
            condition: format!("{table}.rowid >= {row}"),
            told: format!("looked through the {LOOKED_THROUGH} added last with these words; narrow it by rarer ones"),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::ask::incidents::IncidentsAsked;
    use crate::ask::sample;

    #[test]
    fn very_many_are_looked_through_up_to_a_number_and_the_answer_says_how_far() {
        let store = sample::store();
        sample::run(
            &store,
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 32000)
             INSERT INTO incident (incident, run, type, status, quad, start_date, end_date, actors, recipients, summary, witnesses, articles)
             SELECT x, 1, iif(x % 2, 'AID', 'ASSAULT'), 'happened', iif(x % 2, 'material-cooperation', 'material-conflict'),
             date('2001-01-01', (x / 4) || ' days'), NULL, '', '', '', 1, 1 FROM n",
        );
        let asked = |quad: &str, at_once: bool| {
            let types = vec!["AID".to_string()];
            let asked =
                IncidentsAsked { types, quads: vec![quad.to_string()], limit: 10, at_once, ..Default::default() };
            let found = store.incidents(&asked).expect("asked");
            (found.rows.len(), found.more, found.notes)
        };
        assert_eq!(asked("material-cooperation", true), (10, true, vec![]));
        assert_eq!(asked("material-conflict", false), (0, false, vec![]));
        let (rows, more, notes) = asked("material-conflict", true);
        assert_eq!((rows, more), (0, false));
        assert!(notes.concat().starts_with("looked through back to 2002-"), "{notes:?}");
        assert_eq!(asked("verbal-conflict", true), (0, false, vec![]), "of none nothing is looked through");
    }
}
