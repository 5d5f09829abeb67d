//! What every column of the record means: the one list that the data dictionary of an export is made from. A test holds it
//! against the schema, so that no column goes without a meaning.

// long: one list, a line a column

use crate::ask::answer::Holds;

/// A table of the record, described.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// The columns that put its rows in order.
    pub order: &'static str,
    /// The column that says on which day its countries are meant, if any.
    pub day: Option<&'static str>,
    /// Its columns, in order.
    pub columns: &'static [DescribedColumn],
}

/// A column, described.
#[derive(Clone, Copy, Debug)]
pub struct DescribedColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What it means.
    pub meaning: &'static str,
    /// It holds a code of a country or body, or several with `;` between.
    pub country: bool,
}

const fn text(name: &'static str, meaning: &'static str) -> DescribedColumn {
    DescribedColumn { name, holds: Holds::Text, meaning, country: false }
}

const fn code(name: &'static str, meaning: &'static str) -> DescribedColumn {
    DescribedColumn { name, holds: Holds::Text, meaning, country: true }
}

const fn day(name: &'static str, meaning: &'static str) -> DescribedColumn {
    DescribedColumn { name, holds: Holds::Day, meaning, country: false }
}

const fn whole(name: &'static str, meaning: &'static str) -> DescribedColumn {
    DescribedColumn { name, holds: Holds::Whole, meaning, country: false }
}

const fn number(name: &'static str, meaning: &'static str) -> DescribedColumn {
    DescribedColumn { name, holds: Holds::Number, meaning, country: false }
}

const fn table(
    name: &'static str,
    meaning: &'static str,
    order: &'static str,
    day: Option<&'static str>,
    columns: &'static [DescribedColumn],
) -> Described {
    Described { name, meaning, order, day, columns }
}

const CODING: DescribedColumn = whole("coding", "the coding it comes from: an article by a run");
const WHY: DescribedColumn = text("why", "the reasons, in a sentence");
const START: DescribedColumn = whole("start", "first character of its words in the article's text");
const FINISH: DescribedColumn = whole("finish", "one past their last character");
const EVIDENCE: DescribedColumn = text("evidence", "the first sentence that says so");
const SAID_BY: DescribedColumn =
    text("said_by", "the fullest name of the actor on whose word alone it rests; null where the report says it itself");
const SAID_BY_TEXT: DescribedColumn = text("said_by_text", "the same as written");

/// All tables, in the order of the schema.
pub const TABLES: &[Described] = &[
    table("meta", "Facts about the file.", "name", None, &[text("name", "which fact"), text("value", "the fact")]),
    table(
        "run",
        "What coded articles: a program, a lexicon and a model.",
        "run",
        None,
        &[
            whole("run", "its number; the latest has the highest"),
            text("casus", "the version of the program"),
            text("lexicon", "a hash of the lexicon's files"),
            text("model", "a hash of the weights"),
        ],
    ),
    table(
        "article",
        "A report, as it was added.",
        "article",
        None,
        &[
            whole("article", "its number"),
            text("identity", "a hash of address and content: the same article is added once"),
            text("content", "a hash of the words alone"),
            text("id", "its name, from which ids of events are made"),
            text("source", "the file, address or line it was read from"),
            text("url", "the address, without trackers"),
            text("headline", "the headline"),
            day("published", "the day of publication; null where unknown"),
            text("agency", "the news agency credited"),
            text("outlet", "the publication"),
            text("place", "where the dateline says it was written"),
            text("text", "the text, whole"),
            text("paragraphs", "start and end of each paragraph in the text, in characters, in JSON"),
            text("page", "what the text is cut into, so that it can be coded again, in JSON"),
            whole("wire", "the first article with the same words, or nearly; null for that one itself"),
            number("likeness", "how much of the words it shares with that one, from 0 to 1"),
            text("dropped", "what is no part of it: start, end and reason, in characters, in JSON; null where nothing"),
        ],
    ),
    table(
        "band",
        "What finds articles with nearly the same words: bands of min-hashes.",
        "band, hash, article",
        None,
        &[whole("band", "which band"), whole("hash", "its hash"), whole("article", "the article")],
    ),
    table(
        "coding",
        "That a run has coded an article.",
        "coding",
        None,
        &[whole("coding", "its number"), whole("article", "the article"), whole("run", "the run")],
    ),
    table(
        "named",
        "Whom an article names.",
        "coding",
        None,
        &[CODING, text("actors", "of each actor name, code, sector and places, start and end in characters, in JSON")],
    ),
    table(
        "set_aside",
        "What could not be added.",
        "source, run",
        None,
        &[text("source", "the file, address or line"), whole("run", "the run that tried"), text("reason", "why not")],
    ),
    table(
        "incident",
        "One act, with all who tell of it.",
        "incident",
        Some("start_date"),
        &[
            whole("incident", "its number"),
            whole("run", "the run whose events it joins"),
            text("type", "PLOVER's class"),
            text("mode", "PLOVER's mode"),
            text("ledger", "the running list it belongs to"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            text("quad", "verbal or material, cooperation or conflict"),
            number("score", "PLOVER's score: conflict below zero"),
            day("start_date", "the first day"),
            day("end_date", "the last day"),
            text("place", "where, as named in the texts"),
            code("place_country", "the country that the place lies in"),
            number("lat", "degrees north; null where only the country is known"),
            number("lon", "degrees east"),
            code("actors", "codes of who did it, in order of the alphabet"),
            code("recipients", "codes of those it was done to, in order of the alphabet"),
            text("summary", "the sentence of its surest witness"),
            whole("witnesses", "how many events tell of it"),
            whole("articles", "how many articles tell of it, copies of one text counted once"),
            text("conflicts", "what the witnesses do not agree on"),
        ],
    ),
    table(
        "event",
        "One act as one article tells it.",
        "event",
        Some("start_date"),
        &[
            whole("event", "its number"),
            text("id", "a hash of article, class and sentence: the same between runs"),
            CODING,
            whole("incident", "the incident it is a witness of"),
            text("type", "PLOVER's class"),
            text("mode", "PLOVER's mode"),
            text("contexts", "PLOVER's contexts, ; between"),
            text("cameo", "CAMEO's code"),
            text("quad", "verbal or material, cooperation or conflict"),
            number("score", "PLOVER's score: conflict below zero"),
            text("ledger", "the running list it feeds"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            text("status_why", "what decided the status"),
            text("salience", "core for the news, background for what is recalled"),
            day("start_date", "the first day"),
            day("end_date", "the last day"),
            text("date_why", "how the days follow from the text"),
            text("place", "where, as named in the text"),
            text("place_id", "the gazetteer's id of the place"),
            code("place_country", "the country that the place lies in"),
            number("lat", "degrees north; null where only the country is known"),
            number("lon", "degrees east"),
            SAID_BY,
            SAID_BY_TEXT,
            text("trigger", "the word that names the act"),
            EVIDENCE,
            text("rule", "the rule that made it; null where the event reader did"),
            number("reader_score", "how sure the event reader was, where no rule made it"),
            number("confidence", "how often such events are right, from 0 to 1"),
            WHY,
            whole("start", "first character of the word that names the act, in the article's text"),
            whole("finish", "one past its last character"),
            whole("evidence_start", "first character of the sentence"),
            whole("evidence_finish", "one past its last character"),
        ],
    ),
    table(
        "participant",
        "Who took part in an event.",
        "event, side, place",
        Some("start_date"),
        &[
            whole("event", "the event"),
            text("side", "actor or recipient"),
            whole("place", "where it stands on its side, from 0"),
            text("name", "the fullest name that the article gives the actor"),
            text("text", "the words that name it"),
            code("code", "country or body"),
            text("sector", "GOV, MIL, REB and so on"),
            day("start_date", "the event's first day; empty where unknown"),
        ],
    ),
    table(
        "dyad",
        "The pairs of an event.",
        "actor, recipient, start_date, event",
        Some("start_date"),
        &[
            code("actor", "who"),
            code("recipient", "to whom"),
            day("start_date", "the event's first day; empty where unknown"),
            whole("event", "the event"),
        ],
    ),
    table(
        "panel",
        "How many incidents a day between two, by class.",
        "run, actor, recipient, day, type, status",
        Some("day"),
        &[
            whole("run", "the run"),
            code("actor", "who"),
            code("recipient", "to whom"),
            day("day", "the incidents' first day; empty where unknown"),
            text("type", "PLOVER's class"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            text("quad", "verbal or material, cooperation or conflict"),
            whole("incidents", "how many"),
            number("score", "the sum of their scores"),
        ],
    ),
    table(
        "counted",
        "What each incident counts for in the panel.",
        "incident, actor, recipient",
        Some("day"),
        &[
            whole("incident", "the incident"),
            code("actor", "who"),
            code("recipient", "to whom"),
            day("day", "the incident's first day; empty where unknown"),
            text("type", "PLOVER's class"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            text("quad", "verbal or material, cooperation or conflict"),
            number("score", "its score"),
        ],
    ),
    table(
        "quote",
        "Somebody's words.",
        "quote",
        Some("said_from"),
        &[
            whole("quote", "its number"),
            CODING,
            text("kind", "direct, mixed, indirect or belief"),
            text("speaker", "the fullest name that the article gives the speaker"),
            text("speaker_text", "the speaker as written"),
            code("speaker_code", "the country or body spoken for, of joint speakers each"),
            text("addressee", "the fullest name of whom it is said to"),
            text("cue", "the verb of saying"),
            text("text", "what is said, without the marks"),
            day("said_from", "the first day it was said on, where the text tells"),
            day("said_to", "the last day"),
            WHY,
            day("day", "the day on which it was said where the text tells, else that of the report"),
            text("parts", "start and end of each part in the article's text, in characters, in JSON"),
        ],
    ),
    table(
        "claim",
        "A number put on a political fact.",
        "claim",
        Some("from_date"),
        &[
            whole("claim", "its number"),
            CODING,
            text("text", "the words"),
            number("number", "the number; of between, the lower end"),
            number("number_to", "the upper end of between"),
            text("comparator", "exactly, at_least, at_most, about, more_than, less_than, between or ordinal"),
            text("unit", "what is counted"),
            text("unit_class", "the class of what is counted"),
            text("currency", "of money, the currency in ISO 4217"),
            code("subject", "whose: the doer's for weapons and forces, the victims' for casualties"),
            text("claimant", "who says so, as written; null where the report says it itself"),
            text("claimant_name", "the fullest name that the article gives the claimant"),
            day("from_date", "the first day it covers"),
            day("to_date", "the last day it covers"),
            text("ledger", "the ledger it can be checked against"),
            text("event_id", "the id of the event that it counts in"),
            text("evidence", "the sentence"),
            WHY,
            day("day", "the last day that it covers, else that of the report"),
            START,
            FINISH,
        ],
    ),
    table(
        "commitment",
        "Somebody bound to act, on a condition.",
        "commitment",
        None,
        &[
            whole("commitment", "its number"),
            CODING,
            text("kind", "threat, promise, offer or prediction"),
            text("strength", "how strongly"),
            text("trigger", "the condition, as written"),
            code("trigger_actor", "whose act the condition is"),
            text("trigger_pattern", "the condition as an event to watch for, in JSON"),
            text("response", "what is to follow, as written"),
            text("response_pattern", "what is to follow as an event to watch for, in JSON"),
            code("committed", "who is bound"),
            code("toward", "toward whom"),
            SAID_BY,
            SAID_BY_TEXT,
            day("deadline", "the day by which it must come"),
            text("evidence", "the sentence"),
            WHY,
            day("day", "the day of the report"),
            START,
            FINISH,
        ],
    ),
    table(
        "state",
        "How things stand between parties.",
        "state",
        Some("as_of"),
        &[
            whole("state", "its number"),
            CODING,
            text("relation", "how they stand: under_sanctions, at_war"),
            whole("negated", "1 where the state is said not to be"),
            code("parties", "whose state it is"),
            code("toward", "with or toward whom"),
            day("since", "the first day on which it may have begun"),
            day("since_to", "the last day on which it may have begun"),
            day("until", "the first day on which it may end"),
            day("until_to", "the last day on which it may end"),
            day("as_of", "the day for which the text says so"),
            SAID_BY,
            SAID_BY_TEXT,
            text("evidence", "the first sentence that says so"),
            WHY,
            day("day", "the day for which it is told, else that of the report"),
            START,
            FINISH,
        ],
    ),
    table(
        "witness",
        "How events are found that may tell the same act.",
        "event",
        None,
        &[
            whole("event", "the event"),
            whole("run", "the run that coded it"),
            text("type", "its class"),
            whole("day", "its first day, counted from 1970-01-01, else that of the report"),
        ],
    ),
    table(
        "story",
        "The weighted words of an article that has events.",
        "article",
        None,
        &[
            whole("article", "the article"),
            text("words", "eight bytes of hash and eight of weight each"),
            text("names", "the same of its names and numbers"),
        ],
    ),
    table(
        "link",
        "Two events that may be one act.",
        "event, other",
        None,
        &[
            whole("event", "the one"),
            whole("other", "the other; each pair stands both ways round"),
            number("chance", "how likely they are one act"),
        ],
    ),
    table(
        "import",
        "A table from elsewhere.",
        "import",
        None,
        &[
            whole("import", "its number"),
            text("ledger", "the running list it is taken as"),
            text("source", "the file"),
            text("content", "hash of the file and of how its columns are read"),
            text("number", "the column that counts; null where every row is one"),
            text("others", "columns that count something else beside it, ; between"),
        ],
    ),
    table(
        "imported",
        "A row of a table from elsewhere.",
        "imported",
        Some("day"),
        &[
            whole("imported", "its number"),
            text("ledger", "the running list it is taken as"),
            text("source", "the file"),
            whole("line", "the line in it"),
            day("day", "the day"),
            number("number", "how many"),
            code("subject", "whose"),
            text("parties", "codes of those who took part, in order of the alphabet, ; between"),
            text("cells", "the row as it is in its file, in JSON"),
        ],
    ),
    table(
        "watch_feed",
        "How a feed stands that is watched.",
        "url",
        None,
        &[
            text("url", "its address"),
            text("feed", "what it is called"),
            text("last_tried", "when it was asked last, 2022-06-14T09:00:00Z"),
            text("last_ok", "when it answered last"),
            text("next_due", "when it is asked next; null where it is gone for good"),
            whole("failures", "failures on end"),
            text("note", "what there is to say of it"),
            whole("articles", "articles of it that were added"),
        ],
    ),
    table(
        "party",
        "Who has a part in which incidents.",
        "run, code, side, day, incident",
        Some("day"),
        &[
            whole("run", "the run"),
            code("code", "who"),
            text("side", "actor or recipient"),
            day("day", "the incident's first day; empty where unknown"),
            whole("incident", "the incident"),
        ],
    ),
    table(
        "daily",
        "How many incidents a day, whoever did them.",
        "run, status, day, quad",
        None,
        &[
            whole("run", "the run"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            day("day", "the first day; empty where unknown"),
            text("quad", "verbal or material, cooperation or conflict"),
            whole("incidents", "how many"),
            number("score", "the sum of their scores"),
        ],
    ),
    table(
        "spot",
        "How many incidents a month, and a year, at each place on the map.",
        "run, month, place, lat, lon, status, type",
        None,
        &[
            whole("run", "the run"),
            text("month", "the month, 2022-06, or the year, y2022; empty where unknown"),
            text("place", "as named in the texts"),
            number("lat", "degrees north"),
            number("lon", "degrees east"),
            text("status", "happened, planned, conditional, hypothetical or negated"),
            text("type", "PLOVER's class"),
            whole("incidents", "how many"),
        ],
    ),
    table(
        "ledger_day",
        "How many incidents of a ledger happened a day.",
        "run, ledger, code, day",
        Some("day"),
        &[
            whole("run", "the run"),
            text("ledger", "the running list"),
            code("code", "who did them; empty for all of them together"),
            day("day", "the first day"),
            whole("incidents", "how many"),
        ],
    ),
    table(
        "tie",
        "How many incidents a month, and a year, happened between two.",
        "run, month, actor, recipient",
        None,
        &[
            whole("run", "the run"),
            text("month", "the month, 2022-06, or the year, y2022; empty where unknown"),
            code("actor", "who"),
            code("recipient", "to whom"),
            whole("incidents", "how many"),
            number("score", "the sum of their scores"),
        ],
    ),
    table(
        "tally",
        "In how many events a code has a part.",
        "run, code",
        None,
        &[whole("run", "the run"), code("code", "who"), whole("events", "how many")],
    ),
    table(
        "run_size",
        "How many articles a run has coded.",
        "run",
        None,
        &[whole("run", "the run"), whole("articles", "how many")],
    ),
];

impl Described {
    /// The table of a name.
    pub fn named(name: &str) -> Option<&'static Described> {
        TABLES.iter().find(|table| table.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::Store;

    /// The columns of the file, `table.column`, without those of the search and of SQLite itself.
    fn in_the_file(store: &Store) -> Vec<String> {
        let text = "SELECT t.name || '.' || c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c \
                    WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite%'";
        let mut query = store.sql.prepare(text).expect("asked");
        query.query_map([], |row| row.get(0)).expect("asked").map(|name| name.expect("read")).collect()
    }

    #[test]
    fn every_column_has_a_meaning_and_every_meaning_a_column() {
        let mut there = in_the_file(&Store::in_memory().expect("made"));
        let described = TABLES
            .iter()
            .flat_map(|table| table.columns.iter().map(move |column| format!("{}.{}", table.name, column.name)));
        let mut described: Vec<String> = described.collect();
        there.sort();
        described.sort();
        assert_eq!(there, described);
    }

    #[test]
    fn days_and_orders_name_columns() {
        for table in TABLES {
            for name in table.order.split(", ").chain(table.day) {
                assert!(table.columns.iter().any(|column| column.name == name), "{}.{name}", table.name);
            }
        }
    }
}
