//! The day that a report tells of. A report published on a Wednesday tells in its first lines of a Tuesday: that is the day
//! of its headline and of all its news without a day of their own. In a paragraph the day named last is the one told of.
//! Acts recalled without a day keep none.

use crate::dates::attached::{is_aside, is_setting, owner};
use crate::dates::{Basis, beside};
use crate::events::EventFound;
use crate::roles::Reading;
use crate::times::{TimeFound, is_dateline};
use crate::verbs::Mood;
use casus_types::{Article, Date, EventType, Label, Salience, Status, When};
use jiff::ToSpan;

/// How many sentences of a report name its day, the headline among them.
const LEAD: usize = 6;
/// How many days before the report its news may lie.
const NEWS: i64 = 10;

type Days = (Date, Date);

/// Dates the acts that their sentences leave undated.
pub fn complete(found: &mut [EventFound], readings: &[Reading], times: &[Vec<TimeFound>], article: &Article) {
    let Some(published) = article.published.date else { return };
    let told = Told { readings, times, published };
    let lead = told.lead();
    for index in 0..found.len() {
        let sure = found[index].basis.is_some_and(|basis| basis < Basis::Sentence);
        let here = &times[found[index].sentence];
        if let Some((days, time)) = beside::counted(index, found, readings, here).filter(|_| !sure) {
            // Counted from an act whose day is not known, it has none either.
            let why = days.map(|_| format!("counted from another act: \"{}\"", article.text.slice(time.time.span)));
            found[index].event.when = When { days, why };
            found[index].basis = days.map(|_| Basis::Beside);
            continue;
        }
        if found[index].event.when.days.is_some() {
            continue;
        }
        if let Some((when, basis)) = told.of(&found[index], lead) {
            found[index].event.when = when;
            found[index].basis = Some(basis);
        }
    }
}

struct Told<'a, 't> {
    readings: &'a [Reading<'t>],
    times: &'a [Vec<TimeFound>],
    published: Date,
}

impl Told<'_, '_> {
    /// The first day before the report that its first sentences tell of, with the sentence.
    fn lead(&self) -> Option<(usize, Days)> {
        let recent = |(from, to): Days| {
            let early = self.published.checked_sub(NEWS.days()).is_ok_and(|early| from >= early);
            early && to <= self.published && from.until(to).is_ok_and(|span| span.get_days() <= 3)
        };
        (0..self.readings.len().min(LEAD))
            .find_map(|at| self.main_days(at).find(|days| recent(*days)).map(|days| (at, days)))
    }

    /// The days that the main clauses of a sentence tell of, in order.
    fn main_days(&self, sentence: usize) -> impl Iterator<Item = Days> {
        let reading = &self.readings[sentence];
        let tree = reading.words.tree();
        // `Sunday, September 15, 2019` above a report tells of nothing.
        let told = !reading.verbs.is_empty();
        self.times[sentence].iter().filter(move |_| told).filter_map(move |time| {
            let days = time.time.days.filter(|(from, _)| !time.until && !time.since && *from <= self.published)?;
            let days = Some(days).filter(|_| !is_dateline(reading, time))?;
            let main = owner(reading, time, &[]).is_none_or(|at| !tree.is_noun(at) && !is_aside(reading, at));
            main.then_some(days)
        })
    }

    /// The day named last in the paragraph before a sentence.
    fn carried(&self, sentence: usize) -> Option<Days> {
        let block = self.readings[sentence].words.block;
        let before = (0..sentence).rev().take_while(|at| self.readings[*at].words.block == block);
        // `this year` says nothing of today's news.
        let narrow = |(from, to): &Days| *to < self.published || from == to;
        before.filter_map(|at| self.main_days(at).filter(narrow).last()).next()
    }

    fn of(&self, found: &EventFound, lead: Option<(usize, Days)>) -> Option<(When, Basis)> {
        let event = &found.event;
        let uttered = event.kind == EventType::Threaten && event.status == Status::Conditional;
        if !matches!(event.status, Status::Happened | Status::Negated) && !uttered {
            return None;
        }
        let reading = &self.readings[found.sentence];
        let told = Telling::of(reading, found);
        let title = reading.words.title;
        let news = event.salience == Salience::Core || told == Telling::Now || told == Telling::Along;
        // A noun in passing, `about the war`, is told of no day.
        if told == Telling::Named && !title {
            return None;
        }
        let narrated = !matches!(told, Telling::Perfect | Telling::Now) && !title;
        if let Some(days) = self.carried(found.sentence).filter(|_| narrated) {
            let early = self.published.checked_sub(31.days()).is_ok_and(|early| days.0 >= early);
            // What a paragraph of older days tells without a day may be of today.
            return (early || !news).then(|| (self.when(days, "told of in the paragraph"), Basis::Told));
        }
        // `has accused`, below the first lines, may have been any day before.
        let recalled = told == Telling::Perfect && found.sentence > 2;
        if !news || recalled || told == Telling::Before {
            return None;
        }
        let Some((at, days)) = lead else {
            let why = "the day of the report, which names no other";
            return Some((self.when((self.published, self.published), why), Basis::Told));
        };
        let days = if title || found.sentence <= at { days } else { (days.0, self.published) };
        Some((self.when(days, "news of the day that the report tells of"), Basis::Told))
    }

    fn when(&self, days: Days, why: &str) -> When {
        When { days: Some(days), why: Some(why.to_string()) }
    }
}

/// How an act is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telling {
    /// In the past: `met`.
    Past,
    /// In the present: `is preparing`, `rejects`.
    Now,
    /// With `have`: some day up to now.
    Perfect,
    /// With `had`: before the day told of.
    Before,
    /// Beside what another verb tells: `left, blaming Mali`.
    Along,
    /// By a noun that no clause tells of.
    Named,
}

impl Telling {
    fn of(reading: &Reading, found: &EventFound) -> Telling {
        let tree = reading.words.tree();
        let of = |word: usize| reading.verbs.iter().find(|group| group.head == word);
        // `protests continue`, `left in the raid`: told by the verb.
        let by_verb = || {
            let head = tree.head(found.word);
            match tree.label(found.word) {
                Label::Nsubj | Label::Nsubjpass | Label::Dobj | Label::Attr | Label::Conj => of(head),
                Label::Pobj if is_setting(reading, head) => of(tree.head(head)),
                _ => None,
            }
        };
        match of(found.word).or_else(by_verb) {
            Some(group) if group.pluperfect => Telling::Before,
            Some(group) if group.perfect => Telling::Perfect,
            Some(group) if group.present && group.mood == Mood::Finite => Telling::Now,
            Some(group) if group.mood == Mood::Gerund => Telling::Along,
            Some(_) => Telling::Past,
            None => Telling::Named,
        }
    }
}
