//! All that the parser's weights hold, read once: the spelling of words, the two networks that give words vectors, what
//! is built on them, and the tables for parts of speech and lemmas.

use super::features::Spelling;
use super::lemmas::Lemmas;
use super::names::Names;
use super::ruler::Ruler;
use super::tree::Trees;
use super::vectors::{WIDTH, WordVectors};
use crate::weights::{BadWeights, Weights};
use casus_kernel::Dense;
use casus_types::Tag;

/// The weights, ready for work.
pub(super) struct Network {
    pub(super) spelling: Spelling,
    /// Vectors for tags and tree.
    pub(super) tree_vectors: WordVectors,
    /// Vectors for names.
    pub(super) name_vectors: WordVectors,
    pub(super) trees: Trees,
    pub(super) names: Names,
    pub(super) ruler: Ruler,
    pub(super) lemmas: Lemmas,
    /// The scores of the tags.
    tags: Dense,
}

impl Network {
    /// Reads a file as `training/convert_parser.py` writes it.
    pub(super) fn read(bytes: &'static [u8]) -> Result<Network, BadWeights> {
        let weights = Weights::read(bytes)?;
        if !weights.text("tags")?.lines().eq(Tag::ALL.iter().map(|tag| tag.text())) {
            return Err(BadWeights::new("tags", "does not hold our tags in our order"));
        }
        let count = Tag::ALL.len();
        let (weight, bias) =
            (weights.floats("tagger.weight", &[count, WIDTH])?, weights.floats("tagger.bias", &[count])?);
        Ok(Network {
            spelling: Spelling::read(&weights)?,
            tree_vectors: WordVectors::read(&weights, "tree", &["spaced", "blank"])?,
            name_vectors: WordVectors::read(&weights, "names", &[])?,
            trees: Trees::read(&weights)?,
            names: Names::read(&weights)?,
            ruler: Ruler::read(&weights)?,
            lemmas: Lemmas::read(&weights)?,
            tags: Dense::new(&weight, &bias, count, WIDTH),
        })
    }

    /// The tag of each word, from the vectors for the tree.
    pub(super) fn tags(&self, vectors: &[f32]) -> Vec<Tag> {
        let mut scores = Vec::new();
        self.tags.apply(vectors, &mut scores);
        let best = |scores: &[f32]| {
            let first = (Tag::ALL[0], f32::NEG_INFINITY);
            let better =
                |best: (Tag, f32), (tag, score): (&Tag, &f32)| if *score > best.1 { (*tag, *score) } else { best };
            Tag::ALL.iter().zip(scores).fold(first, better).0
        };
        scores.chunks_exact(Tag::ALL.len()).map(best).collect()
    }
}
