//! Coded reports for reading: the headline, then one event a line (who to whom, type, date, status, on whose word) with
//! its evidence beneath, then quotes, claims, commitments and notes where there are any. Laid out for 80 to 140 columns.

use super::wording::{columns, days, fit, label, one_line, pad, word};
use super::{Cut, Sink, Target};
use anstyle::{AnsiColor, Style};
use casus_types::{
    ActorId, ActorRecord, ClaimRecord, Code, CommitmentRecord, Document, EventRecord, Extent, ParticipantRecord, Quad,
    QuoteKind, QuoteRecord, Salience, StateRecord, Status,
};
use std::collections::HashSet;
use std::io::{self, Write};

/// How a table is laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// In columns of the terminal.
    pub(crate) width: usize,
    /// Whether to colour.
    pub(crate) colour: bool,
}

/// Tables, one a report.
pub(crate) struct Tables {
    target: Box<dyn Target>,
    look: Look,
}

impl Tables {
    pub(crate) fn new(target: Box<dyn Target>, look: Look) -> Tables {
        Tables { target, look }
    }
}

impl Sink for Tables {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        self.target.write_all(table(document, self.look).as_bytes())?;
        self.target.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.target.complete()
    }
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
/// Digits of an event's id that are shown; `casus why` takes them.
const ID_DIGITS: usize = 8;
/// Under the words of an event, from the left.
const INDENT: usize = 4;
/// The column of actors and recipients is never narrower.
const LEAST_WHO: usize = 16;

/// One report, with an empty line at its end.
pub(crate) fn table(document: &Document, look: Look) -> String {
    let cut = Cut::new(&document.article.text);
    let mut page = Page { look, document, cut, lines: String::new() };
    page.head();
    page.events();
    page.section("Who", &page.people_in_office(), Page::person);
    page.section("Quotes", &document.quotes, Page::quote);
    page.section("Claims", &document.claims, Page::claim);
    page.section("Commitments", &document.commitments, Page::commitment);
    page.section("States", &document.states, Page::state);
    page.section("Notes", &document.notes, |_, note| one_line(&note.what));
    page.lines.push('\n');
    page.lines
}

/// A table in the making.
struct Page<'d> {
    look: Look,
    document: &'d Document,
    cut: Cut<'d>,
    lines: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let article = &self.document.article;
        let headline = one_line(article.headline.as_deref().unwrap_or(&article.source));
        self.line(0, BOLD, &headline);
        let date = match &article.published {
            Some(day) => days(Some(day), None),
            None => "date unknown".to_string(),
        };
        let known = [Some(date), article.agency.clone(), article.outlet.clone(), article.place.clone()];
        let source = article.headline.is_some().then(|| article.source.clone());
        let facts: Vec<String> = known.into_iter().chain([source]).flatten().map(|fact| one_line(&fact)).collect();
        self.line(0, DIM, &facts.join(" · "));
    }

    fn events(&mut self) {
        let events = &self.document.events;
        self.lines.push('\n');
        if events.is_empty() {
            self.line(2, DIM, "no events");
            return;
        }
        let columns = EventColumns::new(events, self.look.width);
        for event in events {
            self.event(event, columns);
        }
    }

    fn event(&mut self, event: &EventRecord, widths: EventColumns) {
        let who = pad(&self.who(event, widths.who), widths.who);
        let kind = pad(&kind(event, widths.with_mode), widths.kind);
        let days = pad(&days(event.start_date.as_deref(), event.end_date.as_deref()), widths.days);
        let (kind, status) = (self.styled(quad_style(event.quad), &kind), status(event));
        let mut line = format!("  {who}  {kind}  {days}  ");
        let style = if event.status == Status::Happened { Style::new() } else { AnsiColor::Yellow.on_default() };
        match &event.said_by_text {
            Some(speaker) if widths.speaker > 0 => {
                line.push_str(&self.styled(style, &pad(&status, widths.status)));
                let speaker = format!("({})", one_line(speaker));
                line.push_str(&format!("  {}", self.styled(DIM, &fit(&speaker, widths.speaker))));
            }
            _ => line.push_str(&self.styled(style, &status)),
        }
        self.lines.push_str(line.trim_end());
        self.lines.push('\n');
        let id: String = event.id.0.chars().take(ID_DIGITS).collect();
        let room = self.look.width.saturating_sub(INDENT + ID_DIGITS + 2);
        let evidence = event.evidence.first().map(|first| self.around(*first, event.trigger, room));
        self.line(INDENT, DIM, &format!("{id}  {}", evidence.unwrap_or_default()));
    }

    /// Actors and recipients: names with codes, else codes alone, else cut off.
    fn who(&self, event: &EventRecord, width: usize) -> String {
        let full = |parties: &[ParticipantRecord]| joined(parties.iter().map(|one| label(self.document, one)));
        let short = |parties: &[ParticipantRecord]| {
            joined(
                parties.iter().map(|one| one.code.as_ref().map_or_else(|| one_line(&one.text), |code| code.0.clone())),
            )
        };
        let full = format!("{} → {}", full(&event.actors), full(&event.recipients));
        if columns(&full) <= width {
            return full;
        }
        fit(&format!("{} → {}", short(&event.actors), short(&event.recipients)), width)
    }

    /// The sentence cut to a width, so that the word that decided stays in sight.
    fn around(&self, evidence: Extent, trigger: Extent, width: usize) -> String {
        let whole = one_line(self.cut.words(evidence));
        if columns(&whole) <= width || trigger.start < evidence.start || trigger.end > evidence.end {
            return fit(&whole, width);
        }
        let before = one_line(self.cut.words(Extent { start: evidence.start, end: trigger.end }));
        if columns(&before) + 1 < width {
            return fit(&whole, width);
        }
        let skipped = columns(&before).saturating_sub(width / 2);
        let mut passed = 0;
        let rest = whole.char_indices().find(|(_, c)| {
            passed += columns(c.encode_utf8(&mut [0; 4]));
            passed > skipped && *c == ' '
        });
        let rest = rest.and_then(|(at, _)| whole.get(at + 1..)).unwrap_or(&whole);
        fit(&format!("…{rest}"), width)
    }

    fn section<T>(&mut self, name: &str, records: &[T], word: impl Fn(&Self, &T) -> String) {
        if records.is_empty() {
            return;
        }
        self.lines.push('\n');
        self.line(2, BOLD, name);
        for record in records {
            let line = word(self, record);
            self.line(INDENT, Style::new(), &line);
        }
    }

    /// The people with an office who take part in an event or are quoted, in order of their first mention.
    fn people_in_office(&self) -> Vec<ActorRecord> {
        let events = self.document.events.iter();
        let parties = events.flat_map(|event| event.actors.iter().chain(&event.recipients)).map(|party| &party.actor);
        let speakers = self.document.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
        let seen: HashSet<&ActorId> = parties.chain(speakers).collect();
        let actors = self.document.actors.iter();
        let person = |actor: &&ActorRecord| actor.id.0.starts_with("person.") && actor.role.is_some();
        actors.filter(person).filter(|actor| seen.contains(&actor.id)).cloned().collect()
    }

    fn person(&self, actor: &ActorRecord) -> String {
        let role = actor.role.as_deref().unwrap_or_default();
        let code = actor.code.as_ref().map(|code| format!(" of {code}")).unwrap_or_default();
        one_line(&format!("{} · {role}{code}", actor.name))
    }

    fn quote(&self, quote: &QuoteRecord) -> String {
        let speaker = one_line(quote.speaker_text.as_deref().unwrap_or("—"));
        let code = quote.speaker_code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
        let parts: Vec<String> = quote.parts.iter().map(|part| one_line(self.cut.words(*part))).collect();
        let (open, close) = if quote.kind == QuoteKind::Direct { ("“", "”") } else { ("", "") };
        let said = format!("{open}{}{close}", parts.join(" … "));
        let thinks = if quote.kind == QuoteKind::Belief { " (belief)" } else { "" };
        let speaker = format!("{speaker}{code}{thinks}: ");
        let room = self.look.width.saturating_sub(INDENT + columns(&speaker));
        // The closing mark stays when the words are cut.
        if columns(&said) <= room {
            return format!("{speaker}{said}");
        }
        let words = fit(&parts.join(" … "), room.saturating_sub(columns(open) + columns(close)).max(8));
        format!("{speaker}{open}{words}{close}")
    }

    fn claim(&self, claim: &ClaimRecord) -> String {
        let words = one_line(self.cut.words(Extent { start: claim.start, end: claim.end }));
        let subject = claim.subject.as_ref().map(|code| code.0.clone());
        let span =
            (claim.from.is_some() || claim.to.is_some()).then(|| days(claim.from.as_deref(), claim.to.as_deref()));
        let claimant = claim.claimant.as_ref().map(|claimant| format!("says {}", one_line(claimant)));
        [Some(words), subject, span, claimant].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn commitment(&self, commitment: &CommitmentRecord) -> String {
        let codes = |codes: &[Code]| joined(codes.iter().map(|code| code.0.clone()));
        let parties = format!("{} → {}", codes(&commitment.committed), codes(&commitment.toward));
        let kind = format!("{:?}", commitment.kind).to_lowercase();
        format!("{kind}  {parties}  if {}: {}", one_line(&commitment.trigger), one_line(&commitment.response))
    }

    fn state(&self, state: &StateRecord) -> String {
        let codes = |parties: &[ParticipantRecord]| {
            joined(
                parties.iter().map(|one| one.code.as_ref().map_or_else(|| one_line(&one.text), |code| code.0.clone())),
            )
        };
        let not = if state.negated { "not " } else { "" };
        let relation = format!("{not}{}", word(&Some(state.relation)).replace('_', " "));
        let toward = if state.toward.is_empty() { String::new() } else { format!(" → {}", codes(&state.toward)) };
        let since = state.since.as_deref().map(|day| format!("since {}", days(Some(day), state.since_to.as_deref())));
        let until = state.until.as_deref().map(|day| format!("until {}", days(Some(day), state.until_to.as_deref())));
        let as_of = state.as_of.as_deref().map(|day| format!("as of {}", days(Some(day), None)));
        let says = state.said_by_text.as_ref().map(|speaker| format!("says {}", one_line(speaker)));
        let head = format!("{relation}  {}{toward}", codes(&state.parties));
        [Some(head), since, until, as_of, says].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// One line, cut to the width.
    fn line(&mut self, indent: usize, style: Style, text: &str) {
        let text = fit(text, self.look.width.saturating_sub(indent));
        let line = format!("{}{}\n", " ".repeat(indent), self.styled(style, &text));
        self.lines.push_str(&line);
    }

    fn styled(&self, style: Style, text: &str) -> String {
        let plain = !self.look.colour || style == Style::new();
        if plain { text.to_string() } else { format!("{style}{text}{style:#}") }
    }
}

/// The widths of the columns of events, the same for all events of a report.
#[derive(Clone, Copy)]
struct EventColumns {
    who: usize,
    kind: usize,
    with_mode: bool,
    days: usize,
    status: usize,
    speaker: usize,
}

impl EventColumns {
    fn new(events: &[EventRecord], width: usize) -> EventColumns {
        let with_mode = width >= 110;
        let widest = |word: &dyn Fn(&EventRecord) -> String| events.iter().map(|event| columns(&word(event))).max();
        let kind = widest(&|event| kind(event, with_mode)).unwrap_or(0);
        let days = widest(&|event| days(event.start_date.as_deref(), event.end_date.as_deref())).unwrap_or(0);
        let status = widest(&status).unwrap_or(0);
        let speaker =
            widest(&|event| event.said_by_text.as_deref().map(|text| format!("({text})")).unwrap_or_default());
        let speaker = speaker.unwrap_or(0).min(if with_mode { 28 } else { 12 });
        let room = |taken: usize| width.saturating_sub(2 + kind + 2 + days + 2 + status + 2 + taken);
        // The speaker makes way where there is no room to say who did it.
        let speaker = if speaker > 0 && room(speaker + 2) < LEAST_WHO { 0 } else { speaker };
        let taken = if speaker > 0 { speaker + 2 } else { 0 };
        let who = room(taken).clamp(LEAST_WHO, 56);
        EventColumns { who, kind, with_mode, days, status, speaker }
    }
}

fn kind(event: &EventRecord, with_mode: bool) -> String {
    match &event.mode {
        Some(mode) if with_mode => format!("{} {mode}", event.kind.code()),
        _ => event.kind.code().to_string(),
    }
}

/// The status in words; history is said to be history.
fn status(event: &EventRecord) -> String {
    let word = match event.status {
        Status::Negated => "did not happen",
        status => status.word(),
    };
    match event.salience {
        Salience::Core => word.to_string(),
        Salience::Background => format!("{word} (past)"),
    }
}

fn quad_style(quad: Quad) -> Style {
    match quad {
        Quad::VerbalCooperation => AnsiColor::Cyan.on_default(),
        Quad::MaterialCooperation => AnsiColor::Green.on_default(),
        Quad::VerbalConflict => AnsiColor::Magenta.on_default(),
        Quad::MaterialConflict => AnsiColor::Red.on_default(),
    }
}

fn joined(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() { "—".to_string() } else { words.join(", ") }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
