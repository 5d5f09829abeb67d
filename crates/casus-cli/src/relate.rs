//! `casus relate`: how given sources stand to given targets. A table with a marked sentence a row in, one line a row out,
//! in order and in step whatever is wrong with a row.

use crate::args::{InputOptions, RelateOptions, RelateScheme};
use crate::print::{self, Voice};
use crate::{Status, input, interrupt};
use casus_line::{Content, Ended, Form, Found, Line, MarkedPair, Outcome, Refusal, Report, Scheme, batch};
use casus_types::Score;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;

/// A row of more bytes holds more than a sentence.
const LONGEST: usize = 1 << 20;

/// What stands in place of a label where a row has none.
const NONE: &str = "-";

/// Runs the command.
pub(crate) fn run(options: &RelateOptions) -> Status {
    match prepare_and_run(options) {
        Ok(status) => status,
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

fn prepare_and_run(options: &RelateOptions) -> Result<Status, String> {
    let rows = Rows::open(&options.file)?;
    let input = InputOptions {
        plain: true,
        lexicon: options.lexicon.clone(),
        threads: options.threads,
        ..InputOptions::default()
    };
    let line = input::line(&input)?;
    let out: Box<dyn Write> = match &options.output {
        None => Box::new(io::stdout()),
        Some(file) => Box::new(created(file, &options.file)?),
    };
    let stop = interrupt::flag();
    let mut run = Run { voice: Voice::quiet(), out: BufWriter::new(out), rows: 0, failed: false, broken: None };
    let scheme = options.scheme.into();
    let work = |report: &Report| Ok(answer(&line, report, scheme));
    let ended = batch(rows, input::threads(&input), &stop, work, |outcome| run.take(outcome));
    let flushed = run.out.flush();
    if let Some(error) = run.broken.or(flushed.err()).filter(|error| !print::is_closed_pipe(error)) {
        run.voice.say(format_args!("cannot write: {error}; what was written before is kept"));
        return Ok(Status::SomeFailed);
    }
    if ended == Ended::Stopped && stop.load(Ordering::SeqCst) {
        run.voice.say(format_args!("stopped after {} rows", run.rows));
        return Ok(Status::Interrupted);
    }
    Ok(if run.failed { Status::SomeFailed } else { Status::Done })
}

/// Opens the output, unless it is the input.
fn created(file: &Path, input: &str) -> Result<File, String> {
    let told = |error: io::Error| {
        let file = file.display();
        format!("{file}: cannot be written: {error}; check the path and its rights")
    };
    if let (Ok(one), Ok(other)) = (fs::canonicalize(file), fs::canonicalize(input))
        && one == other
    {
        return Err(format!("{}: it is the input too; write to another file", file.display()));
    }
    File::create(file).map_err(told)
}

/// What a row gets, or why it gets nothing.
type Answer = Result<(String, Score), Refusal>;

fn answer(line: &Line, row: &Report, scheme: Scheme) -> Answer {
    if let Some(trouble) = row.notes.first() {
        return Err(Refusal::new(&row.source, trouble, "mend the row; it has no label"));
    }
    let Content::Text(marked) = &row.content else { return Ok((NONE.to_string(), Score::default())) };
    let pair = MarkedPair::read(marked).ok_or_else(|| {
        let cure = "put <s> and </s> around who acts, <t> and </t> around who is acted on; the row has no label";
        Refusal::new(&row.source, "nobody is marked in the sentence", cure)
    })?;
    Ok(line.relate(&pair, scheme))
}

/// What is kept while answers come in.
struct Run {
    voice: Voice,
    out: BufWriter<Box<dyn Write>>,
    rows: usize,
    failed: bool,
    broken: Option<io::Error>,
}

impl Run {
    fn take(&mut self, outcome: Outcome<Answer>) -> ControlFlow<()> {
        let (id, answer) = match outcome {
            Outcome::Done(row, answer) => (row.id, answer),
            // The program failed on the row, and its id is lost; the rows after it stay in step.
            Outcome::Refused(refusal) => (String::new(), Err(refusal)),
            // The file breaks off.
            Outcome::PassedOver(what) => {
                self.failed = true;
                self.voice.say(what);
                return ControlFlow::Continue(());
            }
        };
        let (label, score) = answer.unwrap_or_else(|refusal| {
            self.failed = true;
            self.voice.say(refusal);
            (NONE.to_string(), Score::default())
        });
        self.rows += 1;
        match writeln!(self.out, "{id}\t{label}\t{:.3}", score.value()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

impl From<RelateScheme> for Scheme {
    fn from(scheme: RelateScheme) -> Scheme {
        match scheme {
            RelateScheme::Plover => Scheme::Plover,
            RelateScheme::Plv => Scheme::Plv,
            RelateScheme::Cameo => Scheme::Cameo,
            RelateScheme::Quad => Scheme::Quad,
        }
    }
}

/// The rows of a table with tabs, one after another. Quotation marks are text. Each row is a report of a sentence; what
/// is wrong with it is a note, so that its id comes through.
struct Rows {
    reader: Box<dyn BufRead + Send>,
    file: String,
    /// The number of the line read last.
    line: usize,
    columns: usize,
    id: usize,
    sentence: usize,
    ended: bool,
}

/// A line of the file.
enum Taken {
    Whole(String),
    Odd(String, String),
}

impl Rows {
    /// Opens a table, `-` for standard input, and reads its first line.
    fn open(file: &str) -> Result<Rows, String> {
        let reader: Box<dyn BufRead + Send> = match file {
            "-" => Box::new(BufReader::new(io::stdin())),
            path => match File::open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => return Err(format!("{path}: cannot be read: {error}; check the path")),
            },
        };
        let (file, line, ended) = (file.to_string(), 0, false);
        let mut rows = Rows { reader, file, line, columns: 0, id: 0, sentence: 0, ended };
        let help =
            "its first line must name the columns `uid` (or `sentence_id`) and `marked_sentence`, with tabs between";
        let heads = match rows.next_line() {
            Ok(Some(Taken::Whole(heads))) => heads,
            Ok(Some(Taken::Odd(_, what))) => return Err(format!("{}:1: {what}; {help}", rows.file)),
            Ok(None) => return Err(format!("{}: empty; {help}", rows.file)),
            Err(error) => return Err(format!("{}: cannot be read: {error}; check the file", rows.file)),
        };
        let heads: Vec<&str> = heads.trim_start_matches('\u{feff}').split('\t').map(str::trim).collect();
        let at = |name: &str| heads.iter().position(|head| *head == name);
        let missing = |name: &str| format!("{}:1: no column `{name}`; {help}", rows.file);
        rows.id = at("uid").or(at("sentence_id")).ok_or_else(|| missing("uid"))?;
        rows.sentence = at("marked_sentence").ok_or_else(|| missing("marked_sentence"))?;
        rows.columns = heads.len();
        Ok(rows)
    }

    /// The next line, or what is wrong with it.
    fn next_line(&mut self) -> io::Result<Option<Taken>> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes)?;
        self.line += 1;
        if bytes.is_empty() {
            return Ok(None);
        }
        let whole = bytes.len() < LONGEST || bytes.ends_with(b"\n");
        if !whole {
            self.reader.skip_until(b'\n')?;
        }
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) if whole => Taken::Whole(text),
            Ok(text) => Taken::Odd(text, format!("a line of more than {} MiB", LONGEST >> 20)),
            Err(error) => {
                Taken::Odd(String::from_utf8_lossy(error.as_bytes()).into_owned(), "not in UTF-8".to_string())
            }
        }))
    }

    fn row(&self, line: &str, trouble: Option<String>) -> Found {
        let cells: Vec<&str> = line.split('\t').collect();
        let short = cells.len() <= self.sentence.max(self.id);
        let short = short.then(|| format!("{} of {} columns", cells.len(), self.columns));
        let cell = |at: usize| cells.get(at).copied().unwrap_or("").to_string();
        Found::Report(Box::new(Report {
            id: cell(self.id),
            source: format!("{}:{}", self.file, self.line),
            form: Form::Plain,
            content: Content::Text(cell(self.sentence)),
            url: None,
            title: None,
            outlet: None,
            published: None,
            notes: trouble.or(short).into_iter().collect(),
        }))
    }
}

impl Iterator for Rows {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            match self.next_line() {
                Ok(Some(Taken::Whole(line))) if line.trim().is_empty() => {} // between rows, or after the last
                Ok(Some(Taken::Whole(line))) => return Some(self.row(&line, None)),
                Ok(Some(Taken::Odd(line, what))) => return Some(self.row(&line, Some(what))),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let (file, line) = (&self.file, self.line);
                    return Some(Found::PassedOver(format!("{file}: cannot be read after line {line}: {error}")));
                }
            }
        }
        None
    }
}
