//! `casus code`: reports in, coded documents out, in the order they came.

use crate::args::{CodeOptions, Format};
use crate::output::{self, Sink};
use crate::print::{self, Voice};
use crate::resume::{self, Already};
use crate::{Status, input, interrupt};
use casus_line::{Ended, Found, Outcome, batch};
use casus_types::Document;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// Runs the command.
pub(crate) fn run(options: &CodeOptions) -> Status {
    match prepare_and_run(options) {
        Ok(status) => status,
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

fn prepare_and_run(options: &CodeOptions) -> Result<Status, String> {
    let format = format(options)?;
    let line = input::line(&options.input)?;
    let intake = input::intake(&options.input, options.output.as_ref())?;
    let stamp = line.stamp();
    let already = match &options.output {
        Some(file) if options.resume => resume::already_in(file, &stamp)?,
        _ => Already::default(),
    };
    let mut sink = output::open(format, options.output.as_deref(), options.resume)?;
    let stop = interrupt::flag();
    let voice = Voice::counting(options.output.is_none() && print::on_terminal());
    if already.len() > 0 {
        voice.say(format_args!("{} reports are in the file already", already.len()));
    }

    let mut run = Run { voice: &voice, sink: sink.as_mut(), done: 0, failed: 0, last: None, broken: None };
    let mut already = already;
    let fresh = intake.filter(move |found| !matches!(found, Found::Report(report) if already.take(&report.id)));
    let threads = input::threads(&options.input);
    let work = |report: &_| line.code(report).map(|coded| coded.document(&stamp));
    let ended = batch(fresh, threads, &stop, work, |outcome| run.take(outcome));

    let Run { done, failed, last, broken, .. } = run;
    let finished = sink.finish();
    if let Some(error) = broken.or(finished.err()) {
        if print::is_closed_pipe(&error) {
            return Ok(if failed > 0 { Status::SomeFailed } else { Status::Done });
        }
        voice.say(format_args!("cannot write: {error}; what was written before is kept"));
        return Ok(Status::SomeFailed);
    }
    if ended == Ended::Stopped && stop.load(Ordering::SeqCst) {
        voice.say(stopped(done, last.as_deref(), options, format));
        return Ok(Status::Interrupted);
    }
    Ok(if failed > 0 { Status::SomeFailed } else { Status::Done })
}

/// What is kept while outcomes come in.
struct Run<'r> {
    voice: &'r Voice,
    sink: &'r mut dyn Sink,
    done: usize,
    failed: usize,
    last: Option<String>,
    broken: Option<io::Error>,
}

impl Run<'_> {
    fn take(&mut self, outcome: Outcome<Document>) -> ControlFlow<()> {
        match outcome {
            Outcome::Done(report, document) => {
                if let Err(error) = self.sink.write(&document) {
                    self.broken = Some(error);
                    return ControlFlow::Break(());
                }
                self.done += 1;
                self.voice.count(&report.source);
                self.last = Some(report.source);
            }
            Outcome::Refused(refusal) => {
                self.failed += 1;
                self.voice.say(refusal);
            }
            Outcome::PassedOver(what) => self.voice.say(what),
        }
        ControlFlow::Continue(())
    }
}

/// Where an interrupted run stands, and how to go on.
fn stopped(done: usize, last: Option<&str>, options: &CodeOptions, format: Format) -> String {
    let at = last.map_or_else(String::new, |source| format!(", the last one {source}"));
    let how = match options.output {
        Some(_) if format == Format::Jsonl => "; the same command with --resume goes on from there",
        _ => "",
    };
    format!("stopped after {done} reports{at}{how}")
}

/// The format asked for, by option, by the suffix of the output, or by where the output goes.
fn format(options: &CodeOptions) -> Result<Format, String> {
    let format = match (options.format, &options.output) {
        (Some(format), _) => format,
        (None, Some(file)) => output::by_suffix(file).ok_or_else(|| {
            let file = file.display();
            format!(
                "{file}: its suffix tells no format; name it .jsonl, .json, .csv, .parquet or .txt, or add --format"
            )
        })?,
        (None, None) if print::on_terminal() => Format::Table,
        (None, None) => Format::Jsonl,
    };
    if format == Format::Parquet && options.output.is_none() && print::on_terminal() {
        return Err("Parquet is not for reading: add -o FILE.parquet".to_string());
    }
    if options.resume && format != Format::Jsonl {
        return Err("--resume goes on with a JSONL file; name the output FILE.jsonl".to_string());
    }
    Ok(format)
}
