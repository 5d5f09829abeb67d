//! The sentences beside each status cue, tried: does the cue act on some verb or noun of its `yes` with the effect that
//! it claims, and keep its hands off the act of its `no`?

use crate::Line;
use crate::examples::{ExampleOutcome, Verdict, article};
use casus_coder::Trial;
use casus_lexicon::{CueEffect as Effect, StatusCue};
use casus_types::Status;

/// Tries the sentences of all cues, in the order of the lexicon.
pub(crate) fn check(line: &Line) -> Vec<ExampleOutcome> {
    let cues = line.lexicon.status_cues.iter().enumerate();
    cues.flat_map(|(row, cue)| of_cue(line, row, cue)).collect()
}

fn of_cue<'l>(line: &'l Line, row: usize, cue: &'l StatusCue) -> impl Iterator<Item = ExampleOutcome> + 'l {
    let yes = cue.yes.iter().map(|text| (text, true));
    let no = cue.no.iter().map(|text| (text, false));
    yes.chain(no).map(move |(text, must_act)| {
        let trial = line.coder.try_rules(&line.reader.parse(article(line, text)));
        let what = if must_act { inert(&trial, row, cue) } else { overreaching(&trial, row, cue) };
        let help = "see with `casus parse` what decides on the words; mend the cue or its sentence".to_string();
        ExampleOutcome {
            beside: format!("\"{}\"", cue.cue),
            origin: cue.origin.clone(),
            text: text.clone(),
            verdict: what.map_or(Verdict::Passed, |what| Verdict::Failed { what, help }),
        }
    })
}

/// For a `yes`: nothing, or that the cue does not have its effect on any word.
fn inert(trial: &Trial, row: usize, cue: &StatusCue) -> Option<String> {
    let mut acted = trial.judged.iter().filter(|judged| judged.cues.contains(&row)).map(|judged| judged.status);
    if acted.clone().any(|status| has(cue.effect, status)) {
        return None;
    }
    Some(match acted.next() {
        Some(status) => format!("the cue makes it {}", status.map_or("demanded", Status::word)),
        None => "the cue acts on no word".to_string(),
    })
}

/// For a `no`: nothing, or the act that the cue changes all the same.
fn overreaching(trial: &Trial, row: usize, cue: &StatusCue) -> Option<String> {
    let happened = matches!(cue.effect, Effect::Happened);
    let wrong =
        |status: Option<Status>| if happened { status == Some(Status::Happened) } else { has(cue.effect, status) };
    let fired = trial.fired.iter().find(|fired| fired.cues.contains(&row) && wrong(fired.status))?;
    Some(format!("{} comes out as {}", fired.rule.0, fired.status.map_or("demanded", Status::word)))
}

/// Whether a status is what an effect makes of a fact. What is inside a condition is open, what hangs on it conditional.
fn has(effect: Effect, status: Option<Status>) -> bool {
    match effect {
        Effect::Planned => status == Some(Status::Planned),
        Effect::Conditional => matches!(status, Some(Status::Conditional | Status::Hypothetical)),
        Effect::Hypothetical => status == Some(Status::Hypothetical),
        Effect::Negated => status == Some(Status::Negated),
        Effect::Demanded => status.is_none(),
        Effect::Happened | Effect::Reported => status == Some(Status::Happened),
    }
}
