//! One article as it is shown: its text, what was dropped from its page, and layer by layer what stands where in it. Places
//! count characters of the text.

use super::answer::Answer;
use crate::error::StoreError;
use crate::open::Store;
use rusqlite::OptionalExtension;

/// An article with its layers, as the latest run has them.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleShown {
    /// The article itself, one row.
    pub article: Answer,
    /// Start and end of its paragraphs.
    pub paragraphs: Vec<(usize, usize)>,
    /// What is no part of it, and why.
    pub dropped: Vec<Dropped>,
    /// Each place where somebody is named.
    pub actors: Vec<NamedAt>,
    /// Its events, by the place of the word that names each.
    pub events: Answer,
    /// What is said in it.
    pub quotes: Answer,
    /// Numbers put on facts.
    pub claims: Answer,
    /// Who is bound to what.
    pub commitments: Answer,
    /// How things stand.
    pub states: Answer,
}

/// A piece of the text that is no part of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Why.
    pub why: String,
}

/// Somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAt {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The fullest name in the article.
    pub name: String,
    /// Country or body.
    pub code: Option<String>,
    /// Sector.
    pub sector: Option<String>,
}

/// How an actor is kept: name, code, sector, places.
type Kept = (String, Option<String>, Option<String>, Vec<(usize, usize)>);

const ARTICLE: &str = "SELECT a.article, a.headline, a.text, a.url, a.source, a.outlet, a.agency, a.place, a.published, a.wire, \
     a.likeness, a.paragraphs, a.dropped, (SELECT max(c.coding) FROM coding AS c WHERE c.article = a.article) AS coding, \
     (SELECT c.run FROM coding AS c WHERE c.article = a.article ORDER BY c.run DESC LIMIT 1) AS run, \
     (SELECT group_concat(copy.article, ';') FROM article AS copy WHERE copy.wire = a.article) AS copies FROM article AS a \
     WHERE a.article = ";

const PARTIES: &str =
    "(SELECT group_concat(coalesce(p.code, p.text), ';') FROM participant AS p WHERE p.event = e.event AND p.side = ";

impl Store {
    /// An article, if there is one of this number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn article_shown(&self, article: i64) -> Result<Option<ArticleShown>, StoreError> {
        let shown = self.found(&format!("{ARTICLE}{article}"))?;
        let Some(row) = shown.rows.first() else { return Ok(None) };
        let paragraphs = serde_json::from_str(&shown.text(row, "paragraphs")).unwrap_or_default();
        let dropped: Vec<(usize, usize, String)> =
            serde_json::from_str(&shown.text(row, "dropped")).unwrap_or_default();
        let dropped = dropped.into_iter().map(|(start, end, why)| Dropped { start, end, why }).collect();
        let coding = shown.number(row, "coding").unwrap_or_default() as i64;
        let of = |what: &str, from: &str| {
            self.found(&format!("SELECT {what} FROM {from} WHERE {coding} = coding ORDER BY start, finish"))
        };
        let events = format!(
            "e.id, e.event, e.incident, e.start, e.finish, e.evidence_start, e.evidence_finish, e.type, e.mode, e.status, e.quad, \
             e.score, e.ledger, e.status_why, e.salience, e.start_date, e.end_date, e.date_why, e.place, e.place_country, \
             e.said_by_text AS said_by, {PARTIES}'actor' ORDER BY p.place) AS actors, {PARTIES}'recipient' ORDER BY p.place) AS \
             recipients, e.rule, e.reader_score, e.confidence, e.why"
        );
        Ok(Some(ArticleShown {
            paragraphs,
            dropped,
            actors: self.named_in(coding)?,
            events: of(&events, "event AS e")?,
            quotes: self.found(&format!(
                "SELECT quote, parts, kind, speaker_text AS speaker, speaker_code AS code, addressee, cue, text, said_from, said_to, \
                 day, why FROM quote WHERE coding = {coding} ORDER BY quote"
            ))?,
            claims: of(
                "claim, start, finish, number, number_to, comparator, unit, unit_class, currency, subject, claimant, from_date, to_date, \
                 ledger, event_id, why",
                "claim",
            )?,
            commitments: of(
                "commitment, start, finish, kind, strength, trigger, trigger_actor, response, committed, toward, said_by_text AS \
                 said_by, deadline, why",
                "commitment",
            )?,
            states: of(
                "state, start, finish, relation, negated, parties, toward, since, until, as_of, said_by_text AS said_by, why",
                "state",
            )?,
            article: shown,
        }))
    }

    fn named_in(&self, coding: i64) -> Result<Vec<NamedAt>, StoreError> {
        let mut ask = self.sql.prepare_cached("SELECT actors FROM named WHERE coding = ?1")?;
        let kept: Option<String> = ask.query_row([coding], |row| row.get(0)).optional()?;
        let kept: Vec<Kept> = kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default();
        let mut named: Vec<NamedAt> = kept
            .into_iter()
            .flat_map(|(name, code, sector, places)| {
                places.into_iter().map(move |(start, end)| NamedAt {
                    start,
                    end,
                    name: name.clone(),
                    code: code.clone(),
                    sector: sector.clone(),
                })
            })
            .collect();
        named.sort_by_key(|named| (named.start, named.end));
        Ok(named)
    }

    /// An incident with those who tell of it and with other incidents that may be the same act; nothing where there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn incident_told(&self, incident: i64) -> Result<Option<[Answer; 3]>, StoreError> {
        let told = self.found(&format!(
            "SELECT {}, i.run FROM incident AS i WHERE i.incident = {incident}",
            super::incidents::shown()
        ))?;
        if told.rows.is_empty() {
            return Ok(None);
        }
        let witnesses = self.found(&format!(
            "SELECT e.id AS event, a.article, a.headline, coalesce(a.outlet, a.agency, a.source) AS outlet, a.published, a.url, a.wire, \
             e.type, e.mode, e.trigger, e.evidence, e.start_date, e.end_date, e.place, e.status, e.said_by_text AS said_by, \
             e.salience, e.confidence, e.start, e.finish, {PARTIES}'actor' ORDER BY p.place) AS actors, \
             {PARTIES}'recipient' ORDER BY p.place) AS recipients\n\
             FROM event AS e JOIN coding AS c ON c.coding = e.coding JOIN article AS a ON a.article = c.article\n\
             WHERE e.incident = {incident} ORDER BY a.published, e.event LIMIT {WITNESSES}"
        ))?;
        let links = self.found(&format!(
            "SELECT o.incident, round(max(l.chance), 3) AS chance, i.start_date, i.type, i.status, i.summary\n\
             FROM event AS e JOIN link AS l ON l.event = e.event JOIN event AS o ON o.event = l.other\n\
             JOIN incident AS i ON i.incident = o.incident\n\
             WHERE e.incident = {incident} AND o.incident <> {incident} GROUP BY o.incident ORDER BY chance DESC, o.incident LIMIT {LINKS}"
        ))?;
        Ok(Some([told, witnesses, links]))
    }

    /// Articles in which these words stand, those added last first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn articles_with(&self, typed: &str, limit: usize) -> Result<Answer, StoreError> {
        let Some(words) = super::sql::search(typed) else {
            return Ok(Answer::new(None, &[], &[], String::new()));
        };
        self.found(&format!(
            "SELECT a.article, a.headline, coalesce(a.outlet, a.agency, a.source) AS outlet, a.published\n\
             FROM article_words CROSS JOIN article AS a ON a.article = article_words.rowid\n\
             WHERE article_words MATCH {} ORDER BY article_words.rowid DESC LIMIT {limit}",
            super::sql::text(&words)
        ))
    }
}

/// At most so many who tell of one act are shown.
const WITNESSES: usize = 500;
/// And so many that may be the same.
const LINKS: usize = 50;
