//! `casus watch`: feeds into the record. The schedule and the fetching are the watch's; here are the line, the record,
//! the terminal, the clock and the places where alerts go.

use crate::add::{coded_by, identity};
use crate::args::{InputOptions, RecordOptions};
use crate::print::{self, Voice};
use crate::web::{SystemClock, network, report};
use crate::{Status, input, interrupt, record};
use casus_line::{Line, kept};
use casus_store::{Added, Identity, Store, WatchedFeed};
use casus_types::Stamp;
use casus_watch::{
    Alarm, Alert, Ended, FeedStatus, Feeds, Journal, Manners, Page, Place, Ready, Record, Seeded, Waiting, Watch,
    read_feeds,
};
use jiff::Timestamp;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

/// Deeply nested pages need more than a thread's usual two megabytes.
const STACK: usize = 32 << 20;

const EXAMPLES: &str = "\
Examples:
  casus watch feeds.toml                         until Ctrl-C; then again, and it goes on where it was
  casus watch feeds.toml --db korea.db
  casus watch feeds.toml --once                  every feed once, for cron

A file of feeds:
  [[feed]]
  url = \"https://example.org/rss\"
  every = \"15m\"

  [[alert]]
  type = \"ASSAULT\"
  actors = \"PRK\"
  to = \"alerts.jsonl\"
";

const STATUS: &str = "\
Feeds may be RSS, Atom, JSON feeds or sitemaps. Sites are asked what they do not want read (robots.txt), one request a
host at a time; private addresses are refused unless `allow` names them. What was listed and what was done stands in a
journal beside the record, casus.db.watch, so that nothing is lost or done twice. All keys are told in docs/watch.md.

Exit status:
  0 done; 1 the record or the journal cannot be written; 2 the file of feeds is not usable, wrong usage; 130 stopped by
  Ctrl-C: the article in hand is finished. A second Ctrl-C stops at once; nothing is lost by it.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct WatchOptions {
    /// The feeds to watch and the alerts to raise, in TOML
    #[arg(value_name = "FEEDS.toml")]
    file: PathBuf,

    #[command(flatten)]
    record: RecordOptions,

    /// Ask every feed once, do what is new, and end
    #[arg(long)]
    once: bool,

    /// An analyst's lexicon files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &WatchOptions) -> Status {
    let prepared = feeds(&options.file).and_then(|feeds| {
        let line = input::line(&InputOptions { lexicon: options.lexicon.clone(), ..InputOptions::default() })?;
        let path = record::path(&options.record);
        let store = Store::open(&path).map_err(|error| error.to_string())?;
        let journal = journal(&path)?;
        Ok((feeds, line, store, journal))
    });
    let (feeds, line, store, journal) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    let keeping = Keeping { stamp: line.stamp(), line: &line, store, voice: Voice::quiet(), added: 0 };
    thread::scope(|scope| {
        let watch = thread::Builder::new().name("casus-watch".to_string()).stack_size(STACK);
        let watching = watch.spawn_scoped(scope, || watch_on(&feeds, keeping, journal, options.once));
        watching.ok().and_then(|watching| watching.join().ok()).unwrap_or(Status::SomeFailed)
    })
}

fn feeds(file: &Path) -> Result<Feeds, String> {
    let shown = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{shown}: cannot be read: {error}; check the path"))?;
    read_feeds(&text, &shown).map_err(|complaints| {
        let each: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        format!("mend this first\n{}", each.join("\n"))
    })
}

/// The journal lies beside the record.
fn journal(record: &Path) -> Result<Journal, String> {
    let mut name = record.as_os_str().to_os_string();
    name.push(".watch");
    let path = PathBuf::from(name);
    Journal::open(&path, Timestamp::now()).map_err(|error| format!("{}: {error}", path.display()))
}

fn watch_on(feeds: &Feeds, mut keeping: Keeping<'_>, journal: Journal, once: bool) -> Status {
    let clock = SystemClock::until(interrupt::flag());
    let mut chance = Seeded::new(Timestamp::now().as_nanosecond() as u64 ^ u64::from(std::process::id()));
    let mut web = network(Manners::default().pause);
    let mut watch = Watch {
        feeds,
        journal,
        key: casus_store::clean_url,
        web: &mut web,
        clock: &clock,
        chance: &mut chance,
        record: &mut keeping,
    };
    let ended = watch.run(once);
    let added = keeping.added;
    match ended {
        Ok(Ended::Complete) => {
            print::say(format_args!("{added} articles added"));
            Status::Done
        }
        Ok(Ended::Stopped) => {
            print::say(format_args!("{added} articles added; stopped; the same command goes on from there"));
            Status::Interrupted
        }
        Err(what) => {
            print::say(what);
            Status::SomeFailed
        }
    }
}

/// The line, the record and the terminal.
struct Keeping<'k> {
    line: &'k Line,
    stamp: Stamp,
    store: Store,
    voice: Voice,
    added: usize,
}

impl Keeping<'_> {
    fn coded(&self, page: &Page, waiting: &Waiting) -> Result<Ready, String> {
        let mut report = report(page.clone());
        let said = |refusal: casus_line::Refusal| refusal.what;
        let (mut article, mut notes) = self.line.page(&report).map_err(said)?;
        // The page's own day counts; the feed's, which may be another zone's, only where it has none.
        if article.published.date.is_none() {
            report.published = waiting.published.as_deref().and_then(|day| day.parse().ok());
            (article, notes) = self.line.page(&report).map_err(said)?;
        }
        let identity = identity(&article, report.url.as_deref()).identity;
        let page_kept = kept(&article);
        let coded = self.line.code_page(article, notes).map_err(said)?;
        let document = Box::new(coded.document(&self.stamp));
        Ok(Ready { identity, document, page: page_kept, address: page.address.clone() })
    }
}

impl Record for Keeping<'_> {
    fn code(&mut self, page: &Page, waiting: &Waiting) -> Result<Ready, String> {
        // A page that the program fails on is set aside, and the watch goes on.
        let coded = catch_unwind(AssertUnwindSafe(|| self.coded(page, waiting)));
        coded.unwrap_or_else(|_| Err("the program failed on it; please report this with the page".to_string()))
    }

    fn add(&mut self, ready: &Ready) -> Result<bool, String> {
        let added = self.store.add_with_page(&ready.document, Some(&ready.address), Some(&ready.page));
        let new = added.map_err(|error| error.to_string())? == Added::New;
        self.added += usize::from(new);
        Ok(new)
    }

    fn has(&mut self, identity: &str) -> Result<bool, String> {
        let identity = Identity { identity: identity.to_string(), content: String::new() };
        self.store.has(&identity, coded_by(&self.stamp)).map_err(|error| error.to_string())
    }

    fn set_aside(&mut self, address: &str, why: &str) -> Result<(), String> {
        self.store.set_aside(address, coded_by(&self.stamp), why).map_err(|error| error.to_string())
    }

    fn stands(&mut self, status: &FeedStatus<'_>) -> Result<(), String> {
        let (feed, state) = (status.feed, status.state);
        let written = |seconds: i64| Timestamp::from_second(seconds).ok().map(|then| then.to_string());
        let noted = WatchedFeed {
            url: feed.url.clone(),
            feed: feed.name.clone(),
            last_tried: state.tried.and_then(written),
            last_ok: state.ok.and_then(written),
            next_due: if state.gone { None } else { written(state.due) },
            failures: state.failures,
            note: state.note.clone(),
            articles: state.articles,
        };
        self.store.note_feed(&noted).map_err(|error| error.to_string())
    }

    fn alarm(&mut self, alert: &Alert, alarm: &Alarm) -> Result<(), String> {
        let line = format!("{}\n", alarm.json);
        match &alert.place {
            Place::File(file) => {
                let mut open = OpenOptions::new();
                let written =
                    open.create(true).append(true).open(file).and_then(|mut file| file.write_all(line.as_bytes()));
                written.map_err(|error| format!("{file}: {error}"))
            }
            Place::Stdout | Place::Webhook(_) => match print::all(line.as_bytes()) {
                Status::Done => Ok(()),
                _ => Err("standard output cannot be written".to_string()),
            },
        }
    }

    fn say(&mut self, what: &str) {
        self.voice.say(what);
    }
}
