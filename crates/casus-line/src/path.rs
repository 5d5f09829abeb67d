//! The way over the tree from the word of an act to one of its parties, for a reader who asks how the one led to the
//! other: `bombed <-nsubj- jets <-amod- Syrian`. It explains, and decides nothing.

use casus_types::{Parsed, Sentence, Span, Text};

/// The way from one place of a reading to another: up the tree to the word that holds both, then down. Nothing where
/// they stand in different sentences or outside all of them.
pub fn tree_path(parsed: &Parsed, from: Span, to: Span) -> Option<String> {
    let sentence =
        parsed.sentences.iter().find(|sentence| sentence.span.contains(from) && sentence.span.contains(to))?;
    let (start, end) = (top(sentence, from)?, top(sentence, to)?);
    let (up, down) = (above(sentence, start), above(sentence, end));
    let meet = *up.iter().find(|word| down.contains(word))?;
    let text = &parsed.article.text;
    let word = |at: usize| shown(text, sentence, at);
    let mut path = word(start);
    for at in up.iter().take_while(|at| **at != meet) {
        path.push_str(&format!(" -{}-> {}", sentence.tokens[*at].label.text(), word(sentence.tokens[*at].head)));
    }
    let below: Vec<usize> = down.iter().copied().take_while(|at| *at != meet).collect();
    for at in below.into_iter().rev() {
        path.push_str(&format!(" <-{}- {}", sentence.tokens[at].label.text(), word(at)));
    }
    Some(path)
}

/// The word of a span that the others hang on.
fn top(sentence: &Sentence, span: Span) -> Option<usize> {
    let inside = |at: usize| span.contains(sentence.tokens[at].span);
    let outside = |at: &usize| {
        let head = sentence.tokens[*at].head;
        inside(*at) && (head == *at || !inside(head))
    };
    (0..sentence.tokens.len()).find(outside)
}

/// A word and all that it hangs on, up to its root.
fn above(sentence: &Sentence, word: usize) -> Vec<usize> {
    let mut path = vec![word];
    let mut at = word;
    while sentence.tokens[at].head != at && path.len() <= sentence.tokens.len() {
        at = sentence.tokens[at].head;
        path.push(at);
    }
    path
}

fn shown(text: &Text, sentence: &Sentence, at: usize) -> String {
    text.slice(sentence.tokens[at].span).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::conllu;

    #[test]
    fn a_path_goes_up_to_the_word_that_holds_both_and_down_again() {
        let rows = "1\tSyrian\tSyrian\tADJ\tJJ\t_\t2\tamod\t_\t_\n2\tjets\tjet\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n\
                    3\tbombed\tbomb\tVERB\tVBD\t_\t0\tROOT\t_\t_\n4\tIdlib\tIdlib\tPROPN\tNNP\t_\t3\tdobj\t_\t_\n";
        let parsed = conllu::read(rows).expect("the rows are whole");
        let span = |at: usize| parsed.sentences[0].tokens[at].span;
        assert_eq!(tree_path(&parsed, span(2), span(0)).as_deref(), Some("bombed <-nsubj- jets <-amod- Syrian"));
        assert_eq!(
            tree_path(&parsed, span(0), span(3)).as_deref(),
            Some("Syrian -amod-> jets -nsubj-> bombed <-dobj- Idlib")
        );
        assert_eq!(tree_path(&parsed, span(2), span(2)).as_deref(), Some("bombed"));
    }
}
