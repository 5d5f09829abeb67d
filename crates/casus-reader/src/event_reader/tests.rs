//! The event reader against a miniature of itself: random weights of a network of the same make, and what PyTorch and the
//! rules of `training/features.py` say with them (`training/miniature.py` makes both). It shows that the arithmetic and
//! the rules are the trained ones; what a trained network knows is measured elsewhere.

use super::*;
use casus_types::{Pos, Tag};
use serde_json::Value;

const MINIATURE: &[u8] = include_bytes!("../../tests/fixtures/event_reader/miniature.safetensors");
const EXPECTED: &str = include_str!("../../tests/fixtures/event_reader/miniature.json");

/// A sentence as spaCy parsed it, and what is expected of it.
struct Stored {
    text: Text,
    tokens: Vec<Token>,
    names: Vec<Name>,
    expected: Value,
}

impl Stored {
    fn words(&self) -> Words<'_> {
        Words::new(&self.text, &self.tokens, &self.names)
    }
}

fn miniature() -> EventReader {
    EventReader::new(MINIATURE).unwrap()
}

fn expected() -> Value {
    serde_json::from_str(EXPECTED).unwrap()
}

fn sentences() -> Vec<Stored> {
    expected()["sentences"].as_array().unwrap().iter().map(stored).collect()
}

fn stored(expected: &Value) -> Stored {
    let text = Text::new(expected["text"].as_str().unwrap().to_string());
    let token = |row: &Value| Token {
        span: text.span(number(&row[0])..number(&row[1])).unwrap(),
        lemma: row[2].as_str().unwrap().to_string(),
        tag: row[3].as_str().and_then(Tag::from_text).unwrap(),
        pos: row[4].as_str().and_then(Pos::from_text).unwrap(),
        head: number(&row[5]),
        label: row[6].as_str().and_then(Label::from_text).unwrap(),
    };
    let name = |row: &Value| Name {
        tokens: number(&row[0])..number(&row[1]),
        kind: row[2].as_str().and_then(NameKind::from_text).unwrap(),
    };
    let tokens = expected["tokens"].as_array().unwrap().iter().map(token).collect();
    let names = expected["names"].as_array().unwrap().iter().map(name).collect();
    Stored { text, tokens, names, expected: expected.clone() }
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

fn numbers(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn near(score: Score, expected: &Value, most: f64) -> bool {
    (score.value() - expected.as_f64().unwrap()).abs() < most
}

fn fractions(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap() as f32).collect()
}

#[test]
fn words_are_cut_into_the_pieces_of_berts_tokenizer() {
    let reader = miniature();
    for row in expected()["words"].as_array().unwrap() {
        let pieces: Vec<usize> = reader.pieces.of(row[0].as_str().unwrap()).into_iter().map(|id| id as usize).collect();
        assert_eq!(pieces, numbers(&row[1]), "{}", row[0]);
    }
    assert_eq!(reader.pieces.of("protested").len(), 2, "protest ##ed");
}

#[test]
fn a_sentence_is_put_to_the_network_as_in_training() {
    let reader = miniature();
    for sentence in sentences() {
        let words = sentence.words();
        let pieces: Vec<usize> =
            reader.lay_out(&words, &[], &[]).pieces.iter().map(|piece| piece.piece as usize).collect();
        assert_eq!(pieces, numbers(&sentence.expected["pieces"]));
        for (word, shape) in sentence.expected["shapes"].as_array().unwrap().iter().enumerate() {
            let found = Shape::NAMES.get(Shape::of(words.text(word)) as usize).copied();
            assert_eq!(found, shape.as_str(), "{}", words.text(word));
        }
    }
}

#[test]
fn candidates_and_phrases_are_those_of_training() {
    for sentence in sentences() {
        let words = sentence.words();
        assert_eq!(words.candidates().collect::<Vec<_>>(), numbers(&sentence.expected["candidates"]));
        for (word, expected) in sentence.expected["phrases"].as_array().unwrap().iter().enumerate() {
            let found = phrase::phrase(&words, word);
            assert_eq!(vec![found.start, found.end], numbers(expected), "{}", words.text(word));
        }
    }
}

/// The first sentence is `Norway's foreign minister met the president of South Sudan and two U.S. envoys in Juba on
/// Monday.`
#[test]
fn a_phrase_has_its_article_its_titles_its_whole_name_and_an_of() {
    let [first, ..] = &sentences()[..] else { panic!("no sentence") };
    let words = first.words();
    let written = |head| {
        let range = phrase::phrase(&words, head);
        let span = first.tokens[range.start].span.to(first.tokens[range.end - 1].span);
        first.text.slice(span)
    };
    assert_eq!(written(0), "Norway");
    assert_eq!(written(3), "Norway's foreign minister");
    assert_eq!(written(6), "the president of South Sudan");
    assert_eq!(written(9), "South Sudan");
    assert_eq!(written(13), "two U.S. envoys");
}

#[test]
fn vectors_are_those_of_pytorch_but_for_what_8_bits_cost() {
    let reader = miniature();
    for sentence in sentences() {
        let found = reader.whole(&reader.lay_out(&sentence.words(), &[], &[]));
        let expected = fractions(&sentence.expected["vectors"]);
        assert_eq!(found.len(), expected.len());
        let width = reader.encoder.hidden;
        for (piece, (found, expected)) in found.chunks(width).zip(expected.chunks(width)).enumerate() {
            let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            let likeness = product(found, expected) / (product(found, found) * product(expected, expected)).sqrt();
            assert!(likeness > 0.99, "piece {piece}: {likeness}");
        }
    }
}

#[test]
fn proposals_are_those_of_pytorch_where_the_vectors_are() {
    let reader = miniature();
    for sentence in sentences() {
        let words = sentence.words();
        let vectors = fractions(&sentence.expected["vectors"]);
        let found = reader.propose(&words, &Read { vectors, place: reader.lay_out(&words, &[], &[]).first });
        let expected = sentence.expected["proposals"].as_array().unwrap();
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found.trigger, number(&expected["trigger"]));
            assert_eq!(found.kind.code(), expected["kind"]);
            assert_eq!(found.mode.as_deref().unwrap_or("-"), expected["mode"]);
            assert_eq!(found.status.word(), expected["status"]);
            assert!(near(found.score, &expected["score"], 0.002));
            assert!(near(found.status_score, &expected["status_score"], 0.002));
            let links = expected["links"].as_array().unwrap();
            assert_eq!(found.links.len(), links.len());
            for (found, expected) in found.links.iter().zip(links) {
                assert_eq!(found.role.word(), expected[0]);
                let places = vec![found.head, found.tokens.start, found.tokens.end];
                assert_eq!(places, [&expected[1], &expected[2], &expected[3]].map(number));
                assert!(near(found.score, &expected[4], 0.002), "{found:?} {expected}");
            }
        }
    }
}

#[test]
fn relations_are_those_of_pytorch_the_likeliest_first() {
    let reader = miniature();
    for sentence in sentences() {
        let Stored { text, tokens, names, expected } = &sentence;
        let (source, target) = (numbers(&expected["source"]), numbers(&expected["target"]));
        for (which, key) in [(Relations::Plover, "relations"), (Relations::Plv, "plv")] {
            let found = reader.relate(text, tokens, names, &source, &target, which);
            assert!(found.is_sorted_by(|(_, a), (_, b)| a >= b));
            let rows = expected[key].as_array().unwrap();
            assert_eq!(found.len(), rows.len());
            for row in rows {
                let (_, score) = found.iter().find(|(name, _)| row[0] == *name).unwrap();
                assert!(near(*score, &row[1], 0.03), "{row} {score:?}");
            }
        }
    }
}

#[test]
fn every_path_of_the_kernel_gives_the_same_proposals() {
    for sentence in sentences() {
        let on = |path| {
            let reader = EventReader { path, ..miniature() };
            let vectors = reader.whole(&reader.lay_out(&sentence.words(), &[0], &[4]));
            let bits: Vec<u32> = vectors.iter().map(|number| number.to_bits()).collect();
            (bits, reader.read(&sentence.text, &sentence.tokens, &sentence.names))
        };
        for path in Path::available() {
            assert_eq!(on(path), on(Path::Plain), "{path:?}");
        }
    }
}

#[test]
fn words_that_can_have_a_part_are_read_as_if_all_were_read_to_the_end() {
    let reader = miniature();
    for sentence in sentences() {
        let words = sentence.words();
        let (some, all) = (reader.read_if_worth_it(&words).unwrap(), reader.lay_out(&words, &[], &[]));
        let vectors = reader.whole(&all);
        assert!(some.vectors.len() < vectors.len());
        for word in 0..words.tokens.len() {
            match some.place[word] {
                Some(place) => {
                    let expected = reader.vector(&vectors, all.first[word].unwrap());
                    assert_eq!(reader.vector(&some.vectors, place), expected);
                }
                None => assert!(!words.may_have_a_part(word), "{}", words.text(word)),
            }
        }
    }
}

#[test]
fn words_beyond_what_the_network_reads_are_not_seen() {
    let reader = miniature();
    for sentence in sentences() {
        let tokens: Vec<Token> = std::iter::repeat_n(&sentence.tokens, 10).flatten().cloned().collect();
        let words = Words::new(&sentence.text, &tokens, &sentence.names);
        let read = reader.lay_out(&words, &[], &[]);
        assert_eq!(read.pieces.len(), reader.encoder.longest());
        assert_eq!(read.pieces.last().unwrap().piece, reader.pieces.after);
        let seen = read.first.iter().flatten().max().unwrap();
        assert!(*seen < read.pieces.len() - 1);
        for proposal in reader.read(&sentence.text, &tokens, &sentence.names) {
            assert!(read.first[proposal.trigger].is_some());
            assert!(proposal.links.iter().all(|link| read.first[link.head].is_some()));
        }
    }
    let nothing = reader.read(&Text::default(), &[], &[]);
    assert_eq!(nothing, []);
}

#[test]
fn weights_that_do_not_fit_are_refused_by_name() {
    let refusal =
        |bytes: &[u8]| EventReader::new(bytes.to_vec().leak()).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(refusal(b"nothing").starts_with("the weights cannot be read"));
    let changed = |from: &str, to: &str| {
        let at = MINIATURE.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        let mut bytes = MINIATURE.to_vec();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        refusal(&bytes)
    };
    let statuses = changed("happened\nplanned", "planned\nhappened");
    assert!(statuses.starts_with("the weights cannot be read: `statuses` are planned,happened,"), "{statuses}");
    assert_eq!(
        changed("layer.1.norm1.bias", "layer.1.norm1.BIAS"),
        "the weights cannot be read: `layer.1.norm1.bias` is not in it"
    );
    assert_eq!(changed("nsubjpass", "nsubjlost"), "the weights cannot be read: `labels` do not have nsubjpass");
    assert_eq!(
        changed("CONSULT/visit", "CONSULT:visit"),
        "the weights cannot be read: `modes` has no class for CONSULT:visit"
    );
    assert_eq!(changed("\n[CLS]\n", "\n[cls]\n"), "the weights cannot be read: `vocab` has no piece [CLS]");
}

#[test]
fn distances_are_counted_in_steps_that_grow() {
    let steps = [1, 2, 3, 4, 5, 7, 8, 12, 13, 20, 21, 99];
    assert_eq!(steps.map(|gap| tree::distance(100, 100 - gap)), [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
    assert_eq!(steps.map(|gap| tree::distance(100, 100 + gap)), [9, 10, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16]);
    assert_eq!(tree::distance(100, 100), 8);
}

/// `Norway ← minister ← met → president → of → Sudan`, as the first sentence is parsed.
#[test]
fn paths_are_told_apart_by_the_tree() {
    let [first, ..] = &sentences()[..] else { panic!("no sentence") };
    let words = first.words();
    let (norway, minister, met, president, of, sudan) = (0, 3, 4, 6, 7, 9);
    assert_eq!(path_of(&words, met, met), "same");
    assert_eq!(path_of(&words, met, minister), "child");
    assert_eq!(path_of(&words, met, norway), "grandchild");
    assert_eq!(path_of(&words, president, sudan), "prep");
    assert_eq!(path_of(&words, minister, met), "parent");
    assert_eq!(path_of(&words, sudan, met), "above");
    assert_eq!(path_of(&words, minister, president), "sibling");
    assert_eq!(path_of(&words, of, minister), "subject");
    assert_eq!(path_of(&words, norway, sudan), "other");
}

/// `Oslo condemned Moscow and Minsk and praised Helsinki`.
#[test]
fn verbs_that_are_joined_keep_their_own_parties() {
    use Label::*;
    let [oslo, condemned, moscow, _, minsk, _, praised, helsinki] = [0, 1, 2, 3, 4, 5, 6, 7];
    let tokens = rough(&[
        (Pos::Propn, Nsubj, "Oslo"),
        (Pos::Verb, Root, "condemn"),
        (Pos::Propn, Dobj, "Moscow"),
        (Pos::Cconj, Cc, "and"),
        (Pos::Propn, Conj, "Minsk"),
        (Pos::Cconj, Cc, "and"),
        (Pos::Verb, Conj, "praise"),
        (Pos::Propn, Dobj, "Helsinki"),
    ]);
    let heads = [1, 1, 1, 2, 2, 1, 1, 6];
    let tokens: Vec<Token> = tokens.into_iter().zip(heads).map(|(token, head)| Token { head, ..token }).collect();
    let text = Text::default();
    let words = Words::new(&text, &tokens, &[]);
    assert_eq!(
        [oslo, moscow, minsk, helsinki].map(|word| path_of(&words, condemned, word)),
        ["child", "child", "child", "joined"]
    );
    assert_eq!(
        [oslo, moscow, minsk, helsinki].map(|word| path_of(&words, praised, word)),
        ["subject", "sibling", "sibling", "child"]
    );
}

fn path_of(words: &Words, trigger: usize, word: usize) -> &'static str {
    tree::PATHS[tree::path(words, trigger, word)]
}

#[test]
fn a_glance_sees_what_pytorch_sees_and_ends_the_reading_where_no_word_names_an_act() {
    let sees = |least: f32, sentence: &Stored| {
        let mut reader = miniature();
        reader.heads.glances[0].least = least;
        reader.read_if_worth_it(&sentence.words()).is_some()
    };
    for sentence in sentences() {
        let most = fractions(&sentence.expected["glance"]).into_iter().fold(f32::MIN, f32::max);
        assert!(sees(most - 0.1, &sentence) && !sees(most + 0.1, &sentence), "{most}");
    }
}

/// Words without a text: part of speech, label, lemma; all hang on the first.
fn rough(words: &[(Pos, Label, &str)]) -> Vec<Token> {
    let span = Text::default().whole();
    let token = |(pos, label, lemma): &(Pos, Label, &str)| Token {
        span,
        lemma: lemma.to_string(),
        tag: Tag::Xx,
        pos: *pos,
        head: 0,
        label: *label,
    };
    words.iter().map(token).collect()
}

#[test]
fn a_sentence_without_an_act_or_a_party_is_not_worth_the_reader() {
    let name = |at: usize, kind| vec![Name { tokens: at..at + 1, kind }];
    let worth = |words: &[(Pos, Label, &str)], names: Vec<Name>| may_hold_an_act(&rough(words), &names);
    let rained = (Pos::Verb, Label::Root, "rain");
    assert!(worth(&[rained, (Pos::Pron, Label::Nsubj, "they")], vec![]));
    assert!(!worth(&[rained, (Pos::Pron, Label::Nsubj, "it")], vec![]));
    assert!(!worth(&[rained, (Pos::Propn, Label::Npadvmod, "Monday")], name(1, NameKind::Date)));
    assert!(!worth(&[rained, (Pos::Num, Label::Nummod, "5")], vec![]));
    assert!(worth(&[rained, (Pos::Adj, Label::Amod, "Turkish")], name(1, NameKind::Norp)));
    assert!(!worth(&[(Pos::Adv, Label::Root, "here"), (Pos::Pron, Label::Nsubj, "they")], vec![]));
    assert!(!worth(&[], vec![]));
}
