//! Pages that are too much: bombs, bodies without end, bodies a byte at a time, heads without end, lengths that lie.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // a test may fail, and looks at the clock

mod support;

use casus_watch::{Ask, Failure, Fetcher, Limits, Target};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::*;

fn ask(site: &Site, path: &str, limits: Limits) -> Result<Vec<u8>, Failure> {
    let allowed = allow(&["127.0.0.1"]);
    let target = Target::read(&site.url("127.0.0.1", path), &allowed)?;
    Fetcher::new(Made::with(&[]), limits).ask(&target, &Ask::default(), &allowed).map(|reply| reply.body)
}

fn said(came: Result<Vec<u8>, Failure>) -> String {
    came.map(|body| format!("{} bytes", body.len())).unwrap_or_else(|failure| failure.to_string())
}

/// Where the system tells: the most memory that this program has held, in KiB.
fn most_held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn ten_gigabytes_in_gzip_are_stopped_at_the_limit() {
    let site = Site::open(|_, stream| {
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )?;
        let mut packed = GzEncoder::new(stream, Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..10 << 10 {
            packed.write_all(&zeros)?;
        }
        packed.finish().map(drop)
    });
    let (before, began) = (most_held(), Instant::now());
    // By its ratio, as it is usually stopped; by its length, where any ratio were taken.
    let any_ratio = Limits { ratio: u64::MAX, ..Limits::default() };
    assert_eq!(said(ask(&site, "/", Limits::default())), "it unpacks to more than 200 times its size");
    assert_eq!(said(ask(&site, "/", any_ratio)), "longer than 8 MiB");
    if let (Some(before), Some(after)) = (before, most_held()) {
        let grown = (after - before) / 1024;
        eprintln!("a bomb of 10 GB: memory grew by {grown} MiB, in {:?}", began.elapsed());
        assert!(grown <= 32, "memory grew by {grown} MiB");
    }
}

#[test]
fn a_body_without_end_is_stopped_on_the_wire() {
    let site = Site::open(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        loop {
            stream.write_all(b"400\r\n")?;
            stream.write_all(&[b'x'; 0x400])?;
            stream.write_all(b"\r\n")?;
        }
    });
    let limits = Limits { wire: 200_000, ..Limits::default() };
    assert_eq!(said(ask(&site, "/", limits)), "more than 200000 bytes came");
    let limits = Limits { unpacked: 100_000, ..Limits::default() };
    assert_eq!(said(ask(&site, "/", limits)), "longer than 100000 bytes");
}

#[test]
fn a_body_a_byte_at_a_time_is_left() {
    let site = Site::open(|heard, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")?;
        loop {
            sleep(if heard.path == "/silent" { Duration::from_secs(5) } else { Duration::from_millis(20) });
            stream.write_all(b"x")?;
        }
    });
    let limits =
        Limits { grace: Duration::from_secs(1), slowest: 10_000, idle: Duration::from_secs(1), ..Limits::default() };
    let began = Instant::now();
    assert_eq!(said(ask(&site, "/dripping", limits)), "slower than 10000 bytes a second");
    assert_eq!(said(ask(&site, "/silent", limits)), "nothing came for 1 seconds");
    let limits = Limits { total: Duration::from_secs(1), ..Limits::default() };
    assert_eq!(said(ask(&site, "/dripping", limits)), "not done after 1 seconds");
    assert!(began.elapsed() < Duration::from_secs(6));
}

#[test]
fn a_site_that_never_speaks_is_left() {
    let site = Site::open(|_, _| {
        sleep(Duration::from_secs(5));
        Ok(())
    });
    let limits = Limits { idle: Duration::from_millis(500), ..Limits::default() };
    assert_eq!(said(ask(&site, "/", limits)), "nothing came for 0 seconds");
}

#[test]
fn a_head_without_end_is_left() {
    let site = Site::open(|_, stream| {
        write!(stream, "HTTP/1.1 200 OK\r\n")?;
        for number in 0..100_000 {
            write!(stream, "X-{number}: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")?;
        }
        write!(stream, "\r\n")
    });
    let came = ask(&site, "/", Limits::default());
    assert!(came.is_err(), "{came:?}");
}

#[test]
fn lengths_that_lie_are_known() {
    let site = Site::open(|heard, stream| match heard.path.as_str() {
        "/short" => write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n<p>Cut off"),
        "/long" => write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n<p>and more"),
        "/two" => write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\n<p>and more"),
        "/cut" => write!(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Cut"),
        "/none" => write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<p>Whole"),
        "/noise" => stream.write_all(&[0xFF; 4000]),
        _ => Ok(()),
    });
    for broken in ["/short", "/cut", "/noise", "/nothing"] {
        let came = ask(&site, broken, Limits::default());
        assert!(matches!(came, Err(Failure::Failed(_))), "{broken}: {came:?}");
    }
    assert_eq!(ask(&site, "/long", Limits::default()).unwrap(), b"<p>", "what follows is not its own");
    assert_eq!(ask(&site, "/none", Limits::default()).unwrap(), b"<p>Whole");
    assert!(ask(&site, "/two", Limits::default()).map_or(true, |body| body.len() <= 9));
}

#[test]
fn codings_are_undone_and_others_refused() {
    let text = "<p>Envoys met.".repeat(50);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let site = Site::open(move |heard, stream| {
        let asked = heard.header("accept-encoding").unwrap_or_default() == "gzip, deflate, br";
        match heard.path.as_str() {
            "/gzip" if asked => say(stream, "200 OK", "Content-Encoding: gzip\r\n", &gzip),
            "/broken" => say(stream, "200 OK", "Content-Encoding: gzip\r\n", &gzip[..gzip.len() / 2]),
            _ => say(stream, "200 OK", "Content-Encoding: zstd\r\n", b"abc"),
        }
    });
    assert_eq!(ask(&site, "/gzip", Limits::default()).unwrap(), "<p>Envoys met.".repeat(50).into_bytes());
    assert!(ask(&site, "/broken", Limits::default()).is_err());
    assert!(said(ask(&site, "/zstd", Limits::default())).contains("not asked for"));
}
