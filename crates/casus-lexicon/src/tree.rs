//! Reading a TOML file so that one mistake hides no other: the file is parsed into a tree that knows the place of every
//! value, and each entry (`[[rule]]`, `[[rule.yes]]`) is then read by itself.

use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::keys::keys_of;
use crate::source::SourceFile;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A text value with the place it stands at; written as a plain string.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct At(Spanned<String>);

impl At {
    pub(crate) fn text(&self) -> &str {
        self.0.as_ref()
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.0.span()
    }
}

impl schemars::JsonSchema for At {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// A file that is being read: its text, its line starts, and its name for messages.
pub(crate) struct Page<'t> {
    shown: Arc<str>,
    text: &'t str,
    starts: Vec<usize>,
}

/// A table in the tree, with the place of its head.
pub(crate) struct Entry<'t> {
    table: DeTable<'t>,
    span: Range<usize>,
}

impl<'t> Page<'t> {
    /// Parses a file; its syntax errors become complaints, and what could be read is returned.
    pub(crate) fn parse(file: &'t SourceFile, complaints: &mut Complaints) -> Option<(Page<'t>, Entry<'t>)> {
        let text = file.text(complaints)?;
        let starts = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let page = Page { shown: file.shown(), text, starts };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let origin = page.origin(error.span().unwrap_or(0..0));
            let help = "texts stand in \"quotation marks\", lists in [square brackets]";
            complaints.push(&origin, format!("not TOML: {}", error.message()), help);
        }
        Some((page, Entry { span: 0..0, table: root.into_inner() }))
    }

    /// The line of a place.
    pub(crate) fn origin(&self, span: Range<usize>) -> Origin {
        let start = span.start.min(self.text.len());
        Origin { file: Arc::clone(&self.shown), line: self.starts.partition_point(|line| *line <= start) as u32 }
    }

    /// Where an entry begins.
    pub(crate) fn entry_origin(&self, entry: &Entry<'_>) -> Origin {
        self.origin(entry.span.clone())
    }

    /// Takes the entries of an array of tables (`[[rule]]`) out of a table.
    pub(crate) fn entries(&self, from: &mut Entry<'t>, key: &str, complaints: &mut Complaints) -> Vec<Entry<'t>> {
        let Some(value) = from.table.remove(key) else { return Vec::new() };
        let origin = self.origin(value.span());
        let help = format!("write each as an entry of its own, under [[{key}]]");
        let DeValue::Array(array) = value.into_inner() else {
            complaints.push(&origin, format!("`{key}` is not a list of entries"), help);
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in array {
            let span = item.span();
            match item.into_inner() {
                DeValue::Table(table) => entries.push(Entry { table, span }),
                _ => complaints.push(
                    &self.origin(span),
                    format!("`{key}` holds something else than entries"),
                    help.clone(),
                ),
            }
        }
        entries
    }

    /// Reads what is left of an entry as a form. Unknown keys are complained of and passed over.
    pub(crate) fn form<F: DeserializeOwned>(&self, entry: Entry<'t>, complaints: &mut Complaints) -> Option<F> {
        let known = keys_of::<F>();
        let Entry { table, span } = entry;
        let mut kept = DeTable::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                kept.insert(key, value);
            } else {
                let help = did_you_mean(name, known.iter().copied());
                complaints.push(&self.origin(key.span()), format!("unknown key `{name}`"), help);
            }
        }
        let value = Spanned::new(span.clone(), DeValue::Table(kept));
        match F::deserialize(ValueDeserializer::from(value)) {
            Ok(form) => Some(form),
            Err(error) => {
                let origin = self.origin(error.span().unwrap_or(span));
                let help = "texts stand in \"quotation marks\", lists in [square brackets]; see lexicon/README.md";
                let what = in_words(error.message().trim());
                complaints.push(&origin, what, help);
                None
            }
        }
    }
}

/// `integer `7` where a text belongs`, for serde's `invalid type: integer `7`, expected a string`.
fn in_words(message: &str) -> String {
    let Some((found, wanted)) = message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    else {
        return message.to_string();
    };
    let name = |word: &str| match word {
        "sequence" | "a sequence" => "a list".to_string(),
        "map" => "a table".to_string(),
        "a string" => "a text".to_string(),
        "f64" => "a number".to_string(),
        other => other.replacen("string ", "the text ", 1),
    };
    format!("{} where {} belongs", name(found), name(wanted))
}
