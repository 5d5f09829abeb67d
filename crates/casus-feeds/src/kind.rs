//! Whether bytes are a feed, told by their beginning: the first element of an XML file, or the version that a JSON feed
//! gives first.

/// The families of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// RSS, Atom, JSON feed.
    Feed,
    /// A sitemap, or an index of sitemaps.
    Sitemap,
}

/// How far the first element may stand from the beginning.
const HEAD: usize = 16 << 10;

/// The family of a feed by its first bytes; nothing where it is none.
pub fn dialect(bytes: &[u8]) -> Option<Dialect> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    let text = head.trim_start();
    if text.starts_with('{') {
        // Its address is the version that the format demands.
        return text.contains("jsonfeed.org/version").then_some(Dialect::Feed);
    }
    let element = first_element(text)?;
    match element.rsplit(':').next()? {
        "rss" | "feed" | "RDF" => Some(Dialect::Feed),
        "urlset" | "sitemapindex" => Some(Dialect::Sitemap),
        _ => None,
    }
}

/// The name of the first element; declarations and remarks may stand before it.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            // The end of a list of declarations, too.
            _ if rest.starts_with("<!") || rest.starts_with(']') => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1;
    }
    let name = rest.strip_prefix('<')?;
    name.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().filter(|name| !name.is_empty())
}
