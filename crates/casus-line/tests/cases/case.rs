//! How a case is written: heading, prose, a block with the report, a block with its records. This module knows nothing
//! about what a record line means.

use casus_types::Date;

/// One case as written.
pub struct Case {
    /// The line of its heading.
    pub line: usize,
    /// Its subject.
    pub heading: String,
    /// The day of the report, where one is given.
    pub published: Option<Date>,
    /// The report.
    pub text: String,
    /// The records that are right, one a line.
    pub records: Vec<String>,
    /// Why they are not met yet.
    pub known_failure: Option<String>,
}

/// The cases of a file, or `LINE: what is wrong with it`.
pub fn cases(written: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut lines = written.lines().enumerate().map(|(index, line)| (index + 1, line)).peekable();
    while let Some((line, heading)) = lines.next() {
        let Some(heading) = heading.strip_prefix("# ") else {
            return Err(format!("{line}: a heading should stand here, not \"{heading}\""));
        };
        let (mut why, mut report, mut records) = (false, None, None);
        while let Some((at, text)) = lines.next_if(|(_, text)| !text.starts_with("# ")) {
            let Some(opened) = text.strip_prefix("```") else {
                why |= !text.trim().is_empty();
                continue;
            };
            let inside: Vec<String> =
                lines.by_ref().map(|(_, text)| text.to_string()).take_while(|text| text != "```").collect();
            let into = if opened == "report" { &mut report } else { &mut records };
            if into.replace((at, opened.to_string(), inside)).is_some() {
                return Err(format!("{at}: a second block of the kind in one case"));
            }
        }
        let (Some((_, _, report)), Some((at, opened, records))) = (report, records) else {
            return Err(format!("{line}: \"{heading}\" lacks a report or its records"));
        };
        if !why {
            return Err(format!("{line}: \"{heading}\" does not say why"));
        }
        let (published, text) = dated(line, &report)?;
        let known_failure = mark(at, &opened)?;
        let records: Vec<String> = records.into_iter().filter(|record| !record.trim().is_empty()).collect();
        if records.is_empty() || text.trim().is_empty() {
            return Err(format!("{line}: \"{heading}\" has an empty block; write `none` for no event"));
        }
        cases.push(Case { line, heading: heading.to_string(), published, text, records, known_failure });
    }
    Ok(cases)
}

/// The day and the text of a report.
fn dated(line: usize, report: &[String]) -> Result<(Option<Date>, String), String> {
    let Some(day) = report.first().and_then(|first| first.strip_prefix("published: ")) else {
        return Ok((None, report.join("\n")));
    };
    let day = day.parse().map_err(|error| format!("{line}: \"{day}\" is no day: {error}"))?;
    Ok((Some(day), report[1..].join("\n")))
}

/// The reason of a known failure, from the words that open a block of records.
fn mark(line: usize, opened: &str) -> Result<Option<String>, String> {
    match opened.strip_prefix("records") {
        Some("") => Ok(None),
        Some(rest) => match rest.strip_prefix(" known-failure: ").filter(|reason| !reason.trim().is_empty()) {
            Some(reason) => Ok(Some(reason.to_string())),
            None => Err(format!("{line}: `{opened}` is neither `records` nor `records known-failure: REASON`")),
        },
        None => Err(format!("{line}: a block is `report` or `records`, not `{opened}`")),
    }
}
