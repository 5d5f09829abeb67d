//! What stands between quotation marks: straight, typographic, doubled single ones, over sentences, and over paragraphs
//! that open their marks again. A name or a title in marks is such a passage too; whether anybody says it is asked later.

use crate::roles::Reading;
use casus_types::Tag;

/// A run of words in one sentence, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// Index of the sentence.
    pub sentence: usize,
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
}

impl Run {
    /// Whether a word lies in it.
    pub fn covers(&self, sentence: usize, word: usize) -> bool {
        self.sentence == sentence && self.start <= word && word < self.end
    }
}

/// A passage in quotation marks, without them: a run for each sentence that it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its runs, in order. Never empty.
    pub runs: Vec<Run>,
    /// The mark stands at the head of its sentence.
    pub opens: bool,
    /// The last sentence ends with it.
    pub ends: bool,
    /// No mark closes it before its paragraph ends.
    pub open: bool,
    /// It goes on with what the passage before it began: nothing but marks stand around it.
    pub goes_on: bool,
}

impl Passage {
    /// The sentence in which it begins, and the word.
    pub fn first(&self) -> (usize, usize) {
        self.runs.first().map_or((0, 0), |run| (run.sentence, run.start))
    }

    /// The sentence in which it ends, and the word after it.
    pub fn last(&self) -> (usize, usize) {
        self.runs.last().map_or((0, 0), |run| (run.sentence, run.end))
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.end - run.start).sum()
    }

    /// Whether a word lies in it.
    pub fn covers(&self, sentence: usize, word: usize) -> bool {
        self.runs.iter().any(|run| run.covers(sentence, word))
    }
}

/// How a mark can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// Finds the passages of an article, in order.
pub fn passages(readings: &[Reading]) -> Vec<Passage> {
    let (mut out, mut open, mut block) = (Vec::new(), None, usize::MAX);
    for (s, reading) in readings.iter().enumerate() {
        if reading.words.block != block {
            if let Some((from, _)) = open.take()
                && let Some(before) = s.checked_sub(1)
            {
                out.extend(passage(readings, from, (before, readings[before].words.len()), true));
            }
            block = reading.words.block;
        }
        for w in 0..reading.words.len() {
            let Some((mark, single)) = mark(reading, w) else { continue };
            match open {
                Some((from, opened)) if opened == single && mark != Mark::Opens => {
                    out.extend(passage(readings, from, (s, w), false));
                    open = None;
                }
                // A closing mark at the head of a sentence, where nothing is open, was meant to open.
                None if mark != Mark::Closes || w == 0 => open = Some(((s, w), single)),
                // A mark that can only open, where another is open: the first was never closed.
                Some((_, opened)) if mark == Mark::Opens && opened == single => open = Some(((s, w), single)),
                _ => {}
            }
        }
    }
    link(&mut out, readings);
    out
}

/// The mark at a word, and whether it is a single one. Single marks that could be an apostrophe are none.
fn mark(reading: &Reading, at: usize) -> Option<(Mark, bool)> {
    let words = &reading.words.words;
    let word = words.get(at)?;
    let free = |gap: Option<bool>| gap.unwrap_or(true);
    let before = free(at.checked_sub(1).map(|b| words[b].span.end() < word.span.start()));
    let after = free(words.get(at + 1).map(|next| word.span.end() < next.span.start()));
    let straight = match (before, after) {
        (true, false) => Mark::Opens,
        (false, true) => Mark::Closes,
        _ => Mark::Either,
    };
    match word.text {
        "“" | "``" | "«" | "„" => Some((Mark::Opens, false)),
        "”" | "»" => Some((Mark::Closes, false)),
        "\"" | "''" => Some((straight, false)),
        "‘" => Some((Mark::Opens, true)),
        "'" | "’" if reading.tree().tag(at) != Tag::Pos && straight != Mark::Either => Some((straight, true)),
        _ => None,
    }
}

/// The words between two marks.
fn passage(readings: &[Reading], from: (usize, usize), to: (usize, usize), open: bool) -> Option<Passage> {
    let mut runs = Vec::new();
    for (s, reading) in readings.iter().enumerate().take(to.0 + 1).skip(from.0) {
        let start = if s == from.0 { from.1 + 1 } else { 0 };
        let end = if s == to.0 { to.1 } else { reading.words.len() };
        if start < end {
            runs.push(Run { sentence: s, start, end });
        }
    }
    let last = &readings[to.0].words;
    let opens = (0..from.1).all(|at| readings[from.0].words.words[at].mark);
    let ends = (to.1..last.len()).all(|at| last.words[at].mark);
    (!runs.is_empty()).then_some(Passage { runs, opens, ends, open, goes_on: false })
}

/// Says of each passage whether it goes on with the one before: whole sentences in marks right after a sentence that ends
/// or holds the last passage, and paragraphs that open again a quotation that was never closed.
fn link(passages: &mut [Passage], readings: &[Reading]) {
    for at in 1..passages.len() {
        let (before, here) = (&passages[at - 1], &passages[at]);
        let whole = here.opens && here.ends;
        let next = here.first().0 <= before.last().0 + 1;
        let block = |sentence: usize| readings[sentence].words.block;
        let same = block(here.first().0) == block(before.last().0);
        // `"We will wait." "We will not."`: two whole passages side by side are an exchange of two speakers.
        let broken = !(before.opens && before.ends) || before.goes_on;
        // `that it was "a mistake," he said`: a fragment in a sentence of the writer's; what follows it stands for itself.
        let (from, word) = before.first();
        let led = word.checked_sub(2).is_some_and(|at| readings[from].words.is(at, &[",", ":"]));
        let free = before.opens || before.goes_on || led;
        let reopened = before.open && whole && block(here.first().0) == block(before.last().0) + 1;
        // `"It was closed," Park said, "and will be":` one sentence of his, broken after a comma and taken up after one.
        let (s, start) = here.first();
        let comma = |at: usize| readings[s].words.is(at, &[",", "-", "--", "–", "—"]);
        let tree = readings[s].tree();
        // A second verb between them says something of its own: `Park said, adding, "…"`.
        let verbs = (before.last().1..start).filter(|at| tree.is_verb(*at)).count();
        let resumed = before.opens
            && before.last().0 == s
            && verbs <= 1
            && before.last().1.checked_sub(1).is_some_and(comma)
            && start.checked_sub(2).is_some_and(comma);
        passages[at].goes_on =
            (whole && next && same && broken && free && here.first().0 > before.last().0) || reopened || resumed;
    }
}
