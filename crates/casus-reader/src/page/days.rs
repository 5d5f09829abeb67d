//! Days as pages write them: stamps (`2022-06-14T09:00:00+09:00`), addresses (`/2022/06/14/`), and words in several
//! languages (`June 14, 2022`, `14 juin 2022`). A day is what is written, in the writer's own time zone. Which of the
//! days on a page is the day of publication is not decided here.

use super::pattern::Pattern;
use casus_types::Date;
use std::sync::LazyLock;

/// Years in which a report can have been published.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

fn day(year: &str, month: i8, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    YEARS.contains(&year).then(|| Date::new(year, month, day.parse().ok()?).ok())?
}

static STAMP: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s,]|\D)"));
static COMPACT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:$|T|\D|\d{4,6}$)"));

/// The day of a stamp in a tag or in JSON-LD. Words are read too, since pages put anything there.
pub(super) fn of_stamp(stamp: &str) -> Option<Date> {
    for pattern in [&STAMP, &COMPACT] {
        if let Some([year, month, date]) = pattern.groups::<3>(stamp) {
            return day(year, month.parse().ok()?, date);
        }
    }
    in_words(stamp).first().map(|found| found.0)
}

static ADDRESS: LazyLock<Pattern> = LazyLock::new(|| {
    let months = r"(\d{1,2}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))";
    Pattern::new(&format!(r"(?:^|[/_.=-])((?:19|20)\d{{2}})[/_.-]{months}[/_.-](\d{{1,2}})(?:$|[^\d])"))
});
static ADDRESS_RUN: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?:^|[/_.=-])(20[0-3]\d)(0[1-9]|1[0-2])([0-3]\d)(?:$|[^\d])"));
static ADDRESS_MONTH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"/((?:19|20)\d{2})[/_-](\d{1,2}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?:/|$)")
});

/// The day that an address names: `/2022/06/14/`, `/2022-06-14-`, `/20220614/`, `/2022/jun/14/`.
pub(super) fn of_address(address: &str) -> Option<Date> {
    let [year, month, date] = ADDRESS.groups::<3>(address).or_else(|| ADDRESS_RUN.groups::<3>(address))?;
    day(year, month.parse().ok().or_else(|| month_of(month))?, date)
}

/// The year and month that an address names: `/2022/06/`.
pub(super) fn month_of_address(address: &str) -> Option<(i16, i8)> {
    let [year, month] = ADDRESS_MONTH.groups::<2>(address)?;
    let first = day(year, month.parse().ok().or_else(|| month_of(month))?, "1")?;
    Some((first.year(), first.month()))
}

/// Month names and their usual short forms, by the first letters that tell them apart.
const MONTHS: [(&str, i8); 76] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("januar", 1),
    ("februar", 2),
    ("märz", 3),
    ("mai", 5),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
    ("janvier", 1),
    ("février", 2),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("aout", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("gennaio", 1),
    ("febbraio", 2),
    ("aprile", 4),
    ("maggio", 5),
    ("giugno", 6),
    ("luglio", 7),
    ("settembre", 9),
    ("ottobre", 10),
    ("dicembre", 12),
    ("janeiro", 1),
    ("fevereiro", 2),
    ("março", 3),
    ("maio", 5),
    ("junho", 6),
    ("julho", 7),
    ("setembro", 9),
    ("outubro", 10),
    ("novembro", 11),
    ("dezembro", 12),
];

/// The number of a month's name, whole or short, any case.
pub(super) fn month_of(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    MONTHS.iter().find(|(month, _)| *month == name).map(|(_, number)| *number)
}

static MONTH_FIRST: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,|\s)\s*((?:19|20)\d{2})\b"));
static DAY_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(\d{1,2})(?:st|nd|rd|th|\.|º|er)?(?:\s+de)?[\s-]+(\p{L}{3,10})\.?,?(?:\s+de)?[\s-]+((?:19|20)\d{2})\b",
    )
});
static NUMBERS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})\b"));
static EAST: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"((?:19|20)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"));
static SLASHED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d{2})\b"));

/// The full days that a text names, with the byte where each begins, in reading order.
pub(super) fn in_words(text: &str) -> Vec<(Date, usize)> {
    let mut found = Vec::new();
    for (at, [month, date, year]) in MONTH_FIRST.all::<3>(text) {
        found.extend(month_of(month).and_then(|month| day(year, month, date)).map(|day| (day, at)));
    }
    for (at, [date, month, year]) in DAY_FIRST.all::<3>(text) {
        found.extend(month_of(month).and_then(|month| day(year, month, date)).map(|day| (day, at)));
    }
    for pattern in [&NUMBERS, &EAST] {
        for (at, [year, month, date]) in pattern.all::<3>(text) {
            found.extend(month.parse().ok().and_then(|month| day(year, month, date)).map(|day| (day, at)));
        }
    }
    for (at, _) in SLASHED.all::<3>(text) {
        // 14/06/2022 can be read in one way only; 06/07/2022 in two, and is left to `slashed`.
        if let [only] = slashed(text.get(at..).unwrap_or_default()).as_slice() {
            found.push((*only, at));
        }
    }
    found.sort_by_key(|(_, at)| *at);
    found
}

/// The days that a date in figures and slashes may mean, the day-first reading before the month-first one.
pub(super) fn slashed(text: &str) -> Vec<Date> {
    let Some([first, second, year]) = SLASHED.groups::<3>(text) else { return Vec::new() };
    let mut days: Vec<Date> = Vec::new();
    for (date, month) in [(first, second), (second, first)] {
        if let Some(day) = month.parse().ok().and_then(|month| day(year, month, date)).filter(|day| !days.contains(day))
        {
            days.push(day);
        }
    }
    days
}

static MONTH_DAY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b"));
static DAY_MONTH: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(\p{L}{3,10})\b"));

/// Days of the year without the year (`June 13`, `13 June`): month, day of the month, and the byte where it begins.
pub(super) fn without_year(text: &str) -> Vec<(i8, i8, usize)> {
    let mut found = Vec::new();
    for (at, [month, date]) in MONTH_DAY.all::<2>(text) {
        found.extend(month_of(month).and_then(|month| Some((month, date.parse().ok()?, at))));
    }
    for (at, [date, month]) in DAY_MONTH.all::<2>(text) {
        found.extend(month_of(month).and_then(|month| Some((month, date.parse().ok()?, at))));
    }
    found.retain(|(month, date, _)| Date::new(2000, *month, *date).is_ok());
    found.sort_by_key(|(_, _, at)| *at);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        in_words(text).first().map(|found| found.0.to_string()).unwrap_or_default()
    }

    #[test]
    fn stamps_keep_the_day_that_is_written() {
        for stamp in ["2022-06-14T23:30:00-05:00", "2022-06-14", "2022/6/14 09:00", "20220614", "20220614T0900Z"] {
            assert_eq!(of_stamp(stamp).map(|day| day.to_string()).as_deref(), Some("2022-06-14"), "{stamp}");
        }
        assert_eq!(of_stamp("1655190000"), None);
        assert_eq!(of_stamp("2022-02-30"), None);
    }

    #[test]
    fn days_in_the_words_of_several_languages() {
        for text in [
            "June 14, 2022",
            "Jun. 14, 2022",
            "Posted 14 June 2022",
            "14th June, 2022",
            "14 de junio de 2022",
            "14 juin 2022",
            "14. Juni 2022",
            "2022년 6월 14일",
            "14/06/2022",
            "2022.06.14",
            "14-Jun-2022",
        ] {
            assert_eq!(day(text), "2022-06-14", "{text}");
        }
        assert_eq!(day("The room 14 holds 2022 people"), "");
        assert_eq!(slashed("06/07/2022").len(), 2);
    }

    #[test]
    fn addresses_name_days() {
        let day = |address| of_address(address).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day("https://a.example/2022/06/14/talks"), "2022-06-14");
        assert_eq!(day("https://a.example/world/2022/jun/14/talks"), "2022-06-14");
        assert_eq!(day("https://a.example/20220614/talks"), "2022-06-14");
        assert_eq!(day("https://a.example/talks-2022-06-14.html"), "2022-06-14");
        assert_eq!(day("https://a.example/news/202206140012345"), "");
        assert_eq!(day("https://a.example/releases/2022/06/220614112457.htm"), "");
        assert_eq!(month_of_address("https://a.example/2022/06/talks"), Some((2022, 6)));
    }

    #[test]
    fn days_without_a_year() {
        assert_eq!(without_year("on Tuesday, June 14."), [(6, 14, 12)]);
        assert!(without_year("Article 14 applies").is_empty());
    }
}
