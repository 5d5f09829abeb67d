//! Who is meant: from words to states, bodies and people, on the day of the report. A sieve, surest first: a name of the
//! lexicon, what the article itself explains (a full name, a title, letters in brackets), an office with its country and
//! the day, and only then pronouns and "the diplomat". What none of them decides stays without a code. What anybody
//! does is not asked here.

pub mod actors;
pub mod anaphora;
pub mod ask;
pub mod chains;
pub mod context;
pub mod countries;
pub mod gazetteer;
pub mod known;
pub mod letters;
pub mod mentions;
pub mod namesakes;
pub mod offices;
pub mod phrases;
pub mod places;
pub mod reader;
pub mod trie;
pub mod writer;
