//! Which event of the report a number counts in: one of the same sentence, whose act is the word that tells what became of
//! those counted or stands above them in the tree, else the only one there of the same running list.

use super::counted::Counted;
use crate::events::EventFound;
use crate::roles::Reading;

/// How far up the act may stand.
const CLIMB: usize = 6;

/// The event that a number counts in.
pub fn of<'e>(
    reading: &Reading,
    sentence: usize,
    counted: &Counted,
    events: &'e [EventFound],
) -> Option<&'e EventFound> {
    let tree = reading.tree();
    let here = |found: &&EventFound| {
        let evidence = &found.event.evidence;
        found.sentence == sentence || evidence.also.iter().any(|span| span.overlaps(reading.words.span))
    };
    let here: Vec<&EventFound> = events.iter().filter(here).collect();
    let of_list = |found: &&EventFound| counted.ledger.is_some() && found.event.ledger == counted.ledger;
    let mut above = vec![counted.head];
    above.extend(counted.act);
    let mut at = counted.head;
    for _ in 0..CLIMB {
        at = tree.head(at);
        above.push(at);
    }
    let stands = |found: &&&EventFound| found.sentence == sentence && above.contains(&found.word);
    let listed: Vec<&EventFound> = here.iter().copied().filter(of_list).collect();
    if let Some(found) = listed.iter().find(stands) {
        return Some(found);
    }
    match listed.as_slice() {
        [only] => Some(only),
        _ => here.iter().find(|found| stands(found) && counted.ledger.is_none()).copied(),
    }
}
