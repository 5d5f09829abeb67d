//! The record: what many reports say together, in one SQLite file that any tool opens. Documents come in as they are
//! published ([`Store::add`]); reports of one act become one incident; ledgers, panels and answers are read from it. How
//! anything was coded is not known here, and nothing is overwritten: another lexicon or model is another run.
//!
//! ```
//! let mut store = casus_store::Store::in_memory()?;
//! assert_eq!(store.counts()?.articles, 0);
//! # Ok::<(), casus_store::StoreError>(())
//! ```

mod add;
mod ask;
mod dictionary;
mod error;
mod export;
mod identity;
mod import;
pub mod incidents;
mod numbers;
mod open;
mod panel;
mod recode;
mod verify;
mod watched;

pub use add::{Added, CodedBy, Counts};
pub use ask::answer::{Answer, Column, Dyad, Held, Holds, Page, Party, Value};
pub use ask::article::{ArticleShown, Dropped, NamedAt};
pub use ask::brief::BriefAsked;
pub use ask::check::{Against, ClaimSaid, Finding, Row, Tried, Verdict};
pub use ask::claims::ClaimsAsked;
pub use ask::commitments::CommitmentsAsked;
pub use ask::events::EventsAsked;
pub use ask::incidents::IncidentsAsked;
pub use ask::ledger::LedgerAsked;
pub use ask::ledger_file::{LedgerFile, LedgerForm, Ledgers};
pub use ask::over_time::RunningTotal;
pub use ask::overview::{Period, Spot, Tie, Timeline};
pub use ask::panel::{Every, PanelAsked};
pub use ask::quotes::QuotesAsked;
pub use ask::states::StatesAsked;
pub use ask::told::EventTold;
pub use ask::whole::Whole;
pub use dictionary::{Described, DescribedColumn, TABLES};
pub use error::StoreError;
pub use export::data_dictionary;
pub use identity::{Identity, clean_url, content_hash};
pub use import::{ImportMap, ImportRefused, Imported};
pub use numbers::{Numbers, numbers_of};
pub use open::{Question, Questions, Store};
pub use recode::{Compared, Run, Stored, Told};
pub use verify::Fault;
pub use watched::WatchedFeed;
