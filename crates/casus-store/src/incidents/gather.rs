//! Witnesses into incidents: the two groups whose witnesses are likest on the mean are made one, then the next two, as long
//! as the mean is above a threshold. Only links decide, not the order in which witnesses came.

use std::collections::BTreeMap;

/// The groups of `count` witnesses by the links between them (probabilities; a pair without one has none): for each
/// witness the first of its group.
pub fn gather(count: usize, links: &[(usize, usize, f64)], threshold: f64) -> Vec<usize> {
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    for (a, b, chance) in links {
        *sums[*a].entry(*b).or_default() += chance;
        *sums[*b].entry(*a).or_default() += chance;
    }
    let mut sizes = vec![1usize; count];
    let mut group: Vec<usize> = (0..count).collect();
    let mean = |sum: f64, a: usize, b: usize| sum / (a * b) as f64;
    // A heap of pairs by mean; what has changed since is dropped when it comes up.
    let mut heap = std::collections::BinaryHeap::new();
    let push = |heap: &mut std::collections::BinaryHeap<(Rank, std::cmp::Reverse<(usize, usize)>)>,
                mean: f64,
                a: usize,
                b: usize| {
        if mean >= threshold {
            heap.push((Rank(mean), std::cmp::Reverse((a.min(b), a.max(b)))));
        }
    };
    for (a, others) in sums.iter().enumerate() {
        for (b, sum) in others.range(a + 1..) {
            push(&mut heap, *sum, a, *b);
        }
    }
    while let Some((Rank(best), std::cmp::Reverse((a, b)))) = heap.pop() {
        let Some(sum) = sums[a].get(&b).copied().filter(|_| sizes[a] > 0 && sizes[b] > 0) else { continue };
        if mean(sum, sizes[a], sizes[b]).to_bits() != best.to_bits() {
            continue;
        }
        let taken = std::mem::take(&mut sums[b]);
        sizes[a] += sizes[b];
        sizes[b] = 0;
        sums[a].remove(&b);
        for (other, sum) in taken {
            if other != a {
                sums[other].remove(&b);
                *sums[a].entry(other).or_default() += sum;
            }
        }
        for member in &mut group {
            if *member == b {
                *member = a;
            }
        }
        let mine: Vec<(usize, f64)> = sums[a].iter().map(|(other, sum)| (*other, *sum)).collect();
        for (other, sum) in mine {
            sums[other].insert(a, sum);
            push(&mut heap, mean(sum, sizes[a], sizes[other]), a, other);
        }
    }
    group
}

/// A number that sorts.
#[derive(PartialEq)]
struct Rank(f64);
impl Eq for Rank {}
impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
