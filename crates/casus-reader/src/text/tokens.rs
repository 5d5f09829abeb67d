//! Words, numbers and marks, cut as spaCy's English tokenizer cuts them: what reads spaCy's weights must see spaCy's
//! tokens. Text is cut at white space into chunks; affixes come off a chunk from both ends until an exception or nothing
//! more is left; what remains is cut at infixes unless it is an address; last, exceptions that were taken apart are put
//! back together. White space itself is left out, where spaCy makes tokens of all but single spaces.
//!
//! Each step looks at a bounded number of characters around a cut, so time grows with the length of the text alone.

use super::characters::{BEFORE_STOP, Classes, LETTER, LOWER, PREFIX, QUOTE, SUFFIX, SYMBOL, UPPER};
use super::exceptions::Exceptions;
use super::web_address::is_web_address;
use std::ops::Range;

/// One token while its neighbours are still being decided on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Whether white space other than a single space stands before it.
    pub(super) apart: bool,
}

/// The tokens of a text, as byte ranges in order. Together they hold every character that is not white space.
///
/// ```
/// use casus_reader::text::tokens;
/// let text = "The U.S.-led force didn't move 5km.";
/// let words: Vec<&str> = tokens(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(words, ["The", "U.S.-led", "force", "did", "n't", "move", "5", "km", "."]);
/// ```
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let exceptions = Exceptions::get();
    let mut run = cut(text, Some(exceptions));
    exceptions.restore(text, &mut run);
    run.into_iter().map(|token| token.start..token.end).collect()
}

/// The tokens that the affix rules alone make of a string without white space.
pub(super) fn cut_by_affixes(string: &str) -> Vec<&str> {
    cut(string, None).into_iter().filter_map(|token| string.get(token.start..token.end)).collect()
}

fn cut(text: &str, exceptions: Option<&Exceptions>) -> Vec<Run> {
    let mut cutter =
        Cutter { text, classes: Classes::get(), exceptions, done: Vec::with_capacity(text.len() / 5), apart: false };
    let mut start = 0;
    let mut gap = 0..0;
    for (at, character) in text.char_indices() {
        let control = is_separator(character);
        if !character.is_whitespace() && !control {
            continue;
        }
        if start < at {
            cutter.apart = text.get(gap.clone()) != Some(" ");
            cutter.chunk(start, at);
            gap = at..at;
        }
        start = at + character.len_utf8();
        gap.end = start;
        if control {
            cutter.apart = true;
            cutter.push(at, start);
        }
    }
    if start < text.len() {
        cutter.apart = text.get(gap) != Some(" ");
        cutter.chunk(start, text.len());
    }
    cutter.done
}

/// Python counts the four ASCII separators as white space and Unicode does not: they cut, and stay as tokens.
fn is_separator(character: char) -> bool {
    ('\u{1c}'..='\u{1f}').contains(&character)
}

struct Cutter<'t> {
    text: &'t str,
    classes: &'static Classes,
    exceptions: Option<&'t Exceptions>,
    done: Vec<Run>,
    apart: bool,
}

impl Cutter<'_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.done.push(Run { start, end, apart: std::mem::take(&mut self.apart) });
        }
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    fn pieces(&self, start: usize, end: usize) -> Option<&[u8]> {
        self.exceptions.and_then(|exceptions| exceptions.pieces(self.slice(start, end)))
    }

    /// One stretch without white space: prefixes, what is left, suffixes.
    fn chunk(&mut self, mut start: usize, mut end: usize) {
        let mut suffixes: Vec<(usize, usize)> = Vec::new();
        while start < end && self.pieces(start, end).is_none() {
            let prefix = prefix_length(self.slice(start, end), self.classes);
            if prefix > 0 && self.pieces(start + prefix, end).is_some() {
                self.push(start, start + prefix);
                start += prefix;
                break;
            }
            let suffix = suffix_length(self.slice(start + prefix, end), self.classes);
            if suffix > 0 && self.pieces(start, end - suffix).is_some() {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            self.push(start, start + prefix);
            start += prefix;
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
        }
        self.core(start, end);
        for (start, end) in suffixes.into_iter().rev() {
            self.push(start, end);
        }
    }

    /// What is left without affixes: an exception, an address, or words joined by infixes.
    fn core(&mut self, mut start: usize, end: usize) {
        if let Some(exceptions) = self.exceptions
            && let Some(lengths) = exceptions.pieces(self.slice(start, end))
        {
            for length in lengths {
                self.push(start, start + usize::from(*length));
                start += usize::from(*length);
            }
            return;
        }
        let text = self.text;
        let whole = text.get(start..end).unwrap_or("");
        if is_web_address(whole) {
            self.push(start, end);
            return;
        }
        let base = start;
        for infix in infixes(whole, self.classes) {
            // An infix at the very front is left where it is.
            if infix.start > 0 {
                self.push(start, base + infix.start);
                self.push(base + infix.start, base + infix.end);
                start = base + infix.end;
            }
        }
        self.push(start, end);
    }
}

/// Length in bytes of what comes off the front; 0 for nothing.
fn prefix_length(chunk: &str, classes: &Classes) -> usize {
    let mut characters = chunk.chars();
    let Some(first) = characters.next() else { return 0 };
    let second = characters.next();
    match first {
        '+' if !second.is_some_and(|c| c.is_ascii_digit()) => 1,
        '.' if second == Some('.') => chunk.len() - chunk.trim_start_matches('.').len(),
        'U' | 'C' | 'A' => ["US$", "C$", "A$"].into_iter().find(|sign| chunk.starts_with(sign)).map_or(0, str::len),
        _ if classes.is(first, PREFIX) => first.len_utf8(),
        _ => 0,
    }
}

/// Length in bytes of the longest ending that comes off; 0 for nothing.
fn suffix_length(chunk: &str, classes: &Classes) -> usize {
    let mut back = chunk.chars().rev();
    let Some(last) = back.next() else { return 0 };
    let before = back.next();
    let single = match last {
        '.' if before == Some('.') => chunk.len() - chunk.trim_end_matches('.').len(),
        '.' if before.is_some_and(|c| classes.is(c, BEFORE_STOP)) => 1,
        '.' => {
            let two_before = back.next();
            let both =
                |bits| before.is_some_and(|c| classes.is(c, bits)) && two_before.is_some_and(|c| classes.is(c, bits));
            let degrees = matches!(before, Some('F' | 'f' | 'C' | 'c' | 'K' | 'k')) && two_before == Some('°');
            usize::from(both(UPPER) || degrees)
        }
        's' | 'S' if matches!(before, Some('\'' | '’')) => 1 + before.map_or(0, char::len_utf8),
        '…' if before == Some('…') => 2 * '…'.len_utf8(),
        '+' if before.is_some_and(|c| c.is_ascii_digit()) => 1,
        _ if classes.is(last, SUFFIX) => last.len_utf8(),
        _ => 0,
    };
    single.max(classes.after_digit(chunk))
}

/// The places inside a chunk where it is cut, each a token of its own, in order.
fn infixes<'c>(chunk: &'c str, classes: &'c Classes) -> impl Iterator<Item = Range<usize>> + 'c {
    let mut from = 0;
    let mut before = None;
    std::iter::from_fn(move || {
        while let Some(character) = chunk.get(from..).and_then(|rest| rest.chars().next()) {
            let rest = chunk.get(from..).unwrap_or("");
            let start = from;
            let length = infix_length(before, character, rest, classes);
            from += length.max(character.len_utf8());
            before = chunk.get(..from).and_then(|seen| seen.chars().next_back());
            if length > 0 {
                return Some(start..from);
            }
        }
        None
    })
}

/// Length in bytes of the infix at the front of `rest`, which begins with `character` and comes after `before`.
fn infix_length(before: Option<char>, character: char, rest: &str, classes: &Classes) -> usize {
    let after = |length: usize| rest.get(length..).and_then(|rest| rest.chars().next());
    let next = after(character.len_utf8());
    let is = |neighbour: Option<char>, bits| neighbour.is_some_and(|c| classes.is(c, bits));
    let letter_or_digit = is(before, LETTER) || before.is_some_and(|c| c.is_ascii_digit());
    match character {
        '.' if next == Some('.') => rest.len() - rest.trim_start_matches('.').len(),
        '.' if is(before, LOWER | QUOTE) && is(next, UPPER | QUOTE) => 1,
        ',' if is(before, LETTER) && is(next, LETTER) => 1,
        ':' | '<' | '>' | '=' | '/' if letter_or_digit && is(next, LETTER) => 1,
        '+' | '-' | '*' | '^' if between_digits(before, next) => 1,
        '-' | '–' | '—' | '~' if letter_or_digit => ["-", "–", "—", "--", "---", "——", "~"]
            .into_iter()
            .find(|dash| rest.starts_with(dash) && is(after(dash.len()), LETTER))
            .map_or(0, str::len),
        '…' => '…'.len_utf8(),
        _ if classes.is(character, SYMBOL) => character.len_utf8(),
        _ => 0,
    }
}

fn between_digits(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn chunks_are_cut_at_affixes_infixes_and_exceptions() {
        let cases: &[(&str, &[&str])] = &[
            ("\"No,\" he said.", &["\"", "No", ",", "\"", "he", "said", "."]),
            ("Seoul's long-range", &["Seoul", "'s", "long", "-", "range"]),
            ("leaders.The North", &["leaders", ".", "The", "North"]),
            ("US$5m and 40€", &["US$", "5", "m", "and", "40", "€"]),
            ("at 5p.m. on mid-Jan. days", &["at", "5", "p.m.", "on", "mid", "-", "Jan.", "days"]),
            ("www.un.org/en, really", &["www.un.org/en", ",", "really"]),
            ("Hwasong-15 F-35A 3-2", &["Hwasong-15", "F-35A", "3", "-", "2"]),
            ("well...then", &["well", "...", "then"]),
            ("one--two", &["one", "--", "two"]),
            ("she cannot", &["she", "can", "not"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text}");
        }
    }
}
