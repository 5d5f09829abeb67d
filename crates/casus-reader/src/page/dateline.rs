//! Place, date and agency before the first sentence of a report ("WASHINGTON, June 13 (Reuters) -", "(AP) --"), and the
//! agency after its last one ("… to date. (Yonhap)"). They are cut off the paragraph and become fields. Whether a line
//! is a paragraph at all is the classifier's question.

use super::pattern::Pattern;
use casus_types::PageWords;
use std::sync::LazyLock;

/// What stands before the first sentence.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline<'t> {
    /// Its length in bytes, with the dash and the white space after it.
    pub length: usize,
    /// The place as a name: `Kansas City`.
    pub place: Option<String>,
    /// The day as written: `June 13`.
    pub day: Option<&'t str>,
    /// The agency's published name.
    pub agency: Option<String>,
}

/// Place in capitals, region, day, agency in brackets, dash.
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^((?:\p{Lu}[\p{Lu}'’.\-]+(?:[ /-](?:de|del|la|al|the|of|and|da|do|el)\b)?[ /-]?)*\p{Lu}[\p{Lu}'’.]+)?",
        r"((?:,\s+(?:\p{Lu}[\p{L}.'’]+)(?:\s\p{Lu}[\p{L}.'’]+)?)??)",
        r"((?:,?\s+(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9})(?:,?\s+(?:19|20)\d{2})?[.,]?)?)",
        r"\s*(?:[(\[/]([^)\]/]{2,40})[)\]/])?",
        r"\s*(--+|—|–|-|―|:|\.)?\s+",
    ))
});

/// The same with the place in small letters, which only a known agency makes sure.
static BEFORE_SMALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^((?:\p{Lu}[\p{L}'’.\-]+[ /-]?){1,3})",
        r"((?:,\s+(?:\p{Lu}[\p{L}.'’]+)(?:\s\p{Lu}[\p{L}.'’]+)?)??)",
        r"((?:,?\s+(?:\p{L}{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\p{L}{3,9})(?:,?\s+(?:19|20)\d{2})?[.,]?)?)",
        r"[,\s]*(?:[(\[/]([^)\]/]{2,40})[)\]/])",
        r"\s*(--+|—|–|-|―|:)?\s+",
    ))
});

impl<'t> Dateline<'t> {
    /// The dateline that a paragraph begins with, if any.
    pub fn before(paragraph: &'t str, words: &PageWords) -> Option<Dateline<'t>> {
        // Datelines are short; what begins later belongs to the sentence.
        let head = paragraph.char_indices().nth(120).map_or(paragraph, |(end, _)| &paragraph[..end]);
        Self::in_capitals(head, words).or_else(|| Self::in_small_letters(head, words))
    }

    fn in_capitals(head: &'t str, words: &PageWords) -> Option<Dateline<'t>> {
        let [place, _, day, bracket, mark] = BEFORE.groups::<5>(head)?;
        let agency = agency_in(bracket, words);
        let in_capitals = place.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let sure = match (in_capitals, agency.is_some()) {
            // "SEOUL, June 14 (Yonhap) --", "(AP) --"
            (true, true) | (false, true) => !mark.is_empty() || place.is_empty(),
            // "ATLANTA --", "KYIV, Ukraine —", "MOSCOW, June 14 -"; a colon follows speakers too, so it needs a day.
            (true, false) => match mark {
                "" | "." => false,
                ":" => !day.is_empty() || !bracket.is_empty(),
                _ => true,
            },
            (false, false) => false,
        };
        // "US - China talks" is no dateline; "COVID-19 -" neither.
        let is_name = !place.chars().any(|c| c.is_ascii_digit()) && (agency.is_some() || place.len() > 3);
        (sure && is_name).then(|| Self::made(head, &BEFORE, place, day, agency)).flatten()
    }

    fn in_small_letters(head: &'t str, words: &PageWords) -> Option<Dateline<'t>> {
        let [place, _, day, bracket, mark] = BEFORE_SMALL.groups::<5>(head)?;
        let agency = agency_in(bracket, words)?;
        let sure = !mark.is_empty();
        sure.then(|| Self::made(head, &BEFORE_SMALL, place, day, Some(agency))).flatten()
    }

    fn made(head: &str, pattern: &Pattern, place: &str, day: &'t str, agency: Option<String>) -> Option<Dateline<'t>> {
        let place = as_name(place);
        Some(Dateline {
            length: pattern.find(head)?.end,
            place: Some(place).filter(|place| !place.is_empty()),
            day: Some(day.trim_matches([' ', ',', '.'])).filter(|day| !day.is_empty()),
            agency,
        })
    }
}

/// "KANSAS CITY" as people write it.
fn as_name(place: &str) -> String {
    let mut name = String::with_capacity(place.len());
    let mut inside = false;
    for character in place.trim().chars() {
        if inside && place.chars().any(|c| c.is_uppercase()) && !place.chars().any(char::is_lowercase) {
            name.extend(character.to_lowercase());
        } else {
            name.push(character);
        }
        inside = character.is_alphabetic() || character == '\'' || character == '’';
    }
    name.trim_matches([' ', ',', '-', '/']).to_string()
}

/// The agency that brackets hold: "Reuters", "AP/Yonhap", "Thomson Reuters Foundation"; the first known one.
fn agency_in(bracket: &str, words: &PageWords) -> Option<String> {
    let parts = bracket.split(['/', ',', ';', '|', '-']).flat_map(|part| part.split(" and "));
    let named = [bracket].into_iter().chain(parts).find_map(|part| words.agency(part.trim()));
    named.map(str::to_string)
}

static AFTER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*\.?\s*$"));

/// An agency in brackets at the end of a paragraph: the byte where the bracket begins, and the agency's name.
pub(super) fn credit_after(paragraph: &str, words: &PageWords) -> Option<(usize, String)> {
    let [bracket] = AFTER.groups::<1>(paragraph)?;
    let agency = agency_in(bracket, words)?;
    let at = AFTER.find(paragraph)?.start;
    let spaces = paragraph.get(at..)?.len() - paragraph.get(at..)?.trim_start().len();
    Some((at + spaces, agency))
}

/// A line that is nothing but an agency's name, in brackets or bare.
pub(super) fn credit_alone(line: &str, words: &PageWords) -> Option<String> {
    let bare = line.trim().trim_matches(['(', ')', '[', ']', '-', '–', '—', '/', ' ', '.']);
    (bare.len() <= 60).then(|| words.agency(bare).map(str::to_string)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::NewsAgency;

    fn words() -> PageWords {
        let agency = |name: &str, names: &[&str]| NewsAgency {
            name: name.to_string(),
            names: names.iter().map(|name| name.to_string()).collect(),
            zone: None,
        };
        PageWords::new(
            Vec::new(),
            vec![
                agency("Reuters", &[]),
                agency("AP", &["Associated Press"]),
                agency("Yonhap", &[]),
                agency("TASS", &[]),
            ],
        )
    }

    /// Place, day, agency and what follows; nothing for a part that is missing.
    fn read(text: &str) -> Option<[String; 4]> {
        let words = words();
        let line = Dateline::before(text, &words)?;
        let part = |part: Option<String>| part.unwrap_or_default();
        let rest = text[line.length..].to_string();
        Some([part(line.place), part(line.day.map(str::to_string)), part(line.agency), rest])
    }

    #[test]
    fn place_day_and_agency_are_read() {
        let rest = "Talks resumed.";
        for (head, place, day, agency) in [
            ("WASHINGTON, June 13 (Reuters) - ", "Washington", "June 13", "Reuters"),
            ("KANSAS CITY, Mo. (AP) — ", "Kansas City", "", "AP"),
            ("(AP) -- ", "", "", "AP"),
            ("SEOUL, June 14 (Yonhap) -- ", "Seoul", "June 14", "Yonhap"),
            ("ATLANTA -- ", "Atlanta", "", ""),
            ("KYIV, Ukraine, July 1, 2022 (Reuters) — ", "Kyiv", "July 1, 2022", "Reuters"),
            ("BEIJING/SEOUL (Reuters) – ", "Beijing/Seoul", "", "Reuters"),
            ("MOSCOW, June 14. /TASS/. ", "Moscow", "June 14", "TASS"),
            ("Seoul, June 14 (Yonhap) - ", "Seoul", "June 14", "Yonhap"),
        ] {
            let text = format!("{head}{rest}");
            assert_eq!(read(&text), Some([place, day, agency, rest].map(str::to_string)), "{text}");
        }
    }

    #[test]
    fn a_sentence_is_no_dateline() {
        for text in [
            "US - China talks resumed.",
            "SECRETARY BLINKEN: Good morning.",
            "The talks - the first this year - ended.",
            "NATO said no.",
            "Park (left) - a former envoy - spoke.",
            "COVID-19 - the disease - spread.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_agency_after_the_last_sentence() {
        let text = "It has not replied. (Yonhap)";
        assert_eq!(credit_after(text, &words()), Some((20, "Yonhap".to_string())));
        assert_eq!(credit_after("It has not replied (yet).", &words()), None);
        assert_eq!(credit_alone("(AP)", &words()).as_deref(), Some("AP"));
    }
}
