//! How days, names and long sentences are worded for a narrow column. Widths are those of a terminal: a Korean letter
//! takes two columns, an accent none.

use casus_types::{Date, Document, ParticipantRecord};
use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An interval of ISO days as people write it: `13 Jun 2022`, `13–15 Jun 2022`, `Jun 2022`, `2022`; `—` where unknown.
pub(crate) fn days(from: Option<&str>, to: Option<&str>) -> String {
    let parse = |day: Option<&str>| day.and_then(|day| day.parse::<Date>().ok());
    let (from, to) = match (parse(from), parse(to)) {
        (Some(from), Some(to)) => (from, to),
        (Some(day), None) | (None, Some(day)) => (day, day),
        (None, None) => return "—".to_string(),
    };
    let (first, last) = (parts(from), parts(to));
    let whole_months = first.day == 1 && to == to.last_of_month();
    if whole_months && first.year == last.year {
        return match () {
            () if first.month == last.month => format!("{} {}", first.month, first.year),
            () if from.month() == 1 && to.month() == 12 => first.year.to_string(),
            () => format!("{}–{} {}", first.month, last.month, first.year),
        };
    }
    match () {
        () if from == to => format!("{} {} {}", first.day, first.month, first.year),
        () if first.year != last.year => {
            format!("{} {} {}–{} {} {}", first.day, first.month, first.year, last.day, last.month, last.year)
        }
        () if first.month != last.month => {
            format!("{} {}–{} {} {}", first.day, first.month, last.day, last.month, last.year)
        }
        () => format!("{}–{} {} {}", first.day, last.day, last.month, last.year),
    }
}

struct DayParts {
    day: i8,
    month: &'static str,
    year: i16,
}

fn parts(date: Date) -> DayParts {
    let month = MONTHS.get((date.month() - 1) as usize).copied().unwrap_or_default();
    DayParts { day: date.day(), month, year: date.year() }
}

/// A participant by name and code: `Park Jin (KOR)`.
pub(crate) fn label(document: &Document, participant: &ParticipantRecord) -> String {
    let actor = document.actors.iter().find(|actor| actor.id == participant.actor);
    let name = one_line(actor.map_or(participant.text.as_str(), |actor| actor.name.as_str()));
    match &participant.code {
        Some(code) if code.0 != name => format!("{name} ({code})"),
        _ => name,
    }
}

/// Runs of white space as one space; control characters, which could steer a terminal, left out.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect()).collect();
    words.join(" ")
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// A text cut to a number of columns, with `…` where something is cut off.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_string();
    }
    let mut taken = String::new();
    let mut left = width.saturating_sub(1);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if wide > left {
            break;
        }
        left -= wide;
        taken.push(c);
    }
    format!("{}…", taken.trim_end())
}

/// Fills up with spaces to a number of columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// A code as the JSON form writes it; nothing where unknown.
pub(super) fn word<T: Serialize>(value: &Option<T>) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_read_as_people_write_them() {
        let cases = [
            (Some("2022-06-13"), Some("2022-06-13"), "13 Jun 2022"),
            (Some("2022-06-13"), Some("2022-06-15"), "13–15 Jun 2022"),
            (Some("2022-06-30"), Some("2022-07-02"), "30 Jun–2 Jul 2022"),
            (Some("2021-12-30"), Some("2022-01-02"), "30 Dec 2021–2 Jan 2022"),
            (Some("2022-06-01"), Some("2022-06-30"), "Jun 2022"),
            (Some("2022-01-01"), Some("2022-06-30"), "Jan–Jun 2022"),
            (Some("2022-01-01"), Some("2022-12-31"), "2022"),
            (Some("2022-06-13"), None, "13 Jun 2022"),
            (None, None, "—"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(days(from, to), expected);
        }
    }

    #[test]
    fn texts_are_cut_by_what_they_take_on_a_terminal() {
        assert_eq!(fit("talks", 5), "talks");
        assert_eq!(fit("talks ended", 7), "talks…");
        assert_eq!(fit("외교부 장관", 7), "외교부…");
        assert_eq!(fit("외교부 장관", 6), "외교…");
        assert_eq!(columns(&pad("외교", 6)), 6);
        assert_eq!(one_line(" a\n\u{1b}[31mb\t c "), "a [31mb c");
    }
}
