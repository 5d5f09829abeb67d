//! A ledger over time: how many acts it has come to by each day, ours and those of tables from elsewhere, to hold claimed
//! numbers against.

use super::sql::text;
use crate::error::StoreError;
use crate::open::Store;

/// A running total: days on which it grows, with what it has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningTotal {
    /// The file it was imported from; nothing for our own ledger.
    pub source: Option<String>,
    /// Day and total.
    pub days: Vec<(String, f64)>,
}

impl Store {
    /// Our own line of a ledger, then one for each imported table; of one country's acts where it is named.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn running_totals(
        &self,
        ledger: &str,
        subject: Option<&str>,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<Vec<RunningTotal>, StoreError> {
        let mut days = Vec::new();
        days.extend(from.map(|day| format!(" AND day >= {}", text(day))));
        days.extend(to.map(|day| format!(" AND day <= {}", text(day))));
        let days = days.concat();
        let run = self.latest()?;
        let own = format!(
            "SELECT day, incidents FROM ledger_day WHERE run = {run} AND ledger = {} AND code = {}{days} AND incidents > 0 ORDER BY day",
            text(ledger),
            text(subject.unwrap_or_default())
        );
        let mut lines = vec![RunningTotal { source: None, days: self.summed(&own)? }];
        let mut sources = self.sql.prepare_cached("SELECT source FROM import WHERE ledger = ?1 ORDER BY import")?;
        let sources: Vec<String> = sources.query_map([ledger], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for source in sources {
            let whose = subject.map(|code| format!(" AND (subject IS NULL OR subject = {})", text(code)));
            let sql = format!(
                "SELECT day, sum(number) FROM imported WHERE ledger = {} AND source = {}{}{days} GROUP BY day ORDER BY day",
                text(ledger),
                text(&source),
                whose.unwrap_or_default()
            );
            lines.push(RunningTotal { source: Some(source), days: self.summed(&sql)? });
        }
        Ok(lines)
    }

    fn summed(&self, sql: &str) -> Result<Vec<(String, f64)>, StoreError> {
        let mut ask = self.sql.prepare(sql)?;
        let rows = ask.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut total = 0.0;
        let mut line = Vec::new();
        for row in rows {
            let (day, number): (String, f64) = row?;
            total += number;
            line.push((day, total));
        }
        Ok(line)
    }
}
