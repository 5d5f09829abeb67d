//! Whose state it is, and toward whom: who stands in the places that the row of the lexicon names.

use super::words::{Told, lemma};
use crate::events::participants;
use crate::roles::Reading;
use casus_lexicon::{PlaceOfRole as Place, Places, StateForm, StateNeeds, StateWords};
use casus_types::{ActorId, Label, Name, NameKind, Participant, Relation, Sector, Tag};

/// The two sides of a state.
pub struct Sides {
    /// Whose it is.
    pub parties: Vec<Participant>,
    /// Toward whom.
    pub toward: Vec<Participant>,
}

/// The sides of what a sentence tells.
pub fn of(reading: &Reading, row: &StateWords, told: &Told) -> Sides {
    let scene = Scene { reading, row, told };
    let parties = scene.fill(&row.parties, &[]);
    let toward = scene.fill(&row.toward, &parties);
    let mut parties = participants(reading, &parties);
    parties.retain(|party| may_be(row.relation, party));
    if parties.is_empty() && row.relation == Relation::Held {
        parties.extend(scene.nameless());
    }
    let mut toward = participants(reading, &toward);
    // `its war on its neighbour`: the neighbour is no other side where it is taken for one's own.
    let own = |party: &Participant, other: &Participant| {
        let armed = matches!(other.sector, Some(Sector::Reb | Sector::Mil | Sector::Opp | Sector::Pty));
        let between = !matches!(row.relation, Relation::Held | Relation::InPower | Relation::UnderBlockade);
        party.code.is_some() && party.code == other.code && between && !armed
    };
    toward.retain(|other| !parties.iter().any(|party| party.actor == other.actor || own(party, other)));
    // `our allies Peru and Chile`: allies of somebody, not of each other.
    let owned = told.words.iter().any(|word| reading.tree().child(*word, &[Label::Poss]).is_some());
    if row.needs == Some(StateNeeds::Two) && row.form == StateForm::Noun && owned && toward.is_empty() {
        parties.truncate(1);
    }
    Sides { parties, toward }
}

/// Whether somebody can stand so: people are held, land is occupied, and nobody of the people is in power.
fn may_be(relation: Relation, party: &Participant) -> bool {
    let is = |kind: &str| party.actor.0.starts_with(kind);
    match relation {
        Relation::Held => (is("person.") || is("role.")) && party.sector != Some(Sector::Pty),
        Relation::InPower => party.sector != Some(Sector::Cvl),
        Relation::Occupied => is("state.") || is("place.") || party.sector.is_none(),
        _ => true,
    }
}

struct Scene<'a, 't> {
    reading: &'a Reading<'t>,
    row: &'a StateWords,
    told: &'a Told,
}

impl Scene<'_, '_> {
    /// Who stands in the first of several places that is filled by somebody not taken yet.
    fn fill(&self, alternatives: &[Places], taken: &[usize]) -> Vec<usize> {
        let each = alternatives.iter().map(|places| {
            let mut found: Vec<usize> = Vec::new();
            for mention in places.0.iter().flat_map(|place| self.place(place)) {
                if !found.contains(&mention) && !taken.contains(&mention) {
                    found.push(mention);
                }
            }
            found
        });
        each.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn place(&self, place: &Place) -> Vec<usize> {
        match place {
            Place::Subject if self.is_passive() => self.after(&["by"]),
            Place::Subject => self.subject(),
            Place::Object if self.is_passive() => self.subject(),
            Place::Object => self.parties(self.objects().into_iter()),
            Place::Possessor => {
                self.nouns().find_map(|noun| self.possessor(noun)).or_else(|| self.before()).unwrap_or_default()
            }
            Place::By => self.after(&["by"]),
            Place::Of => self.after(&["of"]),
            Place::Between => self.after(&["between", "among"]),
            Place::Clause => Vec::new(),
            Place::Preposition(word) => self.after(&[word]),
        }
    }

    fn is_passive(&self) -> bool {
        let anchor = self.told.anchor();
        let group = self.reading.verbs.iter().find(|group| group.head == anchor);
        // `detained or held`: the second shares the "were" of the first.
        let participle = || {
            let tree = self.reading.tree();
            let has = tree.labelled(anchor, &[Label::Aux]).any(|aux| lemma(self.reading, aux) == "have");
            tree.tag(anchor) == Tag::Vbn && !has
        };
        self.row.form == StateForm::Verb && (group.is_some_and(|group| group.passive) || participle())
    }

    /// What is done to in the verbs among the words: `prepared to meet the rebels`.
    fn objects(&self) -> Vec<usize> {
        let tree = self.reading.tree();
        let verbs = self.told.words.iter().filter(|word| tree.is_verb(**word));
        let told = |object: &usize| !self.told.words.contains(object) || self.row.form == StateForm::Verb;
        verbs.flat_map(|verb| tree.objects(*verb)).filter(told).collect()
    }

    /// Whether a noun that tells a state also says whose: `the allies` are known, `allies` may be any, and so may `members of
    /// the body`.
    fn names_itself(&self, mention: usize) -> bool {
        let m = &self.reading.mentions[mention];
        let several = m.who.len() > 1 && m.who.iter().all(|who| who.code.is_some());
        let known = several || m.who.iter().all(|who| !who.id.0.starts_with("role."));
        let bare = |at: usize| at + 1 == m.end || self.reading.words.is(at, &["the", "both", "these", "two"]);
        known && m.end > m.start + 1 && (m.start..m.end).all(bare)
    }

    /// Of whom it is said. A noun that names somebody does so itself, and so does who or what is held: `Iran's allies`
    /// are not Iran.
    fn subject(&self) -> Vec<usize> {
        let anchor = self.told.anchor();
        if self.row.form == StateForm::Noun && self.told.said_of == [anchor] {
            // `the US and the allies`: others than these; `the members`: any.
            let alone = self.reading.tree().label(anchor) != Label::Conj && self.row.relation != Relation::Member;
            let own = self.reading.covering(anchor).filter(|mention| alone && self.names_itself(*mention));
            return own.into_iter().collect();
        }
        let beside = self.told.verb.is_none() && self.row.relation == Relation::InPower;
        let owned = self.row.form == StateForm::Noun || self.row.relation == Relation::Held || beside;
        let own = |word: &usize| !owned || self.reading.covering(*word).is_some();
        self.parties(self.told.said_of.iter().copied().filter(own))
    }

    /// Whom words name. Land is named itself, or what is a part of it: `most of Luhansk`, not `Ukrainian firms`.
    fn parties(&self, words: impl Iterator<Item = usize>) -> Vec<usize> {
        let tree = self.reading.tree();
        let covered = |word: usize| self.reading.covering(word).is_some();
        let part = |word: usize| {
            let of = tree.labelled(word, &[Label::Prep]).filter(|prep| self.reading.words.is(*prep, &["of"]));
            of.flat_map(|prep| tree.after(prep)).any(covered)
        };
        let fits = |word: &usize| self.row.relation != Relation::Occupied || covered(*word) || part(*word);
        self.reading.named(&words.filter(fits).collect::<Vec<_>>())
    }

    /// The nouns that may have an owner: those of the words, and of whom they are said where the row asks for such.
    fn nouns(&self) -> impl Iterator<Item = usize> {
        let tree = self.reading.tree();
        let said_of = self.told.said_of.iter().filter(|_| !self.row.subject.is_empty());
        said_of.chain(&self.told.words).copied().filter(move |word| tree.is_noun(*word))
    }

    fn possessor(&self, noun: usize) -> Option<Vec<usize>> {
        let mut owners = self.reading.possessor(noun);
        // `your ally`: whoever is asked; `a non-NATO ally`; `his war`, `its war`: whose, is mostly told before a person
        // or a state named in between.
        let whose: &[&str] = if self.row.relation == Relation::AtWar {
            &["your", "his", "her", "its", "their"]
        } else {
            &["your", "his", "her"]
        };
        owners.retain(|owner| {
            let start = self.reading.mentions[*owner].start;
            let non = start.checked_sub(2).is_some_and(|at| self.reading.words.is(at, &["non"]));
            !non && !self.reading.words.is(start, whose)
        });
        Some(owners).filter(|owners| !owners.is_empty())
    }

    /// `Russia-occupied Crimea`: who stands before the word and hangs on it.
    fn before(&self) -> Option<Vec<usize>> {
        let tree = self.reading.tree();
        let anchor = self.told.anchor();
        let near = [Label::Npadvmod, Label::Advmod, Label::Amod, Label::Compound, Label::Nmod];
        let mut hangs = tree.labelled(anchor, &near).filter(|word| *word < anchor && !tree.is_noun(anchor));
        hangs.find_map(|word| self.reading.covering(word)).map(|mention| vec![mention])
    }

    /// Who follows one of these prepositions, where it hangs on the words, on their verb or on a noun of theirs.
    fn after(&self, prepositions: &[&str]) -> Vec<usize> {
        let tree = self.reading.tree();
        let said_of = self.told.said_of.iter().filter(|_| !self.row.subject.is_empty());
        let mut around: Vec<usize> = self.told.words.iter().chain(said_of).chain(&self.told.verb).copied().collect();
        // `prepared to engage in diplomacy with them`.
        let verbs = self.told.words.iter().filter(|word| tree.is_verb(**word) && Some(**word) != self.told.verb);
        let below = verbs.flat_map(|verb| tree.labelled(*verb, &[Label::Prep, Label::Dobj]));
        let nouns = below.flat_map(|word| if tree.label(word) == Label::Dobj { vec![word] } else { tree.after(word) });
        around.extend(nouns.collect::<Vec<_>>());
        let hangs = |word: &usize| {
            self.reading.words.is(*word, prepositions)
                && matches!(tree.label(*word), Label::Prep | Label::Agent | Label::Dative)
        };
        let of = |word: usize| tree.children(word).filter(hangs).collect::<Vec<_>>();
        let all = around.into_iter().flat_map(of);
        // `against Ukraine and Belarus's role in it`: what is joined counts where it is somebody.
        let somebody = |preposition: usize| {
            let all = tree.after(preposition);
            let first = all.first().copied();
            all.into_iter()
                .filter(|word| Some(*word) == first || self.reading.covering(*word).is_some())
                .collect::<Vec<_>>()
        };
        all.map(|preposition| self.reading.named(&somebody(preposition)))
            .find(|named| !named.is_empty())
            .unwrap_or_default()
    }

    /// Who is held is often nobody known: then the words that name the person are the party.
    fn nameless(&self) -> Option<Participant> {
        let tree = self.reading.tree();
        let active = self.row.form == StateForm::Verb && !self.is_passive();
        let head = if active { self.objects() } else { self.told.said_of.clone() }.first().copied()?;
        let person = |name: &Name| name.kind == NameKind::Person && name.tokens.contains(&head);
        let known = self.reading.covering(head).is_some_and(|mention| !self.reading.mentions[mention].who.is_empty());
        if known || !self.reading.words.names.iter().any(person) {
            return None;
        }
        let named = |word: &usize| *word == head || (*word < head && tree.head(*word) == head);
        let start = (0..=head).find(named)?;
        let name = self.reading.words.joined(start, head + 1).to_lowercase().replace(' ', "-");
        let span = self.reading.words.span_of(start, head + 1);
        Some(Participant { actor: ActorId(format!("phrase.{name}")), span, code: None, sector: None })
    }
}
