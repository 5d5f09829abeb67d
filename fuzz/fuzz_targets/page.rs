//! Any bytes are a page: decoded, then read as HTML and as plain text. Whatever comes out, its blocks are in order and
//! apart, and hold everything that is not white space.

#![no_main]

use casus_lexicon::Lexicon;
use casus_reader::page::{PageInput, decode, read_html, read_plain};
use casus_types::{Article, PageWords};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static WORDS: LazyLock<PageWords> = LazyLock::new(|| Lexicon::embedded().expect("the built-in lexicon").page_words);

fuzz_target!(|bytes: &[u8]| {
    let text = decode(bytes, None).text;
    let input = PageInput { id: "fuzz", source: "fuzz", ..PageInput::default() };
    blocks_hold_the_text(&read_html(&text, &input, &WORDS).0);
    let (article, _) = read_plain(&text, &input, &WORDS);
    assert_eq!(article.text.as_str(), text, "plain text is kept whole");
    blocks_hold_the_text(&article);
    blocks_hold_the_text(&read_plain(&text, &PageInput { plain: true, ..input }, &WORDS).0);
});

fn blocks_hold_the_text(article: &Article) {
    let text = article.text.as_str();
    let mut at = 0;
    for block in &article.blocks {
        let between = text.get(at..block.span.start()).expect("blocks in order, on characters");
        assert!(between.trim().is_empty(), "words between blocks: {between:?}");
        at = block.span.end();
    }
    assert!(text.get(at..).expect("blocks inside the text").trim().is_empty());
}
