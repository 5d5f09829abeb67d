//! Verb groups: a main verb with its auxiliaries, found by form and neighbours. `has been arrested` is one group,
//! passive and perfect; `to attack` an infinitive; `the attack` none at all. Without a parser this is an approximation
//! by word order: a form that could be noun or verb is judged by what stands to its left.

use crate::tree::Tree;
use crate::who::mentions::{Mention, MentionKind};
use crate::words::{Words, is_adverb, is_determiner, is_preposition, is_pronoun, is_relative};
use casus_lexicon::inflection::{VerbForms, second_verb_forms, verb_forms};
use casus_types::{Label, Tag};
use std::collections::{BTreeMap, HashMap};

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `attack`.
    Base,
    /// `attacks`.
    Third,
    /// `attacked`, as a past.
    Past,
    /// `attacked`, as a participle.
    Participle,
    /// `attacking`.
    Gerund,
}

/// Every form of every verb that the lexicon knows, back to its base form.
#[derive(Debug, Default)]
pub struct VerbIndex {
    forms: HashMap<String, Vec<(String, Form)>>,
}

impl VerbIndex {
    /// Indexes the base forms given.
    pub fn new<'v>(bases: impl IntoIterator<Item = &'v str>) -> VerbIndex {
        let unique: BTreeMap<&str, ()> = bases.into_iter().map(|base| (base, ())).collect();
        let mut index = VerbIndex::default();
        for base in unique.keys() {
            for forms in [Some(verb_forms(base)), second_verb_forms(base)].into_iter().flatten() {
                index.add(base, forms);
            }
        }
        index
    }

    fn add(&mut self, base: &str, forms: VerbForms) {
        let written = [
            (Form::Base, forms.base),
            (Form::Third, forms.third),
            (Form::Past, forms.past),
            (Form::Participle, forms.participle),
            (Form::Gerund, forms.gerund),
        ];
        for (form, word) in written {
            let readings = self.forms.entry(word).or_default();
            if !readings.iter().any(|(b, f)| b == base && *f == form) {
                readings.push((base.to_string(), form));
            }
        }
    }

    /// The readings of a word as a verb.
    pub fn of(&self, lower: &str) -> &[(String, Form)] {
        self.forms.get(lower).map_or(&[], Vec::as_slice)
    }
}

/// How a verb group stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Has a tense: `attacked`, `will attack`, `is attacking`.
    Finite,
    /// `to attack`.
    Infinitive,
    /// `attacking`, without an auxiliary.
    Gerund,
    /// `attacked by rebels`, without an auxiliary.
    Reduced,
}

/// A main verb with what belongs to it.
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// First word: auxiliary, negation, `to` or adverb.
    pub start: usize,
    /// The main verb.
    pub head: usize,
    /// Its base forms, as far as known; empty for an unknown verb in `-ed`.
    pub lemmas: Vec<String>,
    /// How it stands.
    pub mood: Mood,
    /// Its subject suffers the act.
    pub passive: bool,
    /// `will`, `may`, `should`, in lower case.
    pub modal: Option<String>,
    /// Position of a negation among its auxiliaries.
    pub negation: Option<usize>,
    /// `have` stands before it.
    pub perfect: bool,
    /// `had` stands before it.
    pub pluperfect: bool,
    /// The main verb or its auxiliary is in the present.
    pub present: bool,
}

impl VerbGroup {
    /// What looks like a verb and is none to the tree: a participle before its noun (`coordinated patrols`), a noun after a
    /// preposition or a verb (`fresh Council sanctions`). In a headline, and where the clause would be left without any
    /// verb, the parser has most often missed it: `Turkey armed Syrian rebels`.
    pub fn is_none(&self, words: &Words) -> bool {
        let tree = words.tree();
        let told = (0..words.len()).any(|at| tree.label(at) == Label::Root && tree.is_verb(at));
        let bare = self.start == self.head && !words.title && told;
        let participle = matches!(tree.tag(self.head), Tag::Vbn | Tag::Vbg | Tag::Jj | Tag::Nn);
        let before = matches!(tree.label(self.head), Label::Amod | Label::Compound) && tree.head(self.head) > self.head;
        let describes = before && participle && !tree.is_noun(self.head) && tree.is_noun(tree.head(self.head));
        let names =
            tree.is_noun(self.head) && matches!(tree.label(self.head), Label::Pobj | Label::Dobj | Label::Nsubj);
        bare && (describes || names)
    }

    /// Asks the tree where word order leaves a choice: `prisoners arrested in May` suffer it.
    pub fn ask(&mut self, tree: Tree) {
        // Where the noun it hangs on is the root, the parser has most often missed the verb of the sentence.
        let described = tree.label(self.head) == Label::Acl && tree.label(tree.head(self.head)) != Label::Root;
        let reduced = tree.tag(self.head) == Tag::Vbn && described;
        if reduced && self.start == self.head && !self.passive {
            self.passive = true;
            self.mood = Mood::Reduced;
        }
    }
}

/// Finds the verb groups of a sentence, in order.
pub fn find(words: &Words, mentions: &[Mention], verbs: &VerbIndex) -> Vec<VerbGroup> {
    let mut covered = vec![None; words.len()];
    for (index, mention) in mentions.iter().enumerate() {
        for cell in covered.iter_mut().take(mention.end).skip(mention.start) {
            *cell = Some(index);
        }
    }
    let mut finder = Finder { words, mentions, covered, verbs, groups: Vec::new() };
    for at in 0..words.len() {
        finder.visit(at);
    }
    finder.groups
}

struct Finder<'w, 't> {
    words: &'w Words<'t>,
    mentions: &'w [Mention],
    covered: Vec<Option<usize>>,
    verbs: &'w VerbIndex,
    groups: Vec<VerbGroup>,
}

impl Finder<'_, '_> {
    fn visit(&mut self, at: usize) {
        let lower = self.words.lower(at);
        let word = &self.words.words[at];
        if self.covered[at].is_some()
            || (is_auxiliary(lower) && !self.is_main(at))
            || word.mark
            || is_determiner(lower)
            || is_preposition(lower)
        {
            return;
        }
        let known = self.verbs.of(lower);
        let mut forms: Vec<Form> = known.iter().map(|(_, form)| *form).collect();
        if forms.is_empty() && lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") {
            forms = vec![Form::Past, Form::Participle];
        }
        if forms.is_empty() && lower.len() > 5 && lower.ends_with("ing") && !lower.ends_with("thing") {
            forms = vec![Form::Gerund];
        }
        // A capital in running text is a name, except at the head of the sentence.
        if forms.is_empty() || (word.capital && at > 0 && !self.words.title) {
            return;
        }
        let chain = self.auxiliaries(at);
        if let Some(group) = self.judge(at, &forms, chain) {
            let lemmas = known.iter().map(|(lemma, _)| lemma.clone()).collect();
            self.groups.push(VerbGroup { lemmas, ..group });
        }
    }

    /// A form of `be` or `have` that is the verb of its clause: `is on a visit`, `had a telephone call`.
    fn is_main(&self, at: usize) -> bool {
        let tree = self.words.tree();
        let alone = !matches!(tree.label(at), Label::Aux | Label::Auxpass) && !is_modal(self.words.lower(at));
        alone
            && tree.is_verb(at)
            && tree.child(at, &[Label::Attr, Label::Acomp, Label::Dobj, Label::Prep, Label::Advmod]).is_some()
    }

    /// Walks left over adverbs, negations and auxiliaries.
    fn auxiliaries(&self, at: usize) -> Chain {
        let mut chain = Chain { start: at, ..Chain::default() };
        while let Some(left) = chain.start.checked_sub(1) {
            let lower = self.words.lower(left);
            if matches!(lower, "not" | "n't" | "never") || (lower == "no" && self.words.is(left + 1, &["longer"])) {
                chain.negation = Some(left);
            } else if lower == "to" {
                chain.start = left;
                chain.to = true;
                break;
            } else if is_auxiliary(lower) {
                chain.words.push(lower.to_string());
            } else if !(is_adverb(lower) && self.covered[left].is_none()) || is_determiner(lower) {
                break;
            }
            chain.start = left;
        }
        // `is to be held`: the auxiliaries before `to` do not make the group finite, but `be` after it makes it passive.
        chain
    }

    fn judge(&self, at: usize, forms: &[Form], chain: Chain) -> Option<VerbGroup> {
        let nearest = chain.words.first().map(String::as_str);
        let be = nearest.is_some_and(is_be);
        let have = nearest.is_some_and(|word| matches!(word, "have" | "has" | "had" | "having" | "'ve"));
        let modal = chain.words.iter().find(|word| is_modal(word)).cloned();
        let does = nearest.is_some_and(|word| matches!(word, "do" | "does" | "did"));
        let has = |form| forms.contains(&form);
        let group = |mood, passive, present| VerbGroup {
            start: chain.start,
            head: at,
            lemmas: Vec::new(),
            mood,
            passive,
            modal: modal.clone(),
            negation: chain.negation,
            perfect: chain.words.iter().any(|word| matches!(word.as_str(), "have" | "has" | "'ve" | "had" | "having")),
            pluperfect: chain.words.iter().any(|word| word == "had"),
            present,
        };
        let finite = if chain.to { Mood::Infinitive } else { Mood::Finite };
        let now = chain.words.last().is_some_and(|word| {
            matches!(word.as_str(), "is" | "are" | "am" | "has" | "have" | "'s" | "'re" | "'ve" | "do" | "does")
        });
        if has(Form::Participle) && be {
            return Some(group(finite, true, now));
        }
        if has(Form::Participle) && have {
            return Some(group(finite, false, now));
        }
        if has(Form::Gerund) && be {
            return Some(group(finite, false, now));
        }
        if has(Form::Base) && (chain.to || modal.is_some() || does) {
            return Some(group(finite, false, now));
        }
        if chain.words.is_empty() && !chain.to {
            return self
                .judge_bare(at, chain.start, forms)
                .map(|(mood, passive, present)| group(mood, passive, present));
        }
        None
    }

    /// A form without any auxiliary: verb or noun, by its left neighbour.
    fn judge_bare(&self, at: usize, start: usize, forms: &[Form]) -> Option<(Mood, bool, bool)> {
        let has = |form| forms.contains(&form);
        // Where the tree sees a tense, it is one; in headlines it is asked too much.
        let tree = self.words.tree();
        if !self.words.title && tree.is_verb(at) && tree.label(at) != Label::Amod {
            match tree.tag(at) {
                Tag::Vbd if has(Form::Past) => return Some((Mood::Finite, false, false)),
                Tag::Vbz | Tag::Vbp if has(Form::Third) || has(Form::Base) => return Some((Mood::Finite, false, true)),
                _ => {}
            }
        }
        let before = start.checked_sub(1);
        let left = before.map_or("", |b| self.words.lower(b));
        let mention = before.and_then(|b| self.covered[b]).and_then(|index| self.mentions.get(index));
        let nation = mention.is_some_and(|m| m.kind == MentionKind::Nation);
        let after_name = mention.is_some_and(|m| !m.possessive && m.kind != MentionKind::Nation);
        let nominal = (is_determiner(left) && mention.is_none_or(|m| m.possessive && m.kind == MentionKind::Pronoun))
            || matches!(left, "'s" | "'" | "of")
            || nation;
        let next = self.words.lower(at + 1);
        if has(Form::Gerund) {
            let noun = is_determiner(left) && left != "both"
                || matches!(left, "'s" | "'")
                || nation
                || next == "of"
                || (!self.takes_object(at + 1) && self.inside_noun_phrase(start));
            return (!noun).then_some((Mood::Gerund, false, false));
        }
        if has(Form::Past) || has(Form::Participle) {
            if next == "by" && !nominal {
                return Some((
                    if after_name && has(Form::Past) && !has(Form::Participle) { Mood::Finite } else { Mood::Reduced },
                    true,
                    false,
                ));
            }
            let adjective = nominal || (is_preposition(left) && left != "as" && left != "after" && left != "since");
            let finite = has(Form::Past) && !adjective;
            if finite && !(has(Form::Base) && !after_name && !is_pronoun(left)) {
                return Some((Mood::Finite, false, false));
            }
        }
        if has(Form::Third) {
            let subject = after_name
                || matches!(left, "he" | "she" | "it")
                || (is_relative(left) && left != "that")
                || (self.words.title && at > 0 && !nominal);
            let object = is_determiner(next) || matches!(next, "that" | "to") || self.begins_mention(at + 1);
            let noun = nominal || is_preposition(left) || matches!(left, "and" | "or");
            return (subject || (!noun && object && !left.is_empty())).then_some((Mood::Finite, false, true));
        }
        if has(Form::Base) {
            let several = mention.is_some_and(|m| {
                !m.possessive && (m.plural || m.who.len() > 1 || self.joined(m)) && m.kind != MentionKind::Nation
            });
            let inverted = mention.is_some_and(|m| {
                m.start
                    .checked_sub(1)
                    .is_some_and(|b| is_modal(self.words.lower(b)) || self.words.is(b, &["did", "does", "do"]))
            });
            // `the allies continue to`: a plural that no table knows, before a verb that holds another.
            let the = start > 1 && is_determiner(self.words.lower(start - 2));
            let things =
                the && left.len() > 3 && left.ends_with('s') && !left.ends_with("ss") && next == "to" && !nominal;
            let plural = matches!(left, "we" | "they" | "you" | "i") || (left == "who" && !nominal) || things;
            if several || inverted || plural || (self.words.title && after_name) {
                return Some((Mood::Finite, false, true));
            }
            // `to condemn and punish`: the second verb stands like the first.
            let joined = matches!(left, "and" | "or")
                && self
                    .groups
                    .last()
                    .is_some_and(|g| start - g.head <= 5 && (g.mood == Mood::Infinitive || g.modal.is_some()));
            if joined {
                return Some((Mood::Infinitive, false, false));
            }
        }
        None
    }

    /// `the US and South Korea agree`: the last of several names.
    fn joined(&self, mention: &Mention) -> bool {
        mention
            .start
            .checked_sub(1)
            .is_some_and(|b| self.words.is(b, &["and"]) || (self.words.title && self.words.is(b, &[","])))
    }

    /// `a virtual public meeting from noon`: an article shortly before, with nothing but plain words between.
    fn inside_noun_phrase(&self, at: usize) -> bool {
        let plain = |i: &usize| {
            let lower = self.words.lower(*i);
            !self.words.words[*i].mark
                && !is_preposition(lower)
                && self.covered[*i].is_none()
                && !self.groups.iter().any(|g| g.head == *i)
        };
        (at.saturating_sub(3)..at).rev().take_while(plain).any(|i| is_determiner(self.words.lower(i)))
    }

    fn takes_object(&self, at: usize) -> bool {
        is_determiner(self.words.lower(at))
            || self.begins_mention(at)
            || self.words.is(at, &["with", "him", "them", "it"])
    }

    fn begins_mention(&self, at: usize) -> bool {
        self.mentions.iter().any(|mention| mention.start == at)
    }
}

#[derive(Default)]
struct Chain {
    start: usize,
    /// Auxiliaries from the nearest leftwards.
    words: Vec<String>,
    negation: Option<usize>,
    to: bool,
}

fn is_be(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "'s"
            | "'re"
            | "'m"
            | "get"
            | "got"
            | "gets"
            | "getting"
    )
}

/// Modal auxiliaries.
pub fn is_modal(lower: &str) -> bool {
    matches!(
        lower,
        "will"
            | "would"
            | "may"
            | "might"
            | "can"
            | "could"
            | "should"
            | "must"
            | "shall"
            | "'ll"
            | "'d"
            | "wo"
            | "ca"
            | "cannot"
    )
}

fn is_auxiliary(lower: &str) -> bool {
    is_be(lower)
        || is_modal(lower)
        || matches!(lower, "have" | "has" | "had" | "having" | "'ve" | "do" | "does" | "did")
}
