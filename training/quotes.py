"""Learns which candidates are quotes: lexicon/quotes/weights.csv, from reports with annotated attributions.

    python3 training/quotes.py SEEN.jsonl ATTRIBUTIONS.tar.gz            writes the weights
    python3 training/quotes.py SEEN.jsonl ATTRIBUTIONS.tar.gz DEV_SEEN.jsonl DEV_ATTRIBUTIONS.tar.gz    and scores them on DEV

The attributions are PolNeAR's (text/*.txt and *.ann), never shipped; SEEN.jsonl is what the example `quotes` of casus-line
says of the same texts. Nothing of the texts is kept but how much a feature (a word of saying, a place in the tree) speaks
for a quote. A logistic model, its weights rounded to thousandths and small ones left out.
"""
import collections, json, os, re, sys, tarfile
from pathlib import Path

import numpy

OUT = Path(__file__).parent.parent / "lexicon" / "quotes" / "weights.csv"
LEAST_SEEN = 6        # a feature of fewer candidates is noise
DECAY = 3.0           # the strength of the quadratic penalty
SMALL = 40            # thousandths below which a weight is left out
SHARED = .5           # of the union of two contents, to be the same


def attributions(path):
    """Text name -> list of (characters of the content, characters of the source)."""
    texts, notes = {}, collections.defaultdict(list)
    with tarfile.open(path) as tar:
        for member in tar:
            if not member.isfile():
                continue
            name, data = os.path.basename(member.name)[:-4], tar.extractfile(member)
            if member.name.endswith(".txt") and "/text/" in member.name:
                texts[name] = data.read().decode("utf-8", "replace")
            elif member.name.endswith(".ann"):
                notes[name].append(data.read().decode("utf-8", "replace"))
    out = {}
    for name, text in texts.items():
        near = [rows for key, rows in sorted(notes.items()) if key == name or key.startswith(name)]
        if near:
            out[name] = list(quotes(near[0][0], text))
    return out


def quotes(rows, text):
    spans = {}
    for row in rows.split("\n"):
        cells = row.split("\t")
        if row.startswith("T") and len(cells) > 1:
            spans[cells[0]] = [tuple(map(int, s.split())) for s in cells[1].split(" ", 1)[1].split(";")]
    for row in rows.split("\n"):
        cells = row.split("\t")
        if row.startswith("E") and len(cells) > 1:
            roles = collections.defaultdict(list)
            for part in cells[1].split():
                role, ref = part.split(":")
                roles[re.sub(r"\d+$", "", role)] += spans.get(ref, [])
            if roles["Content"]:
                yield characters(roles["Content"], text), characters(roles["Source"], text)


def characters(spans, text):
    return frozenset(i for a, b in spans for i in range(a, min(b, len(text))) if not text[i].isspace() and text[i] not in "\"“”'")


def labelled(seen_path, gold):
    """(features, right or not, content, source, cue, article) of every candidate."""
    rows = []
    texts = {}
    for line in open(seen_path, encoding="utf-8"):
        article = json.loads(line)
        known = gold.get(article["id"], [])
        for one in article["seen"]:
            content = frozenset(i for a, b in one["content"] for i in range(a, b))
            source = frozenset(range(*one["source"])) if one["source"] else frozenset()
            right = any(same(content, c) and s & source for c, s in known)
            rows.append((one["features"], right))
    return rows


def same(ours, theirs):
    # Ours holds blanks and marks, theirs none: blanks are about a sixth of a text.
    return len(ours & theirs) / (len(ours) * .83 + len(theirs) - len(ours & theirs)) >= SHARED


def learn(rows):
    """A logistic model by L-BFGS: features in long form, one entry for each feature of a candidate."""
    counts = collections.Counter(f for features, _ in rows for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= LEAST_SEEN)
    index = {f: i for i, f in enumerate(names)}
    lists = [sorted({index[f] for f in features if f in index}) for features, _ in rows]
    column = numpy.array([i for one in lists for i in one])
    row = numpy.repeat(numpy.arange(len(lists)), [len(one) for one in lists])
    right = numpy.array([float(r) for _, r in rows])

    def loss(weights):
        """The loss with its slope; the last weight is the bias, which no penalty draws to nothing."""
        z = numpy.bincount(row, weights[column], len(lists)) + weights[-1]
        penalised = numpy.append(weights[:-1], 0.0)
        off = 1 / (1 + numpy.exp(-z)) - right
        slope = numpy.append(numpy.bincount(column, off[row], len(names)), off.sum()) + DECAY * penalised
        return (numpy.logaddexp(0, z) - right * z).sum() + DECAY / 2 * (penalised ** 2).sum(), slope

    weights = lowest(loss, numpy.zeros(len(names) + 1))
    thousandths = {f: round(1000 * weights[i]) for f, i in index.items()}
    return round(1000 * weights[-1]), {f: w for f, w in thousandths.items() if abs(w) >= SMALL}


def lowest(loss, at, steps=150, memory=12):
    """Where a smooth convex function is lowest: L-BFGS with a step that is halved until it helps."""
    value, slope = loss(at)
    past = []
    for _ in range(steps):
        way, alphas = slope.copy(), []
        for moved, bent in reversed(past):
            alphas.append(moved @ way / (moved @ bent))
            way -= alphas[-1] * bent
        if past:
            way *= past[-1][0] @ past[-1][1] / (past[-1][1] @ past[-1][1])
        else:
            way /= numpy.abs(way).sum()
        for (moved, bent), alpha in zip(past, reversed(alphas)):
            way += (alpha - bent @ way / (moved @ bent)) * moved
        step = 1.0
        while step > 1e-6:
            there, (new, bend) = at - step * way, loss(at - step * way)
            if new <= value - 1e-4 * step * (way @ slope):
                break
            step /= 2
        if value - new < 1e-6 * value:
            return there
        if (there - at) @ (bend - slope) > 0:
            past = (past + [(there - at, bend - slope)])[-memory:]
        at, value, slope = there, new, bend
    return at


def write(bias, weights):
    with open(OUT, "w", encoding="utf-8") as out:
        out.write("# How much what is seen of a possible quote speaks for it, in thousandths; `training/quotes.py` makes it.\n")
        out.write("# Facts: learned from the training part of PolNeAR; no text of it is here. The numbers are our own.\n")
        out.write("feature,weight\n")
        out.write(f"bias,{bias}\n")
        for feature, weight in sorted(weights.items()):
            cell = f'"{feature.replace(chr(34), chr(34) * 2)}"' if any(c in feature for c in ',"') else feature
            out.write(f"{cell},{weight}\n")


def main(arguments):
    if len(arguments) not in (2, 4):
        sys.exit(__doc__)
    rows = labelled(arguments[0], attributions(arguments[1]))
    print(f"{len(rows)} candidates, {sum(r for _, r in rows)} right")
    bias, weights = learn(rows)
    write(bias, weights)
    print(f"{len(weights)} weights in {OUT}")
    if len(arguments) == 4:
        held = labelled(arguments[2], attributions(arguments[3]))
        said = [(bias + sum(weights.get(f, 0) for f in set(features)) > 0, right) for features, right in held]
        hit = sum(a and b for a, b in said)
        print(f"held out: {len(held)} candidates, right of those taken {hit / max(1, sum(a for a, _ in said)):.3f}, "
              f"taken of those right {hit / max(1, sum(b for _, b in said)):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
