//! Words that tell how things stand: `at war`, `avoid dialogue`, `ally`. Which words of a sentence fit them is not known
//! here.

use crate::cells::{list, optional};
use crate::complaint::{Complaints, Origin, did_you_mean};
use crate::rules::{PlaceOfRole, Places};
use crate::source::SourceFile;
use crate::table::read_table;
use casus_types::Relation;
use schemars::JsonSchema;
use serde::Deserialize;

/// How the words of a state stand in their sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateForm {
    /// A verb with its words: `avoid dialogue`.
    Verb,
    /// Said of somebody with a form of "be" or its like, or beside a noun: `at war`.
    Predicate,
    /// A noun that names somebody or a relation, wherever it stands: `ally`.
    Noun,
}

/// Whom the words of a state must find to tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateNeeds {
    /// Somebody toward whom it is.
    Toward,
    /// Two who are known, on whichever side.
    Two,
}

/// Words that tell a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateWords {
    /// How the parties stand.
    pub relation: Relation,
    /// How the words stand in their sentence.
    pub form: StateForm,
    /// Of what they are said, where only of some nouns: `ceasefire` for `hold`.
    pub subject: Vec<String>,
    /// The words in their base form, the one that the others hang on first; each a choice of several.
    pub words: Vec<Vec<String>>,
    /// Words that must not hang on them: `former`.
    pub without: Vec<String>,
    /// Where the parties stand, first that is filled wins.
    pub parties: Vec<Places>,
    /// Where those stand toward whom it is.
    pub toward: Vec<Places>,
    /// Whom they must find.
    pub needs: Option<StateNeeds>,
    /// A remark.
    pub note: String,
    /// A sentence that tells this state.
    pub yes: Option<String>,
    /// A sentence where like words do not.
    pub no: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

impl StateWords {
    /// The words as an analyst wrote them.
    pub fn shown(&self) -> String {
        self.words.iter().map(|choice| choice.join("/")).collect::<Vec<_>>().join(" ")
    }
}

/// A row of `states/words.csv`.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct StateWordsForm {
    /// `allies`, `at_war`, `under_sanctions` and the other relations.
    relation: String,
    /// `verb`, `predicate` or `noun`.
    form: String,
    /// Nouns of which alone the words are said, with `;` between; empty for any.
    subject: String,
    /// The words in their base form, the first the one that the others hang on; `/` between words that may stand for each other.
    words: String,
    /// Words that must not hang on them, with `;` between.
    without: String,
    /// Where the parties stand: `subject`, `of+with`; `;` between a place and the next to look at.
    parties: String,
    /// Where those stand toward whom it is, in the same way.
    toward: String,
    /// Whom they must find beside a party: `toward`, `two` for two on whichever side, or empty.
    needs: String,
    /// A remark.
    note: String,
    /// A sentence that tells this state.
    yes: String,
    /// A sentence where like words do not.
    no: String,
}

const RELATIONS: [(&str, Relation); 18] = [
    ("allies", Relation::Allies),
    ("at_war", Relation::AtWar),
    ("cease_fire", Relation::CeaseFire),
    ("under_sanctions", Relation::UnderSanctions),
    ("under_blockade", Relation::UnderBlockade),
    ("occupied", Relation::Occupied),
    ("avoids_dialogue", Relation::AvoidsDialogue),
    ("unresponsive", Relation::Unresponsive),
    ("open_to_dialogue", Relation::OpenToDialogue),
    ("in_talks", Relation::InTalks),
    ("talks_stalled", Relation::TalksStalled),
    ("no_relations", Relation::NoRelations),
    ("relations", Relation::Relations),
    ("hosts_troops", Relation::HostsTroops),
    ("member", Relation::Member),
    ("held", Relation::Held),
    ("in_power", Relation::InPower),
    ("emergency", Relation::Emergency),
];

const FORMS: [(&str, StateForm); 3] =
    [("verb", StateForm::Verb), ("predicate", StateForm::Predicate), ("noun", StateForm::Noun)];

const NEEDS: [(&str, StateNeeds); 2] = [("toward", StateNeeds::Toward), ("two", StateNeeds::Two)];

pub(crate) fn read_state_words(file: &SourceFile, complaints: &mut Complaints) -> Vec<StateWords> {
    read_table(file, complaints, |form: StateWordsForm, cells| {
        let relation = cells.choice_required("relation", &form.relation, &RELATIONS);
        let kind = cells.choice_required("form", &form.form, &FORMS);
        let needs = cells.choice("needs", &form.needs, &NEEDS);
        let words = cells.required("words", &form.words);
        let parties = cells.required("parties", &form.parties);
        let mut places = |column: &str, cell: &str| -> Vec<Places> {
            let mut joined = |alternative: &String| {
                let mut place = |word: &str| {
                    let place = PlaceOfRole::from_word(word);
                    if place.is_none() {
                        let help = did_you_mean(word, PlaceOfRole::words());
                        cells.complain(format!("unknown place `{word}` in `{column}`"), help);
                    }
                    place
                };
                Places(alternative.split('+').map(str::trim).filter_map(&mut place).collect())
            };
            list(cell).iter().map(&mut joined).filter(|places| !places.0.is_empty()).collect()
        };
        let toward = places("toward", &form.toward);
        let parties = places("parties", &parties?);
        let choice = |word: &str| word.split('/').map(str::to_string).collect();
        Some(StateWords {
            relation: relation?,
            form: kind?,
            subject: list(&form.subject),
            words: words?.split_whitespace().map(choice).collect(),
            without: list(&form.without),
            parties,
            toward,
            needs,
            note: form.note,
            yes: optional(&form.yes),
            no: optional(&form.no),
            origin: cells.origin.clone(),
        })
    })
}
