//! Questions to the record. No question changes anything; days "as of" which are given by whoever asks.

pub(crate) mod answer;
pub(crate) mod article;
mod beside;
pub(crate) mod bounds;
pub(crate) mod brief;
pub(crate) mod check;
pub(crate) mod claims;
pub(crate) mod commitments;
pub(crate) mod counting;
pub(crate) mod events;
pub(crate) mod incidents;
pub(crate) mod ledger;
pub(crate) mod ledger_file;
pub(crate) mod looked;
pub(crate) mod over_time;
pub(crate) mod overview;
pub(crate) mod panel;
pub(crate) mod quotes;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod sql;
pub(crate) mod states;
pub(crate) mod tables;
pub(crate) mod told;
pub(crate) mod whole;
