//! How much is taken of one page, and how long it may take. A page may unpack to a thousand times its size, come a byte
//! a minute, or never end; each is left with a clear word before it costs memory or a day.

use std::time::Duration;

/// What is taken at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes on the wire, headers and encryption included.
    pub wire: u64,
    /// Bytes of a page after unpacking.
    pub unpacked: usize,
    /// A page that unpacks beyond [`Limits::small`] must not be more than this many times its packed size.
    pub ratio: u64,
    /// Up to this many bytes any ratio is taken.
    pub small: u64,
    /// Bytes of a response's head.
    pub head: usize,
    /// From first to last, one request.
    pub total: Duration,
    /// Until a connection stands.
    pub connect: Duration,
    /// Without a byte.
    pub idle: Duration,
    /// Bytes a second that must come on the whole, once [`Limits::grace`] is over.
    pub slowest: u64,
    /// How long a slow beginning is taken.
    pub grace: Duration,
    /// How often one address may lead on to another.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            wire: 8 << 20,
            unpacked: 8 << 20,
            ratio: 200,
            small: 1 << 20,
            head: 32 << 10,
            total: Duration::from_secs(60),
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(15),
            slowest: 512,
            grace: Duration::from_secs(10),
            redirects: 5,
        }
    }
}

/// `8 MiB`; small limits, as tests set them, in bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}
