//! Who said what, in the exact words of the report.

use super::answer::{Answer, Holds, Page};
use super::looked::{Floor, LOOKED_THROUGH, RARE};
use super::sql::{SOURCE, all_of, among, lists, search_in, text};
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

const HOLDS: [(&str, Holds); 5] = [
    ("quote", Holds::Whole),
    ("said", Holds::Day),
    ("published", Holds::Day),
    ("report", Holds::Whole),
    ("copies", Holds::Whole),
];

impl QuotesAsked {
    /// Words are looked up as words, accents aside.
    fn words(&self) -> Result<Vec<String>, StoreError> {
        let asked = [("speaker speaker_text", &self.speaker), ("text", &self.text)];
        let words = asked.into_iter().filter_map(|(columns, typed)| Some(search_in(columns, typed.as_deref()?)));
        words.collect()
    }

    fn sql(&self, run: i64) -> Result<String, StoreError> {
        let said = "coalesce(q.said_from, a.published)";
        let mut of = vec![format!("k.run = {run}")];
        let words = self.words()?;
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
             q.kind,\n  q.cue, q.addressee, q.text, {SOURCE} AS source, a.published, a.id AS article, \
             a.article AS report,\n  \
             (SELECT count(*) FROM article copy WHERE copy.wire = a.article) AS copies\n\
             FROM {from} coding k USING (coding) JOIN article a USING (article)\n\
             WHERE {}\n  AND a.wire IS NULL\n\
             ORDER BY said, q.quote",
            all_of(&of)
        ))
    }
}

/// A table that leads, with its conditions.
struct Lead {
    table: &'static str,
    conditions: Vec<String>,
    order: &'static str,
}

impl Lead {
    fn alone(&self) -> String {
        match self.conditions.as_slice() {
            [] => self.table.to_string(),
            conditions => format!("{} WHERE {}", self.table, conditions.join(" AND ")),
        }
    }
}

/// How many codes of joint speakers are looked up at most.
const JOINT: usize = 200;

impl QuotesAsked {
    fn days(&self) -> Vec<String> {
        let from = self.from.as_deref().map(|day| format!("q.day >= {}", text(day)));
        let to = self.to.as_deref().map(|day| format!("q.day <= {}", text(day)));
        from.into_iter().chain(to).collect()
    }

    /// What leads where words do, and where they do not: one for each code.
    fn by_words(words: &[String]) -> Lead {
        let conditions = vec![format!("quote_words MATCH {}", text(&words.join(" AND ")))];
        Lead { table: "quote_words", conditions, order: "quote_words.rowid" }
    }

    fn by_codes(&self, codes: Option<&[String]>) -> Vec<Lead> {
        let lead = |code: Option<&String>| {
            let mut conditions: Vec<String> =
                code.map(|code| format!("q.speaker_code = {}", text(code))).into_iter().collect();
            conditions.extend(self.days());
            Lead { table: "quote AS q", conditions, order: "q.day" }
        };
        codes.map_or_else(|| vec![lead(None)], |codes| codes.iter().map(|code| lead(Some(code))).collect())
    }

    /// A page at a time, the latest first.
    fn page_sql(
        &self,
        run: i64,
        page: Page,
        leads: &[Lead],
        codes: Option<&[String]>,
        floor: Option<&Floor>,
    ) -> Result<String, StoreError> {
        let mut beside = vec![format!("k.run = {run} AND a.wire IS NULL")];
        beside.extend(self.kind.as_deref().map(|kind| format!("q.kind = {}", text(kind))));
        let by_words = leads.iter().any(|lead| lead.table == "quote_words");
        let words = self.words()?;
        let join = if by_words {
            beside.extend(codes.map(|codes| format!("q.speaker_code {}", among(codes))));
            beside.extend(self.days());
            "CROSS JOIN quote AS q ON q.quote = quote_words.rowid"
        } else {
            if !words.is_empty() {
                beside.push(format!(
                    "EXISTS (SELECT 1 FROM quote_words WHERE quote_words.rowid = q.quote AND quote_words MATCH {})",
                    text(&words.join(" AND "))
                ));
            }
            ""
        };
        let until = page.limit + page.offset + 1;
        let one = |lead: &Lead| {
            let mut of = lead.conditions.clone();
            of.extend(beside.clone());
            of.extend(floor.map(|floor| floor.condition.replacen("day", "q.day", 1)));
            let order = if by_words { "quote_words.rowid DESC" } else { "q.day DESC, q.quote DESC" };
            format!(
                "SELECT q.day, q.quote FROM {} {join} CROSS JOIN coding AS k USING (coding) CROSS JOIN article AS a USING (article)\n  \
                 WHERE {}\n  ORDER BY {order}",
                lead.table,
                all_of(&of)
            )
        };
        let order = if by_words { "quote DESC" } else { "day DESC, quote DESC" };
        let found = match leads {
            [lead] => format!("{} {}", one(lead), page.sql()),
            several => {
                let each = several.iter().map(|lead| format!("SELECT * FROM ({} LIMIT {until})", one(lead)));
                format!("{}\n  ORDER BY {order} {}", each.collect::<Vec<_>>().join("\n  UNION "), page.sql())
            }
        };
        let order = if by_words { "found.quote DESC" } else { "found.day DESC, found.quote DESC" };
        Ok(format!(
            "SELECT q.quote, q.day AS said, q.speaker_text AS speaker, q.speaker_code AS code, q.speaker AS speaker_name, q.kind,\n  \
             q.cue, q.addressee, q.text, {SOURCE} AS source, a.published, a.id AS article, a.article AS report, a.headline,\n  \
             (SELECT count(*) FROM article copy WHERE copy.wire = a.article) AS copies\n\
             FROM (\n  {found}) AS found CROSS JOIN quote AS q ON q.quote = found.quote\n\
             CROSS JOIN coding AS k USING (coding) CROSS JOIN article AS a USING (article)\n\
             ORDER BY {order}"
        ))
    }
}

impl Store {
    /// Quotes a page at a time, the latest first; where words are asked for, those added last first. Those of copies of a
    /// report are left out.
    ///
    /// # Errors
    /// No word can be searched for, or the file cannot be read.
    pub fn quotes_latest(&self, asked: &QuotesAsked, page: Page) -> Result<Answer, StoreError> {
        let run = self.run(asked.run)?;
        let codes = asked.code.as_deref().map(|code| self.spoken_for(code)).transpose()?;
        let codes = codes.as_deref();
        let words = asked.words()?;
        let mut leads = asked.by_codes(codes);
        let mut by_words = !words.is_empty();
        if by_words && codes.is_some() {
            let mut left = 0;
            for lead in &leads {
                left += self.few(&lead.alone())?;
            }
            by_words = left > RARE;
        }
        if by_words {
            leads = vec![QuotesAsked::by_words(&words)];
        }
        let mut floor: Option<Floor> = None;
        for lead in leads.iter().filter(|_| page.at_once) {
            let last = self.floor(lead.order, &lead.alone(), LOOKED_THROUGH + page.offset)?;
            let found = last.and_then(|last| match by_words {
                true => Floor::of_words(lead.table, &last),
                false => Floor::of_days("day", &last),
            });
            floor = floor.into_iter().chain(found).max_by(|one, other| one.condition.cmp(&other.condition));
        }
        let sql = asked.page_sql(run.run, page, &leads, codes, floor.as_ref())?;
        Ok(page.cut_at(self.answer(Some(run), sql, &HOLDS)?, floor))
    }

    /// A code, and those of joint speakers that it is one of.
    fn spoken_for(&self, code: &str) -> Result<Vec<String>, StoreError> {
        // One step of the index a code, not one a quote.
        let sql = format!(
            "WITH RECURSIVE each(code) AS (SELECT min(speaker_code) FROM quote\n  \
             UNION ALL SELECT (SELECT min(speaker_code) FROM quote WHERE speaker_code > each.code) FROM each WHERE code IS NOT NULL)\n\
             SELECT code FROM each WHERE code LIKE '%;%' AND {} LIMIT {JOINT}",
            lists("code", code)
        );
        let found = self.found(&sql)?;
        let joint = found.rows.iter().map(|row| found.text(row, "code"));
        Ok(std::iter::once(code.to_string()).chain(joint).collect())
    }

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
