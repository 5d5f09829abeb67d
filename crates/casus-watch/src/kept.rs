//! What a watch knows: how each feed stands, which articles wait, which were seen, which alarms are owed. It changes by
//! [`Change`]s alone, each of them whole or not at all, so that it is the same whether it was lived through or read
//! again from the journal.

use crate::alert::Alarm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A point in time, in seconds since 1970.
pub(crate) type Seconds = i64;

/// How a feed stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    /// The mark of what was listed last.
    pub etag: Option<String>,
    /// The day of what was listed last.
    pub modified: Option<String>,
    /// When it is asked again.
    pub due: i64,
    /// Failures on end.
    pub failures: u32,
    /// When it was asked last.
    pub tried: Option<i64>,
    /// When it answered last.
    pub ok: Option<i64>,
    /// What there is to say of it.
    pub note: Option<String>,
    /// It is gone for good, and is not asked again.
    pub gone: bool,
    /// Articles of it that were added.
    pub articles: u64,
}

/// An article, or a sitemap in an index, that is still to be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What makes its address the same as another.
    pub key: String,
    /// The address of its feed.
    pub feed: String,
    /// Where it is to be read.
    pub address: String,
    /// Its headline, by the feed.
    pub title: Option<String>,
    /// Its day, by the feed.
    pub published: Option<String>,
    /// It lists articles itself.
    pub sitemap: bool,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub due: i64,
    /// It was about to be added.
    pub begun: Option<Begun>,
}

/// What is needed to go on where an addition may have been cut off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// By what the record knows the article.
    pub identity: String,
    /// The alarms that it raises.
    pub alarms: Vec<Alarm>,
}

/// An alarm that is still to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The alarm.
    pub alarm: Alarm,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub due: i64,
}

/// One change, a line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Change {
    /// A feed was asked; these are new in it.
    Listed { feed: String, state: FeedState, waiting: Vec<Waiting> },
    /// A sitemap of an index was read; these are new in it.
    Unfolded { key: String, waiting: Vec<Waiting> },
    /// An article is tried again later.
    Again { key: String, tries: u32, due: Seconds },
    /// An article is about to be added.
    Begun { key: String, begun: Begun },
    /// An article is dealt with.
    Done { key: String, at: Seconds, added: bool },
    /// An alarm is tried again later.
    Later { alarm: u64, tries: u32, due: Seconds },
    /// An alarm is sent, or given up.
    Sent { alarm: u64 },
    /// Articles that were seen before, as a journal that is written anew begins with.
    Seen { keys: Vec<(String, Seconds)> },
    /// The same of alarms.
    Owes { owed: Owed },
}

/// What a watch knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How each feed stands, by address.
    pub feeds: BTreeMap<String, FeedState>,
    waiting: BTreeMap<u64, Waiting>,
    keys: BTreeMap<String, u64>,
    seen: BTreeMap<String, Seconds>,
    owed: BTreeMap<u64, Owed>,
    next: u64,
}

impl Kept {
    /// What waits, in the order in which it came.
    pub fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.values()
    }

    /// One of those that wait.
    pub(crate) fn waits(&self, key: &str) -> Option<&Waiting> {
        self.waiting.get(self.keys.get(key)?)
    }

    /// Alarms that are owed, with their numbers.
    pub(crate) fn owed(&self) -> impl Iterator<Item = (u64, &Owed)> {
        self.owed.iter().map(|(number, owed)| (*number, owed))
    }

    /// Whether an article was seen, or waits.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.seen.contains_key(key) || self.keys.contains_key(key)
    }

    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Listed { feed, state, waiting } => {
                self.feeds.insert(feed, state);
                self.queue(waiting);
            }
            Change::Unfolded { key, waiting } => {
                self.leave(&key);
                self.queue(waiting);
            }
            Change::Again { key, tries, due } => {
                if let Some(waiting) = self.one(&key) {
                    (waiting.tries, waiting.due) = (tries, due);
                }
            }
            Change::Begun { key, begun } => {
                if let Some(waiting) = self.one(&key) {
                    waiting.begun = Some(begun);
                }
            }
            Change::Done { key, at, added } => self.done(key, at, added),
            Change::Later { alarm, tries, due } => {
                if let Some(owed) = self.owed.get_mut(&alarm) {
                    (owed.tries, owed.due) = (tries, due);
                }
            }
            Change::Sent { alarm } => drop(self.owed.remove(&alarm)),
            Change::Seen { keys } => self.seen.extend(keys),
            Change::Owes { owed } => self.owe(owed),
        }
    }

    fn queue(&mut self, waiting: Vec<Waiting>) {
        for one in waiting {
            if !self.knows(&one.key) {
                self.keys.insert(one.key.clone(), self.next);
                self.waiting.insert(self.next, one);
                self.next += 1;
            }
        }
    }

    fn one(&mut self, key: &str) -> Option<&mut Waiting> {
        self.waiting.get_mut(self.keys.get(key)?)
    }

    fn leave(&mut self, key: &str) -> Option<Waiting> {
        self.waiting.remove(&self.keys.remove(key)?)
    }

    fn owe(&mut self, owed: Owed) {
        self.owed.insert(self.next, owed);
        self.next += 1;
    }

    fn done(&mut self, key: String, at: Seconds, added: bool) {
        let Some(waiting) = self.leave(&key) else { return };
        if added {
            if let Some(state) = self.feeds.get_mut(&waiting.feed) {
                state.articles += 1;
            }
            for alarm in waiting.begun.map(|begun| begun.alarms).unwrap_or_default() {
                self.owe(Owed { alarm, tries: 0, due: at });
            }
        }
        self.seen.insert(key, at);
    }

    /// The changes that lead from nothing to here, without what was seen before `forget`.
    pub(crate) fn retold(&self, forget: Seconds) -> Vec<Change> {
        let feeds = self.feeds.iter().map(|(feed, state)| {
            let waiting = self.waiting.values().filter(|waiting| &waiting.feed == feed).cloned().collect();
            Change::Listed { feed: feed.clone(), state: state.clone(), waiting }
        });
        let seen: Vec<(String, Seconds)> =
            self.seen.iter().filter(|(_, at)| **at >= forget).map(|(key, at)| (key.clone(), *at)).collect();
        let seen = seen.chunks(1000).map(|keys| Change::Seen { keys: keys.to_vec() });
        let owed = self.owed.values().map(|owed| Change::Owes { owed: owed.clone() });
        feeds.chain(seen).chain(owed).collect()
    }
}
