//! What stands after the `?` of an address: the filters that all views share, each checked before the record sees it.

use casus_store::{Dyad, EventsAsked, IncidentsAsked, LedgerAsked, Page, Party};
use casus_types::Date;
use std::collections::BTreeMap;

/// Rows of a table where nothing is said, and at most; a download may have more.
const USUAL: usize = 100;
const MOST: usize = 2000;
const MOST_TO_KEEP: usize = 100_000;
/// How far a table can be leafed through.
const DEEPEST: usize = 1_000_000;

/// The names and values of a question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(BTreeMap<String, String>);

/// What is wrong with it, in a sentence.
pub(crate) type Wrong = String;

impl Asked {
    pub(crate) fn read(query: &str) -> Asked {
        let clean = |value: &str| value.replace('\0', "").trim().to_string();
        let each = form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (name.into_owned(), clean(&value)));
        Asked(each.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The words given for a name.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.0.get(name).is_some_and(|given| given == value)
    }

    /// Several, commas between.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let given = self.0.get(name).map(String::as_str).unwrap_or_default();
        given.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_string).collect()
    }

    /// The same as codes, which are written large.
    pub(crate) fn codes(&self, name: &str) -> Vec<String> {
        self.list(name).iter().map(|code| code.to_uppercase()).collect()
    }

    pub(crate) fn code(&self, name: &str) -> Option<String> {
        self.codes(name).into_iter().next()
    }

    /// A day.
    pub(crate) fn day(&self, name: &str) -> Result<Option<Date>, Wrong> {
        let wrong = |given: &str| format!("{name}={given}: give a day, such as 2022-06-14");
        self.0.get(name).map(|given| given.parse().map_err(|_| wrong(given))).transpose()
    }

    /// The same as the record writes it.
    pub(crate) fn day_text(&self, name: &str) -> Result<Option<String>, Wrong> {
        Ok(self.day(name)?.map(|day| day.to_string()))
    }

    fn number(&self, name: &str, usual: usize, most: usize) -> Result<usize, Wrong> {
        let Some(given) = self.0.get(name) else { return Ok(usual) };
        let number: usize = given.parse().map_err(|_| format!("{name}={given}: give a whole number"))?;
        Ok(number.min(most))
    }

    /// As a table to keep rather than to read.
    pub(crate) fn csv(&self) -> bool {
        self.is("format", "csv")
    }

    /// Which rows of a table.
    pub(crate) fn page(&self) -> Result<Page, Wrong> {
        let (usual, most) = if self.csv() { (MOST_TO_KEEP, MOST_TO_KEEP) } else { (USUAL, MOST) };
        Ok(Page {
            limit: self.number("limit", usual, most)?,
            offset: self.number("offset", 0, DEEPEST)?,
            at_once: !self.csv(),
        })
    }

    /// Words to search for.
    pub(crate) fn words(&self, name: &str) -> Result<Option<String>, Wrong> {
        match self.text(name) {
            Some(words) if !words.chars().any(char::is_alphanumeric) => {
                Err(format!("nothing to search for in {words:?}; give a word"))
            }
            words => Ok(words),
        }
    }

    /// Pairs as written: `USA-PRK,KOR-PRK`; with `either=1` the other way round too.
    pub(crate) fn pairs(&self) -> Result<Vec<(String, String)>, Wrong> {
        let mut pairs = Vec::new();
        for written in self.codes("dyad") {
            let pair = written.split_once('-').filter(|(actor, recipient)| !actor.is_empty() && !recipient.is_empty());
            let (actor, recipient) =
                pair.ok_or_else(|| format!("dyad={written}: give two codes with - between: USA-PRK"))?;
            pairs.push((actor.to_string(), recipient.to_string()));
        }
        Ok(pairs)
    }

    /// The same as the record takes them.
    pub(crate) fn dyads(&self) -> Result<Vec<Dyad>, Wrong> {
        let dyad = |actor: &str, recipient: &str| Dyad { actor: Party::code(actor), recipient: Party::code(recipient) };
        let mut dyads: Vec<Dyad> = Vec::new();
        for (actor, recipient) in self.pairs()? {
            let one = dyad(&actor, &recipient);
            let back = self.is("either", "1").then(|| one.back());
            for dyad in [one].into_iter().chain(back) {
                if !dyads.contains(&dyad) {
                    dyads.push(dyad);
                }
            }
        }
        Ok(dyads)
    }

    fn types(&self) -> Vec<String> {
        self.list("type").iter().map(|kind| kind.to_uppercase()).collect()
    }

    pub(crate) fn incidents(&self) -> Result<IncidentsAsked, Wrong> {
        let page = self.page()?;
        Ok(IncidentsAsked {
            actors: self.codes("actor"),
            recipients: self.codes("recipient"),
            either: self.is("either", "1"),
            dyads: self.pairs()?,
            types: self.types(),
            quads: self.list("quad"),
            statuses: self.list("status"),
            ledgers: self.list("ledger"),
            countries: self.codes("country"),
            place: self.text("place"),
            text: self.words("q")?,
            conflicts: self.is("conflicts", "1"),
            from: self.day("from")?,
            to: self.day("to")?,
            at_once: !self.csv(),
            limit: page.limit,
            offset: page.offset,
        })
    }

    pub(crate) fn events(&self) -> Result<EventsAsked, Wrong> {
        let page = self.page()?;
        let parties = |name: &str| self.codes(name).iter().map(|code| Party::code(code)).collect();
        let incident = self
            .text("incident")
            .map(|given| given.parse().map_err(|_| format!("incident={given}: give the number of an incident")));
        Ok(EventsAsked {
            run: None,
            actors: parties("actor"),
            recipients: parties("recipient"),
            dyads: self.dyads()?,
            types: self.types(),
            modes: self.list("mode"),
            quads: self.list("quad"),
            statuses: self.list("status"),
            ledgers: self.list("ledger"),
            saliences: self.list("salience"),
            from: self.day("from")?,
            to: self.day("to")?,
            places: self.text("place").into_iter().collect(),
            countries: self.codes("country"),
            text: self.words("q")?,
            incident: incident.transpose()?,
            limit: Some(page.limit),
            offset: page.offset,
            at_once: !self.csv(),
        })
    }

    pub(crate) fn ledger(&self) -> Result<LedgerAsked, Wrong> {
        let page = self.page()?;
        let parties = |name: &str| self.codes(name).iter().map(|code| Party::code(code)).collect();
        Ok(LedgerAsked {
            run: None,
            actors: parties("actor"),
            recipients: parties("recipient"),
            countries: self.codes("country"),
            statuses: self.list("status"),
            from: self.day("from")?,
            to: self.day("to")?,
            limit: Some(page.limit),
            offset: page.offset,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_and_checked() {
        let asked = Asked::read("dyad=usa-prk&either=1&from=2022-06-01&limit=999999&q=nuclear+test&actor=");
        assert_eq!(asked.dyads().unwrap().iter().map(Dyad::name).collect::<Vec<_>>(), ["USA-PRK", "PRK-USA"]);
        assert_eq!(asked.page().unwrap().limit, MOST);
        assert_eq!(asked.words("q").unwrap().as_deref(), Some("nuclear test"));
        assert!(asked.incidents().unwrap().actors.is_empty());
        assert!(Asked::read("from=soon").incidents().is_err());
        assert!(Asked::read("dyad=USA").incidents().is_err());
        assert!(Asked::read("q=%22%27--").incidents().is_err());
        assert!(Asked::read("limit=-1").page().is_err());
    }
}
