//! What may be fetched although it is somebody's own: hosts and ranges that a person names. A host is named as it
//! stands in addresses, a range by its bits; either may name a port, and `*` is every port.

use crate::address::{carried, within};
use std::net::IpAddr;

/// Hosts and ranges that are allowed by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    names: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    whom: Whom,
    port: Port,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    Host(String),
    Range(IpAddr, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Port {
    /// Those of the web.
    Usual,
    One(u16),
    Any,
}

impl Port {
    fn is(self, port: u16) -> bool {
        match self {
            Port::Usual => is_usual(port),
            Port::One(one) => one == port,
            Port::Any => true,
        }
    }
}

/// Whether a port is one of the web's own.
pub(crate) fn is_usual(port: u16) -> bool {
    port == 80 || port == 443
}

impl Allowed {
    /// Reads names: `intranet.example`, `intranet.example:8080`, `10.1.0.0/16`, `127.0.0.1:*`, `[::1]:8080`.
    ///
    /// # Errors
    /// The first that names nothing, with what is wrong.
    pub fn read<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<Allowed, String> {
        let names: Result<Vec<Name>, String> = names.into_iter().map(|name| one(name.as_ref())).collect();
        Ok(Allowed { names: names? })
    }

    /// Both together.
    pub fn and(&self, other: &Allowed) -> Allowed {
        Allowed { names: self.names.iter().chain(&other.names).cloned().collect() }
    }

    /// Whether a host is named, so that its name may stand for any address.
    pub(crate) fn host(&self, host: &str, port: u16) -> bool {
        self.names.iter().any(|name| name.port.is(port) && matches!(&name.whom, Whom::Host(named) if named == host))
    }

    /// Whether an address lies in a range that is named.
    pub(crate) fn address(&self, address: IpAddr, port: u16) -> bool {
        let lies = |whom: &Whom| matches!(whom, Whom::Range(range, bits) if within(carried(address), *range, *bits));
        self.names.iter().any(|name| name.port.is(port) && lies(&name.whom))
    }

    /// Whether some name lets this port be asked, of whatever host.
    pub(crate) fn some_range_has(&self, port: u16) -> bool {
        self.names.iter().any(|name| name.port.is(port) && matches!(name.whom, Whom::Range(..)))
    }
}

fn one(written: &str) -> Result<Name, String> {
    let wrong = |what: &str| {
        Err(format!("`{written}`: {what}; write a host, host:port, an address, or a range as 10.1.0.0/16"))
    };
    let text = written.trim().to_lowercase();
    // An address of IPv6 has colons of its own, and stands in brackets where a port follows.
    let (whom, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((inside, rest)) => (inside, rest.strip_prefix(':')),
        None if text.matches(':').count() == 1 => {
            text.split_once(':').map_or((text.as_str(), None), |(a, b)| (a, Some(b)))
        }
        None => (text.as_str(), None),
    };
    let port = match port {
        None => Port::Usual,
        Some("*") => Port::Any,
        Some(port) => match port.parse() {
            Ok(port) => Port::One(port),
            Err(_) => return wrong("the port is no number"),
        },
    };
    let (address, bits) = whom.split_once('/').map_or((whom, None), |(address, bits)| (address, Some(bits)));
    let whom = match (address.parse::<IpAddr>(), bits) {
        (Ok(address), bits) => {
            let most = if address.is_ipv4() { 32 } else { 128 };
            match bits.map_or(Ok(most), str::parse::<u8>) {
                Ok(bits) if bits <= most => Whom::Range(address, bits),
                _ => return wrong("a range of no size"),
            }
        }
        (Err(_), None) if is_host(whom) => Whom::Host(whom.trim_end_matches('.').to_string()),
        _ => return wrong("names nothing"),
    };
    Ok(Name { whom, port })
}

fn is_host(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_ranges_are_told_apart_and_ports_hold() {
        let allowed = Allowed::read(["Intranet.example", "10.1.0.0/16:8080", "[::1]:*", "wiki.local:81"]).unwrap();
        assert!(allowed.host("intranet.example", 443) && !allowed.host("intranet.example", 8080));
        assert!(allowed.host("wiki.local", 81) && !allowed.host("wiki.local", 80));
        let lies = |address: &str, port| allowed.address(address.parse().unwrap(), port);
        assert!(lies("10.1.2.3", 8080) && !lies("10.1.2.3", 80) && !lies("10.2.0.1", 8080));
        assert!(lies("::ffff:10.1.2.3", 8080), "the same address in another notation");
        assert!(lies("::1", 9999) && !lies("::2", 80));
    }

    #[test]
    fn what_names_nothing_is_said() {
        for wrong in ["", "http://a.example", "10.0.0.0/33", "a.example:port", "a b", "10.0.0.0/x"] {
            assert!(Allowed::read([wrong]).is_err(), "{wrong}");
        }
    }
}
