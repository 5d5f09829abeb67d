//! The code of a Rust file without its comments and without what stands in quotation marks, so that a check for a word
//! does not stumble over prose. Lines stay where they are.

/// The same text with every character of a comment or literal turned to a space, line breaks apart.
pub(super) fn code_alone(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = passage(rest, before);
        let (taken, next) = rest.split_at(if length == 0 { first.len_utf8() } else { length });
        if length == 0 {
            code.push(first);
        } else {
            code.extend(taken.chars().map(|c| if c == '\n' { c } else { ' ' }));
        }
        before = taken.chars().last().unwrap_or(' ');
        rest = next;
    }
    code
}

/// How many bytes a comment or literal at the very beginning takes; 0 where there is none.
fn passage(rest: &str, before: char) -> usize {
    let after_word = before.is_alphanumeric() || before == '_';
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        block_comment(rest)
    } else if rest.starts_with('"') {
        quoted(rest, '"')
    } else if rest.starts_with('r') && (!after_word || before == 'b') {
        raw_string(rest)
    } else if rest.starts_with('\'') {
        character(rest)
    } else {
        0
    }
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(next) = rest[at..].find(['/', '*']).map(|found| at + found) {
        at = next + 1;
        if rest[next..].starts_with("/*") {
            (depth, at) = (depth + 1, next + 2);
        } else if rest[next..].starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), next + 2);
            if depth == 0 {
                return at;
            }
        }
    }
    rest.len()
}

fn quoted(rest: &str, mark: char) -> usize {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == mark {
            return at + mark.len_utf8();
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|&byte| byte == b'#').count();
    let Some(inside) = rest[1 + hashes..].strip_prefix('"') else {
        return 0; // `r#type`, or a word that begins with r
    };
    let end = format!("\"{}", "#".repeat(hashes));
    inside.find(&end).map_or(rest.len(), |at| 2 + hashes + at + end.len())
}

/// `'x'` and `'\n'` are characters; `'a` is a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => quoted(rest, '\''),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        code_alone(source).split_whitespace().map(str::to_string).collect()
    }

    #[test]
    fn comments_and_literals_go_and_code_stays() {
        assert_eq!(words("let a = b; // todo!()\nnext();"), ["let", "a", "=", "b;", "next();"]);
        assert_eq!(words("a /* one /* two */ three */ b"), ["a", "b"]);
        assert_eq!(words(r#"say("dbg!(\"x\")"); b"#), ["say(", ");", "b"]);
        assert_eq!(words("f(r##\"unsafe \"# \"##) g br\"unsafe\""), ["f(", ")", "g", "b"]);
        assert_eq!(words(r"let c = '\''; d"), ["let", "c", "=", ";", "d"]);
        assert_eq!(words("let c = '\"'; d(\"e\")"), ["let", "c", "=", ";", "d(", ")"]);
    }

    #[test]
    fn lifetimes_and_raw_names_are_code() {
        assert_eq!(
            words("fn f<'a>(r#type: &'a str, for_r: u8)"),
            ["fn", "f<'a>(r#type:", "&'a", "str,", "for_r:", "u8)"]
        );
    }

    #[test]
    fn lines_stay_where_they_are() {
        let source = "one /* a\nb */ two\n\"x\ny\" three\n// end";
        let code = code_alone(source);
        assert_eq!(code.lines().count(), source.lines().count());
        assert!(code.lines().nth(1).unwrap().contains("two"));
        assert!(code.lines().nth(3).unwrap().contains("three"));
    }

    #[test]
    fn what_is_never_closed_ends_with_the_file() {
        for source in ["/* a", "\"a", "r#\"a\"", "'\\"] {
            assert_eq!(code_alone(source).trim(), "", "{source}");
        }
    }
}
