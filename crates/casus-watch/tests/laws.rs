//! Laws of addresses: whatever is written, what is let through is of the web, and means the same when it is read again.
#![allow(clippy::unwrap_used)] // a test may fail

use casus_watch::{Allowed, Target, http_date, own, retry_after};
use jiff::Timestamp;
use proptest::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Pieces that addresses are made of, and what people try with them.
const PIECES: [&str; 28] = [
    "http://",
    "https://",
    "HTTP:",
    "//",
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    "%2e",
    "%00",
    "127.0.0.1",
    "0x7f.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
    "our.example",
    ":80",
    ":8080",
    "user",
    "..",
    " ",
    "\t",
    "\u{ff0f}",
    "\u{3002}",
    "%",
    "ftp:",
];

proptest! {
    #[test]
    fn what_is_let_through_is_of_the_web(first in proptest::collection::vec(0usize..28, 0..9), next in proptest::collection::vec(0usize..28, 0..9)) {
        let text = |pieces: Vec<usize>| pieces.into_iter().map(|at| PIECES[at]).collect::<String>();
        let (nobody, next) = (Allowed::default(), text(next));
        let Ok(first) = Target::read(&text(first), &nobody) else { return Ok(()) };
        for target in [Some(first.clone()), first.lead_to(&next, &nobody).ok()].into_iter().flatten() {
            let written = target.as_str();
            prop_assert!(written.starts_with("http://") || written.starts_with("https://"), "{}", written);
            prop_assert!(!written.split('/').nth(2).unwrap().contains('@'), "{}", written);
            prop_assert!(target.port() == 80 || target.port() == 443, "{}", written);
            prop_assert!(target.literal().and_then(own).is_none(), "{}", written);
            let again = Target::read(written, &nobody);
            prop_assert_eq!(again.as_ref().map(Target::host), Ok(target.host()));
        }
    }

    /// However an address of this machine is written, it is known.
    #[test]
    fn this_machine_is_known_in_every_notation(rest in 0u32..1 << 24, kind in 0usize..6) {
        let whole = 127 << 24 | rest;
        let [a, b, c, d] = whole.to_be_bytes();
        let host = match kind {
            0 => format!("{whole}"),
            1 => format!("{whole:#x}"),
            2 => format!("0{whole:o}"),
            3 => format!("{a:#x}.0{b:o}.{}", u32::from(c) << 8 | u32::from(d)),
            4 => format!("[::ffff:{}]", Ipv4Addr::from(whole)),
            _ => format!("[{}]", Ipv4Addr::from(whole).to_ipv6_mapped()),
        };
        prop_assert!(Target::read(&format!("http://{host}/"), &Allowed::default()).is_err(), "{}", host);
    }

    /// An address of IPv4 is judged alike on its own and carried in IPv6.
    #[test]
    fn what_carries_an_address_is_judged_as_what_it_carries(four: u32) {
        let four = Ipv4Addr::from(four);
        let nat64 = Ipv6Addr::from(0x0064_ff9b_u128 << 96 | u128::from(u32::from(four)));
        for six in [four.to_ipv6_mapped(), nat64] {
            prop_assert_eq!(own(IpAddr::V6(six)), own(IpAddr::V4(four)));
        }
        let six_to_four = Ipv6Addr::from(0x2002_u128 << 112 | u128::from(u32::from(four)) << 80);
        prop_assert!(own(IpAddr::V6(six_to_four)).is_some());
    }

    #[test]
    fn any_words_are_a_date_or_none(words in "[ -~]{0,40}") {
        let now = Timestamp::UNIX_EPOCH;
        prop_assert!(retry_after(&words, now).is_none_or(|then| then >= now));
        let _ = http_date(&words);
    }
}
