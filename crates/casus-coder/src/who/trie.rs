//! Look-up of names by their letters: a trie over the bytes of names, so that a name is found however the tokenizer
//! cut it. Which names it holds and what they mean is not known here.

use crate::who::gazetteer::Found;
use crate::words::Words;

/// A trie over the bytes of names. Nodes lie in one list and name their first child and their next
/// sibling, so that half a million of them are made in a few milliseconds at each start.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
    /// A name that ends at a node, and the place of the next one.
    ends: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    byte: u8,
    first: u32,
    next: u32,
    end: u32,
}

/// No node, no name.
const NONE: u32 = u32::MAX;

impl Default for Trie {
    fn default() -> Trie {
        Trie { nodes: vec![Node { byte: 0, first: NONE, next: NONE, end: NONE }], ends: Vec::new() }
    }
}

impl Trie {
    /// Puts in a way to write a name.
    pub fn insert(&mut self, surface: &str, name: usize) {
        let mut node = 0;
        for byte in surface.replace('’', "'").bytes() {
            node = match self.step(node, byte) {
                Some(next) => next,
                None => {
                    let next = self.nodes[node].first;
                    self.nodes[node].first = self.nodes.len() as u32;
                    self.nodes.push(Node { byte, first: NONE, next, end: NONE });
                    self.nodes.len() - 1
                }
            };
        }
        let name = name as u32;
        if node == 0 || self.ends_of(node).contains(&(name as usize)) {
            return;
        }
        let place = self.ends.len() as u32;
        self.ends.push((name, NONE));
        let mut last = self.nodes[node].end;
        if last == NONE {
            self.nodes[node].end = place;
            return;
        }
        while self.ends[last as usize].1 != NONE {
            last = self.ends[last as usize].1;
        }
        self.ends[last as usize].1 = place;
    }

    fn step(&self, node: usize, byte: u8) -> Option<usize> {
        let mut child = self.nodes.get(node)?.first;
        while let Some(node) = self.nodes.get(child as usize) {
            if node.byte == byte {
                return Some(child as usize);
            }
            child = node.next;
        }
        None
    }

    /// The names that end at a node, in the order in which they were put in.
    fn ends_of(&self, node: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut place = self.nodes.get(node).map_or(NONE, |node| node.end);
        while let Some((name, next)) = self.ends.get(place as usize) {
            out.push(*name as usize);
            place = *next;
        }
        out
    }

    /// The names that are written so.
    pub fn exact(&self, surface: &str) -> Vec<usize> {
        let mut node = 0;
        for byte in surface.bytes() {
            match self.step(node, byte) {
                Some(next) => node = next,
                None => return Vec::new(),
            }
        }
        self.ends_of(node)
    }

    /// The longest name that begins at a word, in small letters if asked for.
    pub fn longest(&self, words: &Words, start: usize, lower: bool) -> Option<Found> {
        let (mut node, mut best) = (0, None);
        for (at, word) in words.words.iter().enumerate().skip(start) {
            let straight = if lower { word.lower.as_str() } else { word.straight() };
            // `Yang on Monday` is not Yangon.
            let blank = at > start && words.words[at - 1].span.end() < word.span.start();
            for byte in blank.then_some(b' ').into_iter().chain(straight.bytes()) {
                match self.step(node, byte) {
                    Some(next) => node = next,
                    None => return best,
                }
            }
            let readings = self.ends_of(node);
            if !readings.is_empty() {
                best = Some(Found { end: at + 1, readings });
            }
        }
        best
    }
}
