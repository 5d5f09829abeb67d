//! How things stand: `has avoided dialogue since late 2019`, `remains unresponsive`, `its ally`, `at war`. The lexicon's
//! words for states are looked for in the tree (`words.rs`), and who stands in their places (`parties.rs`). What a
//! sentence says to hold, or to hold no longer, is a state, for the time that it speaks of (`duration.rs`). What it only
//! asks, wants, plans or supposes is none, and neither is what somebody merely thinks. However often it is told, a state
//! of the same parties is one.

mod duration;
mod parties;
mod words;

pub use words::StateIndex;

use crate::events::Sources;
use crate::roles::Reading;
use crate::status;
use casus_lexicon::{StateForm, StateNeeds, StateWords};
use casus_types::{EventType, Label, Participant, QuoteKind, Relation, Sector, Span, State, Status};
use parties::Sides;
use words::Told;

/// How far from word to word the question goes what a clause hangs on.
const STEPS: usize = 6;

/// A state of a sentence, with the row of the lexicon that told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateFound {
    /// Index of its row.
    pub row: usize,
    /// The state.
    pub state: State,
}

/// The states of an article, in order of their first evidence.
pub fn find(sources: &Sources, index: &StateIndex) -> Vec<State> {
    let mut found: Vec<State> = Vec::new();
    for sentence in 0..sources.readings.len() {
        for StateFound { state, .. } in of_sentence(sources, index, sentence) {
            match found.iter_mut().find(|known| is_same(known, &state)) {
                Some(known) => join(known, state),
                None => found.push(state),
            }
        }
    }
    found
}

/// The states that a sentence tells.
pub fn of_sentence(sources: &Sources, index: &StateIndex, sentence: usize) -> Vec<StateFound> {
    let Some(reading) = sources.readings.get(sentence) else { return Vec::new() };
    let told = index.told(reading).into_iter();
    let found: Vec<(Told, State)> =
        told.filter_map(|told| state(sources, index, sentence, &told).map(|state| (told, state))).collect();
    // The row that read most of the words; of several that read the same, the first.
    let echoes = |at: usize, (told, state): &(Told, State)| {
        let earlier = |(other, known): &(Told, State)| other.words == told.words && known.relation == state.relation;
        // `has no diplomatic relations`: no negated `has diplomatic relations` beside it.
        let says_no = |other: &Told| other.says_no && !told.says_no && state.negated && other.anchor() == told.anchor();
        found.iter().any(|(other, _)| told.is_part_of(other) || says_no(other)) || found[..at].iter().any(earlier)
    };
    let kept = found.iter().enumerate().filter(|(at, one)| !echoes(*at, one));
    kept.map(|(_, (told, state))| StateFound { row: told.row, state: state.clone() }).collect()
}

fn state(sources: &Sources, index: &StateIndex, sentence: usize, told: &Told) -> Option<State> {
    let (reading, row) = (&sources.readings[sentence], index.row(told.row)?);
    let (negated, why) = holds(reading, sources, told)?;
    let cue = reading.words.span_of(told.first(), told.last() + 1);
    if is_thought(sources, cue) && !is_known(reading, told.last()) {
        return None;
    }
    let said_by = sources.said_by(cue);
    let Sides { parties, toward } = parties::of(reading, row, told);
    // An act that is past is an event: `occupied the town in May`.
    let acted = row.form == StateForm::Verb && !told.stands_in(reading) && duration::is_past(reading, told);
    if acted || !is_told_of(row, &parties, &toward) {
        return None;
    }
    let published = sources.article.published.date;
    let reported = sources
        .quotes
        .iter()
        .any(|found| found.quote.kind != QuoteKind::Direct && found.quote.parts.iter().any(|part| part.contains(cue)));
    let duration = duration::of(reading, &sources.times[sentence], told, reported, published);
    Some(State {
        relation: row.relation,
        negated,
        parties,
        toward,
        since: duration.since,
        until: duration.until,
        as_of: duration.as_of,
        said_by,
        evidence: vec![reading.words.span],
        cue,
        why: format!("\"{}\", {}, in states/words.csv; {why}", row.shown(), row.origin.line),
    })
}

/// Whether a sentence says that the state is, or that it is not; nothing where it says neither.
fn holds(reading: &Reading, sources: &Sources, told: &Told) -> Option<(bool, String)> {
    if !is_asserted(reading, sources, told) {
        return None;
    }
    match act_around(reading, sources, told) {
        Some(EventType::Retreat) => return Some((true, "an act that ends it".to_string())),
        Some(_) => return None,
        None => {}
    }
    let judgement = status::of_word(reading, told.word(), sources.cues);
    let (status, why) = (judgement.status()?, judgement.why);
    match status {
        Status::Happened => Some((false, why)),
        // `has no relations`: the words themselves hold the negation.
        Status::Negated if told.says_no => Some((false, why)),
        // `cannot remain in power`: it may still be.
        Status::Negated if duration::group(reading, told.word()).is_some_and(|group| group.modal.is_some()) => None,
        Status::Negated => Some((true, why)),
        // `will remain under sanctions`: what will last is there already.
        Status::Planned if told.lasts(reading) => Some((false, why)),
        Status::Planned | Status::Conditional | Status::Hypothetical => None,
    }
}

/// The act that is done to a state which a noun tells: `lifted the blockade`, `freed the jailed leaders` end it, and `imposed
/// a blockade` is an event.
fn act_around(reading: &Reading, sources: &Sources, told: &Told) -> Option<EventType> {
    use EventType::{Assault, Coerce, Mobilize, Retreat, Sanction, Threaten};
    let tree = reading.tree();
    if told.verb.is_some() {
        return None;
    }
    let noun = if tree.is_noun(told.anchor()) { told.anchor() } else { *told.said_of.first()? };
    let passive = Some(tree.head(noun)).filter(|_| tree.label(noun) == Label::Nsubjpass);
    let verb = tree.governor(noun).or(passive)?;
    let firings = sources.rules.fire(reading, &mut Vec::new());
    let here = firings.iter().filter(|firing| firing.trigger.0 == verb);
    let mut kinds = here.filter_map(|firing| sources.rules.rule(firing.rule)).map(|rule| rule.kind);
    let kind = kinds.find(|kind| matches!(kind, Assault | Coerce | Mobilize | Retreat | Sanction | Threaten))?;
    // An end that is only demanded leaves it as it is.
    let done = kind != Retreat || status::of_word(reading, verb, sources.cues).status() == Some(Status::Happened);
    done.then_some(kind)
}

/// Whether whatever the words hang on says them: not `no sign that it is open`, `to make clear that it is`, nor `talk of its
/// being`.
fn is_asserted(reading: &Reading, sources: &Sources, told: &Told) -> bool {
    let tree = reading.tree();
    let Some(mut word) = told.verb else { return true };
    for _ in 0..STEPS {
        let (head, label) = (tree.head(word), tree.label(word));
        match label {
            Label::Pcomp => return false,
            Label::Ccomp if head != word && tree.is_verb(head) => {
                if status::of_word(reading, head, sources.cues).status() != Some(Status::Happened) {
                    return false;
                }
            }
            Label::Acl if tree.child(word, &[Label::Mark]).is_some() => {
                return !tree.labelled(head, &[Label::Det]).any(|det| reading.words.is(det, &["no", "any"]));
            }
            Label::Conj | Label::Xcomp | Label::Acomp if head != word => {}
            _ => return true,
        }
        word = head;
    }
    true
}

/// `the blockade`, `its siege`: what is spoken of as known is there, even where somebody only wishes it away.
fn is_known(reading: &Reading, noun: usize) -> bool {
    let tree = reading.words.tree();
    let the = tree.labelled(noun, &[Label::Det]).any(|det| reading.words.is(det, &["the", "this"]));
    tree.is_noun(noun) && (the || tree.child(noun, &[Label::Poss]).is_some())
}

/// Whether the words stand in what somebody only thinks or hopes.
fn is_thought(sources: &Sources, cue: Span) -> bool {
    let holds = |kind: fn(QuoteKind) -> bool| {
        sources.quotes.iter().any(|q| kind(q.quote.kind) && q.quote.parts.iter().any(|part| part.contains(cue)))
    };
    holds(|kind| kind == QuoteKind::Belief) && !holds(|kind| kind != QuoteKind::Belief)
}

/// Whether enough is known of the parties: one of them acts in politics, and those are known whom the row asks for.
fn is_told_of(row: &StateWords, parties: &[Participant], toward: &[Participant]) -> bool {
    let apart = [Sector::Bus, Sector::Med, Sector::Edu, Sector::Rel];
    // Whoever is held may be anybody.
    let political = |party: &Participant| {
        let acts = row.relation == Relation::Held || !party.sector.is_some_and(|sector| apart.contains(&sector));
        (party.code.is_some() || party.sector.is_some_and(|sector| sector != Sector::Cvl)) && acts
    };
    let all = || parties.iter().chain(toward);
    let needed = match row.needs {
        None => true,
        Some(StateNeeds::Toward) => toward.iter().any(|party| party.code.is_some() || party.sector.is_some()),
        Some(StateNeeds::Two) => all().filter(|party| party.code.is_some() || party.sector.is_some()).count() > 1,
    };
    // A body between states; who sits in a parliament or a party is no standing between parties.
    let between_states = |party: &Participant| party.sector == Some(Sector::Igo);
    let needed = needed && (row.relation != Relation::Member || toward.iter().any(between_states));
    !parties.is_empty() && needed && all().any(political)
}

/// Who a party is, to tell whether two sentences speak of the same: a state and its government are one, people are not.
fn known_by(party: &Participant) -> String {
    match (&party.code, party.sector) {
        (Some(code), None | Some(Sector::Gov | Sector::Igo)) => code.0.clone(),
        _ => party.actor.0.clone(),
    }
}

/// Whether two records tell of one state. One that leaves open toward whom may be the other's; in what two are to each
/// other, neither side comes first.
fn is_same(one: &State, other: &State) -> bool {
    let named = |list: &[Participant]| {
        let mut names: Vec<String> = list.iter().map(known_by).collect();
        names.sort();
        names.dedup();
        names
    };
    let all = |state: &State| named(&state.parties.iter().chain(&state.toward).cloned().collect::<Vec<_>>());
    if one.relation != other.relation || one.negated != other.negated {
        return false;
    }
    let toward = |state: &State| named(&state.toward);
    let open = one.toward.is_empty() || other.toward.is_empty() || toward(one) == toward(other);
    let same = named(&one.parties) == named(&other.parties) && open;
    same || (is_mutual(one.relation) && all(one) == all(other))
}

/// What one side is to the other, the other is to it.
fn is_mutual(relation: Relation) -> bool {
    use Relation::{Allies, AtWar, CeaseFire, InTalks, NoRelations, Relations, TalksStalled};
    matches!(relation, Allies | AtWar | CeaseFire | InTalks | NoRelations | Relations | TalksStalled)
}

/// A further sentence of a state: it may say toward whom and since when. What the report says itself rests on nobody's word.
fn join(known: &mut State, more: State) {
    known.toward =
        if known.toward.is_empty() && !is_mutual(known.relation) { more.toward } else { known.toward.clone() };
    known.since = known.since.or(more.since);
    known.until = known.until.or(more.until);
    known.as_of = known.as_of.max(more.as_of);
    if more.said_by.is_none() {
        known.said_by = None;
    }
    for sentence in more.evidence {
        if !known.evidence.contains(&sentence) {
            known.evidence.push(sentence);
        }
    }
}
