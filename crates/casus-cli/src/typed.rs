//! What can be typed in several commands that ask the record: days, how long ago, and countries by name or code.

use crate::{Status, print};
use casus_lexicon::Lexicon;
use casus_types::Date;
use jiff::{Span, Timestamp, tz::TimeZone};

/// Says why nothing was done.
pub(crate) fn unusable(message: &str) -> Status {
    print::say(message);
    Status::Unusable
}

/// The day of today in Greenwich.
pub(crate) fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

/// A day, or so many days, weeks, months or years before another: `2022-06-01`, `1d`, `2w`, `3m`, `1y`.
pub(crate) fn since(text: &str, as_of: Date) -> Result<Date, String> {
    if let Ok(day) = text.parse::<Date>() {
        return Ok(day);
    }
    let wrong = || format!("`{text}`: give a day, 2022-06-01, or how long ago: 1d, 2w, 3m, 1y");
    let cut = text.len() - text.chars().next_back().map_or(0, char::len_utf8);
    let (number, unit) = text.split_at(cut);
    let number: i32 = number.parse().map_err(|_| wrong())?;
    let back = match unit {
        "d" => Span::new().try_days(number),
        "w" => Span::new().try_weeks(number),
        "m" => Span::new().try_months(number),
        "y" => Span::new().try_years(number),
        _ => return Err(wrong()),
    };
    back.and_then(|back| as_of.checked_sub(back)).map_err(|_| wrong())
}

/// The code of a country or a body by its code or name: `KOR`, `South Korea`.
pub(crate) fn code_of(lexicon: &Lexicon, name: &str) -> Option<String> {
    let name = name.trim();
    let states = lexicon.states.iter().map(|state| (&state.code.0, &state.name, &state.names));
    let bodies = lexicon.organisations.iter().map(|body| (&body.code.0, &body.name, &body.names));
    let mut all = states.chain(bodies);
    let named = |(code, called, names): &(&String, &String, &Vec<String>)| {
        code.as_str() == name
            || called.eq_ignore_ascii_case(name)
            || names.iter().any(|one| one.eq_ignore_ascii_case(name))
    };
    all.find(named).map(|(code, ..)| code.clone())
}

/// The codes asked for by name; one that is not known is refused.
pub(crate) fn codes_of<const N: usize>(names: [&Option<String>; N]) -> Result<[Option<String>; N], String> {
    let mut out = [const { None }; N];
    if names.iter().all(|name| name.is_none()) {
        return Ok(out);
    }
    let lexicon = Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}"))?;
    for (place, name) in out.iter_mut().zip(names) {
        if let Some(name) = name {
            let unknown = || {
                format!("`{name}`: no such country or body; give a code as in lexicon/actors/states.csv, such as KOR")
            };
            *place = Some(code_of(&lexicon, name).ok_or_else(unknown)?);
        }
    }
    Ok(out)
}

/// A day as the record has it.
pub(crate) fn day(day: &Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_how_long_ago() {
        let as_of: Date = "2022-06-14".parse().unwrap();
        let shown = |text: &str| since(text, as_of).map(|day| day.to_string());
        assert_eq!(shown("1d").unwrap(), "2022-06-13");
        assert_eq!(shown("2w").unwrap(), "2022-05-31");
        assert_eq!(shown("2022-06-01").unwrap(), "2022-06-01");
        assert!(shown("soon").is_err() && shown("").is_err() && shown("1ä").is_err());
    }
}
