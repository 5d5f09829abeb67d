//! What the parser says, against what spaCy itself says of the same 2,000 sentences, all written for this project; and
//! what holds for any text whatever.
//!
//! `fixtures/parser.txt` has seven lines a sentence: its tokens (`¦` where no space stands between two), tags, parts of
//! speech, how far it is to the head, labels, names, and lemmas where they are not the words themselves. To take them
//! from spaCy anew: `python training/convert_parser.py fixture`.

#![allow(clippy::expect_used)] // a broken fixture should stop the test
#![allow(clippy::print_stdout)] // the figures are shown
#![allow(clippy::disallowed_methods)] // times are taken

use casus_reader::parser::{Analysis, Parser, Word};
use casus_reader::text::{self, tokens};
use casus_types::{Article, Block, BlockKind, Label, Published, Sentence, Text};
use proptest::prelude::*;
use std::time::{Duration, Instant};

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
    let parser = embedded();
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

fn embedded() -> Parser {
    Parser::embedded().expect("the weights are whole")
}

/// Checks that a sentence has a tree and names that can be walked without further care.
fn assert_sound(analysis: &Analysis, length: usize) {
    assert_eq!(analysis.words.len(), length);
    for (at, word) in analysis.words.iter().enumerate() {
        assert_eq!(word.head == at, word.label == Label::Root, "a root is its own head, and nothing else is");
        let mut above = at;
        for _ in 0..length {
            above = analysis.words[above].head;
        }
        assert_eq!(analysis.words[above].head, above, "every way up ends at a root");
    }
    let mut free = 0;
    for name in &analysis.names {
        assert!(free <= name.tokens.start && name.tokens.start < name.tokens.end && name.tokens.end <= length);
        free = name.tokens.end;
    }
}

#[test]
fn a_sentence_without_words_or_with_one_is_read() {
    let found = embedded().parse(&[vec![], words("Seoul"), vec![]]);
    assert_eq!(found[0], Analysis::default());
    assert_eq!(found[2], Analysis::default());
    assert_sound(&found[1], 1);
    assert_eq!(embedded().parse(&[]), []);
}

/// Neither the sentences beside it nor those read before change the reading of a sentence.
#[test]
fn a_sentence_is_read_by_itself() {
    let texts: Vec<String> = FIXTURE.split("\n\n").map(|block| expected(block).text).collect();
    let sentences: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
    let practised = embedded();
    let together = practised.parse(&sentences); // more words than it keeps for the next call
    for (sentence, found) in sentences.iter().zip(&together).step_by(50) {
        let alone = std::slice::from_ref(sentence);
        assert_eq!(embedded().parse(alone), std::slice::from_ref(found));
        assert_eq!(practised.parse(alone), std::slice::from_ref(found));
    }
}

/// Four times as many words take about four times as long; a search through pairs of words would take sixteen times.
#[test]
fn time_grows_with_the_number_of_words_alone() {
    let parser = embedded();
    let text = "the envoy of the ministry that Norway, which had sent the grain, named met him, ".repeat(120);
    let all = words(&text);
    let time = |count: usize| {
        let sentence = [all[..count].to_vec()];
        let round = |_| {
            let start = Instant::now();
            let found = parser.parse(&sentence);
            assert_eq!(found[0].words.len(), count);
            start.elapsed()
        };
        (0..5).map(round).min().unwrap_or_default()
    };
    time(2000); // words met for the first time are dearer
    let (short, long) = (time(500), time(2000));
    assert!(long < 10 * short + Duration::from_millis(5), "500 words {short:?}, 2000 words {long:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_a_sound_reading(text in prop_oneof!["\\PC{0,160}", "[ A-Za-z0-9,.;:'’\"()%$-]{0,300}", ".{0,80}"]) {
        let words = words(&text);
        let count = words.len();
        let found = embedded().parse(&[words]);
        assert_sound(&found[0], count);
    }

    /// A headline goes through the parser twice, in other capitals.
    #[test]
    fn any_headline_keeps_its_words(text in prop_oneof!["\\PC{1,80}", "[ A-Za-z0-9,.'’-]{1,120}"]) {
        for line in [text.to_uppercase(), text] {
            let (text, sentences) = headline(&line, "It rained in Oslo.");
            let sentences = sentences.iter().filter(|sentence| sentence.block == 0);
            let found: Vec<&str> = sentences.flat_map(|sentence| &sentence.tokens).map(|t| text.slice(t.span)).collect();
            let cut = text::sentences(&line).into_iter().flat_map(|range| words(&line[range])).map(|word| word.text);
            assert_eq!(found, cut.collect::<Vec<_>>());
        }
    }

    /// Words need not be those of our tokenizer.
    #[test]
    fn any_words_have_a_sound_reading(texts in prop::collection::vec(".{0,12}", 0..40)) {
        let words: Vec<Word> = texts.iter().map(|text| Word { text, spaced: text.len() % 2 == 0 }).collect();
        let found = embedded().parse(&[words]);
        assert_sound(&found[0], texts.len());
    }
}

/// The sentences of an article that is a headline with one paragraph.
fn headline(headline: &str, paragraph: &str) -> (Text, Vec<Sentence>) {
    let text = Text::new(format!("{headline}\n\n{paragraph}"));
    let block = |range, kind| Block { span: text.span(range).expect("on characters"), kind, dropped: None };
    let blocks = vec![
        block(0..headline.len(), BlockKind::Headline),
        block(headline.len() + 2..text.as_str().len(), BlockKind::Paragraph),
    ];
    let article = Article {
        id: "a".into(),
        source: "a".into(),
        headline: None,
        published: Published::default(),
        modified: None,
        authors: vec![],
        agency: None,
        outlet: None,
        place: None,
        text: text.clone(),
        blocks,
    };
    (text, text::parse(article, &embedded()).sentences)
}

#[test]
fn a_headline_is_read_whatever_its_capitals() {
    let paragraph = "The strike hit a clinic in Zamzam on Monday. Turkish jets had circled over Zamzam all day.";
    for line in
        ["Turkish jets hit clinic in Zamzam", "Turkish Jets Hit Clinic in Zamzam", "TURKISH JETS HIT CLINIC IN ZAMZAM"]
    {
        let (text, sentences) = headline(line, paragraph);
        let sentence = &sentences[0];
        let words: Vec<&str> = sentence.tokens.iter().map(|token| text.slice(token.span)).collect();
        assert_eq!(words.join(" "), line, "spans are of the text as it stands");
        let root = sentence.tokens.iter().position(|token| token.label == Label::Root).expect("a root");
        assert_eq!(words[root].to_lowercase(), "hit", "{line}");
        let subject = sentence.tokens.iter().position(|token| token.label == Label::Nsubj && token.head == root);
        assert_eq!(subject.map(|at| words[at].to_lowercase()), Some("jets".to_string()), "{line}");
        let names: Vec<String> =
            sentence.names.iter().map(|name| words[name.tokens.clone()].join(" ").to_lowercase()).collect();
        assert_eq!(names, ["turkish", "zamzam"], "{line}");
        assert_eq!(sentence.tokens[1].lemma, "jet");
    }
}
