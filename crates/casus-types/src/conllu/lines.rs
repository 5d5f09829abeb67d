//! The lines of a CoNLL-U text: groups with blank lines between, in each comments and rows. What they say is not known
//! here.

use std::borrow::Cow;

/// A sentence's lines, or comments that stand alone.
pub(super) struct Group<'t> {
    pub(super) comments: Vec<Comment<'t>>,
    /// Lines that are no comments, with their numbers.
    pub(super) rows: Vec<(usize, &'t str)>,
}

/// `# key = value`.
#[derive(Clone, Copy)]
pub(super) struct Comment<'t> {
    pub(super) line: usize,
    pub(super) key: &'t str,
    /// What stands behind `= `, as written; empty where there is none.
    pub(super) value: &'t str,
}

impl<'t> Group<'t> {
    /// The first comment of this key.
    pub(super) fn comment(&self, key: &str) -> Option<Comment<'t>> {
        self.comments.iter().copied().find(|comment| comment.key == key)
    }

    /// All comments of this key.
    pub(super) fn comments(&self, key: &str) -> impl Iterator<Item = Comment<'t>> {
        self.comments.iter().copied().filter(move |comment| comment.key == key)
    }

    /// Its first row, or its first comment where it has none: for complaints about the whole.
    pub(super) fn line(&self) -> usize {
        let comment = self.comments.first().map(|comment| comment.line);
        self.rows.first().map(|(line, _)| *line).or(comment).unwrap_or(1)
    }
}

/// All groups of a text. A mark of the encoding at its beginning is no part of it.
pub(super) fn groups(text: &str) -> Vec<Group<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut groups = Vec::new();
    let mut group = Group { comments: Vec::new(), rows: Vec::new() };
    // The last group may end without a blank line.
    for (at, line) in text.split('\n').chain([""]).enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(comment) = line.strip_prefix('#') {
            group.comments.push(read_comment(at + 1, comment));
        } else if !line.trim().is_empty() {
            group.rows.push((at + 1, line));
        } else if !group.comments.is_empty() || !group.rows.is_empty() {
            groups.push(std::mem::replace(&mut group, Group { comments: Vec::new(), rows: Vec::new() }));
        }
    }
    groups
}

fn read_comment(line: usize, comment: &str) -> Comment<'_> {
    let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
    Comment { line, key: key.trim(), value: value.strip_prefix(' ').unwrap_or(value) }
}

/// A text with what would break a line written otherwise.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

/// The text that was escaped. A backslash before anything else is itself.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let meant = match rest.chars().next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('\\') => '\\',
            _ => {
                out.push('\\');
                continue;
            }
        };
        out.push(meant);
        rest = &rest[1..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The two numbers of `0..28` or `1-2`.
pub(super) fn pair(text: &str, between: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once(between)?;
    Some((number(first)?, number(last)?))
}

/// Digits and nothing else.
pub(super) fn number(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
