//! The rows of one document: its events with their parties and pairs, quotes, claims, commitments and states. Names and
//! sentences are kept as words, since the ids and offsets of a document mean nothing beside others.

use crate::identity::Characters;
use casus_types::{
    ActorId, ClaimRecord, Code, CommitmentRecord, Document, EventRecord, Extent, ParticipantRecord, QuoteRecord,
    StateRecord,
};
use rusqlite::{Transaction, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

type Done = Result<(), rusqlite::Error>;

/// Writes all records of a document; the rows of its events, in order.
pub(super) fn insert(tx: &Transaction<'_>, coding: i64, document: &Document) -> Result<Vec<i64>, rusqlite::Error> {
    let names = document.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    let sheet = Sheet { tx, coding, characters: Characters::new(&document.article.text), names };
    let events = document.events.iter().map(|event| sheet.event(event)).collect::<Result<_, _>>()?;
    document.quotes.iter().try_for_each(|quote| sheet.quote(quote))?;
    document.claims.iter().try_for_each(|claim| sheet.claim(claim))?;
    document.commitments.iter().try_for_each(|commitment| sheet.commitment(commitment))?;
    document.states.iter().try_for_each(|state| sheet.state(state))?;
    Ok(events)
}

/// What all rows of a document need.
struct Sheet<'d> {
    tx: &'d Transaction<'d>,
    coding: i64,
    characters: Characters<'d>,
    names: BTreeMap<&'d ActorId, &'d str>,
}

impl<'d> Sheet<'d> {
    /// Words of the article, white space as single blanks.
    fn words(&self, extent: Extent) -> String {
        self.characters.words(extent).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn first(&self, extents: &[Extent]) -> String {
        extents.first().map(|extent| self.words(*extent)).unwrap_or_default()
    }

    /// The fullest name that the article gives an actor.
    fn name(&self, actor: Option<&ActorId>) -> Option<String> {
        actor.map(|id| self.names.get(id).map_or(id.0.clone(), |name| (*name).to_string()))
    }

    fn event(&self, event: &EventRecord) -> Result<i64, rusqlite::Error> {
        let row = "INSERT INTO event (id, coding, type, mode, contexts, cameo, quad, score, ledger, status, status_why, \
                   salience, start_date, end_date, date_why, place, place_id, place_country, lat, lon, said_by, \
                   said_by_text, trigger, evidence, rule, reader_score, confidence, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, \
                   ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, \
                   ?28)";
        let evidence = self.first(&event.evidence);
        self.tx.prepare_cached(row)?.execute(params![
            event.id.0,
            self.coding,
            event.kind.code(),
            event.mode,
            event.contexts.join(";"),
            event.cameo,
            word(&event.quad),
            event.score,
            event.ledger.as_ref().and_then(word),
            event.status.word(),
            event.status_why,
            word(&event.salience),
            event.start_date,
            event.end_date,
            event.date_why,
            event.place,
            event.place_id,
            event.place_country.as_ref().map(|code| &code.0),
            event.lat,
            event.lon,
            self.name(event.said_by.as_ref()),
            event.said_by_text,
            self.words(event.trigger),
            evidence,
            event.rule.as_ref().map(|rule| &rule.0),
            event.reader_score,
            event.confidence,
            event.why,
        ])?;
        let number = self.tx.last_insert_rowid();
        let words = "INSERT INTO event_words (rowid, evidence, place) VALUES (?1, ?2, ?3)";
        self.tx.prepare_cached(words)?.execute(params![number, evidence, event.place])?;
        let day = event.start_date.as_deref().unwrap_or_default();
        self.side(number, "actor", &event.actors, day)?;
        self.side(number, "recipient", &event.recipients, day)?;
        self.dyads(number, event)?;
        Ok(number)
    }

    fn side(&self, event: i64, side: &str, participants: &[ParticipantRecord], day: &str) -> Done {
        let row = "INSERT INTO participant (event, side, place, name, text, code, sector, start_date) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut row = self.tx.prepare_cached(row)?;
        for (place, one) in participants.iter().enumerate() {
            let (name, code) = (self.name(Some(&one.actor)), one.code.as_ref().map(|code| &code.0));
            let sector = one.sector.map(|sector| sector.code());
            row.execute(params![event, side, place, name, one.text, code, sector, day])?;
        }
        Ok(())
    }

    fn dyads(&self, number: i64, event: &EventRecord) -> Done {
        let row = "INSERT INTO dyad (actor, recipient, start_date, event) VALUES (?1, ?2, ?3, ?4)";
        let mut row = self.tx.prepare_cached(row)?;
        let recipients = codes(&event.recipients);
        for actor in codes(&event.actors) {
            for recipient in &recipients {
                row.execute(params![actor, recipient, event.start_date.as_deref().unwrap_or_default(), number])?;
            }
        }
        Ok(())
    }

    fn quote(&self, quote: &QuoteRecord) -> Done {
        let row = "INSERT INTO quote (coding, kind, speaker, speaker_text, speaker_code, addressee, cue, text, said_from, \
                   said_to, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let parts: Vec<String> = quote.parts.iter().map(|part| self.words(*part)).collect();
        let parts = parts.join(" … ");
        self.tx.prepare_cached(row)?.execute(params![
            self.coding,
            word(&quote.kind),
            self.name(quote.speaker.as_ref()),
            quote.speaker_text,
            quote.speaker_code.as_ref().map(|code| code.0.replace(',', ";")),
            self.name(quote.addressee.as_ref()),
            quote.cue,
            parts,
            quote.said_from,
            quote.said_to,
            quote.why,
        ])?;
        let words = "INSERT INTO quote_words (rowid, speaker, speaker_text, text) VALUES (?1, ?2, ?3, ?4)";
        let number = self.tx.last_insert_rowid();
        self.tx.prepare_cached(words)?.execute(params![
            number,
            self.name(quote.speaker.as_ref()),
            quote.speaker_text,
            parts
        ])?;
        Ok(())
    }

    fn claim(&self, claim: &ClaimRecord) -> Done {
        let row = "INSERT INTO claim (coding, text, number, number_to, comparator, unit, unit_class, currency, subject, \
                   claimant, claimant_name, from_date, to_date, ledger, event_id, evidence, why) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
        self.tx.prepare_cached(row)?.execute(params![
            self.coding,
            self.words(Extent { start: claim.start, end: claim.end }),
            claim.number,
            claim.number_to,
            word(&claim.comparator),
            claim.unit,
            claim.unit_class,
            claim.currency,
            claim.subject.as_ref().map(|code| &code.0),
            claim.claimant,
            self.name(claim.claimant_id.as_ref()),
            claim.from,
            claim.to,
            claim.ledger.as_ref().and_then(word),
            claim.event.as_ref().map(|event| &event.0),
            self.words(claim.evidence),
            claim.why,
        ])?;
        Ok(())
    }

    fn commitment(&self, commitment: &CommitmentRecord) -> Done {
        let row = "INSERT INTO commitment (coding, kind, strength, trigger, trigger_actor, trigger_pattern, response, \
                   response_pattern, committed, toward, said_by, said_by_text, deadline, evidence, why) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
        let pattern = |pattern: &Option<_>| pattern.as_ref().and_then(|pattern| serde_json::to_string(pattern).ok());
        self.tx.prepare_cached(row)?.execute(params![
            self.coding,
            word(&commitment.kind),
            commitment.strength.as_ref().and_then(word),
            commitment.trigger,
            commitment.trigger_actor.as_ref().map(|code| &code.0),
            pattern(&commitment.trigger_pattern),
            commitment.response,
            pattern(&commitment.response_pattern),
            list(&commitment.committed),
            list(&commitment.toward),
            self.name(commitment.said_by.as_ref()),
            commitment.said_by_text,
            commitment.deadline,
            self.words(Extent { start: commitment.start, end: commitment.end }),
            commitment.why,
        ])?;
        Ok(())
    }

    fn state(&self, state: &StateRecord) -> Done {
        let row = "INSERT INTO state (coding, relation, negated, parties, toward, since, since_to, until, until_to, as_of, \
                   said_by, said_by_text, evidence, why) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        self.tx.prepare_cached(row)?.execute(params![
            self.coding,
            word(&state.relation),
            state.negated,
            self.called(&state.parties),
            self.called(&state.toward),
            state.since,
            state.since_to,
            state.until,
            state.until_to,
            state.as_of,
            self.name(state.said_by.as_ref()),
            state.said_by_text,
            self.first(&state.evidence),
            state.why,
        ])?;
        Ok(())
    }

    /// Parties by their codes, by their names where they have none; each once, `;` between.
    fn called(&self, parties: &[ParticipantRecord]) -> String {
        let call = |party: &ParticipantRecord| match &party.code {
            Some(code) => code.0.clone(),
            None => self.name(Some(&party.actor)).unwrap_or_default().replace(';', ","),
        };
        let called: BTreeSet<String> = parties.iter().map(call).collect();
        called.into_iter().collect::<Vec<_>>().join(";")
    }
}

/// The codes of those who have one, each once.
fn codes(participants: &[ParticipantRecord]) -> BTreeSet<&str> {
    participants.iter().filter_map(|one| one.code.as_ref()).map(|code| code.0.as_str()).collect()
}

fn list(codes: &[Code]) -> String {
    let codes: BTreeSet<&str> = codes.iter().map(|code| code.0.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(";")
}

/// A word of the codebook as it is published.
fn word<T: Serialize>(value: &T) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Some(word),
        _ => None,
    }
}
