//! Who put which number when. Two numbers for one subject, class of unit and period, or for one incident, that no figure
//! fits both of are in conflict, and each says with which.

use super::answer::{Answer, Column, Holds, Page, Value};
use super::bounds::{Bounds, comparator};
use super::looked::{Floor, LOOKED_THROUGH};
use super::sql::{REPORT, SOURCE, all_of, figure, holds, search_in, text};
use crate::error::StoreError;
use crate::open::Store;
use std::collections::BTreeMap;

/// Which claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimsAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
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
const CONFLICTS_AMONG: usize = 500;

const HOLDS: [(&str, Holds); 8] = [
    ("claim", Holds::Whole),
    ("number", Holds::Number),
    ("number_to", Holds::Number),
    ("from_date", Holds::Day),
    ("to_date", Holds::Day),
    ("incident", Holds::Whole),
    ("published", Holds::Day),
    ("report", Holds::Whole),
];

impl ClaimsAsked {
    fn sql(&self, run: i64) -> String {
        let mut of = vec![format!("k.run = {run}")];
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.subject, &|code| format!("c.subject = {}", text(code)));
        put(&self.ledger, &|name| format!("c.ledger = {}", text(name)));
        put(&self.unit, &|words| format!("({} OR c.unit_class = {})", holds("c.unit", words), text(words)));
        put(&self.claimant, &|words| holds("c.claimant", words));
        put(&self.from, &|day| format!("coalesce(c.to_date, c.from_date, a.published) >= {}", text(day)));
        put(&self.to, &|day| format!("coalesce(c.from_date, c.to_date, a.published) <= {}", text(day)));
        put(&self.text, &|words| holds("c.evidence", words));
        format!(
            "{}\nFROM claim c {JOINED}\nWHERE {}\nORDER BY coalesce(c.to_date, a.published), c.claim",
            told(),
            all_of(&of)
        )
    }

    /// What is looked up in the words.
    fn matched(&self) -> Result<Option<String>, StoreError> {
        let asked = [("unit unit_class", &self.unit), ("claimant", &self.claimant), ("evidence", &self.text)];
        let words = asked.into_iter().filter_map(|(columns, typed)| Some(search_in(columns, typed.as_deref()?)));
        let words = words.collect::<Result<Vec<String>, StoreError>>()?;
        Ok((!words.is_empty()).then(|| format!("claim_words MATCH {}", text(&words.join(" AND ")))))
    }

    /// The same a page at a time, the latest first: led by words, or by an index that has the days in order.
    fn page_sql(&self, run: i64, page: Page, floor: Option<&Floor>) -> Result<String, StoreError> {
        let mut of = vec![format!("k.run = {run}")];
        of.extend(floor.map(|floor| floor.condition.clone()));
        let matched = self.matched()?;
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.from, &|day| format!("c.day >= {}", text(day)));
        put(&self.to, &|day| format!("c.day <= {}", text(day)));
        put(&self.subject, &|code| format!("c.subject = {}", text(code)));
        put(&self.ledger, &|name| format!("c.ledger = {}", text(name)));
        let (from, order) = if matched.is_none() {
            ("claim AS c".to_string(), "c.day DESC, c.claim DESC")
        } else {
            of.extend(matched);
            ("claim_words CROSS JOIN claim AS c ON c.claim = claim_words.rowid".to_string(), "claim_words.rowid DESC")
        };
        let many = if self.conflicts { format!("LIMIT {CONFLICTS_AMONG}") } else { page.sql() };
        Ok(format!("{}\nFROM {from} CROSS {JOINED}\nWHERE {}\nORDER BY {order} {many}", told(), all_of(&of)))
    }
}

impl Store {
    /// Claims a page at a time, the latest first, each with what gainsays it among those of the same subject, period and
    /// kind of thing, and of the same incident.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims_latest(&self, asked: &ClaimsAsked, page: Page) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let number = run.run;
        let floor = match asked.matched()?.filter(|_| page.at_once) {
            Some(words) => {
                self.floor("claim_words.rowid", &format!("claim_words WHERE {words}"), LOOKED_THROUGH + page.offset)?
            }
            None => None,
        };
        let floor = floor.and_then(|last| Floor::of_words("claim_words", &last));
        let sql = asked.page_sql(number, page, floor.as_ref())?;
        let mut found = self.answer(Some(run), sql, &HOLDS)?;
        if !asked.conflicts {
            found = page.cut_at(found, floor);
        }
        found.columns.push(Column::new("conflict", Holds::Text));
        let mut rows = std::mem::take(&mut found.rows);
        let mut known = Beside::new();
        for row in &mut rows {
            let against = match Said::of(&found, row) {
                Some(one) => one.gainsaid(self.beside(&found, number, row, &mut known)?),
                None => Vec::new(),
            };
            row.push(Value::text(against.join("; ")));
        }
        found.rows = rows;
        if asked.conflicts {
            found.rows.retain(|row| row.last().is_some_and(|cell| *cell != Value::Unknown));
            found.rows.drain(..page.offset.min(found.rows.len()));
            found.notes.push(format!("conflicts among the latest {CONFLICTS_AMONG} claims that fit"));
            return Ok(page.cut(found));
        }
        Ok(found)
    }

    /// The claims that could gainsay one: of its subject and period, or of its incident.
    fn beside<'k>(
        &self,
        found: &Answer,
        run: i64,
        row: &[Value],
        known: &'k mut Beside,
    ) -> Result<&'k [Said], StoreError> {
        let of = |column: &str| found.text(row, column);
        let incident = found.number(row, "incident").unwrap_or_default() as i64;
        let key = (of("subject"), of("from_date"), of("to_date"), incident);
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
                "{}\nFROM claim AS c CROSS {JOINED}\nWHERE c.subject = {} AND c.day = {} AND c.from_date = {} AND k.run = {run} LIMIT {BESIDE}",
                told(),
                text(subject),
                text(to),
                text(from)
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
    pub fn claims(&self, asked: &ClaimsAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let sql = asked.sql(run.run);
        let mut found = self.answer(Some(run), sql, &HOLDS)?;
        let said: Vec<Said> = found.rows.iter().filter_map(|row| Said::of(&found, row)).collect();
        let mut conflicts = 0;
        let of: Vec<Value> = found
            .rows
            .iter()
            .map(|row| {
                let against = Said::of(&found, row).map_or(Vec::new(), |one| one.gainsaid(&said));
                conflicts += usize::from(!against.is_empty());
                Value::text(against.join("; "))
            })
            .collect();
        found.columns.push(Column::new("conflict", Holds::Text));
        for (row, conflict) in found.rows.iter_mut().zip(of) {
            row.push(conflict);
        }
        if asked.conflicts {
            found.rows.retain(|row| row.last().is_some_and(|cell| *cell != Value::Unknown));
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
    fn of(found: &Answer, row: &[Value]) -> Option<Said> {
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
    use crate::ask::sample;

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
