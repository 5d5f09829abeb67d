//! WARC files as crawlers write them, built by hand: chunked, packed, broken, and with what is no page in between.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, uri: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in body.chunks(size.max(1)) {
        out.extend(format!("{:x};note=1\r\n", chunk.len()).into_bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
    }
    out.extend(b"0\r\n\r\n");
    out
}

fn read(warc: &[u8]) -> Vec<Result<Report, Refusal>> {
    let limits = Limits { article: 10_000, ..Limits::default() };
    Records::new(warc, "f.warc", limits).collect()
}

#[test]
fn pages_are_reports_and_everything_else_is_passed_over() {
    let html = "Content-Type: text/html; charset=\"windows-1252\"";
    let warc = [
        record("warcinfo", "", b"software: ours"),
        record("request", "http://our.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "http://our.example/1", &http("200 OK", html, b"<p>Talks ended.")),
        record("response", "http://our.example/x.png", &http("200 OK", "Content-Type: image/png", b"\x89PNG")),
        record("response", "http://our.example/gone", &http("404 Not Found", html, b"<p>Gone.")),
        record("response", "http://our.example/2", &http("200 OK", html, &vec![b'x'; 20_000])),
        record("response", "<http://our.example/3>", &http("200 OK", html, b"<p>Talks began.")),
    ]
    .concat();
    let found = read(&warc);
    assert_eq!(found.len(), 3);
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.source, "http://our.example/1");
    assert_eq!(first.content, Content::Bytes(b"<p>Talks ended.".to_vec(), Some("windows-1252".to_string())));
    assert_eq!(first.published, None);
    assert_eq!(found[1].as_ref().unwrap_err().source, "http://our.example/2");
    assert_eq!(found[2].as_ref().unwrap().source, "http://our.example/3");
}

#[test]
fn a_record_that_breaks_off_is_named_and_what_stood_before_it_is_kept() {
    let html = "Content-Type: text/html";
    let mut warc = record("response", "http://our.example/1", &http("200 OK", html, b"<p>Talks ended."));
    warc.extend(record("response", "http://our.example/2", &http("200 OK", html, b"<p>Cut off here.")));
    warc.truncate(warc.len() - 12);
    let found = read(&warc);
    assert!(found[0].is_ok());
    let refusal = found[1].as_ref().unwrap_err();
    assert_eq!((found.len(), refusal.source.as_str()), (2, "f.warc record 2"));
}

#[test]
fn a_page_packed_beyond_measure_is_refused() {
    let packed = gzip(&vec![b' '; 5_000_000]);
    let headers = "Content-Type: text/html\r\nContent-Encoding: gzip";
    let found = read(&record("response", "http://our.example/1", &http("200 OK", headers, &packed)));
    assert!(found[0].as_ref().unwrap_err().what.contains("longer than 10000 bytes"));
}

proptest! {
    /// However a server cut and packed a page, the page comes out.
    #[test]
    fn chunking_and_packing_are_undone(body in "[a-z<>/ ]{0,400}", size in 1usize..50, packed: bool, cut: bool) {
        let mut headers = "Content-Type: text/html".to_string();
        let mut sent = body.clone().into_bytes();
        if packed {
            headers.push_str("\r\nContent-Encoding: gzip");
            sent = gzip(&sent);
        }
        if cut {
            headers.push_str("\r\nTransfer-Encoding: chunked");
            sent = chunked(&sent, size);
        }
        let found = read(&record("response", "http://our.example/1", &http("200 OK", &headers, &sent)));
        let report = found[0].as_ref().unwrap();
        prop_assert_eq!(&report.content, &Content::Bytes(body.into_bytes(), None));
    }
}
