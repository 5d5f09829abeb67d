//! The grammar of numbers as newspapers write them: digits with separators, words, scales (`1.5 million`, `35 thousand`,
//! `$2bn`), dozens, ranges, results of votes (`13-2`), ordinals, and words that count nothing exactly (`hundreds`). It
//! looks at words alone, so that it can be tried on any.

use crate::number_words::{ONES, ORDINALS, TENS};

/// What kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `31`, `two dozen`, `between 10 and 20`.
    Count,
    /// `hundreds`, `several thousand`: more than one can tell.
    Vague,
    /// `sixth`, `21st`.
    Ordinal,
    /// `13-2`: for and against.
    Score,
    /// `no`, of what did not come about.
    None,
}

/// A number in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value, or the lower end of a range; nothing where it is vague.
    pub low: Option<f64>,
    /// The upper end of a range, or the second half of a score.
    pub high: Option<f64>,
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What kind.
    pub kind: Kind,
}

/// One value: the number, its scale, and where it ends.
#[derive(Clone, Copy)]
struct Value {
    number: f64,
    scale: f64,
    end: usize,
}

/// The number that begins at a word (lower case), if one does. A share (`two-thirds`) is none.
pub fn at(words: &[&str], start: usize) -> Option<Number> {
    if is_share(words, start) {
        return None;
    }
    if let Some((low, high)) = joined(word(words, start)) {
        let kind = if low < high { Kind::Count } else { Kind::Score };
        return Some(Number { low: Some(low), high: Some(high), start, end: start + 1, kind });
    }
    let number = |low, high, end, kind| Some(Number { low, high, start, end, kind });
    if let Some(end) = vague(words, start) {
        return number(None, None, end, Kind::Vague);
    }
    if let Some((value, end)) = ordinal(words, start) {
        return number(Some(value), None, end, Kind::Ordinal);
    }
    if word(words, start) == "no" {
        return number(Some(0.0), None, start + 1, Kind::None);
    }
    let first = value(words, start)?;
    let low = Some(first.number);
    let Some(second) = second(words, first.end, start) else {
        return number(low, None, first.end, Kind::Count);
    };
    // `five to six million`: the scale of the second is the first's too.
    let shared = if first.scale < 1e3 && second.scale >= 1e3 { second.scale } else { 1.0 };
    let lower = first.number * shared;
    if lower < second.number {
        return number(Some(lower), Some(second.number), second.end, Kind::Count);
    }
    let plain =
        first.scale <= 1.0 && second.scale <= 1.0 && first.number.fract() == 0.0 && second.number.fract() == 0.0;
    match word(words, first.end) {
        "-" | "–" | "to" if plain => number(low, Some(second.number), second.end, Kind::Score),
        _ => number(low, None, first.end, Kind::Count),
    }
}

/// `two-thirds`, `three quarters`.
fn is_share(words: &[&str], start: usize) -> bool {
    let parts = |lower: &str| {
        let one = lower.strip_suffix('s').unwrap_or_default();
        one == "quarter" || ORDINALS[3..].contains(&one)
    };
    let here = word(words, start);
    here.split_once('-').is_some_and(|(_, part)| parts(part))
        || spelled(words, start).is_some()
            && (parts(word(words, start + 1)) || word(words, start + 1) == "-" && parts(word(words, start + 2)))
}

/// `6–3` as one word.
fn joined(lower: &str) -> Option<(f64, f64)> {
    let (low, high) = lower.split_once(['-', '–'])?;
    let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 9;
    if !whole(low) || !whole(high) {
        return None;
    }
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// The second number of a range or a score: after `to` or a dash, after `and` where `between` opens it.
fn second(words: &[&str], join: usize, start: usize) -> Option<Value> {
    let sign = usize::from(start > 0 && is_symbol(word(words, start - 1)));
    let between = start.checked_sub(1 + sign).is_some_and(|before| word(words, before) == "between");
    let joins = match word(words, join) {
        "-" | "–" | "—" | "to" => true,
        "and" => between,
        _ => false,
    };
    // `230-to-197`.
    if let Some(number) =
        word(words, join + 1).strip_prefix("to-").and_then(digits).filter(|_| word(words, join) == "-")
    {
        return Some(Value { number, scale: 1.0, end: join + 2 });
    }
    let money = usize::from(is_symbol(word(words, join + 1)));
    value(words, join + 1 + money).filter(|_| joins)
}

fn is_symbol(lower: &str) -> bool {
    lower.chars().next_back().is_some_and(|last| matches!(last, '$' | '€' | '£' | '¥'))
}

fn word<'w>(words: &[&'w str], at: usize) -> &'w str {
    words.get(at).copied().unwrap_or_default()
}

/// One value in digits or words, with its scale.
fn value(words: &[&str], at: usize) -> Option<Value> {
    let here = word(words, at);
    if matches!(here, "a" | "half") {
        return round(words, at);
    }
    let (mut number, mut end) = digits(here).map(|n| (n, at + 1)).or_else(|| spelled(words, at))?;
    let mut scale = 1.0;
    // `1.5 million`, `three hundred thousand`; a scale is never followed by a smaller one (`hundred thousand`).
    while let Some(next) = self::scale(word(words, end)).filter(|next| scale <= 1.0 || *next >= 1e3) {
        (number, scale, end) = (number * next, scale * next, end + 1);
    }
    // `two hundred and fifty`, `one thousand two hundred`.
    if digits(here).is_none() && scale >= 100.0 {
        let and = usize::from(word(words, end) == "and");
        if let Some((rest, after)) = spelled(words, end + and)
            && rest < scale
            && (and == 0 || scale.log10().fract() == 0.0 && scale <= 1e3)
        {
            let more = self::scale(word(words, after)).filter(|more| *more < scale || scale == 100.0);
            let (rest, after) = match more {
                Some(more) if scale > more => (rest * more, after + 1),
                Some(more) => return Some(Value { number: (number + rest) * more, scale: more, end: after + 1 }),
                None => (rest, after),
            };
            return Some(Value { number: number + rest, scale, end: after });
        }
    }
    // `three and a half`, of years or millions.
    if ["and", "a", "half"].iter().enumerate().all(|(i, part)| word(words, end + i) == *part) {
        let more = self::scale(word(words, end + 3)).filter(|_| scale <= 1.0);
        let end = end + 3 + usize::from(more.is_some());
        return Some(Value { number: (number + 0.5 * scale) * more.unwrap_or(1.0), scale: more.unwrap_or(scale), end });
    }
    if let Some(dozen) = (word(words, end) == "dozen" && scale <= 1.0).then_some(12.0) {
        return Some(Value { number: number * dozen, scale: 1.0, end: end + 1 });
    }
    number.is_finite().then_some(Value { number, scale, end })
}

/// `a dozen`, `half a million`, `a hundred`, `a couple of`.
fn round(words: &[&str], at: usize) -> Option<Value> {
    let half = word(words, at) == "half";
    let noun = at + 1 + usize::from(half && word(words, at + 1) == "a");
    let share = if half { 0.5 } else { 1.0 };
    let (number, scale) = match word(words, noun) {
        "dozen" => (12.0, 1.0),
        "couple" if word(words, noun + 1) == "of" && !half => {
            return Some(Value { number: 2.0, scale: 1.0, end: noun + 2 });
        }
        other => scale(other).map(|scale| (scale, scale))?,
    };
    // `a hundred and forty-one`.
    let end = noun + 1;
    let and = usize::from(word(words, end) == "and");
    match spelled(words, end + and).filter(|(rest, _)| !half && scale >= 1e2 && *rest < scale) {
        Some((rest, end)) => Some(Value { number: number + rest, scale, end }),
        None => Some(Value { number: number * share, scale, end }),
    }
}

/// Digits with separators and perhaps the letter of a scale: `92,153`, `1.4`, `2bn`.
fn digits(lower: &str) -> Option<f64> {
    let letters = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let figures = lower.strip_suffix(letters)?;
    let scale = match letters {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    if !figures.starts_with(|c: char| c.is_ascii_digit()) || !figures.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = figures.replace(',', "").parse::<f64>().ok()?;
    Some(number * scale).filter(|number| number.is_finite())
}

/// A number below one hundred in words: `six`, `twenty`, `thirty-two`.
fn spelled(words: &[&str], at: usize) -> Option<(f64, usize)> {
    let place = |list: &[&str], lower: &str| list.iter().position(|known| *known == lower);
    if let Some(ones) = place(&ONES, word(words, at)) {
        return Some((ones as f64, at + 1));
    }
    let (tens, ones) = match word(words, at).split_once('-') {
        Some((tens, ones)) => (tens, Some((ones, at + 1))),
        None if word(words, at + 1) == "-" => (word(words, at), Some((word(words, at + 2), at + 3))),
        None => (word(words, at), Some((word(words, at + 1), at + 2))),
    };
    let tens = (place(&TENS, tens)? as f64 + 2.0) * 10.0;
    match ones.and_then(|(ones, end)| place(&ONES, ones).filter(|n| (1..10).contains(n)).map(|n| (n, end))) {
        Some((ones, end)) => Some((tens + ones as f64, end)),
        None => Some((tens, at + 1)),
    }
}

fn scale(lower: &str) -> Option<f64> {
    match lower {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

/// `dozens`, `hundreds of thousands`, `several thousand`, `a few dozen`: gives where it ends.
fn vague(words: &[&str], at: usize) -> Option<usize> {
    let heap = |lower: &str| matches!(lower, "tens" | "dozens" | "scores" | "hundreds" | "thousands" | "millions");
    let opens = match word(words, at) {
        "several" | "many" => 1,
        "a" if word(words, at + 1) == "few" => 2,
        _ => 0,
    };
    let first = at + opens;
    let one = word(words, first);
    let counts = heap(one) || opens > 0 && (scale(one).is_some() || one == "dozen");
    if !counts {
        return None;
    }
    let more = word(words, first + 1) == "of" && heap(word(words, first + 2));
    let end = if more { first + 3 } else { first + 1 };
    // `tens` alone is a matter of ten, no number.
    (one != "tens" || more).then_some(end)
}

/// `sixth`, `21st`, `twenty-first`.
fn ordinal(words: &[&str], at: usize) -> Option<(f64, usize)> {
    let place = |list: &[&str], lower: &str| list.iter().position(|known| *known == lower).map(|n| n as f64);
    let here = word(words, at);
    if let Some(n) = place(&ORDINALS[1..], here) {
        return Some((n + 1.0, at + 1));
    }
    let figures = here.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if figures.len() < here.len() && matches!(here.get(figures.len()..), Some("st" | "nd" | "rd" | "th")) {
        return figures.replace(',', "").parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| (n, at + 1));
    }
    let tens = place(&TENS, here)?;
    let ones = place(&ORDINALS[1..10], word(words, at + 2)).filter(|_| word(words, at + 1) == "-")?;
    Some(((tens + 2.0) * 10.0 + ones + 1.0, at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Number> {
        at(&text.split(' ').collect::<Vec<_>>(), 0)
    }

    fn value_of(text: &str) -> Option<f64> {
        read(text).filter(|number| number.end == text.split(' ').count()).and_then(|number| number.low)
    }

    #[test]
    fn digits_words_and_scales() {
        for (text, expected) in [
            ("31", 31.0),
            ("92,153", 92_153.0),
            ("1.5 million", 1_500_000.0),
            ("35 thousand", 35_000.0),
            ("2bn", 2e9),
            ("twenty", 20.0),
            ("thirty - two", 32.0),
            ("two hundred and fifty", 250.0),
            ("three hundred thousand", 300_000.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("one thousand two hundred", 1_200.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("half a million", 500_000.0),
            ("a hundred", 100.0),
            ("a couple of", 2.0),
            ("a hundred and forty - one", 141.0),
            ("three and a half", 3.5),
            ("two and a half million", 2.5e6),
        ] {
            assert_eq!(value_of(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn ranges_and_scores() {
        let range = read("five to six million").map(|n| (n.low, n.high, n.kind));
        assert_eq!(range, Some((Some(5e6), Some(6e6), Kind::Count)));
        assert_eq!(read("6–3").map(|n| (n.low, n.high, n.kind)), Some((Some(6.0), Some(3.0), Kind::Score)));
        assert_eq!(read("10 - 20").and_then(|n| n.high), Some(20.0));
        assert_eq!(read("13 - 2").map(|n| (n.low, n.high, n.kind)), Some((Some(13.0), Some(2.0), Kind::Score)));
        assert_eq!(read("230 - to-197").map(|n| (n.high, n.kind, n.end)), Some((Some(197.0), Kind::Score, 3)));
        assert_eq!(at(&["between", "10", "and", "20"], 1).and_then(|n| n.high), Some(20.0));
        assert_eq!(
            at(&["between", "$", "2", "billion", "and", "$", "3", "billion"], 2).and_then(|n| n.high),
            Some(3e9)
        );
        assert_eq!(read("10 and 20").and_then(|n| n.high), None);
    }

    #[test]
    fn ordinals() {
        for (text, expected) in [("sixth", 6.0), ("21st", 21.0), ("twenty - first", 21.0)] {
            assert_eq!(value_of(text), Some(expected), "{text}");
            assert_eq!(read(text).map(|n| n.kind), Some(Kind::Ordinal));
        }
    }

    #[test]
    fn what_counts_nothing_exactly_has_no_value() {
        for text in ["dozens", "hundreds of thousands", "several thousand", "a few dozen"] {
            let number = read(text);
            assert_eq!(number.map(|n| (n.low, n.kind, n.end)), Some((None, Kind::Vague, text.split(' ').count())));
        }
    }

    #[test]
    fn no_numbers() {
        for text in [
            "two - thirds",
            "two-thirds",
            "three quarters",
            "a",
            "half",
            "people",
            "3rd-hand",
            "1.2.3",
            "inf",
            "nan",
            "1e5",
            "tens",
            ",",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    /// Any sequence of words of the grammar is read without a panic, and a number never ends before it begins.
    #[test]
    fn any_words_are_read() {
        let pieces = [
            "a",
            "half",
            "dozen",
            "hundred",
            "thousand",
            "million",
            "and",
            "-",
            "to",
            "between",
            "two",
            "twenty",
            "31",
            "1,5",
            "$",
            "of",
            "tens",
            "dozens",
            "first",
            "2nd",
            "few",
            "several",
            "no",
            "é",
            "9".repeat(400).leak(),
            "",
        ];
        let mut state = 7_usize;
        for _ in 0..20_000 {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % pieces.len()
            };
            let words: Vec<&str> = (0..6).map(|_| pieces[next()]).collect();
            for start in 0..7 {
                if let Some(number) = at(&words, start) {
                    assert!(start < number.end && number.end <= words.len(), "{words:?} {number:?}");
                    assert!([number.low, number.high].into_iter().flatten().all(f64::is_finite), "{words:?}");
                }
            }
        }
    }
}
