//! The grammar's own words, as the parser writes them: Penn tags, universal parts of speech, the labels of the tree and
//! the kinds of names. They are the labels that spaCy's English pipeline was trained with (OntoNotes, CLEAR style);
//! nothing here says what a word means for politics.

/// An enum whose members are written in a fixed way, with the way there and back.
macro_rules! written {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the field's own labels; what is not plain from the text has a note
        pub enum $name { $($(#[$note])* $member,)+ }

        impl $name {
            /// All of them, in the order in which the network counts them.
            pub const ALL: &[$name] = &[$($name::$member,)+];

            /// As written.
            pub fn text(self) -> &'static str {
                match self { $($name::$member => $text,)+ }
            }

            /// The one that is written so, or nothing.
            pub fn from_text(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$member),)+ _ => None }
            }
        }
    };
}

written! {
    /// A Penn Treebank tag: `VBD`, `NNP`.
    Tag {
        Dollar = "$", CloseQuote = "''", Comma = ",", OpenBracket = "-LRB-", CloseBracket = "-RRB-", Stop = ".",
        Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Hyph = "HYPH",
        In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP",
        Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPossessive = "PRP$", Rb = "RB",
        Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG",
        Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPossessive = "WP$", Wrb = "WRB", Xx = "XX",
        Space = "_SP", OpenQuote = "``",
    }
}

written! {
    /// A universal part of speech: `VERB`, `PROPN`.
    Pos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X", Space = "SPACE",
    }
}

written! {
    /// How a word hangs on its head: `nsubj`, `dobj`.
    Label {
        Root = "ROOT", Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent",
        Amod = "amod", Appos = "appos", Attr = "attr", Aux = "aux", Auxpass = "auxpass", Case = "case", Cc = "cc",
        Ccomp = "ccomp", Compound = "compound", Conj = "conj", Csubj = "csubj", Csubjpass = "csubjpass",
        Dative = "dative", Dep = "dep", Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark",
        Meta = "meta", Neg = "neg", Nmod = "nmod", Npadvmod = "npadvmod", Nsubj = "nsubj", Nsubjpass = "nsubjpass",
        Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis", Pcomp = "pcomp", Pobj = "pobj", Poss = "poss",
        Preconj = "preconj", Predet = "predet", Prep = "prep", Prt = "prt", Punct = "punct", Quantmod = "quantmod",
        Relcl = "relcl", Xcomp = "xcomp",
    }
}

written! {
    /// What a name names: `GPE` a country, city or other place with a government; `NORP` a nationality, faith or party.
    NameKind {
        Cardinal = "CARDINAL", Date = "DATE", Event = "EVENT", Fac = "FAC", Gpe = "GPE", Language = "LANGUAGE",
        Law = "LAW", Loc = "LOC", Money = "MONEY", Norp = "NORP", Ordinal = "ORDINAL", Org = "ORG",
        Percent = "PERCENT", Person = "PERSON", Product = "PRODUCT", Quantity = "QUANTITY", Time = "TIME",
        WorkOfArt = "WORK_OF_ART",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_reads_back_as_itself() {
        assert!(Tag::ALL.iter().all(|tag| Tag::from_text(tag.text()) == Some(*tag)));
        assert!(Pos::ALL.iter().all(|pos| Pos::from_text(pos.text()) == Some(*pos)));
        assert!(Label::ALL.iter().all(|label| Label::from_text(label.text()) == Some(*label)));
        assert!(NameKind::ALL.iter().all(|kind| NameKind::from_text(kind.text()) == Some(*kind)));
        assert_eq!(Tag::from_text("nothing"), None);
    }
}
