//! Tokens against spaCy's own, on 500 sentences written for this test as newspapers print them.
//!
//! `tests/data/tokens_500.tsv` holds a sentence and its tokens (a JSON array) a line. To take the tokens from spaCy
//! anew: `python training/tokenizer_tables.py fixture`.

#![allow(clippy::expect_used)] // a broken fixture should stop the test

use casus_reader::text::tokens;
use std::collections::BTreeSet;

const FIXTURE: &str = include_str!("data/tokens_500.tsv");

/// The places of the tokens in their sentence, found from left to right.
fn places(sentence: &str, words: &[String]) -> BTreeSet<(usize, usize)> {
    let mut from = 0;
    let mut place = |word: &String| {
        let start = from + sentence[from..].find(word.as_str()).expect("tokens are words of the sentence, in order");
        from = start + word.len();
        (start, from)
    };
    words.iter().map(&mut place).collect()
}

#[test]
fn tokens_are_those_of_spacy() {
    let (mut right, mut theirs, mut ours, mut sentences) = (0, 0, 0, 0);
    let mut differing = Vec::new();
    for line in FIXTURE.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        let (sentence, words) = line.split_once('\t').expect("a sentence, a tab, its tokens");
        let words: Vec<String> = serde_json::from_str(words).expect("a JSON array of strings");
        let gold = places(sentence, &words);
        let found: BTreeSet<(usize, usize)> = tokens(sentence).into_iter().map(|r| (r.start, r.end)).collect();
        right += gold.intersection(&found).count();
        theirs += gold.len();
        ours += found.len();
        sentences += 1;
        if gold != found {
            differing.push(sentence);
        }
    }
    let f1 = 2.0 * right as f64 / (theirs + ours) as f64;
    println!("{sentences} sentences, {theirs} tokens, F1 {f1:.4}");
    assert_eq!(sentences, 500);
    assert!(f1 >= 0.995, "F1 {f1:.4}; differing: {differing:#?}");
}
