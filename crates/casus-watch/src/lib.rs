//! Watching the news: fetching by safe means, with manners, and a schedule of feeds. Bytes are handed out and nothing
//! is coded here; the record, the terminal, the time, chance and the addresses of hosts are handed in, so that tests play
//! days in seconds.
//!
//! Start with [`Watch::run`] for the schedule, and with [`Polite`] for the fetching of one page: it asks robots.txt,
//! waits for the host's turn, and goes by [`Fetcher::ask`], where every address is looked at before a connection is made.

mod address;
mod alert;
mod allowed;
mod clock;
mod connection;
mod failure;
mod feeds_file;
mod fetch;
mod journal;
mod kept;
mod limits;
mod listing;
mod moments;
mod names;
mod polite;
mod robots;
mod schedule;
mod target;
mod unpack;
mod watch;

pub use address::own;
pub use alert::{Alarm, Alert, Place, alarms};
pub use allowed::Allowed;
pub use clock::{Chance, Clock, Seeded};
pub use failure::Failure;
pub use feeds_file::{Feed, Feeds, read_feeds};
pub use fetch::{AGENT, Ask, Fetcher, Reply};
pub use journal::Journal;
pub use kept::{Begun, FeedState, Kept, Owed, Waiting};
pub use limits::Limits;
pub use moments::{http_date, retry_after};
pub use names::{Names, SystemNames};
pub use polite::{Got, Manners, Page, Polite, Web, Wish};
pub use robots::Robots;
pub use target::Target;
pub use watch::{Ended, FeedStatus, Ready, Record, Watch};
