//! Questions to the tree of one sentence: who is the subject of a verb, what follows a preposition, what is joined by
//! "and". Answers are positions of words, in order; who those words name is asked elsewhere. The labels are spaCy's
//! (see `casus_types::Label`).

use casus_types::{Label, Pos, Tag, Token};

/// How far a question climbs from verb to verb before it gives up; longer chains are misreadings.
const CLIMB: usize = 6;

/// The tree of one sentence.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'t> {
    tokens: &'t [Token],
}

impl<'t> Tree<'t> {
    /// The tree over these tokens.
    pub fn new(tokens: &'t [Token]) -> Tree<'t> {
        Tree { tokens }
    }

    /// What a word hangs on; itself at a root and outside the sentence.
    pub fn head(&self, word: usize) -> usize {
        self.tokens.get(word).map_or(word, |token| token.head)
    }

    /// How a word hangs on its head.
    pub fn label(&self, word: usize) -> Label {
        self.tokens.get(word).map_or(Label::Root, |token| token.label)
    }

    /// The Penn tag of a word.
    pub fn tag(&self, word: usize) -> Tag {
        self.tokens.get(word).map_or(Tag::Xx, |token| token.tag)
    }

    /// Whether a word is a verb or an auxiliary.
    pub fn is_verb(&self, word: usize) -> bool {
        self.tokens.get(word).is_some_and(|token| matches!(token.pos, Pos::Verb | Pos::Aux))
    }

    /// Whether it is the subject of a verb, active or passive.
    pub fn is_subject(&self, word: usize) -> bool {
        matches!(self.label(word), Label::Nsubj | Label::Nsubjpass)
    }

    /// Whether a word is a noun or a name.
    pub fn is_noun(&self, word: usize) -> bool {
        self.tokens.get(word).is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn))
    }

    /// Whether a word is a name.
    fn is_name(&self, word: usize) -> bool {
        self.tokens.get(word).is_some_and(|token| token.pos == Pos::Propn)
    }

    /// What hangs on a word, in order.
    pub fn children(&self, of: usize) -> impl Iterator<Item = usize> + use<'t> {
        let hangs = move |(index, token): &(usize, &Token)| token.head == of && *index != of;
        self.tokens.iter().enumerate().filter(hangs).map(|(index, _)| index)
    }

    /// What hangs on a word by one of these labels, in order.
    pub fn labelled<'l>(&self, of: usize, labels: &'l [Label]) -> impl Iterator<Item = usize> + use<'t, 'l> {
        let tree = *self;
        self.children(of).filter(move |child| labels.contains(&tree.label(*child)))
    }

    /// The first that hangs on a word by one of these labels.
    pub fn child(&self, of: usize, labels: &[Label]) -> Option<usize> {
        self.labelled(of, labels).next()
    }

    /// A word with everything that is joined to it: `France, Germany and Italy`, from its first.
    pub fn joined(&self, first: usize) -> Vec<usize> {
        let mut all = vec![first];
        let mut at = 0;
        while let Some(word) = all.get(at) {
            let next = self.labelled(*word, &[Label::Conj]).filter(|next| self.is_verb(*next) == self.is_verb(*word));
            let mut next: Vec<usize> = next.collect();
            // `Peru, Chile, and Bolivia`: to the parser the middle one often describes the first.
            let last = next.last().copied().unwrap_or_default();
            let listed = self.labelled(*word, &[Label::Appos]).filter(|middle| *middle < last && self.is_name(*middle));
            next.extend(listed.filter(|_| self.is_name(*word)).collect::<Vec<_>>());
            all.extend(next);
            at += 1;
        }
        all.sort_unstable();
        all
    }

    /// The subjects of a verb: its own, or those that it shares with the verb it is joined to, hangs on or describes.
    pub fn subjects(&self, verb: usize) -> Vec<usize> {
        self.subjects_from(verb, CLIMB)
    }

    fn subjects_from(&self, verb: usize, climb: usize) -> Vec<usize> {
        let Some(climb) = climb.checked_sub(1) else { return Vec::new() };
        let (head, label) = (self.head(verb), self.label(verb));
        if let Some(own) = self.labelled(verb, &[Label::Nsubj, Label::Nsubjpass]).last() {
            let relative = matches!(self.tag(own), Tag::Wdt | Tag::Wp);
            return match (relative, self.described(verb)) {
                (true, Some(noun)) => vec![noun],
                (true, None) => Vec::new(),
                (false, _) => self.joined(own),
            };
        }
        match label {
            Label::Conj if self.is_verb(head) => self.subjects_from(head, climb),
            Label::Relcl => Vec::new(),
            // `a plan to attack`: whose plan; `troops fighting in the east`: the troops.
            Label::Acl if self.has_to(verb) => self.doer_of_noun(head, climb),
            Label::Acl => vec![head],
            Label::Xcomp | Label::Ccomp if self.is_verb(head) => {
                let told = self.labelled(head, &[Label::Dobj, Label::Dative]).find(|object| self.is_told(*object));
                let passive = self.child(head, &[Label::Auxpass]).is_some();
                match told.filter(|object| label == Label::Xcomp && !passive && *object < verb) {
                    Some(object) => self.joined(object),
                    None => self.subjects_from(head, climb),
                }
            }
            // `ready to talk`: whoever is ready.
            Label::Xcomp
                if matches!(self.label(head), Label::Acomp | Label::Oprd | Label::Root) && !self.is_noun(head) =>
            {
                self.subjects_from(head, climb)
            }
            Label::Xcomp => vec![head],
            Label::Aux | Label::Auxpass | Label::Acomp => self.subjects_from(head, climb),
            Label::Advcl if self.is_verb(head) => self.subjects_from(head, climb),
            // `punished the mayor for refusing`: the mayor refused; `called after meeting him`: the caller met him.
            Label::Pcomp => {
                let governor = self.head(head);
                let reason = matches!(self.lemma(head), "for" | "of" | "from" | "with" | "into");
                let object = self.child(governor, &[Label::Dobj]).filter(|_| reason && self.is_verb(governor));
                match object.filter(|object| self.is_told(*object)) {
                    Some(object) => self.joined(object),
                    None if self.is_verb(governor) => self.subjects_from(governor, climb),
                    None => self.doer_of_noun(governor, climb),
                }
            }
            _ => Vec::new(),
        }
    }

    /// The noun that a relative clause describes, from its verb or one joined to it.
    fn described(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..CLIMB {
            match self.label(at) {
                Label::Relcl => return Some(self.head(at)),
                Label::Conj | Label::Ccomp | Label::Xcomp => at = self.head(at),
                _ => return None,
            }
        }
        None
    }

    /// Whose act a noun names: its owner's, else of whoever does the verb that it is the object of.
    fn doer_of_noun(&self, noun: usize, climb: usize) -> Vec<usize> {
        match self.child(noun, &[Label::Poss]) {
            Some(owner) => vec![owner],
            None => self.governor(noun).map(|verb| self.subjects_from(verb, climb)).unwrap_or_default(),
        }
    }

    /// Persons, names and pronouns can be told to do something: `urged Iran to talk`, not `took steps to talk`.
    fn is_told(&self, object: usize) -> bool {
        let token = self.tokens.get(object);
        token.is_some_and(|t| matches!(t.pos, Pos::Propn | Pos::Pron) || t.tag == Tag::Nns)
    }

    fn has_to(&self, verb: usize) -> bool {
        self.labelled(verb, &[Label::Aux]).any(|aux| self.tag(aux) == Tag::To)
    }

    fn lemma(&self, word: usize) -> &'t str {
        self.tokens.get(word).map_or("", |token| token.lemma.as_str())
    }

    /// The verb that a noun is the object of, directly or through `a series of …`, `in …`.
    pub fn governor(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        for _ in 0..CLIMB {
            let head = self.head(at);
            match self.label(at) {
                Label::Dobj | Label::Attr | Label::Dative if self.is_verb(head) => return Some(head),
                Label::Conj | Label::Pobj | Label::Prep | Label::Compound if head != at => at = head,
                _ => return None,
            }
            if self.is_verb(at) {
                return Some(at);
            }
        }
        None
    }

    /// The objects of a verb: who is given or told something, else what it is done to; with what is joined to them.
    pub fn objects(&self, verb: usize) -> Vec<usize> {
        let direct =
            self.labelled(verb, &[Label::Dative, Label::Dobj]).find(|object| self.label(*object) != Label::Prep);
        let nominal = direct.filter(|object| self.tokens[*object].pos != Pos::Adp);
        // `urged Iran to release them`, `helped Laos rebuild it`, `holds Mali accountable`: to the parser the object is the
        // subject of what follows.
        let told = || {
            let bare = |clause: &usize| {
                let finite = matches!(self.tag(*clause), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
                let helped = self.labelled(*clause, &[Label::Aux, Label::Mark]).any(|aux| self.tag(aux) != Tag::To);
                !finite && !helped
            };
            let clause = self.labelled(verb, &[Label::Ccomp]).find(bare)?;
            self.child(clause, &[Label::Nsubj])
        };
        nominal.or_else(told).map(|object| self.joined(object)).unwrap_or_default()
    }

    /// Everything below a word, itself left out, in order.
    pub fn below(&self, word: usize) -> Vec<usize> {
        let under = |at: &usize| {
            let mut climbed = *at;
            for _ in 0..self.tokens.len() {
                if climbed == word {
                    return *at != word;
                }
                let head = self.head(climbed);
                if head == climbed {
                    return false;
                }
                climbed = head;
            }
            false
        };
        (0..self.tokens.len()).filter(under).collect()
    }

    /// The words after a preposition, with what is joined to them.
    pub fn after(&self, preposition: usize) -> Vec<usize> {
        self.labelled(preposition, &[Label::Pobj, Label::Pcomp]).flat_map(|object| self.joined(object)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_types::conllu;

    /// The subjects of the verb at a word, in words; the sentence is given as `word/POS/TAG/head/label`, heads from 1.
    fn subjects(sentence: &str, verb: &str) -> Vec<String> {
        let rows: Vec<Vec<&str>> = sentence.split(' ').map(|word| word.split('/').collect()).collect();
        let lines = rows
            .iter()
            .enumerate()
            .map(|(i, r)| format!("{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t_\n", i + 1, r[0], r[0], r[1], r[2], r[3], r[4]));
        let parsed = conllu::read(&lines.collect::<String>()).expect("the rows are whole");
        let at = rows.iter().position(|row| row[0] == verb).expect("the verb stands there");
        Tree::new(&parsed.sentences[0].tokens).subjects(at).into_iter().map(|word| rows[word][0].to_string()).collect()
    }

    #[test]
    fn joined_names_are_subjects_together() {
        let sentence = "France/PROPN/NNP/4/nsubj and/CCONJ/CC/1/cc Mali/PROPN/NNP/1/conj signed/VERB/VBD/0/ROOT it/PRON/PRP/4/dobj";
        assert_eq!(subjects(sentence, "signed"), ["France", "Mali"]);
    }

    #[test]
    fn a_joined_verb_shares_the_subject() {
        let sentence =
            "Iran/PROPN/NNP/2/nsubj met/VERB/VBD/0/ROOT envoys/NOUN/NNS/2/dobj and/CCONJ/CC/2/cc left/VERB/VBD/2/conj";
        assert_eq!(subjects(sentence, "left"), ["Iran"]);
    }

    #[test]
    fn a_relative_clause_tells_of_the_noun_before_it() {
        let sentence = "rebels/NOUN/NNS/4/nsubj who/PRON/WP/3/nsubj attacked/VERB/VBD/1/relcl fled/VERB/VBD/0/ROOT west/ADV/RB/4/advmod";
        assert_eq!(subjects(sentence, "attacked"), ["rebels"]);
        assert_eq!(subjects(sentence, "fled"), ["rebels"]);
    }

    #[test]
    fn who_is_urged_does_what_is_urged_and_who_agrees_does_it_himself() {
        let urged = "Peru/PROPN/NNP/2/nsubj urged/VERB/VBD/0/ROOT Chile/PROPN/NNP/2/dobj to/PART/TO/5/aux leave/VERB/VB/2/xcomp";
        assert_eq!(subjects(urged, "leave"), ["Chile"]);
        let agreed = "Peru/PROPN/NNP/2/nsubj agreed/VERB/VBD/0/ROOT to/PART/TO/4/aux leave/VERB/VB/2/xcomp";
        assert_eq!(subjects(agreed, "leave"), ["Peru"]);
    }

    #[test]
    fn a_participle_after_a_preposition_looks_to_its_verb() {
        let after = "Lavrov/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/ROOT after/ADP/IN/2/prep meeting/VERB/VBG/3/pcomp him/PRON/PRP/4/dobj";
        assert_eq!(subjects(after, "meeting"), ["Lavrov"]);
        let reason = "Kenya/PROPN/NNP/2/nsubj blamed/VERB/VBD/0/ROOT Mali/PROPN/NNP/2/dobj for/ADP/IN/2/prep attacking/VERB/VBG/4/pcomp";
        assert_eq!(subjects(reason, "attacking"), ["Mali"]);
    }

    #[test]
    fn a_verb_without_any_of_this_has_no_subject() {
        assert!(subjects("Attacked/VERB/VBN/0/ROOT again/ADV/RB/1/advmod", "Attacked").is_empty());
    }
}
