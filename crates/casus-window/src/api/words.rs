//! What is said rather than done: claims beside the ledger's line, commitments as they stand, quotes, states.

use crate::answer::{Refused, Reply, Table};
use crate::asked::Asked;
use crate::server::Shown;
use casus_store::{ClaimsAsked, CommitmentsAsked, QuotesAsked, StatesAsked, Store};
use serde_json::{Value as Cell, json};

pub(super) fn claims(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let page = asked.page()?;
    let claims = ClaimsAsked {
        run: None,
        subject: asked.code("subject"),
        ledger: asked.text("ledger"),
        unit: asked.text("unit"),
        claimant: asked.text("claimant"),
        from: asked.day_text("from")?,
        to: asked.day_text("to")?,
        text: asked.words("q")?,
        conflicts: asked.is("conflicts", "1"),
    };
    let table = Table::of(store.claims_latest(&claims, page)?, page.offset);
    if asked.csv() {
        return Ok(Reply::Table(table));
    }
    let mut lines = Vec::new();
    if let Some(ledger) = &claims.ledger {
        lines =
            store.running_totals(ledger, claims.subject.as_deref(), claims.from.as_deref(), claims.to.as_deref())?;
    }
    let points = |days: &[(String, f64)]| -> Vec<Cell> {
        days.iter().map(|(day, total)| json!({"day": day, "total": total})).collect()
    };
    let own = lines.first().map_or(Vec::new(), |line| points(&line.days));
    let tables: Vec<Cell> =
        lines.iter().skip(1).map(|line| json!({"source": line.source, "line": points(&line.days)})).collect();
    Ok(Reply::Object(json!({"claims": table.object(), "ledger_line": own, "tables": tables})))
}

pub(super) fn commitments(store: &Store, shown: &Shown, asked: &Asked) -> Result<Reply, Refused> {
    let page = asked.page()?;
    let commitments = CommitmentsAsked {
        run: None,
        as_of: asked.day_text("asof")?.unwrap_or_else(|| shown.today()),
        trigger: asked.text("trigger"),
        actor: asked.code("actor"),
        toward: asked.code("toward").or_else(|| asked.code("recipient")),
        kind: asked.text("kind"),
        state: asked.text("state"),
        text: asked.words("q")?,
    };
    Ok(Reply::Table(Table::of(store.commitments_latest(&commitments, page)?, page.offset)))
}

pub(super) fn quotes(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let page = asked.page()?;
    let quotes = QuotesAsked {
        run: None,
        speaker: asked.words("speaker")?,
        code: asked.code("code").or_else(|| asked.code("actor")),
        text: asked.words("q")?,
        kind: asked.text("kind"),
        from: asked.day_text("from")?,
        to: asked.day_text("to")?,
    };
    Ok(Reply::Table(Table::of(store.quotes_latest(&quotes, page)?, page.offset)))
}

pub(super) fn states(store: &Store, asked: &Asked) -> Result<Reply, Refused> {
    let page = asked.page()?;
    let states = StatesAsked {
        run: None,
        party: asked.code("party").or_else(|| asked.code("actor")),
        toward: asked.code("toward").or_else(|| asked.code("recipient")),
        relation: asked.text("relation"),
        text: asked.words("q")?,
        as_of: asked.day_text("asof")?,
        contradicted: asked.is("contradicted", "1"),
    };
    Ok(Reply::Table(Table::of(store.states_latest(&states, page)?, page.offset)))
}
