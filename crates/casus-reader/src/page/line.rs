//! What one line of a page is by itself: its shape and its words, without its neighbours. A first guess for the
//! classifier, which sees the whole page.

use super::dateline::credit_alone;
use super::days;
use super::pattern::Pattern;
use super::people::{begins_with_by, people_in};
use super::piece::Shape;
use super::tree::key_of;
use casus_types::{BlockKind, FurnitureLine, FurnitureThen, LineMatch, PageWords};
use std::sync::LazyLock;

/// A line of plain text or a piece of a page's body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub text: &'t str,
    pub shape: Shape,
    /// Whether all of it is a link to another page.
    pub linked: bool,
}

/// What is known of the article before its lines are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'k> {
    pub headline: Option<&'k str>,
    pub authors: &'k [String],
    pub outlet: Option<&'k str>,
    pub words: &'k PageWords,
    /// Whether the lines are what an extractor kept of a page, rather than all that stood on it.
    pub extracted: bool,
}

/// A first guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// One or more sentences.
    Prose,
    /// Words without a final stop: a title, a menu, a stray.
    Stray,
    /// Set as a heading.
    Heading,
    /// Known for what it is by itself; kept.
    Is(BlockKind),
    /// Known for what it is by itself; dropped for the reason, with what usually follows.
    Not(BlockKind, String, FurnitureThen),
}

/// Longest line, in characters, that a furniture line's beginning is looked for in.
const FURNITURE_LENGTH: usize = 260;

/// Longest line that a part of one makes furniture.
const NOTICE_LENGTH: usize = 150;

impl Line<'_> {
    /// What the line is by itself.
    pub fn guess(&self, known: &Known<'_>) -> Guess {
        let text = self.text.trim();
        let length = text.chars().count();
        if !text.chars().any(char::is_alphanumeric) {
            return not(BlockKind::Furniture, "ornament");
        }
        if known.headline.is_some_and(|headline| is_same_title(text, headline)) {
            return Guess::Is(BlockKind::Headline);
        }
        // What somebody says is not what the page says to its readers.
        if length <= FURNITURE_LENGTH && !(text.starts_with(['"', '“', '«', '„', '‘', '\'']) && is_prose(text)) {
            // A notice inside a long paragraph of a copied text does not make the paragraph a notice; what extraction
            // kept of a page has lost the shorter ones already.
            let long = !known.extracted && length > NOTICE_LENGTH;
            let inside = |line: &&FurnitureLine| line.matches == LineMatch::Part && long;
            if let Some(line) = known.words.furniture(text).filter(|line| !inside(line)) {
                return Guess::Not(BlockKind::Furniture, line.why.clone(), line.then);
            }
        }
        if self.shape == Shape::Caption {
            return Guess::Is(if is_credit(text) { BlockKind::Credit } else { BlockKind::Caption });
        }
        if length <= FURNITURE_LENGTH && FOLLOW.is_in(text) {
            return not(BlockKind::Furniture, "follow us");
        }
        if length <= FURNITURE_LENGTH && REPORTED.is_in(text) {
            return not(BlockKind::AuthorBio, "who reported");
        }
        if length <= 200
            && let Some(guess) = self.short(text, known)
        {
            return guess;
        }
        if length <= 600 && is_caption(text) {
            return Guess::Is(BlockKind::Caption);
        }
        if self.linked && self.shape != Shape::Item && length < 160 && !(ends_a_sentence(text) && length > 80) {
            return not(BlockKind::RelatedLinks, "link to another page");
        }
        match self.shape {
            Shape::Heading => Guess::Heading,
            _ if is_prose(text) || is_turn(text) => Guess::Prose,
            _ => Guess::Stray,
        }
    }

    fn short(&self, text: &str, known: &Known<'_>) -> Option<Guess> {
        if credit_alone(text, known.words).is_some() {
            return Some(Guess::Is(BlockKind::AgencyCredit));
        }
        if is_byline(text, known) {
            return Some(Guess::Is(BlockKind::Byline));
        }
        if is_date_line(text) {
            return Some(Guess::Is(BlockKind::Dateline));
        }
        if is_credit(text) {
            return Some(Guess::Is(BlockKind::Credit));
        }
        if RIGHTS.is_in(text) {
            return Some(not(BlockKind::Furniture, "copyright"));
        }
        if COUNTED.is_in(text) {
            return Some(Guess::Not(BlockKind::Furniture, "comments".to_string(), FurnitureThen::End));
        }
        if SOURCE.is_in(text) {
            return Some(not(BlockKind::Furniture, "source line"));
        }
        if QUOTED.is_in(text) && text.split_whitespace().count() <= 14 && !ends_a_sentence(text) && !text.ends_with('—')
        {
            return Some(not(BlockKind::Furniture, "name under a pull quote"));
        }
        None
    }
}

fn not(kind: BlockKind, why: &str) -> Guess {
    Guess::Not(kind, why.to_string(), FurnitureThen::Article)
}

fn is_same_title(text: &str, headline: &str) -> bool {
    let (text, headline) = (key_of(text), key_of(headline));
    !text.is_empty() && text == headline
}

/// Whether a text ends as sentences do.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    // "… to date. (Yonhap)" ends before its bracket.
    let text = match text.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once(" (")) {
        Some((sentence, bracket)) if bracket.len() < 60 && sentence.ends_with(['.', '!', '?', '"', '”']) => sentence,
        _ => text,
    };
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '*']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', ':', ';']) || text.ends_with(['”', '"'])
}

static TURN: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\p{Lu}[\p{Lu} .'’-]{2,40}:\s+\S"));

/// A speaker's turn in a transcript: "QUESTION: Thank you."
pub(super) fn is_turn(text: &str) -> bool {
    TURN.is_in(text)
}

/// Running text: a sentence with its end, or so long that it is one without.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let dense = text.chars().filter(|c| *c >= '\u{2E80}').count();
    (ends_a_sentence(text) && (words >= 5 || dense >= 10)) || words >= 25 || dense >= 60
}

static DATE_REST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\b(?:published|updated|posted|modified|last|first|on|at|by|am|pm|a\.m|p\.m|gmt|utc|est|edt|et|pt|pst|pdt|ist|kst|jst|cet|bst|",
        r"mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|date|time|input|",
        r"release|released|issued|created|of|the)\b"
    ))
});

/// A line with a date and nothing else: "Published June 13, 2022 9:00 am", "WASHINGTON, June 13".
fn is_date_line(text: &str) -> bool {
    let has_day = !days::in_words(text).is_empty() || !days::slashed(text).is_empty();
    let has_day = has_day || (!ends_a_sentence(text) && !days::without_year(text).is_empty());
    if !has_day || text.chars().count() > 120 {
        return false;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let other = words.filter(|word| days::month_of(word).is_none() && !DATE_REST.is_in(word) && word.len() > 1);
    other.count() <= 2
}

static PHOTO: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(?:(?:file\s+)?(?:photos?|photograph|photography|pictures?|images?|illustration|graphic|video|credits?|foto|bild|crédit|getty|afp|ap|reuters|epa|shutterstock|istock|courtesy)",
        r"(?:\s+(?:credits?|by|courtesy|via|source|of|photos?|images?))*\s*[:/|©–—-]|photos?\s+by\b|image\s+by\b|courtesy\s+of\b|photo\s+courtesy\b|",
        r"getty\s+images\b|via\s+getty\b|\(?(?:ap|afp|reuters|epa|yonhap)\s+(?:file\s+)?photo)"
    ))
});

static PHOTO_END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)(?:[(\[|–—-]\s*(?:(?:file\s+)?(?:photo|image|picture|courtesy|credit|foto)\b[^()\[\]]{0,60}|[^()\[\]]{0,60}\b(?:via\s+)?(?:ap\s+photo|getty\s+images?|getty|afp|epa|epa-efe|shutterstock|pool\s+photo|file\s+photo|reuters\s*/\s*\p{L}+|ap\s+file|handout|via\s+ap|via\s+reuters)\b[^()\[\]]{0,60})[)\]]?\s*\.?$)|",
        r"(?:\b(?:getty\s+images?|ap\s+photo(?:/[\p{L} .'-]+)?|photo\s+by\s+[\p{L} .'-]+|afp\s+via\s+getty|shutterstock|istock(?:photo)?)\)?\s*\.?$)|^(?:file\s+(?:photo|image)\b|file\s*[-–—:])|^(?:photo|picture|image)\s+(?:shows|taken)\b"
    ))
});

/// Whose picture it is, and nothing else.
fn is_credit(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 14 && PHOTO.is_in(text) && !(ends_a_sentence(text) && words > 8)
}

/// Words under a picture, by the credit they end with.
fn is_caption(text: &str) -> bool {
    text.split_whitespace().count() >= 3 && PHOTO_END.is_in(text)
}

/// "Source: Reuters" as a line of its own.
static SOURCE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^(?:news\s+)?(?:source|sources|agency|agencies|via|quelle|fuente)\s?:\s+\S+(?:\s+\S+){0,6}$")
});

/// "Follow the Courier on Facebook".
static FOLLOW: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(?:like|follow|find|join)\s+.{0,60}\b(?:on|at)\s+(?:facebook|instagram|twitter|x|tiktok|youtube|",
        r"threads|linkedin|telegram|snapchat|whatsapp|bluesky)\b"
    ))
});

/// Who else reported: "A writer in Geneva contributed to this report", "Reporting by …; editing by …".
static REPORTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\bcontributed\s+to\s+this\s+(?:report|story|article)\b|\bcontributed\s+reporting\b|",
        r"^\W*(?:additional\s+)?reporting\s+by\s|^\W*(?:edited|compiled)\s+by\s|^\W*with\s+(?:inputs?|reporting|additional reporting)\s+from\s|",
        r"\bcan\s+be\s+reached\s+(?:at|by|via|on)\b"
    ))
});

/// "© 2022 The Courier", "Copyright 2022".
static RIGHTS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^\W*(?:(?:copyright|ⓒ|©|\(c\))[\s,©]*)+(?:by\s+)?(?:19|20)\d{2}\b|^\W*[©ⓒ]"));

/// "12 comments", "Comments (12)".
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\W*(?:(?:view|show|see|read)\s+(?:all\s+)?)?(?:\d[\d,.]*\s+(?:comments?|replies|responses|kommentare|commentaires|comentarios)|comments?\s*[(\[:]?\s*\d+\s*[)\]]?)$",
    )
});

/// "— A minister on the talks", under a quote that the page repeats.
static QUOTED: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\s*[—–―]{1,2}\s*\p{Lu}"));

/// "By Jane Doe", a known author alone, a name with its paper.
fn is_byline(text: &str, known: &Known<'_>) -> bool {
    let words = text.split_whitespace().count();
    if words > 22 || (ends_a_sentence(text) && words > 9) {
        return false;
    }
    if begins_with_by(text) {
        let second = text.split_whitespace().nth(1).and_then(|word| word.chars().next());
        let people = people_in(text, known.outlet, known.words);
        return second.is_some_and(|c| !c.is_lowercase()) && (!people.is_empty() || words <= 8);
    }
    let names = known.authors.iter().filter(|author| {
        let key = key_of(author);
        key.len() >= 5 && key_of(text).starts_with(&key)
    });
    names.count() > 0 && words <= 12 && !ends_a_sentence(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(text: &str) -> Guess {
        let words = PageWords::default();
        let authors = ["Jane Doe".to_string()];
        let known =
            Known { headline: Some("Talks resume"), authors: &authors, outlet: None, words: &words, extracted: false };
        Line { text, shape: Shape::Text, linked: false }.guess(&known)
    }

    #[test]
    fn lines_that_say_what_they_are() {
        for (text, kind) in [
            ("Talks Resume", BlockKind::Headline),
            ("By Ana Ruiz", BlockKind::Byline),
            ("Jane Doe, Diplomatic Correspondent", BlockKind::Byline),
            ("Published June 13, 2022 9:00 am EDT", BlockKind::Dateline),
            ("Photo: Ana Ruiz/Example", BlockKind::Credit),
            ("The envoy leaves the building on Monday. (AP Photo/Ana Ruiz)", BlockKind::Caption),
            ("FILE - The envoy leaves the building.", BlockKind::Caption),
        ] {
            assert_eq!(guess(text), Guess::Is(kind), "{text}");
        }
    }

    #[test]
    fn lines_for_readers_and_about_reporters_go() {
        for text in [
            "Follow the Example Courier on Facebook and Instagram.",
            "Ana Ruiz in Geneva contributed to this report.",
            "(Reporting by Ana Ruiz; Editing by Tom Berg)",
            "Ana Ruiz can be reached at ana@courier.example.",
            "© 2022 The Example Courier",
            "12 comments",
        ] {
            assert!(matches!(guess(text), Guess::Not(..)), "{text}");
        }
        assert_eq!(guess("Reporting on the talks has been poor, the minister said."), Guess::Prose);
    }

    #[test]
    fn prose_is_prose() {
        for text in [
            "By Monday the talks had ended without a word.",
            "Talks resumed on June 13, 2022, the ministry said.",
            "The image by which he is known is false.",
            "A photo shows the envoy leaving, officials said.",
            "SECRETARY DOE: Thank you.",
        ] {
            assert_eq!(guess(text), Guess::Prose, "{text}");
        }
        assert_eq!(guess("Latest talks"), Guess::Stray);
    }
}
