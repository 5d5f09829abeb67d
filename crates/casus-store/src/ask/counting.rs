//! How numbers of claims are counted in a ledger: `counting.toml`, read.

use serde::Deserialize;
use std::collections::BTreeMap;

const WRITTEN: &str = include_str!("../../counting.toml");

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counting {
    /// Words by which an attempt failed.
    #[serde(default)]
    pub(crate) failed: Vec<String>,
    /// The most days of an act that is one act.
    #[serde(default)]
    pub(crate) longest_days: i32,
    ledger: BTreeMap<String, OfLedger>,
}

/// How one ledger counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfLedger {
    #[serde(default)]
    pub(crate) numbers: Vec<String>,
    #[serde(default)]
    pub(crate) rows: Vec<String>,
    #[serde(default)]
    pub(crate) kinds: Vec<String>,
    #[serde(default)]
    pub(crate) words: Vec<String>,
}

impl Counting {
    /// As written; a test sees to it that it can be read.
    pub(crate) fn written() -> Counting {
        toml::from_str(WRITTEN).unwrap_or_default()
    }

    /// How a ledger counts; one that is not written of counts by its numbers.
    pub(crate) fn of(&self, ledger: &str) -> OfLedger {
        self.ledger.get(ledger).cloned().unwrap_or_default()
    }

    /// The ledger of whose acts words speak: that of the longest words found there.
    pub(crate) fn spoken_of(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        let longest = |of: &OfLedger| {
            of.words.iter().filter(|words| text.contains(words.as_str())).map(String::len).max().unwrap_or(0)
        };
        let found = self.ledger.iter().max_by_key(|(name, of)| (longest(of), std::cmp::Reverse(*name)));
        found.filter(|(_, of)| longest(of) > 0).map(|(name, _)| name.as_str())
    }

    /// Whether words tell of a failure.
    pub(crate) fn failed(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.failed.iter().any(|word| words.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        toml::from_str::<Counting>(WRITTEN).expect("read");
        assert_eq!(Counting::written().of("launches").rows, ["launch"]);
        assert_eq!(Counting::written().spoken_of("goes ahead with a Nuclear Test"), Some("nuclear_tests"));
        assert_eq!(Counting::written().spoken_of("crosses the river"), None);
        assert!(Counting::written().failed("\"projectile\", failed in mid-air"));
    }
}
