#!/usr/bin/env python3
"""chains.py prepare GUM_DIR > gold.jsonl        the news texts of GUM with their named mentions
chains.py score gold.jsonl ours.jsonl         B-cubed of our chains of them
chains.py end-to-end gold.jsonl coded.jsonl   the same with our own mentions, from `casus code --plain gold.jsonl`

Between the two: cargo run --release -p casus-line --example chains -- gold.jsonl > ours.jsonl
A mention is named where its head word is a proper noun (UPOS PROPN). Text from the `# text` lines, a blank line between
paragraphs; places count characters. GUM's annotations are CC BY 4.0. Standard library only.
"""
import collections, glob, json, os, re, sys


def prepare(folder):
    for path in sorted(glob.glob(os.path.join(folder, "GUM_news_*.conllu"))):
        text, mentions, opened, date = "", [], [], None
        tokens = []
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("# meta::dateCreated"):
                date = line.split("= ")[1].strip()
            elif line.startswith("# newpar ") or line == "# newpar":
                text = text.rstrip() + ("\n\n" if text else "")
            elif line.startswith("# text = "):
                sentence = line[9:]
                at = len(text)
                text += sentence + " "
                tokens = []
            elif line and line[0].isdigit():
                cells = line.split("\t")
                if not cells[0].isdigit():
                    continue
                start = text.index(cells[1], at)
                at = start + len(cells[1])
                tokens.append((int(cells[0]), int(cells[6]), cells[3], start, at))
                entity = re.search(r"Entity=([^|]*)", cells[9])
                # `(3-person` opens, `3)` closes, `(3)` does both; here the group alone is given
                for piece in re.findall(r"\(?[^()]+\)?|\)", entity.group(1) if entity else ""):
                    group = re.match(r"\(?([0-9]+)", piece)
                    if piece.startswith("("):
                        opened.append((group.group(1), len(tokens) - 1))
                    if piece.endswith(")"):
                        index = max(i for i, (g, _) in enumerate(opened) if not group or g == group.group(1))
                        name, first = opened.pop(index)
                        inside = tokens[first:]
                        ids = {t[0] for t in inside}
                        head = next((t for t in inside if t[1] not in ids), inside[-1])
                        if head[2] == "PROPN":
                            mentions.append({"chain": name, "start": inside[0][3], "end": inside[-1][4], "head": head[3]})
            elif not line:
                opened = []
        print(json.dumps({"id": os.path.basename(path), "published": date, "text": text.rstrip(), "mentions": mentions}, ensure_ascii=False))


def b_cubed(gold, ours):
    precision = recall = 0.0
    for i in gold:
        same_gold = {j for j in gold if gold[j] == gold[i]}
        same_ours = {j for j in gold if ours[j] == ours[i]}
        both = len(same_gold & same_ours)
        precision += both / len(same_ours)
        recall += both / len(same_gold)
    return precision, recall


def score(gold_path, ours_path):
    ours = {d["id"]: d["chains"] for d in map(json.loads, open(ours_path, encoding="utf-8"))}
    for what in ("all", "chains of two and more"):
        p = r = n = 0
        for d in map(json.loads, open(gold_path, encoding="utf-8")):
            gold = {i: m["chain"] for i, m in enumerate(d["mentions"])}
            if what != "all":
                count = collections.Counter(gold.values())
                gold = {i: c for i, c in gold.items() if count[c] > 1}
            mine = {i: ours[d["id"]][i] or f"none {i}" for i in gold}
            a, b = b_cubed(gold, mine)
            p += a; r += b; n += len(gold)
            if "--errors" in sys.argv and what == "all":
                errors(d, gold, mine)
        p, r = p / n, r / n
        print(f"{what}: {n} mentions, B3 P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


def errors(d, gold, mine):
    words = lambda i: d["text"][d["mentions"][i]["start"]:d["mentions"][i]["end"]][:60].replace("\n", " ")
    for chain in sorted(set(gold.values())):
        parts = collections.defaultdict(list)
        for i in gold:
            if gold[i] == chain:
                parts[mine[i]].append(words(i))
        if len(parts) > 1:
            print("SPLIT", d["id"][9:20], dict(parts))
    for name in sorted(set(mine.values())):
        parts = collections.defaultdict(list)
        for i in gold:
            if mine[i] == name:
                parts[gold[i]].append(words(i))
        if len(parts) > 1:
            print("MERGED", d["id"][9:20], name, list(parts.values()))


def end_to_end(gold_path, coded_path):
    named = ("state.", "person.", "body.", "group.", "named.", "place.", "people.")
    coded = {d["article"]["id"]: d for d in map(json.loads, open(coded_path, encoding="utf-8"))}
    precision = recall = system = annotated = 0
    for d in map(json.loads, open(gold_path, encoding="utf-8")):
        ours = [(m["start"], m["end"], a["id"]) for a in coded[d["id"]]["actors"] if a["id"].startswith(named) for m in a["mentions"]]
        # One of ours is the annotated mention that holds it and whose head word it holds; the smallest such.
        pairs = {}
        for j, (start, end, _) in enumerate(ours):
            fit = [i for i, m in enumerate(d["mentions"]) if start <= m["head"] < end and (m["start"] <= start or end <= m["end"])]
            if fit:
                pairs[j] = min(fit, key=lambda i: d["mentions"][i]["end"] - d["mentions"][i]["start"])
        both = list(pairs.items())
        for j, i in both:
            chain, name = d["mentions"][i]["chain"], ours[j][2]
            shared = sum(d["mentions"][b]["chain"] == chain and ours[a][2] == name for a, b in both)
            precision += shared / sum(o[2] == name for o in ours)
            recall += shared / sum(m["chain"] == chain for m in d["mentions"])
        system += len(ours)
        annotated += len(d["mentions"])
    p, r = precision / system, recall / annotated
    print(f"our mentions: {system} of ours, {annotated} annotated, B3 P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


if sys.argv[1] == "end-to-end":
    end_to_end(sys.argv[2], sys.argv[3])
else:
    prepare(sys.argv[2]) if sys.argv[1] == "prepare" else score(sys.argv[2], sys.argv[3])
