//! Quotes, claims, commitments and states against the annotated ones.

use super::errors::{Codes, Field, Mistake, between, cited, codes_of, listed, or_dash, written};
use super::gold::{GoldParty, GoldState};
use super::matching::best_pairs;
use super::places::{agreement, touch};
use super::tally::{Case, Found, Tally};
use casus_types::{Extent, QuoteKind, QuoteRecord, Relation, StateRecord};

/// Counts the quotes, claims, commitments and states of one article.
pub(super) fn score(case: &Case, tally: &mut Tally) {
    quotes(case, tally);
    claims(case, tally);
    commitments(case, tally);
    states(case, tally);
}

/// Two quotes are the same when they agree in half of the characters of both.
const SAME_QUOTE: f64 = 0.5;

fn quotes(case: &Case, tally: &mut Tally) {
    let gold: Vec<_> = case.gold.quotes.iter().map(|quote| (quote, case.text.places(&quote.text))).collect();
    // Beliefs are published beside the quotes and annotated by nobody.
    let said = |quote: &&QuoteRecord| quote.kind != QuoteKind::Belief;
    let coded: Vec<&QuoteRecord> = case.coded(|document| &document.quotes).iter().filter(said).collect();
    let pairs = best_pairs(&gold, &coded, |(_, places), quote| {
        let place = Extent { start: quote.start, end: quote.end };
        let best = places.iter().map(|one| agreement(*one, place)).fold(0.0, f64::max);
        if best >= SAME_QUOTE { best } else { 0.0 }
    });
    let optional: Vec<bool> = gold.iter().map(|(quote, _)| quote.optional).collect();
    let counted = count(&optional, coded.len(), pairs, &mut tally.quotes);
    for i in counted.missed {
        if let Some((quote, _)) = gold.get(i) {
            let what = format!("{} {}", or_dash(quote.speaker.as_deref()), cited(&quote.text));
            tally.mistakes.push(case.mistake(Field::QuoteMissed, what));
        }
    }
    for j in counted.extra {
        if let Some(quote) = coded.get(j) {
            let words = case.text.words(Extent { start: quote.start, end: quote.end });
            let what = format!("{} {}", or_dash(quote.speaker_text.as_deref()), cited(&words));
            tally.mistakes.push(case.mistake(Field::QuoteExtra, what));
        }
    }
    for (i, j) in counted.pairs {
        let (Some((annotated, _)), Some(quote)) = (gold.get(i), coded.get(j)) else { continue };
        let head = cited(&annotated.text);
        if !tally.quote_kind.count(annotated.kind == quote.kind) {
            let what = format!("{head} {}", between(written(annotated.kind), written(quote.kind)));
            tally.mistakes.push(case.mistake(Field::QuoteKind, what));
        }
        let name = quote.speaker_text.as_deref();
        if !tally.speaker.count(case.same_speaker(annotated.speaker.as_deref(), quote.speaker.as_ref(), name)) {
            let coded = name.or(quote.speaker.as_ref().map(|id| case.name(id)));
            let what = format!("{head} {}", between(or_dash(annotated.speaker.as_deref()), or_dash(coded)));
            tally.mistakes.push(case.mistake(Field::Speaker, what));
        }
    }
}

fn claims(case: &Case, tally: &mut Tally) {
    let gold: Vec<_> = case.gold.claims.iter().map(|claim| (claim, case.text.places(&claim.text))).collect();
    let coded = case.coded(|document| &document.claims);
    let pairs = best_pairs(&gold, coded, |(annotated, places), claim| {
        let place = [Extent { start: claim.start, end: claim.end }];
        if touch(places, &place) { one_or_two(annotated.number == claim.number) } else { 0.0 }
    });
    let optional: Vec<bool> = gold.iter().map(|(claim, _)| claim.optional).collect();
    let counted = count(&optional, coded.len(), pairs, &mut tally.claims);
    let missed = counted.missed.iter().filter_map(|i| gold.get(*i));
    tally.mistakes.extend(missed.map(|(claim, _)| case.mistake(Field::ClaimMissed, cited(&claim.text))));
    let extra = counted.extra.iter().filter_map(|j| coded.get(*j));
    tally.mistakes.extend(extra.map(|claim| extra_place(case, Field::ClaimExtra, claim.start, claim.end)));
    for (i, j) in counted.pairs {
        let (Some((annotated, _)), Some(claim)) = (gold.get(i), coded.get(j)) else { continue };
        let head = cited(&annotated.text);
        if !tally.number.count(annotated.number == claim.number) {
            let what = format!("{head} {}", between(written(annotated.number), written(claim.number)));
            tally.mistakes.push(case.mistake(Field::Number, what));
        }
        if !tally.comparator.count(annotated.comparator == claim.comparator) {
            let what = format!("{head} {}", between(written(annotated.comparator), written(claim.comparator)));
            tally.mistakes.push(case.mistake(Field::Comparator, what));
        }
    }
}

fn commitments(case: &Case, tally: &mut Tally) {
    let gold: Vec<_> = case.gold.commitments.iter().map(|one| (one, case.text.places(&one.text))).collect();
    let coded = case.coded(|document| &document.commitments);
    let pairs = best_pairs(&gold, coded, |(annotated, places), found| {
        let place = [Extent { start: found.start, end: found.end }];
        if touch(places, &place) { one_or_two(annotated.kind == found.kind) } else { 0.0 }
    });
    let optional: Vec<bool> = gold.iter().map(|(one, _)| one.optional).collect();
    let counted = count(&optional, coded.len(), pairs, &mut tally.commitments);
    let missed = counted.missed.iter().filter_map(|i| gold.get(*i));
    tally.mistakes.extend(missed.map(|(one, _)| case.mistake(Field::CommitmentMissed, cited(&one.text))));
    let extra = counted.extra.iter().filter_map(|j| coded.get(*j));
    tally.mistakes.extend(extra.map(|one| extra_place(case, Field::CommitmentExtra, one.start, one.end)));
    for (i, j) in counted.pairs {
        let (Some((annotated, _)), Some(found)) = (gold.get(i), coded.get(j)) else { continue };
        let head = cited(&annotated.text);
        if !tally.commitment_kind.count(annotated.kind == found.kind) {
            let what = format!("{head} {}", between(written(annotated.kind), written(found.kind)));
            tally.mistakes.push(case.mistake(Field::CommitmentKind, what));
        }
        let committed: Codes = annotated.committed.iter().cloned().collect();
        let bound: Codes = found.committed.iter().map(|code| code.0.clone()).collect();
        if !tally.committed.count(committed == bound) {
            let what = format!("{head} {}", between(listed(&committed), listed(&bound)));
            tally.mistakes.push(case.mistake(Field::Committed, what));
        }
    }
}

fn states(case: &Case, tally: &mut Tally) {
    let Some(annotated) = &case.gold.states else { return };
    let quoted = |state: &GoldState| std::iter::once(&state.evidence).chain(&state.also).cloned().collect::<Vec<_>>();
    let places = |state: &GoldState| case.places(&quoted(state).iter().map(String::as_str).collect::<Vec<_>>());
    let gold: Vec<_> = annotated.iter().map(|state| (state, places(state))).collect();
    let coded = case.coded(|document| &document.states);
    let pairs = best_pairs(&gold, coded, |(annotated, places), found| {
        let same = annotated.relation == found.relation && annotated.negated == found.negated;
        if same && touch(places, &found.evidence) { one_or_two(same_sides(annotated, found)) } else { 0.0 }
    });
    let optional: Vec<bool> = gold.iter().map(|(one, _)| one.optional).collect();
    let mut all = tally.states.unwrap_or_default();
    let counted = count(&optional, coded.len(), pairs, &mut all);
    tally.states = Some(all);
    for (annotated, _) in counted.missed.iter().filter_map(|i| gold.get(*i)) {
        let what = format!("{} {}", written(annotated.relation), cited(&annotated.evidence));
        tally.mistakes.push(case.mistake(Field::StateMissed, what));
    }
    for found in counted.extra.iter().filter_map(|j| coded.get(*j)) {
        let words = found.evidence.first().map(|place| case.text.words(*place)).unwrap_or_default();
        let what = format!("{} {}", written(found.relation), cited(&words));
        tally.mistakes.push(case.mistake(Field::StateExtra, what));
    }
    for (i, j) in counted.pairs {
        let (Some((annotated, _)), Some(found)) = (gold.get(i), coded.get(j)) else { continue };
        if !tally.state_parties.count(same_sides(annotated, found)) {
            let (gold, coded) = (gold_sides(annotated), [codes_of(&found.parties), codes_of(&found.toward)]);
            let shown = |sides: &[Codes; 2]| format!("{} → {}", listed(&sides[0]), listed(&sides[1]));
            let what = format!("{} {}", cited(&annotated.evidence), between(shown(&gold), shown(&coded)));
            tally.mistakes.push(case.mistake(Field::StateParties, what));
        }
    }
}

fn gold_sides(state: &GoldState) -> [Codes; 2] {
    let codes = |parties: &[GoldParty]| parties.iter().filter_map(|party| party.code.clone()).collect();
    [codes(&state.parties), codes(&state.toward)]
}

/// Whether both sides are right. What two are to each other, `allies`, may be told from either side, or of both at once.
fn same_sides(annotated: &GoldState, found: &StateRecord) -> bool {
    use Relation::{Allies, AtWar, CeaseFire, InTalks, NoRelations, Relations, TalksStalled};
    let mutual =
        [Allies, AtWar, CeaseFire, InTalks, NoRelations, Relations, TalksStalled].contains(&annotated.relation);
    let [gold, coded] = [gold_sides(annotated), [codes_of(&found.parties), codes_of(&found.toward)]];
    let all = |sides: &[Codes; 2]| sides.iter().flatten().cloned().collect::<Codes>();
    gold == coded || (mutual && all(&gold) == all(&coded))
}

/// A pair in the same place scores one, and two where its first attribute agrees.
fn one_or_two(agree: bool) -> f64 {
    if agree { 2.0 } else { 1.0 }
}

fn extra_place(case: &Case, field: Field, start: usize, end: usize) -> Mistake {
    case.mistake(field, cited(&case.text.words(Extent { start, end })))
}

/// Pairs whose attributes count, and what stands alone on either side; all indices.
struct Counted {
    pairs: Vec<(usize, usize)>,
    missed: Vec<usize>,
    extra: Vec<usize>,
}

/// Counts what was found; optional records, and what was paired with them, count neither way.
fn count(optional: &[bool], coded: usize, pairs: Vec<(usize, usize)>, found: &mut Found) -> Counted {
    let is_optional = |i: usize| optional.get(i).copied().unwrap_or(false);
    let missed = (0..optional.len()).filter(|i| !is_optional(*i) && pairs.iter().all(|pair| pair.0 != *i)).collect();
    let extra = (0..coded).filter(|j| pairs.iter().all(|pair| pair.1 != *j)).collect();
    let (left_out, counted): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| is_optional(pair.0));
    found.gold += optional.iter().filter(|optional| !**optional).count();
    found.coded += coded - left_out.len();
    found.both += counted.len();
    Counted { pairs: counted, missed, extra }
}
