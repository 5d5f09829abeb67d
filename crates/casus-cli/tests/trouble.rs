//! Inputs that cannot be coded, interruptions and closed pipes: each failure is named with a cure, nothing else is
//! lost, and a broken-off run can be gone on with.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use std::io::Read;
use std::process::Stdio;
use std::time::Duration;
use support::*;

#[test]
fn every_bad_input_is_named_with_a_cure_and_the_rest_is_done() {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(home.path().join(name), bytes).unwrap();
        shown(&home.path().join(name))
    };
    let french = "Le ministre est arrivé lundi dans la capitale pour deux jours de discussions avec son homologue. Les \
                  deux pays veulent reprendre le dialogue sur la sécurité des frontières, interrompu au printemps \
                  après un échange de tirs. Personne ne sait encore quand la prochaine rencontre aura lieu.";
    std::fs::create_dir(home.path().join("pictures")).unwrap();
    write("pictures/a.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    let cases = [
        (write("french.txt", french.as_bytes()), "not in English (it reads as French)"),
        (write("empty.txt", b""), "empty"),
        (write("blank.txt", b" \n\t\n"), "empty"),
        (write("noise.txt", &[7, 0, 0, 0, 255, 0, 0, 9, 1, 0, 0, 0]), "not text: it holds zero bytes"),
        (write("menu.html", b"<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>"), "no article"),
        (write("paper.pdf", b"%PDF-1.7 ..."), "a PDF"),
        (write("array.json", b"[{\"text\":\"a\"}]"), "a JSON array"),
        (shown(&home.path().join("pictures")), "a folder without articles"),
        (shown(&home.path().join("gone.txt")), "no such file"),
        (shown(&home.path().join("gone-*.txt")), "no file matches"),
    ];
    let good = sample("report.txt");
    let mut arguments = vec!["code"];
    arguments.extend(cases.iter().map(|(path, _)| path.as_str()));
    arguments.push(&good);
    let run = run(&arguments);
    assert_eq!(run.status, 1);
    assert_eq!(run.documents().len(), 1, "the good one is done");
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(said.len(), cases.len(), "{}", run.err);
    for ((path, what), line) in cases.iter().zip(said) {
        assert!(line.starts_with(&format!("casus: {path}: {what}")), "{path}: {line}");
        assert!(line.ends_with(')') && line.contains(" ("), "no cure: {line}");
    }
}

#[test]
fn pictures_in_a_folder_of_pages_are_passed_over_without_failing() {
    let home = tempfile::tempdir().unwrap();
    std::fs::copy(sample("page.html"), home.path().join("page.html")).unwrap();
    std::fs::write(home.path().join("a.png"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    let run = run(&["code", &shown(home.path())]);
    assert_eq!((run.status, run.documents().len()), (0, 1), "{}", run.err);
    assert!(run.err.contains("passed over what is not text"), "{}", run.err);
}

#[test]
fn bad_lines_of_jsonl_are_named_by_their_number() {
    let run =
        run_with(&["code", "-"], b"{\"text\":\"Peru closed a port.\"}\nnonsense\n{\"text\":\"Peru closed a port.\"}\n");
    assert_eq!((run.status, run.documents().len()), (1, 2));
    assert!(run.err.starts_with("casus: -:2: cannot be read:"), "{}", run.err);
}

#[test]
fn a_line_without_end_is_refused_at_once_and_the_next_report_is_coded() {
    // 100 MiB in one line, of text and of JSONL.
    let home = tempfile::tempdir().unwrap();
    let long = "x".repeat(1 << 20);
    let (text, jsonl) = (home.path().join("long.txt"), home.path().join("long.jsonl"));
    std::fs::write(&text, long.repeat(100)).unwrap();
    std::fs::write(&jsonl, format!("{{\"text\":\"{}\"}}\n{}", long.repeat(100), many(1))).unwrap();
    let run = run(&["code", &shown(&text), &shown(&jsonl)]);
    assert_eq!((run.status, run.documents().len()), (1, 1), "{}", run.err);
    assert!(run.err.contains("long.txt: longer than 8 MiB for one article"), "{}", run.err);
    assert!(run.err.contains("long.jsonl:1: a line of more than 64 MiB"), "{}", run.err);
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(many(1).as_bytes()).unwrap();
    let blank = vec![b'\n'; 1 << 20];
    for _ in 0..200 {
        encoder.write_all(&blank).unwrap();
    }
    let run = run_with(&["code", "-"], &encoder.finish().unwrap());
    assert_eq!((run.status, run.documents().len()), (1, 1));
    assert!(run.err.contains("unpacks to more than 200 times its size"), "{}", run.err);
}

#[test]
fn a_reader_that_has_read_enough_ends_the_run_quietly() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("reports.jsonl");
    std::fs::write(&file, many(3000)).unwrap();
    let mut child =
        casus().args(["code", &shown(&file)]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap(); // and then it is closed
    let run = ran(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_in_hand_and_resume_goes_on_without_a_gap() {
    let home = tempfile::tempdir().unwrap();
    let (file, output) = (home.path().join("reports.jsonl"), home.path().join("coded.jsonl"));
    std::fs::write(&file, many(4000)).unwrap();
    let arguments = ["code", &shown(&file), "-o", &shown(&output)].map(String::from);
    let child = casus().args(&arguments).stderr(Stdio::piped()).spawn().unwrap();
    let written = || std::fs::metadata(&output).map_or(0, |it| it.len());
    let begun = (0..12_000).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        written() > 10_000
    });
    assert!(begun, "nothing is written within a minute");
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let stopped = ran(child.wait_with_output().unwrap());
    assert_eq!(stopped.status, 130, "{}", stopped.err);
    assert!(stopped.err.contains("stopped after") && stopped.err.contains("--resume"), "{}", stopped.err);
    let part = std::fs::read_to_string(&output).unwrap();
    assert!(part.ends_with('\n') && part.lines().count() < 4000);

    // As after a power cut: the last line is half.
    std::fs::write(&output, format!("{part}{{\"schema\":1,\"casus\":\"0.")).unwrap();
    let mut again: Vec<&str> = arguments.iter().map(String::as_str).collect();
    again.push("--resume");
    let resumed = run(&again);
    assert_eq!(resumed.status, 0, "{}", resumed.err);
    let whole = run(&["code", &shown(&file)]);
    assert!(std::fs::read_to_string(&output).unwrap() == whole.out, "the same bytes as in one go");
}
