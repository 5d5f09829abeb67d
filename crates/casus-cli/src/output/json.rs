//! Coded documents as JSON: one a line, or one array. A line is written whole in one go, so that a run that is ended
//! leaves at most its last line half.

use super::{Sink, Target};
use casus_types::Document;
use std::io::{self, Write};

/// One document a line.
pub(crate) struct Lines {
    target: Box<dyn Target>,
}

impl Lines {
    pub(crate) fn new(target: Box<dyn Target>) -> Lines {
        Lines { target }
    }
}

impl Sink for Lines {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        let mut line = serde_json::to_vec(document)?;
        line.push(b'\n');
        self.target.write_all(&line)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.target.complete()
    }
}

/// One array of documents.
pub(crate) struct Array {
    target: Box<dyn Target>,
    begun: bool,
}

impl Array {
    pub(crate) fn new(target: Box<dyn Target>) -> Array {
        Array { target, begun: false }
    }
}

impl Sink for Array {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        self.target.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer(&mut self.target, document).map_err(io::Error::from)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.target.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.target.complete()
    }
}
