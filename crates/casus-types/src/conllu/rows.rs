//! The rows of a sentence: one word each, in ten columns. Here they are written and read; where the words stand in a
//! text is not known here.

use super::BadReading;
use super::lines::{number, pair};
use crate::parsed::{Name, Token};
use crate::syntax::{Label, NameKind, Pos, Tag};

const COLUMNS: &str = "ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS and MISC, with tabs between";

/// A word as its row has it.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) line: usize,
    pub(super) form: &'t str,
    pub(super) lemma: &'t str,
    pub(super) pos: Pos,
    pub(super) tag: Tag,
    /// Index of the word that it hangs on; its own at a root.
    pub(super) head: usize,
    pub(super) label: Label,
    /// Whether a space follows, where no text says so itself.
    pub(super) spaced: bool,
    /// Whether it begins a name or goes on with one, and its kind.
    name: Option<(bool, NameKind)>,
}

/// Writes the row of a word that is the `at`th of its sentence.
pub(super) fn write(form: &str, at: usize, token: &Token, joined: bool, names: &[Name], out: &mut String) {
    let head = if token.head == at { 0 } else { token.head + 1 };
    let mut misc = Vec::new();
    if joined {
        misc.push("SpaceAfter=No".to_string());
    }
    if let Some(name) = names.iter().find(|name| name.tokens.contains(&at)) {
        let place = if name.tokens.start == at { 'B' } else { 'I' };
        misc.push(format!("Name={place}-{}", name.kind.text()));
    }
    let misc = if misc.is_empty() { "_".to_string() } else { misc.join("|") };
    let (id, form, lemma) = (at + 1, in_one_cell(form), in_one_cell(&token.lemma));
    let (pos, tag, label) = (token.pos.text(), token.tag.text(), token.label.text());
    out.push_str(&format!("{id}\t{form}\t{lemma}\t{pos}\t{tag}\t_\t{head}\t{label}\t_\t{misc}\n"));
}

/// A tab or a line break would break the row. The reader makes no word that holds one.
fn in_one_cell(text: &str) -> String {
    text.replace(['\t', '\n'], " ")
}

/// The words of a sentence. Their tree is a tree: every word comes to a root by its heads.
pub(super) fn read<'t>(rows: &[(usize, &'t str)]) -> Result<Vec<Word<'t>>, BadReading> {
    let mut words: Vec<Word> = Vec::new();
    let mut held: Option<Held> = None;
    for (line, row) in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let Ok(cells) = <[&str; 10]>::try_from(cells.as_slice()) else {
            let what = format!("{} columns instead of ten", cells.len());
            return Err(BadReading::new(*line, what, format!("write {COLUMNS}; `_` where there is nothing")));
        };
        let id = cells[0];
        if id.split_once('.').is_some_and(|(word, empty)| number(word).is_some() && number(empty).is_some()) {
            continue; // an empty node, which stands for a word that is not there
        }
        if let Some((first, last)) = pair(id, "-") {
            let form = no_edges(*line, cells[1])?;
            held = Some(Held::new(*line, first, last, words.len() + 1, form, spaced(cells[9]))?);
            continue;
        }
        if number(id) != Some(words.len() + 1) {
            let what = format!("`{id}` stands where word {} should", words.len() + 1);
            return Err(BadReading::new(*line, what, "number the words of a sentence from 1, without gaps"));
        }
        let mut word = read_word(*line, cells, words.len())?;
        if let Some(whole) = &mut held
            && whole.take(&mut word, words.len() + 1)?
        {
            held = None;
        }
        words.push(word);
    }
    if let Some(whole) = held {
        return Err(whole.bad("has not all its words"));
    }
    check_tree(&words)?;
    Ok(words)
}

fn read_word<'t>(line: usize, cells: [&'t str; 10], at: usize) -> Result<Word<'t>, BadReading> {
    let [_, form, lemma, pos, tag, _, head, label, _, misc] = cells;
    let form = no_edges(line, form)?;
    let unknown = |what: &str, cell: &str, cure: &str| BadReading::new(line, format!("`{cell}` is no {what}"), cure);
    let tag = if tag == "_" { Some(Tag::Xx) } else { Tag::from_text(tag) };
    let pos = if pos == "_" { Some(Pos::X) } else { Pos::from_text(pos) };
    let known = if label == "root" { Some(Label::Root) } else { Label::from_text(label) };
    let id = number(head).ok_or_else(|| unknown("head", head, "write 0 at a root, else the ID of the word above"))?;
    if id == at + 1 {
        return Err(BadReading::new(line, format!("the word {id} hangs on itself"), "write 0 at a root"));
    }
    Ok(Word {
        line,
        form,
        lemma: match lemma {
            "" => return Err(BadReading::new(line, "LEMMA is empty", "write `_` where there is none")),
            "_" => form,
            lemma => lemma,
        },
        pos: pos
            .ok_or_else(|| unknown("part of speech", cells[3], "write one of UD's, such as NOUN; `_` if unknown"))?,
        tag: tag.ok_or_else(|| unknown("Penn tag", cells[4], "write one such as VBD in XPOS; `_` if unknown"))?,
        head: id.checked_sub(1).unwrap_or(at),
        label: known.ok_or_else(|| {
            let cure = "write one such as nsubj, dobj, pobj; a tree in UD's style hangs words otherwise";
            unknown("label of the CLEAR style", label, cure)
        })?,
        spaced: spaced(misc),
        name: name(line, misc)?,
    })
}

/// A word is there, and white space is none of it.
fn no_edges(line: usize, form: &str) -> Result<&str, BadReading> {
    if form.is_empty() || form.trim() != form {
        return Err(BadReading::new(line, "FORM is empty or has white space at an end", "write the word alone"));
    }
    Ok(form)
}

fn spaced(misc: &str) -> bool {
    !misc.split('|').any(|entry| entry == "SpaceAfter=No")
}

fn name(line: usize, misc: &str) -> Result<Option<(bool, NameKind)>, BadReading> {
    let Some(value) = misc.split('|').find_map(|entry| entry.strip_prefix("Name=")) else { return Ok(None) };
    let (place, kind) = value.split_once('-').unwrap_or(("", value));
    let begins = match place {
        "B" => Some(true),
        "I" => Some(false),
        _ => None,
    };
    let name = begins.zip(NameKind::from_text(kind));
    let bad = || BadReading::new(line, format!("`Name={value}` is no name"), "write one such as Name=B-GPE");
    name.map(Some).ok_or_else(bad)
}

/// The names of a sentence.
pub(super) fn names(words: &[Word]) -> Result<Vec<Name>, BadReading> {
    let mut names: Vec<Name> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match (word.name, names.last_mut()) {
            (None, _) => {}
            (Some((true, kind)), _) => names.push(Name { tokens: at..at + 1, kind }),
            (Some((false, kind)), Some(name)) if name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
            (Some((false, kind)), _) => {
                let what = format!("`Name=I-{}` goes on with nothing", kind.text());
                return Err(BadReading::new(word.line, what, "write B- at the first word of a name"));
            }
        }
    }
    Ok(names)
}

/// Words that are written as one: the `1-2` of `don't`. They are found in the text only if they are written in it one
/// after the other.
struct Held<'t> {
    line: usize,
    last: usize,
    form: &'t str,
    /// What is left of the form for the words to come.
    rest: &'t str,
    spaced: bool,
}

impl<'t> Held<'t> {
    fn new(
        line: usize,
        first: usize,
        last: usize,
        next: usize,
        form: &'t str,
        spaced: bool,
    ) -> Result<Held<'t>, BadReading> {
        let held = Held { line, last, form, rest: form, spaced };
        if first == next && last > first { Ok(held) } else { Err(held.bad("stands before other words")) }
    }

    /// Takes the next of its words; whether it was the last one.
    fn take(&mut self, word: &mut Word, id: usize) -> Result<bool, BadReading> {
        let Some(rest) = self.rest.strip_prefix(word.form) else { return Err(self.bad("is not its words together")) };
        self.rest = rest;
        let last = id == self.last;
        if last && !rest.is_empty() {
            return Err(self.bad("is not its words together"));
        }
        word.spaced = last && self.spaced;
        Ok(last)
    }

    fn bad(&self, what: &str) -> BadReading {
        let cure = "every word must stand in the text; cut it otherwise, or remove the line of the range";
        BadReading::new(self.line, format!("`{}` {what}", self.form), cure)
    }
}

/// Heads are words of the sentence; the label of a root stands at roots alone; and no words hang on each other in a ring.
fn check_tree(words: &[Word]) -> Result<(), BadReading> {
    for (at, word) in words.iter().enumerate() {
        if word.head >= words.len() {
            let what = format!("the head {} is no word of the sentence", word.head + 1);
            return Err(BadReading::new(word.line, what, format!("it has {}; write 0 at a root", words.len())));
        }
        if (word.head == at) != (word.label == Label::Root) {
            let what = format!("the label {} with the head {}", word.label.text(), id_of_head(word, at));
            return Err(BadReading::new(
                word.line,
                what,
                "a root has the head 0 and the label ROOT, and no other word",
            ));
        }
    }
    let mut rooted = vec![false; words.len()];
    for start in 0..words.len() {
        let (mut at, mut way) = (start, Vec::new());
        while !rooted[at] && words[at].head != at {
            way.push(at);
            at = words[at].head;
            if way.len() > words.len() {
                let what = format!("the word {} comes to no root by its heads", start + 1);
                return Err(BadReading::new(words[start].line, what, "break the ring: give one of them another head"));
            }
        }
        rooted[at] = true;
        way.into_iter().for_each(|at| rooted[at] = true);
    }
    Ok(())
}

fn id_of_head(word: &Word, at: usize) -> usize {
    if word.head == at { 0 } else { word.head + 1 }
}
