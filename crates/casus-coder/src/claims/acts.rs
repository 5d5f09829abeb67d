//! What became of counted people: the verb that they are subject or object of (`12 were arrested`, `killed four`), what
//! describes them (`12 people killed in the attack`), the noun that is about them (`the killing of 20 villagers`), or what
//! they take part in (`thousands joined the protest`).

use super::units::Units;
use crate::roles::Reading;
use casus_lexicon::{ActKind, CountedAct, UnitSubject};
use casus_types::{Label, Tag};

/// How far the question climbs from a noun that is joined to another.
const CLIMB: usize = 3;

/// An act that concerns those counted, and the word that names it.
#[derive(Clone, Copy, Debug)]
pub struct Befallen<'u> {
    /// The word.
    pub word: usize,
    /// The row of the lexicon.
    pub act: &'u CountedAct,
}

/// What became of those whom a word stands for.
pub fn of<'u>(reading: &Reading, units: &'u Units, head: usize) -> Option<Befallen<'u>> {
    let tree = reading.tree();
    let question = Question { reading, units };
    // `killing two men who marched`: what is done to them before what they did.
    let suffered = |found: &Befallen| found.act.alone && found.act.part == UnitSubject::Victim;
    if let Some(found) = question.governed(head).filter(suffered).or_else(|| question.described(head)) {
        return Some(found);
    }
    let mut at = head;
    for _ in 0..CLIMB {
        if let Some(found) = question.governed(at) {
            return Some(found);
        }
        // `20 children and 12 women were killed`; `62 people, including 50 children`.
        let above = tree.head(at);
        at = match tree.label(at) {
            Label::Conj if !tree.is_verb(above) => above,
            Label::Appos if tree.is_noun(at) => above,
            Label::Pobj
                if reading.words.is(above, &["including", "of", "among"]) && !tree.is_verb(tree.head(above)) =>
            {
                tree.head(above)
            }
            _ => return None,
        };
        if let Some(found) = question.described(at) {
            return Some(found);
        }
    }
    None
}

/// What becomes of those in the words just before it, where what follows has been left without a subject by the parser:
/// `said 190 were dead`.
pub fn of_the_verb_after<'u>(reading: &Reading, units: &'u Units, end: usize) -> Option<Befallen<'u>> {
    let tree = reading.tree();
    let question = Question { reading, units };
    let aux = |at: &usize| matches!(tree.label(*at), Label::Aux | Label::Auxpass | Label::Advmod | Label::Neg);
    let verb = (end..reading.words.len()).find(|at| !aux(at)).filter(|at| tree.is_verb(*at))?;
    if tree.child(verb, &[Label::Nsubj, Label::Nsubjpass]).is_some() || tree.label(verb) == Label::Acl {
        return None;
    }
    let passive = tree.child(verb, &[Label::Auxpass]).is_some();
    let part = if passive { UnitSubject::Victim } else { UnitSubject::Doer };
    question.verb(verb, part).or_else(|| question.beyond(verb, part))
}

struct Question<'q, 'r, 'u> {
    reading: &'q Reading<'r>,
    units: &'u Units,
}

impl<'u> Question<'_, '_, 'u> {
    /// What describes a noun: `three injured soldiers`, `people who died`, `men arrested in May`.
    fn described(&self, head: usize) -> Option<Befallen<'u>> {
        let tree = self.reading.tree();
        let one = |at: usize| match tree.label(at) {
            Label::Amod | Label::Acomp => self.adjective(at).or_else(|| self.verb(at, UnitSubject::Victim)),
            Label::Acl if tree.tag(at) == Tag::Vbg => self.verb(at, UnitSubject::Doer),
            Label::Acl => self.verb(at, UnitSubject::Victim),
            Label::Relcl => {
                let suffers = tree.child(at, &[Label::Nsubjpass]).is_some();
                let own = tree.child(at, &[Label::Nsubj]).is_some_and(|s| matches!(tree.tag(s), Tag::Wp | Tag::Wdt));
                let part = if suffers || !own { UnitSubject::Victim } else { UnitSubject::Doer };
                self.verb(at, part).or_else(|| self.beyond(at, part))
            }
            // `people in need`, `thousands at the rally`.
            Label::Prep => {
                let joins = |found: &Befallen| found.act.part == UnitSubject::Doer;
                tree.labelled(at, &[Label::Pobj]).find_map(|noun| self.noun(noun).filter(joins))
            }
            _ => None,
        };
        // `30 soldiers, 12 police and two civilians killed`: what follows the last is said of each.
        let beside = || tree.labelled(head, &[Label::Conj, Label::Appos]).filter(|at| *at > head);
        let of_last = |at: usize| {
            tree.labelled(at, &[Label::Acl, Label::Conj]).find_map(|at| match tree.label(at) {
                Label::Acl => self.verb(at, UnitSubject::Victim),
                _ => tree.labelled(at, &[Label::Acl]).find_map(|at| self.verb(at, UnitSubject::Victim)),
            })
        };
        tree.children(head).find_map(one).or_else(|| beside().find_map(of_last))
    }

    /// The verb or noun that a noun stands under.
    fn governed(&self, head: usize) -> Option<Befallen<'u>> {
        let tree = self.reading.tree();
        let above = tree.head(head);
        match tree.label(head) {
            Label::Nsubjpass => {
                self.verb(above, UnitSubject::Victim).or_else(|| self.beyond(above, UnitSubject::Victim))
            }
            Label::Nsubj => {
                let bare = tree.child(above, &[Label::Dobj]).is_none();
                let suffered = || self.verb(above, UnitSubject::Victim).filter(|_| bare);
                self.verb(above, UnitSubject::Doer)
                    .or_else(|| self.adjective(above))
                    .or_else(suffered)
                    .or_else(|| self.beyond(above, UnitSubject::Doer))
            }
            Label::Dobj | Label::Dative | Label::Oprd => {
                let beside = || tree.labelled(above, &[Label::Oprd, Label::Acomp]).find_map(|at| self.adjective(at));
                self.verb(above, UnitSubject::Victim).or_else(beside)
            }
            Label::Pobj => self.under_preposition(above),
            _ => None,
        }
    }

    /// `the killing of 20`, `warrants on 36`, `was attended by 40`, `left 20 dead`.
    fn under_preposition(&self, preposition: usize) -> Option<Befallen<'u>> {
        let tree = self.reading.tree();
        let above = tree.head(preposition);
        let by = self.reading.words.is(preposition, &["by"]);
        if tree.is_verb(above) && self.units.compares(&self.reading.words, preposition) {
            return self.verb(above, UnitSubject::Victim);
        }
        if tree.is_verb(above) {
            let object = || tree.labelled(above, &[Label::Dobj]).find_map(|at| self.noun(at));
            let on = self.reading.words.is(preposition, &["against", "on", "for", "to", "among"]);
            return match by {
                true => self.verb(above, UnitSubject::Doer).or_else(|| self.beyond(above, UnitSubject::Doer)),
                false => object().filter(|found| on && found.act.part == UnitSubject::Victim),
            };
        }
        let about = self.reading.words.is(preposition, &["of", "against", "on", "for", "to", "among", "by"]);
        let part = if by { UnitSubject::Doer } else { UnitSubject::Victim };
        let of = self.reading.words.is(preposition, &["of"]);
        let act = self.noun(above)?;
        let fits = act.act.part == part || of && act.act.part == UnitSubject::Doer;
        (about && fits).then_some(act)
    }

    /// Further on: verbs joined to it, what it leads to (`were reported killed`, `were found dead`), and what its subject takes
    /// part in (`joined the protest`).
    fn beyond(&self, verb: usize, part: UnitSubject) -> Option<Befallen<'u>> {
        let tree = self.reading.tree();
        let next = [Label::Xcomp, Label::Oprd, Label::Acomp, Label::Attr, Label::Conj, Label::Advcl, Label::Ccomp];
        let one = |at: usize| {
            let own = tree.child(at, &[Label::Nsubj, Label::Nsubjpass]).is_some();
            // `was forced to flee`: whoever is forced does it.
            let own_doing = matches!(tree.tag(at), Tag::Vb | Tag::Vbg);
            let victim = matches!(tree.tag(at), Tag::Vbn) || part == UnitSubject::Victim && !own_doing;
            let as_part = if victim { UnitSubject::Victim } else { UnitSubject::Doer };
            self.adjective(at).or_else(|| self.verb(at, as_part)).filter(|_| !own)
        };
        let joins = || {
            let objects = tree.labelled(verb, &[Label::Dobj]);
            let under = tree.labelled(verb, &[Label::Prep, Label::Dobj]);
            let below = under.flat_map(|at| tree.labelled(at, &[Label::Pobj, Label::Prep]));
            let deeper: Vec<usize> = below.collect();
            let last = deeper.iter().flat_map(|at| tree.labelled(*at, &[Label::Pobj]));
            let all: Vec<usize> = objects.chain(deeper.iter().copied()).chain(last).collect();
            all.into_iter().find_map(|at| self.noun(at).filter(|found| found.act.part == UnitSubject::Doer))
        };
        tree.labelled(verb, &next).find_map(one).or_else(|| joins().filter(|_| part == UnitSubject::Doer))
    }

    fn verb(&self, word: usize, part: UnitSubject) -> Option<Befallen<'u>> {
        let act = self.units.verb(self.reading.words.lower(word), false)?;
        (act.part == part).then_some(Befallen { word, act })
    }

    fn noun(&self, word: usize) -> Option<Befallen<'u>> {
        let token = self.reading.words.tokens.get(word)?;
        self.units.act(&token.lemma, ActKind::Noun).map(|act| Befallen { word, act })
    }

    fn adjective(&self, word: usize) -> Option<Befallen<'u>> {
        self.units.act(self.reading.words.lower(word), ActKind::Adjective).map(|act| Befallen { word, act })
    }
}
