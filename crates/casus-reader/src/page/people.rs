//! Authors: people, one a name. Pages write them as one string with "and", with "By", with the paper's name and the
//! agency's in between; a publisher is not a person, and a name left out is better than a wrong one.

use super::json_ld::LinkedData;
use super::pattern::Pattern;
use super::tree::{PageTree, fold_white};
use casus_types::PageWords;
use std::sync::LazyLock;

/// The people who wrote the page, from its best source: JSON-LD, meta tags, marked elements, byline in the text.
pub(super) fn authors(
    linked: &LinkedData,
    tree: &PageTree,
    text_byline: Option<&str>,
    outlet: Option<&str>,
    words: &PageWords,
) -> Vec<String> {
    let metas = || {
        let keys = [
            "author",
            "parsely-author",
            "sailthru.author",
            "article:author",
            "article:author_name",
            "dc.creator",
            "dcterms.creator",
            "og:article:author",
            "byl",
            "cxenseparse:author",
            "dc.creator.author",
            "citation_author",
        ];
        let of_key = move |key: &'static str| {
            let of = tree.metas.iter().filter(move |(name, _)| name == key);
            of.map(|(_, content)| content.clone()).collect::<Vec<_>>()
        };
        keys.into_iter().map(of_key).collect::<Vec<_>>()
    };
    let exact = tree.bylines.iter().filter(|byline| byline.exact).map(|byline| byline.text.clone()).collect::<Vec<_>>();
    let loose = tree.bylines.iter().filter(|byline| !byline.exact && begins_with_by(&byline.text));
    let loose = loose.map(|byline| byline.text.clone()).take(1).collect::<Vec<_>>();
    let sources = [linked.authors.clone()].into_iter().chain(metas()).chain([
        exact.into_iter().take(3).collect(),
        loose,
        text_byline.map(str::to_string).into_iter().collect(),
    ]);
    for source in sources {
        let mut names: Vec<String> = Vec::new();
        for name in source.iter().flat_map(|text| people_in(text, outlet, words)) {
            if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

static BY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^\s*(?:(?:written|posted|reported|story|words|article|analysis|opinion|report)\s+)?(?:by|von|par|por|di|author|authors)\b\s*:?\s+",
    )
});

/// Whether a text begins as a byline does.
pub(super) fn begins_with_by(text: &str) -> bool {
    BY.is_in(text)
}

static JOINTS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\s*(?:[,;|/•·&\n]|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b|\s[-–—]\s)\s*")
});

/// The names in a byline: "By Jane Doe and John Roe, Associated Press" gives two.
pub(super) fn people_in(byline: &str, outlet: Option<&str>, words: &PageWords) -> Vec<String> {
    let byline = fold_white(byline);
    let byline = BY.find(&byline).and_then(|by| byline.get(by.end..)).unwrap_or(&byline);
    if byline.contains("://") || byline.starts_with("www.") {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut rest = byline;
    loop {
        let joint = JOINTS.find(rest).filter(|joint| joint.end > 0);
        let part = joint.as_ref().and_then(|joint| rest.get(..joint.start)).unwrap_or(rest);
        names.extend(name_in(part, outlet, words));
        match joint.and_then(|joint| rest.get(joint.end..)) {
            Some(after) => rest = after,
            None => return names,
        }
    }
}

static NO_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)\b(?:staff|team|desk|editor|editors|reporter|reporters|correspondent|writer|writers|news|newsroom|press|media|",
        r"magazine|times|post|daily|tribune|herald|gazette|journal|editorial|editorials|agency|agencies|network|online|digital|",
        r"contributor|contributors|admin|administrator|guest|associated|bureau|service|services|wire|report|reports|",
        r"inc|llc|ltd|tv|radio|studio|studios|updated|published|minutes|hours|ago|read|photo|photos|photographer|",
        r"january|february|april|june|july|august|september|october|november|december|am|pm|est|edt|gmt|",
        r"director|columnist|producer|manager|chief|senior|company|university|center|centre|institute|group|redaktion|",
        r"follow|contact|subscribe|email|share|twitter|facebook|the|our|special|by|view|bio|posts|author|website|articles|",
        r"head|password|login|board)\b"
    ))
});

/// A person's name, or nothing.
fn name_in(part: &str, outlet: Option<&str>, words: &PageWords) -> Option<String> {
    let part = part.split(['(', '[', '@', '<', ':']).next().unwrap_or_default();
    let name = part.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim();
    let name = BY.find(name).and_then(|by| name.get(by.end..)).unwrap_or(name).trim();
    let count = name.split(' ').count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // Two to four words, or one long enough to be a name of its own in scripts that write names together.
    let sized = (2..=5).contains(&count) || (count == 1 && letters >= 2 && !name.is_ascii());
    let capital =
        name.split(' ').filter(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase()));
    let outlets = outlet.is_some_and(|outlet| outlet.to_lowercase().contains(&name.to_lowercase()));
    let fits = sized && (letters >= 4 || !name.is_ascii());
    let plain = !name.bytes().any(|byte| byte.is_ascii_digit()) && !name.contains(".com");
    (fits && plain && capital.count() * 2 >= count && !outlets && words.agency(name).is_none() && !NO_NAME.is_in(name))
        .then(|| name.trim_end_matches('.').to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::NewsAgency;

    fn names(byline: &str) -> Vec<String> {
        let ap = NewsAgency {
            name: "AP".into(),
            names: vec!["Associated Press".into(), "The Associated Press".into()],
            zone: None,
        };
        people_in(byline, Some("The Example Courier"), &PageWords::new(Vec::new(), vec![ap]))
    }

    #[test]
    fn a_byline_gives_its_people() {
        assert_eq!(names("By Jane Doe and John Roe, Associated Press"), ["Jane Doe", "John Roe"]);
        assert_eq!(names("JANE DOE, JOHN ROE"), ["JANE DOE", "JOHN ROE"]);
        assert_eq!(names("Written by: Ana M. Ruiz-Vega | Political Editor"), ["Ana M. Ruiz-Vega"]);
        assert_eq!(names("김철수"), ["김철수"]);
    }

    #[test]
    fn a_publisher_is_no_person() {
        for byline in [
            "The Associated Press",
            "Example Courier",
            "Staff Writer",
            "CNN Newsroom",
            "https://a.example/jane",
            "jdoe",
        ] {
            assert!(names(byline).is_empty(), "{byline}");
        }
    }
}
