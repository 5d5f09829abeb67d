//! A table of our own: boats counted at a harbour, with a running total, two kinds, and days in the American way.

use super::*;

const TABLE: &str = "\
day,fishing,ferries,total,month,note
1/13/2021,3,0,3,1,
2/16/2021,2,4,5,2,\"storm, two came late\"
2/30/2021,1,0,6,2,no such day
3/1/2021,few,0,6,3,
";

fn map(text: &str) -> ImportMap {
    ImportMap::read(text).expect("understood")
}

fn taken(store: &mut Store, text: &str, told: &str) -> Imported {
    store
        .import("boats.csv", text.as_bytes(), "boats", &map(told), &|name| {
            (name == "Iceland").then(|| "ISL".to_string())
        })
        .expect("taken")
}

#[test]
fn rows_come_in_and_what_cannot_is_complained_of_with_its_line() {
    let mut store = Store::in_memory().expect("made");
    let imported = taken(&mut store, TABLE, "date=day,number=fishing,subject=Iceland");
    assert_eq!(imported.rows, 2);
    assert_eq!(imported.complaints, [(4, "`2/30/2021` is no day".to_string()), (5, "`few` is no number".to_string())]);
    let rows =
        store.found("SELECT day, number, subject, cells ->> 'note' AS note FROM imported ORDER BY day").expect("asked");
    assert_eq!(rows.text(&rows.rows[1], "day"), "2021-02-16");
    assert_eq!(rows.text(&rows.rows[1], "note"), "storm, two came late");
    assert_eq!(rows.text(&rows.rows[0], "subject"), "ISL");
}

#[test]
fn lines_are_counted_in_files_of_other_systems_too() {
    let mut store = Store::in_memory().expect("made");
    let imported = taken(&mut store, &TABLE.replace('\n', "\r\n"), "date=day,number=fishing");
    assert_eq!(imported.complaints.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn the_other_counts_are_found_and_no_running_total_among_them() {
    let mut store = Store::in_memory().expect("made");
    let clean: String = TABLE.lines().take(3).map(|line| format!("{line}\n")).collect();
    assert_eq!(taken(&mut store, &clean, "date=day,number=fishing").others, ["ferries"]);
}

#[test]
fn the_same_file_again_changes_nothing_and_a_changed_one_takes_its_place() {
    let mut store = Store::in_memory().expect("made");
    taken(&mut store, TABLE, "date=day,number=fishing");
    assert!(taken(&mut store, TABLE, "date=day,number=fishing").known);
    let again = taken(&mut store, &TABLE.replace("few", "7"), "date=day,number=fishing");
    assert_eq!((again.known, again.replaced, again.rows), (false, 2, 3));
    let count = store.found("SELECT count(*) AS n FROM imported").expect("asked");
    assert_eq!(count.number(&count.rows[0], "n"), Some(3.0));
}

#[test]
fn days_in_the_forms_of_tables() {
    let order = DayOrder::of(["2/16/1946"].into_iter());
    let forms = [
        "1946-02-16",
        "2/16/1946",
        "16.2.1946",
        "16 Feb 1946",
        "February 16, 1946",
        "19460216",
        "1946/2/16",
        "1946-02-16T10:00:00Z",
    ];
    for form in forms {
        assert_eq!(order.day(form).map(|day| day.to_string()).as_deref(), Some("1946-02-16"), "{form}");
    }
    let day_first = DayOrder::of(["3/4/2022", "16/4/2022"].into_iter());
    assert_eq!(day_first.day("3/4/2022").map(|day| day.to_string()).as_deref(), Some("2022-04-03"));
    assert!(!DayOrder::of(["3/4/2022"].into_iter()).remark().is_empty());
}

#[test]
fn a_column_that_is_not_there_is_named() {
    let mut store = Store::in_memory().expect("made");
    let refused = store.import("a.csv", TABLE.as_bytes(), "boats", &map("date=when"), &|_| None);
    assert!(refused.expect_err("refused").to_string().starts_with("no column `when`; there are day, fishing"));
    assert!(ImportMap::read("number=fishing").is_err() && ImportMap::read("date=day,colour=x").is_err());
}
