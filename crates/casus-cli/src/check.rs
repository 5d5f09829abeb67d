//! `casus check`: a claim held against a ledger, by every rule of counting that could be meant; or every claim of the
//! record; or our own incidents of a ledger beside a table from elsewhere.

use crate::args::InputOptions;
use crate::ask::AskOptions;
use crate::output::{AnswerFormat, Layout, all as write, laid_out, show};
use crate::typed::{code_of, day, unusable};
use crate::{Status, input, print};
use casus_line::{Line, Report};
use casus_store::{Against, Answer, ClaimSaid, Finding, Holds, Store, StoreError, Value, Verdict};
use casus_types::{ClaimRecord, Date};

const EXAMPLES: &str = "\
Examples:
  casus check --claim \"at least 31 ballistic missiles\" --subject PRK --asof 2022-06-14
  casus check --claim \"33 missiles\" --subject PRK --from 2022-01-01 --asof 2022-06-14 --own
  casus check                                    every claim of the record that a ledger could bear out
  casus check --ledger votes                     our votes beside an imported table of them
";

const STATUS: &str = "\
A claim is counted in the table that was imported last for its ledger (casus import-ledger), else in our own ledger.
Tried are: the kinds that its words name, and others; failed attempts counted or not; what rows count, rows, days. The
verdict rests on what the words say: agrees, differs by so much, or cannot tell; and says what would make it fit. \"About
30\" allows half of its last place that is not nought, 25 to 35. Both days of a period count.

Exit status:
  0 done, whatever the verdict; 2 wrong usage, or no such record.";

#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_help = STATUS)]
pub(crate) struct CheckOptions {
    /// The claim in words; without it, every claim of the record
    #[arg(long, value_name = "WORDS")]
    claim: Option<String>,

    /// Whose country it is about: a code or a name
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,

    /// The last day that counts, as of which the claim is made
    #[arg(long, value_name = "DATE")]
    asof: Option<Date>,

    /// The first day that counts [default: what the claim says, else the first of that year]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// The ledger to count in; alone, its incidents are held against the table
    #[arg(long, value_name = "NAME")]
    ledger: Option<String>,

    /// The file that the table was imported from, where there are several
    #[arg(long, value_name = "FILE")]
    table: Option<String>,

    /// Count in our own ledger, though there is a table
    #[arg(long, conflicts_with = "table")]
    own: bool,

    #[command(flatten)]
    ask: AskOptions,
}

/// Runs the command.
pub(crate) fn run(options: &CheckOptions) -> Status {
    check(options).unwrap_or_else(|message| unusable(&message))
}

fn check(options: &CheckOptions) -> Result<Status, String> {
    let store = options.ask.store()?;
    let line = input::line(&InputOptions { plain: true, ..InputOptions::default() })?;
    let unknown = |name: &str| format!("--subject {name}: no such country or body; give a code such as KOR");
    let subject = match &options.subject {
        Some(name) => Some(code_of(line.lexicon(), name).ok_or_else(|| unknown(name))?),
        None => None,
    };
    let against = Against {
        run: options.ask.run,
        ledger: options.ledger.clone(),
        table: options.table.clone(),
        own: options.own,
    };
    let told = |error: StoreError| error.to_string();
    match (&options.claim, &options.ledger) {
        (Some(words), _) => {
            let (claim, remark) = said(&line, words, subject, options)?;
            let mut finding = store.check(&claim, &against).map_err(told)?;
            finding.notes.extend(remark);
            Ok(one(&finding, &options.ask))
        }
        (None, Some(ledger)) => {
            let (from, to) = (day(&options.from), day(&options.asof));
            let shown = ["verdict", "from_date", "to_date", "actors", "row_day", "why"];
            let ask = |store: &Store| store.check_ledger(ledger, &against, from.as_deref(), to.as_deref());
            Ok(options.ask.ask(&shown, Some("summary"), ask))
        }
        (None, None) => {
            let shown = ["verdict", "subject", "claim", "from_date", "to_date", "said_by"];
            Ok(options.ask.ask(&shown, Some("why"), |store| all(store, subject.as_deref(), &against)))
        }
    }
}

/// The claim in words as the line reads claims, and how its period was taken.
fn said(
    line: &Line,
    words: &str,
    subject: Option<String>,
    options: &CheckOptions,
) -> Result<(ClaimSaid, Option<String>), String> {
    let record = read(line, words, options.asof).ok_or_else(|| {
        format!("--claim {words}: no number with something counted in it; write it as \"31 ballistic missiles\"")
    })?;
    let asof = options.asof.map(|day| day.to_string()).or(record.to.clone());
    let year = || asof.as_ref().and_then(|day| day.get(..4)).map(|year| format!("{year}-01-01"));
    let from = day(&options.from).or(record.from.clone());
    let remark = from
        .is_none()
        .then(|| "counted from the first of the year, as neither --from nor the claim says from when".to_string());
    let claim = ClaimSaid {
        text: words.to_string(),
        number: record.number,
        number_to: record.number_to,
        comparator: record.comparator,
        unit: record.unit,
        unit_class: record.unit_class,
        subject: subject.or(record.subject.map(|code| code.0)),
        ledger: record.ledger.map(word),
        from: from.or_else(year),
        to: asof,
        said_by: None,
        no_fact: None,
    };
    Ok((claim, remark))
}

fn read(line: &Line, words: &str, asof: Option<Date>) -> Option<ClaimRecord> {
    // A bare number with its noun is read as well inside a sentence.
    [words.to_string(), format!("There were {words}.")].into_iter().find_map(|text| {
        let report = Report { published: asof, ..Report::of_text(&text) };
        let coded = line.code(&report).ok()?;
        coded.document(&line.stamp()).claims.into_iter().find(|claim| claim.number.is_some())
    })
}

/// A word as it is published.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_string)).unwrap_or_default()
}

const COLUMNS: [&str; 14] = [
    "verdict",
    "subject",
    "claim",
    "comparator",
    "number",
    "unit",
    "from_date",
    "to_date",
    "said_by",
    "why",
    "counted",
    "left_out",
    "notes",
    "sql",
];

const HOLDS: [(&str, Holds); 3] = [("number", Holds::Number), ("from_date", Holds::Day), ("to_date", Holds::Day)];

/// Every claim of the record.
fn all(store: &Store, subject: Option<&str>, against: &Against) -> Result<Answer, StoreError> {
    let claims = store.claims_to_check(against.run, subject)?;
    let mut answer = Answer::new(Some(store.run(against.run)?), &COLUMNS, &HOLDS, String::new());
    let (mut agree, mut differ, mut open) = (0, 0, 0);
    for claim in claims {
        let finding = store.check(&claim, against)?;
        match finding.verdict {
            Verdict::Agrees => agree += 1,
            Verdict::Differs(_) => differ += 1,
            Verdict::CannotTell(_) => open += 1,
        }
        answer.rows.push(row(&finding));
        if answer.sql.is_empty() {
            answer.sql = finding.sql.clone();
        }
    }
    // What can be told comes first.
    answer.rows.sort_by_key(|row| row.first().is_some_and(|verdict| verdict.words() == "cannot tell"));
    answer.notes.push(format!(
        "{agree} agree, {differ} differ, {open} cannot be told; each row has its own sql (--format json)"
    ));
    Ok(answer)
}

fn row(finding: &Finding) -> Vec<Value> {
    let claim = &finding.claim;
    let known = |words: &Option<String>| Value::text(words.as_deref().unwrap_or_default());
    let (verdict, why) = match &finding.verdict {
        Verdict::CannotTell(why) => ("cannot tell".to_string(), Some(why)),
        told => (told.to_string(), None),
    };
    vec![
        Value::text(verdict),
        known(&claim.subject),
        Value::text(claim.text.clone()),
        Value::text(word(claim.comparator)),
        Value::number(claim.number),
        Value::text(claim.unit.clone()),
        known(&claim.from),
        known(&claim.to),
        known(&claim.said_by),
        Value::text(why.unwrap_or(&finding.summary)),
        Value::text(finding.summary.clone()),
        Value::text(finding.left_out.join("; ")),
        Value::text(finding.notes.join("; ")),
        Value::text(finding.sql.clone()),
    ]
}

/// One claim: whole where it is read, its rows where they stand alone.
fn one(finding: &Finding, ask: &AskOptions) -> Status {
    if ask.sql {
        return ask.query(&finding.sql);
    }
    let (format, output) = ask.form();
    match format {
        AnswerFormat::Table => write(told(finding).as_bytes(), output),
        AnswerFormat::Json => write(format!("{:#}\n", json(finding)).as_bytes(), output),
        AnswerFormat::Jsonl => write(format!("{}\n", json(finding)).as_bytes(), output),
        AnswerFormat::Csv | AnswerFormat::Parquet => {
            show(&counted(finding), &Layout { columns: Vec::new(), beneath: None }, Some(format), output)
        }
    }
}

/// The rows that a claim was counted in.
fn counted(finding: &Finding) -> Answer {
    let kinds = finding.columns.iter().map(String::as_str);
    let columns: Vec<&str> = ["day", "row"].into_iter().chain(kinds.clone()).chain(["failed", "words"]).collect();
    let holds: Vec<(&str, Holds)> = kinds.map(|kind| (kind, Holds::Number)).chain([("day", Holds::Day)]).collect();
    let mut answer = Answer::new(finding.run.clone(), &columns, &holds, finding.sql.clone());
    answer.notes.push(format!("{}: {}", finding.verdict, finding.summary));
    for row in &finding.rows {
        let mut cells = vec![Value::text(row.day.clone()), Value::text(row.name.clone())];
        cells.extend(row.counts.iter().map(|count| Value::Number(*count)));
        cells.extend([Value::text(if row.failed { "yes" } else { "no" }), Value::text(row.words.clone())]);
        answer.rows.push(cells);
    }
    answer
}

fn whole(number: f64) -> serde_json::Value {
    if number.fract() == 0.0 { (number as i64).into() } else { number.into() }
}

fn told(finding: &Finding) -> String {
    let mut out = format!("{}\n", finding.verdict);
    let mut line = |name: &str, words: &str| {
        if !words.is_empty() {
            out.push_str(&format!("  {name:<10}{words}\n"));
        }
    };
    let claim = &finding.claim;
    line("claim", &claim.text);
    line("subject", claim.subject.as_deref().unwrap_or_default());
    let (from, to) = &finding.period;
    line("days", &format!("{from} to {to}"));
    line("counted", &finding.summary);
    line("left out", &finding.left_out.join("; "));
    finding.notes.iter().for_each(|note| line("note", note));
    out.push_str("\nrules\n");
    for tried in &finding.tried {
        let fits = if tried.fits { "fits" } else { "" };
        let needs = if tried.needs.is_empty() { String::new() } else { format!("  {}", tried.needs.join("; ")) };
        out.push_str(format!("  {:>6}  {fits:<5} {}{needs}", whole(tried.figure), tried.rule).trim_end());
        out.push('\n');
    }
    out.push_str(&format!("\nrows  {}\n", finding.columns.join(", ")));
    for row in &finding.rows {
        let counts: Vec<String> = row.counts.iter().map(|count| whole(*count).to_string()).collect();
        let failed = if row.failed { "  failed" } else { "" };
        out.push_str(&format!("  {}  {:<12} {}{failed}\n", row.day, row.name, counts.join(", ")));
    }
    if !finding.sql.is_empty() {
        out.push_str(&format!("\n{}\n", laid_out(&finding.sql, print::width())));
    }
    out
}

fn json(finding: &Finding) -> serde_json::Value {
    let claim = &finding.claim;
    let tried: Vec<serde_json::Value> = finding
        .tried
        .iter()
        .map(|tried| serde_json::json!({"rule": tried.rule, "figure": whole(tried.figure), "fits": tried.fits, "needs": tried.needs}))
        .collect();
    let rows: Vec<serde_json::Value> = finding
        .rows
        .iter()
        .map(|row| {
            let counts: serde_json::Map<String, serde_json::Value> =
                finding.columns.iter().cloned().zip(row.counts.iter().map(|count| whole(*count))).collect();
            serde_json::json!({"day": row.day, "row": row.name, "counts": counts, "failed": row.failed})
        })
        .collect();
    serde_json::json!({
        "verdict": finding.verdict.to_string(),
        "claim": {"text": claim.text, "number": claim.number.map(whole), "number_to": claim.number_to.map(whole),
            "comparator": claim.comparator, "unit": claim.unit, "subject": claim.subject, "ledger": claim.ledger},
        "against": finding.against, "from": finding.period.0, "to": finding.period.1, "counted": finding.summary,
        "left_out": finding.left_out, "notes": finding.notes, "rules": tried, "rows": rows, "sql": finding.sql,
    })
}
