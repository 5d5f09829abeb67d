//! What a site asks of programs (RFC 9309): which pages to leave alone, and how long to wait between two. Of the groups
//! in a robots.txt those that name us count, else those for everybody; of the rules that fit a page the longest, and
//! between equals the one that allows.

use std::time::Duration;

/// By this name sites speak of us.
pub const NAME: &str = "casus";

/// So much of a file is read; RFC 9309 asks for no less.
const LONGEST: usize = 500 << 10;
/// A rule longer than this is none.
const LONGEST_RULE: usize = 4 << 10;

/// The rules of a site, for us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// Reads a robots.txt. Whatever stands in it, what cannot be read is passed over.
    pub fn read(bytes: &[u8]) -> Robots {
        let text = String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes));
        let (mut ours, mut all, mut named_us) = (Robots::default(), Robots::default(), false);
        let (mut for_us, mut for_all, mut in_rules) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let Some((key, value)) = line.split('#').next().unwrap_or_default().split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    (for_us, for_all, in_rules) = (false, false, false);
                }
                for_us |= names_us(value);
                for_all |= value == "*";
                named_us |= for_us;
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_rules = true;
            for (meant, robots) in [(for_us, &mut ours), (for_all, &mut all)] {
                if meant {
                    robots.add(&key, value);
                }
            }
        }
        if named_us { ours } else { all }
    }

    fn add(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
            self.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(1e6))).or(self.delay);
        } else if (value.starts_with('/') || value.starts_with('*')) && value.len() <= LONGEST_RULE {
            self.rules.push(Rule { allows: key == "allow", pattern: written(value, true) });
        }
    }

    /// Whether a page may be asked for, by its path with what follows a `?`.
    pub fn allows(&self, path: &str) -> bool {
        let path = written(path, false);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }

    /// How long it asks to wait between two requests.
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Whether a line means us: its first word, up to what is no letter.
fn names_us(value: &str) -> bool {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_')).unwrap_or(value.len());
    value.get(..end).is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

/// A path in one way of writing, so that two that mean the same are the same: what needs no escape has none, and what
/// needs one has it in capitals. In a pattern `*` and `$` mean more than themselves.
fn written(path: &str, is_pattern: bool) -> String {
    const PLAIN: &[u8] = b"!&'()+,;=:@/?[]";
    let mut out = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let escaped = if *byte == b'%' { escape(after) } else { None };
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
        let meant = escaped.unwrap_or(*byte);
        let plain = meant.is_ascii_alphanumeric()
            || matches!(meant, b'-' | b'.' | b'_' | b'~')
            || (escaped.is_none() && PLAIN.contains(&meant))
            || (escaped.is_none() && is_pattern && matches!(meant, b'*' | b'$'));
        match plain {
            true => out.push(char::from(meant)),
            false => out.push_str(&format!("%{meant:02X}")),
        }
    }
    out
}

/// The byte that two digits after a `%` stand for.
fn escape(after: &[u8]) -> Option<u8> {
    let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// Whether a path fits a pattern from its beginning: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return !to_end || rest.is_empty() };
    for piece in between {
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
#[path = "robots_tests.rs"]
mod tests;
