//! How things stand between parties. What several reports say of one state is told once, as of the latest of them; a state
//! that another report denies, or whose contrary is told of the same parties, is flagged.

use super::answer::{Answer, Holds, Value};
use super::sql::{REPORT, SOURCE, all_of, codes, holds, lists, text};
use crate::error::StoreError;
use crate::open::Store;
use std::collections::{BTreeMap, BTreeSet};

/// Which states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatesAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Code of a party, on either side.
    pub party: Option<String>,
    /// Code of whoever it is toward.
    pub toward: Option<String>,
    /// `avoids_dialogue`, `under_sanctions`.
    pub relation: Option<String>,
    /// Words of the sentence.
    pub text: Option<String>,
    /// Told as of this day or earlier: how things stood then.
    pub as_of: Option<String>,
    /// Only those that are contradicted.
    pub contradicted: bool,
}

/// Relations that do not go together.
const CONTRARY: [(&str, &str); 6] = [
    ("at_war", "cease_fire"),
    ("avoids_dialogue", "open_to_dialogue"),
    ("avoids_dialogue", "in_talks"),
    ("unresponsive", "open_to_dialogue"),
    ("in_talks", "talks_stalled"),
    ("no_relations", "relations"),
];

impl StatesAsked {
    fn sql(&self, run: i64) -> String {
        let mut of = vec![format!("k.run = {run}")];
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.party, &|code| format!("({} OR {})", lists("s.parties", code), lists("s.toward", code)));
        put(&self.toward, &|code| lists("s.toward", code));
        put(&self.text, &|words| holds("s.evidence", words));
        put(&self.as_of, &|day| format!("coalesce(s.as_of, a.published) <= {}", text(day)));
        format!(
            "SELECT s.state, s.relation, s.negated, s.parties, s.toward, s.since, s.since_to, s.until, s.until_to,\n  \
             coalesce(s.as_of, a.published) AS as_of, s.said_by_text, {SOURCE} AS source, {REPORT} AS report, s.evidence\n\
             FROM state s JOIN coding k USING (coding) JOIN article a USING (article)\n\
             WHERE {}\n\
             ORDER BY as_of, s.state",
            all_of(&of)
        )
    }
}

const COLUMNS: [&str; 13] = [
    "relation",
    "negated",
    "parties",
    "toward",
    "since",
    "until",
    "first_told",
    "as_of",
    "said_by",
    "reports",
    "sources",
    "contradicted",
    "evidence",
];

const HOLDS: [(&str, Holds); 4] =
    [("negated", Holds::Whole), ("first_told", Holds::Day), ("as_of", Holds::Day), ("reports", Holds::Whole)];

/// What makes a state the same: relation, whether denied, parties, toward whom.
type Name = (String, bool, Vec<String>, Vec<String>);

#[derive(Default)]
struct Told {
    since: BTreeSet<String>,
    until: BTreeSet<String>,
    days: BTreeSet<String>,
    said_by: BTreeSet<String>,
    sources: BTreeSet<String>,
    reports: BTreeSet<String>,
    evidence: String,
}

impl Store {
    /// States, each once, by relation and parties.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn states(&self, asked: &StatesAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let sql = asked.sql(run.run);
        let raw = self.answer(Some(run), sql, &[])?;
        let told = merged(&raw);
        let mut found = Answer::new(raw.run.clone(), &COLUMNS, &HOLDS, raw.sql.clone());
        for (name, state) in &told {
            if asked.relation.as_ref().is_some_and(|relation| *relation != name.0) {
                continue;
            }
            let against = contradictions(name, &told);
            if asked.contradicted && against.is_empty() {
                continue;
            }
            found.rows.push(row(name, state, &against));
        }
        found.notes.push(format!(
            "{} states from {} sayings; as_of is the latest day for which a report says so",
            found.rows.len(),
            raw.rows.len()
        ));
        Ok(found)
    }
}

fn merged(raw: &Answer) -> BTreeMap<Name, Told> {
    let mut told: BTreeMap<Name, Told> = BTreeMap::new();
    for row in &raw.rows {
        let text = |column: &str| raw.text(row, column);
        let list = |column: &str| codes(&text(column)).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        let negated = raw.number(row, "negated").is_some_and(|n| n != 0.0);
        let one = told.entry((text("relation"), negated, list("parties"), list("toward"))).or_default();
        let put = |set: &mut BTreeSet<String>, value: String| {
            if !value.is_empty() {
                set.insert(value);
            }
        };
        put(&mut one.since, interval(&text("since"), &text("since_to")));
        put(&mut one.until, interval(&text("until"), &text("until_to")));
        put(&mut one.days, text("as_of"));
        put(&mut one.said_by, text("said_by_text"));
        put(&mut one.sources, text("source"));
        put(&mut one.reports, raw.number(row, "report").map_or(String::new(), |n| n.to_string()));
        // Rows come in order of their days: the latest sentence stands.
        one.evidence = text("evidence");
    }
    told
}

fn interval(from: &str, to: &str) -> String {
    if from == to || to.is_empty() { from.to_string() } else { format!("{from}..{to}") }
}

fn contradictions(name: &Name, told: &BTreeMap<Name, Told>) -> Vec<String> {
    let (relation, negated, parties, toward) = name;
    let contrary = |other: &str| {
        CONTRARY.iter().any(|(one, two)| (relation == one && other == *two) || (relation == two && other == *one))
    };
    // "Talks with the two" is gainsaid by "no talks with one of them".
    let meets = |these: &[String], those: &[String]| {
        (these.is_empty() && those.is_empty()) || these.iter().any(|code| those.contains(code))
    };
    told.iter()
        .filter(|((other, other_negated, ..), _)| {
            (other == relation && other_negated != negated) || (contrary(other) && !negated && !other_negated)
        })
        .filter(|((_, _, other_parties, other_toward), _)| meets(parties, other_parties) && meets(toward, other_toward))
        .map(|((other, other_negated, ..), state)| {
            let day = state.days.last().map_or(String::new(), |day| format!(" as of {day}"));
            let sources: Vec<&str> = state.sources.iter().map(String::as_str).collect();
            format!("{}{other}{day} ({})", if *other_negated { "not " } else { "" }, sources.join(", "))
        })
        .collect()
}

fn row(name: &Name, state: &Told, against: &[String]) -> Vec<Value> {
    let (relation, negated, parties, toward) = name;
    let text = |words: &str| Value::text(words);
    let all = |set: &BTreeSet<String>| text(&set.iter().map(String::as_str).collect::<Vec<_>>().join("; "));
    vec![
        text(relation),
        Value::Whole(i64::from(*negated)),
        text(&parties.join(";")),
        text(&toward.join(";")),
        all(&state.since),
        all(&state.until),
        text(state.days.first().map_or("", String::as_str)),
        text(state.days.last().map_or("", String::as_str)),
        all(&state.said_by),
        Value::count(state.reports.len()),
        all(&state.sources),
        text(&against.join("; ")),
        text(&state.evidence),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::sample;

    fn store(told: &[(u32, &str, u32, &str, &str, &str)]) -> Store {
        let store = sample::store();
        for (article, relation, negated, parties, toward, as_of) in told {
            sample::run(
                &store,
                &format!(
                    "INSERT INTO state (coding, relation, negated, parties, toward, since, since_to, as_of, evidence, why)
                     VALUES ({article}, '{relation}', {negated}, '{parties}', '{toward}', '2019-09-01', '2019-12-31',
                     '{as_of}', 'It keeps away.', '')"
                ),
            );
        }
        store
    }

    #[test]
    fn what_several_say_is_told_once_as_of_the_latest() {
        let store = store(&[
            (1, "avoids_dialogue", 0, "ISL", "NOR;DNK", "2021-05-10"),
            (2, "avoids_dialogue", 0, "ISL", "DNK;NOR", "2021-05-11"),
            (4, "avoids_dialogue", 0, "ISL", "DNK;NOR", "2021-05-13"),
        ]);
        let found = store.states(&StatesAsked::default()).expect("asked");
        assert_eq!(found.rows.len(), 1);
        let text = |column: &str| found.text(&found.rows[0], column);
        assert_eq!((text("first_told"), text("as_of")), ("2021-05-10".to_string(), "2021-05-13".to_string()));
        assert_eq!(text("since"), "2019-09-01..2019-12-31");
        // The fourth report is a copy of the first.
        assert_eq!(found.number(&found.rows[0], "reports"), Some(2.0));
        assert_eq!(text("contradicted"), "");
    }

    #[test]
    fn a_denial_and_a_contrary_are_flagged_and_what_stands_between_others_is_not() {
        let store = store(&[
            (1, "avoids_dialogue", 0, "ISL", "NOR", "2021-05-10"),
            (2, "in_talks", 0, "ISL", "NOR", "2021-05-11"),
            (3, "avoids_dialogue", 1, "ISL", "NOR", "2021-05-12"),
            (3, "open_to_dialogue", 0, "NOR", "ISL", "2021-05-12"),
        ]);
        let found = store.states(&StatesAsked { contradicted: true, ..StatesAsked::default() }).expect("asked");
        let told: Vec<(String, String)> =
            found.rows.iter().map(|row| (found.text(row, "relation"), found.text(row, "contradicted"))).collect();
        assert_eq!(told.len(), 3);
        assert_eq!(told[0].1, "not avoids_dialogue as of 2021-05-12 (C News); in_talks as of 2021-05-11 (B Post)");
    }

    #[test]
    fn how_things_stood_on_a_day() {
        let store =
            store(&[(1, "at_war", 0, "ISL", "NOR", "2021-05-10"), (2, "cease_fire", 0, "ISL", "NOR", "2021-05-11")]);
        let asked = StatesAsked { as_of: Some("2021-05-10".to_string()), ..StatesAsked::default() };
        assert_eq!(store.states(&asked).expect("asked").rows.len(), 1);
    }
}
