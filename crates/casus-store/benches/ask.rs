//! How long answers take on a record of 1,000,000 made-up events: who acts on whom falls off as in the news, so that a few
//! pairs have very many. Prints the median and the slowest of several rounds beside the bar. `cargo bench -p casus-store`, or
//! with `-- 100000` on a smaller one; `-- 1000000 FILE` keeps the record in FILE and takes it from there the next time.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)] // a bench has a clock and a voice

use casus_store::{Answer, Dyad, EventsAsked, Every, LedgerAsked, Ledgers, PanelAsked, Party, Store, StoreError};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROUNDS: usize = 9;
const CODES: [&str; 40] = [
    "USA", "RUS", "CHN", "UKR", "ISR", "IRN", "KOR", "PRK", "JPN", "GBR", "FRA", "DEU", "EUR", "UNO", "SYR", "TUR",
    "IND", "PAK", "AFG", "IRQ", "SAU", "YEM", "EGY", "LBN", "PSE", "NATO", "POL", "BLR", "SDN", "ETH", "NGA", "MLI",
    "VEN", "BRA", "MEX", "CUB", "MMR", "PHL", "TWN", "AUS",
];
const TYPES: [(&str, &str, Option<&str>, f64); 8] = [
    ("CONSULT", "verbal-cooperation", Some("meetings"), 2.5),
    ("ASSAULT", "material-conflict", Some("attacks"), -9.0),
    ("ACCUSE", "verbal-conflict", None, -2.0),
    ("AGREE", "verbal-cooperation", None, 3.0),
    ("MOBILIZE", "material-conflict", Some("launches"), -7.0),
    ("AID", "material-cooperation", Some("aid"), 7.0),
    ("SANCTION", "material-conflict", Some("sanctions"), -6.0),
    ("REQUEST", "verbal-conflict", None, -1.0),
];
const WORDS: [&str; 60] = [
    "ministers",
    "talks",
    "troops",
    "border",
    "missile",
    "sanctions",
    "agreed",
    "said",
    "forces",
    "attack",
    "killed",
    "city",
    "president",
    "government",
    "aid",
    "food",
    "visit",
    "council",
    "vote",
    "nuclear",
    "test",
    "launch",
    "ballistic",
    "exercise",
    "navy",
    "air",
    "strike",
    "village",
    "protest",
    "police",
    "arrest",
    "court",
    "sentence",
    "trade",
    "tariff",
    "oil",
    "gas",
    "bank",
    "asset",
    "freeze",
    "travel",
    "ban",
    "summit",
    "leader",
    "foreign",
    "defence",
    "security",
    "treaty",
    "ceasefire",
    "rebels",
    "convoy",
    "hostage",
    "release",
    "refugees",
    "camp",
    "relief",
    "grain",
    "port",
    "ship",
    "drone",
];

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of `n`, the first ones far more often.
    fn falling(&mut self, n: usize) -> usize {
        let unit = (self.next() % 1_000_000) as f64 / 1e6;
        ((n as f64).powf(unit) - 1.0).floor() as usize % n
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let events: i64 = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1_000_000);
    let kept = arguments.next().map(PathBuf::from);
    let folder = tempfile::tempdir().unwrap();
    let path = kept.unwrap_or_else(|| folder.path().join("casus.db"));
    if !path.exists() {
        let start = Instant::now();
        fill(&path, events).unwrap();
        println!("made {events} events in {:.0} s", start.elapsed().as_secs_f64());
    }
    let bytes = std::fs::metadata(&path).unwrap().len();
    println!("{:.2} GB, {:.0} bytes an event", bytes as f64 / 1e9, bytes as f64 / events as f64);
    ask(&Store::open_to_read(&path).unwrap());
}

fn ask(store: &Store) {
    let limit = Some(100);
    let dyad = |actor: &str, recipient: &str| Dyad { actor: Party::code(actor), recipient: Party::code(recipient) };
    let day = |day: &str| day.parse().ok();
    let events = |what: &str, bar: f64, asked: EventsAsked| tell(what, bar, || store.events(&asked));
    events("dyad, the commonest", 20.0, EventsAsked { dyads: vec![dyad("USA", "RUS")], limit, ..Default::default() });
    events("dyad, a rare one", 20.0, EventsAsked { dyads: vec![dyad("AUS", "TWN")], limit, ..Default::default() });
    let both = vec![dyad("USA", "PRK"), dyad("PRK", "USA")];
    events("dyad, both ways", 20.0, EventsAsked { dyads: both, limit, ..Default::default() });
    let of_a_type = EventsAsked {
        dyads: vec![dyad("USA", "PRK")],
        types: vec!["SANCTION".to_string()],
        from: day("2015-01-01"),
        to: day("2016-12-31"),
        limit,
        ..Default::default()
    };
    events("dyad, type and dates", 20.0, of_a_type);
    events("text, a word of a few", 50.0, EventsAsked { text: Some("drone".to_string()), limit, ..Default::default() });
    events(
        "text, the commonest word",
        50.0,
        EventsAsked { text: Some("ministers".to_string()), limit, ..Default::default() },
    );
    events(
        "text, two words",
        50.0,
        EventsAsked { text: Some("nuclear test".to_string()), limit, ..Default::default() },
    );
    events(
        "text, a phrase",
        50.0,
        EventsAsked { text: Some("\"asset freeze\"".to_string()), limit, ..Default::default() },
    );
    events("all, the latest", 50.0, EventsAsked { limit, ..Default::default() });
    events("actor, the commonest", 50.0, EventsAsked { actors: vec![Party::code("USA")], limit, ..Default::default() });
    let part =
        EventsAsked { actors: vec![Party::code("USA")], types: vec!["AID".to_string()], limit, ..Default::default() };
    events("actor and type", 50.0, part);
    events("ledger", 50.0, EventsAsked { ledgers: vec!["launches".to_string()], limit, ..Default::default() });
    events("country", 50.0, EventsAsked { countries: vec!["CUB".to_string()], limit, ..Default::default() });
    filters(store);
    let dyads = vec![dyad("USA", "PRK"), dyad("KOR", "PRK")];
    for (what, every) in [("panel, two dyads by month", Every::Month), ("panel, two dyads by week", Every::Week)] {
        let asked = PanelAsked { run: None, dyads: dyads.clone(), every, statuses: Vec::new(), from: None, to: None };
        tell(what, 50.0, || store.panel(&asked));
    }
    let ledgers = Ledgers::over(&[]).unwrap();
    for name in ledgers.names() {
        let asked = LedgerAsked { limit, ..Default::default() };
        let form = ledgers.get(name).unwrap();
        tell(&format!("ledger {name}"), 200.0, || store.ledger(form, &asked));
    }
}

/// What narrows events, each alone and in pairs; of each a common and a rare value.
fn filters(store: &Store) {
    type Narrow = fn(&mut EventsAsked);
    let narrow: [(&str, Narrow); 12] = [
        ("place", |asked| asked.places = vec!["north harbour".to_string()]),
        ("rare place", |asked| asked.places = vec!["lagoon 977".to_string()]),
        ("status", |asked| asked.statuses = vec!["happened".to_string()]),
        ("rare status", |asked| asked.statuses = vec!["conditional".to_string()]),
        ("status of none", |asked| asked.statuses = vec!["negated".to_string()]),
        ("quad", |asked| asked.quads = vec!["material-conflict".to_string()]),
        ("rare quad", |asked| asked.quads = vec!["material-cooperation".to_string()]),
        ("type", |asked| asked.types = vec!["SANCTION".to_string()]),
        ("country", |asked| asked.countries = vec!["TWN".to_string()]),
        ("dates", |asked| (asked.from, asked.to) = ("2014-03-01".parse().ok(), "2014-05-31".parse().ok())),
        ("actor", |asked| asked.actors = vec![Party::code("TWN")]),
        ("text", |asked| asked.text = Some("ship".to_string())),
    ];
    for (at, (what, one)) in narrow.iter().enumerate() {
        for (other, two) in narrow.iter().skip(at) {
            let mut asked = EventsAsked { limit: Some(100), ..Default::default() };
            one(&mut asked);
            two(&mut asked);
            let name = if what == other { (*what).to_string() } else { format!("{what} + {other}") };
            tell(&name, 50.0, || store.events(&asked));
        }
    }
}

fn tell(what: &str, bar: f64, ask: impl Fn() -> Result<Answer, StoreError>) {
    let mut rows = 0;
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            rows = ask().unwrap().rows.len();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[ROUNDS / 2], times[ROUNDS - 1]);
    let held = if median <= bar { "" } else { "  over the bar" };
    println!("{what:28} {median:8.2} ms  slowest {slowest:8.2} ms  bar {bar:4.0} ms  {rows:5} rows{held}");
}

/// Two witnesses an incident, ten events an article, 12 years.
fn fill(path: &Path, events: i64) -> rusqlite::Result<()> {
    drop(Store::open(path).unwrap());
    let mut sql = Connection::open(path)?;
    sql.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF")?;
    let tx = sql.transaction()?;
    tx.execute("INSERT INTO run VALUES (1, '0.1.0', 'l', 'm')", [])?;
    {
        let mut chance = Chance(88_172_645_463_325_252);
        let mut article = tx.prepare(
            "INSERT INTO article (article, identity, content, id, source, headline, published, text, paragraphs) \
             VALUES (?1, ?1, ?1, ?1, 'report ' || ?1, 'A report', ?2, 'Text.', '[]')",
        )?;
        let mut coding = tx.prepare("INSERT INTO coding VALUES (?1, ?1, 1)")?;
        let mut incident = tx.prepare(
            "INSERT INTO incident (incident, run, type, ledger, status, quad, score, start_date, end_date, place_country, actors, \
             recipients, summary, witnesses, articles) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, 2, 1)",
        )?;
        let mut event = tx.prepare(
            "INSERT INTO event (event, id, coding, incident, type, contexts, quad, score, ledger, status, status_why, salience, \
             start_date, end_date, date_why, place_country, trigger, evidence, rule, confidence, why, place) VALUES (?1, ?2, ?3, ?4, ?5, \
             'diplomatic', ?6, ?7, ?8, ?9, 'a bare statement', 'core', ?10, ?10, 'the day of the report', ?11, 'said', ?12, 'a.rule', .9, 'so', ?13)",
        )?;
        let mut words = tx.prepare("INSERT INTO event_words (rowid, evidence, place) VALUES (?1, ?2, ?3)")?;
        let mut party = tx.prepare("INSERT INTO participant VALUES (?1, ?2, 0, ?3, ?3, ?3, 'GOV', ?4)")?;
        let mut dyad = tx.prepare("INSERT INTO dyad VALUES (?1, ?2, ?3, ?4)")?;
        for pair in 0..events / 2 {
            let of = pair / 5 + 1;
            // The record grows with time, as a watch fills it.
            let day: String = tx.query_row(
                "SELECT date('2011-01-01', ?1)",
                [format!("+{} days", pair * 4380 / (events / 2))],
                |row| row.get(0),
            )?;
            if pair % 5 == 0 {
                article.execute(params![of, day])?;
                coding.execute([of])?;
            }
            let (kind, quad, ledger, score) = TYPES[chance.falling(TYPES.len())];
            let (actor, recipient) = (CODES[chance.falling(CODES.len())], CODES[chance.falling(CODES.len())]);
            let country = CODES[chance.falling(CODES.len())];
            let status = ["happened", "happened", "happened", "planned", "hypothetical", "conditional", "negated"]
                [chance.falling(7)];
            let sentence: Vec<&str> = (0..22).map(|_| WORDS[chance.falling(WORDS.len())]).collect();
            let sentence = sentence.join(" ");
            let place = format!(
                "{} {} {}",
                ["north", "south", "old", "new", "upper"][chance.falling(5)],
                ["harbour", "hill", "ford", "bridge", "lagoon"][chance.falling(5)],
                chance.falling(2000)
            );
            incident.execute(params![
                pair + 1,
                kind,
                ledger,
                status,
                quad,
                score,
                day,
                country,
                actor,
                recipient,
                sentence
            ])?;
            for number in [pair * 2 + 1, pair * 2 + 2] {
                let id = format!("{:016x}", chance.next());
                event.execute(params![
                    number,
                    id,
                    of,
                    pair + 1,
                    kind,
                    quad,
                    score,
                    ledger,
                    status,
                    day,
                    country,
                    sentence,
                    place
                ])?;
                words.execute(params![number, sentence, place])?;
                party.execute(params![number, "actor", actor, day])?;
                party.execute(params![number, "recipient", recipient, day])?;
                dyad.execute(params![actor, recipient, day, number])?;
            }
        }
    }
    tx.execute_batch(
        "INSERT INTO counted SELECT incident, actors, recipients, start_date, type, status, quad, score FROM incident;
         INSERT INTO panel SELECT 1, actor, recipient, day, type, status, quad, count(*), total(score) FROM counted
         GROUP BY actor, recipient, day, type, status;
         INSERT INTO claim (coding, text, number, comparator, unit, unit_class, event_id, evidence, why)
         SELECT coding, 'eight missiles', 1 + event % 9, 'exactly', 'missiles', 'missile', id, evidence, 'so' FROM event
         WHERE ledger IS NOT NULL AND event % 3 = 0;",
    )?;
    tx.commit()
}
