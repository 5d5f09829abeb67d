//! Acts: incidents and events by filter, counts between two, ledgers.

use crate::answer::{Refused, Reply, Table};
use crate::asked::Asked;
use crate::server::Shown;
use casus_store::{CommitmentsAsked, Dyad, Every, IncidentsAsked, Page, PanelAsked, Party, Store};
use serde_json::json;

/// Incidents and commitments beside a chart of two.
const BESIDE: usize = 200;

pub(super) fn incidents(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let incidents = asked.incidents()?;
    let offset = incidents.offset;
    Ok(Reply::Table(Table::of(store.incidents(&incidents)?, offset)))
}

pub(super) fn events(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let events = asked.events()?;
    let offset = events.offset;
    Ok(Reply::Table(Table::of(store.events(&events)?, offset)))
}

pub(super) fn ledger(store: &Store, shown: &Shown, name: &str, asked: &Asked) -> Result<Reply, Refused> {
    let form = shown.ledgers.get(name).ok_or_else(|| {
        Refused::Nothing(format!("no ledger is called so; there are {}", shown.ledgers.names().join(", ")))
    })?;
    let ledger = asked.ledger()?;
    let offset = ledger.offset;
    Ok(Reply::Table(Table::of(store.ledger(form, &ledger)?, offset)))
}

pub(super) fn panel(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let dyads = asked.dyads()?;
    if dyads.is_empty() {
        return Err("give two codes: dyad=USA-PRK".to_string().into());
    }
    Ok(Reply::Table(Table::of(store.panel(&counted(asked, dyads)?)?, 0)))
}

fn counted(asked: &Asked, dyads: Vec<Dyad>) -> Result<PanelAsked, Refused> {
    let every = match asked.text("by").as_deref() {
        Some("day") => Every::Day,
        Some("week") => Every::Week,
        None | Some("month") => Every::Month,
        Some("year") => Every::Year,
        Some(other) => return Err(format!("by={other}: give day, week, month or year").into()),
    };
    // Facts alone where nothing is said.
    let all = ["happened", "planned", "conditional", "hypothetical", "negated"].map(str::to_string).to_vec();
    let statuses = match asked.list("status") {
        none if none.is_empty() => {
            if asked.is("facts", "0") {
                all
            } else {
                Vec::new()
            }
        }
        some => some,
    };
    Ok(PanelAsked { run: None, dyads, every, statuses, from: asked.day("from")?, to: asked.day("to")? })
}

pub(super) fn dyad(store: &Store, shown: &Shown, asked: &Asked) -> Result<Reply, Refused> {
    let (Some(a), Some(b)) = (asked.code("a"), asked.code("b")) else {
        return Err("give two codes: a=USA&b=PRK".to_string().into());
    };
    let there = Dyad { actor: Party::code(&a), recipient: Party::code(&b) };
    let both = if a == b { vec![there] } else { vec![there.clone(), there.back()] };
    let (from, to) = (asked.day("from")?, asked.day("to")?);
    let panel = Table::of(store.panel(&counted(asked, both)?)?, 0);
    let pairs = vec![(a.clone(), b.clone())];
    let incidents = IncidentsAsked {
        dyads: pairs,
        either: true,
        from,
        to,
        limit: BESIDE,
        at_once: true,
        ..IncidentsAsked::default()
    };
    let incidents = Table::of(store.incidents(&incidents)?, 0);
    let commitments = commitments_between(store, shown, asked, (&a, &b))?;
    match (asked.csv(), asked.text("part").as_deref()) {
        (true, Some("incidents")) => return Ok(Reply::Table(incidents)),
        (true, Some("commitments")) => return Ok(Reply::Table(commitments)),
        (true, _) => return Ok(Reply::Table(panel)),
        (false, _) => {}
    }
    let days = (from.map(|day| day.to_string()), to.map(|day| day.to_string()));
    let statuses = |actor: &str, recipient: &str| -> Result<serde_json::Map<String, serde_json::Value>, Refused> {
        let statuses = store.statuses(actor, recipient, days.0.as_deref(), days.1.as_deref())?;
        Ok(statuses.into_iter().map(|(status, incidents)| (status, incidents.into())).collect())
    };
    Ok(Reply::Object(json!({
        "a": {"code": a, "name": shown.name(&a)},
        "b": {"code": b, "name": shown.name(&b)},
        "panel": panel.object(),
        "incidents": incidents.object(),
        "commitments": commitments.object(),
        "statuses": {format!("{a}-{b}"): statuses(&a, &b)?, format!("{b}-{a}"): statuses(&b, &a)?},
    })))
}

/// What either is bound to toward the other.
fn commitments_between(store: &Store, shown: &Shown, asked: &Asked, (a, b): (&str, &str)) -> Result<Table, Refused> {
    let page = Page { limit: BESIDE, offset: 0, at_once: true };
    let as_of = asked.day_text("to")?.unwrap_or_else(|| shown.today());
    let between = |actor: &str, toward: &str| {
        let asked = CommitmentsAsked {
            as_of: as_of.clone(),
            actor: Some(actor.to_string()),
            toward: Some(toward.to_string()),
            ..CommitmentsAsked::default()
        };
        store.commitments_latest(&asked, page)
    };
    let mut found = between(a, b)?;
    if a != b {
        let back = between(b, a)?;
        found.rows.extend(back.rows);
        found.more |= back.more;
    }
    Ok(Table::of(found, 0))
}
