//! The file that says which feeds to watch and what to raise an alarm for. It belongs to whoever watches: all that is
//! wrong with it is said at once, with line and a way out, and nothing is watched until it is mended.

use crate::alert::{Alert, Place};
use crate::allowed::Allowed;
use crate::target::Target;
use casus_types::{Complaint, EventType, Ledger, Status};
use jiff::SignedDuration;
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// The running lists, as events name them.
const LEDGERS: [&str; 10] = [
    "launches",
    "nuclear_tests",
    "sanctions",
    "votes",
    "meetings",
    "aid",
    "deployments",
    "attacks",
    "protests",
    "arrests",
];

/// A feed to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// What it is called in messages.
    pub name: String,
    /// How often it is asked.
    pub every: SignedDuration,
    /// What may be fetched for it although it is private.
    pub allowed: Allowed,
    /// In which language it is asked for.
    pub language: Option<String>,
    /// How many new articles are taken at one visit; the rest at the next.
    pub most: usize,
    /// Articles that it dates longer ago than this are left alone.
    pub back: SignedDuration,
}

/// What to watch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feeds {
    /// The feeds, in the file's order.
    pub feeds: Vec<Feed>,
    /// The alarms, in the file's order.
    pub alerts: Vec<Alert>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    #[serde(default, rename = "feed")]
    feeds: Vec<Spanned<FeedForm>>,
    #[serde(default, rename = "alert")]
    alerts: Vec<Spanned<AlertForm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedForm {
    url: Spanned<String>,
    name: Option<String>,
    every: Option<Spanned<String>>,
    #[serde(default)]
    allow: Vec<Spanned<String>>,
    language: Option<Spanned<String>>,
    most: Option<Spanned<usize>>,
    back: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertForm {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<Spanned<Words>>,
    actors: Option<Words>,
    recipients: Option<Words>,
    ledger: Option<Spanned<Words>>,
    status: Option<Spanned<Words>>,
    to: Option<Spanned<String>>,
    #[serde(default)]
    allow: Vec<Spanned<String>>,
}

/// One word or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

impl Words {
    fn all(&self) -> &[String] {
        match self {
            Words::One(word) => std::slice::from_ref(word),
            Words::Several(words) => words,
        }
    }
}

/// Reads the file; `file` is its name for messages.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_feeds(text: &str, file: &str) -> Result<Feeds, Vec<Complaint>> {
    let form: FileForm = match toml::from_str(text) {
        Ok(form) => form,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let what = error.message().lines().next().unwrap_or_default();
            let help = "see docs/watch.md for the keys of [[feed]] and [[alert]]";
            return Err(vec![Complaint::at(file, text, at, what, help)]);
        }
    };
    let mut reading = Reading { text, file, complaints: Vec::new() };
    let feeds = reading.feeds(&form.feeds);
    let alerts = form.alerts.iter().map(|alert| reading.alert(alert)).collect();
    if reading.complaints.is_empty() { Ok(Feeds { feeds, alerts }) } else { Err(reading.complaints) }
}

/// What is kept while the file is read.
struct Reading<'f> {
    text: &'f str,
    file: &'f str,
    complaints: Vec<Complaint>,
}

impl Reading<'_> {
    fn complain(&mut self, at: usize, what: impl Into<String>, help: impl Into<String>) {
        self.complaints.push(Complaint::at(self.file, self.text, at, what, help));
    }

    fn feeds(&mut self, forms: &[Spanned<FeedForm>]) -> Vec<Feed> {
        if forms.is_empty() {
            self.complain(0, "no feed in it", "begin one with the line [[feed]] and give its url");
        }
        let mut seen = BTreeSet::new();
        let mut feeds = Vec::new();
        for form in forms {
            let feed = self.feed(form.get_ref());
            if !seen.insert(feed.url.clone()) {
                self.complain(form.get_ref().url.span().start, "this feed stands here twice", "take one of them out");
            }
            feeds.push(feed);
        }
        feeds
    }

    fn feed(&mut self, form: &FeedForm) -> Feed {
        let allowed = self.allowed(&form.allow);
        let at = form.url.span().start;
        let target = Target::read(form.url.get_ref(), &allowed);
        if let Err(failure) = &target {
            self.complain(
                at,
                format!("`{}`: {failure}", form.url.get_ref()),
                "write a whole address; what is private needs `allow`",
            );
        }
        let host = target.as_ref().map_or_else(|_| String::new(), |target| target.host().to_string());
        let url = target.map_or_else(|_| form.url.get_ref().clone(), |target| target.as_str().to_string());
        let every = self.time(form.every.as_ref(), "15m", SignedDuration::from_mins(1));
        let back = self.time(form.back.as_ref(), "30d", SignedDuration::from_hours(1));
        let language = form.language.as_ref().map(|language| {
            if !language.get_ref().to_lowercase().starts_with("en") {
                let what = format!("language `{}`: only English is read", language.get_ref());
                self.complain(language.span().start, what, "take the feed out, or give its English edition");
            }
            language.get_ref().clone()
        });
        let most = form.most.as_ref().map_or(200, |most| {
            if *most.get_ref() == 0 {
                self.complain(most.span().start, "`most` is 0", "give how many articles to take at one visit");
            }
            *most.get_ref()
        });
        Feed { name: form.name.clone().unwrap_or(host), url, every, allowed, language, most, back }
    }

    fn allowed(&mut self, names: &[Spanned<String>]) -> Allowed {
        let mut allowed = Allowed::default();
        for name in names {
            match Allowed::read([name.get_ref()]) {
                Ok(one) => allowed = allowed.and(&one),
                Err(what) => self.complain(name.span().start, what, "name it as it stands in addresses"),
            }
        }
        allowed
    }

    /// `15m`, `2h`, `1d`, `90s`.
    fn time(&mut self, written: Option<&Spanned<String>>, usual: &str, least: SignedDuration) -> SignedDuration {
        let (text, at) = written.map_or((usual, 0), |written| (written.get_ref().as_str(), written.span().start));
        let time = stretch(text);
        match time {
            Some(time) if time >= least => time,
            Some(_) => {
                self.complain(
                    at,
                    format!("`{text}` is too often"),
                    format!("give {} minutes or more", least.as_mins()),
                );
                least
            }
            None => {
                self.complain(at, format!("`{text}` is no time"), "write a number and s, m, h or d: 15m");
                least
            }
        }
    }

    fn alert(&mut self, spanned: &Spanned<AlertForm>) -> Alert {
        let form = spanned.get_ref();
        let kinds = self.words(form.kind.as_ref(), "class", &EventType::ALL.map(EventType::code), |word| {
            EventType::from_code(&word.to_uppercase())
        });
        let ledgers = self
            .words(form.ledger.as_ref(), "ledger", &LEDGERS, |word| serde_json::from_value::<Ledger>(word.into()).ok());
        let statuses = self.words(form.status.as_ref(), "status", &Status::ALL.map(Status::word), |word| {
            Status::ALL.into_iter().find(|status| status.word() == word)
        });
        let codes = |words: &Option<Words>| -> Vec<String> {
            words.iter().flat_map(|words| words.all()).map(|code| code.trim().to_uppercase()).collect()
        };
        let allowed = self.allowed(&form.allow);
        let place = self.place(spanned, &allowed);
        let statuses = if statuses.is_empty() { vec![Status::Happened] } else { statuses };
        let (actors, recipients) = (codes(&form.actors), codes(&form.recipients));
        Alert { name: form.name.clone(), kinds, actors, recipients, ledgers, statuses, place, allowed }
    }

    fn place(&mut self, spanned: &Spanned<AlertForm>, allowed: &Allowed) -> Place {
        let Some(to) = &spanned.get_ref().to else { return Place::Stdout };
        let written = to.get_ref().trim();
        if written.contains("://") {
            if let Err(failure) = Target::read(written, allowed) {
                self.complain(
                    to.span().start,
                    format!("`{written}`: {failure}"),
                    "what is private needs `allow` in the alert",
                );
            }
            return Place::Webhook(written.to_string());
        }
        match written {
            "" => {
                self.complain(to.span().start, "`to` is empty", "write \"stdout\", the name of a file, or an address");
                Place::Stdout
            }
            "stdout" | "-" => Place::Stdout,
            file => Place::File(file.to_string()),
        }
    }

    fn words<T>(
        &mut self,
        words: Option<&Spanned<Words>>,
        what: &str,
        known: &[&str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let Some(words) = words else { return Vec::new() };
        let mut found = Vec::new();
        for word in words.get_ref().all() {
            match read(word.trim()) {
                Some(one) => found.push(one),
                None => self.complain(
                    words.span().start,
                    format!("no {what} `{word}`"),
                    format!("one of {}", known.join(", ")),
                ),
            }
        }
        found
    }
}

fn stretch(text: &str) -> Option<SignedDuration> {
    let text = text.trim();
    let (number, unit) = text.split_at_checked(text.find(|c: char| !c.is_ascii_digit())?)?;
    let number: i64 = number.parse().ok().filter(|number| *number <= 100_000)?;
    let seconds = match unit.trim() {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    Some(SignedDuration::from_secs(number * seconds))
}

#[cfg(test)]
#[path = "feeds_file_tests.rs"]
mod tests;
