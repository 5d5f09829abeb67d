"""How fast spaCy's own pipeline reads articles, in seconds of processor time on one thread: the yardstick for
`cargo run --release -p casus-reader --example parse_speed`, which says more of the input.

    OMP_NUM_THREADS=1 python training/parse_speed.py FILE.jsonl.gz …

A title or paragraph is a document. The small English model of `convert_parser.py` does all that it does: tags, tree,
attribute ruler, lemmas, names.
"""

import gzip
import json
import sys
import time
from itertools import islice
from pathlib import Path

from convert_parser import load

ARTICLES, ROUNDS = 100, 3


def paragraphs(report):
    lines = report.get("paragraphs") or report.get("text", "").splitlines()
    return [line for line in [report.get("title", ""), *lines] if line.strip()]


def main(paths):
    texts, articles = [], 0
    for path in paths:
        if not Path(path).exists():
            print(f"{path} is left out: not there")
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, ARTICLES):
                texts += paragraphs(json.loads(line))
                articles += 1
    if not texts:
        print("no reports to read: parse_speed.py FILE.jsonl.gz …")
        return
    nlp = load()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        sentences = tokens = 0
        for doc in nlp.pipe(texts, batch_size=256):
            sentences += sum(1 for _ in doc.sents)
            tokens += sum(not token.is_space for token in doc)
        best = min(best, time.process_time() - start)
    print(
        f"{articles} articles, {sentences} sentences, {tokens} tokens: {best:.3f} s, "
        f"{sentences / best:.0f} sentences/s, {tokens / best:.0f} tokens/s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
