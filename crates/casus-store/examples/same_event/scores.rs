//! How well groups agree with chains: MUC, B³, CEAF by entities, their mean (CoNLL F1), and linked pairs.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

/// Numerators and denominators, so that halves add up: precision's two, then recall's two.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    muc: [f64; 4],
    b3: [f64; 4],
    ceaf: [f64; 4],
    pair: [f64; 4],
}

fn f1(part: [f64; 4]) -> f64 {
    let (p, r) = (part[0] / part[1].max(1e-9), part[2] / part[3].max(1e-9));
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

impl Score {
    /// The mean of the three.
    pub(crate) fn conll(&self) -> f64 {
        (f1(self.muc) + f1(self.b3) + f1(self.ceaf)) / 3.0
    }

    /// Precision and recall of linked pairs.
    pub(crate) fn pairs(&self) -> (f64, f64) {
        (self.pair[0] / self.pair[1].max(1.0), self.pair[2] / self.pair[3].max(1.0))
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        for at in 0..4 {
            self.muc[at] += other.muc[at];
            self.b3[at] += other.b3[at];
            self.ceaf[at] += other.ceaf[at];
            self.pair[at] += other.pair[at];
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p, r) = self.pairs();
        write!(
            f,
            "CoNLL {:.3} (MUC {:.3} B3 {:.3} CEAFe {:.3})  pairs P {p:.3} R {r:.3} ({} linked, {} in gold)",
            self.conll(),
            f1(self.muc),
            f1(self.b3),
            f1(self.ceaf),
            self.pair[1],
            self.pair[3]
        )
    }
}

/// Scores groups against chains, both a number an act.
pub(crate) fn score(gold: &[usize], groups: &[usize]) -> Score {
    let mut shared: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut of_gold, mut of_group): (BTreeMap<usize, f64>, BTreeMap<usize, f64>) = Default::default();
    for (chain, group) in gold.iter().zip(groups) {
        *shared.entry((*chain, *group)).or_default() += 1.0;
        *of_gold.entry(*chain).or_default() += 1.0;
        *of_group.entry(*group).or_default() += 1.0;
    }
    let twos = |n: f64| n * (n - 1.0) / 2.0;
    let mut out = Score::default();
    let (mut parts_of_gold, mut parts_of_group): (BTreeMap<usize, f64>, BTreeMap<usize, f64>) = Default::default();
    for ((chain, group), both) in &shared {
        out.b3[0] += both * both / of_group[group];
        out.b3[2] += both * both / of_gold[chain];
        out.pair[0] += twos(*both);
        *parts_of_gold.entry(*chain).or_default() += 1.0;
        *parts_of_group.entry(*group).or_default() += 1.0;
    }
    (out.b3[1], out.b3[3], out.pair[2]) = (gold.len() as f64, gold.len() as f64, out.pair[0]);
    for (chain, size) in &of_gold {
        out.muc[2] += size - parts_of_gold[chain];
        out.muc[3] += size - 1.0;
        out.pair[3] += twos(*size);
    }
    for (group, size) in &of_group {
        out.muc[0] += size - parts_of_group[group];
        out.muc[1] += size - 1.0;
        out.pair[1] += twos(*size);
    }
    let weight = |((chain, group), both): (&(usize, usize), &f64)| {
        (*chain, *group, 2.0 * both / (of_gold[chain] + of_group[group]))
    };
    let best = matched(&shared.iter().map(weight).collect::<Vec<_>>());
    out.ceaf = [best, of_group.len() as f64, best, of_gold.len() as f64];
    out
}

/// The best sum of a one-to-one matching, each island of what is connected by itself.
fn matched(edges: &[(usize, usize, f64)]) -> f64 {
    let mut island: BTreeMap<(bool, usize), usize> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (at, (left, right, _)) in edges.iter().enumerate() {
        let (a, b) = (island.get(&(false, *left)).copied(), island.get(&(true, *right)).copied());
        let home = match (a, b) {
            (None, None) => {
                members.push(Vec::new());
                members.len() - 1
            }
            (Some(one), None) | (None, Some(one)) => one,
            (Some(one), Some(other)) if one == other => one,
            (Some(one), Some(other)) => {
                let (keep, drop) = if members[one].len() >= members[other].len() { (one, other) } else { (other, one) };
                let moved = std::mem::take(&mut members[drop]);
                for edge in &moved {
                    island.insert((false, edges[*edge].0), keep);
                    island.insert((true, edges[*edge].1), keep);
                }
                members[keep].extend(moved);
                keep
            }
        };
        island.insert((false, *left), home);
        island.insert((true, *right), home);
        members[home].push(at);
    }
    members.iter().map(|edges_of| assigned(&edges_of.iter().map(|at| edges[*at]).collect::<Vec<_>>())).sum()
}

/// The Hungarian method on one island.
fn assigned(edges: &[(usize, usize, f64)]) -> f64 {
    let number = |side: Vec<usize>| -> BTreeMap<usize, usize> {
        let mut side = side;
        side.sort_unstable();
        side.dedup();
        side.into_iter().enumerate().map(|(at, name)| (name, at + 1)).collect()
    };
    let (left, right) = (number(edges.iter().map(|e| e.0).collect()), number(edges.iter().map(|e| e.1).collect()));
    let turned = left.len() > right.len();
    let (rows, columns) = if turned { (right.len(), left.len()) } else { (left.len(), right.len()) };
    let mut cost = vec![0.0; (rows + 1) * (columns + 1)];
    for (a, b, weight) in edges {
        let (row, column) = if turned { (right[b], left[a]) } else { (left[a], right[b]) };
        cost[row * (columns + 1) + column] = -weight;
    }
    let (mut u, mut v) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let (mut pair, mut way) = (vec![0usize; columns + 1], vec![0usize; columns + 1]);
    for row in 1..=rows {
        pair[0] = row;
        let mut at = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; columns + 1], vec![false; columns + 1]);
        loop {
            used[at] = true;
            let (from, mut delta, mut next) = (pair[at], f64::INFINITY, 0);
            for column in 1..=columns {
                if used[column] {
                    continue;
                }
                let reduced = cost[from * (columns + 1) + column] - u[from] - v[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    way[column] = at;
                }
                if least[column] < delta {
                    delta = least[column];
                    next = column;
                }
            }
            for column in 0..=columns {
                if used[column] {
                    u[pair[column]] += delta;
                    v[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            at = next;
            if pair[at] == 0 {
                break;
            }
        }
        while at != 0 {
            pair[at] = pair[way[at]];
            at = way[at];
        }
    }
    v[0]
}
