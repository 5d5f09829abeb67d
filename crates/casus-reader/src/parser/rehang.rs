//! After the moves: words are hung where their labels say that they belong (`pobj||prep`: on the first `prep` below
//! the head that they have), and the tree is cut into the stretches that its roots govern. Crossing branches come in
//! here and nowhere else.

use super::tree::TreeLabel;

/// Hangs every word whose label names a better head on the first word with that label below the head that it has:
/// nearest level first, left to right. Where there is none, it stays. No circle can come of it, since the search does
/// not go through the word itself.
pub(super) fn rehang(heads: &mut [usize], labels: &[TreeLabel]) {
    if labels.iter().all(|label| label.under.is_none()) {
        return;
    }
    let edges = Edges::of(heads);
    for word in 0..heads.len() {
        let Some(under) = labels[word].under else { continue };
        // A label farther right that itself names a better head has not been resolved yet and does not count.
        let fits = |child: usize| labels[child].label == under && (labels[child].under.is_none() || child < word);
        if let Some(head) = first_below(heads, &edges, word, fits) {
            heads[word] = head;
        }
    }
}

/// The first word below the head of `word` that fits.
fn first_below(heads: &[usize], edges: &Edges, word: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut level = vec![heads[word]];
    while !level.is_empty() {
        let mut below = Vec::new();
        for parent in level {
            let reach = edges.left[parent]..=edges.right[parent];
            for child in reach.filter(|child| heads[*child] == parent && *child != parent && *child != word) {
                if fits(child) {
                    return Some(child);
                }
                below.push(child);
            }
        }
        level = below;
    }
    None
}

/// Where stretches begin that are governed by one root: at the first word of each root's own.
pub(super) fn starts_of_stretches(heads: &[usize]) -> Vec<bool> {
    let edges = Edges::of(heads);
    let mut starts = vec![false; heads.len()];
    for (word, head) in heads.iter().enumerate() {
        if word == *head {
            starts[edges.left[word]] = true;
        }
    }
    starts
}

/// The first and the last word below each word, itself included.
struct Edges {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Edges {
    /// Carries the edges up the tree, from left to right and back. Twice is enough where no branches cross; where they
    /// do, spaCy goes on until all heads lie within the stretches so found, eleven times at most, and so do we.
    fn of(heads: &[usize]) -> Edges {
        let mut edges = Edges { left: (0..heads.len()).collect(), right: (0..heads.len()).collect() };
        for _ in 0..=11 {
            (0..heads.len()).for_each(|word| edges.carry(word, heads[word]));
            (0..heads.len()).rev().for_each(|word| edges.carry(word, heads[word]));
            if edges.hold_all(heads) {
                break;
            }
        }
        edges
    }

    fn carry(&mut self, word: usize, head: usize) {
        self.left[head] = self.left[head].min(self.left[word]);
        self.right[head] = self.right[head].max(self.right[word]);
    }

    /// Whether no word has its head in another stretch. spaCy does not look at the last word, and neither do we.
    fn hold_all(&self, heads: &[usize]) -> bool {
        let mut starts = vec![false; heads.len()];
        for (word, head) in heads.iter().enumerate() {
            if word == *head {
                starts[self.left[word]] = true;
            }
        }
        let mut start = 0;
        for end in 1..heads.len() {
            if starts[end] || end + 1 == heads.len() {
                if heads[start..end].iter().any(|head| !(start..=end).contains(head)) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::Label;

    fn plain(label: Label) -> TreeLabel {
        TreeLabel { label, under: None }
    }

    #[test]
    fn a_word_is_hung_on_the_nearest_word_with_the_label_that_its_own_names() {
        // "Whom did she give it to": `Whom` was hung on `give` and belongs to `to`.
        let mut heads = vec![3, 3, 3, 3, 3, 3];
        let labels = [
            TreeLabel { label: Label::Pobj, under: Some(Label::Prep) },
            plain(Label::Aux),
            plain(Label::Nsubj),
            plain(Label::Root),
            plain(Label::Dobj),
            plain(Label::Prep),
        ];
        rehang(&mut heads, &labels);
        assert_eq!(heads, [5, 3, 3, 3, 3, 3]);
        let mut alone = vec![1, 1];
        rehang(&mut alone, &[labels[0], plain(Label::Root)]);
        assert_eq!(alone, [1, 1], "with no such word it stays");
    }

    #[test]
    fn a_stretch_begins_with_the_first_word_of_each_root() {
        assert_eq!(starts_of_stretches(&[1, 1, 1, 4, 4]), [true, false, false, true, false]);
        assert_eq!(starts_of_stretches(&[]), [false; 0]);
    }
}
