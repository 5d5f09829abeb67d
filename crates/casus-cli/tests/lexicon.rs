//! `casus lexicon check`, `try` and `diff`: complaints all at once, one sentence on trial, and what files change on reports.
#![allow(clippy::unwrap_used)] // helpers stand outside the tests that call them

mod support;

use std::fs;
use support::*;

/// A folder with `verbs/aid.toml`, whose one verb belongs to no other rule.
fn overlay(rules: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("verbs")).unwrap();
    fs::write(home.path().join("verbs/aid.toml"), format!("type = \"AID\"\n{rules}")).unwrap();
    home
}

const GIFT: &str = r#"
[[rule]]
id = "aid.gift"
verbs = ["gift"]
actors = ["subject"]
recipients = ["to"]
needs = ["actor"]
note = "Gifts."

[[rule.yes]]
text = "Norway gifted grain to Sudan on Monday."
actors = ["NOR"]
recipients = ["SDN"]

[[rule.no]]
text = "She was gifted in languages."
why = "a talent"
"#;

/// What a check says of `verbs/aid.toml`, and its last line.
fn complaints(run: &Ran, folder: &str) -> (Vec<String>, String) {
    let lines: Vec<&str> = run.out.lines().collect();
    let own = |line: &&&str| line.starts_with(folder);
    let own = lines.iter().filter(own).map(|line| line.replace(folder, "DIR")).collect();
    (own, lines.last().map(|line| (*line).to_string()).unwrap_or_default())
}

#[test]
fn a_sound_rule_is_not_complained_of() {
    let home = overlay(GIFT);
    let folder = shown(home.path());
    for arguments in [["lexicon", "check", &folder].as_slice(), &["lexicon", "check", "--lexicon", &folder]] {
        let run = run(arguments);
        let (own, summary) = complaints(&run, &folder);
        assert_eq!(own, Vec::<String>::new());
        assert!(summary.contains(" rules, ") && summary.contains(" known failures"), "{summary}");
    }
}

#[test]
fn every_sentence_that_comes_out_wrong_is_told_with_its_line_and_a_way_out() {
    let bad = GIFT
        .replace("actors = [\"NOR\"]", "actors = [\"SWE\"]")
        .replace("She was gifted in languages.", "Norway gifted a pony.");
    let late = "\n[[rule.yes]]\ntext = \"Norway gifted boats to Sudan.\"\nknown_failure = \"not yet\"\n";
    let silent = "\n[[rule.yes]]\ntext = \"Norway sings to Sudan.\"\n";
    let home = overlay(&format!("{bad}{late}{silent}"));
    let folder = shown(home.path());
    let run = run(&["lexicon", "check", &folder]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let (own, summary) = complaints(&run, &folder);
    assert_eq!(
        own,
        [
            "DIR/verbs/aid.toml:11: aid.gift: \"Norway gifted grain to Sudan on Monday.\": actors [NOR] from \"Norway\" instead of [SWE]",
            "DIR/verbs/aid.toml:16: aid.gift: \"Norway gifted a pony.\": the rule fired on \"gifted\", happened: stated as a fact",
            "DIR/verbs/aid.toml:20: aid.gift: \"Norway gifted boats to Sudan.\": it passes, though it is marked as a known failure",
            "DIR/verbs/aid.toml:24: aid.gift: \"Norway sings to Sudan.\": the rule did not fire; nothing did",
        ]
    );
    assert!(run.out.contains("\n  help: this is a talent: refuse its words"), "{}", run.out);
    assert!(run.out.contains("\n  help: remove `known_failure`"), "{}", run.out);
    assert!(!summary.contains(" 0 failed"), "{summary}");
}

#[test]
fn complaints_about_the_files_come_all_at_once_and_no_sentence_is_tried() {
    let bad = GIFT
        .replace("actors = [\"subject\"]", "actors = [\"subjekt\"]")
        .replace("needs = [\"actor\"]", "needs = [\"aktor\"]");
    let home = overlay(&bad);
    fs::create_dir(home.path().join("units")).unwrap();
    fs::write(home.path().join("units/unit.csv"), "unit\n").unwrap();
    let folder = shown(home.path());
    let run = run(&["lexicon", "check", &folder]);
    assert_eq!(run.status, 1);
    let (own, summary) = complaints(&run, &folder);
    let of = |file: &str| own.iter().filter(|line| line.starts_with(&format!("DIR/{file}"))).count();
    assert!(of("verbs/aid.toml") >= 2 && of("units/unit.csv") == 1, "{own:#?}");
    assert!(run.out.contains("did you mean `subject`?"), "{}", run.out);
    assert!(summary.ends_with("complaints; no sentence was tried"), "{summary}");
}

#[test]
fn of_two_folders_the_later_one_counts() {
    let (bad, good) = (overlay(&GIFT.replace("gifted grain", "sold grain")), overlay(GIFT));
    let (bad, good) = (shown(bad.path()), shown(good.path()));
    let run_both = |first: &str, second: &str| run(&["lexicon", "check", first, second]).out;
    assert!(!run_both(&bad, &good).contains("aid.gift"));
    assert!(run_both(&good, &bad).contains("aid.gift"));
}

#[test]
fn a_folder_that_is_not_there_is_wrong_usage() {
    let run = run(&["lexicon", "check", "no/such/folder"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no/such/folder: cannot be read"), "{}", run.err);
}

#[test]
fn a_sentence_on_trial_shows_names_firings_and_near_misses() {
    let home = overlay(GIFT);
    let folder = shown(home.path());
    let sentence = "Norway will gift grain to Sudan. The poem was gifted.";
    let run = run(&["lexicon", "try", "--lexicon", &folder, sentence]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out.replace(&folder, "DIR"));
}

#[test]
fn a_trial_is_coloured_only_where_colour_is_wanted() {
    let sentence = "Norway condemned Sudan.";
    assert!(!run(&["lexicon", "try", sentence]).out.contains('\u{1b}'));
    let forced = casus().args(["lexicon", "try", sentence]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(ran(forced).out.contains('\u{1b}'));
}

#[test]
fn a_trial_of_nothing_asks_for_a_sentence() {
    let run = run(&["lexicon", "try", " "]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("give a sentence"), "{}", run.err);
}

#[test]
fn a_difference_shows_what_is_gained_and_lost_with_sentence_and_rule() {
    // A verb that nobody knows but this rule.
    let rule = GIFT.replace("\"gift\"", "\"florb\"").replace("gifted", "florbed").replace("[\"to\"]", "[\"object\"]");
    let (home, reports) = (overlay(&rule), tempfile::tempdir().unwrap());
    let report = reports.path().join("report.txt").display().to_string();
    fs::write(&report, "Norway florbed Sudan on Monday, the ministry said in Oslo.").unwrap();
    let run = run(&["lexicon", "diff", "--plain", "--lexicon", &home.path().display().to_string(), &report]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("  + AID happened NOR -> SDN \"florbed\"  (aid.gift)"), "{}", run.out);
    let last = run.out.lines().last().unwrap();
    assert!(last.ends_with("1 gained, 0 as before, in 1 reports"), "{last}");
}

#[test]
fn a_difference_without_files_to_compare_with_is_wrong_usage() {
    let run = run(&["lexicon", "diff", "report.txt"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("casus lexicon diff --lexicon DIR PATH"), "{}", run.err);
}
