//! A query laid out so that people can read it: what is too long for a line goes on beneath, deeper for every bracket that
//! is open, before the words with which a clause begins. Nothing but white space outside of texts changes, so what is
//! printed runs as it stands.

/// Words with which a clause begins.
const CLAUSES: [&str; 20] = [
    "SELECT", "FROM", "WHERE", "AND", "OR", "JOIN", "LEFT", "CROSS", "ON", "GROUP", "ORDER", "HAVING", "LIMIT",
    "UNION", "WHEN", "ELSE", "END", "VALUES", "THEN", "EXISTS",
];

/// The query in lines of this width where that can be, with a semicolon at its end.
pub(crate) fn laid_out(sql: &str, width: usize) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in lines(sql) {
        let indent = line.len() - line.trim_start().len();
        let pieces = pieces(line.trim());
        let first = depth;
        let mut written = " ".repeat(indent);
        let mut begun = false;
        for piece in pieces {
            let deeper = 2 * usize::try_from(depth - first).unwrap_or(0);
            if begun && written.len() + 1 + piece.len() > width {
                out.push(std::mem::take(&mut written));
                written = " ".repeat(indent + 4 + deeper);
            } else if begun {
                written.push(' ');
            }
            written.push_str(&piece);
            begun = true;
            depth += opened(&piece);
        }
        out.push(written);
    }
    format!("{};", out.join("\n").trim_end().trim_end_matches(';'))
}

/// The lines of a query; a break inside a text begins no line.
fn lines(sql: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in outside(sql) {
        if c == '\n' {
            lines.push(sql.get(start..at).unwrap_or_default());
            start = at + 1;
        }
    }
    lines.push(sql.get(start..).unwrap_or_default());
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// What may stand on a line of its own: a clause, or what a comma ends; longer ones word by word.
fn pieces(line: &str) -> Vec<String> {
    const LONG: usize = 60;
    let mut pieces: Vec<String> = Vec::new();
    for word in words(line) {
        let clause = CLAUSES.contains(&word.trim_start_matches('('));
        match pieces.last_mut() {
            Some(last) if !clause && !last.ends_with(',') && last.len() + word.len() < LONG => {
                last.push(' ');
                last.push_str(word);
            }
            _ => pieces.push(word.to_string()),
        }
    }
    pieces
}

/// Words between blanks, texts whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, c) in outside(line) {
        if c.is_whitespace() {
            words.push(line.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    words.push(line.get(start..).unwrap_or_default());
    words.retain(|word| !word.is_empty());
    words
}

/// The characters that stand in no text.
fn outside(sql: &str) -> impl Iterator<Item = (usize, char)> {
    let mut within = None;
    sql.char_indices().filter(move |(_, c)| match within {
        Some(mark) => {
            if *c == mark {
                within = None;
            }
            false
        }
        None => {
            if matches!(c, '\'' | '"') {
                within = Some(*c);
            }
            true
        }
    })
}

/// How many brackets stay open.
fn opened(piece: &str) -> i32 {
    outside(piece).map(|(_, c)| i32::from(c == '(') - i32::from(c == ')')).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_beneath_and_texts_stay_as_they_are() {
        let sql = "SELECT a,\n  (SELECT max(b) FROM event AS w WHERE w.text LIKE '%two  words, AND (more%' AND w.c = 1) AS b\nFROM t";
        let shown = laid_out(sql, 48);
        assert_eq!(
            shown,
            "SELECT a,\n  (SELECT max(b) FROM event AS w\n        WHERE w.text LIKE '%two  words, AND (more%'\n        AND w.c = 1) AS b\nFROM t;"
        );
        let bare = |sql: &str| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(bare(&shown), format!("{};", bare(sql)));
    }

    #[test]
    fn a_short_query_stays_as_it_is() {
        assert_eq!(laid_out("SELECT 'a\nb'\nFROM t;", 80), "SELECT 'a\nb'\nFROM t;");
    }
}
