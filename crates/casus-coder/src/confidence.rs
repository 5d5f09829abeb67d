//! How sure an event is: the share of events like it that are right, as measured. What made it counts (a rule, the event
//! reader, or both on the same word), and whether the parties are known. It says how often such events have the right
//! class and stand in the text; not whether every party is right, and nothing of whether the report is true.

use casus_types::{Author, Event, EventType, Participant, Proposal, Score};

/// Below this, in hundredths, an event is not reported: of such, two in three are wrong. What the reader alone saw must be
/// surer than what an analyst's rule says.
const LEAST: u16 = 35;
const LEAST_OF_READER: u16 = 60;

/// Whether an event is sure enough to be reported. Thanks and welcomes that name nobody are courtesies.
pub fn is_reported(event: &Event) -> bool {
    let sure = event.confidence.map_or(0, |share| (share * 100.0).round() as u16);
    let known = event.recipients.iter().any(|party| party.code.is_some());
    match event.evidence.author {
        Author::Rule(_) => sure >= LEAST,
        Author::Reader(_) => sure >= LEAST_OF_READER && (known || event.kind != EventType::Support),
    }
}

/// What the event reader sees around an act.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// How sure it is of the same class on the words of the trigger.
    here: Score,
    /// The same, anywhere in the sentence.
    near: Score,
    /// How sure it is of another class on the words of the trigger.
    other: Score,
}

impl Seen {
    /// What the proposals of a sentence say of an act of a class on some words.
    pub fn of(proposals: &[Proposal], kind: EventType, trigger: (usize, usize)) -> Seen {
        let mut seen = Seen::default();
        for proposal in proposals {
            let here = (trigger.0..trigger.1).contains(&proposal.trigger);
            let score = proposal.score;
            match (proposal.kind == kind, here) {
                (true, true) => (seen.here, seen.near) = (seen.here.max(score), seen.near.max(score)),
                (true, false) => seen.near = seen.near.max(score),
                (false, true) => seen.other = seen.other.max(score),
                (false, false) => {}
            }
        }
        seen
    }
}

/// What made an event, with how sure the event reader is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Maker {
    /// A rule, and the reader is sure of the same.
    RuleAndReader,
    /// A rule, and the reader half sees the same.
    RuleAndGuess,
    /// A rule, and the reader sees the same in another word of the sentence.
    RuleAndSentence,
    /// A rule, where the reader sees another class.
    RuleAgainstReader,
    /// A rule, where the reader sees nothing.
    Rule,
    /// The reader alone: surest, sure, barely sure enough.
    ReaderSurest,
    ReaderSure,
    ReaderBarely,
}

impl Maker {
    fn of(event: &Event, seen: Seen) -> Maker {
        let [here, near, other] = [seen.here, seen.near, seen.other].map(Score::thousandths);
        match &event.evidence.author {
            Author::Rule(_) if here >= 950 => Maker::RuleAndReader,
            Author::Rule(_) if here >= 300 => Maker::RuleAndGuess,
            Author::Rule(_) if near >= 800 => Maker::RuleAndSentence,
            Author::Rule(_) if other >= 800 => Maker::RuleAgainstReader,
            Author::Rule(_) => Maker::Rule,
            Author::Reader(score) if score.thousandths() >= 980 => Maker::ReaderSurest,
            Author::Reader(score) if score.thousandths() >= 950 => Maker::ReaderSure,
            Author::Reader(_) => Maker::ReaderBarely,
        }
    }

    /// Shares of a hundred with actor and recipient known, with the actor alone, and without an actor.
    fn shares(self) -> [u16; 3] {
        match self {
            Maker::RuleAndReader => [89, 80, 59],
            Maker::RuleAndGuess => [79, 64, 40],
            Maker::RuleAndSentence => [92, 85, 68],
            Maker::RuleAgainstReader => [50, 32, 15],
            Maker::Rule => [62, 43, 22],
            Maker::ReaderSurest => [84, 70, 47],
            Maker::ReaderSure => [79, 50, 34],
            Maker::ReaderBarely => [70, 25, 19],
        }
    }
}

/// The confidence of an event, in hundredths. The shares are those of a logistic regression over the events that casus
/// finds in the annotated development articles; leaving out one article each, of the events given .8, eight in ten are
/// right (`docs/accuracy.md`).
pub fn confidence(event: &Event, seen: Seen) -> u16 {
    let known = |parties: &[Participant]| parties.iter().any(|party| party.code.is_some());
    let [both, actor, nobody] = Maker::of(event, seen).shares();
    match (known(&event.actors), known(&event.recipients)) {
        (true, true) => both,
        (true, false) => actor,
        (false, _) => nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::Link;

    fn proposal(trigger: usize, kind: EventType, score: f32) -> Proposal {
        let (status, links) = (casus_types::Status::Happened, Vec::<Link>::new());
        let (score, status_score) = (Score::new(score), Score::new(1.0));
        Proposal { trigger, kind, score, mode: None, status, status_score, links }
    }

    #[test]
    fn the_reader_is_asked_on_the_words_of_the_act_and_beside_them() {
        let proposals =
            [proposal(3, EventType::Aid, 0.96), proposal(3, EventType::Agree, 0.4), proposal(7, EventType::Agree, 0.9)];
        let seen = Seen::of(&proposals, EventType::Agree, (3, 4));
        assert_eq!([seen.here, seen.near, seen.other].map(Score::thousandths), [400, 900, 960]);
        assert_eq!(Seen::of(&[], EventType::Aid, (0, 1)).near, Score::default());
    }

    #[test]
    fn whoever_is_known_makes_it_surer_and_agreement_does_too() {
        for maker in [Maker::RuleAndReader, Maker::RuleAndGuess, Maker::Rule, Maker::ReaderSurest, Maker::ReaderBarely]
        {
            let [both, actor, nobody] = maker.shares();
            assert!(both > actor && actor > nobody, "{maker:?}");
        }
        assert!(Maker::RuleAndReader.shares() > Maker::Rule.shares());
        assert!(Maker::Rule.shares() > Maker::RuleAgainstReader.shares());
    }
}
