//! Boats of our own: fishing boats and ferries that left a harbour, one trip broken off.

use super::*;
use crate::ask::sample;
use crate::import::ImportMap;

const TABLE: &str = "\
date,sailing,rowing,note
2021-01-05,2,0,
2021-01-09,3,0,failed to leave the bay
2021-02-01,0,2,
2021-02-01,4,0,
2021-05-20,1,0,
";

fn store() -> Store {
    let mut store = sample::store();
    let map = ImportMap::read("date=date,number=sailing,subject=ISL").expect("understood");
    store.import("boats.csv", TABLE.as_bytes(), "launches", &map, &|_| None).expect("taken");
    store
}

fn claim(comparator: Comparator, number: f64, unit: &str) -> ClaimSaid {
    let some = |text: &str| Some(text.to_string());
    ClaimSaid {
        text: String::new(),
        number: Some(number),
        number_to: None,
        comparator,
        unit: unit.to_string(),
        unit_class: None,
        subject: some("ISL"),
        ledger: some("launches"),
        from: some("2021-01-01"),
        to: some("2021-03-31"),
        said_by: None,
        no_fact: None,
    }
}

fn check(claim: &ClaimSaid) -> Finding {
    store().check(claim, &Against::default()).expect("asked")
}

#[test]
fn a_claim_that_the_table_bears_out_says_what_was_left_out() {
    let finding = check(&claim(Comparator::AtLeast, 9.0, "sailing boats"));
    assert_eq!(finding.verdict, Verdict::Agrees);
    assert_eq!(finding.summary, "9 over 3 days to 2021-02-01 in launches from boats.csv (sailing, each one)");
    assert_eq!(finding.left_out, ["2 rowing boats of 2021-02-01"]);
    let sql = store().found(&finding.sql).expect("the query runs by itself");
    assert_eq!((sql.number(&sql.rows[0], "figure"), sql.number(&sql.rows[0], "days")), (Some(9.0), Some(3.0)));
}

#[test]
fn one_that_it_does_not_says_what_would_have_to_be_counted_in() {
    let finding = check(&claim(Comparator::Exactly, 11.0, "boats"));
    assert_eq!(finding.verdict, Verdict::Differs(2.0));
    assert_eq!(finding.notes, ["for 11 the 2 rowing boats of 2021-02-01 would have to be counted in"]);
}

#[test]
fn a_failed_one_can_be_left_out_and_launches_or_days_be_meant() {
    assert_eq!(
        check(&claim(Comparator::Exactly, 6.0, "sailing boats")).notes,
        ["for 6 the failed 3 of 2021-01-09 would have to be left out"]
    );
    let by_row = check(&claim(Comparator::Exactly, 3.0, "sailing boats"));
    assert!(by_row.notes[0].starts_with("it fits if counted as: sailing, by row"), "{:?}", by_row.notes);
    let launches = ClaimSaid { unit_class: Some("launch".to_string()), ..claim(Comparator::Exactly, 3.0, "launches") };
    assert_eq!(check(&launches).verdict, Verdict::Agrees);
    assert_eq!(check(&claim(Comparator::Exactly, 70.0, "boats")).notes, ["no rule that was tried makes it fit"]);
}

#[test]
fn what_cannot_be_counted_is_left_open() {
    let cannot = |claim: &ClaimSaid| matches!(check(claim).verdict, Verdict::CannotTell(_));
    let sure = claim(Comparator::Exactly, 9.0, "sailing boats");
    assert!(cannot(&ClaimSaid { from: None, ..sure.clone() }));
    assert!(cannot(&ClaimSaid { subject: Some("NOR".to_string()), ..sure.clone() }));
    assert!(cannot(&ClaimSaid { ledger: None, ..sure.clone() }));
    assert!(cannot(&ClaimSaid { no_fact: Some("planned".to_string()), ..sure.clone() }));
    assert!(cannot(&ClaimSaid { unit_class: Some("dead".to_string()), ..sure.clone() }));
    assert!(cannot(&ClaimSaid { from: Some("2019-01-01".to_string()), to: Some("2019-12-31".to_string()), ..sure }));
}

#[test]
fn the_third_of_its_kind_is_counted_from_the_first_on() {
    let third = ClaimSaid {
        from: Some("2021-02-01".to_string()),
        to: Some("2021-02-01".to_string()),
        unit_class: Some("launch".to_string()),
        ..claim(Comparator::Ordinal, 3.0, "launch")
    };
    assert_eq!(check(&third).verdict, Verdict::Agrees);
}

#[test]
fn without_a_table_our_own_ledger_is_counted() {
    let store = sample::store();
    let of = |day: &'static str, to: &'static str| {
        [("ledger", "launches"), ("type", "MOBILIZE"), ("actors", "ISL"), ("from", day), ("to", to)]
    };
    sample::incident(&store, 1, &of("2021-01-05", "2021-01-05"), &[1, 2]);
    sample::incident(&store, 2, &of("2021-01-09", "2021-01-09"), &[3]);
    // A sum over the year is none of them.
    sample::incident(&store, 3, &of("2021-01-01", "2021-05-01"), &[3]);
    for (event, number, unit) in
        [("e1-1", 2, "ballistic missiles"), ("e1-2", 3, "ballistic missiles"), ("e3-3", 31, "missiles")]
    {
        let coding = &event[3..];
        sample::run(
            &store,
            &format!(
                "INSERT INTO claim (coding, text, number, comparator, unit, unit_class, event_id, evidence, why)
                 VALUES ({coding}, '', {number}, 'exactly', '{unit}', 'missile', '{event}', '', '')"
            ),
        );
    }
    let said = ClaimSaid { unit_class: Some("missile".to_string()), ..claim(Comparator::Exactly, 4.0, "missiles") };
    let finding = store.check(&said, &Against::default()).expect("asked");
    // Three by the greater of two tellings, and one whose number nobody tells.
    assert_eq!(finding.verdict, Verdict::Agrees, "{finding:?}");
    assert!(finding.notes[1].contains("sums of acts"));
}
