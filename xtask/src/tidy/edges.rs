//! Which room may open onto which. Cargo itself refuses cycles; the doors that would close no circle and are still
//! forbidden stand in [`ROOMS`], and so do the subjects that may not enter a room from outside.

use crate::complaint::Complaint;
use crate::repository::Repository;
use serde_json::Value;
use std::process::Stdio;

/// A crate of ours: what it may use of ours, and which subjects it must not know.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    must_not_know: &'static [&'static Subject],
}

/// Something that crates from outside bring in.
struct Subject {
    name: &'static str,
    crates: &'static [&'static str],
}

const HTML: Subject = Subject {
    name: "HTML",
    crates: &["html5ever", "kuchiki", "lol_html", "markup5ever", "scraper", "select", "tl", "trafilatura"],
};
const SQL: Subject =
    Subject { name: "SQL", crates: &["diesel", "duckdb", "libsqlite3-sys", "postgres", "rusqlite", "sqlx"] };
const MODELS: Subject = Subject {
    name: "model weights",
    crates: &["burn", "candle-core", "candle-nn", "ort", "safetensors", "tch", "tokenizers", "tract-onnx"],
};
const NETWORK: Subject = Subject {
    name: "the network",
    crates: &["axum", "curl", "hyper", "native-tls", "openssl", "reqwest", "rustls", "tokio", "ureq"],
};
const FETCHING: Subject =
    Subject { name: "fetching", crates: &["curl", "native-tls", "openssl", "reqwest", "rustls", "ureq"] };
const TERMINAL: Subject = Subject {
    name: "the terminal",
    crates: &["anstyle", "clap", "console", "crossterm", "indicatif", "owo-colors", "termcolor"],
};
const THREADS: Subject = Subject { name: "threads", crates: &["crossbeam", "rayon", "tokio"] };
const RANDOMNESS: Subject = Subject { name: "randomness", crates: &["fastrand", "getrandom", "rand", "uuid"] };

/// The plan. A new crate gets a line here and a line in ARCHITECTURE.md.
const ROOMS: &[Room] = &[
    Room {
        name: "casus-types",
        may_use: &[],
        must_not_know: &[&HTML, &SQL, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    // Numbers in, numbers out: it knows neither words nor files.
    Room {
        name: "casus-kernel",
        may_use: &[],
        must_not_know: &[&HTML, &SQL, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    Room {
        name: "casus-lexicon",
        may_use: &["casus-types"],
        must_not_know: &[&HTML, &SQL, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    Room {
        name: "casus-reader",
        may_use: &["casus-types", "casus-kernel"],
        must_not_know: &[&SQL, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    // Not the reader: a rule is tested from a reading made by hand.
    Room {
        name: "casus-coder",
        may_use: &["casus-types", "casus-lexicon"],
        must_not_know: &[&HTML, &SQL, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    // Bytes in, entries out: asked by those who fetch and by those who read files.
    Room {
        name: "casus-feeds",
        may_use: &["casus-types"],
        must_not_know: &[&HTML, &SQL, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    Room {
        name: "casus-line",
        may_use: &["casus-types", "casus-lexicon", "casus-reader", "casus-coder", "casus-feeds"],
        must_not_know: &[&SQL, &NETWORK, &TERMINAL, &RANDOMNESS],
    },
    // Not the reader, not the coder: every door goes by the line.
    // Documents in, answers out: how anything was coded is not its business.
    Room {
        name: "casus-store",
        may_use: &["casus-types"],
        must_not_know: &[&HTML, &MODELS, &NETWORK, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    // The one room with a network that goes out. It hands bytes to whoever asks, and knows no record.
    Room {
        name: "casus-watch",
        may_use: &["casus-types", "casus-feeds"],
        must_not_know: &[&HTML, &SQL, &MODELS, &TERMINAL, &THREADS, &RANDOMNESS],
    },
    // Not the line, not the lexicon: it shows what is in the record, and every question to it is the record's own.
    Room {
        name: "casus-window",
        may_use: &["casus-types", "casus-store"],
        must_not_know: &[&HTML, &SQL, &MODELS, &FETCHING, &TERMINAL, &RANDOMNESS],
    },
    // It makes the token of a window by chance, and nothing else.
    Room {
        name: "casus-cli",
        may_use: &["casus-types", "casus-lexicon", "casus-line", "casus-store", "casus-watch", "casus-window"],
        must_not_know: &[&HTML],
    },
    Room { name: "xtask", may_use: &[], must_not_know: &[&HTML, &SQL, &NETWORK, &RANDOMNESS] },
];

/// A crate of the workspace as its manifest has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    name: String,
    /// Its manifest, from the root of the repository.
    manifest: String,
    /// What it names in its manifest, for tests and builds too.
    uses: Vec<String>,
}

/// All crates of the workspace.
pub(crate) fn members(repository: &Repository) -> Result<Vec<Member>, String> {
    let output = repository
        .cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata cannot be read: {error}"))?;
    Ok(in_metadata(&metadata, &repository.root().display().to_string()))
}

fn in_metadata(metadata: &Value, root: &str) -> Vec<Member> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages.into_iter().flatten().filter_map(|package| member(package, root)).collect()
}

fn member(package: &Value, root: &str) -> Option<Member> {
    let name = package.get("name")?.as_str()?.to_string();
    let path = package.get("manifest_path")?.as_str()?;
    let manifest = path.strip_prefix(root).unwrap_or(path).trim_start_matches('/').to_string();
    let used = package.get("dependencies")?.as_array()?;
    let uses = used.iter().filter_map(|used| Some(used.get("name")?.as_str()?.to_string())).collect();
    Some(Member { name, manifest, uses })
}

/// Every door that is not in the plan.
pub(crate) fn check(members: &[Member]) -> Vec<Complaint> {
    let ours: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    members.iter().flat_map(|member| check_member(member, &ours)).collect()
}

fn check_member(member: &Member, ours: &[&str]) -> Vec<Complaint> {
    let Some(room) = ROOMS.iter().find(|room| room.name == member.name) else {
        let what = format!("the crate `{}` has no room in the plan", member.name);
        return vec![Complaint::of(
            &member.manifest,
            what,
            "give it one in xtask/src/tidy/edges.rs and ARCHITECTURE.md",
        )];
    };
    let mut complaints = Vec::new();
    for used in &member.uses {
        if ours.contains(&used.as_str()) && !room.may_use.contains(&used.as_str()) {
            let what = format!("{} may not use {used}", room.name);
            let help = match room.may_use {
                [] => "it may use no crate of ours; see ARCHITECTURE.md".to_string(),
                some => format!("of ours it may use {}; see ARCHITECTURE.md", some.join(", ")),
            };
            complaints.push(Complaint::of(&member.manifest, what, help));
        }
        for subject in room.must_not_know.iter().filter(|subject| subject.crates.contains(&used.as_str())) {
            let what = format!("{} must not know {}, and `{used}` brings it in", room.name, subject.name);
            complaints.push(Complaint::of(
                &member.manifest,
                what,
                "let a room that may know it hand over plain values",
            ));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_using(name: &str, uses: &[&str]) -> Member {
        let uses = uses.iter().map(|used| used.to_string()).collect();
        Member { name: name.to_string(), manifest: format!("crates/{name}/Cargo.toml"), uses }
    }

    fn complaints(members: &[Member]) -> Vec<String> {
        check(members).into_iter().map(|complaint| complaint.what).collect()
    }

    #[test]
    fn the_line_may_use_all_and_the_coder_the_lexicon() {
        let members = [
            crate_using("casus-types", &["serde"]),
            crate_using("casus-lexicon", &["casus-types", "csv"]),
            crate_using("casus-reader", &["casus-types", "scraper"]),
            crate_using("casus-coder", &["casus-types", "casus-lexicon", "jiff"]),
            crate_using("casus-line", &["casus-reader", "casus-coder", "casus-lexicon"]),
        ];
        assert_eq!(complaints(&members), Vec::<String>::new());
    }

    #[test]
    fn the_coder_may_not_use_the_reader_even_for_its_tests() {
        let members = [crate_using("casus-reader", &[]), crate_using("casus-coder", &["casus-reader"])];
        assert_eq!(complaints(&members), ["casus-coder may not use casus-reader"]);
    }

    #[test]
    fn a_subject_may_not_enter_with_a_crate_from_outside() {
        let members = [crate_using("casus-coder", &["scraper", "regex"])];
        assert_eq!(complaints(&members), ["casus-coder must not know HTML, and `scraper` brings it in"]);
    }

    #[test]
    fn a_crate_without_a_room_is_complained_of() {
        let found = check(&[crate_using("casus-utils", &[])]);
        assert_eq!(
            found[0].to_string().lines().next(),
            Some("crates/casus-utils/Cargo.toml: the crate `casus-utils` has no room in the plan")
        );
    }

    #[test]
    fn every_room_of_the_plan_is_named_once_and_opens_onto_rooms() {
        let names: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
        for (at, room) in ROOMS.iter().enumerate() {
            assert!(!names[..at].contains(&room.name), "{} stands twice", room.name);
            // Rooms are listed from the bottom up, so a door only leads downwards.
            assert!(room.may_use.iter().all(|used| names[..at].contains(used)), "{}", room.name);
        }
    }

    #[test]
    fn members_are_read_off_cargo_metadata() {
        let metadata = serde_json::json!({"packages": [{
            "name": "casus-coder", "manifest_path": "/r/crates/casus-coder/Cargo.toml",
            "dependencies": [{"name": "jiff", "kind": null}, {"name": "proptest", "kind": "dev"}],
        }]});
        assert_eq!(in_metadata(&metadata, "/r"), [crate_using("casus-coder", &["jiff", "proptest"])]);
    }
}
