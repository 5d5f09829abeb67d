//! Which addresses of the network are for anybody, and which are somebody's own: this machine, the rooms behind a
//! router, the services of a data centre, addresses that lead to one of these by another way of writing. A page from
//! the web must not send us there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Ranges of IPv4 that are nobody's place for news, and what they are. Those of the registry of special purposes, and
/// one address that a large data centre answers its machines at.
const OWN_4: [(Ipv4Addr, u8, &str); 18] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, "no address of a machine"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "shared behind a provider"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this machine"),
    (Ipv4Addr::new(168, 63, 129, 16), 32, "a data centre's own service"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "of this link alone"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "reserved"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "for documentation"),
    (Ipv4Addr::new(192, 31, 196, 0), 24, "reserved"),
    (Ipv4Addr::new(192, 52, 193, 0), 24, "reserved"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "a relay to IPv6"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private"),
    (Ipv4Addr::new(192, 175, 48, 0), 24, "reserved"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "for measuring networks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 3, "for many at once, or reserved"),
];

/// The part of IPv6 that is given out, and what in it is nobody's place for news. All the rest is refused.
const GIVEN_OUT_6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
const OWN_6: [(Ipv6Addr, u8, &str); 6] = [
    // Teredo, benchmarks and keys that look like addresses among them.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "reserved"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "for documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "a way to an address of IPv4"),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48, "reserved"),
    (Ipv6Addr::new(0x3ffe, 0, 0, 0, 0, 0, 0, 0), 16, "reserved"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "for documentation"),
];

/// Addresses in which one of IPv4 is carried through a network of IPv6 alone.
const NAT64: (Ipv6Addr, u8) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// What an address is, where it is not for anybody.
pub fn own(address: IpAddr) -> Option<&'static str> {
    match carried(address) {
        IpAddr::V4(address) => own_4(address),
        IpAddr::V6(address) => own_6(address),
    }
}

/// The address that is really meant: that of IPv4 where one is carried in IPv6.
pub(crate) fn carried(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else { return address };
    let [.., a, b, c, d] = six.octets();
    let nat64 = within(address, IpAddr::V6(NAT64.0), NAT64.1);
    if six.to_ipv4_mapped().is_some() || nat64 { IpAddr::V4(Ipv4Addr::new(a, b, c, d)) } else { address }
}

fn own_4(address: Ipv4Addr) -> Option<&'static str> {
    let address = IpAddr::V4(address);
    OWN_4.iter().find(|(range, bits, _)| within(address, IpAddr::V4(*range), *bits)).map(|(_, _, what)| *what)
}

fn own_6(address: Ipv6Addr) -> Option<&'static str> {
    let given_out = within(IpAddr::V6(address), IpAddr::V6(GIVEN_OUT_6.0), GIVEN_OUT_6.1);
    if !given_out {
        return Some(match address {
            _ if address.is_loopback() => "this machine",
            _ if address.is_unspecified() => "no address of a machine",
            _ if address.is_multicast() => "for many at once",
            _ if address.is_unique_local() => "private",
            _ if address.is_unicast_link_local() => "of this link alone",
            _ => "not given out",
        });
    }
    let address = IpAddr::V6(address);
    OWN_6.iter().find(|(range, bits, _)| within(address, IpAddr::V6(*range), *bits)).map(|(_, _, what)| *what)
}

/// Whether an address lies in a range, told by its first `bits` bits.
pub(crate) fn within(address: IpAddr, range: IpAddr, bits: u8) -> bool {
    let whole = |address: IpAddr| match address {
        IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
        IpAddr::V6(address) => u128::from(address),
    };
    if address.is_ipv4() != range.is_ipv4() {
        return false;
    }
    let kept = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
    (whole(address) ^ whole(range)) & kept == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_for_anybody_is_known() {
        let own_ones = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::808:808",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for address in own_ones {
            assert!(own(address.parse().unwrap()).is_some(), "{address}");
        }
    }

    #[test]
    fn what_is_for_anybody_is_let_through() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
            "::ffff:8.8.8.8",
        ];
        for address in public {
            assert_eq!(own(address.parse().unwrap()), None, "{address}");
        }
    }
}
