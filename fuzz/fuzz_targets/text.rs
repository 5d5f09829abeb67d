//! Any text has sentences, and any sentence tokens: in order, apart, on characters, and nothing but white space between.

#![no_main]

use casus_reader::text::{sentences, tokens};
use libfuzzer_sys::fuzz_target;
use std::ops::Range;

fuzz_target!(|text: &str| {
    let found = sentences(text);
    pieces_hold_the_text(text, &found);
    for sentence in found {
        let sentence = &text[sentence];
        pieces_hold_the_text(sentence, &tokens(sentence));
    }
});

fn pieces_hold_the_text(text: &str, pieces: &[Range<usize>]) {
    let mut at = 0;
    for piece in pieces {
        assert!(piece.start < piece.end, "an empty piece at {piece:?}");
        let between = text.get(at..piece.start).expect("pieces in order, on characters");
        assert!(between.trim().is_empty(), "words between pieces: {between:?}");
        at = piece.end;
    }
    assert!(text.get(at..).expect("pieces inside the text").trim().is_empty());
}
