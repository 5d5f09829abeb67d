//! A site on this machine that plays what tests need, a clock that passes when told to, and hosts with addresses of our
//! choice.
#![allow(dead_code, clippy::unwrap_used)] // each test file takes what it needs; a test may fail

use casus_watch::{Allowed, Clock, Fetcher, Limits, Manners, Names, Polite};
use jiff::Timestamp;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a site heard.
#[derive(Clone, Debug)]
pub struct Heard {
    pub method: String,
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// A site.
pub struct Site {
    pub port: u16,
    pub accepted: Arc<AtomicUsize>,
    pub heard: Arc<Mutex<Vec<Heard>>>,
}

impl Site {
    /// A site that answers by `answer`, which writes what it likes.
    pub fn open(answer: impl Fn(&Heard, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Site {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let site = Site { port, accepted: Arc::default(), heard: Arc::default() };
        let (accepted, heard, answer) = (Arc::clone(&site.accepted), Arc::clone(&site.heard), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                accepted.fetch_add(1, Ordering::SeqCst);
                let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
                thread::spawn(move || {
                    if let Some(one) = hear(&stream) {
                        heard.lock().unwrap().push(one.clone());
                        let _ = answer(&one, &mut stream);
                    }
                });
            }
        });
        site
    }

    pub fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    pub fn paths(&self) -> Vec<String> {
        self.heard.lock().unwrap().iter().map(|heard| heard.path.clone()).collect()
    }

    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }
}

fn hear(stream: &TcpStream) -> Option<Heard> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, path) = (words.next()?.to_string(), words.next()?.to_string());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_string());
    }
    let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    io::Read::read_exact(&mut reader, &mut body).ok()?;
    Some(Heard { method, path, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

/// An answer with its length.
pub fn say(stream: &mut impl Write, status: &str, headers: &str, body: &[u8]) -> io::Result<()> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)
}

/// A clock that passes when somebody waits.
pub struct Played(pub Cell<Timestamp>);

impl Played {
    pub fn new() -> Played {
        Played(Cell::new("2024-05-01T00:00:00Z".parse().unwrap()))
    }
}

impl Clock for Played {
    fn now(&self) -> Timestamp {
        self.0.get()
    }

    fn wait(&self, until: Timestamp) -> bool {
        self.0.set(self.0.get().max(until));
        true
    }

    fn stopped(&self) -> bool {
        false
    }
}

/// Hosts with addresses of our choice: a row of answers for each, the last of them again and again.
#[derive(Debug, Default)]
pub struct Made {
    pub hosts: Mutex<BTreeMap<String, Vec<Vec<IpAddr>>>>,
    pub asked: AtomicUsize,
}

impl Made {
    /// `host` has this address; every other host is this machine.
    pub fn with(hosts: &[(&str, &[&str])]) -> Arc<Made> {
        let parse = |addresses: &[&str]| vec![addresses.iter().map(|address| address.parse().unwrap()).collect()];
        let hosts = hosts.iter().map(|(host, addresses)| (host.to_string(), parse(addresses))).collect();
        Arc::new(Made { hosts: Mutex::new(hosts), asked: AtomicUsize::new(0) })
    }

    /// First these addresses, then those.
    pub fn changing(host: &str, answers: &[&str]) -> Arc<Made> {
        let answers = answers.iter().map(|address| vec![address.parse().unwrap()]).collect();
        Arc::new(Made { hosts: Mutex::new(BTreeMap::from([(host.to_string(), answers)])), asked: AtomicUsize::new(0) })
    }
}

impl Names for Made {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut hosts = self.hosts.lock().unwrap();
        let Some(answers) = hosts.get_mut(host) else { return Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]) };
        Ok(if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() })
    }
}

pub fn polite(names: Arc<dyn Names>, limits: Limits) -> (Polite, Fetcher) {
    let fetcher = Fetcher::new(names, limits);
    (Polite::new(fetcher.clone(), Manners::default()), fetcher)
}

/// These hosts at every port.
pub fn allow(hosts: &[&str]) -> Allowed {
    Allowed::read(hosts.iter().map(|host| format!("{host}:*"))).unwrap()
}
