//! From the options of a command to a line and its reports: the lexicon, the paths, the threads.

use crate::args::InputOptions;
use crate::web::{self, Fetching};
use casus_lexicon::{Lexicon, read_folder};
use casus_line::{Found, Intake, Limits, Line, Reader, Wanted};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The line, with the analyst's files laid over the lexicon. What is wrong with them comes back in words. Lexicon and
/// weights are read side by side, since a short report waits for both.
pub(crate) fn line(options: &InputOptions) -> Result<Line, String> {
    let (lexicon, reader) = std::thread::scope(|scope| {
        let weights = scope.spawn(reader);
        let lexicon = lexicon(options);
        (lexicon, weights.join().unwrap_or_else(|_| Err("the built-in weights cannot be read".to_string())))
    });
    let line = Line::new(lexicon?, reader?);
    Ok(if options.plain { line.without_cleaning() } else { line })
}

fn lexicon(options: &InputOptions) -> Result<Lexicon, String> {
    match &options.lexicon {
        None => Lexicon::embedded().map_err(|complaints| format!("the built-in lexicon is damaged\n{complaints}")),
        Some(folder) => overlaid(folder),
    }
}

/// The reader with the weights that are built in.
pub(crate) fn reader() -> Result<Reader, String> {
    Reader::embedded().map_err(|error| format!("the built-in weights are damaged: {error}; install casus again"))
}

fn overlaid(folder: &Path) -> Result<Lexicon, String> {
    let files = read_folder(folder)
        .map_err(|error| format!("--lexicon {}: cannot be read: {error}; check the path", folder.display()))?;
    Lexicon::overlay(&files)
        .map_err(|complaints| format!("--lexicon {}: mend this first\n{complaints}", folder.display()))
}

/// Reports, one after another.
pub(crate) type Reports = Box<dyn Iterator<Item = Found> + Send>;

/// The reports that the options ask for. `output` is left alone when a folder is read through.
pub(crate) fn intake(options: &InputOptions, output: Option<&PathBuf>) -> Result<Reports, String> {
    let paths = match options.paths.as_slice() {
        [] if io::stdin().is_terminal() => {
            return Err("nothing to read: give a PATH, or - to type a report (see casus code --help)".to_string());
        }
        [] => vec!["-".to_string()],
        paths => paths.to_vec(),
    };
    let leave_out: Vec<PathBuf> = output.cloned().into_iter().collect();
    let published = options.published;
    let files =
        move |paths| Intake::new(Wanted { paths, leave_out: leave_out.clone(), published, limits: Limits::default() });
    if !paths.iter().any(|path| web::is_address(path)) {
        return Ok(Box::new(files(paths)));
    }
    let mut fetching = Fetching::new(&options.allow, published)?;
    Ok(Box::new(paths.into_iter().flat_map(move |path| -> Reports {
        match web::is_address(&path) {
            true => Box::new(std::iter::once(fetching.page(&path))),
            false => Box::new(files(vec![path])),
        }
    })))
}

/// As many threads as asked for, else as there are cores.
pub(crate) fn threads(options: &InputOptions) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    options.threads.map_or_else(cores, usize::from)
}
