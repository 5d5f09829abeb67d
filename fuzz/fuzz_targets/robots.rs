//! Any bytes are a robots.txt, and any text a path that is held against it.

#![no_main]

use casus_watch::Robots;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|given: (&[u8], &str)| {
    let (bytes, path) = given;
    let robots = Robots::read(bytes);
    assert_eq!(robots.allows(path), Robots::read(bytes).allows(path));
    assert!(robots.allows("/robots.txt"));
});
