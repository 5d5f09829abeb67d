//! Any text is a reading in CoNLL-U, or it is refused with its line and a cure; and a reading comes back from its own
//! CoNLL-U as it was.

#![no_main]

use casus_types::conllu;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| match conllu::read(text) {
    Ok(parsed) => assert_eq!(conllu::read(&conllu::write(&parsed)).as_ref(), Ok(&parsed)),
    Err(bad) => {
        assert!((1..=text.split('\n').count()).contains(&bad.line), "{bad}");
        assert!(!bad.what.is_empty() && !bad.cure.is_empty(), "{bad}");
    }
});
