//! Any bytes are an input file: JSONL, a feed, WARC, gzip, a page, plain text. Reading it comes to an end, and all that
//! comes out has a name. Limits are small, so that the fuzzer reaches them.

#![no_main]

use casus_line::{Found, Intake, Limits, Wanted};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("room for it");
    let wanted = Wanted {
        paths: vec![file.path().to_string_lossy().into_owned()],
        limits: Limits { article: 1 << 12, line: 1 << 14, unpacked: 1 << 16, ratio: 200 },
        ..Wanted::default()
    };
    for found in Intake::new(wanted) {
        match found {
            Found::Report(report) => assert!(!report.id.is_empty() && !report.source.is_empty()),
            Found::Refused(refusal) => assert!(!refusal.to_string().is_empty()),
            Found::PassedOver(what) => assert!(!what.is_empty()),
        }
    }
});
