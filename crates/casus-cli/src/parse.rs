//! `casus parse`: a text as the reader sees it, before any coding. Words with their tree, names, and the acts that the
//! event reader proposes, and how far each predicate is a fact; as a table, as CoNLL-U, or as JSON, a sentence a line.

mod lines;
mod table;

use crate::args::{InputOptions, ParseFormat, ParseOptions};
use crate::{Status, input, print};
use casus_line::Predicate;
use casus_types::{Parsed, conllu};
use std::io::{self, Read};

/// A text of more bytes is not one to look at.
const MOST: u64 = 32 << 20;

/// Runs the command.
pub(crate) fn run(options: &ParseOptions) -> Status {
    match reading(options) {
        Ok((parsed, predicates)) => {
            let shown = match options.format {
                ParseFormat::Table => {
                    table::Shown { parsed: &parsed, predicates: &predicates, colour: print::colour() }.whole()
                }
                ParseFormat::Conllu => conllu::write(&parsed),
                ParseFormat::Jsonl => lines::lines(&parsed, &predicates),
            };
            print::all(shown.as_bytes())
        }
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

/// The reading, and the predicates of each of its sentences.
fn reading(options: &ParseOptions) -> Result<(Parsed, Vec<Vec<Predicate>>), String> {
    let text = match options.words.as_slice() {
        [dash] if dash == "-" => standard_input()?,
        words => words.join(" "),
    };
    if text.trim().is_empty() {
        return Err("give a text in quotation marks: casus parse \"TEXT\"".to_string());
    }
    let line = input::line(&InputOptions { plain: true, ..InputOptions::default() })?;
    let parsed = line.read(&text).map_err(|refusal| refusal.to_string())?;
    let predicates = line.predicates(&parsed);
    Ok((parsed, predicates))
}

fn standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input cannot be read: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_string())
}

#[cfg(test)]
mod tests {
    /// What is judged of them.
    pub(super) fn judged() -> Vec<Vec<casus_line::Predicate>> {
        use casus_types::Status::{Happened, Hypothetical, Negated};
        let predicate = |word, status, factuality, why: &str| casus_line::Predicate {
            word,
            status: Some(status),
            factuality,
            why: why.to_string(),
        };
        vec![
            vec![predicate(3, Negated, -2.0, "\"not\"")],
            vec![predicate(5, Happened, 3.0, "stated as a fact"), predicate(10, Hypothetical, 1.2, "\"could\"")],
        ]
    }

    /// Two sentences as the reader could have read them.
    pub(super) const READING: &str = "\
# article_text = Séoul did not send aid.\\nMr. O'Neill of the UN says talks in Geneva could follow.
# article_block = 0..80 paragraph
# span = 0..23
# act = 4 AID .900 negated .800 | who 1 1-1 .950
1\tSéoul\tSéoul\tPROPN\tNNP\t_\t4\tnsubj\t_\tName=B-GPE
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tnot\tnot\tPART\tRB\t_\t4\tneg\t_\t_
4\tsend\tsend\tVERB\tVB\t_\t0\tROOT\t_\t_
5\taid\taid\tNOUN\tNN\t_\t4\tdobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# span = 24..80
# act = 7 CONSULT/multilateral .700 conditional 1.000 | who 5 4-5 .400 | where 9 9-9 .995
1\tMr.\tMr.\tPROPN\tNNP\t_\t2\tcompound\t_\t_
2\tO'Neill\tO'Neill\tPROPN\tNNP\t_\t6\tnsubj\t_\tName=B-PERSON
3\tof\tof\tADP\tIN\t_\t2\tprep\t_\t_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tName=B-ORG
5\tUN\tUN\tPROPN\tNNP\t_\t3\tpobj\t_\tName=I-ORG
6\tsays\tsay\tVERB\tVBZ\t_\t0\tROOT\t_\t_
7\ttalks\ttalk\tNOUN\tNNS\t_\t11\tnsubj\t_\t_
8\tin\tin\tADP\tIN\t_\t7\tprep\t_\t_
9\tGeneva\tGeneva\tPROPN\tNNP\t_\t8\tpobj\t_\tName=B-GPE
10\tcould\tcould\tAUX\tMD\t_\t11\taux\t_\t_
11\tfollow\tfollow\tVERB\tVB\t_\t6\tccomp\t_\tSpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
";
}
