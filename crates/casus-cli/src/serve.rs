//! `casus serve`: the window. Here is what only the command line knows: where to listen, the token where others can reach
//! it, what codes are called, the day of today, and when to stop.

use crate::args::RecordOptions;
use crate::ask::ledgers;
use crate::typed::{today, unusable};
use crate::{Status, interrupt, print, record};
use casus_lexicon::Lexicon;
use casus_window::Settings;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::net::{IpAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  casus serve                                    casus.db, at http://127.0.0.1:8765/
  casus serve --db korea.db --port 9000
  casus serve --host 0.0.0.0 --token-file token  for others too: they need the address with the token
";

const STATUS: &str = "\
The page is in the program and needs nothing from elsewhere. The record is opened to be read alone. On 127.0.0.1 only
programs on this machine reach it; with another --host everybody who reaches that address could, so a token is asked for:
it is made by chance, printed once as part of the address, and goes with the program unless --token-file keeps it. The
page is not encrypted on its way: over a network that others share, lead it through ssh -L. Ctrl-C ends it.

Exit status:
  0 ended by Ctrl-C; 2 wrong usage, no such record, or the address cannot be had.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    record: RecordOptions,

    /// Where to listen: an address of this machine
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,

    /// On which port; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8765)]
    port: u16,

    /// Keep the token in FILE: taken from it if it is there, else made and written to it for its owner alone
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// How many seconds a question may take
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    limit: u64,

    /// An analyst's ledger files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    ledgers: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &ServeOptions) -> Status {
    match prepare_and_run(options) {
        Ok(status) => status,
        Err(message) => unusable(&message),
    }
}

fn prepare_and_run(options: &ServeOptions) -> Result<Status, String> {
    let db = record::path(&options.record);
    if !db.exists() {
        return Err(format!("{}: no such record; make one with casus add PATH, or name one with --db", db.display()));
    }
    let listener = listen(&options.host, options.port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let alone = address.ip().is_loopback();
    let token = match (&options.token_file, alone) {
        (Some(file), _) => Some(kept_token(file)?),
        (None, false) => Some(new_token()?),
        (None, true) => None,
    };
    let settings = Settings {
        db: db.clone(),
        token: token.clone(),
        names: names()?,
        ledgers: ledgers(options.ledgers.as_deref())?,
        limit: Duration::from_secs(options.limit),
        hands: 4,
        today,
    };
    let stop = interrupt::flag();
    let shown = shown_host(&options.host, address.ip());
    let token = token.map_or(String::new(), |token| format!("?token={token}"));
    let told = format!("{} at http://{shown}:{}/{token}\n", db.display(), address.port());
    if print::all(told.as_bytes()) != Status::Done {
        return Ok(Status::SomeFailed);
    }
    match casus_window::serve(listener, settings, &stop) {
        Ok(()) => Ok(Status::Done),
        Err(error) => Err(error.to_string()),
    }
}

fn listen(host: &str, port: u16) -> Result<TcpListener, String> {
    let told = |error: &io::Error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "{host}:{port} is taken by another program; end that one, or give another port: --port {}",
            port.checked_add(1).unwrap_or(8765)
        ),
        ErrorKind::AddrNotAvailable => {
            format!("this machine has no address {host}; --host 127.0.0.1 is for itself, 0.0.0.0 for all that reach it")
        }
        ErrorKind::PermissionDenied => {
            format!("port {port} is for administrators; give one above 1023: --port 8765")
        }
        _ => format!("{host}:{port}: {error}; give an address of this machine with --host, such as 127.0.0.1"),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let addresses: Vec<_> = (bare, port).to_socket_addrs().map_err(|error| told(&error))?.collect();
    TcpListener::bind(addresses.as_slice()).map_err(|error| told(&error))
}

/// The host as it stands in an address.
fn shown_host(asked: &str, bound: IpAddr) -> String {
    match bound {
        _ if asked.eq_ignore_ascii_case("localhost") => asked.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
        IpAddr::V4(address) => address.to_string(),
    }
}

/// A token by chance: 32 bytes, so that nobody guesses it.
fn new_token() -> Result<String, String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| format!("no token can be made: {error}; give one with --token-file"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The least that a token of one's own may have, and the most.
const LENGTHS: std::ops::RangeInclusive<usize> = 16..=200;

fn kept_token(file: &Path) -> Result<String, String> {
    match std::fs::read_to_string(file) {
        Ok(kept) => {
            let token = kept.trim();
            let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            if LENGTHS.contains(&token.len()) && plain {
                return Ok(token.to_string());
            }
            Err(format!(
                "{}: no token; it must have {} to {} letters, digits, - or _. Remove the file, and one is made",
                file.display(),
                LENGTHS.start(),
                LENGTHS.end()
            ))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let token = new_token()?;
            let mut how = OpenOptions::new();
            how.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
            let written = how.open(file).and_then(|mut file| writeln!(file, "{token}"));
            written.map_err(|error| format!("{}: cannot be written: {error}", file.display()))?;
            Ok(token)
        }
        Err(error) => Err(format!("{}: cannot be read: {error}", file.display())),
    }
}

/// What codes stand for.
fn names() -> Result<BTreeMap<String, String>, String> {
    let lexicon = Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}"))?;
    let mut called: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for body in &lexicon.organisations {
        called.entry(body.code.0.as_str()).or_default().push(body.name.as_str());
    }
    let bodies = called.into_iter().filter_map(|(code, names)| Some((code.to_string(), whole(&names)?.to_string())));
    let states = lexicon.states.iter().map(|state| (state.code.0.clone(), state.name.clone()));
    // Where a code is both, it is the state's.
    Ok(bodies.chain(states).collect())
}

/// Organs bear the code of their parent: of several names, that of the whole stands within most of the others.
fn whole<'n>(names: &[&'n str]) -> Option<&'n str> {
    let within = |name: &str| names.iter().filter(|other| other.contains(name)).count();
    names.iter().copied().max_by_key(|name| (within(name), Reverse(name.len())))
}
