//! One request and its answer: to an address that was looked at, within limits, following nothing by itself. All that
//! leaves this machine goes by [`Fetcher::ask`].

use crate::allowed::Allowed;
use crate::connection::{Door, Meter, Pinned, passed_limit};
use crate::failure::Failure;
use crate::limits::Limits;
use crate::names::{Names, checked};
use crate::target::Target;
use crate::unpack;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use ureq::http::{Response, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use ureq::{Agent, Body};

/// How we name ourselves to sites: what robots.txt calls us, and where we come from.
pub const AGENT: &str =
    concat!("casus/", env!("CARGO_PKG_VERSION"), " (reads news, keeps the record of who did what to whom)");

/// What one request says beside its address.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The mark of what is held already.
    pub etag: Option<String>,
    /// The day of what is held already, as the site gave it.
    pub modified: Option<String>,
    /// The language to ask for; English where none is said.
    pub language: Option<String>,
    /// What to send, as JSON; nothing for a page to read.
    pub post: Option<String>,
}

/// What came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// Where it leads on to.
    pub location: Option<String>,
    /// Its mark, to ask again by.
    pub etag: Option<String>,
    /// Its day, to ask again by.
    pub modified: Option<String>,
    /// When to ask again.
    pub retry_after: Option<String>,
    /// What it is written in.
    pub content_type: Option<String>,
    /// The page, of status 200 alone.
    pub body: Vec<u8>,
}

/// Asks the network, within limits.
#[derive(Clone, Debug)]
pub struct Fetcher {
    names: Arc<dyn Names>,
    limits: Limits,
    roots: RootCerts,
    door: Door,
}

impl Fetcher {
    /// With somebody who knows the addresses of hosts.
    pub fn new(names: Arc<dyn Names>, limits: Limits) -> Fetcher {
        Fetcher { names, limits, roots: RootCerts::WebPki, door: Door::default() }
    }

    /// The same, trusting this certificate alone, in DER.
    pub fn trusting(self, certificate: &'static [u8]) -> Fetcher {
        Fetcher { roots: RootCerts::Specific(Arc::new(vec![Certificate::from_der(certificate)])), ..self }
    }

    /// How many connections were begun.
    pub fn connections(&self) -> u64 {
        self.door.0.load(Ordering::Relaxed)
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// One request. Addresses are asked for once, each is looked at, and the connection goes to one of them.
    ///
    /// # Errors
    /// The address is not for anybody, the site cannot be reached or breaks off, or a limit is passed.
    pub fn ask(&self, target: &Target, ask: &Ask, allowed: &Allowed) -> Result<Reply, Failure> {
        let addresses = checked(target, self.names.as_ref(), allowed)?;
        let response = self.send(target, ask, addresses).map_err(|error| self.failure(&error))?;
        let text = |name: header::HeaderName| {
            let value = response.headers().get(name)?.to_str().ok()?.trim();
            Some(value.to_string()).filter(|value| !value.is_empty())
        };
        let mut reply = Reply {
            status: response.status().as_u16(),
            location: text(header::LOCATION),
            etag: text(header::ETAG),
            modified: text(header::LAST_MODIFIED),
            retry_after: text(header::RETRY_AFTER),
            content_type: text(header::CONTENT_TYPE),
            body: Vec::new(),
        };
        let coding = text(header::CONTENT_ENCODING).unwrap_or_default();
        if reply.status == 200 && ask.post.is_none() {
            let body = response.into_body().into_reader();
            reply.body = unpack::whole(body, &coding, &self.limits).map_err(|error| self.failure(&error))?;
        }
        Ok(reply)
    }

    fn send(
        &self,
        target: &Target,
        ask: &Ask,
        addresses: Vec<std::net::SocketAddr>,
    ) -> Result<Response<Body>, ureq::Error> {
        let limits = &self.limits;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // One from the environment would make the addresses that were looked at worth nothing.
            .proxy(None)
            .max_idle_connections(0)
            .max_response_header_size(limits.head)
            .timeout_global(Some(limits.total))
            .timeout_connect(Some(limits.connect))
            .timeout_per_read(Some(limits.idle))
            .timeout_per_write(Some(limits.idle))
            .tls_config(TlsConfig::builder().root_certs(self.roots.clone()).build())
            .user_agent(AGENT)
            .build();
        let meter = Meter { limits: *limits, came: Arc::default() };
        let connector = self.door.clone().chain(TcpConnector::default()).chain(meter).chain(RustlsConnector::default());
        let agent = Agent::with_parts(config, connector, Pinned(addresses));
        if let Some(json) = &ask.post {
            return agent.post(target.as_str()).header("content-type", "application/json").send(json.as_bytes());
        }
        let mut request = agent.get(target.as_str()).header("accept-encoding", unpack::UNDERSTOOD);
        request =
            request.header("accept-language", ask.language.as_deref().unwrap_or("en")).header("connection", "close");
        for (name, value) in [("if-none-match", &ask.etag), ("if-modified-since", &ask.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.call()
    }

    fn failure(&self, error: &(dyn std::error::Error + 'static)) -> Failure {
        if let Some(what) = passed_limit(error) {
            return Failure::TooMuch(what);
        }
        let said = error.to_string();
        match error.downcast_ref::<ureq::Error>().or_else(|| inner(error)) {
            Some(ureq::Error::Timeout(ureq::Timeout::PerRead | ureq::Timeout::PerWrite)) => {
                Failure::Failed(format!("nothing came for {} seconds", self.limits.idle.as_secs()))
            }
            Some(ureq::Error::Timeout(ureq::Timeout::Global)) => {
                Failure::Failed(format!("not done after {} seconds", self.limits.total.as_secs()))
            }
            Some(ureq::Error::Timeout(_)) => Failure::Failed("it does not answer".to_string()),
            Some(ureq::Error::LargeResponseHeader(..)) => {
                Failure::TooMuch(format!("a head of more than {} bytes", self.limits.head))
            }
            Some(ureq::Error::Io(error)) => Failure::Failed(format!("the connection failed: {error}")),
            Some(ureq::Error::BadUri(_) | ureq::Error::Http(_)) => Failure::forbidden(format!("no address: {said}")),
            _ => Failure::Failed(format!("it cannot be fetched: {said}")),
        }
    }
}

/// The client's error in one of reading.
fn inner<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e ureq::Error> {
    error.downcast_ref::<std::io::Error>()?.get_ref()?.downcast_ref()
}
