//! The reading of an article: its sentences with their tokens, tree and names, and what the event reader proposes. Made
//! once by the reader and never changed afterwards. It holds no decision about actors or events: a [`Proposal`] is an
//! observation with a score, and whether it becomes an event is for the coder to say.

use crate::article::Article;
use crate::event::{EventType, Status};
use crate::syntax::{Label, NameKind, Pos, Tag};
use crate::text::Span;
use std::ops::Range;

/// An article with its sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What was read.
    pub article: Article,
    /// In reading order, never overlapping; only of blocks that are read (headline, paragraphs, subheads).
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last character that is not white space.
    pub span: Span,
    /// Index of its block in `article.blocks`.
    pub block: usize,
    /// In order, inside the span, never overlapping; between two tokens stands white space or nothing.
    pub tokens: Vec<Token>,
    /// Names, dates and amounts, in order, never overlapping.
    pub names: Vec<Name>,
    /// What the event reader sees in it, in the order of the triggers.
    pub proposals: Vec<Proposal>,
}

/// One word, number or mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its base form: `launch` for `launched`. As written, where the lemmatizer leaves it so.
    pub lemma: String,
    /// Its Penn tag.
    pub tag: Tag,
    /// Its part of speech.
    pub pos: Pos,
    /// Index in the sentence of the word it hangs on; its own index at a root. A sentence has one root or more.
    pub head: usize,
    /// How it hangs on its head; [`Label::Root`] at a root and nowhere else.
    pub label: Label,
}

/// A name, date or amount that the parser found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// A probability in thousandths, 0 to 1000: fine enough to rank, coarse enough to be the same on every machine and to
/// be read by people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// The nearest score to a probability; what lies outside 0 to 1, or is no number, is brought to its nearest end.
    ///
    /// ```
    /// use casus_types::Score;
    /// assert_eq!(Score::new(0.8312).thousandths(), 831);
    /// assert_eq!(Score::new(f32::NAN), Score::new(-1.0));
    /// ```
    pub fn new(probability: f32) -> Score {
        Score((probability.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// In thousandths.
    pub fn thousandths(self) -> u16 {
        self.0
    }

    /// As a number from 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// An act that the event reader sees in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Index of the word that names the act.
    pub trigger: usize,
    /// PLOVER's class.
    pub kind: EventType,
    /// How sure the reader is that here is an act at all, and of this class.
    pub score: Score,
    /// PLOVER's mode, where one is likelier than none.
    pub mode: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// How sure the reader is of the status.
    pub status_score: Score,
    /// Who, whom, where and when, in the order of the words; scored each.
    pub links: Vec<Link>,
}

/// A phrase that takes part in a proposed act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its part.
    pub role: Role,
    /// Index of its head word.
    pub head: usize,
    /// Indices of its words: article, titles, name.
    pub tokens: Range<usize>,
    /// How sure the reader is of this part.
    pub score: Score,
}

/// The part of a phrase in an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Acts.
    Who,
    /// The other side of a mutual act: `met his counterpart`.
    With,
    /// Is acted on.
    Whom,
    /// Where it happened.
    Where,
    /// When it happened.
    When,
    /// On whose word.
    By,
}

impl Role {
    /// All six, in the order in which the network counts them.
    pub const ALL: [Role; 6] = [Role::Who, Role::With, Role::Whom, Role::Where, Role::When, Role::By];

    /// As written in the labelled sentences: `who`.
    pub fn word(self) -> &'static str {
        match self {
            Role::Who => "who",
            Role::With => "with",
            Role::Whom => "whom",
            Role::Where => "where",
            Role::When => "when",
            Role::By => "by",
        }
    }

    /// The role of a word, or nothing.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}
