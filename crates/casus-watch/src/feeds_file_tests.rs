//! The file as people write it, right and wrong.

use super::*;

const FILE: &str = r#"
[[feed]]
url = "https://our.example/rss"
name = "Ours"
every = "5m"
language = "en"
most = 20
back = "7d"

[[feed]]
url = "http://wiki.local/feed"
allow = ["wiki.local"]

[[alert]]
name = "shots"
type = ["ASSAULT", "coerce"]
actors = "PRK"
recipients = ["KOR", "usa"]
ledger = "launches"
status = ["happened", "planned"]
to = "https://our.example/hook"

[[alert]]
to = "alerts.jsonl"
"#;

fn complaints(text: &str) -> Vec<String> {
    let said = read_feeds(text, "feeds.toml").unwrap_err();
    assert!(said.iter().all(|complaint| !complaint.help.is_empty()));
    said.iter().map(|complaint| format!("{}: {}", complaint.line, complaint.what)).collect()
}

#[test]
fn every_key_is_read() {
    let feeds = read_feeds(FILE, "feeds.toml").unwrap();
    let [ours, wiki] = feeds.feeds.as_slice() else { panic!("two feeds") };
    assert_eq!((ours.name.as_str(), ours.every, ours.most), ("Ours", SignedDuration::from_mins(5), 20));
    assert_eq!((ours.language.as_deref(), ours.back), (Some("en"), SignedDuration::from_hours(7 * 24)));
    assert_eq!((wiki.name.as_str(), wiki.every, wiki.most), ("wiki.local", SignedDuration::from_mins(15), 200));
    let [shots, all] = feeds.alerts.as_slice() else { panic!("two alerts") };
    assert_eq!(shots.kinds, [EventType::Assault, EventType::Coerce]);
    assert_eq!((shots.actors.join(" "), shots.recipients.join(" ")), ("PRK".to_string(), "KOR USA".to_string()));
    assert_eq!(shots.statuses, [Status::Happened, Status::Planned]);
    assert_eq!(shots.place, Place::Webhook("https://our.example/hook".to_string()));
    assert_eq!(
        (&all.place, all.statuses.as_slice()),
        (&Place::File("alerts.jsonl".to_string()), &[Status::Happened][..])
    );
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    assert_eq!(complaints(""), ["1: no feed in it"]);
    assert_eq!(
        complaints("[[feed]]\nurl = \"https://our.example/\"\nevry = \"5m\"\n"),
        ["3: unknown field `evry`, expected one of `url`, `name`, `every`, `allow`, `language`, `most`, `back`"]
    );
    assert_eq!(complaints("[[feed]]\nname = \"x\"\n"), ["1: missing field `url`"]);
    let many = "[[feed]]\nurl = \"http://127.0.0.1/\"\nevery = \"often\"\nlanguage = \"fr\"\nmost = 0\nback = \"1s\"\n\n\
                [[feed]]\nurl = \"ftp://our.example/\"\nallow = [\"a b\"]\n\n[[alert]]\ntype = \"SHOOT\"\nstatus = \"maybe\"\n\
                ledger = \"x\"\nto = \"http://10.0.0.1:8080/\"\n";
    let said = complaints(many);
    let lines: Vec<&str> = said.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(lines, ["2", "3", "6", "4", "5", "10", "9", "13", "15", "14", "16"], "{said:#?}");
    let twice = "[[feed]]\nurl = \"https://our.example/\"\n[[feed]]\nurl = \"https://our.example/\"\n";
    assert_eq!(complaints(twice), ["4: this feed stands here twice"]);
}

#[test]
fn every_ledger_is_known() {
    for word in LEDGERS {
        assert!(serde_json::from_value::<Ledger>(word.into()).is_ok(), "{word}");
    }
}
