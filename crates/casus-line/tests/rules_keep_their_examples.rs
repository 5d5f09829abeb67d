//! Every sentence beside every rule of the built-in lexicon comes out as it says there, or is marked as a known failure.

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader, check_examples};

#[test]
fn every_example_passes_or_is_a_known_failure() {
    let lexicon = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    let outcomes = check_examples(&Line::new(lexicon, Reader::embedded().unwrap()));
    let failures: Vec<String> =
        outcomes.iter().filter_map(|outcome| outcome.complaint()).map(|it| it.to_string()).collect();
    assert!(!outcomes.is_empty());
    assert!(failures.is_empty(), "{} of {} fail\n{}", failures.len(), outcomes.len(), failures.join("\n"));
}
