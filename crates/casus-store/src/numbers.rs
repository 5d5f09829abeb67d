//! Countries in the numbers that other collections of data use: those of the Correlates of War project and those of
//! Gleditsch and Ward. Which number a country has can depend on the day.

use std::collections::BTreeMap;

const TABLE: &str = include_str!("../data/country_numbers.csv");

/// The numbers of a country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Of the Correlates of War project.
    pub cow: Option<u16>,
    /// Of Gleditsch and Ward.
    pub gw: Option<u16>,
}

/// A row: numbers on the days from … until.
#[derive(Debug)]
struct Stretch {
    from: &'static str,
    until: &'static str,
    numbers: Numbers,
}

/// The whole table, by code.
#[derive(Debug)]
pub(crate) struct CountryNumbers(BTreeMap<&'static str, Vec<Stretch>>);

impl CountryNumbers {
    pub(crate) fn read() -> CountryNumbers {
        let mut table: BTreeMap<&str, Vec<Stretch>> = BTreeMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1) {
            if let [code, cow, gw, from, until] = line.split(',').collect::<Vec<_>>().as_slice() {
                let numbers = Numbers { cow: cow.parse().ok(), gw: gw.parse().ok() };
                table.entry(code).or_default().push(Stretch { from, until, numbers });
            }
        }
        CountryNumbers(table)
    }

    /// The numbers of a code on a day; those of today where the day is not known.
    pub(crate) fn of(&self, code: &str, day: Option<&str>) -> Numbers {
        let Some(stretches) = self.0.get(code) else { return Numbers::default() };
        let holds = |stretch: &&Stretch| match day.filter(|day| !day.is_empty()) {
            Some(day) => stretch.from <= day && (stretch.until.is_empty() || day <= stretch.until),
            None => stretch.until.is_empty(),
        };
        stretches.iter().find(holds).map_or_else(Numbers::default, |stretch| stretch.numbers)
    }
}

/// The numbers of a country on a day; those of today where no day is given.
///
/// ```
/// use casus_store::numbers_of;
/// assert_eq!(numbers_of("PRK", None).cow, Some(731));
/// assert_eq!((numbers_of("YEM", None).cow, numbers_of("YEM", None).gw), (Some(679), Some(678)));
/// assert_eq!(numbers_of("DEU", Some("1985-01-01")).cow, Some(260));
/// assert_eq!(numbers_of("UNO", None).cow, None);
/// ```
pub fn numbers_of(code: &str, day: Option<&str>) -> Numbers {
    CountryNumbers::read().of(code, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_every_day_a_code_has_one_number_of_each_list() {
        let table = CountryNumbers::read();
        assert!(table.0.len() > 195);
        for (code, stretches) in &table.0 {
            assert!(stretches.last().is_some_and(|last| last.until.is_empty()), "{code}");
            for (one, next) in stretches.iter().zip(stretches.iter().skip(1)) {
                let day = |day: &str| day.parse::<casus_types::Date>().expect("a day");
                assert_eq!(day(one.until).tomorrow().expect("a day"), day(next.from), "{code}");
            }
            assert!(
                stretches.iter().all(|stretch| stretch.numbers.cow.is_some() && stretch.numbers.gw.is_some()),
                "{code}"
            );
        }
    }

    /// States that share a number are one after another.
    #[test]
    fn a_number_is_of_one_state_at_a_time() {
        const ONE_AFTER_ANOTHER: [&[&str]; 2] = [&["RUS", "SUN"], &["SCG", "SRB", "YUG"]];
        let table = CountryNumbers::read();
        let number: [fn(Numbers) -> Option<u16>; 2] = [|numbers| numbers.cow, |numbers| numbers.gw];
        for of in number {
            let mut holders: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
            for (code, stretches) in &table.0 {
                for number in stretches.iter().filter_map(|stretch| of(stretch.numbers)) {
                    let holders = holders.entry(number).or_default();
                    if !holders.contains(code) {
                        holders.push(code);
                    }
                }
            }
            for (number, codes) in holders.iter().filter(|(_, codes)| codes.len() > 1) {
                assert!(ONE_AFTER_ANOTHER.contains(&codes.as_slice()), "{number}: {codes:?}");
            }
        }
    }

    #[test]
    fn where_the_two_lists_part() {
        let both = |code, day| {
            let numbers = numbers_of(code, day);
            (numbers.cow, numbers.gw)
        };
        assert_eq!(both("DEU", None), (Some(255), Some(260)));
        assert_eq!(both("YEM", None), (Some(679), Some(678)));
        assert_eq!(both("SRB", None), (Some(345), Some(340)));
        assert_eq!(both("VNM", None), (Some(816), Some(816)));
        assert_eq!(both("KIR", None), (Some(946), Some(970)));
        assert_eq!(both("NRU", None), (Some(970), Some(971)));
        assert_eq!(both("TON", None), (Some(955), Some(972)));
        assert_eq!(both("TUV", None), (Some(947), Some(973)));
    }
}
