//! What words mean, so that `quake` and `earthquake`, `murder` and `kill` are found near each other: numbers for each word
//! of a general vocabulary, in a file of the tree (`meanings.tsv`, made by `training/meanings.py`). It knows words by
//! themselves, not in their sentence.

use super::words::stem;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const MEANINGS: &str = include_str!("meanings.tsv");

/// The sign that stands for nought.
const NOUGHT: i32 = 48 + 32;

/// How near two stems are in meaning, -1 to 1; none where one of them is not in the vocabulary.
///
/// `kill` is nearer to `murder` than to `sign`.
pub(super) fn alike(a: &str, b: &str) -> Option<f64> {
    static TABLE: OnceLock<BTreeMap<String, &'static [u8]>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = BTreeMap::new();
        let rows = MEANINGS.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'));
        for (word, signs) in rows {
            table.entry(stem(word)).or_insert(signs.as_bytes());
        }
        table
    });
    let (x, y) = (table.get(a)?, table.get(b)?);
    let number = |sign: &u8| f64::from(i32::from(*sign) - NOUGHT);
    let product = |x: &[u8], y: &[u8]| x.iter().zip(y).map(|(x, y)| number(x) * number(y)).sum::<f64>();
    Some(product(x, y) / (product(x, x) * product(y, y)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn words_for_one_act_are_near() {
        let near = |a, b| alike(a, b).unwrap();
        assert!(near("kill", "murder") > near("kill", "sign") + 0.2);
        assert!(near("earthquak", "quak") > near("earthquak", "election") + 0.2);
        assert_eq!(alike("kill", "zzyzx"), None);
    }
}
