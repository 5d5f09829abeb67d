//! From what fired to events. Each firing gets its status, its time, its speaker and its place in PLOVER's tables;
//! repetitions of one act become one event with all its sentences. A firing that is only demanded, or in which nobody
//! known takes part, becomes no event.

use crate::confidence::{Seen, confidence};
use crate::contexts::Themes;
use crate::dates::{self, Basis, Dating};
use crate::quotes::QuoteFound;
use crate::roles::Reading;
use crate::rules::{Firing, RuleIndex};
use crate::salience::{Standing, salience};
use crate::status::{self, Cues, Judgement};
use crate::times::{TimeFound, TimeWords};
use crate::who::mentions::MentionKind;
use crate::who::places::is_near;
use crate::{confidence, one_act, parties, proposals, told_before};
use casus_lexicon::{ModeId, Ontology, Rule};
use casus_types::{
    Article, Author, Event, EventId, EventType, Evidence, Ledger, Participant, Place, Precision, Proposal, Saying,
    Sector, Status,
};

/// What events are made from.
pub struct Sources<'a, 't> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub readings: &'a [Reading<'t>],
    /// The times of each sentence.
    pub times: &'a [Vec<TimeFound>],
    /// The lexicon's words for times.
    pub time_words: &'a TimeWords,
    /// Its quotes.
    pub quotes: &'a [QuoteFound],
    /// The lexicon's rules.
    pub rules: &'a RuleIndex,
    /// The lexicon's status cues.
    pub cues: &'a Cues,
    /// PLOVER's tables.
    pub ontology: &'a Ontology,
    /// What the report is about.
    pub themes: &'a Themes<'a>,
}

/// An event with the sentence and word that made it.
#[derive(Clone, Debug)]
pub struct EventFound {
    /// The event.
    pub event: Event,
    /// Index of its first sentence.
    pub sentence: usize,
    /// First word of its trigger.
    pub trigger: usize,
    /// The word that stands for the act in the tree.
    pub word: usize,
    /// The words of its trigger.
    pub span: (usize, usize),
    /// What dates it.
    pub basis: Option<Basis>,
}

/// Finds the events of an article, in order of their first evidence.
pub fn find(sources: &Sources) -> Vec<EventFound> {
    let mut found: Vec<EventFound> = Vec::new();
    for (sentence, reading) in sources.readings.iter().enumerate() {
        let mut own: Vec<EventFound> = Vec::new();
        let firings = sources.rules.fire(reading, &mut Vec::new());
        let fired = firings.iter().filter_map(|firing| sources.fired(reading, firing, &firings));
        // The rules first: on a word that a rule has read, the reader has no say of its own.
        let free = proposals::taken(reading).filter(|p| !firings.iter().any(|firing| reads(firing, p.trigger)));
        let proposed = free.filter_map(|proposal| sources.proposed(reading, proposal));
        let acts: Vec<Act> = fired.chain(proposed).collect();
        let places: Vec<(usize, usize)> = acts.iter().map(Act::place).collect();
        for act in acts {
            if let Some(event) = sources.event(sentence, act, &places) {
                one_act::join_in_sentence(&mut own, event);
            }
        }
        for event in own {
            one_act::join_in_article(&mut found, event, sources.readings);
        }
    }
    let domestic = parties::is_domestic(sources.readings);
    for event in &mut found {
        parties::complete(event, &sources.readings[event.sentence], domestic);
    }
    told_before::complete(&mut found, sources.readings);
    for EventFound { event, sentence, span, .. } in &mut found {
        let seen = Seen::of(sources.readings[*sentence].proposals, event.kind, *span);
        event.confidence = Some(f64::from(confidence(event, seen)) / 100.0);
    }
    one_act::gather(&mut found, sources.readings);
    dates::complete(&mut found, sources.readings, sources.times, sources.article);
    found.retain(|found| confidence::is_reported(&found.event));
    number(&mut found, &sources.article.id);
    found
}

/// Ids need the ordinal among events of one class on one sentence.
fn number(found: &mut [EventFound], article: &str) {
    for index in 0..found.len() {
        let (kind, first) = (found[index].event.kind, found[index].event.evidence.first);
        let ordinal = found[..index].iter().filter(|e| e.event.kind == kind && e.event.evidence.first == first).count();
        found[index].event.id = EventId::new(article, kind, first, ordinal);
    }
}

/// Whether a rule has read a word: its trigger, its particles or its object.
fn reads(firing: &Firing, word: usize) -> bool {
    firing.trigger.0 <= word && word < firing.reach.max(firing.trigger.1)
}

/// An act as a rule or the event reader sees it, before it has its day and its place in the tables.
struct Act {
    kind: EventType,
    mode: Option<ModeId>,
    /// Where the rule knows better than the crosswalk.
    cameo: Option<String>,
    /// Where the rule names one.
    ledger: Option<Ledger>,
    /// What the rule makes of it while it is still to come.
    future: Option<(EventType, Option<ModeId>)>,
    contexts: Vec<String>,
    actors: Vec<Participant>,
    recipients: Vec<Participant>,
    trigger: (usize, usize),
    /// The word that stands for the act in the tree.
    word: usize,
    status: Status,
    status_why: String,
    /// On whose word, where the event reader saw a speaker.
    speaker: Option<Saying>,
    author: Author,
}

impl Act {
    /// The words that it stands on: those of its trigger, or the word of its noun beside them.
    fn place(&self) -> (usize, usize) {
        if (self.trigger.0..self.trigger.1).contains(&self.word) { self.trigger } else { (self.word, self.word + 1) }
    }
}

/// Where an act stands in PLOVER's tables.
struct Class {
    kind: EventType,
    mode: Option<ModeId>,
    ledger: Option<Ledger>,
    cameo: Option<String>,
}

impl Sources<'_, '_> {
    /// What a rule saw. Where the event reader sees the same act, it fills the places that the rule left empty.
    fn fired(&self, reading: &Reading, firing: &Firing, all: &[Firing]) -> Option<Act> {
        let rule = self.rules.rule(firing.rule)?;
        let judgement = status::of_word(reading, firing.word(reading), self.cues);
        let (status, status_why) = self.on_condition(reading, firing.trigger.0, rule.kind, settle(rule, judgement)?);
        let (mut actors, mut recipients) =
            (participants(reading, &firing.actors), participants(reading, &firing.recipients));
        let same = |p: &&Proposal| p.kind == rule.kind && reads(firing, p.trigger);
        if let Some(proposal) = reading.proposals.iter().find(same) {
            let (mut who, mut whom) = proposals::parties(reading, proposal);
            // A rule that finds nobody in a place may be right: only somebody known is better than nobody, and not whom
            // another rule has found acted on by another verb (`recaptured the town and arrested two generals`).
            let known = |party: &Participant| party.code.is_some() || party.sector.is_some();
            let others = all.iter().filter(|other| *other != firing).flat_map(|other| &other.recipients);
            let taken = participants(reading, &others.copied().collect::<Vec<_>>());
            who.retain(known);
            // Whom a state arrests is most often nobody known.
            let coerced = |party: &Participant| rule.kind == EventType::Coerce && party.actor.0.starts_with("phrase.");
            whom.retain(|party| {
                (known(party) || coerced(party)) && !taken.iter().any(|other| other.span == party.span)
            });
            actors = if actors.is_empty() { who } else { actors };
            // A rule without a place for recipients says that there are none.
            recipients = if recipients.is_empty() && !rule.recipients.is_empty() { whom } else { recipients };
            recipients.retain(|party| !actors.iter().any(|actor| actor.actor == party.actor));
        }
        if recipients.is_empty() && !rule.recipients.is_empty() {
            recipients = participants(reading, &reading.addressed(firing.trigger, &firing.actors));
        }
        Some(Act {
            kind: rule.kind,
            mode: rule.mode.clone(),
            cameo: rule.cameo.clone(),
            ledger: rule.ledger,
            future: rule.future.clone(),
            contexts: rule.contexts.iter().map(|id| id.0.clone()).collect(),
            actors,
            recipients,
            trigger: firing.trigger,
            word: firing.word(reading),
            status,
            status_why,
            speaker: None,
            author: Author::Rule(rule.id.clone()),
        })
    }

    /// What the event reader alone saw. Where the lexicon's cues say that it did not happen, they outweigh the reader's
    /// "happened"; what the cues find only demanded is no act.
    fn proposed(&self, reading: &Reading, proposal: &Proposal) -> Option<Act> {
        let trigger = (proposal.trigger, proposal.trigger + 1);
        let judgement = status::of_word(reading, proposal.trigger, self.cues);
        let own = (proposal.status, format!("the event reader, sure to {:.2}", proposal.status_score.value()));
        let settled = match (proposal.status, judgement.status()?) {
            (Status::Happened, cued) if cued != Status::Happened => (cued, judgement.why),
            _ => own,
        };
        let (status, status_why) = self.on_condition(reading, proposal.trigger, proposal.kind, settled);
        let (actors, recipients) = proposals::parties(reading, proposal);
        let mode = proposal.mode.clone().map(ModeId);
        let speaker = proposals::speaker(reading, proposal).map(|(actor, span)| Saying { actor, span });
        Some(Act {
            kind: proposal.kind,
            cameo: None,
            ledger: self.ontology.ledger(proposal.kind, mode.as_ref()),
            mode,
            future: None,
            contexts: Vec::new(),
            actors,
            recipients,
            trigger,
            word: proposal.trigger,
            status,
            status_why,
            speaker,
            author: Author::Reader(proposal.score),
        })
    }

    /// The event of an act, unless nobody in it acts in politics.
    fn event(&self, sentence: usize, act: Act, places: &[(usize, usize)]) -> Option<EventFound> {
        let parties = || act.actors.iter().chain(&act.recipients);
        let tells_of_politics = match act.author {
            Author::Rule(_) => political(parties()),
            Author::Reader(_) => parties().any(in_politics),
        };
        if !tells_of_politics {
            return None;
        }
        let reading = &self.readings[sentence];
        let Class { kind, mode, ledger, cameo } = self.class(&act);
        let tables = self.ontology.of(kind)?;
        let dating = Dating {
            text: &self.article.text,
            reading,
            times: &self.times[sentence],
            acts: places,
            published: self.article.published.date,
        };
        let (when, basis) = dating.of(act.word, act.place(), act.status).unzip();
        let when = when.unwrap_or_default();
        let trigger = reading.words.span_of(act.trigger.0, act.trigger.1);
        let said_by = self.said_by(trigger).or_else(|| act.speaker.clone());
        let (times, said) = (&self.times[sentence], said_by.is_some());
        let standing = Standing { reading, sentence, word: act.word, when: &when, times, said };
        let event = Event {
            id: EventId(String::new()),
            kind,
            mode: mode.as_ref().map(|mode| mode.0.clone()),
            contexts: self.themes.around(sentence, act.contexts.clone()),
            cameo: cameo.or_else(|| self.ontology.cameo(kind, mode.as_ref()).map(str::to_string)),
            quad: tables.quad,
            score: self.ontology.score(kind, mode.as_ref()),
            ledger,
            salience: salience(&standing, self.time_words, self.article.published.date),
            when,
            place: place(reading, act.trigger.0),
            said_by,
            evidence: Evidence { first: reading.words.span, also: Vec::new(), trigger, author: act.author },
            confidence: None, // once its parties are complete
            status: act.status,
            status_why: act.status_why,
            actors: act.actors,
            recipients: act.recipients,
        };
        Some(EventFound { event, sentence, trigger: act.trigger.0, word: act.word, span: act.trigger, basis })
    }

    /// A threat or an offer with a condition in its sentence is conditional, though its own verb is in the past.
    fn on_condition(
        &self,
        reading: &Reading,
        trigger: usize,
        kind: EventType,
        settled: (Status, String),
    ) -> (Status, String) {
        let binding = matches!(kind, EventType::Threaten | EventType::Agree) && settled.0 == Status::Happened;
        let after = |condition: &status::Condition| {
            condition.start > trigger && !reading.words.is(condition.start, &["whether"])
        };
        match status::conditions(reading, self.cues).into_iter().find(after) {
            Some(condition) if binding => {
                (Status::Conditional, format!("only if: \"{}\"", reading.words.lower(condition.start)))
            }
            _ => settled,
        }
    }

    /// What an act is in PLOVER's tables. A coming meeting, support, cooperation or aid is an agreement on it, and announced
    /// sanctions are a threat, as the table of classes or the rule says; the ledger of a meeting stays, its mode goes.
    fn class(&self, act: &Act) -> Class {
        let tables = self.ontology.of(act.kind);
        let attack = act.kind == EventType::Assault && act.ledger.is_none() && act.status == Status::Happened;
        let ledger = if attack { Some(Ledger::Attacks) } else { act.ledger };
        let coming = matches!(act.status, Status::Planned | Status::Conditional);
        if let Some((kind, mode)) = act.future.clone().filter(|_| coming) {
            return Class { kind, mode, ledger: None, cameo: None };
        }
        match tables.and_then(|meaning| meaning.future).filter(|_| act.status == Status::Planned) {
            Some(kind) => {
                let cameo = tables.and_then(|meaning| meaning.future_cameo.clone());
                Class { kind, mode: None, ledger, cameo }
            }
            None => Class { kind: act.kind, mode: act.mode.clone(), ledger, cameo: act.cameo.clone() },
        }
    }

    /// On whose word: the speaker of the quote that holds the trigger.
    pub fn said_by(&self, trigger: casus_types::Span) -> Option<Saying> {
        let reports = self.quotes.iter().filter_map(|q| Some((q.reports(trigger)?, q)));
        let (_, quote) = reports.min_by_key(|(length, _)| *length)?;
        let (sentence, mention) = quote.speaker?;
        let reading = &self.readings[sentence];
        let speaker = reading.mentions.get(mention)?;
        Some(Saying {
            actor: speaker.who.first().map(|who| who.id.clone()),
            span: reading.words.span_of(speaker.start, speaker.end),
        })
    }
}

/// A rule may say of itself that its words tell of something to come; or that its words hold a negation and that, negated
/// so, the act is done (`paid no heed`, `will never recognise`: a refusal). It never makes a fact of what is none else.
pub fn settle(rule: &Rule, judgement: Judgement) -> Option<(Status, String)> {
    let status = judgement.status()?;
    let refusal = status == Status::Negated && rule.status == Some(Status::Happened);
    match rule.status {
        Some(own) if status == Status::Happened || refusal => Some((own, format!("rule {}", rule.id.0))),
        _ => Some((status, judgement.why)),
    }
}

/// The mentions as parties, each actor once.
pub fn participants(reading: &Reading, mentions: &[usize]) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    for mention in mentions.iter().filter_map(|index| reading.mentions.get(*index)) {
        let span = reading.words.span_of(mention.start, mention.end);
        for who in &mention.who {
            let participant = Participant { actor: who.id.clone(), span, code: who.code.clone(), sector: who.sector };
            if !out.iter().any(|p| p.actor == participant.actor) {
                out.push(participant);
            }
        }
    }
    out
}

/// At least one party is a state, a body or a group that acts in politics: not only firms, media or churches.
fn political<'p>(mut parties: impl Iterator<Item = &'p Participant>) -> bool {
    parties.any(|p| {
        !matches!(p.sector, Some(Sector::Bus | Sector::Med | Sector::Edu | Sector::Rel))
            && (p.code.is_some() || p.sector.is_some())
    })
}

/// Acts in politics beyond doubt. What the event reader alone saw must have such a party: the same words tell of families,
/// firms and teams too, and the reader does not know who anybody is.
fn in_politics(party: &Participant) -> bool {
    use Sector::{Cop, Gov, Igo, Jud, Leg, Mil, Opp, Pty, Reb, Spy};
    party.sector.is_some_and(|sector| [Gov, Mil, Cop, Jud, Leg, Opp, Pty, Reb, Igo, Spy].contains(&sector))
}

/// The place named after `in` or `at` in the sentence, the nearest to the trigger.
fn place(reading: &Reading, trigger: usize) -> Option<Place> {
    let places = reading.mentions.iter().filter(|m| {
        let before = m.start.checked_sub(1).map_or("", |at| reading.words.lower(at));
        let here = m.end == m.start + 1 && reading.words.is(m.start, &["here"]);
        let stands = here || matches!(before, "in" | "at" | "near" | "outside" | "across" | "of" | "from");
        stands
            && (m.locative || m.kind == MentionKind::Place)
            && m.place.is_some()
            && (!matches!(before, "of" | "from") || is_near(&reading.words, m.start))
    });
    let nearest = places.min_by_key(|m| m.start.abs_diff(trigger))?;
    let near = is_near(&reading.words, nearest.start);
    nearest.place.clone().map(|place| match near {
        true => Place { precision: Some(Precision::Near), ..place },
        false => place,
    })
}
