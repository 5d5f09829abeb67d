//! Who is paired with whom: each annotated record with at most one coded record, the best pairs first. The order in
//! which equal pairs are taken is part of the measure, for it decides the figures.

/// Pairs of indices (annotated, coded), best score first; of equal scores the one with the smaller annotated index, then
/// with the smaller coded index. Pairs without a score are never made.
pub(super) fn best_pairs<G, C>(gold: &[G], coded: &[C], score: impl Fn(&G, &C) -> f64) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, annotated) in gold.iter().enumerate() {
        for (j, found) in coded.iter().enumerate() {
            let score = score(annotated, found);
            if score > 0.0 {
                candidates.push((score, i, j));
            }
        }
    }
    candidates.sort_by(|(a, i, j), (b, k, l)| b.total_cmp(a).then(i.cmp(k)).then(j.cmp(l)));
    let (mut taken_gold, mut taken_coded) = (vec![false; gold.len()], vec![false; coded.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if let (Some(of_gold), Some(of_coded)) = (taken_gold.get_mut(i), taken_coded.get_mut(j))
            && !*of_gold
            && !*of_coded
        {
            (*of_gold, *of_coded) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_best_pair_goes_first_even_where_that_leaves_another_alone() {
        let scores = [[2.0, 3.0], [0.0, 2.5]];
        assert_eq!(best_pairs(&[0, 1], &[0, 1], |i, j| scores[*i][*j]), [(0, 1)]);
    }

    #[test]
    fn of_equal_pairs_the_earlier_annotation_goes_first_then_the_earlier_record() {
        assert_eq!(best_pairs(&[0, 1], &[0, 1, 2], |_, _| 1.0), [(0, 0), (1, 1)]);
        assert_eq!(best_pairs(&[0, 1], &[0, 1], |i, j| if (i, j) == (&0, &0) { 0.0 } else { 1.0 }), [(0, 1), (1, 0)]);
    }

    proptest! {
        /// Nobody is paired twice, and whoever is left over on both sides has no score with each other.
        #[test]
        fn pairs_are_one_to_one_and_none_is_left_that_could_be_made(
            scores in prop::collection::vec(prop::collection::vec(0u8..4, 5), 0..6),
        ) {
            let gold: Vec<usize> = (0..scores.len()).collect();
            let coded: Vec<usize> = (0..5).collect();
            let pairs = best_pairs(&gold, &coded, |i, j| f64::from(scores[*i][*j]));
            for i in &gold {
                let of_i = pairs.iter().filter(|pair| pair.0 == *i).count();
                prop_assert!(of_i <= 1);
                for j in &coded {
                    let of_j = pairs.iter().filter(|pair| pair.1 == *j).count();
                    prop_assert!(of_j <= 1);
                    prop_assert!(of_i + of_j > 0 || scores[*i][*j] == 0);
                }
            }
        }
    }
}
