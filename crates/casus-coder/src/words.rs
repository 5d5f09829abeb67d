//! The words of a sentence, as the shallow stages look at them: how each is written, in lower case too, and a few
//! closed lists of the language (articles, prepositions, pronouns, words that open a clause). No analyst's word stands
//! here; those are in the lexicon. Positions are indices of words in their sentence, end exclusive.

use crate::tree::Tree;
use casus_types::{BlockKind, Name, Parsed, Span, Token};

/// One word or mark of a sentence.
#[derive(Clone, Debug)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, curly apostrophes made straight.
    pub lower: String,
    /// Where it stands.
    pub span: Span,
    /// Begins with a capital letter.
    pub capital: bool,
    /// No letter and no digit.
    pub mark: bool,
}

/// One sentence with its words.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    /// Where the sentence stands.
    pub span: Span,
    /// Its words in order.
    pub words: Vec<Word<'t>>,
    /// Stands in a headline or subhead, where capitals say little.
    pub title: bool,
    /// Index of its block.
    pub block: usize,
    /// The parser's tokens, one a word.
    pub tokens: &'t [Token],
    /// The parser's names.
    pub names: &'t [Name],
}

impl<'t> Words<'t> {
    /// The sentences of a reading, each with its words.
    pub fn of(parsed: &'t Parsed) -> Vec<Words<'t>> {
        let text = &parsed.article.text;
        let kinds = &parsed.article.blocks;
        let sentence = |s: &'t casus_types::Sentence| Words {
            span: s.span,
            words: s.tokens.iter().map(|token| Word::new(text.slice(token.span), token.span)).collect(),
            title: kinds.get(s.block).is_some_and(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Subhead)),
            block: s.block,
            tokens: &s.tokens,
            names: &s.names,
        };
        parsed.sentences.iter().map(sentence).collect()
    }

    /// The tree over its words.
    pub fn tree(&self) -> Tree<'t> {
        Tree::new(self.tokens)
    }

    /// The word at a position in lower case; the empty string outside.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The span from the word at `start` to the one before `end`.
    pub fn span_of(&self, start: usize, end: usize) -> Span {
        match (self.words.get(start), self.words.get(end.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.span,
        }
    }

    /// The words from `start` to before `end` as they are written, blanks where the text has white space.
    pub fn joined(&self, start: usize, end: usize) -> String {
        let mut out = String::new();
        let mut last = None;
        for word in self.words.get(start..end.min(self.words.len())).unwrap_or_default() {
            if last.is_some_and(|end| end < word.span.start()) {
                out.push(' ');
            }
            out.push_str(word.text);
            last = Some(word.span.end());
        }
        out
    }

    /// Whether the word at a position is one of these, in lower case.
    pub fn is(&self, at: usize, these: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| these.contains(&word.lower.as_str()))
    }

    /// Whether a phrase (lower-case words separated by blanks) stands at a position; gives the position after it.
    pub fn phrase_at(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut position = at;
        for part in phrase.split(' ') {
            if self.lower(position) != part {
                return None;
            }
            position += 1;
        }
        Some(position)
    }
}

impl<'t> Word<'t> {
    fn new(text: &'t str, span: Span) -> Word<'t> {
        Word {
            text,
            lower: text.to_lowercase().replace('’', "'"),
            span,
            capital: text.chars().next().is_some_and(char::is_uppercase),
            mark: !text.chars().any(char::is_alphanumeric),
        }
    }

    /// As written, but `'s` for `’s`, as names in the lexicon have it.
    pub fn straight(&self) -> &str {
        if self.text == "’s" { "'s" } else { self.text }
    }

    /// A number in digits.
    pub fn is_number(&self) -> bool {
        self.text.chars().next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// Articles, possessives and the like: they open a noun phrase.
pub fn is_determiner(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "some"
            | "any"
            | "no"
            | "all"
            | "both"
            | "several"
            | "many"
            | "each"
            | "every"
            | "another"
            | "other"
            | "such"
            | "few"
            | "most"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "more"
    )
}

/// Prepositions.
pub fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "to"
            | "into"
            | "against"
            | "over"
            | "under"
            | "toward"
            | "towards"
            | "between"
            | "among"
            | "amid"
            | "during"
            | "through"
            | "about"
            | "across"
            | "after"
            | "before"
            | "since"
            | "until"
            | "near"
            | "inside"
            | "outside"
            | "around"
            | "within"
            | "without"
            | "behind"
            | "along"
            | "despite"
            | "upon"
            | "onto"
            | "off"
            | "via"
            | "per"
            | "than"
            | "like"
            | "as"
            | "throughout"
            | "beyond"
            | "following"
            | "including"
            | "alongside"
            | "amongst"
    )
}

/// Prepositions that make what follows a place rather than an actor.
pub fn is_locative(lower: &str) -> bool {
    matches!(lower, "in" | "at" | "near" | "inside" | "across" | "throughout" | "around" | "outside" | "within" | "off")
}

/// Words that count or pick out of what follows `of`: `thousands of Georgians`, `members of the junta`.
pub fn picks_of(lower: &str) -> bool {
    matches!(
        lower,
        "thousands"
            | "hundreds"
            | "dozens"
            | "tens"
            | "scores"
            | "millions"
            | "some"
            | "most"
            | "many"
            | "all"
            | "several"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "members"
            | "groups"
            | "crowds"
            | "number"
            | "group"
            | "crowd"
            | "majority"
            | "majorities"
            | "units"
            | "elements"
    )
}

/// A phrase of the lexicon as the tokenizer cuts it: in lower case, hyphens apart.
pub fn as_tokens(phrase: &str) -> String {
    let apart = phrase.to_lowercase().replace('-', " - ");
    apart.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that open a new clause.
pub fn opens_clause(lower: &str) -> bool {
    matches!(
        lower,
        "that"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "while"
            | "when"
            | "where"
            | "because"
            | "although"
            | "though"
            | "if"
            | "unless"
            | "whether"
            | "whereas"
            | "as"
            | "after"
            | "before"
            | "since"
            | "until"
            | "once"
            | "so"
            | "but"
            | "what"
            | "how"
            | "why"
    )
}

/// Relative pronouns: the subject of their clause stands before them.
pub fn is_relative(lower: &str) -> bool {
    matches!(lower, "who" | "which" | "that")
}

/// Personal pronouns that can act.
pub fn is_pronoun(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "they" | "we" | "i" | "it" | "him" | "them" | "us" | "me" | "you")
}

/// Words that carry grammar and never name anything.
pub fn is_function_word(lower: &str) -> bool {
    is_determiner(lower)
        || is_preposition(lower)
        || opens_clause(lower)
        || is_pronoun(lower)
        || matches!(
            lower,
            "and"
                | "or"
                | "nor"
                | "is"
                | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "will"
                | "would"
                | "may"
                | "might"
                | "can"
                | "could"
                | "should"
                | "must"
                | "shall"
                | "not"
                | "n't"
                | "never"
                | "'s"
                | "'"
                | "'ll"
                | "'re"
                | "'ve"
                | "there"
                | "here"
                | "also"
                | "then"
                | "now"
                | "just"
                | "only"
                | "even"
                | "still"
                | "yet"
                | "too"
                | "very"
                | "however"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "tonight"
                | "said"
                | "says"
                | "ago"
                | "earlier"
                | "later"
                | "meanwhile"
        )
}

/// Adverbs, as far as their form shows: they may stand between an auxiliary and its verb.
pub fn is_adverb(lower: &str) -> bool {
    (lower.len() > 4
        && lower.ends_with("ly")
        && !matches!(lower, "family" | "supply" | "reply" | "ally" | "apply" | "assembly" | "july" | "italy"))
        || matches!(
            lower,
            "also"
                | "then"
                | "now"
                | "just"
                | "only"
                | "even"
                | "still"
                | "yet"
                | "already"
                | "again"
                | "soon"
                | "later"
                | "ever"
                | "always"
                | "often"
                | "once"
                | "first"
                | "further"
                | "not"
                | "n't"
                | "never"
                | "both"
                | "all"
                | "jointly"
                | "once again"
                | "longer"
                | "no"
                | "instead"
                | "twice"
                | "thus"
                | "since"
        )
}
