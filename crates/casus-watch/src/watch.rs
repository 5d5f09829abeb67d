//! The watch itself: one step after another, each written down before the next. Feeds are asked when they are due, what
//! is new in them is fetched, coded and added, and alarms go where they belong. Wherever it is cut off, it goes on from
//! the last line of its journal: what was listed is not lost, and what was added is not added again.

use crate::alert::{Alarm, Alert, alarms};
use crate::allowed::Allowed;
use crate::clock::{Chance, Clock};
use crate::failure::Failure;
use crate::feeds_file::{Feed, Feeds};
use crate::fetch::Ask;
use crate::journal::Journal;
use crate::kept::{Begun, Change, FeedState, Seconds, Waiting};
use crate::listing::{self, Listed};
use crate::moments::{backoff, later};
use crate::polite::{Got, Page, Web, Wish};
use crate::schedule::{Next, Round, next};
use casus_types::Document;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::fmt::Display;

/// An article is tried so often.
const TRIES: u32 = 8;
/// The first wait after a failure of an article or an alarm, and the longest.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(2);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);
/// The longest wait after failures of a feed.
const FEED_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// An article, coded and not yet added.
#[derive(Clone, Debug)]
pub struct Ready {
    /// By what the record knows it.
    pub identity: String,
    /// What was coded.
    pub document: Box<Document>,
    /// What is kept of its page.
    pub page: String,
    /// Where it was.
    pub address: String,
}

/// How a feed stands, for whoever looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedStatus<'s> {
    /// The feed.
    pub feed: &'s Feed,
    /// How it stands.
    pub state: &'s FeedState,
}

/// The record and the terminal, as far as the watch needs them. An error of theirs ends the watch.
pub trait Record {
    /// Cleans and codes a page; in words where it cannot be.
    ///
    /// # Errors
    /// It is no article in English.
    fn code(&mut self, page: &Page, waiting: &Waiting) -> Result<Ready, String>;

    /// Adds an article; whether it is new.
    ///
    /// # Errors
    /// The record cannot be written.
    fn add(&mut self, ready: &Ready) -> Result<bool, String>;

    /// Whether the record has an article from this very run.
    ///
    /// # Errors
    /// The record cannot be read.
    fn has(&mut self, identity: &str) -> Result<bool, String>;

    /// Notes what could not be added.
    ///
    /// # Errors
    /// The record cannot be written.
    fn set_aside(&mut self, address: &str, why: &str) -> Result<(), String>;

    /// Notes how a feed stands.
    ///
    /// # Errors
    /// The record cannot be written.
    fn stands(&mut self, status: &FeedStatus<'_>) -> Result<(), String>;

    /// Writes an alarm to standard output or a file.
    ///
    /// # Errors
    /// It cannot be written; it is tried again.
    fn alarm(&mut self, alert: &Alert, alarm: &Alarm) -> Result<(), String>;

    /// Tells whoever sits there.
    fn say(&mut self, what: &str);
}

/// How a watch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every feed was asked, and what was new is done.
    Complete,
    /// Somebody stopped it.
    Stopped,
}

/// The watch.
pub struct Watch<'w> {
    /// What to watch.
    pub feeds: &'w Feeds,
    /// What is known, on the disk.
    pub journal: Journal,
    /// What makes two addresses the same.
    pub key: fn(&str) -> String,
    /// The network.
    pub web: &'w mut dyn Web,
    /// The time.
    pub clock: &'w dyn Clock,
    /// Chance.
    pub chance: &'w mut dyn Chance,
    /// The record.
    pub record: &'w mut dyn Record,
}

impl Watch<'_> {
    /// Watches until somebody stops it, or until every feed was asked once.
    ///
    /// # Errors
    /// The journal or the record cannot be written.
    pub fn run(&mut self, once: bool) -> Result<Ended, String> {
        let mut asked = BTreeSet::new();
        loop {
            if self.clock.stopped() {
                return Ok(Ended::Stopped);
            }
            let round = if once { Round::Once(&asked) } else { Round::Endless };
            let web = &*self.web;
            let step = next(self.feeds, self.journal.kept(), self.now(), &round, &|address| web.free(address));
            match step {
                Next::Feed(at) => {
                    asked.insert(at);
                    self.feed(at)?;
                }
                Next::Waiting(key) => self.waiting(&key)?,
                Next::Alarm(number) => self.owed(number)?,
                Next::Nothing(at) => {
                    let then = Timestamp::from_second(at).unwrap_or(Timestamp::MAX);
                    if !self.clock.wait(then) {
                        return Ok(Ended::Stopped);
                    }
                }
                Next::Never => return Ok(Ended::Complete),
            }
        }
    }

    fn now(&self) -> Seconds {
        self.clock.now().as_second()
    }

    fn write(&mut self, change: Change) -> Result<(), String> {
        let now = self.now();
        self.journal.write(change, now).map_err(|error| format!("the journal cannot be written: {error}"))
    }

    /// In so many seconds, after failures.
    fn wait_after(&mut self, failures: u32, first: SignedDuration, most: SignedDuration) -> Seconds {
        let wait = backoff(first, failures, most, self.chance);
        later(self.clock.now(), wait).as_second().max(self.now() + 1)
    }

    fn get(&mut self, address: &str, ask: Ask, allowed: &Allowed) -> Result<Got, Failure> {
        let wish = Wish { address, ask, allowed: Some(allowed) };
        self.web.get(&wish, self.clock)
    }

    /// Asks a feed, and queues what is new in it.
    fn feed(&mut self, at: usize) -> Result<(), String> {
        let feeds = self.feeds;
        let Some(feed) = feeds.feeds.get(at) else { return Ok(()) };
        let mut state = self.journal.kept().feeds.get(&feed.url).cloned().unwrap_or_default();
        let language = feed.language.clone();
        let ask = Ask { etag: state.etag.clone(), modified: state.modified.clone(), language, post: None };
        let got = self.get(&feed.url, ask, &feed.allowed);
        if got == Err(Failure::Stopped) {
            return Ok(());
        }
        state.tried = Some(self.now());
        let waiting = match got {
            Ok(Got::Page(page)) => match self.listed(feed, &page) {
                Ok(listed) => {
                    self.answered(feed, &mut state, &listed, &page);
                    listed.waiting
                }
                Err(what) => self.failed(feed, &mut state, what, None),
            },
            Ok(Got::Same) => {
                self.in_time(feed, &mut state);
                Vec::new()
            }
            Ok(Got::Gone) => {
                state.gone = true;
                self.failed(feed, &mut state, "gone for good (410); it is not asked again", None)
            }
            Ok(Got::Later(then)) => self.failed(feed, &mut state, "it asks to be left alone", Some(then)),
            Ok(Got::Status(status)) => self.failed(feed, &mut state, format!("status {status}"), None),
            Err(failure) => self.failed(feed, &mut state, failure, None),
        };
        let new = waiting.len();
        self.write(Change::Listed { feed: feed.url.clone(), state: state.clone(), waiting })?;
        self.record.stands(&FeedStatus { feed, state: &state })?;
        let said = state.note.as_ref().map_or_else(|| format!("{new} new"), |note| format!("{new} new; {note}"));
        self.record.say(&format!("{}: {said}", feed.name));
        Ok(())
    }

    fn listed(&self, feed: &Feed, page: &Page) -> Result<Listed, String> {
        listing::of(feed, page, self.journal.kept(), self.key, self.clock.now()).map_err(|error| error.to_string())
    }

    fn answered(&mut self, feed: &Feed, state: &mut FeedState, listed: &Listed, page: &Page) {
        self.in_time(feed, state);
        // What was left for the next visit must be listed again there.
        let whole = listed.left == 0;
        state.etag = page.etag.clone().filter(|_| whole);
        state.modified = page.modified.clone().filter(|_| whole);
        state.note = match (listed.left, listed.refused.first()) {
            (0, None) => None,
            (0, Some(refused)) => Some(format!("{} not to be fetched: {refused}", listed.refused.len())),
            (left, _) => Some(format!("{left} left for the next visit")),
        };
    }

    fn in_time(&mut self, feed: &Feed, state: &mut FeedState) {
        (state.ok, state.failures, state.note) = (state.tried, 0, None);
        // Up to a twentieth later, so that feeds that began together do not stay together.
        let spread = SignedDuration::from_secs_f64(feed.every.as_secs_f64() * 0.05 * self.chance.part());
        state.due = later(self.clock.now(), feed.every.saturating_add(spread)).as_second();
    }

    fn failed(
        &mut self,
        feed: &Feed,
        state: &mut FeedState,
        what: impl Display,
        then: Option<Timestamp>,
    ) -> Vec<Waiting> {
        state.failures = state.failures.saturating_add(1);
        state.note = Some(what.to_string());
        let wait = self.wait_after(state.failures, feed.every, FEED_WAIT.max(feed.every));
        state.due = then.map_or(wait, |then| then.as_second().saturating_add(1).max(wait));
        Vec::new()
    }

    /// Fetches what waits: an article, or a sitemap of an index.
    fn waiting(&mut self, key: &str) -> Result<(), String> {
        let Some(waiting) = self.journal.kept().waits(key).cloned() else { return Ok(()) };
        if let Some(begun) = &waiting.begun
            && self.record.has(&begun.identity)?
        {
            // It was cut off between adding and noting so.
            return self.done(&waiting, true);
        }
        let feeds = self.feeds;
        let Some(feed) = feeds.feeds.iter().find(|feed| feed.url == waiting.feed) else {
            return self.done(&waiting, false); // its feed is not watched any more
        };
        let ask = Ask { language: feed.language.clone(), ..Ask::default() };
        match self.get(&waiting.address, ask, &feed.allowed) {
            Err(Failure::Stopped) => Ok(()),
            Ok(Got::Page(page)) if waiting.sitemap => self.unfold(feed, &waiting, &page),
            Ok(Got::Page(page)) => self.article(feed, &waiting, &page),
            Ok(Got::Later(then)) => self.again(&waiting, "it asks to be left alone", Some(then)),
            Ok(Got::Status(status)) if status >= 500 || matches!(status, 408 | 425) => {
                self.again(&waiting, format!("status {status}"), None)
            }
            Err(failure) if failure.passes() => self.again(&waiting, failure, None),
            Ok(Got::Gone) => self.give_up(&waiting, "gone for good (410)"),
            Ok(Got::Same) => self.give_up(&waiting, "status 304"),
            Ok(Got::Status(status)) => self.give_up(&waiting, format!("status {status}")),
            Err(failure) => self.give_up(&waiting, failure),
        }
    }

    fn unfold(&mut self, feed: &Feed, waiting: &Waiting, page: &Page) -> Result<(), String> {
        match self.listed(feed, page) {
            Ok(listed) => {
                // An index inside an index would have no end.
                let waits = listed.waiting.into_iter().filter(|inner| !inner.sitemap).collect();
                self.write(Change::Unfolded { key: waiting.key.clone(), waiting: waits })
            }
            Err(what) => self.give_up(waiting, what),
        }
    }

    fn article(&mut self, feed: &Feed, waiting: &Waiting, page: &Page) -> Result<(), String> {
        if !page.is_text() {
            let what = page.content_type.clone().unwrap_or_default();
            return self.give_up(waiting, format!("no page but {what}"));
        }
        let ready = match self.record.code(page, waiting) {
            Ok(ready) => ready,
            Err(what) => return self.give_up(waiting, what),
        };
        if self.record.has(&ready.identity)? {
            return self.done(waiting, false); // it came by another way
        }
        let alarms = alarms(&self.feeds.alerts, &ready.document, &ready.address, &feed.name);
        let begun = Begun { identity: ready.identity.clone(), alarms };
        self.write(Change::Begun { key: waiting.key.clone(), begun })?;
        let new = self.record.add(&ready)?;
        self.record.say(&format!("{}: {} {}", feed.name, if new { "added" } else { "known" }, ready.address));
        self.done(waiting, new)
    }

    fn done(&mut self, waiting: &Waiting, added: bool) -> Result<(), String> {
        let at = self.now();
        self.write(Change::Done { key: waiting.key.clone(), at, added })?;
        let feeds = self.feeds;
        let feed = feeds.feeds.iter().find(|feed| feed.url == waiting.feed).filter(|_| added);
        match (feed, self.journal.kept().feeds.get(&waiting.feed)) {
            (Some(feed), Some(state)) => self.record.stands(&FeedStatus { feed, state }),
            _ => Ok(()),
        }
    }

    fn again(&mut self, waiting: &Waiting, what: impl Display, then: Option<Timestamp>) -> Result<(), String> {
        let tries = waiting.tries + 1;
        if tries >= TRIES {
            return self.give_up(waiting, format!("{what}, {tries} times"));
        }
        let wait = self.wait_after(tries, FIRST_WAIT, LONGEST_WAIT);
        let due = then.map_or(wait, |then| then.as_second().saturating_add(1).max(wait));
        self.record.say(&format!("{}: {what}; tried again later", waiting.address));
        self.write(Change::Again { key: waiting.key.clone(), tries, due })
    }

    fn give_up(&mut self, waiting: &Waiting, what: impl Display) -> Result<(), String> {
        self.record.say(&format!("{}: {what}", waiting.address));
        if waiting.sitemap {
            // It is asked again when its index lists it again.
            return self.write(Change::Unfolded { key: waiting.key.clone(), waiting: Vec::new() });
        }
        self.record.set_aside(&waiting.address, &what.to_string())?;
        self.done(waiting, false)
    }

    /// Sends an alarm that is owed.
    fn owed(&mut self, number: u64) -> Result<(), String> {
        let found = self.journal.kept().owed().find(|(other, _)| *other == number).map(|(_, owed)| owed.clone());
        let Some(owed) = found else { return Ok(()) };
        let Some(alert) = self.feeds.alerts.get(owed.alarm.rule) else {
            return self.write(Change::Sent { alarm: number }); // its rule is no more
        };
        let Err(what) = self.send(alert, &owed.alarm) else { return self.write(Change::Sent { alarm: number }) };
        let tries = owed.tries + 1;
        if tries >= TRIES {
            self.record.say(&format!("an alert is given up after {tries} tries: {what}"));
            return self.write(Change::Sent { alarm: number });
        }
        self.record.say(&format!("an alert cannot be sent and is tried again: {what}"));
        let due = self.wait_after(tries, FIRST_WAIT, LONGEST_WAIT);
        self.write(Change::Later { alarm: number, tries, due })
    }

    fn send(&mut self, alert: &Alert, alarm: &Alarm) -> Result<(), String> {
        let crate::alert::Place::Webhook(address) = &alert.place else { return self.record.alarm(alert, alarm) };
        match self.web.post(address, &alarm.json, &alert.allowed) {
            Ok(status) if (200..300).contains(&status) => Ok(()),
            Ok(status) => Err(format!("{address}: status {status}")),
            Err(failure) => Err(format!("{address}: {failure}")),
        }
    }
}
