//! One proposal as one line: `3 MOBILIZE/weapons .912 happened .887 | who 2 1-2 .950`. Words count from 1, and a range
//! names its first and its last.

use super::BadReading;
use super::lines::{Comment, number, pair};
use crate::event::{EventType, Status};
use crate::parsed::{Link, Proposal, Role, Score};
use std::ops::Range;

const FORM: &str = "write it as `3 MOBILIZE/weapons .912 happened .887 | who 2 1-2 .950`";

/// A proposal in one line. A mode is one word.
pub(super) fn written(proposal: &Proposal) -> String {
    let mode = proposal.mode.as_ref().map_or(String::new(), |mode| format!("/{mode}"));
    let mut line = format!(
        "{} {}{mode} {} {} {}",
        proposal.trigger + 1,
        proposal.kind.code(),
        decimals(proposal.score),
        proposal.status.word(),
        decimals(proposal.status_score)
    );
    for link in &proposal.links {
        let (first, last) = (link.tokens.start + 1, link.tokens.end);
        let (role, head, score) = (link.role.word(), link.head + 1, decimals(link.score));
        line.push_str(&format!(" | {role} {head} {first}-{last} {score}"));
    }
    line
}

/// `.912`; `1.000`.
fn decimals(score: Score) -> String {
    match score.thousandths() {
        1000 => "1.000".to_string(),
        less => format!(".{less:03}"),
    }
}

/// The proposal of a line about a sentence of so many words.
pub(super) fn read(comment: Comment, words: usize) -> Result<Proposal, BadReading> {
    let read = Read { line: comment.line, words };
    let mut parts = comment.value.split('|').map(|part| part.split_whitespace().collect::<Vec<_>>());
    let [trigger, class, score, status, status_score] = parts.next().unwrap_or_default()[..] else {
        return Err(BadReading::new(comment.line, "an act needs five entries before its links", FORM));
    };
    let (kind, mode) = match class.split_once('/') {
        Some((kind, mode)) => (kind, Some(mode.to_string())),
        None => (class, None),
    };
    Ok(Proposal {
        trigger: read.word(trigger)?,
        kind: EventType::from_code(kind).ok_or_else(|| read.bad(kind, "no class of PLOVER", "MOBILIZE"))?,
        score: read.score(score)?,
        mode,
        status: (Status::ALL.into_iter().find(|known| known.word() == status))
            .ok_or_else(|| read.bad(status, "no status", "happened"))?,
        status_score: read.score(status_score)?,
        links: parts.map(|part| read.link(&part)).collect::<Result<_, _>>()?,
    })
}

/// What entries are read against.
struct Read {
    line: usize,
    words: usize,
}

impl Read {
    fn link(&self, part: &[&str]) -> Result<Link, BadReading> {
        let [role, head, tokens, score] = *part else {
            return Err(BadReading::new(self.line, "a link of an act needs four entries", FORM));
        };
        let link = Link {
            role: Role::from_word(role).ok_or_else(|| self.bad(role, "no part in an act", "who, with, whom, where"))?,
            head: self.word(head)?,
            tokens: self.tokens(tokens)?,
            score: self.score(score)?,
        };
        if !link.tokens.contains(&link.head) {
            let what = format!("the head {head} is not among the words {tokens}");
            return Err(BadReading::new(self.line, what, "name a word of the phrase, or lengthen it"));
        }
        Ok(link)
    }

    /// The index of a word that is counted from 1.
    fn word(&self, text: &str) -> Result<usize, BadReading> {
        let at = number(text).filter(|id| (1..=self.words).contains(id));
        at.map(|id| id - 1).ok_or_else(|| {
            let what = format!("`{text}` is no word of the sentence");
            BadReading::new(self.line, what, format!("its words are numbered from 1 to {}", self.words))
        })
    }

    fn tokens(&self, text: &str) -> Result<Range<usize>, BadReading> {
        let (first, last) = pair(text, "-").ok_or_else(|| self.bad(text, "no range of words", "1-2"))?;
        if first < 1 || first > last || last > self.words {
            let cure = format!("give the first and the last of the words, from 1 to {}", self.words);
            return Err(BadReading::new(self.line, format!("the sentence has no words {text}"), cure));
        }
        Ok(first - 1..last)
    }

    fn score(&self, text: &str) -> Result<Score, BadReading> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let score = text.parse::<f32>().ok().filter(|score| plain && *score <= 1.0);
        score.map(Score::new).ok_or_else(|| self.bad(text, "no score", ".912"))
    }

    fn bad(&self, text: &str, what: &str, such_as: &str) -> BadReading {
        BadReading::new(self.line, format!("`{text}` is {what}"), format!("write one such as {such_as}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_reads_back_as_itself() {
        let read = Read { line: 1, words: 1 };
        for thousandths in 0..=1000u16 {
            let score = Score::new(f32::from(thousandths) / 1000.0);
            assert_eq!(score.thousandths(), thousandths);
            assert_eq!(read.score(&decimals(score)), Ok(score));
        }
        assert_eq!(read.score("0.5"), Ok(Score::new(0.5)));
        for no_score in ["1.001", "-0.1", "nan", "1e-3", "", "."] {
            assert!(read.score(no_score).is_err(), "{no_score}");
        }
    }
}
