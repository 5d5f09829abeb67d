//! The sentences of a block of text, by rules made for news prose. This module walks the text: it finds the marks that
//! may end a sentence, takes the closing quotes and brackets along, and cuts at blank lines and bullets. Whether a mark
//! does end a sentence is decided by `boundary`.
//!
//! Every decision looks at a bounded stretch on either side, so time grows with the length of the text alone.

use super::abbreviations::{AFTER_HOUR, CREDIT, is};
use super::boundary::{Mark, Place};
use std::ops::Range;

/// The sentences of one block of text, as byte ranges in order, without white space at either end. Together they hold
/// every character that is not white space. A blank line always ends a sentence; a single line break is a space,
/// unless a bullet follows.
///
/// ```
/// use casus_reader::text::sentences;
/// let text = "Gen. Kim met S. Korea's envoy. \"We talked. We agreed,\" he said.";
/// let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["Gen. Kim met S. Korea's envoy.", "\"We talked.", "We agreed,\" he said."]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let mut walk = Walk { text, start, in_quote: false, before: None, found: Vec::new() };
    let mut at = walk.date_line(start);
    while let Some(character) = walk.character(at) {
        let next = at + character.len_utf8();
        at = match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => walk.line_break(at),
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => walk.mark(at),
            ':' => {
                walk.credit(at);
                next
            }
            '"' => {
                walk.in_quote = walk.opens(at);
                next
            }
            '“' | '”' => {
                walk.in_quote = character == '“';
                next
            }
            '•' | '▪' | '●' | '■' | '‣' => {
                walk.cut(at, at);
                next
            }
            _ => next,
        };
        walk.before = walk.text.get(..at).and_then(|seen| seen.chars().next_back());
    }
    walk.cut(text.len(), text.len());
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    /// Where the sentence being read begins.
    start: usize,
    /// Whether a double quotation mark is open.
    in_quote: bool,
    /// The character before the one being looked at.
    before: Option<char>,
    found: Vec<Range<usize>>,
}

impl<'t> Walk<'t> {
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    fn character(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// Ends the sentence at `end`; the next begins at the first character from `next` that is not white space.
    fn cut(&mut self, end: usize, next: usize) {
        let sentence = self.text.get(self.start..end).unwrap_or("").trim_end();
        if !sentence.is_empty() {
            self.found.push(self.start..self.start + sentence.len());
        }
        self.start = self.text.len() - self.rest(next).trim_start().len();
    }

    /// Whether the straight quote at `at` opens, by what stands beside it; in doubt the other way from the last one.
    fn opens(&self, at: usize) -> bool {
        let after = self.character(at + 1);
        let open_before = self.before.is_none_or(|c| c.is_whitespace() || "([{—–-/‘'“".contains(c));
        let open_after = after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)]}".contains(c));
        match (open_before, open_after) {
            (true, true) => true,
            (false, false) => false,
            _ => !self.in_quote,
        }
    }

    /// A line break: a blank line or a bullet after it ends the sentence. Returns where to go on.
    fn line_break(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let white = rest.len() - rest.trim_start().len();
        let count = |sign| rest.get(..white).unwrap_or("").matches(sign).count();
        let blank = count('\n').max(count('\r')) + count('\u{2029}') > 1;
        let next = at + white;
        if blank {
            self.in_quote = false;
        }
        if blank || begins_with_bullet(self.rest(next)) {
            self.cut(at, next);
        }
        if blank { self.date_line(next) } else { next }
    }

    /// A block that opens with its date and no full stop, "Friday, May 7, 2015": the date ends before the report. Returns
    /// where to go on.
    fn date_line(&mut self, at: usize) -> usize {
        let mut tail = self.rest(at);
        let [weekday, month, day, year] = [(); 4].map(|()| {
            let rest = tail.trim_start();
            let (word, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            tail = after;
            word
        });
        let named = weekday.ends_with("day,") && is(month, AFTER_HOUR);
        let numbered = is_number(day.trim_end_matches(','), 1..=2) && is_number(year, 4..=4);
        if !named || !numbered || !tail.trim_start().starts_with(char::is_uppercase) {
            return at;
        }
        let end = self.text.len() - tail.len();
        self.cut(end, end);
        end
    }

    /// A caption without a full stop ends before its credit: "The minister in 2019 Photo: Kim".
    fn credit(&mut self, colon: usize) {
        let before = self.text.get(self.start..colon).unwrap_or("");
        let label = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let at = colon - label;
        let apart = self.text.get(..at).is_some_and(|seen| seen.ends_with(char::is_whitespace));
        if label <= 10 && apart && is(self.text.get(at..colon).unwrap_or(""), CREDIT) {
            self.cut(at, at);
        }
    }

    /// A mark that may end a sentence, with all that follow it at once. Returns where to go on.
    fn mark(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let marks = rest.len() - rest.trim_start_matches(['.', '!', '?', '…', '。', '！', '？', '؟', '।']).len();
        let marks_end = at + marks;
        let closed = self.after_closers(marks_end);
        let mark = Mark::of(rest.get(..marks).unwrap_or(""));
        let place = Place {
            text: self.text,
            sentence_start: self.start,
            mark_start: at,
            mark,
            closers: marks_end..closed,
            in_quote: self.in_quote,
        };
        let end = if place.ends_sentence() { Some(closed) } else { place.missing_space() };
        let quotes = self.text.get(marks_end..end.unwrap_or(closed)).unwrap_or("");
        if quotes.contains(['"', '”']) {
            self.in_quote = false;
        }
        match end {
            Some(end) => {
                self.cut(end, end);
                end
            }
            None => closed,
        }
    }

    /// The end of the quotes and brackets that close right after a mark, as in `."`, `.')` or `.[3]`.
    fn after_closers(&self, mut at: usize) -> usize {
        let mut in_quote = self.in_quote;
        while let Some(character) = self.character(at) {
            let next = at + character.len_utf8();
            let word_follows = self.character(next).is_some_and(char::is_alphanumeric);
            let closes = match character {
                '”' | '»' | ')' | ']' | '}' | '」' | '』' | '）' | '》' => true,
                '"' => in_quote || !word_follows,
                '\'' | '’' => !word_follows,
                '“' => self.character(next).is_none_or(char::is_whitespace),
                '.' | '!' | '?' => at > 0 && !self.text.get(..at).unwrap_or("").ends_with(['.', '!', '?']),
                '[' | ' ' if reference_length(self.rest(at)) > 0 => {
                    at += reference_length(self.rest(at));
                    continue;
                }
                // Some sources set a space before the mark that closes a quote.
                ' ' if in_quote => {
                    let tail = self.rest(next);
                    let quote = tail.starts_with('"') || tail.starts_with('”');
                    let length = tail.chars().next().map_or(0, char::len_utf8);
                    let ends = self.character(next + length).is_none_or(char::is_whitespace);
                    if quote && ends {
                        at = next + length;
                        in_quote = false;
                        continue;
                    }
                    false
                }
                _ => false,
            };
            if !closes {
                break;
            }
            in_quote = in_quote && !matches!(character, '"' | '”');
            at = next;
        }
        at
    }
}

fn is_number(word: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Length in bytes of a reference to a source after a full stop, `[12]`, perhaps after a space; 0 without one.
fn reference_length(rest: &str) -> usize {
    let inside = rest.trim_start_matches(' ');
    let spaces = rest.len() - inside.len();
    let Some(inside) = inside.strip_prefix('[') else { return 0 };
    let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = inside.get(digits..).is_some_and(|tail| tail.starts_with(']'));
    if closed && (1..=3).contains(&digits) && spaces <= 1 { spaces + digits + 2 } else { 0 }
}

/// Whether a line begins as an item of a list: `- `, `* `, `• `, `3. `, `(b) `.
fn begins_with_bullet(line: &str) -> bool {
    let (head, tail) = match line.char_indices().take(6).find(|(_, c)| c.is_whitespace()) {
        Some((at, _)) => line.split_at(at),
        None => return false,
    };
    let sign = matches!(head, "-" | "*" | "•" | "·" | "–" | "—" | "o" | "+" | "▪" | "●" | "■" | "‣" | "►" | "→");
    let inner = head.trim_start_matches('(').trim_end_matches([')', '.']);
    let counted = inner.len() < head.len()
        && (1..=2).contains(&inner.len())
        && (inner.bytes().all(|b| b.is_ascii_digit())
            || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase())));
    !tail.is_empty() && (sign || counted)
}
