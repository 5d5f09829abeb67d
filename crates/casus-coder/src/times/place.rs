//! From what a time says to where it lies: TimeML's value and the days it covers. What the words leave open is decided by
//! the day of the report, the time spoken of before, and whether the time looks back or ahead. What nothing decides stays
//! without days. `jiff` does the arithmetic of the calendar and decides nothing.

use crate::times::calendar::{Grain, easter, moved, nth_weekday, quarter, season, stretch, written};
use crate::times::home::Home;
use crate::times::leaning::Leaning;
use crate::times::meaning::{Count, Expression, Feast, From, Meaning, Part, Portion, Unit, Which};
use casus_types::{Date, TimeKind};
use jiff::ToSpan;
use jiff::civil::Weekday;

/// A stretch of days.
pub type Days = (Date, Date);

/// What a time is placed by.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// Where and when the report was written.
    pub home: Home,
    /// The time spoken of last, with how exact it was.
    pub spoken: Option<(Days, Grain)>,
    /// That was in the same sentence.
    pub same_sentence: bool,
    /// The quarter spoken of last.
    pub quarter: Option<Days>,
    /// Which way the time looks.
    pub leaning: Leaning,
}

/// A time in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub kind: TimeKind,
    pub value: String,
    pub days: Option<Days>,
    /// How exact; nothing for what is no day or stretch of the calendar.
    pub grain: Option<Grain>,
}

impl Placed {
    fn date(value: String, days: Option<Days>, grain: Grain) -> Placed {
        Placed { kind: TimeKind::Date, value, days, grain: Some(grain) }
    }

    fn bare(kind: TimeKind, value: String) -> Placed {
        Placed { kind, value, days: None, grain: None }
    }
}

/// Places an expression; nothing where the words are no time after all (`the quarter` of nothing).
pub fn place(expression: &Expression, ground: &Ground) -> Option<Placed> {
    let placed = ground.whole(&expression.meaning)?;
    let portioned = match (expression.portion, placed.days, placed.grain) {
        (Some(portion), Some(days), Some(grain)) => Placed { days: ground.portion(days, portion, grain), ..placed },
        _ => placed,
    };
    Some(match &expression.part {
        Some(part) => of_day(portioned, part),
        None => portioned,
    })
}

/// The hour or part of a day put behind the day.
fn of_day(day: Placed, part: &Part) -> Placed {
    let value = match part {
        Part::Of(letters) => format!("{}{letters}", day.value),
        Part::Clock(hour, minute) => format!("{}T{hour:02}:{minute:02}", day.value),
    };
    Placed { kind: TimeKind::Time, value, ..day }
}

impl Ground {
    fn whole(&self, meaning: &Meaning) -> Option<Placed> {
        Some(match meaning {
            Meaning::Month { year, month, days: Some((first, last)), which } => {
                self.day(*year, *month, (*first, *last), *which)
            }
            Meaning::Month { year, month, days: None, which } => self.month(*year, *month, *which),
            Meaning::Years { first, last } => years(*first, *last),
            Meaning::Weekday(day, which) => self.weekday(*day, *which),
            Meaning::Near(offset) => self.near(*offset),
            Meaning::Named(unit, which) => self.named(*unit, *which)?,
            Meaning::Season(letters, year, which) => self.season(letters, *year, *which),
            Meaning::Share(letters, year, which) => self.share(letters, *year, *which),
            Meaning::Feast(feast, year, which) => self.feast(*feast, *year, *which),
            Meaning::Shifted { count, unit, back, from } => self.shifted(*count, *unit, *back, *from),
            Meaning::Lasting(count, unit) => Placed::bare(TimeKind::Duration, unit.written(*count)),
            Meaning::Often(value) => Placed::bare(TimeKind::Set, value.clone()),
            Meaning::Vague(value) => {
                let days = self.home.today.filter(|_| value == "PRESENT_REF").map(|day| (day, day));
                Placed { days, ..Placed::bare(TimeKind::Date, value.clone()) }
            }
            Meaning::Spoken => {
                let spoken = self.spoken.filter(|(_, grain)| *grain == Grain::Day).map(|((day, _), _)| day);
                match spoken.or(self.home.today) {
                    Some(day) => Placed::date(day.to_string(), Some((day, day)), Grain::Day),
                    None => Placed::bare(TimeKind::Time, "XXXX-XX-XX".to_string()),
                }
            }
        })
    }

    /// The candidate that the leaning picks: the last that has begun, or the first that has not ended. One that would lie most
    /// of a year away gives way to one close by on the other side, for tenses are misread more often than that.
    fn pick(&self, which: Which, candidates: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        let today = self.home.today?;
        let years = (today.year() - 2)..=(today.year() + 2);
        let all: Vec<Days> = years.filter_map(candidates).collect();
        let last = all.iter().copied().rfind(|(from, _)| *from <= today);
        let next = all.iter().copied().find(|(_, to)| *to >= today);
        let distance = |days: Option<Days>| {
            days.map_or(i32::MAX, |(from, to)| {
                let off = if from > today {
                    from.since(today)
                } else if to < today {
                    today.since(to)
                } else {
                    return 0;
                };
                off.map_or(i32::MAX, |span| span.get_days())
            })
        };
        match which {
            Which::Last | Which::Before => all.iter().copied().rfind(|(_, to)| *to < today),
            Which::Next | Which::After => all.iter().copied().find(|(from, _)| *from > today),
            Which::This => all.iter().copied().find(|(from, _)| from.year() == today.year()).or(last),
            Which::Open | Which::Same => match self.leaning {
                Leaning::Past if distance(last) > 300 && distance(next) < 60 => next,
                Leaning::Past => last,
                Leaning::Ahead if distance(next) > 300 && distance(last) < 30 => last,
                Leaning::Ahead => next,
                Leaning::Open if distance(next) < 60 && distance(last) > 120 => next,
                Leaning::Open => last,
            },
        }
    }

    fn day(&self, year: Option<i16>, month: i8, (first, last): (i8, i8), which: Which) -> Placed {
        let of = |year: i16| Some((Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?));
        let days = match year {
            Some(year) => of(year),
            None => self.pick(which, of),
        };
        let value = days.map_or(format!("XXXX-{month:02}-{first:02}"), |(day, _)| day.to_string());
        Placed::date(value, days, Grain::Day)
    }

    fn month(&self, year: Option<i16>, month: i8, which: Which) -> Placed {
        let of = |year: i16| Date::new(year, month, 1).ok().map(|first| (first, first.last_of_month()));
        let days = match year {
            Some(year) => of(year),
            None => self.in_year_spoken(of).or_else(|| self.pick(which, of)),
        };
        let value = days.map_or(format!("XXXX-{month:02}"), |(from, _)| written(from, Grain::Month));
        Placed::date(value, days, Grain::Month)
    }

    /// `in 2017 … in March`: a month after an old year is that year's.
    fn in_year_spoken(&self, of: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        let ((from, _), grain) = self.spoken?;
        let old = self.same_sentence && self.home.today.is_some_and(|today| today.year() - from.year() > 1);
        (old && grain == Grain::Year).then(|| of(from.year())).flatten()
    }

    /// `Monday`: the last one up to the day of the report, that day counting; ahead, the next one.
    fn weekday(&self, weekday: Weekday, which: Which) -> Placed {
        let day = self.home.today.and_then(|today| {
            let same = today.weekday() == weekday;
            match which {
                Which::Next | Which::After => today.nth_weekday(1, weekday).ok(),
                Which::Last | Which::Before => today.nth_weekday(-1, weekday).ok(),
                _ if same => Some(today),
                // `on Tuesday` of a report sent from where it is Tuesday already.
                _ if self.home.ahead
                    && self.leaning == Leaning::Past
                    && moved(today, Unit::Day, 1)?.weekday() == weekday =>
                {
                    moved(today, Unit::Day, 1)
                }
                _ if self.leaning == Leaning::Ahead => today.nth_weekday(1, weekday).ok(),
                _ => today.nth_weekday(-1, weekday).ok(),
            }
        });
        let value = day.map_or(format!("XXXX-WXX-{}", weekday.to_monday_one_offset()), |day| day.to_string());
        Placed::date(value, day.map(|day| (day, day)), Grain::Day)
    }

    fn near(&self, offset: i64) -> Placed {
        let day = self.home.today.and_then(|today| moved(today, Unit::Day, offset));
        let vague = match offset {
            ..0 => "PAST_REF",
            0 => "PRESENT_REF",
            _ => "FUTURE_REF",
        };
        Placed::date(day.map_or(vague.to_string(), |day| day.to_string()), day.map(|day| (day, day)), Grain::Day)
    }

    fn named(&self, unit: Unit, which: Which) -> Option<Placed> {
        let grain = Grain::of(unit)?;
        if unit == Unit::Weekend {
            return Some(self.weekend(which));
        }
        let spoken = self.spoken.map(|((from, _), _)| from);
        let days = match which {
            Which::Last => self.home.today.and_then(|day| stretch(moved(day, unit, -1)?, grain)),
            Which::Next => self.home.today.and_then(|day| stretch(moved(day, unit, 1)?, grain)),
            Which::This | Which::Open => self.home.today.and_then(|day| stretch(day, grain)),
            Which::Before => spoken.or(self.home.today).and_then(|day| stretch(moved(day, unit, -1)?, grain)),
            Which::After => spoken.or(self.home.today).and_then(|day| stretch(moved(day, unit, 1)?, grain)),
            Which::Same if unit == Unit::Quarter => {
                self.quarter.or_else(|| self.home.today.and_then(|day| stretch(moved(day, unit, -1)?, grain)))
            }
            Which::Same if unit == Unit::Year => spoken.or(self.home.today).and_then(|day| stretch(day, grain)),
            Which::Same => Some(spoken.and_then(|day| stretch(day, grain))?),
        };
        let vague = match which {
            Which::Last | Which::Before | Which::Same => "PAST_REF",
            Which::This | Which::Open => "PRESENT_REF",
            Which::Next | Which::After => "FUTURE_REF",
        };
        Some(Placed::date(days.map_or(vague.to_string(), |(from, _)| written(from, grain)), days, grain))
    }

    /// The last Saturday and Sunday begun, or the next ones.
    fn weekend(&self, which: Which) -> Placed {
        let ahead = matches!(which, Which::Next | Which::After)
            || (self.leaning == Leaning::Ahead && !matches!(which, Which::Last | Which::Before));
        let saturday = self.home.today.and_then(|today| match (ahead, today.weekday()) {
            (_, Weekday::Saturday) if which != Which::Last => Some(today),
            (true, _) => today.nth_weekday(1, Weekday::Saturday).ok(),
            (false, _) => today.nth_weekday(-1, Weekday::Saturday).ok(),
        });
        let days = saturday.and_then(|day| Some((day, moved(day, Unit::Day, 1)?)));
        let value = days.map_or("XXXX-WXX-WE".to_string(), |(from, _)| format!("{}-WE", written(from, Grain::Week)));
        Placed::date(value, days, Grain::Week)
    }

    fn season(&self, letters: &str, year: Option<i16>, which: Which) -> Placed {
        let days = match year {
            Some(year) => season(year, letters),
            None => self.pick(which, |year| season(year, letters)),
        };
        let value = days.map_or(format!("XXXX-{letters}"), |(from, _)| format!("{}-{letters}", from.year()));
        Placed::date(value, days, Grain::Quarter)
    }

    fn share(&self, letters: &str, year: Option<i16>, which: Which) -> Placed {
        let of_year = |step: i16| self.home.today.and_then(|day| quarter(day.year() + step, letters));
        let days = match (year, which) {
            (Some(year), _) => quarter(year, letters),
            (None, Which::Last | Which::Before) => of_year(-1),
            (None, Which::This) => of_year(0),
            (None, Which::Next | Which::After) => of_year(1),
            (None, _) => self.begun(letters),
        };
        let value = days.map_or(format!("XXXX-{letters}"), |(from, _)| format!("{}-{letters}", from.year()));
        Placed::date(value, days, Grain::Quarter)
    }

    /// Results are of the quarter that ended last, though they are still to be reported: one begun goes before one to come.
    fn begun(&self, letters: &str) -> Option<Days> {
        let past = Ground { leaning: Leaning::Past, ..*self };
        let last = past.pick(Which::Open, |year| quarter(year, letters))?;
        let long_ago =
            self.home.today.is_some_and(|today| moved(last.1, Unit::Day, 150).is_some_and(|day| day < today));
        let next = || self.pick(Which::Open, |year| quarter(year, letters));
        if long_ago && self.leaning == Leaning::Ahead { next() } else { Some(last) }
    }

    fn feast(&self, feast: Feast, year: Option<i16>, which: Which) -> Placed {
        let of = |year: i16| {
            let day = match feast {
                Feast::Fixed(month, day) => Date::new(year, month, day).ok(),
                Feast::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
                Feast::Easter(offset) => easter(year).and_then(|day| moved(day, Unit::Day, offset)),
            };
            day.map(|day| (day, day))
        };
        let days = match year {
            Some(year) => of(year),
            None => self.pick(which, of),
        };
        let value = match (days, feast) {
            (Some((day, _)), _) => day.to_string(),
            (None, Feast::Fixed(month, day)) => format!("XXXX-{month:02}-{day:02}"),
            (None, Feast::Nth(month, ..)) => format!("XXXX-{month:02}"),
            (None, Feast::Easter(_)) => "XXXX-SP".to_string(),
        };
        Placed::date(value, days, Grain::Day)
    }

    fn shifted(&self, count: Count, unit: Unit, back: bool, from: From) -> Placed {
        let vague = if back { "PAST_REF" } else { "FUTURE_REF" };
        let (Count::Exactly(count), Some(grain)) = (count, Grain::of(unit)) else {
            return self.hours(unit, vague);
        };
        let step = if back { -count } else { count };
        // `a year earlier` of a quarter is that quarter.
        if unit == Unit::Year
            && back
            && let Some((quarter, _)) = self.quarter
        {
            let days = moved(quarter, unit, step).and_then(|day| stretch(day, Grain::Quarter));
            let value = days.map_or(vague.to_string(), |(from, _)| written(from, Grain::Quarter));
            return Placed::date(value, days, Grain::Quarter);
        }
        let base = match from {
            From::Report => self.home.today,
            From::Spoken => self.spoken.map(|((from, _), _)| from).or(self.home.today),
        };
        let grain = if grain >= Grain::Decade { Grain::Year } else { grain };
        let days = base.and_then(|day| stretch(moved(day, unit, step)?, grain));
        Placed::date(days.map_or(vague.to_string(), |(from, _)| written(from, grain)), days, grain)
    }

    /// `two hours ago`: the day of the report.
    fn hours(&self, unit: Unit, vague: &str) -> Placed {
        let days = self.home.today.filter(|_| unit <= Unit::Hour).map(|day| (day, day));
        Placed { days, ..Placed::bare(TimeKind::Date, vague.to_string()) }
    }

    /// The first, middle or last third of a stretch; up to the report, or from it on.
    fn portion(&self, (from, to): Days, portion: Portion, grain: Grain) -> Option<Days> {
        if grain == Grain::Day {
            return Some((from, to));
        }
        let length = from.until(to).map_or(0, |span| i64::from(span.get_days()));
        let at = |thirds: i64| from.checked_add((length * thirds / 3).days()).ok();
        let in_year = |first: (i8, i8), last: (i8, i8)| {
            Date::new(from.year(), first.0, first.1).ok().zip(Date::new(to.year(), last.0, last.1).ok())
        };
        match (portion, grain) {
            (Portion::Earlier, _) => Some((from, self.home.today.map_or(to, |today| today.clamp(from, to)))),
            (Portion::Later, _) => Some((self.home.today.map_or(from, |today| today.clamp(from, to)), to)),
            (Portion::Start, Grain::Year) => in_year((1, 1), (4, 30)),
            (Portion::Middle, Grain::Year) => in_year((5, 1), (8, 31)),
            (Portion::End, Grain::Year) => in_year((9, 1), (12, 31)),
            (Portion::Start, _) => at(1).map(|end| (from, end)),
            (Portion::Middle, _) => at(1).zip(at(2)),
            (Portion::End, _) => at(2).map(|start| (start, to)),
        }
    }
}

/// A year, a decade, a century, or years from one to another.
fn years(first: i16, last: i16) -> Placed {
    let days = Date::new(first, 1, 1).ok().zip(Date::new(last, 12, 31).ok());
    let value = match last - first {
        9 if first % 10 == 0 => (first / 10).to_string(),
        99 => (first / 100).to_string(),
        _ => first.to_string(),
    };
    Placed::date(value, days, Grain::Year)
}
