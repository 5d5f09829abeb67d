//! `casus lexicon`: the analyst's path. Check the files and try their sentences; put one sentence on trial; see what the
//! files change on a folder of reports.

mod check;
mod diff;
mod trial;

use crate::Status;
use crate::args::InputOptions;
use clap::Subcommand;
use std::path::PathBuf;

const CHECK_EXAMPLES: &str = "\
Examples:
  casus lexicon check                    the built-in lexicon
  casus lexicon check mine/              with your files laid over it
  casus lexicon check --gaps             and every day on which nobody is known to hold an office of one
";

const TRY_EXAMPLES: &str = "\
Examples:
  casus lexicon try \"Norway sent grain to Sudan on Monday.\"
  casus lexicon try --lexicon mine/ \"Norway sent grain to Sudan on Monday.\"
";

const DIFF_EXAMPLES: &str = "\
Examples:
  casus lexicon diff --lexicon mine/ reports/     events lost (-) and gained (+) by your files
";

const DIFF_STATUS: &str = "\
Exit status:
  0 done, whatever changed; 1 some reports failed, each named, the others are compared; 2 wrong usage.";

const CHECK_STATUS: &str = "\
Exit status:
  0 nothing to complain of; 1 complaints; 2 wrong usage.";

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Check the lexicon's files, and the sentences beside every rule
    #[command(before_help = CHECK_EXAMPLES, after_help = CHECK_STATUS)]
    Check {
        /// Folders laid over the built-in lexicon, one after the other
        #[arg(value_name = "DIR")]
        folders: Vec<PathBuf>,

        /// The same, as the other commands have it
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,

        /// List the gaps too: days for which nobody is known to hold an office that others held before and after
        #[arg(long)]
        gaps: bool,
    },
    /// Show the events that your files lose and gain on reports, each with its sentence and its rule
    #[command(before_help = DIFF_EXAMPLES, after_help = DIFF_STATUS)]
    Diff(InputOptions),
    /// Show how a sentence is read: who is named, which rules fire and which nearly do
    #[command(before_help = TRY_EXAMPLES)]
    Try {
        /// The sentence
        #[arg(value_name = "SENTENCE", required = true)]
        words: Vec<String>,

        /// An analyst's lexicon files, laid over the built-in ones
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,
    },
}

/// Runs the command.
pub(crate) fn run(command: &LexiconCommand) -> Status {
    match command {
        LexiconCommand::Check { folders, lexicon, gaps } => check::run(lexicon.iter().chain(folders), *gaps),
        LexiconCommand::Diff(options) => diff::run(options),
        LexiconCommand::Try { words, lexicon } => trial::run(&words.join(" "), lexicon.as_ref()),
    }
}
