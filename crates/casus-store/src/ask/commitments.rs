//! Who is bound to do what if what happens, followed over time: open until the condition comes, triggered by an incident
//! after the day it was said, met when what was to follow follows, lapsed when its day passes, withdrawn when the same
//! party says that it will not. All as of a day. What several say, or one says again, counts once.

use super::answer::{Answer, Holds, Value};
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

impl CommitmentsAsked {
    fn sql(&self, run: i64) -> String {
        let mut of =
            vec![format!("k.run = {run}"), format!("(a.published IS NULL OR a.published <= {})", text(&self.as_of))];
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
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
        format!(
            "SELECT c.commitment, c.kind, c.strength, c.trigger, c.trigger_actor, c.trigger_pattern, c.response, \
             c.response_pattern,\n  c.committed, c.toward, c.said_by_text, c.deadline, a.published, {SOURCE} AS source, {REPORT} AS \
             report, c.evidence\n\
             FROM commitment c JOIN coding k USING (coding) JOIN article a USING (article)\n\
             WHERE {}\n\
             ORDER BY a.published, c.commitment",
            all_of(&of)
        )
    }
}

const COLUMNS: [&str; 17] = [
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
];

const HOLDS: [(&str, Holds); 4] =
    [("deadline", Holds::Day), ("first_said", Holds::Day), ("last_said", Holds::Day), ("reports", Holds::Whole)];

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
        let run = self.run(asked.run)?;
        let number = run.run;
        let raw = self.answer(Some(run), asked.sql(number), &[])?;
        let mut bound = merged(&raw);
        let counting = Counting::written();
        for one in &mut bound {
            with_ledger(&mut one.trigger_pattern, &one.trigger, &counting);
            with_ledger(&mut one.response_pattern, &one.response, &counting);
        }
        let mut found = Answer::new(raw.run.clone(), &COLUMNS, &HOLDS, raw.sql.clone());
        for one in &bound {
            let standing = self.standing(one, number, &asked.as_of)?;
            if asked.state.as_ref().is_none_or(|state| state == standing.state) {
                found.rows.push(row(one, &standing));
            }
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
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::sample;

    const TRIGGER: &str = r#"{"type":"MOBILIZE","actors":["ISL"],"recipients":[],"ledger":"nuclear_tests"}"#;
    const RESPONSE: &str = r#"{"type":"SANCTION","actors":[],"recipients":["ISL"],"ledger":null}"#;

    /// Norway says in two reports that it will push for sanctions should Iceland test; the first is of 10 May.
    fn store(deadline: &str) -> Store {
        let store = sample::store();
        let deadline = if deadline.is_empty() { "NULL".to_string() } else { format!("'{deadline}'") };
        for article in [1, 2] {
            sample::run(
                &store,
                &format!(
                    "INSERT INTO commitment (coding, kind, strength, trigger, trigger_pattern, response, response_pattern,
                       committed, toward, said_by_text, deadline, evidence, why)
                     VALUES ({article}, 'threat', 'will', 'Iceland goes ahead with a test', '{TRIGGER}', 'push for sanctions',
                       '{RESPONSE}', 'NOR', 'ISL', 'Lund', {deadline}, 'It was said.', '')"
                ),
            );
        }
        store
    }

    fn asked(store: &Store, as_of: &str) -> (String, String, String) {
        let asked = CommitmentsAsked {
            as_of: as_of.to_string(),
            trigger: Some("nuclear test".to_string()),
            actor: Some("NOR".to_string()),
            ..CommitmentsAsked::default()
        };
        let found = store.commitments(&asked).expect("asked");
        assert_eq!(found.rows.len(), 1, "two witnesses, one commitment");
        let text = |column: &str| found.text(&found.rows[0], column);
        (text("state"), text("triggered_by"), text("ended_by"))
    }

    fn test_on(store: &Store, number: u32, day: &str) {
        let test = [("ledger", "nuclear_tests"), ("type", "MOBILIZE"), ("actors", "ISL"), ("from", day), ("to", day)];
        sample::incident(store, number, &test, &[3]);
    }

    fn answer(store: &Store, number: u32, day: &str, status: &str) {
        let act = [
            ("type", "SANCTION"),
            ("ledger", "sanctions"),
            ("actors", "NOR"),
            ("recipients", "ISL"),
            ("from", day),
            ("to", day),
            ("status", status),
        ];
        sample::incident(store, number, &act, &[3]);
    }

    #[test]
    fn it_is_open_until_the_condition_comes_and_met_when_what_was_to_follow_follows() {
        let store = store("");
        // One before it was said triggers nothing.
        test_on(&store, 1, "2021-05-01");
        assert_eq!(asked(&store, "2021-06-30").0, "open");
        test_on(&store, 2, "2021-06-01");
        assert_eq!(asked(&store, "2021-05-31").0, "open");
        let triggered = asked(&store, "2021-06-30");
        assert_eq!(
            (triggered.0.as_str(), triggered.1.as_str()),
            ("triggered", "2021-06-01: It happened. (incident 2)")
        );
        // Sanctions before the condition are not the answer to it.
        answer(&store, 3, "2021-05-20", "happened");
        assert_eq!(asked(&store, "2021-06-30").0, "triggered");
        answer(&store, 4, "2021-06-05", "happened");
        assert_eq!(asked(&store, "2021-06-04").0, "triggered");
        assert_eq!(asked(&store, "2021-06-30").2, "2021-06-05: It happened. (incident 4)");
    }

    #[test]
    fn a_condition_that_speaks_of_a_test_is_not_met_by_any_act_of_the_class() {
        let store = store("");
        sample::run(
            &store,
            &format!("UPDATE commitment SET trigger_pattern = '{}'", TRIGGER.replace("\"nuclear_tests\"", "null")),
        );
        sample::run(&store, "UPDATE commitment SET trigger = 'Iceland goes ahead with a nuclear test'");
        let parade = [("type", "MOBILIZE"), ("actors", "ISL"), ("from", "2021-06-01"), ("to", "2021-06-01")];
        sample::incident(&store, 1, &parade, &[3]);
        assert_eq!(asked(&store, "2021-06-30").0, "open");
        test_on(&store, 2, "2021-06-02");
        assert_eq!(asked(&store, "2021-06-30").0, "triggered");
    }

    #[test]
    fn its_day_passes() {
        let store = store("2021-06-01");
        assert_eq!(
            (asked(&store, "2021-06-01").0, asked(&store, "2021-06-02").0),
            ("open".to_string(), "lapsed".to_string())
        );
        test_on(&store, 1, "2021-06-10");
        assert_eq!(asked(&store, "2021-06-30").0, "lapsed");
    }

    #[test]
    fn the_same_party_takes_it_back() {
        let store = store("");
        answer(&store, 1, "", "negated");
        assert_eq!(asked(&store, "2021-05-11").0, "open");
        assert_eq!(asked(&store, "2021-05-30").0, "withdrawn");
    }
}
