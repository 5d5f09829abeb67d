//! Panels: a row for every period, ISO weeks, facts alone, the ends of the stretch said to be what they are.

#![allow(clippy::unwrap_used, clippy::expect_used)] // what cannot be set up must stop the test

mod support;

use casus_store::{Dyad, Every, Held, PanelAsked, Party};
use support::{Act, Record, column};

fn asked(every: Every) -> PanelAsked {
    let dyads = vec![Dyad { actor: Party::code("PRK"), recipient: Party::code("KOR") }];
    PanelAsked { run: None, dyads, every, statuses: Vec::new(), from: None, to: None }
}

fn launch<'a>(day: &'a str) -> Act<'a> {
    Act { actors: "PRK", recipients: "KOR", kind: "MOBILIZE", day, ..Act::default() }
}

/// Launches in the last week of 2020 and in the third of 2021, a threat in that week too, one launch feared, one undated.
fn record() -> Record {
    let mut record = Record::new();
    record.act(&launch("2020-12-31"));
    record.act(&launch("2021-01-03"));
    record.act(&launch("2021-01-20"));
    record.act(&Act { kind: "THREATEN", ..launch("2021-01-20") });
    record.act(&Act { status: "hypothetical", ..launch("2021-02-01") });
    record.act(&launch(""));
    record.summed()
}

#[test]
fn weeks_are_those_of_iso_and_none_is_left_out() {
    let answer = record().store().panel(&asked(Every::Week)).expect("an answer");
    // The Sunday of 3 January 2021 still belongs to the last week of 2020.
    assert_eq!(column(&answer, "period"), ["2020-W53", "2021-W01", "2021-W02", "2021-W03"]);
    assert_eq!(column(&answer, "incidents"), ["2", "0", "0", "2"]);
    assert_eq!(column(&answer, "mobilize"), ["2", "0", "0", "1"]);
    assert_eq!(column(&answer, "verbal_conflict"), ["0", "0", "0", "1"]);
    assert_eq!(column(&answer, "mean_score"), ["-9", "-", "-", "-5.5"]);
    assert_eq!(column(&answer, "first_day"), ["2020-12-31", "2021-01-04", "2021-01-11", "2021-01-18"]);
    assert_eq!(column(&answer, "last_day"), ["2021-01-03", "2021-01-10", "2021-01-17", "2021-01-20"]);
    assert_eq!(column(&answer, "days"), ["4", "7", "7", "3"]);
    assert_eq!(column(&answer, "whole"), ["no", "yes", "yes", "no"]);
    assert!(
        answer.notes.contains(&"from 2020-12-31 to 2021-01-20; 2020-W53 and 2021-W03 are not whole".to_string()),
        "{:?}",
        answer.notes
    );
    assert!(answer.notes.contains(&"1 without a known day are left out".to_string()));
}

#[test]
fn months_and_years_count_the_same() {
    let answer = record().store().panel(&asked(Every::Month)).expect("an answer");
    assert_eq!(column(&answer, "period"), ["2020-12", "2021-01"]);
    assert_eq!(column(&answer, "incidents"), ["1", "3"]);
    let answer = record().store().panel(&asked(Every::Year)).expect("an answer");
    assert_eq!(column(&answer, "period"), ["2020", "2021"]);
    assert_eq!(column(&answer, "incidents"), ["1", "3"]);
}

#[test]
fn other_statuses_count_when_asked_for() {
    let statuses = vec!["hypothetical".to_string()];
    let answer = record().store().panel(&PanelAsked { statuses, ..asked(Every::Month) }).expect("an answer");
    assert_eq!(column(&answer, "period"), ["2021-02"]);
    assert_eq!(column(&answer, "incidents"), ["1"]);
}

#[test]
fn a_stretch_that_is_asked_for_is_filled_with_zeros() {
    let (from, to) = ("2021-03-01".parse().ok(), "2021-04-30".parse().ok());
    let answer = record().store().panel(&PanelAsked { from, to, ..asked(Every::Month) }).expect("an answer");
    assert_eq!(column(&answer, "incidents"), ["0", "0"]);
    assert_eq!(column(&answer, "whole"), ["yes", "yes"]);
}

#[test]
fn dyads_keep_their_order_and_share_their_periods() {
    let pair = |actor, recipient| Dyad { actor: Party::code(actor), recipient: Party::code(recipient) };
    let dyads = vec![pair("USA", "PRK"), pair("PRK", "KOR")];
    let answer = record().store().panel(&PanelAsked { dyads, ..asked(Every::Year) }).expect("an answer");
    assert_eq!(column(&answer, "dyad"), ["USA-PRK", "USA-PRK", "PRK-KOR", "PRK-KOR"]);
    assert_eq!(column(&answer, "incidents"), ["0", "0", "1", "3"]);
}

#[test]
fn a_group_counts_its_members_on_their_days() {
    let member = Held { code: "PRK".to_string(), from: "2021-01-01".parse().ok(), to: None };
    let dyads = vec![Dyad { actor: Party::group("BLOC", [member]), recipient: Party::code("KOR") }];
    let answer = record().store().panel(&PanelAsked { dyads, ..asked(Every::Year) }).expect("an answer");
    assert_eq!(column(&answer, "dyad"), ["BLOC-KOR"]);
    assert_eq!(column(&answer, "incidents"), ["3"]);
}

#[test]
fn nothing_between_two_is_said() {
    let dyads = vec![Dyad { actor: Party::code("NOR"), recipient: Party::code("SDN") }];
    let answer = record().store().panel(&PanelAsked { dyads, ..asked(Every::Year) }).expect("an answer");
    assert!(answer.rows.is_empty());
    assert!(answer.notes.iter().any(|note| note.contains("no incident between these")));
}

#[test]
fn the_query_that_is_shown_gives_the_figures_that_are_shown() {
    let record = record();
    let answer = record.store().panel(&asked(Every::Week)).expect("an answer");
    let mut query = record.sql.prepare(&answer.sql).expect("SQL");
    let counts: Vec<i64> =
        query.query_map([], |row| row.get("incidents")).expect("run").map(|n| n.expect("read")).collect();
    assert_eq!(counts, [2, 0, 0, 2]);
}
