//! How much is taken at once. A gzip file may unpack to a thousand times its size, a line may never end, an article may
//! be a whole archive in one piece: each is refused with a clear word before it fills the memory.

use crate::Refusal;
use std::io::{BufRead, Error, ErrorKind, Read, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is taken at once, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// One article, as HTML or text.
    pub article: usize,
    /// One line of JSONL, or one feed.
    pub line: usize,
    /// A file that unpacks beyond this must not be more than [`Limits::ratio`] times its packed size.
    pub unpacked: u64,
    /// Text packs three to ten times; what unpacks far beyond that is made to fill memory or time.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { article: 8 << 20, line: 64 << 20, unpacked: 64 << 20, ratio: 200 }
    }
}

impl Limits {
    pub(crate) fn article_too_long(&self, source: &str) -> Refusal {
        let what = format!("longer than {} for one article", megabytes(self.article));
        Refusal::new(source, what, "cut it into one report a file, or one a line of JSONL")
    }
}

/// `8 MiB`; small limits, as tests set them, in bytes.
pub(crate) fn megabytes(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line.
    Whole(Vec<u8>),
    /// It went on beyond the limit; it was read past and not kept.
    TooLong,
}

/// The next line of at most `limit` bytes. What goes on beyond is read past without being held.
pub(crate) fn next_line(reader: &mut impl BufRead, limit: usize) -> Result<Option<Line>> {
    let mut line = Vec::new();
    reader.by_ref().take(limit as u64 + 1).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        return Ok(Some(Line::Whole(line)));
    }
    if line.len() <= limit {
        return Ok(Some(Line::Whole(line)));
    }
    drop(line);
    reader.skip_until(b'\n')?;
    Ok(Some(Line::TooLong))
}

/// Counts what passes through a reader, for whoever shares the counter.
pub(crate) struct Counted<R> {
    inner: R,
    passed: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R) -> (Counted<R>, Arc<AtomicU64>) {
        let passed = Arc::new(AtomicU64::new(0));
        (Counted { inner, passed: Arc::clone(&passed) }, passed)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let n = self.inner.read(buffer)?;
        self.passed.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// So much of what was taken can be taken back.
const TAKEN_BACK: usize = 1 << 20;

/// A reader that knows where it is, and takes back what was taken since a mark.
pub(crate) struct Tracked<R> {
    inner: R,
    passed: u64,
    /// What was put back, and how much of it was taken again.
    ahead: Vec<u8>,
    at: usize,
    /// What was taken since the mark, as long as it is not too much.
    since: Option<Vec<u8>>,
}

impl<R> Tracked<R> {
    pub(crate) fn new(inner: R) -> Tracked<R> {
        Tracked { inner, passed: 0, ahead: Vec::new(), at: 0, since: None }
    }

    /// How many bytes were taken.
    pub(crate) fn passed(&self) -> u64 {
        self.passed
    }

    /// From here on it may be taken back.
    pub(crate) fn mark(&mut self) {
        self.since = Some(Vec::new());
    }

    /// Goes back to one byte behind the mark, if that is not too far.
    pub(crate) fn back_behind_mark(&mut self) {
        if let Some([_, since @ ..]) = self.since.take().as_deref() {
            self.put_back(since);
        }
    }

    /// Puts bytes back that were taken last.
    pub(crate) fn put_back(&mut self, bytes: &[u8]) {
        self.passed = self.passed.saturating_sub(bytes.len() as u64);
        match self.at.checked_sub(bytes.len()) {
            Some(at) => self.at = at,
            None => {
                self.ahead.splice(..self.at, bytes.iter().copied());
                self.at = 0;
            }
        }
    }

    pub(crate) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: BufRead> Read for Tracked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Tracked<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        match self.ahead.get(self.at..) {
            Some(ahead) if !ahead.is_empty() => Ok(ahead),
            _ => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        if let Some(mut since) = self.since.take()
            && since.len() + n <= TAKEN_BACK
        {
            // What is there to be taken is in memory already.
            since.extend_from_slice(self.fill_buf().ok().and_then(|there| there.get(..n)).unwrap_or_default());
            self.since = Some(since);
        }
        self.passed += n as u64;
        if self.at < self.ahead.len() {
            self.at += n;
        } else {
            (self.ahead, self.at) = (Vec::new(), 0);
            self.inner.consume(n);
        }
    }
}

/// An unpacking reader that stops with an error once it gives far more than went in.
pub(crate) struct Proportionate<R> {
    unpacking: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    limits: Limits,
}

impl<R> Proportionate<R> {
    pub(crate) fn new(unpacking: R, packed: Arc<AtomicU64>, limits: Limits) -> Proportionate<R> {
        Proportionate { unpacking, packed, unpacked: 0, limits }
    }
}

impl<R: Read> Read for Proportionate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let n = self.unpacking.read(buffer)?;
        self.unpacked += n as u64;
        let packed = self.packed.load(Ordering::Relaxed).max(1);
        if self.unpacked > self.limits.unpacked && self.unpacked / packed >= self.limits.ratio {
            let what = format!("it unpacks to more than {} times its size", self.limits.ratio);
            return Err(Error::new(ErrorKind::InvalidData, what));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    proptest! {
        /// Lines come out as `split('\n')` gives them, and one that is too long does not disturb the next.
        #[test]
        fn a_long_line_is_passed_over_and_the_next_one_is_whole(
            lines in proptest::collection::vec("[a-z]{1,30}", 1..8), buffer in 1usize..40, limit in 1usize..30,
        ) {
            let text = lines.join("\n");
            let mut reader = BufReader::with_capacity(buffer, text.as_bytes());
            for line in &lines {
                let expected = if line.len() <= limit { Line::Whole(line.clone().into_bytes()) } else { Line::TooLong };
                // A line of exactly the limit still has room for its line break.
                prop_assert_eq!(next_line(&mut reader, limit).unwrap(), Some(expected));
            }
            prop_assert_eq!(next_line(&mut reader, limit).unwrap(), None);
        }
    }
}
