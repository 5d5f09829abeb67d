//! Who put which number when. Two numbers for one subject, class of unit and period, or for one incident, that no figure
//! fits both of are in conflict, and each says with which.

use super::bounds::{Bounds, comparator};
use super::found::{Cell, Found, Page, REPORT, RUN, SOURCE, all_of, figure, holds, quoted};
use super::sql::search;
use crate::error::StoreError;
use crate::open::Store;
use std::collections::BTreeMap;

/// Which claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimsAsked {
    /// Code of whose country the number is about.
    pub subject: Option<String>,
    /// The ledger that the number could be checked against.
    pub ledger: Option<String>,
    /// Words of what is counted, or its class.
    pub unit: Option<String>,
    /// Words that name who says so.
    pub claimant: Option<String>,
    /// Claims of periods that end on this day or later.
    pub from: Option<String>,
    /// Claims of periods that begin on this day or earlier.
    pub to: Option<String>,
    /// Words of the sentence.
    pub text: Option<String>,
    /// Only those that another one gainsays.
    pub conflicts: bool,
}

/// What is told of a claim, and whence.
fn told() -> String {
    format!(
        "SELECT c.claim, c.subject, c.comparator, c.number, c.number_to, c.currency, c.unit, c.unit_class,\n  \
         c.from_date, c.to_date, c.claimant, c.ledger, e.incident, {SOURCE} AS source, a.published, a.id AS article,\n  \
         {REPORT} AS report, c.evidence"
    )
}

const JOINED: &str = "JOIN coding k USING (coding) JOIN article a USING (article)\n  \
     LEFT JOIN event e ON e.id = c.event_id AND e.coding = c.coding";

/// Among how many of the latest claims the conflicts are looked for, where only those are asked for.
const LOOKED_THROUGH: usize = 500;

impl ClaimsAsked {
    fn sql(&self) -> String {
        let mut of = vec![format!("k.run = {RUN}")];
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.subject, &|code| format!("c.subject = {}", quoted(code)));
        put(&self.ledger, &|name| format!("c.ledger = {}", quoted(name)));
        put(&self.unit, &|words| format!("({} OR c.unit_class = {})", holds("c.unit", words), quoted(words)));
        put(&self.claimant, &|words| holds("c.claimant", words));
        put(&self.from, &|day| format!("coalesce(c.to_date, c.from_date, a.published) >= {}", quoted(day)));
        put(&self.to, &|day| format!("coalesce(c.from_date, c.to_date, a.published) <= {}", quoted(day)));
        put(&self.text, &|words| holds("c.evidence", words));
        format!(
            "{}\nFROM claim c {JOINED}\nWHERE {}\nORDER BY coalesce(c.to_date, a.published), c.claim",
            told(),
            all_of(&of)
        )
    }

    /// The same a page at a time, the latest first: led by words, or by an index that has the days in order.
    fn page_sql(&self, page: Page) -> String {
        let mut of = vec![format!("k.run = {RUN}")];
        // What the words of these columns hold.
        let words = |column: &str, typed: &Option<String>| {
            typed.as_deref().and_then(search).map(|words| format!("{{{column}}} : ({words})"))
        };
        let matched: Vec<String> =
            [("unit unit_class", &self.unit), ("claimant", &self.claimant), ("evidence", &self.text)]
                .into_iter()
                .filter_map(|(column, typed)| words(column, typed))
                .collect();
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.from, &|day| format!("c.day >= {}", quoted(day)));
        put(&self.to, &|day| format!("c.day <= {}", quoted(day)));
        put(&self.subject, &|code| format!("c.subject = {}", quoted(code)));
        put(&self.ledger, &|name| format!("c.ledger = {}", quoted(name)));
        let (from, order) = if matched.is_empty() {
            ("claim AS c".to_string(), "c.day DESC, c.claim DESC")
        } else {
            of.push(format!("claim_words MATCH {}", quoted(&matched.join(" AND "))));
            ("claim_words CROSS JOIN claim AS c ON c.claim = claim_words.rowid".to_string(), "claim_words.rowid DESC")
        };
        let many = if self.conflicts { format!("LIMIT {LOOKED_THROUGH}") } else { page.sql() };
        format!("{}\nFROM {from} CROSS {JOINED}\nWHERE {}\nORDER BY {order} {many}", told(), all_of(&of))
    }
}

impl Store {
    /// Claims a page at a time, the latest first, each with what gainsays it among those of the same subject, period and
    /// kind of thing, and of the same incident.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims_latest(&self, asked: &ClaimsAsked, page: Page) -> Result<(Found, bool), StoreError> {
        let mut found = self.found(&asked.page_sql(page))?;
        let more = found.rows.len() > page.limit && !asked.conflicts;
        if more {
            found.rows.truncate(page.limit);
        }
        found.columns.push("conflict".to_string());
        let mut rows = std::mem::take(&mut found.rows);
        let mut known = Beside::new();
        for row in &mut rows {
            let against = match Said::of(&found, row) {
                Some(one) => one.gainsaid(self.beside(&found, row, &mut known)?),
                None => Vec::new(),
            };
            row.push(if against.is_empty() { Cell::Null } else { Cell::from(against.join("; ")) });
        }
        found.rows = rows;
        if asked.conflicts {
            found.rows.retain(|row| row.last().is_some_and(|cell| !cell.is_null()));
            found.rows.drain(..page.offset.min(found.rows.len()));
            found.notes.push(format!("conflicts among the latest {LOOKED_THROUGH} claims that fit"));
            return Ok(page.cut(found));
        }
        Ok((found, more))
    }

    /// The claims that could gainsay one: of its subject and period, or of its incident.
    fn beside<'k>(&self, found: &Found, row: &[Cell], known: &'k mut Beside) -> Result<&'k [Said], StoreError> {
        let text = |column: &str| found.text(row, column);
        let incident = found.number(row, "incident").unwrap_or_default() as i64;
        let key = (text("subject"), text("from_date"), text("to_date"), incident);
        if known.contains_key(&key) {
            return Ok(known.get(&key).map_or(&[], Vec::as_slice));
        }
        let (subject, from, to, _) = &key;
        let mut all = Vec::new();
        let mut take = |sql: String| -> Result<(), StoreError> {
            let found = self.found(&sql)?;
            all.extend(found.rows.iter().filter_map(|row| Said::of(&found, row)));
            Ok(())
        };
        if !subject.is_empty() && !from.is_empty() && !to.is_empty() {
            take(format!(
                "{}\nFROM claim AS c CROSS {JOINED}\nWHERE c.subject = {} AND c.day = {} AND c.from_date = {} AND k.run = {RUN} LIMIT {BESIDE}",
                told(),
                quoted(subject),
                quoted(to),
                quoted(from)
            ))?;
        }
        if incident > 0 {
            take(format!(
                "{}\nFROM event AS e CROSS JOIN claim AS c ON c.coding = e.coding AND c.event_id = e.id\n  \
                 JOIN coding AS k ON k.coding = c.coding JOIN article AS a ON a.article = k.article\n\
                 WHERE e.incident = {incident} LIMIT {BESIDE}",
                told()
            ))?;
        }
        Ok(known.entry(key).or_insert(all))
    }
}

/// What is held against a claim of this subject, period and incident.
type Beside = BTreeMap<(String, String, String, i64), Vec<Said>>;

/// Against how many others one claim is held at most.
const BESIDE: usize = 50;

impl Store {
    /// Claims with what gainsays them, in order of the days that they cover.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims(&self, asked: &ClaimsAsked) -> Result<Found, StoreError> {
        let mut found = self.found(&asked.sql())?;
        let said: Vec<Said> = found.rows.iter().filter_map(|row| Said::of(&found, row)).collect();
        let mut conflicts = 0;
        let of: Vec<Cell> = found
            .rows
            .iter()
            .map(|row| {
                let against = Said::of(&found, row).map_or(Vec::new(), |one| one.gainsaid(&said));
                conflicts += usize::from(!against.is_empty());
                if against.is_empty() { Cell::Null } else { Cell::from(against.join("; ")) }
            })
            .collect();
        found.columns.push("conflict".to_string());
        for (row, conflict) in found.rows.iter_mut().zip(of) {
            row.push(conflict);
        }
        if asked.conflicts {
            found.rows.retain(|row| row.last().is_some_and(|cell| !cell.is_null()));
        }
        found.notes.push(format!(
            "{} claims, {conflicts} of them in conflict with another: no figure fits both numbers for one subject, class of \
             unit and period, or for one incident",
            said.len()
        ));
        Ok(found)
    }
}

/// What a claim says, to be held against others.
struct Said {
    bounds: Bounds,
    class: String,
    subject: String,
    period: Option<(String, String)>,
    incident: Option<f64>,
    report: Option<f64>,
    words: String,
}

impl Said {
    fn of(found: &Found, row: &[Cell]) -> Option<Said> {
        let text = |column: &str| found.text(row, column);
        let number = found.number(row, "number")?;
        let class = if text("unit_class").is_empty() { text("unit") } else { text("unit_class") };
        let days = (text("from_date"), text("to_date"));
        let who = if text("claimant").is_empty() { text("source") } else { text("claimant") };
        Some(Said {
            bounds: Bounds::new(number, found.number(row, "number_to"), comparator(&text("comparator"))),
            class: format!("{class} {}", text("currency")),
            subject: text("subject"),
            period: Some(days).filter(|(from, to)| !from.is_empty() && !to.is_empty()),
            incident: found.number(row, "incident"),
            report: found.number(row, "report"),
            words: format!("{} {} ({who})", figure(number), text("unit")),
        })
    }

    /// The others that say what cannot be true with it. What one report says twice of different things (three here, four
    /// there) is no conflict.
    fn gainsaid(&self, others: &[Said]) -> Vec<String> {
        let about = |other: &&Said| {
            let period = self.period.is_some() && self.period == other.period && !self.subject.is_empty();
            let incident = self.incident.is_some() && self.incident == other.incident;
            self.class == other.class && self.subject == other.subject && (period || incident)
        };
        let against = others.iter().filter(about).filter(|other| other.report != self.report);
        let mut words: Vec<String> =
            against.filter(|other| other.bounds.apart(self.bounds)).map(|other| other.words.clone()).collect();
        words.sort();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::found::sample;

    /// Three reports on boats that sank in one week of May: two agree, one does not.
    fn store() -> Store {
        let store = sample::store();
        for (article, number, comparator, unit) in
            [(1, 7, "exactly", "boats"), (2, 9, "exactly", "boats"), (3, 5, "at_least", "vessels")]
        {
            sample::run(
                &store,
                &format!(
                    "INSERT INTO claim (coding, text, number, comparator, unit, unit_class, subject, from_date, to_date, ledger,
                       evidence, why) VALUES ({article}, '', {number}, '{comparator}', '{unit}', 'boat', 'ISL', '2021-05-03',
                       '2021-05-09', 'attacks', 'Boats sank.', '')"
                ),
            );
        }
        store
    }

    #[test]
    fn two_numbers_that_cannot_both_be_true_are_flagged() {
        let found = store().claims(&ClaimsAsked::default()).expect("asked");
        let conflict: Vec<String> = found.rows.iter().map(|row| found.text(row, "conflict")).collect();
        assert_eq!(conflict, ["9 boats (B Post)", "7 boats (A Times)", ""]);
        let only = store().claims(&ClaimsAsked { conflicts: true, ..ClaimsAsked::default() }).expect("asked");
        assert_eq!(only.rows.len(), 2);
    }

    #[test]
    fn claims_are_picked_by_subject_unit_and_period() {
        let count = |asked: ClaimsAsked| store().claims(&asked).expect("asked").rows.len();
        let some = |text: &str| Some(text.to_string());
        assert_eq!(count(ClaimsAsked { subject: some("ISL"), unit: some("vessel"), ..ClaimsAsked::default() }), 1);
        assert_eq!(count(ClaimsAsked { unit: some("boat"), ..ClaimsAsked::default() }), 3);
        assert_eq!(count(ClaimsAsked { from: some("2021-05-10"), ..ClaimsAsked::default() }), 0);
        assert_eq!(count(ClaimsAsked { subject: some("NOR"), ..ClaimsAsked::default() }), 0);
    }
}
