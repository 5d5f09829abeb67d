//! Where sentences end. A bar marks each boundary; every case stands for a habit of news prose, named before it.

#![allow(clippy::disallowed_methods)] // the clock bounds the time that hostile input may take

use casus_reader::parser::Parser;
use casus_reader::text::{parse, sentences, tokens};
use casus_types::{Article, Block, BlockKind, Published, Text};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The text with a bar in the white space before each sentence but the first.
fn with_bars(text: &str) -> String {
    let pieces: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
    pieces.join(" | ")
}

/// Checks a text in which ` | ` stands for the space at a boundary, or `|` for a boundary without a space.
fn check(habit: &str, marked: &str) {
    let text = marked.replace(" | ", " ").replace('|', "");
    let expected = marked.replace(" | ", "|").replace('|', " | ");
    assert_eq!(with_bars(&text), expected, "{habit}");
}

fn check_all(habit: &str, cases: &[&str]) {
    cases.iter().for_each(|case| check(habit, case));
}

#[test]
fn abbreviations_of_news_do_not_end_a_sentence() {
    check_all(
        "bodies and countries",
        &[
            "The U.N. Security Council met. | Russia abstained.",
            "S. Korea and the U.S. Navy held a drill. | N. Korea objected.",
            "Talks resumed in the U.S. | The envoys met twice.",
            "The U.S.-led coalition left. | No date was given.",
            "Exports to the E.U. rose 3.5 percent. | Imports fell.",
            "The centre is in Washington, D.C., not in New York. | It opened in May.",
            "They met in Washington, D.C. | Secretary Moore thanked them.",
        ],
    );
    check_all(
        "titles before names",
        &[
            "Gen. Kim met Lt. Gov. Ada Moore. | They spoke for an hour.",
            "Mr. Park, Sen. Lee and Prof. Dr. Huber left. | Mrs. Cho stayed.",
            "Lt. Gen. Omar Said and Maj. Gen. Idris resigned. | Nobody else did.",
            "GEN. KIM WARNS SEOUL",
            "Ex-Gov. Lane, Lt.-Gov. Hale and Sec.-Gen. Ito met. | They agreed.",
            "Cmsr. Adeyemi opened the session. | It was short.",
        ],
    );
    check_all(
        "initials in names",
        &["Antonia J. Webb wrote it. | R. L. Stone did not.", "Wayne A. I. Bell spoke. | J.-P. Roux listened."],
    );
    check_all(
        "months, numbers and sections",
        &[
            "He left on Jan. 5 and came back on Feb. 12. | Nothing changed.",
            "Resolution No. 1718 stands. | Art. 5 was not invoked.",
            "In the late-Feb. round, case no. ICC-01/21 and para. 3 were moot. | It cost 3 bil. rand.",
            "The deal was signed in Dec. | The ministers were pleased.",
            "Did he agree? | No. | He refused.",
        ],
    );
    check_all(
        "companies, degrees and the hour",
        &[
            "Arms maker Boral Inc. Chief Executive Joe Tran quit. | Shares fell.",
            "It was sold to Boral Inc. | The price is secret.",
            "The rally began at 5 p.m. Friday. | Police came at 7 p.m. | Organisers left.",
            "Nora Lind, Ph.D., and Tom Hay Jr. testified. | Both denied it.",
            "Oil, gas, etc. are exempt. | Grain is not.",
            "Officials said approx. 40 trucks, i.e. half of them, crossed vs. 80 before. | None were stopped.",
        ],
    );
}

#[test]
fn quotes_run_over_sentences_and_keep_their_closing_mark() {
    check_all(
        "quotes over several sentences",
        &[
            "\"We will not yield. | We never have,\" she said. | \"That is all.\" | He nodded.",
            "“This is a provocation. | It must stop.” | The ministry gave no details.",
            "He said: 'We are ready. | We wait.' | Then he left.",
            "The envoy called it \"a farce\". | Others agreed.",
            "He called it “a farce.” | Others agreed.",
        ],
    );
    check_all(
        "question and exclamation marks inside a quote",
        &[
            "\"Will you sign?\" the reporter asked. | He did not answer.",
            "\"Never!\" shouted the crowd. | Police moved in.",
            "“Why now?” Kim Yo Jong asked. | Nobody replied.",
            "\"What next?\" | The answer came on Monday.",
            "Who fired first? | Neither side says. | Stop!",
        ],
    );
    check_all("who spoke, after a dash", &["\"It is over.\" - Ada Moore"]);
    check_all(
        "a quote mark set apart or turned round",
        &["\"We are ready. \" | Then he left.", "He called it a mistake.“ | Others agreed."],
    );
}

#[test]
fn a_missing_space_after_a_full_stop_is_seen() {
    check_all(
        "missing space",
        &[
            "He met the leaders.|The North stayed away.",
            "\"It is done,\" he said.|\"We go home.\"",
            "He said \"it is done.\"|The crowd left.",
            "The talks began in 2015.|They failed.",
        ],
    );
    check_all(
        "no space needed",
        &[
            "See www.example.org/a.Html or write to A.Webb@example.org for more.",
            "Version 2.0 of example.Com costs $3.50 at St.Ives.",
            "The report is at https://example.org/?Query=Iran.Talks now.",
        ],
    );
}

#[test]
fn ellipses_brackets_and_dashes() {
    check_all(
        "ellipses",
        &[
            "He paused ... and went on. | It was late.",
            "\"I thought… well, no,\" he said.",
            "They waited... | Nobody came.",
            "The text says peace […] is near.",
        ],
    );
    check_all(
        "bracketed insertions",
        &[
            "\"He [Kim] lied. | [The minister] knew,\" she said.",
            "The army left (see map). | It will return.",
            "It ended. | (Reporting by Ada Moore)",
            "The pact was void.[12] | A new one followed. [3] [4] | It held.",
        ],
    );
    check_all(
        "dashes",
        &[
            "SEOUL, June 3 (Agency) -- The army fired twice. | It missed.",
            "KYIV — Three people died. | Ten were hurt – two badly.",
        ],
    );
}

#[test]
fn headlines_datelines_captions_and_lists() {
    check_all(
        "headlines without a full stop",
        &["S. Korea, U.S. start drills despite North's threat", "Yahoo! Japan to pay fine"],
    );
    check_all(
        "a date that opens a block",
        &["Friday, May 7, 2021 | The cabinet met in Oslo.", "Friday, May 7, 2021 was a holiday. | Shops were shut."],
    );
    check_all("a caption and its credit", &["The bridge at Samho in 2019 | Image: Ada Moore."]);
    check_all("numbers of list items", &["3. Withdraw the troops. | They go first.", "b. Pay the fine."]);
    let list = "The sides agreed to:\n- free the prisoners\n- open the road\n• meet again";
    assert_eq!(with_bars(list), "The sides agreed to: | - free the prisoners | - open the road | • meet again");
}

#[test]
fn line_breaks_are_spaces_and_blank_lines_are_ends() {
    assert_eq!(sentences("The army\nfired twice.\nIt missed."), [0..21, 22..32]);
    assert_eq!(sentences("A headline\n \nThe army fired"), [0..10, 13..27]);
    assert_eq!(sentences("A headline\r\n\r\nThe army fired"), [0..10, 14..28]);
    assert_eq!(sentences("The army\r\nfired").len(), 1);
    assert!(sentences(" \n\t ").is_empty());
}

#[test]
fn other_scripts_and_hasty_writing() {
    check_all(
        "Hangul, Cyrillic and wide marks",
        &[
            "The slogan was 자력갱생. | It means self-reliance.",
            "그는 말했다. | 회담은 없었다.",
            "Он ушёл. | Она осталась.",
            "会谈结束。|没有结果。",
        ],
    );
    check_all("sentences that begin small", &["the road is open now. | nobody takes that. | why? | we do not know."]);
    check_all("a name that begins small", &["He sold the phone. | iPhone sales rose."]);
}

#[test]
fn an_article_is_read_block_by_block_with_spans_of_the_whole_text() {
    let content = "Séoul waits\n\nShare this.\n\n평양 fired. It missed.".to_string();
    let text = Text::new(content);
    let block = |words: &str, kind: BlockKind, dropped: Option<&str>| {
        let start = text.as_str().find(words).unwrap();
        Block { span: text.span(start..start + words.len()).unwrap(), kind, dropped: dropped.map(str::to_string) }
    };
    let blocks = vec![
        block("Séoul waits", BlockKind::Headline, None),
        block("Share this.", BlockKind::Furniture, Some("menu")),
        block("평양 fired. It missed.", BlockKind::Paragraph, None),
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
    let parsed = parse(article, &Parser::embedded().expect("the weights are whole"));
    let read: Vec<(usize, &str, Vec<&str>)> = parsed
        .sentences
        .iter()
        .map(|s| (s.block, text.slice(s.span), s.tokens.iter().map(|t| text.slice(t.span)).collect()))
        .collect();
    assert_eq!(
        read,
        [
            (0, "Séoul waits", vec!["Séoul", "waits"]),
            (2, "평양 fired.", vec!["평양", "fired", "."]),
            (2, "It missed.", vec!["It", "missed", "."]),
        ]
    );
}

/// Ranges are ordered, disjoint, begin and end on characters that are not white space, and leave nothing else out.
fn holds_together(text: &str, ranges: &[std::ops::Range<usize>]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for range in ranges {
        prop_assert!(end <= range.start && range.start < range.end, "{:?}", ranges);
        let piece = &text[range.clone()];
        prop_assert_eq!(piece, piece.trim());
        prop_assert_eq!(text[end..range.start].trim(), "");
        end = range.end;
    }
    prop_assert_eq!(text[end..].trim(), "");
    Ok(())
}

/// Text made of what the rules look at, so that they meet each other in every order.
fn news_like() -> impl Strategy<Value = String> {
    let bits = vec![
        ".",
        "..",
        "…",
        "!",
        "?",
        "\"",
        "'",
        "”",
        "“",
        "’",
        "(",
        ")",
        "[3]",
        "[",
        "]",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "-",
        "—",
        ",",
        ":",
        "•",
        "The",
        "U.S",
        "Gen",
        "a.m",
        "Kim",
        "said",
        "Image",
        "i",
        "5",
        "2019",
        "Jan",
        "평양",
        "й",
        "é",
        "\u{a0}",
        "\u{1d}",
        "😀",
        "http://x.org/",
        "@",
        "can't",
        "5km",
        "Friday, May 7, 2021",
        "。",
    ];
    prop::collection::vec(prop::sample::select(bits), 0..40).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn sentences_and_tokens_hold_everything_but_white_space(text in news_like()) {
        holds_together(&text, &sentences(&text))?;
        holds_together(&text, &tokens(&text))?;
    }

    #[test]
    fn any_text_at_all_is_read(text in any::<String>()) {
        holds_together(&text, &sentences(&text))?;
        holds_together(&text, &tokens(&text))?;
    }

    #[test]
    fn no_white_space_is_inside_a_token(text in news_like()) {
        for range in tokens(&text) {
            prop_assert!(!text[range].contains(char::is_whitespace));
        }
    }
}

/// Reads a line made of one piece over and over and gives the time it took.
fn time_of(piece: &str, bytes: usize) -> Duration {
    let line = piece.repeat(bytes / piece.len());
    let start = Instant::now();
    let found = sentences(&line);
    let words = tokens(&line);
    assert!(found.len() <= line.len() && words.len() <= line.len());
    start.elapsed()
}

/// Time must grow with length alone: a quadratic step takes minutes to hours on these, so the bounds can be generous.
#[test]
fn hostile_lines_take_linear_time() {
    for piece in ["a", "."] {
        let took = time_of(piece, 5_000_000);
        assert!(took < Duration::from_secs(30), "5 MB of {piece:?} took {took:?}");
    }
    for piece in [
        "\"", "(", "!", "\n", " ", "a.", "a@", "A. ", "?\" A", "1.", "[1]", "....a", "'s", ":)", ":", "a-", "5k", "평",
        ". (", "\"a\" ", ". [", ". \"", "…", "@a.b", "www.", "--", "a:", "Image: ", "\r", "\n-",
    ] {
        let took = time_of(piece, 300_000);
        assert!(took < Duration::from_secs(10), "300 kB of {piece:?} took {took:?}");
    }
}
