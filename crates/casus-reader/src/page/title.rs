//! The headline of a page. The extractor's own title is weak, so it is chosen here: what JSON-LD, the page's `<h1>`
//! and its meta tags agree on, without the publication's name that is often hung onto it.

use super::json_ld::LinkedData;
use super::tree::{PageTree, key_of};

/// The headline, best source first.
pub(super) fn headline(linked: &LinkedData, tree: &PageTree, outlet: Option<&str>) -> Option<String> {
    let linked = linked.headline.as_deref();
    let open_graph = tree.meta("og:title").or_else(|| tree.meta("twitter:title"));
    let tab = tree.title.as_deref();
    let heading = one_heading(tree, [linked, open_graph, tab]);
    let chosen = [heading, linked, open_graph, tab].into_iter().flatten().find(|title| !title.trim().is_empty())?;
    let bare = without_outlet(chosen, outlet, tree);
    Some(bare.to_string()).filter(|title| !title.is_empty())
}

/// The `<h1>` that another source confirms, or the only one there is.
fn one_heading<'p>(tree: &'p PageTree, others: [Option<&str>; 3]) -> Option<&'p str> {
    let headings = || tree.headings.iter().filter(|heading| !heading.is_empty());
    let keys: Vec<String> = others.into_iter().flatten().map(key_of).filter(|key| !key.is_empty()).collect();
    let confirmed = headings().find(|heading| {
        let key = key_of(heading);
        key.len() >= 8 && keys.iter().any(|other| other.starts_with(&key) || key.starts_with(other.as_str()))
    });
    let only = headings().next().filter(|heading| headings().count() == 1 && heading.split(' ').count() >= 3);
    confirmed.or(only).map(String::as_str)
}

/// Takes " | The Daily" off the end, if it is the publication's name or too short to be part of a headline, and
/// "Politics | " off the beginning.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>, tree: &PageTree) -> &'t str {
    let title = title.trim();
    let site = outlet.or_else(|| tree.meta("og:site_name")).map(key_of);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = site
                .as_ref()
                .is_some_and(|site| !site.is_empty() && (key_of(tail) == *site || site.contains(&key_of(tail))));
            let bar = mark == " | " && tail.split(' ').count() <= 4 && head.split(' ').count() >= 4;
            if named || bar {
                return head.trim();
            }
        }
        if let Some((head, tail)) = title.split_once(mark) {
            let named = site.as_ref().is_some_and(|site| !site.is_empty() && key_of(head) == *site);
            // "Politics | …" is the section.
            let section = mark == " | " && head.split(' ').count() <= 3 && tail.split(' ').count() >= 4;
            if named || section {
                return tail.trim();
            }
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hung_onto_a_headline_goes() {
        let tree = PageTree::default();
        let bare = |title| without_outlet(title, Some("The Example Courier"), &tree);
        assert_eq!(bare("Harbour towns share crews - The Example Courier"), "Harbour towns share crews");
        assert_eq!(bare("Harbour towns share crews | World News"), "Harbour towns share crews");
        assert_eq!(bare("Politics | Harbour towns share crews"), "Harbour towns share crews");
        assert_eq!(bare("Harbour towns – and what they share"), "Harbour towns – and what they share");
    }
}
