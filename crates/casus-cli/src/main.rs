//! The program `casus`: commands, their options, the terminal. Everything it knows about reports it asks of the line;
//! here is only what a person at a keyboard sees.

mod add;
mod args;
mod ask;
mod brief;
mod check;
mod claims;
mod code;
mod commitments;
mod eval;
mod import_ledger;
mod in_hand;
mod input;
mod interrupt;
mod lexicon;
mod output;
mod page;
mod parse;
mod print;
mod quotes;
mod recode;
mod record;
mod relate;
mod resume;
mod serve;
mod states;
mod typed;
mod watch;
mod web;
mod who;
mod why;
mod why_record;

use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// How a command ended; what the shell sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Everything asked for is done.
    Done,
    /// Some inputs failed, each named on standard error; the others are done.
    SomeFailed,
    /// Nothing was done: the command, the lexicon or the output is not usable as given.
    Unusable,
    /// Ended by Ctrl-C after finishing what was in hand.
    Interrupted,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::SomeFailed => 1,
            Status::Unusable => 2,
            Status::Interrupted => 130,
        })
    }
}

fn main() -> ExitCode {
    print::keep_panics_of_the_coder_quiet();
    let status = match Args::parse().command {
        Command::Code(options) => code::run(&options),
        Command::Add(options) => add::run(&options),
        Command::Watch(options) => watch::run(&options),
        Command::Recode(options) => recode::run(&options),
        Command::Page(options) => page::run(&options),
        Command::Why(options) => why::run(&options),
        Command::Parse(options) => parse::run(&options),
        Command::Who(options) => who::run(&options),
        Command::Relate(options) => relate::run(&options),
        Command::Eval(options) => eval::run(&options),
        Command::Claims(options) => claims::run(&options),
        Command::Quotes(options) => quotes::run(&options),
        Command::States(options) => states::run(&options),
        Command::ImportLedger(options) => import_ledger::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Commitments(options) => commitments::run(&options),
        Command::Brief(options) => brief::run(&options),
        Command::Events(options) => ask::events(&options),
        Command::Panel(options) => ask::panel(&options),
        Command::Ledger(options) => ask::ledger(&options),
        Command::Export(options) => ask::export(&options),
        Command::Verify(options) => ask::verify(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Lexicon(command) => lexicon::run(&command),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "casus", &mut script);
            print::all(&script)
        }
    };
    status.into()
}
