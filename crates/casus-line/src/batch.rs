//! Many reports over several threads, with the results in the order of the reports: the same bytes come out on any
//! number of threads. Only a window of reports is ever in memory. A report that makes the coder panic is a failure of
//! that report and of no other. When the stop flag is raised, what is in hand is finished and handed on, and then it
//! ends.

use crate::Refusal;
use crate::intake::{Found, Report};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What became of one thing that the intake found.
#[derive(Debug, PartialEq)]
pub enum Outcome<R> {
    /// A report, with what the work made of it.
    Done(Box<Report>, R),
    /// An input that was refused, on the way in or by the work.
    Refused(Refusal),
    /// A remark of the intake.
    PassedOver(String),
}

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// At the end of the reports.
    Complete,
    /// By the stop flag or by `deliver`; what was in hand was handed on.
    Stopped,
}

/// Reports in hand for each thread: enough that no thread waits for a slow neighbour, few enough for flat memory.
const IN_HAND: usize = 4;
/// Deeply nested pages need more than a thread's usual two megabytes.
const STACK: usize = 32 << 20;
/// How often a waiting thread looks at the stop flag.
const GLANCE: Duration = Duration::from_millis(20);

type Numbered<T> = (usize, T);

/// Does `work` on every report over `threads` threads and gives the outcomes to `deliver` in the order of the reports,
/// on the calling thread.
///
/// The reports are read on a thread of their own, which is left behind when it hangs on a silent input after a stop.
pub fn batch<R: Send>(
    reports: impl Iterator<Item = Found> + Send + 'static,
    threads: usize,
    stop: &Arc<AtomicBool>,
    work: impl Fn(&Report) -> Result<R, Refusal> + Sync,
    mut deliver: impl FnMut(Outcome<R>) -> ControlFlow<()>,
) -> Ended {
    let threads = threads.max(1);
    let window = threads * IN_HAND;
    // The window: a ticket is taken before a report is read and given back when its outcome is delivered.
    let (ticket, tickets) = sync_channel::<()>(window);
    let (found, finds) = sync_channel::<Numbered<Found>>(window);
    let (done, outcomes) = sync_channel::<Numbered<Outcome<R>>>(window);
    let (finds, sent) = (Mutex::new(finds), Arc::new(AtomicUsize::new(0)));
    // Raised for any end before the last report; the caller's flag is not ours to raise.
    let halt = AtomicBool::new(false);
    let halted = || halt.load(Ordering::SeqCst) || stop.load(Ordering::SeqCst);

    let reading = Reading { found, ticket, sent: Arc::clone(&sent), stop: Arc::clone(stop) };
    let reader = thread::Builder::new().name("casus-intake".to_string()).stack_size(STACK);
    if reader.spawn(move || reading.read(reports)).is_err() {
        return Ended::Stopped;
    }
    thread::scope(|scope| {
        for _ in 0..threads {
            let (finds, work, done) = (&finds, &work, done.clone());
            let worker = thread::Builder::new().name("casus-coder".to_string()).stack_size(STACK);
            // A thread that cannot be had is one fewer; with none at all the channel closes and the batch stops.
            let _ = worker.spawn_scoped(scope, move || {
                while let Some((number, found)) = next(finds, halted) {
                    if done.send((number, outcome(found, work))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);

        let mut early: BTreeMap<usize, Outcome<R>> = BTreeMap::new();
        let mut delivered = 0;
        loop {
            match outcomes.recv_timeout(GLANCE) {
                Ok((number, outcome)) => {
                    early.insert(number, outcome);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Some(outcome) = early.remove(&delivered) {
                delivered += 1;
                let _ = tickets.try_recv();
                if deliver(outcome).is_break() {
                    halt.store(true, Ordering::SeqCst);
                    drop(outcomes);
                    return Ended::Stopped;
                }
            }
        }
        let all = delivered == sent.load(Ordering::SeqCst) && !halted();
        if all { Ended::Complete } else { Ended::Stopped }
    })
}

/// The reading end of a batch.
struct Reading {
    found: SyncSender<Numbered<Found>>,
    ticket: SyncSender<()>,
    sent: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
}

impl Reading {
    fn read(self, mut reports: impl Iterator<Item = Found>) {
        for number in 0.. {
            if self.ticket.send(()).is_err() || self.stop.load(Ordering::SeqCst) {
                return;
            }
            // A panic while reading ends the intake with a word, not the program.
            let next = catch_unwind(AssertUnwindSafe(|| reports.next()));
            let last = next.is_err();
            let Some(found) = next.unwrap_or_else(|panic| {
                let cure = "what stands before it was read; please report this with the file";
                Some(Found::Refused(Refusal::new("input", format!("reading failed: {}", words(&*panic)), cure)))
            }) else {
                return;
            };
            self.sent.fetch_add(1, Ordering::SeqCst);
            if self.found.send((number, found)).is_err() || last {
                return;
            }
        }
    }
}

/// The next thing to work on; nothing when there is none left, or when the batch is stopped and nothing is in hand.
fn next(finds: &Mutex<Receiver<Numbered<Found>>>, halted: impl Fn() -> bool) -> Option<Numbered<Found>> {
    loop {
        let finds = finds.lock().ok()?;
        match finds.recv_timeout(GLANCE) {
            Ok(found) => return Some(found),
            Err(RecvTimeoutError::Timeout) if halted() => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn outcome<R>(found: Found, work: impl Fn(&Report) -> Result<R, Refusal>) -> Outcome<R> {
    let report = match found {
        Found::Report(report) => report,
        Found::Refused(refusal) => return Outcome::Refused(refusal),
        Found::PassedOver(what) => return Outcome::PassedOver(what),
    };
    // Nothing outlives the work but its result, so nothing can be left half changed.
    match catch_unwind(AssertUnwindSafe(|| work(&report))) {
        Ok(Ok(result)) => Outcome::Done(report, result),
        Ok(Err(refusal)) => Outcome::Refused(refusal),
        Err(panic) => {
            let what = format!("the program failed on it: {}", words(&*panic));
            Outcome::Refused(Refusal::new(&report.source, what, "please report this with the article"))
        }
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}

#[cfg(test)]
#[path = "batch_tests.rs"]
mod tests;
