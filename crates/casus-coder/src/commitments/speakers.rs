//! On whose word something is to follow, as far as it decides whether somebody is bound: a minister binds a government, an
//! analyst foresees, and what one country's envoy says that another will do is a forecast.

use super::Scene;
use super::responses::Response;
use super::triggers::Trigger;
use crate::who::mentions::{Mention, MentionKind};
use casus_lexicon::Binding;
use casus_types::{Code, Label, Saying, Tag};

/// Who says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The verb of saying.
    pub verb: Option<usize>,
    /// The words that name the speaker.
    pub words: Option<(usize, usize)>,
    /// The countries or bodies spoken for.
    pub codes: Vec<Code>,
    /// Those of them that the words name: `the minister` names nobody.
    pub stated: Vec<Code>,
    /// As it is published.
    pub saying: Option<Saying>,
    /// Foresees and binds nobody, by the word that says so.
    pub foresees: Option<String>,
}

impl Scene<'_, '_> {
    /// Whether a verb tells that somebody says, writes or foresees something.
    pub fn says(&self, at: usize) -> bool {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let lemma = words.tokens.get(at).map_or("", |token| token.lemma.as_str());
        let plain = matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) || tree.label(at) == Label::Root;
        let verb = tree.is_verb(at) && plain && !tree.labelled(at, &[Label::Aux]).any(|aux| tree.tag(aux) == Tag::Md);
        let agreed = self.table.at(words, at, &[Binding::Will, Binding::Consider]).is_some();
        let spoken = self.table.says(lemma) && !agreed || self.table.at(words, at, &[Binding::Forecast]).is_some();
        verb && spoken
    }

    /// Who says that this is to follow.
    pub fn speaker(&self, response: &Response, trigger: &Trigger) -> Option<Speaker> {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let above = self.climb(response.top()).skip(1).find(|at| self.says(*at) && !trigger.holds(*at));
        // `…, a diplomat said`, where the parser has hung it anywhere.
        let beside = || {
            let free = |at: &usize| !trigger.holds(*at) || tree.label(*at) == Label::Relcl;
            let led = |at: &usize| (1..*at).rev().any(|mark| self.parts(mark) && self.saying_after(mark) == Some(*at));
            (0..words.len()).rev().filter(free).find(|at| {
                let before = tree
                    .labelled(*at, &[Label::Nsubj])
                    .next()
                    .map(|subject| tree.below(subject).into_iter().min().unwrap_or(subject).min(subject));
                let closes = before.is_some_and(|at| at > 0 && words.words[at - 1].mark);
                *at != response.top() && self.says(*at) && (closes || led(at))
            })
        };
        if let Some(verb) = above.or_else(beside) {
            let mut speaker = self.of_verb(verb);
            // `we believe they may, the official said`: the official's word.
            let first = speaker.words.is_some_and(|(from, to)| from + 1 == to && words.is(from, &["we", "i"]));
            let outer = || self.climb(verb).skip(1).find(|at| self.says(*at)).map(|outer| self.of_verb(outer));
            if let Some(outer) = Some(first).filter(|first| *first).and_then(|_| outer()) {
                speaker = Speaker { foresees: speaker.foresees.or(outer.foresees.clone()), ..outer };
            }
            return Some(speaker);
        }
        if let Some(at) =
            (0..words.len()).find(|at| words.phrase_at(*at, "according to").is_some() && !trigger.holds(*at))
        {
            let heads = tree.after(at + 1);
            return Some(self.named(None, &heads));
        }
        self.headed().or_else(|| self.quoted(response.head))
    }

    /// A comma, a dash or a closing quotation mark, not a hyphen.
    pub fn parts(&self, at: usize) -> bool {
        self.reading
            .words
            .words
            .get(at)
            .is_some_and(|word| word.mark && matches!(word.text, "," | "\"" | "”" | "--" | "—" | "–"))
    }

    fn of_verb(&self, verb: usize) -> Speaker {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let own = tree.labelled(verb, &[Label::Nsubj]).filter(|at| !matches!(tree.tag(*at), Tag::Wdt | Tag::Wp)).last();
        let subject = own.map_or_else(|| tree.subjects(verb), |own| tree.joined(own));
        // To the parser the subject is often anything else; it stands between a mark and the verb.
        let mark = (1..verb).rev().find(|at| self.parts(*at) && self.saying_after(*at) == Some(verb));
        let mut speaker = match mark.filter(|mark| own.is_none() && (mark + 1..verb).any(|at| tree.is_noun(at))) {
            Some(mark) => self.between(verb, mark + 1),
            None => self.named(Some(verb), &subject),
        };
        if let Some(found) = self.table.at(words, verb, &[Binding::Forecast]) {
            let foresees = words.joined(found.start, found.end);
            speaker.foresees.get_or_insert(foresees);
        }
        speaker
    }

    fn between(&self, verb: usize, from: usize) -> Speaker {
        let words = &self.reading.words;
        let held = self.reading.mentions.iter().enumerate().filter(|(_, m)| m.start >= from && m.end <= verb);
        let mentions: Vec<usize> = held.filter(|(_, m)| m.acts() || m.of_nation()).map(|(index, _)| index).collect();
        let mut speaker = self.of_mentions(Some(verb), Some((from, verb)), &mentions);
        let found = self.table.within(words, (from, verb), &[Binding::Observer]);
        speaker.foresees = found.map(|found| words.joined(found.start, found.end));
        speaker
    }

    /// `Rwanda: We will …`, a headline.
    fn headed(&self) -> Option<Speaker> {
        let words = &self.reading.words;
        let colon = (1..words.len().min(8)).find(|at| words.is(*at, &[":"]))?;
        let mention = self.reading.mentions.iter().position(|m| m.end == colon && m.start <= 1)?;
        Some(self.of_mentions(None, Some((0, colon)), &[mention]))
    }

    /// The speaker of the quote that the response stands in, named in another sentence.
    fn quoted(&self, at: usize) -> Option<Speaker> {
        let span = self.reading.words.words.get(at)?.span;
        let quote = self.quotes.iter().find(|quote| quote.quote.parts.iter().any(|part| part.contains(span)))?;
        let (sentence, mention) = quote.speaker?;
        let reading = self.readings.get(sentence)?;
        let who = &reading.mentions.get(mention)?.who;
        let source = reading.mentions.get(mention).map(|m| reading.words.span_of(m.start, m.end))?;
        let codes = who.iter().filter_map(|who| who.code.clone()).collect();
        let saying = Some(Saying { actor: who.first().map(|who| who.id.clone()), span: source });
        Some(Speaker { codes, saying, ..Speaker::default() })
    }

    fn named(&self, verb: Option<usize>, heads: &[usize]) -> Speaker {
        let (words, tree) = (&self.reading.words, self.reading.tree());
        let mentions = self.reading.named(heads);
        let all = heads.iter().flat_map(|head| tree.below(*head).into_iter().chain([*head]));
        // What only describes the speaker: `officials who spoke to analysts`.
        let told = |at: &usize| {
            !self.climb(*at).take_while(|up| !heads.contains(up)).any(|up| matches!(tree.label(up), Label::Relcl))
        };
        let own: Vec<usize> = all.filter(told).filter(|at| Some(*at) != verb).collect();
        let stretch = own.iter().copied().min().zip(own.iter().copied().max().map(|last| last + 1));
        let mut speaker = self.of_mentions(verb, stretch, &mentions);
        let head = |at: &usize| heads.contains(at) || heads.contains(&tree.head(*at)) && *at < tree.head(*at);
        // `the World Bank` is no bank that looks on.
        let party = |at: &usize| {
            self.reading.covering(*at).is_some_and(|index| {
                let m = &self.reading.mentions[index];
                m.kind == MentionKind::Named && m.who.iter().any(|who| who.code.is_some())
            })
        };
        let free = own.iter().copied().filter(head).filter(|at| !party(at));
        let mut seen = free.filter_map(|at| self.table.at(words, at, &[Binding::Observer]));
        speaker.foresees = seen.next().map(|found| words.joined(found.start, found.end));
        speaker
    }

    fn of_mentions(&self, verb: Option<usize>, words: Option<(usize, usize)>, mentions: &[usize]) -> Speaker {
        let codes = self.codes(mentions);
        let first = mentions.first().map(|mention| &self.reading.mentions[*mention]);
        let span = first.map(|m| self.reading.words.span_of(m.start, m.end));
        let span = span.or_else(|| words.map(|(from, to)| self.reading.words.span_of(from, to)));
        let actor = first.and_then(|m| m.who.first()).map(|who| who.id.clone());
        let held = |m: &&Mention| {
            words.is_some_and(|(from, to)| from <= m.start && m.end <= to)
                || mentions.iter().any(|own| self.reading.mentions[*own].start == m.start)
        };
        let upper = |m: &Mention| (m.start..m.end).any(|at| self.reading.words.words[at].capital && at > 0);
        let coded = |m: &Mention| m.who.iter().any(|who| who.code.is_some());
        // `the minister`, `a diplomat` alone name nobody; `a diplomat in Bamako` does.
        let stands =
            self.reading.mentions.iter().filter(held).any(|m| m.kind != MentionKind::Pronoun && upper(m) && coded(m));
        // `its chief negotiator`: of those who are bound.
        let own = words
            .is_some_and(|(from, to)| (from..to).any(|at| self.reading.words.is(at, &["its", "their", "his", "her"])));
        let stated = if stands && !own { codes.clone() } else { Vec::new() };
        Speaker { verb, words, codes, stated, saying: span.map(|span| Saying { actor, span }), foresees: None }
    }
}
