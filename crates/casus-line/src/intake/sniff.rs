//! What stands in an input, told by its first bytes and never by its name. Gzip is opened on the way, once; what is in
//! it is told the same way.

use super::bounds::{Counted, Limits, Proportionate};
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read, Result};

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One object a line.
    Jsonl,
    /// A JSON array, which is not read.
    JsonArray,
    /// RSS, Atom, a JSON feed or a sitemap.
    Feed,
    /// Web archive.
    Warc,
    /// Web archive, each record packed.
    PackedWarc,
    /// One page or text.
    Single,
    /// Nothing at all, or white space alone.
    Empty,
    /// No text; said in words.
    NotText(&'static str),
}

/// How much of an input is looked at.
const HEAD: usize = 16 << 10;

/// Tells the kind of an input, opening gzip, and gives it back from its beginning. A packed WARC is given back packed:
/// each of its records is packed by itself, and one that is broken does not spoil the next.
pub(crate) fn open(mut input: Box<dyn Read + Send>, limits: Limits) -> Result<(Kind, Box<dyn BufRead + Send>)> {
    let head = read_head(&mut input)?;
    let packed = head.starts_with(&[0x1F, 0x8B]);
    // What the head alone unpacks to is enough to tell.
    let first = if packed { first_unpacked(&head) } else { Vec::new() };
    let whole = Cursor::new(head.clone()).chain(input);
    if packed && kind(&first) == Kind::Warc {
        return Ok((Kind::PackedWarc, Box::new(BufReader::new(whole))));
    }
    if !packed {
        return Ok((kind(&head), Box::new(BufReader::new(whole))));
    }
    let (counted, packed) = Counted::new(whole);
    let mut unpacked = Proportionate::new(MultiGzDecoder::new(counted), packed, limits);
    let head = read_head(&mut unpacked)?;
    let kind = match head.starts_with(&[0x1F, 0x8B]) {
        true => Kind::NotText("gzip inside gzip"),
        false => kind(&head),
    };
    Ok((kind, Box::new(BufReader::new(Cursor::new(head).chain(unpacked)))))
}

/// The beginning of what a packed beginning holds.
fn first_unpacked(head: &[u8]) -> Vec<u8> {
    let mut first = Vec::new();
    // It breaks off where the head does; what came before that is what is looked at.
    let _ = MultiGzDecoder::new(head).take(64).read_to_end(&mut first);
    first
}

fn read_head(input: &mut impl Read) -> Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    input.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn kind(head: &[u8]) -> Kind {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return Kind::Empty;
    }
    if let Some(what) = not_text(head) {
        return Kind::NotText(what);
    }
    if text.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    let opens = |bracket: &[u8], then: &[u8]| {
        let inside = text.strip_prefix(bracket).and_then(|rest| rest.trim_ascii_start().first());
        inside.is_some_and(|first| then.contains(first))
    };
    if casus_feeds::dialect(text).is_some() {
        return Kind::Feed;
    }
    if opens(b"{", b"\"}") {
        return Kind::Jsonl;
    }
    if opens(b"[", b"{") {
        return Kind::JsonArray;
    }
    Kind::Single
}

/// Formats that people hand over by mistake, and anything with zero bytes that is not UTF-16.
fn not_text(head: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF, not text"),
        (b"PK\x03\x04", "a ZIP archive or an office document, not text"),
        (b"\x89PNG", "a picture, not text"),
        (b"\xFF\xD8\xFF", "a picture, not text"),
        (b"GIF8", "a picture, not text"),
        (b"PAR1", "a Parquet file, not text"),
        (b"SQLite format 3\0", "a database, not text"),
        (b"\x28\xB5\x2F\xFD", "packed with zstd"),
        (b"BZh", "packed with bzip2"),
        (b"\xFD7zXZ", "packed with xz"),
        (b"{\\rtf", "a rich-text document, not plain text"),
    ];
    if let Some((_, what)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(what);
    }
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || every_other_is_zero(head);
    (head.contains(&0) && !utf16).then_some("not text: it holds zero bytes")
}

/// UTF-16 without its mark: in Western text one byte of every two is zero, and always the same one.
fn every_other_is_zero(head: &[u8]) -> bool {
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    even.max(odd) * 10 > pairs * 7 && even.min(odd) * 10 < pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_told_by_content() {
        let utf16: Vec<u8> = "Talks ended.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], Kind); 16] = [
            (b"{\"text\": \"Talks ended.\"}\n", Kind::Jsonl),
            (b"\xEF\xBB\xBF { }", Kind::Jsonl),
            (b"{Seoul} Talks ended.", Kind::Single),
            (b"[ {\"text\": 1}]", Kind::JsonArray),
            (b"[Yonhap] Talks ended.", Kind::Single),
            (b"WARC/1.0\r\n", Kind::Warc),
            (b"<?xml version=\"1.0\"?>\n<!-- ours --><rss version=\"2.0\">", Kind::Feed),
            (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", Kind::Feed),
            (b"<?xml version=\"1.0\"?><urlset xmlns=\"x\">", Kind::Feed),
            (b"{\"version\": \"https://jsonfeed.org/version/1.1\"", Kind::Feed),
            (b"<!doctype html><html>", Kind::Single),
            (b"<feedback>", Kind::Single),
            (b" \n ", Kind::Empty),
            (b"\x00\x01\x02\x03", Kind::NotText("not text: it holds zero bytes")),
            (b"%PDF-1.7", Kind::NotText("a PDF, not text")),
            (&utf16, Kind::Single),
        ];
        for (head, expected) in cases {
            assert_eq!(kind(head), expected, "{}", String::from_utf8_lossy(head));
        }
    }
}
