//! Terms in office: of an office that one person alone holds, the table of people names one a day at most, and the days
//! for which it names nobody are gaps. An overlap is a mistake; a gap may be a fact, or something not yet known.

use crate::aliases::overlap;
use crate::complaint::{Complaints, Origin};
use crate::{Lexicon, Office, Person};
use casus_types::{Code, Date};
use jiff::ToSpan;
use std::collections::BTreeMap;

/// Shorter gaps are the days between an election and an oath.
const SHORT: i64 = 31;

/// Days on which nobody is known to hold an office that others held before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The country or body.
    pub code: Code,
    /// The office.
    pub office: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The row after it.
    pub origin: Origin,
}

/// Complains of each office of one that two hold on a day.
pub(crate) fn check(lexicon: &Lexicon, complaints: &mut Complaints) {
    for terms in of_one(lexicon).into_values() {
        for pair in terms.windows(2) {
            let [first, second] = pair else { continue };
            if first.person != second.person && overlap((first.from, first.until), (second.from, second.until)) {
                let what = format!(
                    "{} and {} are both {} of {} at a time, here and at {}",
                    second.name, first.name, second.office, second.code, first.origin
                );
                let help = "end the first term before the second begins; who stands in for a holder is `acting …`";
                complaints.push(&second.origin, what, help);
            }
        }
    }
}

/// The gaps longer than a month in offices that one person holds, in the order of country, office and day.
pub fn gaps(lexicon: &Lexicon) -> Vec<Gap> {
    let mut out = Vec::new();
    for ((code, office), terms) in of_one(lexicon) {
        for pair in terms.windows(2) {
            let [first, second] = pair else { continue };
            let (Some(until), Some(from)) = (first.until, second.from) else { continue };
            let (Ok(begin), Ok(end)) = (until.checked_add(1.day()), from.checked_sub(1.day())) else { continue };
            if until.checked_add(SHORT.days()).is_ok_and(|horizon| horizon < from) {
                out.push(Gap {
                    code: code.clone(),
                    office: office.clone(),
                    from: begin,
                    until: end,
                    origin: second.origin.clone(),
                });
            }
        }
    }
    out
}

/// The terms of each office that one person alone holds, by their first days.
fn of_one(lexicon: &Lexicon) -> BTreeMap<(Code, String), Vec<&Person>> {
    let mut terms: BTreeMap<(Code, String), Vec<&Person>> = BTreeMap::new();
    for person in lexicon.people.iter().filter(|person| is_single(&lexicon.offices, person)) {
        terms.entry((person.code.clone(), person.office.clone())).or_default().push(person);
    }
    for terms in terms.values_mut() {
        terms.sort_by_key(|person| person.from);
    }
    terms
}

fn is_single(offices: &[Office], person: &Person) -> bool {
    let rows = || offices.iter().filter(|row| row.office == person.office);
    let own = rows().find(|row| row.code.as_ref() == Some(&person.code));
    own.or_else(|| rows().find(|row| row.code.is_none())).is_some_and(|row| row.single)
}
