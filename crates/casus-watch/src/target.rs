//! An address on the web, checked before anything is asked of the network: what it speaks, whom it names, which port. It
//! is read as browsers read it, so that `0x7f.1` and `2130706433` are known for the address that they are.

use crate::address::own;
use crate::allowed::{Allowed, is_usual};
use crate::failure::Failure;
use std::net::IpAddr;
use url::{Host, Url};

/// An address may be this long, in bytes.
const LONGEST: usize = 8 << 10;

/// Names that mean this machine, this building, or the services of a data centre; alone, or after a dot.
const OWN_NAMES: [&str; 12] = [
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
    "test",
    "onion",
];

/// An address that may be asked for, as far as it tells by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    url: Url,
    host: String,
    port: u16,
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// It is none, speaks another protocol than that of the web, carries a name and password, or names a host or a port
    /// that is not for anybody and not allowed.
    pub fn read(written: &str, allowed: &Allowed) -> Result<Target, Failure> {
        if written.len() > LONGEST {
            return Err(Failure::forbidden("an address of more than 8 KiB"));
        }
        let url = Url::parse(written.trim()).map_err(|error| Failure::forbidden(format!("no address: {error}")))?;
        Target::of(url, allowed)
    }

    /// The address that this one leads on to.
    ///
    /// # Errors
    /// The same, and where it would go on without the protection that it began with.
    pub fn lead_to(&self, written: &str, allowed: &Allowed) -> Result<Target, Failure> {
        let joined = self.url.join(written.trim());
        let url = joined.map_err(|error| Failure::forbidden(format!("redirected to no address: {error}")))?;
        let target = Target::of(url, allowed)?;
        if self.url.scheme() == "https" && target.url.scheme() == "http" {
            return Err(Failure::forbidden("redirected from https to http"));
        }
        Ok(target)
    }

    fn of(mut url: Url, allowed: &Allowed) -> Result<Target, Failure> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Failure::forbidden(format!("{}: is not fetched, only http and https are", url.scheme())));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Failure::forbidden("an address with a name or password in it"));
        }
        if url.as_str().len() > LONGEST {
            return Err(Failure::forbidden("an address of more than 8 KiB"));
        }
        url.set_fragment(None);
        let port = url.port_or_known_default().unwrap_or(0);
        let host = match url.host() {
            Some(Host::Domain(name)) => name.trim_end_matches('.').to_lowercase(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => String::new(),
        };
        let target = Target { url, host, port };
        target.check(allowed)?;
        Ok(target)
    }

    fn check(&self, allowed: &Allowed) -> Result<(), Failure> {
        if self.host.is_empty() {
            return Err(Failure::forbidden("an address without a host"));
        }
        let named = allowed.host(&self.host, self.port);
        let in_range = match self.literal() {
            Some(address) => allowed.address(address, self.port),
            // Where its name leads is not known yet; a range with this port may hold it.
            None => allowed.some_range_has(self.port),
        };
        if !is_usual(self.port) && !named && !in_range {
            return Err(Failure::forbidden(format!("port {} is not one of the web", self.port)));
        }
        if self.literal().is_none() && is_own_name(&self.host) && !named && !in_range {
            return Err(Failure::forbidden(format!("{} is not a host for anybody", self.host)));
        }
        if let (Some(address), false) = (self.literal(), named || in_range)
            && let Some(what) = own(address)
        {
            return Err(Failure::forbidden(format!("the address {address} is {what}")));
        }
        Ok(())
    }

    /// The address itself, where the host is written as one.
    pub fn literal(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// The host, in small letters and without a final dot.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Protocol, host and port: whose robots.txt counts.
    pub fn origin(&self) -> String {
        format!("{}://{}:{}", self.url.scheme(), self.host, self.port)
    }

    /// What stands behind the host: what robots.txt speaks of.
    pub fn path(&self) -> String {
        let query = self.url.query().map_or_else(String::new, |query| format!("?{query}"));
        format!("{}{query}", self.url.path())
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The address of another page of the same site.
    pub(crate) fn beside(&self, path: &str) -> Option<Target> {
        let mut url = self.url.clone();
        url.set_path(path);
        url.set_query(None);
        Some(Target { url, host: self.host.clone(), port: self.port })
    }
}

/// Whether a name is one of those, or has no dot and so can only be of the house.
fn is_own_name(host: &str) -> bool {
    let ends = |own: &str| host == own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'));
    !host.contains('.') || OWN_NAMES.iter().any(|own| ends(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_asked() {
        let none = Allowed::default();
        for wrong in [
            "ftp://our.example/",
            "file:///etc/passwd",
            "gopher://our.example/",
            "data:text/html,a",
            "javascript:a",
            "//our.example/",
            "our.example",
            "",
            "http://",
            "http://user@our.example/",
            "http://user:word@our.example/",
            "http://:word@our.example/",
            "http://our.example:22/",
            "https://our.example:8443/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://intranet/",
            "http://our.example:0/",
            "http://[::1/",
            "http://our example/",
        ] {
            assert!(Target::read(wrong, &none).is_err(), "{wrong}");
        }
        for right in ["http://our.example/", " HTTPS://Our.Example:443/a?b#c ", "http://8.8.8.8/"] {
            assert!(Target::read(right, &none).is_ok(), "{right}");
        }
    }

    #[test]
    fn addresses_are_known_in_every_notation() {
        let (none, machine) = (Allowed::default(), Allowed::read(["127.0.0.1"]).unwrap());
        for written in
            ["http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0x7f.1/"]
        {
            assert_eq!(Target::read(written, &none), Err(Failure::forbidden("the address 127.0.0.1 is this machine")));
            let target = Target::read(written, &machine).unwrap();
            assert_eq!(target.literal(), Some(IpAddr::from([127, 0, 0, 1])), "{written}");
        }
    }

    #[test]
    fn what_is_allowed_by_name_may_be_asked() {
        let allowed = Allowed::read(["wiki.local", "127.0.0.1:8080", "our.example:81"]).unwrap();
        for right in ["http://wiki.local/a", "http://127.0.0.1:8080/", "http://our.example:81/"] {
            assert!(Target::read(right, &allowed).is_ok(), "{right}");
        }
        assert!(Target::read("http://127.0.0.1:8081/", &allowed).is_err());
        assert!(Target::read("http://other.local/", &allowed).is_err());
    }

    #[test]
    fn a_way_on_keeps_its_protection() {
        let none = Allowed::default();
        let target = Target::read("https://our.example/a/b", &none).unwrap();
        assert_eq!(target.lead_to("../c", &none).unwrap().as_str(), "https://our.example/c");
        assert!(target.lead_to("http://our.example/c", &none).is_err());
        assert!(target.lead_to("https://user@our.example/", &none).is_err());
    }
}
