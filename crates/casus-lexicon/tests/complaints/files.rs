//! Mistakes in the files themselves.

use crate::complaints_of;
use casus_lexicon::{Lexicon, SourceFile};
use insta::assert_snapshot;

#[test]
fn a_file_of_no_known_name() {
    let complaints = complaints_of(&[("verbs/assault.tml", ""), ("actors/state.csv", "")]);
    assert_snapshot!(complaints, @r#"
    lexicon/actors/state.csv:1: no file of this name belongs to a lexicon
      help: did you mean `actors/states.csv`?
    lexicon/verbs/assault.tml:1: no file of this name belongs to a lexicon
      help: the names of files with rules end in `.toml`
    "#);
}

#[test]
fn a_byte_order_mark() {
    let complaints = complaints_of(&[(
        "quotes/cues.csv",
        "\u{feff}cue,kind,strength,note\n\
         say,verb,speech,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/quotes/cues.csv:1: the file begins with a byte-order mark
      help: save it as UTF-8 without a mark (BOM)
    "#);
}

/// The line is that of the first byte which is no UTF-8.
#[test]
fn a_file_in_another_encoding() {
    let latin = b"noun,plural,sector,note\ngunman,gunmen,REB,\n\xe9migr\xe9,,CVL,\n".to_vec();
    let complaints = Lexicon::load(&[SourceFile::new("roles/agents.csv", latin)]).unwrap_err();
    assert_snapshot!(complaints, @r#"
    lexicon/roles/agents.csv:3: the file is not UTF-8 from here on
      help: save it as UTF-8
    "#);
}
