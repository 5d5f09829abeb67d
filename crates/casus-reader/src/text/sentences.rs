//! The sentences of a block of text, by rules made for news prose. This module walks the text: it finds the marks that
//! may end a sentence, takes the closing quotes and brackets along, and cuts at blank lines and bullets. Whether a mark
//! does end a sentence is decided by `boundary`.
//!
//! Every decision looks at a bounded stretch on either side, so time grows with the length of the text alone.

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
    let mut walk = Walk { text, start: 0, in_quote: false, before: None, found: Vec::new() };
    let mut at = 0;
    while let Some(character) = walk.character(at) {
        let next = at + character.len_utf8();
        at = match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => walk.line_break(at),
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => walk.mark(at),
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
    /// Where the sentence being read begins, white space included.
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

    /// Ends the sentence at `end`; the next begins at `next`.
    fn cut(&mut self, end: usize, next: usize) {
        let piece = self.text.get(self.start..end).unwrap_or("");
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let start = self.start + (piece.len() - piece.trim_start().len());
            self.found.push(start..start + trimmed.len());
        }
        self.start = next;
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
        let breaks = rest.get(..white).unwrap_or("").replace("\r\n", "\n");
        let blank = breaks.chars().filter(|c| matches!(c, '\n' | '\r' | '\u{2029}')).count() > 1;
        let next = at + white;
        if blank {
            self.in_quote = false;
        }
        if blank || begins_with_bullet(self.rest(next)) {
            self.cut(at, next);
        }
        next
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
                '.' | '!' | '?' => at > 0 && !self.text.get(..at).unwrap_or("").ends_with(['.', '!', '?']),
                '[' => {
                    // A reference to a source: "ended.[12]"
                    let inside = self.rest(next);
                    let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
                    if digits > 0 && inside.get(digits..).is_some_and(|tail| tail.starts_with(']')) {
                        at = next + digits + 1;
                        continue;
                    }
                    false
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
        && (inner.bytes().all(|b| b.is_ascii_digit()) || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase())));
    !tail.is_empty() && (sign || counted)
}
