//! A window over a small record of our own sentences, on a free port, and the plainest client for it.

#![allow(dead_code, clippy::unwrap_used)] // each test takes what it needs; helpers of tests may fail as tests do

use casus_store::{Ledgers, Store};
use casus_types::{Date, Document};
use casus_window::{Settings, serve};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

pub const TEXT: &str = "Grain for Sudan\n\nNorway sent grain to Sudan on Monday. \"We will open the harbour,\" Minister Lund said. \
    If Sudan closes the road, Norway will send ships. Seven boats sank.\n\nHome | Sport";

/// What is told in a report, where it can be something else than usual.
pub struct Told<'a> {
    pub id: &'a str,
    pub headline: &'a str,
    pub text: &'a str,
    pub speaker: &'a str,
    pub url: Option<&'a str>,
}

impl Default for Told<'_> {
    fn default() -> Self {
        Told { id: "a", headline: "Grain for Sudan", text: TEXT, speaker: "Minister Lund", url: None }
    }
}

/// Where words stand in a text, in characters.
fn at(text: &str, words: &str) -> Value {
    let start = text.find(words).map_or(0, |at| text[..at].chars().count());
    json!({"start": start, "end": start + words.chars().count()})
}

pub fn document(told: &Told<'_>) -> Document {
    let text = told.text;
    let sentence = at(text, "Norway sent grain to Sudan on Monday.");
    let who = |actor: &str, name: &str, code: &str| {
        let place = at(text, name);
        json!({"actor": actor, "text": name, "code": code, "sector": "GOV", "start": place["start"], "end": place["end"]})
    };
    let quoted = at(text, "We will open the harbour,");
    let bound = at(text, "If Sudan closes the road, Norway will send ships.");
    let counted = at(text, "Seven boats");
    let whole = json!({
        "schema": 1, "casus": "0.1.0", "lexicon": "l", "model": "m",
        "article": {
            "id": told.id, "source": told.id, "headline": told.headline, "published": "2022-06-14", "published_why": null,
            "published_candidates": [], "published_candidates_why": [], "modified": null, "authors": [], "agency": null,
            "outlet": "The Harbour Courier", "place": null, "text": text,
            "paragraphs": [{"start": 0, "end": text.chars().count()}], "captions": [],
            "dropped": [{"start": at(text, "Home | Sport")["start"], "end": at(text, "Home | Sport")["end"], "why": "menu"}]
        },
        "sentences": [sentence],
        "actors": [
            {"id": "a1", "name": "Norway", "role": null, "code": "NOR", "sector": "GOV", "mentions": [at(text, "Norway")]},
            {"id": "a2", "name": "Sudan", "role": null, "code": "SDN", "sector": "GOV", "mentions": [at(text, "Sudan")]}
        ],
        "times": [],
        "events": [{
            "id": format!("{:0>16}", format!("{:x}", told.id.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())))),
            "type": "AID", "mode": null, "contexts": [], "cameo": "070", "quad": "material-cooperation", "score": 7.0,
            "ledger": "aid", "actors": [who("a1", "Norway", "NOR")], "recipients": [who("a2", "Sudan", "SDN")],
            "start_date": "2022-06-13", "end_date": "2022-06-13", "date_why": "on Monday", "place": "Port Sudan",
            "place_id": null, "place_country": "SDN", "lat": 19.6, "lon": 37.2, "place_precision": "city",
            "status": "happened", "status_why": "simple past", "said_by": null, "said_by_text": null, "salience": "core",
            "evidence": [sentence], "trigger": at(text, "sent"), "rule": "aid.send", "reader_score": null,
            "why": "aid.send", "confidence": 0.9
        }],
        "quotes": [{
            "kind": "direct", "speaker": "a1", "speaker_text": told.speaker, "speaker_code": "NOR", "source": null,
            "addressee": null, "cue": "said", "start": quoted["start"], "end": quoted["end"], "parts": [quoted]
        }],
        "claims": [{
            "start": counted["start"], "end": counted["end"], "number": 7, "number_to": null, "comparator": "exactly",
            "unit": "boats", "subject": "NOR", "claimant": null, "from": "2022-06-01", "to": "2022-06-13", "ledger": "aid",
            "evidence": at(text, "Seven boats sank.")
        }],
        "commitments": [{
            "start": bound["start"], "end": bound["end"], "kind": "threat", "trigger": "Sudan closes the road",
            "trigger_actor": "SDN", "response": "send ships", "committed": ["NOR"], "toward": ["SDN"], "said_by": null
        }],
        "states": [{
            "relation": "in_talks", "negated": false, "parties": [who("a1", "Norway", "NOR")],
            "toward": [who("a2", "Sudan", "SDN")], "since": null, "since_to": null, "until": null, "until_to": null,
            "as_of": "2022-06-14", "said_by": null, "said_by_text": null, "evidence": [sentence],
            "cue": at(text, "sent"), "why": "so"
        }],
        "notes": []
    });
    serde_json::from_value(whole).unwrap()
}

/// An answer.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Got {
    pub fn json(&self) -> Value {
        assert_eq!(self.headers["content-type"], "application/json; charset=utf-8", "{self:?}");
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The cells of a column.
    pub fn column(&self, name: &str) -> Vec<Value> {
        column(&self.json(), name)
    }
}

/// The cells of a column of a table.
pub fn column(table: &Value, name: &str) -> Vec<Value> {
    let at = table["columns"].as_array().unwrap().iter().position(|column| column["name"] == name).unwrap();
    table["rows"].as_array().unwrap().iter().map(|row| row[at].clone()).collect()
}

/// A window that is open until this goes.
pub struct Open {
    pub address: SocketAddr,
    stop: Arc<AtomicBool>,
    serving: Option<JoinHandle<std::io::Result<()>>>,
    _folder: tempfile::TempDir,
}

/// How a window is opened.
pub struct How {
    pub host: &'static str,
    pub token: Option<&'static str>,
    pub limit: Duration,
}

impl Default for How {
    fn default() -> Self {
        How { host: "127.0.0.1", token: None, limit: Duration::from_secs(5) }
    }
}

pub fn settings(db: &Path, how: &How) -> Settings {
    let names = [("NOR", "Norway"), ("SDN", "Sudan")];
    Settings {
        db: db.to_path_buf(),
        token: how.token.map(str::to_string),
        names: names.map(|(code, name)| (code.to_string(), name.to_string())).into(),
        ledgers: Ledgers::over(&[]).unwrap(),
        limit: how.limit,
        hands: 2,
        today: || Date::constant(2022, 7, 1),
    }
}

impl Open {
    /// Over a record of these reports.
    pub fn over(reports: &[Told<'_>], how: &How) -> Open {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("casus.db");
        let mut store = Store::open(&db).unwrap();
        for report in reports {
            store.add(&document(report), report.url).unwrap();
        }
        drop(store);
        let listener = TcpListener::bind((how.host, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let (settings, flag) = (settings(&db, how), Arc::clone(&stop));
        let serving = std::thread::spawn(move || serve(listener, settings, &flag));
        Open { address, stop, serving: Some(serving), _folder: folder }
    }

    pub fn usual() -> Open {
        Open::over(&[Told::default()], &How::default())
    }

    /// Sends what it is given, and reads the answer to its end.
    pub fn send(&self, request: &str) -> Got {
        let address = SocketAddr::from(([127, 0, 0, 1], self.address.port()));
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let whole = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap_or((&whole, ""));
        let mut lines = head.lines();
        let status = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().parse().unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_string()));
        Got { status, headers: headers.collect(), body: body.to_string() }
    }

    /// With headers of one's own; HTTP/1.0-like in that the connection is closed.
    pub fn with(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
        let host = if headers.iter().any(|(name, _)| *name == "Host") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.address.port())
        };
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.send(&format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{more}\r\n"))
    }

    pub fn get(&self, path: &str) -> Got {
        self.with("GET", path, &[])
    }

    /// Stops it, and says how it ended.
    pub fn stop(mut self) -> std::io::Result<()> {
        self.stop.store(true, Ordering::SeqCst);
        self.serving.take().unwrap().join().unwrap()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}

/// A text as it stands in an address.
pub fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
