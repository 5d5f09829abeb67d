//! From a host's name to its addresses: asked once, and every address looked at before any is used. One that is not for
//! anybody condemns them all, for a name that leads both ways is made to mislead.

use crate::address::own;
use crate::allowed::Allowed;
use crate::failure::Failure;
use crate::target::Target;
use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

/// So many addresses of one host are tried.
const MOST: usize = 8;

/// Whoever knows the addresses of hosts.
pub trait Names: Debug + Send + Sync {
    /// The addresses of a host, now.
    ///
    /// # Errors
    /// There is no such host, or nobody to ask.
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The machine's own way of asking.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames {
    /// How long to wait for an answer.
    pub patience: Duration,
}

impl Default for SystemNames {
    fn default() -> SystemNames {
        SystemNames { patience: Duration::from_secs(10) }
    }
}

impl Names for SystemNames {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        // The system gives no way to stop asking; one that never answers is left behind.
        let (tell, told) = sync_channel(1);
        let asked = (host.to_string(), 0);
        thread::Builder::new().name("casus-names".to_string()).spawn(move || {
            let found = asked.to_socket_addrs().map(|found| found.map(|address| address.ip()).collect());
            let _ = tell.send(found);
        })?;
        told.recv_timeout(self.patience).map_err(|_| io::Error::new(io::ErrorKind::TimedOut, "no answer"))?
    }
}

/// The addresses to connect to for a target, each of them looked at.
pub(crate) fn checked(target: &Target, names: &dyn Names, allowed: &Allowed) -> Result<Vec<SocketAddr>, Failure> {
    let host = target.host();
    let mut found = match target.literal() {
        Some(address) => vec![address],
        None => names.look_up(host).map_err(|error| Failure::Failed(format!("{host} is not found: {error}")))?,
    };
    found.dedup();
    if found.is_empty() {
        return Err(Failure::Failed(format!("{host} is not found")));
    }
    for address in &found {
        let may = allowed.host(host, target.port()) || allowed.address(*address, target.port());
        // A port was let through for a range: then the address must lie in it.
        if !may && !crate::allowed::is_usual(target.port()) {
            return Err(Failure::forbidden(format!("port {} is not one of the web", target.port())));
        }
        if let (false, Some(what)) = (may, own(*address)) {
            let which = if target.literal().is_some() { String::new() } else { format!(" of {host}") };
            return Err(Failure::forbidden(format!("the address {address}{which} is {what}")));
        }
    }
    Ok(found.into_iter().take(MOST).map(|address| SocketAddr::new(address, target.port())).collect())
}
