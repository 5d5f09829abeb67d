//! The day of a report where its writer is: the dateline is cut off the text by the page stage, and its day, or its place
//! and the seat of the agency, says what `today` is. A Tuesday in Washington is not a Tuesday in Seoul.

#![allow(clippy::unwrap_used)] // what cannot be set up must stop the test

use casus_lexicon::Lexicon;
use casus_line::{Line, Reader, Report};
use casus_types::Date;

/// The day on which Peru condemned Bolivia "today", in a report that was published on Wednesday, 15 June 2022.
fn today_under(dateline: &str) -> Option<Date> {
    let line = Line::new(Lexicon::embedded().unwrap(), Reader::embedded().unwrap());
    let text = format!(
        "{dateline} Peru condemned Bolivia today. The two have been at odds over trade for years, and nobody in the capital \
         expects that to change before the autumn.\n\nThe foreign minister of Peru read a statement and took no questions \
         from reporters in the room.\n"
    );
    let report = Report { published: Date::new(2022, 6, 15).ok(), ..Report::of_text(&text) };
    let coded = line.code(&report).unwrap();
    coded.events.first()?.when.days.map(|(first, _)| first)
}

#[test]
fn the_day_of_the_dateline_is_today() {
    assert_eq!(today_under("LIMA, June 14 (Reuters) -"), Date::new(2022, 6, 14).ok());
    assert_eq!(today_under("LIMA, June 15 (Reuters) -"), Date::new(2022, 6, 15).ok());
}

#[test]
fn a_day_long_before_is_no_dateline_s() {
    assert_eq!(today_under("LIMA, March 3 (Reuters) -"), Date::new(2022, 6, 15).ok());
}

#[test]
fn when_seoul_prints_it_is_still_yesterday_in_washington() {
    assert_eq!(today_under("WASHINGTON (Yonhap) --"), Date::new(2022, 6, 14).ok());
    assert_eq!(today_under("TOKYO (Yonhap) --"), Date::new(2022, 6, 15).ok());
}

#[test]
fn an_agency_without_a_seat_dates_by_its_reporters() {
    assert_eq!(today_under("WASHINGTON (AP) --"), Date::new(2022, 6, 15).ok());
}
