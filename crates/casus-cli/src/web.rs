//! Pages from the web, given by their address: fetched by the same means as the watch does, one at a time and with
//! manners, and handed on as reports.

use crate::interrupt;
use casus_line::{Content, Form, Found, Refusal, Report};
use casus_types::Date;
use casus_watch::{Allowed, Clock, Fetcher, Got, Limits, Manners, Page, Polite, SystemNames, Web, Wish};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How often a waiting program looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// Whether a PATH is an address on the web.
pub(crate) fn is_address(path: &str) -> bool {
    let lower = path.get(..8).unwrap_or(path).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// The machine's clock; Ctrl-C ends its waiting.
pub(crate) struct SystemClock {
    stop: Arc<AtomicBool>,
}

impl SystemClock {
    pub(crate) fn until(stop: Arc<AtomicBool>) -> SystemClock {
        SystemClock { stop }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&self, until: Timestamp) -> bool {
        while !self.stopped() {
            let left = until.duration_since(self.now());
            match Duration::try_from(left) {
                Ok(left) if !left.is_zero() => thread::sleep(left.min(GLANCE)),
                _ => return true,
            }
        }
        false
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

/// The network, with this pause between two requests to one host.
pub(crate) fn network(pause: SignedDuration) -> Polite {
    let fetcher = Fetcher::new(Arc::new(SystemNames::default()), Limits::default());
    Polite::new(fetcher, Manners { pause, ..Manners::default() })
}

/// Pages that are given by their address.
pub(crate) struct Fetching {
    web: Polite,
    clock: SystemClock,
    allowed: Allowed,
    published: Option<Date>,
}

impl Fetching {
    /// `allow` names what may be fetched although it is private.
    pub(crate) fn new(allow: &[String], published: Option<Date>) -> Result<Fetching, String> {
        let allowed = Allowed::read(allow).map_err(|what| format!("--allow {what}"))?;
        let clock = SystemClock::until(interrupt::flag());
        // Somebody waits for these few: robots.txt and the page come a second apart.
        Ok(Fetching { web: network(SignedDuration::from_secs(1)), clock, allowed, published })
    }

    /// Fetches a page.
    pub(crate) fn page(&mut self, address: &str) -> Found {
        let wish = Wish { address, allowed: Some(&self.allowed), ..Wish::default() };
        let refused = |what: String, cure: &str| Found::Refused(Refusal::new(address, what, cure));
        match self.web.get(&wish, &self.clock) {
            Ok(Got::Page(page)) if page.is_text() => {
                Found::Report(Box::new(Report { published: self.published, ..report(page) }))
            }
            Ok(Got::Page(page)) => {
                let what = page.content_type.unwrap_or_default();
                refused(
                    format!("no page but {what}"),
                    "feeds are for `casus watch`; save anything else and give the file",
                )
            }
            Ok(Got::Later(then)) => {
                let then = then.strftime("%Y-%m-%d %H:%M UTC");
                refused(format!("the site asks to be left alone until {then}"), "try again after that")
            }
            Ok(Got::Gone) => refused("gone for good (status 410)".to_string(), "look for the page elsewhere"),
            Ok(Got::Same) => refused("status 304".to_string(), "try again later"),
            Ok(Got::Status(status)) => refused(format!("status {status}"), "check the address in a browser"),
            Err(failure) => refused(failure.to_string(), failure.cure()),
        }
    }
}

/// A page as a report.
pub(crate) fn report(page: Page) -> Report {
    let charset = page.charset();
    let plain =
        page.content_type.as_deref().is_some_and(|said| said.trim().to_ascii_lowercase().starts_with("text/plain"));
    Report {
        id: page.address.clone(),
        source: page.address.clone(),
        form: if plain { Form::Plain } else { Form::Unsaid },
        url: Some(page.address),
        content: Content::Bytes(page.bytes, charset),
        ..Report::of_text("")
    }
}
