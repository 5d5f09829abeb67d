//! Whose words a text is: the speaker whose turn a transcript marks with capitals and a colon, or the state that writes
//! `we` of itself in a statement nobody signs. Speakers of quotes inside a report are not looked for here.

use crate::who::mentions::{Mention, MentionKind, Who, quoted_words};
use crate::words::Words;
use casus_types::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Who begins to speak in a transcript: `SECRETARY BLINKEN: Thank you.`, as written.
pub fn turn(words: &Words) -> Option<String> {
    let colon = (1..words.len().min(9)).find(|at| words.is(*at, &[":"]))?;
    let capitals = (0..colon).all(|at| words.words[at].mark || words.words[at].text.chars().all(|c| !c.is_lowercase()));
    let letters = words.words[0].text.chars().any(char::is_alphabetic);
    (capitals && letters).then(|| words.joined(0, colon))
}

/// A statement in the first person without a signature speaks for a state: the one whose own bodies and people it names
/// most often, and never one that it speaks of as another (`we condemn Russia`).
pub fn speaks_of_itself(sentences: &[Words], found: &[Vec<Mention>]) -> Option<Who> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut others: BTreeSet<Code> = BTreeSet::new();
    let mut ours = 0;
    for (words, mentions) in sentences.iter().zip(found) {
        let tree = words.tree();
        let quoted = quoted_words(words);
        let unquoted = |m: &&Mention| quoted.get(m.start) == Some(&false);
        let we = mentions.iter().filter(unquoted).any(|m| {
            let first = m.kind == MentionKind::Pronoun && words.is(m.start, &["we", "i"]);
            first && tree.is_subject(m.start)
        });
        ours += usize::from(we);
        for mention in mentions.iter().filter(unquoted) {
            for code in mention.who.iter().filter_map(|who| who.code.as_ref()).filter(|code| code.0.len() == 3) {
                if we {
                    others.insert(code.clone());
                }
                *counts.entry(code.clone()).or_default() += 1;
            }
        }
    }
    counts.retain(|code, _| !others.contains(code));
    let (code, most) = counts.iter().max_by_key(|(_, count)| **count)?;
    let alone = counts.values().filter(|count| *count == most).count() == 1;
    let state =
        found.iter().flatten().flat_map(|m| &m.who).find(|who| who.code.as_ref() == Some(code) && who.is_state());
    let all: usize = counts.values().sum();
    state.filter(|_| ours > 0 && alone && *most > 1 && *most * 2 > all).cloned()
}
