//! Names, dates and amounts, marked from left to right: each word begins one, goes on with it, ends it, is one by
//! itself or stands outside (BILUO, as spaCy's recogniser has them). No name crosses from one root's stretch of the
//! sentence into another's.

use super::moves::{Moves, State, best_of};
use crate::weights::{BadWeights, Weights};
use casus_types::{Name, NameKind};

/// Where the state looks: the word, the first word of the name that is open, and the word before.
const PLACES: usize = 3;

/// Finds names.
pub(super) struct Names {
    moves: Moves<PLACES>,
    /// The kinds of names, in the order in which each kind of move counts them.
    kinds: Vec<NameKind>,
}

/// A sentence in which names are to be found.
pub(super) struct Unnamed {
    /// Where a root's stretch begins, a word each.
    pub(super) starts: Vec<bool>,
    /// Which words are white space, where no name may begin.
    pub(super) blank: Vec<bool>,
}

impl Names {
    pub(super) fn read(weights: &Weights) -> Result<Names, BadWeights> {
        let text = weights.text("names.moves")?;
        let kinds: Vec<&str> = text.lines().filter_map(|name| name.strip_prefix("B-")).collect();
        let of_mark = |mark: &'static str| kinds.iter().map(move |kind| format!("{mark}-{kind}"));
        let expected = ["B", "I", "L", "U"].into_iter().flat_map(of_mark).chain(["O".to_string()]);
        if !expected.eq(text.lines().map(str::to_string)) {
            return Err(BadWeights::new("names.moves", "does not hold all kinds for B, I, L and U, then O"));
        }
        let moves = Moves::read(weights, "names", text.lines().count())?;
        let kind = |text: &str| NameKind::from_text(text);
        let unknown = || BadWeights::new("names.moves", "holds a kind of name that we do not know");
        let kinds = kinds.into_iter().map(|text| kind(text).ok_or_else(unknown)).collect::<Result<_, _>>()?;
        Ok(Names { moves, kinds })
    }

    /// The names of sentences whose words' vectors lie one after another in `vectors`.
    pub(super) fn find(&self, sentences: &[Unnamed], vectors: &[f32]) -> Vec<Vec<Name>> {
        let mut first = 0;
        let mut states: Vec<Marking> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            states.push(Marking { kinds: &self.kinds, sentence, first, at: 0, open: None, found: Vec::new() });
            first += sentence.starts.len();
        }
        self.moves.run(vectors, &mut states);
        states.into_iter().map(|state| state.found).collect()
    }
}

/// A sentence while its names are being marked, word by word.
struct Marking<'s> {
    kinds: &'s [NameKind],
    sentence: &'s Unnamed,
    /// Where the sentence begins among all words.
    first: usize,
    at: usize,
    /// The first word of the name that the word before belongs to, and which kind it is.
    open: Option<(usize, usize)>,
    found: Vec<Name>,
}

impl Marking<'_> {
    /// Whether the name may go on with the next word.
    fn may_go_on(&self) -> bool {
        self.sentence.starts.get(self.at + 1) == Some(&false)
    }

    fn close(&mut self, first: usize, kind: usize) {
        self.found.push(Name { tokens: first..self.at + 1, kind: self.kinds[kind] });
        self.open = None;
    }

    /// Goes on with the name that is open, or ends it with this word.
    fn step_inside(&mut self, first: usize, kind: usize, scores: &[f32]) {
        let (inside, last) = (self.kinds.len() + kind, 2 * self.kinds.len() + kind);
        if !self.may_go_on() || scores[last] > scores[inside] {
            self.close(first, kind);
        }
    }

    /// Begins a name, takes the word for a whole one, or leaves it.
    fn step_outside(&mut self, scores: &[f32]) {
        let count = self.kinds.len();
        let blank = self.sentence.blank[self.at];
        let begin = best_of(scores, 0..count).filter(|_| !blank && self.may_go_on());
        let whole = best_of(scores, 3 * count..4 * count).filter(|_| !blank);
        let outside = best_of(scores, 4 * count..4 * count + 1);
        let better = |best: Option<(usize, f32)>, other: Option<(usize, f32)>| match (best, other) {
            (Some(best), Some(other)) if other.1 > best.1 => Some(other),
            (best, other) => best.or(other),
        };
        match better(better(begin, whole), outside) {
            Some((place, _)) if place < count => self.open = Some((self.at, place)),
            Some((place, _)) if place < 4 * count => self.close(self.at, place - 3 * count),
            _ => {}
        }
    }
}

impl State<PLACES> for Marking<'_> {
    fn is_finished(&self) -> bool {
        self.at == self.sentence.starts.len()
    }

    fn places(&self) -> [Option<usize>; PLACES] {
        let at = self.first + self.at;
        [Some(at), self.open.map(|(first, _)| self.first + first), self.open.map(|_| at - 1)]
    }

    fn step(&mut self, scores: &[f32]) {
        match self.open {
            Some((first, kind)) => self.step_inside(first, kind, scores),
            None => self.step_outside(scores),
        }
        self.at += 1;
    }
}
