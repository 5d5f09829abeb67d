//! Words as two reports of one act share them: without endings, and each as heavy as it is rare. How rare is counted in
//! a file of the tree (`common_words.tsv`: stems and in how many of a thousand articles they stand), not in the record,
//! so that what is in the record already does not change how two witnesses compare.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Stems and their share of articles in thousandths.
const COMMON: &str = include_str!("common_words.tsv");

/// The share of a word that is not listed, in thousandths.
const RARE: f64 = 2.0;

/// Past forms that no ending shows.
const PAST: [(&str, &str); 34] = [
    ("met", "meet"),
    ("held", "hold"),
    ("shot", "shoot"),
    ("said", "say"),
    ("fell", "fall"),
    ("won", "win"),
    ("took", "tak"),
    ("gave", "giv"),
    ("went", "go"),
    ("struck", "strik"),
    ("sought", "seek"),
    ("fought", "fight"),
    ("brought", "bring"),
    ("left", "leav"),
    ("began", "begin"),
    ("made", "mak"),
    ("told", "tell"),
    ("sent", "send"),
    ("paid", "pay"),
    ("built", "build"),
    ("bought", "buy"),
    ("caught", "catch"),
    ("led", "lead"),
    ("lost", "los"),
    ("sold", "sell"),
    ("flew", "fly"),
    ("threw", "throw"),
    ("spoke", "speak"),
    ("stole", "steal"),
    ("broke", "break"),
    ("chose", "choos"),
    ("rose", "ris"),
    ("ran", "run"),
    ("dead", "dead"),
];

/// Words that say nothing of which act it is.
const EMPTY: &str = " a an the of in on at to for from by with and or but as that this these those it its he she they his her \
    their them him who whom which what when where while is are was were be been being has have had do does did will would \
    can could may might should not no than then there here after before over under about into out up down also more most \
    some any all one two new i we you our your my me us if so such said say ";

/// A word without its ending: `arrests`, `arrested` and `arresting` are one.
///
/// ```
/// use casus_store::incidents::stem;
/// assert_eq!(stem("Killings"), stem("killed"));
/// assert_eq!(stem("met"), stem("meeting"));
/// ```
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word);
    if let Some((_, base)) = PAST.iter().find(|(past, _)| *past == word) {
        return (*base).to_string();
    }
    let long = |rest: &&str| rest.chars().count() >= 3;
    let word = if let Some(rest) = word.strip_suffix("ies").filter(long) {
        format!("{rest}y")
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word.to_string()
    } else {
        word.strip_suffix('s').filter(long).unwrap_or(word).to_string()
    };
    let cut = ["ing", "ed"].iter().find_map(|ending| word.strip_suffix(ending).filter(long));
    let word = cut.map_or_else(|| word.clone(), undoubled);
    word.strip_suffix('e').filter(long).unwrap_or(&word).to_string()
}

/// `stopp` to `stop`.
fn undoubled(word: &str) -> String {
    let mut last = word.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && !"lszaeiou".contains(a) => word[..word.len() - a.len_utf8()].to_string(),
        _ => word.to_string(),
    }
}

/// How heavy a stem is, 0 to about 6: the rarer the heavier.
pub fn weight(stem: &str) -> f64 {
    static TABLE: OnceLock<BTreeMap<&'static str, f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = COMMON.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'));
        rows.filter_map(|(stem, share)| Some((stem, share.parse().ok()?))).collect()
    });
    (1000.0 / table.get(stem).copied().unwrap_or(RARE).max(RARE)).ln()
}

/// The words of a text, each once with its weight, in the order of their hashes: two such lists compare in one walk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bag {
    words: Vec<(u64, f64)>,
    norm: f64,
}

impl Bag {
    /// The words of a text that say something.
    pub fn of(text: &str) -> Bag {
        Bag::of_words(words_of(text).map(|(_, word)| word))
    }

    /// The names and numbers of a text: words with a capital that do not begin a sentence, and what begins with a digit.
    pub fn of_names(text: &str) -> Bag {
        let begins = |start: usize| {
            let before = text[..start].trim_end_matches([' ', '\t']);
            before.is_empty() || before.ends_with(['.', '!', '?', '"', '“', '\n'])
        };
        let named = |(start, word): &(usize, &str)| {
            word.starts_with(|c: char| c.is_ascii_digit()) || (word.starts_with(char::is_uppercase) && !begins(*start))
        };
        Bag::of_words(words_of(text).filter(named).map(|(_, word)| word))
    }

    fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Bag {
        let stems = words.filter(|word| !EMPTY.contains(&format!(" {} ", word.to_lowercase()))).map(stem);
        Bag::weighed(stems.map(|stem| (hash(&stem), weight(&stem))).collect())
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// From words and weights as [`Bag::parts`] gives them.
    pub fn weighed(mut words: Vec<(u64, f64)>) -> Bag {
        words.sort_by_key(|word| word.0);
        words.dedup_by_key(|word| word.0);
        let norm = words.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Bag { words, norm }
    }

    /// Its words.
    pub fn parts(&self) -> &[(u64, f64)] {
        &self.words
    }

    /// How much two texts share, 0 to 1: the cosine.
    pub fn likeness(&self, other: &Bag) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((a, weight)), Some((b, _))) = (self.words.get(i), other.words.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += weight * weight;
                    i += 1;
                    j += 1;
                }
            }
        }
        if self.norm * other.norm == 0.0 { 0.0 } else { sum / (self.norm * other.norm) }
    }
}

/// The words of a text of two letters or more, each with its place in bytes.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(inside)?;
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[start..end]))
    })
    .filter(|(_, word)| word.len() > 1)
}

/// How much two articles share, 0 to 1 each: of all words, and of names and numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Together {
    /// Of all words.
    pub words: f64,
    /// Of names and numbers.
    pub names: f64,
}

/// What is compared of a whole article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Its words.
    pub words: Bag,
    /// Its names and numbers.
    pub names: Bag,
}

impl Story {
    /// Of an article's text.
    pub fn of(text: &str) -> Story {
        Story { words: Bag::of(text), names: Bag::of_names(text) }
    }

    /// What it shares with another.
    pub fn with(&self, other: &Story) -> Together {
        Together { words: self.words.likeness(&other.words), names: self.names.likeness(&other.names) }
    }
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Bag {
    /// As the record keeps it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|(hash, weight)| [hash.to_le_bytes(), weight.to_le_bytes()].concat()).collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Bag {
        let eight = |part: &[u8]| <[u8; 8]>::try_from(part).unwrap_or_default();
        let pair = |pair: &[u8]| (u64::from_le_bytes(eight(&pair[..8])), f64::from_le_bytes(eight(&pair[8..])));
        Bag::weighed(bytes.chunks_exact(16).map(pair).collect())
    }
}
