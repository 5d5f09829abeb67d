//! How a plain text is set: whether its lines are paragraphs, or paragraphs were broken into lines of even width as mail
//! and old archives do. A line is broken for width where the next word would not have fitted. Nothing here looks at what
//! the words mean.

use std::ops::Range;

/// Widths, in characters, that lines are broken at.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// The byte ranges of the paragraphs of a text, in order, without the white space around them. They hold everything in
/// the text that is not white space.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = broken_at(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let joins = match (width, before) {
            (Some(width), Some(before)) => !line.after_blank && !line.indented && before.is_full(line, width),
            _ => false,
        };
        match paragraphs.last_mut().filter(|_| joins) {
            Some(open) => open.end = line.range.end,
            None => paragraphs.push(line.range.clone()),
        }
        before = Some(line);
    }
    paragraphs
}

/// A line that is not empty.
struct Line {
    range: Range<usize>,
    /// Its length in characters.
    length: usize,
    /// The length of its first word.
    first_word: usize,
    after_blank: bool,
    /// Whether it begins farther right than the line before.
    indented: bool,
}

impl Line {
    /// Whether the first word of `next` would have made this line wider than `width`, with some play for ragged ends.
    fn is_full(&self, next: &Line, width: usize) -> bool {
        self.length + 1 + next.first_word + 4 > width
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let (mut blank, mut indent_before) = (true, 0);
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{0B}', '\u{0C}']) {
        let words = raw.trim();
        if words.is_empty() {
            // "\r\n" is one break, not a blank line.
            blank |= raw != "\n" || !text.get(..at).unwrap_or_default().ends_with('\r');
        } else {
            let indent = raw.len() - raw.trim_start().len();
            let start = at + indent;
            lines.push(Line {
                range: start..start + words.len(),
                length: words.chars().count(),
                first_word: words.split_whitespace().next().map_or(0, |word| word.chars().count()),
                after_blank: blank,
                indented: indent > indent_before + 1,
            });
            (blank, indent_before) = (false, indent);
        }
        at += raw.len();
    }
    lines
}

/// The width that the lines of a text are broken at, if they are.
fn broken_at(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_blank).collect();
    let width = pairs.iter().map(|(line, _)| line.length).max()?;
    let longest = lines.iter().map(|line| line.length).max()?;
    // Where any line is far longer than those that are followed, lines are not broken for width.
    if !WIDTHS.contains(&width) || longest > width + 25 {
        return None;
    }
    let full = |(line, next): &&(&Line, &Line)| {
        let ends = text.get(line.range.clone()).unwrap_or_default();
        line.is_full(next, width) || (ends.ends_with(['.', '!', '?', '”', '"']) && next.indented)
    };
    let full_lines = pairs.iter().filter(full).count();
    // Sentences run on over the breaks: the most lines end in the middle of one.
    let runs_on = |(line, _): &&(&Line, &Line)| {
        !text.get(line.range.clone()).unwrap_or_default().ends_with(['.', '!', '?', '”', '"', ':'])
    };
    let running = pairs.iter().filter(runs_on).count();
    (full_lines * 10 >= pairs.len() * 6 && running * 2 > pairs.len() && pairs.len() >= 2).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|range| text[range].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn lines_broken_for_width_join() {
        let text = "Talks resume in Geneva\n\nThe two delegations met on Monday for the first time since the\n\
            truce broke down in March, and agreed to meet again before the\nmonth is out.\n\n\
            Neither side spoke to reporters as they left the building in the\nold town.\n";
        assert_eq!(cut(text).len(), 3);
        assert!(cut(text)[1].ends_with("month is out."));
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let text = "Share\nPrint\nThe two delegations met on Monday for the first time since the truce broke down in March, and agreed to meet again before the month is out.\nNeither side spoke.\n";
        assert_eq!(cut(text).len(), 4);
    }

    #[test]
    fn windows_line_ends_are_single_breaks() {
        assert_eq!(cut("One.\r\nTwo.\r\n\r\nThree.").len(), 3);
    }
}
