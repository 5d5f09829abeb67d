//! Words that can name one act: `kill` and `murder`, `quake` and `temblor`. From WordNet, in a file of the tree
//! (`kin.tsv`: a meaning a line, with the wider one and the stems that have it).

use std::collections::BTreeMap;
use std::sync::OnceLock;

const MEANINGS: &str = include_str!("kin.tsv");

/// How near two stems are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// Nothing is known between them.
    None,
    /// A meaning of one is wider than a meaning of the other.
    Near,
    /// They share a meaning.
    Same,
}

struct Meanings {
    of: BTreeMap<&'static str, Vec<u32>>,
    wider: BTreeMap<u32, u32>,
}

/// How near two stems are; of several words, the nearest pair.
pub(super) fn kin(a: &str, b: &str) -> Kin {
    static TABLE: OnceLock<Meanings> = OnceLock::new();
    let table = TABLE.get_or_init(read);
    let of = |word: &str| table.of.get(word).map_or(&[] as &[u32], Vec::as_slice);
    let wider = |meaning: &u32| table.wider.get(meaning).copied().unwrap_or(0);
    let (ours, theirs) = (of(a), of(b));
    if ours.iter().any(|meaning| theirs.contains(meaning)) {
        return Kin::Same;
    }
    let above = |mine: &[u32], other: &[u32]| mine.iter().any(|meaning| other.contains(&wider(meaning)));
    if above(ours, theirs) || above(theirs, ours) { Kin::Near } else { Kin::None }
}

fn read() -> Meanings {
    let mut table = Meanings { of: BTreeMap::new(), wider: BTreeMap::new() };
    for row in MEANINGS.lines().filter(|row| !row.starts_with('#')) {
        let mut cells = row.split('\t');
        let number = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
        let wider = cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0);
        if wider > 0 {
            table.wider.insert(number, wider);
        }
        for word in cells.next().unwrap_or_default().split(' ') {
            table.of.entry(word).or_default().push(number);
        }
    }
    table
}
