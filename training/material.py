"""Training and development material as sequences for the network: our own labelled sentences, and data of others where
it is at hand. What is parsed once is kept in a cache outside the project."""
import csv
import hashlib
import os
import pickle
import re

import numpy

import features
import network
import sentences

PROMISE = re.compile(r"(?i)agree|promis|pledg|vow|offer")
VERDICT = re.compile(r"(?i)convict|guilty|verdict|rul(ed|ing)\b")
FORMAL = re.compile(r"(?i)sanction|embargo|blacklist|black-list|designat|travel ban|visa ban|entry ban|freez|froze|asset")
PLV_TO_TYPES = {**{kind: {kind} for kind in features.TYPES}, "YIELD": {"CONCEDE", "RETREAT"},
                "COERCE": {"COERCE", "SANCTION/formal"}}


FORCE = {"PROTEST", "COERCE", "ASSAULT", "SANCTION", "SANCTION/formal"}
COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}


def to_plv(relation, word, status):
    """The pair benchmark's class for one of our relations, or nothing, given the word that names the act. The benchmark
    knows no status: there a yielding that is still to come is AGREE, and so is one that is agreed to; force that is
    announced is THREATEN; a cooperation that is denied or fails is REJECT. A verdict is ACCUSE there."""
    if status == "negated":
        return "REJECT" if relation in COOPERATIVE else None
    if relation in ("CONCEDE", "RETREAT"):
        return "YIELD" if status == "happened" and not PROMISE.match(word) else "AGREE"
    if status == "planned" and relation in FORCE:
        return "THREATEN"
    if relation in ("SANCTION", "COERCE") and VERDICT.search(word):
        return "ACCUSE"
    return "COERCE" if relation == "SANCTION/formal" else relation


class Parses:
    """spaCy's reading of a text, kept between runs."""

    def __init__(self, parser, tokenizer, cache):
        self.parser, self.tokenizer, self.cache, self.known = parser, tokenizer, cache, {}
        if cache and os.path.exists(cache):
            with open(cache, "rb") as file:
                self.known = pickle.load(file)

    def read(self, texts):
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        for text, doc in zip(missing, self.parser.pipe(missing, batch_size=256)):
            self.known[text] = features.read(doc)
        if missing and self.cache:
            with open(self.cache + ".new", "wb") as file:
                pickle.dump(self.known, file)
            os.replace(self.cache + ".new", self.cache)
        return [self.known[text] for text in texts]

    def item(self, text, **asked):
        words = self.known[text]
        return features.Item(words, *features.pieces_of(self.tokenizer, words), **{"acts": [], **asked})


def relation_of(entry, act):
    """Formal sanctions are told apart, since the pair benchmark counts them as coercion."""
    if act.type == "SANCTION" and act.mode == "discontinue":
        around = entry.text[max(0, act.trigger[0] - 20) : act.trigger[1] + 25]
        if FORMAL.search(around):
            return "SANCTION/formal"
    return act.type


def own(parses, entries):
    """Every sentence once with its acts, and once for each pair of who and whom."""
    parses.read([entry.text for entry in entries])
    whole, pairs = [], []
    for entry in entries:
        words = parses.known[entry.text]
        acts = []
        for act in entry.acts:
            trigger = features.head_of(words, act.trigger)
            roles = {}
            for role, span in act.roles:
                head = features.head_of(words, span)
                if head is not None and head != trigger:
                    roles.setdefault(head, features.ROLES.index(role))
            acts.append((trigger, features.TYPES.index(act.type), act.mode, features.STATUSES.index(act.status), roles, None))
            relation = relation_of(entry, act)
            asked = to_plv(relation, entry.text[slice(*act.trigger)], act.status)
            sources, mates, targets = act.spans("who"), act.spans("with"), act.spans("whom")
            for source, target in pairs_of(sources, mates, targets):
                pairs.append(
                    parses.item(
                        entry.text,
                        source=features.words_in(words, source),
                        target=features.words_in(words, target) if target else [],
                        relation={relation},
                        plv=network.PLV.index(asked) if asked else None,
                    )
                )
        whole.append(parses.item(entry.text, acts=acts))
    return whole, pairs


def pairs_of(sources, mates, targets):
    """Each actor with each party acted on; those who act together with each other; at most two of an act."""
    out = [(s, t) for s in sources for t in mates + targets]
    if not targets and not mates and len(sources) > 1:
        out = [(sources[0], s) for s in sources[1:]]
    if not out:
        out = [(s, None) for s in sources]
    return out[:2]


def plv_rows(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def marked(sentence):
    """A sentence with marks as text and the spans of source and target in it."""
    text, spans, open_at = "", {"s": [], "t": []}, {}
    for piece in re.findall(r"</?[st]>|[^<]+|<", sentence):
        if re.fullmatch(r"<[st]>", piece):
            open_at[piece[1]] = len(text)
        elif re.fullmatch(r"</[st]>", piece):
            if piece[2] in open_at:
                spans[piece[2]].append((open_at.pop(piece[2]), len(text)))
        else:
            text += piece
    return text, spans["s"], spans["t"]


def plv(parses, rows):
    parsed = [marked(row["marked_sentence"]) for row in rows]
    parses.read([text for text, _, _ in parsed])
    out = []
    for row, (text, sources, targets) in zip(rows, parsed):
        words = parses.known[text]
        label = row["gold_root"]
        out.append(
            parses.item(
                text,
                source=sorted({w for span in sources for w in features.words_in(words, span)}),
                target=sorted({w for span in targets for w in features.words_in(words, span)}),
                relation=PLV_TO_TYPES[label],
                plv=network.PLV.index(label),
            )
        )
    return out


def who_whom(path):
    """(text, [(start, end, role)]) of a file with a word and a tag a line."""
    with open(path, encoding="utf-8", errors="replace") as file:
        blocks = file.read().strip().split("\n\n")
    for block in blocks:
        text, spans, current = "", [], None
        for row in block.splitlines():
            word, tag = row.split()[0], row.split()[-1]
            start = len(text) + bool(text)
            text += (" " if text else "") + word
            if tag[0] == "B" or (tag[0] == "I" and (not current or current[2] != tag[2:])):
                current = [start, len(text), tag[2:]]
                spans.append(current)
            elif tag[0] == "I":
                current[1] = len(text)
            else:
                current = None
        yield text, [tuple(span) for span in spans]


def stable_number(text):
    """A number that depends on a text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def fold(row, folds=5):
    """Which fold a row is in: by its sentence, so that two pairs of one sentence never part."""
    return stable_number(row["sentence"]) % folds


def batch(items, modes, pad):
    """Arrays of a list of items, padded."""
    longest = max(len(item.pieces) for item in items)
    shape = (len(items), longest)
    out = {name: numpy.zeros(shape, dtype=numpy.int64) for name in ("shape", "label", "name", "pair", "mask")}
    out["ids"] = numpy.full(shape, pad, dtype=numpy.int64)
    for row, item in enumerate(items):
        length = len(item.pieces)
        out["ids"][row, :length] = item.pieces
        out["mask"][row, :length] = 1
        inner = slice(1, length - 1)
        owner = item.piece_word[inner]
        words = item.words
        out["shape"][row, inner] = [features.SHAPES.index(features.shape(words.words[w])) for w in owner]
        out["label"][row, inner] = [features.LABELS.index(words.labels[w]) for w in owner]
        out["name"][row, inner] = [features.NAMES.index(words.names[w]) for w in owner]
        if item.source is not None:
            source, target = set(item.source), set(item.target or [])
            out["pair"][row, inner] = [1 if w in source else 2 if w in target else 0 for w in owner]
    return out
