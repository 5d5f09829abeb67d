//! Any text is an address or none. What is let through is of the web, has a host and no password, and is no address of
//! our own; so is what it leads to.

#![no_main]

use casus_watch::{Allowed, Target, own};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|given: (&str, &str)| {
    let nobody = Allowed::default();
    let Ok(first) = Target::read(given.0, &nobody) else { return };
    let next = first.lead_to(given.1, &nobody).ok();
    for target in [Some(first), next].into_iter().flatten() {
        assert!(target.as_str().starts_with("http://") || target.as_str().starts_with("https://"));
        let authority = target.as_str().split('/').nth(2).unwrap_or_default();
        assert!(!authority.contains('@') && !target.host().is_empty());
        assert!(target.port() == 80 || target.port() == 443);
        // A literal of our own is refused when it is asked for; that the same host is meant each time must hold before.
        let again = Target::read(target.as_str(), &nobody).expect("what was let through is let through again");
        assert_eq!((again.host(), again.literal().map(own)), (target.host(), target.literal().map(own)));
    }
});
