"""Scores the parser's trees, and those of spaCy's own pipeline, against a treebank in Universal Dependencies, on the
treebank's words.

    python training/syntax_scores.py FILE.conllu …

The two trees are drawn by different rules, so both are brought to a middle form first:

- ours (CLEAR style): the object of a preposition takes the preposition's place and governs it, and so does the
  complement of `be`; conjuncts hang on the first of them, a conjunction on the conjunct after it.
- theirs: the parts of a name hang on its last word, not its first; subtypes (`nmod:poss`) and punctuation are left out.

Labels are compared by kind (`KINDS`), since many have no counterpart. What differs still after that is partly drawing
and partly error: the figures tell how the two parsers compare with each other, and not how many errors a reader sees.
"""

import subprocess
import sys
from pathlib import Path

from convert_parser import ROOT, load
from spacy.symbols import NORM, ORTH
from spacy.tokens import Doc

KINDS = {
    "subject": "nsubj nsubjpass csubj csubjpass expl",
    "object": "dobj obj iobj dative",
    "oblique": "obl nmod pobj npadvmod prep agent poss",
    "clause": "ccomp xcomp advcl pcomp parataxis acomp oprd attr",
    "noun's clause": "acl relcl",
    "conjunct": "conj",
    "apposition": "appos",
    "modifier": "amod nummod quantmod advmod neg compound flat fixed goeswith prt",
    "function": "aux auxpass cop case mark det predet cc preconj",
    "root": "root ROOT",
}
KIND_OF = {label: kind for kind, labels in KINDS.items() for label in labels.split()}


class Word:
    def __init__(self, form, spaced=True, pos="", head=0, label="", lemma=""):
        self.form, self.spaced, self.pos, self.head, self.label, self.lemma = form, spaced, pos, head, label, lemma


def treebank(path):
    """Sentences of words, heads counted from 0, a root its own."""
    sentence, glued_until, glued_space = [], 0, True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if not line:
            if sentence:
                yield sentence
            sentence, glued_until = [], 0
        elif line[0] != "#" and "-" in cells[0]:  # one written word of several: `don't`
            glued_until, glued_space = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
        elif cells[0].isdigit():
            place, head = int(cells[0]), int(cells[6])
            spaced = "SpaceAfter=No" not in cells[9]
            if place <= glued_until:
                spaced = glued_space and place == glued_until
            at = len(sentence)
            sentence.append(Word(cells[1], spaced, cells[3], head - 1 if head else at, cells[7].split(":")[0]))


def by_spacy(nlp, sentences):
    """spaCy's trees. Pieces of contractions get the norms that its tokenizer would have given them."""
    docs = []
    for sentence in sentences:
        doc = Doc(nlp.vocab, [word.form for word in sentence], [word.spaced for word in sentence])
        for start in range(len(doc)):
            for end in range(start + 1, min(start + 4, len(doc) + 1)):
                pieces = nlp.tokenizer.rules.get(doc[start:end].text, [])
                if [piece[ORTH] for piece in pieces] == [token.text for token in doc[start:end]]:
                    for token, piece in zip(doc[start:end], pieces):
                        token.norm_ = piece.get(NORM, token.lex.norm_)
        docs.append(doc)
    for doc in nlp.pipe(docs, batch_size=256):
        yield [Word(t.text, True, t.pos_, t.head.i, t.dep_, t.lemma_) for t in doc]


def by_casus(sentences):
    """Our trees, from the example that prints them."""
    lines = "\n\n".join("\n".join(f"{w.form}\t{int(w.spaced)}" for w in sentence) for sentence in sentences)
    command = "cargo run --release --quiet -p casus-reader --example parse_words".split()
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    for sentence, block in zip(sentences, done.stdout.split("\n\n")):
        cells = [line.split("\t") for line in block.strip("\n").split("\n")]
        yield [Word(w.form, True, pos, int(head), label, lemma) for w, (_, pos, head, label, lemma) in zip(sentence, cells)]


def raise_child(heads, labels, child, label, own_label):
    """Lets a child take its head's place, and the head and its other children hang on it."""
    old = heads[child]
    below = [other for other in range(len(heads)) if heads[other] == old and other not in (old, child)]
    heads[child], labels[child] = (child if heads[old] == old else heads[old]), label
    heads[old], labels[old] = child, own_label
    for other in below:
        heads[other] = child


def middle_of_clear(words):
    """Our tree in the middle form: a list of head and label."""
    heads, labels = [w.head for w in words], [w.label for w in words]

    def below(at, wanted):
        return [child for child in range(len(words)) if heads[child] == at and labels[child] in wanted]

    for at in range(len(words)):
        objects = below(at, ("pobj", "pcomp"))
        if labels[at] in ("prep", "agent", "dative") and objects:
            raise_child(heads, labels, objects[0], "obl", "case")
    for at, word in enumerate(words):
        if word.lemma != "be" or labels[at] in ("aux", "auxpass"):
            continue
        if below(at, ("expl",)):  # "there is": what there is, is the subject
            for child in below(at, ("attr",)):
                labels[child] = "nsubj"
            continue
        complements = below(at, ("attr", "acomp")) or [child for child in below(at, ("obl",)) if child > at]
        if complements:
            raise_child(heads, labels, complements[0], labels[at], "cop")
    for at in range(len(words)):
        while labels[at] == "conj" and labels[heads[at]] == "conj":
            heads[at] = heads[heads[at]]
    for at in range(len(words)):
        first = heads[heads[at]] if labels[heads[at]] == "conj" else heads[at]
        after = [child for child in below(first, ("conj",)) if child > at]
        if labels[at] == "cc" and after:
            heads[at] = after[0]
    return list(zip(heads, labels))


def middle_of_universal(words):
    """Their tree in the middle form."""
    heads, labels = [w.head for w in words], [w.label for w in words]
    for at in range(len(words)):
        parts = [child for child in range(len(words)) if heads[child] == at and labels[child] == "flat"]
        if parts:
            raise_child(heads, labels, parts[-1], labels[at], "flat")
    return list(zip(heads, labels))


def score(gold, found):
    words = heads = both = pos = 0
    for theirs, ours in zip(gold, found):
        for gold_word, word, (gold_head, gold_label), (head, label) in zip(
            theirs, ours, middle_of_universal(theirs), middle_of_clear(ours)
        ):
            if gold_word.pos == "PUNCT":
                continue
            words += 1
            pos += gold_word.pos == word.pos
            heads += gold_head == head
            both += gold_head == head and KIND_OF.get(gold_label, gold_label) == KIND_OF.get(label, label)
    return f"{words} words: part of speech {pos / words:.4f}, head {heads / words:.4f}, head and kind {both / words:.4f}"


def main(paths):
    nlp = load()
    for path in map(Path, paths):
        gold = list(treebank(path))
        print(path.name, "spaCy:", score(gold, by_spacy(nlp, gold)))
        print(path.name, "casus:", score(gold, by_casus(gold)))


if __name__ == "__main__":
    main(sys.argv[1:])
