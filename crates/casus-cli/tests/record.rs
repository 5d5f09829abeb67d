//! The record under bad luck: killed at any moment, added to by several at once, given what cannot be coded. Whatever
//! happens, nothing is lost, nothing is doubled, and the same command goes on.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // helpers of tests may fail as tests do

mod support;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use support::*;

/// `count` reports of our own, each with words of its own.
fn reports(home: &Path, count: usize) -> PathBuf {
    let file = home.join("reports.jsonl");
    let towns = ["Lima", "Oslo", "Accra", "Hanoi", "Quito"];
    let line = |number: usize| {
        let (town, day) = (towns[number % towns.len()], number % 27 + 1);
        format!(
            "{{\"id\":\"r{number}\",\"url\":\"https://example.org/{number}?utm_source=x\",\"published\":\"2023-04-{day:02}\",\
             \"text\":\"The foreign ministers of Chile and Peru met in {town} on Monday. Police arrested {number} \
             protesters near the port, and Norway condemned it. Ghana sent {number} tons of grain to Sudan.\"}}\n"
        )
    };
    std::fs::write(&file, (0..count).map(line).collect::<String>()).unwrap();
    file
}

fn open(db: &Path) -> Connection {
    Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn number(db: &Path, ask: &str) -> i64 {
    open(db).query_row(ask, [], |row| row.get(0)).unwrap()
}

/// All rows of all tables, in order, but for the insides of the word indexes, which depend on how they grew.
fn dump(db: &Path) -> String {
    let sql = open(db);
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_words_*' ORDER BY name";
    let tables: Vec<String> =
        sql.prepare(tables).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut all = String::new();
    for table in tables {
        let mut ask = sql.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = ask.column_count();
        let mut rows = ask.query([]).unwrap();
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cell = |column| match row.get_ref(column).unwrap() {
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                other => format!("{other:?}"),
            };
            lines.push((0..columns).map(cell).collect::<Vec<_>>().join("|"));
        }
        lines.sort();
        all.push_str(&format!("{table}\n{}\n", lines.join("\n")));
    }
    all
}

/// The file is sound: its pages, its references, its word indexes.
fn sound(db: &Path) {
    let sql = Connection::open(db).unwrap();
    let said: String = sql.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(said, "ok");
    assert!(!sql.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    for words in ["event_words", "article_words", "quote_words"] {
        let check = format!("INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)");
        sql.execute(&check, []).unwrap();
    }
}

/// Kills `add` this many times at moments that differ, each time going on with what the last one left.
fn killed_and_resumed(kills: usize, input: &str, longest: u64) {
    let home = tempfile::tempdir().unwrap();
    let (whole, broken) = (home.path().join("whole.db"), home.path().join("broken.db"));
    assert_eq!(run(&["add", input, "--db", &shown(&whole)]).status, 0);
    let articles = number(&whole, "SELECT count(*) FROM article");
    let mut seed = 2023_u64;
    let mut before_end = 0;
    for _ in 0..kills {
        let finished = broken.exists() && {
            let there = "SELECT count(*) FROM sqlite_schema WHERE name = 'coding'";
            number(&broken, there) == 1 && number(&broken, "SELECT count(*) FROM coding") == articles
        };
        if finished {
            // From the beginning again.
            assert_eq!(dump(&broken), dump(&whole));
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", shown(&broken)));
            }
        }
        let mut child = casus()
            .args(["add", input, "--db", &shown(&broken)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis((seed >> 33) % longest));
        before_end += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
    }
    println!("{kills} kills, {before_end} of them before the end");
    let last = run(&["add", input, "--db", &shown(&broken)]);
    assert_eq!(last.status, 0, "{}", last.err);
    assert_eq!(dump(&broken), dump(&whole));
    sound(&broken);
}

/// Ten times here; as often as `CASUS_KILLS` says, over the articles that `CASUS_ARTICLES` names, where somebody has the
/// minutes for it.
#[cfg(unix)]
#[test]
fn killed_at_any_moment_the_same_command_goes_on_to_the_same_record() {
    let home = tempfile::tempdir().unwrap();
    let kills: Option<usize> = std::env::var_os("CASUS_KILLS").map(|kills| kills.to_str().unwrap().parse().unwrap());
    let input = std::env::var_os("CASUS_ARTICLES").map_or_else(|| reports(home.path(), 60), PathBuf::from);
    killed_and_resumed(kills.unwrap_or(10), &shown(&input), if kills.is_some() { 3_000 } else { 600 });
}

#[test]
fn the_same_files_again_change_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (reports(home.path(), 12), home.path().join("casus.db"));
    let first = run(&["add", &shown(&input), "--db", &shown(&db)]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("12 articles added, 0 known already, 0 set aside\n"), "{}", first.out);
    let before = dump(&db);
    let again = run(&["add", &shown(&input), "--db", &shown(&db)]);
    assert!(again.out.starts_with("0 articles added, 12 known already, 0 set aside\n"), "{}", again.out);
    assert_eq!(dump(&db), before);
}

#[test]
fn several_programs_at_once_add_each_article_once() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (reports(home.path(), 40), home.path().join("casus.db"));
    let add = || {
        let arguments = ["add", &shown(&input), "--db", &shown(&db)].map(String::from);
        casus().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..4).map(|_| add()).collect();
    for child in children {
        let run = ran(child.wait_with_output().unwrap());
        assert_eq!((run.status, run.err.as_str()), (0, ""));
    }
    assert_eq!(number(&db, "SELECT count(*) FROM article"), 40);
    assert_eq!(number(&db, "SELECT count(*) FROM coding"), 40);
    sound(&db);
}

#[test]
fn what_cannot_be_added_is_set_aside_with_its_reason_and_the_rest_is_done() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (home.path().join("in.jsonl"), home.path().join("casus.db"));
    std::fs::write(&input, "{\"text\":\"Peru condemned Bolivia on Monday.\"}\n{\"text\":7}\n{\"text\":\" \"}\n")
        .unwrap();
    let run = run(&["add", &shown(&input), "--db", &shown(&db)]);
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("1 articles added, 0 known already, 2 set aside"), "{}", run.out);
    let reasons = "SELECT count(*) FROM set_aside WHERE reason LIKE '%expected a string%' OR reason = 'empty'";
    assert_eq!(number(&db, reasons), 2);
}

/// Reports of one line each, one of which does harm in a program that is built for tests.
#[cfg(debug_assertions)]
fn with_poison(home: &Path) -> PathBuf {
    let file = home.join("in.jsonl");
    let line = |id: usize, words: &str| format!("{{\"id\":\"r{id}\",\"text\":\"{words}\"}}\n");
    let mut text: String =
        (0..4).map(|id| line(id, &format!("Peru condemned Bolivia on Monday, {id} times."))).collect();
    text.push_str(&line(4, "Poison was found in Lima."));
    text.extend((5..8).map(|id| line(id, &format!("Chile condemned Peru on Monday, {id} times."))));
    std::fs::write(&file, text).unwrap();
    file
}

#[cfg(debug_assertions)]
fn harmed(how: &str, input: &Path, db: &Path) -> Ran {
    let mut command = casus();
    command.args(["add", &shown(input), "--db", &shown(db), "--threads", "2"]).env("CASUS_FAULT", how);
    ran(command.output().unwrap())
}

#[cfg(debug_assertions)]
#[test]
fn an_article_that_makes_the_coder_panic_is_set_aside_at_once() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (with_poison(home.path()), home.path().join("casus.db"));
    let once = harmed("panic:Poison", &input, &db);
    assert_eq!(once.status, 1, "{}", once.err);
    assert!(once.out.starts_with("7 articles added, 0 known already, 1 set aside\n"), "{}", once.out);
    let told = "SELECT count(*) FROM set_aside WHERE source = 'r4' AND reason = 'the program failed on it: asked for by a test'";
    assert_eq!(number(&db, told), 1);
}

#[cfg(debug_assertions)]
#[test]
fn an_article_that_ends_the_program_is_found_out_by_the_next_which_does_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (with_poison(home.path()), home.path().join("casus.db"));
    let first = harmed("abort:Poison", &input, &db);
    assert!(![0, 1, 2].contains(&first.status), "the program is gone: {}", first.status);
    let next = harmed("abort:Poison", &input, &db);
    assert_eq!(next.status, 1, "{}", next.err);
    assert!(next.err.contains("r4: coding it ends the program ("), "{}", next.err);
    assert_eq!(number(&db, "SELECT count(*) FROM article"), 7);
    assert_eq!(number(&db, "SELECT count(*) FROM set_aside"), 1, "whoever was in hand beside it does no harm");
    let again = harmed("abort:Poison", &input, &db);
    assert!(again.out.starts_with("0 articles added, 7 known already, 1 set aside\n"), "{}", again.out);
    let beside = std::fs::read_dir(home.path()).unwrap().flatten();
    let left = beside.filter(|entry| entry.file_name().to_string_lossy().contains("-coding-")).count();
    assert_eq!(left, 0);
    // Coding again by another lexicon does not end by it either, once it is known.
    let lexicon = another_lexicon(home.path());
    let recode = || {
        let mut command = casus();
        command
            .args(["recode", "--db", &shown(&db), "--lexicon", &shown(&lexicon)])
            .env("CASUS_FAULT", "abort:Peru condemned Bolivia on Monday, 2");
        ran(command.output().unwrap())
    };
    assert!(![0, 1, 2].contains(&recode().status));
    let known = recode();
    assert_eq!(known.status, 1, "{}", known.err);
    assert!(known.out.starts_with("0 articles added, ") && known.out.contains(", 1 set aside\n"), "{}", known.out);
    // A program that codes it can add it.
    let mended = Connection::open(&db).unwrap();
    mended.execute("DELETE FROM set_aside", []).unwrap();
    assert_eq!(run(&["add", &shown(&input), "--db", &shown(&db)]).status, 0);
}

#[test]
fn a_mistyped_path_is_an_error_and_no_row() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (reports(home.path(), 1), home.path().join("casus.db"));
    let none = run(&["add", "reprots.jsonl", "--db", &shown(&db)]);
    assert_eq!(
        (none.status, none.err.as_str()),
        (2, "casus: reprots.jsonl: no such file or folder; check the spelling\n")
    );
    assert!(!db.exists(), "nothing is made");
    let some = run(&["add", &shown(&input), "reprots.jsonl", &shown(&home.path().join("*.htm")), "--db", &shown(&db)]);
    assert_eq!(some.status, 1);
    assert!(some.out.starts_with("1 articles added, 0 known already, 0 set aside\n"), "{}", some.out);
    assert!(some.err.contains("reprots.jsonl: no such file") && some.err.contains("no file matches"), "{}", some.err);
    assert_eq!(number(&db, "SELECT count(*) FROM set_aside"), 0);
}

#[test]
fn the_same_words_in_two_outlets_are_two_articles_and_count_as_one_text() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (home.path().join("in.jsonl"), home.path().join("casus.db"));
    let line = |id: u8, outlet: &str| {
        format!(
            "{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"text\":\"Peru condemned Bolivia over the border on Monday.\"}}\n"
        )
    };
    std::fs::write(&input, line(1, "The Courier") + &line(2, "Evening Post")).unwrap();
    for told in ["2 articles added, 0 known", "0 articles added, 2 known"] {
        let run = run(&["add", &shown(&input), "--db", &shown(&db)]);
        assert!(run.out.starts_with(told), "{}", run.out);
    }
    assert_eq!(
        number(&db, "SELECT count(*) FROM article WHERE wire = 1 AND likeness = 1 AND outlet = 'Evening Post'"),
        1
    );
    assert_eq!(number(&db, "SELECT max(articles) FROM incident"), 1);
}

#[test]
fn the_record_is_where_the_option_or_the_environment_says() {
    let home = tempfile::tempdir().unwrap();
    let input = reports(home.path(), 1);
    let ran_in = |db: Option<&str>| {
        let mut command = casus();
        command.args(["add", &shown(&input)]).current_dir(home.path());
        db.map(|db| command.env("CASUS_DB", db));
        ran(command.output().unwrap())
    };
    assert_eq!(ran_in(None).status, 0);
    assert_eq!(ran_in(Some("other.db")).status, 0);
    assert!(home.path().join("casus.db").exists() && home.path().join("other.db").exists());
    let foreign = run(&["add", &shown(&input), "--db", &shown(&input)]);
    assert_eq!(foreign.status, 2, "{}", foreign.err);
    assert!(foreign.err.contains("no record of casus"), "{}", foreign.err);
}

/// One line more makes it another lexicon, with the same words.
fn another_lexicon(home: &Path) -> PathBuf {
    let lexicon = home.join("lexicon");
    std::fs::create_dir_all(lexicon.join("quotes")).unwrap();
    let cues: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "lexicon", "quotes", "cues.csv"].iter().collect();
    let cues = std::fs::read_to_string(cues).unwrap();
    std::fs::write(lexicon.join("quotes/cues.csv"), format!("{cues}\n")).unwrap();
    lexicon
}

#[test]
fn recode_codes_again_by_another_lexicon_and_tells_what_changes() {
    let home = tempfile::tempdir().unwrap();
    let db = home.path().join("casus.db");
    let reports = reports(home.path(), 1);
    assert_eq!(run(&["add", &sample("page.html"), &shown(&reports), "--db", &shown(&db)]).status, 0);
    let coded = |run: i64| {
        let ask = format!(
            "SELECT group_concat(id || \"trigger\" || ifnull(start_date, '')) FROM event JOIN coding USING (coding) WHERE run = {run}"
        );
        open(&db).query_row(&ask, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let built_in = coded(1);
    let none = run(&["recode", "--db", &shown(&db)]);
    assert!(none.out.contains("no other run to compare with"), "{}", none.out);

    let lexicon = another_lexicon(home.path());
    let again = run(&["recode", "--db", &shown(&db), "--lexicon", &shown(&lexicon)]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(again.out.starts_with("0 articles added, 2 coded again"), "{}", again.out);
    assert!(again.out.contains("0 events lost, 0 gained, 0 changed"), "{}", again.out);
    assert_eq!((coded(1), coded(2)), (built_in.clone(), built_in), "the kept pages are those that were coded");
    assert_eq!(run(&["recode", "--db", &shown(&db), "--with", "7"]).status, 2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_adds_what_is_in_hand_and_the_same_command_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let (input, db) = (reports(home.path(), 400), home.path().join("casus.db"));
    let child = casus()
        .args(["add", &shown(&input), "--db", &shown(&db)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = (0..12_000).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        std::fs::metadata(format!("{}-wal", shown(&db))).is_ok_and(|wal| wal.len() > 1_500_000)
    });
    assert!(begun, "nothing is added within a minute");
    std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let stopped = ran(child.wait_with_output().unwrap());
    assert_eq!(stopped.status, 130, "{}{}", stopped.out, stopped.err);
    let part = number(&db, "SELECT count(*) FROM coding");
    assert!(part > 0 && part < 400, "{part}");
    let rest = run(&["add", &shown(&input), "--db", &shown(&db)]);
    assert!(rest.out.starts_with(&format!("{} articles added, {part} known", 400 - part)), "{}", rest.out);
}
