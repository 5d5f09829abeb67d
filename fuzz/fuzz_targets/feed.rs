//! Any bytes are a feed or none: what they list is listed twice alike, and never more than is listed at most.

#![no_main]

use casus_feeds::{Listing, MOST_ENTRIES, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let listing = read(bytes, Some("https://our.example/feed"));
    assert_eq!(listing, read(bytes, Some("https://our.example/feed")));
    match listing {
        Ok(Listing::Entries(entries)) => assert!(entries.len() <= MOST_ENTRIES),
        Ok(Listing::Sitemaps(sitemaps)) => assert!(sitemaps.len() <= MOST_ENTRIES),
        Err(unreadable) => assert!(!unreadable.what.is_empty()),
    }
});
