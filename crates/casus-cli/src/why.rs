//! `casus why`: what one event rests on, for a reader who doubts it. The given reports are coded again and the event is
//! shown with its sentence marked, its rule and where that is written (or the event reader's score), its parties with
//! their rows in the lexicon and the way to them over the tree, its date and its status.

use crate::args::WhyOptions;
use crate::output::{Cut, days, fit, label};
use crate::print::{self, Voice};
use crate::{Status, input, interrupt, why_record};
use anstyle::{AnsiColor, Style};
use casus_lexicon::{Lexicon, Person};
use casus_line::{Line, Outcome, batch, tree_path};
use casus_types::{Coded, Date, Document, EventRecord, Extent, ParticipantRecord};
use std::ops::ControlFlow;

/// Shorter beginnings of ids would too often name several events.
const DIGITS: usize = 6;

/// Runs the command.
pub(crate) fn run(options: &WhyOptions) -> Status {
    let wanted = options.event.trim().to_ascii_lowercase();
    if wanted.len() < DIGITS || !wanted.chars().all(|c| c.is_ascii_hexdigit()) {
        let event = &options.event;
        print::say(format_args!(
            "{event} is no event id; give its first {DIGITS} digits or more, as casus code shows them"
        ));
        return Status::Unusable;
    }
    if options.input.paths.is_empty() {
        return why_record::run(&wanted, &options.record);
    }
    let (line, intake) = match (input::line(&options.input), input::intake(&options.input, None)) {
        (Ok(line), Ok(intake)) => (line, intake),
        (Err(message), _) | (_, Err(message)) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    let (stamp, stop) = (line.stamp(), interrupt::flag());
    let voice = Voice::quiet();
    let (mut found, mut read, mut failed): (Vec<Found>, usize, bool) = (Vec::new(), 0, false);
    let work = |report: &_| line.code(report).map(|coded| (coded.document(&stamp), coded));
    batch(intake, input::threads(&options.input), &stop, work, |outcome| {
        match outcome {
            Outcome::Done(_, (document, coded)) => {
                read += document.events.len();
                found.extend(matching(document, &coded, &wanted));
            }
            Outcome::Refused(refusal) => {
                failed = true;
                voice.say(refusal);
            }
            Outcome::PassedOver(what) => voice.say(what),
        }
        ControlFlow::Continue(())
    });
    answer(&found, &wanted, read, failed, &line)
}

/// An event, and the document that it stands in.
struct Found {
    document: Document,
    event: EventRecord,
    /// The way over the tree from its trigger to each of its actors, then to each of its recipients.
    paths: Vec<Option<String>>,
    /// The day of the report.
    day: Option<Date>,
}

fn matching(document: Document, coded: &Coded, wanted: &str) -> Vec<Found> {
    // The published events stand in the order of the coded ones.
    let both = document.events.iter().zip(&coded.events).filter(|(event, _)| event.id.0.starts_with(wanted));
    let found = both.map(|(event, own)| {
        let parties = own.actors.iter().chain(&own.recipients);
        let paths = parties.map(|party| tree_path(&coded.parsed, own.evidence.trigger, party.span)).collect();
        let day = coded.parsed.article.published.date;
        Found { document: document.clone(), event: event.clone(), paths, day }
    });
    found.collect()
}

fn answer(found: &[Found], wanted: &str, read: usize, failed: bool, line: &Line) -> Status {
    let mut ids: Vec<&str> = found.iter().map(|found| found.event.id.0.as_str()).collect();
    ids.dedup();
    match (found, ids.as_slice()) {
        ([], _) => {
            print::say(format_args!("no event {wanted} among the {read} events of these reports"));
            Status::SomeFailed
        }
        ([first, ..], [_]) => {
            let status = print::all(explain(first, line, print::colour()).as_bytes());
            if failed { Status::SomeFailed } else { status }
        }
        (_, several) => {
            print::say(format_args!("{wanted} begins several ids: {}", several.join(", ")));
            Status::SomeFailed
        }
    }
}

const ACTOR: Style = AnsiColor::Cyan.on_default().bold();
const RECIPIENT: Style = AnsiColor::Magenta.on_default().bold();
const TRIGGER: Style = Style::new().bold().underline();
const DIM: Style = Style::new().dimmed();

fn explain(found: &Found, line: &Line, colour: bool) -> String {
    let Found { document, event, paths, day } = found;
    let cut = Cut::new(&document.article.text);
    let mut answer = String::new();
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            let name = if name.is_empty() { "  " } else { name };
            answer.push_str(&format!("{name:<11}{value}\n"));
        }
    };
    let mode = event.mode.as_ref().map(|mode| format!(" {mode}")).unwrap_or_default();
    row("event", &format!("{}  {}{mode}", event.id.0, event.kind.code()));
    let headline = document.article.headline.as_deref().unwrap_or("no headline");
    row("report", &format!("{} ({})", fit(headline, 90), document.article.source));
    for (at, evidence) in event.evidence.iter().enumerate() {
        let name = if at == 0 { "sentence" } else { "also" };
        row(name, &marked(event, *evidence, &cut, colour));
    }
    row("rule", &rule(event, line));
    let mut paths = paths.iter();
    for (name, parties) in [("actor", &event.actors), ("recipient", &event.recipients)] {
        if parties.is_empty() {
            row(name, "none named");
        }
        for party in parties {
            row(name, &participant(document, party));
            row("", &rows_of(line.lexicon(), &party.actor.0, *day).join("; "));
            row("", paths.next().and_then(Option::as_deref).unwrap_or("told elsewhere in the report"));
        }
    }
    let date = days(event.start_date.as_deref(), event.end_date.as_deref());
    row("date", &with_reason(if date == "—" { "unknown" } else { &date }, event.date_why.as_deref()));
    row("status", &with_reason(event.status.word(), Some(&event.status_why)));
    row("said by", event.said_by_text.as_deref().unwrap_or_default());
    row("place", event.place.as_deref().unwrap_or_default());
    row(
        "published",
        &with_reason(
            document.article.published.as_deref().unwrap_or("unknown"),
            document.article.published_why.as_deref(),
        ),
    );
    let key = format!("\n{}\n", styled(DIM, "[actor]  {recipient}  *trigger*", colour));
    answer.push_str(&key);
    answer
}

fn with_reason(value: &str, why: Option<&str>) -> String {
    match why.filter(|why| !why.is_empty()) {
        Some(why) => format!("{value}: {why}"),
        None => value.to_string(),
    }
}

fn rule(event: &EventRecord, line: &Line) -> String {
    let Some(id) = &event.rule else {
        return format!("none; the event reader saw it, sure to {:.2}", event.reader_score.unwrap_or_default());
    };
    match line.lexicon().rules.iter().find(|rule| rule.id == *id) {
        Some(rule) => with_reason(&format!("{} at {}", id.0, rule.origin), Some(&rule.note)),
        None => id.0.clone(),
    }
}

fn participant(document: &Document, participant: &ParticipantRecord) -> String {
    let actor = document.actors.iter().find(|actor| actor.id == participant.actor);
    let role = actor.and_then(|actor| actor.role.as_deref()).map(|role| format!(", {role}")).unwrap_or_default();
    let sector = participant.sector.map(|sector| format!(", {}", sector.meaning())).unwrap_or_default();
    let code = if participant.code.is_none() { ", country unknown" } else { "" };
    format!("\"{}\": {}{role}{sector}{code}; {}", participant.text, label(document, participant), participant.actor.0)
}

/// The lexicon's rows on an actor that hold on a day, each with its place: `lexicon/actors/people/asia.csv:12: foreign
/// minister of KOR from 2022-05-12`.
fn rows_of(lexicon: &Lexicon, actor: &str, day: Option<Date>) -> Vec<String> {
    let Some((kind, name)) = actor.split_once('.') else { return Vec::new() };
    let open = |date: Option<Date>, word: &str| date.map(|date| format!(" {word} {date}")).unwrap_or_default();
    match kind {
        "person" => {
            let holds = |person: &&Person| {
                let begun = person.from.zip(day).is_none_or(|(from, day)| from <= day);
                person.person.0 == name && begun && person.until.zip(day).is_none_or(|(until, day)| day <= until)
            };
            let told = |person: &Person| {
                let (from, until) = (open(person.from, "from"), open(person.until, "until"));
                format!("{}: {} of {}{from}{until}", person.origin, person.office, person.code.0)
            };
            lexicon.people.iter().filter(holds).map(told).collect()
        }
        "state" => {
            let state = lexicon.states.iter().find(|state| state.code.0.eq_ignore_ascii_case(name));
            state.map(|state| format!("{}: {}", state.origin, state.name)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A sentence with its parts marked: `[actor]`, `{recipient}`, `*trigger*`.
fn marked(event: &EventRecord, sentence: Extent, cut: &Cut, colour: bool) -> String {
    let part = |parties: &[ParticipantRecord], style, open, close| -> Vec<(Extent, Style, &str, &str)> {
        parties.iter().map(|one| (Extent { start: one.start, end: one.end }, style, open, close)).collect()
    };
    let mut marks = vec![(event.trigger, TRIGGER, "*", "*")];
    marks.extend(part(&event.actors, ACTOR, "[", "]"));
    marks.extend(part(&event.recipients, RECIPIENT, "{", "}"));
    marks.sort_by_key(|(extent, ..)| (extent.start, extent.end));
    let (mut out, mut at) = (String::new(), sentence.start);
    for (extent, style, open, close) in marks {
        // Marks that overlap an earlier one are named below the sentence all the same.
        if extent.start < at || extent.end > sentence.end {
            continue;
        }
        out.push_str(cut.words(Extent { start: at, end: extent.start }));
        out.push_str(&styled(style, &format!("{open}{}{close}", cut.words(extent)), colour));
        at = extent.end;
    }
    out.push_str(cut.words(Extent { start: at, end: sentence.end }));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn styled(style: Style, text: &str, colour: bool) -> String {
    if colour { format!("{style}{text}{style:#}") } else { text.to_string() }
}
