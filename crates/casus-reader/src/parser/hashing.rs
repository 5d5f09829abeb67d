//! The two hashes that spaCy's weights are laid out by, both Austin Appleby's MurmurHash: one makes a number of a string,
//! the other finds the rows of a table for that number. They are part of the weights' format and good for nothing else.

/// The number that stands for a string: MurmurHash64A with seed 1; 0 for the empty string.
pub(super) fn string_hash(string: &str) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    if string.is_empty() {
        return 0;
    }
    let mut hash = 1 ^ (string.len() as u64).wrapping_mul(FACTOR);
    let (words, rest) = string.as_bytes().as_chunks::<8>();
    for word in words {
        let mut word = u64::from_le_bytes(*word).wrapping_mul(FACTOR);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let tail = rest.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(FACTOR);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> 47
}

/// The four numbers that pick the rows of a table for an id: the 128 bits of MurmurHash3 (x64) of its eight bytes.
pub(super) fn row_hashes(id: u64, seed: u32) -> [u32; 4] {
    let mut low = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    low ^= u64::from(seed) ^ 8;
    let mut high = u64::from(seed) ^ 8;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    (low, high) = (stirred(low), stirred(high));
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32]
}

fn stirred(mut bits: u64) -> u64 {
    bits = (bits ^ bits >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ bits >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ bits >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_that_spacy_gives_them() {
        let known = [
            ("", 0),
            ("a", 11901859001352538922),
            ("coffee", 3197928453018144401),
            ("presiden", 12508108953485510667),
            ("Zürich", 9452955988637137518),
            ("counteroffensive", 16072752393395521924),
        ];
        known.into_iter().for_each(|(string, number)| assert_eq!(string_hash(string), number, "{string}"));
    }

    #[test]
    fn ids_have_the_rows_that_thinc_gives_them() {
        assert_eq!(row_hashes(3197928453018144401, 8), [2399055680, 1118310852, 3598583520, 1677466278]);
        assert_eq!(row_hashes(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        assert_eq!(row_hashes(0, 8), [0; 4]);
    }
}
