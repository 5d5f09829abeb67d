//! JSONL: one report a line, with `text`, `html` or `paragraphs` (joined by blank lines); `published` or `date`,
//! `title`, `url`, `outlet`; named by `id`, else `url`, else FILE:LINE. Lines are read one at a time; a bad one is refused with
//! its number, and the next is read.

use super::bounds::{Limits, Line, megabytes, next_line};
use super::{Content, Form, Report, day};
use crate::Refusal;
use serde::Deserialize;
use std::io::BufRead;

/// The fields that are read; others may stand beside them.
#[derive(Deserialize)]
struct Fields {
    id: Option<Name>,
    url: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    date: Option<String>,
    text: Option<String>,
    html: Option<String>,
    paragraphs: Option<Vec<String>>,
}

/// An id may be written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(serde_json::Number),
}

/// The reports of a JSONL file, in order.
pub(crate) struct Lines<R> {
    reader: R,
    source: String,
    number: usize,
    limits: Limits,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, source: &str, limits: Limits) -> Lines<R> {
        Lines { reader, source: source.to_string(), number: 0, limits, ended: false }
    }

    fn read(&mut self, line: &[u8]) -> Result<Report, Refusal> {
        let at = format!("{}:{}", self.source, self.number);
        let fields: Fields = serde_json::from_slice(line).map_err(|error| {
            if self.number == 1 && error.is_eof() {
                self.ended = true; // one object over many lines: every further line would fail too
                return Refusal::new(
                    &at,
                    "the object goes on after its line",
                    "write one object a line, as `jq -c .` does",
                );
            }
            let cure = "each line is one object with `text`, `html` or `paragraphs`";
            Refusal::new(&at, format!("cannot be read: {}", in_line(&error)), cure)
        })?;
        report(fields, &at, self.limits)
    }
}

/// serde's message with the column alone: the line of the file is already named.
fn in_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default().to_string();
    format!("{what} (column {})", error.column())
}

fn report(fields: Fields, at: &str, limits: Limits) -> Result<Report, Refusal> {
    let (form, text) = match (fields.text, fields.html, fields.paragraphs) {
        (Some(text), _, _) => (Form::Plain, text),
        (None, Some(html), _) => (Form::Html, html),
        (None, None, Some(paragraphs)) => (Form::Plain, paragraphs.join("\n\n")),
        (None, None, None) => {
            return Err(Refusal::new(
                at,
                "no `text`, `html` or `paragraphs` in it",
                "give the article in one of these",
            ));
        }
    };
    let given = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    let (url, title, outlet) = (given(fields.url), given(fields.title), given(fields.outlet));
    let id = fields.id.map(|name| match name {
        Name::Text(text) => text,
        Name::Number(number) => number.to_string(),
    });
    let name = given(id).or_else(|| url.clone()).unwrap_or_else(|| at.to_string());
    if text.len() > limits.article {
        return Err(limits.article_too_long(&name));
    }
    let written = given(fields.published).or_else(|| given(fields.date));
    let published = written.as_deref().and_then(day);
    let mut notes = Vec::new();
    if let (Some(written), None) = (&written, published) {
        let shown: String = written.chars().take(40).collect();
        notes.push(format!("the date given with it, \"{shown}\", is not a day such as 2022-06-15; left aside"));
    }
    Ok(Report {
        id: name.clone(),
        source: name,
        form,
        content: Content::Text(text),
        url,
        title,
        outlet,
        published,
        notes,
    })
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Report, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let at = format!("{}:{}", self.source, self.number);
            let line = match next_line(&mut self.reader, self.limits.line) {
                Ok(Some(Line::Whole(line))) => line,
                Ok(Some(Line::TooLong)) => {
                    let what = format!("a line of more than {}", megabytes(self.limits.line));
                    return Some(Err(Refusal::new(&at, what, "give one report a line")));
                }
                Ok(None) => return None,
                Err(error) => {
                    self.ended = true;
                    let what = format!("cannot be read on: {error}");
                    return Some(Err(Refusal::new(&at, what, "what stands before it was read; check the file")));
                }
            };
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
            if !line.trim_ascii().is_empty() {
                return Some(self.read(line));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Vec<Result<Report, Refusal>> {
        let limits = Limits { article: 60, line: 120, ..Limits::default() };
        Lines::new(file.as_bytes(), "f.jsonl", limits).collect()
    }

    #[test]
    fn a_report_is_named_by_id_else_url_else_file_and_line() {
        let reports = read(concat!(
            "{\"text\":\"a\",\"id\":7,\"url\":\"http://u\"}\n",
            "\n",
            "{\"html\":\"<p>b\",\"url\":\"http://u\",\"id\":\"\"}\r\n",
            "{\"paragraphs\":[\"c\",\"d\"],\"date\":\"2022-06-15\",\"more\":[1]}",
        ));
        let reports: Vec<Report> = reports.into_iter().map(Result::unwrap).collect();
        let names: Vec<&str> = reports.iter().map(|report| report.source.as_str()).collect();
        assert_eq!(names, ["7", "http://u", "f.jsonl:4"]);
        assert_eq!((reports[1].form, reports[2].form), (Form::Html, Form::Plain));
        assert_eq!(reports[2].content, Content::Text("c\n\nd".to_string()));
        assert_eq!(reports[2].published, day("2022-06-15"));
    }

    #[test]
    fn a_bad_line_is_named_and_the_next_one_is_read() {
        let long = "x".repeat(200);
        let file = format!(
            "{{\"text\":5}}\nnot json\n{{\"title\":\"t\"}}\n{long}\n{{\"text\":\"{}\"}}\n{{\"text\":\"fine\"}}",
            "y".repeat(61)
        );
        let found = read(&file);
        let said: Vec<String> =
            found.iter().map(|one| one.as_ref().map_or_else(ToString::to_string, |r| r.id.clone())).collect();
        assert!(said[0].starts_with("f.jsonl:1: cannot be read: invalid type: integer `5`"), "{}", said[0]);
        assert!(said[1].starts_with("f.jsonl:2: cannot be read: expected"), "{}", said[1]);
        assert!(said[2].starts_with("f.jsonl:3: no `text`"), "{}", said[2]);
        assert!(said[3].starts_with("f.jsonl:4: a line of more than 120 bytes"), "{}", said[3]);
        assert!(said[4].starts_with("f.jsonl:5: longer than 60 bytes for one article"), "{}", said[4]);
        assert_eq!(said[5], "f.jsonl:6");
        assert_eq!(said.len(), 6);
    }

    #[test]
    fn an_object_spread_over_lines_is_refused_once() {
        let found = read("{\n\"text\":\n\"a\"\n}\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].as_ref().unwrap_err().what.contains("goes on after its line"));
    }

    #[test]
    fn a_date_that_is_no_day_is_left_aside_with_a_note() {
        let report = read("{\"text\":\"a\",\"published\":\"June 2022\"}").remove(0).unwrap();
        assert_eq!(report.published, None);
        assert_eq!(report.notes.len(), 1);
    }
}
