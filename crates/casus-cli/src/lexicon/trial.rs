//! `casus lexicon try`: one sentence as the rules see it. Its words with the names and the triggers marked, who is named,
//! which rules fired with whom and why, and which nearly did with what they missed.

use crate::args::InputOptions;
use crate::output::fit;
use crate::print;
use crate::{Status, input};
use anstyle::{AnsiColor, Style};
use casus_line::{Fired, Line, Tried, try_sentence};
use casus_types::{Actor, Code, Sentence, Span, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const NAME: Style = AnsiColor::Cyan.on_default().bold();
const TRIGGER: Style = Style::new().bold().underline();
const HEADING: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

pub(super) fn run(sentence: &str, lexicon: Option<&PathBuf>) -> Status {
    if sentence.trim().is_empty() {
        print::say("give a sentence in quotation marks: casus lexicon try \"SENTENCE\"");
        return Status::Unusable;
    }
    let options = InputOptions { plain: true, lexicon: lexicon.cloned(), ..InputOptions::default() };
    match input::line(&options) {
        Ok(line) => {
            let tried = try_sentence(&line, sentence);
            let shown = Shown { tried: &tried, line: &line, colour: print::colour() };
            print::all(shown.whole().as_bytes())
        }
        Err(message) => {
            print::say(message);
            Status::Unusable
        }
    }
}

struct Shown<'t> {
    tried: &'t Tried,
    line: &'t Line,
    colour: bool,
}

/// Words to be marked, and how.
struct Mark {
    span: Span,
    style: Style,
    open: &'static str,
    close: &'static str,
}

impl Shown<'_> {
    fn whole(&self) -> String {
        let trial = &self.tried.trial;
        let mut out = String::new();
        for sentence in &self.tried.parsed.sentences {
            out.push_str(&format!("{}\n", self.words(sentence)));
        }
        out.push_str(&format!("{}\n", self.styled(DIM, "[name]  *trigger*")));
        self.section(&mut out, "named", self.tried.actors.iter().map(|actor| self.named(actor)).collect());
        self.section(&mut out, "fired", trial.fired.iter().map(|fired| self.fired(fired)).collect());
        self.section(&mut out, "nearly fired", self.missed());
        out
    }

    fn section(&self, out: &mut String, heading: &str, mut lines: Vec<String>) {
        if lines.is_empty() {
            lines.push("  nothing\n".to_string());
        }
        out.push_str(&format!("\n{}\n{}", self.styled(HEADING, heading), lines.concat()));
    }

    fn styled(&self, style: Style, words: &str) -> String {
        if self.colour { format!("{style}{words}{style:#}") } else { words.to_string() }
    }

    fn text(&self) -> &Text {
        &self.tried.parsed.article.text
    }

    /// The tokens of a sentence, a space between each two, with names and triggers marked.
    fn words(&self, sentence: &Sentence) -> String {
        let names = self.tried.actors.iter().flat_map(|actor| &actor.mentions);
        let names = names.map(|span| Mark { span: *span, style: NAME, open: "[", close: "]" });
        let triggers = self.tried.trial.fired.iter().map(|fired| fired.trigger);
        let near = self.tried.trial.missed.iter().map(|missed| missed.trigger);
        let triggers = triggers.chain(near).map(|span| Mark { span, style: TRIGGER, open: "*", close: "*" });
        let mut marks: Vec<Mark> = names.chain(triggers).collect();
        marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end())));
        let mut shown: Vec<String> = Vec::new();
        let mut at = sentence.span.start();
        for token in &sentence.tokens {
            if token.span.start() < at {
                continue; // shown with its mark
            }
            match marks.iter().find(|mark| mark.span.contains(token.span)) {
                Some(mark) => {
                    let inside = sentence.tokens.iter().filter(|inner| mark.span.contains(inner.span));
                    let words: Vec<&str> = inside.map(|inner| self.text().slice(inner.span)).collect();
                    shown.push(self.styled(mark.style, &format!("{}{}{}", mark.open, words.join(" "), mark.close)));
                    at = mark.span.end();
                }
                None => shown.push(self.text().slice(token.span).to_string()),
            }
        }
        shown.join(" ")
    }

    fn named(&self, actor: &Actor) -> String {
        let mut spans = actor.mentions.clone();
        spans.dedup();
        let code = actor.code.as_ref().map_or("country unknown", |code| code.0.as_str());
        let sector = actor.sector.map(|sector| format!(" {}", sector.code())).unwrap_or_default();
        format!("  {}: {}, {code}{sector} ({})\n", self.cited(&spans), actor.name, actor.id.0)
    }

    fn fired(&self, fired: &Fired) -> String {
        let status = fired.status.map_or("demanded, no event of its own", |status| status.word());
        let trigger = self.styled(TRIGGER, self.text().slice(fired.trigger));
        let rule = self.line.lexicon().rules.iter().find(|rule| rule.id == fired.rule);
        let origin = rule.map(|rule| format!("    written in {}\n", rule.origin)).unwrap_or_default();
        format!(
            "  {} {} on \"{trigger}\", {status}: {}\n    actors      {}\n    recipients  {}\n{}",
            fired.kind.code(),
            fired.rule.0,
            fired.why,
            self.parties(&fired.actors, &fired.actor_spans),
            self.parties(&fired.recipients, &fired.recipient_spans),
            self.styled(DIM, &origin)
        )
    }

    /// What each trigger missed, by trigger and rule.
    fn missed(&self) -> Vec<String> {
        // A form of two verbs (`found`, `lay`) is tried for each, with the same answer: the map takes it once.
        let mut by_trigger: BTreeMap<Span, BTreeSet<(&str, &str)>> = BTreeMap::new();
        for missed in &self.tried.trial.missed {
            by_trigger.entry(missed.trigger).or_default().insert((&missed.rule.0, &missed.why));
        }
        let told = |(trigger, rules): (&Span, &BTreeSet<(&str, &str)>)| {
            let mut lines = format!("  on \"{}\"\n", self.styled(TRIGGER, self.text().slice(*trigger)));
            for (rule, why) in rules {
                // Some rules ask for one of thirty objects; their beginning is enough to know which rule it is.
                lines.push_str(&format!("{}\n", fit(&format!("    {rule}: {why}"), print::width())));
            }
            lines
        };
        by_trigger.iter().map(told).collect()
    }

    /// `NOR, SWE from "Norway", "Sweden"`.
    fn parties(&self, codes: &[Code], spans: &[Span]) -> String {
        if spans.is_empty() {
            return "none".to_string();
        }
        let codes: Vec<&str> = codes.iter().map(|code| code.0.as_str()).collect();
        let codes = if codes.is_empty() { "country unknown".to_string() } else { codes.join(", ") };
        format!("{codes} from {}", self.styled(NAME, &self.cited(spans)))
    }

    fn cited(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| format!("\"{}\"", self.text().slice(*span))).collect::<Vec<_>>().join(", ")
    }
}
