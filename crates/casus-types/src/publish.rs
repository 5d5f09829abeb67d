//! From the program's own nouns to the published records of `document`: byte spans become character offsets, days
//! become ISO strings, and each event gets its reasons in one sentence. No decision about a report is made here.

use crate::actor::{Actor, Participant};
use crate::article::{Article, Block};
use crate::coded::{Coded, Note};
use crate::document::{
    ActorRecord, ArticleRecord, ClaimRecord, CommitmentRecord, Document, DroppedRecord, EventRecord, Extent,
    NoteRecord, PageRecord, ParticipantRecord, PlaceRecord, QuoteRecord, SCHEMA, StateRecord, TimeRecord,
};
use crate::event::{Author, Event, Place, Point, RuleId};
use crate::saying::{Claim, Commitment, Quote, State, TimeRef};
use crate::text::{CharOffsets, Span, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What coded a report: written into every document, so that two runs can be told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The version of the program.
    pub casus: String,
    /// The hash of the lexicon.
    pub lexicon: String,
    /// The hash of the model, where one read the report.
    pub model: Option<String>,
    /// Where each rule is written, `verbs/assault.toml:12`: named in an event's `why`.
    pub rule_origins: BTreeMap<RuleId, String>,
}

impl Coded {
    /// The published form.
    pub fn document(&self, stamp: &Stamp) -> Document {
        let article = &self.parsed.article;
        let view = View::new(&article.text);
        Document {
            schema: SCHEMA,
            casus: stamp.casus.clone(),
            lexicon: stamp.lexicon.clone(),
            model: stamp.model.clone(),
            article: view.article(article),
            sentences: self.parsed.sentences.iter().map(|sentence| view.extent(sentence.span)).collect(),
            actors: self.actors.iter().map(|actor| view.actor(actor)).collect(),
            places: self.places.iter().map(|(span, place)| view.place(*span, place)).collect(),
            times: self.times.iter().map(|time| view.time(time)).collect(),
            events: self.events.iter().map(|event| view.event(event, stamp)).collect(),
            quotes: self.quotes.iter().map(|quote| view.quote(quote)).collect(),
            claims: self.claims.iter().map(|claim| view.claim(claim)).collect(),
            commitments: self.commitments.iter().map(|commitment| view.commitment(commitment)).collect(),
            states: self.states.iter().map(|state| view.state(state)).collect(),
            notes: self.notes.iter().map(|note| view.note(note)).collect(),
        }
    }
}

impl Article {
    /// The cleaned article alone, in its published form.
    pub fn page_record(&self) -> PageRecord {
        let record = View::new(&self.text).article(self);
        PageRecord {
            source: record.source,
            title: record.headline,
            authors: record.authors,
            date: record.published,
            date_why: record.published_why,
            date_candidates: record.published_candidates,
            modified: record.modified,
            agency: record.agency,
            outlet: record.outlet,
            place: record.place,
            text: record.text,
            paragraphs: record.paragraphs,
            captions: record.captions,
            dropped: record.dropped,
        }
    }
}

/// One text, seen from outside: its words, and its offsets in characters.
struct View<'t> {
    text: &'t Text,
    offsets: CharOffsets<'t>,
}

impl<'t> View<'t> {
    fn new(text: &'t Text) -> View<'t> {
        View { text, offsets: CharOffsets::new(text) }
    }

    fn extent(&self, span: Span) -> Extent {
        let (start, end) = self.offsets.range(span);
        Extent { start, end }
    }

    fn words(&self, span: Span) -> String {
        self.text.slice(span).to_string()
    }

    fn extents<'b>(&self, blocks: impl Iterator<Item = &'b Block>) -> Vec<Extent> {
        blocks.map(|block| self.extent(block.span)).collect()
    }

    fn article(&self, article: &Article) -> ArticleRecord {
        let published = &article.published;
        let dropped = |(block, why): (&Block, &str)| {
            let Extent { start, end } = self.extent(block.span);
            DroppedRecord { start, end, why: why.to_string() }
        };
        ArticleRecord {
            id: article.id.clone(),
            source: article.source.clone(),
            headline: article.headline.clone(),
            published: published.date.map(iso),
            published_why: published.why.clone(),
            published_candidates: published.candidates.iter().map(|candidate| iso(candidate.date)).collect(),
            published_candidates_why: published.candidates.iter().map(|candidate| candidate.why.clone()).collect(),
            modified: article.modified.map(iso),
            authors: article.authors.clone(),
            agency: article.agency.clone(),
            outlet: article.outlet.clone(),
            place: article.place.clone(),
            text: article.text.as_str().to_string(),
            paragraphs: self.extents(article.paragraphs()),
            captions: self.extents(article.captions()),
            dropped: article.dropped().map(dropped).collect(),
        }
    }

    fn actor(&self, actor: &Actor) -> ActorRecord {
        ActorRecord {
            id: actor.id.clone(),
            name: actor.name.clone(),
            role: actor.role.clone(),
            code: actor.code.clone(),
            sector: actor.sector,
            mentions: actor.mentions.iter().map(|mention| self.extent(*mention)).collect(),
        }
    }

    fn time(&self, time: &TimeRef) -> TimeRecord {
        let Extent { start, end } = self.extent(time.span);
        let (from, to) = iso_days(time.days);
        TimeRecord { start, end, text: self.words(time.span), kind: time.kind, value: time.value.clone(), from, to }
    }

    fn participant(&self, participant: &Participant) -> ParticipantRecord {
        let Extent { start, end } = self.extent(participant.span);
        ParticipantRecord {
            actor: participant.actor.clone(),
            text: self.words(participant.span),
            code: participant.code.clone(),
            sector: participant.sector,
            start,
            end,
        }
    }

    fn place(&self, span: Span, place: &Place) -> PlaceRecord {
        let Extent { start, end } = self.extent(span);
        let point = place.point.map(Point::degrees);
        PlaceRecord {
            name: place.name.clone(),
            start,
            end,
            country: place.country.clone(),
            place_id: place.place_id(),
            lat: point.map(|(north, _)| north),
            lon: point.map(|(_, east)| east),
            precision: place.precision.map(|precision| precision.word().to_string()),
            why: Some(place.why.clone()).filter(|why| !why.is_empty()),
        }
    }

    fn event(&self, event: &Event, stamp: &Stamp) -> EventRecord {
        let (start_date, end_date) = iso_days(event.when.days);
        let evidence = [event.evidence.first].into_iter().chain(event.evidence.also.iter().copied());
        let point = event.place.as_ref().and_then(|place| place.point).map(Point::degrees);
        EventRecord {
            id: event.id.clone(),
            kind: event.kind,
            mode: event.mode.clone(),
            contexts: event.contexts.clone(),
            cameo: event.cameo.clone(),
            quad: event.quad,
            score: event.score,
            ledger: event.ledger,
            actors: event.actors.iter().map(|actor| self.participant(actor)).collect(),
            recipients: event.recipients.iter().map(|recipient| self.participant(recipient)).collect(),
            start_date,
            end_date,
            date_why: event.when.why.clone(),
            place: event.place.as_ref().map(|place| place.name.clone()),
            place_id: event.place.as_ref().and_then(Place::place_id),
            place_country: event.place.as_ref().and_then(|place| place.country.clone()),
            lat: point.map(|(north, _)| north),
            lon: point.map(|(_, east)| east),
            place_precision: event.place.as_ref().and_then(|place| place.precision).map(|p| p.word().to_string()),
            place_why: event.place.as_ref().map(|place| place.why.clone()).filter(|why| !why.is_empty()),
            status: event.status,
            status_why: event.status_why.clone(),
            said_by: event.said_by.as_ref().and_then(|saying| saying.actor.clone()),
            said_by_text: event.said_by.as_ref().map(|saying| self.words(saying.span)),
            salience: event.salience,
            evidence: evidence.map(|span| self.extent(span)).collect(),
            trigger: self.extent(event.evidence.trigger),
            rule: event.evidence.author.rule().cloned(),
            reader_score: match event.evidence.author {
                Author::Rule(_) => None,
                Author::Reader(score) => Some(score.value()),
            },
            why: self.reasons(event, stamp),
            confidence: event.confidence,
        }
    }

    /// The reasons of an event in one sentence: rule or score, and trigger, who stands where, status, source.
    fn reasons(&self, event: &Event, stamp: &Stamp) -> String {
        let trigger = self.text.slice(event.evidence.trigger);
        let mut why = match &event.evidence.author {
            Author::Rule(rule) => {
                let origin = stamp.rule_origins.get(rule).map_or(String::new(), |origin| format!(" ({origin})"));
                format!("Rule {}{origin} fired on \"{trigger}\"", rule.0)
            }
            Author::Reader(score) => format!("The event reader saw it in \"{trigger}\", sure to {:.2}", score.value()),
        };
        let parties = [("actor", &event.actors), ("recipient", &event.recipients)];
        for (part, participants) in parties {
            if !participants.is_empty() {
                let named: Vec<String> = participants.iter().map(|participant| self.named(participant)).collect();
                why.push_str(&format!("; {part} {}", named.join(", ")));
            }
        }
        why.push_str(&format!("; {}", event.status.word()));
        if !event.status_why.is_empty() {
            why.push_str(&format!(": {}", event.status_why));
        }
        if let Some(saying) = &event.said_by {
            why.push_str(&format!("; on the word of \"{}\"", self.text.slice(saying.span)));
        }
        why.push('.');
        why
    }

    fn named(&self, participant: &Participant) -> String {
        let words = self.text.slice(participant.span);
        let code = participant.code.as_ref().map_or("code unknown", |code| code.0.as_str());
        match participant.sector {
            Some(sector) => format!("\"{words}\" ({code} {})", sector.code()),
            None => format!("\"{words}\" ({code})"),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteRecord {
        let parts: Vec<Extent> = quote.parts.iter().map(|part| self.extent(*part)).collect();
        let (said_from, said_to) = iso_days(quote.said);
        QuoteRecord {
            kind: quote.kind,
            speaker: quote.speaker.clone(),
            speaker_text: quote.source.map(|source| self.words(source)),
            speaker_code: quote.speaker_code.clone(),
            source: quote.source.map(|source| self.extent(source)),
            addressee: quote.addressee.clone(),
            cue: quote.cue.map(|cue| self.words(cue)),
            start: parts.iter().map(|part| part.start).min().unwrap_or(0),
            end: parts.iter().map(|part| part.end).max().unwrap_or(0),
            parts,
            said_from,
            said_to,
            why: quote.why.clone(),
        }
    }

    fn claim(&self, claim: &Claim) -> ClaimRecord {
        let Extent { start, end } = self.extent(claim.span);
        let (from, to) = iso_days(claim.days);
        ClaimRecord {
            start,
            end,
            number: claim.number,
            number_to: claim.number_to,
            comparator: claim.comparator,
            unit: claim.unit.clone(),
            unit_class: claim.class.clone(),
            currency: claim.currency.clone(),
            subject: claim.subject.clone(),
            claimant: claim.claimant.as_ref().map(|claimant| self.words(claimant.span)),
            claimant_id: claim.claimant.as_ref().and_then(|claimant| claimant.actor.clone()),
            from,
            to,
            ledger: claim.ledger,
            event: claim.event.clone(),
            evidence: self.extent(claim.evidence),
            why: claim.why.clone(),
        }
    }

    fn commitment(&self, commitment: &Commitment) -> CommitmentRecord {
        let Extent { start, end } = self.extent(commitment.span);
        CommitmentRecord {
            start,
            end,
            kind: commitment.kind,
            trigger: self.words(commitment.trigger),
            trigger_actor: commitment.trigger_actor.clone(),
            response: self.words(commitment.response),
            committed: commitment.committed.clone(),
            toward: commitment.toward.clone(),
            said_by: commitment.said_by.as_ref().and_then(|saying| saying.actor.clone()),
            said_by_text: commitment.said_by.as_ref().map(|saying| self.words(saying.span)),
            strength: Some(commitment.strength),
            trigger_pattern: commitment.trigger_pattern.clone(),
            response_pattern: commitment.response_pattern.clone(),
            deadline: commitment.deadline.map(iso),
            why: commitment.why.clone(),
        }
    }

    fn state(&self, state: &State) -> StateRecord {
        let (since, since_to) = iso_days(state.since);
        let (until, until_to) = iso_days(state.until);
        StateRecord {
            relation: state.relation,
            negated: state.negated,
            parties: state.parties.iter().map(|party| self.participant(party)).collect(),
            toward: state.toward.iter().map(|party| self.participant(party)).collect(),
            since,
            since_to,
            until,
            until_to,
            as_of: state.as_of.map(iso),
            said_by: state.said_by.as_ref().and_then(|saying| saying.actor.clone()),
            said_by_text: state.said_by.as_ref().map(|saying| self.words(saying.span)),
            evidence: state.evidence.iter().map(|span| self.extent(*span)).collect(),
            cue: self.extent(state.cue),
            why: state.why.clone(),
        }
    }

    fn note(&self, note: &Note) -> NoteRecord {
        let extent = note.span.map(|span| self.extent(span));
        NoteRecord { start: extent.map(|it| it.start), end: extent.map(|it| it.end), what: note.what.clone() }
    }
}

fn iso(date: Date) -> String {
    date.to_string()
}

fn iso_days(days: Option<(Date, Date)>) -> (Option<String>, Option<String>) {
    (days.map(|(first, _)| iso(first)), days.map(|(_, last)| iso(last)))
}
