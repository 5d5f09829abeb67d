#!/usr/bin/env python3
"""factuality.py prepare SENTENCES.jsonl > gold.jsonl   sentences with their event words (UW and MEANTIME factuality)
factuality.py score gold.jsonl ours.jsonl            mean absolute error, Pearson's r, F1 of what did not happen
factuality.py medians gold.jsonl ours.jsonl          what readers gave in the middle, by the words that decided

Between the two: cargo run --release -p casus-line --example factuality -- gold.jsonl > ours.jsonl
The datasets come as one JSON object a sentence, `text` cut into tokens with spaces between, and `targets` with `span1`
(tokens, end exclusive) and `label` (-3 to +3). The spaces that no newspaper prints are taken out again. Negated: below 0.
Standard library only.
"""
import collections, json, re, statistics, sys

CLOSE = re.compile(r"^(?:[.,;:?!)%\]]|n't|'s|'re|'ve|'ll|'d|'m|''|')$")
OPEN = {"(", "[", "$", "``"}


def joined(tokens):
    """The sentence as printed, and where each token stands in it."""
    text, places, inside = "", [], False
    for i, token in enumerate(tokens):
        quote = token in ('"', "``", "''")
        glue = not text or CLOSE.match(token) and not (quote and not inside) or tokens[i - 1] in OPEN
        glue = glue or token == "-" or (i and tokens[i - 1] == "-" and i > 1)
        if quote and not inside:
            glue = not text or tokens[i - 1] in ("(", "[")
        elif i and tokens[i - 1] in ('"', "``") and inside:
            glue = True
        if quote:
            inside = not inside
        shown = '"' if quote else token
        text += "" if glue else " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
    return text, places


def prepare(path):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        text, places = joined(row["text"].split())
        words = [{"start": places[t["span1"][0]][0], "end": places[t["span1"][1] - 1][1], "label": t["label"]} for t in row["targets"]]
        print(json.dumps({"text": text, "words": words}, ensure_ascii=False))


def pairs(gold, ours):
    for g, o in zip(open(gold, encoding="utf-8"), open(ours, encoding="utf-8")):
        for word, found in zip(json.loads(g)["words"], json.loads(o)["words"]):
            yield word["label"], found


def score(gold, ours):
    both = [(label, found["factuality"] if found else 3.0) for label, found in pairs(gold, ours)]
    xs, ys = zip(*both)
    mx, my = statistics.mean(xs), statistics.mean(ys)
    r = sum((x - mx) * (y - my) for x, y in both) / (sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys)) ** 0.5
    hit = sum(x < 0 and y < 0 for x, y in both)
    print(f"words {len(both)}  mean error {statistics.mean(abs(x - y) for x, y in both):.3f}  r {r:.3f}  "
          f"negated F1 {2 * hit / (sum(x < 0 for x in xs) + sum(y < 0 for y in ys)):.3f} of {sum(x < 0 for x in xs)}")


def medians(gold, ours):
    by = collections.defaultdict(list)
    for label, found in pairs(gold, ours):
        by[(found["factuality"], found["why"]) if found else (None, "")].append(label)
    for key, labels in sorted(by.items(), key=lambda item: -len(item[1]))[:120]:
        print(len(labels), f"{statistics.median(labels):.1f} ({statistics.mean(labels):.2f})", *key)


if __name__ == "__main__":
    {"prepare": prepare, "score": score, "medians": medians}[sys.argv[1]](*sys.argv[2:])
