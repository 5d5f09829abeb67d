//! Mistakes in the tables of small words: cues, times, states.

use crate::complaints_of;
use insta::assert_snapshot;

#[test]
fn a_cue_twice_in_one_kind() {
    let complaints = complaints_of(&[(
        "status/cues.csv",
        "cue,kind,effect,note,yes,no\n\
         plan to,verb,planned,,,\n\
         plan to,noun,planned,,,\n\
         plan to,verb,hypothetical,,,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/status/cues.csv:4: the cue `plan to` of this kind stands already at lexicon/status/cues.csv:2
      help: keep one of the two
    "#);
}

#[test]
fn words_outside_a_closed_list() {
    let complaints = complaints_of(&[
        (
            "status/cues.csv",
            "cue,kind,effect,note,yes,no\n\
         will,auxiliary,planed,,,\n",
        ),
        (
            "quotes/cues.csv",
            "cue,kind,strength,note\n\
         say,verb,strong,\n\
         claim,nuon,speech,\n",
        ),
        (
            "quotes/weights.csv",
            "feature,weight\n\
         bias,much\n",
        ),
        (
            "units/units.csv",
            "unit,plural,class,series,ledger,subject,with,note\n\
         missile,,missile,,launch,doers,,\n",
        ),
        (
            "page/furniture.csv",
            "match,text,why,then\n\
         lines,Most popular,most popular,ends\n",
        ),
    ]);
    assert_snapshot!(complaints, @r#"
    lexicon/page/furniture.csv:2: unknown match `lines`
      help: did you mean `line`?
    lexicon/page/furniture.csv:2: unknown then `ends`
      help: did you mean `end`?
    lexicon/quotes/cues.csv:2: unknown strength `strong`
      help: use one of `speech`, `weak`, `belief`
    lexicon/quotes/cues.csv:3: unknown kind `nuon`
      help: did you mean `noun`?
    lexicon/quotes/weights.csv:2: `much` is no weight
      help: write a whole number of thousandths: 1250, -300
    lexicon/status/cues.csv:2: unknown effect `planed`
      help: did you mean `planned`?
    lexicon/status/cues.csv:2: unknown kind `auxiliary`
      help: use one of `modal`, `verb`, `noun`, `adjective`, `adverb`, `conjunction`, `negation`
    lexicon/units/units.csv:2: unknown ledger `launch`
      help: did you mean `launches`?
    lexicon/units/units.csv:2: unknown subject `doers`
      help: did you mean `doer`?
    "#);
}

#[test]
fn what_a_time_word_stands_for_follows_from_its_kind() {
    let complaints = complaints_of(&[(
        "times/words.csv",
        "words,kind,value,note\n\
         Monday,weekday,8,\n\
         Labour Day,holiday,13-01,\n\
         fortnight,units,P2W,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/times/words.csv:2: `8` is no value for `weekday`
      help: write 1 (Monday) to 7
    lexicon/times/words.csv:3: `13-01` is no value for `holiday`
      help: write MM-DD, MM-Wn-d (WL for the last), or E and days from Easter: E-2
    lexicon/times/words.csv:4: unknown kind `units`
      help: did you mean `unit`?
    "#);
}

#[test]
fn one_time_word_twice() {
    let complaints = complaints_of(&[(
        "times/words.csv",
        "words,kind,value,note\n\
         Monday;Mon.,weekday,1,\n\
         Mon.,weekday,1,\n",
    )]);
    assert_snapshot!(complaints, @r#"
    lexicon/times/words.csv:3: the weekday `Mon.` stands already at lexicon/times/words.csv:2
      help: keep one of the two
    "#);
}

#[test]
fn words_of_states() {
    let complaints = complaints_of(&[(
        "states/words.csv",
        "relation,form,subject,words,without,parties,toward,needs,note,yes,no\n\
         ally,verbs,,be at war,,subjekt,with,both,,,\n",
    )]);
    for what in ["unknown relation `ally`", "unknown form `verbs`", "unknown place `subjekt`", "unknown needs `both`"] {
        assert!(complaints.contains(what), "{what} is missing in:\n{complaints}");
    }
}
