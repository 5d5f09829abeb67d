//! ARCHITECTURE.md names every room: each crate, and each folder of modules in one. A room that is not on the map is not
//! found.

use crate::complaint::Complaint;
use std::collections::BTreeSet;

/// The map.
pub(super) const MAP: &str = "ARCHITECTURE.md";

/// Every folder of code that the map leaves out.
pub(super) fn check(files: &[String], map: &str) -> Vec<Complaint> {
    let rooms: BTreeSet<&str> = files.iter().filter_map(|file| room(file)).collect();
    let unnamed = rooms.into_iter().filter(|room| !map.contains(&format!("`{room}")));
    unnamed
        .map(|room| {
            Complaint::of(MAP, format!("`{room}` is not on the map"), "say what it holds and what may not enter")
        })
        .collect()
}

/// The room that a Rust file lies in: its folder of modules, or its crate where it lies in no such folder.
fn room(file: &str) -> Option<&str> {
    let folder = &file[..=file.rfind('/')?];
    let is_code = file.ends_with(".rs") && (file.starts_with("crates/") || file.starts_with("xtask/"));
    let (crate_folder, _) = file.split_once("src/").filter(|_| is_code)?;
    Some(if folder.ends_with("/src/") { crate_folder } else { folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 4] = [
        "crates/casus-line/src/lib.rs",
        "crates/casus-line/src/intake/warc.rs",
        "crates/casus-line/tests/a.rs",
        "README.md",
    ];

    fn unnamed(map: &str) -> Vec<String> {
        check(&FILES.map(str::to_string), map).into_iter().map(|complaint| complaint.what).collect()
    }

    #[test]
    fn crates_and_folders_of_modules_are_rooms() {
        assert_eq!(unnamed("### `crates/casus-line/`\n- `crates/casus-line/src/intake/`: files"), Vec::<String>::new());
        assert_eq!(
            unnamed("# The map\n"),
            ["`crates/casus-line/` is not on the map", "`crates/casus-line/src/intake/` is not on the map"]
        );
    }
}
