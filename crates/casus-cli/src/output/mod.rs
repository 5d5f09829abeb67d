//! The forms in which coded reports leave the program. Each is a [`Sink`]: it takes one document after another, so that
//! a long run never holds more than one. Nothing is decided about a report here.

mod answer;
mod cut;
mod json;
mod parquet;
mod rows;
mod sql;
mod table;
mod wording;

pub(crate) use answer::{AnswerFormat, Layout, RowFormat, RowSink, all, show};
pub(crate) use cut::Cut;
pub(crate) use sql::laid_out;
pub(crate) use wording::{columns, days, fit, label, one_line, pad};

use crate::args::Format;
use crate::print;
use casus_types::Document;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Takes coded documents, in order.
pub(crate) trait Sink {
    /// Writes one.
    fn write(&mut self, document: &Document) -> io::Result<()>;
    /// Ends the whole; without this a file may be unreadable.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// The format that a file's suffix names.
pub(crate) fn by_suffix(file: &Path) -> Option<Format> {
    let suffix = file.extension()?.to_str()?.to_ascii_lowercase();
    Some(match suffix.as_str() {
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "parquet" => Format::Parquet,
        "txt" => Format::Table,
        _ => return None,
    })
}

/// Opens the output. A JSONL file grows by whole lines and can be gone on with (`append`); the other forms are written
/// beside their place and take it when they are whole.
pub(crate) fn open(format: Format, output: Option<&Path>, append: bool) -> Result<Box<dyn Sink>, String> {
    let told = |error: io::Error| match output {
        Some(file) => format!("{}: cannot be written: {error}; check the path and its rights", file.display()),
        None => format!("cannot write: {error}"),
    };
    let writer: Box<dyn Target> = match output {
        None => Box::new(io::BufWriter::new(io::stdout())),
        Some(file) if format == Format::Jsonl => {
            let opened = OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(file);
            Box::new(opened.map_err(told)?)
        }
        Some(file) => Box::new(Beside::open(file).map_err(told)?),
    };
    let colour = output.is_none() && print::colour();
    Ok(match format {
        Format::Jsonl => Box::new(json::Lines::new(writer)),
        Format::Json => Box::new(json::Array::new(writer)),
        Format::Csv => Box::new(rows::Csv::new(writer).map_err(told)?),
        Format::Table => Box::new(table::Tables::new(writer, table::Look { width: print::width(), colour })),
        Format::Parquet => Box::new(parquet::Parquet::new(writer).map_err(told)?),
    })
}

/// Where bytes go. `complete` is called once, after the last byte.
pub(crate) trait Target: Write + Send {
    /// The output is whole.
    fn complete(&mut self) -> io::Result<()> {
        self.flush()
    }
}

impl Target for File {}
impl Target for io::BufWriter<io::Stdout> {}
#[cfg(test)]
impl Target for Vec<u8> {}

/// A file written beside its place, so that nobody ever reads a half one.
struct Beside {
    writer: io::BufWriter<File>,
    beside: PathBuf,
    place: PathBuf,
}

impl Beside {
    fn open(place: &Path) -> io::Result<Beside> {
        // A device or a pipe (`-o /dev/stdout`) cannot be replaced by a file.
        let replaceable = !place.exists() || place.is_file();
        let mut name = place.as_os_str().to_os_string();
        if replaceable {
            name.push(".part");
        }
        let beside = PathBuf::from(name);
        Ok(Beside { writer: io::BufWriter::new(File::create(&beside)?), beside, place: place.to_path_buf() })
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Target for Beside {
    fn complete(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        if self.beside == self.place { Ok(()) } else { std::fs::rename(&self.beside, &self.place) }
    }
}
