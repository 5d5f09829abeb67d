//! `casus add`: reports into the record. Reports are cleaned and coded over threads and added one after another, in
//! order. What the record has from this very run is known by its page, and is not coded again: that is all there is to
//! going on after a break.

use crate::args::AddOptions;
use crate::in_hand::{ENDS_THE_PROGRAM, InHand, Left};
use crate::print::{self, Voice};
use crate::{Status, in_hand, input, interrupt, record};
use casus_line::{Ended, Found, Line, Outcome, Refusal, Report, batch, kept};
use casus_store::{Added, CodedBy, Identity, Store, StoreError};
use casus_types::{Article, Document, Stamp};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

/// Runs the command.
pub(crate) fn run(options: &AddOptions) -> Status {
    match prepare_and_run(options) {
        Ok(status) => status,
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

fn prepare_and_run(options: &AddOptions) -> Result<Status, String> {
    let path = record::path(&options.record);
    named(&options.input.paths)?;
    let line = input::line(&options.input)?;
    let intake = input::intake(&options.input, Some(&path))?;
    if let Some(source) = &options.probe {
        probe(&line, intake, source.clone());
        return Ok(Status::Done);
    }
    let mut store = Store::open(&path).map_err(|error| error.to_string())?;
    // What comes by standard input cannot be had again.
    let again = !options.input.paths.is_empty() && options.input.paths.iter().all(|path| path != "-");
    let watch = Watch::begin(&path, &mut store, coded_by(&line.stamp()), again).map_err(|error| error.to_string())?;
    let threads = input::threads(&options.input);
    let adding = Adding { line: &line, path: &path, threads, watch };
    let (status, tally) = adding.all(&mut store, intake)?;
    let counts = store.counts().map_err(|error| error.to_string())?;
    let all = format!(
        "{}\n{}: {} articles, {} events, {} incidents\n",
        tally.told(),
        path.display(),
        counts.articles,
        counts.events,
        counts.incidents
    );
    Ok(match print::all(all.as_bytes()) {
        Status::Done => status,
        failed => failed,
    })
}

/// Refuses what was typed where none of it names anything, before a record is made.
fn named(paths: &[String]) -> Result<(), String> {
    let names = |path: &String| path == "-" || path.contains(['*', '?', '[']) || Path::new(path).exists();
    match paths {
        [first, ..] if !paths.iter().any(names) => Err(format!("{first}: no such file or folder; check the spelling")),
        _ => Ok(()),
    }
}

/// Codes one report and keeps nothing.
pub(crate) fn probe(line: &Line, reports: impl Iterator<Item = Found> + Send + 'static, source: String) {
    let meant = move |found: &Found| matches!(found, Found::Report(report) if report.source == source);
    let work = |report: &Report| {
        let (article, notes) = line.page(report)?;
        fault(&article);
        line.code_page(article, notes)
    };
    batch(reports.filter(meant).take(1), 1, &interrupt::flag(), work, |_| ControlFlow::Continue(()));
}

/// In builds for tests, an article that is said to do harm does it: a panic, or the end of the program.
fn fault(article: &Article) {
    if cfg!(debug_assertions)
        && let Some(asked) = std::env::var_os("CASUS_FAULT")
        && let Some((how, word)) = asked.to_string_lossy().split_once(':')
        && article.text.as_str().contains(word)
    {
        match how {
            "panic" => std::panic::resume_unwind(Box::new("asked for by a test".to_string())),
            _ => std::process::abort(),
        }
    }
}

/// What it takes to add reports to a record.
pub(crate) struct Adding<'a> {
    pub(crate) line: &'a Line,
    pub(crate) path: &'a Path,
    pub(crate) threads: usize,
    pub(crate) watch: Watch,
}

/// Reports that end the program are known, and what is in hand is noted.
pub(crate) struct Watch {
    in_hand: Option<InHand>,
    /// Sources of reports that end the program, and how.
    harmful: BTreeMap<String, String>,
}

impl Watch {
    /// Tries what a program had in hand that is gone, each in a program of its own; where reports can be had again.
    pub(crate) fn begin(path: &Path, store: &mut Store, by: CodedBy<'_>, again: bool) -> Result<Watch, StoreError> {
        let mut harmful: BTreeMap<String, String> = store.set_aside_for(by, ENDS_THE_PROGRAM)?.into_iter().collect();
        if !again {
            return Ok(Watch { in_hand: None, harmful });
        }
        let left = Left::beside(path);
        for source in &left.sources {
            if harmful.contains_key(source) {
                continue;
            }
            if let Some(end) = in_hand::tried(&["--probe", source]) {
                let reason = format!("{ENDS_THE_PROGRAM} ({end})");
                store.set_aside(source, by, &reason)?;
                harmful.insert(source.clone(), reason);
            }
        }
        left.settled();
        Ok(Watch { in_hand: InHand::begin(path), harmful })
    }
}

/// What became of a report before it reaches the record.
enum Step {
    /// The record has it from this run.
    Known,
    /// Coded, with what is kept of its page.
    Coded(Box<Document>, String),
}

impl Adding<'_> {
    /// Adds reports until there are no more, the record cannot be written, or somebody stops it.
    pub(crate) fn all(
        &self,
        store: &mut Store,
        reports: impl Iterator<Item = Found> + Send + 'static,
    ) -> Result<(Status, Tally), String> {
        let stamp = self.line.stamp();
        let asked = Mutex::new(Store::open_to_read(self.path).map_err(|error| error.to_string())?);
        let stop = interrupt::flag();
        let voice = Voice::counting(false);
        let mut run = Run { voice: &voice, store, by: coded_by(&stamp), tally: Tally::default(), broken: None };
        let work = |report: &Report| self.step(report, &stamp, &asked);
        let ended = batch(reports, self.threads, &stop, work, |outcome| run.take(outcome));
        let Run { tally, broken, .. } = run;
        if let Some(error) = broken {
            voice.say(error);
            return Ok((Status::SomeFailed, tally));
        }
        if ended == Ended::Stopped && stop.load(Ordering::SeqCst) {
            voice.say("stopped; the same command goes on from there");
            return Ok((Status::Interrupted, tally));
        }
        Ok((if tally.set_aside + tally.mistyped > 0 { Status::SomeFailed } else { Status::Done }, tally))
    }

    fn step(&self, report: &Report, stamp: &Stamp, asked: &Mutex<Store>) -> Result<Step, Refusal> {
        let harm = self.watch.harmful.get(&report.source);
        if let Some(reason) = harm {
            return Err(Refusal::new(&report.source, reason, "please report this with the article"));
        }
        let _taken = self.watch.in_hand.as_ref().map(|in_hand| in_hand.take(&report.source));
        let (article, notes) = self.line.page(report)?;
        fault(&article);
        let identity = identity(&article, report.url.as_deref());
        // Where the record cannot be asked, the report is coded; the record finds out when it is added.
        let known = asked.lock().unwrap_or_else(PoisonError::into_inner).has(&identity, coded_by(stamp));
        if known.unwrap_or(false) {
            return Ok(Step::Known);
        }
        let page = kept(&article);
        let coded = self.line.code_page(article, notes)?;
        Ok(Step::Coded(Box::new(coded.document(stamp)), page))
    }
}

pub(crate) fn coded_by(stamp: &Stamp) -> CodedBy<'_> {
    CodedBy { casus: &stamp.casus, lexicon: &stamp.lexicon, model: stamp.model.as_deref() }
}

pub(crate) fn identity(article: &Article, url: Option<&str>) -> Identity {
    let paragraphs = article.paragraphs().map(|block| article.text.slice(block.span));
    Identity::of(url, article.outlet.as_deref(), article.text.as_str(), paragraphs)
}

/// What came of all reports.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    added: usize,
    recoded: usize,
    known: usize,
    set_aside: usize,
    mistyped: usize,
}

impl Tally {
    pub(crate) fn told(&self) -> String {
        let Tally { added, recoded, known, set_aside, .. } = self;
        let again = if *recoded > 0 { format!(", {recoded} coded again") } else { String::new() };
        format!("{added} articles added{again}, {known} known already, {set_aside} set aside")
    }
}

/// What is kept while outcomes come in.
struct Run<'r> {
    voice: &'r Voice,
    store: &'r mut Store,
    by: CodedBy<'r>,
    tally: Tally,
    broken: Option<StoreError>,
}

impl Run<'_> {
    fn take(&mut self, outcome: Outcome<Step>) -> ControlFlow<()> {
        match self.record(outcome) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn record(&mut self, outcome: Outcome<Step>) -> Result<(), StoreError> {
        match outcome {
            Outcome::Done(report, Step::Known) => {
                self.tally.known += 1;
                self.voice.count(&report.source);
            }
            Outcome::Done(report, Step::Coded(document, page)) => {
                let tally = &mut self.tally;
                match self.store.add_with_page(&document, report.url.as_deref(), Some(&page))? {
                    Added::New => tally.added += 1,
                    Added::Recoded => tally.recoded += 1,
                    Added::Known => tally.known += 1,
                }
                self.voice.count(&report.source);
            }
            // What was typed names nothing: no input was seen that could be set aside.
            Outcome::Refused(refusal) if refusal.mistyped => {
                self.tally.mistyped += 1;
                self.voice.say(refusal);
            }
            Outcome::Refused(refusal) => {
                self.tally.set_aside += 1;
                self.store.set_aside(&refusal.source, self.by, &refusal.what)?;
                self.voice.say(refusal);
            }
            Outcome::PassedOver(what) => self.voice.say(what),
        }
        Ok(())
    }
}
