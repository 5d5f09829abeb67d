//! The source of a page made fit for a tree: one pass over the tags that leaves out what no reader sees (scripts, styles,
//! drawings, comments), keeps the JSON-LD aside, and holds nesting at [`DEPTH`], because building a tree takes time that
//! grows with the square of its depth. Start and end tags that go are gone on both sides, so what is left nests as
//! before. It judges nothing by its words; that is the classifier's work.

/// The deepest nesting that is handed on.
pub(super) const DEPTH: usize = 512;

/// How far up the open elements the start of an end tag is looked for. Real pages close within a few.
const LOOK_BACK: usize = 64;

/// A page's source without what no reader sees.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// HTML that nests no deeper than [`DEPTH`].
    pub html: String,
    /// The contents of the page's JSON-LD scripts, in order.
    pub json_ld: Vec<String>,
    /// How many start tags were left out for their depth.
    pub too_deep: usize,
}

impl Source {
    /// One pass over the page.
    pub fn new(page: &str) -> Source {
        let mut scan = Scan { page, at: 0, open: Vec::new(), paragraphs: 0, out: Source::default() };
        scan.out.html.reserve(page.len() / 2);
        scan.run();
        scan.out
    }
}

/// Elements without an end tag.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame", "keygen",
];

/// Elements that go with all they hold.
const UNSEEN: [&str; 9] = ["script", "style", "svg", "noscript", "iframe", "textarea", "canvas", "object", "math"];

/// Elements that an end tag of another kind does not reach through.
const BARRIERS: [&str; 9] = ["td", "th", "table", "caption", "template", "marquee", "applet", "html", "tr"];

/// Elements that a parser opens again when they are closed from outside; they are closed explicitly instead.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose start ends an open paragraph.
const ENDS_PARAGRAPH: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element that is open at this point of the page.
struct Open<'p> {
    name: &'p str,
    /// Whether its start tag was handed on.
    kept: bool,
    /// Whether it is one of [`BARRIERS`].
    barrier: bool,
}

impl Open<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

struct Scan<'p> {
    page: &'p str,
    at: usize,
    open: Vec<Open<'p>>,
    /// How many of the open elements are paragraphs.
    paragraphs: usize,
    out: Source,
}

impl<'p> Scan<'p> {
    fn run(&mut self) {
        while let Some(rest) = self.page.get(self.at..).filter(|rest| !rest.is_empty()) {
            let Some(text) = memchr::memchr(b'<', rest.as_bytes()) else {
                self.out.html.push_str(rest);
                return;
            };
            self.out.html.push_str(rest.get(..text).unwrap_or_default());
            self.at += text;
            self.markup(rest.get(text..).unwrap_or_default());
        }
    }

    /// `rest` begins with `<`.
    fn markup(&mut self, rest: &'p str) {
        let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if rest.starts_with("<!--") {
            let body = rest.get(4..).unwrap_or_default();
            self.at += memchr::memmem::find(body.as_bytes(), b"-->").map_or(rest.len(), |end| end + 7);
        } else if second == b'!' || second == b'?' {
            let end = memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) {
                self.out.html.push_str("<!DOCTYPE html>");
            }
            self.at += end;
        } else if second == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            let end = memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            self.at += end;
            self.end_tag(name_at(rest.get(2..).unwrap_or_default()));
        } else if second.is_ascii_alphabetic() {
            self.start_tag(rest);
        } else {
            self.out.html.push_str("&lt;");
            self.at += 1;
        }
    }

    fn start_tag(&mut self, rest: &'p str) {
        let Some(length) = tag_length(rest) else {
            self.at = self.page.len(); // cut off inside a tag: there is nothing after it
            return;
        };
        self.at += length;
        let name = name_at(rest.get(1..).unwrap_or_default());
        let inside = rest.get(1 + name.len()..length - 1).unwrap_or_default();
        if one_of(name, &UNSEEN) {
            let after = self.page.get(self.at..).unwrap_or_default();
            let closed =
                if name.eq_ignore_ascii_case("svg") && inside.ends_with('/') { 0 } else { end_of(after, name) };
            if name.eq_ignore_ascii_case("script") && inside.to_ascii_lowercase().contains("ld+json") {
                self.out.json_ld.push(after.get(..closed).unwrap_or_default().to_string());
            }
            self.at += closed; // its end tag is met next, closes nothing, and goes
            return;
        }
        if self.paragraphs > 0 && one_of(name, &ENDS_PARAGRAPH) {
            self.close_open("p", &[]);
        }
        match name.to_ascii_lowercase().as_str() {
            "li" => self.close_open("li", &["ul", "ol", "menu"]),
            "dd" | "dt" => {
                self.close_open("dd", &["dl"]);
                self.close_open("dt", &["dl"]);
            }
            "option" => self.close_open("option", &["select"]),
            _ => {}
        }
        let void = one_of(name, &VOID);
        let kept = self.open.len() < DEPTH;
        if kept {
            self.write_start(name, inside);
        } else {
            self.out.too_deep += 1;
        }
        if !void {
            self.paragraphs += usize::from(name.eq_ignore_ascii_case("p"));
            self.open.push(Open { name, kept, barrier: one_of(name, &BARRIERS) });
        }
    }

    /// Hands a start tag on with the attributes that anything here reads.
    fn write_start(&mut self, name: &str, inside: &str) {
        let out = &mut self.out.html;
        out.push('<');
        out.push_str(name);
        if inside.len() > 1 {
            for (attribute, whole) in Attributes(inside) {
                if is_read(attribute) {
                    out.push(' ');
                    out.push_str(whole);
                }
            }
        }
        out.push('>');
    }

    fn end_tag(&mut self, name: &'p str) {
        if name.eq_ignore_ascii_case("p") && self.find("p", &[]).is_none() {
            return; // an end of no paragraph would make an empty one
        }
        self.close_open(name, &[]);
    }

    /// The nearest open element of that name that an end tag reaches.
    fn find(&self, name: &str, stops: &[&str]) -> Option<usize> {
        let table_part = one_of(name, &BARRIERS) || name.eq_ignore_ascii_case("tbody");
        for (place, open) in self.open.iter().enumerate().rev().take(LOOK_BACK) {
            if open.is(name) {
                return Some(place);
            }
            if one_of(open.name, stops) || (!table_part && open.barrier) {
                return None;
            }
        }
        None
    }

    /// Closes the nearest open element of that name and what is open inside it. An end tag without a start is left out.
    fn close_open(&mut self, name: &str, stops: &[&str]) {
        let Some(place) = self.find(name, stops) else { return };
        if one_of(name, &FORMATTING) {
            let open = self.open.remove(place);
            self.write_end(&open);
            return;
        }
        while self.open.len() > place {
            let Some(open) = self.open.pop() else { return };
            self.paragraphs -= usize::from(open.is("p"));
            self.write_end(&open);
        }
    }

    fn write_end(&mut self, open: &Open<'_>) {
        if open.kept {
            self.out.html.push_str("</");
            self.out.html.push_str(open.name);
            self.out.html.push('>');
        }
    }
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// The name at the beginning of `text`.
fn name_at(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The length of a start tag with its `>`, which may also stand inside quoted values.
fn tag_length(tag: &str) -> Option<usize> {
    let bytes = tag.as_bytes();
    let mut at = 1;
    let mut after_equals = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at + 1),
            b'"' | b'\'' if after_equals => at += 1 + memchr::memchr(*byte, bytes.get(at + 1..)?)?,
            _ => {}
        }
        after_equals = *byte == b'=' || (after_equals && byte.is_ascii_whitespace());
        at += 1;
    }
    None
}

/// Where `</name` stands in `after`; its end if it never does.
fn end_of(after: &str, name: &str) -> usize {
    let ends = memchr::memmem::find_iter(after.as_bytes(), b"</");
    let is_end = |at: &usize| {
        after
            .as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    ends.into_iter().find(is_end).unwrap_or(after.len())
}

/// Whether anything here reads the attribute. Sources of pictures, handlers and the scripts' own data are most of the
/// bytes of a page.
fn is_read(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let unread = ["src", "srcset", "sizes", "width", "height", "d", "target", "loading", "decoding", "tabindex"];
    let data = ["data-component", "data-lp-replacement-content", "data-testid"];
    !(unread.contains(&name.as_str())
        || name.starts_with("on")
        || (name.starts_with("data-") && !data.contains(&name.as_str())))
}

/// The attributes of a tag: name and the whole as written.
struct Attributes<'t>(&'t str);

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || *c == '=' || *c == '/')
            .map_or(rest.len(), |(at, _)| at);
        let name = rest.get(..name_end)?;
        let after = rest.get(name_end..)?;
        let spaced = after.trim_start();
        let length = match spaced.strip_prefix('=') {
            None => name_end,
            Some(value) => {
                let value = value.trim_start();
                let begin = rest.len() - value.len();
                let end = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => value.get(1..)?.find(quote).map_or(value.len(), |end| end + 2),
                    _ => value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()),
                };
                begin + end
            }
        };
        self.0 = rest.get(length..)?;
        Some((name, rest.get(..length)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(page: &str) -> String {
        Source::new(page).html
    }

    #[test]
    fn scripts_go_and_json_ld_is_kept_aside() {
        let source = Source::new(
            r#"<p>One<script>var x = "<p>no</p>";</script><script type="application/ld+json">{"a":1}</script> two</p>"#,
        );
        assert_eq!(source.html, "<p>One two</p>");
        assert_eq!(source.json_ld, ["{\"a\":1}"]);
    }

    #[test]
    fn comments_styles_and_unread_attributes_go() {
        assert_eq!(html("a<!-- <p>b</p> -->c<style>p{}</style>d<img src='x>y' alt=z>"), "acd<img alt=z>");
        assert_eq!(html("<a href=\"/x?a=1\" onclick=\"go('>')\" class=c>t</a>"), "<a href=\"/x?a=1\" class=c>t</a>");
    }

    #[test]
    fn nesting_is_held() {
        let source = Source::new(&"<div>".repeat(5000));
        assert_eq!(source.html.matches("<div>").count(), DEPTH);
        assert_eq!(source.too_deep, 5000 - DEPTH);
    }

    #[test]
    fn items_without_end_tags_do_not_nest() {
        let source = Source::new(&format!("<ul>{}</ul><p>End", "<li>x".repeat(2000)));
        assert_eq!(source.too_deep, 0);
        assert!(source.html.ends_with("</ul><p>End"));
    }

    #[test]
    fn what_is_cut_off_is_no_markup() {
        assert_eq!(html("<p>Words <a href=\"x"), "<p>Words ");
        assert_eq!(html("2 < 3"), "2 &lt; 3");
        assert_eq!(html("<p>One<script>var"), "<p>One");
    }
}
