//! How much speaks for two records telling the same act: a handful of likenesses, each with a weight. The weights of
//! wording, parties, type and place are learned from chained documents (the example `same_event`); what days say is laid
//! down here, since those documents have none.

use super::kin::{Kin, kin};
use super::witness::{Party, Witness, sides};
use super::words::weight;

/// The likenesses that have learned weights, in their order.
pub const NAMES: [&str; 29] = [
    "bias",
    "same_word",
    "same_word_rare",
    "derived_word",
    "same_type",
    "other_type",
    "same_mode",
    "other_mode",
    "evidence",
    "story",
    "actors",
    "other_actors",
    "recipients",
    "other_recipients",
    "anybody",
    "nobody_shared",
    "same_place",
    "other_place",
    "same_article",
    "same_word_story",
    "kin_word",
    "near_word",
    "word_actors",
    "word_other_actors",
    "word_recipients",
    "word_other_recipients",
    "word_nobody_shared",
    "word_evidence",
    "word_same_article",
];

/// The weights of [`NAMES`].
pub type Weights = [f64; NAMES.len()];

/// What two witnesses share; `story` says how much their articles do, 0 to 1.
pub fn likenesses(a: &Witness, b: &Witness, story: f64) -> Weights {
    let mut out = [0.0; NAMES.len()];
    let yes = |is: bool| f64::from(u8::from(is));
    let same = a.trigger == b.trigger;
    let one = a.article == b.article;
    out[0] = 1.0;
    out[1] = yes(same);
    out[2] = if same { weight(&a.trigger) / 6.0 } else { 0.0 };
    out[3] = yes(!same && derived(&a.trigger, &b.trigger));
    let types = !a.kind.is_empty() && !b.kind.is_empty();
    out[4] = yes(types && a.kind == b.kind);
    out[5] = yes(types && a.kind != b.kind);
    if let (Some(x), Some(y), true) = (&a.mode, &b.mode, a.kind == b.kind) {
        out[6] = yes(x == y);
        out[7] = yes(x != y);
    }
    out[8] = a.evidence.likeness(&b.evidence);
    out[9] = if one { 0.0 } else { story };
    let (wa, wb): (Vec<&Party>, Vec<&Party>) = (a.actors.iter().collect(), b.actors.iter().collect());
    let (ra, rb): (Vec<&Party>, Vec<&Party>) = (a.recipients.iter().collect(), b.recipients.iter().collect());
    (out[10], out[11]) = like_or_other(sides(&wa, &wb));
    (out[12], out[13]) = like_or_other(sides(&ra, &rb));
    let all = |x: &[&Party], y: &[&'_ Party]| x.iter().chain(y).map(|p| (*p).clone()).collect::<Vec<Party>>();
    let (xa, xb) = (all(&wa, &ra), all(&wb, &rb));
    (out[14], out[15]) = like_or_other(sides(&xa.iter().collect::<Vec<_>>(), &xb.iter().collect::<Vec<_>>()));
    if let (Some(x), Some(y)) = (&a.place, &b.place) {
        let alike = (x.id.is_some() && x.id == y.id) || x.words.intersection(&y.words).next().is_some();
        out[16] = yes(alike);
        out[17] = yes(!alike && (x.country.is_none() || x.country != y.country));
    }
    out[18] = yes(one);
    let near = if same { Kin::None } else { kin(&a.trigger, &b.trigger) };
    out[20] = yes(near == Kin::Same);
    out[21] = yes(near == Kin::Near);
    let word = yes(same || out[3] + out[20] > 0.0);
    out[19] = word * out[9];
    out[22] = word * out[10];
    out[23] = word * out[11];
    out[24] = word * out[12];
    out[25] = word * out[13];
    out[26] = word * out[15];
    out[27] = word * out[8];
    out[28] = word * out[18];
    out
}

/// A likeness, and whether it is so low that the two are others.
fn like_or_other(like: Option<f64>) -> (f64, f64) {
    like.map_or((0.0, 0.0), |like| (like, f64::from(u8::from(like < 0.2))))
}

/// Two words of one stock: `acquir` and `acquisition`.
fn derived(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= 4 && shared + 1 >= a.chars().count().min(b.chars().count())
}

/// The sum of likenesses by weights, as odds.
pub fn logit(likenesses: &Weights, weights: &Weights) -> f64 {
    likenesses.iter().zip(weights).map(|(like, weight)| like * weight).sum()
}

/// As a probability.
pub fn chance(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}
