//! `casus check`: a claim held against a ledger, by every rule of counting that could be meant; or every claim of the
//! record; or our own incidents of a ledger beside a table from elsewhere.

use crate::args::InputOptions;
use crate::found::{AskOptions, FoundFormat, code_of, day, unusable};
use crate::output::one_line;
use crate::{Status, input, print};
use casus_line::{Line, Report};
use casus_store::{Against, Cell, ClaimSaid, Finding, Found, Store};
use casus_types::{ClaimRecord, Date, Ledger};

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
    match check(options) {
        Ok(shown) => print::all(shown.as_bytes()),
        Err(message) => unusable(&message),
    }
}

fn check(options: &CheckOptions) -> Result<String, String> {
    let store = options.ask.store()?;
    let line = input::line(&InputOptions { plain: true, ..InputOptions::default() })?;
    let unknown = |name: &str| format!("--subject {name}: no such country or body; give a code such as KOR");
    let subject = match &options.subject {
        Some(name) => Some(code_of(line.lexicon(), name).ok_or_else(|| unknown(name))?),
        None => None,
    };
    let against = Against { ledger: options.ledger.clone(), table: options.table.clone(), own: options.own };
    let told = |error: casus_store::StoreError| error.to_string();
    match (&options.claim, &options.ledger) {
        (Some(words), _) => {
            let (claim, remark) = said(&line, words, subject, options)?;
            let mut finding = store.check(&claim, &against).map_err(told)?;
            finding.notes.extend(remark);
            Ok(one(&finding, &options.ask))
        }
        (None, Some(ledger)) => {
            let (table, from, to) = (options.table.as_deref(), day(&options.from), day(&options.asof));
            let found = store.check_ledger(ledger, table, from.as_deref(), to.as_deref()).map_err(told)?;
            let shown = ["verdict", "from_date", "to_date", "actors", "row_day", "why", "summary"];
            Ok(options.ask.shown(&found, &shown))
        }
        (None, None) => {
            let found = all(&store, subject.as_deref(), &against)?;
            Ok(options.ask.shown(&found, &["verdict", "subject", "claim", "said_by", "counted"]))
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
        ledger: record.ledger.map(ledger_name),
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

fn ledger_name(ledger: Ledger) -> String {
    serde_json::to_value(ledger).ok().and_then(|name| name.as_str().map(str::to_string)).unwrap_or_default()
}

/// Every claim of the record.
fn all(store: &Store, subject: Option<&str>, against: &Against) -> Result<Found, String> {
    let told = |error: casus_store::StoreError| error.to_string();
    let claims = store.claims_to_check(None, subject).map_err(told)?;
    let columns = [
        "verdict",
        "subject",
        "claim",
        "comparator",
        "number",
        "unit",
        "from_date",
        "to_date",
        "said_by",
        "counted",
        "left_out",
        "notes",
        "sql",
    ];
    let mut found = Found { columns: columns.map(str::to_string).to_vec(), ..Found::default() };
    let mut verdicts = [0, 0, 0];
    for claim in claims {
        let finding = store.check(&claim, against).map_err(told)?;
        let place = match finding.verdict {
            casus_store::Verdict::Agrees => 0,
            casus_store::Verdict::Differs(_) => 1,
            casus_store::Verdict::CannotTell(_) => 2,
        };
        if let Some(count) = verdicts.get_mut(place) {
            *count += 1;
        }
        found.rows.push(row(&finding));
        if found.sql.is_empty() {
            found.sql = finding.sql.clone();
        }
    }
    let [agree, differ, open] = verdicts;
    found.notes.push(format!(
        "{agree} agree, {differ} differ, {open} cannot be told; each row has its own sql (--format json)"
    ));
    Ok(found)
}

fn row(finding: &Finding) -> Vec<Cell> {
    let claim = &finding.claim;
    let text = |text: &Option<String>| text.as_ref().map_or(Cell::Null, |text| Cell::from(text.clone()));
    let number = |number: Option<f64>| number.map_or(Cell::Null, whole);
    vec![
        Cell::from(finding.verdict.to_string()),
        text(&claim.subject),
        Cell::from(claim.text.clone()),
        serde_json::to_value(claim.comparator).unwrap_or_default(),
        number(claim.number),
        Cell::from(claim.unit.clone()),
        text(&claim.from),
        text(&claim.to),
        text(&claim.said_by),
        Cell::from(finding.summary.clone()),
        Cell::from(finding.left_out.join("; ")),
        Cell::from(finding.notes.join("; ")),
        Cell::from(finding.sql.clone()),
    ]
}

fn whole(number: f64) -> Cell {
    if number.fract() == 0.0 { Cell::from(number as i64) } else { Cell::from(number) }
}

/// One claim, whole.
fn one(finding: &Finding, ask: &AskOptions) -> String {
    if ask.sql {
        return format!("{};\n", finding.sql);
    }
    match ask.form() {
        FoundFormat::Table => told(finding),
        FoundFormat::Json => format!("{:#}\n", json(finding)),
        FoundFormat::Jsonl => format!("{}\n", json(finding)),
        FoundFormat::Csv => {
            let mut columns: Vec<String> = vec!["day".to_string(), "row".to_string()];
            columns.extend(finding.columns.iter().cloned());
            columns.extend(["failed".to_string(), "words".to_string()]);
            let cells = |row: &casus_store::Row| {
                let mut cells = vec![Cell::from(row.day.clone()), Cell::from(row.name.clone())];
                cells.extend(row.counts.iter().map(|count| whole(*count)));
                cells.extend([Cell::from(row.failed), Cell::from(row.words.clone())]);
                cells
            };
            let rows = finding.rows.iter().map(cells).collect();
            ask.shown(&Found { columns, rows, ..Found::default() }, &[])
        }
    }
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
    out.push_str(&format!("\nsql: {};\n", one_line(&finding.sql)));
    out
}

fn json(finding: &Finding) -> Cell {
    let claim = &finding.claim;
    let tried: Vec<Cell> = finding
        .tried
        .iter()
        .map(|tried| serde_json::json!({"rule": tried.rule, "figure": whole(tried.figure), "fits": tried.fits, "needs": tried.needs}))
        .collect();
    let rows: Vec<Cell> = finding
        .rows
        .iter()
        .map(|row| {
            let counts: serde_json::Map<String, Cell> =
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
