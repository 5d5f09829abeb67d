//! The one door to the terminal: standard output with closed pipes taken quietly, messages and progress on standard
//! error, and whether to use colour. Nothing else in the program prints.

use crate::Status;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::time::Duration;

/// Tables are laid out for this width where the terminal does not say.
const USUAL_WIDTH: usize = 100;

/// Messages on standard error, with a counter below them when it is a terminal.
pub(crate) struct Voice {
    counter: Option<ProgressBar>,
}

impl Voice {
    /// With a counter of reports, if standard error is a terminal and the output does not go there too.
    pub(crate) fn counting(output_on_terminal: bool) -> Voice {
        if output_on_terminal || !io::stderr().is_terminal() {
            return Voice::quiet();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} reports  {per_sec}  {elapsed}  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Voice { counter: Some(bar) }
    }

    /// Without a counter.
    pub(crate) fn quiet() -> Voice {
        Voice { counter: None }
    }

    /// One more report is done.
    pub(crate) fn count(&self, source: &str) {
        if let Some(bar) = &self.counter {
            bar.inc(1);
            bar.set_message(source.to_string());
        }
    }

    /// A message for the person at the keyboard.
    pub(crate) fn say(&self, message: impl Display) {
        // Where even standard error is closed there is nobody to tell.
        let write = || drop(writeln!(io::stderr().lock(), "casus: {message}"));
        match &self.counter {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        if let Some(bar) = &self.counter {
            bar.finish_and_clear();
        }
    }
}

/// A message outside any run.
pub(crate) fn say(message: impl Display) {
    Voice::quiet().say(message);
}

/// Writes something whole to standard output.
pub(crate) fn all(bytes: &[u8]) -> Status {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Status::Done,
        Err(error) if is_closed_pipe(&error) => Status::Done,
        Err(error) => {
            say(format_args!("cannot write: {error}"));
            Status::SomeFailed
        }
    }
}

/// Whoever read our output has read enough: `casus code … | head`.
pub(crate) fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}

/// Whether standard output is a terminal.
pub(crate) fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// The width to lay tables out for: the terminal's, between 80 and 140 columns.
pub(crate) fn width() -> usize {
    let said = if on_terminal() { console::Term::stdout().size_checked() } else { None };
    said.map_or(USUAL_WIDTH, |(_, columns)| usize::from(columns)).clamp(80, 140)
}

/// Whether to use colour on standard output: never with `NO_COLOR`, always with `CLICOLOR_FORCE`, else on a terminal
/// unless `CLICOLOR=0` or a dumb terminal forbids it.
pub(crate) fn colour() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let refused = set("CLICOLOR").is_some_and(|value| value == "0") || set("TERM").is_some_and(|value| value == "dumb");
    on_terminal() && !refused
}

/// A panic while coding becomes the failure of one report, named as every other failure is; the usual trace would only
/// stand in between.
pub(crate) fn keep_panics_of_the_coder_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let ours = std::thread::current().name().is_some_and(|name| name.starts_with("casus-"));
        if !ours {
            usual(panic);
        }
    }));
}
