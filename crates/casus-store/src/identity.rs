//! What makes an article the same: its address without trackers, and its words. Copies of a wire report under several
//! outlets have the same words, or nearly: their min-hashes say how much two texts share.

use casus_types::Extent;
use std::collections::BTreeSet;

/// How many words make a shingle.
const SHINGLE: usize = 5;
/// Bands of the min-hash, and hashes in each: texts that share .8 of their shingles meet in a band in 99 of 100 cases.
const BANDS: usize = 16;
const ROWS: usize = 4;

/// Parts of an address that say whence a reader came, and not what is read.
const TRACKERS: [&str; 14] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "cmpid",
    "cmp",
    "ref",
    "referrer",
    "ito",
    "ns_campaign",
    "smid",
];

/// An address without what differs between two links to one article: trackers, fragment, `www.`, scheme, final slash.
///
/// ```
/// use casus_store::clean_url;
/// assert_eq!(clean_url("http://www.Example.org/a/?utm_source=x&id=7#top"), "https://example.org/a?id=7");
/// ```
pub fn clean_url(url: &str) -> String {
    let url = url.trim();
    let bare = url.split('#').next().unwrap_or_default();
    let rest = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
    let (host, path) = path.find('/').map_or((path, ""), |slash| path.split_at(slash));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let tracks = |name: &str| name.starts_with("utm_") || TRACKERS.contains(&name.to_lowercase().as_str());
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !tracks(part.split('=').next().unwrap_or_default()))
        .collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("https://{host}{}{query}", path.trim_end_matches('/'))
}

/// What an article is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Hash of the content and of the clean address, or the outlet where there is no address: one article.
    pub identity: String,
    /// Hash of the words alone: one text, under whatever address.
    pub content: String,
}

impl Identity {
    /// Of an article with this text and these paragraphs in it, at this address, in this outlet.
    pub fn of<'t>(
        url: Option<&str>,
        outlet: Option<&str>,
        text: &'t str,
        paragraphs: impl IntoIterator<Item = &'t str>,
    ) -> Identity {
        Identity::of_words(url, outlet, &telling_words(text, paragraphs))
    }

    pub(crate) fn of_words(url: Option<&str>, outlet: Option<&str>, words: &str) -> Identity {
        let content = content_hash(words);
        let outlet = || outlet.map(|outlet| outlet.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        let address = url.map(clean_url).or_else(outlet).unwrap_or_default();
        let identity = blake3::hash(format!("{address}\n{content}").as_bytes()).to_hex()[..32].to_string();
        Identity { identity, content }
    }
}

/// The words of a report that make it what it is: its paragraphs, for the menus around them change. The whole text where
/// it has none.
pub(crate) fn telling_words<'t>(text: &'t str, paragraphs: impl IntoIterator<Item = &'t str>) -> String {
    let words: Vec<&str> = paragraphs.into_iter().collect();
    if words.is_empty() { text.to_string() } else { words.join("\n") }
}

/// A text that is cut by characters, as published offsets count.
pub(crate) struct Characters<'t> {
    text: &'t str,
    /// Where each character begins; empty for pure ASCII.
    starts: Vec<usize>,
}

impl<'t> Characters<'t> {
    pub(crate) fn new(text: &'t str) -> Characters<'t> {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(byte, _)| byte).collect() };
        Characters { text, starts }
    }

    /// The words of an extent; of one that leaves the text, what lies in it.
    pub(crate) fn words(&self, extent: Extent) -> &'t str {
        let byte = |character: usize| match self.starts.is_empty() {
            true => character.min(self.text.len()),
            false => self.starts.get(character).copied().unwrap_or(self.text.len()),
        };
        self.text.get(byte(extent.start)..byte(extent.end).max(byte(extent.start))).unwrap_or_default()
    }
}

/// A hash of the words of a text: case, white space and marks do not count.
pub fn content_hash(text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for word in words(text) {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    hasher.finalize().to_hex()[..32].to_string()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The hashes of all runs of five words.
pub(crate) fn shingles(text: &str) -> BTreeSet<u64> {
    let words: Vec<String> = words(text).collect();
    words.windows(SHINGLE.min(words.len()).max(1)).map(|run| hash64(run.join(" ").as_bytes(), 0)).collect()
}

/// How much two sets of shingles share, of all that either has.
pub(crate) fn likeness(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

/// The bands of a text's min-hash, as numbers that SQLite keeps.
pub(crate) fn bands(shingles: &BTreeSet<u64>) -> Vec<i64> {
    let least = |seed: u64| shingles.iter().map(|shingle| mixed(*shingle, seed)).min().unwrap_or(u64::MAX);
    let band = |band: usize| {
        let rows: Vec<u8> = (0..ROWS).flat_map(|row| least((band * ROWS + row) as u64).to_le_bytes()).collect();
        i64::from_le_bytes(hash64(&rows, band as u64).to_le_bytes())
    };
    (0..BANDS).map(band).collect()
}

fn hash64(bytes: &[u8], seed: u64) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(bytes);
    let mut first = [0; 8];
    hasher.finalize_xof().fill(&mut first);
    u64::from_le_bytes(first)
}

/// One of many hash functions of a shingle (the finisher of SplitMix64, over the shingle and a seed).
fn mixed(shingle: u64, seed: u64) -> u64 {
    let mut z = shingle ^ seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The foreign ministers of Peru and Chile met in Quito on Monday and agreed to open a crossing in the \
        north. A spokesman said that the two would meet again before the summer, and that fishing would be spoken of then.";

    #[test]
    fn the_same_words_are_the_same_article() {
        assert_eq!(content_hash("Peru condemned\n\nBolivia."), content_hash("PERU condemned Bolivia"));
        assert_ne!(content_hash("Peru condemned Bolivia"), content_hash("Bolivia condemned Peru"));
    }

    #[test]
    fn a_copy_with_a_line_more_is_nearly_the_same() {
        let copy = format!("{REPORT} Reporting by our staff.");
        assert!(likeness(&shingles(REPORT), &shingles(&copy)) > 0.8);
        let shared = bands(&shingles(REPORT)).iter().zip(bands(&shingles(&copy))).filter(|(a, b)| **a == *b).count();
        assert!(shared > 0);
    }

    #[test]
    fn addresses_without_trackers() {
        assert_eq!(clean_url("https://example.org/a/"), clean_url("http://www.example.org/a?utm_medium=mail&fbclid=2"));
        assert_ne!(clean_url("https://example.org/a?id=1"), clean_url("https://example.org/a?id=2"));
    }
}
