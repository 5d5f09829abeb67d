//! Questions to the record. No question changes anything.

pub(crate) mod answer;
pub(crate) mod events;
pub(crate) mod ledger;
pub(crate) mod ledger_file;
pub(crate) mod panel;
pub(crate) mod sql;
pub(crate) mod told;
