//! Who said what, in the exact words of the report.

use super::answer::{Answer, Holds};
use super::sql::{SOURCE, all_of, lists, search_in, text};
use crate::error::StoreError;
use crate::open::Store;

/// Which quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotesAsked {
    /// The run; the latest where none is named.
    pub run: Option<i64>,
    /// Words that the speaker is named with, as written or by the fullest name that the article gives.
    pub speaker: Option<String>,
    /// Code of the country or body spoken for.
    pub code: Option<String>,
    /// Words of what is said; a "phrase" in quotation marks.
    pub text: Option<String>,
    /// direct, mixed, indirect or belief.
    pub kind: Option<String>,
    /// Said or published on this day or later.
    pub from: Option<String>,
    /// Said or published on this day or earlier.
    pub to: Option<String>,
}

const HOLDS: [(&str, Holds); 4] =
    [("quote", Holds::Whole), ("said", Holds::Day), ("published", Holds::Day), ("copies", Holds::Whole)];

impl QuotesAsked {
    fn sql(&self, run: i64) -> Result<String, StoreError> {
        let said = "coalesce(q.said_from, a.published)";
        let mut of = vec![format!("k.run = {run}")];
        // Words are looked up as words, accents aside.
        let mut words = Vec::new();
        for (columns, typed) in [("speaker speaker_text", &self.speaker), ("text", &self.text)] {
            words.extend(typed.as_deref().map(|typed| search_in(columns, typed)).transpose()?);
        }
        let from = if words.is_empty() {
            "quote AS q JOIN"
        } else {
            of.push(format!("quote_words MATCH {}", text(&words.join(" AND "))));
            "quote_words CROSS JOIN quote AS q ON q.quote = quote_words.rowid\n  CROSS JOIN"
        };
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.code, &|code| lists("q.speaker_code", code));
        put(&self.kind, &|kind| format!("q.kind = {}", text(kind)));
        put(&self.from, &|day| format!("coalesce(q.said_to, a.published) >= {}", text(day)));
        put(&self.to, &|day| format!("{said} <= {}", text(day)));
        Ok(format!(
            "SELECT q.quote, {said} AS said, q.speaker_text AS speaker, q.speaker_code AS code, q.speaker AS speaker_name, \
             q.kind,\n  q.cue, q.addressee, q.text, {SOURCE} AS source, a.published, a.id AS article,\n  \
             (SELECT count(*) FROM article copy WHERE copy.wire = a.article) AS copies\n\
             FROM {from} coding k USING (coding) JOIN article a USING (article)\n\
             WHERE {}\n  AND a.wire IS NULL\n\
             ORDER BY said, q.quote",
            all_of(&of)
        ))
    }
}

impl Store {
    /// Quotes in order of the days on which they were said; those of copies of a report are left out.
    ///
    /// # Errors
    /// No word can be searched for, or the file cannot be read.
    pub fn quotes(&self, asked: &QuotesAsked) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let sql = asked.sql(run.run)?;
        let mut found = self.answer(Some(run), sql, &HOLDS)?;
        found.notes.push(
            "the day is the one on which it was said where the text tells, else that of the report; copies of a report \
             are counted, not shown"
                .to_string(),
        );
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::sample;

    fn store() -> Store {
        let store = sample::store();
        for (article, speaker, code, text) in [
            (1, "Minister Lund", "NOR", "We will open the harbour."),
            (2, "the two envoys", "NOR;ISL", "The harbour stays shut."),
            (4, "Minister Lund", "NOR", "We will open the harbour."),
            (3, "he", "SWE", "Göteborg will not open, and the harbour is full."),
        ] {
            sample::run(
                &store,
                &format!(
                    "INSERT INTO quote (coding, kind, speaker, speaker_text, speaker_code, text, why)
                     VALUES ({article}, 'direct', iif('{code}' = 'SWE', 'José Ström', NULL), '{speaker}', '{code}', '{text}', '')"
                ),
            );
        }
        sample::run(&store, "INSERT INTO quote_words (quote_words) VALUES ('rebuild')");
        store
    }

    #[test]
    fn quotes_are_found_by_words_speaker_and_code_and_copies_are_not_told_twice() {
        let texts = |asked: QuotesAsked| {
            let found = store().quotes(&asked).expect("asked");
            found.rows.iter().map(|row| found.text(row, "text")).collect::<Vec<_>>()
        };
        let some = |text: &str| Some(text.to_string());
        let found = |words: &str| texts(QuotesAsked { text: some(words), ..QuotesAsked::default() });
        assert_eq!(found("harbour open").len(), 2);
        assert_eq!(found("\"open the harbour\""), ["We will open the harbour."]);
        assert_eq!(found("goteborg"), ["Göteborg will not open, and the harbour is full."]);
        assert_eq!(found("har").len(), 0, "words, not pieces of them");
        assert_eq!(found("har*").len(), 3);
        let by = |words: &str| texts(QuotesAsked { speaker: some(words), ..QuotesAsked::default() });
        assert_eq!((by("lund").len(), by("minister lund").len(), by("lun").len()), (1, 1, 0));
        assert_eq!(by("jose strom"), ["Göteborg will not open, and the harbour is full."], "who `he` is");
        assert_eq!(texts(QuotesAsked { code: some("ISL"), ..QuotesAsked::default() }), ["The harbour stays shut."]);
        assert_eq!(texts(QuotesAsked { to: some("2021-05-10"), ..QuotesAsked::default() }).len(), 1);
        assert_eq!(
            texts(QuotesAsked { from: some("2021-05-11"), text: some("harbour"), ..QuotesAsked::default() }).len(),
            2
        );
        assert_eq!(texts(QuotesAsked::default()).len(), 3);
        assert!(store().quotes(&QuotesAsked { text: some("*"), ..QuotesAsked::default() }).is_err());
    }
}
