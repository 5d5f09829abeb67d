//! `casus lexicon diff`: what an analyst's files change on a folder of reports. Events that only the built-in lexicon
//! finds are lost, those that only the changed one finds are gained; each with its sentence and its rule.

use crate::args::InputOptions;
use crate::output::fit;
use crate::print::{self, Voice};
use crate::{Status, input, interrupt};
use casus_line::{Change, Line, Outcome, Told, batch};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub(super) fn run(options: &InputOptions) -> Status {
    if options.lexicon.is_none() {
        print::say("say which files to compare with: casus lexicon diff --lexicon DIR PATH");
        return Status::Unusable;
    }
    match compare(options) {
        Ok(status) => status,
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

fn compare(options: &InputOptions) -> Result<Status, String> {
    let after = input::line(options)?;
    let before = input::line(&InputOptions { lexicon: None, ..options.clone() })?;
    let intake = input::intake(options, None)?;
    let (stop, voice) = (interrupt::flag(), Voice::counting(false));
    let mut sum = Sum::default();
    let work = |report: &_| Line::change(&before, &after, report);
    batch(intake, input::threads(options), &stop, work, |outcome| {
        match outcome {
            Outcome::Done(report, change) => {
                voice.count(&report.source);
                sum.add(&change);
                if print::all(shown(&report.source, &change).as_bytes()) != Status::Done {
                    return ControlFlow::Break(());
                }
            }
            Outcome::Refused(refusal) => {
                sum.failed += 1;
                voice.say(refusal);
            }
            Outcome::PassedOver(what) => voice.say(what),
        }
        ControlFlow::Continue(())
    });
    let printed = print::all(sum.told().as_bytes());
    Ok(if sum.failed > 0 { Status::SomeFailed } else { printed })
}

/// One report's changes, by sentence; nothing where there are none.
fn shown(source: &str, change: &Change) -> String {
    let mut sentences: BTreeMap<usize, (&str, Vec<String>)> = BTreeMap::new();
    let each = change.lost.iter().map(|told| ('-', told)).chain(change.gained.iter().map(|told| ('+', told)));
    for (sign, told) in each {
        let Told { sentence, what, words, rule } = told;
        let author = rule.as_deref().unwrap_or("the event reader");
        let line = format!("  {sign} {what}  ({author})\n");
        sentences.entry(*sentence).or_insert((words, Vec::new())).1.push(line);
    }
    let told = |(words, lines): (&str, Vec<String>)| format!("{source}: {}\n{}", fit(words, 160), lines.concat());
    sentences.into_values().map(told).collect()
}

/// Over all reports.
#[derive(Default)]
struct Sum {
    reports: usize,
    failed: usize,
    lost: usize,
    gained: usize,
    kept: usize,
}

impl Sum {
    fn add(&mut self, change: &Change) {
        self.reports += 1;
        self.lost += change.lost.len();
        self.gained += change.gained.len();
        self.kept += change.kept;
    }

    fn told(&self) -> String {
        let Sum { reports, lost, gained, kept, .. } = self;
        format!("{lost} events lost, {gained} gained, {kept} as before, in {reports} reports\n")
    }
}
