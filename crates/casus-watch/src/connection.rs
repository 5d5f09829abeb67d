//! A connection to the addresses that were looked at, and to no other: the client is handed them in place of a resolver,
//! and what comes is counted below the encryption, so that no layer above can be made to wait or to swallow.

use crate::limits::{Limits, megabytes};
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ArrayVec, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::time::Instant;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// The addresses that one request may connect to, whatever its address says.
#[derive(Clone, Debug)]
pub(crate) struct Pinned(pub(crate) Vec<SocketAddr>);

impl Resolver for Pinned {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let mut addresses = ArrayVec::from_fn(|_| SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0));
        self.0.iter().for_each(|address| addresses.push(*address));
        if self.0.is_empty() { Err(Error::HostNotFound) } else { Ok(addresses) }
    }
}

/// Counts connections that are begun.
#[derive(Clone, Debug, Default)]
pub(crate) struct Door(pub(crate) Arc<AtomicU64>);

impl Connector<()> for Door {
    type Out = ();

    fn connect(&self, _: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, Error> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(None)
    }
}

/// Counts what a connection brings, and ends it where that is too much or too slow.
#[derive(Clone)]
pub(crate) struct Meter {
    pub(crate) limits: Limits,
    /// What came, in bytes.
    pub(crate) came: Arc<AtomicU64>,
}

impl fmt::Debug for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meter")
    }
}

/// A connection with a meter on it.
pub(crate) struct Metered<T> {
    inner: T,
    meter: Meter,
    since: Instant,
    now: Arc<dyn Fn() -> Instant + Send + Sync>,
}

impl<T: Transport> Connector<T> for Meter {
    type Out = Metered<T>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<T>) -> Result<Option<Metered<T>>, Error> {
        let now = Arc::clone(&details.current_time);
        Ok(chained.map(|inner| Metered { inner, meter: self.clone(), since: now(), now }))
    }
}

impl<T: Transport> Transport for Metered<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let before = self.inner.buffers().input().len();
        let more = self.inner.await_input(timeout)?;
        let came = self.inner.buffers().input().len().saturating_sub(before) as u64;
        let all = self.meter.came.fetch_add(came, Ordering::Relaxed) + came;
        self.weigh(all).map(|()| more)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }
}

impl<T> Metered<T> {
    fn weigh(&self, all: u64) -> Result<(), Error> {
        let limits = &self.meter.limits;
        if all > limits.wire {
            return Err(too_much(format!("more than {} came", megabytes(limits.wire))));
        }
        let took = between(self.since, (self.now)());
        if took > limits.grace && all < limits.slowest.saturating_mul(took.as_secs()) {
            return Err(too_much(format!("slower than {} bytes a second", limits.slowest)));
        }
        Ok(())
    }
}

impl<T: fmt::Debug> fmt::Debug for Metered<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metered").field("inner", &self.inner).finish()
    }
}

fn between(since: Instant, now: Instant) -> Duration {
    match (since, now) {
        (Instant::Exact(since), Instant::Exact(now)) => now.saturating_duration_since(since),
        _ => Duration::ZERO,
    }
}

/// What is said when a limit is passed; known again by [`passed_limit`] behind all layers.
#[derive(Debug)]
pub(crate) struct PassedLimit(pub(crate) String);

impl fmt::Display for PassedLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PassedLimit {}

fn too_much(what: String) -> Error {
    Error::Io(io::Error::other(PassedLimit(what)))
}

/// The limit that was passed, if that is what an error is about.
pub(crate) fn passed_limit(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(passed) = error.downcast_ref::<PassedLimit>() {
        return Some(passed.0.clone());
    }
    let inner = match (error.downcast_ref::<io::Error>(), error.downcast_ref::<Error>()) {
        (Some(io), _) => io.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static)),
        (_, Some(Error::Io(io))) => Some(io as &(dyn std::error::Error + 'static)),
        (_, Some(Error::Other(other))) => Some(other.as_ref() as &(dyn std::error::Error + 'static)),
        _ => error.source(),
    };
    inner.and_then(passed_limit)
}
