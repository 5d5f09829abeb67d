"""What the event reader sees of a sentence, and what it is asked: words with shape, label in the tree and kind of name
(from the parser), the candidates for parts in an act, and the marks of the labelled sentences on these words.

The same rules stand in `crates/casus-reader/src/event_reader/`; a stored miniature model holds both to each other.
"""
import dataclasses

import numpy

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
         "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
STATUSES = ["happened", "planned", "conditional", "hypothetical", "negated"]
ROLES = ["none", "who", "with", "whom", "where", "when", "by"]
SHAPES = ["none", "lower", "title", "upper", "mixed", "digit", "mark", "other"]
LABELS = ["none", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case",
          "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj",
          "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp",
          "pobj", "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp"]
NAMES = ["none", "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
         "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"]
PATHS = ["same", "child", "prep", "joined", "grandchild", "below", "parent", "above", "subject", "sibling", "aunt", "other"]
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
DISTANCES = 17
ACTING_NAMES = {"GPE", "NORP", "ORG", "PERSON", "LOC"}


@dataclasses.dataclass
class Words:
    """A sentence as the parser reads it; white space makes no word."""

    text: str
    words: list
    offsets: list  # (start, end) in characters
    pos: list
    labels: list
    heads: list
    names: list  # kind of the name a word lies in, or "none"
    ends_name: list  # whether a word is the last of its name
    name_id: list  # which name a word lies in, or -1


def read(doc):
    """A parsed spaCy document without its white space."""
    keep = [token for token in doc if not token.is_space]
    at = {token.i: index for index, token in enumerate(keep)}

    def head(token):
        while token.head.is_space and token.head is not token:
            token = token.head
        return at.get(token.head.i, at.get(token.i, 0))

    name_id = {token.i: n for n, entity in enumerate(doc.ents) for token in entity}
    last = {entity.end - 1 for entity in doc.ents}
    return Words(
        doc.text,
        [token.text for token in keep],
        [(token.idx, token.idx + len(token.text)) for token in keep],
        [token.pos_ for token in keep],
        [token.dep_ if token.dep_ in LABELS else "dep" for token in keep],
        [head(token) for token in keep],
        [token.ent_type_ or "none" for token in keep],
        [token.i in last for token in keep],
        [name_id.get(token.i, -1) for token in keep],
    )


def shape(word):
    if any(c.isdigit() for c in word):
        return "digit"
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "mark"
    cased = [c for c in letters if c.isupper() or c.islower()]
    if not cased:
        return "other"
    if all(c.islower() for c in cased):
        return "lower"
    if all(c.isupper() for c in cased):
        return "upper" if len(cased) > 1 else "title"
    if cased[0].isupper() and all(c.islower() for c in cased[1:]):
        return "title"
    return "mixed"


def candidates(words):
    """The words that can stand for a party, place or time."""
    out = []
    for at, (pos, label, name) in enumerate(zip(words.pos, words.labels, words.names)):
        hangs_outside = words.name_id[at] < 0 or words.name_id[words.heads[at]] != words.name_id[at] or words.heads[at] == at
        if pos in ("NOUN", "PROPN", "PRON", "NUM"):
            inner = label in ("compound", "nummod", "amod")
            if not inner or (name in ACTING_NAMES and (words.ends_name[at] or hangs_outside)):
                out.append(at)
                continue
        if name in ("NORP", "GPE") and hangs_outside:
            out.append(at)
    return out


def distance(trigger, candidate):
    gap = candidate - trigger
    if gap == 0:
        return 8
    size = abs(gap)
    step = size - 1 if size <= 4 else 4 if size <= 7 else 5 if size <= 12 else 6 if size <= 20 else 7
    return step if gap < 0 else 9 + step


def first_joined(words, at):
    """The first of the nouns that a noun is joined to: of "A, B and C" all hang where A does."""
    for _ in words.heads:
        if words.labels[at] != "conj" or words.pos[at] in ("VERB", "AUX"):
            break
        at = words.heads[at]
    return at


def hangs_on(words, at):
    """The word that a phrase hangs on, a preposition between them left out, and whether there was one."""
    up = words.heads[first_joined(words, at)]
    if words.pos[up] == "ADP" and words.labels[up] in ("prep", "agent", "dative"):
        return words.heads[up], True
    return up, False


def way_down(words, top, word):
    """Whether a word hangs below another, and whether on the way to it something was joined to that other."""
    joined = False
    for _ in words.heads:
        if word == top:
            return True, joined
        joined = joined or words.labels[word] == "conj"
        if words.heads[word] == word:
            break
        word = words.heads[word]
    return False, False


def shares_subject_of(words, trigger):
    """The word whose subject is the trigger's too, since it has none of its own: the nearest above it that has one."""
    has = {head for head, label in zip(words.heads, words.labels) if label in SUBJECTS}
    for _ in words.heads:
        if trigger in has or words.heads[trigger] == trigger:
            return None
        trigger = words.heads[trigger]
        if trigger in has:
            return trigger
    return None


def path(words, trigger, candidate):
    """Where the candidate hangs in the tree, seen from the trigger: the first class that fits."""
    up, by_preposition = hangs_on(words, candidate)
    is_below, joined = way_down(words, trigger, up)
    is_subject = words.labels[first_joined(words, candidate)] in SUBJECTS
    trigger_up = words.heads[trigger]
    classes = [
        trigger == candidate,
        up == trigger and not by_preposition,
        up == trigger,
        is_below and joined,
        words.heads[up] == trigger,
        is_below,
        trigger_up == candidate,
        way_down(words, candidate, trigger)[0],
        is_subject and up == shares_subject_of(words, trigger),
        up == trigger_up,
        up == words.heads[trigger_up],
        True,
    ]
    return classes.index(True)


def words_in(words, span):
    return [at for at, (start, end) in enumerate(words.offsets) if start < span[1] and span[0] < end]


def head_of(words, span):
    """The word of a span that hangs outside it, the first such; nothing where no word is touched."""
    inside = words_in(words, span)
    tops = [at for at in inside if words.heads[at] not in inside or words.heads[at] == at]
    named = [at for at in tops if words.pos[at] not in ("DET", "PUNCT", "ADP")]
    return (named or tops or inside or [None])[0]


PHRASE = {"det", "predet", "amod", "compound", "nummod", "quantmod", "nmod", "poss", "case", "punct", "npadvmod", "advmod", "neg"}


def phrase(words, head):
    """The words of a candidate's phrase, as a range: what stands before its head and belongs to it, the rest of its
    name, and an `of` that completes it."""
    start = head
    while start > 0:
        at = start - 1
        climb, ok = at, False
        for _ in range(6):
            if words.labels[climb] not in PHRASE or words.heads[climb] == climb:
                break
            climb = words.heads[climb]
            if start <= climb <= head:
                ok = True
                break
        if not ok or words.words[at] in ",;:()":
            break
        start = at
    end = head + 1
    if words.name_id[head] >= 0:
        while end < len(words.words) and words.name_id[end] == words.name_id[head]:
            end += 1
        while end - 1 > head and words.words[end - 1] in ("'s", "’s", "'"):
            end -= 1
    defined = words.words[start].lower() == "the" or words.pos[head] == "PROPN"
    if defined and end + 1 < len(words.words) and words.words[end] == "of" and words.heads[end] == head:
        inner = [at for at in range(end + 1, len(words.words)) if words.heads[at] == end and words.labels[at] == "pobj"]
        if inner:
            left, right = phrase(words, inner[0])
            if left == end + 1:
                end = right
    return start, end


@dataclasses.dataclass
class Item:
    """One sequence for the network."""

    words: Words
    pieces: numpy.ndarray
    piece_word: numpy.ndarray  # word of each piece, -1 for [CLS] and [SEP]
    first_piece: numpy.ndarray  # first piece of each word, -1 where cut off
    acts: list  # (trigger word, type, mode or None, status, {candidate: role}, known roles or None)
    source: list = None  # words of the source, in a sequence that asks for the relation of a pair
    target: list = None
    relation: set = None  # types that are right
    plv: object = None  # class of the pair benchmark, or a share of each as the teacher sees it; None where unknown
    complete: bool = True  # whether words without a mark are known to be no triggers


def pieces_of(tokenizer, words, longest=254):
    encoded = tokenizer(words.words, is_split_into_words=True, add_special_tokens=False)
    ids, owner = encoded["input_ids"][:longest], encoded.word_ids()[:longest]
    first = numpy.full(len(words.words), -1)
    for piece, word in reversed(list(enumerate(owner))):
        first[word] = piece + 1
    ids = [tokenizer.cls_token_id, *ids, tokenizer.sep_token_id]
    return numpy.array(ids), numpy.array([-1, *owner, -1]), first


