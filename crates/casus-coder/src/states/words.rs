//! The lexicon's words for states, looked for in the tree: the first word of a row, the others among what hangs on it,
//! and of whom they are said. A verb speaks of its subject; a predicate of the subject of its "be", or of the noun that it
//! stands beside; a noun names somebody by itself.

use crate::roles::Reading;
use crate::words::{as_tokens, picks_of};
use casus_lexicon::{Lexicon, StateForm, StateWords};
use casus_types::{Label, Tag};
use std::collections::HashMap;

/// How far a question climbs before it gives up; longer chains are misreadings.
const CLIMB: usize = 4;

/// The lexicon's words for states, by their first word.
#[derive(Debug, Default)]
pub struct StateIndex {
    rows: Vec<StateWords>,
    by_first: HashMap<String, Vec<usize>>,
}

/// Words of a sentence that tell a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Index of the row.
    pub row: usize,
    /// The words found, the one that the others hang on first.
    pub words: Vec<usize>,
    /// The verb of the clause that says it; nothing for words that only stand beside a noun.
    pub verb: Option<usize>,
    /// The words that name of whom it is said.
    pub said_of: Vec<usize>,
    /// The words hold a "no" of their own.
    pub says_no: bool,
}

impl Told {
    /// The first of the words in their order.
    pub fn first(&self) -> usize {
        self.words.iter().copied().min().unwrap_or_default()
    }

    /// Whether other words say all that these say, and more.
    pub fn is_part_of(&self, other: &Told) -> bool {
        self.words.len() < other.words.len() && self.words.iter().all(|word| other.words.contains(word))
    }

    /// The last of the words in their order.
    pub fn last(&self) -> usize {
        self.words.iter().copied().max().unwrap_or_default()
    }

    /// The word that the words hang on.
    pub fn anchor(&self) -> usize {
        self.words.first().copied().unwrap_or_default()
    }

    /// The word that decides whether it is so.
    pub fn word(&self) -> usize {
        self.verb.unwrap_or_else(|| self.anchor())
    }

    /// Whether its verb tells of no act: `have`, `remain`.
    pub fn stands_in(&self, reading: &Reading) -> bool {
        self.lasts(reading) || self.verb.is_some_and(|verb| matches!(lemma(reading, verb), "be" | "have"))
    }

    /// Whether its verb says that it goes on: `remain`.
    pub fn lasts(&self, reading: &Reading) -> bool {
        self.verb.is_some_and(|verb| lasts(lemma(reading, verb)))
    }
}

impl StateIndex {
    /// Indexes the rows of a lexicon.
    pub fn new(lexicon: &Lexicon) -> StateIndex {
        let mut index = StateIndex { rows: lexicon.state_words.clone(), by_first: HashMap::new() };
        for (at, row) in lexicon.state_words.iter().enumerate() {
            for word in row.words.first().into_iter().flatten() {
                let last = as_tokens(word).split(' ').next_back().unwrap_or_default().to_string();
                index.by_first.entry(last).or_default().push(at);
            }
        }
        index
    }

    /// A row by its index.
    pub fn row(&self, index: usize) -> Option<&StateWords> {
        self.rows.get(index)
    }

    /// Everything that may tell a state in a sentence, each row by itself.
    pub fn told(&self, reading: &Reading) -> Vec<Told> {
        let mut all: Vec<Told> = Vec::new();
        for at in 0..reading.words.len() {
            let forms = forms(reading, at);
            let mut rows: Vec<usize> =
                forms.iter().flat_map(|form| self.by_first.get(*form).into_iter().flatten().copied()).collect();
            rows.sort_unstable();
            rows.dedup();
            all.extend(rows.into_iter().filter_map(|row| self.told_at(reading, at, row)));
        }
        all
    }

    fn told_at(&self, reading: &Reading, at: usize, index: usize) -> Option<Told> {
        let row = self.row(index)?;
        let first = row.words.first()?;
        if !first.iter().any(|word| stands(reading, at, word)) {
            return None;
        }
        let words = spread(reading, at, row.words.get(1..).unwrap_or_default())?;
        let tree = reading.words.tree();
        let refused = |word: &usize| row.without.iter().any(|refused| stands(reading, *word, refused));
        if words.iter().flat_map(|word| tree.children(*word)).any(|child| refused(&child)) {
            return None;
        }
        // `leadership in the Attorney General's Office` is not in office.
        if row.form == StateForm::Predicate && words.iter().skip(1).any(|word| is_in_name(reading, *word)) {
            return None;
        }
        let (verb, mut said_of) = match row.form {
            StateForm::Verb => of_verb(reading, at)?,
            StateForm::Predicate => of_predicate(reading, at)?,
            StateForm::Noun => of_noun(reading, at)?,
        };
        // `any person held must be freed`: nobody is said to be.
        let anybody = |noun: &usize| {
            tree.labelled(*noun, &[Label::Det]).any(|det| reading.words.is(det, &["any", "no", "every", "neither"]))
        };
        if said_of.iter().any(anybody) {
            return None;
        }
        if !row.subject.is_empty() {
            let fits = |noun: &usize| row.subject.iter().any(|word| stands(reading, *noun, word));
            let counted = said_of.iter().flat_map(|noun| counted(reading, *noun));
            said_of = counted.filter(fits).collect();
            if said_of.is_empty() {
                return None;
            }
        }
        let says_no = row.words.iter().flatten().any(|word| matches!(word.as_str(), "no" | "not" | "without"));
        Some(Told { row: index, words, verb, said_of, says_no })
    }
}

pub fn lemma<'r>(reading: &'r Reading, at: usize) -> &'r str {
    reading.words.tokens.get(at).map_or("", |token| token.lemma.as_str())
}

/// A word as written, and its base forms as the parser and the table of verbs have them.
fn forms<'r>(reading: &'r Reading, at: usize) -> Vec<&'r str> {
    let verb = reading.verbs.iter().find(|group| group.head == at);
    let bases = verb.into_iter().flat_map(|group| group.lemmas.iter().map(String::as_str));
    [reading.words.lower(at), lemma(reading, at)].into_iter().chain(bases).collect()
}

/// Whether a word of the lexicon stands at a place, in any form: of several words the one that the others hang on, the
/// last or what stands before `of`.
fn stands(reading: &Reading, at: usize, word: &str) -> bool {
    let apart = as_tokens(word);
    let parts: Vec<&str> = apart.split(' ').collect();
    if parts.get(1) == Some(&"of") {
        return reading.words.phrase_at(at, &apart).is_some();
    }
    let Some((last, before)) = parts.split_last() else { return false };
    let Some(start) = at.checked_sub(before.len()) else { return false };
    forms(reading, at).contains(last)
        && before.iter().enumerate().all(|(i, part)| reading.words.lower(start + i) == *part)
}

/// The further words of a row, each hanging on one found before it.
fn spread(reading: &Reading, anchor: usize, further: &[Vec<String>]) -> Option<Vec<usize>> {
    let mut found = vec![anchor];
    let mut left: Vec<&Vec<String>> = further.iter().collect();
    while !left.is_empty() {
        let next = left.iter().enumerate().find_map(|(index, choice)| {
            let fits = |at: &usize| {
                !found.contains(at)
                    && (!choice.iter().any(|word| word == "be") || helps(reading, *at))
                    && hangs_on(reading, *at, &found)
                    && choice.iter().any(|word| stands(reading, *at, word))
            };
            (0..reading.words.len()).find(fits).map(|at| (index, at))
        });
        let (index, at) = next?;
        left.remove(index);
        found.push(at);
    }
    Some(found)
}

/// A noun, or what it counts: `thousands of troops`.
fn counted(reading: &Reading, noun: usize) -> Vec<usize> {
    let tree = reading.words.tree();
    let of = tree.labelled(noun, &[Label::Prep]).find(|prep| reading.words.is(*prep, &["of"]));
    match of.filter(|_| picks_of(reading.words.lower(noun))) {
        Some(of) => tree.after(of),
        None => vec![noun],
    }
}

/// Whether a word is part of a name: `in the Foreign Office`.
fn is_in_name(reading: &Reading, at: usize) -> bool {
    !reading.words.title && at > 0 && reading.words.words.get(at).is_some_and(|word| word.capital)
}

/// Whether a word is an auxiliary: the "be" of `is fighting`.
fn helps(reading: &Reading, at: usize) -> bool {
    matches!(reading.words.tree().label(at), Label::Aux | Label::Auxpass)
}

/// Whether a word hangs on one of these, if only through what is joined, counted or resumed: `under EU and US sanctions`,
/// `under a host of sanctions`, `open to resuming talks`.
fn hangs_on(reading: &Reading, at: usize, found: &[usize]) -> bool {
    let tree = reading.words.tree();
    let mut word = at;
    // `the embassy had`: who does it is none of its words.
    if tree.label(at) == Label::Nsubj && found.first() == Some(&tree.head(at)) {
        return false;
    }
    for _ in 0..CLIMB {
        let head = tree.head(word);
        if head == word {
            return false;
        }
        if found.contains(&head) {
            return true;
        }
        let through = tree.label(word) == Label::Conj
            || tree.label(head) == Label::Pcomp
            || (tree.label(head) == Label::Xcomp && tree.label(word) == Label::Dobj)
            || picks_of(reading.words.lower(head))
            || (reading.words.is(head, &["of"]) && picks_of(reading.words.lower(tree.head(head))));
        if !through {
            return false;
        }
        word = head;
    }
    false
}

type SaidOf = (Option<usize>, Vec<usize>);

fn of_verb(reading: &Reading, at: usize) -> Option<SaidOf> {
    let tree = reading.words.tree();
    let main = tree.is_verb(at) && !matches!(tree.label(at), Label::Aux | Label::Auxpass | Label::Amod);
    main.then(|| (Some(at), tree.subjects(at)))
}

/// The verb that links a predicate to its subject, and the subject; or the noun that it stands beside.
fn of_predicate(reading: &Reading, at: usize) -> Option<SaidOf> {
    let tree = reading.words.tree();
    // `the Chairman-in-Office`: part of a name.
    if tree.label(at) == Label::Prep && at.checked_sub(1).is_some_and(|before| reading.words.is(before, &["-"])) {
        return None;
    }
    let mut word = at;
    for _ in 0..CLIMB {
        let (head, label) = (tree.head(word), tree.label(word));
        // `Iran ready to talk`, in a headline.
        if !tree.is_verb(word)
            && let Some(subject) = tree.child(word, &[Label::Nsubj, Label::Nsubjpass])
        {
            return Some((None, tree.joined(subject)));
        }
        match label {
            Label::Conj if !tree.is_verb(head) => word = head,
            Label::Acomp | Label::Attr | Label::Prep | Label::Oprd | Label::Advmod | Label::Dobj | Label::Xcomp
                if tree.is_verb(head) =>
            {
                return links(reading, head).then(|| (Some(head), tree.subjects(head)));
            }
            // `the occupied town`; what something became is not said to be.
            Label::Amod if tree.is_noun(head) => {
                let above = Some(tree.head(head)).filter(|_| tree.label(head) == Label::Attr);
                return above.is_none_or(|verb| links(reading, verb)).then(|| (above, vec![head]));
            }
            Label::Prep | Label::Acl | Label::Appos | Label::Advcl if tree.is_noun(head) && head < word => {
                return Some((None, vec![head]));
            }
            _ => return None,
        }
    }
    None
}

/// Whom a noun names: itself, who stands beside it, the name that it goes before, the subject of whose "be" it is.
fn of_noun(reading: &Reading, at: usize) -> Option<SaidOf> {
    let tree = reading.words.tree();
    if !tree.is_noun(at) {
        return None;
    }
    let mut word = at;
    while tree.label(word) == Label::Conj && tree.is_noun(tree.head(word)) {
        word = tree.head(word);
    }
    let (head, label) = (tree.head(word), tree.label(word));
    match label {
        Label::Attr | Label::Oprd if tree.is_verb(head) => {
            links(reading, head).then(|| (Some(head), tree.subjects(head)))
        }
        // `the premier, our allies and Peru`: a list, and no second name for him.
        Label::Appos => {
            let named = tree.joined(head);
            let several = tree.tag(at) == Tag::Nns && named.len() < 2 && tree.tag(head) != Tag::Nns;
            (!several).then_some((None, named))
        }
        Label::Compound | Label::Nmod if tree.tag(head) == Tag::Nnp => Some((None, vec![head])),
        Label::Compound | Label::Nmod | Label::Amod | Label::Attr | Label::Oprd => None,
        _ => {
            let beside = tree.labelled(at, &[Label::Appos]).flat_map(|beside| tree.joined(beside));
            let mut named: Vec<usize> = beside.collect();
            if named.is_empty() {
                named.push(at);
            }
            Some((None, named))
        }
    }
}

/// Verbs that say no more than "be", or that it goes on.
fn links(reading: &Reading, verb: usize) -> bool {
    let lemma = lemma(reading, verb);
    let passive = reading.verbs.iter().any(|group| group.head == verb && group.passive);
    lasts(lemma) || matches!(lemma, "be" | "stand" | "live" | "lie") || (passive && matches!(lemma, "keep" | "leave"))
}

fn lasts(lemma: &str) -> bool {
    matches!(lemma, "remain" | "stay" | "continue" | "keep")
}
