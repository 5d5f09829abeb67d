"""Words that name one act, from WordNet: crates/casus-store/src/incidents/kin.tsv.

    python3 training/kin.py DICT_FOLDER

DICT_FOLDER holds WordNet 3.1's data.verb, data.noun and index.sense. A line a meaning: its number, the number of the wider
meaning (or 0), and the stems of its words, verbs with the nouns made from them. Only the first meanings of a word are
kept, and of nouns those that can be acts.
"""
import collections, sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "crates" / "casus-store" / "src" / "incidents" / "kin.tsv"
ACTS = {"04", "10", "11", "19", "22", "26"}  # act, communication, event, phenomenon, process, state
FIRST = {"v": 4, "n": 3}


def rows(path, pos):
    for line in open(path, encoding="utf-8"):
        if line.startswith("  "):
            continue
        cells = line.split("|")[0].split()
        count = int(cells[3], 16)
        words = [w.lower() for w in cells[4:4 + 2 * count:2]]
        at = 4 + 2 * count
        pointers = [cells[at + 1 + 4 * i:at + 5 + 4 * i] for i in range(int(cells[at]))]
        yield pos + cells[0], cells[1], words, pointers


def main(folder):
    from stems import stem
    folder = Path(folder)
    rank = {}
    for line in open(folder / "index.sense", encoding="utf-8"):
        key, offset, number, _ = line.split()
        word, kind = key.split("%")
        pos = {"1": "n", "2": "v"}.get(kind[0])
        if pos:
            rank[word, pos + offset] = int(number)
    meanings = {key: (kind, words, pointers) for pos in "vn" for key, kind, words, pointers in
                rows(folder / ("data.verb" if pos == "v" else "data.noun"), pos) if pos == "v" or kind in ACTS}
    lines, numbers = {}, {}
    for key, (_, words, pointers) in meanings.items():
        here = [w for w in words if "_" not in w and rank.get((w, key), 9) <= FIRST[key[0]]]
        kept = set(map(stem, here))
        for symbol, offset, pos, places in pointers:
            other = pos + offset
            source = int(places[:2], 16)
            if symbol == "+" and other in meanings and source and words[source - 1] in here:
                target = meanings[other][1][int(places[2:], 16) - 1]
                if "_" not in target and rank.get((target, other), 9) <= FIRST[pos]:
                    kept.add(stem(target))
        wider = next((pos + offset for symbol, offset, pos, _ in pointers if symbol == "@"), None)
        lines[key] = (wider, kept)
    wanted = {key for key, (_, kept) in lines.items() if kept}
    for number, key in enumerate(sorted(wanted), 1):
        numbers[key] = number
    parents = {lines[key][0] for key in wanted}
    with open(OUT, "w", encoding="utf-8") as out:
        for key in sorted(wanted):
            wider, kept = lines[key]
            up = numbers.get(wider, 0)
            if len(kept) > 1 or up or key in parents:
                out.write(f"{numbers[key]}\t{up}\t{' '.join(sorted(kept))}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
