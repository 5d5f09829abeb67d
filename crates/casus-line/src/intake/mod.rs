//! What a PATH means: a file, a folder read through, a glob, or `-`; and what stands in it, told by content and not by
//! name: a page, plain text, JSONL, a feed, a WARC, or gzip of any of these. An [`Intake`] walks all of it and hands
//! on one [`Report`] after another, so that a file of a million lines is never in memory. Nothing is cleaned or coded
//! here; what cannot be read is refused with its file, its line and a cure, and the rest goes on.

mod bounds;
mod feed;
mod jsonl;
mod paths;
mod sniff;
mod warc;
mod warc_members;

use crate::Refusal;
use casus_types::{Article, Date};
use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::path::PathBuf;

pub use bounds::Limits;
use paths::Place;
use sniff::Kind;

/// One report as it came in, before any cleaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name it is known by: `id`, else URL, else path or `FILE:LINE`. Event ids are made from it.
    pub id: String,
    /// What a message should name: path, URL, `id` or `FILE:LINE`.
    pub source: String,
    /// What it is written in.
    pub form: Form,
    /// The report itself.
    pub content: Content,
    /// Where it was published, when its source says so.
    pub url: Option<String>,
    /// Its headline, when its source says so.
    pub title: Option<String>,
    /// The publication that it stood in, when its source says so.
    pub outlet: Option<String>,
    /// Its day, when its source says so.
    pub published: Option<Date>,
    /// What was odd about its source: a date that is no day.
    pub notes: Vec<String>,
}

impl Report {
    /// A text as it stands, of no source.
    pub fn of_text(text: &str) -> Report {
        Report {
            id: "text".to_string(),
            source: "text".to_string(),
            form: Form::Plain,
            content: Content::Text(text.to_string()),
            url: None,
            title: None,
            outlet: None,
            published: None,
            notes: Vec::new(),
        }
    }

    /// An article that was cleaned before.
    pub fn of_article(article: Article, url: Option<String>) -> Report {
        Report {
            id: article.id.clone(),
            source: article.source.clone(),
            published: article.published.date,
            title: article.headline.clone(),
            outlet: article.outlet.clone(),
            url,
            content: Content::Article(Box::new(article)),
            ..Report::of_text("")
        }
    }
}

/// What a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page.
    Html,
    /// Text as it is.
    Plain,
    /// Not said by its source; its content tells.
    Unsaid,
}

/// A report's bytes, or its text where the source is text already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Bytes, in the encoding that a server named with them or in one still to be found.
    Bytes(Vec<u8>, Option<String>),
    /// Decoded.
    Text(String),
    /// Cleaned before, and kept.
    Article(Box<Article>),
}

/// What an [`Intake`] comes upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A report.
    Report(Box<Report>),
    /// An input that could not be read.
    Refused(Refusal),
    /// Files of a folder that are no text: pictures, fonts. Worth a word, no failure.
    PassedOver(String),
}

/// What to read, and how.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The PATHs, as given.
    pub paths: Vec<String>,
    /// Files to leave alone when a folder is read through: the output of this very run.
    pub leave_out: Vec<PathBuf>,
    /// The day for reports whose source gives none.
    pub published: Option<Date>,
    /// How much is taken at once.
    pub limits: Limits,
}

/// Walks all inputs in order, holding one report at a time.
pub struct Intake {
    places: VecDeque<Place>,
    open: Option<Opened>,
    waiting: VecDeque<Found>,
    folder: FolderCount,
    published: Option<Date>,
    limits: Limits,
}

/// The input that is being read.
struct Opened {
    source: String,
    reports: Reports,
    /// How many reports and refusals it gave.
    given: usize,
}

/// What the folder that is being read through has given so far.
#[derive(Default)]
struct FolderCount {
    name: Option<String>,
    readable: usize,
    not_text: Vec<String>,
}

impl Intake {
    /// Nothing is opened yet.
    pub fn new(wanted: Wanted) -> Intake {
        Intake {
            places: paths::places(&wanted.paths, &wanted.leave_out),
            open: None,
            waiting: VecDeque::new(),
            folder: FolderCount::default(),
            published: wanted.published,
            limits: wanted.limits,
        }
    }

    /// Opens the next place, tells what stands in it and prepares to read it.
    fn enter(&mut self, place: Place) {
        let (source, input) = match place {
            Place::Refused(refusal) => return self.waiting.push_back(Found::Refused(refusal)),
            Place::FolderBegins(name) => {
                self.folder = FolderCount { name: Some(name), ..FolderCount::default() };
                return;
            }
            Place::FolderEnds => return self.leave_folder(),
            Place::Stdin => ("-".to_string(), Ok(Box::new(std::io::stdin()) as Box<dyn Read + Send>)),
            Place::File(path) => {
                let opened = std::fs::File::open(&path);
                (path.display().to_string(), opened.map(|file| Box::new(file) as Box<dyn Read + Send>))
            }
        };
        let sniffed = input.and_then(|input| sniff::open(input, self.limits));
        let (kind, reader) = match sniffed {
            Ok(opened) => opened,
            Err(error) => {
                let refusal =
                    Refusal::new(&source, format!("cannot be read: {error}"), "check the path and its rights");
                return self.waiting.push_back(Found::Refused(refusal));
            }
        };
        if let (Kind::NotText(what), Some(_)) = (&kind, &self.folder.name) {
            return self.folder.not_text.push(format!("{source} ({what})"));
        }
        self.folder.readable += 1;
        let reports = reports(kind, reader, &source, self.limits);
        self.open = Some(Opened { source, reports, given: 0 });
    }

    fn leave_folder(&mut self) {
        let folder = std::mem::take(&mut self.folder);
        let name = folder.name.unwrap_or_default();
        let passed_over = folder.not_text.len();
        if folder.readable == 0 {
            let what = match passed_over {
                0 => "a folder with no files in it".to_string(),
                n => format!("a folder without articles: {n} files, none of them text"),
            };
            let cure = "give a folder with pages, texts, JSONL, feeds or WARC files";
            self.waiting.push_back(Found::Refused(Refusal::new(&name, what, cure)));
        } else if let Some(first) = folder.not_text.first() {
            let rest = if passed_over > 1 { format!(" and {} more", passed_over - 1) } else { String::new() };
            self.waiting.push_back(Found::PassedOver(format!("{name}: passed over what is not text: {first}{rest}")));
        }
    }
}

impl Iterator for Intake {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(found);
            }
            match &mut self.open {
                Some(opened) => match opened.reports.next() {
                    Some(mut found) => {
                        opened.given += 1;
                        if let Found::Report(report) = &mut found {
                            report.published = report.published.or(self.published);
                        }
                        return Some(found);
                    }
                    None => {
                        let empty = (opened.given == 0).then(|| nothing_in(&opened.source));
                        self.open = None;
                        if let Some(refusal) = empty {
                            return Some(Found::Refused(refusal));
                        }
                    }
                },
                None => {
                    let place = self.places.pop_front()?;
                    self.enter(place);
                }
            }
        }
    }
}

fn nothing_in(source: &str) -> Refusal {
    Refusal::new(source, "no article in it", "give a file that holds pages, texts, JSONL lines or feed items")
}

type Reports = Box<dyn Iterator<Item = Found> + Send>;

impl From<Result<Report, Refusal>> for Found {
    fn from(read: Result<Report, Refusal>) -> Found {
        match read {
            Ok(report) => Found::Report(Box::new(report)),
            Err(refusal) => Found::Refused(refusal),
        }
    }
}

/// The reports of one input, by its kind.
fn reports(kind: Kind, reader: Box<dyn BufRead + Send>, source: &str, limits: Limits) -> Reports {
    let one = |read: Result<Report, Refusal>| Box::new(std::iter::once(Found::from(read))) as Reports;
    match kind {
        Kind::Jsonl => Box::new(jsonl::Lines::new(reader, source, limits).map(Found::from)),
        Kind::Warc => Box::new(warc::Records::new(reader, source, limits).map(Found::from)),
        Kind::PackedWarc => Box::new(warc_members::Members::new(reader, source, limits).map(Found::from)),
        Kind::Feed => match feed::items(reader, source, limits) {
            Ok(items) => Box::new(items.into_iter()),
            Err(refusal) => one(Err(refusal)),
        },
        Kind::Single => one(single(reader, source, limits)),
        Kind::Empty => one(Err(Refusal::new(source, "empty", "give a file with an article in it"))),
        Kind::NotText(what) => {
            one(Err(Refusal::new(source, what, "give HTML, plain text, JSONL, a feed, WARC, or gzip of these")))
        }
        Kind::JsonArray => one(Err(Refusal::new(
            source,
            "a JSON array; casus reads one object a line",
            "turn it into JSONL, for instance with `jq -c '.[]'`",
        ))),
    }
}

/// A file that is one report: a page or a text.
fn single(reader: Box<dyn BufRead + Send>, source: &str, limits: Limits) -> Result<Report, Refusal> {
    let mut bytes = Vec::new();
    let read = reader.take(limits.article as u64 + 1).read_to_end(&mut bytes);
    if let Err(error) = read {
        return Err(Refusal::new(source, format!("cannot be read to its end: {error}"), "check the file"));
    }
    if bytes.len() > limits.article {
        return Err(limits.article_too_long(source));
    }
    Ok(Report {
        id: source.to_string(),
        source: source.to_string(),
        form: Form::Unsaid,
        content: Content::Bytes(bytes, None),
        url: None,
        title: None,
        outlet: None,
        published: None,
        notes: Vec::new(),
    })
}

/// A day as sources write it: `2022-06-15`, alone or before a time. Nothing where it is not a day of the calendar.
fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    let (head, rest) = written.split_at_checked(10).unwrap_or((written, ""));
    let ends = rest.chars().next().is_none_or(|next| next == 'T' || next == ' ');
    if ends { head.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_a_date_or_a_timestamp_and_from_nothing_else() {
        let fifteenth = Some(Date::constant(2022, 6, 15));
        assert_eq!(day("2022-06-15"), fifteenth);
        assert_eq!(day("2022-06-15T23:59:00+09:00"), fifteenth);
        assert_eq!(day(" 2022-06-15 08:00 "), fifteenth);
        for no_day in ["June 2022", "2022-06-31", "2022-06-155", "2022", "", "١٢٣٤٥٦٧٨٩٠"] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }
}
