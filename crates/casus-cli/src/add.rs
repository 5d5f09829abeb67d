//! `casus add`: reports into the record. Reports are cleaned and coded over threads and added one after another, in
//! order. What the record has from this very run is known by its page, and is not coded again: that is all there is to
//! going on after a break.

use crate::args::AddOptions;
use crate::print::{self, Voice};
use crate::{Status, input, interrupt, record};
use casus_line::{Ended, Found, Line, Outcome, Refusal, Report, batch, kept};
use casus_store::{Added, CodedBy, Identity, Store, StoreError};
use casus_types::{Article, Document, Stamp};
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
    let line = input::line(&options.input)?;
    let intake = input::intake(&options.input, Some(&path))?;
    let mut store = Store::open(&path).map_err(|error| error.to_string())?;
    let adding = Adding { line: &line, path: &path, threads: input::threads(&options.input) };
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

/// What it takes to add reports to a record.
pub(crate) struct Adding<'a> {
    pub(crate) line: &'a Line,
    pub(crate) path: &'a Path,
    pub(crate) threads: usize,
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
        Ok((if tally.set_aside > 0 { Status::SomeFailed } else { Status::Done }, tally))
    }

    fn step(&self, report: &Report, stamp: &Stamp, asked: &Mutex<Store>) -> Result<Step, Refusal> {
        let (article, notes) = self.line.page(report)?;
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
    Identity::of(url, article.text.as_str(), paragraphs)
}

/// What came of all reports.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    added: usize,
    recoded: usize,
    known: usize,
    set_aside: usize,
}

impl Tally {
    pub(crate) fn told(&self) -> String {
        let Tally { added, recoded, known, set_aside } = self;
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
