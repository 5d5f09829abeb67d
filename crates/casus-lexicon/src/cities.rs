//! The gazetteer: cities and first-level divisions of all countries, some forty thousand spellings. A row is one
//! spelling, and the rows stand in the order of their names, so that the table is searched where it lies and costs
//! nothing until a name is asked for. What the words around a name say about it is not known here.

use crate::complaint::{Complaints, Origin};
use crate::source::SourceFile;
use casus_types::Code;
use schemars::JsonSchema;
use serde::Deserialize;
use std::borrow::Cow;
use std::cmp::Ordering;

/// A place of the gazetteer, as one of its rows has it.
#[derive(Clone, Debug, PartialEq)]
pub struct City<'g> {
    /// The spelling: `Donetsk`.
    pub name: &'g str,
    /// The number in GeoNames; nothing where it has none.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-3 of the country.
    pub country: Code,
    /// The first-level division it lies in; empty for a division itself.
    pub region: &'g str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People who live there.
    pub population: u32,
}

/// The table, as it lies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cities {
    text: Cow<'static, str>,
    /// Where the rows begin, after remarks and header.
    start: usize,
}

/// A row of `places/cities.csv` and `places/regions.csv`.
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)] // the rows are read where they lie; the form gives the schema and the header
pub(crate) struct CityForm {
    /// The spelling; the rows stand in the order of its bytes.
    name: String,
    /// The number in GeoNames; empty where there is none.
    geonames: String,
    /// ISO 3166 alpha-3 of the country.
    country: String,
    /// The first-level division that it lies in; empty for a division.
    region: String,
    /// Degrees north, with up to three decimals.
    lat: String,
    /// Degrees east, with up to three decimals.
    lon: String,
    /// People who live there.
    population: String,
}

const HEADER: &str = "name,geonames,country,region,lat,lon,population";

impl Cities {
    /// Reads the table. A file that an analyst laid over the built-in one is looked at row by row; the built-in one has
    /// been looked at by the tests.
    pub(crate) fn read(file: &SourceFile, complaints: &mut Complaints) -> Cities {
        let text = match &file.contents {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(_) => file.text(complaints).map(|text| Cow::Owned(text.to_string())),
        };
        let Some(text) = text else { return Cities::default() };
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            at += line.len();
            if line.starts_with('#') {
                continue;
            }
            if line.trim_end() != HEADER {
                let origin = Origin { file: file.shown(), line: number as u32 + 1 };
                complaints.push(
                    &origin,
                    "this is not the header of the table",
                    format!("begin with the line {HEADER}"),
                );
                return Cities::default();
            }
            break;
        }
        let cities = Cities { text, start: at };
        if matches!(file.contents, Cow::Owned(_)) {
            cities.check(file, complaints);
        }
        cities
    }

    /// Complains of rows that cannot be read or stand out of order; the built-in table is checked so by a test.
    pub fn check(&self, file: &SourceFile, complaints: &mut Complaints) {
        let before = self.text.get(..self.start).unwrap_or_default().matches('\n').count();
        let mut last = "";
        for (index, line) in self.rows().lines().enumerate() {
            let origin = Origin { file: file.shown(), line: (before + index + 1) as u32 };
            match row(line) {
                None => complaints.push(
                    &origin,
                    "this row cannot be read",
                    format!("its cells are {HEADER}; no quotation marks"),
                ),
                Some(city) if city.name < last => {
                    let what = format!("`{}` stands after `{last}`", city.name);
                    complaints.push(&origin, what, "put the rows in the order of their names (`LC_ALL=C sort`)");
                }
                Some(city) => last = city.name,
            }
        }
    }

    /// The places of one spelling, as written, in the order of the table.
    pub fn named<'g>(&'g self, name: &str) -> Vec<City<'g>> {
        let rows = self.rows();
        let (mut low, mut high) = (0, rows.len());
        // The first row whose name is not before the one asked for; the ends always lie where a row begins.
        while low < high {
            let middle = (low + high) / 2;
            let begin = rows
                .as_bytes()
                .get(..middle)
                .unwrap_or_default()
                .iter()
                .rposition(|b| *b == b'\n')
                .map_or(0, |at| at + 1);
            let begin = begin.max(low);
            let line = line_at(rows, begin);
            match name_of(line).cmp(name) {
                Ordering::Less => low = (begin + line.len() + 1).min(rows.len()),
                Ordering::Equal | Ordering::Greater => high = begin,
            }
        }
        let found = rows.get(low..).unwrap_or_default().lines().take_while(|line| name_of(line) == name);
        found.filter_map(row).collect()
    }

    /// All rows.
    pub fn all(&self) -> impl Iterator<Item = City<'_>> {
        self.rows().lines().filter_map(row)
    }

    /// How many rows there are, whole or not.
    pub fn lines(&self) -> usize {
        self.rows().lines().count()
    }

    fn rows(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }
}

fn line_at(rows: &str, begin: usize) -> &str {
    rows.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

fn name_of(line: &str) -> &str {
    line.split(',').next().unwrap_or_default()
}

fn row(line: &str) -> Option<City<'_>> {
    let cells: Vec<&str> = line.split(',').collect();
    let [name, geonames, country, region, lat, lon, population] = cells.as_slice() else { return None };
    let geonames = match *geonames {
        "" => None,
        number => Some(number.parse().ok()?),
    };
    let country = Some(*country).filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))?;
    let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
    let on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0 && !name.is_empty();
    let city = City {
        name,
        geonames,
        country: Code(country.to_string()),
        region,
        lat,
        lon,
        population: population.parse().ok()?,
    };
    on_earth.then_some(city)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# remark\nname,geonames,country,region,lat,lon,population\n\
        Aachen,1,DEU,X,50.1,6.1,240000\nParis,2,FRA,Y,48.8,2.3,2100000\nParis,3,USA,Texas,33.6,-95.5,25000\nZwolle,4,NLD,Z,52.5,6.1,120000\n";

    fn table(text: &str) -> (Cities, Complaints) {
        let mut complaints = Complaints::default();
        let cities = Cities::read(&SourceFile::new("places/cities.csv", text), &mut complaints);
        (cities, complaints)
    }

    #[test]
    fn every_row_is_found_by_its_name_and_nothing_else_is() {
        let (cities, complaints) = table(TABLE);
        assert!(complaints.0.is_empty());
        for (name, count) in
            [("Aachen", 1), ("Paris", 2), ("Zwolle", 1), ("Par", 0), ("Parisa", 0), ("A", 0), ("Zz", 0)]
        {
            assert_eq!(cities.named(name).len(), count, "{name}");
        }
        assert_eq!(cities.named("Paris")[1].country.0, "USA");
    }

    #[test]
    fn rows_out_of_order_or_broken_are_complained_of() {
        let (_, complaints) = table(&TABLE.replace("Zwolle,4", "Aaa,4").replace("48.8", "148.8"));
        let whats: Vec<String> = complaints.0.iter().map(|c| c.to_string()).collect();
        assert_eq!(whats.len(), 2, "{whats:?}");
    }

    #[test]
    fn a_table_without_its_header_is_refused() {
        assert_eq!(table("Aachen,1,DEU,X,50.1,6.1,240000\n").1.0.len(), 1);
    }
}
