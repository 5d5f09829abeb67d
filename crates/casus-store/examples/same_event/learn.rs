//! Learns a forest: each small tree corrects what those before it got wrong (gradient boosting of the logistic loss). Values
//! are put into at most 64 bins, and of all leaves the one whose split helps most is split next. Nothing is left to chance:
//! the same pairs give the same forest.

use casus_store::incidents::{Forest, Likenesses, NAMES, Node, Tree, chance};

/// How many trees.
const TREES: usize = 120;
/// How many leaves a tree.
const LEAVES: usize = 12;
/// How much of its correction a tree makes.
const RATE: f64 = 0.1;
/// The pull to zero.
const DECAY: f64 = 5.0;
/// Fewer pairs make no leaf.
const FEWEST: f64 = 40.0;
/// Bins of a likeness.
const BINS: usize = 64;

type Cells = Vec<[Cell; BINS]>;

/// Sums over pairs: how many, which way they should move, and how sharply.
#[derive(Clone, Copy, Default)]
struct Cell {
    count: f64,
    slope: f64,
    curve: f64,
}

impl Cell {
    fn plus(self, other: Cell) -> Cell {
        Cell { count: self.count + other.count, slope: self.slope + other.slope, curve: self.curve + other.curve }
    }

    fn less(self, other: Cell) -> Cell {
        self.plus(Cell { count: -other.count, slope: -other.slope, curve: -other.curve })
    }

    /// How much a leaf of these would gain.
    fn worth(self) -> f64 {
        self.slope * self.slope / (self.curve + DECAY)
    }
}

/// A leaf that may be split: its pairs, its sums, and the best split: gain, likeness, last bin of the first side.
struct Leaf {
    node: usize,
    pairs: Vec<u32>,
    cells: Cells,
    sum: Cell,
    best: Option<(f64, usize, usize)>,
}

/// The forest that tells best which pairs are one act.
pub(crate) fn forest(pairs: &[(usize, usize, Likenesses, bool)]) -> Forest {
    let edges: Vec<Vec<f64>> = (0..NAMES.len()).map(|which| edges(pairs, which)).collect();
    let bins: Vec<[u8; NAMES.len()]> = pairs
        .iter()
        .map(|pair| std::array::from_fn(|which| edges[which].partition_point(|edge| *edge < pair.2[which]) as u8))
        .collect();
    let share = pairs.iter().filter(|pair| pair.3).count() as f64 / pairs.len().max(1) as f64;
    let mut forest = Forest { start: (share / (1.0 - share)).ln(), trees: Vec::new() };
    let mut odds = vec![forest.start; pairs.len()];
    for _ in 0..TREES {
        let pulls: Vec<Cell> = pairs
            .iter()
            .zip(&odds)
            .map(|(pair, odds)| {
                let is = chance(*odds);
                Cell { count: 1.0, slope: f64::from(u8::from(pair.3)) - is, curve: is * (1.0 - is) }
            })
            .collect();
        let (tree, leaves) = tree(&bins, &pulls, &edges);
        for (node, members) in leaves {
            if let Node::Add(more) = tree.0[node] {
                members.iter().for_each(|pair| odds[*pair as usize] += more);
            }
        }
        forest.trees.push(tree);
    }
    forest
}

/// Where the bins of a likeness end: at values that as many pairs lie between, or between all values if they are few.
fn edges(pairs: &[(usize, usize, Likenesses, bool)], which: usize) -> Vec<f64> {
    let mut values: Vec<f64> = pairs.iter().map(|pair| pair.2[which]).collect();
    values.sort_unstable_by(f64::total_cmp);
    let mut own = values.clone();
    own.dedup();
    let ends: Vec<f64> = if own.len() <= BINS {
        own
    } else {
        let mut ends: Vec<f64> = (1..=BINS).map(|bin| values[bin * (values.len() - 1) / BINS]).collect();
        ends.dedup();
        ends
    };
    // The last bin has no end. Five digits, as in the file.
    let mut ends: Vec<f64> = ends.windows(2).map(|two| ((two[0] + two[1]) / 2.0 * 1e5).round() / 1e5).collect();
    ends.dedup();
    ends
}

fn cells(bins: &[[u8; NAMES.len()]], pulls: &[Cell], members: &[u32]) -> Cells {
    let mut cells = vec![[Cell::default(); BINS]; NAMES.len()];
    for pair in members {
        let (bins, pull) = (&bins[*pair as usize], pulls[*pair as usize]);
        for (of, bin) in cells.iter_mut().zip(bins) {
            let cell = &mut of[usize::from(*bin).min(BINS - 1)];
            *cell = cell.plus(pull);
        }
    }
    cells
}

fn best(cells: &Cells, sum: Cell) -> Option<(f64, usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (which, bins) in cells.iter().enumerate() {
        let mut first = Cell::default();
        for (bin, cell) in bins.iter().enumerate().take(BINS - 1) {
            first = first.plus(*cell);
            let second = sum.less(first);
            if first.count < FEWEST || second.count < FEWEST {
                continue;
            }
            let gain = first.worth() + second.worth() - sum.worth();
            if gain > best.map_or(1e-6, |best| best.0) {
                best = Some((gain, which, bin));
            }
        }
    }
    best
}

/// One tree, and the pairs of each of its leaves.
fn tree(bins: &[[u8; NAMES.len()]], pulls: &[Cell], edges: &[Vec<f64>]) -> (Tree, Vec<(usize, Vec<u32>)>) {
    let all: Vec<u32> = (0..bins.len() as u32).collect();
    let leaf = |node, pairs: Vec<u32>, cells: Cells| {
        let sum = cells[0].iter().fold(Cell::default(), |sum, cell| sum.plus(*cell));
        let best = best(&cells, sum);
        Leaf { node, pairs, cells, sum, best }
    };
    let whole = cells(bins, pulls, &all);
    let (mut nodes, mut leaves) = (vec![Node::Add(0.0)], vec![leaf(0, all, whole)]);
    while leaves.len() < LEAVES {
        let most = leaves.iter().enumerate().filter_map(|(at, leaf)| leaf.best.map(|best| (at, best)));
        let Some((at, (_, which, bin))) = most.max_by(|a, b| a.1.0.total_cmp(&b.1.0)) else { break };
        let Some(end) = edges[which].get(bin) else { break };
        let old = leaves.swap_remove(at);
        let (yes, no): (Vec<u32>, Vec<u32>) =
            old.pairs.iter().partition(|pair| usize::from(bins[**pair as usize][which]) <= bin);
        let few = cells(bins, pulls, if yes.len() <= no.len() { &yes } else { &no });
        let rest: Cells =
            old.cells.iter().zip(&few).map(|(all, few)| std::array::from_fn(|bin| all[bin].less(few[bin]))).collect();
        let (yes_cells, no_cells) = if yes.len() <= no.len() { (few, rest) } else { (rest, few) };
        let next = nodes.len();
        nodes[old.node] = Node::Ask(which, *end, next, next + 1);
        nodes.extend([Node::Add(0.0), Node::Add(0.0)]);
        leaves.push(leaf(next, yes, yes_cells));
        leaves.push(leaf(next + 1, no, no_cells));
    }
    for leaf in &leaves {
        nodes[leaf.node] = Node::Add(RATE * leaf.sum.slope / (leaf.sum.curve + DECAY));
    }
    (Tree(nodes), leaves.into_iter().map(|leaf| (leaf.node, leaf.pairs)).collect())
}
