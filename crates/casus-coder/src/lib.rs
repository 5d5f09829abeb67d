//! From a reading and the lexicon to coded records. The coder is pure and infallible: what it cannot do it says in
//! notes. It knows no HTML, no model weights, no SQL, no clock and no threads.
//!
//! [`Coder::code`] is the whole of it, one line a stage; to change a stage, open the file with its name.

mod claims;
mod commitments;
mod confidence;
mod contexts;
mod dates;
mod events;
mod number_words;
mod one_act;
mod parties;
mod proposals;
mod quotes;
mod roles;
mod rules;
mod salience;
mod states;
mod status;
mod times;
mod told_before;
mod tree;
mod trial;
mod verbs;
mod who;
mod words;

pub use quotes::QuoteSeen;
pub use status::Predicate;
pub use trial::{Fired, Judged, Missed, Standing, Trial};
pub use who::ask::{Answer, Meant};

use casus_lexicon::{Lexicon, Ontology, Rule};
use casus_types::{ActorId, BlockKind, Code, Coded, Date, Note, PageWords, Parsed, RuleId, Sentence, Span, TimeRef};
use contexts::Themes;
use events::Sources;
use quotes::QuoteFound;
use roles::Reading;
use rules::RuleIndex;
use status::Cues;
use times::{Home, TimeFound, TimeWords};
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
    sayings: quotes::Sayings,
    states: states::StateIndex,
    units: claims::Units,
    times: TimeWords,
    ontology: Ontology,
    binding: commitments::BindingWords,
    page_words: PageWords,
}

/// A report with the words, mentions and verb groups of its sentences, before anything is coded from them.
#[derive(Debug)]
pub struct Shallow<'p> {
    readings: Vec<Reading<'p>>,
    published: Option<Date>,
    home: Home,
}

/// A report with its times and with who says what in it.
struct Heard<'p> {
    readings: Vec<Reading<'p>>,
    times: Vec<Vec<TimeFound>>,
    quotes: Vec<QuoteFound>,
}

impl Coder {
    /// Prepares the lexicon's names and rules for look-up.
    pub fn new(lexicon: &Lexicon) -> Coder {
        let (rules, cues, sayings) = (RuleIndex::new(lexicon), Cues::new(lexicon), quotes::Sayings::new(lexicon));
        let states = states::StateIndex::new(lexicon);
        let irregular = casus_lexicon::inflection::irregular_verbs().map(|base: &str| base);
        let verbs = VerbIndex::new(rules.verb_bases().chain(cues.verb_bases()).chain(sayings.bases()).chain(irregular));
        Coder {
            gazetteer: Gazetteer::new(lexicon),
            verbs,
            units: claims::Units::new(lexicon),
            times: TimeWords::new(lexicon),
            ontology: lexicon.ontology.clone(),
            binding: commitments::BindingWords::new(lexicon),
            page_words: lexicon.page_words.clone(),
            rules,
            cues,
            sayings,
            states,
        }
    }

    /// Codes one reading.
    pub fn code(&self, parsed: Parsed) -> Coded {
        let published = parsed.article.published.date;
        let Heard { readings, times, quotes } = self.hear(&parsed);
        let themes = Themes::of(&readings, &self.ontology);
        let sources = self.sources(&parsed, (&readings, &times, &quotes), &themes);
        let events = events::find(&sources);
        let states = states::find(&sources, &self.states);
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
        let told = claims::Sources { readings: &readings, times: &times, quotes: &quotes, events: &events, published };
        let claims = claims::of_article(&told, &self.units);
        let actors = actors::list(&parsed.article.text, &readings, &events);
        let places = readings.iter().flat_map(places::named).collect();
        let notes = notes(&parsed);
        let times = times.into_iter().flatten().map(|found| found.time).collect();
        let events = events.into_iter().map(|found| found.event).collect();
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

    /// The shallow reading of a report: for steps that are asked for by themselves.
    pub fn shallow<'p>(&self, parsed: &'p Parsed) -> Shallow<'p> {
        Shallow { readings: self.read(parsed), published: parsed.article.published.date, home: self.home(parsed) }
    }

    /// The times of a report, in order.
    pub fn times(&self, shallow: &Shallow) -> Vec<TimeRef> {
        let found = times::of_article(&shallow.readings, &self.times, shallow.published, shallow.home);
        found.into_iter().flatten().map(|found| found.time).collect()
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

    /// Everything in a reading that could be a quote, with what is seen of it: to learn the weights from.
    pub fn quotes_seen(&self, parsed: &Parsed) -> Vec<QuoteSeen> {
        quotes::seen(&self.read(parsed), &self.sayings)
    }

    /// A rule of the lexicon by its id, for explanations.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.by_id(id)
    }

    /// The readings of a report with its times and with who says what: what every later stage is made from.
    fn hear<'p>(&self, parsed: &'p Parsed) -> Heard<'p> {
        let mut readings = self.read(parsed);
        let times = times::of_article(&readings, &self.times, parsed.article.published.date, self.home(parsed));
        let quotes = quotes::find(&readings, &times, &self.sayings);
        quotes::give_first_person(&mut readings, &quotes);
        Heard { readings, times, quotes }
    }

    /// What events and states are made from.
    fn sources<'a, 't>(
        &'a self,
        parsed: &'a Parsed,
        (readings, times, quotes): (&'a [Reading<'t>], &'a [Vec<TimeFound>], &'a [QuoteFound]),
        themes: &'a Themes<'a>,
    ) -> Sources<'a, 't> {
        Sources {
            article: &parsed.article,
            readings,
            times,
            time_words: &self.times,
            quotes,
            rules: &self.rules,
            cues: &self.cues,
            ontology: &self.ontology,
            themes,
        }
    }

    /// Where and when a report was written.
    fn home(&self, parsed: &Parsed) -> Home {
        let article = &parsed.article;
        let sent_from = article.place.as_deref().and_then(|written| places::of_dateline(&self.gazetteer, written));
        let names = article.agency.iter().chain(&article.outlet);
        let seat = names.filter_map(|name| self.page_words.zone(name)).next();
        let east = sent_from.and_then(|place| place.point).map(|point| point.degrees().1);
        let published = article.published.date;
        let datelines = article.blocks.iter().filter(|block| block.kind == BlockKind::Dateline);
        let mut days = datelines.map(|block| times::day_in(article.text.slice(block.span), &self.times, published));
        let there = Home::of(published, east, seat);
        days.find_map(|day| day).map_or(there, |day| Home { today: Some(day), ahead: false })
    }

    /// The shallow reading of every sentence: words, mentions, verb groups.
    fn read<'p>(&self, parsed: &'p Parsed) -> Vec<Reading<'p>> {
        let sentences = Words::of(parsed);
        let mentions = mentions::find(&parsed.article, &sentences, &self.gazetteer);
        let reading = |((words, mentions), sentence): ((Words<'p>, Vec<mentions::Mention>), &'p Sentence)| {
            let mut verbs = verbs::find(&words, &mentions, &self.verbs);
            verbs.retain(|group| !group.is_none(&words));
            verbs.iter_mut().for_each(|group| group.ask(words.tree()));
            Reading { words, mentions, verbs, proposals: &sentence.proposals }
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
