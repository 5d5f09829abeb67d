//! The day of publication and of the last change. The sources are asked in a fixed order (the caller, JSON-LD, meta
//! tags, `<time>`, address, dateline, visible text) and the first one that names a whole day decides, with its reason.
//! Where there are only parts of a day (a dateline without a year, figures that read two ways), the days that fit are
//! candidates, each with its reason. There is no clock here: no day is ever today by default.

use super::days;
use super::json_ld::LinkedData;
use super::pattern::Pattern;
use super::tree::PageTree;
use casus_types::{Date, DateCandidate, Published};
use std::sync::LazyLock;

/// Where days may stand; everything may be missing.
#[derive(Clone, Copy, Default)]
pub(super) struct Sources<'s> {
    pub given: Option<Date>,
    pub linked: Option<&'s LinkedData>,
    pub tree: Option<&'s PageTree>,
    pub url: Option<&'s str>,
    /// The day as the dateline writes it.
    pub dateline: Option<&'s str>,
    /// Lines that hold nothing but a date, a byline with its date, or "Published …".
    pub date_lines: &'s [String],
    /// The text that is read, for the years it names and the weekday that goes with a day.
    pub body: &'s str,
}

/// Meta tags that name the day of publication, surest first.
const PUBLISHED_METAS: [&str; 36] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "article.published",
    "published-date",
    "published_date",
    "publication_date",
    "publicationdate",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "iptc.date",
    "created",
    "datecreated",
    "article.created",
    "pdate",
    "ptime",
    "bt:pubdate",
];

/// Meta tags that name the day of the last change.
const MODIFIED_METAS: [&str; 10] = [
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "revision_date",
];

/// The day of publication, or what is known of it.
pub(super) fn published(sources: &Sources<'_>) -> Published {
    let decided = given(sources).or_else(|| in_markup(sources)).or_else(|| in_text(sources));
    match decided {
        Some((date, why)) => Published { date: Some(date), why: Some(why), candidates: Vec::new() },
        None => Published { candidates: candidates(sources), ..Published::default() },
    }
}

fn given(sources: &Sources<'_>) -> Option<(Date, String)> {
    sources.given.map(|date| (date, "given by the caller".to_string()))
}

fn in_markup(sources: &Sources<'_>) -> Option<(Date, String)> {
    let linked = || {
        let stamp = sources.linked?.published.as_deref()?;
        Some((days::of_stamp(stamp)?, "json-ld datePublished".to_string()))
    };
    let meta = || {
        let tree = sources.tree?;
        PUBLISHED_METAS.iter().find_map(|name| Some((days::of_stamp(tree.meta(name)?)?, format!("meta {name}"))))
    };
    let time = || time_tag(sources.tree?);
    let address = || {
        let canonical = sources.tree.and_then(|tree| tree.canonical.as_deref().or(tree.meta("og:url")));
        let day = [sources.url, canonical].into_iter().flatten().find_map(days::of_address)?;
        Some((day, "address of the page".to_string()))
    };
    linked().or_else(meta).or_else(time).or_else(address)
}

/// The first `<time>` that is marked as publication, else the first below the headline that is not marked as a change.
/// Those above it belong to tickers and to lists of other reports.
fn time_tag(tree: &PageTree) -> Option<(Date, String)> {
    let marked = |marks: &str| marks.contains("publish") || marks.contains("pubdate") || marks.contains("posted");
    let changed = |marks: &str| marks.contains("updated") || marks.contains("modified");
    let first = tree.times.iter().filter(|time| marked(&time.marks) && !changed(&time.marks));
    let below = tree.times.iter().filter(|time| time.after_heading && !changed(&time.marks));
    first.chain(below).find_map(|time| Some((days::of_stamp(&time.value)?, "time tag".to_string())))
}

fn in_text(sources: &Sources<'_>) -> Option<(Date, String)> {
    let first = |text: &str, why: &str| days::in_words(text).first().map(|found| (found.0, why.to_string()));
    let dateline = || first(sources.dateline?, "dateline");
    let visible = || {
        let marked = sources.tree.map(|tree| tree.dates.as_slice()).unwrap_or_default();
        let alone = sources.tree.map(|tree| tree.leaves.as_slice()).unwrap_or_default();
        sources.date_lines.iter().chain(marked).chain(alone).find_map(|line| first(line, "visible text"))
    };
    // A dateline without its year takes it from the year and month of the address.
    let with_address = || {
        let (month, date, _) = *days::without_year(sources.dateline?).first()?;
        let (year, url_month) = days::month_of_address(sources.url?)?;
        let day = Date::new(year, month, date).ok().filter(|_| month == url_month)?;
        Some((day, "dateline, with the year of the address".to_string()))
    };
    dateline().or_else(with_address).or_else(visible)
}

/// The day of the last change, where the page says so.
pub(super) fn modified(linked: &LinkedData, tree: &PageTree) -> Option<Date> {
    let linked = || days::of_stamp(linked.modified.as_deref()?);
    let meta = || MODIFIED_METAS.iter().find_map(|name| days::of_stamp(tree.meta(name)?));
    let time = || {
        let changed = tree.times.iter().find(|time| time.marks.contains("modified") || time.marks.contains("updated"));
        days::of_stamp(&changed?.value)
    };
    linked().or_else(meta).or_else(time)
}

static YEAR: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b((?:19|20)\d{2})\b"));
static WEEKDAY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?$"));

/// How many years after the latest one that the text names are thought of.
const YEARS_AHEAD: i16 = 2;

/// The days that the text leaves open.
fn candidates(sources: &Sources<'_>) -> Vec<DateCandidate> {
    let mut found: Vec<DateCandidate> = Vec::new();
    let mut add = |date: Date, why: String| {
        if !found.iter().any(|known| known.date == date) {
            found.push(DateCandidate { date, why });
        }
    };
    for line in sources.date_lines {
        for date in days::slashed(line) {
            add(date, format!("\"{}\" reads two ways", line.trim()));
        }
    }
    let dateline = sources.dateline.and_then(|text| Some((text, *days::without_year(text).first()?)));
    if let Some((text, (month, date, _))) = dateline {
        for (year, why) in years(sources) {
            if let Ok(day) = Date::new(year, month, date) {
                add(day, format!("dateline \"{text}\" without a year; {why}"));
            }
        }
    } else if let Some((month, date, weekday, words)) = weekday_with_day(sources.body) {
        let latest = years(sources).first().map(|(year, _)| *year);
        for year in latest.map(|year| year - 1..=year + YEARS_AHEAD).into_iter().flatten() {
            let day = Date::new(year, month, date).ok().filter(|day| weekday_name(*day) == weekday);
            if let Some(day) = day {
                add(day, format!("about \"{words}\", which fits {year}"));
            }
        }
    }
    found
}

/// The years that a day without one may belong to, most likely first.
fn years(sources: &Sources<'_>) -> Vec<(i16, String)> {
    if let Some((year, _)) = sources.url.and_then(days::month_of_address) {
        return vec![(year, format!("the address names {year}"))];
    }
    let named = YEAR.all::<1>(sources.body).into_iter().filter_map(|(_, [year])| year.parse::<i16>().ok());
    let Some(latest) = named.filter(|year| (1950..=2100).contains(year)).max() else { return Vec::new() };
    let after = (0..=1).map(|more| latest + more);
    after.map(|year| (year, format!("the latest year named is {latest}"))).collect()
}

/// The first "Tuesday, June 14" of a text: month, day, weekday, the words.
fn weekday_with_day(body: &str) -> Option<(i8, i8, String, String)> {
    days::without_year(body).into_iter().find_map(|(month, date, at)| {
        let before = body.get(..at)?;
        let [weekday] = WEEKDAY.groups::<1>(before.get(before.len().saturating_sub(16)..).unwrap_or(before))?;
        let begin = WEEKDAY.find(before)?.start;
        let words: String = body.get(begin..)?.chars().take(24).collect();
        let words = words.split(['.', ';', ')', '\n']).next().unwrap_or_default().trim().to_string();
        Some((month, date, weekday.to_lowercase(), words))
    })
}

fn weekday_name(day: Date) -> &'static str {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match day.weekday() {
        Monday => "mon",
        Tuesday => "tues",
        Wednesday => "wednes",
        Thursday => "thurs",
        Friday => "fri",
        Saturday => "satur",
        Sunday => "sun",
    }
}
