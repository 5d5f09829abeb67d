//! What holds a word: the verb, noun, adjective or preposition that it hangs on, and what that does to its complement.
//! `denied that it had fired`, `a plan to attack`, `ready to talk`, `without firing`, `sanctions were lifted`.

use super::cues::{Complement, Found};
use super::{Judgement, Reason, Scene};
use crate::verbs::Mood;
use casus_lexicon::{CueEffect as Effect, CueKind};
use casus_types::{Label, Pos, Tag};

impl Scene<'_, '_> {
    /// What the word above does to this one; nothing where it leaves it as it is.
    pub(super) fn held(&self, word: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let head = tree.head(word);
        // `among the first to recognise it`, `the last to leave`: they did.
        let nth = self
            .start(word)
            .checked_sub(1)
            .is_some_and(|at| self.reading.words.is(at, &["first", "last", "only", "latest", "second", "third"]));
        if nth && self.has_to(word) {
            return None;
        }
        match tree.label(word) {
            Label::Xcomp | Label::Ccomp | Label::Oprd => self.by_clause(word, head, steps),
            Label::Acl | Label::Relcl if self.has_to(word) => self.by_noun(word, head, "to", steps),
            Label::Acl | Label::Relcl if tree.child(word, &[Label::Mark]).is_some() => {
                self.told_by_noun(word, head, steps)
            }
            Label::Pcomp | Label::Pobj => self.after_preposition(word, head, steps),
            Label::Advcl => self.beside_clause(word, head, steps),
            Label::Dobj | Label::Dative => self.as_object(word, head, steps),
            Label::Nsubjpass => self.as_object(word, head, steps),
            Label::Nsubj => self.as_subject(word, head, steps),
            Label::Conj => self.as_joined(word, head, steps),
            Label::Compound | Label::Nmod => {
                let found = self.cues.of_compound(self.forms(head))?;
                Some(Judgement::by(&found).under(self.judge(head, steps)))
            }
            // `is hoping against hope that it will leave`.
            Label::Attr | Label::Acomp => Some(self.judge(head, steps)).filter(|judged| !judged.is_fact()),
            // `Release them now!`
            Label::Root if tree.tag(word) == Tag::Vb && !self.reading.words.title && self.is_bare(word) => {
                Some(Judgement::new(Effect::Demanded, Reason::Stated, "an order"))
            }
            Label::Root if self.has_to(word) => {
                Some(Judgement::new(Effect::Planned, Reason::Purpose, "\"to\" in a headline"))
            }
            _ => None,
        }
    }

    fn has_to(&self, word: usize) -> bool {
        let tree = self.reading.words.tree();
        let infinitive = self.group(word).is_some_and(|group| group.mood == Mood::Infinitive);
        infinitive || tree.labelled(word, &[Label::Aux]).any(|aux| tree.tag(aux) == Tag::To)
    }

    /// No subject and no auxiliary.
    fn is_bare(&self, verb: usize) -> bool {
        let own = [Label::Nsubj, Label::Nsubjpass, Label::Aux, Label::Auxpass, Label::Expl, Label::Csubj];
        self.reading.words.tree().child(verb, &own).is_none()
    }

    /// How a clause hangs on what holds it.
    fn complement(&self, word: usize) -> Complement<'static> {
        let tree = self.reading.words.tree();
        let auxiliaries = || tree.labelled(word, &[Label::Aux, Label::Auxpass]);
        match tree.tag(word) {
            _ if self.has_to(word) => Complement::Infinitive,
            Tag::Vbg if auxiliaries().next().is_none() => Complement::Gerund,
            Tag::Vb if auxiliaries().next().is_none() && tree.child(word, &[Label::Mark]).is_none() => {
                Complement::Infinitive
            }
            _ => Complement::Clause,
        }
    }

    /// The words that hang on a verb and may belong to a cue with it: particles, adverbs, prepositions, objects.
    fn beside_verb(&self, verb: usize) -> Vec<&str> {
        let tree = self.reading.words.tree();
        let near = [Label::Prt, Label::Advmod, Label::Prep, Label::Dobj, Label::Acomp, Label::Neg];
        tree.labelled(verb, &near).map(|at| self.lower(at)).collect()
    }

    pub(super) fn verb_cue(&self, verb: usize, complement: Complement) -> Option<Found> {
        let beside = self.beside_verb(verb);
        let group = self.group(verb).map(|group| group.lemmas.clone()).unwrap_or_default();
        let own = self.lemma(verb).to_string();
        let lemmas: Vec<&str> = [own.as_str()].into_iter().chain(group.iter().map(String::as_str)).collect();
        lemmas.into_iter().find_map(|lemma| self.cues.of_verb(lemma, complement, &beside))
    }

    /// A complement clause: `refused to meet`, `ready to meet`, `denied that it met`.
    fn by_clause(&self, word: usize, head: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let complement = self.complement(word);
        if self.reading.words.tokens.get(head).is_some_and(|token| token.pos == Pos::Adj) {
            let found = self.cues.of_head(CueKind::Adjective, self.forms(head), "to");
            let clause = complement == Complement::Infinitive;
            if clause && tree.labelled(head, &[Label::Advmod]).any(|at| self.reading.words.is(at, &["too"])) {
                return Some(Judgement::new(Effect::Negated, Reason::Cue(CueKind::Adverb), "\"too\""));
            }
            return found.filter(|_| clause).map(|found| Judgement::by(&found).under(self.judge(head, steps)));
        }
        if tree.is_noun(head) && !tree.is_verb(head) {
            return if complement == Complement::Infinitive { self.by_noun(word, head, "to", steps) } else { None };
        }
        // `fears are growing that it will storm the camp`.
        let subject = tree.child(head, &[Label::Nsubj]).filter(|_| complement == Complement::Clause);
        let marked = tree.labelled(word, &[Label::Mark]).any(|at| self.reading.words.is(at, &["that"]));
        if let Some(told) = subject.filter(|_| marked).and_then(|noun| self.told_by_noun(word, noun, steps)) {
            return Some(told);
        }
        // `is on Monday to escort`.
        if complement == Complement::Infinitive
            && self.lemma(head) == "be"
            && tree.child(head, &[Label::Acomp, Label::Attr]).is_none()
        {
            let above = self.judge(head, steps);
            if !above.is_fact() {
                return Some(above);
            }
            let effect =
                if matches!(tree.tag(head), Tag::Vbz | Tag::Vbp) { Effect::Planned } else { Effect::Hypothetical };
            return Some(Judgement::new(effect, Reason::Cue(CueKind::Modal), format!("\"{} to\"", self.lower(head))));
        }
        let Some(mut found) = self.verb_cue(head, complement) else {
            return self.unheld(word, head, complement, steps);
        };
        match (complement, found.effect) {
            // `announced that it struck`: the clause speaks for itself.
            (Complement::Clause, Effect::Planned | Effect::Happened | Effect::Reported) => {
                if self.judge(head, steps).effect == Effect::Negated {
                    found.effect = Effect::Hypothetical;
                    return Some(Judgement::by(&found));
                }
                return (found.effect == Effect::Reported).then(|| Judgement::by(&found));
            }
            // `told reporters that it had struck`: told, not ordered.
            (Complement::Clause, Effect::Demanded) if !self.is_subjunctive(word) && tree.is_verb(word) => return None,
            // `wanted to meet`: he himself; nobody was asked.
            (Complement::Infinitive, Effect::Demanded) if self.own_subject(word, head) => {
                found.effect = Effect::Hypothetical;
            }
            _ => {}
        }
        Some(Judgement::by(&found).under(self.judge(head, steps)))
    }

    /// Whether who does the verb above does this one too: no object that is told, and no passive.
    fn own_subject(&self, word: usize, head: usize) -> bool {
        let tree = self.reading.words.tree();
        let told = tree.child(word, &[Label::Nsubj, Label::Nsubjpass]).is_some()
            || tree.child(head, &[Label::Dobj, Label::Dative]).is_some()
            || tree.child(head, &[Label::Auxpass]).is_some()
            || tree.labelled(head, &[Label::Prep]).any(|at| self.reading.words.is(at, &["on", "to", "upon", "with"]));
        !told
    }

    /// A complement of a verb that is no cue: an infinitive is a mere purpose, all else stands as its verb does.
    fn unheld(&self, word: usize, head: usize, complement: Complement, steps: usize) -> Option<Judgement> {
        match complement {
            Complement::Infinitive if self.is_perfect(word) => None,
            Complement::Infinitive => Some(self.purpose(head, steps)),
            Complement::Gerund => Some(self.judge(head, steps)).filter(|judged| !judged.is_fact()),
            _ => None,
        }
    }

    fn is_perfect(&self, word: usize) -> bool {
        self.group(word).is_some_and(|group| group.perfect)
    }

    /// An infinitive or a noun held by a noun: `a plan to attack`, `threat of war`.
    fn by_noun(&self, word: usize, noun: usize, link: &str, steps: usize) -> Option<Judgement> {
        // `in order to`, `in a bid to`: no more than a purpose.
        let tree = self.reading.words.tree();
        let purpose = link == "to" && tree.label(noun) == Label::Pobj && self.lower(tree.head(noun)) == "in";
        match self.cues.of_head(CueKind::Noun, self.forms(noun), link).filter(|_| !purpose) {
            Some(found) => Some(Judgement::by(&found).under(self.content_of(noun, steps))),
            // `a summit to be held in May`.
            None if link == "to" && tree.child(word, &[Label::Auxpass]).is_some() => {
                let judged = Judgement::new(Effect::Planned, Reason::Purpose, "\"to be\"");
                Some(judged.under(self.judge(noun, steps)))
            }
            // `the first to attack`: it did.
            None if link == "to" && self.reading.words.is(noun, &["first", "last", "only", "latest"]) => None,
            None if link == "to" && !self.is_perfect(word) => Some(self.purpose(noun, steps)),
            None => None,
        }
    }

    /// What a bare `to` makes of it: open; gone with what it is the purpose of (`was given no visa to travel`), and planned
    /// with it (`flies to Doha tomorrow to meet the rebels`).
    fn purpose(&self, head: usize, steps: usize) -> Judgement {
        let open = Judgement::new(Effect::Hypothetical, Reason::Purpose, "a purpose: \"to\"");
        let above = self.judge(head, steps);
        match above.effect {
            Effect::Negated => open.under(above),
            Effect::Planned => Judgement { effect: Effect::Planned, cues: above.cues, ..open },
            _ => open,
        }
    }

    /// What is told in the clause of a noun: `denied reports that it had attacked`.
    fn told_by_noun(&self, word: usize, noun: usize, steps: usize) -> Option<Judgement> {
        let told = self.cues.of_head(CueKind::Noun, self.forms(noun), "that");
        let asked = || self.cues.of_compound(self.forms(noun)).filter(|found| found.effect == Effect::Demanded);
        let found = told.or_else(|| asked().filter(|_| self.is_subjunctive(word)))?;
        if found.effect != Effect::Reported {
            return Some(Judgement::by(&found));
        }
        Some(match self.denied(noun, steps) {
            Some(denied) => Judgement::by(&found).under(denied),
            None => Judgement::by(&found),
        })
    }

    /// What is done to the content of a noun: the plan that is rejected was made, and what it is a plan to do comes to
    /// nothing.
    fn content_of(&self, noun: usize, steps: usize) -> Judgement {
        self.denied(noun, steps).unwrap_or_else(|| self.judge(noun, steps))
    }

    fn denied(&self, noun: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        // `the reports proved false`.
        if matches!(tree.label(noun), Label::Nsubj) {
            let false_ = tree.labelled(tree.head(noun), &[Label::Acomp, Label::Oprd]).find_map(|at| {
                self.cues
                    .of_head(CueKind::Adjective, self.forms(at), "")
                    .filter(|found| found.effect == Effect::Negated)
            });
            return false_.map(|found| Judgement::by(&found));
        }
        let object = matches!(tree.label(noun), Label::Dobj | Label::Nsubjpass);
        let cue = self.verb_cue(tree.head(noun), Complement::Noun);
        let denied = cue.filter(|cue| object && cue.effect == Effect::Negated)?;
        Some(Judgement::by(&denied).under(self.judge(tree.head(noun), steps)))
    }

    /// `prevented it from attacking`, `a call for talks`, `without talks`.
    fn after_preposition(&self, word: usize, preposition: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let link = self.lower(preposition);
        if let Some(found) = self.cues.at(self.reading, CueKind::Negation, preposition)
            && found.end == preposition + 1
        {
            return Some(Judgement::by(&found));
        }
        if let Some(led) = self.led_by(word, CueKind::Noun) {
            return Some(led);
        }
        // `stopped short of`: past the adverb to the verb.
        let mut governor = tree.head(preposition);
        if self
            .reading
            .words
            .tokens
            .get(governor)
            .is_some_and(|token| matches!(token.pos, Pos::Adv | Pos::Adp | Pos::Sconj))
        {
            governor = tree.head(governor);
        }
        let pos = self.reading.words.tokens.get(governor).map(|token| token.pos);
        let kind = if pos == Some(Pos::Adj) { CueKind::Adjective } else { CueKind::Noun };
        if tree.is_verb(governor) {
            // `On the eve of a summit, he called for calm`: not what he called on.
            if preposition < governor {
                return None;
            }
            let Some(found) = self.verb_cue(governor, Complement::After(link)) else {
                // `will answer by expelling them`: part of the plan.
                let part = matches!(link, "by" | "in" | "with" | "into" | "through")
                    && (tree.label(word) == Label::Pcomp || !self.is_known(word));
                return part.then(|| self.judge(governor, steps)).filter(|judged| !judged.is_fact());
            };
            return Some(Judgement::by(&found).under(self.judge(governor, steps)));
        }
        if let Some(found) = self.cues.of_head(kind, self.forms(governor), link) {
            return Some(Judgement::by(&found).under(self.content_of(governor, steps)));
        }
        // `a series of attacks`: what is said of the series is said of them.
        let series = link == "of" && tree.label(word) == Label::Pobj && tree.is_noun(governor) && !self.is_known(word);
        series.then(|| self.judge(governor, steps)).filter(|judged| !judged.is_fact())
    }

    /// A verb form of wish and order: `that it be released`, `that it leave`.
    fn is_subjunctive(&self, word: usize) -> bool {
        let tree = self.reading.words.tree();
        let mut auxiliaries = tree.labelled(word, &[Label::Aux, Label::Auxpass]);
        match auxiliaries.next() {
            Some(first) => tree.tag(first) == Tag::Vb && self.lower(first) == "be",
            None => matches!(tree.tag(word), Tag::Vb | Tag::Vbp),
        }
    }

    /// A clause beside another: a purpose; what comes along with a plan.
    fn beside_clause(&self, word: usize, head: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        if self.has_to(word) {
            // `renewed its vow to attack`, read as a clause beside the verb.
            let object = tree.labelled(head, &[Label::Dobj, Label::Attr]).filter(|object| *object < word).last();
            let vow = object.filter(|object| self.cues.of_head(CueKind::Noun, self.forms(*object), "to").is_some());
            if let Some(vow) = vow {
                return self.by_noun(word, vow, "to", steps);
            }
            // `hesitated to meet`, read so too.
            let cued = self.verb_cue(head, Complement::Infinitive);
            let bare =
                |found: &Found| found.words.ends_with(" to") || object.is_none() && found.effect != Effect::Happened;
            let next = word > head && self.is_next(head, word);
            return match cued.filter(|found| next && bare(found)) {
                Some(found) => Some(Judgement::by(&found).under(self.judge(head, steps))),
                None => Some(self.purpose(head, steps)),
            };
        }
        let bare = tree.tag(word) == Tag::Vbg && tree.child(word, &[Label::Aux]).is_none();
        if bare
            && word > head
            && self.is_next(head, word)
            && let Some(found) = self.verb_cue(head, Complement::Gerund)
        {
            return Some(Judgement::by(&found).under(self.judge(head, steps)));
        }
        let along = bare && tree.child(word, &[Label::Mark, Label::Nsubj]).is_none();
        along.then(|| self.judge(head, steps)).filter(|judged| judged.effect == Effect::Planned)
    }

    /// No comma and no other verb between two words.
    fn is_next(&self, first: usize, second: usize) -> bool {
        let tree = self.reading.words.tree();
        let start = self.start(second);
        !(first + 1..start).any(|at| self.reading.words.words[at].mark || tree.is_verb(at))
    }

    /// What is done to a noun: `cancelled a visit`, `the visit was cancelled`; else it stands as its verb does, unless it
    /// is one that is known already (`may condemn the attack`).
    fn as_object(&self, word: usize, head: usize, steps: usize) -> Option<Judgement> {
        let definite = self.is_known(word);
        match self.verb_cue(head, Complement::Noun) {
            // `discussed the attack`: what is known already happened, whatever is thought of it.
            Some(found) if found.effect == Effect::Hypothetical && definite => None,
            Some(found) if found.effect == Effect::Reported => None,
            // `denied the reports`, `refused a request`: they were made.
            Some(found) if found.effect == Effect::Negated && self.is_said(word) => None,
            Some(found) => {
                let above = self.judge(head, steps);
                // `failed to prevent the attack`: it happened.
                let twice = found.effect == Effect::Negated && above.effect == Effect::Negated;
                let judged = Judgement::by(&found).under(above);
                Some(if twice { Judgement { effect: Effect::Happened, against: false, ..judged } } else { judged })
            }
            None if definite || self.is_said(word) => None,
            None => Some(self.judge(head, steps)).filter(|judged| !judged.is_fact()),
        }
    }

    /// A noun for what is said, asked or tried: `reports`, `a request`, `an attempt`.
    fn is_said(&self, noun: usize) -> bool {
        self.cues.of_compound(self.forms(noun)).is_some()
    }

    /// `the attack`, `Iran's attack`, `this attack`; `will begin its attack` does not know it yet.
    fn is_known(&self, noun: usize) -> bool {
        let tree = self.reading.words.tree();
        let known = ["the", "this", "that", "these", "those"];
        tree.labelled(noun, &[Label::Poss]).any(|owner| tree.tag(owner) != Tag::PrpPossessive)
            || tree.labelled(noun, &[Label::Det]).any(|at| self.reading.words.is(at, &known))
    }

    /// `talks will take place`, `an attack is unlikely`, `the visit failed`.
    fn as_subject(&self, word: usize, head: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        if tree.is_verb(word) {
            return None;
        }
        // `the handover is to take place`: what is said of the verb below.
        let below = tree.labelled(head, &[Label::Xcomp]).find(|below| self.has_to(*below));
        let head = below
            .filter(|_| self.lemma(head) == "be" || self.verb_cue(head, Complement::Infinitive).is_some())
            .unwrap_or(head);
        if let Some(adjective) = tree.child(head, &[Label::Acomp]) {
            let found = self.cues.of_head(CueKind::Adjective, self.forms(adjective), "")?;
            return Some(Judgement::by(&found).under(self.judge(head, steps)));
        }
        let takes_place =
            tree.child(head, &[Label::Dobj, Label::Attr]).is_none_or(|object| self.lower(object) == "place");
        // `the visit fell through`.
        let came_to_nothing = |found: &Found| found.effect == Effect::Negated && found.words.contains(' ');
        if let Some(found) = self.verb_cue(head, Complement::Noun)
            && (found.effect == Effect::Happened && takes_place
                || found.effect == Effect::Conditional
                || came_to_nothing(&found))
        {
            return Some(Judgement::by(&found).under(self.judge(head, steps)));
        }
        // `a seizure would make`: whatever it is that would.
        let some = tree.labelled(word, &[Label::Det]).any(|at| self.reading.words.is(at, &["a", "an", "any"]));
        let judged = some.then(|| self.own(head)).flatten()?;
        let open = matches!(judged.effect, Effect::Hypothetical | Effect::Planned);
        open.then_some(Judgement { effect: Effect::Hypothetical, ..judged })
    }

    /// The second of two that are joined stands like the first, as far as they share what stands before them.
    fn as_joined(&self, word: usize, head: usize, steps: usize) -> Option<Judgement> {
        let tree = self.reading.words.tree();
        let own_subject = tree.child(word, &[Label::Nsubj, Label::Nsubjpass, Label::Expl]).is_some();
        if own_subject {
            // `denied that it shelled the town or that it would`: each clause is held.
            let clause = tree.labelled(word, &[Label::Mark]).any(|at| self.reading.words.is(at, &["that", "whether"]));
            return clause.then(|| self.held(head, steps)).flatten();
        }
        let bare = tree.child(word, &[Label::Aux, Label::Auxpass]).is_none();
        let tense = matches!(tree.tag(word), Tag::Vbd | Tag::Vbz | Tag::Vbp);
        let but = tree.labelled(head, &[Label::Cc]).any(|cc| cc < word && self.reading.words.is(cc, &["but", "yet"]));
        // `refused to extend it and resumed`: joined to the refusal, not to what was refused.
        if tense && tree.tag(head) == Tag::Vb {
            return None;
        }
        // `are working to find out and consulting others`: what is joined is of one form, whatever the parser says.
        if tree.tag(word) == Tag::Vbg && tree.tag(head) == Tag::Vb {
            let over = Some(tree.head(head)).filter(|over| *over != head && tree.tag(*over) == Tag::Vbg)?;
            return Some(self.judge(over, steps)).filter(|judged| !judged.is_fact());
        }
        let shares = !tree.is_verb(word) || (bare && !tense && tree.tag(word) == tree.tag(head)) || self.has_to(word);
        let judged = if shares { Some(self.judge(head, steps)) } else { self.held(head, steps) };
        let shared = |judged: &Judgement| !but || judged.effect != Effect::Negated;
        judged.filter(|judged| !judged.is_fact() && shared(judged))
    }
}
