//! What can be typed after `casus`: commands and options, with their help. Examples come first, because they are what
//! most people look for.

use crate::ask::{EventsOptions, ExportOptions, LedgerOptions, PanelOptions, VerifyOptions};
use crate::brief::BriefOptions;
use crate::check::CheckOptions;
use crate::claims::ClaimsOptions;
use crate::commitments::CommitmentsOptions;
use crate::eval::EvalOptions;
use crate::import_ledger::ImportLedgerOptions;
use crate::lexicon::LexiconCommand;
use crate::quotes::QuotesOptions;
use crate::serve::ServeOptions;
use crate::states::StatesOptions;
use crate::watch::WatchOptions;
use casus_types::Date;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  casus code report.txt                          read one report, show a table
  casus code reports/ -o events.csv              a folder, one event a row
  casus code reports.jsonl.gz | jq .events       one coded document a line
  casus code 'pages/*.html' -o coded.jsonl       then again with --resume after a break
  curl -s https://example.org/page | casus code -
  casus add reports/                             into the record, casus.db
  casus page page.html                           what is kept of a page
  casus why 3fa9c1 report.txt                    what an event rests on
";

const CODE_EXAMPLES: &str = "\
Examples:
  casus code report.txt
  casus code report.txt --published 2022-06-14
  casus code reports/ -o events.parquet
  casus code crawl.warc.gz -o coded.jsonl --threads 4
  casus code crawl.warc.gz -o coded.jsonl --resume
  casus code https://example.org/page
  cat report.txt | casus code - --plain | jq .
";

const ADD_EXAMPLES: &str = "\
Examples:
  casus add reports/                             into casus.db here; again, and only what is new is coded
  casus add crawl.warc.gz --db korea.db
  casus add 'pages/*.html' --published 2022-06-14
  casus add https://example.org/page
";

const ADD_STATUS: &str = "\
The record is one SQLite file. An article is known by its address without trackers (its outlet, where it has no address)
and by its words; one that is in the record, coded by this program and lexicon, is left as it is. Each article is added
whole or not at all, so after a break the same command goes on; several programs may add at once. What cannot be added is
noted in the table set_aside, an article that ends the program too: the same command again finds it out and goes on.

Exit status:
  0 done; 1 some inputs failed (each is named on standard error, the others are done) or the record cannot be written;
  2 wrong usage, or no PATH names anything; 130 stopped by Ctrl-C: what was in hand is finished and added. A second
  Ctrl-C stops at once.";

const RECODE_EXAMPLES: &str = "\
Examples:
  casus recode                                   after an update of casus
  casus recode --lexicon my-lexicon/
  casus recode --with 1                          compare with the first run
";

const RECODE_STATUS: &str = "\
Each program, lexicon and model is a run of its own, and none overwrites another. Events are told by sentence: - lost,
+ gained, ~ changed. After a break the same command goes on.

Exit status:
  0 done; 1 some articles failed (each is named on standard error, the others are done) or the record cannot be
  written; 2 wrong usage; 130 stopped by Ctrl-C: what was in hand is finished and added.";

const PAGE_EXAMPLES: &str = "\
Examples:
  casus page page.html | jq -r .text
  casus page pages/ > cleaned.jsonl
";

const WHY_EXAMPLES: &str = "\
Examples:
  casus why 3fa9c1d2 report.txt
  casus why 3fa9c1d2e5b60718 reports.jsonl
  casus why 3fa9c1d2 --db korea.db               from the record, without the report
";

const PARSE_EXAMPLES: &str = "\
Examples:
  casus parse \"Norway sent grain to Sudan on Monday.\"
  casus parse \"Norway sent grain to Sudan on Monday.\" --format conllu > sentence.conllu
  cat report.txt | casus parse - --format jsonl | jq .proposals
";

const PARSE_FORMATS: &str = "\
JSONL, one object a sentence; words are named by their index from 0, start and end count characters of the text:
  text, start, end
  tokens       text, lemma, pos, tag, start, end of each
  tree         for each token its head (null at a root) and its label
  mentions     names, dates and amounts: kind, text, tokens {start, end}, start, end
  proposals    trigger, text, type, mode, score, status, status_score, and links: role, head, text, tokens, start,
               end, score
  predicates   verbs, and what else names a proposed act: token, text, start, end and factuality. That is +3 where
               the act happened, -3 where it did not, +1 where it is planned, +0.5 where it depends on a condition
               and 0 where it is only thought of, each times the score of the status; null where no act is proposed

CoNLL-U: the labels of the tree are in the CLEAR style of spaCy's English pipeline, XPOS holds Penn tags; comments hold
  the article and the proposals.";

const WHO_EXAMPLES: &str = "\
Examples:
  casus who \"FM Park\" --on 2022-06-14 --context KOR
  casus who \"French foreign minister\" --on 2014-05-01
  casus who NATO --on 2020-03-26
  casus who Springfield --on 2020-03-26 --context USA --format json
";

const WHO_STATUS: &str = "\
Exit status:
  0 one is meant; 1 nobody is known, or more than one may be meant; 2 wrong usage.";

const RELATE_EXAMPLES: &str = "\
Examples:
  casus relate pairs.tsv
  casus relate pairs.tsv --scheme quad -o quads.tsv

A file of pairs, with tabs between the columns; their order is free, and there may be others:
  uid   marked_sentence
  p1    <s>Norway</s> sent grain to <t>Sudan</t> on Monday.
";

const RELATE_STATUS: &str = "\
One line a row, in order: uid, label and confidence (0 to 1, three decimals), with tabs between. A row where nobody is
marked, or with too few columns, gets the label - and the confidence 0.000, so that the rows stay in step.

Exit status:
  0 done; 1 some rows have no label (each is named on standard error, the others are done); 2 wrong usage;
  130 stopped by Ctrl-C: what was in hand is finished and written.";

const EXIT_STATUS: &str = "\
Exit status:
  0 done; 1 some inputs failed (each is named on standard error, the others are done); 2 wrong usage;
  130 stopped by Ctrl-C: what was in hand is finished and written. A second Ctrl-C stops at once.";

/// Reads news reports and codes who did what to whom, with the sentence that says so.
#[derive(Debug, Parser)]
#[command(name = "casus", version, before_help = EXAMPLES, after_help = EXIT_STATUS, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports: events, quotes, claims, commitments and states
    Code(CodeOptions),
    /// Code reports and keep them in the record, a file that many tools open
    Add(AddOptions),
    /// Watch feeds: fetch what is new in them, code it, keep it in the record, and raise alerts
    Watch(WatchOptions),
    /// Code the articles of the record again, and tell what changes
    Recode(RecodeOptions),
    /// Clean reports: the article alone, one JSON object a line
    Page(PageOptions),
    /// Show what one event rests on: its sentence, rule, actors and date
    Why(WhyOptions),
    /// Show how a text is read before any coding: words, tree, names and proposed acts
    Parse(ParseOptions),
    /// Say who is meant by a name or an office on a day, with the reasons
    Who(WhoOptions),
    /// Say how a marked source stands to a marked target, for each row of a file
    Relate(RelateOptions),
    /// Score the coding on annotated articles: figures by field, and every error
    Eval(EvalOptions),
    /// Say who put which number when, and who says otherwise
    Claims(ClaimsOptions),
    /// Say who said what, in the exact words
    Quotes(QuotesOptions),
    /// Say how parties stand, as of the latest report
    States(StatesOptions),
    /// Take a table from elsewhere into the record, to check claims against
    ImportLedger(ImportLedgerOptions),
    /// Hold a claim against a ledger, by every rule of counting that could be meant
    Check(CheckOptions),
    /// Follow who is bound to do what: open, triggered, met, lapsed, withdrawn
    Commitments(CommitmentsOptions),
    /// Tell what is new on a subject, what is told again, what is contradicted
    Brief(BriefOptions),
    /// List events of the record: by actor, dyad, class, status, day, place, words
    Events(EventsOptions),
    /// Count incidents between two by week, month or year, zeros included
    Panel(PanelOptions),
    /// List one kind of act with columns of its own: launches, votes, sanctions, attacks
    Ledger(LedgerOptions),
    /// Write the tables of the record to files, with a data dictionary
    Export(ExportOptions),
    /// Check that the record is whole
    Verify(VerifyOptions),
    /// Show the record as a page in the browser, on this machine alone
    Serve(ServeOptions),
    /// Check the lexicon's files; try a sentence on its rules
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What to read; shared by all commands that read reports.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct InputOptions {
    /// Files, folders (read through), globs, - for standard input, or addresses of pages (https://…). What stands in
    /// files is told by content: pages, plain text, JSONL, feeds (RSS, Atom, JSON), WARC, or gzip of these
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<String>,

    /// The day of publication (2022-06-14) for reports that bring none of their own
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Date>,

    /// No page cleaning: every paragraph is read and nothing is dropped
    #[arg(long)]
    pub(crate) plain: bool,

    /// A private host or range that may be fetched from: intranet.example, 10.1.0.0/16, 127.0.0.1:8080
    #[arg(long, value_name = "HOST")]
    pub(crate) allow: Vec<String>,

    /// An analyst's lexicon files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,

    /// How many threads; the output is the same on any number [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, clap::Args)]
#[command(before_help = CODE_EXAMPLES, after_help = EXIT_STATUS)]
pub(crate) struct CodeOptions {
    #[command(flatten)]
    pub(crate) input: InputOptions,

    /// How to write it [default: by the suffix of FILE, else a table on a terminal, else JSONL]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Go on with a JSONL FILE that was cut off: reports that are in it are not coded again
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
}

/// Which record.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct RecordOptions {
    /// The record [default: what CASUS_DB names, else casus.db here]
    #[arg(long, value_name = "FILE")]
    pub(crate) db: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(before_help = ADD_EXAMPLES, after_help = ADD_STATUS)]
pub(crate) struct AddOptions {
    #[command(flatten)]
    pub(crate) input: InputOptions,

    /// Codes this report alone and adds nothing: whether that ends the program
    #[arg(long, value_name = "SOURCE", hide = true)]
    pub(crate) probe: Option<String>,

    #[command(flatten)]
    pub(crate) record: RecordOptions,
}

#[derive(Debug, clap::Args)]
#[command(before_help = RECODE_EXAMPLES, after_help = RECODE_STATUS)]
pub(crate) struct RecodeOptions {
    #[command(flatten)]
    pub(crate) record: RecordOptions,

    /// Codes this report alone and adds nothing: whether that ends the program
    #[arg(long, value_name = "SOURCE", hide = true)]
    pub(crate) probe: Option<String>,

    /// The number of the run to compare with [default: the last one before]
    #[arg(long, value_name = "RUN")]
    pub(crate) with: Option<i64>,

    /// An analyst's lexicon files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,

    /// How many threads; the record is the same on any number [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, clap::Args)]
#[command(before_help = PAGE_EXAMPLES, after_help = EXIT_STATUS)]
pub(crate) struct PageOptions {
    #[command(flatten)]
    pub(crate) input: InputOptions,
}

#[derive(Debug, clap::Args)]
#[command(before_help = WHY_EXAMPLES, after_help = EXIT_STATUS)]
pub(crate) struct WhyOptions {
    /// The event's id, or its first six digits or more
    #[arg(value_name = "EVENT_ID")]
    pub(crate) event: String,

    #[command(flatten)]
    pub(crate) input: InputOptions,

    #[command(flatten)]
    pub(crate) record: RecordOptions,
}

#[derive(Debug, clap::Args)]
#[command(before_help = PARSE_EXAMPLES, after_help = PARSE_FORMATS)]
pub(crate) struct ParseOptions {
    /// The text, a sentence or more, read as it stands; - for standard input
    #[arg(value_name = "TEXT", required = true)]
    pub(crate) words: Vec<String>,

    /// How to show it
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: ParseFormat,
}

#[derive(Debug, clap::Args)]
#[command(before_help = WHO_EXAMPLES, after_help = WHO_STATUS)]
pub(crate) struct WhoOptions {
    /// A name, a title with a name, or an office with its country, as a report writes it
    #[arg(value_name = "NAME", required = true)]
    pub(crate) words: Vec<String>,

    /// The day
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Date,

    /// The code of the country that the report is about: KOR
    #[arg(long, value_name = "CODE")]
    pub(crate) context: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: WhoFormat,

    /// An analyst's lexicon files, laid over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// The forms in which an answer is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoFormat {
    /// For reading
    Table,
    /// One object
    Json,
}

/// The forms in which a reading is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// For reading
    Table,
    /// A word a line, as other tools for trees read it
    Conllu,
    /// One object a sentence
    Jsonl,
}

#[derive(Debug, clap::Args)]
#[command(before_help = RELATE_EXAMPLES, after_help = RELATE_STATUS)]
pub(crate) struct RelateOptions {
    /// A table with the columns uid (or sentence_id) and marked_sentence; - for standard input. The source stands in
    /// <s>…</s>, the target in <t>…</t>; either may stand there more than once, and one may be missing
    #[arg(value_name = "FILE")]
    pub(crate) file: String,

    /// In which terms to tell it
    #[arg(long, value_enum, default_value = "plover")]
    pub(crate) scheme: RelateScheme,

    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// An analyst's lexicon files, laid over the built-in ones; CAMEO's codes are theirs
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,

    /// How many threads; the output is the same on any number [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

/// The terms in which a relation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RelateScheme {
    /// PLOVER's classes
    Plover,
    /// The fifteen classes of the PLV pair benchmark: CONCEDE and RETREAT are YIELD, formal sanctions are COERCE
    Plv,
    /// CAMEO's codes
    Cameo,
    /// verbal-cooperation, material-cooperation, verbal-conflict or material-conflict
    Quad,
}

/// The forms in which coded reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Table,
    /// One array of coded documents
    Json,
    /// One coded document a line
    Jsonl,
    /// One event a row; text that a spreadsheet would take for a formula gets a leading apostrophe
    Csv,
    /// One event a row, with typed columns
    Parquet,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn help_shows_examples_before_options() {
        let asking = ["claims", "quotes", "states", "import-ledger", "check", "commitments", "brief"];
        let names = ["code", "add", "watch", "recode", "page", "why", "parse", "relate", "who"];
        for name in names.iter().chain(&asking).chain(&["events", "panel", "ledger", "export", "verify", "serve"]) {
            let help = Args::command().find_subcommand_mut(name).unwrap().render_long_help().to_string();
            let (examples, options) = (help.find("Examples:").unwrap(), help.find("Options:").unwrap());
            assert!(examples < options, "{name}");
        }
    }
}
