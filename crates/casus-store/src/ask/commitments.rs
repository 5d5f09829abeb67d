//! Who is bound to do what if what happens, followed over time: open until the condition comes, triggered by an incident
//! after the day it was said, met when what was to follow follows, lapsed when its day passes, withdrawn when the same
//! party says that it will not. All as of a day. What several say, or one says again, counts once.

use super::answer::{Answer, Holds, Page, Value};
use super::counting::Counting;
use super::sql::{REPORT, SOURCE, all_of, codes, holds, lists, text};
use crate::error::StoreError;
use crate::open::Store;
use casus_types::EventPattern;
use std::collections::{BTreeMap, BTreeSet};

/// Which commitments, as of which day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommitmentsAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// The day whose state of things is told.
    pub as_of: String,
    /// Words of the condition, or the ledger that its event would feed.
    pub trigger: Option<String>,
    /// Code of who is bound.
    pub actor: Option<String>,
    /// Code of toward whom.
    pub toward: Option<String>,
    /// threat, promise, offer or prediction.
    pub kind: Option<String>,
    /// open, triggered, met, lapsed or withdrawn.
    pub state: Option<String>,
    /// Words of the sentence.
    pub text: Option<String>,
}

/// A page is made of so many of the latest sayings at most,
const LATEST: usize = 1000;
/// and of so many commitments where those of one state are looked for.
const STATES_AMONG: usize = 200;

impl CommitmentsAsked {
    fn sql(&self, run: i64, latest: Option<usize>) -> String {
        let mut own = Vec::new();
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            own.extend(asked.as_deref().map(condition));
        };
        put(&self.trigger, &|words| {
            let each: Vec<String> = words.split_whitespace().map(|word| holds("c.trigger", word)).collect();
            // `nuclear test` is also what the ledger of nuclear_tests watches for.
            let ledger = "replace(coalesce(json_extract(c.trigger_pattern, '$.ledger'), ''), '_', ' ')";
            format!("(({}) OR {})", all_of(&each), holds(ledger, words))
        });
        put(&self.actor, &|code| lists("c.committed", code));
        put(&self.toward, &|code| lists("c.toward", code));
        put(&self.kind, &|kind| format!("c.kind = {}", text(kind)));
        put(&self.text, &|words| holds("c.evidence", words));
        let mut of =
            vec![format!("k.run = {run}"), format!("(a.published IS NULL OR a.published <= {})", text(&self.as_of))];
        let from = match latest {
            None => {
                of.extend(own);
                "commitment".to_string()
            }
            // The latest that fit are found by their days, and only then put in order.
            Some(latest) => {
                own.push(format!("c.day <= {}", text(&self.as_of)));
                format!("(SELECT * FROM commitment c WHERE {} ORDER BY c.day DESC LIMIT {latest})", own.join(" AND "))
            }
        };
        format!(
            "SELECT c.commitment, c.kind, c.strength, c.trigger, c.trigger_actor, c.trigger_pattern, c.response, \
             c.response_pattern,\n  c.committed, c.toward, c.said_by_text, c.deadline, a.published, {SOURCE} AS source, {REPORT} AS \
             report, c.evidence\n\
             FROM {from} c CROSS JOIN coding k USING (coding) CROSS JOIN article a USING (article)\n\
             WHERE {}\n\
             ORDER BY a.published, c.commitment",
            all_of(&of)
        )
    }
}

const COLUMNS: [&str; 18] = [
    "state",
    "kind",
    "strength",
    "committed",
    "toward",
    "trigger",
    "response",
    "triggered_by",
    "ended_by",
    "deadline",
    "first_said",
    "last_said",
    "said_by",
    "reports",
    "sources",
    "why",
    "evidence",
    "report",
];

const HOLDS: [(&str, Holds); 5] = [
    ("deadline", Holds::Day),
    ("first_said", Holds::Day),
    ("last_said", Holds::Day),
    ("reports", Holds::Whole),
    ("report", Holds::Whole),
];

/// One commitment with all who tell of it.
#[derive(Default)]
struct Bound {
    kind: String,
    strength: String,
    trigger: String,
    response: String,
    committed: Vec<String>,
    toward: Vec<String>,
    trigger_pattern: Option<EventPattern>,
    response_pattern: Option<EventPattern>,
    deadline: String,
    first: String,
    last: String,
    said_by: BTreeSet<String>,
    sources: BTreeSet<String>,
    reports: BTreeSet<u64>,
    evidence: String,
}

/// How a commitment stands.
struct Standing {
    state: &'static str,
    trigger: Option<Act>,
    end: Option<Act>,
    why: String,
}

/// An incident that bears on it.
#[derive(Clone)]
struct Act {
    incident: i64,
    day: String,
    summary: String,
}

impl Act {
    fn words(&self) -> String {
        format!("{}: {} (incident {})", self.day, self.summary, self.incident)
    }
}

impl Store {
    /// Commitments with how they stand on a day, in order of the days on which they were first told.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn commitments(&self, asked: &CommitmentsAsked) -> Result<Answer, StoreError> {
        self.told_of(asked, None)
    }

    /// The same a page at a time, those told last first. The page is made of the latest sayings alone where there are very
    /// many.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn commitments_latest(&self, asked: &CommitmentsAsked, page: Page) -> Result<Answer, StoreError> {
        self.told_of(asked, Some(page))
    }

    fn told_of(&self, asked: &CommitmentsAsked, page: Option<Page>) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let number = run.run;
        let raw = self.answer(Some(run), asked.sql(number, page.map(|_| LATEST)), &[])?;
        let mut bound = merged(&raw);
        if page.is_some() {
            bound.sort_by(|one, other| other.last.cmp(&one.last));
        }
        let counting = Counting::written();
        for one in &mut bound {
            with_ledger(&mut one.trigger_pattern, &one.trigger, &counting);
            with_ledger(&mut one.response_pattern, &one.response, &counting);
        }
        let mut found = Answer::new(raw.run.clone(), &COLUMNS, &HOLDS, raw.sql.clone());
        // How each stands takes some looking up, so only those that are shown are looked at.
        let wanted = page.map_or(usize::MAX, |page| page.limit + 1);
        let mut passed = if asked.state.is_none() { 0 } else { page.map_or(0, |page| page.offset) };
        let skipped = if asked.state.is_none() { page.map_or(0, |page| page.offset) } else { 0 };
        for (at, one) in bound.iter().enumerate().skip(skipped) {
            if found.rows.len() >= wanted {
                break;
            }
            if page.is_some() && asked.state.is_some() && at == STATES_AMONG {
                found.notes.push(format!("looked for among the {STATES_AMONG} that were told last"));
                break;
            }
            let standing = self.standing(one, number, &asked.as_of)?;
            if asked.state.as_ref().is_none_or(|state| state == standing.state) {
                match passed {
                    0 => found.rows.push(row(one, &standing)),
                    _ => passed -= 1,
                }
            }
        }
        if let Some(page) = page {
            if raw.rows.len() >= LATEST {
                found.notes.push(format!("of the latest {LATEST} sayings"));
            }
            return Ok(page.cut(found));
        }
        found.notes.push(format!(
            "as of {}: {} commitments from {} sayings",
            asked.as_of,
            found.rows.len(),
            raw.rows.len()
        ));
        Ok(found)
    }

    fn standing(&self, one: &Bound, run: i64, as_of: &str) -> Result<Standing, StoreError> {
        let standing = |state, trigger: Option<Act>, end: Option<Act>, why: &str| {
            Ok(Standing { state, trigger, end, why: why.to_string() })
        };
        if one.first.is_empty() {
            return standing("open", None, None, "the day on which it was said is not known, so nothing can be later");
        }
        // The day on which the condition or the answer must have come.
        let until = if one.deadline.is_empty() || one.deadline.as_str() > as_of { as_of } else { &one.deadline };
        let trigger = match &one.trigger_pattern {
            Some(pattern) => self.act(pattern, run, "happened", &one.first, until, false)?,
            None => None,
        };
        let mut promised = one.response_pattern.clone();
        if let Some(pattern) = promised.as_mut().filter(|pattern| pattern.actors.is_empty()) {
            pattern.actors = one.committed.iter().cloned().map(casus_types::Code).collect();
        }
        let met = match (&promised, &trigger) {
            (Some(pattern), Some(trigger)) => self.act(pattern, run, "happened", &trigger.day, until, true)?,
            // What hangs on no condition is met by the act alone.
            (Some(pattern), None) if one.trigger.is_empty() => {
                self.act(pattern, run, "happened", &one.first, until, false)?
            }
            _ => None,
        };
        if let Some(met) = met {
            return standing("met", trigger, Some(met), "what was to follow has followed");
        }
        let withdrawn = match &promised {
            Some(pattern) if !pattern.actors.is_empty() => {
                self.act(pattern, run, "negated", &one.last, as_of, false)?
            }
            _ => None,
        };
        if let Some(withdrawn) = withdrawn {
            return standing("withdrawn", trigger, Some(withdrawn), "the same party says that it will not");
        }
        match trigger {
            Some(_) if one.deadline.as_str() < as_of && !one.deadline.is_empty() => {
                standing("lapsed", trigger, None, "the condition came, and nothing followed by its day")
            }
            Some(_) => standing("triggered", trigger, None, "the condition has come"),
            None if one.deadline.as_str() < as_of && !one.deadline.is_empty() => {
                standing("lapsed", None, None, "its day has passed")
            }
            None if one.trigger_pattern.is_none() && !one.trigger.is_empty() => {
                standing("open", None, None, "the words of the condition name no event to watch for")
            }
            None => standing("open", None, None, "no such incident is in the record"),
        }
    }

    /// The first incident that fits a pattern, later than one day (or on it) and up to another. An act that did not happen
    /// often has no day: it is of the day of the first report that tells of it.
    fn act(
        &self,
        pattern: &EventPattern,
        run: i64,
        status: &str,
        after: &str,
        until: &str,
        same_day: bool,
    ) -> Result<Option<Act>, StoreError> {
        let Some(of) = conditions(pattern) else { return Ok(None) };
        let told = "(SELECT min(a.published) FROM event e JOIN coding k USING (coding) JOIN article a USING (article) \
                    WHERE e.incident = i.incident)";
        let day = if status == "happened" { "i.start_date" } else { told };
        let sign = if same_day { ">=" } else { ">" };
        let sql = format!(
            "SELECT i.incident, {day} AS day, i.summary FROM incident i\n\
             WHERE i.run = {run} AND i.status = {} AND {}\n  AND day {sign} {} AND day <= {}\n\
             ORDER BY day, i.incident LIMIT 1",
            text(status),
            all_of(&of),
            text(after),
            text(until)
        );
        let found = self.found(&sql)?;
        Ok(found.rows.first().map(|row| Act {
            incident: found.number(row, "incident").unwrap_or_default() as i64,
            day: found.text(row, "day"),
            summary: found.text(row, "summary"),
        }))
    }
}

/// A pattern without a ledger watches for a whole class of acts; where its words speak of a ledger's acts, for those alone.
fn with_ledger(pattern: &mut Option<EventPattern>, words: &str, counting: &Counting) {
    if let Some(pattern) = pattern.as_mut().filter(|pattern| pattern.ledger.is_none()) {
        let named = counting.spoken_of(words).map(serde_json::Value::from);
        pattern.ledger = named.and_then(|name| serde_json::from_value(name).ok());
    }
}

/// What an incident must be; nothing where the pattern would take any.
fn conditions(pattern: &EventPattern) -> Option<Vec<String>> {
    let mut of = Vec::new();
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
    };
    // Where there is a ledger it says more than the class: a test is counted whatever its verb.
    match (&pattern.ledger, &pattern.kind) {
        (Some(ledger), _) => of.push(format!("i.ledger = {}", text(&word(serde_json::to_value(ledger))))),
        (None, Some(kind)) => of.push(format!("i.type = {}", text(kind.code()))),
        (None, None) => return None,
    }
    let any = |column: &str, these: &[casus_types::Code]| {
        let each: Vec<String> = these.iter().map(|code| lists(column, &code.0)).collect();
        (!each.is_empty()).then(|| format!("({})", each.join(" OR ")))
    };
    of.extend(any("i.actors", &pattern.actors));
    of.extend(any("i.recipients", &pattern.recipients).map(|of| format!("({of} OR i.recipients = '')")));
    Some(of)
}

fn merged(raw: &Answer) -> Vec<Bound> {
    let mut order: Vec<Bound> = Vec::new();
    let mut places: BTreeMap<(String, Vec<String>, String), usize> = BTreeMap::new();
    for row in &raw.rows {
        let text = |column: &str| raw.text(row, column);
        let sorted =
            |column: &str| codes(&text(column)).into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        let pattern = text("trigger_pattern");
        let condition = if pattern.is_empty() { text("trigger").to_lowercase() } else { pattern };
        let place = *places.entry((text("kind"), sorted("committed"), condition)).or_insert(order.len());
        if place == order.len() {
            order.push(Bound {
                kind: text("kind"),
                strength: text("strength"),
                trigger: text("trigger"),
                response: text("response"),
                committed: sorted("committed"),
                toward: sorted("toward"),
                trigger_pattern: serde_json::from_str(&text("trigger_pattern")).ok(),
                response_pattern: serde_json::from_str(&text("response_pattern")).ok(),
                first: text("published"),
                evidence: text("evidence"),
                ..Bound::default()
            });
        }
        let Some(one) = order.get_mut(place) else { continue };
        if one.response_pattern.is_none() {
            one.response_pattern = serde_json::from_str(&text("response_pattern")).ok();
        }
        // A later day to hold it to takes the place of an earlier one.
        if !text("deadline").is_empty() {
            one.deadline = text("deadline");
        }
        if one.first.is_empty() {
            one.first = text("published");
        }
        one.last = text("published");
        one.sources.insert(text("source"));
        one.reports.extend(raw.number(row, "report").map(|report| report as u64));
        one.said_by.extend(Some(text("said_by_text")).filter(|who| !who.is_empty()));
    }
    order
}

fn row(one: &Bound, standing: &Standing) -> Vec<Value> {
    let text = |words: &str| Value::text(words);
    let joined = |set: &BTreeSet<String>| text(&set.iter().map(String::as_str).collect::<Vec<_>>().join("; "));
    let act = |act: &Option<Act>| text(&act.as_ref().map_or(String::new(), Act::words));
    vec![
        text(standing.state),
        text(&one.kind),
        text(&one.strength),
        text(&one.committed.join(";")),
        text(&one.toward.join(";")),
        text(&one.trigger),
        text(&one.response),
        act(&standing.trigger),
        act(&standing.end),
        text(&one.deadline),
        text(&one.first),
        text(&one.last),
        joined(&one.said_by),
        Value::count(one.reports.len()),
        joined(&one.sources),
        text(&standing.why),
        text(&one.evidence),
        one.reports.first().map_or(Value::Unknown, |report| Value::Whole(*report as i64)),
    ]
}

#[cfg(test)]
#[path = "commitments_tests.rs"]
mod tests;
