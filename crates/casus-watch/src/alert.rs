//! What to raise an alarm for: events of an article by class, parties, ledger and status, and where the alarm goes.

use crate::allowed::Allowed;
use casus_types::{Document, EventRecord, EventType, Ledger, ParticipantRecord, Status};
use serde::{Deserialize, Serialize};

/// A rule. What it does not name does not narrow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What it is called.
    pub name: Option<String>,
    /// One of these classes.
    pub kinds: Vec<EventType>,
    /// One of these does it.
    pub actors: Vec<String>,
    /// It is done to one of these.
    pub recipients: Vec<String>,
    /// One of these running lists.
    pub ledgers: Vec<Ledger>,
    /// Whether it happened.
    pub statuses: Vec<Status>,
    /// Where it goes.
    pub place: Place,
    /// What a webhook may reach although it is private.
    pub allowed: Allowed,
}

/// Where an alarm goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard output, a line each.
    Stdout,
    /// A file, a line each at its end.
    File(String),
    /// An address that takes JSON.
    Webhook(String),
}

/// One alarm, as it is sent: a line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// The number of its rule in the file, from 0.
    pub rule: usize,
    /// The event's id: the same alarm sent twice has the same.
    pub event: String,
    /// The line.
    pub json: String,
}

/// What an alarm says.
#[derive(Serialize)]
struct Said<'d> {
    alert: Option<&'d str>,
    event: &'d str,
    #[serde(rename = "type")]
    kind: &'d EventType,
    mode: Option<&'d str>,
    status: &'d Status,
    ledger: Option<&'d Ledger>,
    actors: Vec<&'d str>,
    recipients: Vec<&'d str>,
    start_date: Option<&'d str>,
    end_date: Option<&'d str>,
    place: Option<&'d str>,
    evidence: String,
    headline: Option<&'d str>,
    url: &'d str,
    feed: &'d str,
}

impl Alert {
    fn takes(&self, event: &EventRecord) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&event.kind);
        let ledger = self.ledgers.is_empty() || event.ledger.is_some_and(|ledger| self.ledgers.contains(&ledger));
        kind && ledger
            && self.statuses.contains(&event.status)
            && has(&self.actors, &event.actors)
            && has(&self.recipients, &event.recipients)
    }
}

fn has(wanted: &[String], there: &[ParticipantRecord]) -> bool {
    wanted.is_empty() || codes(there).iter().any(|code| wanted.iter().any(|wanted| wanted == code))
}

fn codes(participants: &[ParticipantRecord]) -> Vec<&str> {
    participants.iter().filter_map(|participant| participant.code.as_ref()).map(|code| code.0.as_str()).collect()
}

/// The alarms that an article raises, in the order of its events.
pub fn alarms(alerts: &[Alert], document: &Document, url: &str, feed: &str) -> Vec<Alarm> {
    let pairs = document
        .events
        .iter()
        .flat_map(|event| alerts.iter().enumerate().map(move |(rule, alert)| (event, rule, alert)));
    let raised = pairs.filter(|(event, _, alert)| alert.takes(event));
    raised
        .filter_map(|(event, rule, alert)| {
            let json = serde_json::to_string(&said(event, alert, document, url, feed)).ok()?;
            Some(Alarm { rule, event: event.id.0.clone(), json })
        })
        .collect()
}

fn said<'d>(event: &'d EventRecord, alert: &'d Alert, document: &'d Document, url: &'d str, feed: &'d str) -> Said<'d> {
    let evidence = event.evidence.first().map(|extent| {
        document.article.text.chars().skip(extent.start).take(extent.end.saturating_sub(extent.start)).collect()
    });
    Said {
        alert: alert.name.as_deref(),
        event: &event.id.0,
        kind: &event.kind,
        mode: event.mode.as_deref(),
        status: &event.status,
        ledger: event.ledger.as_ref(),
        actors: codes(&event.actors),
        recipients: codes(&event.recipients),
        start_date: event.start_date.as_deref(),
        end_date: event.end_date.as_deref(),
        place: event.place.as_deref(),
        evidence: evidence.unwrap_or_default(),
        headline: document.article.headline.as_deref(),
        url,
        feed,
    }
}
