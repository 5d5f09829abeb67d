//! What the parser says, against what spaCy itself says of the same 2,000 sentences, all written for this project; and
//! what holds for any text whatever.
//!
//! `fixtures/parser.txt` has seven lines a sentence: its tokens (`¦` where no space stands between two), tags, parts of
//! speech, how far it is to the head, labels, names, and lemmas where they are not the words themselves. To take them
//! from spaCy anew: `python training/convert_parser.py fixture`.

#![allow(clippy::expect_used, clippy::disallowed_methods)] // a broken fixture should stop the test; times are taken

use casus_reader::parser::{Analysis, Parser, Word};
use casus_reader::text::tokens;

const FIXTURE: &str = include_str!("fixtures/parser.txt");

/// A sentence as spaCy reads it.
struct Expected<'f> {
    text: String,
    tokens: Vec<&'f str>,
    tags: Vec<&'f str>,
    pos: Vec<&'f str>,
    heads: Vec<usize>,
    labels: Vec<&'f str>,
    names: Vec<String>,
    lemmas: Vec<&'f str>,
}

fn expected(block: &'static str) -> Expected<'static> {
    let lines: Vec<&str> = block.lines().collect();
    let [glued, tags, pos, heads, labels, names, lemmas] = lines.as_slice() else { panic!("seven lines, not {block}") };
    let cells = |line: &'static str| line.split(' ').collect::<Vec<_>>();
    let tokens: Vec<&str> = glued.split([' ', '¦']).collect();
    let head = |(at, way): (usize, &str)| at.checked_add_signed(way.parse().expect("a number")).expect("in range");
    Expected {
        text: glued.replace('¦', ""),
        tags: cells(tags),
        pos: cells(pos),
        heads: heads.split(' ').enumerate().map(head).collect(),
        labels: cells(labels),
        names: names.split(' ').filter(|name| *name != "-").map(str::to_string).collect(),
        lemmas: cells(lemmas)
            .into_iter()
            .zip(&tokens)
            .map(|(lemma, word)| if lemma == "=" { word } else { lemma })
            .collect(),
        tokens,
    }
}

/// The words of a sentence as the tokenizer cuts it.
fn words(text: &str) -> Vec<Word<'_>> {
    let ranges = tokens(text);
    let next = ranges.iter().skip(1).map(|range| range.start).chain([text.len()]).collect::<Vec<_>>();
    ranges.iter().zip(next).map(|(range, next)| Word { text: &text[range.clone()], spaced: range.end < next }).collect()
}

/// How many of how many agree.
#[derive(Default)]
struct Share {
    what: &'static str,
    same: usize,
    all: usize,
    differing: Vec<String>,
}

impl Share {
    fn count(&mut self, same: bool, show: impl Fn() -> String) {
        self.all += 1;
        self.same += usize::from(same);
        if !same {
            self.differing.push(show());
        }
    }

    fn must_reach(&self, bar: f64) -> bool {
        let share = self.same as f64 / self.all as f64;
        println!("{:16} {share:.5} ({} of {}), at least {bar}", self.what, self.same, self.all);
        self.differing.iter().take(12).for_each(|line| println!("    {line}"));
        share >= bar
    }
}

#[test]
fn the_parser_says_what_spacy_says() {
    let parser = Parser::embedded().expect("the weights are whole");
    let sentences: Vec<Expected> = FIXTURE.trim_end().split("\n\n").map(expected).collect();
    assert_eq!(sentences.len(), 2000);
    let words: Vec<Vec<Word>> = sentences.iter().map(|sentence| words(&sentence.text)).collect();
    let found = parser.parse(&words);
    let share = |what| Share { what, ..Share::default() };
    let [mut cuts, mut tags, mut pos, mut heads] = ["tokens", "tags", "parts of speech", "heads"].map(share);
    let [mut labels, mut names, mut lemmas] = ["labels", "names", "lemmas"].map(share);
    for ((sentence, words), found) in sentences.iter().zip(&words).zip(&found) {
        let same = words.iter().map(|word| word.text).eq(sentence.tokens.iter().copied());
        sentence.tokens.iter().for_each(|token| cuts.count(same, || format!("{token} in {}", sentence.text)));
        if !same {
            continue;
        }
        for (at, word) in found.words.iter().enumerate() {
            let show =
                |ours: &str, theirs: &str| format!("{}: {ours} for {theirs} in {}", words[at].text, sentence.text);
            tags.count(word.tag.text() == sentence.tags[at], || show(word.tag.text(), sentence.tags[at]));
            pos.count(word.pos.text() == sentence.pos[at], || show(word.pos.text(), sentence.pos[at]));
            let (head, their_head) = (words[word.head].text, words[sentence.heads[at]].text);
            heads.count(word.head == sentence.heads[at], || show(head, their_head));
            labels.count(word.label.text() == sentence.labels[at], || show(word.label.text(), sentence.labels[at]));
            lemmas.count(word.lemma == sentence.lemmas[at], || show(&word.lemma, sentence.lemmas[at]));
        }
        let ours = names_of(found);
        for name in &sentence.names {
            names.count(ours.contains(name), || format!("{name} missing in {}: {ours:?}", sentence.text));
        }
        for name in ours.iter().filter(|name| !sentence.names.contains(name)) {
            names.count(false, || format!("{name} too many in {}", sentence.text));
        }
    }
    let enough = [
        cuts.must_reach(0.999),
        tags.must_reach(0.999),
        pos.must_reach(0.999),
        heads.must_reach(0.995),
        labels.must_reach(0.995),
        names.must_reach(0.99),
        lemmas.must_reach(0.99),
    ];
    assert_eq!(enough, [true; 7], "see the figures above");
}

fn names_of(analysis: &Analysis) -> Vec<String> {
    let name = |name: &casus_types::Name| format!("{}-{}:{}", name.tokens.start, name.tokens.end, name.kind.text());
    analysis.names.iter().map(name).collect()
}
