//! The words that the page stage needs from the analyst: lines that are no part of an article, and the names of news
//! agencies. Lines are compared after folding (case, quotation marks, white space, marks at the ends), so the lexicon
//! can be written as people read it. This module looks lines up; it does not decide what a block of a page is.

use std::collections::BTreeMap;

/// How a furniture line is compared with a line of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMatch {
    /// The whole line.
    Line,
    /// The beginning of a line, up to the end of a word.
    Start,
    /// Any part of a line, from the beginning of a word to the end of one.
    Part,
}

/// What usually follows a furniture line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FurnitureThen {
    /// The article goes on.
    #[default]
    Article,
    /// Titles of other reports, up to the next full paragraph.
    Titles,
    /// Nothing of the article any more.
    End,
}

/// A line that is no part of an article, with the reason that readers are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurnitureLine {
    /// How to compare.
    pub matches: LineMatch,
    /// The words, as they stand on pages.
    pub text: String,
    /// What it is: `menu`, `newsletter`, `most popular`.
    pub why: String,
    /// What usually follows.
    pub then: FurnitureThen,
}

/// A news agency and the names it is credited by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsAgency {
    /// The name that is published: `Yonhap`.
    pub name: String,
    /// Other names and signs: `Yonhap News Agency`.
    pub names: Vec<String>,
    /// Minutes from UTC in winter at its seat, whose day its reports bear; nothing where it publishes from many places.
    pub zone: Option<i16>,
}

/// Furniture and agencies, ready to be asked.
///
/// ```
/// use casus_types::{FurnitureLine, FurnitureThen, LineMatch, NewsAgency, PageWords};
/// let line = FurnitureLine {
///     matches: LineMatch::Line, text: "Most popular".into(), why: "most popular".into(), then: FurnitureThen::End,
/// };
/// let agency = NewsAgency { name: "AP".into(), names: vec!["The Associated Press".into()], zone: None };
/// let words = PageWords::new(vec![line], vec![agency]);
/// assert_eq!(words.furniture("MOST POPULAR »").map(|found| found.why.as_str()), Some("most popular"));
/// assert!(words.furniture("The most popular party lost.").is_none());
/// assert_eq!(words.agency("the associated press"), Some("AP"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWords {
    furniture: Vec<FurnitureLine>,
    agencies: Vec<NewsAgency>,
    /// Folded whole lines, to their place in `furniture`.
    lines: BTreeMap<String, usize>,
    /// First folded word of those that match a beginning, to the folded text and the place in `furniture`.
    starts: BTreeMap<String, Vec<(String, usize)>>,
    /// Folded parts.
    parts: Vec<(String, usize)>,
    /// Folded names of agencies, to their place in `agencies`.
    agency_names: BTreeMap<String, usize>,
}

impl PageWords {
    /// Makes the tables. Of two furniture lines with the same words the first one counts; empty ones are passed over.
    pub fn new(furniture: Vec<FurnitureLine>, agencies: Vec<NewsAgency>) -> PageWords {
        let mut words = PageWords::default();
        for (place, line) in furniture.iter().enumerate() {
            let folded = fold(&line.text);
            let Some(first) = folded.split(' ').next().filter(|word| !word.is_empty()) else { continue };
            match line.matches {
                LineMatch::Line => {
                    words.lines.entry(folded).or_insert(place);
                }
                LineMatch::Start => {
                    let first = first.to_string();
                    // The colon of "Related:" is what tells it from "related costs".
                    let colon = if line.text.trim_end().ends_with(':') { ":" } else { "" };
                    words.starts.entry(first).or_default().push((folded + colon, place));
                }
                LineMatch::Part => words.parts.push((folded, place)),
            }
        }
        for (place, agency) in agencies.iter().enumerate() {
            for name in agency.names.iter().chain([&agency.name]) {
                words.agency_names.entry(fold(name)).or_insert(place);
            }
        }
        words.furniture = furniture;
        words.agencies = agencies;
        words
    }

    /// The furniture line that `line` is, if any: whole lines before beginnings before parts.
    pub fn furniture(&self, line: &str) -> Option<&FurnitureLine> {
        let folded = fold(line);
        let place = self
            .lines
            .get(&folded)
            .copied()
            .or_else(|| self.by_start(&folded))
            .or_else(|| self.parts.iter().find(|(part, _)| stands_in(&folded, part)).map(|(_, place)| *place))?;
        self.furniture.get(place)
    }

    fn by_start(&self, folded: &str) -> Option<usize> {
        let first = folded.split(' ').next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
        let exact = self.starts.get(folded.split(' ').next()?);
        let bare = self.starts.get(first);
        exact.into_iter().chain(bare).flatten().find(|(start, _)| begins(folded, start)).map(|(_, place)| *place)
    }

    /// Minutes from UTC at the seat of the agency that is called `name`.
    pub fn zone(&self, name: &str) -> Option<i16> {
        let published = self.agency(name)?;
        self.agencies.iter().find(|agency| agency.name == published)?.zone
    }

    /// The published name of the agency that is called `name`, if it is one.
    pub fn agency(&self, name: &str) -> Option<&str> {
        let folded = fold(name);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        let place = self.agency_names.get(&folded).or_else(|| self.agency_names.get(bare))?;
        self.agencies.get(*place).map(|agency| agency.name.as_str())
    }

    /// All agencies, as given.
    pub fn agencies(&self) -> &[NewsAgency] {
        &self.agencies
    }

    /// All furniture lines, as given.
    pub fn furniture_lines(&self) -> &[FurnitureLine] {
        &self.furniture
    }
}

/// Whether `line` begins with `start` and `start` ends on a word's end there.
fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether `part` stands in `line` between word boundaries.
fn stands_in(line: &str, part: &str) -> bool {
    line.match_indices(part).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        let after = line.get(at + part.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// One form for all the ways a line is set: lower case, straight quotes, single spaces, no marks at the ends.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for character in word.chars().flat_map(char::to_lowercase) {
            folded.push(match character {
                '‘' | '’' | 'ʼ' => '\'',
                '“' | '”' => '"',
                '–' | '—' => '-',
                other => other,
            });
        }
    }
    folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '©' && c != '#' && c != '@').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[(LineMatch, &str)]) -> PageWords {
        let line = |(matches, text): &(LineMatch, &str)| FurnitureLine {
            matches: *matches,
            text: text.to_string(),
            why: text.to_string(),
            then: FurnitureThen::Article,
        };
        PageWords::new(rows.iter().map(line).collect(), Vec::new())
    }

    #[test]
    fn a_beginning_ends_where_a_word_ends() {
        let words = words(&[(LineMatch::Start, "Read more")]);
        assert!(words.furniture("Read more: the talks in pictures").is_some());
        assert!(words.furniture("READ MORE").is_some());
        assert!(words.furniture("Read moreover").is_none());
        assert!(words.furniture("They read more").is_none());
    }

    #[test]
    fn the_colon_of_a_beginning_counts() {
        let words = words(&[(LineMatch::Start, "Related:")]);
        assert!(words.furniture("Related: the talks in pictures").is_some());
        assert!(words.furniture("Related costs rose").is_none());
    }

    #[test]
    fn a_part_stands_between_word_boundaries() {
        let words = words(&[(LineMatch::Part, "all rights reserved")]);
        assert!(words.furniture("© 2022 The Paper. All Rights Reserved.").is_some());
        assert!(words.furniture("Overall rights reserved").is_none());
    }

    #[test]
    fn quotes_case_and_marks_at_the_ends_do_not_matter() {
        let words = words(&[(LineMatch::Line, "Editor's picks")]);
        assert!(words.furniture("  EDITOR’S   PICKS » ").is_some());
    }
}
