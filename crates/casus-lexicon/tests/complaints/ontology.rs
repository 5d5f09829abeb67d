//! Mistakes in `ontology/`.

use crate::{all_types, complaints_of};
use insta::assert_snapshot;

#[test]
fn all_sixteen_classes_are_wanted_once() {
    let complaints = complaints_of(&[("ontology/types.toml", &all_types().replacen("AGREE", "CONSULT", 1))]);
    assert_snapshot!(complaints, @r#"
    lexicon/ontology/types.toml:1: the class AGREE is missing
      help: add a [[type]] with id = "AGREE"
    lexicon/ontology/types.toml:7: the class CONSULT stands twice
      help: keep one of the two
    "#);
}

#[test]
fn a_class_needs_its_score_and_quad() {
    let complaints = complaints_of(&[(
        "ontology/types.toml",
        &all_types().replace("material-conflict\"\nscore = -9.0", "conflict\""),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/ontology/types.toml:1: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:1: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:6: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:6: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:11: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:11: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:16: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:16: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:21: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:21: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:26: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:26: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:31: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:31: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:36: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:36: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:41: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:41: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:46: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:46: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:51: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:51: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:56: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:56: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:61: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:61: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:66: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:66: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:71: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:71: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    lexicon/ontology/types.toml:76: `score` is missing
      help: give PLOVER's score, such as `score = 2.5`
    lexicon/ontology/types.toml:76: unknown quad `conflict`
      help: use one of `verbal-cooperation`, `material-cooperation`, `verbal-conflict`, `material-conflict`
    "#);
}

#[test]
fn a_crosswalk_row_with_a_mode_of_no_class() {
    let complaints = complaints_of(&[
        ("ontology/types.toml", &all_types()),
        (
            "ontology/cameo.csv",
            "cameo,type,mode,meaning\n\
         183,ASSAULT,bombs,Bombing\n\
         010,,beat,A statement\n\
         21,ASSAULT,,No such root\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/ontology/cameo.csv:2: `bombs` is no mode of ASSAULT
      help: use one of `explosives`, `beat`
    lexicon/ontology/cameo.csv:3: a mode without a type
      help: fill in `type`, or leave `mode` empty too
    lexicon/ontology/cameo.csv:4: `21` is not a CAMEO code
      help: CAMEO's codes have two to four digits, beginning with `01` to `20`: `04`, `042`, `1951`
    "#);
}
