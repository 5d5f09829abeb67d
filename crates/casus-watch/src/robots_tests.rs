//! The examples of RFC 9309, and files as sites write them.

use super::*;
use proptest::prelude::*;

fn allowed(robots: &str, path: &str) -> bool {
    Robots::read(robots.as_bytes()).allows(path)
}

#[test]
fn our_own_group_counts_else_the_one_for_everybody() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: CASUS/1.0\nDisallow: /a\nAllow: /a/b\n";
    assert!(allowed(robots, "/") && !allowed(robots, "/a") && allowed(robots, "/a/b"));
    let others = "User-agent: other\nDisallow: /\n";
    assert!(allowed(others, "/a"), "nobody speaks to us");
    assert!(
        !allowed("User-agent: casusbot\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b"),
        "another name than ours"
    );
    assert!(allowed("User-agent: casusbot\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a"));
    let empty = "User-agent: *\nDisallow: /\nUser-agent: casus\nDisallow:\n";
    assert!(allowed(empty, "/a"), "an empty rule forbids nothing");
    let twice = "User-agent: casus\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: casus\nDisallow: /b\n";
    assert!(!allowed(twice, "/a") && !allowed(twice, "/b") && allowed(twice, "/c"), "groups of one name are one");
}

#[test]
fn the_longest_rule_wins_and_between_equals_the_one_that_allows() {
    let robots =
        "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\nDisallow: /p\nAllow: /p\n";
    assert!(allowed(robots, "/example/page/x.html"));
    assert!(!allowed(robots, "/example/page/disallowed.gif"));
    assert!(allowed(robots, "/page"));
}

#[test]
fn stars_and_ends_are_understood() {
    let robots =
        "User-agent: *\nDisallow: *.gif$\nDisallow: /a*b*c\nDisallow: /publications/*/figure\nDisallow: /end$\n";
    for (path, may) in [
        ("/x.gif", false),
        ("/x.gif?y", true),
        ("/a1b2c3", false),
        ("/acb", true),
        ("/publications/1/2/figure.pdf", false),
        ("/end", false),
        ("/end/", true),
        ("/robots.txt", true),
    ] {
        assert_eq!(allowed(robots, path), may, "{path}");
    }
}

#[test]
fn two_ways_of_writing_one_path_are_one() {
    // The table of RFC 9309, section 2.2.2 and 2.2.3.
    for (rule, path) in [
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
        ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar"),
        ("/foo/bar/\u{30C4}", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
        ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html"),
        ("/path/foo-%24", "/path/foo-$"),
    ] {
        assert!(!allowed(&format!("User-agent: *\nDisallow: {rule}"), path), "{rule} {path}");
    }
    assert!(allowed("User-agent: *\nDisallow: /a%2Fb", "/a/b"), "an escaped mark is not the mark");
}

#[test]
fn remarks_blank_lines_and_unknown_lines_do_not_disturb() {
    let robots = "\u{feff}# ours\r\nUser-agent: * # all\r\n\r\nSitemap: https://our.example/s.xml\r\nDisallow : /a # why\r\nCrawl-delay: 2.5\r\nnonsense\r\n";
    assert!(!allowed(robots, "/a") && allowed(robots, "/b"));
    assert_eq!(Robots::read(robots.as_bytes()).delay(), Some(Duration::from_millis(2500)));
    for odd in ["Crawl-delay: -1", "Crawl-delay: inf", "Crawl-delay: NaN", "Crawl-delay: soon"] {
        assert_eq!(Robots::read(format!("User-agent: *\n{odd}").as_bytes()).delay(), None, "{odd}");
    }
}

proptest! {
    /// Any bytes are a robots.txt, and asking it comes to an end.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400), path in "/[ -~]{0,60}") {
        let _ = Robots::read(&bytes).allows(&path);
    }

    /// A rule forbids what begins with it, and leaves the rest.
    #[test]
    fn a_plain_rule_is_a_beginning(rule in "/[a-z/]{0,12}", path in "/[a-z/]{0,12}") {
        let robots = Robots::read(format!("User-agent: casus\nDisallow: {rule}").as_bytes());
        prop_assert_eq!(robots.allows(&path), !path.starts_with(&rule));
    }
}
