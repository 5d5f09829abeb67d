"""Prepares ECB+ (documents with acts chained across them) for the example `same_event`, which learns and measures what
makes two reports tell the same act.

    python3 training/incidents.py texts ECB_FOLDER > texts.jsonl
    casus code --plain texts.jsonl --format jsonl > coded.jsonl
    python3 training/incidents.py plain texts.jsonl | casus parse - --format jsonl > parsed.jsonl
    python3 training/incidents.py witnesses texts.jsonl parsed.jsonl coded.jsonl > witnesses.jsonl
    cargo run --release -p casus-store --example same_event -- witnesses.jsonl

ECB_FOLDER holds the documents of ECB+ (CC BY 3.0) as XML, a folder a topic. Nothing of the texts is kept in the tree but
how much each likeness of two witnesses speaks for one act. A sentence becomes a paragraph of its own; the web address that
heads a document is left out. Only acts in the sentences of `ecb_sentences.txt` were held beside those of all documents of
their topic; the others are left out.
"""
import json, os, re, sys
import xml.etree.ElementTree as xml
from pathlib import Path

NO_SPACE_BEFORE = {".", ",", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "’", "''"}
NO_SPACE_AFTER = {"(", "[", "$", "``", "£", "€"}


def held_sentences():
    """Of each document the sentences whose acts were held beside those of others."""
    held = {}
    for line in open(Path(__file__).parent / "ecb_sentences.txt", encoding="utf-8"):
        if not line.startswith("#"):
            topic, *documents = line.split()
            kind = "ecbplus" if topic.endswith("+") else "ecb"
            for document in documents:
                name, sentences = document.split(":")
                held[f"{topic.rstrip('+')}_{name}{kind}"] = {int(s) for s in sentences.split(".")}
    return held


HELD = held_sentences()


def document(path):
    root = xml.parse(path).getroot()
    text, places, sentence, before, held = "", {}, None, "", []
    address = is_address([t.text for t in root.iter("token") if t.get("sentence") == "0"])
    for token in root.iter("token"):
        number, word = int(token.get("sentence")), token.text or ""
        if address and number == 0:
            continue
        if sentence is not None and number != sentence:
            text += "\n\n"
        elif text and word not in NO_SPACE_BEFORE and before not in NO_SPACE_AFTER:
            text += " "
        word = {"``": '"', "''": '"'}.get(word, word)
        places[token.get("t_id")] = (len(text), len(text) + len(word))
        if number in HELD.get(path.stem, ()):
            held.append((len(text), len(text) + len(word)))
        text += word
        sentence, before = number, token.text or ""
    chains = {}
    for relation in root.find("Relations"):
        name = relation.get("note") or f"{path.stem}/{relation.get('r_id')}"
        if relation.tag == "INTRA_DOC_COREF":
            name = f"{path.stem}/{relation.get('r_id')}"
        for source in relation.iter("source"):
            chains[source.get("m_id")] = name
    acts = []
    for mention in root.find("Markables"):
        words = [places[a.get("t_id")] for a in mention.iter("token_anchor") if a.get("t_id") in places]
        if words and words[0] in held and re.match(r"(NEG_)?ACTION", mention.tag):
            chain = chains.get(mention.get("m_id"), f"{path.stem}/alone/{mention.get('m_id')}")
            acts.append({"start": words[0][0], "end": words[-1][1], "chain": chain})
    return {"id": path.stem, "topic": int(path.parent.name), "text": text, "acts": sorted(acts, key=lambda a: a["start"]),
            "held": held}


def is_address(words):
    return bool(words) and (words[0] or "").lower().startswith("http")

# --- witnesses: what is seen of each act -----------------------------------------------------------------------------
DOERS = {"nsubj", "agent", "poss", "csubj"}
SUFFERERS = {"dobj", "nsubjpass", "pobj_of", "dative", "attr"}
PLACES = {"GPE", "LOC", "FAC"}


def parties(sentence, head):
    """The words that head the doer's and the other's phrases, and a place, of the word that names an act."""
    tree, tokens = sentence["tree"], sentence["tokens"]
    for proposal in sentence["proposals"]:
        if proposal["trigger"] == head:
            of = lambda *roles: [link["head"] for link in proposal["links"] if link["role"] in roles and link["score"] > .5]
            return of("who"), of("whom", "with"), of("where"), proposal
    children = lambda at: [i for i, branch in enumerate(tree) if branch["head"] == at]
    named = {i: m["kind"] for m in sentence["mentions"] for i in range(m["tokens"]["start"], m["tokens"]["end"])}
    who, whom, where, at, steps = [], [], [], head, 0
    for child in children(head):
        label = tree[child]["label"]
        if label in DOERS and label != "agent":
            who.append(child)
        elif label in SUFFERERS:
            whom.append(child)
        elif label in ("prep", "agent"):
            for below in children(child):
                if tree[below]["label"] == "pobj":
                    word = tokens[child]["text"].lower()
                    (where if named.get(below) in PLACES else who if word == "by" else whom if word in ("of", "to", "with", "against") else []).append(below)
        elif label in ("compound", "amod") and tokens[head]["pos"] == "NOUN":
            whom.append(child)
    # The subject of a verb that hangs on another as its complement or its like.
    while not who and tree[at]["label"] in ("conj", "xcomp", "advcl", "dobj") and tree[at]["head"] is not None and steps < 3:
        at, steps = tree[at]["head"], steps + 1
        who = [c for c in children(at) if tree[c]["label"] == "nsubj"]
    return who, whom, where, None


def witnesses(texts, parsed, coded):
    """All documents' acts as witnesses: those annotated (chain), and those that casus codes (ours, with the chain they name)."""
    sentences = [json.loads(line) for line in open(parsed, encoding="utf-8")]
    documents = {d["article"]["id"]: d for d in map(json.loads, open(coded, encoding="utf-8"))}
    offset, at = 0, 0
    for line in open(texts, encoding="utf-8"):
        document = json.loads(line)
        mine = []
        while at < len(sentences) and sentences[at]["start"] < offset + len(document["text"]):
            mine.append(sentences[at])
            at += 1
        yield {"id": document["id"], "topic": document["topic"], "text": document["text"],
               "gold": list(annotated(document, mine, offset, documents[document["id"]])),
               "ours": list(ours(document, documents[document["id"]]))}
        offset += len(document["text"]) + 2


def annotated(document, sentences, offset, coded):
    for act in document["acts"]:
        start, end = act["start"] + offset, act["end"] + offset
        for sentence in sentences:
            inside = [i for i, t in enumerate(sentence["tokens"]) if t["start"] < end and t["end"] > start]
            if inside:
                break
        else:
            continue
        tree, tokens = sentence["tree"], sentence["tokens"]
        head = next((i for i in inside if tree[i]["head"] not in inside), inside[0])
        if tokens[head]["pos"] in ("AUX", "ADP", "PART", "PUNCT", "DET") and len(inside) > 1:
            head = next((i for i in inside if tokens[i]["pos"] in ("VERB", "NOUN", "PROPN", "ADJ")), head)
        who, whom, where, proposal = parties(sentence, head)
        place = lambda i: {"start": tokens[i]["start"] - offset, "end": tokens[i]["end"] - offset, "text": tokens[i]["text"]}
        yield {"chain": act["chain"], "trigger": tokens[head]["lemma"].lower(),
               "at": tokens[head]["start"] - sentence["start"],
               "kind": proposal and proposal["type"], "mode": proposal and proposal["mode"],
               "evidence": sentence["text"], "actors": [party(place(i), coded) for i in who],
               "recipients": [party(place(i), coded) for i in whom], "place": next((tokens[i]["text"] for i in where), None)}


def party(place, coded):
    """The actor of the report that these words name: its code and fullest name, else the words."""
    for actor in coded["actors"]:
        if any(m["start"] < place["end"] and m["end"] > place["start"] for m in actor["mentions"]):
            return {"code": actor["code"], "name": actor["name"]}
    return {"code": None, "name": place["text"]}


def ours(document, coded):
    text, names = coded["article"]["text"], {a["id"]: a["name"] for a in coded["actors"]}
    for event in coded["events"]:
        t, e = event["trigger"], event["evidence"][0]
        if not any(start < t["end"] and end > t["start"] for start, end in document["held"]):
            continue
        acts = [a for a in document["acts"] if a["start"] < t["end"] and a["end"] > t["start"]]
        people = lambda side: [{"code": p["code"], "name": names.get(p["actor"], p["text"])} for p in event[side]]
        yield {"chain": acts[0]["chain"] if acts else None, "trigger": text[t["start"]:t["end"]],
               "at": t["start"] - e["start"],
               "kind": event["type"], "mode": event["mode"], "evidence": text[e["start"]:e["end"]],
               "actors": people("actors"), "recipients": people("recipients"), "place": event["place"],
               "status": event["status"]}


def main(arguments):
    if arguments[0] == "texts":
        for path in sorted(Path(arguments[1]).glob("*/*.xml"), key=lambda p: (int(p.parent.name), p.stem)):
            print(json.dumps(document(path), ensure_ascii=False))
    elif arguments[0] == "plain":
        for line in open(arguments[1], encoding="utf-8"):
            print(json.loads(line)["text"], end="\n\n")
    else:
        for seen in witnesses(*arguments[1:]):
            print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
