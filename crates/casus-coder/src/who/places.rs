//! Where: which of the places of one name is meant, by what the name itself adds (`Paris, Texas`), by the countries that
//! the report speaks of, and by size. A capital stands for itself only where the text names it; a country has no point;
//! a name that may be several places of like weight stays a name.

use crate::roles::Reading;
use crate::who::gazetteer::{Gazetteer, Name, NameKind};
use crate::who::mentions::{Mention, MentionKind};
use crate::words::Words;
use casus_lexicon::City;
use casus_types::{Code, Place, Point, Precision, Span};
use std::collections::BTreeMap;

/// A town smaller than this is meant only in a country that the report speaks of.
const WIDELY_KNOWN: u32 = 250_000;

/// What is known around a name.
pub struct Around<'a> {
    /// The lexicon's names and the gazetteer's.
    pub gazetteer: &'a Gazetteer,
    /// How often the report names each country.
    pub counts: &'a BTreeMap<Code, usize>,
    /// The countries that the sentence names.
    pub near: &'a [Code],
}

impl Around<'_> {
    /// The place that a name of the lexicon stands for: a state, a capital, a city, a sea.
    pub fn of_lexicon(&self, surface: &str, name: &Name) -> Option<Place> {
        let plain = |precision, why: &str| Place {
            name: surface.to_string(),
            precision: Some(precision),
            country: name.code.clone().filter(|code| code.0.len() == 3),
            geonames: None,
            point: None,
            why: why.to_string(),
        };
        match name.kind {
            NameKind::State => Some(plain(Precision::Country, "a country by name")),
            // `Washington, D.C.` is a city, `the Kremlin` is none on the map.
            NameKind::Metonym => {
                let city = surface.split([',', ' ']).next().unwrap_or(surface);
                let found = name.code.as_ref().and_then(|code| self.largest_in(city, city, code, Precision::City))?;
                let place = plain(Precision::City, "the lexicon's place of this name");
                Some(Place { geonames: found.geonames, point: Some(Point::new(found.lat, found.lon)), ..place })
            }
            NameKind::Capital | NameKind::Place => {
                let kind = name.place.unwrap_or(Precision::City);
                let place = plain(kind, "the lexicon's place of this name");
                let found = name.code.as_ref().and_then(|code| self.largest_in(surface, &name.name, code, kind));
                Some(match found {
                    Some(city) => {
                        Place { geonames: city.geonames, point: Some(Point::new(city.lat, city.lon)), ..place }
                    }
                    None => place,
                })
            }
            _ => None,
        }
    }

    /// The largest place of a name in a country, among cities for a city, among divisions for a region.
    fn largest_in(&self, surface: &str, name: &str, code: &Code, kind: Precision) -> Option<City<'_>> {
        let table = match kind {
            Precision::City => self.gazetteer.cities(),
            Precision::Region => self.gazetteer.regions(),
            _ => return None,
        };
        // `New York` is `New York City` there, and `Davao City` is `Davao`.
        let city = format!("{name} City");
        let plain = name.strip_suffix(" City").unwrap_or(name);
        let calls = [surface, name, city.as_str(), plain].into_iter();
        let named: Vec<City> =
            calls.map(|name| table.named(name)).find(|found| found.iter().any(|city| city.country == *code))?;
        named.into_iter().filter(|city| city.country == *code).max_by_key(|city| city.population)
    }

    /// Another place than the lexicon's of this name, if what stands beside says so: `Paris, Texas`, and not
    /// `Paris, France`.
    pub fn beside_another(&self, surface: &str, name: &Name, beside: &Beside) -> Option<Place> {
        let found = self.of_gazetteer(surface, Some(beside))?;
        let own = self.of_lexicon(surface, name).and_then(|place| place.geonames);
        (found.geonames.is_some() && found.geonames != own).then_some(found)
    }

    /// The place that a name means which the lexicon does not hold. `beside` is what stands after a comma behind it:
    /// the name of a division or a country.
    pub fn of_gazetteer(&self, name: &str, beside: Option<&Beside>) -> Option<Place> {
        let saint = name.replace("Saint ", "St. ");
        let cities = [name, saint.as_str()].into_iter().map(|name| self.gazetteer.cities().named(name));
        let cities = cities.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        let regions = self.gazetteer.regions().named(name);
        let all =
            cities.iter().map(|city| (city, Precision::City)).chain(regions.iter().map(|r| (r, Precision::Region)));
        let mut fit: Vec<(i64, &City, Precision)> = all
            .filter(|(city, _)| beside.is_none_or(|beside| beside.holds(city)))
            .map(|(city, precision)| (self.weight(city, precision), city, precision))
            .collect();
        fit.sort_by_key(|(weight, city, _)| (-weight, city.geonames));
        let (weight, city, precision) = *fit.first()?;
        let rival = fit.iter().find(|(_, other, _)| other.country != city.country).map(|(weight, ..)| *weight);
        let here = self.counts.contains_key(&city.country);
        let sure = beside.is_some()
            || here
            || (city.population >= WIDELY_KNOWN && rival.is_none_or(|rival| weight - rival >= 100));
        let why = match (beside, here, fit.len()) {
            (Some(_), ..) => "the place of this name there".to_string(),
            (None, true, _) => format!("the report speaks of {}", city.country),
            (None, false, 1) => "the only large place of this name".to_string(),
            (None, false, many) => format!("by far the largest of {many} of this name"),
        };
        sure.then(|| Place {
            name: name.to_string(),
            precision: Some(precision),
            country: Some(city.country.clone()),
            geonames: city.geonames,
            point: Some(Point::new(city.lat, city.lon)),
            why,
        })
    }

    /// The place of a dateline, which `here` means.
    pub fn of_dateline(&self, written: &str) -> Option<Place> {
        let mut readings = self.gazetteer.named(written);
        let town = readings.find(|name| matches!(name.kind, NameKind::Capital | NameKind::Place));
        let place =
            town.and_then(|name| self.of_lexicon(written, name)).or_else(|| self.of_gazetteer(written, None))?;
        Some(Place { why: format!("`here`, with a dateline of {written}"), ..place })
    }

    /// A town of a country that the report names outweighs any elsewhere; else the tenfold size is worth 100.
    fn weight(&self, city: &City, precision: Precision) -> i64 {
        let size = (f64::from(city.population.max(1)).log10() * 100.0) as i64;
        let named = self.counts.get(&city.country).map_or(0, |count| 400 + 20 * (*count).min(10) as i64);
        let near = if self.near.contains(&city.country) { 200 } else { 0 };
        let town = if precision == Precision::City { 30 } else { 0 };
        size + named + near + town
    }
}

/// What stands behind a name after a comma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// As written.
    pub name: String,
    /// The country, where it is one.
    pub country: Option<Code>,
}

impl Beside {
    fn holds(&self, city: &City) -> bool {
        self.country.as_ref() == Some(&city.country) || city.region == self.name
    }
}

/// The places that a sentence names as such, with where they are.
pub fn named(reading: &Reading) -> Vec<(Span, Place)> {
    let stands = |m: &&Mention| m.kind == MentionKind::Place || m.locative;
    let place = |m: &Mention| {
        let place = m.place.clone()?;
        let near = is_near(&reading.words, m.start);
        let precision = if near { Some(Precision::Near) } else { place.precision };
        Some((reading.words.span_of(m.start, m.end), Place { precision, ..place }))
    };
    reading.mentions.iter().filter(stands).filter_map(place).collect()
}

/// Whether a place is only what the distance is told from: `30 km north of Aleppo`, `outside Kabul`.
pub fn is_near(words: &Words, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| words.lower(at));
    const DIRECTIONS: [&str; 12] = [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outskirts",
        "kilometers",
        "kilometres",
        "miles",
    ];
    match before(1) {
        "near" | "outside" => true,
        "of" | "from" => DIRECTIONS.contains(&before(2)) || matches!(before(2), "km" | "mi"),
        _ => false,
    }
}

/// The place of a dateline, by itself.
pub fn of_dateline(gazetteer: &Gazetteer, written: &str) -> Option<Place> {
    Around { gazetteer, counts: &BTreeMap::new(), near: &[] }.of_dateline(written)
}
