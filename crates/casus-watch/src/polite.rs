//! Manners: a site is asked what it does not want read before anything else of it is read, one request at a time with a
//! pause between, and left in peace for as long as it says. Where an address leads on, the next one is looked at as the
//! first one was, by its own site's wishes.

use crate::allowed::Allowed;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::fetch::{Ask, Fetcher, Reply};
use crate::moments::{later, retry_after};
use crate::robots::Robots;
use crate::target::Target;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How a site is treated that says nothing, and how far its word is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// Between two requests to one host.
    pub pause: SignedDuration,
    /// A site that asks for longer pauses gets them up to this.
    pub longest_pause: SignedDuration,
    /// How long its robots.txt is good for.
    pub robots_hold: SignedDuration,
    /// And how long it is left alone where that cannot be had.
    pub robots_missing: SignedDuration,
    /// How long a host is left alone that says it is asked too much, and not for how long.
    pub too_many: SignedDuration,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners {
            pause: SignedDuration::from_secs(2),
            longest_pause: SignedDuration::from_secs(60),
            robots_hold: SignedDuration::from_hours(24),
            robots_missing: SignedDuration::from_mins(10),
            too_many: SignedDuration::from_mins(5),
        }
    }
}

/// So many sites are remembered.
const MOST_SITES: usize = 4000;

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wish<'w> {
    /// The address, as written.
    pub address: &'w str,
    /// What is held of it already.
    pub ask: Ask,
    /// What may be fetched although it is private.
    pub allowed: Option<&'w Allowed>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// The page.
    Page(Page),
    /// What is held is what there is.
    Same,
    /// It is gone for good.
    Gone,
    /// The site wants to be left alone, until then.
    Later(Timestamp),
    /// Another status.
    Status(u16),
}

/// A page as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end.
    pub address: String,
    /// What it is written in: `text/html`, and the charset.
    pub content_type: Option<String>,
    /// Its mark, to ask again by.
    pub etag: Option<String>,
    /// Its day, to ask again by.
    pub modified: Option<String>,
    /// The page.
    pub bytes: Vec<u8>,
}

impl Page {
    /// Whether it is a page or a text, as far as its site says.
    pub fn is_text(&self) -> bool {
        let said = self.content_type.as_deref().unwrap_or("text/html");
        let essence = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        matches!(essence.as_str(), "text/html" | "application/xhtml+xml" | "text/plain")
    }

    /// The encoding that its site names.
    pub fn charset(&self) -> Option<String> {
        let parameters = self.content_type.as_deref().unwrap_or_default().split(';').skip(1);
        parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(key, value)| {
            key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_string())
        })
    }
}

/// Whoever fetches: the network, or a test.
pub trait Web {
    /// Fetches a page.
    ///
    /// # Errors
    /// It is not fetched, or cannot be.
    fn get(&mut self, wish: &Wish<'_>, clock: &dyn Clock) -> Result<Got, Failure>;

    /// When the host of an address may be asked again.
    fn free(&self, address: &str) -> Timestamp;

    /// Sends something; the status of HTTP that came back.
    ///
    /// # Errors
    /// It is not sent, or cannot be.
    fn post(&mut self, address: &str, json: &str, allowed: &Allowed) -> Result<u16, Failure>;
}

/// What a site wants, as far as it is known.
#[derive(Clone, Debug)]
enum Wants {
    Said(Robots),
    Unknown(String),
}

/// The network, with manners.
#[derive(Debug)]
pub struct Polite {
    fetcher: Fetcher,
    manners: Manners,
    /// When each host may be asked again.
    free: BTreeMap<String, Timestamp>,
    /// What each site wants, and until when that holds.
    sites: BTreeMap<String, (Wants, Timestamp)>,
}

impl Polite {
    /// Nobody has been asked yet.
    pub fn new(fetcher: Fetcher, manners: Manners) -> Polite {
        Polite { fetcher, manners, free: BTreeMap::new(), sites: BTreeMap::new() }
    }

    /// Follows an address to where it leads, each step looked at by `may`.
    fn follow(
        &mut self,
        first: Target,
        ask: &Ask,
        allowed: &Allowed,
        clock: &dyn Clock,
        heeds_robots: bool,
    ) -> Result<(Target, Reply), Failure> {
        let mut target = first;
        for _ in 0..=self.fetcher.limits().redirects {
            if heeds_robots {
                self.must_be_wanted(&target, allowed, clock)?;
            }
            self.wait_for_turn(&target, clock)?;
            let reply = self.fetcher.ask(&target, ask, allowed);
            self.asked(&target, clock.now(), reply.as_ref().ok());
            let reply = reply?;
            match (&reply.location, reply.status) {
                (Some(location), 301 | 302 | 303 | 307 | 308) => target = target.lead_to(location, allowed)?,
                _ => return Ok((target, reply)),
            }
        }
        Err(Failure::forbidden(format!("redirected more than {} times", self.fetcher.limits().redirects)))
    }

    fn wait_for_turn(&self, target: &Target, clock: &dyn Clock) -> Result<(), Failure> {
        let free = self.free.get(target.host()).copied().unwrap_or(Timestamp::MIN);
        if free <= clock.now() || clock.wait(free) { Ok(()) } else { Err(Failure::Stopped) }
    }

    /// Notes that a host was asked, and how long it wants to be left alone.
    fn asked(&mut self, target: &Target, now: Timestamp, reply: Option<&Reply>) {
        let wants = self.sites.get(&target.origin()).map(|(wants, _)| wants);
        let asked_for = match wants {
            Some(Wants::Said(robots)) => robots.delay().and_then(|delay| SignedDuration::try_from(delay).ok()),
            _ => None,
        };
        let pause =
            asked_for.unwrap_or_default().clamp(self.manners.pause, self.manners.longest_pause.max(self.manners.pause));
        let mut free = later(now, pause);
        if let Some(reply) = reply
            && matches!(reply.status, 429 | 503)
        {
            let said = reply.retry_after.as_deref().and_then(|after| retry_after(after, now));
            free = free.max(said.unwrap_or_else(|| later(now, self.manners.too_many)));
        }
        if self.free.len() >= MOST_SITES {
            self.free.retain(|_, free| *free > now);
        }
        self.free.insert(target.host().to_string(), free);
    }

    /// Asks a site for its robots.txt where it is not known, and holds a page against it.
    fn must_be_wanted(&mut self, target: &Target, allowed: &Allowed, clock: &dyn Clock) -> Result<(), Failure> {
        let origin = target.origin();
        let holds = self.sites.get(&origin).is_some_and(|(_, until)| *until > clock.now());
        if !holds {
            let wants = self.ask_robots(target, allowed, clock)?;
            let hold =
                if matches!(wants, Wants::Said(_)) { self.manners.robots_hold } else { self.manners.robots_missing };
            if self.sites.len() >= MOST_SITES {
                self.sites.clear();
            }
            self.sites.insert(origin.clone(), (wants, later(clock.now(), hold)));
            self.slow_down(target, clock.now());
        }
        match self.sites.get(&origin) {
            Some((Wants::Said(robots), _)) if robots.allows(&target.path()) => Ok(()),
            Some((Wants::Said(_), _)) => Err(Failure::Disallowed(format!(
                "robots.txt of {} asks to leave {} alone",
                target.host(),
                target.path()
            ))),
            Some((Wants::Unknown(why), _)) => Err(Failure::Failed(format!(
                "what {} wants is not known: its robots.txt cannot be had ({why})",
                target.host()
            ))),
            None => Err(Failure::Stopped),
        }
    }

    /// The pause that a robots.txt asks for counts from the request for it.
    fn slow_down(&mut self, target: &Target, now: Timestamp) {
        let left_alone = self.free.get(target.host()).copied();
        self.asked(target, now, None);
        if let (Some(before), Some(free)) = (left_alone, self.free.get_mut(target.host())) {
            *free = before.max(*free);
        }
    }

    fn ask_robots(&mut self, target: &Target, allowed: &Allowed, clock: &dyn Clock) -> Result<Wants, Failure> {
        let Some(robots) = target.beside("/robots.txt") else { return Ok(Wants::Unknown("no address".to_string())) };
        Ok(match self.follow(robots, &Ask::default(), allowed, clock, false) {
            Ok((_, reply)) => match reply.status {
                200 => Wants::Said(Robots::read(&reply.body)),
                // No such page: nothing is asked of us.
                400..=428 | 430..=499 => Wants::Said(Robots::default()),
                status => Wants::Unknown(format!("status {status}")),
            },
            Err(Failure::Stopped) => return Err(Failure::Stopped),
            // The site itself is not for us: so is its robots.txt.
            Err(failure @ Failure::Forbidden(_)) => return Err(failure),
            Err(failure) => Wants::Unknown(failure.to_string()),
        })
    }
}

impl Web for Polite {
    fn get(&mut self, wish: &Wish<'_>, clock: &dyn Clock) -> Result<Got, Failure> {
        let nobody = Allowed::default();
        let allowed = wish.allowed.unwrap_or(&nobody);
        let target = Target::read(wish.address, allowed)?;
        let (target, reply) = self.follow(target, &wish.ask, allowed, clock, true)?;
        let left_alone = self.free.get(target.host()).copied();
        Ok(match reply.status {
            200 => Got::Page(Page {
                address: target.as_str().to_string(),
                content_type: reply.content_type,
                etag: reply.etag,
                modified: reply.modified,
                bytes: reply.body,
            }),
            304 => Got::Same,
            410 => Got::Gone,
            429 | 503 => Got::Later(left_alone.unwrap_or_else(|| clock.now())),
            status => Got::Status(status),
        })
    }

    fn free(&self, address: &str) -> Timestamp {
        let host =
            url::Url::parse(address).ok().and_then(|url| Some(url.host_str()?.trim_end_matches('.').to_lowercase()));
        host.and_then(|host| self.free.get(&host).copied()).unwrap_or(Timestamp::MIN)
    }

    fn post(&mut self, address: &str, json: &str, allowed: &Allowed) -> Result<u16, Failure> {
        let target = Target::read(address, allowed)?;
        let ask = Ask { post: Some(json.to_string()), ..Ask::default() };
        self.fetcher.ask(&target, &ask, allowed).map(|reply| reply.status)
    }
}
