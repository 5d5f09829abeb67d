//! The nouns of casus. A report is an [`Article`]; read, it is a [`Parsed`]; coded, it is a [`Coded`]. These are
//! different types rather than one bag that fills up, so no field ever means "not computed yet". Everything points
//! into the article's [`Text`] by [`Span`]. This crate knows no files, no SQL, no dictionaries and no models.

mod actor;
mod article;
mod coded;
mod complaint;
pub mod conllu;
mod document;
mod event;
mod page_words;
mod parsed;
mod publish;
mod saying;
mod syntax;
mod text;

pub use actor::{Actor, ActorId, Code, Participant, Sector};
pub use article::{Article, Block, BlockKind, DateCandidate, Published};
pub use coded::{Coded, Note};
pub use complaint::Complaint;
pub use document::{
    ActorRecord, ArticleRecord, ClaimRecord, CommitmentRecord, Document, DroppedRecord, EventRecord, Extent,
    NoteRecord, PageRecord, ParticipantRecord, QuoteRecord, SCHEMA, StateRecord, TimeRecord,
};
pub use event::{
    Author, Event, EventId, EventType, Evidence, Ledger, Place, Point, Precision, Quad, RuleId, Salience, Saying,
    Status, When,
};
pub use jiff::civil::Date;
pub use page_words::{FurnitureLine, FurnitureThen, LineMatch, NewsAgency, PageWords};
pub use parsed::{Link, Name, Parsed, Proposal, Role, Score, Sentence, Token};
pub use publish::Stamp;
pub use saying::{
    Claim, Commitment, CommitmentKind, Comparator, EventPattern, Quote, QuoteKind, Relation, State, Strength, TimeKind,
    TimeRef,
};
pub use syntax::{Label, NameKind, Pos, Tag};
pub use text::{CharOffsets, Span, Text};
