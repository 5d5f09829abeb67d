//! Capitals that style has put there and meaning has not: headlines In Title Case, and sentences IN CAPITALS. The parser
//! learnt to read running text, where a capital says that a word is a name, and takes such sentences for one long name.
//! So it is shown them as running text would have them. A word is written as the rest of the article writes it; where
//! the article does not have it, the parser itself is asked whether it takes the word for a name even in small letters.
//! The text is not changed and no span moves; only what the parser sees is.

use crate::parser::{Analysis, Parser, Word};
use casus_types::{NameKind, Tag};
use std::collections::HashMap;

/// How a sentence is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// As in running text, capitals for names and at the beginning.
    Running,
    /// A capital for every word but the small ones.
    Titled,
    /// All in capitals.
    Capitals,
}

impl Style {
    /// How these words are set; only a heading can be titled, for a sentence may be full of names.
    pub(super) fn of(words: &[Word], is_heading: bool) -> Style {
        let letters = || words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphabetic());
        let (large, small) =
            (letters().filter(|c| c.is_uppercase()).count(), letters().filter(|c| c.is_lowercase()).count());
        // Four fifths, so that "McDONALD" or a few words in brackets do not matter; ten letters, more than one acronym.
        if large >= 10 && large >= 4 * small {
            return Style::Capitals;
        }
        let long = || words.iter().skip(1).filter(|word| word.text.chars().filter(|c| c.is_alphabetic()).count() > 3);
        let titled = long().filter(|word| word.text.starts_with(char::is_uppercase)).count();
        let all = long().count();
        if is_heading && all >= 2 && titled * 6 >= all * 5 { Style::Titled } else { Style::Running }
    }
}

/// The words of every sentence that is not set as running text, as running text would have them; nothing for the others.
pub(super) fn in_running_text(sentences: &[Vec<Word>], styles: &[Style], parser: &Parser) -> Vec<Option<Vec<String>>> {
    let styled: Vec<(&Vec<Word>, Style)> =
        sentences.iter().zip(styles.iter().copied()).filter(|(_, style)| *style != Style::Running).collect();
    if styled.is_empty() {
        return vec![None; sentences.len()];
    }
    let mut habits = Habits::of(styled.iter().flat_map(|(words, _)| words.iter()));
    for (words, _) in sentences.iter().zip(styles).filter(|(_, style)| **style == Style::Running) {
        habits.observe(words);
    }
    let small: Vec<Vec<String>> = styled.iter().map(|(words, _)| words.iter().map(in_small).collect()).collect();
    let shown: Vec<Vec<Word>> = styled.iter().zip(&small).map(|((words, _), small)| with_texts(words, small)).collect();
    let read = parser.parse(&shown);
    let mut written = styled.into_iter().zip(&read).map(|((words, style), read)| habits.written(words, style, read));
    styles.iter().map(|style| if *style == Style::Running { None } else { written.next() }).collect()
}

/// The same words with other spellings.
pub(super) fn with_texts<'t>(words: &[Word], texts: &'t [String]) -> Vec<Word<'t>> {
    words.iter().zip(texts).map(|(word, text)| Word { text, spaced: word.spaced }).collect()
}

fn in_small(word: &Word) -> String {
    word.text.to_lowercase()
}

/// How an article writes certain words in running text.
struct Habits {
    /// By the word in small letters.
    words: HashMap<String, Habit>,
}

#[derive(Default)]
struct Habit {
    small: usize,
    /// With capitals, away from the beginning of a sentence; in the order in which they were met.
    large: Vec<(String, usize)>,
}

impl Habits {
    /// Nothing is known yet of these words, and nothing will be of others.
    fn of<'w>(words: impl Iterator<Item = &'w Word<'w>>) -> Habits {
        Habits { words: words.map(|word| (in_small(word), Habit::default())).collect() }
    }

    /// Looks at a sentence of running text.
    fn observe(&mut self, words: &[Word]) {
        let mut beginning = true;
        for word in words {
            if !word.text.starts_with(char::is_alphabetic) {
                beginning |= word.text == ":";
                continue;
            }
            let small = in_small(word);
            if let Some(habit) = self.words.get_mut(&small) {
                if small == word.text {
                    habit.small += 1;
                } else if !beginning {
                    habit.met(word.text);
                }
            }
            beginning = false;
        }
    }

    /// A sentence as running text would have it; `read` is how the parser reads it in small letters.
    fn written(&self, words: &[Word], style: Style, read: &Analysis) -> Vec<String> {
        let mut beginning = true;
        let mut written = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let small = in_small(word);
            let mut text = match self.words.get(&small).and_then(|habit| habit.usual(&small)) {
                Some(usual) => usual.to_string(),
                None if word.text == "US" => word.text.to_string(), // the country: headlines have little use for the pronoun
                None if style == Style::Titled && (is_acronym(word.text) || is_name(read, at)) => word.text.to_string(),
                None if is_name(read, at) => with_capital(&small),
                None => small,
            };
            if beginning && text.starts_with(char::is_alphabetic) {
                text = with_capital(&text);
                beginning = false;
            }
            written.push(text);
        }
        written
    }
}

impl Habit {
    fn met(&mut self, written: &str) {
        match self.large.iter_mut().find(|(text, _)| text == written) {
            Some((_, times)) => *times += 1,
            None => self.large.push((written.to_string(), 1)),
        }
    }

    /// How the word is mostly written, if it was met; of equals the first.
    fn usual<'h>(&'h self, small: &'h str) -> Option<&'h str> {
        let large: usize = self.large.iter().map(|(_, times)| times).sum();
        if self.small > large {
            return Some(small);
        }
        let first = self.large.iter().rev().max_by_key(|(_, times)| *times);
        first.map(|(text, _)| text.as_str())
    }
}

/// Whether the parser takes a word for a name, or a part of one.
fn is_name(read: &Analysis, at: usize) -> bool {
    let kinds = [NameKind::Gpe, NameKind::Person, NameKind::Org, NameKind::Norp, NameKind::Loc];
    let tagged = read.words.get(at).is_some_and(|word| matches!(word.tag, Tag::Nnp | Tag::Nnps));
    tagged || read.names.iter().any(|name| name.tokens.contains(&at) && kinds.contains(&name.kind))
}

/// Two capitals or more and nothing small, as `US` in "US Shoots Down Drone".
fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn words(text: &str) -> Vec<Word<'_>> {
        tokens(text).into_iter().map(|range| Word { text: &text[range], spaced: true }).collect()
    }

    fn recased(headline: &str, article: &[&str]) -> String {
        let sentences: Vec<Vec<Word>> = [headline].iter().chain(article).map(|text| words(text)).collect();
        let styles: Vec<Style> = sentences.iter().enumerate().map(|(at, words)| Style::of(words, at == 0)).collect();
        let written = in_running_text(&sentences, &styles, &Parser::embedded().unwrap());
        assert!(written[1..].iter().all(Option::is_none), "running text is left alone");
        written[0].as_ref().map_or_else(|| headline.to_string(), |words| words.join(" "))
    }

    #[test]
    fn styles_are_told_apart() {
        let style = |text: &str, is_heading| Style::of(&words(text), is_heading);
        assert_eq!(style("Sweden Expels Five Russian Attachés", true), Style::Titled);
        assert_eq!(
            style("Sweden Expels Five Russian Attachés", false),
            Style::Running,
            "a sentence may be full of names"
        );
        assert_eq!(style("Sweden expels five Russian attachés", true), Style::Running);
        assert_eq!(style("THOUSANDS MARCH IN LIMA", false), Style::Capitals);
        assert_eq!(style("NATO", true), Style::Running, "one acronym is no style");
        assert_eq!(style("", true), Style::Running);
    }

    #[test]
    fn a_headline_is_written_as_its_article_writes_its_words() {
        let article = ["On Monday the envoys from Zamzam met.", "They expect the grain deal to hold, said NATO."];
        assert_eq!(recased("Zamzam Grain Deal Holds", &article), "Zamzam grain deal holds");
        assert_eq!(recased("ENVOYS MEET NATO IN ZAMZAM", &article), "Envoys meet NATO in Zamzam");
    }

    #[test]
    fn without_an_article_the_parser_says_what_is_a_name() {
        assert_eq!(recased("Sweden Expels Five Russian Diplomats", &[]), "Sweden expels five Russian diplomats");
        assert_eq!(recased("US SHOOTS DOWN IRANIAN DRONE", &[]), "US shoots down Iranian drone");
    }
}
