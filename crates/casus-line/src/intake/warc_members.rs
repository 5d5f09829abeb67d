//! A packed WARC: each record is a gzip file of its own, one behind the other. They are unpacked one at a time, so that
//! one that is broken is named by its place in the file, and the next one that can be read is. A WARC that was packed in
//! one piece is read too, as far as it goes.

use super::Report;
use super::bounds::{Limits, Tracked};
use super::warc::{Records, broken};
use crate::Refusal;
use flate2::bufread::GzDecoder;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result as IoResult};

/// How gzip begins: its mark, and the one way of packing that there is.
const MARK: [u8; 3] = [0x1F, 0x8B, 8];

/// The reports of a packed WARC, in order.
pub(crate) struct Members<R> {
    place: Place<R>,
    source: String,
    number: usize,
    limits: Limits,
    /// A broken one was named, and nothing could be read since.
    searching: bool,
}

/// Where the reading is.
enum Place<R> {
    Between(Tracked<R>),
    Inside(Box<Records<BufReader<Unpacking<R>>>>),
    Ended,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(input: R, source: &str, limits: Limits) -> Members<R> {
        let place = Place::Between(Tracked::new(input));
        Members { place, source: source.to_string(), number: 0, limits, searching: false }
    }

    /// Goes into the next member. What stands there instead, if anything, is named once.
    fn enter(&mut self, mut input: Tracked<R>) -> Option<Refusal> {
        let began = input.passed();
        match begins_here(&mut input) {
            Ok(true) => {}
            Ok(false) if input.fill_buf().is_ok_and(|rest| rest.is_empty()) => return None,
            Ok(false) => {
                let at = format!("{} record {} at byte {began}", self.source, self.number + 1);
                let named =
                    (!self.searching).then(|| broken(&at, &Error::new(ErrorKind::InvalidData, "it is not packed")));
                self.searching = true;
                if look_for_mark(&mut input).unwrap_or(false) {
                    self.place = Place::Between(input);
                }
                return named;
            }
            Err(error) => {
                let at = format!("{} at byte {began}", self.source);
                return Some(Refusal::new(&at, format!("cannot be read on: {error}"), "check the file"));
            }
        }
        let began = input.passed();
        input.mark();
        let unpacking = Unpacking { decoder: GzDecoder::new(input), began, unpacked: 0, limits: self.limits };
        let records = Records::new(BufReader::new(unpacking), &self.source, self.limits);
        self.place = Place::Inside(Box::new(records.of_member(began, self.number)));
        None
    }

    /// The next of this member; nothing at its end.
    fn inside(&mut self, mut records: Box<Records<BufReader<Unpacking<R>>>>) -> Option<Result<Report, Refusal>> {
        let mut found = records.next();
        // What is broken is sometimes known only at the end, by the sum that stands there.
        let sum = if found.is_some() && !records.failed { records.rest_is_whole() } else { Ok(()) };
        if let Err(error) = sum {
            found = Some(Err(broken(&records.place(records.number(), 0), &error)));
            records.failed = true;
        }
        if found.is_some() && !records.failed {
            self.searching = false;
            self.place = Place::Inside(records);
            return found;
        }
        let silent = self.searching;
        let (failed, number, at) = (records.failed, records.number(), records.place(self.number + 1, 0));
        let decoder = records.into_inner().into_inner().decoder;
        // A head that takes the rest of the file for its own ends without a word.
        let beheaded = !failed && decoder.header().is_none();
        let mut input = decoder.into_inner();
        self.number = number + usize::from(beheaded);
        if beheaded {
            found = Some(Err(broken(&at, &Error::new(ErrorKind::InvalidData, "its head has no end"))));
        }
        if failed || beheaded {
            self.searching = true;
            // It may have been read on into the next.
            input.back_behind_mark();
        }
        if !(failed || beheaded) || look_for_mark(&mut input).unwrap_or(false) {
            self.place = Place::Between(input);
        }
        found.filter(|_| !silent)
    }
}

impl<R: BufRead> Iterator for Members<R> {
    type Item = Result<Report, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match std::mem::replace(&mut self.place, Place::Ended) {
                Place::Between(input) => self.enter(input).map(Err),
                Place::Inside(records) => self.inside(records),
                Place::Ended => return None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Whether a member begins here.
fn begins_here(input: &mut Tracked<impl BufRead>) -> IoResult<bool> {
    let mut first = Vec::with_capacity(MARK.len());
    input.by_ref().take(MARK.len() as u64).read_to_end(&mut first)?;
    input.put_back(&first);
    Ok(first == MARK)
}

/// Reads on to where the next member seems to begin; whether there is such a place.
fn look_for_mark(input: &mut Tracked<impl BufRead>) -> IoResult<bool> {
    loop {
        let rest = input.fill_buf()?;
        if rest.is_empty() {
            return Ok(false);
        }
        match rest.iter().position(|byte| *byte == MARK[0]) {
            None => {
                let all = rest.len();
                input.consume(all);
            }
            Some(at) => {
                input.consume(at);
                if begins_here(input)? {
                    return Ok(true);
                }
                input.consume(1);
            }
        }
    }
}

/// One member as it is unpacked, which stops with an error once it gives far more than went in.
struct Unpacking<R> {
    decoder: GzDecoder<Tracked<R>>,
    began: u64,
    unpacked: u64,
    limits: Limits,
}

impl<R: BufRead> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        let n = self.decoder.read(buffer)?;
        self.unpacked += n as u64;
        let packed = self.decoder.get_ref().passed().saturating_sub(self.began).max(1);
        if self.unpacked > self.limits.unpacked && self.unpacked / packed >= self.limits.ratio {
            let what = format!("it unpacks to more than {} times its size", self.limits.ratio);
            return Err(Error::other(what));
        }
        Ok(n)
    }
}
