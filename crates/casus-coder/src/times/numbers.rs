//! Small numbers before a unit of time, in digits or words, and the digits of days and years.

use crate::number_words::{ONES, ORDINALS, TENS};
use crate::times::meaning::Count;
use crate::words::Words;

/// A small number in one word, `a` being one.
pub fn count(lower: &str) -> Option<i64> {
    if matches!(lower, "a" | "an") {
        return Some(1);
    }
    let small = || ONES.iter().position(|word| *word == lower).map(|n| n as i64);
    let tens = || TENS.iter().position(|word| *word == lower).map(|n| (n as i64 + 2) * 10);
    let digits = || lower.replace(',', "").parse().ok().filter(|n| (0..=10_000).contains(n));
    small().or_else(tens).or_else(digits)
}

/// How many units stand at a position, with the position after: `three`, `twenty-five`, `a couple of`, `several`, `half a`
/// is left to the unit. `the`, `past` and the like are not read here.
pub fn amount(words: &Words, at: usize) -> Option<(Count, usize)> {
    const VAGUE: [&str; 7] = ["a few", "several", "some", "many", "a number of", "few", "numerous"];
    const EXACT: [(&str, i64); 7] = [
        ("a couple of", 2),
        ("couple of", 2),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("a half dozen", 6),
        ("a hundred", 100),
        ("a thousand", 1000),
    ];
    if let Some((end, count)) = EXACT.iter().find_map(|(words_of, n)| Some((words.phrase_at(at, words_of)?, *n))) {
        return Some((Count::Exactly(count), end));
    }
    if let Some(end) = VAGUE.iter().find_map(|phrase| words.phrase_at(at, phrase)) {
        return Some((Count::Some, end));
    }
    let first = count(words.lower(at))?;
    if TENS.contains(&words.lower(at)) {
        let dash = usize::from(words.is(at + 1, &["-"]));
        if let Some(one) =
            ONES.iter().position(|word| *word == words.lower(at + 1 + dash)).filter(|n| (1..10).contains(n))
        {
            return Some((Count::Exactly(first + one as i64), at + 2 + dash));
        }
    }
    match words.lower(at + 1) {
        "more" | "additional" | "further" => Some((Count::Exactly(first), at + 2)),
        "hundred" => Some((Count::Exactly(first * 100), at + 2)),
        "thousand" => Some((Count::Exactly(first * 1000), at + 2)),
        _ => Some((Count::Exactly(first), at + 1)),
    }
}

/// A year in words, with the position after: `nineteen ninety-four`, `two thousand`.
pub fn spelled_year(words: &Words, at: usize) -> Option<(i16, usize)> {
    if let Some(end) = words.phrase_at(at, "two thousand") {
        return Some((2000, end));
    }
    let century = ONES.iter().position(|word| *word == words.lower(at)).filter(|n| (17..20).contains(n))?;
    let (Count::Exactly(rest), end) = amount(words, at + 1)? else { return None };
    let year = century as i64 * 100 + rest;
    i16::try_from(year)
        .ok()
        .filter(|_| (10..100).contains(&rest) && !words.is(at + 1, &["a", "an"]))
        .map(|year| (year, end))
}

/// `third`, `3rd`, `21st`.
pub fn ordinal(lower: &str) -> Option<i64> {
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = lower.get(digits.len()..)?;
    if matches!(ending, "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    ORDINALS.iter().position(|word| *word == lower).map(|n| n as i64)
}

/// A day of a month in digits: `13`, `13th`.
pub fn day_of_month(words: &Words, at: usize) -> Option<i8> {
    let lower = words.lower(at);
    let digits = lower.strip_suffix("th").or_else(|| lower.strip_suffix("st")).or_else(|| lower.strip_suffix("nd"));
    let digits = digits.or_else(|| lower.strip_suffix("rd")).unwrap_or(lower);
    digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

/// A year in four digits; of `mid-1996` too.
pub fn year(words: &Words, at: usize) -> Option<i16> {
    let text = words.words.get(at)?.text;
    let text = text.strip_prefix("mid-").unwrap_or(text);
    let money = at > 0 && words.is(at - 1, &["$", "€", "£", "#"]);
    let all = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| all && (1500..=2100).contains(year) && !money)
}
