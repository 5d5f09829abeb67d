//! What an act is about, in PLOVER's contexts: military, economic, human rights. The words that suggest one are the
//! lexicon's (`lexicon/ontology/contexts.csv`); one word alone says little, so a context must show in the sentence or its
//! paragraph and be borne out by the report. A rule's own contexts come first.

use crate::roles::Reading;
use casus_lexicon::Ontology;
use std::collections::BTreeSet;

/// The most contexts that an event has.
const MOST: usize = 3;

/// Which of a context's words stand in a piece of text, by their place in its row.
type Words = BTreeSet<usize>;

/// The contexts of a report, sentence by sentence.
#[derive(Debug)]
pub struct Themes<'a> {
    ontology: &'a Ontology,
    /// A row a sentence, a cell a context.
    sentences: Vec<Vec<Words>>,
    /// The block of each sentence.
    blocks: Vec<usize>,
    article: Vec<Words>,
}

impl<'a> Themes<'a> {
    /// Looks for the words of all contexts in all sentences.
    pub fn of(readings: &[Reading], ontology: &'a Ontology) -> Themes<'a> {
        let sentences: Vec<Vec<Words>> = readings.iter().map(|reading| of_sentence(reading, ontology)).collect();
        let article = (0..ontology.contexts.len())
            .map(|context| sentences.iter().flat_map(|row| &row[context]).copied().collect())
            .collect();
        let blocks = readings.iter().map(|reading| reading.words.block).collect();
        Themes { ontology, sentences, blocks, article }
    }

    /// The contexts of an act in a sentence: those that its rule names, then those that show around it, the plainest first.
    pub fn around(&self, sentence: usize, mut own: Vec<String>) -> Vec<String> {
        let mut shown: Vec<(usize, usize)> = (0..self.article.len())
            .filter_map(|context| self.weight(sentence, context).map(|weight| (weight, context)))
            .collect();
        shown.sort_by_key(|(weight, context)| (std::cmp::Reverse(*weight), *context));
        for (_, context) in shown {
            let id = &self.ontology.contexts[context].id.0;
            if own.len() < MOST && !own.contains(id) {
                own.push(id.clone());
            }
        }
        own.truncate(MOST);
        own
    }

    /// How plainly a context shows around a sentence; nothing where it rests on a single word.
    fn weight(&self, sentence: usize, context: usize) -> Option<usize> {
        let here = self.sentences[sentence][context].len();
        let together = self.sentences.iter().zip(&self.blocks).filter(|(_, block)| **block == self.blocks[sentence]);
        let paragraph: BTreeSet<&usize> = together.flat_map(|(row, _)| &row[context]).collect();
        let article = self.article[context].len();
        let shows = here >= 1 && article >= 2 || paragraph.len() >= 2;
        shows.then_some(here * 4 + paragraph.len() * 2 + article.min(4))
    }
}

/// Which words of each context stand in a sentence, as written or in their base form.
fn of_sentence(reading: &Reading, ontology: &Ontology) -> Vec<Words> {
    let words = &reading.words;
    let forms = words.words.iter().map(|word| word.lower.as_str()).chain(words.tokens.iter().map(|t| t.lemma.as_str()));
    let present: BTreeSet<&str> = forms.collect();
    let stands = |phrase: &str| match phrase.split_once(' ') {
        None => present.contains(phrase),
        Some((first, _)) => present.contains(first) && (0..words.len()).any(|at| words.phrase_at(at, phrase).is_some()),
    };
    let of = |context: &casus_lexicon::Context| {
        context.words.iter().enumerate().filter(|(_, phrase)| stands(phrase)).map(|(at, _)| at).collect()
    };
    ontology.contexts.iter().map(of).collect()
}
