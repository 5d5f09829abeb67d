//! The lexicon's verb rules, ready to fire. A rule is looked up by its trigger word, then asked whether the words around
//! it fit (object, required and refused words) and who stands in its places. Several rules may fire on one trigger; the
//! one that says most about its surroundings wins.

use crate::roles::Reading;
use crate::verbs::{Mood, VerbGroup};
use crate::who::mentions::Mention;
use crate::words::as_tokens;
use casus_lexicon::{Lexicon, Part, PlaceOfRole as Place, Places, Rule, inflection};
use casus_types::{EventType, Name, NameKind, Precision, RuleId};
use std::collections::HashMap;

/// A rule that fired: its index in the lexicon, its trigger, and who stands in its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firing {
    /// Index of the rule.
    pub rule: usize,
    /// The verb group of the trigger, or nothing for a noun.
    pub verb: Option<usize>,
    /// Words of the trigger.
    pub trigger: (usize, usize),
    /// Mentions that act.
    pub actors: Vec<usize>,
    /// Mentions that are acted on.
    pub recipients: Vec<usize>,
    /// One past the last word that the rule has read: its particles and its object.
    pub reach: usize,
    /// How much of the surroundings the rule asked for; the larger wins on one trigger.
    pub weight: usize,
}

impl Firing {
    /// The word that stands for the act in the tree: the main verb, or the noun that the others of the trigger hang on.
    pub fn word(&self, reading: &Reading) -> usize {
        let (start, end) = self.trigger;
        let tree = reading.words.tree();
        let above = |word: &usize| !(start..end).contains(&tree.head(*word)) || tree.head(*word) == *word;
        let verb = self.verb.and_then(|verb| reading.verbs.get(verb)).map(|group| group.head);
        verb.or_else(|| (start..end).find(above)).unwrap_or(end - 1)
    }
}

/// Why a rule did not fire though its trigger stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Index of the rule.
    pub rule: usize,
    /// Words of the trigger.
    pub trigger: (usize, usize),
    /// What was missing, in words.
    pub why: String,
}

/// Phrases as lists of words.
type Phrases = Vec<Vec<String>>;

/// What a rule asks of its surroundings, as the tokenizer cuts it.
#[derive(Debug)]
struct Asks {
    object: Phrases,
    object_not: Phrases,
    with_words: Phrases,
    without_words: Phrases,
}

/// The rules by trigger.
#[derive(Debug)]
pub struct RuleIndex {
    rules: Vec<Rule>,
    by_verb: HashMap<String, Vec<(usize, Vec<String>)>>,
    by_noun: HashMap<String, Vec<(usize, Vec<String>)>>,
    asks: Vec<Asks>,
}

impl RuleIndex {
    /// Indexes the rules of a lexicon.
    pub fn new(lexicon: &Lexicon) -> RuleIndex {
        let mut index = RuleIndex {
            rules: lexicon.rules.clone(),
            by_verb: HashMap::new(),
            by_noun: HashMap::new(),
            asks: Vec::new(),
        };
        for (at, rule) in lexicon.rules.iter().enumerate() {
            for verb in &rule.verbs {
                let particles = split_words(&verb.particles).concat();
                index.by_verb.entry(verb.lemma.clone()).or_default().push((at, particles));
            }
            for noun in noun_forms(&split_words(&rule.nouns.iter().map(|noun| noun.join(" ")).collect::<Vec<_>>())) {
                if let Some((first, rest)) = noun.split_first() {
                    index.by_noun.entry(first.clone()).or_default().push((at, rest.to_vec()));
                }
            }
            index.asks.push(Asks {
                object: noun_forms(&split_words(&rule.object)),
                object_not: noun_forms(&split_words(&rule.object_not)),
                with_words: split_words(&rule.with_words),
                without_words: split_words(&rule.without_words),
            });
        }
        index
    }

    /// The base forms of all verbs in rules.
    pub fn verb_bases(&self) -> impl Iterator<Item = &str> {
        self.by_verb.keys().map(String::as_str)
    }

    /// A rule by its index.
    pub fn rule(&self, index: usize) -> Option<&Rule> {
        self.rules.get(index)
    }

    /// A rule by its id.
    pub fn by_id(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// Everything that fires in a sentence: for each trigger the weightiest rule of each class.
    pub fn fire(&self, reading: &Reading, misses: &mut Vec<NearMiss>) -> Vec<Firing> {
        let mut firings = Vec::new();
        for (verb, group) in reading.verbs.iter().enumerate() {
            let mut candidates = Vec::new();
            for lemma in &group.lemmas {
                for (rule, particles) in self.by_verb.get(lemma).into_iter().flatten() {
                    match self.try_verb(reading, verb, *rule, particles) {
                        Ok(firing) => candidates.push(firing),
                        Err(Some(why)) => {
                            misses.push(NearMiss { rule: *rule, trigger: (group.head, group.head + 1), why })
                        }
                        Err(None) => {}
                    }
                }
            }
            firings.extend(weightiest(candidates));
        }
        for at in 0..reading.words.len() {
            let mut candidates = Vec::new();
            for (rule, rest) in self.by_noun.get(reading.words.lower(at)).into_iter().flatten() {
                let end = at + 1 + rest.len();
                let whole = rest.iter().enumerate().all(|(i, word)| reading.words.lower(at + 1 + i) == word);
                // `on March 8` is no march.
                let day = |name: &Name| name.kind == NameKind::Date && name.tokens.contains(&at);
                let dated = reading.words.words[at].capital && reading.words.names.iter().any(day);
                if whole && !dated && !reading.verbs.iter().any(|v| v.start <= at && at <= v.head) {
                    match self.try_noun(reading, at, end, *rule) {
                        Ok(firing) => candidates.push(firing),
                        Err(why) => misses.push(NearMiss { rule: *rule, trigger: (at, end), why }),
                    }
                }
            }
            firings.extend(weightiest(candidates));
        }
        without_echoes(&self.rules, firings)
    }

    fn try_verb(
        &self,
        reading: &Reading,
        verb: usize,
        index: usize,
        particles: &[String],
    ) -> Result<Firing, Option<String>> {
        let (group, rule) = (&reading.verbs[verb], &self.rules[index]);
        let limit = reading.limit(verb);
        let mut after = group.head + 1;
        for particle in particles {
            // `call on`, but also `call upon`? the analyst writes both; `carry it out` leaves a gap of up to three words.
            let Some(at) =
                (after..(after + 4).min(reading.words.len())).find(|at| reading.words.lower(*at) == particle)
            else {
                return Err(None);
            };
            after = at + 1;
        }
        // A particle may be an infinitive of its own (`refuse to meet`): what it governs belongs to the rule.
        let last = reading.verbs.iter().rposition(|v| v.head < after).unwrap_or(verb).max(verb);
        let limit = limit.max(reading.limit(last));
        let asks = &self.asks[index];
        let (wanted, refused) = (asks.object.as_slice(), asks.object_not.as_slice());
        let region = if group.passive {
            (subject_floor(reading, verb), group.start)
        } else {
            (group.head + 1, limit.min(group.head + 10))
        };
        if !wanted.is_empty() && !wanted.iter().any(|noun| stands_in(reading, region, noun)) {
            return Err(Some(format!("no object among its own ({})", rule.object.join(", "))));
        }
        if refused.iter().any(|noun| stands_in(reading, region, noun)) {
            return Err(Some("an object that it refuses".to_string()));
        }
        let clause = (subject_floor(reading, verb), clause_end(reading, verb).max(limit));
        self.check_words(reading, clause, index).map_err(Some)?;
        let roles = VerbRoles { reading, verb, trigger: (group.head, after), limit, wanted };
        let actors = roles.fill(&rule.actors);
        let recipients = first_filled(&rule.recipients, |place| reading.others(roles.place(place), &actors));
        check_needs(rule, &actors, &recipients).map_err(Some)?;
        let weight = particles.len() * 2
            + usize::from(!wanted.is_empty()) * 4
            + usize::from(!rule.with_words.is_empty()) * 2
            + usize::from(!rule.needs.is_empty())
            + 1;
        let object = wanted
            .iter()
            .flat_map(|noun| (region.0..region.1).filter(|at| stands_at(reading, *at, noun)).map(|at| at + noun.len()))
            .max();
        let reach = if group.passive { after } else { object.unwrap_or(after).max(after) };
        Ok(Firing { rule: index, verb: Some(verb), trigger: (group.head, after), actors, recipients, reach, weight })
    }

    fn try_noun(&self, reading: &Reading, start: usize, end: usize, index: usize) -> Result<Firing, String> {
        let rule = &self.rules[index];
        let floor = reading.verbs.iter().filter(|v| v.head < start).map(|v| v.head + 1).max().unwrap_or(0);
        let limit = reading.verbs.iter().find(|v| v.start >= end).map_or(reading.words.len(), |v| v.start);
        self.check_words(
            reading,
            (floor.min(start.saturating_sub(8)), limit.max((end + 8).min(reading.words.len()))),
            index,
        )?;
        let roles = NounRoles { reading, trigger: (start, end) };
        let mut actors = roles.fill(&rule.actors);
        // `the Quito meeting`: where it was held, not who met.
        let city = |m: &Mention| m.place.as_ref().is_some_and(|place| place.precision == Some(Precision::City));
        actors.retain(|at| {
            let m = &reading.mentions[*at];
            rule.kind != EventType::Consult || m.possessive || m.end > start || !city(m)
        });
        let recipients = first_filled(&rule.recipients, |place| reading.others(roles.place(place), &actors));
        check_needs(rule, &actors, &recipients)?;
        let weight = usize::from(!rule.with_words.is_empty()) * 2 + usize::from(!rule.needs.is_empty()) + (end - start);
        Ok(Firing { rule: index, verb: None, trigger: (start, end), actors, recipients, reach: end, weight })
    }

    fn check_words(&self, reading: &Reading, clause: (usize, usize), index: usize) -> Result<(), String> {
        let asks = &self.asks[index];
        let has = |phrase: &&Vec<String>| stands_in(reading, clause, phrase);
        if !asks.with_words.is_empty() && !asks.with_words.iter().any(|phrase| has(&phrase)) {
            return Err(format!("none of its words ({}) in the clause", self.rules[index].with_words.join(", ")));
        }
        match asks.without_words.iter().find(has) {
            Some(phrase) => Err(format!("the word \"{}\", which it refuses", phrase.join(" "))),
            None => Ok(()),
        }
    }
}

/// `remain committed`, `launched an attack`: a word that another rule of the same class has already read says nothing new.
fn without_echoes(rules: &[Rule], firings: Vec<Firing>) -> Vec<Firing> {
    let class = |firing: &Firing| rules.get(firing.rule).map(|rule| rule.kind);
    let echoes = |firing: &Firing| {
        let other =
            |f: &&Firing| f.trigger.0 < firing.trigger.0 && firing.trigger.0 < f.reach && class(f) == class(firing);
        firings.iter().any(|f| other(&f))
    };
    let kept: Vec<bool> = firings.iter().map(|firing| !echoes(firing)).collect();
    firings.into_iter().zip(kept).filter_map(|(firing, keep)| keep.then_some(firing)).collect()
}

/// On one trigger the rule that asked for most; of two classes at the same trigger only one can be meant.
fn weightiest(mut candidates: Vec<Firing>) -> Option<Firing> {
    candidates.sort_by_key(|firing| {
        std::cmp::Reverse((firing.weight, !firing.recipients.is_empty() as usize + !firing.actors.is_empty() as usize))
    });
    candidates.into_iter().next()
}

fn check_needs(rule: &Rule, actors: &[usize], recipients: &[usize]) -> Result<(), String> {
    for need in &rule.needs {
        match need {
            Part::Actor if actors.is_empty() => return Err("no actor in its place".to_string()),
            Part::Recipient if recipients.is_empty() => return Err("no recipient in its place".to_string()),
            _ => {}
        }
    }
    Ok(())
}

/// Where the clause of a verb begins, as far as its subject's words go.
fn subject_floor(reading: &Reading, verb: usize) -> usize {
    reading.verbs[..verb].iter().rev().find(|v| v.mood == Mood::Finite).map_or(0, |v| v.head + 1)
}

/// Where the clause of a verb ends: infinitives belong to it (`urged the junta to release them`), and so does what is said
/// to be (`said Iran was behind the attack`).
fn clause_end(reading: &Reading, verb: usize) -> usize {
    let copula = |group: &VerbGroup| group.lemmas.iter().any(|lemma| lemma == "be");
    let ends = |next: &&VerbGroup| next.mood != Mood::Infinitive && !copula(next);
    let next = reading.verbs.iter().skip(verb + 1).find(ends);
    next.map_or(reading.words.len(), |next| next.start)
}

fn noun_forms(nouns: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for noun in nouns {
        out.push(noun.clone());
        if let Some((last, head)) = noun.split_last() {
            let plural = inflection::plural(last);
            if plural != *last {
                out.push(head.iter().cloned().chain([plural]).collect());
            }
        }
    }
    out
}

fn stands_in(reading: &Reading, region: (usize, usize), noun: &[String]) -> bool {
    (region.0..region.1).any(|at| stands_at(reading, at, noun))
}

fn stands_at(reading: &Reading, at: usize, noun: &[String]) -> bool {
    noun.iter().enumerate().all(|(i, word)| reading.words.lower(at + i) == word)
}

fn split_words(nouns: &[String]) -> Vec<Vec<String>> {
    nouns.iter().map(|noun| as_tokens(noun).split(' ').map(str::to_string).collect()).collect()
}

/// Who stands in the first of several places that is filled, each once.
fn first_filled(alternatives: &[Places], stands_in: impl Fn(&Place) -> Vec<usize>) -> Vec<usize> {
    let each = alternatives.iter().map(|places| {
        let mut found: Vec<usize> = Vec::new();
        for index in places.0.iter().flat_map(&stands_in) {
            if !found.contains(&index) {
                found.push(index);
            }
        }
        found
    });
    each.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// The places around a verb.
struct VerbRoles<'a, 't> {
    reading: &'a Reading<'t>,
    verb: usize,
    trigger: (usize, usize),
    limit: usize,
    wanted: &'a [Vec<String>],
}

impl VerbRoles<'_, '_> {
    fn fill(&self, alternatives: &[Places]) -> Vec<usize> {
        first_filled(alternatives, |place| self.place(place))
    }

    fn place(&self, place: &Place) -> Vec<usize> {
        let group = &self.reading.verbs[self.verb];
        match place {
            Place::Subject => self.reading.doers(self.verb),
            Place::Object if group.passive => self.reading.subject(self.verb),
            Place::Object => self.reading.object(self.trigger),
            Place::By => self.reading.after_preposition(self.trigger, &["by"]),
            Place::Possessor => self.possessor_of_object(),
            Place::Of => self.reading.after_preposition(self.trigger, &["of"]),
            Place::Between => self.reading.after_preposition(self.trigger, &["between", "among"]),
            Place::Clause => self.reading.subject_of_clause(self.trigger.0),
            Place::Preposition(word) => self.preposition(word),
        }
    }

    /// The particle of the verb may itself be the preposition: `call on Russia`.
    fn preposition(&self, word: &str) -> Vec<usize> {
        let (head, after) = self.trigger;
        if self.reading.verbs[self.verb].passive && after > head + 1 && self.reading.words.lower(after - 1) == word {
            return self.reading.subject(self.verb);
        }
        self.reading.after_preposition(self.trigger, &variants(word))
    }

    fn possessor_of_object(&self) -> Vec<usize> {
        let head = self.trigger.0;
        let noun = (head + 1..self.limit).find(|at| {
            self.wanted.iter().any(|noun| noun.first().is_some_and(|first| self.reading.words.lower(*at) == first))
        });
        noun.map(|at| self.reading.possessor(at))
            .unwrap_or_default()
            .into_iter()
            .filter(|index| self.reading.mentions[*index].start > head)
            .collect()
    }
}

/// A preposition with those that say the same.
fn variants(word: &str) -> Vec<&str> {
    match word {
        "toward" => vec!["toward", "towards"],
        "on" => vec!["on", "upon"],
        _ => vec![word],
    }
}

/// The places around a noun.
struct NounRoles<'a, 't> {
    reading: &'a Reading<'t>,
    trigger: (usize, usize),
}

impl NounRoles<'_, '_> {
    fn fill(&self, alternatives: &[Places]) -> Vec<usize> {
        first_filled(alternatives, |place| self.place(place))
    }

    fn place(&self, place: &Place) -> Vec<usize> {
        let noun = self.trigger.1 - 1;
        match place {
            Place::Possessor => self.reading.possessor(noun),
            Place::By => self.reading.after_preposition(self.trigger, &["by"]),
            Place::Of => self.reading.after_preposition(self.trigger, &["of"]),
            Place::Between => self.reading.after_preposition(self.trigger, &["between", "among"]),
            Place::Subject => self.reading.doer_of_noun(noun),
            Place::Object => Vec::new(),
            Place::Clause => self.reading.subject_of_clause(noun),
            Place::Preposition(word) => self.reading.after_preposition(self.trigger, &variants(word)),
        }
    }
}
