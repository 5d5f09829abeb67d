//! Who stands where: the subject of a verb, its object, what follows a preposition, the possessor of a noun. The tree
//! answers which words stand there (`tree.rs`), this module whom those words name. Answers are indices of mentions.

use crate::told_before;
use crate::tree::Tree;
use crate::verbs::VerbGroup;
use crate::who::mentions::{Mention, MentionKind, Who};
use crate::words::{Words, is_preposition, opens_clause};
use casus_types::{Label, Proposal, Tag};

/// A sentence with what the shallow stages found in it.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// Its words.
    pub words: Words<'t>,
    /// Its mentions, in order.
    pub mentions: Vec<Mention>,
    /// Its verb groups, in order.
    pub verbs: Vec<VerbGroup>,
    /// What the event reader sees in it.
    pub proposals: &'t [Proposal],
}

impl Reading<'_> {
    /// The mentions that do what a verb says: its subject in an active group, the by-phrase in a passive one.
    pub fn doers(&self, verb: usize) -> Vec<usize> {
        match self.verbs.get(verb) {
            Some(group) if group.passive => self.after_preposition((group.head, group.head + 1), &["by"]),
            Some(_) => self.subject(verb),
            None => Vec::new(),
        }
    }

    /// The subject of a verb: the one who suffers it where the verb is passive. Where the parser saw no verb (`US
    /// sanctions Iran`), the mention just before it.
    pub fn subject(&self, verb: usize) -> Vec<usize> {
        let Some(group) = self.verbs.get(verb) else { return Vec::new() };
        if !self.is_clause(group.head) {
            return self.mentions.iter().rposition(|m| m.end == group.start && !m.who.is_empty()).into_iter().collect();
        }
        // `an attack in Iraq, which killed`: a place does nothing.
        let does =
            |mention: &usize| self.mentions[*mention].acts() || self.mentions[*mention].kind == MentionKind::Nation;
        let subjects = self.tree().subjects(group.head);
        let finite =
            matches!(self.tree().tag(group.head), Tag::Vbd | Tag::Vbz) && self.tree().label(group.head) == Label::Root;
        if subjects.is_empty() && finite && !group.passive {
            // `On 5 April Envoy Kim met`: the parser has no subject left; who stands just before it is it.
            let before = self.mentions.iter().rposition(|m| m.end == group.start && m.acts() && !m.who.is_empty());
            return before.into_iter().collect();
        }
        let mut named = self.named(&subjects);
        if !group.passive {
            named.retain(does);
        }
        named
    }

    /// Whether the parser saw a verb in a word, and not an adjective before its object (`hosted talks` in a headline).
    fn is_clause(&self, word: usize) -> bool {
        self.tree().is_verb(word) && self.tree().label(word) != Label::Amod
    }

    /// The object of the last verb or particle of a trigger (`refused to meet Iran`, `called on Iran`), else of its first.
    pub fn object(&self, trigger: (usize, usize)) -> Vec<usize> {
        let tree = self.tree();
        let of = |word: usize| match tree.is_verb(word) {
            true if !self.is_clause(word) => self.named(&tree.joined(tree.head(word))),
            true => self.named(&tree.objects(word)),
            false => self.named(&tree.after(word)),
        };
        let found = (trigger.0..trigger.1).rev().map(of).find(|found| !found.is_empty());
        let beside = || self.mentions.iter().position(|m| m.start == trigger.1 && !m.who.is_empty());
        found.or_else(|| beside().filter(|_| !tree.is_verb(trigger.0)).map(|m| vec![m])).unwrap_or_default()
    }

    /// The subject of the clause that a verb or noun governs: `alleged that Iran had armed them`.
    pub fn subject_of_clause(&self, word: usize) -> Vec<usize> {
        let tree = self.tree();
        let clause = tree.labelled(word, &[Label::Ccomp, Label::Acl]).find(|clause| tree.is_verb(*clause));
        let own = clause.and_then(|clause| tree.child(clause, &[Label::Nsubj, Label::Nsubjpass]));
        own.map(|subject| self.named(&tree.joined(subject))).unwrap_or_default()
    }

    /// What follows one of these prepositions: of those that hang on the trigger, on its object or on the verb around it
    /// (`held talks with Iran`, `talks were held with Iran`), the first after which somebody is named; else of those
    /// that hang anywhere below the trigger, since the parser is often unsure what a preposition belongs to.
    pub fn after_preposition(&self, trigger: (usize, usize), prepositions: &[&str]) -> Vec<usize> {
        let tree = self.tree();
        let around = self.around(trigger);
        let one = |word: &usize| {
            self.words.is(*word, prepositions)
                && matches!(tree.label(*word), Label::Prep | Label::Agent | Label::Dative)
        };
        let inside = (trigger.0 + 1..trigger.1).filter(|word| self.words.is(*word, prepositions));
        let hangs = (0..self.words.len()).filter(|word| one(word) && around.contains(&tree.head(*word)));
        // `issued a call on Friday for talks with the rebels`: below the verb around a noun, what comes after the noun.
        let root = self.root(trigger);
        let wide = tree.governor(root).filter(|_| !tree.is_verb(trigger.0)).unwrap_or(root);
        let own = tree.below(root).into_iter().filter(|word| *word >= trigger.1 && one(word)).take(1);
        let wider = tree.below(wide).into_iter().filter(|word| *word >= trigger.1 && one(word)).take(1);
        let below = own.chain(wider);
        // `a deadline for the envoy to leave`: to the parser the preposition marks a clause.
        let clause = (trigger.1..self.words.len()).find(|word| {
            let marks = self.words.is(*word, prepositions)
                && self.words.is(*word, &["for"])
                && tree.label(*word) == Label::Mark;
            marks && tree.below(self.root(trigger)).contains(word)
        });
        let told = clause.map(|mark| tree.subjects(tree.head(mark))).unwrap_or_default();
        if !told.is_empty() {
            return self.named(&told);
        }
        let found = inside
            .chain(hangs)
            .chain(below)
            .map(|preposition| {
                let after = tree.after(preposition);
                // With whom one meets is somebody: `talks with officials`, not `trucks with Kosovo plates`.
                let somebody = |word: &usize| !self.words.is(preposition, &["with"]) || self.covering(*word).is_some();
                self.named(&after.into_iter().filter(somebody).collect::<Vec<_>>())
            })
            .find(|found| !found.is_empty());
        found.unwrap_or_default()
    }

    /// The word of a trigger that the others hang on: its verb, or its last noun.
    fn root(&self, trigger: (usize, usize)) -> usize {
        if self.tree().is_verb(trigger.0) { trigger.0 } else { trigger.1 - 1 }
    }

    /// The words of a trigger with those that its phrases may hang on instead: the objects of its verb and of its
    /// particles, what these pick from, infinitives under it; for a noun the verb that it is the object of.
    fn around(&self, trigger: (usize, usize)) -> Vec<usize> {
        let tree = self.tree();
        let mut around: Vec<usize> = (trigger.0..trigger.1).collect();
        match tree.is_verb(trigger.0) {
            true if !self.is_clause(trigger.0) => around.push(tree.head(trigger.0)),
            true => {}
            // `protests went on in Iraq`: what follows the verb is said of its subject too.
            false if tree.is_subject(trigger.1 - 1) => around.push(tree.head(trigger.1 - 1)),
            false => around.extend(tree.governor(trigger.1 - 1)),
        }
        let particles = (trigger.0 + 1..trigger.1).filter(|word| !tree.is_verb(*word));
        around.extend(particles.flat_map(|particle| tree.after(particle)));
        let mut at = 0;
        while let Some(word) = around.get(at).copied() {
            let below =
                [Label::Dobj, Label::Nsubjpass, Label::Attr, Label::Xcomp, Label::Prt, Label::Oprd, Label::Acomp];
            let objects = tree.labelled(word, &below).filter(|_| tree.is_verb(word));
            // `a series of attacks on`: the attacks.
            let of = tree.labelled(word, &[Label::Prep]).filter(|prep| self.words.is(*prep, &["of"]));
            let parts = of.filter(|_| tree.is_noun(word)).flat_map(|prep| tree.after(prep));
            let new: Vec<usize> = objects.chain(parts).filter(|next| !around.contains(next)).collect();
            around.extend(new);
            at += 1;
        }
        around
    }

    /// Those of the mentions that are not among the actors, nor the actors' own state as the owner of a thing (`the minister
    /// stressed Mali's support`).
    pub fn others(&self, mentions: Vec<usize>, actors: &[usize]) -> Vec<usize> {
        let own = |mention: &usize| {
            let m = &self.mentions[*mention];
            let state = m.who.iter().all(Who::is_state);
            let codes =
                || actors.iter().flat_map(|actor| &self.mentions[*actor].who).filter_map(|who| who.code.as_ref());
            (m.possessive || m.kind == MentionKind::Nation)
                && state
                && codes().any(|code| m.who[0].code.as_ref() == Some(code))
        };
        mentions.into_iter().filter(|mention| !actors.contains(mention) && !own(mention)).collect()
    }

    /// Those whom a trigger is plainly about where a rule's places are empty: of another country than its actors, and the
    /// only ones after a preposition below it (`committed to talks with Iran`).
    pub fn addressed(&self, trigger: (usize, usize), actors: &[usize]) -> Vec<usize> {
        const TO: [&str; 7] = ["with", "against", "to", "toward", "towards", "for", "on"];
        let tree = self.tree();
        let code = |mention: &usize| self.mentions[*mention].who.first().and_then(|who| who.code.as_ref());
        let own: Vec<_> = actors.iter().filter_map(code).collect();
        let below = tree.below(self.root(trigger)).into_iter().filter(|word| {
            let source = *word > 0 && self.words.is(word - 1, &["according"]);
            *word > trigger.0 && self.words.is(*word, &TO) && !source
        });
        let mut each = below.map(|preposition| self.named(&tree.after(preposition))).filter(|named| {
            let other = |mention: &usize| code(mention).is_some_and(|code| !own.contains(&code));
            !named.is_empty() && named.iter().all(|m| other(m) && self.mentions[*m].acts())
        });
        match (each.next(), each.next()) {
            (Some(only), None) => only,
            _ => Vec::new(),
        }
    }

    /// The possessor of a noun: `Israel's attack`, `the Israeli attack`, `Israel attack` in a headline.
    pub fn possessor(&self, noun: usize) -> Vec<usize> {
        let tree = self.tree();
        if let Some(owner) = tree.child(noun, &[Label::Poss]) {
            let mut named = self.named(&tree.joined(owner));
            named.retain(|mention| self.mentions[*mention].who.iter().any(|who| who.code.is_some()));
            if !named.is_empty() {
                return named;
            }
        }
        let describes = |word: usize| {
            let mention = self.covering(word)?;
            let m = &self.mentions[mention];
            let kind = matches!(m.kind, MentionKind::Nation | MentionKind::Named | MentionKind::Role);
            // `military aid` is not the army's.
            let adjective = m.kind == MentionKind::Role && m.end == m.start + 1 && tree.tag(m.start) == Tag::Jj;
            (kind && !adjective && m.end <= noun && m.who.iter().any(|who| who.code.is_some())).then_some(mention)
        };
        let modifiers = [Label::Amod, Label::Compound, Label::Nmod, Label::Poss];
        let found = tree.labelled(noun, &modifiers).find_map(describes);
        found.into_iter().collect()
    }

    /// Whoever does the verb around a noun: `launched an attack`, `was involved in talks`; for a passive the by-phrase.
    pub fn doer_of_noun(&self, noun: usize) -> Vec<usize> {
        let tree = self.tree();
        if tree.label(noun) == Label::Nsubjpass {
            let verb = tree.head(noun);
            return self.after_preposition((verb, verb + 1), &["by"]);
        }
        let verb = tree.governor(noun).and_then(|head| self.verbs.iter().position(|group| group.head == head));
        verb.map(|verb| self.doers(verb)).unwrap_or_default()
    }

    /// Whom words name, each once: by the mention they lie in, else by the owner of the thing (`Israeli jets`,
    /// `Indonesia's leadership`), else by those that they count or pick from (`members of the EU`).
    pub fn named(&self, words: &[usize]) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for found in words.iter().flat_map(|word| self.named_by(*word, 3)) {
            if !out.contains(&found) {
                out.push(found);
            }
        }
        out
    }

    fn named_by(&self, word: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree();
        let listed = self.spelled_out(word);
        if !listed.is_empty() {
            return listed;
        }
        if let Some(mention) = self.covering(word) {
            let m = &self.mentions[mention];
            let place = m.kind == MentionKind::Place && m.who.iter().all(|who| who.code.is_none());
            if m.who.is_empty() || place {
                return Vec::new();
            }
            // `Greek and Turkish officials`: the other nationality too.
            let joined =
                tree.labelled(word, &[Label::Amod, Label::Compound]).flat_map(|adjective| tree.joined(adjective));
            let mut all: Vec<usize> = joined.filter_map(|adjective| self.covering(adjective)).collect();
            all.retain(|nation| self.mentions[*nation].of_nation());
            all.push(mention);
            // `the Republic of Korea and Japan`: to the parser Japan is joined to Korea, inside the name.
            let inner = (m.start..m.end)
                .filter(|at| *at != word)
                .flat_map(|at| tree.labelled(at, &[Label::Conj]).collect::<Vec<_>>());
            let outside =
                inner.filter(|at| *at >= m.end).flat_map(|at| tree.joined(at)).filter_map(|at| self.covering(at));
            all.extend(outside.filter(|other| *other != mention));
            // `President Trump and President Erdoğan spoke`: where the parser makes one name of the two.
            let before = mention.checked_sub(1).filter(|before| {
                let other = &self.mentions[*before];
                let linked = (other.end..m.start).all(|at| self.words.is(at, &["and", ","]))
                    && self.words.is(m.start - 1, &["and"]);
                linked && other.acts() && tree.below(word).contains(&other.head(tree))
            });
            all.extend(before);
            all.sort_unstable();
            all.dedup();
            return all;
        }
        let owner = self.possessor(word);
        if !owner.is_empty() || depth == 0 {
            return owner;
        }
        // `members of the EU`, `demands by China`, `a law in Hong Kong`: whose it is stands after it.
        let belongs = |preposition: &str| {
            let hangs = tree.labelled(word, &[Label::Prep]).find(|prep| self.words.is(*prep, &[preposition]))?;
            let named: Vec<usize> =
                tree.after(hangs).into_iter().flat_map(|part| self.named_by(part, depth - 1)).collect();
            (!named.is_empty()).then_some(named)
        };
        // `the attack in Iraq`, `the killing of civilians`: where and on whom it was, not whose it is.
        let lemma = self.words.tokens[word].lemma.as_str();
        let whose: &[&str] = match told_before::is_attack(lemma) && !matches!(lemma, "war" | "campaign") {
            true => &["by", "from"],
            false => &["of", "by", "from", "in", "at"],
        };
        whose.iter().find_map(|preposition| belongs(preposition)).unwrap_or_default()
    }

    /// `two permanent members -- China and Russia`: those whom the words beside a noun in the plural list.
    fn spelled_out(&self, word: usize) -> Vec<usize> {
        let tree = self.tree();
        let mention = self.covering(word).map(|at| &self.mentions[at]);
        let open = |m: &Mention| m.who.iter().all(|who| who.code.is_none());
        let role = mention.is_none_or(|m| matches!(m.kind, MentionKind::Role | MentionKind::Named) || open(m));
        let several = matches!(tree.tag(word), Tag::Nns | Tag::Cd);
        // To the parser they may stand beside the last word: `members of the Council -- China and Russia`.
        let (start, end) = mention.map_or((word, word + 1), |m| (m.start, m.end));
        let beside = (start..end)
            .flat_map(|at| tree.labelled(at, &[Label::Appos]))
            .filter(|beside| *beside >= end)
            .flat_map(|beside| tree.joined(beside));
        let listed: Vec<usize> =
            beside.filter_map(|at| self.covering(at)).filter(|at| self.mentions[*at].acts()).collect();
        if role && several && listed.len() > 1 { listed } else { Vec::new() }
    }

    /// The mention that a word lies in.
    pub fn covering(&self, word: usize) -> Option<usize> {
        self.mentions.iter().position(|m| m.covers(word))
    }

    /// The tree over the words.
    pub fn tree(&self) -> Tree<'_> {
        self.words.tree()
    }

    /// Where what belongs to a verb ends: the next verb group, a word that opens a clause, or the end.
    pub fn limit(&self, verb: usize) -> usize {
        let head = self.verbs.get(verb).map_or(0, |group| group.head);
        let next = self.verbs.get(verb + 1).map_or(self.words.len(), |group| group.start);
        (head + 1..next).find(|at| self.opens(*at) && !is_preposition(self.words.lower(*at))).unwrap_or(next)
    }

    /// Whether a word opens a clause here: `that`, but not in `that country`; `after`, but not in `after the war`.
    fn opens(&self, at: usize) -> bool {
        let lower = self.words.lower(at);
        if matches!(lower, ";" | ":" | "--" | "—") {
            return true;
        }
        opens_clause(lower) && self.covering(at).is_none()
    }
}
