//! What the tree of a page says about the article beside its body: meta tags, headings, times, bylines, and the captions
//! of its figures, in one walk. Captions are taken here because the extractor drops figures. Nothing is decided here:
//! which title, which date and which caption count is for their own modules.

use super::days;
use scraper::{ElementRef, Html, Node};
use std::collections::BTreeSet;

/// What one walk over the tree collects, each list in page order.
#[derive(Debug, Default)]
pub(super) struct PageTree {
    /// Meta tags: the name, property or itemprop in lower case, and the content.
    pub metas: Vec<(String, String)>,
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The texts of `<h1>`.
    pub headings: Vec<String>,
    /// `<time>` tags and other elements that carry a publication time.
    pub times: Vec<TimeTag>,
    /// Texts of elements that are marked as author or byline, most exact mark first within one element.
    pub bylines: Vec<Byline>,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// Captions and the beginnings of paragraphs, as they alternate on the page.
    pub order: Vec<Passage>,
    /// Short texts of elements whose class speaks of a date.
    pub dates: Vec<String>,
    /// Short texts by themselves that hold a full date.
    pub leaves: Vec<String>,
    /// The beginnings of paragraphs, headings and items that stand in links altogether.
    pub links: BTreeSet<String>,
}

/// A `<time>` tag.
#[derive(Debug)]
pub(super) struct TimeTag {
    /// Its `datetime` or `content`; its text where it has none.
    pub value: String,
    /// Its itemprop, class and the class of what holds it, in lower case.
    pub marks: String,
    /// Whether it stands after the page's first `<h1>`.
    pub after_heading: bool,
}

/// A text marked as author or byline.
#[derive(Debug)]
pub(super) struct Byline {
    /// The words.
    pub text: String,
    /// Whether the mark is on the name itself (`rel=author`, `itemprop=author`, a link to an author's page).
    pub exact: bool,
}

/// A caption or a paragraph, in page order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// The words under a picture.
    Caption(String),
    /// The beginning of a paragraph or heading, folded, to find its place by.
    Paragraph(String),
}

/// How much of a paragraph is kept to recognise it by, in characters.
const KEY: usize = 60;

/// The beginning of a text, folded, to recognise it by.
pub(super) fn key_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(KEY).collect()
}

/// White space folded to single spaces, none at the ends.
pub(super) fn fold_white(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}' || c == '\u{AD}') {
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

impl PageTree {
    /// One walk over a page.
    pub fn new(html: &str) -> PageTree {
        let tree = Html::parse_document(html);
        let mut page = PageTree::default();
        for node in tree.tree.root().descendants() {
            if let Some(element) = ElementRef::wrap(node) {
                page.element(element);
            }
        }
        page
    }

    /// The content of the first meta tag of that name which has one.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, content)| key == name && !content.is_empty()).map(|(_, content)| content.as_str())
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let attribute = |key: &str| element.value().attr(key).unwrap_or_default();
        match name {
            "meta" => self.meta_tag(element),
            "title" if self.title.is_none() => self.title = Some(words_of(element)),
            "link" if attribute("rel") == "canonical" => self.canonical = Some(attribute("href").to_string()),
            "time" | "abbr" | "relative-time" => self.time_tag(element),
            "h1" => {
                self.headings.push(words_of(element));
                self.order.push(Passage::Paragraph(key_of(&words_within(element, 3 * KEY))));
            }
            "p" | "h2" | "h3" | "h4" | "li" => self.passage(element),
            "figcaption" => self.caption(element),
            _ => {}
        }
        if name != "time" && attribute("itemprop").to_ascii_lowercase().starts_with("date") {
            self.time_tag(element);
        }
        if let Some(words) = short_leaf(element).filter(|words| !days::in_words(words).is_empty()) {
            self.leaves.push(words);
        }
        let class = attribute("class").to_ascii_lowercase();
        if !class.is_empty() && name != "figcaption" && name != "body" && name != "html" {
            if is_caption_class(&class) {
                self.caption(element);
            }
            if ["date", "time", "publish", "posted", "byline", "info", "meta", "stamp"]
                .iter()
                .any(|mark| class.contains(mark))
            {
                let words = words_within(element, 200);
                if words.len() < 120 && words.bytes().any(|byte| byte.is_ascii_digit()) {
                    self.dates.push(words);
                }
            }
        }
        self.byline(element, &class);
    }

    fn passage(&mut self, element: ElementRef<'_>) {
        let key = key_of(&words_within(element, 3 * KEY));
        if is_all_link(element) {
            self.links.insert(key.clone());
        }
        self.order.push(Passage::Paragraph(key));
    }

    fn meta_tag(&mut self, element: ElementRef<'_>) {
        let content = element.value().attr("content").unwrap_or_default();
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = element.value().attr(key) {
                self.metas.push((name.trim().to_ascii_lowercase(), fold_white(content)));
            }
        }
    }

    fn time_tag(&mut self, element: ElementRef<'_>) {
        let value = ["datetime", "content", "title"].iter().find_map(|key| element.value().attr(key));
        let value = value.filter(|value| !value.trim().is_empty());
        let parent = element.parent().and_then(ElementRef::wrap);
        let marks_of = |element: ElementRef<'_>| {
            let attribute = |key: &str| element.value().attr(key).unwrap_or_default().to_ascii_lowercase();
            format!("{} {} {} ", attribute("itemprop"), attribute("class"), attribute("data-testid"))
        };
        let marks = marks_of(element) + &parent.map(marks_of).unwrap_or_default();
        let words = words_within(element, 200);
        let marks = if words.to_ascii_lowercase().contains("updated") { marks + " updated" } else { marks };
        let after_heading = !self.headings.is_empty();
        self.times.push(TimeTag { value: value.map_or(words, str::to_string), marks, after_heading });
    }

    fn caption(&mut self, element: ElementRef<'_>) {
        let words = words_within(element, 2000);
        if words.len() < 1500 && !words.is_empty() {
            // The class and the tag may both say so, or one caption element hold another.
            let again = self.order.iter().rev().take(4).any(|passage| match passage {
                Passage::Caption(known) => known.contains(&words),
                Passage::Paragraph(_) => false,
            });
            if !again {
                self.order.push(Passage::Caption(words));
            }
        }
    }

    fn byline(&mut self, element: ElementRef<'_>, class: &str) {
        let attribute = |key: &str| element.value().attr(key).unwrap_or_default();
        let is = |key: &str, value: &str| attribute(key).eq_ignore_ascii_case(value);
        let exact = is("rel", "author") || is("itemprop", "author") || is("itemprop", "name") && in_author(element);
        let author_link = element.value().name() == "a"
            && ["/author/", "/authors/", "/by/", "/staff/", "/people/", "/profile/", "/contributor", "/journalist"]
                .iter()
                .any(|part| attribute("href").contains(part));
        let marks = format!("{class} {}", attribute("data-testid").to_ascii_lowercase());
        let loose = marks.contains("byline") || marks.contains("author") || marks.contains("writer");
        if !(exact || author_link || loose) || matches!(element.value().name(), "body" | "html" | "img" | "meta") {
            return;
        }
        let words = words_within(element, 300);
        if (3..250).contains(&words.len()) {
            self.bylines.push(Byline { text: words, exact: exact || author_link });
        }
    }
}

/// The words of an element that holds nothing else, if they are about as long as a date and have a year's figures.
fn short_leaf(element: ElementRef<'_>) -> Option<String> {
    let text = element.first_child()?.value().as_text()?;
    let words = text.text.trim();
    let sized = (8..=48).contains(&words.len()) && words.bytes().filter(u8::is_ascii_digit).count() >= 5;
    (sized && element.value().name() != "script").then(|| fold_white(words))
}

/// Whether all the words of an element stand in links.
fn is_all_link(element: ElementRef<'_>) -> bool {
    let (mut linked, mut seen) = (0, 0);
    for node in element.descendants() {
        if let Node::Text(text) = node.value() {
            let length = text.text.trim().len();
            let above = node.ancestors().take(6).filter_map(ElementRef::wrap);
            seen += length;
            linked += if above.into_iter().any(|above| above.value().name() == "a") { length } else { 0 };
        }
    }
    seen > 0 && linked * 10 >= seen * 9
}

fn in_author(element: ElementRef<'_>) -> bool {
    let parents = element.ancestors().filter_map(ElementRef::wrap).take(3);
    parents
        .into_iter()
        .any(|parent| parent.value().attr("itemprop").is_some_and(|itemprop| itemprop.eq_ignore_ascii_case("author")))
}

fn is_caption_class(class: &str) -> bool {
    let a_caption = class.contains("caption") || class.contains("cutline");
    a_caption && !["close", "button", "video-caption-", "captions-"].iter().any(|other| class.contains(other))
}

/// The words of an element, a space at every border of an element.
pub(super) fn words_of(element: ElementRef<'_>) -> String {
    words_within(element, usize::MAX)
}

/// The same, up to about `limit` bytes.
fn words_within(element: ElementRef<'_>, limit: usize) -> String {
    let mut words = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(text) => words.push_str(&text.text),
            Node::Element(inner) if !is_inline(inner.name()) => words.push(' '),
            _ => {}
        }
        if words.len() > limit {
            break;
        }
    }
    fold_white(&words)
}

fn is_inline(name: &str) -> bool {
    matches!(name, "b" | "i" | "em" | "strong" | "font" | "u" | "s" | "sub" | "sup" | "small" | "mark" | "wbr" | "abbr")
}
