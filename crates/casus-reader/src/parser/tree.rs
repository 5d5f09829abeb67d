//! The tree of a sentence, built by moves from left to right (arc-eager, as spaCy's parser has them). Words wait in a
//! queue; a stack holds those that may still get words attached. Five kinds of moves shift a word, drop one, attach one
//! to the left or to the right, or begin a new sentence. Where a label says that a word belongs elsewhere than a tree
//! without crossings allows (`pobj||prep`), it is hung there at the end; that is `rehang`.

use super::moves::{self, Moves, best_of};
use super::rehang::rehang;
use crate::weights::{BadWeights, Weights};
use casus_types::Label;
use std::ops::Range;

/// Where the state looks: the first two words of the queue, the top three of the stack, the latest word attached to
/// the left of the first and the top, and to the right of the top.
const PLACES: usize = 8;

/// Builds trees.
pub(super) struct Trees {
    moves: Moves<PLACES>,
    /// The label that each move gives, for the two kinds that attach.
    labels: Vec<TreeLabel>,
    /// Which moves are of which kind, in the order of [`Kind`].
    kinds: [Range<usize>; 5],
}

/// A label as the moves have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TreeLabel {
    /// How the word hangs on its head.
    pub(super) label: Label,
    /// How the head hangs that the word belongs to in truth: somewhere below the one that it was attached to.
    pub(super) under: Option<Label>,
}

/// What a move does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Shift,
    Drop,
    Left,
    Right,
    Break,
}

impl Kind {
    const ALL: [(Kind, &'static str); 5] =
        [(Kind::Shift, "S"), (Kind::Drop, "D"), (Kind::Left, "L"), (Kind::Right, "R"), (Kind::Break, "B")];
}

/// A finished tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    /// The head of each word; a root is its own.
    pub(super) heads: Vec<usize>,
    /// How each word hangs on its head.
    pub(super) labels: Vec<Label>,
}

impl Trees {
    pub(super) fn read(weights: &Weights) -> Result<Trees, BadWeights> {
        let names: Vec<&str> = weights.text("tree.moves")?.lines().collect();
        let bad = |name: &str| BadWeights::new("tree.moves", format!("has the move `{name}`"));
        let mut labels = Vec::with_capacity(names.len());
        let mut kinds: [Range<usize>; 5] = Default::default();
        for (place, name) in names.iter().enumerate() {
            let (kind, label) = name.split_once('-').unwrap_or((name, "dep"));
            let (kind, _) = Kind::ALL.into_iter().find(|(_, text)| *text == kind).ok_or_else(|| bad(name))?;
            let (label, under) = label.split_once("||").map_or((label, None), |(label, under)| (label, Some(under)));
            let read = |text| Label::from_text(text).ok_or_else(|| bad(name));
            labels.push(TreeLabel { label: read(label)?, under: under.map(read).transpose()? });
            let range = &mut kinds[kind as usize];
            *range = if range.end == 0 { place..place + 1 } else { range.start..place + 1 };
        }
        if kinds.iter().map(ExactSizeIterator::len).sum::<usize>() != names.len() {
            return Err(BadWeights::new("tree.moves", "does not hold the moves of a kind side by side"));
        }
        Ok(Trees { moves: Moves::read(weights, "tree", names.len())?, labels, kinds })
    }

    /// The trees of sentences of these lengths, whose words' vectors lie one after another in `vectors`.
    pub(super) fn build(&self, lengths: &[usize], vectors: &[f32]) -> Vec<Tree> {
        let mut first = 0;
        let mut states: Vec<State> = Vec::with_capacity(lengths.len());
        for length in lengths {
            states.push(State::new(self, first, *length));
            first += length;
        }
        self.moves.run(vectors, &mut states);
        states.into_iter().map(State::tree).collect()
    }
}

/// A sentence while its tree is being built. Words are counted from the sentence's first.
struct State<'t> {
    trees: &'t Trees,
    /// Where the sentence begins among all words.
    first: usize,
    length: usize,
    stack: Vec<usize>,
    /// Words that were put back, to be met before the rest of the queue; the last one first.
    put_back: Vec<usize>,
    /// The first word that was never looked at.
    next: usize,
    words: Vec<Attached>,
    /// More than any sentence needs; so that no weights, however odd, let it run on.
    moves_left: usize,
}

/// What is known of a word so far.
#[derive(Clone, Default)]
struct Attached {
    head: Option<(usize, TreeLabel)>,
    /// The word attached last on either side, and which one was the last of its head's before this.
    last_left: Option<usize>,
    last_right: Option<usize>,
    before: Option<usize>,
    /// It was put back, and may not be shifted until something was attached to it.
    must_attach: bool,
    begins_sentence: bool,
}

impl moves::State<PLACES> for State<'_> {
    fn is_finished(&self) -> bool {
        self.stack.is_empty() && self.queue_length() == 0
    }

    fn places(&self) -> [Option<usize>; PLACES] {
        let (queued, stacked) = (self.queued(0), self.stacked(0));
        let left = |word: Option<usize>| self.words[word?].last_left;
        let right = |word: Option<usize>| self.words[word?].last_right;
        let words = [
            queued,
            self.queued(1),
            stacked,
            self.stacked(1),
            self.stacked(2),
            left(queued),
            left(stacked),
            right(stacked),
        ];
        words.map(|word| Some(word? + self.first))
    }

    fn step(&mut self, scores: &[f32]) {
        let mut best: Option<(Kind, usize, f32)> = None;
        for ((kind, _), moves) in Kind::ALL.into_iter().zip(&self.trees.kinds) {
            if self.allows(kind)
                && let Some((place, score)) = best_of(scores, moves.clone())
                && best.is_none_or(|(_, _, so_far)| score > so_far)
            {
                best = Some((kind, place, score));
            }
        }
        match best.filter(|_| self.moves_left > 0) {
            Some((kind, place, _)) => self.take(kind, self.trees.labels[place]),
            None => self.give_up(),
        }
    }
}

impl<'t> State<'t> {
    fn new(trees: &'t Trees, first: usize, length: usize) -> State<'t> {
        let words = vec![Attached::default(); length];
        let (stack, put_back) = (Vec::new(), Vec::new());
        State { trees, first, length, stack, put_back, next: 0, words, moves_left: 10 * length }
    }

    fn queue_length(&self) -> usize {
        self.length - self.next + self.put_back.len()
    }

    /// The word so far up in the queue.
    fn queued(&self, place: usize) -> Option<usize> {
        match place.checked_sub(self.put_back.len()) {
            None => self.put_back.get(self.put_back.len() - 1 - place).copied(),
            Some(beyond) => Some(self.next + beyond).filter(|word| *word < self.length),
        }
    }

    /// The word so far down in the stack.
    fn stacked(&self, place: usize) -> Option<usize> {
        self.stack.len().checked_sub(place + 1).map(|at| self.stack[at])
    }

    fn allows(&self, kind: Kind) -> bool {
        let begins = |word: Option<usize>| word.is_some_and(|word| self.words[word].begins_sentence);
        let queued = self.queued(0);
        let attachable = !self.stack.is_empty() && queued.is_some() && !begins(queued);
        match kind {
            Kind::Shift if self.stack.is_empty() => queued.is_some(),
            Kind::Shift => {
                self.queue_length() >= 2 && !begins(queued) && queued.is_some_and(|word| !self.words[word].must_attach)
            }
            Kind::Drop => !self.stack.is_empty(),
            Kind::Left | Kind::Right => attachable,
            Kind::Break => {
                let next = self.queued(1);
                next.is_some() && next == queued.map(|word| word + 1) && !begins(next)
            }
        }
    }

    fn take(&mut self, kind: Kind, label: TreeLabel) {
        self.moves_left -= 1;
        match (kind, self.stacked(0), self.queued(0)) {
            (Kind::Shift, ..) => self.shift(),
            (Kind::Drop, Some(top), _) => {
                self.stack.pop();
                if self.words[top].head.is_none() && !self.stack.is_empty() {
                    self.words[top].must_attach = true;
                    self.put_back.push(top);
                }
            }
            (Kind::Left, Some(top), Some(queued)) => {
                self.attach(queued, top, label);
                self.words[queued].must_attach = false;
                self.stack.pop();
            }
            (Kind::Right, Some(top), Some(queued)) => {
                self.attach(top, queued, label);
                self.shift();
            }
            (Kind::Break, ..) => {
                if let Some(next) = self.queued(1) {
                    self.words[next].begins_sentence = true;
                }
            }
            _ => self.give_up(),
        }
    }

    fn shift(&mut self) {
        if let Some(word) = self.queued(0) {
            if self.put_back.pop().is_none() {
                self.next += 1;
            }
            self.stack.push(word);
        }
    }

    /// Hangs a word on a head, and off the one that it had.
    fn attach(&mut self, head: usize, word: usize, label: TreeLabel) {
        if let Some((old, _)) = self.words[word].head {
            let before = self.words[word].before;
            let last = self.last_of(old, word);
            if *last == Some(word) {
                *last = before;
            }
        }
        let before = self.last_of(head, word).replace(word);
        self.words[word].before = before;
        self.words[word].head = Some((head, label));
    }

    /// The word attached last to a head, on the side where `word` is.
    fn last_of(&mut self, head: usize, word: usize) -> &mut Option<usize> {
        if word < head { &mut self.words[head].last_left } else { &mut self.words[head].last_right }
    }

    /// Ends here; what has no head becomes a root.
    fn give_up(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.length;
    }

    fn tree(self) -> Tree {
        let root = TreeLabel { label: Label::Root, under: None };
        let arc = |(word, attached): (usize, &Attached)| attached.head.unwrap_or((word, root));
        let (mut heads, labels): (Vec<usize>, Vec<TreeLabel>) = self.words.iter().enumerate().map(arc).unzip();
        rehang(&mut heads, &labels);
        Tree { heads, labels: labels.into_iter().map(|label| label.label).collect() }
    }
}
