//! Any bytes between records of a WARC, packed or plain. Reading it comes to an end, all that comes out has a name, and
//! the whole record that stands in front is read, whatever follows.

#![no_main]

use casus_line::{Found, Intake, Limits, Wanted};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use std::io::Write;

const RECORD: &[u8] = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://our.example/1\r\n\
Content-Type: text/html\r\nContent-Length: 14\r\n\r\n<p>Talks ended\r\n\r\n";

fuzz_target!(|given: (bool, Vec<(bool, &[u8])>)| {
    let (packed, pieces) = given;
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut put = |bytes: &[u8], pack: bool| {
        if pack {
            let mut gzip = GzEncoder::new(&mut file, Compression::fast());
            gzip.write_all(bytes).expect("room for it");
            gzip.finish().map(drop).expect("room for it");
        } else {
            file.write_all(bytes).expect("room for it");
        }
    };
    put(RECORD, packed);
    for (pack, bytes) in pieces {
        put(bytes, pack && packed);
    }
    let wanted = Wanted {
        paths: vec![file.path().to_string_lossy().into_owned()],
        limits: Limits { article: 1 << 12, line: 1 << 14, unpacked: 1 << 16, ratio: 200 },
        ..Wanted::default()
    };
    let mut read = 0;
    for found in Intake::new(wanted) {
        match found {
            Found::Report(report) => {
                read += 1;
                assert!(!report.id.is_empty() && !report.source.is_empty());
            }
            Found::Refused(refusal) => assert!(!refusal.to_string().is_empty()),
            Found::PassedOver(what) => assert!(!what.is_empty()),
        }
    }
    assert!(read >= 1, "the first record is whole");
});
