//! A report fully coded: everything the coder found, and notes on what it could not do. [`Coded::document`] turns it
//! into the published form.

use crate::actor::Actor;
use crate::event::{Event, Place};
use crate::parsed::Parsed;
use crate::saying::{Claim, Commitment, Quote, State, TimeRef};
use crate::text::Span;

/// All records of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The reading it was made from.
    pub parsed: Parsed,
    /// Who is named, in order of first mention.
    pub actors: Vec<Actor>,
    /// Places named as such, in reading order.
    pub places: Vec<(Span, Place)>,
    /// Times named, in reading order.
    pub times: Vec<TimeRef>,
    /// Events, in order of their first evidence.
    pub events: Vec<Event>,
    /// Quotes, in reading order.
    pub quotes: Vec<Quote>,
    /// Claims, in reading order.
    pub claims: Vec<Claim>,
    /// Commitments, in reading order.
    pub commitments: Vec<Commitment>,
    /// Standing states, in order of their first evidence.
    pub states: Vec<State>,
    /// What could not be done, and where.
    pub notes: Vec<Note>,
}

/// "I could not …", with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where; nothing for the whole report.
    pub span: Option<Span>,
    /// What.
    pub what: String,
}
