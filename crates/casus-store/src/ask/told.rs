//! What one event of the record rests on: sentence, author, parties, day, status, and the other witnesses of its act.

use super::sql::text;
use crate::error::StoreError;
use crate::open::Store;
use rusqlite::Row;

/// An event told in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventTold {
    /// Its id.
    pub id: String,
    /// What is known of it, name and words, in order.
    pub fields: Vec<(&'static str, String)>,
}

impl Store {
    /// The events whose ids begin so, one for each run that has it, by id and run.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn event_told(&self, beginning: &str) -> Result<Vec<EventTold>, StoreError> {
        let sql = format!(
            "SELECT e.event, e.id, e.type, e.mode, e.evidence, e.trigger, e.rule, e.reader_score, e.start_date, e.end_date, \
             e.date_why, e.status, e.status_why, e.said_by_text, e.place, e.place_country, e.why, e.incident, a.headline, \
             a.source, a.published, c.run FROM event AS e JOIN coding AS c ON c.coding = e.coding \
             JOIN article AS a ON a.article = c.article WHERE e.id BETWEEN {} AND {} ORDER BY e.id, c.run",
            text(beginning),
            text(&format!("{beginning}g"))
        );
        let mut query = self.sql.prepare(&sql)?;
        let rows = query.query_map([], |row| Ok((row.get::<_, i64>("event")?, row.get("incident")?, told(row)?)))?;
        let rows: Vec<(i64, Option<i64>, EventTold)> = rows.collect::<Result<_, _>>()?;
        rows.into_iter()
            .map(|(event, incident, mut told)| {
                told.fields.extend(self.parties(event)?);
                told.fields.extend(self.witnesses(event, incident)?);
                Ok(told)
            })
            .collect()
    }

    fn parties(&self, event: i64) -> Result<Vec<(&'static str, String)>, StoreError> {
        let sql = "SELECT side, text, name, code, sector FROM participant WHERE event = ?1 ORDER BY side, place";
        let mut query = self.sql.prepare_cached(sql)?;
        let party = |row: &Row<'_>| {
            let (side, text, actor): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (code, sector): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            let code = code.unwrap_or_else(|| "country unknown".to_string());
            let sector = sector.map(|sector| format!(" {sector}")).unwrap_or_default();
            Ok((if side == "actor" { "actor" } else { "recipient" }, format!("\"{text}\": {code}{sector}; {actor}")))
        };
        Ok(query.query_map([event], party)?.collect::<Result<_, _>>()?)
    }

    fn witnesses(&self, event: i64, incident: Option<i64>) -> Result<Vec<(&'static str, String)>, StoreError> {
        let Some(incident) = incident else { return Ok(Vec::new()) };
        let sql = "SELECT e.id, a.source, e.evidence FROM event AS e JOIN coding AS c ON c.coding = e.coding \
                   JOIN article AS a ON a.article = c.article WHERE e.incident = ?1 AND e.event <> ?2 ORDER BY e.event";
        let mut query = self.sql.prepare_cached(sql)?;
        let witness = |row: &Row<'_>| {
            let (id, source, evidence): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(("witness", format!("{id}  {source}: {evidence}")))
        };
        let mut told = vec![("incident", incident.to_string())];
        told.extend(query.query_map([incident, event], witness)?.collect::<Result<Vec<_>, _>>()?);
        Ok(told)
    }
}

fn told(row: &Row<'_>) -> Result<EventTold, rusqlite::Error> {
    let get = |name: &str| row.get::<_, Option<String>>(name);
    let known = |name: &str| Ok::<_, rusqlite::Error>(get(name)?.unwrap_or_default());
    let id: String = row.get("id")?;
    let author = match (get("rule")?, row.get::<_, Option<f64>>("reader_score")?) {
        (Some(rule), _) => rule,
        (None, Some(score)) => format!("none; the event reader saw it, sure to {score:.2}"),
        (None, None) => String::new(),
    };
    let days = match (get("start_date")?, get("end_date")?) {
        (Some(start), Some(end)) if start != end => format!("{start} to {end}"),
        (Some(day), _) | (None, Some(day)) => day,
        (None, None) => "unknown".to_string(),
    };
    let run: i64 = row.get("run")?;
    let kind = format!("{id}  {} {}", known("type")?, known("mode")?);
    let place = match (get("place")?, get("place_country")?) {
        (Some(place), Some(country)) => format!("{place} ({country})"),
        (place, _) => place.unwrap_or_default(),
    };
    let (headline, source) = (get("headline")?.unwrap_or_else(|| "no headline".to_string()), known("source")?);
    let fields = vec![
        ("event", kind.trim_end().to_string()),
        ("report", format!("{headline} ({source})")),
        ("sentence", marked(&known("evidence")?, &known("trigger")?)),
        ("rule", author),
        ("date", with_reason(days, get("date_why")?)),
        ("status", with_reason(known("status")?, get("status_why")?)),
        ("said by", known("said_by_text")?),
        ("place", place),
        ("published", get("published")?.unwrap_or_else(|| "unknown".to_string())),
        ("why", known("why")?),
        ("run", run.to_string()),
    ];
    Ok(EventTold { id, fields: fields.into_iter().filter(|(_, value)| !value.is_empty()).collect() })
}

fn with_reason(value: String, why: Option<String>) -> String {
    match why.filter(|why| !why.is_empty()) {
        Some(why) => format!("{value}: {why}"),
        None => value,
    }
}

/// The sentence with the word that names the act between stars.
fn marked(evidence: &str, trigger: &str) -> String {
    if trigger.is_empty() { evidence.to_string() } else { evidence.replacen(trigger, &format!("*{trigger}*"), 1) }
}
