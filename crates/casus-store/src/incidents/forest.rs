//! Trees of yes-or-no questions about likenesses, each adding to the odds: so that a word that two reports share counts much
//! where the reports tell one story, and little where they do not. Read from a file of the tree; made by the example
//! `same_event`.

use super::likeness::{Likenesses, NAMES};

/// The sum of many small trees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Where counting begins, as odds.
    pub start: f64,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// A tree: its first node is the root.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree(pub Vec<Node>);

/// A question, or what is added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// Is the likeness at most so much? Then the first node, else the second.
    Ask(usize, f64, usize, usize),
    /// So much is added to the odds.
    Add(f64),
}

impl Tree {
    fn odds(&self, likenesses: &Likenesses) -> f64 {
        let mut at = 0;
        // A child stands behind its parent, so that this ends.
        loop {
            match self.0.get(at) {
                Some(Node::Ask(which, most, yes, no)) => {
                    let next = if likenesses[*which] <= *most { *yes } else { *no };
                    if next <= at {
                        return 0.0;
                    }
                    at = next;
                }
                Some(Node::Add(odds)) => return *odds,
                None => return 0.0,
            }
        }
    }
}

impl Forest {
    /// The odds that two witnesses tell one act.
    pub fn odds(&self, likenesses: &Likenesses) -> f64 {
        self.start + self.trees.iter().map(|tree| tree.odds(likenesses)).sum::<f64>()
    }

    /// From its file: `start`, and for each node its tree, and a question or what is added. Rows that are neither are
    /// passed over.
    pub fn read(rows: &str) -> Forest {
        let mut forest = Forest::default();
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            let number = |at: usize| cells.get(at).and_then(|cell: &&str| cell.parse::<f64>().ok());
            let place = |at: usize| cells.get(at).and_then(|cell: &&str| cell.parse::<usize>().ok());
            if let (Some(&"start"), Some(odds)) = (cells.first(), number(1)) {
                forest.start = odds;
            }
            let Some(tree) = place(0) else { continue };
            let which = cells.get(1).and_then(|name| NAMES.iter().position(|known| known == name));
            let node = match (which, number(2), place(3), place(4)) {
                (Some(which), Some(most), Some(yes), Some(no)) => Node::Ask(which, most, yes, no),
                (_, Some(odds), ..) => Node::Add(odds),
                _ => continue,
            };
            forest.trees.resize(forest.trees.len().max(tree + 1), Tree::default());
            forest.trees[tree].0.push(node);
        }
        forest
    }

    /// As its file holds it.
    pub fn rows(&self) -> String {
        let mut rows = format!("start\t{:.5}\n", self.start);
        for (tree, Tree(nodes)) in self.trees.iter().enumerate() {
            for node in nodes {
                rows += &match node {
                    Node::Ask(which, most, yes, no) => format!("{tree}\t{}\t{most:.5}\t{yes}\t{no}\n", NAMES[*which]),
                    Node::Add(odds) => format!("{tree}\tadd\t{odds:.5}\n"),
                };
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_is_read_as_it_was_written() {
        let tree = Tree(vec![Node::Ask(8, 0.25, 1, 2), Node::Add(-1.0), Node::Add(1.5)]);
        let forest = Forest { start: -2.0, trees: vec![tree.clone(), tree] };
        assert_eq!(Forest::read(&forest.rows()), forest);
        let mut likenesses = [0.0; NAMES.len()];
        assert!((forest.odds(&likenesses) + 4.0).abs() < 1e-9);
        likenesses[8] = 0.3;
        assert!((forest.odds(&likenesses) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_forest_in_the_tree_asks_only_ahead() {
        let forest = Forest::read(include_str!("trees.tsv"));
        assert!(forest.trees.len() >= 50);
        for Tree(nodes) in &forest.trees {
            for (at, node) in nodes.iter().enumerate() {
                if let Node::Ask(_, _, yes, no) = node {
                    assert!(at < *yes && at < *no && *yes.max(no) < nodes.len());
                }
            }
        }
    }
}
