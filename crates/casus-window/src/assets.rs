//! The page's own files, built in. They are looked up by their whole names, so that no address leads anywhere else.

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asset {
    pub(crate) bytes: &'static [u8],
    pub(crate) kind: &'static str,
    /// Its name changes with its content, so it may be kept for ever.
    pub(crate) lasting: bool,
}

/// The page that answers every view.
pub(crate) fn index() -> Asset {
    named("index.html").unwrap_or(Asset { bytes: b"", kind: "text/html; charset=utf-8", lasting: false })
}

/// What stands behind `/assets/`.
pub(crate) fn named(name: &str) -> Option<Asset> {
    let (_, bytes) = FILES.iter().find(|(file, _)| *file == name)?;
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    Some(Asset { bytes, kind, lasting: !name.ends_with(".html") })
}

/// Whether an address is one of a view: all of them are the one page, which looks at the address itself.
pub(crate) fn is_view(path: &str) -> bool {
    const VIEWS: &[&str] = &[
        "",
        "dyad",
        "article",
        "incident",
        "ledger",
        "claims",
        "commitments",
        "quotes",
        "states",
        "events",
        "watch",
        "search",
    ];
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    VIEWS.contains(&first)
}
