//! Regular expressions that are written in the source. One that does not compile matches nothing, and its module's
//! tests say so; nothing here can fail on a page.

use regex::Regex;

/// A compiled expression.
#[derive(Debug)]
pub(super) struct Pattern(Option<Regex>);

impl Pattern {
    /// Compiles a literal.
    pub fn new(expression: &str) -> Pattern {
        let regex = Regex::new(expression).ok();
        debug_assert!(regex.is_some(), "{expression}");
        Pattern(regex)
    }

    /// Whether it is found anywhere in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The first find: its byte range.
    pub fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        self.0.as_ref()?.find(text).map(|found| found.range())
    }

    /// The groups of the first find.
    pub fn groups<'t, const N: usize>(&self, text: &'t str) -> Option<[&'t str; N]> {
        let captures = self.0.as_ref()?.captures(text)?;
        let mut groups = [""; N];
        for (place, group) in groups.iter_mut().enumerate() {
            *group = captures.get(place + 1).map_or("", |found| found.as_str());
        }
        Some(groups)
    }

    /// The groups of every find, with the byte where it begins.
    pub fn all<'t, const N: usize>(&self, text: &'t str) -> Vec<(usize, [&'t str; N])> {
        let Some(regex) = self.0.as_ref() else { return Vec::new() };
        let all = regex.captures_iter(text).map(|captures| {
            let mut groups = [""; N];
            for (place, group) in groups.iter_mut().enumerate() {
                *group = captures.get(place + 1).map_or("", |found| found.as_str());
            }
            (captures.get(0).map_or(0, |found| found.start()), groups)
        });
        all.collect()
    }
}
