//! A claim held against a ledger: counted by every rule that a reader could have meant (which kinds count, whether failed
//! attempts do, rounds or launches or days), with a verdict, the rule that makes it fit, and the rows.

use super::answer::{Answer, Value};
use super::bounds::{Bounds, comparator, in_words};
use super::counting::Counting;
use super::sql::{SOURCE, all_of, figure, text};
use super::tables::{Row as TableRow, Rows, RowsAsked};
use crate::error::StoreError;
use crate::open::Store;
use crate::recode::Run;
use casus_types::Comparator;

pub use super::tables::Row;

/// What a claim says, ready to be counted.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimSaid {
    /// As said.
    pub text: String,
    /// The number.
    pub number: Option<f64>,
    /// The upper end.
    pub number_to: Option<f64>,
    /// How it compares.
    pub comparator: Comparator,
    /// What is counted.
    pub unit: String,
    /// Its class.
    pub unit_class: Option<String>,
    /// Whose.
    pub subject: Option<String>,
    /// Where it can be counted.
    pub ledger: Option<String>,
    /// The days that it covers.
    pub from: Option<String>,
    /// The last of them.
    pub to: Option<String>,
    /// Who says so, and where.
    pub said_by: Option<String>,
    /// Of what kind the act is that it counts in, where it is no fact: `hypothetical`, `planned`.
    pub no_fact: Option<String>,
}

/// In what to count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// The run of our own ledger and of the claims; the latest where none is named.
    pub run: Option<i64>,
    /// Another ledger than the claim's own.
    pub ledger: Option<String>,
    /// The file of an imported table.
    pub table: Option<String>,
    /// Our own ledger, though there is a table.
    pub own: bool,
}

/// Whether the record bears a claim out.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It does.
    Agrees,
    /// It does not, by so much.
    Differs(f64),
    /// It cannot be counted, for this reason.
    CannotTell(String),
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Verdict::Agrees => f.write_str("agrees"),
            Verdict::Differs(by) => write!(f, "differs by {}", figure(*by)),
            Verdict::CannotTell(why) => write!(f, "cannot tell: {why}"),
        }
    }
}

/// One way of counting.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// In words.
    pub rule: String,
    /// What it comes to.
    pub figure: f64,
    /// Whether the claim allows that.
    pub fits: bool,
    /// What would have to be counted in or left out against the first rule.
    pub needs: Vec<String>,
}

/// A claim, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The claim.
    pub claim: ClaimSaid,
    /// Whether it is borne out.
    pub verdict: Verdict,
    /// In what it was counted.
    pub against: String,
    /// The run of our own ledger; nothing where it was counted in a table from elsewhere.
    pub run: Option<Run>,
    /// The days that were counted, and why these where the claim does not say.
    pub period: (String, String),
    /// The figure and its rule in a sentence.
    pub summary: String,
    /// What was not counted: `2 cruise missiles of 2022-01-25`.
    pub left_out: Vec<String>,
    /// Every rule, the one that the verdict rests on first.
    pub tried: Vec<Tried>,
    /// What the numbers of a row count.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What else to know.
    pub notes: Vec<String>,
    /// The query that gives the figure.
    pub sql: String,
}

/// A way of counting rows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Way {
    columns: Vec<usize>,
    measure: Measure,
    failed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// What the numbers of the rows come to.
    Numbers,
    /// How many rows there are.
    Rows,
    /// On how many days.
    Days,
}

impl Way {
    fn counts(&self, row: &TableRow) -> f64 {
        if row.failed && !self.failed {
            return 0.0;
        }
        self.columns.iter().filter_map(|at| row.counts.get(*at)).sum()
    }

    fn figure(&self, rows: &[TableRow]) -> f64 {
        let counted = rows.iter().filter(|row| self.counts(row) > 0.0);
        match self.measure {
            Measure::Numbers => counted.map(|row| self.counts(row)).sum(),
            Measure::Rows => counted.count() as f64,
            Measure::Days => days(counted) as f64,
        }
    }

    fn in_words(&self, columns: &[String]) -> String {
        let names: Vec<&str> = self.columns.iter().filter_map(|at| columns.get(*at)).map(String::as_str).collect();
        let kinds = names.join(" and ");
        let what = match self.measure {
            Measure::Numbers => format!("{kinds}, each one"),
            Measure::Rows => format!("{kinds}, by row"),
            Measure::Days => format!("{kinds}, by day"),
        };
        if self.failed { what } else { format!("{what}, failed ones left out") }
    }

    fn sql(&self, rows: &Rows) -> String {
        let terms: Vec<&str> = self.columns.iter().filter_map(|at| rows.terms.get(*at)).map(String::as_str).collect();
        let sum = terms.join(" + ");
        let day = if rows.from.contains("FROM incident") { "i.start_date" } else { "day" };
        let what = match self.measure {
            Measure::Numbers => format!("sum({sum})"),
            Measure::Rows => "count(*)".to_string(),
            Measure::Days => format!("count(DISTINCT {day})"),
        };
        format!(
            "SELECT {what} AS figure, count(DISTINCT {day}) AS days, max({day}) AS last\n{}\n  AND {sum} > 0",
            rows.from
        )
    }
}

fn days<'a>(rows: impl Iterator<Item = &'a TableRow>) -> usize {
    let mut days: Vec<&str> = rows.map(|row| row.day.as_str()).collect();
    days.sort_unstable();
    days.dedup();
    days.len()
}

impl Store {
    /// Counts a claim.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn check(&self, claim: &ClaimSaid, against: &Against) -> Result<Finding, StoreError> {
        let counting = Counting::written();
        let open = |why: &str| Finding::open(claim, why);
        let Some(ledger) = against.ledger.as_ref().or(claim.ledger.as_ref()) else {
            return Ok(open("no ledger counts this; name one with --ledger"));
        };
        let Some(number) = claim.number else { return Ok(open("the claim has no number")) };
        if let Some(status) = &claim.no_fact {
            return Ok(open(&format!("the claim is of an act that is {status}")));
        }
        let ordinal = claim.comparator == Comparator::Ordinal;
        // The sixth of its kind is counted from the first on.
        let from = if ordinal { Some("0000-01-01") } else { claim.from.as_deref() };
        let (Some(from), Some(to)) = (from, claim.to.as_deref()) else {
            return Ok(open("the claim does not say of which days; give --from and --asof"));
        };
        let asked = RowsAsked {
            run: against.run,
            ledger,
            subject: claim.subject.as_deref(),
            from,
            to,
            table: against.table.as_deref(),
            own: against.own,
        };
        let rows = self.rows_to_count(&asked, &counting)?;
        if ordinal && rows.days.is_none() {
            return Ok(open("our own ledger does not reach back to the first of its kind; import a table of them"));
        }
        let of_ledger = counting.of(ledger);
        let class = claim.unit_class.clone().unwrap_or_default();
        let measure = if of_ledger.rows.contains(&class) { Measure::Rows } else { Measure::Numbers };
        let known = class.is_empty() || of_ledger.rows.contains(&class) || of_ledger.numbers.contains(&class);
        let bounds = Bounds::new(number, claim.number_to, claim.comparator);
        let against = &rows.against;
        if !known {
            return Ok(open(&format!("{against} counts no {class}")));
        }
        if rows.rows.is_empty() {
            return Ok(open(&match &rows.days {
                Some((first, last)) => format!("{against} has no row of these days; it runs from {first} to {last}"),
                None => format!("{against} is empty for these days"),
            }));
        }
        let mut finding = Finding::counted(claim, bounds, &rows, &ways(claim, &rows, measure));
        finding.period = (from.to_string(), to.to_string());
        if rows.days.as_ref().is_some_and(|(_, last)| last.as_str() < to) {
            let last = rows.days.as_ref().map_or("", |(_, last)| last.as_str());
            finding.notes.push(format!("the table's last row is of {last}: it may not know of what came after"));
        }
        Ok(finding)
    }

    /// The claims of the record that name a ledger, as they can be counted; each number, subject and period once.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims_to_check(&self, run: Option<i64>, subject: Option<&str>) -> Result<Vec<ClaimSaid>, StoreError> {
        let run = self.run(run)?.run;
        let mut of = vec![format!("k.run = {run}"), "c.ledger IS NOT NULL AND c.number IS NOT NULL".to_string()];
        of.extend(subject.map(|code| format!("c.subject = {}", text(code))));
        let found = self.found(&format!(
            "SELECT c.text, c.number, c.number_to, c.comparator, c.unit, c.unit_class, c.subject, c.ledger, c.from_date,\n  \
             c.to_date, nullif(e.status, 'happened') AS no_fact, min(coalesce(c.claimant || ', ', '') || {SOURCE} || coalesce(' ' || a.published, '')) AS said_by\n\
             FROM claim c JOIN coding k USING (coding) JOIN article a USING (article)\n  \
             LEFT JOIN event e ON e.id = c.event_id AND e.coding = c.coding\nWHERE {}\n\
             GROUP BY c.number, c.number_to, c.comparator, c.unit, c.subject, c.ledger, c.from_date, c.to_date, no_fact\n\
             ORDER BY c.to_date, min(c.claim)",
            all_of(&of)
        ))?;
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let read = |row: &Vec<Value>| ClaimSaid {
            text: found.text(row, "text"),
            number: found.number(row, "number"),
            number_to: found.number(row, "number_to"),
            comparator: comparator(&found.text(row, "comparator")),
            unit: found.text(row, "unit"),
            unit_class: some(found.text(row, "unit_class")),
            subject: some(found.text(row, "subject")),
            ledger: some(found.text(row, "ledger")),
            from: some(found.text(row, "from_date")),
            to: some(found.text(row, "to_date")),
            said_by: some(found.text(row, "said_by")),
            no_fact: some(found.text(row, "no_fact")),
        };
        Ok(found.rows.iter().map(read).collect())
    }
}

/// The ways of counting, the one that the claim's own words mean first.
fn ways(claim: &ClaimSaid, rows: &Rows, measure: Measure) -> Vec<Way> {
    let unit = claim.unit.to_lowercase();
    // A kind that no row of these days counts makes no rule of its own.
    let seen = |at: &usize| {
        *at < rows.usual || rows.rows.iter().any(|row| row.counts.get(*at).is_some_and(|count| *count > 0.0))
    };
    let all: Vec<usize> = (0..rows.columns.len()).filter(seen).collect();
    let named: Vec<usize> = all
        .iter()
        .copied()
        .filter(|at| {
            rows.columns.get(*at).is_some_and(|name| unit.split([' ', '-']).any(|word| *word == name.to_lowercase()))
        })
        .collect();
    let first = if named.is_empty() { all.iter().copied().take(rows.usual).collect() } else { named };
    let mut kinds = vec![first.clone()];
    for other in all.iter().filter(|at| !first.contains(at)) {
        let mut more = first.clone();
        more.push(*other);
        more.sort_unstable();
        kinds.push(more);
    }
    kinds.push(all);
    let mut ways: Vec<Way> = Vec::new();
    let mut put = |way: Way| {
        if !ways.contains(&way) {
            ways.push(way);
        }
    };
    let any_failed = rows.rows.iter().any(|row| row.failed);
    for columns in &kinds {
        put(Way { columns: columns.clone(), measure, failed: true });
        if any_failed {
            put(Way { columns: columns.clone(), measure, failed: false });
        }
    }
    for measure in [Measure::Numbers, Measure::Rows, Measure::Days] {
        put(Way { columns: first.clone(), measure, failed: true });
    }
    ways
}

impl Finding {
    fn open(claim: &ClaimSaid, why: &str) -> Finding {
        Finding {
            claim: claim.clone(),
            verdict: Verdict::CannotTell(why.to_string()),
            against: String::new(),
            run: None,
            period: (claim.from.clone().unwrap_or_default(), claim.to.clone().unwrap_or_default()),
            summary: String::new(),
            left_out: Vec::new(),
            tried: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            sql: String::new(),
        }
    }

    fn counted(claim: &ClaimSaid, bounds: Bounds, rows: &Rows, ways: &[Way]) -> Finding {
        let mut finding = Finding {
            against: rows.against.clone(),
            run: rows.run.clone(),
            notes: rows.notes.clone(),
            ..Finding::open(claim, "")
        };
        let Some(first) = ways.first() else { return finding };
        let noun = claim.unit.split(' ').next_back().unwrap_or_default();
        for way in ways {
            let figure = way.figure(&rows.rows);
            finding.tried.push(Tried {
                rule: way.in_words(&rows.columns),
                figure,
                fits: bounds.off(figure) == 0.0,
                needs: needs(way, first, rows, noun),
            });
        }
        let counted = first.figure(&rows.rows);
        let off = bounds.off(counted);
        finding.verdict = if off == 0.0 { Verdict::Agrees } else { Verdict::Differs(off) };
        let used: Vec<&TableRow> = rows.rows.iter().filter(|row| first.counts(row) > 0.0).collect();
        let last = used.iter().map(|row| row.day.as_str()).max().unwrap_or("no day");
        finding.summary = format!(
            "{} over {} to {last} in {} ({})",
            figure(counted),
            match days(used.iter().copied()) {
                1 => "1 day".to_string(),
                days => format!("{days} days"),
            },
            rows.against,
            first.in_words(&rows.columns)
        );
        let everything = Way { columns: (0..rows.columns.len()).collect(), ..first.clone() };
        finding.left_out = added(&everything, first, rows, noun);
        if off > 0.0 {
            let mut fitting: Vec<String> = finding
                .tried
                .iter()
                .filter(|tried| tried.fits)
                .map(|tried| match tried.needs.is_empty() {
                    true => format!("it fits if counted as: {}", tried.rule),
                    false => {
                        format!("for {}{} {}", in_words(claim.comparator), figure_of(claim), tried.needs.join(" and "))
                    }
                })
                .collect();
            fitting.dedup();
            finding.notes.splice(0..0, fitting);
            if !finding.tried.iter().any(|tried| tried.fits) {
                finding.notes.insert(0, "no rule that was tried makes it fit".to_string());
            }
        }
        finding.columns = rows.columns.clone();
        finding.rows = rows.rows.clone();
        finding.sql = first.sql(rows);
        finding
    }
}

fn figure_of(claim: &ClaimSaid) -> String {
    claim.number.map_or(String::new(), figure)
}

/// What one way of counting needs against the first.
fn needs(way: &Way, first: &Way, rows: &Rows, noun: &str) -> Vec<String> {
    let mut needs = Vec::new();
    let added = added(way, first, rows, noun);
    if !added.is_empty() {
        needs.push(format!("the {} would have to be counted in", added.join(" and the ")));
    }
    let lost: Vec<String> = rows
        .rows
        .iter()
        .filter(|row| row.failed && !way.failed && first.counts(row) > 0.0)
        .map(|row| format!("{} of {}", figure(first.counts(row)), row.day))
        .collect();
    if !lost.is_empty() {
        needs.push(format!("the failed {} would have to be left out", lost.join(" and ")));
    }
    needs
}

/// What one way counts and the first does not, in words: `2 cruise missiles of 2022-01-25`.
fn added(way: &Way, first: &Way, rows: &Rows, noun: &str) -> Vec<String> {
    let mut out = Vec::new();
    for at in way.columns.iter().filter(|at| !first.columns.contains(at)) {
        let name = rows.columns.get(*at).map_or("", String::as_str);
        for row in &rows.rows {
            let count = row.counts.get(*at).copied().unwrap_or_default();
            if count > 0.0 {
                out.push(format!("{} {name} {noun} of {}", figure(count), row.day));
            }
        }
    }
    out
}

impl Store {
    /// Our own incidents of a ledger beside the rows of a table: which are borne out, by day and by who took part. A day
    /// of difference is allowed, for time zones.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn check_ledger(
        &self,
        ledger: &str,
        against: &Against,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<Answer, StoreError> {
        super::beside::beside(self, against.run, ledger, against.table.as_deref(), from, to)
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
