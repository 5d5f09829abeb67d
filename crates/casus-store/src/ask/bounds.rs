//! What a number in words says of the true figure: "at least 31" is borne out by 33, "31" is not, and "about 30" is as
//! exact as its last digit that is not nought.

use casus_types::Comparator;

/// The figures that a claim allows, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Bounds {
    /// Of a number with its comparator.
    pub(crate) fn new(number: f64, to: Option<f64>, comparator: Comparator) -> Bounds {
        let (low, high) = match comparator {
            Comparator::Exactly | Comparator::Ordinal => (number, number),
            Comparator::AtLeast => (number, f64::INFINITY),
            Comparator::AtMost => (f64::NEG_INFINITY, number),
            Comparator::MoreThan => (number + least_step(number), f64::INFINITY),
            Comparator::LessThan => (f64::NEG_INFINITY, number - least_step(number)),
            Comparator::About => (number - rounding(number), number + rounding(number)),
            Comparator::Between => (number, to.unwrap_or(number)),
        };
        Bounds { low, high }
    }

    /// How far a figure lies outside; 0 where the claim allows it.
    pub(crate) fn off(self, figure: f64) -> f64 {
        (self.low - figure).max(figure - self.high).max(0.0)
    }

    /// Whether no figure is allowed by both.
    pub(crate) fn apart(self, other: Bounds) -> bool {
        self.low > other.high || other.low > self.high
    }
}

/// What is counted comes in whole ones; money does not.
fn least_step(number: f64) -> f64 {
    if number.fract() == 0.0 { 1.0 } else { f64::EPSILON * number.abs().max(1.0) }
}

/// Half of the last place that is not nought: 5 of 30, 50 of 300, a half of 31.
fn rounding(number: f64) -> f64 {
    let mut place = 1.0;
    while number != 0.0 && number.fract() == 0.0 && (number / (place * 10.0)).fract() == 0.0 {
        place *= 10.0;
    }
    place / 2.0
}

/// A comparator as the record has it.
pub(crate) fn comparator(word: &str) -> Comparator {
    serde_json::from_value(serde_json::Value::from(word)).unwrap_or(Comparator::Exactly)
}

/// The same in words, before the number.
pub(crate) fn in_words(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Exactly | Comparator::Between | Comparator::Ordinal => "",
        Comparator::AtLeast => "at least ",
        Comparator::AtMost => "at most ",
        Comparator::About => "about ",
        Comparator::MoreThan => "more than ",
        Comparator::LessThan => "fewer than ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_number_in_words_allows() {
        let off = |comparator, figure| Bounds::new(30.0, None, comparator).off(figure);
        assert_eq!((off(Comparator::AtLeast, 33.0), off(Comparator::AtLeast, 28.0)), (0.0, 2.0));
        assert_eq!((off(Comparator::Exactly, 33.0), off(Comparator::MoreThan, 30.0)), (3.0, 1.0));
        assert_eq!((off(Comparator::About, 34.0), off(Comparator::About, 36.0)), (0.0, 1.0));
        assert_eq!(off(Comparator::AtMost, 31.0), 1.0);
    }

    #[test]
    fn two_numbers_are_apart_where_no_figure_fits_both() {
        let exactly = |number| Bounds::new(number, None, Comparator::Exactly);
        let at_least = Bounds::new(31.0, None, Comparator::AtLeast);
        assert!(exactly(31.0).apart(exactly(33.0)));
        assert!(!at_least.apart(exactly(33.0)) && at_least.apart(exactly(28.0)));
        assert!(!Bounds::new(300.0, None, Comparator::About).apart(exactly(312.0)));
    }

    #[test]
    fn comparators_are_read_as_the_record_writes_them() {
        assert_eq!(comparator("at_least"), Comparator::AtLeast);
        assert_eq!(comparator("exactly"), Comparator::Exactly);
    }
}
