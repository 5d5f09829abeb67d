//! From a reading and the lexicon to coded records. The coder is pure and infallible: what it cannot do it says in
//! notes. It knows no HTML, no model weights, no SQL, no clock and no threads.
//!
//! [`Coder::code`] is the whole of it, one line a stage; to change a stage, open the file with its name.

mod claims;
mod commitments;
mod confidence;
mod contexts;
mod events;
mod one_act;
mod parties;
mod proposals;
mod quotes;
mod roles;
mod rules;
mod salience;
mod status;
mod times;
mod told_before;
mod tree;
mod trial;
mod verbs;
mod who;
mod words;

pub use status::Predicate;
pub use trial::{Fired, Judged, Missed, Trial};
pub use who::ask::{Answer, Meant};

use casus_lexicon::{Lexicon, Ontology, Rule};
use casus_types::{ActorId, Code, Coded, Date, Note, Parsed, RuleId, Sentence, Span};
use roles::Reading;
use rules::RuleIndex;
use status::Cues;
use times::{TimeFound, TimeWords};
use verbs::VerbIndex;
use who::ask::Question;
use who::gazetteer::Gazetteer;
use who::{actors, chains, mentions, places};
use words::Words;

/// The lexicon made ready for coding; built once and shared by all threads.
#[derive(Debug)]
pub struct Coder {
    gazetteer: Gazetteer,
    verbs: VerbIndex,
    rules: RuleIndex,
    cues: Cues,
    sayings: quotes::SayingVerbs,
    units: claims::Units,
    times: TimeWords,
    ontology: Ontology,
    binding: commitments::BindingWords,
}

impl Coder {
    /// Prepares the lexicon's names and rules for look-up.
    pub fn new(lexicon: &Lexicon) -> Coder {
        let (rules, cues, sayings) = (RuleIndex::new(lexicon), Cues::new(lexicon), quotes::SayingVerbs::new(lexicon));
        let irregular = casus_lexicon::inflection::irregular_verbs().map(|base: &str| base);
        let verbs = VerbIndex::new(rules.verb_bases().chain(cues.verb_bases()).chain(sayings.bases()).chain(irregular));
        Coder {
            gazetteer: Gazetteer::new(lexicon),
            verbs,
            units: claims::Units::new(lexicon),
            times: TimeWords::new(lexicon),
            ontology: lexicon.ontology.clone(),
            binding: commitments::BindingWords::new(lexicon),
            rules,
            cues,
            sayings,
        }
    }

    /// Codes one reading.
    pub fn code(&self, parsed: Parsed) -> Coded {
        let published = parsed.article.published.date;
        let mut readings = self.read(&parsed);
        let times: Vec<Vec<TimeFound>> = times::of_article(&readings, &self.times, published);
        let quotes = quotes::find(&parsed.article.text, &readings, &self.sayings);
        quotes::give_first_person(&mut readings, &quotes);
        let events = events::find(&events::Sources {
            article: &parsed.article,
            readings: &readings,
            times: &times,
            time_words: &self.times,
            quotes: &quotes,
            rules: &self.rules,
            cues: &self.cues,
            ontology: &self.ontology,
            themes: &contexts::Themes::of(&readings, &self.ontology),
        });
        let claims =
            readings.iter().zip(&times).flat_map(|(r, t)| claims::find(r, t, &self.units, published)).collect();
        let commitments = commitments::of_article(&commitments::Sources {
            readings: &readings,
            times: &times,
            quotes: &quotes,
            events: &events,
            cues: &self.cues,
            table: &self.binding,
            ontology: &self.ontology,
            today: published,
        });
        let quotes = quotes::named(quotes, &readings);
        let actors = actors::list(&parsed.article.text, &readings, &events);
        let places = readings.iter().flat_map(places::named).collect();
        let notes = notes(&parsed);
        let times = times.into_iter().flatten().map(|found| found.time).collect();
        let events = events.into_iter().map(|found| found.event).collect();
        let states = Vec::new();
        Coded { parsed, actors, places, times, events, quotes, claims, commitments, states, notes }
    }

    /// Who is meant by a name as it stands in a reading of one line, on a day, in a report about a country.
    pub fn who(&self, parsed: &Parsed, day: Date, context: Option<Code>) -> Answer {
        let question = Question { gazetteer: &self.gazetteer, day, context };
        let sentences = Words::of(parsed);
        sentences.first().map(|words| question.answer(words)).unwrap_or_default()
    }

    /// An id for each of these places of a reading where a name stands, the same for names that mean the same.
    pub fn chains(&self, parsed: &Parsed, spans: &[Span]) -> Vec<Option<ActorId>> {
        let sentences = Words::of(parsed);
        let mentions = mentions::find(&parsed.article, &sentences, &self.gazetteer);
        chains::chains(&sentences, &mentions, &self.gazetteer, spans)
    }

    /// The predicates of each sentence with their factuality, from -3 to +3.
    pub fn predicates(&self, parsed: &Parsed) -> Vec<Vec<Predicate>> {
        self.read(parsed).iter().map(|reading| status::predicates(reading, &self.cues)).collect()
    }

    /// The factuality of these words of a reading, as if each named an event: to measure the judgement with.
    pub fn factuality(&self, parsed: &Parsed, words: &[Span]) -> Vec<Option<Predicate>> {
        let readings = self.read(parsed);
        let of = |span: &Span| {
            readings.iter().find_map(|reading| {
                let word = reading.words.words.iter().rposition(|word| span.contains(word.span))?;
                Some(status::factuality(reading, word, &self.cues))
            })
        };
        words.iter().map(of).collect()
    }

    /// A rule of the lexicon by its id, for explanations.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.by_id(id)
    }

    /// The shallow reading of every sentence: words, mentions, verb groups.
    fn read<'p>(&self, parsed: &'p Parsed) -> Vec<Reading<'p>> {
        let sentences = Words::of(parsed);
        let mentions = mentions::find(&parsed.article, &sentences, &self.gazetteer);
        let reading = |((words, mentions), sentence): ((Words<'p>, Vec<mentions::Mention>), &'p Sentence)| {
            let mut verbs = verbs::find(&words, &mentions, &self.verbs);
            verbs.retain(|group| !group.is_none(&words));
            verbs.iter_mut().for_each(|group| group.ask(words.tree()));
            let quoted = mentions::quoted_words(&words);
            Reading { words, mentions, verbs, quoted, proposals: &sentence.proposals }
        };
        sentences.into_iter().zip(mentions).zip(&parsed.sentences).map(reading).collect()
    }
}

/// What could not be done for the whole report.
fn notes(parsed: &Parsed) -> Vec<Note> {
    let mut notes = Vec::new();
    if parsed.article.published.date.is_none() {
        let what =
            "no day of publication: weekdays and words like \"last month\" are not placed on the calendar".to_string();
        notes.push(Note { span: None, what });
    }
    notes
}
