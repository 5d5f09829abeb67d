//! Where a report says that something is: each case a sentence or two of ours, the place as written, and what it must
//! come to. `-` stands for no country; a name that must not be a place at all comes to `none`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // what cannot be set up must stop the test

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader, Report};

const CASES: &[(&str, &str, &str)] = &[
    // The name itself says which.
    ("Police arrested two men in Paris on Monday.", "Paris", "FRA city"),
    ("Police arrested two men in Paris, Texas, on Monday.", "Paris", "USA city"),
    ("Officials met in Rome, Georgia, for the first time.", "Rome", "USA city"),
    ("Officials met in Tripoli, Lebanon, for the first time.", "Tripoli", "LBN city"),
    // The report says which.
    ("Lebanon sent its army to Tripoli. Lebanese soldiers had been attacked there.", "Tripoli", "LBN city"),
    ("Libya's prime minister returned to Tripoli on Sunday.", "Tripoli", "LBY city"),
    // Countries, divisions, seas, and what is only near.
    ("Fighting went on in Yemen.", "Yemen", "YEM country"),
    ("Floods killed nine people in Khuzestan province in Iran.", "Khuzestan", "IRN region"),
    ("A tanker was seized in the Red Sea.", "the Red Sea", "- sea"),
    ("A convoy was attacked near Kyiv.", "Kyiv", "UKR near"),
    ("A convoy was attacked 30 km north of Aleppo.", "Aleppo", "SYR near"),
    // Where the report was sent from, unless somebody else says `here`.
    ("SEOUL, June 14 (Yonhap) -- Thousands of protesters marched here on Monday.", "here", "KOR city"),
    ("SEOUL, June 14 (Yonhap) -- \"We will march here again,\" a protester told reporters.", "here", "none"),
    ("Thousands of protesters marched here on Monday.", "here", "none"),
    // Words that only look like a town's name.
    ("The minister read a statement by Yang on the ceasefire.", "Yang on", "none"),
    ("Trade with Asia grew last year.", "Asia", "none"),
    // A government called by its capital is no place.
    ("Moscow condemned the sanctions.", "Moscow", "none"),
];

#[test]
fn places_come_to_where_they_are() {
    let lexicon = Lexicon::embedded().unwrap_or_else(|complaints| panic!("{complaints}"));
    let line = Line::new(lexicon, Reader::embedded().expect("the weights are whole"));
    let mut wrong = Vec::new();
    for (text, written, expected) in CASES {
        let coded = line.code(&Report::of_text(text)).expect("a report");
        let read = coded.parsed.article.text.as_str();
        let at = read.find(written).expect("the place stands in its sentence");
        let found = coded.places.iter().find(|(span, _)| span.start() <= at && at < span.end());
        let come_to = found.map_or("none".to_string(), |(_, place)| {
            let country = place.country.as_ref().map_or("-", |code| code.0.as_str());
            format!("{country} {}", place.precision.map_or("", |precision| precision.word()))
        });
        if come_to != *expected {
            wrong.push(format!("{text}\n  {written}: {come_to}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
