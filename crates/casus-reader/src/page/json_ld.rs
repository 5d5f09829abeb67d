//! What a page's JSON-LD says of the article: headline, days, people, publisher. Pages write it carelessly: raw line
//! breaks in strings, several objects in one script, authors as a name, an object or a list of either. What cannot be
//! read is passed over. Nothing else on the page is looked at here.

use super::tree::fold_white;
use serde_json::Value;

/// The article as its JSON-LD describes it; everything may be missing.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    /// The article's whole text, where the page repeats it here; it may be cut short.
    pub body: Option<String>,
}

/// How deep a page's objects are followed.
const DEEPEST: usize = 12;

impl LinkedData {
    /// Reads the scripts in order; of two articles the first one speaks, and later ones fill what it left open.
    pub fn read(scripts: &[String]) -> LinkedData {
        let values: Vec<Value> = scripts.iter().filter_map(|script| value_of(script)).collect();
        let mut nodes = Vec::new();
        for value in &values {
            collect(value, &mut nodes, 0);
        }
        let mut found = LinkedData::default();
        for node in nodes.iter().filter(|node| is_article(node)) {
            found.take(node, &nodes);
        }
        for node in nodes.iter().filter(|node| has_type(node, &["webpage"])) {
            let (published, modified) = (text(node, "datePublished"), text(node, "dateModified"));
            found.published = found.published.or(published);
            found.modified = found.modified.or(modified);
        }
        found
    }

    fn take(&mut self, node: &Value, nodes: &[&Value]) {
        let headline =
            text(node, "headline").or_else(|| text(node, "name")).map(|headline| fold_white(&unescape(&headline)));
        self.headline = self.headline.take().or(headline).filter(|headline| !headline.is_empty());
        self.published = self.published.take().or_else(|| text(node, "datePublished"));
        self.body = self.body.take().or_else(|| text(node, "articleBody"));
        self.modified = self.modified.take().or_else(|| text(node, "dateModified"));
        if self.authors.is_empty() {
            for key in ["author", "creator"] {
                if let (Some(author), true) = (node.get(key), self.authors.is_empty()) {
                    people(author, nodes, &mut self.authors, 0);
                }
            }
        }
        if self.publisher.is_none() {
            let publisher = node.get("publisher").map(|publisher| resolved(publisher, nodes));
            self.publisher = publisher.and_then(|publisher| text(publisher, "name").or_else(|| string(publisher)));
        }
    }
}

/// The value of a script, with the slips that pages make in it mended.
fn value_of(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::Deserializer::from_str(&mended).into_iter().next()?.ok()
    })
}

/// Every object of a value, outer ones first.
fn collect<'v>(value: &'v Value, nodes: &mut Vec<&'v Value>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes, depth + 1)),
        Value::Object(object) => {
            nodes.push(value);
            for (key, inner) in object {
                // Comments, reviews and lists of other articles are not this article.
                let other = ["comment", "review", "itemListElement", "hasPart", "mentions", "relatedLink", "video"];
                if !other.contains(&key.as_str()) {
                    collect(inner, nodes, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    has_type(node, &["article", "posting", "report", "story", "review"])
}

/// Whether the object's type ends with one of `types`, in lower case.
fn has_type(node: &Value, types: &[&str]) -> bool {
    let ends = |name: &Value| {
        let name = name.as_str().unwrap_or_default().to_ascii_lowercase();
        types.iter().any(|kind| name.ends_with(kind)) && !name.ends_with("socialmediaposting")
    };
    match node.get("@type") {
        Some(Value::Array(names)) => names.iter().any(ends),
        Some(name) => ends(name),
        None => false,
    }
}

/// An object that only names another by its `@id` gives that other one.
fn resolved<'v>(value: &'v Value, nodes: &[&'v Value]) -> &'v Value {
    let Some(id) = value.get("@id").filter(|_| value.get("name").is_none()) else { return value };
    let named = nodes.iter().find(|node| node.get("@id") == Some(id) && node.get("name").is_some());
    named.copied().unwrap_or(value)
}

fn people(value: &Value, nodes: &[&Value], names: &mut Vec<String>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| people(item, nodes, names, depth + 1)),
        Value::String(name) => names.push(fold_white(&unescape(name))),
        Value::Object(_) => {
            let person = resolved(value, nodes);
            if has_type(person, &["organization", "corporation"]) {
                return;
            }
            match person.get("name") {
                Some(Value::Array(several)) => {
                    names.extend(several.iter().filter_map(string).map(|name| fold_white(&unescape(&name))));
                }
                Some(name) => names.extend(string(name).map(|name| fold_white(&unescape(&name)))),
                None => {}
            }
        }
        _ => {}
    }
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

fn text(node: &Value, key: &str) -> Option<String> {
    let value = node.get(key)?;
    let value = value.as_array().and_then(|items| items.first()).unwrap_or(value);
    string(value).filter(|text| !text.trim().is_empty())
}

/// The few character references that stand in JSON strings by mistake.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut plain = text.replace("&amp;", "&");
    for (reference, character) in [
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#038;", "&"),
        ("&#34;", "\""),
        ("&#x2019;", "’"),
    ] {
        plain = plain.replace(reference, character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> LinkedData {
        LinkedData::read(&[script.to_string()])
    }

    #[test]
    fn an_article_in_a_graph_with_its_people() {
        let found = read(
            r##"{"@graph":[{"@type":"Person","@id":"#p","name":"Jane Doe"},{"@type":["NewsArticle"],
            "headline":"Talks resume","datePublished":"2022-06-14T09:00:00+09:00","author":[{"@id":"#p"},"John Roe",
            {"@type":"Organization","name":"The Daily"}],"publisher":{"name":"The Daily"}}]}"##,
        );
        assert_eq!(found.headline.as_deref(), Some("Talks resume"));
        assert_eq!(found.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(found.publisher.as_deref(), Some("The Daily"));
        assert_eq!(found.published.as_deref(), Some("2022-06-14T09:00:00+09:00"));
    }

    #[test]
    fn raw_line_breaks_and_a_stray_end_are_mended() {
        let found = read("{\"@type\":\"Article\",\"headline\":\"Talks\nresume\"};");
        assert_eq!(found.headline.as_deref(), Some("Talks resume"));
    }

    #[test]
    fn other_articles_listed_on_the_page_do_not_speak() {
        let found = read(r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other"}]}"#);
        assert!(found.headline.is_none());
    }
}
