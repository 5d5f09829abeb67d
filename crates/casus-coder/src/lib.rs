//! From a reading and the lexicon to coded records. The coder is pure and infallible: what it cannot do it says in
//! notes. It knows no HTML, no model weights, no SQL, no clock and no threads.

use casus_lexicon::Lexicon;
use casus_types::{Coded, Parsed};

/// The lexicon made ready for coding; built once and shared by all threads.
#[derive(Debug)]
pub struct Coder {}

impl Coder {
    /// Prepares the lexicon's names and rules for look-up.
    pub fn new(_lexicon: &Lexicon) -> Coder {
        Coder {}
    }

    /// Codes one reading.
    pub fn code(&self, parsed: Parsed) -> Coded {
        Coded {
            parsed,
            actors: Vec::new(),
            times: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            claims: Vec::new(),
            commitments: Vec::new(),
            notes: Vec::new(),
        }
    }
}
