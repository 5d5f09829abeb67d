//! The same rows as Parquet, with typed columns: text, numbers, days. Snappy packs it; any reader of Parquet opens it.

use super::rows::{COLUMNS, Cell, Holds, rows};
use super::{Sink, Target};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::file::properties::WriterProperties;
use arrow_array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use casus_types::{Date, Document};
use std::io;
use std::sync::Arc;

/// Rows are handed to the writer in batches of this many.
const BATCH: usize = 4096;

/// A Parquet file in the making, of any columns.
pub(crate) struct ParquetRows {
    writer: ArrowWriter<Box<dyn Target>>,
    schema: Arc<Schema>,
    holds: Vec<Holds>,
    waiting: Vec<Vec<Cell>>,
}

impl ParquetRows {
    pub(super) fn new(target: Box<dyn Target>, columns: &[(&str, Holds)]) -> io::Result<ParquetRows> {
        let fields = columns.iter().map(|(name, holds)| {
            let kind = match holds {
                Holds::Text => DataType::Utf8,
                Holds::Number => DataType::Float64,
                Holds::Whole => DataType::Int64,
                Holds::Day => DataType::Date32,
            };
            Field::new(*name, kind, true)
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("casus {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = ArrowWriter::try_new(target, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
        let holds = columns.iter().map(|(_, holds)| *holds).collect();
        Ok(ParquetRows { writer, schema, holds, waiting: Vec::new() })
    }

    pub(super) fn row(&mut self, row: Vec<Cell>) -> io::Result<()> {
        self.waiting.push(row);
        if self.waiting.len() >= BATCH { self.write_waiting() } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.write_waiting()?;
        }
        let mut target = self.writer.into_inner().map_err(io::Error::other)?;
        target.complete()
    }

    fn write_waiting(&mut self) -> io::Result<()> {
        let columns = self.holds.iter().enumerate().map(|(at, holds)| self.column(at, *holds)).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(io::Error::other)?;
        self.waiting.clear();
        self.writer.write(&batch).map_err(io::Error::other)?;
        // One group of rows a batch of this size would be small; the writer joins them up to this many bytes.
        if self.writer.in_progress_size() > 64 << 20 { self.writer.flush().map_err(io::Error::other) } else { Ok(()) }
    }

    fn column(&self, at: usize, holds: Holds) -> ArrayRef {
        let cells = self.waiting.iter().filter_map(|row| row.get(at));
        match holds {
            Holds::Text => Arc::new(cells.map(text).collect::<StringArray>()),
            Holds::Number => Arc::new(cells.map(number).collect::<Float64Array>()),
            Holds::Whole => Arc::new(cells.map(whole).collect::<Int64Array>()),
            Holds::Day => Arc::new(cells.map(day).collect::<Date32Array>()),
        }
    }
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { text.as_deref() } else { None }
}

fn number(cell: &Cell) -> Option<f64> {
    if let Cell::Number(number) = cell { *number } else { None }
}

fn whole(cell: &Cell) -> Option<i64> {
    if let Cell::Whole(whole) = cell { *whole } else { None }
}

/// Days since 1970, as Parquet counts them.
fn day(cell: &Cell) -> Option<i32> {
    let Cell::Day(Some(day)) = cell else { return None };
    let date: Date = day.parse().ok()?;
    Some(date.since(Date::constant(1970, 1, 1)).ok()?.get_days())
}

/// Events of reports as Parquet.
pub(crate) struct Parquet(ParquetRows);

impl Parquet {
    pub(crate) fn new(target: Box<dyn Target>) -> io::Result<Parquet> {
        Ok(Parquet(ParquetRows::new(target, &COLUMNS)?))
    }
}

impl Sink for Parquet {
    fn write(&mut self, document: &Document) -> io::Result<()> {
        rows(document).into_iter().try_for_each(|row| self.0.row(row.to_vec()))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.finish()
    }
}
