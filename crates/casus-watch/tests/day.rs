//! Twenty-four hours of feeds, played in seconds: sites that fail, ask to be left alone and break off; a watch that is
//! stopped and killed at any point and begun again. Every article is added once: none is lost, none is doubled.
#![allow(clippy::unwrap_used)] // a test may fail

mod support;

use casus_types::Document;
use casus_watch::Chance;
use casus_watch::{
    Alarm, Alert, Allowed, Clock, Ended, Failure, FeedStatus, Feeds, Fetcher, Got, Journal, Limits, Manners, Page,
    Polite, Ready, Record, Seeded, Waiting, Watch, Web, Wish, read_feeds,
};
use jiff::{SignedDuration, Timestamp};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use support::*;

/// The world's own chance, apart from the watch's.
#[derive(Clone)]
struct Dice(Rc<RefCell<Seeded>>);

impl Dice {
    fn new(seed: u64) -> Dice {
        Dice(Rc::new(RefCell::new(Seeded::new(seed))))
    }

    fn falls(&self, share: f64) -> bool {
        self.0.borrow_mut().part() < share
    }

    fn of(&self, many: u64) -> u64 {
        (self.0.borrow_mut().part() * many as f64) as u64
    }

    /// Ends the program here, at times, as a fall of power would.
    fn may_kill(&self, share: f64) {
        if self.falls(share) {
            resume_unwind(Box::new("killed"));
        }
    }
}

/// Time that passes when somebody waits, up to an end; it may be told to stop on the way.
struct Days {
    now: Arc<AtomicI64>,
    end: i64,
    dice: Dice,
    stops: f64,
    stopped: Cell<bool>,
}

impl Clock for Days {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.now.load(Ordering::SeqCst)).unwrap()
    }

    fn wait(&self, until: Timestamp) -> bool {
        let then = until.as_second() + i64::from(until.subsec_nanosecond() > 0);
        let stops = self.dice.falls(self.stops);
        self.now.fetch_max(then.min(self.end), Ordering::SeqCst);
        self.stopped.set(self.stopped.get() || stops || then >= self.end);
        !self.stopped.get()
    }

    fn stopped(&self) -> bool {
        self.stopped.get() || self.now.load(Ordering::SeqCst) >= self.end
    }
}

/// The record, which outlives the watch.
#[derive(Default)]
struct Shelf {
    /// How often each address was added.
    added: BTreeMap<String, u32>,
    alarms: BTreeMap<String, u32>,
    set_aside: Vec<String>,
    visits: u32,
}

struct Kept<'s> {
    shelf: &'s mut Shelf,
    dice: Dice,
    kills: f64,
}

fn document(address: &str) -> Document {
    let mut document: Document = serde_json::from_str(include_str!("support/document.json")).unwrap();
    document.article.id = address.to_string();
    document.events[0].id.0 = address.to_string();
    document
}

impl Record for Kept<'_> {
    fn code(&mut self, page: &Page, waiting: &Waiting) -> Result<Ready, String> {
        self.dice.may_kill(self.kills);
        assert!(page.is_text() && waiting.published.is_some());
        let identity = format!("{} {}", page.address, page.bytes.len());
        let address = page.address.clone();
        Ok(Ready { identity, document: Box::new(document(&address)), page: String::new(), address })
    }

    fn add(&mut self, ready: &Ready) -> Result<bool, String> {
        self.dice.may_kill(self.kills);
        // As the record does it: what it has is known, and not added again.
        let known = self.shelf.added.contains_key(&ready.identity);
        if !known {
            self.shelf.added.insert(ready.identity.clone(), 1);
        }
        self.dice.may_kill(self.kills);
        Ok(!known)
    }

    fn has(&mut self, identity: &str) -> Result<bool, String> {
        self.dice.may_kill(self.kills);
        Ok(self.shelf.added.contains_key(identity))
    }

    fn set_aside(&mut self, address: &str, why: &str) -> Result<(), String> {
        self.shelf.set_aside.push(format!("{address}: {why}"));
        Ok(())
    }

    fn stands(&mut self, _: &FeedStatus<'_>) -> Result<(), String> {
        self.dice.may_kill(self.kills);
        self.shelf.visits += 1;
        Ok(())
    }

    fn alarm(&mut self, _: &Alert, alarm: &Alarm) -> Result<(), String> {
        if self.dice.falls(0.1) {
            return Err("the disk is full".to_string());
        }
        *self.shelf.alarms.entry(alarm.event.clone()).or_default() += 1;
        self.dice.may_kill(self.kills);
        Ok(())
    }

    fn say(&mut self, _: &str) {
        self.dice.may_kill(self.kills / 4.0);
    }
}

/// A folder in memory where there is one: a day of journals would wait minutes for a disk.
fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Runs a watch to the end of its time, begun again whenever it is stopped or killed; how often that was.
fn play(
    home: &Path,
    feeds: &Feeds,
    shelf: &mut Shelf,
    dice: &Dice,
    time: (&Arc<AtomicI64>, i64),
    kills: f64,
    web: &mut dyn FnMut() -> Box<dyn Web>,
) -> u32 {
    let (now, end) = time;
    let mut begun = 0;
    while now.load(Ordering::SeqCst) < end {
        begun += 1;
        let clock = Days { now: Arc::clone(now), end, dice: dice.clone(), stops: kills, stopped: Cell::new(false) };
        let ended = catch_unwind(AssertUnwindSafe(|| {
            let mut web = web();
            let mut record = Kept { shelf: &mut *shelf, dice: dice.clone(), kills };
            let mut watch = Watch {
                feeds,
                journal: Journal::open(&home.join("watch"), clock.now()).unwrap(),
                key: |address| address.split('?').next().unwrap_or_default().replace("http://", "https://"),
                web: web.as_mut(),
                clock: &clock,
                chance: &mut Seeded::new(begun.into()),
                record: &mut record,
            };
            watch.run(false)
        }));
        match ended {
            Ok(ended) => assert_eq!(ended, Ok(Ended::Stopped)),
            // A line that was being written when the power fell.
            Err(_) if dice.falls(0.5) => {
                let mut file = std::fs::OpenOptions::new().append(true).open(home.join("watch")).unwrap();
                file.write_all(b"{\"what\":\"done\",\"key\":\"https://a.exa").unwrap();
            }
            Err(_) => {}
        }
    }
    begun
}

const START: i64 = 1_714_521_600; // 2024-05-01
const DAY: i64 = 86_400;

/// When the articles of each host appear: one in ten minutes or so, some in a rush.
fn written(dice: &Dice, host: &str) -> Vec<(i64, String)> {
    let mut at = START + 30;
    let mut articles = Vec::new();
    while at < START + DAY {
        articles.push((at, format!("http://{host}/news/{}", articles.len())));
        at += if dice.falls(0.2) { 1 } else { 60 + dice.of(1500) as i64 };
    }
    articles
}

fn rss(articles: &[(i64, String)], now: i64) -> String {
    let listed = articles.iter().rev().filter(|(at, _)| *at <= now && *at > now - 2 * DAY);
    let items: String = listed
        .map(|(at, link)| {
            let day = Timestamp::from_second(*at).unwrap().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            format!("<item><link>{link}?utm=feed</link><title>One</title><pubDate>{day}</pubDate></item>")
        })
        .collect();
    format!("<rss version=\"2.0\"><channel><title>Ours</title>{items}</channel></rss>")
}

/// Sites without a network.
struct World {
    hosts: Rc<BTreeMap<String, Vec<(i64, String)>>>,
    dice: Dice,
    trouble: f64,
    kills: f64,
}

impl Web for World {
    fn get(&mut self, wish: &Wish<'_>, clock: &dyn Clock) -> Result<Got, Failure> {
        self.dice.may_kill(self.kills);
        let now = clock.now();
        if self.dice.falls(self.trouble) {
            return match self.dice.of(5) {
                0 => Ok(Got::Later(now + SignedDuration::from_secs(30 + self.dice.of(1800) as i64))),
                1 => Ok(Got::Status(503)),
                2 => Ok(Got::Page(Page {
                    bytes: b"<rss version=\"2.0\"><channel><item".to_vec(),
                    content_type: None,
                    ..Page::default()
                }))
                .and_then(|page| {
                    if wish.address.contains("news") { Err(Failure::Failed("broke off".into())) } else { Ok(page) }
                }),
                _ => Err(Failure::Failed("it does not answer".into())),
            };
        }
        let host = wish.address.split('/').nth(2).unwrap_or_default();
        let articles = &self.hosts[host];
        let count = articles.iter().filter(|(at, _)| *at <= now.as_second()).count();
        let page = |bytes: String, etag: Option<String>| {
            let address = wish.address.split('?').next().unwrap_or_default().to_string();
            Ok(Got::Page(Page { address, etag, bytes: bytes.into_bytes(), ..Page::default() }))
        };
        if wish.address.contains("/news/") {
            return page(wish.address.to_string(), None);
        }
        if wish.address.ends_with("/index") {
            return page("<sitemapindex><sitemap><loc>/feed</loc></sitemap></sitemapindex>".to_string(), None);
        }
        let etag = format!("\"{count}\"");
        if wish.ask.etag.as_ref() == Some(&etag) {
            Ok(Got::Same)
        } else {
            page(rss(articles, now.as_second()), Some(etag))
        }
    }

    fn free(&self, _: &str) -> Timestamp {
        Timestamp::MIN
    }

    fn post(&mut self, _: &str, _: &str, _: &Allowed) -> Result<u16, Failure> {
        Ok(200)
    }
}

fn assert_each_once(shelf: &Shelf, articles: &[&str]) {
    let added: Vec<&str> = shelf.added.keys().map(|identity| identity.split(' ').next().unwrap()).collect();
    let mut wanted = articles.to_vec();
    wanted.sort_unstable();
    assert_eq!(added.len(), wanted.len(), "lost or doubled; set aside: {:?}", shelf.set_aside);
    assert_eq!(added, wanted);
}

#[test]
fn a_day_of_stops_kills_and_failing_sites_loses_and_doubles_nothing() {
    let (mut begun, mut articles, mut visits) = (0, 0, 0);
    for seed in 0..6 {
        let dice = Dice::new(seed);
        let names = ["a.example", "b.example", "c.example", "d.example"];
        let hosts: BTreeMap<String, Vec<(i64, String)>> =
            names.iter().map(|host| (host.to_string(), written(&dice, host))).collect();
        let hosts = Rc::new(hosts);
        let file = "[[feed]]\nurl = \"http://a.example/feed\"\n[[feed]]\nurl = \"http://b.example/feed\"\nevery = \"5m\"\n\
                    [[feed]]\nurl = \"http://c.example/index\"\nevery = \"1h\"\n\
                    [[feed]]\nurl = \"http://d.example/feed\"\nmost = 2\n[[alert]]\nactors = \"NOR\"\n";
        let feeds = read_feeds(file, "feeds.toml").unwrap();
        let home = in_memory();
        let mut shelf = Shelf::default();
        let now = Arc::new(AtomicI64::new(START));
        let kills = if seed == 0 { 0.0 } else { 0.01 };
        let world = |trouble: f64, kills: f64| {
            let (hosts, dice) = (Rc::clone(&hosts), dice.clone());
            move || Box::new(World { hosts: Rc::clone(&hosts), dice: dice.clone(), trouble, kills }) as Box<dyn Web>
        };
        begun += play(home.path(), &feeds, &mut shelf, &dice, (&now, START + DAY), kills, &mut world(0.1, kills));
        // Once the day is over, what was put off is done.
        play(home.path(), &feeds, &mut shelf, &dice, (&now, START + 2 * DAY), 0.0, &mut world(0.0, 0.0));
        let all: Vec<&str> = hosts.values().flatten().map(|(_, link)| link.as_str()).collect();
        assert_each_once(&shelf, &all);
        assert_eq!(shelf.set_aside, Vec::<String>::new());
        assert!(all.iter().all(|link| shelf.alarms.get(*link).is_some_and(|times| *times >= 1)), "an alarm is lost");
        (articles, visits) = (articles + all.len(), visits + shelf.visits);
    }
    eprintln!("6 days: {articles} articles, each added once; {visits} notes of feeds; begun {begun} times");
}

#[test]
fn a_day_over_a_real_connection_loses_and_doubles_nothing_and_fetches_nothing_disallowed() {
    let dice = Dice::new(99);
    let names = ["a.example", "b.example", "c.example"];
    let hosts: BTreeMap<String, Vec<(i64, String)>> =
        names.iter().map(|host| (host.to_string(), written(&dice, host))).collect();
    let now = Arc::new(AtomicI64::new(START));
    let (told, time) = (hosts.clone(), Arc::clone(&now));
    let count = AtomicI64::new(0);
    let site = Site::open(move |heard, stream| {
        let host = heard.header("host").unwrap_or_default().to_string();
        let name = host.split(':').next().unwrap_or_default().to_string();
        let number = count.fetch_add(1, Ordering::SeqCst);
        let now = time.load(Ordering::SeqCst);
        match heard.path.split('?').next().unwrap_or_default() {
            "/robots.txt" => say(stream, "200 OK", "", b"User-agent: *\nDisallow: /secret\nCrawl-delay: 1\n"),
            _ if number % 17 == 5 && now < START + DAY => say(stream, "500 Broken", "", b""),
            _ if number % 19 == 7 && now < START + DAY => say(stream, "429 Too Many", "Retry-After: 90\r\n", b""),
            _ if number % 23 == 9 && now < START + DAY => {
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss")
            }
            "/feed" => {
                let secret = format!("<item><link>http://{host}/secret/{number}</link></item></channel>");
                let feed = rss(&told[&name], now).replace(&format!("http://{name}/"), &format!("http://{host}/"));
                say(stream, "200 OK", "", feed.replace("</channel>", &secret).as_bytes())
            }
            "/moved" => say(stream, "200 OK", "", b""),
            path if path.starts_with("/news/") => say(stream, "301 Moved", &format!("Location: /read{path}\r\n"), b""),
            path => say(stream, "200 OK", "Content-Type: text/html\r\n", format!("<p>{path}").as_bytes()),
        }
    });
    let feed = |host: &str| format!("[[feed]]\nurl = \"{}\"\nallow = [\"{host}:*\"]\n", site.url(host, "/feed"));
    let file: String = names.iter().map(|host| feed(host)).collect();
    let feeds = read_feeds(&file, "feeds.toml").unwrap();
    let home = in_memory();
    let mut shelf = Shelf::default();
    let mut web = || {
        let fetcher = Fetcher::new(Made::with(&[]), Limits::default());
        Box::new(Polite::new(fetcher, Manners::default())) as Box<dyn Web>
    };
    let begun = play(home.path(), &feeds, &mut shelf, &dice, (&now, START + DAY), 0.003, &mut web);
    play(home.path(), &feeds, &mut shelf, &dice, (&now, START + DAY * 2), 0.0, &mut web);
    let links = |(host, articles): (&String, &Vec<(i64, String)>)| -> Vec<String> {
        articles.iter().map(|(_, link)| link.replace(&format!("http://{host}/"), &site.url(host, "/read/"))).collect()
    };
    let all: Vec<String> = hosts.iter().flat_map(links).collect();
    assert_each_once(&shelf, &all.iter().map(String::as_str).collect::<Vec<_>>());
    let secrets = site.paths().iter().filter(|path| path.starts_with("/secret")).count();
    assert_eq!(secrets, 0, "what robots.txt disallows was fetched");
    eprintln!(
        "a day over {} connections: {} articles, each added once; begun {begun} times",
        site.accepted(),
        all.len()
    );
}
