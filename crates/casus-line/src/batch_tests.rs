//! The laws of a batch: order, a bounded window, one failure for one report, and an orderly stop.

use super::*;
use crate::intake::{Content, Form};

fn report(number: usize) -> Found {
    Found::Report(Box::new(Report {
        id: number.to_string(),
        source: number.to_string(),
        form: Form::Plain,
        content: Content::Text(String::new()),
        url: None,
        title: None,
        outlet: None,
        published: None,
        notes: Vec::new(),
    }))
}

fn never() -> Arc<AtomicBool> {
    Arc::new(AtomicBool::new(false))
}

/// Work whose duration has nothing to do with the order of the reports.
fn uneven(report: &Report) -> Result<usize, Refusal> {
    let number: usize = report.id.parse().unwrap();
    thread::sleep(Duration::from_micros((number as u64 * 7919) % 900));
    Ok(number)
}

#[test]
fn outcomes_come_in_the_order_of_the_reports_on_any_number_of_threads() {
    for threads in [1, 2, 7] {
        let mut seen = Vec::new();
        let ended = batch((0..200).map(report), threads, &never(), uneven, |outcome| {
            if let Outcome::Done(_, number) = outcome {
                seen.push(number);
            }
            ControlFlow::Continue(())
        });
        assert_eq!((ended, seen), (Ended::Complete, (0..200).collect::<Vec<_>>()), "{threads} threads");
    }
}

#[test]
fn a_panic_is_the_failure_of_one_report() {
    let work = |report: &Report| if report.id == "3" { panic!("broken {}", report.id) } else { Ok(()) };
    let mut refused = Vec::new();
    let mut done = 0;
    let ended = batch((0..10).map(report), 2, &never(), work, |outcome| {
        match outcome {
            Outcome::Refused(refusal) => refused.push((refusal.source, refusal.what)),
            _ => done += 1,
        }
        ControlFlow::Continue(())
    });
    assert_eq!((ended, done), (Ended::Complete, 9));
    assert_eq!(refused, [("3".to_string(), "the program failed on it: broken 3".to_string())]);
}

#[test]
fn no_more_than_a_window_of_reports_is_in_memory() {
    let read = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&read);
    let reports = (0..500).map(report).inspect(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    let (mut delivered, mut most) = (0, 0);
    batch(
        reports,
        2,
        &never(),
        |_| Ok(()),
        |_| {
            most = most.max(read.load(Ordering::SeqCst) - delivered);
            delivered += 1;
            thread::sleep(Duration::from_micros(200)); // a slow disk
            ControlFlow::Continue(())
        },
    );
    assert_eq!(delivered, 500);
    assert!(most <= 2 * IN_HAND + 2, "{most} in memory at once");
}

#[test]
fn a_stop_finishes_what_is_in_hand_even_when_the_input_is_silent() {
    let stop = never();
    // Three reports, and then an input that never says anything more.
    let silent = (0..3).map(report).chain(std::iter::from_fn(|| {
        loop {
            thread::park();
        }
    }));
    let mut seen = Vec::new();
    let ended = batch(silent, 2, &stop, uneven, |outcome| {
        if let Outcome::Done(_, number) = outcome {
            seen.push(number);
        }
        if seen.len() == 1 {
            stop.store(true, Ordering::SeqCst);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(ended, Ended::Stopped);
    assert!(seen == [0, 1, 2] || seen == [0, 1] || seen == [0], "in order, without gaps: {seen:?}");
}

#[test]
fn whoever_delivers_may_end_it() {
    let mut seen = 0;
    let ended = batch((0..1000).map(report), 2, &never(), uneven, |_| {
        seen += 1;
        if seen == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((ended, seen), (Ended::Stopped, 5));
}
