//! Whether a mark ends a sentence: the word before it, the quotes and brackets that close after it, and the word that
//! follows are weighed against each other. It looks a bounded way in both directions and keeps no memory.

use super::abbreviations::{
    AFTER_HOUR, CLOSING, DOMAIN, HOUR, MONTH, NEVER, NUMBER, OPENER, PERHAPS, SPEECH, TITLE, WITH_MARK, is, is_dotted,
    kinds, kinds_before_stop, looks_shortened,
};
use std::ops::Range;

/// How far, in bytes, a word is followed in either direction.
const REACH: usize = 48;

/// What kind of mark may end the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One full stop.
    Stop,
    /// A question or exclamation mark, perhaps several.
    Strong,
    /// Three dots, or two or more.
    Ellipsis,
    /// The full stop of Chinese, Japanese and Indian scripts, which needs no space after it.
    Wide,
}

impl Mark {
    /// The kind of a run of marks.
    pub(super) fn of(marks: &str) -> Mark {
        if marks.contains(['。', '！', '？', '।']) {
            Mark::Wide
        } else if marks.contains(['!', '?', '؟']) {
            Mark::Strong
        } else if marks == "." {
            Mark::Stop
        } else {
            Mark::Ellipsis
        }
    }
}

/// A mark where a sentence may end, with what stands around it.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    /// Where the sentence that may end here begins.
    pub(super) sentence_start: usize,
    /// First byte of the mark.
    pub(super) mark_start: usize,
    pub(super) mark: Mark,
    /// The quotes and brackets that close right after the mark.
    pub(super) closers: Range<usize>,
    /// Whether a double quotation mark was open before the mark.
    pub(super) in_quote: bool,
}

/// What follows the mark and the white space after it.
struct Next<'t> {
    /// Quotes, brackets or a dash before the word.
    lead: &'t str,
    /// The word, as far as letters, digits and inner signs go.
    word: &'t str,
    /// Its first character, or the sign that stands there instead of a word.
    first: char,
    /// Whether the word is a single letter with a full stop, as `I.` in "Wayne A. I. Frederick".
    initial: bool,
    /// Whether a digit stands in it before the next white space, as in `ICC-01/21`.
    numbered: bool,
}

impl<'t> Place<'t> {
    /// Whether the sentence ends after the mark and its closers.
    pub(super) fn ends_sentence(&self) -> bool {
        let rest = self.text.get(self.closers.end..).unwrap_or("");
        if self.mark == Mark::Wide {
            return true;
        }
        if !rest.starts_with(char::is_whitespace) {
            return rest.is_empty();
        }
        let Some(next) = next(rest) else { return true };
        if self.is_list_number() || matches!(next.first, ',' | ';' | ':' | ')' | ']' | '}' | '.' | '!' | '?' | '%') {
            return false;
        }
        match self.mark {
            Mark::Stop => self.stop_ends(&next),
            Mark::Strong => self.strong_ends(&next),
            Mark::Ellipsis => self.ellipsis_ends(&next),
            Mark::Wide => true,
        }
    }

    /// Where the sentence ends although no space follows, as in `leaders.The North`.
    pub(super) fn missing_space(&self) -> Option<usize> {
        let left = self.left();
        let closers = self.text.get(self.closers.clone()).unwrap_or("");
        let rest = self.text.get(self.closers.end..).unwrap_or("");
        let next = next(rest)?;
        let mut letters = next.word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let sentence_like = capital && (letters.next().is_some_and(|c| c.is_lowercase()) || is(next.word, OPENER));
        let address = left.contains(['/', '@', '.', ':', '\\']) || is(next.word, DOMAIN);
        let ended = left.chars().nth(1).is_some() && left.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let plain =
            matches!(self.mark, Mark::Stop | Mark::Strong) && kinds(left) & !OPENER & !SPEECH & !AFTER_HOUR == 0;
        let led_by_quote = next.lead.chars().all(|c| matches!(c, '"' | '“' | '‘'));
        let fits = !rest.starts_with(char::is_whitespace) && (ended || !closers.is_empty()) && led_by_quote;
        (fits && sentence_like && plain && !address && !looks_shortened(left)).then_some(self.closers.end)
    }

    /// The word before the mark, without quotes or brackets around it.
    fn left(&self) -> &'t str {
        let mut from = self.mark_start.saturating_sub(REACH).max(self.sentence_start.min(self.mark_start));
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = self.text.get(from..self.mark_start).unwrap_or("");
        let word = before.rsplit(|c: char| c.is_whitespace() || "—–".contains(c)).next().unwrap_or("");
        word.trim_matches(|c: char| "\"“”‘’'()[]{}«»,;…".contains(c))
    }

    /// Whether the sentence so far is nothing but the number of a list item: `3.`, `b.`, `IV.`
    fn is_list_number(&self) -> bool {
        let so_far = self.text.get(self.sentence_start..self.mark_start).unwrap_or("");
        let digits = so_far.len() <= 2 && so_far.bytes().all(|b| b.is_ascii_digit());
        let letter = so_far.len() == 1 && so_far.bytes().all(|b| b.is_ascii_alphabetic());
        let roman = so_far.len() <= 4 && so_far.bytes().all(|b| b"IVX".contains(&b));
        self.mark == Mark::Stop && !so_far.is_empty() && (digits || letter || roman)
    }

    fn stop_ends(&self, next: &Next) -> bool {
        let left = self.left();
        let kind = kinds_before_stop(left);
        let lower = next.begins_small();
        let number = next.first.is_numeric();
        let opener = is(next.word, OPENER) && !next.initial;
        let quoted = !self.closers.is_empty();
        if kind & (TITLE | NEVER) != 0 {
            return false;
        }
        if kind & (NUMBER | MONTH) != 0 && number || kind & NUMBER != 0 && next.numbered {
            return false;
        }
        if lower {
            return self.closers.is_empty() && next.lead.is_empty() && is_plain_word(left);
        }
        if self.names_source(next) {
            return false;
        }
        if kind & CLOSING != 0 {
            return !number;
        }
        if kind & HOUR != 0 {
            return !number && !is(next.word, AFTER_HOUR);
        }
        if left == "D.C" && self.closes_washington() {
            return true;
        }
        let initial = is_initial(left);
        if kind & (PERHAPS | MONTH) != 0 || is_dotted(left) || initial || looks_shortened(left) {
            return opener || (quoted && !initial);
        }
        true
    }

    /// `in Washington, D.C. Secretary …`: a name that is complete with its abbreviation goes no further.
    fn closes_washington(&self) -> bool {
        let before = self.text.get(self.sentence_start..self.mark_start).unwrap_or("");
        before.ends_with("Washington, D.C") || before.ends_with("Washington D.C")
    }

    /// `!` and `?` end a sentence before anything but a small letter, a name that spoke, or inside a name (`Yahoo!`).
    fn strong_ends(&self, next: &Next) -> bool {
        let lower = next.begins_small();
        let quoted = self.text.get(self.closers.clone()).is_some_and(|c| c.contains(['"', '”', '’', '\'']));
        let named = is(self.left(), WITH_MARK) && !is(next.word, OPENER);
        let goes_on = lower && (quoted || self.in_quote || !self.closers.is_empty() || !next.lead.is_empty());
        let spoken = quoted && next.lead.is_empty() && self.speaker_follows();
        !(goes_on || named || spoken || self.names_source(next))
    }

    fn ellipsis_ends(&self, next: &Next) -> bool {
        !next.begins_small() && next.first.is_alphabetic()
    }

    /// Whether a dash after a closed quote leads to who said it: `"… over." - Kim`.
    fn names_source(&self, next: &Next) -> bool {
        let closers = self.text.get(self.closers.clone()).unwrap_or("");
        closers.contains(['"', '”']) && next.lead.starts_with(['-', '–', '—'])
    }

    /// Whether a few capitalised words and a verb of speech follow: `Kim Yo Jong asked`.
    fn speaker_follows(&self) -> bool {
        let rest = self.text.get(self.closers.end..).unwrap_or("");
        for word in rest.split_whitespace().take(6) {
            if is(word.trim_end_matches([',', '.', ':']), SPEECH) {
                return true;
            }
            if !word.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }
}

impl Next<'_> {
    /// Whether the word begins with a small letter, other than a name that does so on purpose (`iPhone`).
    fn begins_small(&self) -> bool {
        self.first.is_lowercase() && !self.word.chars().nth(1).is_some_and(char::is_uppercase)
    }
}

/// What stands after white space: marks that open, then a word or a sign. Nothing at the end of the text.
fn next(rest: &str) -> Option<Next<'_>> {
    let rest = rest.trim_start();
    let body = rest.trim_start_matches(|c: char| "\"“‘'([{«-–—".contains(c) || c == ' ');
    let lead = rest.get(..rest.len() - body.len()).unwrap_or("").trim_end();
    let first = body.chars().next().or_else(|| rest.chars().next())?;
    let end = body
        .char_indices()
        .take(REACH)
        .find(|(_, c)| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map_or_else(|| body.char_indices().nth(REACH).map_or(body.len(), |(at, _)| at), |(at, _)| at);
    let word = body.get(..end).unwrap_or("");
    let initial = is_initial(word) && body.get(end..).is_some_and(|tail| tail.starts_with('.'));
    let chunk = body.bytes().take(REACH).take_while(|b| !b.is_ascii_whitespace());
    let numbered = chunk.into_iter().any(|b| b.is_ascii_digit());
    Some(Next { lead, word, first, initial, numbered })
}

/// A single letter: `J`, `S`, or `b` as in "(b. March 2009)".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_lowercase()) && letters.next().is_none()
}

/// An ordinary word in small letters, which no abbreviation is likely to be: a sentence can end after it even where the
/// next begins small, as in hasty writing.
fn is_plain_word(word: &str) -> bool {
    let vowels = word.chars().filter(|c| "aeiouy".contains(*c)).count();
    kinds(word) == 0 && word.len() >= 3 && vowels > 0 && word.chars().all(char::is_lowercase)
}
