"""Writes the tables of the tokenizer, and its test fixture, from spaCy's English rules.

    pip install "spacy>=3.8,<3.9"
    python training/tokenizer_tables.py tables     # src/text/tokenizer_exceptions.tsv and tokenizer_classes.tsv
    python training/tokenizer_tables.py fixture    # tests/data/tokens_500.tsv, tokens anew for the sentences in it

The tables derive from spaCy (MIT licence, copyright ExplosionAI GmbH and others); its notice stands beside them in
`tokenizer_tables.LICENSE`. No model is needed, only the blank English pipeline.
"""

import json
import re
import sys
from pathlib import Path

import spacy
from spacy.lang import char_classes as cc
from spacy.symbols import ORTH

READER = Path(__file__).resolve().parent.parent / "crates" / "casus-reader"
NOTICE = (
    "# Derived from spaCy {version} (https://spacy.io), MIT licence, copyright ExplosionAI GmbH, spaCy GmbH and\n"
    "# Matthew Honnibal; the notice stands in tokenizer_tables.LICENSE. Written by training/tokenizer_tables.py.\n"
)


def every_character():
    return (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)


def ranges(belongs):
    """The characters for which `belongs` holds, as `41-5A` ranges of hexadecimal code points."""
    found, first, last = [], None, None
    for code in (ord(character) for character in every_character() if belongs(character)):
        if first is not None and code == last + 1:
            last = code
            continue
        if first is not None:
            found.append((first, last))
        first = last = code
    if first is not None:
        found.append((first, last))
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in found)


def in_class(members):
    return re.compile("[" + members + "]").match


def alone(search):
    """Whether a character standing alone is split off by an affix search."""
    return lambda character: search(character) is not None


def tables(tokenizer):
    folder = READER / "src" / "text"
    notice = NOTICE.format(version=spacy.__version__)

    with open(folder / "tokenizer_exceptions.tsv", "w", encoding="utf-8") as out:
        out.write(notice + "# A string that is cut as written here and not by the affix rules: its tokens, tab-separated.\n")
        for string, tokens in sorted(tokenizer.rules.items()):
            if not any(character.isspace() for character in string):
                out.write("\t".join(token[ORTH] for token in tokens) + "\n")

    before_stop = "0-9{al}{e}{p}(?:{q})".format(
        al=cc.ALPHA_LOWER, e=r"%²\-\+", q=cc.CONCAT_QUOTES, p=cc.PUNCT
    )
    classes = [
        ("prefix", lambda c: c != "+" and alone(tokenizer.prefix_search)(c)),
        ("suffix", alone(tokenizer.suffix_search)),
        ("symbol", in_class(cc.CONCAT_ICONS)),
        ("letter", in_class(cc.ALPHA)),
        ("lower", in_class(cc.ALPHA_LOWER)),
        ("upper", in_class(cc.ALPHA_UPPER)),
        ("quote", in_class(cc.CONCAT_QUOTES)),
        ("before_stop", in_class(before_stop)),
    ]
    plain = [unit.replace("\\", "") for unit in cc.LIST_UNITS + cc.LIST_CURRENCY]
    # spaCy's own list lacks a space between two of its units; they are kept as the one string that its pattern matches.
    with open(folder / "tokenizer_classes.tsv", "w", encoding="utf-8") as out:
        out.write(notice + "# Classes of characters, as ranges of hexadecimal code points; then what is cut off after a digit.\n")
        for name, belongs in classes:
            out.write(f"{name}\t{ranges(belongs)}\n")
        out.write("after_digit\t" + " ".join(sorted(set(plain))) + "\n")


def fixture(tokenizer):
    path = READER / "tests" / "data" / "tokens_500.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    with open(path, "w", encoding="utf-8") as out:
        for line in lines:
            sentence = line.split("\t")[0]
            if sentence.startswith("# ") or not sentence:
                out.write(line + "\n")
                continue
            tokens = [token.text for token in tokenizer(sentence) if not token.is_space]
            out.write(sentence + "\t" + json.dumps(tokens, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    english = spacy.blank("en").tokenizer
    {"tables": tables, "fixture": fixture}[sys.argv[1]](english)
