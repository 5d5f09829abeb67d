//! What speaks for two records telling the same act: likenesses of wording, parties, type, place and of the reports they
//! stand in. How much each weighs is learned from chained documents (`trees.tsv`, the example `same_event`). What days say
//! is laid down in [`super::laws`], since those documents have none.

use super::forest::Forest;
use super::laws::laws;
use super::meanings::alike;
use super::witness::{Party, Witness, sides};
use super::words::{Together, weight};
use std::sync::OnceLock;

/// The likenesses, in their order.
pub const NAMES: [&str; 24] = [
    "same_word",
    "same_word_rare",
    "derived_word",
    "meaning",
    "same_type",
    "other_type",
    "same_mode",
    "other_mode",
    "evidence",
    "evidence_names",
    "no_name_shared",
    "around",
    "numbers",
    "story",
    "story_names",
    "actors",
    "other_actors",
    "recipients",
    "other_recipients",
    "anybody",
    "nobody_shared",
    "same_place",
    "other_place",
    "same_article",
];

/// A value for each of [`NAMES`].
pub type Likenesses = [f64; NAMES.len()];

/// What two witnesses share; `story` says how much their articles do.
pub fn likenesses(a: &Witness, b: &Witness, story: Together) -> Likenesses {
    let yes = |is: bool| f64::from(u8::from(is));
    let same = a.trigger == b.trigger;
    let one = a.article == b.article;
    let types = !a.kind.is_empty() && !b.kind.is_empty();
    let modes = a.kind == b.kind && a.mode.is_some() && b.mode.is_some();
    let all = |of: &Witness| of.actors.iter().chain(&of.recipients).cloned().collect::<Vec<Party>>();
    let (actors, other_actors) = like_or_other(sides(&a.actors, &b.actors));
    let (recipients, other_recipients) = like_or_other(sides(&a.recipients, &b.recipients));
    let (anybody, nobody) = like_or_other(sides(&all(a), &all(b)));
    let (same_place, other_place) = places(a, b);
    let names = a.names.likeness(&b.names);
    [
        yes(same),
        if same { weight(&a.trigger) / 6.0 } else { 0.0 },
        yes(!same && derived(&a.trigger, &b.trigger)),
        if same { 1.0 } else { alike(&a.trigger, &b.trigger).unwrap_or(-1.0) },
        yes(types && a.kind == b.kind),
        yes(types && a.kind != b.kind),
        yes(modes && a.mode == b.mode),
        yes(modes && a.mode != b.mode),
        a.evidence.likeness(&b.evidence),
        names,
        yes(!a.names.is_empty() && !b.names.is_empty() && names == 0.0),
        a.around.likeness(&b.around),
        numbers(a, b),
        if one { 0.0 } else { story.words },
        if one { 0.0 } else { story.names },
        actors,
        other_actors,
        recipients,
        other_recipients,
        anybody,
        nobody,
        same_place,
        other_place,
        yes(one),
    ]
}

/// Numbers that both sentences give; half a point off where each gives others.
fn numbers(a: &Witness, b: &Witness) -> f64 {
    match a.numbers.intersection(&b.numbers).count() {
        0 if !a.numbers.is_empty() && !b.numbers.is_empty() => -0.5,
        shared => shared as f64,
    }
}

/// Whether both are at one place, and whether at two.
fn places(a: &Witness, b: &Witness) -> (f64, f64) {
    let yes = |is: bool| f64::from(u8::from(is));
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return (0.0, 0.0) };
    let same = x.is(y);
    (yes(same), yes(!same && (x.country.is_none() || x.country != y.country)))
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

/// Odds as a probability.
pub fn chance(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The odds that two records of the record tell one act: what is learned, and what days, places, codes and status say.
pub fn odds(a: &Witness, b: &Witness, story: Together) -> f64 {
    static LEARNED: OnceLock<Forest> = OnceLock::new();
    LEARNED.get_or_init(|| Forest::read(include_str!("trees.tsv"))).odds(&likenesses(a, b, story)) + laws(a, b)
}
