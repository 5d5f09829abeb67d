//! Rows shared out over blocks: as many rows at once as a path has registers for sums, since a weight that is fetched
//! serves all rows of a block, and many sums in flight hide the wait for each.

/// The first row of each block and how many it has: at most `most`, as even as can be, so that no block of few rows is
/// left at the end.
pub(crate) fn blocks(rows: usize, most: usize) -> impl Iterator<Item = (usize, usize)> {
    let count = rows.div_ceil(most);
    (0..count).map(move |block| {
        let (first, next) = (block * rows / count, (block + 1) * rows / count);
        (first, next - first)
    })
}

/// Calls a function that is generic over the number of rows, for the number at hand, 1 to 8.
macro_rules! with_rows {
    ($rows:expr, $function:ident::<$($type:ty),*>($($argument:expr),* $(,)?)) => {
        match $rows {
            1 => $function::<$($type),*, 1>($($argument),*),
            2 => $function::<$($type),*, 2>($($argument),*),
            3 => $function::<$($type),*, 3>($($argument),*),
            4 => $function::<$($type),*, 4>($($argument),*),
            5 => $function::<$($type),*, 5>($($argument),*),
            6 => $function::<$($type),*, 6>($($argument),*),
            7 => $function::<$($type),*, 7>($($argument),*),
            _ => $function::<$($type),*, 8>($($argument),*),
        }
    };
}
pub(crate) use with_rows;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_shared_out_evenly_and_none_is_left_over() {
        assert_eq!(blocks(35, 8).collect::<Vec<_>>(), [(0, 7), (7, 7), (14, 7), (21, 7), (28, 7)]);
        assert_eq!(blocks(9, 8).collect::<Vec<_>>(), [(0, 4), (4, 5)]);
        assert_eq!(blocks(0, 8).count(), 0);
    }
}
