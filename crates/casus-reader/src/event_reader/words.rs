//! A sentence as the event reader sees it: words with their shape, their place in the tree and the name that they lie in,
//! and which of them can stand for a party, a place or a time. The same rules are in `training/features.py`.

use casus_types::{Label, Name, NameKind, Pos, Text, Token};

/// Kinds of names that act or are acted on. A word inside one can stand for it.
const ACTING: [NameKind; 5] = [NameKind::Gpe, NameKind::Norp, NameKind::Org, NameKind::Person, NameKind::Loc];

/// Kinds of names that count or date something.
const COUNTING: [NameKind; 7] = [
    NameKind::Cardinal,
    NameKind::Date,
    NameKind::Money,
    NameKind::Ordinal,
    NameKind::Percent,
    NameKind::Quantity,
    NameKind::Time,
];

/// How a word is written. Counted from 0 in this order by the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No word at all: before and after the sentence.
    None,
    Lower,
    Title,
    Upper,
    Mixed,
    Digit,
    Mark,
    Other,
}

impl Shape {
    /// As the weights name them, in this order.
    pub(super) const NAMES: [&str; 8] = ["none", "lower", "title", "upper", "mixed", "digit", "mark", "other"];

    /// The shape of a word.
    pub(super) fn of(word: &str) -> Shape {
        if word.chars().any(is_digit) {
            return Shape::Digit;
        }
        let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
        let Some(first) = cased.next() else {
            return if word.chars().any(char::is_alphabetic) { Shape::Other } else { Shape::Mark };
        };
        let (mut upper, mut lower) = (false, false);
        cased.for_each(|c| *(if c.is_uppercase() { &mut upper } else { &mut lower }) = true);
        match (first.is_uppercase(), upper, lower) {
            (false, false, _) => Shape::Lower,
            (true, false, _) => Shape::Title,
            (true, true, false) => Shape::Upper,
            _ => Shape::Mixed,
        }
    }
}

/// Digits in training are decimal digits, raised and circled ones too, but neither fractions nor Roman signs (`½`, `Ⅳ`).
fn is_digit(c: char) -> bool {
    c.is_numeric() && !matches!(c, '¼'..='¾' | '⅐'..='↋')
}

/// The words of one sentence.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a Text,
    pub(super) tokens: &'a [Token],
    names: &'a [Name],
    /// For each word the index of the name that it lies in.
    name_of: Vec<Option<usize>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a Text, tokens: &'a [Token], names: &'a [Name]) -> Words<'a> {
        Words { text, tokens, names, name_of: name_of(tokens, names) }
    }

    /// As written.
    pub(super) fn text(&self, word: usize) -> &'a str {
        self.tokens.get(word).map_or("", |token| self.text.slice(token.span))
    }

    /// The word that a word hangs on; itself at a root.
    pub(super) fn head(&self, word: usize) -> usize {
        head(self.tokens, word)
    }

    pub(super) fn label(&self, word: usize) -> Option<Label> {
        Some(self.tokens.get(word)?.label)
    }

    pub(super) fn pos(&self, word: usize) -> Option<Pos> {
        Some(self.tokens.get(word)?.pos)
    }

    /// The index of the name that a word lies in.
    pub(super) fn name(&self, word: usize) -> Option<usize> {
        self.name_of.get(word).copied().flatten()
    }

    /// What the name that a word lies in names.
    pub(super) fn kind(&self, word: usize) -> Option<NameKind> {
        Some(self.names.get(self.name(word)?)?.kind)
    }

    /// Whether a word can name an act or stand for a party: not marks, articles and what joins.
    pub(super) fn may_have_a_part(&self, word: usize) -> bool {
        !matches!(self.pos(word), Some(Pos::Punct | Pos::Det | Pos::Cconj | Pos::Sconj | Pos::Sym))
    }

    /// The words that can stand for a party, a place or a time, in order.
    pub(super) fn candidates(&self) -> impl Iterator<Item = usize> {
        candidates(self.tokens, self.names, &self.name_of)
    }
}

fn name_of(tokens: &[Token], names: &[Name]) -> Vec<Option<usize>> {
    let mut name_of = vec![None; tokens.len()];
    for (index, name) in names.iter().enumerate() {
        name_of.iter_mut().take(name.tokens.end).skip(name.tokens.start).for_each(|of| *of = Some(index));
    }
    name_of
}

fn head(tokens: &[Token], word: usize) -> usize {
    tokens.get(word).map_or(word, |token| token.head).min(tokens.len().saturating_sub(1))
}

/// Nouns, pronouns and numbers, but for those that only tell more of another; of a name the word that it hangs by, or
/// its last; and any word, an adjective too, that a people or country hangs by: `Turkish forces`.
fn candidates(tokens: &[Token], names: &[Name], name_of: &[Option<usize>]) -> impl Iterator<Item = usize> {
    tokens.iter().enumerate().filter_map(move |(word, token)| {
        let name = name_of[word].and_then(|index| names.get(index));
        let above = head(tokens, word);
        let hangs_outside = name_of[word].is_none() || above == word || name_of[above] != name_of[word];
        let noun = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num);
        let tells_more = matches!(token.label, Label::Compound | Label::Nummod | Label::Amod);
        let of_name = |name: &Name| ACTING.contains(&name.kind) && (hangs_outside || word + 1 == name.tokens.end);
        let people = matches!(name.map(|name| name.kind), Some(NameKind::Norp | NameKind::Gpe));
        let stands = noun && (!tells_more || name.is_some_and(of_name)) || people && hangs_outside;
        stands.then_some(word)
    })
}

/// Whether a sentence can hold an act that the reader would find: it has a verb or a noun to name it, and a word for a
/// party that is more than a number, a date or a bare `it`.
pub fn may_hold_an_act(tokens: &[Token], names: &[Name]) -> bool {
    let names_act = |token: &Token| matches!(token.pos, Pos::Verb | Pos::Noun | Pos::Propn);
    let name_of = name_of(tokens, names);
    let mut parties = candidates(tokens, names, &name_of).filter(|word| {
        let (token, name) = (&tokens[*word], name_of[*word].and_then(|index| names.get(index)));
        let counts = token.pos == Pos::Num || name.is_some_and(|name| COUNTING.contains(&name.kind));
        !(counts || token.pos == Pos::Pron && token.lemma == "it")
    });
    tokens.iter().any(names_act) && parties.next().is_some()
}
