//! The grammar of times over the words of one sentence: what is a time, from which word to which, and what it says.
//! Days of the calendar first, then days named by the report's own (`yesterday`, `last week`), then distances and
//! stretches. The first that fits at a word is taken; where none does, the word is no time.

use crate::times::clock;
use crate::times::meaning::{Count, Expression, From, Meaning, Part, Portion, Unit, Which};
use crate::times::numbers::{amount, count, day_of_month, ordinal, spelled_year, year};
use crate::times::terms::{Term, TimeWords};
use crate::tree::Tree;
use crate::words::{Words, is_preposition};
use casus_types::Tag;

/// A sentence as the grammar sees it.
pub struct Grammar<'w, 't> {
    pub words: &'w Words<'t>,
    terms: Vec<Option<(usize, &'w Term)>>,
    tree: Tree<'t>,
}

/// What a rule reads: where it ends and what it says.
type Read = (usize, Meaning);

/// The times of a sentence, in order, none over another.
pub fn expressions(words: &Words, terms: &TimeWords) -> Vec<Expression> {
    let grammar = Grammar { words, terms: terms.find(words), tree: words.tree() };
    let (mut at, mut out) = (0, Vec::new());
    while at < words.len() {
        match grammar.expression(at) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

impl<'w> Grammar<'w, '_> {
    /// The term at a word, with the position after it.
    pub fn term(&self, at: usize) -> Option<(usize, &'w Term)> {
        self.terms.get(at).copied().flatten()
    }

    fn is(&self, at: usize, these: &[&str]) -> bool {
        self.words.is(at, these)
    }

    /// The word before a position, empty at the beginning.
    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.words.lower(before))
    }

    fn expression(&self, at: usize) -> Option<Expression> {
        let clock = clock::at(self, at).map(|(end, part, meaning)| (end, meaning, Some(part), None));
        let (end, meaning, part, portion) = clock.or_else(|| self.portioned(at)).or_else(|| self.dated(at))?;
        if self.is_title(at, end) {
            return None;
        }
        // `earlier`, `later` and `the` of a year stand outside.
        let ahead = matches!(portion, Some(Portion::Earlier | Portion::Later));
        let article = self.is(at, &["the"]) && matches!(meaning, Meaning::Years { first, last } if first == last);
        let start = if ahead { self.after_comparative(at + 1) } else { at + usize::from(article && portion.is_none()) };
        Some(Expression { start, end, meaning, part, portion })
    }

    /// `This Week`, `60 Minutes`: a name in capitals is a broadcast.
    fn is_title(&self, at: usize, end: usize) -> bool {
        let capital = |at: usize| self.words.words.get(at).is_some_and(|word| word.capital);
        let unit = matches!(self.term(end.saturating_sub(1)), Some((_, Term::Unit(..))));
        unit && at > 0
            && end > at + 1
            && capital(end - 1)
            && (capital(at) || self.words.words[at].is_number())
            && !self.words.title
    }

    /// Past `in the`, `on` after `earlier` and `later`.
    fn after_comparative(&self, at: usize) -> usize {
        let preposition = usize::from(self.is(at, &["in", "on"]));
        at + preposition
    }

    /// `early June`, `the end of last year`, `mid-1990s`, `earlier this week`, `later in the day`.
    fn portioned(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let the = usize::from(self.is(at, &["the", "very"]));
        let (portion, mut next) = match self.term(at + the) {
            Some((end, Term::Portion(portion))) => (*portion, end),
            Some((end, Term::Back)) if the == 0 && self.is(at, &["earlier"]) => (Portion::Earlier, end),
            Some((end, Term::On)) if the == 0 && self.is(at, &["later"]) => (Portion::Later, end),
            _ => return None,
        };
        next += usize::from(self.is(next, &["-"]));
        let preposition = usize::from(self.is(next, &["in", "on"]));
        let article = usize::from(self.is(next + preposition, &["the"]));
        let (end, meaning, part, _) = match portion {
            // `earlier Monday`, `later in the year`: only before a day or a stretch that the report lies in.
            Portion::Earlier | Portion::Later => self.dated(next + preposition).filter(|(_, meaning, ..)| {
                matches!(meaning, Meaning::Named(..) | Meaning::Near(_) | Meaning::Weekday(..) | Meaning::Month { .. })
            })?,
            _ => self.dated(next).or_else(|| self.of_stretch(next)).or_else(|| self.dated(next + article)).filter(
                |(_, meaning, ..)| {
                    !matches!(meaning, Meaning::Lasting(..) | Meaning::Vague(_) | Meaning::Shifted { .. })
                },
            )?,
        };
        Some((end, meaning, part, Some(portion)))
    }

    /// `the year` after `the end of`: the one spoken of.
    fn of_stretch(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let (end, Term::Unit(unit, 1)) = self.term(at + 1).filter(|_| self.is(at, &["the"]))? else { return None };
        let long = *unit >= Unit::Week && !self.words.lower(at + 1).ends_with('s');
        long.then_some((end, Meaning::Named(*unit, Which::This), None, None))
    }

    /// A time without a word for a portion of it, with the part of the day that stands after it.
    fn dated(&self, at: usize) -> Option<(usize, Meaning, Option<Part>, Option<Portion>)> {
        let (end, meaning) = self
            .iso(at)
            .or_else(|| self.month(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.near(at))
            .or_else(|| self.season_or_share(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.named(at))
            .or_else(|| self.often(at))
            .or_else(|| self.lasting(at))
            .or_else(|| self.years(at))
            .or_else(|| self.vague(at))?;
        let of_day = matches!(meaning, Meaning::Weekday(..) | Meaning::Near(_) | Meaning::Month { days: Some(_), .. });
        match self.term(end) {
            Some((after, Term::Part(part))) if of_day && part.starts_with('T') && !self.is(end, &["am"]) => {
                Some((after, meaning, Some(clock::part_of(part)), None))
            }
            _ => Some((end, meaning, None, None)),
        }
    }

    /// A day of the calendar, of the week or near the report.
    pub fn day(&self, at: usize) -> Option<Read> {
        self.month(at).or_else(|| self.weekday(at)).or_else(|| self.near(at))
    }

    /// `2022-06-14`, also cut at its dashes.
    fn iso(&self, at: usize) -> Option<Read> {
        let text = self.words.words.get(at)?.text;
        let whole: jiff::civil::Date = match text.len() {
            10 if text.contains('-') => text.parse().ok()?,
            4 if self.is(at + 1, &["-"]) && self.is(at + 3, &["-"]) => self.words.joined(at, at + 5).parse().ok()?,
            _ => return None,
        };
        let end = if text.len() == 10 { at + 1 } else { at + 5 };
        let days = Some((whole.day(), whole.day()));
        Some((end, Meaning::Month { year: Some(whole.year()), month: whole.month(), days, which: Which::Open }))
    }

    /// `June 13`, `June 3-5, 2022`, `13 June 2022`, `June 2022`, `in June`, `last June`.
    fn month(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).filter(|(from, _)| *from > at).unwrap_or((at, Which::Open));
        if let Some((end, Term::Month(month))) = self.term(from) {
            return self.after_month(from, end, *month, which);
        }
        let the = usize::from(self.is(at, &["the"]));
        let first = day_of_month(self.words, at + the)?;
        let (last, next) = self.to_day(at + the, first);
        let of = usize::from(self.is(next, &["of"]));
        let Some((end, Term::Month(month))) = self.term(next + of) else { return None };
        let (end, year) = self.year_after(end);
        Some((end, Meaning::Month { year, month: *month, days: Some((first, last)), which: Which::Open }))
    }

    fn after_month(&self, at: usize, end: usize, month: i8, which: Which) -> Option<Read> {
        let the = usize::from(self.is(end, &["the"]));
        if let Some(first) = day_of_month(self.words, end + the) {
            let percent = self.is(end + the + 1, &["percent", "%", "per", "people", "million"]);
            let (last, next) = self.to_day(end + the, first);
            let (next, year) = self.year_after(next);
            return (!percent).then_some((next, Meaning::Month { year, month, days: Some((first, last)), which }));
        }
        let (next, year) = self.year_after(end);
        if let Some((after, Meaning::Named(Unit::Year, of_year))) = self.named(end).filter(|_| year.is_none()) {
            // `in June last year`: as `last June`, but the year is named.
            return Some((after, Meaning::Month { year: None, month, days: None, which: of_year }));
        }
        // `Jan Kavan`: a month cut short has its full stop or a day beside it.
        let short = self.words.words.get(at).is_some_and(|word| word.text.len() <= 4 && !word.text.ends_with('.'));
        let short = short && !self.is(at, &["may", "june", "july"]);
        // A month by itself is a name, and not the first word of a sentence that gives an order or allows something.
        let name = matches!(self.tree.tag(at), Tag::Nnp | Tag::Nnps);
        let unlike = !self.is(at, &["may", "march"]) || is_preposition(self.before(at)) || which != Which::Open;
        let alone = year.is_some() || (name && unlike && !short);
        alone.then_some((next, Meaning::Month { year, month, days: None, which }))
    }

    /// `3-5`, `3 to 5`, `3 and 4` of one month: the last day, and the position after.
    fn to_day(&self, at: usize, first: i8) -> (i8, usize) {
        let joined = self.is(at + 1, &["-", "–", "to", "through"]);
        match day_of_month(self.words, at + 2).filter(|last| joined && *last > first) {
            Some(last) => (last, at + 3),
            None => (first, at + 1),
        }
    }

    /// `, 2022`, `2022`, `of last year` is left to the next rule.
    fn year_after(&self, at: usize) -> (usize, Option<i16>) {
        let skip = usize::from(self.is(at, &[",", "of"]));
        match year(self.words, at + skip) {
            Some(year) => (at + skip + 1, Some(year)),
            None => (at, None),
        }
    }

    /// `Monday`, `last Monday`, `next Monday`, `Mondays`.
    fn weekday(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).filter(|(from, _)| *from > at).unwrap_or((at, Which::Open));
        let every = self.is(at, &["every", "each"]);
        let from = if every { at + 1 } else { from };
        if let Some((end, Term::Month(month))) = self.term(from).filter(|_| every) {
            return Some((end, Meaning::Often(format!("XXXX-{month:02}"))));
        }
        let Some((end, Term::Weekday(day))) = self.term(from) else { return None };
        let plural = self.words.lower(from).ends_with("days");
        if every || plural {
            return Some((end, Meaning::Often(format!("XXXX-WXX-{}", day.to_monday_one_offset()))));
        }
        // `Monday, June 13`: one time.
        let comma = usize::from(self.is(end, &[","]));
        if let Some((after, whole @ Meaning::Month { days: Some(_), .. })) = self.month(end + comma) {
            return Some((after, whole));
        }
        Some((end, Meaning::Weekday(*day, which)))
    }

    /// `yesterday`, `tonight`; `a week from today` is left out.
    fn near(&self, at: usize) -> Option<Read> {
        match self.term(at)? {
            (end, Term::Day(days)) => Some((end, Meaning::Near(*days))),
            _ => None,
        }
    }

    /// `last`, `this past`, `the following`, `the same`: which one, and where the noun begins.
    fn which(&self, at: usize) -> Option<(usize, Which)> {
        let the = usize::from(self.is(at, &["the", "this"]) && !matches!(self.term(at + 1), Some((_, Term::Unit(..)))));
        let one = match self.term(at + the) {
            Some((end, Term::Which(which))) => Some((end, *which)),
            _ => None,
        };
        let this = || match self.term(at) {
            Some((end, Term::Which(which))) => Some((end, *which)),
            _ if self.is(at, &["that"]) => Some((at + 1, Which::Same)),
            _ => None,
        };
        one.or_else(this)
    }

    /// `last week`, `this fiscal year`, `the year-ago quarter`, `the weekend`, `fiscal 1989`.
    fn named(&self, at: usize) -> Option<Read> {
        if let Some(read) = self.year_ago(at) {
            return Some(read);
        }
        let the = usize::from(self.is(at, &["the", "current"]));
        if self.is(at + the, &["fiscal"])
            && let Some(year) = year(self.words, at + the + 1)
        {
            return Some((at + the + 2, Meaning::Years { first: year, last: year }));
        }
        let (from, which) = match self.which(at) {
            Some(read) => read,
            // `the quarter`, `the weekend`: the one spoken of.
            None if the == 1 => (at + 1, Which::Same),
            None => return None,
        };
        let skip = usize::from(self.is(from, &["fiscal", "calendar", "financial", "full", "entire", "whole"]));
        let (end, Term::Unit(unit, 1)) = self.term(from + skip)? else { return None };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) || self.words.lower(from + skip).ends_with('s') {
            return None;
        }
        let bare = which == Which::Same && self.is(at, &["the"]) && from == at + 1;
        if bare && !(matches!(unit, Unit::Quarter | Unit::Weekend) || (skip == 1 && *unit == Unit::Year)) {
            return None;
        }
        // `this time`, `last minute` are no times, and `this week's` is one.
        Some((end, Meaning::Named(*unit, which)))
    }

    /// `the year-earlier quarter`, `the year-ago period`.
    fn year_ago(&self, at: usize) -> Option<Read> {
        let the = usize::from(self.is(at, &["the", "a"]));
        let year =
            self.is(at + the, &["year"]) && self.is(at + the + 1, &["-"]) && self.is(at + the + 2, &["ago", "earlier"]);
        if !year || self.is(at, &["a"]) {
            return None;
        }
        let ordinal = usize::from(ordinal(self.words.lower(at + the + 3)).is_some());
        let noun = self.is(at + the + 3 + ordinal, &["quarter", "period", "month", "week", "half"]);
        let end = at + the + 3 + if noun { ordinal + 1 } else { 0 };
        Some((end, Meaning::Shifted { count: Count::Exactly(1), unit: Unit::Year, back: true, from: From::Spoken }))
    }

    /// `in the summer of 2020`, `last spring`, `the third quarter`, `Q3 2022`, `the first half of the year`.
    fn season_or_share(&self, at: usize) -> Option<Read> {
        if let Some(read) = self.share_of(at) {
            return Some(read);
        }
        let (from, mut which) = self.which(at).unwrap_or((at + usize::from(self.is(at, &["the"])), Which::Open));
        let fiscal = usize::from(self.is(from, &["fiscal"]));
        let dash = usize::from(fiscal == 1 && self.is(from + 1, &["-"]));
        let from = from + fiscal + dash;
        let (end, share) = match self.term(from) {
            Some((end, Term::Season(season))) => {
                // `fall` and `spring` are verbs too.
                let noun = self.tree.is_noun(from)
                    && (which != Which::Open
                        || self.before(at) == "in"
                        || from > at
                        || year(self.words, end).is_some());
                noun.then_some((end, Meaning::Season(season.clone(), None, which)))?
            }
            Some((end, Term::Share(share))) => (end, Meaning::Share(share.clone(), None, which)),
            _ => {
                let short = self.words.lower(from);
                let quarter =
                    short.strip_prefix('q').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=4).contains(n));
                (from + 1, Meaning::Share(format!("Q{}", quarter?), None, which))
            }
        };
        let of = usize::from(self.is(end, &["of", ","]));
        let (end, year) = match year(self.words, end + of) {
            Some(year) => (end + of + 1, Some(year)),
            None => (end, None),
        };
        let mut end = end;
        // `of last year`, `of this year`, `of the year`.
        if year.is_none() && self.is(end, &["of"]) {
            if let Some((after, Meaning::Named(Unit::Year, of_year))) = self.named(end + 1) {
                (end, which) = (after, of_year);
            } else if self.is(end + 1, &["the"]) && self.is(end + 2, &["year"]) {
                end += 3;
            }
        }
        Some((
            end,
            match share {
                Meaning::Season(season, ..) => Meaning::Season(season, year, which),
                Meaning::Share(share, ..) => Meaning::Share(share, year, which),
                other => other,
            },
        ))
    }

    /// `the 1988 third quarter`, `this year's third quarter`: the year first.
    fn share_of(&self, at: usize) -> Option<Read> {
        let the = usize::from(self.is(at, &["the"]));
        if let (Some(year), Some((end, Term::Share(share)))) = (year(self.words, at + the), self.term(at + the + 1)) {
            return Some((end, Meaning::Share(share.clone(), Some(year), Which::Open)));
        }
        let (end, Meaning::Named(Unit::Year, which)) = self.named(at)? else { return None };
        match self.term(end + 1).filter(|_| self.is(end, &["'s"]))? {
            (end, Term::Share(share)) => Some((end, Meaning::Share(share.clone(), None, which))),
            _ => None,
        }
    }

    /// `Easter`, `last Thanksgiving`, `Christmas 2019`.
    fn feast(&self, at: usize) -> Option<Read> {
        let (from, which) = self.which(at).unwrap_or((at, Which::Open));
        let (end, Term::Feast(feast)) = self.term(from)? else { return None };
        let (end, year) = self.year_after(end);
        Some((end, Meaning::Feast(*feast, year, which)))
    }

    /// `three weeks ago`, `two days later`, `a year earlier`, `in two weeks' time`, `the next day`.
    fn distance(&self, at: usize) -> Option<Read> {
        let skip = usize::from(self.is(at, &["nearly", "almost", "about", "some", "around"]));
        let (count, next) = amount(self.words, at + skip).or_else(|| amount(self.words, at))?;
        let dash = usize::from(self.is(next, &["-"]));
        let (mut end, Term::Unit(unit, times)) = self.term(next + dash)? else { return None };
        if self.words.phrase_at(end, "or so").is_some() {
            end += 2;
        }
        let count = times_of(count, *times);
        let (after, back, from) = match self.term(end) {
            Some((after, Term::Ago)) => (after, true, From::Report),
            Some((after, Term::Hence)) => (after, false, From::Report),
            Some((after, Term::Back)) if self.is(end, &["earlier", "before", "previously"]) => {
                (after, true, From::Spoken)
            }
            Some((after, Term::On)) if self.is(end, &["later"]) => (after, false, From::Spoken),
            _ => return None,
        };
        // `two days before the vote`: counted from the vote, which the calendar does not know.
        let of_something = self.is(end, &["before"]) && self.words.words.get(after).is_some_and(|word| !word.mark);
        (!of_something).then_some((after, Meaning::Shifted { count, unit: *unit, back, from }))
    }

    /// `every day`, `each year`, `daily`.
    fn often(&self, at: usize) -> Option<Read> {
        if let Some((end, Term::Often(value))) = self.term(at) {
            return Some((end, Meaning::Often(value.clone())));
        }
        let each = self.is(at, &["every", "each"]);
        let (end, Term::Unit(unit, times)) = self.term(at + 1).filter(|_| each)? else { return None };
        Some((end, Meaning::Often(unit.written(Count::Exactly(*times)))))
    }

    /// `$5 million a year`, `40 trips a year`: a rate, and no time.
    fn is_rate(&self, at: usize) -> bool {
        let number = |back: usize| {
            at.checked_sub(back).is_some_and(|before| {
                self.words.words[before].is_number()
                    || self
                        .is(before, &["million", "billion", "thousand", "hundred", "times", "once", "twice", "$", "%"])
            })
        };
        let noun = at.checked_sub(1).is_some_and(|before| self.tree.is_noun(before) || self.is(before, &["%"]));
        self.is(at, &["a", "an", "per"]) && (number(1) || (number(2) && noun))
    }

    /// `three weeks`, `the past two months`, `a few days`, `two-week`, `the nine months`, `for years`.
    fn lasting(&self, at: usize) -> Option<Read> {
        const MORE_OR_LESS: [&str; 4] = ["more than", "less than", "fewer than", "no more than"];
        if self.is_rate(at) {
            return None;
        }
        let from = MORE_OR_LESS.iter().find_map(|phrase| self.words.phrase_at(at, phrase)).unwrap_or(at);
        let first = usize::from(self.is(from + 1, &["first", "last"]) && amount(self.words, from + 2).is_some());
        let (from, relative) = match self.which(from) {
            Some((next, which)) => (next, Some(which)),
            None if self.is(from, &["recent"]) => (from + 1, Some(Which::Last)),
            // `the 30-day truce`: the article is the noun's.
            None => (from + usize::from(self.is(from, &["the"]) && !self.is(from + 2, &["-"])) + first, None),
        };
        let vague = |unit: Unit| match relative {
            Some(Which::Last | Which::Before) => Some(Meaning::Vague("PAST_REF".to_string())),
            Some(Which::Next | Which::After) if !self.is(from.wrapping_sub(1), &["next"]) => {
                Some(Meaning::Vague("FUTURE_REF".to_string()))
            }
            Some(_) => Some(Meaning::Lasting(Count::Some, unit)),
            None => None,
        };
        if let Some((count, next)) = amount(self.words, from).filter(|_| year(self.words, from).is_none()) {
            let dash = usize::from(self.is(next, &["-"]));
            let (mut end, Term::Unit(unit, times)) = self.term(next + dash)? else { return None };
            let old = self.is(end, &["old"]) || (self.is(end, &["-"]) && self.is(end + 1, &["old"]));
            let sum =
                self.is(from, &["a", "an"]) && (relative.is_some() || *unit == Unit::Second || self.is(end, &["'s"]));
            let dashed = self.is(end, &["-"]) && self.is(end + 1, &["ago", "earlier"]);
            let share = dashed || *unit == Unit::Quarter && self.is(end, &["of"]);
            if old || sum || share || self.is(end, &["in"]) && self.is(end + 1, &["prison", "jail", "custody"]) {
                return None;
            }
            end += usize::from(self.is(end, &["long"]))
                + 2 * usize::from(self.is(end, &["-"]) && self.is(end + 1, &["long"]));
            if self.words.phrase_at(end, "or so").is_some() {
                end += 2;
            }
            let long = Meaning::Lasting(times_of(count, *times), *unit);
            let past = matches!(relative, Some(Which::Last | Which::Before)) && count == Count::Some;
            return Some((end, if past { vague(*unit)? } else { long }));
        }
        let (end, Term::Unit(unit, _)) = self.term(from)? else { return None };
        let plural = self.words.lower(from).ends_with('s');
        vague(*unit).filter(|_| plural).map(|meaning| (end, meaning))
    }

    /// `2017`, `2021-22`, `the 1990s`, `the '80s`.
    fn years(&self, at: usize) -> Option<Read> {
        let from = at + usize::from(self.is(at, &["the"]));
        let quote = usize::from(self.is(from, &["'", "‘", "’"]));
        let lower = self.words.lower(from + quote);
        let lower = lower.strip_prefix("mid-").unwrap_or(lower);
        if let Some(decade) = lower.strip_suffix('s').and_then(|digits| digits.parse::<i16>().ok()) {
            let first = match decade {
                1500..=2090 if decade % 10 == 0 => Some(decade),
                20..=90 if decade % 10 == 0 && (quote == 1 || from > at) => Some(1900 + decade),
                _ => None,
            };
            return first.map(|first| (from + quote + 1, Meaning::Years { first, last: first + 9 }));
        }
        if self.is(from + 1, &["century"])
            && let Some(nth) = ordinal(lower)
        {
            let first = i16::try_from(nth).ok().filter(|nth| (1..=22).contains(nth)).map(|nth| (nth - 1) * 100);
            return first.map(|first| (from + 2, Meaning::Years { first, last: first + 99 }));
        }
        let from = from + 2 * usize::from(from > at && self.is(from, &["year"]) && self.is(from + 1, &["-"]));
        let from = from + usize::from(self.is(from, &["year"]));
        if let Some((year, end)) = spelled_year(self.words, from) {
            return Some((end, Meaning::Years { first: year, last: year }));
        }
        let first = year(self.words, from)?;
        let counted = self.tree.is_noun(from + 1)
            && self.words.lower(from + 1).ends_with('s')
            && self.tree.head(from) == from + 1;
        let money = self.is(from + 1, &["%", "percent", "million", "billion", "people", "troops"]);
        let plain = (1900..=2100).contains(&first) || is_preposition(self.before(from));
        if counted && !is_preposition(self.before(from)) || money || !plain {
            return None;
        }
        let last = self.words.lower(from + 2).parse::<i16>().ok().filter(|_| self.is(from + 1, &["-", "–", "/"]));
        match last.map(|last| if last < 100 { first / 100 * 100 + last } else { last }) {
            Some(last) if last > first && last - first < 60 => Some((from + 3, Meaning::Years { first, last })),
            _ => Some((from + 1, Meaning::Years { first, last: first })),
        }
    }

    /// `recently`, `now`, `in the future`.
    fn vague(&self, at: usize) -> Option<Read> {
        match self.term(at)? {
            (end, Term::Vague(value)) => {
                let other = self.is(end, &["as", "after"]) || self.is(at.wrapping_sub(1), &["as"]);
                (!other).then(|| (end, Meaning::Vague(value.clone())))
            }
            // `the current mandate`: of today.
            (end, Term::Which(Which::This)) if self.is(at, &["current"]) && self.term(end).is_none() => {
                Some((end, Meaning::Vague("PRESENT_REF".to_string())))
            }
            _ => None,
        }
    }
}

fn times_of(of: Count, times: i64) -> Count {
    match of {
        Count::Exactly(count) => Count::Exactly(count.saturating_mul(times)),
        Count::Some => Count::Some,
    }
}

/// Whether a word is a number that the clock may show.
pub fn hour(lower: &str) -> Option<i8> {
    count(lower).and_then(|hour| i8::try_from(hour).ok()).filter(|hour| (0..=24).contains(hour))
}
