//! The sentences beside the lexicon's words for states, tried: does a row tell its state in its `yes`, and say of nothing in
//! its `no` that it holds?

use crate::Line;
use crate::examples::{ExampleOutcome, Verdict, article};
use casus_lexicon::StateWords;

/// Tries the sentences of all rows, in the order of the lexicon.
pub(crate) fn check(line: &Line) -> Vec<ExampleOutcome> {
    let rows = line.lexicon.state_words.iter().enumerate();
    rows.flat_map(|(row, words)| of_row(line, row, words)).collect()
}

fn of_row<'l>(line: &'l Line, row: usize, words: &'l StateWords) -> impl Iterator<Item = ExampleOutcome> + 'l {
    let yes = words.yes.iter().map(|text| (text, true));
    let no = words.no.iter().map(|text| (text, false));
    yes.chain(no).map(move |(text, must_tell)| {
        let told = line.coder.try_states(&line.reader.parse(article(line, text)));
        let tells = told.iter().any(|state| state.row == row && !state.negated);
        let what = match (must_tell, tells) {
            (true, false) => Some("it tells no state".to_string()),
            (false, true) => Some("it tells a state all the same".to_string()),
            _ => None,
        };
        let help = "see with `casus parse` how the words hang together; mend the row or its sentence".to_string();
        ExampleOutcome {
            beside: format!("\"{}\"", words.shown()),
            origin: words.origin.clone(),
            text: text.clone(),
            verdict: what.map_or(Verdict::Passed, |what| Verdict::Failed { what, help }),
        }
    })
}
