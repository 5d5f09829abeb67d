//! Questions written out as SQL: values as literals that cannot end early, search words as a search that cannot fail,
//! pairs with the days on which they count.

use super::answer::{Dyad, Held, Party};
use crate::error::StoreError;
use casus_types::Date;

/// Before all days and after all of them, as texts compare.
const FIRST: &str = "";
const LAST: &str = "9999-12-31";

/// A text as a literal. SQLite reads a text of SQL up to its first NUL, so none goes in.
pub(crate) fn text(value: &str) -> String {
    format!("'{}'", value.replace('\0', "").replace('\'', "''"))
}

/// `IN ('A', 'B')`, or `= 'A'`.
pub(crate) fn among<V: AsRef<str>>(values: &[V]) -> String {
    match values {
        [one] => format!("= {}", text(one.as_ref())),
        several => {
            let list: Vec<String> = several.iter().map(|value| text(value.as_ref())).collect();
            format!("IN ({})", list.join(", "))
        }
    }
}

/// What a day column must keep to, if anything: ` AND d.start_date >= '2022-01-01'`.
pub(crate) fn days(column: &str, from: Option<Date>, to: Option<Date>) -> Vec<String> {
    match (from, to) {
        (Some(from), Some(to)) => vec![format!("{column} BETWEEN '{from}' AND '{to}'")],
        (Some(from), None) => vec![format!("{column} >= '{from}'")],
        // A day that is not known lies before nothing.
        (None, Some(to)) => vec![format!("{column} <> '' AND {column} <= '{to}'")],
        (None, None) => Vec::new(),
    }
}

/// A search that FTS5 takes whatever was typed: every word, or every "phrase", must stand there; `launch*` for beginnings.
/// Nothing where no letter was typed.
pub(crate) fn search(typed: &str) -> Option<String> {
    let mut terms = Vec::new();
    // What stands between quotation marks is at every other place.
    for (at, part) in typed.replace('\0', " ").split('"').enumerate() {
        let pieces: Vec<&str> = if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
        for piece in pieces {
            let begins = at % 2 == 0 && piece.ends_with('*');
            let words: Vec<&str> =
                piece.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if !words.is_empty() {
                terms.push(format!("\"{}\"{}", words.join(" "), if begins { "*" } else { "" }));
            }
        }
    }
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// The same in some columns of a table of words alone.
pub(crate) fn search_in(columns: &str, typed: &str) -> Result<String, StoreError> {
    let found =
        search(typed).ok_or_else(|| StoreError::Unknown(format!("nothing to search for in {typed:?}; give a word")))?;
    Ok(format!("{{{columns}}} : ({found})"))
}

/// The codes of a party as rows `(code, first, last)`.
pub(crate) fn held(party: &Party, from: Option<Date>, to: Option<Date>) -> Vec<String> {
    let rows = party.codes.iter().filter_map(|held| {
        let (first, last) = both((held.from, held.to), (from, to))?;
        Some(format!("({}, {}, {})", text(&held.code), text(&first), text(&last)))
    });
    rows.collect()
}

/// The pairs of a dyad as rows `(dyad, actor, recipient, first, last)`; nobody with himself where a group is spelled out.
pub(crate) fn pairs(dyad: &Dyad, from: Option<Date>, to: Option<Date>) -> Vec<String> {
    let spelled = dyad.actor.codes.len() > 1 || dyad.recipient.codes.len() > 1;
    let mut rows = Vec::new();
    for actor in &dyad.actor.codes {
        for recipient in &dyad.recipient.codes {
            let Some(days) = overlap(actor, recipient) else { continue };
            let Some((first, last)) = both(days, (from, to)) else { continue };
            if spelled && actor.code == recipient.code {
                continue;
            }
            let name = text(&dyad.name());
            let (actor, recipient) = (text(&actor.code), text(&recipient.code));
            rows.push(format!("({name}, {actor}, {recipient}, {}, {})", text(&first), text(&last)));
        }
    }
    rows
}

type Days = (Option<Date>, Option<Date>);

fn overlap(a: &Held, b: &Held) -> Option<Days> {
    let from = a.from.max(b.from);
    let to = a.to.into_iter().chain(b.to).min();
    from.zip(to).is_none_or(|(from, to)| from <= to).then_some((from, to))
}

/// Two stretches of days as one, written; nothing where they do not meet.
fn both(a: Days, b: Days) -> Option<(String, String)> {
    let from = a.0.max(b.0);
    let to = a.1.into_iter().chain(b.1).min();
    let meet = from.zip(to).is_none_or(|(from, to)| from <= to);
    // A day that is not known is written as an empty text: it counts only where all days do.
    let first = match (from, to) {
        (Some(from), _) => from.to_string(),
        (None, Some(_)) => "0000-01-01".to_string(),
        (None, None) => FIRST.to_string(),
    };
    meet.then(|| (first, to.map_or_else(|| LAST.to_string(), |to| to.to_string())))
}

/// A pattern of LIKE for words that stand anywhere; its own signs are taken as letters.
pub(crate) fn anywhere(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("LIKE {} ESCAPE '\\'", text(&format!("%{escaped}%")))
}

/// That a column holds words somewhere, letter case aside.
pub(crate) fn holds(column: &str, words: &str) -> String {
    format!("{column} {}", anywhere(words))
}

/// That a list of codes, `;` between, holds one.
pub(crate) fn lists(column: &str, code: &str) -> String {
    format!("';' || {column} || ';' LIKE {}", text(&format!("%;{};%", code.replace(['%', '_'], ""))))
}

/// Conditions, joined.
pub(crate) fn all_of(conditions: &[String]) -> String {
    conditions.join("\n  AND ")
}

/// The codes of a list.
pub(crate) fn codes(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|code| !code.is_empty()).map(str::to_string).collect()
}

/// A number as people write it, without a needless `.0`.
pub(crate) fn figure(number: f64) -> String {
    number.to_string()
}

/// Who told it, as shown beside what was told.
pub(crate) const SOURCE: &str = "coalesce(a.outlet, a.agency, a.source)";

/// One report under several outlets is one source.
pub(crate) const REPORT: &str = "coalesce(a.wire, a.article)";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::Store;

    #[test]
    fn a_code_is_found_in_a_list_and_not_in_another_code() {
        let store = Store::in_memory().expect("made");
        let found = |list: &str| {
            let found = store.found(&format!("SELECT {} AS yes", lists(&text(list), "USA"))).expect("asked");
            found.number(&found.rows[0], "yes")
        };
        assert_eq!((found("KOR;USA"), found("KOR;XUSA")), (Some(1.0), Some(0.0)));
        assert_eq!((figure(2.0), figure(2.5)), ("2".to_string(), "2.5".to_string()));
    }

    #[test]
    fn a_text_cannot_end_its_literal() {
        assert_eq!(text("O'Brien'; DROP TABLE event; --"), "'O''Brien''; DROP TABLE event; --'");
        assert_eq!(text("a\0b"), "'ab'");
    }

    #[test]
    fn whatever_is_typed_is_a_search_for_its_words() {
        assert_eq!(search("missile test").as_deref(), Some("\"missile\" AND \"test\""));
        assert_eq!(search("\"nuclear test\" launch*").as_deref(), Some("\"nuclear test\" AND \"launch\"*"));
        assert_eq!(search("U.S.").as_deref(), Some("\"U S\""));
        assert_eq!(search("NEAR(a b) OR \"").as_deref(), Some("\"NEAR a\" AND \"b\" AND \"OR\""));
        assert_eq!(search("\"' * ) -- ^"), None);
        assert_eq!(search_in("place", "Kyiv").as_deref(), Ok("{place} : (\"Kyiv\")"));
    }
}
