//! Whether a chunk is a web or mail address, which the tokenizer leaves whole. The pattern is spaCy's, laid out by hand
//! so that it takes one pass whatever comes in. It does not find addresses inside a sentence.

use super::characters::{Classes, LOWER};

/// Whether the whole chunk is an address: `state.gov`, `https://yna.co.kr/a?b`, `press@un.org`, `8.8.8.8:53`.
pub(super) fn is_web_address(chunk: &str) -> bool {
    // An address holds a dot with something on either side; most words do not, and are done here.
    if !chunk.get(1..).is_some_and(|rest| rest.contains('.')) && chunk.is_ascii() {
        return false;
    }
    let after_user = chunk.match_indices('@').filter(|(at, _)| *at > 0).map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(after_scheme(chunk))
        .chain(after_user)
        .filter_map(|start| chunk.get(start..))
        .any(host_and_path)
}

/// Where the host begins after `https://` at the front.
fn after_scheme(chunk: &str) -> Option<usize> {
    let (scheme, _) = chunk.split_once("://")?;
    let long_enough = scheme.chars().nth(1).is_some();
    let well_formed = scheme.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.'));
    (long_enough && well_formed).then_some(scheme.len() + "://".len())
}

/// A host, perhaps a port, perhaps a path, and nothing after them.
fn host_and_path(rest: &str) -> bool {
    let end = rest.find([':', '/', '?', '#', '@']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(end);
    (is_public_number(host) || is_name(host)) && is_port_and_path(tail)
}

fn is_port_and_path(tail: &str) -> bool {
    let path = match tail.strip_prefix(':') {
        Some(rest) => {
            let digits = rest.chars().take_while(|c| c.is_numeric()).count();
            let path = rest.trim_start_matches(char::is_numeric);
            if !(2..=5).contains(&digits) {
                return false;
            }
            path
        }
        None => tail,
    };
    path.is_empty() || path.starts_with(['/', '?', '#'])
}

/// `www.un.org`: labels of at most 64 characters with dots between, the last one of 2 to 63 lower-case letters.
fn is_name(host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    let classes = Classes::get();
    let top_fits = (2..=63).contains(&top.chars().take(64).count());
    top_fits && top.chars().all(|c| classes.is(c, LOWER)) && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    label.starts_with(plain)
        && label.ends_with(plain)
        && label.chars().take(65).count() <= 64
        && label.chars().all(|c| plain(c) || matches!(c, '_' | '-'))
}

/// `93.184.216.34`: four numbers in range, of no private or local network.
fn is_public_number(host: &str) -> bool {
    let mut octets = [0u16; 4];
    let mut parts = host.split('.');
    for (place, octet) in octets.iter_mut().enumerate() {
        let part = parts.next().unwrap_or("");
        let leading_zero = part.starts_with('0');
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let outer = place == 0 || place == 3;
        let zero_allowed = !outer && part.len() <= 2;
        if !digits || (leading_zero && !zero_allowed) {
            return false;
        }
        *octet = part.parse().unwrap_or(u16::MAX);
    }
    let [a, b, c, d] = octets;
    let in_range = a <= 223 && b <= 255 && c <= 255 && d <= 254;
    let local = matches!((a, b), (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31));
    parts.next().is_none() && in_range && !local
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_from_words_and_numbers() {
        let cases = [
            ("state.gov", true),
            ("https://yna.co.kr/view/AEN2022?section=nk", true),
            ("press@un.org", true),
            ("mailto:press@un.org", true),
            ("8.8.8.8:53", true),
            ("대통령.kr", true),
            ("192.168.0.1", false),
            ("3.5", false),
            ("U.S", false),
            ("leaders.The", false),
            ("a:b", false),
            ("un.org:5", false),
            ("@", false),
        ];
        for (chunk, expected) in cases {
            assert_eq!(is_web_address(chunk), expected, "{chunk}");
        }
    }
}
