//! Mistakes in `verbs/*.toml`: each test breaks a sound rule in one way.

use crate::{SOUND, all_types, complaints_of, sound_but, states};
use insta::assert_snapshot;

#[test]
fn a_rule_needs_a_sentence_in_which_it_does_not_fire() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#"  [[rule.no]]
  text = "The film bombed at the box office."
  why = "a failure"
"#,
            "",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: rule `assault.bomb` has no `no` sentence
      help: add a [[rule.no]] with a sentence where the same words are something else
    "#);
}

#[test]
fn a_rule_needs_a_sentence_in_which_it_fires() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#"  [[rule.yes]]
  text = "Syrian jets bombed a camp near Idlib."

"#,
            "",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: rule `assault.bomb` has no `yes` sentence
      help: add a [[rule.yes]] with a sentence in which it fires
    "#);
}

#[test]
fn a_misspelt_key_is_named_with_the_likely_one() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but("recipients =", "recipient ="))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:7: unknown key `recipient`
      help: did you mean `recipients`?
    "#);
}

#[test]
fn a_key_of_a_sentence_can_be_misspelt_too() {
    let complaints =
        complaints_of(&[("verbs/assault.toml", &sound_but(r#"why = "a failure""#, r#"wyh = "a failure""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:12: a `no` of rule `assault.bomb` has no `why`
      help: say what it is instead, such as why = "a failure"
    lexicon/verbs/assault.toml:14: unknown key `wyh`
      help: did you mean `why`?
    "#);
}

#[test]
fn an_unknown_place_of_a_role() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#""object", "on""#, r#""objekt", "on""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:7: unknown place `objekt` in `recipients`
      help: did you mean `object`?
    "#);
}

#[test]
fn places_are_joined_with_a_plus() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#"["subject"]"#, r#"["subject+wiht"]"#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:6: unknown place `wiht` in `actors`
      help: did you mean `with`?
    "#);
}

#[test]
fn a_file_without_a_class() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#"type = "ASSAULT""#, "# no type"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:1: the file has no `type`
      help: begin it with a line such as type = "ASSAULT"
    "#);
}

#[test]
fn an_unknown_class() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#"type = "ASSAULT""#, r#"type = "ASAULT""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:1: unknown type `ASAULT`
      help: did you mean `ASSAULT`?
    "#);
}

#[test]
fn a_name_that_does_not_begin_with_the_class() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#""assault.bomb""#, r#""attack.bomb""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: `attack.bomb` is no name for a rule of ASSAULT
      help: begin it with `assault.` and a name in small letters, such as `assault.bomb`
    "#);
}

#[test]
fn two_rules_of_one_name() {
    let complaints = complaints_of(&[("verbs/assault.toml", SOUND), ("verbs/assault-2.toml", SOUND)]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: the rule `assault.bomb` stands already at lexicon/verbs/assault-2.toml:3
      help: keep one of the two
    "#);
}

#[test]
fn a_rule_that_can_never_fire() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#"verbs = ["bomb", "rain down"]
"#,
            "",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: rule `assault.bomb` has neither verbs nor nouns
      help: give it `verbs`, `nouns` or both; it can never fire
    "#);
}

#[test]
fn a_rule_without_places() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#"actors = ["subject"]
recipients = ["object", "on"]
"#,
            "",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: rule `assault.bomb` has no place for actors or recipients
      help: say where they stand, such as actors = ["subject"]
    "#);
}

#[test]
fn an_empty_verb_and_one_that_stands_twice() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#""rain down""#, r#""", "bomb""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:5: `bomb` stands twice in `verbs`
      help: keep one of the two
    lexicon/verbs/assault.toml:5: `verbs` is empty
      help: fill in `verbs`; every row needs one
    "#);
}

#[test]
fn an_unknown_ledger() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            "actors =",
            r#"ledger = "attack"
actors ="#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:6: unknown ledger `attack`
      help: did you mean `attacks`?
    "#);
}

#[test]
fn an_unknown_status() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            "actors =",
            r#"status = "future"
actors ="#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:6: unknown status `future`
      help: use one of `happened`, `planned`, `conditional`, `hypothetical`, `negated`
    "#);
}

#[test]
fn an_unknown_part() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            "actors =",
            r#"needs = ["actors"]
actors ="#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:6: unknown part `actors`
      help: did you mean `actor`?
    "#);
}

#[test]
fn a_number_where_a_text_belongs() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#""assault.bomb""#, "7"))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:4: integer `7` where a text belongs
      help: texts stand in "quotation marks", lists in [square brackets]; see lexicon/README.md
    "#);
}

#[test]
fn a_text_where_a_list_belongs() {
    let complaints = complaints_of(&[("verbs/assault.toml", &sound_but(r#"["bomb", "rain down"]"#, r#""bomb""#))]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:5: the text "bomb" where a list belongs
      help: texts stand in "quotation marks", lists in [square brackets]; see lexicon/README.md
    "#);
}

#[test]
fn a_cameo_code_of_no_such_root() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            "actors =",
            r#"cameo = "995"
actors ="#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:6: `995` is not a CAMEO code
      help: CAMEO's codes have two to four digits, beginning with `01` to `20`: `04`, `042`, `1951`
    "#);
}

#[test]
fn a_sentence_without_a_reason() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#"  why = "a failure"
"#,
            "",
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:12: a `no` of rule `assault.bomb` has no `why`
      help: say what it is instead, such as why = "a failure"
    "#);
}

#[test]
fn the_same_sentence_twice() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            "  [[rule.no]]",
            r#"  [[rule.yes]]
  text = "Syrian jets bombed a camp near Idlib."

  [[rule.no]]"#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:12: the sentence stands already in rule `assault.bomb`, at line 9
      help: write another one, or keep one of the two
    "#);
}

#[test]
fn a_mark_of_quotation_left_open_hides_nothing_else() {
    let complaints = complaints_of(&[(
        "verbs/assault.toml",
        &sound_but(
            r#""assault.bomb"
verbs = ["bomb", "rain down"]
actors = ["subject"]
recipients"#,
            r#""assault.bomb
verbs = ["bomb", "rain down"]
actors = ["subject"]
recipient"#,
        ),
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:4: not TOML: invalid basic string, expected `"`
      help: texts stand in "quotation marks", lists in [square brackets]
    lexicon/verbs/assault.toml:7: unknown key `recipient`
      help: did you mean `recipients`?
    "#);
}

#[test]
fn codes_of_a_sentence_must_exist() {
    let complaints = complaints_of(&[
        (
            "verbs/assault.toml",
            &sound_but(
                r#"Idlib."
"#,
                r#"Idlib."
  actors = ["SIR"]
"#,
            ),
        ),
        ("actors/states.csv", &states("SYR,SY,Syria,,Syrian,,Damascus,,yes,Q858\n")),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:9: no state or organisation has the code `SIR`
      help: use a code of actors/states.csv or actors/organisations.csv, or add it there
    "#);
}

#[test]
fn a_mode_of_another_class() {
    let complaints = complaints_of(&[
        (
            "verbs/consult.toml",
            &SOUND
                .replace("ASSAULT", "CONSULT")
                .replace("assault.", "consult.")
                .replace("actors =", "mode = \"beat\"\nactors ="),
        ),
        ("ontology/types.toml", &all_types()),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/consult.toml:3: `beat` is no mode of CONSULT
      help: CONSULT has no modes; leave it out
    "#);
}

#[test]
fn a_misspelt_mode() {
    let complaints = complaints_of(&[
        (
            "verbs/assault.toml",
            &sound_but(
                "actors =",
                r#"mode = "explosive"
actors ="#,
            ),
        ),
        ("ontology/types.toml", &all_types()),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: `explosive` is no mode of ASSAULT
      help: did you mean `explosives`?
    "#);
}

#[test]
fn an_unknown_context() {
    let complaints = complaints_of(&[
        (
            "verbs/assault.toml",
            &sound_but(
                "actors =",
                r#"contexts = ["millitary"]
actors ="#,
            ),
        ),
        (
            "ontology/contexts.csv",
            "id,meaning,words\n\
         military,Armed forces.,army\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/verbs/assault.toml:3: unknown context `millitary`
      help: did you mean `military`?
    "#);
}
