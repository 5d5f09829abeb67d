//! When an example passes: a lexicon of one country and two rules, and sentences that do and do not fit.

use super::*;
use casus_lexicon::{Lexicon, SourceFile};
use casus_reader::Reader;

/// The built-in lexicon with `verbs/aid.toml` replaced by one rule with the given examples.
fn outcomes(examples: &str) -> Vec<(Verdict, u32)> {
    let rule = "type = \"AID\"\n[[rule]]\nid = \"aid.give\"\nverbs = [\"give\"]\nobject = [\"grain\"]\nactors = [\"subject\"]\n\
                recipients = [\"to\"]\nnote = \"Gifts.\"\n";
    let file = SourceFile::new("verbs/aid.toml", format!("{rule}{examples}"));
    let lexicon = Lexicon::overlay(&[file]).unwrap_or_else(|complaints| panic!("{complaints}"));
    let line = Line::new(lexicon, Reader::embedded().unwrap());
    let rule = line.lexicon.rules.iter().find(|rule| rule.id.0 == "aid.give").unwrap();
    of_rule(&line, rule).map(|outcome| (outcome.verdict, outcome.origin.line)).collect()
}

const YES: &str = "[[rule.yes]]\ntext = \"Canada gave grain to Sudan on Monday.\"\n";
const NO: &str = "[[rule.no]]\ntext = \"Canada gave Sudan a warm welcome.\"\nwhy = \"no gift\"\n";

fn verdict_of(yes: &str, no: &str) -> Vec<Verdict> {
    outcomes(&format!("{yes}{no}")).into_iter().map(|(verdict, _)| verdict).collect()
}

fn failed(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Failed { what, .. } => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_yes_passes_when_the_rule_fires_with_the_codes_and_the_status_asked_for() {
    let asked = format!("{YES}actors = [\"CAN\"]\nrecipients = [\"SDN\"]\n");
    assert_eq!(verdict_of(&asked, NO), [Verdict::Passed, Verdict::Passed]);
    assert_eq!(
        verdict_of(YES, NO),
        [Verdict::Passed, Verdict::Passed],
        "codes that are not asked for are not looked at"
    );
}

#[test]
fn a_yes_fails_on_other_codes_another_status_or_silence() {
    let codes = format!("{YES}actors = []\nrecipients = [\"SDN\"]\n");
    assert_eq!(failed(&verdict_of(&codes, NO)[0]), "actors [CAN] from \"Canada\" instead of []");
    let planned = format!("{YES}status = \"planned\"\n");
    assert!(failed(&verdict_of(&planned, NO)[0]).starts_with("happened instead of planned"));
    let silent = "[[rule.yes]]\ntext = \"Canada has a grain harvest.\"\n";
    assert_eq!(failed(&verdict_of(silent, NO)[0]), "the rule did not fire; nothing did");
}

#[test]
fn a_no_fails_when_the_rule_fires_unless_another_status_is_excused() {
    let fires = "[[rule.no]]\ntext = \"Canada gave grain to Sudan.\"\nwhy = \"a test\"\n";
    assert!(failed(&verdict_of(YES, fires)[1]).starts_with("the rule fired on \"gave\""));
    let later = "[[rule.no]]\ntext = \"Canada will give grain to Sudan.\"\nwhy = \"later\"\n";
    assert!(failed(&verdict_of(YES, later)[1]).contains("planned"));
    let excused = format!("{later}status = \"planned\"\n");
    assert_eq!(verdict_of(YES, &excused)[1], Verdict::Passed);
}

#[test]
fn a_known_failure_must_fail() {
    let known = "known_failure = \"for the test\"\n";
    let fails = format!("{YES}actors = [\"SDN\"]\n{known}");
    assert_eq!(verdict_of(&fails, NO)[0], Verdict::KnownFailure);
    let passes = format!("{YES}{known}");
    assert_eq!(failed(&verdict_of(&passes, NO)[0]), "it passes, though it is marked as a known failure");
}

#[test]
fn an_outcome_is_placed_at_its_example() {
    let lines: Vec<u32> = outcomes(&format!("{YES}{NO}")).into_iter().map(|(_, line)| line).collect();
    assert_eq!(lines, [9, 11]);
}

#[test]
fn a_failure_says_where_to_look() {
    let help = |yes: &str| match &verdict_of(yes, NO)[0] {
        Verdict::Failed { help, .. } => help.clone(),
        other => panic!("{other:?}"),
    };
    let yes = |text: &str, rest: &str| format!("[[rule.yes]]\ntext = \"{text}\"\n{rest}");
    let nobody = help(&yes("Canada gave grain.", "recipients = [\"SDN\"]\n"));
    assert!(nobody.starts_with("nobody stands in its places (to)"), "{nobody}");
    let no_country = help(&yes("Canada gave grain to rebels.", "recipients = [\"SDN\"]\n"));
    assert!(no_country.starts_with("no country is known for \"rebels\""), "{no_country}");
    let no_object = help(&yes("Canada gave bread to Sudan.", ""));
    assert!(no_object.starts_with("it nearly fired on \"gave\": "), "{no_object}");
    let no_trigger = help(&yes("Canada has grain.", ""));
    assert!(no_trigger.starts_with("none of its verbs and nouns was found"), "{no_trigger}");
    let status = help(&yes("Canada gave grain.", "status = \"negated\"\n"));
    assert!(status.starts_with("mend the cue"), "{status}");
}
