//! What every Rust file must keep to: it opens with what it is for, it is short or says why not, and it holds none of the
//! words that a finished piece of work does not hold.

use super::rust_code::code_alone;
use crate::complaint::Complaint;

/// Longer files must say why.
const LONG: usize = 500;

/// The line that says why.
const REASON: &str = "// long: ";

/// How far from the top the reason must stand.
const REASON_WITHIN: usize = 10;

/// A header of fewer characters says nothing.
const SAYS_NOTHING: usize = 15;

/// The only folder where bricks are laid by hand.
const KERNEL: &str = "crates/casus-kernel/";

/// What is refused in code, and what to do instead.
const REFUSED: [(&str, &str); 5] = [
    ("todo!", "finish it, or leave it out"),
    ("unimplemented!", "finish it, or leave it out"),
    ("dbg!", "take it out; results carry notes, the program prints"),
    ("#[ignore", "assert what comes out today and say what is wrong with it, or mark the example `known_failure`"),
    ("#[should_panic", "broken input is no panic here; assert what is returned"),
];

/// Checks one file.
pub(super) fn check(file: &str, source: &str) -> Vec<Complaint> {
    let code = code_alone(source);
    [header(file, source), length(file, source)].into_iter().flatten().chain(words(file, &code)).collect()
}

fn header(file: &str, source: &str) -> Option<Complaint> {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let said: usize = lines.map(|line| line.trim().chars().count()).sum();
    let help = "open the file with a `//!` paragraph: what it is for, in the words of the field, and what it is not";
    match said {
        0 => Some(Complaint::at(file, 1, "no header", help)),
        1..SAYS_NOTHING => Some(Complaint::at(file, 1, "the header says next to nothing", help)),
        _ => None,
    }
}

fn length(file: &str, source: &str) -> Option<Complaint> {
    let lines = source.lines().count();
    let reasoned = source
        .lines()
        .take(REASON_WITHIN)
        .any(|line| line.strip_prefix(REASON).is_some_and(|reason| !reason.trim().is_empty()));
    (lines > LONG && !reasoned).then(|| {
        let help = format!("cut it by what it holds, or say why not: `{REASON}…` in its first {REASON_WITHIN} lines");
        Complaint::of(file, format!("{lines} lines"), help)
    })
}

fn words(file: &str, code: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let refused = REFUSED.iter().filter(|(word, _)| holds(line, word));
        complaints.extend(refused.map(|(word, help)| {
            let shown = word.trim_start_matches("#[");
            Complaint::at(file, number + 1, format!("`{shown}` is not for this repository"), *help)
        }));
        if !file.starts_with(KERNEL) && is_unsafe(line) {
            let help = "only casus-kernel may, and argues each use; look for a safe way";
            complaints.push(Complaint::at(file, number + 1, "`unsafe` outside casus-kernel", help));
        }
    }
    complaints
}

/// Whether a line holds a word, and not only the end of a longer one (`my_todo!`).
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !ends_in_word(&line[..at]))
}

fn is_unsafe(line: &str) -> bool {
    line.match_indices("unsafe").any(|(at, word)| {
        let after = line[at + word.len()..].chars().next();
        !ends_in_word(&line[..at]) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "//! What reports are about.\n\n";

    fn complaints(file: &str, source: &str) -> Vec<String> {
        check(file, source).iter().map(|complaint| format!("{}: {}", complaint.line, complaint.what)).collect()
    }

    #[test]
    fn a_file_opens_with_what_it_is_for() {
        assert_eq!(complaints("a.rs", &format!("{HEADER}fn a() {{}}\n")), Vec::<String>::new());
        assert_eq!(complaints("a.rs", "use std::fmt;\n//! Too late to be a header.\n"), ["1: no header"]);
        assert_eq!(complaints("a.rs", "//! scratch\n"), ["1: the header says next to nothing"]);
    }

    #[test]
    fn a_long_file_says_why() {
        let lines = "fn a() {}\n".repeat(LONG);
        assert_eq!(complaints("a.rs", &format!("{HEADER}{lines}")), ["0: 502 lines"]);
        let reasoned = format!("{HEADER}// long: one table, one row a line\n{lines}");
        assert_eq!(complaints("a.rs", &reasoned), Vec::<String>::new());
        assert_eq!(complaints("a.rs", &format!("{HEADER}// long: \n{lines}")), ["0: 503 lines"]);
    }

    #[test]
    fn words_of_unfinished_work_are_refused_in_code_alone() {
        let source = format!("{HEADER}fn a() {{ dbg!(1); todo!() }}\n#[test]\n#[ignore = \"slow\"]\nfn b() {{}}\n");
        assert_eq!(
            complaints("a.rs", &source),
            [
                "3: `todo!` is not for this repository",
                "3: `dbg!` is not for this repository",
                "5: `ignore` is not for this repository"
            ]
        );
        let prose = format!("{HEADER}// todo!() would be wrong here\nconst A: &str = \"dbg!\";\nmy_todo!();\n");
        assert_eq!(complaints("a.rs", &prose), Vec::<String>::new());
    }

    #[test]
    fn bricks_are_laid_by_hand_in_one_crate_alone() {
        let source = format!("{HEADER}fn a() {{ unsafe {{ b() }} }}\n#[allow(unsafe_code)]\nfn not_unsafe() {{}}\n");
        assert_eq!(complaints("crates/casus-coder/src/a.rs", &source), ["3: `unsafe` outside casus-kernel"]);
        assert_eq!(complaints("crates/casus-kernel/src/a.rs", &source), Vec::<String>::new());
    }
}
