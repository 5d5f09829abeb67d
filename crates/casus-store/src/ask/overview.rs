//! The record at a glance: acts by day, week or month, where they were, between whom most. Whole months come from sums that
//! are kept a month, the days at both ends from those of a day.

use super::answer::{Answer, Value};
use crate::error::StoreError;
use crate::open::Store;
use casus_types::{Date, Quad};
use jiff::{ToSpan, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// How acts are told apart over time.
pub(crate) const QUADS: [(Quad, &str); 4] = [
    (Quad::VerbalCooperation, "verbal-cooperation"),
    (Quad::MaterialCooperation, "material-cooperation"),
    (Quad::VerbalConflict, "verbal-conflict"),
    (Quad::MaterialConflict, "material-conflict"),
];
/// Whether it happened.
pub(crate) const STATUSES: [&str; 5] = ["happened", "planned", "conditional", "hypothetical", "negated"];

/// Up to so many days are shown one by one, and up to so many by week.
const DAYS: i32 = 92;
const WEEKS: i32 = 3 * 366;

/// Incidents over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// `days`, `weeks` or `months`.
    pub unit: &'static str,
    /// The first day of each.
    pub firsts: Vec<String>,
    /// Of each class how many happened in each.
    pub quads: Vec<(&'static str, Vec<i64>)>,
    /// How many were told as happened, planned and so on in each.
    pub statuses: Vec<(&'static str, Vec<i64>)>,
}

/// A place on the map with what was told of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    /// Its name, as it is told most.
    pub place: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How many incidents, whatever became of them.
    pub incidents: i64,
    /// How many of each status.
    pub statuses: BTreeMap<String, i64>,
    /// Their classes.
    pub types: BTreeSet<String>,
}

/// What happened between two.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Who.
    pub actor: String,
    /// To whom.
    pub recipient: String,
    /// How many incidents.
    pub incidents: i64,
    /// Their mean score.
    pub score: f64,
}

/// The first month and the last.
type Months = (String, String);

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Period {
    /// The whole months in it, and the stretches of days outside them.
    fn cut(self) -> (Option<Months>, Vec<(Date, Date)>) {
        let month = |day: Date| day.to_string().chars().take(7).collect::<String>();
        let first = if self.from.day() == 1 { Some(self.from) } else { self.from.last_of_month().tomorrow().ok() };
        let last =
            if self.to == self.to.last_of_month() { Some(self.to) } else { self.to.first_of_month().yesterday().ok() };
        let (Some(first), Some(last)) = (first, last) else { return (None, vec![(self.from, self.to)]) };
        if first > last {
            return (None, vec![(self.from, self.to)]);
        }
        let mut ends = Vec::new();
        if let Some(before) = first.yesterday().ok().filter(|before| *before >= self.from) {
            ends.push((self.from, before));
        }
        if let Some(after) = last.tomorrow().ok().filter(|after| *after <= self.to) {
            ends.push((after, self.to));
        }
        (Some((month(first), month(last))), ends)
    }

    /// A question for the months and one for each stretch of days, all rows together.
    fn asked(self, months: impl Fn(&str, &str) -> String, days: impl Fn(Date, Date) -> String) -> String {
        let (whole, ends) = self.cut();
        let mut parts: Vec<String> = whole.iter().map(|(first, last)| months(first, last)).collect();
        parts.extend(ends.iter().map(|(first, last)| days(*first, *last)));
        parts.join("\n  UNION ALL ")
    }
}

impl Store {
    /// The period asked for, else that of the record; nothing where the record has no days.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn period(&self, from: Option<Date>, to: Option<Date>) -> Result<Option<Period>, StoreError> {
        let days = self.days()?;
        let known = |day: &str| day.parse::<Date>().ok();
        let first = from.or(days.as_ref().and_then(|days| known(&days.0)));
        let last = to.or(days.as_ref().and_then(|days| known(&days.1)));
        Ok(first.zip(last).map(|(from, to)| Period { from, to: to.max(from) }))
    }

    /// Acts over time.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn timeline(&self, period: Period) -> Result<Timeline, StoreError> {
        let long = period.from.until((Unit::Day, period.to)).map_or(i32::MAX, |span| span.get_days());
        let unit = if long <= DAYS {
            "days"
        } else if long <= WEEKS {
            "weeks"
        } else {
            "months"
        };
        let firsts = firsts(period, unit);
        let run = self.latest()?;
        let mut quads = QUADS.map(|(_, name)| (name, vec![0; firsts.len()])).to_vec();
        let mut statuses = STATUSES.map(|name| (name, vec![0; firsts.len()])).to_vec();
        for (status, counts) in &mut statuses {
            let sql = format!(
                "SELECT day, quad, incidents FROM daily WHERE run = {run} AND status = '{status}' AND day BETWEEN '{}' AND '{}'",
                period.from, period.to
            );
            let mut ask = self.sql.prepare(&sql)?;
            let mut rows = ask.query([])?;
            while let Some(row) = rows.next()? {
                let (day, quad, incidents) = (row.get_ref(0)?, row.get_ref(1)?, row.get::<_, i64>(2)?);
                let day = day.as_str().unwrap_or_default();
                let at = firsts.partition_point(|first| first.as_str() <= day).saturating_sub(1);
                if let Some(count) = counts.get_mut(at) {
                    *count += incidents;
                }
                let quad = quad.as_str().unwrap_or_default();
                let of_quad = quads.iter_mut().find(|(name, _)| *name == quad).filter(|_| *status == "happened");
                if let Some(count) = of_quad.and_then(|(_, counts)| counts.get_mut(at)) {
                    *count += incidents;
                }
            }
        }
        Ok(Timeline { unit, firsts, quads, statuses })
    }

    /// Places with incidents, those with most first; and whether there are more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn map(&self, period: Period, limit: usize) -> Result<(Vec<Spot>, bool), StoreError> {
        let run = self.latest()?;
        let sql = period.asked(
            |first, last| {
                let between = |first: &str, last: &str| {
                    format!(
                        "SELECT place, lat, lon, status, type, incidents FROM spot WHERE run = {run} AND month BETWEEN '{first}' AND '{last}'"
                    )
                };
                let parts = in_years(first, last);
                parts.iter().map(|(first, last)| between(first, last)).collect::<Vec<_>>().join("\n  UNION ALL ")
            },
            |first, last| {
                format!(
                    "SELECT coalesce(place, ''), lat, lon, status, type, 1 FROM incident \
                     WHERE run = {run} AND lat IS NOT NULL AND lon IS NOT NULL AND start_date BETWEEN '{first}' AND '{last}'"
                )
            },
        );
        let mut ask = self.sql.prepare(&sql)?;
        let mut rows = ask.query([])?;
        let mut spots: Vec<Spot> = Vec::new();
        let mut places: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        // Rows of one place come together.
        let mut last = ((0, 0), usize::MAX);
        while let Some(row) = rows.next()? {
            let (lat, lon, incidents): (f64, f64, i64) = (row.get(1)?, row.get(2)?, row.get(5)?);
            let key = (lat.to_bits(), lon.to_bits());
            if last.0 != key || last.1 == usize::MAX {
                let at = *places.entry(key).or_insert(spots.len());
                if at == spots.len() {
                    spots.push(Spot { lat, lon, ..Spot::default() });
                }
                last = (key, at);
            }
            let Some(spot) = spots.get_mut(last.1) else { continue };
            let (place, status, kind) = (row.get_ref(0)?, row.get_ref(3)?, row.get_ref(4)?);
            if spot.place.is_empty() {
                spot.place = place.as_str().unwrap_or_default().to_string();
            }
            if incidents == 0 {
                continue;
            }
            spot.incidents += incidents;
            let (status, kind) = (status.as_str().unwrap_or_default(), kind.as_str().unwrap_or_default());
            match spot.statuses.get_mut(status) {
                Some(count) => *count += incidents,
                None => drop(spot.statuses.insert(status.to_string(), incidents)),
            }
            if !spot.types.contains(kind) {
                spot.types.insert(kind.to_string());
            }
        }
        spots.retain(|spot| spot.incidents > 0);
        spots.sort_by(|one, other| other.incidents.cmp(&one.incidents).then_with(|| one.place.cmp(&other.place)));
        let more = spots.len() > limit;
        spots.truncate(limit);
        Ok((spots, more))
    }

    /// Between whom most happened.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn ties(&self, period: Period, limit: usize) -> Result<Vec<Tie>, StoreError> {
        let run = self.latest()?;
        let parts = period.asked(
            |first, last| {
                let between = |(first, last): &Months| {
                    format!("SELECT actor, recipient, incidents, score FROM tie WHERE run = {run} AND month BETWEEN '{first}' AND '{last}'")
                };
                in_years(first, last).iter().map(between).collect::<Vec<_>>().join("\n  UNION ALL ")
            },
            |first, last| {
                format!(
                    "SELECT d.actor, d.recipient, 1 AS incidents, d.score FROM incident AS i CROSS JOIN counted AS d ON d.incident = i.incident \
                     WHERE i.run = {run} AND +i.status = 'happened' AND i.start_date BETWEEN '{first}' AND '{last}'"
                )
            },
        );
        let found: Answer = self.found(&format!(
            "SELECT actor, recipient, sum(incidents) AS incidents, round(sum(score) / sum(incidents), 3) AS score\nFROM (\n  {parts})\n\
             WHERE actor <> recipient GROUP BY actor, recipient HAVING sum(incidents) > 0\n\
             ORDER BY incidents DESC, actor, recipient LIMIT {limit}"
        ))?;
        let tie = |row: &Vec<Value>| Tie {
            actor: found.text(row, "actor"),
            recipient: found.text(row, "recipient"),
            incidents: found.number(row, "incidents").unwrap_or_default() as i64,
            score: found.number(row, "score").unwrap_or_default(),
        };
        Ok(found.rows.iter().map(tie).collect())
    }
}

/// Whole months as the months before the first whole year, the whole years, and the months after them.
fn in_years(first: &str, last: &str) -> Vec<Months> {
    let year = |month: &str| month.get(..4).and_then(|year| year.parse::<i32>().ok());
    let (Some(from), Some(to)) = (year(first), year(last)) else { return vec![(first.to_string(), last.to_string())] };
    let from = if first.ends_with("-01") { from } else { from + 1 };
    let to = if last.ends_with("-12") { to } else { to - 1 };
    if from > to {
        return vec![(first.to_string(), last.to_string())];
    }
    let (before, after) = (format!("{:04}-12", from - 1), format!("{:04}-01", to + 1));
    let mut parts = vec![(format!("y{from:04}"), format!("y{to:04}"))];
    if first <= before.as_str() {
        parts.push((first.to_string(), before));
    }
    if after.as_str() <= last {
        parts.push((after, last.to_string()));
    }
    parts
}

/// The first day of each stretch that a period touches; the first of them may begin before it.
fn firsts(period: Period, unit: &str) -> Vec<String> {
    let (start, step) = match unit {
        "days" => (Some(period.from), 1.day()),
        "weeks" => {
            let back = i64::from(period.from.weekday().to_monday_zero_offset());
            (period.from.checked_sub(back.days()).ok(), 1.week())
        }
        _ => (Some(period.from.first_of_month()), 1.month()),
    };
    let start = start.unwrap_or(period.from);
    start.series(step).take_while(|day| *day <= period.to).map(|day| day.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::sample;

    fn period(from: &str, to: &str) -> Period {
        Period { from: from.parse().expect("a day"), to: to.parse().expect("a day") }
    }

    #[test]
    fn a_period_is_whole_months_and_the_days_at_both_ends() {
        let cut = |from, to| {
            let (months, ends) = period(from, to).cut();
            let ends: Vec<String> = ends.iter().map(|(first, last)| format!("{first}..{last}")).collect();
            (months.map(|(first, last)| format!("{first}..{last}")).unwrap_or_default(), ends.join(" "))
        };
        let told = |months: &str, ends: &str| (months.to_string(), ends.to_string());
        assert_eq!(cut("2021-01-01", "2021-03-31"), told("2021-01..2021-03", ""));
        assert_eq!(
            cut("2021-01-15", "2021-03-10"),
            told("2021-02..2021-02", "2021-01-15..2021-01-31 2021-03-01..2021-03-10")
        );
        assert_eq!(cut("2021-01-15", "2021-02-10"), told("", "2021-01-15..2021-02-10"));
        assert_eq!(cut("2021-01-01", "2021-02-10"), told("2021-01..2021-01", "2021-02-01..2021-02-10"));
    }

    #[test]
    fn whole_years_are_taken_whole() {
        let told = |first, last| {
            let parts = in_years(first, last);
            parts.iter().map(|(first, last)| format!("{first}..{last}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("2019-03", "2021-12"), "y2020..y2021 2019-03..2019-12");
        assert_eq!(told("2020-01", "2022-02"), "y2020..y2021 2022-01..2022-02");
        assert_eq!(told("2020-02", "2021-11"), "2020-02..2021-11");
    }

    #[test]
    fn what_is_kept_a_month_and_what_is_kept_a_day_come_to_the_same() {
        let store = sample::store();
        for (number, day) in [(1, "2021-04-30"), (2, "2021-05-10"), (3, "2021-05-31"), (4, "2021-06-02")] {
            sample::incident(&store, number, &[("from", day), ("actors", "ISL"), ("recipients", "NOR")], &[1]);
            sample::run(
                &store,
                &format!("UPDATE incident SET place = 'Oslo', lat = 59.9, lon = 10.7 WHERE incident = {number}"),
            );
        }
        sample::run(
            &store,
            "INSERT INTO counted SELECT incident, actors, recipients, start_date, type, status, quad, 0 FROM incident",
        );
        sample::run(&store, "INSERT INTO panel SELECT 1, actor, recipient, day, type, status, quad, 1, 0 FROM counted");
        for (from, to, many) in [
            ("2021-04-30", "2021-06-02", 4),
            ("2021-05-01", "2021-05-31", 2),
            ("2021-05-31", "2021-06-02", 2),
            ("2020-12-01", "2022-01-31", 4),
        ] {
            let period = period(from, to);
            assert_eq!(store.map(period, 9).expect("asked").0[0].incidents, many, "{from} {to}");
            assert_eq!(store.ties(period, 9).expect("asked")[0].incidents, many, "{from} {to}");
            let timeline = store.timeline(period).expect("asked");
            assert_eq!(timeline.statuses[0].1.iter().sum::<i64>(), many, "{from} {to}");
        }
        sample::run(&store, "DELETE FROM event; DELETE FROM counted; DELETE FROM incident WHERE incident = 2");
        assert_eq!(store.map(period("2021-05-01", "2021-05-31"), 9).expect("asked").0[0].incidents, 1);
    }
}
