//! The lexicon's words for claims, made ready for look-up: what numbers count, what befalls counted people, currencies
//! and words of comparison. It looks at words alone; how they hang together is asked elsewhere.

use crate::verbs::{Form, VerbIndex};
use crate::words::{Words, as_tokens};
use casus_lexicon::{ActKind, CountedAct, Lexicon, QuoteStrength, QuoteWord, Unit, UnitSubject};
use casus_types::{Comparator, Ledger};
use std::collections::{BTreeMap, BTreeSet};

/// The class of people of whom only an act makes a claim.
pub const PEOPLE: &str = "people";

/// The class of states that take a stand, which counts them only where they do.
pub const STATES: &str = "states";

/// The class of years in prison.
pub const SENTENCE: &str = "sentence";

/// The row of the table of units for what is written with a currency.
const MONEY: &str = "money";

/// The row of the table of units for results such as `13-2`.
const RESULT: &str = "result";

/// What a number can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// `missile`, `dead`, `money`.
    pub class: String,
    /// Ordinals count too.
    pub series: bool,
    /// The running list that can bear it out.
    pub ledger: Option<Ledger>,
    /// Whose country the number is about.
    pub subject: UnitSubject,
    /// In the singular, where the plural is another word: it counts one.
    pub singular: bool,
    /// Words of which one must stand in the sentence; none where it has no other sense.
    with: BTreeSet<String>,
}

impl Sort {
    fn new(unit: &Unit, written: &str) -> Sort {
        Sort {
            class: unit.class.clone(),
            series: unit.series,
            ledger: unit.ledger,
            subject: unit.subject,
            singular: written == unit.unit && unit.plural.as_ref().is_some_and(|plural| plural != written),
            with: unit.with.iter().cloned().collect(),
        }
    }

    /// Whether the sentence leaves it this sense: one of the words that the lexicon asks for stands in it, in any form.
    pub fn fits(&self, words: &Words) -> bool {
        let stands = |at: usize| {
            self.with.contains(words.lower(at)) || words.tokens.get(at).is_some_and(|t| self.with.contains(&t.lemma))
        };
        self.with.is_empty() || (0..words.len()).any(stands)
    }

    /// Whether one of these words stands at a place, where the lexicon asks for any.
    pub fn asks_for(&self, words: &Words, at: usize) -> bool {
        self.with.is_empty() || words.tokens.get(at).is_some_and(|token| self.with.contains(&token.lemma))
    }

    /// Whether people are counted, whom an act makes dead, wounded or arrested.
    pub fn is_people(&self) -> bool {
        matches!(
            self.class.as_str(),
            PEOPLE | "arrested" | "troops" | "migrants" | "protesters" | "refugees" | "hostage" | "bomber"
        )
    }
}

/// The indexed tables.
#[derive(Debug, Default)]
pub struct Units {
    units: Phrases<Sort>,
    acts: BTreeMap<(String, ActKind), CountedAct>,
    verbs: VerbIndex,
    symbols: BTreeMap<String, String>,
    currencies: Phrases<String>,
    before: Phrases<Comparator>,
    after: Phrases<Comparator>,
    /// Verbs of saying that any object is told by, and those that only a clause is.
    tells: VerbIndex,
    says: VerbIndex,
}

/// Phrases by their first word, the longest first.
#[derive(Debug)]
struct Phrases<T> {
    by_first: BTreeMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { by_first: BTreeMap::new() }
    }
}

impl<T> Phrases<T> {
    fn add(&mut self, phrase: &str, value: T) {
        let apart = as_tokens(&phrase.replace('\'', " '"));
        let mut parts = apart.split(' ').map(String::from);
        if let Some(first) = parts.next() {
            let list = self.by_first.entry(first).or_default();
            list.push((parts.collect(), value));
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// The phrases that begin at a word, the longest first, each with where it ends.
    fn at<'p>(&'p self, words: &Words, at: usize) -> impl Iterator<Item = (usize, &'p T)> {
        let list = self.by_first.get(words.lower(at)).map_or(&[][..], Vec::as_slice);
        let stands = move |(rest, value): &'p (Vec<String>, T)| {
            let all = rest.iter().enumerate().all(|(i, word)| words.lower(at + 1 + i) == word);
            all.then_some((at + 1 + rest.len(), value))
        };
        list.iter().filter_map(stands).collect::<Vec<_>>().into_iter()
    }
}

impl Units {
    /// Indexes the tables of a lexicon.
    pub fn new(lexicon: &Lexicon) -> Units {
        let mut units = Units::default();
        for unit in &lexicon.units {
            for written in std::iter::once(&unit.unit).chain(&unit.plural) {
                units.units.add(written, Sort::new(unit, written));
            }
        }
        for row in &lexicon.currencies {
            units.symbols.extend(row.symbols.iter().map(|symbol| (symbol.clone(), row.currency.clone())));
            for name in &row.names {
                units.currencies.add(name, row.currency.clone());
                units.currencies.add(&format!("{name}s"), row.currency.clone());
            }
        }
        for row in &lexicon.comparators {
            let list = if row.after { &mut units.after } else { &mut units.before };
            list.add(&row.words, row.comparator);
        }
        let verbs = lexicon.counted_acts.iter().filter(|act| act.kind == ActKind::Verb);
        units.verbs = VerbIndex::new(verbs.map(|act| act.word.as_str()));
        units.acts = lexicon.counted_acts.iter().map(|act| ((act.word.clone(), act.kind), act.clone())).collect();
        let cues = |these: &'static [QuoteStrength]| {
            let of = lexicon
                .quote_cues
                .iter()
                .filter(move |cue| cue.kind == QuoteWord::Verb && these.contains(&cue.strength));
            VerbIndex::new(of.map(|cue| cue.cue.as_str()))
        };
        units.tells = cues(&[QuoteStrength::Speech]);
        units.says = cues(&[QuoteStrength::Speech, QuoteStrength::Weak]);
        units
    }

    /// The units that begin at a word, the longest first, each with where it ends.
    pub fn at(&self, words: &Words, at: usize) -> impl Iterator<Item = (usize, &Sort)> {
        self.units.at(words, at)
    }

    /// What is written with a currency.
    pub fn money(&self) -> Option<&Sort> {
        self.row(MONEY)
    }

    /// What `13-2` counts.
    pub fn result(&self) -> Option<&Sort> {
        self.row(RESULT)
    }

    fn row(&self, name: &str) -> Option<&Sort> {
        self.units.by_first.get(name)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, sort)| sort)
    }

    /// The currency that a symbol at a word stands for.
    pub fn symbol(&self, words: &Words, at: usize) -> Option<&str> {
        self.symbols.get(words.lower(at)).map(String::as_str)
    }

    /// The currency named at a word, with where its name ends.
    pub fn currency(&self, words: &Words, at: usize) -> Option<(usize, &str)> {
        self.currencies.at(words, at).next().map(|(end, code)| (end, code.as_str()))
    }

    /// The longest words of comparison that end where a number begins: where they begin, and what they say.
    pub fn comparator_before(&self, words: &Words, start: usize) -> Option<(usize, Comparator)> {
        let from = start.saturating_sub(4);
        (from..start).find_map(|at| {
            self.before.at(words, at).find(|(end, _)| *end == start).map(|(_, comparator)| (at, *comparator))
        })
    }

    /// The words of comparison that begin where a number ends: where they end, and what they say.
    pub fn comparator_after(&self, words: &Words, end: usize) -> Option<(usize, Comparator)> {
        self.after.at(words, end).next().map(|(end, comparator)| (end, *comparator))
    }

    /// Whether a word compares a number: `over` in `killed over 60`, where the parser sees a preposition.
    pub fn compares(&self, words: &Words, at: usize) -> bool {
        self.before.at(words, at).any(|(end, _)| end == at + 1)
    }

    /// What a noun or adjective of this base form makes of those counted beside it.
    pub fn act(&self, lemma: &str, kind: ActKind) -> Option<&CountedAct> {
        self.acts.get(&(lemma.to_string(), kind))
    }

    /// What a verb in any form makes of those counted beside it; only a participle where `suffered`.
    pub fn verb(&self, lower: &str, suffered: bool) -> Option<&CountedAct> {
        let fits = |form: Form| !suffered || form == Form::Participle;
        let (base, _) = self.verbs.of(lower).iter().find(|(_, form)| fits(*form))?;
        self.act(base, ActKind::Verb)
    }

    /// Whether a word is a form of a verb of saying: one that tells its object (`reported 12 deaths`), or, before a clause,
    /// any (`feared that 12 had died` is none).
    pub fn says(&self, lower: &str, clause: bool) -> bool {
        let verbs = if clause { &self.says } else { &self.tells };
        !verbs.of(lower).is_empty()
    }
}
