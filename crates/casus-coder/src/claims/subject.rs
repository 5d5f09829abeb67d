//! Whose country a number is about: of weapons, forces and money whoever fires, sends or gives them; of the dead and
//! wounded the victims' own. What the counted noun itself names comes first, then who does the verb, then where it was.

use super::counted::Counted;
use super::units::STATES;
use crate::events::EventFound;
use crate::roles::Reading;
use crate::who::mentions::MentionKind;
use casus_lexicon::UnitSubject;
use casus_types::{Code, Label};

/// Whose country, with how it follows.
pub fn of(reading: &Reading, counted: &Counted, event: Option<&EventFound>) -> Option<(Code, String)> {
    let why = |word: &'static str| move |code: Code| (code, word.to_string());
    let own = || own(reading, counted).map(why("named beside what is counted"));
    let doer = || doer(reading, counted).map(why("does it"));
    let place = || place(reading, counted).map(why("the place it happened"));
    let party = || {
        let event = &event?.event;
        let side = match counted.subject {
            UnitSubject::Doer => &event.actors,
            UnitSubject::Victim => &event.recipients,
        };
        let code = side.first()?.code.clone()?;
        side.iter()
            .all(|party| party.code.as_ref() == Some(&code))
            .then_some((code, "a party of the event".to_string()))
    };
    match counted.subject {
        // Many states are no one's: `two members of the Council, China and Russia`.
        _ if counted.class == STATES => own().filter(|_| reading.named(&[counted.head]).len() == 1),
        UnitSubject::Doer if counted.act.is_none() => {
            own().or_else(doer).or_else(party).or_else(|| place().filter(|_| counted.currency.is_none()))
        }
        _ => own().or_else(place).or_else(party).or_else(|| only(reading, counted).map(why("the only country named"))),
    }
}

/// `12 Syrian soldiers`, `members of the army of Mali`.
fn own(reading: &Reading, counted: &Counted) -> Option<Code> {
    if counted.currency.is_some() || counted.head < counted.start && counted.act.is_some() {
        return None;
    }
    code_of(reading, &reading.named(&[counted.head]))
}

/// Whoever does the verb that what is counted stands under, or has done what describes it.
fn doer(reading: &Reading, counted: &Counted) -> Option<Code> {
    let tree = reading.tree();
    let by = tree
        .labelled(counted.head, &[Label::Acl])
        .find_map(|acl| code_of(reading, &reading.after_preposition((acl, acl + 1), &["by"])));
    let mut at = counted.head;
    let mut found = by;
    for _ in 0..5 {
        if found.is_some() || tree.head(at) == at {
            break;
        }
        at = tree.head(at);
        let verb = reading.verbs.iter().position(|group| group.head == at);
        let owner = || code_of(reading, &reading.possessor(at)).filter(|_| tree.is_noun(at));
        // `brings U.S. assistance to $2 billion`: whose assistance it is.
        let object = || {
            let objects = tree.objects(at).into_iter().filter(|object| *object != counted.head);
            code_of(reading, &reading.named(&objects.collect::<Vec<_>>())).filter(|_| counted.currency.is_some())
        };
        found = verb.and_then(|verb| code_of(reading, &reading.doers(verb)).or_else(object)).or_else(owner);
    }
    found
}

/// The country of the place named nearest after the number, else before it.
fn place(reading: &Reading, counted: &Counted) -> Option<Code> {
    let places = reading.mentions.iter().filter(|m| m.locative || m.place.is_some() || m.kind == MentionKind::Place);
    let coded: Vec<_> = places.filter_map(|m| Some((m.start, m.who.first()?.code.clone()?))).collect();
    let after = coded.iter().find(|(at, _)| *at >= counted.start);
    after.or(coded.last()).map(|(_, code)| code.clone())
}

/// The one country that the sentence names at all, unless its name does the harm.
fn only(reading: &Reading, counted: &Counted) -> Option<Code> {
    let mut codes: Vec<&Code> = reading.mentions.iter().flat_map(|m| &m.who).filter_map(|w| w.code.as_ref()).collect();
    codes.sort();
    codes.dedup();
    let [only] = codes.as_slice() else { return None };
    let harm = counted.class == "dead" || counted.class == "wounded";
    let does = doer(reading, counted);
    (!harm || does.as_ref() != Some(only)).then(|| (*only).clone())
}

fn code_of(reading: &Reading, mentions: &[usize]) -> Option<Code> {
    mentions.iter().find_map(|at| reading.mentions.get(*at)?.who.first()?.code.clone())
}
