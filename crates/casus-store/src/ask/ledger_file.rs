//! The files of ledgers, one a ledger: its question, which incidents feed it, its own columns and what fills each. They
//! are the analyst's; what is wrong with them is said all at once, with file, line and a way out.

use super::ledger;
use crate::open::Store;
use casus_types::{Complaint, EventType, Ledger, Status};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use toml::Spanned;

/// A file as it lies on disk or in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFile {
    /// Its name without `.toml`: what `casus ledger` takes.
    pub name: String,
    /// The name for messages: `ledgers/launches.toml`.
    pub shown: String,
    /// What stands in it.
    pub text: String,
}

/// A ledger, as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerForm {
    /// What it answers.
    pub(crate) question: Spanned<String>,
    /// Which incidents are rows of it.
    pub(crate) feeds: Feeds,
    /// Its own columns, in order.
    #[serde(default, rename = "column")]
    pub(crate) columns: Vec<ColumnForm>,
}

impl LedgerForm {
    /// What it answers.
    pub fn question(&self) -> &str {
        self.question.get_ref()
    }

    /// Its own columns, each with its meaning.
    pub fn meanings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().map(|column| (column.name.get_ref().as_str(), column.meaning.get_ref().as_str()))
    }
}

/// Which incidents are rows. What is left out does not narrow, except that without `status` facts alone are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feeds {
    #[serde(default)]
    pub(crate) ledger: Vec<Spanned<String>>,
    #[serde(default, rename = "type")]
    pub(crate) kinds: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) mode: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) status: Vec<Spanned<String>>,
}

/// A column. Exactly one of `incident`, `party`, `claim`, `cases`, `after` and `sql` fills it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnForm {
    pub(crate) name: Spanned<String>,
    pub(crate) meaning: Spanned<String>,
    /// A field of the incident.
    pub(crate) incident: Option<Spanned<String>>,
    /// `actor` or `recipient`: who stands there, in any witness.
    pub(crate) party: Option<Spanned<String>>,
    /// Only in witnesses of these classes.
    #[serde(default, rename = "type")]
    pub(crate) kinds: Vec<Spanned<String>>,
    /// `code`, or `name`: as the surest witness has it.
    pub(crate) show: Option<Spanned<String>>,
    /// A number that is claimed: `most` (what most articles say), `least`, `greatest`, or `all` of them.
    pub(crate) claim: Option<Spanned<String>>,
    /// Only of these classes of `lexicon/units/units.csv`.
    #[serde(default)]
    pub(crate) class: Vec<Spanned<String>>,
    /// Only where the unit holds one of these words.
    #[serde(default)]
    pub(crate) unit: Vec<Spanned<String>>,
    /// Only where the unit holds none of these words.
    #[serde(default)]
    pub(crate) not_unit: Vec<Spanned<String>>,
    /// Cases with what each says; the first that fits is taken.
    #[serde(default)]
    pub(crate) cases: Vec<CaseForm>,
    /// All cases that fit are taken.
    #[serde(default)]
    pub(crate) every: bool,
    /// The whole number that follows one of these words in a sentence.
    #[serde(default)]
    pub(crate) after: Vec<Spanned<String>>,
    /// An expression of SQL over `i`, the row of `incident`.
    pub(crate) sql: Option<Spanned<String>>,
}

/// A case: all that is given must hold in one witness.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseForm {
    pub(crate) say: Spanned<String>,
    #[serde(default, rename = "type")]
    pub(crate) kinds: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) mode: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) status: Vec<Spanned<String>>,
    /// One of these stands in the sentence, also as part of a word.
    #[serde(default)]
    pub(crate) words: Vec<Spanned<String>>,
}

/// All ledgers, free of complaints, by name.
#[derive(Clone, Debug)]
pub struct Ledgers(Vec<(String, LedgerForm)>);

impl LedgerFile {
    /// The files of a folder, by name.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn read_folder(folder: &Path) -> std::io::Result<Vec<LedgerFile>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if path.extension().is_some_and(|suffix| suffix == "toml") && !stem.starts_with('.') {
                let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
                files.push(LedgerFile { name: stem, shown: path.display().to_string(), text });
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    /// The files that are built into the program.
    pub fn embedded() -> Vec<LedgerFile> {
        let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/ledgers.rs"));
        let file = |(name, text): &(&str, &str)| LedgerFile {
            name: (*name).to_string(),
            shown: format!("ledgers/{name}.toml"),
            text: (*text).to_string(),
        };
        files.iter().map(file).collect()
    }
}

impl Ledgers {
    /// The ledgers that are built in, with an analyst's files laid over them: one of the same name takes its place.
    ///
    /// # Errors
    /// All that is wrong with the files.
    pub fn over(above: &[LedgerFile]) -> Result<Ledgers, Vec<Complaint>> {
        let mut files = LedgerFile::embedded();
        files.retain(|file| above.iter().all(|upper| upper.name != file.name));
        files.extend_from_slice(above);
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let mut complaints = Vec::new();
        let mut ledgers = Vec::new();
        for file in &files {
            match toml::from_str::<LedgerForm>(&file.text) {
                Ok(form) => {
                    let mut check = Check { file, complaints: &mut complaints };
                    check.form(&form);
                    ledgers.push((file.name.clone(), form));
                }
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start);
                    let help = "see ledgers/README.md for what a ledger has";
                    complaints.push(Complaint::at(&file.shown, &file.text, at, error.message().trim(), help));
                }
            }
        }
        complaints.sort();
        if complaints.is_empty() { Ok(Ledgers(ledgers)) } else { Err(complaints) }
    }

    /// The names, in order.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// A ledger by its name.
    pub fn get(&self, name: &str) -> Option<&LedgerForm> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, form)| form)
    }
}

/// The fields of an incident that a column can show.
pub(crate) const FIELDS: [&str; 12] = [
    "type",
    "mode",
    "ledger",
    "quad",
    "score",
    "place",
    "place_country",
    "lat",
    "lon",
    "actors",
    "recipients",
    "summary",
];
const PARTIES: [&str; 2] = ["actor", "recipient"];
const SHOWN: [&str; 2] = ["code", "name"];
const PICKS: [&str; 4] = ["most", "least", "greatest", "all"];

/// The checks of one file.
struct Check<'f> {
    file: &'f LedgerFile,
    complaints: &'f mut Vec<Complaint>,
}

impl Check<'_> {
    fn form(&mut self, form: &LedgerForm) {
        self.named(&self.file.name.clone(), 0);
        self.said(&form.question, "the question");
        let feeds = &form.feeds;
        if feeds.ledger.is_empty() && feeds.kinds.is_empty() {
            self.push(0, "nothing feeds the ledger", "name a `ledger` or a `type` under [feeds]");
        }
        self.known(&feeds.ledger, &words_of(&LEDGERS));
        self.known(&feeds.kinds, &EventType::ALL.map(EventType::code));
        self.known(&feeds.status, &Status::ALL.map(Status::word));
        let mut seen: BTreeSet<&str> = ledger::FIXED.iter().map(|(name, ..)| *name).collect();
        for column in &form.columns {
            let name = column.name.get_ref();
            if !seen.insert(name) {
                let help =
                    format!("give it another name; every ledger has {}", quoted(&ledger::FIXED.map(|(name, ..)| name)));
                self.push(column.name.span().start, format!("a second column `{name}`"), help);
            }
            self.column(column);
        }
        if self.complaints.iter().all(|complaint| *complaint.file != *self.file.shown) {
            self.tried(form);
        }
    }

    fn column(&mut self, column: &ColumnForm) {
        let at = column.name.span().start;
        self.named(column.name.get_ref(), at);
        self.said(&column.meaning, "the meaning");
        let fills = [
            column.incident.is_some(),
            column.party.is_some(),
            column.claim.is_some(),
            !column.cases.is_empty(),
            !column.after.is_empty(),
            column.sql.is_some(),
        ];
        let filled = fills.iter().filter(|fill| **fill).count();
        if filled != 1 {
            let what = if filled == 0 { "nothing fills" } else { "more than one thing fills" };
            let help = "give exactly one of `incident`, `party`, `claim`, `cases`, `after`, `sql`";
            self.push(at, format!("{what} the column `{}`", column.name.get_ref()), help);
        }
        self.known(column.incident.as_slice(), &FIELDS);
        self.known(column.party.as_slice(), &PARTIES);
        self.known(column.show.as_slice(), &SHOWN);
        self.known(column.claim.as_slice(), &PICKS);
        self.known(&column.kinds, &EventType::ALL.map(EventType::code));
        for (given, what, with) in [
            (
                !column.class.is_empty() || !column.unit.is_empty() || !column.not_unit.is_empty(),
                "`class`, `unit` and `not_unit`",
                "claim",
            ),
            (column.show.is_some() || !column.kinds.is_empty(), "`show` and `type`", "party"),
        ] {
            let there = if with == "claim" { column.claim.is_some() } else { column.party.is_some() };
            if given && !there {
                self.push(
                    at,
                    format!("{what} say nothing without `{with}`"),
                    format!("add `{with}`, or take them out"),
                );
            }
        }
        for case in &column.cases {
            self.said(&case.say, "what the case says");
            self.known(&case.kinds, &EventType::ALL.map(EventType::code));
            self.known(&case.status, &Status::ALL.map(Status::word));
            if case.kinds.is_empty() && case.mode.is_empty() && case.status.is_empty() && case.words.is_empty() {
                let help = "give it `words`, `type`, `mode` or `status`";
                self.push(case.say.span().start, format!("the case \"{}\" fits everything", case.say.get_ref()), help);
            }
        }
    }

    /// Whether SQLite takes each column, on an empty record.
    fn tried(&mut self, form: &LedgerForm) {
        let Ok(store) = Store::in_memory() else { return };
        for column in &form.columns {
            let sql = format!("SELECT {} FROM incident AS i", ledger::expression(column));
            if let Err(why) = store.sql.prepare(&sql) {
                let at = column.sql.as_ref().map_or(column.name.span().start, |sql| sql.span().start);
                let why = match why {
                    rusqlite::Error::SqlInputError { msg, .. } => msg,
                    other => other.to_string(),
                };
                let help = "the expression stands in SELECT … FROM incident AS i; see crates/casus-store/schema/1.sql";
                self.push(at, format!("SQLite does not take the column `{}`: {why}", column.name.get_ref()), help);
            }
        }
    }

    fn named(&mut self, name: &str, at: usize) {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain {
            self.push(at, format!("the name `{name}`"), "use small letters, digits and `_`");
        }
    }

    fn said(&mut self, text: &Spanned<String>, what: &str) {
        if text.get_ref().trim().is_empty() {
            self.push(text.span().start, format!("{what} is empty"), "say it in a sentence");
        }
    }

    fn known(&mut self, given: &[Spanned<String>], known: &[&str]) {
        for one in given {
            if !known.contains(&one.get_ref().as_str()) {
                self.push(
                    one.span().start,
                    format!("`{}` is not known here", one.get_ref()),
                    format!("use one of {}", quoted(known)),
                );
            }
        }
    }

    fn push(&mut self, at: usize, what: impl Into<String>, help: impl Into<String>) {
        self.complaints.push(Complaint::at(&self.file.shown, &self.file.text, at, what, help));
    }
}

/// The running lists that events name.
const LEDGERS: [Ledger; 10] = [
    Ledger::Launches,
    Ledger::NuclearTests,
    Ledger::Sanctions,
    Ledger::Votes,
    Ledger::Meetings,
    Ledger::Aid,
    Ledger::Deployments,
    Ledger::Attacks,
    Ledger::Protests,
    Ledger::Arrests,
];

fn words_of(ledgers: &[Ledger]) -> Vec<&'static str> {
    ledgers
        .iter()
        .map(|ledger| match ledger {
            Ledger::Launches => "launches",
            Ledger::NuclearTests => "nuclear_tests",
            Ledger::Sanctions => "sanctions",
            Ledger::Votes => "votes",
            Ledger::Meetings => "meetings",
            Ledger::Aid => "aid",
            Ledger::Deployments => "deployments",
            Ledger::Attacks => "attacks",
            Ledger::Protests => "protests",
            Ledger::Arrests => "arrests",
        })
        .collect()
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
