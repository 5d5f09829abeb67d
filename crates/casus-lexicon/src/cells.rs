//! Turning what an analyst wrote in one cell or after one key into a typed value, or into a complaint. Nothing here
//! knows which table it is reading.

use crate::complaint::{Complaints, Origin, did_you_mean};
use casus_types::{Code, Date, EventType, Ledger, Sector, Status};

/// Reads the values of one row or one rule, and complains about its place.
pub(crate) struct Cells<'c> {
    /// Where the row stands.
    pub origin: Origin,
    /// Where complaints go.
    pub complaints: &'c mut Complaints,
}

impl Cells<'_> {
    pub(crate) fn complain(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.complaints.push(&self.origin, what, help);
    }

    /// A cell that must not be empty.
    pub(crate) fn required(&mut self, column: &str, cell: &str) -> Option<String> {
        let cell = cell.trim();
        if cell.is_empty() {
            self.complain(format!("`{column}` is empty"), format!("fill in `{column}`; every row needs one"));
            return None;
        }
        Some(cell.to_string())
    }

    /// One of a closed list of words, or nothing where the cell is empty.
    pub(crate) fn choice<T: Copy>(&mut self, column: &str, cell: &str, known: &[(&'static str, T)]) -> Option<T> {
        let cell = cell.trim();
        let found = known.iter().find(|(word, _)| *word == cell).map(|(_, value)| *value);
        if found.is_none() && !cell.is_empty() {
            let help = did_you_mean(cell, known.iter().map(|(word, _)| *word));
            self.complain(format!("unknown {column} `{cell}`"), help);
        }
        found
    }

    /// One of a closed list, which must be given.
    pub(crate) fn choice_required<T: Copy>(
        &mut self,
        column: &str,
        cell: &str,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let cell = self.required(column, cell)?;
        self.choice(column, &cell, known)
    }

    /// A country's or body's code, or nothing where the cell is empty.
    pub(crate) fn code(&mut self, column: &str, cell: &str) -> Option<Code> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        if !is_code(cell) {
            let help = "a code is ISO 3166 alpha-3 (`KOR`), or a short name in capitals (`UNO`, `NATO`, `G7`)";
            self.complain(format!("`{cell}` in `{column}` has not the form of a code"), help);
            return None;
        }
        Some(Code(cell.to_string()))
    }

    /// A code, which must be given.
    pub(crate) fn code_required(&mut self, column: &str, cell: &str) -> Option<Code> {
        let cell = self.required(column, cell)?;
        self.code(column, &cell)
    }

    /// Codes in a list.
    pub(crate) fn codes<'s>(&mut self, column: &str, cells: impl IntoIterator<Item = &'s str>) -> Vec<Code> {
        cells.into_iter().filter_map(|cell| self.code(column, cell)).collect()
    }

    /// A sector, or nothing where the cell is empty.
    pub(crate) fn sector(&mut self, cell: &str) -> Option<Sector> {
        self.choice("sector", cell, &Sector::ALL.map(|sector| (sector.code(), sector)))
    }

    /// One of the sixteen classes.
    pub(crate) fn kind(&mut self, column: &str, cell: &str) -> Option<EventType> {
        self.choice(column, cell, &EventType::ALL.map(|kind| (kind.code(), kind)))
    }

    /// A ledger, or nothing where the cell is empty.
    pub(crate) fn ledger(&mut self, cell: &str) -> Option<Ledger> {
        self.choice("ledger", cell, &LEDGERS)
    }

    /// A status, or nothing where the cell is empty.
    pub(crate) fn status(&mut self, cell: &str) -> Option<Status> {
        self.choice("status", cell, &Status::ALL.map(|status| (status.word(), status)))
    }

    /// A day, or nothing where the cell is empty.
    pub(crate) fn day(&mut self, column: &str, cell: &str) -> Option<Date> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        let shaped = cell.len() == 10 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let day = cell.parse::<Date>().ok().filter(|_| shaped);
        if day.is_none() {
            self.complain(format!("`{cell}` in `{column}` is not a day"), "write year-month-day: `2022-06-14`");
        }
        day
    }

    /// The first and the last day of a period, each open where its cell is empty.
    pub(crate) fn period(&mut self, from: &str, until: &str) -> (Option<Date>, Option<Date>) {
        let (from, until) = (self.day("from", from), self.day("until", until));
        if let (Some(first), Some(last)) = (from, until)
            && first > last
        {
            let what = format!("the period ends before it begins: from {first} until {last}");
            self.complain(what, "`from` is the first day, `until` the last one; swap or mend them");
        }
        (from, until)
    }

    /// A CAMEO code: two digits of the root, at most two more.
    pub(crate) fn cameo(&mut self, cell: &str) -> Option<String> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        let digits = (2..=4).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit());
        let root = cell.get(..2).and_then(|root| root.parse::<u8>().ok()).unwrap_or_default();
        if !digits || !(1..=20).contains(&root) {
            let help = "CAMEO's codes have two to four digits, beginning with `01` to `20`: `04`, `042`, `1951`";
            self.complain(format!("`{cell}` is not a CAMEO code"), help);
            return None;
        }
        Some(cell.to_string())
    }
}

/// The ledgers as the files write them.
pub(crate) const LEDGERS: [(&str, Ledger); 10] = [
    ("launches", Ledger::Launches),
    ("nuclear_tests", Ledger::NuclearTests),
    ("sanctions", Ledger::Sanctions),
    ("votes", Ledger::Votes),
    ("meetings", Ledger::Meetings),
    ("aid", Ledger::Aid),
    ("deployments", Ledger::Deployments),
    ("attacks", Ledger::Attacks),
    ("protests", Ledger::Protests),
    ("arrests", Ledger::Arrests),
];

/// The pieces of a list in a cell: `U.S.;US;the States`.
pub(crate) fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|piece| !piece.is_empty()).map(str::to_string).collect()
}

/// What stands in a cell, or nothing where it is empty.
pub(crate) fn optional(cell: &str) -> Option<String> {
    Some(cell.trim()).filter(|cell| !cell.is_empty()).map(str::to_string)
}

/// Two to eight capitals or digits, a capital first: `KOR`, `G7`, `INTERPOL`.
pub(crate) fn is_code(word: &str) -> bool {
    (2..=8).contains(&word.len())
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
