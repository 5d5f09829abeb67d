//! A page copied as plain text: menus, adverts and repeated captions go, each with its reason; the story stays whole.

mod page_support;

use casus_reader::page::{PageInput, read_plain};
use casus_types::{Article, BlockKind, Date};
use page_support::{blocks, dropped, kept, words};

fn read(text: &str) -> Article {
    read_plain(text, &PageInput { id: "a", source: "a.txt", ..PageInput::default() }, words()).0
}

const COPIED: &str = "\
Skip to content
Home

Harbour towns agree to share ferry crews

Deck hands load a ferry at Port Amber on Thursday. (Reuters)
Deck hands load a ferry at Port Amber on Thursday. (Reuters)

Three harbour towns agreed on Thursday to share the crews of their ferries until spring.

The mayors signed the paper after a meeting that lasted most of the night.

\"We had no choice left,\" said Mayor Ida Holm, who had opposed the plan for a year.

The crews' union has not answered yet. (Reuters)

MOST POPULAR
Ferry fares: what you need to know
subscribe
광고판
";

#[test]
fn a_copied_page_keeps_its_story_and_loses_its_furniture() {
    let article = read(COPIED);
    assert_eq!(article.headline.as_deref(), Some("Harbour towns agree to share ferry crews"));
    assert_eq!(kept(&article, BlockKind::Paragraph).len(), 4);
    assert_eq!(kept(&article, BlockKind::Paragraph)[3], "The crews' union has not answered yet.");
    assert_eq!(article.agency.as_deref(), Some("Reuters"));
    let gone: Vec<_> = dropped(&article).into_iter().map(|(words, _)| words).collect();
    assert_eq!(
        gone,
        [
            "Skip to content",
            "Home",
            "Deck hands load a ferry at Port Amber on Thursday. (Reuters)",
            "MOST POPULAR",
            "Ferry fares: what you need to know",
            "subscribe",
            "광고판"
        ]
    );
}

#[test]
fn a_repeated_caption_is_kept_once_and_apart() {
    let article = read(COPIED);
    assert_eq!(kept(&article, BlockKind::Caption), ["Deck hands load a ferry at Port Amber on Thursday. (Reuters)"]);
    let again = dropped(&article).into_iter().find(|(words, _)| words.starts_with("Deck hands"));
    assert_eq!(again.map(|(_, why)| why).as_deref(), Some("repeated caption"));
}

#[test]
fn a_caption_that_stands_three_times_is_kept_once() {
    let caption = "Deck hands load a ferry at Port Amber on Thursday.\n";
    let text = format!(
        "Ferries stop at three harbours\n\n{}\nThe ferries stopped at noon, the harbour master said.\n",
        caption.repeat(3)
    );
    let article = read(&text);
    assert_eq!(kept(&article, BlockKind::Caption), [caption.trim()]);
    assert_eq!(dropped(&article).len(), 2);
}

#[test]
fn every_dropped_line_says_why() {
    let article = read(COPIED);
    let why: Vec<_> = dropped(&article).into_iter().map(|(_, why)| why).collect();
    assert_eq!(
        why,
        ["menu", "menu", "repeated caption", "most popular", "most popular", "subscription", "most popular"]
    );
}

#[test]
fn nothing_is_cut_from_the_text() {
    assert_eq!(read(COPIED).text.as_str(), COPIED);
}

#[test]
fn a_dateline_becomes_agency_place_and_date() {
    let text = "Ferries stop\n\nPORT AMBER, June 13, 2022 (AP) -- The ferries stopped at noon, the harbour master said.\n\n\
        They will not run before Friday, he added.\n";
    let article = read(text);
    assert_eq!((article.place.as_deref(), article.agency.as_deref()), (Some("Port Amber"), Some("AP")));
    assert_eq!(article.published.date, Date::new(2022, 6, 13).ok());
    assert_eq!(article.published.why.as_deref(), Some("dateline"));
    assert_eq!(kept(&article, BlockKind::Dateline), ["PORT AMBER, June 13, 2022 (AP) --"]);
    assert_eq!(kept(&article, BlockKind::Paragraph)[0], "The ferries stopped at noon, the harbour master said.");
}

#[test]
fn a_dateline_without_a_year_leaves_candidates_with_reasons() {
    let text = "Ferries stop\n\nPORT AMBER, June 13 (AP) -- The ferries stopped at noon, as they did in March 2021.\n\n\
        They will not run before Friday, the harbour master said.\n";
    let published = read(text).published;
    assert_eq!(published.date, None, "no year is made up");
    let days: Vec<_> = published.candidates.iter().map(|candidate| candidate.date.to_string()).collect();
    assert_eq!(days, ["2021-06-13", "2022-06-13"]);
    assert!(published.candidates[0].why.contains("2021"), "{}", published.candidates[0].why);
}

#[test]
fn a_weekday_beside_a_day_narrows_the_year_down() {
    let text = "Ferries stop\n\nThe ferries stopped on Tuesday, June 14, the harbour master said.\n\n\
        They had run without a break since October 2021, he added.\n";
    let published = read(text).published;
    let days: Vec<_> = published.candidates.iter().map(|candidate| candidate.date.to_string()).collect();
    assert_eq!((published.date, days), (None, vec!["2022-06-14".to_string()]));
}

#[test]
fn the_caller_s_day_goes_before_the_text_and_no_day_is_today_s() {
    let given = Date::new(2022, 6, 15).ok();
    let input = PageInput { published: given, ..PageInput::default() };
    let (article, _) =
        read_plain("PORT AMBER, June 13, 2022 (AP) -- The ferries stopped at noon on Monday.", &input, words());
    assert_eq!((article.published.date, article.published.why.as_deref()), (given, Some("given by the caller")));
    assert_eq!(read("The ferries stopped at noon, the harbour master said.").published, Default::default());
}

#[test]
fn a_byline_and_a_date_line_are_neither_furniture_nor_body() {
    let text = "Ferries stop at three harbours\nBy Ana Ruiz and Tom Berg\nPublished June 14, 2022 9:00 am\n\n\
        The ferries stopped at noon, the harbour master said.\n\nThey will not run before Friday, he added.\n";
    let article = read(text);
    assert_eq!(article.authors, ["Ana Ruiz", "Tom Berg"]);
    assert_eq!(kept(&article, BlockKind::Byline), ["By Ana Ruiz and Tom Berg"]);
    assert_eq!(kept(&article, BlockKind::Dateline), ["Published June 14, 2022 9:00 am"]);
    assert_eq!(article.published.why.as_deref(), Some("visible text"));
    assert!(dropped(&article).is_empty());
}

#[test]
fn titles_of_other_reports_go_and_the_story_goes_on_after_them() {
    let text = "Ferries stop at three harbours\n\nThe ferries stopped at noon, the harbour master said.\n\n\
        Related stories\nHarbour fees to rise\nWho owns the ferries\n\n\
        They will not run before Friday, he added after a short meeting.\n";
    let article = read(text);
    assert_eq!(kept(&article, BlockKind::Paragraph).len(), 2);
    let related = blocks(&article, BlockKind::RelatedLinks);
    assert_eq!(related, ["Harbour fees to rise", "Who owns the ferries"]);
}

#[test]
fn about_the_writer_and_the_agency_s_source_line_go() {
    let text = "Ferries stop at three harbours\nBy Ana Ruiz\n\nThe ferries stopped at noon, the harbour master said.\n\n\
        They will not run before Friday, he added.\n\nAna Ruiz is a reporter who covers the northern harbours.\n\
        Source: Reuters\n";
    let article = read(text);
    let gone: Vec<_> = dropped(&article).into_iter().map(|(_, why)| why).collect();
    assert_eq!(gone, ["about the writer", "source line"]);
    assert_eq!(blocks(&article, BlockKind::AuthorBio).len(), 1);
}

#[test]
fn hard_wrapped_lines_join_into_paragraphs() {
    let text = "Harbour towns agree to share crews\n\nThree harbour towns agreed on Thursday to share the crews of\n\
        their ferries until spring, after a night of talks in the old\ncustoms house.\n\n\
        The crews' union was not asked, and said on Friday that it would\nwait for the paper before it answers.\n";
    let paragraphs = kept(&read(text), BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 2);
    assert!(paragraphs[0].starts_with("Three harbour") && paragraphs[0].ends_with("customs house."));
}

#[test]
fn a_transcript_keeps_its_short_and_repeated_turns() {
    let text = "Remarks at the harbour\n\nMAYOR HOLM: Good morning, and thank you all for coming here.\n\n\
        QUESTION: Can I change topics?\n\nMAYOR HOLM: Yes. Please go ahead.\n\nQUESTION: Can I change topics?\n\n\
        MAYOR HOLM: Thank you.\n";
    let article = read(text);
    assert!(dropped(&article).is_empty(), "{:?}", dropped(&article));
    assert_eq!(kept(&article, BlockKind::Paragraph).len(), 5);
}

#[test]
fn words_of_a_speaker_are_not_the_page_s_words_to_its_readers() {
    let text = "Ferries stop at three harbours\n\nThe ferries stopped at noon, the harbour master said.\n\n\
        \"Support our work or lose the boats,\" he told the council.\n\nThey will not run before Friday.\n";
    assert!(dropped(&read(text)).is_empty());
}

#[test]
fn plain_keeps_everything() {
    let input = PageInput { plain: true, ..PageInput::default() };
    let (article, _) = read_plain(COPIED, &input, words());
    assert!(dropped(&article).is_empty());
    assert!(article.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    assert_eq!(article.blocks.len(), 13);
}

#[test]
fn an_empty_page_is_an_article_with_a_note() {
    for text in ["", " \n\t\n", "Share\nPrint\nSubscribe\n"] {
        let (article, notes) = read_plain(text, &PageInput::default(), words());
        assert!(article.readable().next().is_none());
        assert!(notes.iter().any(|note| note.what.contains("no article")), "{text:?}");
    }
}
