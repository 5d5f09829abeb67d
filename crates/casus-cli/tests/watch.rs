//! `casus watch` and addresses as PATHs, against a site on this machine.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use support::*;

/// A site with a feed of two articles, one that robots.txt disallows, one that is no article, and one behind a redirect
/// to this machine by another name.
fn site() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream, port))));
    port
}

fn answer(mut stream: TcpStream, port: u16) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let page = |town: &str| {
        format!(
            "<!doctype html><html><head><title>Ministers meet in {town}</title>\
             <meta property=\"article:published_time\" content=\"2024-05-01T08:00:00Z\"></head><body><article>\
             <h1>Ministers meet in {town}</h1><p>The foreign ministers of Chile and Peru met in {town} on Monday to talk \
             about the border.</p><p>Norway condemned the attack on the port, and police arrested twelve protesters \
             there later in the day.</p></article></body></html>"
        )
    };
    let items: String = ["lima", "quito", "secret", "picture", "away"]
        .map(|name| format!("<item><link>http://127.0.0.1:{port}/{name}</link></item>"))
        .concat();
    let (status, kind, body) = match first.split(' ').nth(1).unwrap_or_default() {
        "/robots.txt" => ("200 OK", "text/plain", "User-agent: *\nDisallow: /secret\n".to_string()),
        "/feed" => ("200 OK", "application/rss+xml", format!("<rss version=\"2.0\"><channel>{items}</channel></rss>")),
        "/lima" => ("200 OK", "text/html; charset=utf-8", page("Lima")),
        "/quito" => ("200 OK", "text/html", page("Quito")),
        "/picture" => ("200 OK", "image/png", "not a page".to_string()),
        "/away" => ("302 Found", "text/html", String::new()),
        _ => ("404 Not Found", "text/html", String::new()),
    };
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\nLocation: http://localhost/lima\r\nContent-Type: {kind}\r\n")?;
    write!(stream, "Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

#[test]
fn a_feed_is_fetched_coded_and_added_once_and_alerts_are_raised() {
    let (port, home) = (site(), tempfile::tempdir().unwrap());
    let at = |name: &str| shown(&home.path().join(name));
    let feeds = format!(
        "[[feed]]\nurl = \"http://127.0.0.1:{port}/feed\"\nname = \"Ours\"\nallow = [\"127.0.0.1:{port}\"]\n\n\
         [[alert]]\nactors = \"NOR\"\nto = \"stdout\"\n\n[[alert]]\nname = \"towns\"\ntype = \"CONSULT\"\nto = '{}'\n",
        at("alerts.jsonl")
    );
    std::fs::write(home.path().join("feeds.toml"), feeds).unwrap();
    let watch = || run(&["watch", &at("feeds.toml"), "--db", &at("r.db"), "--once"]);
    let first = watch();
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.err.contains("Ours: 5 new") && first.err.contains("2 articles added"), "{}", first.err);
    let alerts = first.documents();
    assert_eq!(alerts.len(), 2, "{}", first.out);
    assert_eq!((alerts[0]["type"].as_str(), alerts[0]["feed"].as_str()), (Some("ACCUSE"), Some("Ours")));
    assert!(alerts[0]["evidence"].as_str().unwrap().starts_with("Norway condemned"));
    let in_file = std::fs::read_to_string(home.path().join("alerts.jsonl")).unwrap();
    assert!(in_file.lines().count() >= 2 && in_file.contains("\"alert\":\"towns\""), "{in_file}");

    let again = watch();
    assert!(again.err.contains("Ours: 0 new") && again.err.contains("0 articles added"), "{}", again.err);
    assert_eq!(again.out, "");

    let record = rusqlite::Connection::open(home.path().join("r.db")).unwrap();
    let told = |ask: &str| -> String { record.query_row(ask, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        told("SELECT feed || failures || ' ' || articles || ' ' || (next_due > last_ok) FROM watch_feed"),
        "Ours0 2 1"
    );
    let urls = "SELECT group_concat(url, ' ') FROM (SELECT url FROM article ORDER BY url)";
    assert_eq!(told(urls), format!("https://127.0.0.1:{port}/lima https://127.0.0.1:{port}/quito"));
    let aside = "SELECT group_concat(source || ' ' || reason, '; ') FROM (SELECT * FROM set_aside ORDER BY source)";
    let aside = told(aside);
    assert!(aside.contains("/away not fetched:") && aside.contains("/picture no page but image/png"), "{aside}");
    assert!(aside.contains("/secret not fetched: robots.txt"), "{aside}");
}

#[test]
fn a_page_is_coded_by_its_address() {
    let port = site();
    let (address, allow) = (format!("http://127.0.0.1:{port}/lima"), format!("127.0.0.1:{port}"));
    let coded = run(&["code", &address, "--allow", &allow, "--format", "jsonl"]);
    assert_eq!(coded.status, 0, "{}", coded.err);
    let document = &coded.documents()[0];
    assert_eq!(document["article"]["source"].as_str(), Some(address.as_str()));
    assert_eq!(document["article"]["published"].as_str(), Some("2024-05-01"));

    let refused =
        run(&["code", &address, "http://2130706433/", &format!("http://127.0.0.1:{port}/gone"), "--format", "jsonl"]);
    assert_eq!(refused.status, 1);
    let lines: Vec<&str> = refused.err.lines().collect();
    assert!(lines.len() == 3 && lines.iter().all(|line| line.contains("not fetched:")), "{}", refused.err);
    let gone = run(&["code", &format!("http://127.0.0.1:{port}/gone"), "--allow", &allow]);
    assert!(gone.err.contains("/gone: status 404 (check the address"), "{}", gone.err);
    let feed = run(&["code", &format!("http://127.0.0.1:{port}/feed"), "--allow", &allow]);
    assert!(feed.err.contains("no page but application/rss+xml (feeds are for `casus watch`"), "{}", feed.err);
}

#[test]
fn what_is_wrong_with_the_file_is_said_with_its_line() {
    let home = tempfile::tempdir().unwrap();
    let file = shown(&home.path().join("feeds.toml"));
    std::fs::write(&file, "[[feed]]\nurl = \"http://127.0.0.1/feed\"\n\n[[alert]]\ntype = \"SHOOT\"\n").unwrap();
    let ran = run(&["watch", &file, "--db", &shown(&home.path().join("r.db"))]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("feeds.toml:2: `http://127.0.0.1/feed`: not fetched: the address 127.0.0.1 is this machine"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("feeds.toml:5: no class `SHOOT`") && ran.err.contains("help: one of AGREE"),
        "{}",
        ran.err
    );
    assert!(!home.path().join("r.db").exists(), "nothing is begun");
}

#[test]
#[cfg(unix)]
fn ctrl_c_stops_between_articles() {
    use std::process::Stdio;
    use std::time::Duration;
    let (port, home) = (site(), tempfile::tempdir().unwrap());
    let at = |name: &str| shown(&home.path().join(name));
    let feeds = format!("[[feed]]\nurl = \"http://127.0.0.1:{port}/feed\"\nallow = [\"127.0.0.1:{port}\"]\n");
    std::fs::write(home.path().join("feeds.toml"), feeds).unwrap();
    let mut command = casus();
    let child = command.args(["watch", &at("feeds.toml"), "--db", &at("r.db")]).stderr(Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_secs(4));
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!(ran.status, 130, "{}", ran.err);
    assert!(ran.err.contains("stopped; the same command goes on from there"), "{}", ran.err);
}
