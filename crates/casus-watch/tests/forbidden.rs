//! Sixty addresses that are not for anybody: written out, written oddly, behind names, behind redirects. None is
//! connected to.
#![allow(clippy::unwrap_used)] // a test may fail

mod support;

use casus_watch::{Allowed, Failure, Limits, Web, Wish};
use std::sync::atomic::Ordering;
use support::*;

/// Hosts as addresses write them.
const WRITTEN: [&str; 48] = [
    // This machine, in the notations that programs take.
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "0x7F.0.0.0x1",
    "127.0.0.1.",
    "127.0.0.0x1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "0.0.0.0",
    "0",
    "[::]",
    // Private, of the link, of data centres.
    "10.0.0.1",
    "0x0a000001",
    "012.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "3232235777",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "metadata.google.internal",
    // For many, for documentation, for nobody.
    "224.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "192.0.2.1",
    "\u{ff11}27.0.0.1",
];

/// Names that lead to such addresses.
const NAMED: [(&str, &[&str]); 12] = [
    ("a.example", &["127.0.0.1"]),
    ("b.example", &["::1"]),
    ("c.example", &["10.1.2.3"]),
    ("d.example", &["192.168.0.1"]),
    ("e.example", &["169.254.169.254"]),
    ("f.example", &["::ffff:10.0.0.1"]),
    ("g.example", &["64:ff9b::7f00:1"]),
    ("h.example", &["fd12::1"]),
    ("i.example", &["0.0.0.0"]),
    ("j.example", &["224.0.0.251"]),
    // One that is for anybody beside one that is not.
    ("k.example", &["93.184.215.14", "127.0.0.1"]),
    ("l.example", &["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "fe80::1"]),
];

fn forbidden() -> Vec<String> {
    WRITTEN.into_iter().chain(NAMED.map(|(name, _)| name)).map(|host| format!("http://{host}/")).collect()
}

#[test]
fn none_of_sixty_is_connected_to() {
    let (mut web, fetcher) = polite(Made::with(&NAMED), Limits::default());
    let clock = Played::new();
    let (mut refused, all) = (0, forbidden());
    for address in &all {
        let came = web.get(&Wish { address, ..Wish::default() }, &clock);
        assert!(matches!(came, Err(Failure::Forbidden(_))), "{address}: {came:?}");
        refused += 1;
    }
    assert_eq!((all.len(), refused, fetcher.connections()), (60, 60, 0));
}

#[test]
fn none_of_sixty_is_reached_by_a_redirect() {
    let all = forbidden();
    let targets = all.clone();
    let site = Site::open(move |heard, stream| {
        let number: Option<usize> = heard.path.strip_prefix("/to/").and_then(|number| number.parse().ok());
        match number.and_then(|number| targets.get(number)) {
            Some(target) => say(stream, "302 Found", &format!("Location: {}\r\n", ascii(target)), b""),
            None => say(stream, "404 Not Found", "", b""),
        }
    });
    let (mut web, fetcher) = polite(Made::with(&NAMED), Limits::default());
    let (clock, allowed) = (Played::new(), allow(&["start.example"]));
    for (number, address) in all.iter().enumerate() {
        let start = site.url("start.example", &format!("/to/{number}"));
        let came = web.get(&Wish { address: &start, allowed: Some(&allowed), ..Wish::default() }, &clock);
        assert!(matches!(came, Err(Failure::Forbidden(_))), "{address}: {came:?}");
    }
    // The robots.txt of the start, and the start itself, sixty times: no more.
    assert_eq!((site.accepted(), fetcher.connections()), (61, 61));
}

/// A head is written in ASCII.
fn ascii(target: &str) -> String {
    target.replace('\u{ff11}', "%EF%BC%91")
}

#[test]
fn a_listener_behind_a_name_hears_nothing() {
    // A port of its own is let through for one host; the same port of this machine is not.
    let site = Site::open(|_, stream| say(stream, "200 OK", "", b"secret"));
    let (mut web, fetcher) = polite(Made::with(&[]), Limits::default());
    let (clock, allowed) = (Played::new(), allow(&["news.example", "203.0.113.0/24"]));
    for host in
        ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "other.example", "[::ffff:7f00:1]", "127.0.0.1.nip.example"]
    {
        let address = site.url(host, "/");
        let came = web.get(&Wish { address: &address, allowed: Some(&allowed), ..Wish::default() }, &clock);
        assert!(matches!(came, Err(Failure::Forbidden(_))), "{address}: {came:?}");
    }
    assert_eq!((site.accepted(), fetcher.connections()), (0, 0));
    let address = site.url("news.example", "/");
    assert!(web.get(&Wish { address: &address, allowed: Some(&allowed), ..Wish::default() }, &clock).is_ok());
    assert_eq!((site.accepted(), fetcher.connections()), (2, 2), "what is allowed by name is fetched");
}

#[test]
fn a_name_that_changes_its_answer_is_looked_at_each_time() {
    let site = Site::open(|_, stream| say(stream, "200 OK", "", b"User-agent: *\nDisallow:\n"));
    // First an address that is allowed, as its robots.txt is asked for; then one that is not.
    let names = Made::changing("news.example", &["127.0.0.1", "10.0.0.1"]);
    let (mut web, fetcher) = polite(names.clone(), Limits::default());
    let (clock, allowed) = (Played::new(), allow(&["127.0.0.1"]));
    let address = site.url("news.example", "/a");
    let came = web.get(&Wish { address: &address, allowed: Some(&allowed), ..Wish::default() }, &clock);
    assert!(matches!(came, Err(Failure::Forbidden(_))), "{came:?}");
    assert_eq!((site.paths(), fetcher.connections()), (vec!["/robots.txt".to_string()], 1));
    assert_eq!(names.asked.load(Ordering::SeqCst), 2, "once for each connection, never between looking and connecting");
}

#[test]
fn redirects_end_and_keep_their_protection() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(stream, "404 Not Found", "", b""),
        "/five" => say(stream, "301 Moved", "Location: /4\r\n", b""),
        "/end" => say(stream, "200 OK", "Content-Type: text/html\r\n", b"<p>End."),
        "/1" => say(stream, "307 Moved", "Location: /end\r\n", b""),
        "/round" => say(stream, "302 Moved", "Location: /round\r\n", b""),
        "/user" => say(stream, "302 Moved", "Location: http://me:word@start.example/\r\n", b""),
        "/file" => say(stream, "302 Moved", "Location: file:///etc/passwd\r\n", b""),
        "/port" => say(stream, "302 Moved", "Location: http://other.example:22/\r\n", b""),
        path => {
            let number: usize = path.trim_start_matches('/').parse().unwrap_or(1);
            say(stream, "308 Moved", &format!("Location: /{}\r\n", number - 1), b"")
        }
    });
    let (mut web, _) = polite(Made::with(&[]), Limits::default());
    let (clock, allowed) = (Played::new(), allow(&["start.example"]));
    let mut get = |path: &str| {
        let address = site.url("start.example", path);
        web.get(&Wish { address: &address, allowed: Some(&allowed), ..Wish::default() }, &clock)
    };
    assert!(get("/five").is_ok(), "five redirects are followed");
    assert!(matches!(get("/6"), Err(Failure::Forbidden(_))), "six are not");
    for path in ["/round", "/user", "/file", "/port"] {
        assert!(matches!(get(path), Err(Failure::Forbidden(_))), "{path}");
    }
}

#[test]
fn allowed_names_hold_for_themselves_alone() {
    let allowed = Allowed::read(["10.0.0.0/8"]).unwrap();
    let (mut web, fetcher) = polite(Made::with(&[("a.example", &["10.0.0.1", "192.168.0.1"])]), Limits::default());
    let came =
        web.get(&Wish { address: "http://a.example/", allowed: Some(&allowed), ..Wish::default() }, &Played::new());
    assert!(matches!(came, Err(Failure::Forbidden(_))), "{came:?}");
    assert_eq!(fetcher.connections(), 0);
}
