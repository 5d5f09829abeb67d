//! What offices are called, who belongs to which body, and which given names tell a man from a woman: the tables that
//! help to say who is meant. Who holds an office is in the table of people (`actors.rs`).

use crate::cells::{list, optional};
use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::{Code, Date};
use schemars::JsonSchema;
use serde::Deserialize;

/// An office, as the table of people writes it, with the other ways to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// As in the table of people: `foreign minister`.
    pub office: String,
    /// The country or body where the names hold; nothing for all.
    pub code: Option<Code>,
    /// Other ways to call it: `minister of foreign affairs`.
    pub names: Vec<String>,
    /// Wider words that may stand for its holder: `diplomat`.
    pub kinds: Vec<String>,
    /// Whether one person alone holds it at a time.
    pub single: bool,
    /// Where it was read.
    pub origin: Origin,
}

/// Who belongs to a body between states, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The name of the body, as in the table of organisations.
    pub organisation: String,
    /// Those who joined on one day.
    pub members: Vec<Code>,
    /// The first day; nothing where open or unknown.
    pub from: Option<Date>,
    /// The last day; nothing for members of today.
    pub until: Option<Date>,
    /// Where it was read.
    pub origin: Origin,
}

/// Who bears a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Women: `she`.
    Female,
    /// Men: `he`.
    Male,
}

/// A given name that tells a man from a woman.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// The name.
    pub name: String,
    /// Who bears it.
    pub gender: Gender,
    /// Where it was read.
    pub origin: Origin,
}

/// A row of `roles/offices.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct OfficeForm {
    /// The office as the table of people writes it: `foreign minister`.
    office: String,
    /// The country or body where these names hold; empty for all.
    code: String,
    /// Other ways to call it, lower case, with `;` between.
    names: String,
    /// Wider words that may stand for its holder, with `;` between: `diplomat`.
    kinds: String,
    /// `yes` where one person alone holds it at a time, else `no`.
    single: String,
}

/// A row of `actors/members.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct MembershipForm {
    /// The name of a body in `actors/organisations.csv`.
    organisation: String,
    /// Codes of those who joined on one day, with `;` between.
    members: String,
    /// The first day; empty where open or unknown.
    from: String,
    /// The last day; empty for members of today.
    until: String,
}

/// A row of `roles/given_names.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct GivenNameForm {
    /// The name.
    name: String,
    /// `f` or `m`.
    gender: String,
}

pub(crate) fn read_offices(file: &SourceFile, complaints: &mut Complaints) -> Vec<Office> {
    read_table(file, complaints, |form: OfficeForm, cells| {
        let office = cells.required("office", &form.office);
        let code = cells.code("code", &form.code);
        let single = cells.choice_required("single", &form.single, &[("yes", true), ("no", false)]);
        let (names, kinds) = (list(&form.names), list(&form.kinds));
        for word in names.iter().chain(&kinds).filter(|word| **word != word.to_lowercase()) {
            cells.complain(format!("`{word}` is not in lower case"), "write offices in lower case");
        }
        Some(Office { office: office?, code, names, kinds, single: single?, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_memberships(file: &SourceFile, complaints: &mut Complaints) -> Vec<Membership> {
    read_table(file, complaints, |form: MembershipForm, cells| {
        let organisation = cells.required("organisation", &form.organisation);
        let members = cells.codes("members", form.members.split(';'));
        let (from, until) = cells.period(&form.from, &form.until);
        Some(Membership { organisation: organisation?, members, from, until, origin: cells.origin.clone() })
    })
}

pub(crate) fn read_given_names(file: &SourceFile, complaints: &mut Complaints) -> Vec<GivenName> {
    read_table(file, complaints, |form: GivenNameForm, cells| {
        let name = optional(&form.name);
        let genders = [("f", Gender::Female), ("m", Gender::Male)];
        let gender = cells.choice_required("gender", &form.gender, &genders);
        Some(GivenName { name: name?, gender: gender?, origin: cells.origin.clone() })
    })
}
