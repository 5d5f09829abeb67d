//! What the window refuses, and that whatever stands in an article or in a question is data and nothing else.

mod support;

use serde_json::Value;
use std::net::TcpListener;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use support::{How, Open, Told, escaped, settings};

const ADDRESSES: [&str; 6] = ["/", "/dyad/USA/PRK", "/api/meta", "/api/nothing", "/assets/none.js", "/elsewhere"];

#[test]
fn every_answer_lets_a_browser_run_nothing_but_the_page() {
    let window = Open::usual();
    for address in ADDRESSES {
        let headers = window.get(address).headers;
        let policy = &headers["content-security-policy"];
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{address}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{address}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{address}");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin", "{address}");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{address}");
        assert!(!headers.keys().any(|name| name.starts_with("access-control-")), "{address}");
    }
}

#[test]
fn the_page_has_no_script_and_no_style_in_it() {
    let page = Open::usual().get("/").body.to_lowercase();
    assert!(page.contains("<!doctype html>"));
    assert!(!page.contains("<style") && !page.contains("style=") && !page.contains(" onload="), "{page}");
    let open =
        page.split("<script").skip(1).filter(|script| !script.split('>').next().unwrap_or_default().contains("src="));
    assert_eq!(open.count(), 0, "{page}");
}

#[test]
fn it_is_only_read() {
    let window = Open::usual();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"] {
        let got = window.with(method, "/api/meta", &[]);
        assert_eq!(got.status, 405, "{method}");
        assert_eq!(got.headers["allow"], "GET, HEAD", "{method}");
    }
    let head = window.with("HEAD", "/api/meta", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn on_loopback_it_answers_to_names_of_loopback_alone() {
    let window = Open::usual();
    for own in ["127.0.0.1", "127.0.0.1:8765", "localhost", "LOCALHOST:9000", "[::1]:8765", "127.0.0.2"] {
        assert_eq!(window.with("GET", "/api/meta", &[("Host", own)]).status, 200, "{own}");
    }
    for other in [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "192.168.1.2",
        "0.0.0.0",
        "[::2]:80",
        "127.0.0.1@example.org",
        "example.org:8765",
        "",
        "localhost:8765@example.org",
        "2130706433",
        "127.1",
    ] {
        let got = window.with("GET", "/api/meta", &[("Host", other)]);
        assert!(got.status == 403 || got.status == 400, "{other}: {}", got.status);
        assert!(!got.body.contains("incidents"), "{other}");
    }
    assert_ne!(window.send("GET /api/meta HTTP/1.1\r\nConnection: close\r\n\r\n").status, 200);
    let two =
        window.send("GET /api/meta HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\nConnection: close\r\n\r\n");
    assert_ne!(two.status, 200);
    let whole = "GET http://example.org/api/meta HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(window.send(whole).status, 403);
}

#[test]
fn a_page_from_elsewhere_may_not_ask() {
    let window = Open::usual();
    let from = |site: &str| window.with("GET", "/api/meta", &[("Sec-Fetch-Site", site)]).status;
    assert_eq!((from("same-origin"), from("none"), from("cross-site")), (200, 200, 403));
}

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn where_others_reach_it_the_token_is_asked_for() {
    let window = Open::over(&[Told::default()], &How { host: "0.0.0.0", token: Some(TOKEN), ..How::default() });
    for address in ADDRESSES {
        assert_eq!(window.get(address).status, 401, "{address}");
    }
    for wrong in
        ["/?token=", "/?token=x", "/?token=0123456789abcdef0123456789abcdeF", "/api/meta?token=0123456789abcdef"]
    {
        let got = window.get(wrong);
        assert_eq!(got.status, 401, "{wrong}");
        assert!(!got.headers.contains_key("set-cookie"), "{wrong}");
    }
    let first = window.get(&format!("/dyad/USA/PRK?from=2022-01-01&token={TOKEN}&to=2022-06-30"));
    assert_eq!(first.status, 303);
    assert_eq!(first.headers["location"], "/dyad/USA/PRK?from=2022-01-01&to=2022-06-30");
    let cookie = &first.headers["set-cookie"];
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), "{cookie}");
    let kept = cookie.split(';').next().unwrap();
    assert_eq!(window.with("GET", "/api/meta", &[("Cookie", kept)]).status, 200);
    assert_eq!(
        window.with("GET", "/", &[("Cookie", &format!("other=1; {kept}")), ("Host", "casus.example.org")]).status,
        200
    );
    assert_eq!(window.with("GET", "/api/meta", &[("Authorization", &format!("Bearer {TOKEN}"))]).status, 200);
    assert_eq!(window.with("GET", "/api/meta", &[("Cookie", "casus_token=wrong")]).status, 401);
    // Whoever knows the token cannot be led elsewhere with it.
    let led = window.get(&format!("//example.org/?token={TOKEN}"));
    assert!(led.status != 303 || led.headers["location"].starts_with("/example.org"), "{led:?}");
}

#[test]
fn without_a_token_it_does_not_open_to_others() {
    let listener = TcpListener::bind(("0.0.0.0", 0)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("casus.db");
    drop(casus_store::Store::open(&db).unwrap());
    let refused = casus_window::serve(listener, settings(&db, &How::default()), &AtomicBool::new(true));
    assert!(refused.unwrap_err().to_string().contains("token"));
}

#[test]
fn what_takes_too_long_is_broken_off() {
    let window = Open::over(&[Told::default()], &How { limit: Duration::from_nanos(1), ..How::default() });
    let got = window.get("/api/overview");
    assert_eq!(got.status, 503);
    assert!(got.json()["error"].as_str().unwrap().contains("longer"), "{got:?}");
}

#[test]
fn endless_addresses_are_not_read() {
    let window = Open::usual();
    assert_eq!(window.get(&format!("/api/search?q={}", "a".repeat(9000))).status, 414);
    assert_ne!(window.get(&format!("/api/search?q={}", "a".repeat(400_000))).status, 200);
}

#[test]
fn no_address_leads_out_of_the_assets() {
    let window = Open::usual();
    for path in [
        "/assets/../Cargo.toml",
        "/assets/..%2fCargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/....//Cargo.toml",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/..%5c..%5cCargo.toml",
        "/assets/%00",
        "/assets/index.html%00.js",
        "/assets/.",
        "/assets/..",
        "/assets/",
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/favicon.ico/../x",
    ] {
        let got = window.get(path);
        assert!(got.status == 404 || got.status == 400, "{path}: {}", got.status);
        assert!(!got.body.contains("[package]") && !got.body.contains("root:"), "{path}");
    }
}

#[test]
fn it_stops_when_it_is_told_to() {
    let window = Open::usual();
    assert_eq!(window.get("/api/meta").status, 200);
    let begun = std::thread::spawn(move || window.stop());
    for _ in 0..100 {
        if begun.is_finished() {
            break;
        }
        std::thread::sleep(Duration::from_millis(30));
    }
    assert!(begun.is_finished());
    assert!(begun.join().unwrap().is_ok());
}

/// 150 strings that do harm where they are taken for anything but data.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> =
        include_str!("hostile.txt").lines().filter(|line| !line.is_empty()).map(str::to_string).collect();
    // Characters that a file of lines cannot hold.
    all.extend(
        [
            "\r\nSet-Cookie: a=b",
            "a\u{0}b",
            "\u{202e}gpj.exe",
            "\u{feff}x",
            "\u{2028}alert(1)\u{2029}",
            "\t=1+1",
            "\u{1b}[31mred\u{1b}[0m",
            "\u{fffe}",
            "é\u{301}\u{301}\u{301}",
            "\u{e0001}tag",
        ]
        .map(str::to_string),
    );
    all
}

#[test]
fn there_are_150_hostile_strings() {
    assert!(hostile().len() >= 150, "{}", hostile().len());
}

fn is_data(got: &support::Got, what: &str) -> Value {
    assert!(got.status < 500, "{what}: {got:?}");
    assert_eq!(got.headers["x-content-type-options"], "nosniff", "{what}");
    got.json()
}

#[test]
fn hostile_strings_in_reports_come_back_as_data() {
    let hostile = hostile();
    let ids: Vec<String> = (0..hostile.len()).map(|number| format!("report-{number}")).collect();
    // Words of its own, so that none is taken for a copy of another.
    let own = |at: usize| (0..60).map(|word| format!("w{at}x{word}")).collect::<Vec<_>>().join(" ");
    let text = |(at, string): (usize, &String)| format!("{string}\n\n{}\n\n{string}\n\n{}", support::TEXT, own(at));
    let texts: Vec<String> = hostile.iter().enumerate().map(text).collect();
    let urls: Vec<String> =
        hostile.iter().enumerate().map(|(number, string)| format!("https://example.org/{number}?{string}")).collect();
    let told: Vec<Told<'_>> = hostile
        .iter()
        .enumerate()
        .map(|(at, string)| Told {
            id: &ids[at],
            headline: string,
            text: &texts[at],
            speaker: string,
            url: Some(&urls[at]),
        })
        .collect();
    let window = Open::over(&told, &How::default());
    for (at, string) in hostile.iter().enumerate() {
        let shown = is_data(&window.get(&format!("/api/article/{}", at + 1)), string);
        assert_eq!(shown["article"]["headline"], **string);
        assert_eq!(shown["article"]["text"], *texts[at]);
        assert_eq!(shown["layers"]["quotes"][0]["speaker"], **string);
    }
    let quotes = is_data(&window.get("/api/quotes?limit=2000"), "quotes");
    let speakers: Vec<Value> = support::column(&quotes, "speaker");
    assert!(hostile.iter().all(|string| speakers.iter().any(|speaker| speaker == string)));
    let csv = window.get("/api/quotes?format=csv");
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(!csv.body.contains(",=") && !csv.body.contains(",@") && !csv.body.contains(",\"="), "a formula");
}

#[test]
fn hostile_strings_in_questions_find_or_fail_quietly() {
    let window = Open::usual();
    let questions = [
        "/api/incidents?q=",
        "/api/incidents?place=",
        "/api/incidents?actor=",
        "/api/incidents?type=",
        "/api/incidents?dyad=USA-",
        "/api/events?q=",
        "/api/events?status=",
        "/api/claims?unit=",
        "/api/quotes?speaker=",
        "/api/commitments?trigger=",
        "/api/states?relation=",
        "/api/search?q=",
        "/api/overview?from=",
        "/api/ledger/",
        "/api/why/",
        "/api/article/",
        "/api/panel?dyad=A-",
    ];
    for string in hostile() {
        for question in questions {
            let asked = format!("{question}{}", escaped(&string));
            let got = window.get(&asked);
            // A slash in a name, or bytes that are no text, may make another address of it.
            if got.headers.get("content-type").is_some_and(|kind| kind.starts_with("application/json")) {
                is_data(&got, &asked);
            } else {
                assert!(got.status == 400 || got.status == 404, "{asked}: {got:?}");
            }
        }
    }
    let whole = window.get("/api/meta").json();
    assert_eq!((&whole["articles"], &whole["incidents"]), (&Value::from(1), &Value::from(1)), "nothing is gone");
}
