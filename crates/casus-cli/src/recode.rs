//! `casus recode`: the articles of the record coded again by this program and lexicon, as a run of its own, and what that
//! changes against an earlier run.

use crate::add::{Adding, Watch, probe};
use crate::args::{InputOptions, RecodeOptions};
use crate::output::fit;
use crate::print;
use crate::{Status, input, record};
use casus_line::{Found, Line, Refusal, Report, unkept};
use casus_store::{CodedBy, Compared, Run, Store, StoreError, Stored, Told};
use casus_types::Stamp;
use std::collections::VecDeque;

/// Runs the command.
pub(crate) fn run(options: &RecodeOptions) -> Status {
    match prepare_and_run(options) {
        Ok(status) => status,
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

fn prepare_and_run(options: &RecodeOptions) -> Result<Status, String> {
    let told = |error: StoreError| error.to_string();
    let path = record::path(&options.record);
    let source = Store::open_to_read(&path).map_err(told)?;
    let input = InputOptions { lexicon: options.lexicon.clone(), threads: options.threads, ..InputOptions::default() };
    let line = input::line(&input)?;
    let stamp = line.stamp();
    let articles = Articles { source, stamp: stamp.clone(), after: 0, waiting: VecDeque::new() };
    if let Some(source) = &options.probe {
        probe(&line, articles, source.clone());
        return Ok(Status::Done);
    }
    let mut store = Store::open(&path).map_err(told)?;
    let by = CodedBy { casus: &stamp.casus, lexicon: &stamp.lexicon, model: stamp.model.as_deref() };
    let watch = Watch::begin(&path, &mut store, by, true).map_err(told)?;
    let adding = Adding { line: &line, path: &path, threads: input::threads(&input), watch };
    let (status, tally) = adding.all(&mut store, articles)?;
    let said = print::all(format!("{}\n", tally.told()).as_bytes());
    if status == Status::Interrupted || said != Status::Done {
        return Ok(status);
    }
    let compared = compare(&store, &line, options.with)?;
    Ok(if compared == Status::Done { status } else { compared })
}

/// How many articles are fetched at once.
const AT_ONCE: usize = 32;

/// The articles that are not coded yet by this run, as reports, in the order in which they were added.
struct Articles {
    source: Store,
    stamp: Stamp,
    after: i64,
    waiting: VecDeque<Stored>,
}

impl Iterator for Articles {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if self.waiting.is_empty() {
            let Stamp { casus, lexicon, model, .. } = &self.stamp;
            let by = CodedBy { casus, lexicon, model: model.as_deref() };
            match self.source.not_coded(by, self.after, AT_ONCE) {
                Ok(next) => self.waiting = next.into(),
                Err(error) if self.after < i64::MAX => {
                    self.after = i64::MAX; // said once
                    let cure = "run the same command again";
                    return Some(Found::Refused(Refusal::new("the record", error.to_string(), cure)));
                }
                Err(_) => return None,
            }
        }
        let stored = self.waiting.pop_front()?;
        self.after = stored.article;
        let article = stored.page.as_deref().and_then(|page| unkept(page, &stored.text));
        Some(match article {
            Some(article) => Found::Report(Box::new(Report::of_article(article, stored.url))),
            None => {
                let source = stored.url.unwrap_or_else(|| format!("article {}", stored.article));
                let cure = "add it again from its file";
                Found::Refused(Refusal::new(&source, "the record holds no page of it that can be coded again", cure))
            }
        })
    }
}

/// Prints what this run changes against another one, or the last one before it.
fn compare(store: &Store, line: &Line, with: Option<i64>) -> Result<Status, String> {
    let told = |error: StoreError| error.to_string();
    let runs = store.runs().map_err(told)?;
    let stamp = line.stamp();
    let ours = |run: &&Run| {
        run.casus == stamp.casus && run.lexicon == stamp.lexicon && Some(&run.model) == stamp.model.as_ref()
    };
    let Some(now) = runs.iter().find(ours) else {
        return Ok(print::all(b"the record is empty\n"));
    };
    let before = match with {
        Some(number) => runs.iter().find(|run| run.run == number),
        None => runs.iter().rev().find(|run| run.run != now.run),
    };
    let Some(before) = before else {
        return match with {
            Some(number) => Err(format!("--with {number}: the record has no such run; it has {}", numbers(&runs))),
            None => Ok(print::all(b"no other run to compare with\n")),
        };
    };
    let mut sum = Sum::default();
    let mut printed = print::all(format!("before: {}\nnow:    {}\n", named(before), named(now)).as_bytes());
    let each = |compared: Compared| {
        sum.add(&compared);
        if printed == Status::Done {
            printed = print::all(shown(&compared).as_bytes());
        }
    };
    store.compare(before.run, now.run, each).map_err(told)?;
    let all = format!("{}SQL: {}\n", sum.told(), query(before.run, now.run));
    Ok(if printed == Status::Done { print::all(all.as_bytes()) } else { printed })
}

fn numbers(runs: &[Run]) -> String {
    runs.iter().map(|run| run.run.to_string()).collect::<Vec<_>>().join(", ")
}

fn named(run: &Run) -> String {
    let Run { run, casus, lexicon, model, articles } = run;
    format!("run {run}, casus {casus}, lexicon {lexicon}, model {model}: {articles} articles")
}

/// The events of both runs beside each other, for whoever wants to look closer.
fn query(before: i64, now: i64) -> String {
    format!(
        "SELECT run, article, id, type, mode, status, start_date, \"trigger\", evidence FROM event \
         JOIN coding USING (coding) WHERE run IN ({before}, {now}) ORDER BY article, evidence, \"trigger\", run"
    )
}

/// One article's changes, by sentence; nothing where there are none.
fn shown(compared: &Compared) -> String {
    let line = |sign: char, told: &Told| {
        let author = told.rule.as_deref().unwrap_or("the event reader");
        format!("  {sign} {}  ({author})\n", told.what)
    };
    let mut sentences: Vec<(&str, String)> = Vec::new();
    let mut add = |sentence, line: String| match sentences.iter_mut().find(|(known, _)| *known == sentence) {
        Some((_, lines)) => lines.push_str(&line),
        None => sentences.push((sentence, line)),
    };
    compared.lost.iter().for_each(|told| add(told.sentence.as_str(), line('-', told)));
    compared.gained.iter().for_each(|told| add(told.sentence.as_str(), line('+', told)));
    for (old, new) in &compared.changed {
        add(&old.sentence, format!("{}{}", line('~', old), line(' ', new)));
    }
    let told = |(words, lines): (&str, String)| format!("{}: {}\n{lines}", compared.source, fit(words, 160));
    sentences.into_iter().map(told).collect()
}

/// Over all articles.
#[derive(Default)]
struct Sum {
    articles: usize,
    lost: usize,
    gained: usize,
    changed: usize,
    kept: usize,
}

impl Sum {
    fn add(&mut self, compared: &Compared) {
        self.articles += 1;
        self.lost += compared.lost.len();
        self.gained += compared.gained.len();
        self.changed += compared.changed.len();
        self.kept += compared.kept;
    }

    fn told(&self) -> String {
        let Sum { articles, lost, gained, changed, kept } = self;
        format!("{lost} events lost, {gained} gained, {changed} changed, {kept} as before, in {articles} articles\n")
    }
}
