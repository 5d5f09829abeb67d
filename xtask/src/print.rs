//! The one door to the terminal. What is said goes out at once, so that it stands in order with what other programs
//! print in between.

use std::fmt::Display;
use std::io::{self, Write};

/// Prints one message and a line break.
pub(crate) fn say(message: impl Display) {
    let mut out = io::stdout().lock();
    // Where standard output is closed there is nobody to tell.
    drop(writeln!(out, "{message}").and_then(|()| out.flush()));
}
