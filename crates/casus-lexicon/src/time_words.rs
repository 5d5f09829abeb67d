//! Words for times: days, months, seasons, units, feasts, and where one time lies from another. What a row stands for is
//! checked here; where on the calendar that is, the coder finds.

use crate::cells::list;
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use schemars::JsonSchema;
use serde::Deserialize;

/// A word for a time: a day, a month, a season, a part of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeWord {
    /// The words, each a way to write the same: `Monday`, `Mon.`
    pub words: Vec<String>,
    /// What it names.
    pub kind: TimeWordKind,
    /// What it stands for, as its kind has it.
    pub value: String,
    /// A remark.
    pub note: String,
    /// Where it was read.
    pub origin: Origin,
}

/// What a word for a time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeWordKind {
    /// A day of the week: `Monday`.
    Weekday,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A part of the day: `morning`.
    Part,
    /// A day counted from the day of the report: `yesterday`.
    Day,
    /// A unit of time: `week`.
    Unit,
    /// What recurs: `daily`.
    Set,
    /// Where a time lies from another: `last`, `ago`, `since`.
    Relation,
    /// A portion of what follows: `early`.
    Mod,
    /// A share of a year: `third quarter`.
    Share,
    /// A time without a day: `recently`.
    Vague,
    /// A time zone.
    Zone,
    /// A feast.
    Holiday,
}

/// A row of `times/words.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct TimeWordForm {
    /// Ways to write the same, with `;` between.
    words: String,
    /// What it names.
    kind: String,
    /// What it stands for.
    value: String,
    /// A remark.
    note: String,
}

const TIME_KINDS: [(&str, TimeWordKind); 13] = [
    ("weekday", TimeWordKind::Weekday),
    ("month", TimeWordKind::Month),
    ("season", TimeWordKind::Season),
    ("part", TimeWordKind::Part),
    ("day", TimeWordKind::Day),
    ("unit", TimeWordKind::Unit),
    ("set", TimeWordKind::Set),
    ("relation", TimeWordKind::Relation),
    ("mod", TimeWordKind::Mod),
    ("share", TimeWordKind::Share),
    ("vague", TimeWordKind::Vague),
    ("zone", TimeWordKind::Zone),
    ("holiday", TimeWordKind::Holiday),
];

impl TimeWordKind {
    /// As it is written in the table: `weekday`.
    ///
    /// ```
    /// assert_eq!(casus_lexicon::TimeWordKind::Mod.name(), "mod");
    /// ```
    pub fn name(self) -> &'static str {
        TIME_KINDS.iter().find(|(_, kind)| *kind == self).map_or("word", |(name, _)| name)
    }
}

pub(crate) fn read_time_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<TimeWord> {
    read_table(file, complaints, |form: TimeWordForm, cells| {
        let words = cells.required("words", &form.words).map(|words| list(&words));
        let kind = cells.choice_required("kind", &form.kind, &TIME_KINDS);
        let value = cells.required("value", &form.value);
        let (kind, value) = (kind?, value?);
        if let Some(wanted) = wanted_value(kind, &value) {
            cells.complain(format!("`{value}` is no value for `{}`", form.kind), format!("write {wanted}"));
            return None;
        }
        Some(TimeWord { words: words?, kind, value, note: form.note, origin: cells.origin.clone() })
    })
}

/// What the value of a time word should be, where it is not.
fn wanted_value(kind: TimeWordKind, value: &str) -> Option<&'static str> {
    let number = |low: i64, high: i64| value.parse().is_ok_and(|number: i64| (low..=high).contains(&number));
    let one_of = |these: &[&str]| these.contains(&value);
    let (sound, wanted) = match kind {
        TimeWordKind::Weekday => (number(1, 7), "1 (Monday) to 7"),
        TimeWordKind::Month => (number(1, 12), "1 to 12"),
        TimeWordKind::Season => (one_of(&["SP", "SU", "FA", "WI"]), "SP, SU, FA or WI"),
        TimeWordKind::Part => (value.starts_with('T'), "a part of the day as in TimeML: TMO, T12:00"),
        TimeWordKind::Day => (number(-366, 366), "how many days after the report: -1 is yesterday"),
        TimeWordKind::Unit | TimeWordKind::Set => {
            (value.starts_with('P') && value.len() > 2 || value.starts_with("XXXX"), "a duration of ISO 8601: P1W")
        }
        TimeWordKind::Relation => (
            number(-1, 1) || one_of(&["before", "same", "after", "ago", "hence", "-", "+", ">", "<"]),
            "-1, 0, 1, before, same, after, ago, hence, -, +, > or <",
        ),
        TimeWordKind::Mod => (one_of(&["START", "MID", "END"]), "START, MID or END"),
        TimeWordKind::Share => (one_of(&["H1", "H2", "Q1", "Q2", "Q3", "Q4"]), "H1, H2 or Q1 to Q4"),
        TimeWordKind::Vague => {
            (one_of(&["PAST_REF", "PRESENT_REF", "FUTURE_REF"]), "PAST_REF, PRESENT_REF or FUTURE_REF")
        }
        TimeWordKind::Zone => {
            let hours = value.parse().is_ok_and(|hours: f64| (-12.0..=14.0).contains(&hours));
            (hours, "hours from UTC: -5, 5.5")
        }
        TimeWordKind::Holiday => (is_feast(value), "MM-DD, MM-Wn-d (WL for the last), or E and days from Easter: E-2"),
    };
    (!sound).then_some(wanted)
}

/// `12-25`, `11-W4-4`, `05-WL-1`, `E-2`.
fn is_feast(value: &str) -> bool {
    if let Some(days) = value.strip_prefix('E') {
        return days.parse::<i64>().is_ok();
    }
    let within = |text: &str, high: u8| text.parse::<u8>().is_ok_and(|number| (1..=high).contains(&number));
    match value.split('-').collect::<Vec<_>>().as_slice() {
        [month, day] => within(month, 12) && within(day, 31),
        [month, week, weekday] => {
            let nth = week.strip_prefix('W').is_some_and(|nth| nth == "L" || within(nth, 5));
            within(month, 12) && nth && within(weekday, 7)
        }
        _ => false,
    }
}
