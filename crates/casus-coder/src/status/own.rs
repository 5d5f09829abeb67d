//! What a word says of itself: negations and auxiliaries of a verb, the adjectives and articles of a noun, adverbs beside
//! either.

use super::cues::Complement;
use super::{Judgement, Reason, Scene};
use crate::verbs::{Mood, VerbGroup};
use casus_lexicon::{CueEffect as Effect, CueKind};
use casus_types::{Label, Name, NameKind, Tag};

impl<'r> Scene<'r, '_> {
    /// What a word's own small words do to it; nothing where it stands bare.
    pub(super) fn own(&self, word: usize) -> Option<Judgement> {
        let modal = self.modal(word);
        match self.negation(word) {
            // `should not have`, `may not`: the modal speaks, not the negation.
            Some(_) if modal.as_ref().is_some_and(|m| m.effect == Effect::Demanded || m.why.contains("not")) => modal,
            Some(negation) => {
                let cues = negation.cues.iter().copied().chain(modal.into_iter().flat_map(|modal| modal.cues));
                Some(Judgement { cues: cues.collect(), ..negation })
            }
            None if self.otherwise(word).is_some() => self.otherwise(word),
            // `perhaps they will`: open, though still to come.
            None if modal.as_ref().is_some_and(|modal| modal.effect == Effect::Planned) => {
                self.beside(word).filter(|beside| beside.effect == Effect::Hypothetical).or(modal)
            }
            None => {
                modal.or_else(|| self.beside(word)).or_else(|| self.is_scheduled(word)).or_else(|| self.put_off(word))
            }
        }
    }

    /// `otherwise the navy will attack`, `or else`.
    fn otherwise(&self, word: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let found = tree.labelled(word, &[Label::Advmod]).filter(|at| *at < word).find_map(|at| {
            let before = at.checked_sub(1).filter(|before| self.reading.words.is(*before, &["or", "only"]));
            self.cues.at(self.reading, CueKind::Adverb, before.unwrap_or(at))
        });
        found.filter(|found| found.effect == Effect::Conditional).map(|found| Judgement::by(&found))
    }

    /// The verb group of a word.
    pub(super) fn group(&self, word: usize) -> Option<&'r VerbGroup> {
        self.reading.verbs.iter().find(|group| group.head == word)
    }

    /// Where the words that belong to a word begin: its auxiliaries, or its article and adjectives.
    pub(super) fn start(&self, word: usize) -> usize {
        let tree = self.reading.words.tree();
        let own = [Label::Det, Label::Amod, Label::Poss, Label::Compound, Label::Nummod, Label::Neg, Label::Aux];
        let first = tree.labelled(word, &own).next().filter(|first| *first < word);
        self.group(word).map(|group| group.start).into_iter().chain(first).min().unwrap_or(word)
    }

    fn negation(&self, word: usize) -> Option<Judgement> {
        let negated = |at: usize| self.negated(at);
        let only = |at: &usize| !self.reading.words.is(at + 1, &["only", "just", "merely", "simply", "least"]);
        let tree = self.reading.words.tree();
        let beside = tree.labelled(word, &[Label::Neg]).find(|at| !self.counts(*at));
        let own = self.group(word).and_then(|group| group.negation);
        if let Some(at) = own.or(beside).filter(only) {
            return Some(negated(at));
        }
        let none = self.nobody(word, &[Label::Nsubj, Label::Nsubjpass]).map(negated);
        let nothing = || {
            let at = self.nobody(word, &[Label::Dobj, Label::Attr])?;
            Some(Judgement { reason: Reason::Nothing, ..negated(at) })
        };
        let nowhere = || {
            let mut adverbs = tree.labelled(word, &[Label::Advmod]);
            let says_no = |at: &usize| {
                self.cues.at(self.reading, CueKind::Negation, *at).is_some_and(|found| found.end == at + 1)
            };
            let at = adverbs.find(says_no)?;
            (!self.counts(at) && only(&at)).then(|| negated(at))
        };
        // `at no point did they cross`, `under no circumstances`.
        let at_no_point = || {
            let subject = tree.child(word, &[Label::Nsubj, Label::Nsubjpass])?;
            let turned = tree.labelled(word, &[Label::Aux, Label::Auxpass]).any(|at| at < subject);
            let mut phrases = tree.labelled(word, &[Label::Prep]).filter(|at| turned && *at < subject);
            let no = |noun: usize| tree.labelled(noun, &[Label::Det]).find(|det| self.reading.words.is(*det, &["no"]));
            let at = phrases.find_map(|at| {
                tree.after(at)
                    .into_iter()
                    .find(|noun| {
                        matches!(
                            self.lemma(*noun),
                            "point" | "time" | "stage" | "way" | "circumstance" | "mean" | "means" | "account" | "case"
                        )
                    })
                    .and_then(no)
            });
            at.map(negated)
        };
        none.or_else(nothing)
            .or_else(nowhere)
            .or_else(at_no_point)
            .or_else(|| self.nor(word))
            .or_else(|| self.led_by(word, CueKind::Negation))
    }

    /// `no rebels attacked`, `neither side`, `imposed no sanctions`, `no attack`: the word that says that nobody or nothing did.
    fn nobody(&self, word: usize, parts: &[Label]) -> Option<usize> {
        let tree = self.reading.words.tree();
        let negative = |at: usize| {
            self.cues.at(self.reading, CueKind::Negation, at).is_some_and(|found| found.effect == Effect::Negated)
                && !self.reading.words.is(at, &["without", "not", "n't"])
                && !self.counts(at)
        };
        let own = [Label::Det, Label::Neg, Label::Preconj];
        let of = |part: usize| [part].into_iter().chain(tree.labelled(part, &own)).find(|at| negative(*at));
        if tree.is_noun(word) && !tree.is_verb(word) {
            return tree.labelled(word, &own).find(|at| negative(*at));
        }
        tree.labelled(word, parts).find_map(of)
    }

    /// `no fewer than forty`, `not only`: a negation that counts.
    fn counts(&self, at: usize) -> bool {
        self.reading.words.is(at + 1, &["fewer", "less", "more", "later", "only", "sooner", "longer"])
            && !self.reading.words.is(at + 1, &["longer"])
    }

    /// `neither met nor called`.
    fn nor(&self, word: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let says_no = |cc: &usize| self.reading.words.is(*cc, &["nor", "neither"]) && *cc < word;
        let joins = |at: usize| tree.labelled(at, &[Label::Cc, Label::Preconj]).filter(says_no).last();
        let head = tree.head(word);
        let own = joins(word).or_else(|| (tree.label(word) == Label::Conj).then(|| joins(head)).flatten())?;
        Some(self.negated(own))
    }

    /// By a word that says no.
    fn negated(&self, at: usize) -> Judgement {
        let why = format!("\"{}\"", self.lower(at));
        let row =
            [CueKind::Adverb, CueKind::Negation].into_iter().find_map(|kind| self.cues.at(self.reading, kind, at));
        let cues = row.map(|found| found.row).into_iter().collect();
        Judgement { cues, ..Judgement::new(Effect::Negated, Reason::Cue(CueKind::Negation), why) }
    }

    /// `instead of releasing`, `ahead of a visit`: several words that end just before it.
    pub(super) fn led_by(&self, word: usize, kind: CueKind) -> Option<Judgement> {
        let start = self.start(word);
        (start.saturating_sub(3)..start).find_map(|at| {
            let found = self.cues.at(self.reading, kind, at)?;
            (found.end == start && found.end > at + 1).then(|| Judgement::by(&found))
        })
    }

    /// The auxiliary that speaks of the future, of a duty or of what may be: `will`, `is expected to`.
    fn modal(&self, word: usize) -> Option<Judgement> {
        let inside = |at: usize| self.cues.at(self.reading, CueKind::Modal, at);
        let tree = self.reading.words.tree();
        let Some(group) = self.group(word) else {
            // A verb that is an auxiliary elsewhere: `will do`, `is to have`.
            let mut own = tree.labelled(word, &[Label::Aux]).filter(|at| *at < word);
            return own.find_map(|at| match tree.tag(at) {
                Tag::To => self.leading_to(at),
                _ => inside(at).map(|found| Judgement::by(&found)),
            });
        };
        let found = match group.mood {
            // What leads to the infinitive ends with its `to`.
            Mood::Infinitive => return self.leading_to(group.start),
            _ => group.modal.as_ref().and_then(|_| (group.start..group.head).find_map(inside)),
        };
        // `only then will Israel release them`: the auxiliary before its subject.
        let inverted = || {
            let auxiliary =
                tree.labelled(word, &[Label::Aux]).find(|at| *at < group.start && tree.tag(*at) == Tag::Md)?;
            inside(auxiliary)
        };
        found.or_else(inverted).map(|found| Judgement::by(&found))
    }

    /// What leads to an infinitive and ends with its `to`; a negation inside it counts for the whole: `is not going to`.
    fn leading_to(&self, to: usize) -> Option<Judgement> {
        for at in to.saturating_sub(6)..=to {
            let Some(not) = self.cues.led(self.reading, CueKind::Modal, at, to + 1) else { continue };
            let (mut found, negated) = not;
            // `said it was going to expel them`: still to come when it was said.
            let head = self.reading.words.tree().head(to);
            let reported = [head, self.reading.words.tree().head(head)].into_iter().any(|verb| self.is_reported(verb));
            if found.effect == Effect::Hypothetical && reported && matches!(self.lower(at), "was" | "were") {
                found.effect = Effect::Planned;
            }
            if negated && found.effect != Effect::Demanded {
                found.effect = Effect::Negated;
            }
            return Some(Judgement { reason: Reason::Arranged, ..Judgement::by(&found) });
        }
        None
    }

    /// The verb of a clause that a verb of saying reports.
    fn is_reported(&self, verb: usize) -> bool {
        let tree = self.reading.words.tree();
        tree.label(verb) == Label::Ccomp
            && self.verb_cue(tree.head(verb), Complement::Clause).is_some_and(|cue| cue.effect == Effect::Reported)
    }

    /// Adverbs and adjectives beside a word: `reportedly`, `a possible`.
    fn beside(&self, word: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let noun = !tree.is_verb(word);
        let adverb = tree.labelled(word, &[Label::Advmod, Label::Neg, Label::Npadvmod, Label::Amod]).find_map(|at| {
            // `shelled perhaps the oldest clinic`: of the clinic.
            let of_noun = at > word && matches!(tree.tag(at + 1), Tag::Dt | Tag::Cd | Tag::Jj | Tag::Jjs | Tag::Prp);
            if of_noun {
                return None;
            }
            let first = at.saturating_sub(1);
            let found = self.cues.at(self.reading, CueKind::Adverb, first).filter(|found| found.end == at + 1);
            found.or_else(|| self.cues.at(self.reading, CueKind::Adverb, at).filter(|found| found.end == at + 1))
        });
        let passing = |effect: Effect| matches!(effect, Effect::Happened | Effect::Planned);
        let adverb = adverb.filter(|found| !passing(found.effect) || self.is_coming(word, found.effect));
        let adjective = || {
            let start = self.start(word);
            let found = (start..word).find_map(|at| self.cues.at(self.reading, CueKind::Adjective, at))?;
            (noun && found.end <= word && found.effect != Effect::Happened).then_some(found)
        };
        adverb.or_else(adjective).map(|found| Judgement::by(&found))
    }

    /// `the minister travels to Oslo on Friday`: a present with a day of its own tells of what is arranged.
    fn is_scheduled(&self, word: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let present = |at: usize| matches!(tree.tag(at), Tag::Vbz | Tag::Vbp);
        let mut auxiliaries = tree.labelled(word, &[Label::Aux, Label::Auxpass]);
        let (simple, progressive) = match auxiliaries.next() {
            None => (present(word), false),
            Some(first) => (false, tree.tag(word) == Tag::Vbg && present(first)),
        };
        if self.reading.words.title || !(simple || progressive) {
            return None;
        }
        let names = self.reading.words.names;
        let timed = |name: &Name| matches!(name.kind, NameKind::Date | NameKind::Time);
        let dated = |at: usize| names.iter().any(|name| timed(name) && name.tokens.contains(&at));
        let now = |at: usize| {
            let name = names.iter().find(|name| name.tokens.contains(&at));
            name.is_some_and(|name| {
                name.tokens.clone().any(|at| {
                    self.reading
                        .words
                        .is(at, &["today", "now", "this", "every", "each", "last", "recent", "since", "year", "years"])
                })
            })
        };
        let day = tree.labelled(word, &[Label::Prep, Label::Npadvmod, Label::Advmod]).find(|at| {
            let on = self.reading.words.is(*at, &["on", "at", "from", "in", "next", "tomorrow"]);
            let after = tree.after(*at);
            let named = after.iter().chain([at]).any(|at| dated(*at) && !now(*at));
            named && (on || tree.label(*at) == Label::Npadvmod)
        })?;
        let arranged = progressive || (simple && !self.stands(word));
        arranged.then(|| {
            Judgement::new(
                Effect::Planned,
                Reason::Cue(CueKind::Adverb),
                format!("a present with \"{}\" and a day", self.lower(day)),
            )
        })
    }

    /// What the words after a noun say was done with it: `talks scheduled for May`, `a visit that was cancelled`, `a summit
    /// to be held in May`.
    fn put_off(&self, word: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        if !tree.is_noun(word) || self.group(word).is_some() {
            return None;
        }
        let clauses = tree.labelled(word, &[Label::Acl, Label::Relcl]);
        // `tomorrow's rally`, `a strike for 30 June`.
        let coming = tree.labelled(word, &[Label::Poss]).find(|owner| {
            let name = self.reading.words.names.iter().find(|name| name.tokens.contains(owner));
            name.is_some_and(|name| {
                name.tokens.clone().any(|at| self.reading.words.is(at, &["tomorrow", "next", "coming"]))
            })
        });
        let set =
            tree.labelled(word, &[Label::Prep]).filter(|at| self.reading.words.is(*at, &["for", "from"])).find(|at| {
                let day = |at: &usize| {
                    let name = self
                        .reading
                        .words
                        .names
                        .iter()
                        .find(|name| name.tokens.contains(at) && name.kind == NameKind::Date);
                    name.is_some_and(|name| name.tokens.clone().any(|at| tree.tag(at) == Tag::Nnp))
                };
                tree.after(*at).iter().any(day)
            });
        // `the signing of the treaty next Tuesday`: a coming day close behind it, and no verb between.
        let near = (word + 1..(word + 8).min(self.reading.words.len()))
            .take_while(|at| !tree.is_verb(*at) && !self.reading.words.words[*at].mark)
            .find(|at| {
                let name = self.reading.words.names.iter().find(|name| name.tokens.start == *at);
                name.is_some_and(|name| name.kind == NameKind::Date)
                    && self.reading.words.is(*at, &["next", "tomorrow", "later"])
            });
        if let Some(at) = coming.or(set).or(near) {
            return Some(Judgement::new(
                Effect::Planned,
                Reason::Cue(CueKind::Adverb),
                format!("\"{}\"", self.lower(at)),
            ));
        }
        clauses.filter(|clause| tree.tag(*clause) == Tag::Vbn || tree.label(*clause) == Label::Relcl).find_map(
            |clause| {
                let to = tree.labelled(clause, &[Label::Aux]).any(|aux| tree.tag(aux) == Tag::To);
                let begins = tree.label(clause) == Label::Relcl
                    && self.own(clause).is_some_and(|own| own.effect == Effect::Planned);
                if begins {
                    return self.own(clause);
                }
                if to && tree.tag(clause) == Tag::Vbn {
                    return Some(Judgement::new(Effect::Planned, Reason::Purpose, "\"to be\""));
                }
                let passive = tree.label(clause) == Label::Acl || tree.child(clause, &[Label::Nsubjpass]).is_some();
                let cue =
                    self.verb_cue(clause, Complement::Noun).filter(|cue| passive && cue.effect != Effect::Demanded);
                cue.filter(|cue| !matches!(cue.effect, Effect::Happened | Effect::Reported))
                    .map(|cue| Judgement::by(&cue))
            },
        )
    }

    /// Verbs that hardly tell of an arranged act.
    fn stands(&self, word: usize) -> bool {
        matches!(
            self.lemma(word),
            "be" | "have" | "say" | "know" | "include" | "mark" | "show" | "remain" | "stand" | "fall" | "believe"
        )
    }

    /// `the envoy meets the rebels soon`: with a present, an adverb of the near future tells of a plan.
    fn is_coming(&self, word: usize, effect: Effect) -> bool {
        let tag = self.reading.words.tree().tag(word);
        effect == Effect::Planned && matches!(tag, Tag::Vbz | Tag::Vbp)
    }
}
