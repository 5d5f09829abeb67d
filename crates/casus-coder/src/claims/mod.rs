//! Numbers that somebody puts on a political fact: missiles, dead, wounded, arrested, troops, votes, money. First the
//! numbers that stand in a sentence (`numbers.rs`), then what each counts (`counted.rs`, `acts.rs`) by the words of the
//! lexicon (`units.rs`); what counts no such thing is no claim. Then whose it is (`subject.rs`), which days it covers
//! (`period.rs`), on whose word it rests (`claimant.rs`) and which event it speaks of (`event.rs`).

mod acts;
mod claimant;
mod counted;
mod event;
mod numbers;
mod period;
mod subject;
mod turns;
mod units;

pub use units::Units;

use crate::events::EventFound;
use crate::roles::Reading;
use crate::times::TimeFound;
use crate::told_before;
use casus_types::{Claim, Comparator, Date, Ledger, NameKind, Quote, Saying, Tag, Token};
use counted::Counted;
use numbers::{Kind, Number};

/// What the claims of an article are made from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Its sentences.
    pub readings: &'a [Reading<'a>],
    /// Its times, a list a sentence.
    pub times: &'a [Vec<TimeFound>],
    /// Its quotes, their speakers named.
    pub quotes: &'a [Quote],
    /// Its events.
    pub events: &'a [EventFound],
    /// The day of the report.
    pub published: Option<Date>,
}

/// Finds the claims of an article, in order of the words.
pub fn of_article(sources: &Sources, units: &Units) -> Vec<Claim> {
    let turns = turns::of_article(sources.readings);
    let each = sources.readings.iter().zip(sources.times).enumerate();
    let found: Vec<(bool, Claim)> = each
        .flat_map(|(index, (reading, times))| {
            let sentence =
                Sentence { index, reading, times, units, sources, turn: turns.get(index).and_then(Option::as_ref) };
            sentence.claims().into_iter().map(|claim| (reading.words.title, claim))
        })
        .collect();
    // What a headline says and the text says again is one claim: that of the text.
    let again = |claim: &Claim| {
        let same = |other: &Claim| match claim.number {
            Some(_) => other.number == claim.number,
            None => other.number.is_none() && other.class == claim.class,
        };
        found.iter().any(|(title, other)| !title && same(other))
    };
    found.iter().filter(|(title, claim)| !(*title && again(claim))).map(|(_, claim)| claim.clone()).collect()
}

/// One sentence of an article.
struct Sentence<'a> {
    index: usize,
    reading: &'a Reading<'a>,
    times: &'a [TimeFound],
    units: &'a Units,
    sources: &'a Sources<'a>,
    /// Whose turn it is, in a conversation.
    turn: Option<&'a Saying>,
}

impl Sentence<'_> {
    fn claims(&self) -> Vec<Claim> {
        let lower: Vec<&str> = self.reading.words.words.iter().map(|word| word.lower.as_str()).collect();
        let (mut out, mut last, mut at): (Vec<Claim>, Option<Counted>, usize) = (Vec::new(), None, 0);
        while at < lower.len() {
            let Some(number) = numbers::at(&lower, at) else {
                at += 1;
                continue;
            };
            at = number.end;
            if let Some(result) = self.result(&number) {
                out.extend(result);
                continue;
            }
            // `200 or more soldiers`.
            let end = self.units.comparator_after(&self.reading.words, number.end).map_or(number.end, |(end, _)| end);
            let whole = Number { end, ..number };
            // `one of 11 journalists`: eleven are counted.
            let of_number = lower.get(number.end) == Some(&"of") && number.low == Some(1.0);
            if of_number && numbers::at(&lower, number.end + 1).is_some_and(|next| next.kind == Kind::Count) {
                continue;
            }
            let counted = counted::of(self.reading, self.units, &whole, last.as_ref());
            if let Some(counted) = counted.filter(|counted| self.is_claim(&number, counted)) {
                at = at.max(counted.end);
                out.push(self.claim(&number, &counted));
                last = Some(counted);
            }
        }
        out
    }

    /// What tells a count from a date, a name, a number that points back (`the two men`), or none at all.
    fn is_claim(&self, number: &Number, counted: &Counted) -> bool {
        let words = &self.reading.words;
        let before = |these: &[&str]| number.start.checked_sub(1).is_some_and(|at| words.is(at, these));
        // `eight years in prison` is a sentence, though `eight years` is a time.
        let times = || self.times.iter().filter(|t| t.start < number.end && number.start < t.end);
        let dated = times().any(|time| counted.class != units::SENTENCE || time.end > counted.end);
        let name = |kind: NameKind| {
            use NameKind::{Event, Fac, Law, Person, Product, WorkOfArt};
            matches!(kind, Event | Fac | Law | Person | Product | WorkOfArt)
        };
        let named = words
            .names
            .iter()
            .any(|n| n.tokens.contains(&number.start) && n.tokens.start < number.start && name(n.kind));
        let back =
            before(&["no", "all", "the", "these", "those", "both", "his", "her", "its", "their", "our", "other"])
                && matches!(number.kind, Kind::Count)
                && counted.currency.is_none()
                && number.low.is_some_and(|low| low <= 10.0)
                && number.high.is_none();
        let none =
            number.kind == Kind::None && !matches!(counted.class.as_str(), "dead" | "wounded" | "casualty" | "missing");
        let first =
            number.kind == Kind::Ordinal && number.low == Some(1.0) && !words.is(counted.end, &["since", "ever"]);
        let determiner =
            number.kind == Kind::Ordinal && words.tokens.get(number.start).is_some_and(|t| t.tag == Tag::Rb);
        // `one rally`: hardly a count, unless something became of the one.
        let one = number.low == Some(1.0)
            && number.kind == Kind::Count
            && counted.act.is_none()
            && words.is(number.start, &["one"])
            && self.units.comparator_before(words, number.start).is_none();
        // `€20,000 (£17,500)`: the same in other money.
        let converted =
            counted.currency.is_some() && self.in_brackets(counted.start) && self.money_before(counted.start);
        // `the 60th Anniversary Council Meeting` is a name.
        let title =
            number.kind == Kind::Ordinal && !words.title && words.words.get(counted.head).is_some_and(|w| w.capital);
        // `19 deaths per 100,000` is a rate.
        let rate = words.is(counted.end, &["per"]) && self.number_at(counted.end + 1);
        !(rate || title || dated || named || back || none || first || determiner || one || converted)
    }

    /// Whether a word begins a number.
    fn number_at(&self, at: usize) -> bool {
        self.reading.words.words.get(at).is_some_and(|word| word.is_number())
    }

    /// Whether a bracket stands open before a word.
    fn in_brackets(&self, at: usize) -> bool {
        let words = &self.reading.words;
        let open = (0..at).rev().find(|at| words.is(*at, &["(", ")"]));
        open.is_some_and(|at| words.is(at, &["("]))
    }

    /// Whether the open bracket before a word follows a sum of money.
    fn money_before(&self, at: usize) -> bool {
        let words = &self.reading.words;
        let open = (0..at).rev().find(|at| words.is(*at, &["("])).unwrap_or(0);
        let from = open.saturating_sub(4);
        (from..open).any(|at| self.units.symbol(words, at).is_some() || self.units.currency(words, at).is_some())
    }

    /// `voted 13-2`: two numbers, for and against.
    fn result(&self, number: &Number) -> Option<Vec<Claim>> {
        let sort = self.units.result().filter(|sort| number.kind == Kind::Score && sort.fits(&self.reading.words))?;
        let one = |low: Option<f64>, start: usize, end: usize, unit: &str| {
            let counted = Counted {
                start,
                end,
                head: number.start,
                unit: unit.to_string(),
                class: sort.class.clone(),
                ledger: sort.ledger,
                subject: sort.subject,
                currency: None,
                act: None,
                why: "the result of a vote".to_string(),
            };
            self.claim(&Number { low, high: None, start, end, kind: Kind::Count }, &counted)
        };
        let cut = number.start + 1;
        Some(vec![
            one(number.low, number.start, cut, "votes for"),
            one(number.high, number.end - 1, number.end, "votes against"),
        ])
    }

    fn claim(&self, number: &Number, counted: &Counted) -> Claim {
        let words = &self.reading.words;
        let compared = self.compared(number, counted);
        let span = words.span_of(compared.start, compared.end.max(counted.end));
        let event = event::of(self.reading, self.index, counted, self.sources.events);
        let subject = subject::of(self.reading, counted, event);
        let claimant = claimant::of(
            self.reading,
            self.units,
            self.sources.quotes,
            words.span_of(number.start, number.end),
            number.start,
            counted.head,
        );
        let turn = || self.turn.map(|saying| (saying.clone(), "whose turn it is to speak".to_string()));
        let claimant = claimant.or_else(turn);
        let mut why = format!("{}; {}", compared.why, counted.why);
        if let Some((code, how)) = &subject {
            why.push_str(&format!("; {}: {how}", code.0));
        }
        match &claimant {
            Some((_, how)) => why.push_str(&format!("; on somebody's word: {how}")),
            None => why.push_str("; the report says so itself"),
        }
        let hurt = matches!(counted.class.as_str(), "dead" | "wounded" | "casualty");
        Claim {
            span,
            number: number.low,
            number_to: number.high.filter(|_| number.kind == Kind::Count),
            comparator: compared.comparator,
            unit: counted.unit.clone(),
            class: Some(counted.class.clone()),
            currency: counted.currency.clone(),
            subject: subject.map(|(code, _)| code),
            claimant: claimant.map(|(saying, _)| saying),
            days: period::of(self.times, counted, event, self.sources.published),
            ledger: counted.ledger.filter(|_| !hurt || self.tells_of_attack()),
            event: event.map(|found| found.event.id.clone()),
            evidence: words.span,
            why,
        }
    }

    /// Whether the dead of this sentence may be those of an attack: those of fires and epidemics are in no list of attacks.
    fn tells_of_attack(&self) -> bool {
        let violent = [Ledger::Attacks, Ledger::Protests, Ledger::Arrests];
        let listed = |found: &EventFound| found.event.ledger.is_some_and(|ledger| violent.contains(&ledger));
        let named = |token: &Token| told_before::is_attack(&token.lemma);
        self.sources.events.iter().any(listed) || self.reading.words.tokens.iter().any(named)
    }

    /// How a number compares: the words before it, outermost last (`a total of at least 40`), those after it, its own form.
    fn compared(&self, number: &Number, counted: &Counted) -> Compared {
        let words = &self.reading.words;
        let mut out = Compared {
            comparator: match (number.kind, number.high) {
                (Kind::Ordinal, _) => Comparator::Ordinal,
                (Kind::Vague, _) => Comparator::About,
                (Kind::Count, Some(_)) => Comparator::Between,
                _ => Comparator::Exactly,
            },
            start: counted.start.min(number.start),
            end: number.end,
            why: words.joined(number.start, number.end),
        };
        let settled = out.comparator;
        while let Some((start, comparator)) = self.units.comparator_before(words, out.start) {
            out.take(comparator, settled);
            out.start = start;
        }
        if let Some((end, comparator)) = self.units.comparator_after(words, out.end.max(counted.end)) {
            out.take(comparator, settled);
            out.end = end;
        } else if let Some((end, comparator)) = self.units.comparator_after(words, out.end) {
            out.take(comparator, settled);
            out.end = end;
        }
        out.why = format!("`{}`", words.joined(out.start, number.end));
        out
    }
}

/// How a number compares, with the words that say so.
struct Compared {
    comparator: Comparator,
    start: usize,
    end: usize,
    why: String,
}

impl Compared {
    /// Takes what a word says, unless a nearer word or the form of the number has said it.
    fn take(&mut self, comparator: Comparator, settled: Comparator) {
        let open = self.comparator == Comparator::Exactly && settled == Comparator::Exactly;
        if open && comparator != Comparator::Between {
            self.comparator = comparator;
        }
    }
}
