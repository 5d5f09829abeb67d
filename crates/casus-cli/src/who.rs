//! `casus who`: one name asked for by itself, on a day. Who is meant, the row of the lexicon that says so, and the steps
//! on the way; as a table, or as JSON.

use crate::args::{InputOptions, WhoFormat, WhoOptions};
use crate::{Status, input, print};
use casus_line::{Answer, Meant};
use casus_types::{Code, Date};

/// Runs the command.
pub(crate) fn run(options: &WhoOptions) -> Status {
    let answer = match answer(options) {
        Ok(answer) => answer,
        Err(message) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    let shown = match options.format {
        WhoFormat::Table => table(&answer),
        WhoFormat::Json => format!("{:#}\n", json(&answer)),
    };
    match print::all(shown.as_bytes()) {
        Status::Done if answer.found.len() != 1 => Status::SomeFailed,
        printed => printed,
    }
}

fn answer(options: &WhoOptions) -> Result<Answer, String> {
    let name = options.words.join(" ");
    let line = input::line(&InputOptions { plain: true, lexicon: options.lexicon.clone(), ..InputOptions::default() })?;
    if let Some(code) = &options.context {
        let known = line.lexicon().states.iter().map(|state| &state.code);
        let known = known.chain(line.lexicon().organisations.iter().map(|body| &body.code));
        if !known.into_iter().any(|known| known.0 == *code) {
            return Err(format!(
                "--context {code}: no such code; give one as in lexicon/actors/states.csv, such as KOR"
            ));
        }
    }
    line.who(&name, options.on, options.context.clone().map(Code)).map_err(|refusal| refusal.to_string())
}

fn table(answer: &Answer) -> String {
    let mut out = String::new();
    for meant in &answer.found {
        out.push_str(&entry(meant));
    }
    if answer.found.is_empty() {
        out.push_str("unknown\n");
    }
    out.push_str("\nwhy\n");
    for step in &answer.why {
        out.push_str(&format!("  {step}\n"));
    }
    out
}

fn entry(meant: &Meant) -> String {
    let code = meant.code.as_ref().map_or("", |code| code.0.as_str());
    let sector = meant.sector.map_or("", |sector| sector.code());
    let mut out = format!("{}  {code} {sector}", meant.name).trim_end().to_string();
    out.push('\n');
    let mut line = |name: &str, value: String| out.push_str(&format!("  {name:<9}{value}\n"));
    if let Some(role) = &meant.role {
        line("office", format!("{role}{}", period(meant.held)));
    }
    if let Some(place) = &meant.place {
        let precision = place.precision.map_or("", |precision| precision.word());
        let point =
            place.point.map_or(String::new(), |point| format!(" at {} {}", point.degrees().0, point.degrees().1));
        let id = place.place_id().map_or(String::new(), |id| format!(", {id}"));
        line("place", format!("{precision}{point}{id}"));
    }
    if !meant.members.is_empty() {
        line("members", meant.members.iter().map(|code| code.0.as_str()).collect::<Vec<_>>().join(" "));
    }
    line("id", meant.id.0.clone());
    if let Some(written) = &meant.written {
        line("row", written.clone());
    }
    out
}

fn period((from, until): (Option<Date>, Option<Date>)) -> String {
    match (from, until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (Some(from), Some(until)) => format!(", {from} to {until}"),
    }
}

fn json(answer: &Answer) -> serde_json::Value {
    let found: Vec<serde_json::Value> = answer
        .found
        .iter()
        .map(|meant| {
            let place = meant.place.as_ref().map(|place| {
                serde_json::json!({
                    "country": place.country,
                    "place_id": place.place_id(),
                    "lat": place.point.map(|point| point.degrees().0),
                    "lon": place.point.map(|point| point.degrees().1),
                    "precision": place.precision.map(|precision| precision.word()),
                    "why": place.why,
                })
            });
            serde_json::json!({
                "id": meant.id,
                "name": meant.name,
                "role": meant.role,
                "code": meant.code,
                "sector": meant.sector,
                "from": meant.held.0.map(|day| day.to_string()),
                "until": meant.held.1.map(|day| day.to_string()),
                "row": meant.written,
                "place": place,
                "members": meant.members,
            })
        })
        .collect();
    serde_json::json!({ "found": found, "why": answer.why })
}
