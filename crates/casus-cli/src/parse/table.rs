//! A reading for people: each sentence a word a line with its place in the tree, then the names, the predicates with their
//! factuality, and the proposed acts with their parts.

use super::lines::phrase;
use crate::output::{columns, fit, one_line, pad};
use anstyle::{AnsiColor, Style};
use casus_line::Predicate;
use casus_types::{Link, Parsed, Proposal, Score, Sentence, Span, Status};
use std::ops::Range;

const NAME: Style = AnsiColor::Cyan.on_default().bold();
const TRIGGER: Style = Style::new().bold().underline();
const HEADING: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The most columns that words, lemmas and heads take, so that all fits a hundred.
const WORD: usize = 20;
const LEMMA: usize = 16;
const HEAD: usize = 20;
const PHRASE: usize = 70;

pub(super) struct Shown<'p> {
    pub(super) parsed: &'p Parsed,
    /// Of each sentence.
    pub(super) predicates: &'p [Vec<Predicate>],
    pub(super) colour: bool,
}

/// A line of the table of words.
struct Row {
    number: String,
    word: String,
    lemma: String,
    tag: &'static str,
    label: &'static str,
    head: String,
    name: &'static str,
    style: Style,
}

impl Shown<'_> {
    pub(super) fn whole(&self) -> String {
        let sentences = self.parsed.sentences.iter().zip(self.predicates);
        let sentences = sentences.map(|(sentence, predicates)| self.sentence(sentence, predicates));
        sentences.collect::<Vec<_>>().join("\n")
    }

    fn sentence(&self, sentence: &Sentence, predicates: &[Predicate]) -> String {
        let mut out = format!("{}\n\n", self.styled(HEADING, &self.words(sentence.span)));
        self.rows(sentence, &mut out);
        let kinds = sentence.names.iter().map(|name| columns(name.kind.text())).max().unwrap_or(0);
        let names = sentence.names.iter().map(|name| {
            let words = self.styled(NAME, &self.phrase(sentence, &name.tokens));
            format!("  {}  {words}\n", pad(name.kind.text(), kinds))
        });
        self.section("names", names.collect(), &mut out);
        let predicates = predicates.iter().map(|one| {
            let word = self.phrase(sentence, &(one.word..one.word + 1));
            let status = one.status.map_or("demanded", Status::word);
            fit(&format!("  {:+.1}  {word}, {status}: {}", one.factuality, one_line(&one.why)), PHRASE + 20) + "\n"
        });
        self.section("factuality, -3 to +3", predicates.collect(), &mut out);
        let acts = sentence.proposals.iter().map(|proposal| self.act(sentence, proposal));
        self.section("proposed acts", acts.collect(), &mut out);
        out
    }

    fn section(&self, heading: &str, mut lines: Vec<String>, out: &mut String) {
        if lines.is_empty() {
            lines.push("  none\n".to_string());
        }
        out.push_str(&format!("\n{}\n{}", self.styled(HEADING, heading), lines.concat()));
    }

    fn rows(&self, sentence: &Sentence, out: &mut String) {
        let rows: Vec<Row> = (0..sentence.tokens.len()).filter_map(|at| self.row(sentence, at)).collect();
        let widest = |cell: fn(&Row) -> &str| rows.iter().map(|row| columns(cell(row))).max().unwrap_or(0);
        let number = widest(|row| &row.number);
        let (word, lemma) = (widest(|row| &row.word).max(4), widest(|row| &row.lemma).max(5));
        let (tag, label, head) =
            (widest(|row| row.tag).max(3), widest(|row| row.label).max(5), widest(|row| &row.head));
        let line = |shown: &str, cells: [&str; 6]| {
            let [id, lemma_cell, tag_cell, label_cell, head_cell, name] = cells;
            let line = format!(
                "  {}{id}  {shown}  {}  {}  {}  {}  {name}",
                " ".repeat(number.saturating_sub(columns(id))),
                pad(lemma_cell, lemma),
                pad(tag_cell, tag),
                pad(label_cell, label),
                pad(head_cell, head.max(4)),
            );
            format!("{}\n", line.trim_end())
        };
        let heads = line(&pad("word", word), ["", "lemma", "tag", "label", "head", "name"]);
        out.push_str(&self.styled(DIM, heads.trim_end()));
        out.push('\n');
        for row in &rows {
            let shown =
                format!("{}{}", self.styled(row.style, &row.word), pad("", word - columns(&row.word).min(word)));
            out.push_str(&line(&shown, [&row.number, &row.lemma, row.tag, row.label, &row.head, row.name]));
        }
    }

    fn row(&self, sentence: &Sentence, at: usize) -> Option<Row> {
        let token = sentence.tokens.get(at)?;
        let name = sentence.names.iter().find(|name| name.tokens.contains(&at));
        let trigger = sentence.proposals.iter().any(|proposal| proposal.trigger == at);
        let above = sentence.tokens.get(token.head).filter(|_| token.head != at);
        let head = above.map(|above| format!("{} {}", token.head + 1, self.words(above.span)));
        Some(Row {
            number: (at + 1).to_string(),
            word: fit(&self.words(token.span), WORD),
            lemma: fit(&one_line(&token.lemma), LEMMA),
            tag: token.tag.text(),
            label: token.label.text(),
            head: fit(&head.unwrap_or_default(), HEAD),
            name: match name {
                Some(name) if name.tokens.start == at => name.kind.text(),
                Some(_) => "└",
                None => "",
            },
            style: match (trigger, name) {
                (true, _) => TRIGGER,
                (false, Some(_)) => NAME,
                (false, None) => Style::new(),
            },
        })
    }

    /// `AID/food  "sent"  0.91, happened 0.89`, and its parts.
    fn act(&self, sentence: &Sentence, proposal: &Proposal) -> String {
        let mode = proposal.mode.as_ref().map_or(String::new(), |mode| format!("/{mode}"));
        let trigger = self.phrase(sentence, &(proposal.trigger..proposal.trigger + 1));
        let mut out = format!(
            "  {}{mode} {}: \"{}\", {} {}\n",
            proposal.kind.code(),
            told(proposal.score),
            self.styled(TRIGGER, &trigger),
            proposal.status.word(),
            told(proposal.status_score)
        );
        let link = |link: &Link| {
            let words = self.styled(NAME, &self.phrase(sentence, &link.tokens));
            format!("    {}  {words} {}\n", pad(link.role.word(), 5), told(link.score))
        };
        out.extend(proposal.links.iter().map(link));
        out
    }

    fn phrase(&self, sentence: &Sentence, tokens: &Range<usize>) -> String {
        fit(&self.words(phrase(sentence, tokens)), PHRASE)
    }

    /// The words of a span on one line, with nothing that would steer a terminal.
    fn words(&self, span: Span) -> String {
        one_line(self.parsed.article.text.slice(span))
    }

    fn styled(&self, style: Style, words: &str) -> String {
        if self.colour && style != Style::new() { format!("{style}{words}{style:#}") } else { words.to_string() }
    }
}

fn told(score: Score) -> String {
    format!("{:.2}", score.value())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{READING, judged};
    use super::*;
    use casus_types::conllu;

    #[test]
    fn a_reading_as_it_looks() {
        let parsed = conllu::read(READING).unwrap();
        insta::assert_snapshot!(Shown { parsed: &parsed, predicates: &judged(), colour: false }.whole());
    }

    #[test]
    fn colours_change_no_column() {
        let parsed = conllu::read(READING).unwrap();
        let predicates = judged();
        let shown = |colour| Shown { parsed: &parsed, predicates: &predicates, colour };
        let (plain, coloured) = (shown(false), shown(true));
        let bare = console::strip_ansi_codes(&coloured.whole()).into_owned();
        assert_ne!(bare, coloured.whole());
        assert_eq!(bare, plain.whole());
    }

    #[test]
    fn long_and_wide_words_stay_within_a_hundred_columns() {
        let long = "외교부".repeat(40);
        let rows = (1..=120).map(|id| {
            let head = if id == 120 { "0\tROOT" } else { "120\tnsubjpass" };
            format!("{id}\t{long}\t{long}\tPROPN\t-LRB-\t_\t{head}\t_\tName=B-WORK_OF_ART\n")
        });
        let parsed = conllu::read(&rows.collect::<String>()).unwrap();
        let shown = Shown { parsed: &parsed, predicates: &[Vec::new()], colour: false }.whole();
        let table = shown.lines().skip(2);
        assert!(table.clone().count() > 240);
        assert!(table.map(columns).max() <= Some(100));
    }
}
