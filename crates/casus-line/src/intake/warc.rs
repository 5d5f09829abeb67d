//! WARC, as crawlers write it: records one after another, each with a header, a length and a body. Responses with a
//! page in them are reports; so are text that a tool took out of pages (`conversion`) and pages stored without their
//! HTTP header (`resource`). Pictures, requests and failed fetches are passed over. A record is held one at a time
//! and only up to the limit for an article; one that is broken is named by its place in the file, and the next one that
//! begins as a record does is read.

use super::bounds::{Counted, Limits, Line, Proportionate, Tracked, next_line};
use super::{Content, Form, Report};
use crate::Refusal;
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{BufRead, Cursor, Error, ErrorKind, Read, Result as IoResult};

/// A header line may be this long.
const HEADER_LINE: usize = 64 << 10;
/// And there may be this many.
const HEADER_LINES: usize = 1000;

/// The reports of a WARC, in order.
pub(crate) struct Records<R> {
    reader: Tracked<R>,
    source: String,
    number: usize,
    limits: Limits,
    ended: bool,
    /// Where the next record begins, if its first line was looked for and found.
    found: Option<u64>,
    /// Where the packed file began that these records stand in, if they stand in one.
    member: Option<u64>,
    /// It ended by a record that could not be read.
    pub(super) failed: bool,
}

/// Names and values, as written; names are compared without regard to case.
type Headers = Vec<(String, String)>;

/// A record: its headers, and its body up to the limit.
type Record = (Headers, Option<Vec<u8>>);

impl<R: BufRead> Records<R> {
    pub(crate) fn new(reader: R, source: &str, limits: Limits) -> Records<R> {
        Records {
            reader: Tracked::new(reader),
            source: source.to_string(),
            number: 0,
            limits,
            ended: false,
            found: None,
            member: None,
            failed: false,
        }
    }

    /// The same of a packed file that begins at this byte, behind so many records.
    pub(super) fn of_member(self, began: u64, number: usize) -> Records<R> {
        Records { member: Some(began), number, ..self }
    }

    /// How many records were met.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// What the records are read from.
    pub(super) fn into_inner(self) -> R {
        self.reader.into_inner()
    }

    /// Reads on over blank lines; an error where what follows is broken, and so what came before it may be.
    pub(super) fn rest_is_whole(&mut self) -> IoResult<()> {
        self.pass_blank()?;
        let rest = self.reader.fill_buf()?;
        let begins = rest.iter().zip(b"WARC/").all(|(byte, expected)| byte == expected);
        if begins { Ok(()) } else { Err(Error::new(ErrorKind::InvalidData, "no record follows it")) }
    }

    fn pass_blank(&mut self) -> IoResult<()> {
        loop {
            let blank = self.reader.fill_buf()?.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if blank == 0 {
                return Ok(());
            }
            self.reader.consume(blank);
        }
    }

    pub(super) fn place(&self, number: usize, began: u64) -> String {
        format!("{} record {number} at byte {}", self.source, self.member.unwrap_or(began))
    }

    /// Reads on to the first line of a record; where that is, if anywhere.
    fn look_for_next(&mut self) -> IoResult<Option<u64>> {
        loop {
            let began = self.reader.passed();
            match next_line(&mut self.reader, HEADER_LINE)? {
                None => return Ok(None),
                Some(Line::Whole(line)) if is_version(&line) => return Ok(Some(began)),
                Some(_) => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Report, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let found = self.found.take();
            if found.is_none() {
                let _ = self.pass_blank(); // what goes wrong here goes wrong again below
            }
            let began = found.unwrap_or(self.reader.passed());
            let read = record(&mut self.reader, self.limits, found.is_some());
            let at = self.place(self.number + 1, began);
            match read {
                Ok(None) => self.ended = true,
                Ok(Some(read)) => {
                    self.number += 1;
                    if let Some(found) = report(read, &at, self.limits) {
                        return Some(found);
                    }
                }
                Err(error) => {
                    self.number += 1;
                    // A file that ends has no next record; nor has one that cannot be read.
                    let goes_on = error.kind() == ErrorKind::InvalidData;
                    self.found = if goes_on { self.look_for_next().unwrap_or(None) } else { None };
                    self.ended = self.found.is_none();
                    self.failed = self.ended;
                    return Some(Err(broken(&at, &error)));
                }
            }
        }
        None
    }
}

pub(super) fn broken(at: &str, error: &Error) -> Refusal {
    Refusal::new(at, format!("a broken record: {error}"), "the others are read; fetch the file again")
}

/// The next record. Nothing at the end of the file. Where its first line was read already, `begun` says so.
fn record(reader: &mut impl BufRead, limits: Limits, begun: bool) -> IoResult<Option<Record>> {
    let broken = |what: &str| Err(Error::new(ErrorKind::InvalidData, what));
    let mut in_front = !begun;
    while in_front {
        match next_line(reader, HEADER_LINE)? {
            None => return Ok(None),
            Some(Line::Whole(line)) if line.is_empty() => {}
            Some(Line::Whole(line)) if is_version(&line) => in_front = false,
            Some(_) => return broken("it does not begin with WARC/"),
        }
    }
    let headers = headers(reader)?;
    let Some(length) = get(&headers, "Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
        return broken("no Content-Length");
    };
    // The HTTP header comes on top of the page itself.
    let held = length <= (limits.article + HEADER_LINE) as u64;
    let mut body = Vec::new();
    let mut content = reader.take(length);
    let read = match held && is_wanted(&headers) {
        true => content.read_to_end(&mut body)? as u64,
        false => std::io::copy(&mut content, &mut std::io::sink())?,
    };
    if read < length {
        return Err(Error::new(ErrorKind::UnexpectedEof, "the file ends inside it"));
    }
    Ok(Some((headers, held.then_some(body))))
}

/// `WARC/1.0`, alone on its line.
fn is_version(line: &[u8]) -> bool {
    let number = line.trim_ascii_end().strip_prefix(b"WARC/");
    number.is_some_and(|number| matches!(number, [first, b'.', rest @ ..] if first.is_ascii_digit() && rest.len() <= 4))
}

/// The report of a record, if it is one that may hold a page.
fn report((headers, body): Record, at: &str, limits: Limits) -> Option<Result<Report, Refusal>> {
    if is_wanted(&headers) { page(&headers, body, at, limits) } else { None }
}

fn is_wanted(headers: &Headers) -> bool {
    let kind = get(headers, "WARC-Type").unwrap_or_default().to_ascii_lowercase();
    matches!(kind.as_str(), "response" | "resource" | "conversion")
}

/// The report of one record, or nothing where it is no page.
fn page(headers: &Headers, body: Option<Vec<u8>>, at: &str, limits: Limits) -> Option<Result<Report, Refusal>> {
    let url = get(headers, "WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_string());
    let name = url.clone().unwrap_or_else(|| at.to_string());
    let Some(body) = body else { return Some(Err(limits.article_too_long(&name))) };
    let is_response = get(headers, "WARC-Type").is_some_and(|kind| kind.eq_ignore_ascii_case("response"));
    let (content_type, bytes) = if is_response {
        let mut rest = body.as_slice();
        let status = line(&mut rest).ok()??;
        if status.split(' ').nth(1) != Some("200") {
            return None;
        }
        let http = self::headers(&mut rest).ok()?;
        let content_type = get(&http, "Content-Type").unwrap_or_default().to_string();
        form(&content_type)?;
        match decoded(rest, &http, limits) {
            Ok(bytes) => (content_type, bytes),
            Err(error) => {
                let what = format!("its body cannot be unpacked: {error}");
                return Some(Err(Refusal::new(&name, what, "fetch the page again")));
            }
        }
    } else {
        (get(headers, "Content-Type").unwrap_or_default().to_string(), body)
    };
    let form = form(&content_type)?;
    if bytes.len() > limits.article {
        return Some(Err(limits.article_too_long(&name)));
    }
    Some(Ok(Report {
        id: name.clone(),
        source: name,
        form,
        content: Content::Bytes(bytes, charset(&content_type)),
        url,
        title: None,
        outlet: None,
        published: None, // WARC-Date is the day of the fetch
        notes: Vec::new(),
    }))
}

/// What a media type means for us; nothing for pictures, scripts and the like.
fn form(content_type: &str) -> Option<Form> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Form::Html),
        "text/plain" => Some(Form::Plain),
        _ => None,
    }
}

fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(key, value)| {
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_string())
    })
}

/// The body with its transfer coding and its content coding undone, one byte beyond the limit at most.
fn decoded(body: &[u8], http: &Headers, limits: Limits) -> IoResult<Vec<u8>> {
    let says = |name: &str, value: &str| get(http, name).is_some_and(|said| said.to_ascii_lowercase().contains(value));
    let body = match says("Transfer-Encoding", "chunked") {
        true => dechunked(body),
        false => body.to_vec(),
    };
    let coding = get(http, "Content-Encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let is_gzip = body.starts_with(&[0x1F, 0x8B]);
    let (packed, count) = Counted::new(Cursor::new(body));
    let unpacked: Box<dyn Read> = match coding.as_str() {
        // Crawlers that unpack on the way often leave the header standing.
        "gzip" | "x-gzip" if is_gzip => Box::new(MultiGzDecoder::new(packed)),
        "deflate" => Box::new(inflated(packed)?),
        "br" => Box::new(Decompressor::new(packed, 32 << 10)),
        "zstd" => return Err(Error::new(ErrorKind::Unsupported, format!("{coding} is not read"))),
        _ => Box::new(packed),
    };
    let mut bytes = Vec::new();
    Proportionate::new(unpacked, count, limits).take(limits.article as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// "deflate" is zlib by the standard and bare deflate from some servers.
fn inflated(mut packed: impl Read) -> IoResult<Box<dyn Read>> {
    let mut whole = Vec::new();
    packed.read_to_end(&mut whole)?;
    let zlib = whole.first().is_some_and(|first| first & 0x0F == 8);
    let whole = Cursor::new(whole);
    Ok(if zlib { Box::new(ZlibDecoder::new(whole)) } else { Box::new(DeflateDecoder::new(whole)) })
}

/// Undoes chunking. A body that is not chunked although its header says so (crawlers again) is given as it is; one that
/// is cut short gives what is there.
fn dechunked(body: &[u8]) -> Vec<u8> {
    let mut rest = body;
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let Ok(Some(size)) = line(&mut rest) else { return whole };
        let size = size.split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else {
            return if whole.is_empty() { body.to_vec() } else { whole };
        };
        let chunk = rest.get(..size).unwrap_or(rest);
        whole.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..).unwrap_or_default();
        if size == 0 || rest.is_empty() {
            return whole;
        }
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

fn line(reader: &mut impl BufRead) -> IoResult<Option<String>> {
    match next_line(reader, HEADER_LINE)? {
        None => Ok(None),
        Some(Line::Whole(line)) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Some(Line::TooLong) => Err(Error::new(ErrorKind::InvalidData, "a header line without end")),
    }
}

/// Headers up to the blank line. A continuation line belongs to the one before.
fn headers(reader: &mut impl BufRead) -> IoResult<Headers> {
    let mut headers: Headers = Vec::new();
    while let Some(line) = line(reader)? {
        if line.is_empty() {
            return Ok(headers);
        }
        match (line.split_once(':'), headers.last_mut()) {
            (_, Some((_, value))) if line.starts_with([' ', '\t']) => value.push_str(line.trim_end()),
            (Some((name, value)), _) => headers.push((name.trim().to_string(), value.trim().to_string())),
            (None, _) => {}
        }
        if headers.len() > HEADER_LINES {
            return Err(Error::new(ErrorKind::InvalidData, "a header without end"));
        }
    }
    Ok(headers)
}

fn get<'h>(headers: &'h Headers, wanted: &str) -> Option<&'h str> {
    headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
#[path = "warc_tests.rs"]
mod tests;
