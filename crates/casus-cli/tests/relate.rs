//! `casus relate`: a line a row, in order and in step whatever is wrong with a row. How good the labels are is measured
//! elsewhere; here it counts that they are labels.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use std::fs;
use support::*;

const PLOVER: &str = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION \
                      MOBILIZE COERCE ASSAULT";
const PLV: &str = "ACCUSE AGREE AID ASSAULT COERCE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST SANCTION SUPPORT \
                   THREATEN YIELD";
const QUAD: &str = "verbal-cooperation material-cooperation verbal-conflict material-conflict";

/// The lines of an output: uid, label, confidence.
fn lines(out: &str) -> Vec<[&str; 3]> {
    out.lines().map(|line| <[&str; 3]>::try_from(line.split('\t').collect::<Vec<_>>().as_slice()).unwrap()).collect()
}

/// Labels of two rows of our own, between which `row` stands.
fn between(row: &[u8]) -> Ran {
    let (first, last) =
        (b"uid\tmarked_sentence\na\t<s>Peru</s> met <t>Chile</t>.\n", b"\nb\t<s>Peru</s> met <t>Chile</t>.");
    run_with(&["relate", "-"], &[first, row, last.as_slice()].concat())
}

#[test]
fn every_row_of_the_sample_gets_a_label_of_the_scheme_and_a_confidence() {
    let pairs = sample("pairs.tsv");
    let ids: Vec<String> = fs::read_to_string(&pairs)
        .unwrap()
        .lines()
        .skip(1)
        .map(|row| row.split('\t').next().unwrap().to_string())
        .collect();
    for (scheme, labels) in [("plover", PLOVER), ("plv", PLV), ("quad", QUAD), ("cameo", "")] {
        let run = run(&["relate", &pairs, "--scheme", scheme]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{scheme}");
        let lines = lines(&run.out);
        assert_eq!(lines.iter().map(|line| line[0]).collect::<Vec<_>>(), ids, "{scheme}");
        for [id, label, confidence] in lines {
            let known = match scheme {
                "cameo" => label.len() >= 2 && label.bytes().all(|byte| byte.is_ascii_digit()),
                _ => labels.split(' ').any(|known| known == label),
            };
            assert!(known, "{scheme} {id}: {label}");
            let (whole, thousandths) = confidence.split_once('.').unwrap();
            assert!(
                matches!(whole, "0" | "1") && thousandths.len() == 3 && confidence != "0.000",
                "{id}: {confidence}"
            );
        }
    }
    assert_eq!(run(&["relate", &pairs]).out, run(&["relate", &pairs, "--scheme", "plover"]).out, "plover by default");
}

#[test]
fn plain_relations_are_told_in_all_schemes() {
    let table = b"uid\tmarked_sentence\n\
                  1\t<s>The president of Ghana</s> met <t>his Togolese counterpart</t> for talks in Accra.\n\
                  2\t<s>Ghana</s> condemned <t>Togo</t> for the attack.\n";
    let labels = |scheme: &str| {
        let run = run_with(&["relate", "-", "--scheme", scheme], table);
        lines(&run.out).iter().map(|line| line[1].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(labels("plover"), ["CONSULT", "ACCUSE"]);
    assert_eq!(labels("plv"), ["CONSULT", "ACCUSE"]);
    assert_eq!(labels("quad"), ["verbal-cooperation", "verbal-conflict"]);
    assert_eq!(labels("cameo"), ["04", "111"], "the finer code of the rule that fired");
}

#[test]
fn columns_are_found_by_name_and_quotation_marks_are_text() {
    let table = "\u{feff}gold\tmarked_sentence\tsentence_id\tnote\r\n\
                 AID\t\"<s>We</s> object\", <t>he</t> said.\t\"7\"\tx\r\n\r\n\
                 \t<s>Peru</s> met <t>Chile</t>.\t8\r\n";
    let run = run_with(&["relate", "-"], table.as_bytes());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(lines(&run.out).iter().map(|line| line[0]).collect::<Vec<_>>(), ["\"7\"", "8"]);
}

#[test]
fn a_row_without_a_label_is_named_and_the_others_stay_in_step() {
    let long = format!("x\t<s>Peru</s> {}", "x".repeat(1 << 20));
    let cases: [(&[u8], &str, &str); 5] = [
        (b"x\tPeru met Chile.", "x", "casus: -:3: nobody is marked in the sentence (put <s> and </s> around"),
        (b"x\tPeru met <s></s>Chile.", "x", "casus: -:3: nobody is marked in the sentence ("),
        (b"x", "x", "casus: -:3: 1 of 2 columns (mend the row; it has no label)"),
        (b"x\t<s>S\xe9oul</s> met <t>Chile</t>.", "x", "casus: -:3: not in UTF-8 ("),
        (long.as_bytes(), "x", "casus: -:3: a line of more than 1 MiB ("),
    ];
    for (row, id, complaint) in cases {
        let run = between(row);
        assert_eq!(run.status, 1, "{complaint}");
        assert!(run.err.starts_with(complaint) && run.err.lines().count() == 1, "{}", run.err);
        let lines = lines(&run.out);
        assert_eq!(lines.iter().map(|line| line[0]).collect::<Vec<_>>(), ["a", id, "b"]);
        assert_eq!(lines[1], [id, "-", "0.000"]);
        assert_eq!(lines[0][1..], lines[2][1..], "the same sentence, the same label");
    }
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let rows = (0..60).map(|at| format!("{at}\t<s>Peru</s> gave <t>Chile</t> {at} ships.\n"));
    let table = format!("uid\tmarked_sentence\n{}", rows.collect::<String>());
    let with = |threads: &str| run_with(&["relate", "-", "--threads", threads], table.as_bytes()).out;
    let one = with("1");
    assert_eq!(lines(&one).len(), 60);
    assert_eq!(with("4"), one);
}

#[test]
fn an_output_takes_the_lines_but_never_the_place_of_the_input() {
    let home = tempfile::tempdir().unwrap();
    let (pairs, output) = (shown(&home.path().join("pairs.tsv")), shown(&home.path().join("labels.tsv")));
    fs::copy(sample("pairs.tsv"), &pairs).unwrap();
    let written = run(&["relate", &pairs, "-o", &output]);
    assert_eq!((written.status, written.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&output).unwrap(), run(&["relate", &pairs]).out);
    let over = run(&["relate", &pairs, "-o", &pairs]);
    assert_eq!(over.status, 2);
    assert!(over.err.contains("it is the input too"), "{}", over.err);
    assert_eq!(fs::read(&pairs).unwrap(), fs::read(sample("pairs.tsv")).unwrap());
}

#[test]
fn a_table_without_its_columns_is_wrong_usage() {
    let cases: [(&[u8], &str); 4] = [
        (b"", "casus: -: empty; its first line must name the columns `uid`"),
        (b"uid\tsentence\n1\tPeru\n", "casus: -:1: no column `marked_sentence`; its first line must name"),
        (b"marked_sentence\n<s>Peru</s>\n", "casus: -:1: no column `uid`; its first line must name"),
        (b"uid,marked_sentence\n", "casus: -:1: no column `uid`; its first line must name"),
    ];
    for (table, complaint) in cases {
        let run = run_with(&["relate", "-"], table);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.starts_with(complaint), "{}", run.err);
    }
    let run = run(&["relate", "no/such/pairs.tsv"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no/such/pairs.tsv: cannot be read"), "{}", run.err);
}
