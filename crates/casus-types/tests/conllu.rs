//! Readings as CoNLL-U: what is written reads back as it was; what others wrote is read where that is safe; and what is
//! broken is refused with its line and a way out.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

use casus_types::*;
use proptest::prelude::*;
use std::ops::Range;

/// A sentence of our own, as casus writes it.
const MISSILE: &str = "\
# newdoc id = our-1
# article_text = North Korea fired a missile.\\n
# article_block = 0..28 paragraph
# sent_id = 1
# text = North Korea fired a missile.
# span = 0..28
# block = 1
# act = 3 MOBILIZE/weapons .912 happened .887 | who 2 1-2 .950 | whom 5 4-5 .310
1\tNorth\tNorth\tPROPN\tNNP\t_\t2\tcompound\t_\tName=B-GPE
2\tKorea\tKorea\tPROPN\tNNP\t_\t3\tnsubj\t_\tName=I-GPE
3\tfired\tfire\tVERB\tVBD\t_\t0\tROOT\t_\t_
4\ta\ta\tDET\tDT\t_\t5\tdet\t_\t_
5\tmissile\tmissile\tNOUN\tNN\t_\t3\tdobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

";

fn reading(text: &str) -> Parsed {
    conllu::read(text).unwrap_or_else(|bad| panic!("{bad}"))
}

fn words(parsed: &Parsed) -> Vec<Vec<&str>> {
    let words = |sentence: &Sentence| sentence.tokens.iter().map(|token| token.span).collect::<Vec<_>>();
    let text = &parsed.article.text;
    parsed.sentences.iter().map(|one| words(one).into_iter().map(|span| text.slice(span)).collect()).collect()
}

#[test]
fn a_reading_is_read_with_words_tree_names_and_acts() {
    let parsed = reading(MISSILE);
    assert_eq!((parsed.article.id.as_str(), parsed.article.text.whole().end()), ("our-1", 29));
    assert_eq!(words(&parsed), [["North", "Korea", "fired", "a", "missile", "."]]);
    let sentence = &parsed.sentences[0];
    assert_eq!(sentence.tokens.iter().map(|token| token.head).collect::<Vec<_>>(), [1, 2, 2, 4, 2, 2]);
    assert_eq!(sentence.tokens[2].lemma, "fire");
    assert_eq!(
        (sentence.tokens[2].tag, sentence.tokens[2].pos, sentence.tokens[4].label),
        (Tag::Vbd, Pos::Verb, Label::Dobj)
    );
    assert_eq!(sentence.names, [Name { tokens: 0..2, kind: NameKind::Gpe }]);
    let [act] = sentence.proposals.as_slice() else { panic!("one act") };
    assert_eq!((act.trigger, act.kind, act.mode.as_deref()), (2, EventType::Mobilize, Some("weapons")));
    assert_eq!((act.score.thousandths(), act.status, act.status_score.thousandths()), (912, Status::Happened, 887));
    let links: Vec<_> = act.links.iter().map(|link| (link.role, link.head, link.tokens.clone())).collect();
    assert_eq!(links, [(Role::Who, 1, 0..2), (Role::Whom, 4, 3..5)]);
}

#[test]
fn it_is_written_as_it_was_read_under_a_remark_for_strangers() {
    let written = conllu::write(&reading(MISSILE));
    let (remark, rest) = written.split_at(written.find("# newdoc").unwrap());
    assert!(remark.lines().all(|line| line.starts_with("# ")) && remark.contains("CLEAR style"), "{remark}");
    assert_eq!(rest.replace("# article_source = our-1\n", ""), MISSILE);
}

#[test]
fn an_article_without_sentences_is_kept_too() {
    let mut parsed = reading(MISSILE);
    parsed.sentences.clear();
    assert_eq!(reading(&conllu::write(&parsed)), parsed);
    let empty = reading("");
    assert_eq!((empty.article.text.as_str(), empty.sentences.len(), empty.article.blocks.len()), ("", 0, 0));
}

#[test]
fn without_comments_the_text_is_put_together_from_the_words() {
    // From an editor of Windows: a mark of the encoding, and its ends of lines.
    let rows = "\u{feff}1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\r\n\
                2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\r\n\
                3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\r\n\r\n\
                1\tAgain\t_\t_\t_\t_\t0\tROOT\t_\t_";
    let parsed = reading(rows);
    assert_eq!(parsed.article.text.as_str(), "Rain fell. Again");
    assert_eq!(words(&parsed), [vec!["Rain", "fell", "."], vec!["Again"]]);
    assert_eq!(parsed.sentences[0].tokens[1].label, Label::Root, "`root` is meant");
    let again = &parsed.sentences[1].tokens[0];
    assert_eq!((again.lemma.as_str(), again.pos, again.tag), ("Again", Pos::X, Tag::Xx), "what is not known");
    assert_eq!(parsed.article.readable().count(), 1);
}

#[test]
fn a_text_comment_tells_the_white_space_and_newpar_the_blocks() {
    let parsed = reading(
        "# newpar id = a\n# text = Rain  fell\n1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n\
         2\tfell\tfall\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\n# newpar\n# text = Again\n1\tAgain\tagain\tADV\tRB\t_\t0\tROOT\t_\t_\n",
    );
    assert_eq!(parsed.article.text.as_str(), "Rain  fell\n\nAgain");
    let blocks: Vec<&str> = parsed.article.blocks.iter().map(|block| parsed.article.text.slice(block.span)).collect();
    assert_eq!(blocks, ["Rain  fell", "Again"]);
    assert_eq!(parsed.sentences.iter().map(|sentence| sentence.block).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn ranges_hold_words_together_and_empty_nodes_are_passed_over() {
    let parsed = reading(
        "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
         1\tDo\tdo\tAUX\tVB\t_\t0\tROOT\t_\t_\n\
         2\tn't\tnot\tPART\tRB\t_\t1\tneg\t_\t_\n\
         2.1\tshoot\tshoot\tVERB\tVB\t_\t_\t_\t1:conj\t_\n\
         3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n",
    );
    assert_eq!(parsed.article.text.as_str(), "Don't!");
    assert_eq!(words(&parsed), [["Do", "n't", "!"]]);
}

#[test]
fn an_article_of_a_text_alone_is_one_paragraph() {
    let text = MISSILE.replace("# article_block = 0..28 paragraph\n", "").replace("# block = 1\n", "");
    assert_eq!(reading(&text), reading(MISSILE));
}

/// Changes a line of [`MISSILE`]: what is refused, and how.
fn refused(old: &str, new: &str) -> String {
    assert!(MISSILE.contains(old), "{old}");
    conllu::read(&MISSILE.replacen(old, new, 1)).unwrap_err().to_string()
}

#[test]
fn broken_rows_are_refused_with_their_line() {
    let cases = [
        (
            "3\tfired\t",
            "3 fired ",
            "line 11: 8 columns instead of ten (write ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, ",
        ),
        ("3\tfired", "4\tfired", "line 11: `4` stands where word 3 should (number the words of a sentence from 1"),
        ("\tfire\t", "\t\t", "line 11: LEMMA is empty (write `_`"),
        ("\tfired\t", "\tfired \t", "line 11: FORM is empty or has white space at an end (write the word alone"),
        ("\tVBD\t", "\tPAST\t", "line 11: `PAST` is no Penn tag (write one such as VBD"),
        ("\tVERB\t", "\tverb\t", "line 11: `verb` is no part of speech (write one of UD's"),
        (
            "\tdobj\t",
            "\tobj\t",
            "line 13: `obj` is no label of the CLEAR style (write one such as nsubj, dobj, pobj; a tree in UD's",
        ),
        ("_\t0\tROOT", "_\t_\tROOT", "line 11: `_` is no head (write 0 at a root"),
        ("_\t0\tROOT", "_\t7\tROOT", "line 11: the head 7 is no word of the sentence (it has 6"),
        ("_\t0\tROOT", "_\t3\tROOT", "line 11: the word 3 hangs on itself (write 0 at a root"),
        (
            "_\t0\tROOT",
            "_\t0\tccomp",
            "line 11: the label ccomp with the head 0 (a root has the head 0 and the label ROOT",
        ),
        ("_\t0\tROOT", "_\t5\tROOT", "line 11: the label ROOT with the head 5 ("),
        ("_\t0\tROOT", "_\t5\tccomp", "line 9: the word 1 comes to no root by its heads (break the ring"),
        ("B-GPE", "I-GPE", "line 9: `Name=I-GPE` goes on with nothing (write B-"),
        ("I-GPE", "I-ORG", "line 10: `Name=I-ORG` goes on with nothing (write B-"),
        ("B-GPE", "GPE", "line 9: `Name=GPE` is no name (write one such as Name=B-GPE"),
        (
            "\tfired\t",
            "\tshot\t",
            "line 11: `shot` does not stand here in the text: \"fired a missile.\" (write the words",
        ),
        (
            "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n",
            "",
            "line 13: no word for the rest of the sentence: \".\" (give every",
        ),
        (
            "5\tmissile",
            "5-6\tmissiles\t_\t_\t_\t_\t_\t_\t_\t_\n5\tmissile",
            "line 13: `missiles` is not its words together (",
        ),
        (
            "5\tmissile",
            "4-5\tmissile\t_\t_\t_\t_\t_\t_\t_\t_\n5\tmissile",
            "line 13: `missile` stands before other words (",
        ),
        ("6\t.", "6-7\t.\t_\t_\t_\t_\t_\t_\t_\t_\n6\t.", "line 14: `.` has not all its words ("),
    ];
    for (old, new, complaint) in cases {
        let said = refused(old, new);
        assert!(said.starts_with(complaint), "{old} → {new}: {said}");
    }
}

#[test]
fn broken_comments_are_refused_with_their_line() {
    let cases = [
        (
            "# sent_id",
            "# newdoc id = our-2\n# sent_id",
            "line 4: a second article (put each article into a file of its own",
        ),
        ("# sent_id", "# article_text = a\n# sent_id", "line 4: `article_text` stands twice (keep one"),
        ("# sent_id", "# article_published = June\n# sent_id", "line 4: `June` is no day (write it as 2022-06-14"),
        ("# sent_id", "# article_candidate = June 14\n# sent_id", "line 4: `June` is no day ("),
        (
            "# sent_id",
            "# article_block = 27..29 caption\n# sent_id",
            "line 4: the block begins before the one above ends (",
        ),
        ("0..28 paragraph", "0..28 verse", "line 3: `verse` is no kind of block (write it as `0..28 paragraph`"),
        ("0..28 paragraph", "0..28 paragraph menu", "line 3: `menu` is no reason ("),
        ("0..28 paragraph", "0-28 paragraph", "line 3: `0-28` is no place ("),
        ("0..28 paragraph", "0..99 paragraph", "line 3: 0..99 lies outside the text ("),
        ("# article_text = North Korea fired a missile.\\n\n", "", "line 2: a block of no text (give `# article_text`"),
        ("# text = North", "# text = South", "line 5: `text` is not what stands at the span (mend one of"),
        ("# span = 0..28\n", "", "line 8: `span` is missing (write it as `# span = 0..28`"),
        ("# span = 0..28", "# span = 0..99", "line 6: the span 0..99 lies outside the text (give characters"),
        ("# span = 0..28", "# span = all", "line 6: the span all is no place ("),
        ("# block = 1", "# block = 2", "line 7: no block 2 holds the sentence (count the lines `# article_block`"),
        ("0..28 paragraph", "0..20 paragraph", "line 7: no block 1 holds the sentence ("),
        (
            "3 MOBILIZE",
            "MOBILIZE",
            "line 8: an act needs five entries before its links (write it as `3 MOBILIZE/weapons",
        ),
        ("3 MOBILIZE", "7 MOBILIZE", "line 8: `7` is no word of the sentence (its words are numbered from 1 to 6"),
        ("3 MOBILIZE", "0 MOBILIZE", "line 8: `0` is no word of the sentence ("),
        ("MOBILIZE", "MUSTER", "line 8: `MUSTER` is no class of PLOVER (write one such as MOBILIZE"),
        ("happened", "occurred", "line 8: `occurred` is no status (write one such as happened"),
        (".887", "887", "line 8: `887` is no score (write one such as .912"),
        ("who 2", "2", "line 8: a link of an act needs four entries ("),
        ("who 2", "subject 2", "line 8: `subject` is no part in an act (write one such as who, with"),
        ("1-2 .950", "1-9 .950", "line 8: the sentence has no words 1-9 (give the first and the last"),
        ("1-2 .950", "2 .950", "line 8: `2` is no range of words (write one such as 1-2"),
        ("who 2 1-2", "who 3 1-2", "line 8: the head 3 is not among the words 1-2 (name a word"),
    ];
    for (old, new, complaint) in cases {
        let said = refused(old, new);
        assert!(said.starts_with(complaint), "{old} → {new}: {said}");
    }
}

#[test]
fn a_sentence_may_not_begin_inside_the_one_above() {
    let again = format!("{MISSILE}# span = 27..28\n1\t.\t.\tPUNCT\t.\t_\t0\tROOT\t_\t_\n");
    let said = conllu::read(&again).unwrap_err().to_string();
    assert!(said.starts_with("line 16: the span 27..28 begins before the sentence above ends"), "{said}");
}

/// What a sentence is made of before it has a place.
#[derive(Clone, Debug)]
struct Draft {
    /// Words with the white space before each; that before the first is not used.
    words: Vec<(String, String)>,
    tokens: Vec<(String, Tag, Pos, usize, Label)>,
    names: Vec<Name>,
    proposals: Vec<Proposal>,
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn word() -> impl Strategy<Value = String> {
    // Marks that mean something in the format are likelier than chance would have them.
    prop_oneof!["[^\\s\\pC]{1,5}", "[-_#|\\\\./=0-9]{1,3}"]
}

fn blank() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" ".to_string()), "[ \t\r\n\u{a0}\u{2028}]{1,3}"]
}

/// Any words, and no control characters that a text would not hold but breaks and tabs.
fn remark() -> impl Strategy<Value = String> {
    "[\\PC\n\r\t\\\\]{0,12}"
}

fn range_in(words: usize) -> impl Strategy<Value = Range<usize>> {
    (0..words, 0..words).prop_map(|(a, b)| a.min(b)..a.max(b) + 1)
}

fn link(words: usize) -> impl Strategy<Value = Link> {
    (one_of(&Role::ALL), range_in(words), any::<prop::sample::Index>(), 0f32..=1.0).prop_map(
        |(role, tokens, at, score)| Link {
            role,
            head: tokens.start + at.index(tokens.len()),
            tokens,
            score: Score::new(score),
        },
    )
}

fn proposal(words: usize) -> impl Strategy<Value = Proposal> {
    let class = (one_of(&EventType::ALL), proptest::option::of("[a-z-]{1,8}"), one_of(&Status::ALL));
    (0..words, class, 0f32..=1.0, 0f32..=1.0, prop::collection::vec(link(words), 0..3)).prop_map(
        |(trigger, (kind, mode, status), score, status_score, links)| {
            let (score, status_score) = (Score::new(score), Score::new(status_score));
            Proposal { trigger, kind, score, mode, status, status_score, links }
        },
    )
}

/// A tree: the words in any order, each on one that comes before it in that order, or a root.
fn heads(words: usize) -> impl Strategy<Value = Vec<usize>> {
    let order = Just((0..words).collect::<Vec<_>>()).prop_shuffle();
    (order, prop::collection::vec(any::<prop::sample::Index>(), words)).prop_map(move |(order, choices)| {
        let mut heads: Vec<usize> = (0..words).collect();
        for (at, choice) in choices.iter().enumerate() {
            heads[order[at]] = order[choice.index(at + 1)];
        }
        heads
    })
}

/// A word before it has a place: the white space before it and itself, what is said of it, and its part in a name.
type Row = ((String, String), (String, Tag, Pos, Label), (u8, NameKind));

fn draft() -> impl Strategy<Value = Draft> {
    (1usize..7).prop_flat_map(|count| {
        let said = (word(), one_of(Tag::ALL), one_of(Pos::ALL), one_of(Label::ALL));
        let rows = prop::collection::vec(((blank(), word()), said, (0u8..3, one_of(NameKind::ALL))), count);
        let proposals = prop::collection::vec(proposal(count), 0..3);
        (rows, heads(count), proposals).prop_map(|(rows, heads, proposals)| drafted(rows, &heads, proposals))
    })
}

fn drafted(rows: Vec<Row>, heads: &[usize], proposals: Vec<Proposal>) -> Draft {
    let (mut words, mut tokens, mut names) = (Vec::new(), Vec::new(), Vec::<Name>::new());
    for (at, ((blank, word), (lemma, tag, pos, label), (mark, kind))) in rows.into_iter().enumerate() {
        // `_` says that there is none, but for the word `_` itself.
        let lemma = if lemma == "_" { word.clone() } else { lemma };
        let label = match (heads[at] == at, label) {
            (true, _) => Label::Root,
            (false, Label::Root) => Label::Dep,
            (false, label) => label,
        };
        tokens.push((lemma, tag, pos, heads[at], label));
        words.push((blank, word));
        match (mark, names.last_mut()) {
            (1, _) => names.push(Name { tokens: at..at + 1, kind }),
            (2, Some(name)) if name.tokens.end == at => name.tokens.end = at + 1,
            _ => {}
        }
    }
    Draft { words, tokens, names, proposals }
}

const KINDS: [BlockKind; 11] = [
    BlockKind::Headline,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Paragraph,
    BlockKind::Subhead,
    BlockKind::Caption,
    BlockKind::Credit,
    BlockKind::Furniture,
    BlockKind::AuthorBio,
    BlockKind::RelatedLinks,
    BlockKind::AgencyCredit,
];

type DraftBlock = (String, BlockKind, Option<String>, Vec<Draft>);

fn draft_block() -> impl Strategy<Value = DraftBlock> {
    (blank(), one_of(&KINDS), proptest::option::of(remark()), prop::collection::vec(draft(), 1..4))
}

fn date() -> impl Strategy<Value = Date> {
    (1900i16..2100, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// Articles without text: what is known of them.
fn about() -> impl Strategy<Value = Article> {
    let known = || proptest::option::of(remark());
    let candidate = (date(), remark()).prop_map(|(date, why)| DateCandidate { date, why });
    let published = (proptest::option::of(date()), known(), prop::collection::vec(candidate, 0..3))
        .prop_map(|(date, why, candidates)| Published { date, why, candidates });
    let names = (remark(), remark(), known(), prop::collection::vec(remark(), 0..3));
    (names, published, proptest::option::of(date()), known(), known(), known()).prop_map(
        |((id, source, headline, authors), published, modified, agency, outlet, place)| Article {
            id,
            source,
            headline,
            published,
            modified,
            authors,
            agency,
            outlet,
            place,
            text: Text::default(),
            blocks: Vec::new(),
        },
    )
}

/// Any reading that keeps the laws of its types.
fn parsed() -> impl Strategy<Value = Parsed> {
    (about(), prop::collection::vec(draft_block(), 0..4), blank())
        .prop_map(|(article, blocks, after)| built(article, blocks, &after))
}

fn built(article: Article, drafts: Vec<DraftBlock>, after: &str) -> Parsed {
    let (mut content, mut blocks, mut placed) = (String::new(), Vec::new(), Vec::new());
    for (before, kind, dropped, sentences) in drafts {
        content.push_str(&before);
        let start = content.len();
        for draft in sentences {
            let mut ranges = Vec::new();
            for (at, (blank, word)) in draft.words.iter().enumerate() {
                content.push_str(if at == 0 { "" } else { blank });
                ranges.push(content.len()..content.len() + word.len());
                content.push_str(word);
            }
            placed.push((ranges, blocks.len(), draft));
        }
        blocks.push((start..content.len(), kind, dropped));
    }
    let text = Text::new(content + after);
    let span = |range: Range<usize>| text.span(range).unwrap();
    let sentence = |(ranges, block, draft): (Vec<Range<usize>>, usize, Draft)| {
        let whole = span(ranges[0].start..ranges[ranges.len() - 1].end);
        let tokens = ranges.into_iter().zip(draft.tokens);
        let token = |(range, (lemma, tag, pos, head, label))| Token { span: span(range), lemma, tag, pos, head, label };
        let tokens = tokens.map(token).collect();
        Sentence { span: whole, block, tokens, names: draft.names, proposals: draft.proposals }
    };
    let sentences = placed.into_iter().map(sentence).collect();
    let blocks = blocks.into_iter().map(|(range, kind, dropped)| Block { span: span(range), kind, dropped }).collect();
    Parsed { article: Article { text, blocks, ..article }, sentences }
}

proptest! {
    /// Whatever a reading holds comes back as it was.
    #[test]
    fn what_is_written_reads_back_as_it_was(parsed in parsed()) {
        let written = conllu::write(&parsed);
        match conllu::read(&written) {
            Ok(read) => prop_assert_eq!(read, parsed),
            Err(bad) => prop_assert!(false, "{}\n{}", bad, written),
        }
    }

    /// However a file is damaged, reading it ends with a reading that can be written, or with a line of the file.
    #[test]
    fn a_damaged_file_is_read_or_refused(at in any::<prop::sample::Index>(), with in "[\t\n #=.0-9A-Z-]{0,3}", cut in 0usize..4) {
        let start = at.index(MISSILE.len());
        let end = (start + cut).min(MISSILE.len());
        let damaged = format!("{}{with}{}", &MISSILE[..start], &MISSILE[end..]);
        match conllu::read(&damaged) {
            Ok(parsed) => prop_assert_eq!(reading(&conllu::write(&parsed)), parsed),
            Err(bad) => {
                prop_assert!((1..=damaged.split('\n').count()).contains(&bad.line), "{}", bad);
                prop_assert!(!bad.what.is_empty() && !bad.cure.is_empty());
            }
        }
    }
}
