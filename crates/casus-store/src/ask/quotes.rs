//! Who said what, in the exact words of the report.

use super::found::{Found, Page, RUN, SOURCE, all_of, holds, lists, quoted};
use super::sql::search;
use crate::error::StoreError;
use crate::open::Store;

/// Which quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotesAsked {
    /// Words that name the speaker, as written, or an actor's id.
    pub speaker: Option<String>,
    /// Code of the country or body spoken for.
    pub code: Option<String>,
    /// Words of what is said.
    pub text: Option<String>,
    /// direct, mixed, indirect or belief.
    pub kind: Option<String>,
    /// Said or published on this day or later.
    pub from: Option<String>,
    /// Said or published on this day or earlier.
    pub to: Option<String>,
}

impl QuotesAsked {
    fn sql(&self) -> String {
        let said = "coalesce(q.said_from, a.published)";
        let mut of = vec![format!("k.run = {RUN}")];
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.speaker, &|who| format!("({} OR q.speaker = {})", holds("q.speaker_text", who), quoted(who)));
        put(&self.code, &|code| lists("replace(coalesce(q.speaker_code, ''), ',', ';')", code));
        // Every word counts by itself: `nuclear test` finds "tests of nuclear weapons".
        put(&self.text, &|words| {
            all_of(&words.split_whitespace().map(|word| holds("q.text", word)).collect::<Vec<_>>())
        });
        put(&self.kind, &|kind| format!("q.kind = {}", quoted(kind)));
        put(&self.from, &|day| format!("coalesce(q.said_to, a.published) >= {}", quoted(day)));
        put(&self.to, &|day| format!("{said} <= {}", quoted(day)));
        format!(
            "SELECT q.quote, {said} AS said, q.speaker_text AS speaker, q.speaker_code AS code, q.speaker AS speaker_id, \
             q.kind,\n  q.cue, q.addressee, q.text, {SOURCE} AS source, a.published, a.id AS article, \
             a.article AS report,\n  \
             (SELECT count(*) FROM article copy WHERE copy.wire = a.article) AS copies\n\
             FROM quote q JOIN coding k USING (coding) JOIN article a USING (article)\n\
             WHERE {}\n  AND a.wire IS NULL\n\
             ORDER BY said, q.quote",
            all_of(&of)
        )
    }
}

impl QuotesAsked {
    /// The same a page at a time, the latest first. Words are looked up as words, those of the speaker too.
    fn page_sql(&self, page: Page) -> String {
        let mut of = vec![format!("k.run = {RUN} AND a.wire IS NULL")];
        let words = |column: &str, typed: &Option<String>| {
            typed.as_deref().and_then(search).map(|words| format!("{{{column}}} : ({words})"))
        };
        let matched: Vec<String> = [("speaker_text", &self.speaker), ("text", &self.text)]
            .into_iter()
            .filter_map(|(c, t)| words(c, t))
            .collect();
        let mut put = |asked: &Option<String>, condition: &dyn Fn(&str) -> String| {
            of.extend(asked.as_deref().map(condition));
        };
        put(&self.code, &|code| format!("q.speaker_code = {}", quoted(code)));
        put(&self.kind, &|kind| format!("q.kind = {}", quoted(kind)));
        put(&self.from, &|day| format!("q.day >= {}", quoted(day)));
        put(&self.to, &|day| format!("q.day <= {}", quoted(day)));
        let (from, order) = if matched.is_empty() {
            ("quote AS q", "q.day DESC, q.quote DESC")
        } else {
            of.push(format!("quote_words MATCH {}", quoted(&matched.join(" AND "))));
            ("quote_words CROSS JOIN quote AS q ON q.quote = quote_words.rowid", "quote_words.rowid DESC")
        };
        format!(
            "SELECT q.quote, q.day AS said, q.speaker_text AS speaker, q.speaker_code AS code, q.speaker AS speaker_id, q.kind,\n  \
             q.cue, q.addressee, q.text, {SOURCE} AS source, a.published, a.id AS article, a.article AS report, a.headline,\n  \
             (SELECT count(*) FROM article copy WHERE copy.wire = a.article) AS copies\n\
             FROM {from} CROSS JOIN coding k USING (coding) CROSS JOIN article a USING (article)\n\
             WHERE {}\nORDER BY {order} {}",
            all_of(&of),
            page.sql()
        )
    }
}

impl Store {
    /// Quotes a page at a time, the latest first; where words are asked for, those added last first. Those of copies of a
    /// report are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn quotes_latest(&self, asked: &QuotesAsked, page: Page) -> Result<(Found, bool), StoreError> {
        Ok(page.cut(self.found(&asked.page_sql(page))?))
    }

    /// Quotes in order of the days on which they were said; those of copies of a report are left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn quotes(&self, asked: &QuotesAsked) -> Result<Found, StoreError> {
        let mut found = self.found(&asked.sql())?;
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
    use crate::ask::found::sample;

    fn store() -> Store {
        let store = sample::store();
        for (article, speaker, code, text) in [
            (1, "Minister Lund", "NOR", "We will open the harbour."),
            (2, "the two envoys", "NOR,ISL", "The harbour stays shut."),
            (4, "Minister Lund", "NOR", "We will open the harbour."),
        ] {
            sample::run(
                &store,
                &format!(
                    "INSERT INTO quote (coding, kind, speaker_text, speaker_code, text, why)
                     VALUES ({article}, 'direct', '{speaker}', '{code}', '{text}', '')"
                ),
            );
        }
        store
    }

    #[test]
    fn quotes_are_found_by_words_speaker_and_code_and_copies_are_not_told_twice() {
        let texts = |asked: QuotesAsked| {
            let found = store().quotes(&asked).expect("asked");
            found.rows.iter().map(|row| found.text(row, "text")).collect::<Vec<_>>()
        };
        let some = |text: &str| Some(text.to_string());
        assert_eq!(
            texts(QuotesAsked { text: some("harbour open"), ..QuotesAsked::default() }),
            ["We will open the harbour."]
        );
        assert_eq!(texts(QuotesAsked { code: some("ISL"), ..QuotesAsked::default() }), ["The harbour stays shut."]);
        assert_eq!(texts(QuotesAsked { speaker: some("lund"), ..QuotesAsked::default() }).len(), 1);
        assert_eq!(texts(QuotesAsked { to: some("2021-05-10"), ..QuotesAsked::default() }).len(), 1);
        assert_eq!(texts(QuotesAsked::default()).len(), 2);
    }
}
