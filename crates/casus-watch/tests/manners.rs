//! A site's wishes are heeded: what it wants left alone, how long to wait, when to come again.
#![allow(clippy::unwrap_used)] // a test may fail

mod support;

use casus_watch::{Ask, Clock, Failure, Got, Limits, Polite, Web, Wish};
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicUsize, Ordering};
use support::*;

fn get(web: &mut Polite, site: &Site, host: &str, path: &str, clock: &dyn Clock) -> Result<Got, Failure> {
    get_with(web, site, host, path, Ask::default(), clock)
}

fn get_with(
    web: &mut Polite,
    site: &Site,
    host: &str,
    path: &str,
    ask: Ask,
    clock: &dyn Clock,
) -> Result<Got, Failure> {
    let allowed = allow(&["a.example", "b.example", "c.example"]);
    web.get(&Wish { address: &site.url(host, path), ask, allowed: Some(&allowed) }, clock)
}

fn web() -> Polite {
    polite(Made::with(&[]), Limits::default()).0
}

const PAGE: &str = "Content-Type: text/html; charset=utf-8\r\n";

#[test]
fn nothing_is_fetched_that_robots_disallow() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(
            stream,
            "200 OK",
            "",
            b"User-agent: casus\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/open\n",
        ),
        "/away" => say(stream, "302 Found", "Location: /private/a\r\n", b""),
        _ => say(stream, "200 OK", PAGE, b"<p>Page."),
    });
    let (mut web, clock) = (web(), Played::new());
    for path in ["/private", "/private/a", "/privateer", "/%70rivate", "/x.pdf", "/away"] {
        let came = get(&mut web, &site, "a.example", path, &clock);
        assert!(matches!(came, Err(Failure::Disallowed(_))), "{path}: {came:?}");
    }
    for path in ["/", "/private/open", "/x.pdf?y"] {
        assert!(get(&mut web, &site, "a.example", path, &clock).is_ok(), "{path}");
    }
    let asked = site.paths();
    let disallowed =
        asked.iter().filter(|path| path.contains("rivate") && !path.contains("open") || path.ends_with(".pdf"));
    assert_eq!(disallowed.count(), 0, "{asked:?}");
    assert_eq!(asked.iter().filter(|path| *path == "/robots.txt").count(), 1, "its wishes are remembered");
}

#[test]
fn the_site_that_an_address_leads_to_is_asked_too() {
    let other = Site::open(|heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(stream, "200 OK", "", b"User-agent: *\nDisallow: /\n"),
        _ => say(stream, "200 OK", PAGE, b"<p>Page."),
    });
    let away = other.url("b.example", "/page");
    let site = Site::open(move |heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(stream, "404 Not Found", "", b""),
        _ => say(stream, "301 Moved", &format!("Location: {away}\r\n"), b""),
    });
    let came = get(&mut web(), &site, "a.example", "/", &Played::new());
    assert!(matches!(came, Err(Failure::Disallowed(_))), "{came:?}");
    assert_eq!(other.paths(), ["/robots.txt"]);
}

#[test]
fn a_site_whose_wishes_cannot_be_had_is_left_alone_for_now() {
    let broken = AtomicUsize::new(2);
    let site = Site::open(move |heard, stream| match heard.path.as_str() {
        "/robots.txt"
            if broken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() =>
        {
            say(stream, "500 Broken", "", b"")
        }
        "/robots.txt" => say(stream, "403 Forbidden", "", b""),
        _ => say(stream, "200 OK", PAGE, b"<p>Page."),
    });
    let (mut web, clock) = (web(), Played::new());
    let later = |minutes| clock.0.set(clock.0.get() + SignedDuration::from_mins(minutes));
    for _ in 0..3 {
        assert!(matches!(get(&mut web, &site, "a.example", "/a", &clock), Err(Failure::Failed(_))));
    }
    assert_eq!(site.paths(), ["/robots.txt"], "asked once in ten minutes");
    later(11);
    assert!(get(&mut web, &site, "a.example", "/a", &clock).is_err());
    later(11);
    assert!(get(&mut web, &site, "a.example", "/a", &clock).is_ok(), "no wishes are none");
    assert_eq!(site.paths(), ["/robots.txt", "/robots.txt", "/robots.txt", "/a"]);
}

#[test]
fn requests_to_one_host_keep_their_distance() {
    let site = Site::open(|heard, stream| match (heard.path.as_str(), heard.header("host").unwrap_or_default()) {
        ("/robots.txt", host) if host.starts_with('b') => {
            say(stream, "200 OK", "", b"User-agent: *\nCrawl-delay: 10\n")
        }
        ("/robots.txt", host) if host.starts_with('c') => {
            say(stream, "200 OK", "", b"User-agent: *\nCrawl-delay: 86400\n")
        }
        ("/robots.txt", _) => say(stream, "404 Not Found", "", b""),
        _ => say(stream, "200 OK", PAGE, b"<p>Page."),
    });
    for (host, seconds) in [("a.example", 2), ("b.example", 10), ("c.example", 60)] {
        let (mut web, clock) = (web(), Played::new());
        get(&mut web, &site, host, "/1", &clock).unwrap();
        let first = clock.now();
        for path in ["/2", "/3"] {
            get(&mut web, &site, host, path, &clock).unwrap();
        }
        assert_eq!(clock.now().duration_since(first), SignedDuration::from_secs(2 * seconds), "{host}");
    }
}

#[test]
fn what_is_held_already_is_not_sent_again() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(stream, "404 Not Found", "", b""),
        _ if heard.header("if-none-match") == Some("\"v1\"") => {
            say(stream, "304 Not Modified", "ETag: \"v1\"\r\n", b"")
        }
        _ if heard.header("if-modified-since").is_some() => say(stream, "304 Not Modified", "", b""),
        _ => say(stream, "200 OK", "ETag: \"v1\"\r\nLast-Modified: Wed, 01 May 2024 00:00:00 GMT\r\n", b"<p>Page."),
    });
    let (mut web, clock) = (web(), Played::new());
    let Got::Page(page) = get(&mut web, &site, "a.example", "/", &clock).unwrap() else { panic!("a page") };
    assert_eq!((page.etag.as_deref(), page.modified.is_some()), (Some("\"v1\""), true));
    let by_etag = Ask { etag: page.etag, ..Ask::default() };
    let by_day = Ask { modified: page.modified, ..Ask::default() };
    for ask in [by_etag, by_day] {
        assert_eq!(get_with(&mut web, &site, "a.example", "/", ask, &clock), Ok(Got::Same));
    }
    let agents = site.heard.lock().unwrap();
    assert!(agents.iter().all(|heard| heard.header("user-agent").unwrap_or_default().starts_with("casus/")));
    assert!(agents.iter().all(|heard| heard.header("cookie").is_none() && heard.header("authorization").is_none()));
}

#[test]
fn a_site_that_asks_to_be_left_alone_is() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/robots.txt" => say(stream, "404 Not Found", "", b""),
        "/seconds" => say(stream, "429 Too Many", "Retry-After: 600\r\n", b""),
        "/date" => say(stream, "503 Busy", "Retry-After: Wed, 01 May 2024 06:00:00 GMT\r\n", b""),
        "/gone" => say(stream, "410 Gone", "", b""),
        "/odd" => say(stream, "418 Teapot", "", b""),
        _ => say(stream, "429 Too Many", "", b""),
    });
    let then = |hours: i64, seconds: i64| -> Timestamp {
        Played::new().now() + SignedDuration::from_hours(hours) + SignedDuration::from_secs(seconds)
    };
    for (path, expected) in [("/seconds", then(0, 602)), ("/date", then(6, 0)), ("/bare", then(0, 302))] {
        let (mut web, clock) = (web(), Played::new());
        assert_eq!(get(&mut web, &site, "a.example", path, &clock), Ok(Got::Later(expected)), "{path}");
        assert_eq!(web.free(&site.url("a.example", "/other")), expected, "the whole host is left alone");
    }
    let (mut web, clock) = (web(), Played::new());
    assert_eq!(get(&mut web, &site, "a.example", "/gone", &clock), Ok(Got::Gone));
    assert_eq!(get(&mut web, &site, "a.example", "/odd", &clock), Ok(Got::Status(418)));
}

#[test]
fn a_webhook_goes_by_the_same_door() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/hook" => say(stream, "204 No Content", "", b""),
        _ => say(stream, "302 Found", "Location: http://127.0.0.1/\r\n", b""),
    });
    let mut web = web();
    let allowed = allow(&["a.example"]);
    assert_eq!(web.post(&site.url("a.example", "/hook"), "{\"a\":1}", &allowed), Ok(204));
    assert_eq!(web.post(&site.url("a.example", "/away"), "{}", &allowed), Ok(302), "it is not led on");
    assert!(matches!(web.post(&site.url("127.0.0.1", "/hook"), "{}", &allowed), Err(Failure::Forbidden(_))));
    let heard = site.heard.lock().unwrap();
    assert_eq!((heard.len(), heard[0].method.as_str(), heard[0].body.as_str()), (2, "POST", "{\"a\":1}"));
}
