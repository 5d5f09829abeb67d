//! `casus page`: the cleaned articles alone, one JSON object a line.

use crate::args::PageOptions;
use crate::print::{self, Voice};
use crate::{Status, input, interrupt};
use casus_line::{Ended, Outcome, batch};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// Runs the command.
pub(crate) fn run(options: &PageOptions) -> Status {
    let (line, intake) = match (input::line(&options.input), input::intake(&options.input, None)) {
        (Ok(line), Ok(intake)) => (line, intake),
        (Err(message), _) | (_, Err(message)) => {
            print::say(message);
            return Status::Unusable;
        }
    };
    let stop = interrupt::flag();
    let voice = Voice::counting(print::on_terminal());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut failed, mut broken) = (false, None);
    let work = |report: &_| line.page(report).map(|(article, _)| article.page_record());
    let ended = batch(intake, input::threads(&options.input), &stop, work, |outcome| {
        match outcome {
            Outcome::Done(report, record) => {
                let written = serde_json::to_writer(&mut out, &record).map_err(io::Error::from);
                if let Err(error) = written.and_then(|()| out.write_all(b"\n")) {
                    broken = Some(error);
                    return ControlFlow::Break(());
                }
                voice.count(&report.source);
            }
            Outcome::Refused(refusal) => {
                failed = true;
                voice.say(refusal);
            }
            Outcome::PassedOver(what) => voice.say(what),
        }
        ControlFlow::Continue(())
    });
    match broken.or(out.flush().err()) {
        Some(error) if !print::is_closed_pipe(&error) => {
            voice.say(format_args!("cannot write: {error}"));
            Status::SomeFailed
        }
        _ if ended == Ended::Stopped && stop.load(Ordering::SeqCst) => Status::Interrupted,
        _ if failed => Status::SomeFailed,
        _ => Status::Done,
    }
}
