//! Records as lines, and the comparison of what is right with what came out. A line is written out for each record in
//! the detail that the expected line asks for; how lines are spelled is told in `tests/cases/README.md`.

use casus_types::{Claim, Code, Coded, Commitment, CommitmentKind, Comparator, Date, Event, EventType, Participant};
use casus_types::{Quote, QuoteKind, Span, State};
use std::fmt::Write;

/// The kinds of record, as an expected line names them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Event,
    Quote,
    Belief,
    Claim,
    Commitment,
    State,
}

impl Kind {
    const ALL: [Kind; 6] = [Kind::Event, Kind::Quote, Kind::Belief, Kind::Claim, Kind::Commitment, Kind::State];

    fn of(line: &str) -> Kind {
        let (_, line) = asked(line);
        match line.split(' ').next() {
            Some("quote") if line.starts_with("quote belief ") => Kind::Belief,
            Some("quote") => Kind::Quote,
            Some("claim") => Kind::Claim,
            Some("commitment") => Kind::Commitment,
            Some("state") => Kind::State,
            Some(word) if word == "none" || EventType::from_code(word).is_some() => Kind::Event,
            _ => panic!("`{line}` is no record; see tests/cases/README.md"),
        }
    }

    fn is_none(line: &str) -> bool {
        matches!(line, "none" | "quote none" | "quote belief none" | "claim none" | "commitment none" | "state none")
    }

    /// Which records of the kind came out.
    fn found(self, coded: &Coded) -> Vec<usize> {
        let quotes = |belief: bool| {
            let of = |at: &usize| (coded.quotes[*at].kind == QuoteKind::Belief) == belief;
            (0..coded.quotes.len()).filter(of).collect()
        };
        match self {
            Kind::Event => (0..coded.events.len()).collect(),
            Kind::Quote => quotes(false),
            Kind::Belief => quotes(true),
            Kind::Claim => (0..coded.claims.len()).collect(),
            Kind::Commitment => (0..coded.commitments.len()).collect(),
            Kind::State => (0..coded.states.len()).collect(),
        }
    }
}

/// Whether a line is optional, and the record it names.
fn asked(line: &str) -> (bool, &str) {
    line.strip_prefix("optional ").map_or((false, line), |record| (true, record))
}

/// What is missing (`-`) and what is too much (`+`), with what agrees between; nothing when all agrees.
pub fn compare(expected: &[String], coded: &Coded) -> Option<String> {
    let (mut shown, mut differs) = (String::new(), false);
    for kind in Kind::ALL {
        let lines: Vec<&String> = expected.iter().filter(|line| Kind::of(line) == kind).collect();
        if lines.is_empty() {
            continue;
        }
        let mut left: Vec<usize> = kind.found(coded);
        for line in lines.into_iter().filter(|line| !Kind::is_none(line)) {
            let (optional, line) = asked(line);
            let met = left.iter().position(|index| written(coded, kind, *index, line) == line);
            met.inspect(|at| {
                left.remove(*at);
            });
            let missing = met.is_none() && !optional;
            differs |= missing;
            if met.is_some() || missing {
                let _ = writeln!(shown, "  {} {line}", if missing { '-' } else { ' ' });
            }
        }
        differs |= !left.is_empty();
        for index in left {
            let _ = writeln!(shown, "  + {}", in_full(coded, kind, index));
        }
    }
    differs.then_some(shown)
}

/// A record in the detail of an expected line.
fn written(coded: &Coded, kind: Kind, index: usize, like: &str) -> String {
    match kind {
        Kind::Event => event(coded, &coded.events[index], &Detail::of(like)),
        Kind::Quote | Kind::Belief => quote(coded, &coded.quotes[index], &QuoteDetail::of(like)),
        Kind::Claim => claim(coded, &coded.claims[index], Some(like)),
        Kind::Commitment => commitment(coded, &coded.commitments[index]),
        Kind::State => state(coded, &coded.states[index], &StateDetail::of(like)),
    }
}

/// What a quote line tells between the speaker and the colon.
struct QuoteDetail {
    code: bool,
    addressee: bool,
    days: bool,
}

impl QuoteDetail {
    const ALL: QuoteDetail = QuoteDetail { code: true, addressee: true, days: true };

    fn of(line: &str) -> QuoteDetail {
        let named = line.split(' ').nth(2).is_some_and(|speaker| speaker.starts_with('"'));
        let after = line.splitn(3, '"').nth(2).filter(|_| named).unwrap_or_default();
        let words: Vec<&str> = after.split(':').next().unwrap_or_default().split(' ').collect();
        let code = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_uppercase() || matches!(c, ',' | '?'));
        QuoteDetail {
            code: words.iter().any(|word| code(word)),
            addressee: words.contains(&"to"),
            days: words.contains(&"on"),
        }
    }
}

/// A record in all detail, with the rule of an event.
fn in_full(coded: &Coded, kind: Kind, index: usize) -> String {
    match kind {
        Kind::Event => {
            let (record, all) = (&coded.events[index], Detail::ALL);
            format!("{}  ({}; {})", event(coded, record, &all), record.evidence.author, record.status_why)
        }
        Kind::Quote | Kind::Belief => quote(coded, &coded.quotes[index], &QuoteDetail::ALL),
        Kind::Claim => claim(coded, &coded.claims[index], None),
        Kind::Commitment => commitment(coded, &coded.commitments[index]),
        Kind::State => {
            let record = &coded.states[index];
            format!("{}  ({})", state(coded, record, &StateDetail::ALL), record.why)
        }
    }
}

/// What an event line tells beyond class, status and codes.
struct Detail {
    actor_sectors: bool,
    recipient_sectors: bool,
    days: bool,
    mode: bool,
    ledger: bool,
    place: bool,
    said_by: bool,
}

impl Detail {
    const ALL: Detail = Detail {
        actor_sectors: true,
        recipient_sectors: true,
        days: true,
        mode: true,
        ledger: true,
        place: true,
        said_by: true,
    };

    fn of(line: &str) -> Detail {
        let has = |word: &str| line.contains(word);
        let word = |at: usize| line.split(' ').nth(at).unwrap_or_default();
        Detail {
            actor_sectors: word(2).contains(':'),
            recipient_sectors: word(4).contains(':'),
            days: is_days(word(5)),
            mode: has(" mode "),
            ledger: has(" ledger "),
            place: has(" in "),
            said_by: has(" said by "),
        }
    }
}

fn event(coded: &Coded, event: &Event, detail: &Detail) -> String {
    let actors = parties(&event.actors, detail.actor_sectors);
    let recipients = parties(&event.recipients, detail.recipient_sectors);
    let mut line = format!("{} {} {actors} -> {recipients}", event.kind.code(), event.status.word());
    if detail.days {
        let _ = write!(line, " {}", days(event.when.days));
    }
    if detail.mode {
        let _ = write!(line, " mode {}", event.mode.as_deref().unwrap_or("-"));
    }
    if detail.ledger {
        let _ = write!(line, " ledger {}", event.ledger.map_or("-".to_string(), |it| in_words(&format!("{it:?}"))));
    }
    if detail.place {
        let _ = write!(line, " in {}", event.place.as_ref().map_or("nowhere", |place| &place.name));
    }
    if detail.said_by {
        let _ = write!(line, " said by {}", speaker(coded, event.said_by.as_ref().map(|said| said.span)));
    }
    line
}

fn quote(coded: &Coded, quote: &Quote, detail: &QuoteDetail) -> String {
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Belief => "belief",
    };
    let mut line = format!("quote {kind} {}", speaker(coded, quote.source));
    if detail.code {
        let _ = write!(line, " {}", quote.speaker_code.as_ref().map_or("?", |code| &code.0));
    }
    if detail.addressee {
        let _ = write!(line, " to {}", quote.addressee.as_ref().map_or("nobody", |id| &id.0));
    }
    if detail.days {
        let _ = write!(line, " on {}", days(quote.said));
    }
    let words: Vec<&str> = quote.parts.iter().map(|part| coded.parsed.article.text.slice(*part)).collect();
    let words = words.join(" ");
    format!("{line}: {}", words.strip_suffix(',').unwrap_or(&words))
}

/// A claim with as much beyond its subject as the line that it is held against; with all where there is none.
fn claim(coded: &Coded, claim: &Claim, like: Option<&str>) -> String {
    let asked = |word: &str| like.is_none_or(|line| line.contains(word));
    let number = match (claim.number, claim.number_to) {
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(number), None) => number.to_string(),
        (None, _) => "?".to_string(),
    };
    let comparator = match claim.comparator {
        Comparator::Exactly => "exactly",
        Comparator::AtLeast => "at_least",
        Comparator::AtMost => "at_most",
        Comparator::About => "about",
        Comparator::MoreThan => "more_than",
        Comparator::LessThan => "less_than",
        Comparator::Between => "between",
        Comparator::Ordinal => "ordinal",
    };
    let subject = claim.subject.as_ref().map_or("-", |code| &code.0);
    let mut line = format!("claim {number} {comparator} {} {subject}", claim.unit);
    if like.is_none_or(|line| line.split(' ').skip(4).any(is_days)) {
        let _ = write!(line, " {}", days(claim.days));
    }
    if asked(" class ") {
        let _ = write!(line, " class {}", claim.class.as_deref().unwrap_or("-"));
    }
    if asked(" ledger ") {
        let _ = write!(line, " ledger {}", claim.ledger.map_or("-".to_string(), |it| in_words(&format!("{it:?}"))));
    }
    if asked(" event ") {
        let event = coded.events.iter().find(|event| Some(&event.id) == claim.event.as_ref());
        let _ = write!(line, " event {}", event.map_or("-", |event| event.kind.code()));
    }
    if asked(" said by ") {
        let _ = write!(line, " said by {}", speaker(coded, claim.claimant.as_ref().map(|said| said.span)));
    }
    line
}

fn commitment(coded: &Coded, commitment: &Commitment) -> String {
    let kind = match commitment.kind {
        CommitmentKind::Threat => "threat",
        CommitmentKind::Promise => "promise",
        CommitmentKind::Offer => "offer",
        CommitmentKind::Prediction => "prediction",
    };
    let text = &coded.parsed.article.text;
    let (trigger, response) = (text.slice(commitment.trigger), text.slice(commitment.response));
    let (committed, toward) = (codes(&commitment.committed), codes(&commitment.toward));
    format!("commitment {kind} {committed} -> {toward} if {trigger}: {response}")
}

/// What a state line tells beyond relation and codes.
struct StateDetail {
    since: bool,
    until: bool,
    as_of: bool,
    said_by: bool,
}

impl StateDetail {
    const ALL: StateDetail = StateDetail { since: true, until: true, as_of: true, said_by: true };

    fn of(line: &str) -> StateDetail {
        let has = |word: &str| line.contains(word);
        StateDetail { since: has(" since "), until: has(" until "), as_of: has(" as of "), said_by: has(" said by ") }
    }
}

fn state(coded: &Coded, state: &State, detail: &StateDetail) -> String {
    let relation = in_words(&format!("{:?}", state.relation));
    let not = if state.negated { "not " } else { "" };
    let mut line =
        format!("state {not}{relation} {} -> {}", parties(&state.parties, false), parties(&state.toward, false));
    if detail.since {
        let _ = write!(line, " since {}", days(state.since));
    }
    if detail.until {
        let _ = write!(line, " until {}", days(state.until));
    }
    if detail.as_of {
        let _ = write!(line, " as of {}", days(state.as_of.map(|day| (day, day))));
    }
    if detail.said_by {
        let _ = write!(line, " said by {}", speaker(coded, state.said_by.as_ref().map(|said| said.span)));
    }
    line
}

fn parties(parties: &[Participant], sectors: bool) -> String {
    let of = |party: &Participant| {
        let code = party.code.as_ref().map_or("?", |code| &code.0);
        let sector = party.sector.map_or("-", |sector| sector.code());
        if sectors { format!("{code}:{sector}") } else { code.to_string() }
    };
    listed(parties.iter().map(of).collect())
}

fn codes(codes: &[Code]) -> String {
    listed(codes.iter().map(|code| code.0.clone()).collect())
}

fn listed(mut names: Vec<String>) -> String {
    names.sort();
    names.dedup();
    if names.is_empty() { "-".to_string() } else { names.join(",") }
}

fn speaker(coded: &Coded, span: Option<Span>) -> String {
    span.map_or("nobody".to_string(), |span| format!("\"{}\"", coded.parsed.article.text.slice(span)))
}

fn days(days: Option<(Date, Date)>) -> String {
    match days {
        Some((from, to)) if from == to => from.to_string(),
        Some((from, to)) => format!("{from}..{to}"),
        None => "undated".to_string(),
    }
}

fn is_days(word: &str) -> bool {
    word == "undated" || word.starts_with(|first: char| first.is_ascii_digit())
}

/// `NuclearTests` as it is published: `nuclear_tests`.
fn in_words(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
