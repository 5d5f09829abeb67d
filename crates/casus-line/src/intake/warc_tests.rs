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
    assert_eq!((found.len(), refusal.source.as_str()), (2, "f.warc record 2 at byte 155"));
}

fn page_record(number: usize) -> Vec<u8> {
    let html = "Content-Type: text/html";
    let uri = format!("http://our.example/{number}");
    // Words that do not pack to nothing.
    let words: String = (0..60).map(|word| format!("{} ", (word + number * 31) * 7919 % 10_007)).collect();
    record("response", &uri, &http("200 OK", html, format!("<p>Page {number} {words}").as_bytes()))
}

/// The addresses that were read, `!` and the place for those that are broken.
fn told(found: Vec<Result<Report, Refusal>>) -> Vec<String> {
    let one = |found: Result<Report, Refusal>| {
        found.map_or_else(
            |refusal| format!("!{}", refusal.source),
            |report| report.source.replace("http://our.example/", ""),
        )
    };
    found.into_iter().map(one).collect()
}

#[test]
fn a_broken_record_is_named_by_its_place_and_the_others_are_read() {
    let mut records: Vec<Vec<u8>> = (1..=5).map(page_record).collect();
    let starts: Vec<usize> = (0..5).map(|at| records[..at].iter().map(Vec::len).sum()).collect();
    let text = |record: &[u8]| String::from_utf8(record.to_vec()).unwrap();
    // One without a length, one that claims a longer one than it has.
    records[1] = text(&records[1]).replace("Content-Length", "Content-Lenght").into_bytes();
    let length = records[3].len();
    records[3] = text(&records[3]).replace("Content-Length: ", "Content-Length: 1").into_bytes();
    let found = told(read(&records.concat()));
    assert_eq!(found[..3], ["1".to_string(), format!("!f.warc record 2 at byte {}", starts[1]), "3".to_string()]);
    // The one that claims too much takes the next with it, and is named; at the end of the file there is no next one.
    assert_eq!(found[3..], [format!("!f.warc record 4 at byte {}", starts[3])], "{length}");
    let noise = [page_record(1), b"noise\r\nnoise\r\n".to_vec(), page_record(2)].concat();
    assert_eq!(
        told(read(&noise)),
        ["1".to_string(), format!("!f.warc record 2 at byte {}", starts[1]), "2".to_string()]
    );
}

fn read_packed(warc: &[u8]) -> Vec<Result<Report, Refusal>> {
    let limits = Limits { article: 10_000, unpacked: 100_000, ..Limits::default() };
    super::super::warc_members::Members::new(warc, "f.warc.gz", limits).collect()
}

#[test]
fn packed_records_are_read_each_by_itself_or_all_in_one_piece() {
    let records: Vec<Vec<u8>> = (1..=4).map(page_record).collect();
    let by_itself: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for packed in [by_itself, gzip(&records.concat())] {
        assert_eq!(told(read_packed(&packed)), ["1", "2", "3", "4"]);
    }
}

#[test]
fn a_broken_packed_record_is_named_by_its_place_and_the_others_are_read() {
    let packed: Vec<Vec<u8>> = (1..=4).map(|number| gzip(&page_record(number))).collect();
    let start = packed[0].len();
    let broken_at = |at: usize| {
        let mut broken = packed.clone();
        broken[1][at] ^= 0x55;
        told(read_packed(&broken.concat()))
    };
    let expected = ["1".to_string(), format!("!f.warc.gz record 2 at byte {start}"), "3".to_string(), "4".to_string()];
    for at in [0, 1, 2, 20, packed[1].len() / 2, packed[1].len() - 5] {
        assert_eq!(broken_at(at), expected, "broken at {at} of {}", packed[1].len());
    }
    let noise = [packed[0].clone(), vec![b'x'; 3000], packed[2].clone()].concat();
    assert_eq!(
        told(read_packed(&noise)),
        ["1".to_string(), format!("!f.warc.gz record 2 at byte {start}"), "3".to_string()]
    );
    let cut = [packed[0].as_slice(), &packed[1][..50]].concat();
    assert_eq!(told(read_packed(&cut)), ["1".to_string(), format!("!f.warc.gz record 2 at byte {start}")]);
}

#[test]
fn a_bomb_among_packed_records_is_passed_over() {
    let bomb = gzip(&record("metadata", "http://our.example/b", &vec![0; 5_000_000]));
    let packed = [gzip(&page_record(1)), bomb, gzip(&page_record(2))].concat();
    let found = told(read_packed(&packed));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].starts_with("!f.warc.gz record 2") && found[2] == "2", "{found:?}");
}

proptest! {
    /// Wherever one packed record is broken, all others are read and one is named, or none is lost.
    #[test]
    fn one_broken_byte_costs_one_record(which in 0usize..4, at in 0usize..2000, with in 1u8..=255) {
        let mut packed: Vec<Vec<u8>> = (1..=4).map(|number| gzip(&page_record(number))).collect();
        let length = packed[which].len();
        packed[which][at % length] ^= with;
        let found = told(read_packed(&packed.concat()));
        for number in (1..=4).filter(|number| *number != which + 1) {
            prop_assert!(found.contains(&number.to_string()), "{:?}", found);
        }
    }

    /// Any bytes come to an end.
    #[test]
    fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..300), marks in proptest::collection::vec(0usize..300, 0..5)) {
        let mut bytes = bytes;
        for at in marks {
            let at = at.min(bytes.len());
            bytes.splice(at..at, [0x1F, 0x8B, 8, 0]);
        }
        let _ = (read_packed(&bytes).len(), read(&bytes).len());
    }
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
