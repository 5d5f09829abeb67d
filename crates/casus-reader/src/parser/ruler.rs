//! From tags to parts of speech: `VBZ` is a verb, but `is` an auxiliary, and `that` a determiner or a conjunction as
//! its place in the tree has it. The rules are spaCy's attribute ruler's: each asks for tag, word, label and the word
//! after, and a later one overrules an earlier. Some also set the lemma, and say of which parts of speech a word is its
//! own base form; all other lemmas are for `lemmas` to find.

use crate::weights::{BadWeights, Weights};
use casus_types::{Label, Pos, Tag};
use std::collections::HashMap;

/// All rules, later ones stronger.
pub(super) struct Ruler {
    rules: Vec<Rule>,
    /// Rules that do not ask for the word that they tell of, by its tag.
    by_tag: Vec<Vec<usize>>,
    /// Rules that ask for the word that they tell of, by that word in small letters.
    by_word: HashMap<&'static str, Vec<usize>>,
}

struct Rule {
    tag: OneOf<Tag>,
    word: OneOf<&'static str>,
    label: OneOf<Label>,
    next: OneOf<&'static str>,
    /// Whether it tells of the next word and not of the one whose tag, word and label it asks for.
    of_next: bool,
    pos: Option<Pos>,
    lemma: Option<&'static str>,
    base: Option<BaseOf>,
}

/// What a rule asks for: one of these, or none of them; or anything.
enum OneOf<T> {
    Anything,
    These(Vec<T>),
    NoneOf(Vec<T>),
}

/// Of which parts of speech a word is its own base form, a bit each.
#[derive(Clone, Copy, Default)]
struct BaseOf(u32);

/// A word as the rules see it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'w> {
    pub(super) lower: &'w str,
    pub(super) tag: Tag,
    pub(super) label: Label,
    /// White space is outside all rules.
    pub(super) blank: bool,
    /// The rules that ask for this word: [`Ruler::rules_of`].
    pub(super) rules: &'w [usize],
}

/// What the rules say of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) pos: Pos,
    pub(super) lemma: Option<&'static str>,
    /// Whether it is its own base form.
    pub(super) is_base: bool,
}

impl Ruler {
    pub(super) fn read(weights: &Weights<'static>) -> Result<Ruler, BadWeights> {
        let mut ruler = Ruler { rules: Vec::new(), by_tag: vec![Vec::new(); Tag::ALL.len()], by_word: HashMap::new() };
        for (place, line) in weights.text("ruler")?.lines().enumerate() {
            let rule = Rule::read(line).ok_or_else(|| BadWeights::new("ruler", format!("has the line `{line}`")))?;
            match if rule.of_next { &rule.next } else { &rule.word } {
                OneOf::These(words) => words.iter().for_each(|word| ruler.by_word.entry(word).or_default().push(place)),
                _ => {
                    let fits = |tag: &&Tag| rule.of_next || rule.tag.holds(tag);
                    Tag::ALL.iter().filter(fits).for_each(|tag| ruler.by_tag[*tag as usize].push(place));
                }
            }
            ruler.rules.push(rule);
        }
        Ok(ruler)
    }

    /// The rules that ask for this word, to be looked up once a word.
    pub(super) fn rules_of(&self, lower: &str) -> &[usize] {
        self.by_word.get(lower).map_or(&[], Vec::as_slice)
    }

    /// What the rules say of the word at a place in its sentence.
    pub(super) fn tell(&self, words: &[Seen], at: usize) -> Told {
        let mut told = Told { pos: Pos::X, lemma: None, is_base: false };
        let Some(word) = words.get(at) else { return told };
        if word.blank {
            return Told { pos: Pos::Space, lemma: None, is_base: true };
        }
        let mut base = BaseOf::default();
        let (mut general, mut own) = (self.by_tag[word.tag as usize].as_slice(), word.rules);
        while let Some(place) = take_lesser(&mut general, &mut own) {
            let Some(rule) = self.rules.get(place).filter(|rule| rule.fits(words, at)) else { continue };
            told.pos = rule.pos.unwrap_or(told.pos);
            told.lemma = rule.lemma.or(told.lemma);
            base = rule.base.unwrap_or(base);
        }
        told.is_base = base.0 & 1 << told.pos as u32 != 0;
        told
    }
}

/// Takes the lesser of the first numbers of two lists.
fn take_lesser<'r>(a: &mut &'r [usize], b: &mut &'r [usize]) -> Option<usize> {
    let lesser = match (a.first(), b.first()) {
        (Some(of_a), Some(of_b)) if of_b < of_a => b,
        (None, _) => b,
        _ => a,
    };
    let (first, rest) = lesser.split_first()?;
    *lesser = rest;
    Some(*first)
}

impl Rule {
    fn fits(&self, words: &[Seen], at: usize) -> bool {
        let Some(first) = at.checked_sub(usize::from(self.of_next)).and_then(|first| words.get(first..)) else {
            return false;
        };
        let next = first.get(1).map(|word| word.lower);
        first.first().is_some_and(|word| {
            self.tag.holds(&word.tag) && self.word.holds(&word.lower) && self.label.holds(&word.label)
        }) && (matches!(self.next, OneOf::Anything) || next.is_some_and(|next| self.next.holds(&next)))
    }

    /// Tag, word, label, next word, whether of white space, index of the word told of, part of speech, lemma, base.
    fn read(line: &'static str) -> Option<Rule> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [tag, word, label, next, _blank, index, pos, lemma, base] = cells.as_slice() else { return None };
        Some(Rule {
            // Tags that this tagger never gives stand in the rules as well.
            tag: OneOf::read(tag, |text| Some(Tag::from_text(text)))?.known(),
            word: OneOf::read(word, Some)?,
            label: OneOf::read(label, Label::from_text)?,
            next: OneOf::read(next, Some)?,
            of_next: *index == "1",
            pos: if pos.is_empty() { None } else { Some(Pos::from_text(pos)?) },
            lemma: Some(*lemma).filter(|lemma| !lemma.is_empty()),
            base: if base.is_empty() { None } else { Some(BaseOf::read(base)?) },
        })
    }
}

impl<T> OneOf<T> {
    /// Words with spaces between, behind `!` for none of them; nothing for anything.
    fn read(cell: &'static str, member: impl Fn(&'static str) -> Option<T>) -> Option<OneOf<T>> {
        let members = |words: &'static str| words.split(' ').map(&member).collect::<Option<Vec<T>>>();
        match cell.strip_prefix('!') {
            _ if cell.is_empty() => Some(OneOf::Anything),
            Some(words) => members(words).map(OneOf::NoneOf),
            None => members(cell).map(OneOf::These),
        }
    }
}

impl<T> OneOf<Option<T>> {
    /// Without members that could not be read.
    fn known(self) -> OneOf<T> {
        match self {
            OneOf::Anything => OneOf::Anything,
            OneOf::These(members) => OneOf::These(members.into_iter().flatten().collect()),
            OneOf::NoneOf(members) => OneOf::NoneOf(members.into_iter().flatten().collect()),
        }
    }
}

impl<T: PartialEq> OneOf<T> {
    fn holds(&self, found: &T) -> bool {
        match self {
            OneOf::Anything => true,
            OneOf::These(members) => members.contains(found),
            OneOf::NoneOf(members) => !members.contains(found),
        }
    }
}

impl BaseOf {
    /// `*` for all, `-` for none.
    fn read(cell: &str) -> Option<BaseOf> {
        let mut bits = match cell {
            "*" => return Some(BaseOf(u32::MAX)),
            "-" => return Some(BaseOf(0)),
            _ => 0,
        };
        for pos in cell.split(' ') {
            bits |= 1 << Pos::from_text(pos)? as u32;
        }
        Some(BaseOf(bits))
    }
}
